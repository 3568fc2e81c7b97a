"""The rooms at run time: importing one brings in nothing that stands above it, and rules need no disk or screen."""

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import secops

# From the ground up: each imports only from those before it.
ROOMS = (
    "base",
    "records",
    "catalog",
    "ismap",
    "dossier",
    "duties",
    "tables",
    "store",
    "documents",
    "exchange",
    "actions",
    "tui",
    "cli",
)
_FOLDER = Path(secops.__file__).parent
_REPORT = "import json, sys; print(json.dumps(sorted(sys.modules)))"


def _existing() -> list[str]:
    return [name for name in ROOMS if (_FOLDER / name).is_dir() or (_FOLDER / f"{name}.py").is_file()]


def _modules(room: str) -> list[str]:
    """Every module of a room; what is run as a program (__main__) apart."""
    folder = _FOLDER / room
    if not folder.is_dir():
        return [f"secops.{room}"]
    found = pkgutil.walk_packages([str(folder)], f"secops.{room}.")
    return [f"secops.{room}", *(one.name for one in found if not one.name.endswith("__main__"))]


def _loaded_by(*modules: str) -> set[str]:
    """What stands in sys.modules after a fresh interpreter has imported these."""
    program = f"import {', '.join(modules)}; {_REPORT}"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    return set(json.loads(run.stdout))


def test_every_part_of_the_program_is_a_known_room() -> None:
    parts = {one.name for one in pkgutil.iter_modules([str(_FOLDER)])} - {"__main__"}
    assert parts <= set(ROOMS)


@pytest.mark.parametrize("room", _existing())
def test_a_room_imports_nothing_above_it(room: str) -> None:
    above = ROOMS[ROOMS.index(room) + 1 :]
    loaded = _loaded_by(*_modules(room))
    assert f"secops.{room}" in loaded
    wrong = {module for module in loaded for name in above if f"{module}.".startswith(f"secops.{name}.")}
    assert wrong == set()


def test_assessing_needs_neither_disk_nor_screen_nor_word() -> None:
    loaded = _loaded_by("secops.duties.assess")
    heavy = ("secops.store", "secops.tables", "secops.documents", "click", "textual", "sqlite3", "sqlite_utils", "docx")
    assert {module for module in loaded for name in heavy if f"{module}.".startswith(f"{name}.")} == set()


def test_importing_the_package_alone_imports_none_of_its_rooms() -> None:
    assert {module for module in _loaded_by("secops") if module.startswith("secops.")} == set()
