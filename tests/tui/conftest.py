"""A workspace to work in, and the application on it."""

import shutil
from pathlib import Path

import pytest

from secops.actions.demo import DEMO_DAY, build_demo
from secops.tui.app import SecopsApp


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's workspace; not to be written to."""
    folder = tmp_path_factory.mktemp("demo") / "work"
    build_demo(folder).close()
    return folder


@pytest.fixture
def folder(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one's own, and a place for fault logs."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return Path(shutil.copytree(demo, tmp_path / "work"))


@pytest.fixture
def app(folder: Path) -> SecopsApp:
    """The application on it."""
    return SecopsApp(folder, DEMO_DAY, "tester")
