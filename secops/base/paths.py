"""Where things lie: the shipped data, the workspace, the logs; and writing a file so that it is whole or not there."""

import os
import tempfile
from pathlib import Path

import platformdirs

from secops.base.errors import NotFound

WORKSPACE_VARIABLE = "SECOPS_WORKSPACE"


def data_folder(name: str) -> Path:
    """Return the folder ``controls`` or ``forms``: inside the installed package, else beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_data" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise NotFound(f"プログラムに付属するフォルダ「{name}」が見つかりません。secopsを入れ直してください。")


def workspace_folder(given: Path | None = None) -> Path:
    """Return the workspace: the one given, else ``$SECOPS_WORKSPACE``, else the user's data folder."""
    if given is not None:
        return given.expanduser().absolute()
    named = os.environ.get(WORKSPACE_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    return Path(platformdirs.user_data_dir("secops", appauthor=False)) / "workspace"


def log_folder() -> Path:
    """Return the folder of fault logs (made when first written to)."""
    return Path(platformdirs.user_log_dir("secops", appauthor=False))


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner can enter (0700), with what is missing above it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def write_whole(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file beside its place, flush it to the disk, and rename it over.

    A reader sees the old file or the new one, never a part. Raises OSError when the disk refuses.
    """
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(mode)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Flush the folder's own entry, where the system has such a thing."""
    if os.name == "nt":  # Windows opens no folder for reading
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
