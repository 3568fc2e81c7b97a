"""Several programs at once, and programs that are killed."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from store_samples import add_people, open_and_close, organisation

from secops.records.organisations import Person
from secops.store.store import Store

SPAWN = multiprocessing.get_context("spawn")
ADD = (
    "import sys; from pathlib import Path; from store_samples import add_people\n"
    "add_people(Path(sys.argv[1]), *sys.argv[2:4], 10**6)"
)
CREATE = (
    "import sys; from pathlib import Path; from secops.store.store import Store\n"
    "Store.create(Path(sys.argv[1])).close()"
)


def test_two_programs_writing_at_once_lose_nothing(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        us = writer.add(organisation())
    with SPAWN.Pool(2) as pool:
        pool.starmap(add_people, [(store.folder, us.id, name, 60) for name in ("甲", "乙")])
    names = {one.name for one in store.records(Person)}
    assert names == {f"{name} {number}" for name in ("甲", "乙") for number in range(60)}
    assert len({change.transaction for change in store.changes(kind="person")}) == 120
    assert store.verify() == ()


def test_programs_that_open_at_once_migrate_once(tmp_path: Path) -> None:
    for attempt in range(3):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        (folder / "secops.db").touch()
        with SPAWN.Pool(4) as pool:
            assert pool.map(open_and_close, [folder] * 4, chunksize=1) == [0] * 4


def test_only_one_of_several_inits_makes_the_workspace(tmp_path: Path) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", CREATE, str(tmp_path / "w")], stderr=subprocess.DEVNULL)
        for _ in range(4)
    ]
    assert sorted(one.wait() for one in started) == [0, 1, 1, 1]
    assert open_and_close(tmp_path / "w") == 0


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is POSIX")
def test_a_killed_program_loses_nothing_it_had_committed(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        us = writer.add(organisation())
    committed: set[str] = set()
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    for attempt in range(6):
        command = [sys.executable, "-c", ADD, str(store.folder), us.id, f"第{attempt}回"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as running:
            assert running.stdout is not None
            committed.add(running.stdout.readline().strip())
            time.sleep(0.11 + attempt * 0.017)  # somewhere in a transaction
            running.send_signal(signal.SIGKILL)
            committed |= {line.strip() for line in running.stdout if line.endswith("\n")}
        with Store.open(store.folder) as again:
            assert committed <= {one.id for one in again.records(Person)}
            assert again.verify() == ()
    assert len(committed) > 20
