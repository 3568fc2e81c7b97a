"""The triggers that keep the change log, generated from the columns that the tables have.

Installed again after every migration: rebuilding a table drops its triggers without a word.
"""

import sqlite3

from secops.records.registry import KINDS
from secops.store.rows import contract_of

PREFIX = "log_"
NEVER_CHANGED = frozenset({"issued", "imported_list"})  # rows are added and stay

# Appending is all that can be done to the log. Two updates of a row are let through: its digest, once, while the
# write door is open; and the blanking of its payload and salt by a purge, which the digest outlives. The guards on
# inserting stand against REPLACE, which another tool may use without firing the triggers on deletion.
_GUARDS = (
    """CREATE TRIGGER log_guard_change_update BEFORE UPDATE ON log_change
    WHEN NOT (
        NEW.seq IS OLD.seq AND NEW.at IS OLD.at AND NEW.number IS OLD.number AND NEW.kind IS OLD.kind
        AND NEW.record_id IS OLD.record_id AND NEW.contract_id IS OLD.contract_id AND NEW.action IS OLD.action
        AND (
            (OLD.digest IS NULL AND NEW.digest IS NOT NULL AND NEW.salt IS OLD.salt
             AND NEW.before IS OLD.before AND NEW.after IS OLD.after
             AND OLD.number IS (SELECT number FROM log_context))
            OR
            (NEW.digest IS OLD.digest AND NEW.before IS NULL AND NEW.after IS NULL AND NEW.salt = ''
             AND (SELECT purging FROM log_context) IS 1)
        )
    )
    BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END""",
    """CREATE TRIGGER log_guard_change_delete BEFORE DELETE ON log_change
    BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END""",
    """CREATE TRIGGER log_guard_change_insert BEFORE INSERT ON log_change
    WHEN EXISTS (SELECT 1 FROM log_change WHERE seq = NEW.seq)
    BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END""",
    """CREATE TRIGGER log_guard_seal_update BEFORE UPDATE ON log_seal
    BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END""",
    """CREATE TRIGGER log_guard_seal_delete BEFORE DELETE ON log_seal
    BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END""",
    """CREATE TRIGGER log_guard_seal_insert BEFORE INSERT ON log_seal
    WHEN EXISTS (SELECT 1 FROM log_seal WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'seals are append-only'); END""",
    """CREATE TRIGGER log_guard_issued_update BEFORE UPDATE ON issued
    BEGIN SELECT RAISE(ABORT, 'issued reports never change'); END""",
    """CREATE TRIGGER log_guard_issued_delete BEFORE DELETE ON issued
    BEGIN SELECT RAISE(ABORT, 'issued reports never change'); END""",
    """CREATE TRIGGER log_guard_list_update BEFORE UPDATE ON imported_list
    BEGIN SELECT RAISE(ABORT, 'imported lists never change'); END""",
    """CREATE TRIGGER log_guard_list_delete BEFORE DELETE ON imported_list
    BEGIN SELECT RAISE(ABORT, 'imported lists never change'); END""",
    """CREATE TRIGGER log_guard_list_insert BEFORE INSERT ON imported_list
    WHEN EXISTS (SELECT 1 FROM imported_list WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, 'imported lists never change'); END""",
    """CREATE TRIGGER log_guard_issued_insert BEFORE INSERT ON issued
    WHEN EXISTS (SELECT 1 FROM issued WHERE id = NEW.id OR (report = NEW.report AND number = NEW.number))
    BEGIN SELECT RAISE(ABORT, 'this number of the report has been issued'); END""",
)


def logged_tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the tables whose rows are logged: those of the record kinds, the issued reports, the imported lists."""
    found = connection.execute(
        r"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'log\_%' ESCAPE '\'"
        r" AND name NOT LIKE '%sqlite\_%' ESCAPE '\' ORDER BY name"
    ).fetchall()
    return tuple(name for (name,) in found)


def payload(connection: sqlite3.Connection, table: str, row: str) -> str:
    """Return the SQL of a row's payload: a JSON object of its columns, without the bytes of an issued report.

    ``row`` is what the row is called in that place: t, NEW, OLD.
    """
    parts = []
    for _place, name, column_type, _not_null, default, _primary in connection.execute(f'PRAGMA table_info("{table}")'):
        if column_type == "BLOB":
            continue
        value = f'{row}."{name}"'
        parts.append(f"'{name}', json({value})" if default == "'[]'" else f"'{name}', {value}")
    return f"json_object({', '.join(parts)})"


def contract_expression(table: str, row: str) -> str:
    """Return the SQL for the contract that a row of a logged table stands under, NULL for none."""
    if table == "imported_list":
        return "NULL"
    if table == "issued":
        return f"{row}.contract"
    return contract_of(KINDS[table], row) or "NULL"


def _entry(connection: sqlite3.Connection, table: str, action: str) -> str:
    row = "OLD" if action == "delete" else "NEW"
    before = "NULL" if action == "insert" else payload(connection, table, "OLD")
    after = "NULL" if action == "delete" else payload(connection, table, "NEW")
    return f"""CREATE TRIGGER "{PREFIX}{table}_{action}" AFTER {action.upper()} ON "{table}" BEGIN
    INSERT INTO log_change (number, at, kind, record_id, contract_id, action, before, after, salt)
    VALUES ((SELECT number FROM log_context),
            coalesce((SELECT at FROM log_context), strftime('%Y-%m-%dT%H:%M:%S+00:00', 'now')),
            '{table}', {row}.id, {contract_expression(table, row)}, '{action}', {before}, {after},
            lower(hex(randomblob(16)))); END"""


def drop(connection: sqlite3.Connection) -> None:
    """Take the triggers away, for a migration. Raises sqlite3.Error."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in found:
        connection.execute(f'DROP TRIGGER "{name}"')


def install(connection: sqlite3.Connection) -> None:
    """Make the triggers of the tables as they are now. Raises sqlite3.Error."""
    for table in logged_tables(connection):
        for action in ("insert",) if table in NEVER_CHANGED else ("insert", "update", "delete"):
            connection.execute(_entry(connection, table, action))
    for guard in _GUARDS:
        connection.execute(guard)
