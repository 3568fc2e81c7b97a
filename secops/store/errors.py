"""The store's own errors. No sqlite3 error leaves this package."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from secops.base.errors import DataError, Fault, SecopsError


class Busy(SecopsError):
    """Another program has been writing for longer than we wait."""


class Stale(SecopsError):
    """The record was changed or removed after it was read."""


class Constraint(SecopsError):
    """The database refuses: a reference to nothing, an id or a key that is taken."""


class Unwritable(SecopsError):
    """The disk refuses: full, read-only, unreadable."""


_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DISK = {
    sqlite3.SQLITE_FULL: "ディスクに空きがありません",
    sqlite3.SQLITE_READONLY: "書込みが許されていません",
    sqlite3.SQLITE_IOERR: "ディスクの読み書きに失敗しました",
    sqlite3.SQLITE_CANTOPEN: "ファイルを開けません",
    sqlite3.SQLITE_PERM: "ファイルを開く権限がありません",
}
_NO_MEANING = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


@contextmanager
def translated(database: Path) -> Iterator[None]:
    """Turn what sqlite3 raises inside into an error of ours, with a message for the officer."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError) as error:
        raise RuntimeError(f"misuse of the database: {error}") from error  # a fault of ours, not of the data
    except sqlite3.Error as error:
        raise _meaning(error, database) from error


def _meaning(error: sqlite3.Error, database: Path) -> SecopsError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without the extension
    if code in _BUSY:
        return Busy("ほかのプログラムがワークスペースに書き込んでいます。終わるのを待ってから、やり直してください。")
    if isinstance(error, sqlite3.IntegrityError):
        return Constraint("記録どうしの関係が壊れるため、書き込みませんでした。", (Fault(str(database), str(error)),))
    if code in _DISK:
        return Unwritable(f"ワークスペースを使えません: {_DISK[code]}（{database}）。何も書き込んでいません。")
    if code in _NO_MEANING:
        return damaged(database, str(error))
    return DataError(
        f"データベースの構造がこのプログラムのものと違います（{database}）。secops verify で確かめてください。",
        (Fault(database.name, str(error)),),
    )


def damaged(database: Path, reason: str) -> DataError:
    """Return the error for a file that is no database, or a broken one."""
    return DataError(
        f"データベースを読めません。secopsのデータベースでないか、壊れています（{database}）。控えから戻してください。",
        (Fault(database.name, reason),),
    )
