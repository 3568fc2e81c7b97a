"""Many contracts against the floor, a plain fetchall of the same rows. Run: python tests/benchmarks/bench_scale.py.

Whole processes, the best of runs in turn, so that all see the same machine. Targets with 300 contracts: matrix and
duties under 2.5 s and within 10 times the floor, one contract's assess under 0.3 s, memory under 200 MB; and from 100
contracts to 300 the cost grows in proportion, at most 3 times.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from big_workspace import DAY, build

SIZES = (30, 100, 300)
RUNS = 5
PROGRAM = (sys.executable, "-c", "from secops.cli.main import main; main()")
FLOOR = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1] + "/secops.db")
tables = [row[0] for row in connection.execute(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'log_%' AND name NOT LIKE '%sqlite_%'")]
start = time.perf_counter()
rows = [connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables]
print(time.perf_counter() - start)
"""


def floor(workspace: Path) -> float:
    """Seconds that reading every row takes, in a process of its own, its start not counted."""
    done = subprocess.run(
        (sys.executable, "-c", FLOOR, str(workspace)), capture_output=True, check=True, encoding="utf-8"
    )
    return float(done.stdout)


def run(workspace: Path, *arguments: str) -> tuple[float, float]:
    """Run a command of the program; return its seconds and its greatest memory in MB. Unix only: it asks wait4."""
    start = time.perf_counter()
    process = subprocess.Popen(
        (*PROGRAM, "--workspace", str(workspace), *arguments, "--on", DAY.isoformat()),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:  # 1: something is overdue
        raise SystemExit(f"secops {' '.join(arguments)} ended with {process.returncode}")
    divisor = 1024 if sys.platform == "linux" else 1024**2
    return time.perf_counter() - start, usage.ru_maxrss / divisor


def measured(folder: Path, contracts: int) -> dict[str, tuple[float, float]]:
    """Build a workspace and return the best seconds and the memory of each figure."""
    workspace = folder / str(contracts)
    counts = build(workspace, contracts)
    print(f"\n{contracts} contracts, {counts['person']:,} people, {sum(counts.values()):,} records")
    found = {"floor": (99.0, 0.0)}
    for _ in range(RUNS):
        found["floor"] = (min(found["floor"][0], floor(workspace)), 0.0)
        for name, arguments in (
            ("matrix", ("matrix",)),
            ("matrix --json", ("matrix", "--json")),
            ("duties", ("duties",)),
            ("duties --json", ("duties", "--json")),
            ("assess one", ("assess", "R5-000")),
        ):
            seconds, memory = run(workspace, *arguments)
            best, most = found.get(name, (99.0, 0.0))
            found[name] = (min(best, seconds), max(most, memory))
    for name, (seconds, memory) in found.items():
        print(f"{name:<14} {seconds * 1000:7.0f} ms  {seconds / found['floor'][0]:5.1f} × floor  {memory:4.0f} MB")
    return found


def main() -> int:
    """Measure all sizes and say which targets are missed."""
    with tempfile.TemporaryDirectory() as folder:
        by_size = {size: measured(Path(folder), size) for size in SIZES}
    big, middle = by_size[300], by_size[100]
    missed = [f"assess one takes {big['assess one'][0]:.2f} s"] if big["assess one"][0] >= 0.3 else []
    for name in ("matrix", "duties"):
        seconds, ratio = big[name][0], big[name][0] / big["floor"][0]
        growth = seconds / middle[name][0]
        print(f"{name}: {ratio:.1f} × floor, {growth:.2f} times from 100 to 300 contracts")
        if seconds >= 2.5 or ratio > 10:
            missed.append(f"{name} takes {seconds:.2f} s, {ratio:.1f} × floor")
        if growth > 3.3:  # in proportion, within what a busy machine adds
            missed.append(f"{name} grows {growth:.2f} times from 100 to 300 contracts")
    missed += [f"{name} takes {memory:.0f} MB" for name, (_, memory) in big.items() if memory >= 200]
    print("\n".join(missed) or "all targets met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
