"""The wheel: built from this checkout and installed elsewhere without the test extra, it does the main job.

One test, so that the wheel is built and installed once however many workers there are.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

from docx import Document

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 60_000_000  # bytes that the base may add to a bare environment
BARE = ("pip", "setuptools", "_distutils_hack", "pkg_resources", "distutils-precedence")


def run(*command: object, cwd: Path) -> str:
    """Run a program to its end, away from this environment, and return what it printed."""
    ours = ("PYTHON", "SECOPS", "XDG_", "VIRTUAL_ENV")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**environment, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"},
        capture_output=True,
        encoding="utf-8",
        timeout=280,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, f"{command[1:]}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def built_wheel(folder: Path) -> Path:
    """Build the wheel from a copy of the checkout; the build's tools are fetched only where they are not at hand."""
    unwanted = shutil.ignore_patterns(".*", "__pycache__", "dist", "build", "tests")
    shutil.copytree(ROOT, folder / "source", ignore=unwanted)
    at_hand = ("--no-isolation",) if importlib.util.find_spec("hatchling") else ()
    run(sys.executable, "-m", "build", "--wheel", *at_hand, "-o", folder, folder / "source", cwd=folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder but those that a bare environment holds."""
    added = (path for path in folder.iterdir() if not path.name.startswith(BARE))
    files = (path for one in added for path in ([one] if one.is_file() else one.rglob("*")))
    return sum(path.stat().st_size for path in files if path.is_file())


def test_the_wheel_installed_elsewhere_does_the_main_job(tmp_path: Path) -> None:
    # The wheel carries every edition and every form.
    wheel = built_wheel(tmp_path)
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = {path for name in ("controls", "forms") for path in (ROOT / name).rglob("*") if path.is_file()}
    shipped = {path for path in shipped if not path.name.startswith((".", "~"))}
    assert len(shipped) >= 20
    assert {f"secops/_data/{path.relative_to(ROOT).as_posix()}" for path in shipped} <= names

    # A fresh environment, without the test extra, takes less than 60 MB.
    venv.create(tmp_path / "環境", with_pip=True)
    programs = tmp_path / "環境" / ("Scripts" if os.name == "nt" else "bin")
    run(programs / "python", "-m", "pip", "install", "--quiet", wheel, cwd=tmp_path)
    (packages,) = (
        path for path in (tmp_path / "環境").rglob("site-packages") if path.parent.parent.name != "site-packages"
    )
    assert not any(path.name.startswith(("pytest", "hypothesis", "mypy", "babel")) for path in packages.iterdir())
    size = size_of(packages)
    assert 10_000_000 < size < LARGEST, f"{size:,} bytes"

    # The program runs from there, away from any checkout, and the Word file opens.
    elsewhere = tmp_path / "よそ"
    elsewhere.mkdir()
    said = run(programs / "secops", "demo", "--no-tui", cwd=elsewhere)
    (paper,) = (elsewhere / "secops-demo" / "documents").glob("*.docx")
    assert str(paper) in said
    assert any("実施状況報告書" in paragraph.text for paragraph in Document(str(paper)).paragraphs)
    found = run(programs / "python", "-c", "import secops; print(secops.__file__)", cwd=elsewhere)
    assert Path(found.strip()).is_relative_to(packages)
