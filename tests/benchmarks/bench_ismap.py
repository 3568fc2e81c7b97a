"""The ISMAP lists. Run: python tests/benchmarks/bench_ismap.py. Medians, all processes of a round in turn.

Targets: matching 3,000 services to a list of 300 within 1 s, also where a person must pick and every service needs its
candidates; the import of a list of 300, as a whole process, within 0.5 s. The floors: folding the 3,000 names, and
importing click.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from secops.actions.demo import build_demo
from secops.base.text import search_key
from secops.ismap.entries import Listed
from secops.ismap.history import History, ImportedList
from secops.ismap.matching import Likest, match

ROOT = Path(__file__).resolve().parents[2]
SERVICES, LISTED = 3_000, 300
RUNS, ROUNDS = 5, 11
MATCH_TARGET, IMPORT_TARGET = 1.0, 0.5
PROGRAM = (sys.executable, "-c", "from secops.cli.main import main; main()")
WORDS = ("ストレージ", "グループウェア", "会計", "Meeting", "Backup Service", "電子契約", "ID管理", "フォーム")


def name_of(number: int) -> str:
    """Return the name of a fictional service, of a length that names have."""
    return f"架空{number} {WORDS[number % len(WORDS)]} for 官公庁"


def number_of(number: int) -> str:
    """Return a fictional registration number."""
    return f"C00-{number:04}-1"


def a_history() -> History:
    """Return the history of one list."""
    plain = {"corporate_number": "", "registered_on": None, "expires_on": None, "audit_from_on": None}
    plain |= {"audit_to_on": date(2024, 3, 31), "statement": "", "renewing": False, "remarks": "架空"}
    entries = (Listed(number_of(n), name_of(n), f"架空{n}株式会社", **plain) for n in range(LISTED))
    return History.of([ImportedList("ISMAP", date(2024, 7, 1), tuple(entries))])


def csv_text() -> str:
    """Return a list as a user saves it."""
    head = "登録番号,クラウドサービスの名称,クラウドサービス事業者の名称,登録日,監査対象期間,備考"
    rows = (
        f"{number_of(n)},{name_of(n)},架空{n}株式会社,令和3年3月12日,2023/4/1～2024/3/31,架空" for n in range(LISTED)
    )
    return "\n".join((head, *rows))


def median(what: Callable[[], object]) -> float:
    """Return the median seconds of a few runs."""
    return statistics.median(taken(what) for _ in range(RUNS))


def taken(what: Callable[[], object]) -> float:
    """Return how many seconds a run took."""
    start = time.perf_counter()
    what()
    return time.perf_counter() - start


def matching() -> dict[str, float]:
    """Measure the matching in this process."""
    history = a_history()
    known = [(name_of(n % LISTED), number_of(n % LISTED) if n % 2 else "") for n in range(SERVICES)]
    unknown = [f"架空{n} {WORDS[n % len(WORDS)]} 行政版" for n in range(SERVICES)]

    def told() -> None:
        for name, number in known:
            match(name, number, history)

    def picked() -> None:
        likest = Likest(history)
        for name in unknown:
            match(name, "", history)
            likest.to(name, "")

    return {
        "fold 3,000 names (floor)": median(lambda: [search_key(name) for name, _ in known]),
        "match 3,000 to 300": median(told),
        "match and order candidates": median(picked),
    }


def processes() -> dict[str, float]:
    """Measure the commands as whole processes, each import into a fresh copy of the demo."""
    with tempfile.TemporaryDirectory() as folder:
        built, used, file = Path(folder) / "demo", Path(folder) / "used", Path(folder) / "架空リスト.csv"
        build_demo(built).close()
        file.write_text(csv_text(), encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "SECOPS_WORKSPACE": str(used)}
        environment["SECOPS_TODAY"] = "2024-11-15"
        commands = {
            "import click (floor)": (sys.executable, "-c", "import click"),
            "secops ismap import": (*PROGRAM, "ismap", "import", str(file)),
            "secops ismap check": (*PROGRAM, "ismap", "check"),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(ROUNDS):
            shutil.rmtree(used, ignore_errors=True)
            shutil.copytree(built, used)
            for name, command in commands.items():
                start = time.perf_counter()
                done = subprocess.run(command, check=False, capture_output=True, env=environment)
                times[name].append(time.perf_counter() - start)
                if done.returncode > 1:  # 1: a service is not in order
                    raise RuntimeError(done.stderr.decode())
    return {name: statistics.median(each) for name, each in times.items()}


def main() -> int:
    """Print the figures and their ratios to the floors; 1 when a target is missed."""
    targets = {
        "match 3,000 to 300": MATCH_TARGET,
        "match and order candidates": MATCH_TARGET,
        "secops ismap import": IMPORT_TARGET,
    }
    missed = 0
    for figures in (matching(), processes()):
        floor = next(iter(figures.values()))
        for name, seconds in figures.items():
            target = f"  (target {targets[name]} s)" if name in targets else ""
            print(f"{name:<28} {seconds * 1000:7.1f} ms  {seconds / floor:5.1f} × floor{target}")
            missed += seconds > targets.get(name, seconds)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
