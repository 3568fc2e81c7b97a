"""A workspace of version 3 is brought to the present form with all it holds."""

import dataclasses
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from store_samples import answered, issue_of, organisation

from secops.records.contracts import Method
from secops.store import connection as connections
from secops.store import log, migrations, schema, triggers
from secops.store.connection import SCHEMA_VERSION
from secops.store.store import Store
from secops.store.triggers import logged_tables

Columns = dict[str, tuple[str, ...]]  # by table


def _columns(connection: sqlite3.Connection) -> Columns:
    """The columns of the tables of the record kinds and of the issued reports."""
    return {
        table: tuple(row[1] for row in connection.execute(f'PRAGMA table_info("{table}")'))
        for table in logged_tables(connection)
    }


def _rows(database: Path, columns: Columns) -> dict[str, list[dict[str, object]]]:
    """What stands in these columns of a database, by table; tables without a row left out."""
    connection = sqlite3.connect(database)
    found = {}
    for table, names in columns.items():
        listed = ", ".join(f'"{name}"' for name in names)
        rows = connection.execute(f'SELECT {listed} FROM "{table}" ORDER BY id').fetchall()
        found[table] = [dict(zip(names, row, strict=True)) for row in rows]
    connection.close()
    return {table: rows for table, rows in found.items() if rows}


def _guarded(trigger: str) -> str:
    """The table that a trigger guards."""
    return trigger.partition(" ON ")[2].split()[0]


@pytest.fixture
def older(tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace that the first three migrations made, with a contract, methods, an answer and an issued report."""
    with store.write("髙橋", "") as writer:
        kept, report, answer = answered(writer)
        for item in (2, 4):
            method = Method(contract=kept.id, item=item, effective_on=date(2024, 4, 1), text="定める。")
            writer.add(method)
        writer.replace(dataclasses.replace(answer, remarks="𠮷"))
        writer.issue(issue_of(report))
    folder = tmp_path / "以前"
    folder.mkdir()
    database = folder / connections.FILE_NAME
    database.touch()
    with monkeypatch.context() as patch:
        first = "".join(text for _, text in schema.MIGRATIONS[:3])
        guards = (one for one in triggers._GUARDS if f"CREATE TABLE {_guarded(one)} " in first)
        patch.setattr(triggers, "_GUARDS", tuple(guards))
        patch.setattr(migrations, "MIGRATIONS", schema.MIGRATIONS[:3])
        for module in (connections, migrations):
            patch.setattr(module, "SCHEMA_VERSION", 3)
        connection = connections.connect(database)
        migrations.migrate(connection, database)
    rows = _rows(store.database, _columns(connection))
    connection.execute("BEGIN IMMEDIATE")
    entry = log.begin(connection, "髙橋", "以前の登録", "")
    for table, kept_rows in rows.items():
        for row in kept_rows:
            names = ", ".join(f'"{name}"' for name in row)
            places = ", ".join(f":{name}" for name in row)
            connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({places})', row)
    log.seal(connection, entry)
    connection.execute("COMMIT")
    assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    connection.close()
    return folder


def test_all_it_holds_is_there_and_the_log_goes_on(older: Path) -> None:
    with sqlite3.connect(older / connections.FILE_NAME) as connection:
        columns = _columns(connection)
    connection.close()
    before = _rows(older / connections.FILE_NAME, columns)
    assert {"contract", "method", "report", "answer", "issued", "organisation"} <= before.keys()
    with Store.open(older) as store:
        assert store.verify() == ()
        assert _rows(store.database, columns) == before
        assert {one.edition for one in store.records(Method)} == {""}  # numbered by the contract's own edition
        (dossier,) = store.dossiers()
        assert (dossier.contract.former_editions, dossier.former) == ("", {})
        assert [one.action for one in store.changes(kind="method")] == ["insert", "insert", "baseline", "baseline"]
        last = store.changes(kind="method")[-1]
        assert (last.after or {})["edition"] == ""
        with store.write("髙橋", "") as writer:
            writer.add(organisation("丙"))
        assert store.verify() == ()
    with Store.open(older) as again:
        assert again._connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_its_schema_is_that_of_a_new_workspace(older: Path, store: Store) -> None:
    with Store.open(older) as migrated:
        assert migrations.schema_of(migrated._connection) == migrations.schema_of(store._connection)


def test_the_same_item_and_day_may_stand_under_two_editions(older: Path) -> None:
    with Store.open(older) as store:
        first = store.records(Method)[0]
        with store.write("髙橋", "") as writer:
            writer.add(dataclasses.replace(first, id="", edits=0, edition="kakuu-r7"))
        assert store.verify() == ()
