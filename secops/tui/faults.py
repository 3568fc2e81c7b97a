"""Faults of ours: kept in a log file whose place is told; no traceback reaches the screen."""

import traceback
from datetime import datetime
from pathlib import Path

from secops.base.paths import log_folder, make_private_folder

FILE_NAME = "tui-faults.log"


def keep_fault(error: BaseException) -> str:
    """Write a fault with its traceback to the log file, and return the sentence that says so."""
    folder = log_folder()
    try:
        make_private_folder(folder)
        _append(folder / FILE_NAME, error)
    except OSError as refused:
        return (
            f"プログラムの不具合が起きました（{type(error).__name__}）。記録は残せませんでした（{refused.strerror}）。"
        )
    return f"プログラムの不具合が起きました。詳しい記録は次のファイルにあります。\n{folder / FILE_NAME}"


def _append(path: Path, error: BaseException) -> None:
    if not path.exists():
        path.touch(mode=0o600)  # a traceback may quote a record
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(f"--- {at}\n{''.join(traceback.format_exception(error))}\n")
