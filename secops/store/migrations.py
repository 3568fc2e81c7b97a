"""Bringing a database to the schema of this program. Imports sqlite_utils (100 ms): only when something is pending."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database, Migrations

from secops.store import log, triggers
from secops.store.connection import APPLICATION_ID, SCHEMA_VERSION, found_version, writing
from secops.store.schema import MIGRATIONS, statements

ACTOR = "secops"


def _step(text: str) -> Callable[[Database], None]:
    def apply(database: Database) -> None:
        for statement in statements(text):  # executescript would end the transaction
            database.execute(statement)

    return apply


def _set() -> Migrations:
    found = Migrations("secops")
    for name, text in MIGRATIONS:
        found(name=name)(_step(text))
    return found


def migrate(connection: sqlite3.Connection, database: Path) -> None:
    """Apply what is pending, install the triggers again and, where there are rows, write a baseline.

    All in one transaction that takes the lock first: of several programs that start at once, one migrates and the
    others find it done. Raises DataError for a database that is not ours, sqlite3.Error.
    """
    with writing(connection):
        version = found_version(connection, database)
        if version == SCHEMA_VERSION:
            return
        triggers.drop(connection)
        _set().apply(Database(connection, execute_plugins=False, strict=True))
        triggers.install(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        entry = log.begin(connection, ACTOR, f"データベースの形式を{version}から{SCHEMA_VERSION}へ改めた", "")
        _baseline(connection, entry)
        if not log.seal(connection, entry):
            connection.execute("DELETE FROM log_context")


def _baseline(connection: sqlite3.Connection, entry: log.Entry) -> None:
    """Log every live row as it is now: columns that came or went would make the replay differ otherwise."""
    for table in triggers.logged_tables(connection):
        connection.execute(
            "INSERT INTO log_change (number, at, kind, record_id, contract_id, action, after, salt)"
            f" SELECT :number, :at, '{table}', t.id, {triggers.contract_expression(table, 't')}, 'baseline',"
            f' {triggers.payload(connection, table, "t")}, lower(hex(randomblob(16))) FROM "{table}" AS t',
            {"number": entry.number, "at": entry.at},
        )


def schema_of(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Return the SQL of every table, index and trigger, by type and name; not what SQLite or sqlite_utils keep."""
    found = connection.execute(
        r"SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name NOT LIKE '%sqlite\_%' ESCAPE '\'"
    ).fetchall()
    return {(kind, name): sql for kind, name, sql in found}


def expected_schema() -> dict[tuple[str, str], str]:
    """Return the schema as the migrations make it, from an empty database in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        migrate(connection, Path(":memory:"))
        return schema_of(connection)
    finally:
        connection.close()
