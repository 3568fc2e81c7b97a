"""Starting the program against its floor: importing click. Run: python tests/benchmarks/bench_start.py.

Targets: ``secops --version`` within twice ``import click``; ``secops assess`` on the demo under 0.3 s. Medians of
runs in turn, so that all see the same machine.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from secops.actions.demo import DEMO_CODE, DEMO_DAY, build_demo

ROOT = Path(__file__).resolve().parents[2]
RUNS = 15
TARGET_RATIO = 2.0
TARGET_SECONDS = 0.3
PROGRAM = (sys.executable, "-c", "from secops.cli.main import main; main()")


def seconds(command: tuple[str, ...], environment: dict[str, str]) -> float:
    """Run a command and return how long it took."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def main() -> int:
    """Measure the three in turn and print their medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        build_demo(Path(folder) / "demo").close()
        workspace = str(Path(folder) / "demo")
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "SECOPS_WORKSPACE": workspace}
        commands = {
            "python -c pass": (sys.executable, "-c", "pass"),
            "import click": (sys.executable, "-c", "import click"),
            "secops --version": (*PROGRAM, "--version"),
            "secops assess": (*PROGRAM, "assess", DEMO_CODE, "--on", DEMO_DAY.isoformat()),
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, command in commands.items():
                taken[name].append(seconds(command, environment))
    median = {name: statistics.median(times) for name, times in taken.items()}
    for name, value in median.items():
        print(f"{name:<18} {value * 1000:6.1f} ms")
    ratio = median["secops --version"] / median["import click"]
    print(f"ratio --version / import click  {ratio:.2f} (target {TARGET_RATIO})")
    print(f"assess on the demo              {median['secops assess']:.3f} s (target {TARGET_SECONDS})")
    return 0 if ratio <= TARGET_RATIO and median["secops assess"] < TARGET_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
