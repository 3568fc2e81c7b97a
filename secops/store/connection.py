"""Connections to a workspace's database, set up alike, and the transactions on them."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from secops.base.errors import DataError
from secops.store.errors import damaged

FILE_NAME = "secops.db"
APPLICATION_ID = 0x5EC0_0B5E  # tells our file from any other SQLite database
BUSY_SECONDS = 15.0
SCHEMA_VERSION = 6


def connect(database: Path, *, wait: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open an existing database file and set the connection up. Raises sqlite3.Error.

    One connection belongs to one thread. Transactions are begun by hand: the driver begins none.
    """
    uri = f"{database.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=wait, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        # trusted_schema stays on: older libraries refuse json_object() in triggers without it, and we define no
        # functions that a crafted schema could call.
        connection.execute("PRAGMA recursive_triggers = ON")  # or REPLACE would pass by the triggers on deletion
        _set_journal(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _set_journal(connection: sqlite3.Connection) -> None:
    """Use a write-ahead log only where the library no longer corrupts it (fixed in 3.44.6, 3.50.7 and 3.51.3)."""
    version = sqlite3.sqlite_version_info
    fixed = version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)
    wanted = "wal" if fixed else "delete"
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != wanted:
        try:
            connection.execute(f"PRAGMA journal_mode = {wanted}")
        except sqlite3.OperationalError:
            return  # another connection stands in the way: the next opening changes it


def found_version(connection: sqlite3.Connection, database: Path) -> int:
    """Return the version of the schema found: 0 for a database in which nothing stands yet.

    Raises DataError for a database that is not ours, and for one from a newer program.
    """
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application == APPLICATION_ID:
        if version > SCHEMA_VERSION:
            raise DataError(
                f"このワークスペースは、より新しいsecopsのものです（形式{version}。このプログラムは{SCHEMA_VERSION}まで）。"
                f"secopsを新しくしてください: {database}"
            )
        return version
    if application == 0 and version == 0 and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        return 0  # made a moment ago, by an `init` that is going on or was cut short
    raise damaged(database, "ほかのプログラムのデータベースです")


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the one write transaction: all or nothing. Raises sqlite3.Error.

    It takes the lock at once: a transaction that reads first and asks for the lock later fails when two meet.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        if connection.in_transaction:
            connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: sqlite3.Connection) -> Iterator[None]:
    """See one state of the database in several queries; inside a write, that write's own. Raises sqlite3.Error."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        with suppress(sqlite3.DatabaseError):  # on a damaged file even this fails, and what was read has said so
            connection.execute("ROLLBACK")
