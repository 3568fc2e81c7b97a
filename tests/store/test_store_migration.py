"""A workspace of version 3 is brought to the present form with all it holds."""

import dataclasses
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from store_samples import answered, issue_of, organisation

from secops.records.contracts import Method
from secops.store import connection as connections
from secops.store import log, migrations, schema
from secops.store.connection import SCHEMA_VERSION
from secops.store.store import Store

LATER = {  # columns that the fourth migration brought
    "contract": ("former_editions",),
    "report": ("edition",),
    "method": ("edition",),
    "answer": ("edition",),
    "evidence": ("edition",),
}


def _rows(database: Path) -> dict[str, list[dict[str, object]]]:
    """Every row of every record kind and of the issued reports, without the columns of the fourth migration."""
    with sqlite3.connect(database) as connection:
        connection.row_factory = sqlite3.Row
        tables = [
            name
            for (name,) in connection.execute(
                r"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'log\_%' ESCAPE '\'"
                r" AND name NOT LIKE '%sqlite\_%' ESCAPE '\'"
            )
        ]
        found = {
            table: [
                {name: row[name] for name in row.keys() if name not in LATER.get(table, ())}  # noqa: SIM118  a Row
                for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY id')
            ]
            for table in tables
        }
    connection.close()
    return {table: rows for table, rows in found.items() if rows}


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
    rows = _rows(store.database)
    folder = tmp_path / "以前"
    folder.mkdir()
    database = folder / connections.FILE_NAME
    database.touch()
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "MIGRATIONS", schema.MIGRATIONS[:3])
        for module in (connections, migrations):
            patch.setattr(module, "SCHEMA_VERSION", 3)
        connection = connections.connect(database)
        migrations.migrate(connection, database)
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
    before = _rows(older / connections.FILE_NAME)
    assert {"contract", "method", "report", "answer", "issued", "organisation"} <= before.keys()
    with Store.open(older) as store:
        assert store.verify() == ()
        assert _rows(store.database) == before
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
