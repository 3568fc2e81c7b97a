"""First paint in a terminal: secops on the demo against a textual app with one empty table.

Run: python tests/benchmarks/bench_tui.py. Both are started in a pseudo-terminal of 120×40 as a new process, in turn so
that both see the same machine, and timed until the last text of their first frame has been written. Target: 1.5 times.
"""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from secops.actions.demo import DEMO_CODE, DEMO_DAY, build_demo

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 12
TARGET = 1.5
PATIENCE = 20.0  # seconds

EMPTY = """
from textual.app import App
from textual.widgets import DataTable, Footer

class Empty(App):
    BINDINGS = [("q", "quit", "the-last-key")]

    def compose(self):
        yield DataTable()
        yield Footer(show_command_palette=False)

    def on_mount(self):
        self.query_one(DataTable).add_columns("first", "second")

Empty().run()
"""
SECOPS = "from secops.cli.main import main; main()"
WITHOUT_COMMANDS = """
import os
from datetime import date
from pathlib import Path
from secops.tui.app import run_app
run_app(Path(os.environ["SECOPS_WORKSPACE"]), date.fromisoformat(os.environ["SECOPS_TODAY"]), "bench")
"""


def timed(program: str, marks: list[str], environment: dict[str, str]) -> list[float]:
    """Start a program in a pseudo-terminal; return the milliseconds until each mark had been written."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=ROOT,
        start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    seen, found = b"", []
    try:
        for mark in marks:
            while mark.encode() not in seen:
                ready, _, _ = select.select([ours], [], [], PATIENCE)
                if not ready:
                    raise TimeoutError(f"{mark!r} was never written: {seen[-2000:]!r}")
                seen += os.read(ours, 65536)
            found.append((time.perf_counter() - start) * 1000)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(ours)
    return found


def main() -> int:
    """Measure both in turn and print the medians with their ratio."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "work"
        build_demo(folder).close()
        environment = {
            **os.environ,
            "SECOPS_WORKSPACE": str(folder),
            "SECOPS_TODAY": DEMO_DAY.isoformat(),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        floors, frames, data, bare = [], [], [], []
        for number in range(ROUNDS + 1):
            (floor,) = timed(EMPTY, ["the-last-key"], environment)
            frame, filled = timed(SECOPS, ["終了", DEMO_CODE], environment)
            (alone,) = timed(WITHOUT_COMMANDS, ["終了"], environment)
            if number:  # the first round warms the caches
                floors.append(floor)
                frames.append(frame)
                data.append(filled)
                bare.append(alone)
    floor, frame, filled, alone = (statistics.median(times) for times in (floors, frames, data, bare))
    print(f"floor (textual, one empty table)  {floor:.0f} ms")
    print(f"secops, frame and keys            {frame:.0f} ms")
    print(f"secops, deadlines and matrix      {filled:.0f} ms")
    print(f"the interface without commands    {alone:.0f} ms, ratio {alone / floor:.2f}")
    print(f"ratio                             {frame / floor:.2f} (target {TARGET})")
    return 0 if frame / floor <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
