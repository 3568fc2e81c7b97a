"""Many contracts against the floor, a plain fetchall of the same rows. Run: python tests/benchmarks/bench_scale.py.

Whole processes, the best of runs in turn, so that all see the same machine; ratios are of processor time, in which a
busy machine shows less. Targets with 300 contracts: matrix and duties under 2.5 s and within 10 times the floor, one
contract's assess under 0.3 s, memory under 200 MB; and the cost grows in proportion.
"""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
DAY = "2024-11-15"
SIZES = (30, 100, 300)
RUNS = 5
PROGRAM = (sys.executable, "-c", "from secops.cli.main import main; main()")
COMMANDS = {
    "matrix": ("matrix",),
    "matrix --json": ("matrix", "--json"),
    "duties": ("duties",),
    "duties --json": ("duties", "--json"),
    "assess one": ("assess", "R5-000"),
}
FLOOR = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1] + "/secops.db")
tables = [row[0] for row in connection.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'log_%' AND name NOT LIKE '%sqlite_%'")]
start = time.process_time()
rows = [connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables]
print(time.process_time() - start, sum(map(len, rows)))
"""


@dataclass(frozen=True, slots=True)
class Figure:
    """What one command took at best: seconds, of these on the processor, and at most: MB."""

    wall: float = 99.0
    processor: float = 99.0
    memory: float = 0.0

    def with_(self, other: "Figure") -> "Figure":
        """Return the better of both, and the greater memory."""
        return Figure(min(self.wall, other.wall), min(self.processor, other.processor), max(self.memory, other.memory))


def floor(workspace: Path) -> Figure:
    """What reading every row takes, in a process of its own, its start not counted."""
    done = subprocess.run(
        (sys.executable, "-c", FLOOR, str(workspace)), capture_output=True, check=True, encoding="utf-8"
    )
    seconds = float(done.stdout.split()[0])
    return Figure(seconds, seconds)


def run(workspace: Path, *arguments: str) -> Figure:
    """Run a command of the program. Unix only: it asks wait4."""
    start = time.perf_counter()
    process = subprocess.Popen(
        (*PROGRAM, "--workspace", str(workspace), *arguments, "--on", DAY),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:  # 1: something is overdue
        raise SystemExit(f"secops {' '.join(arguments)} ended with {process.returncode}")
    kilobytes = usage.ru_maxrss if sys.platform == "linux" else usage.ru_maxrss / 1024
    return Figure(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, kilobytes / 1024)


def measured(folder: Path, contracts: int) -> dict[str, Figure]:
    """Build a workspace, in a process of its own, and return the figures of it."""
    workspace = folder / str(contracts)
    print(f"\n{contracts} contracts:", end=" ", flush=True)
    subprocess.run(
        (sys.executable, str(HERE / "big_workspace.py"), str(workspace), str(contracts)),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    found = dict.fromkeys(("floor", *COMMANDS), Figure())
    for _ in range(RUNS):
        found["floor"] = found["floor"].with_(floor(workspace))
        for name, arguments in COMMANDS.items():
            found[name] = found[name].with_(run(workspace, *arguments))
    least = found["floor"].processor
    for name, one in found.items():
        print(
            f"{name:<14} {one.wall * 1000:6.0f} ms  processor {one.processor * 1000:6.0f} ms"
            f"  {one.processor / least:5.1f} × floor  {one.memory:4.0f} MB"
        )
    return found


def main() -> int:
    """Measure all sizes and say which targets are missed."""
    with tempfile.TemporaryDirectory() as folder:
        by_size = {size: measured(Path(folder), size) for size in SIZES}
    big, middle = by_size[300], by_size[100]
    missed = [f"assess one takes {big['assess one'].wall:.2f} s"] if big["assess one"].wall >= 0.3 else []
    for name in ("matrix", "duties"):
        one, ratio = big[name], big[name].processor / big["floor"].processor
        growth = one.processor / middle[name].processor
        print(f"{name}: {ratio:.1f} × floor, {growth:.2f} times from 100 to 300 contracts")
        if one.wall >= 2.5 or ratio > 10:
            missed.append(f"{name} takes {one.wall:.2f} s, {ratio:.1f} × floor")
        if growth > 3.3:  # three times, and what a busy machine adds
            missed.append(f"{name} grows {growth:.2f} times from 100 to 300 contracts")
    missed += [f"{name} takes {one.memory:.0f} MB" for name, one in big.items() if one.memory >= 200]
    print("\n".join(missed) or "all targets met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
