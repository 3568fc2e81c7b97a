"""The database holds what the declarations say, and the file is ours alone."""

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from store_samples import many_contracts, organisation

from secops.base.errors import DataError, InputError, NotFound
from secops.records.clouds import Review
from secops.records.contracts import Contract
from secops.records.fields import FieldType
from secops.records.kinds import Kind
from secops.records.measures import AREAS, Measure
from secops.records.registry import KINDS
from secops.records.work import Assignment
from secops.store import connection as connections
from secops.store import log, migrations, schema, triggers
from secops.store.connection import SCHEMA_VERSION
from secops.store.errors import Busy
from secops.store.store import Store

WHOLE = {FieldType.INT, FieldType.YEN, FieldType.FLAG}
NULLABLE = {*WHOLE, FieldType.DATE, FieldType.PERCENT}
LISTS = {FieldType.DATES, FieldType.SEVERAL, FieldType.COUNTRIES}


@pytest.fixture
def database(store: Store) -> Iterator[sqlite3.Connection]:
    """The database of an empty workspace, opened as another tool would."""
    opened = sqlite3.connect(store.database, isolation_level=None)
    yield opened
    opened.close()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_table_is_as_declared(database: sqlite3.Connection, kind: Kind) -> None:
    columns = {row[1]: row[2:] for row in database.execute(f'PRAGMA table_info("{kind.name}")')}
    expected = {"id": ("TEXT", 1, None, 1), "edits": ("INTEGER", 1, None, 0)}
    for field in kind.fields:
        type_ = "INTEGER" if field.type in WHOLE else "TEXT"
        if field.type is FieldType.REF:
            expected[field.name] = (type_, int(field.required), None, 0)
        elif field.type in NULLABLE:
            expected[field.name] = (type_, 0, None, 0)
        else:
            expected[field.name] = (type_, 1, "'[]'" if field.type in LISTS else "''", 0)
    assert columns == expected
    (sql,) = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", (kind.name,)).fetchone()
    assert sql.endswith("STRICT")
    flags = {field.name for field in kind.fields if field.type is FieldType.FLAG}
    assert flags == {name for name in columns if f'CHECK ("{name}" IN (0, 1))' in sql}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_references_and_keys_are_as_declared(database: sqlite3.Connection, kind: Kind) -> None:
    found = database.execute(f'PRAGMA foreign_key_list("{kind.name}")').fetchall()
    assert {(row[3], row[2], row[4], row[6]) for row in found} == {
        (field.name, field.to, "id", "RESTRICT") for field in kind.references
    }
    led = set()
    for _place, name, _unique, origin, _partial in database.execute(f'PRAGMA index_list("{kind.name}")').fetchall():
        if origin == "c":
            led.add(database.execute(f'PRAGMA index_info("{name}")').fetchone()[2])
    assert {field.name for field in kind.references} <= led  # an index leads with every reference
    (sql,) = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", (f"{kind.name}_key",)).fetchone()
    assert sql.startswith("CREATE UNIQUE INDEX")
    parts = sql[sql.index("(") + 1 : -1].replace("COALESCE(", "").replace(", '')", "").split(", ")
    assert parts == [f'"{field.name}"' for field in kind.key]


def test_each_table_is_logged_and_each_kind_has_a_table(database: sqlite3.Connection) -> None:
    assert set(triggers.logged_tables(database)) == {*KINDS, "issued", "imported_list"}
    assert len(schema.MIGRATIONS) == SCHEMA_VERSION


def test_a_workspace_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    with Store.create(folder) as store, store.write("髙橋", "") as writer:
        writer.add(organisation())
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in [folder, *folder.iterdir()]}
    assert modes.pop("secops.db-journal", modes.pop("secops.db-wal", 0o600)) == 0o600
    modes.pop("secops.db-shm", None)
    assert modes == {"open": 0o700, "secops.db": 0o600, "settings.toml": 0o600, "evidence": 0o700, "documents": 0o700}


def test_a_folder_that_is_taken_is_left_alone(tmp_path: Path, store: Store) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "手紙.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match="空のフォルダではありません"):
        Store.create(tmp_path / "other")
    with pytest.raises(InputError, match="すでにあります"):
        Store.create(store.folder)
    with pytest.raises(NotFound, match=r"nowhere.*secops init"):
        Store.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def _replace(store: Store, content: bytes | None = None, sql: str = "") -> Path:
    store.close()
    if content is not None:
        store.database.write_bytes(content)
    if sql:
        with sqlite3.connect(store.database) as other:
            other.execute(sql)
        other.close()
    return store.folder


def test_what_is_not_our_database_is_said_plainly(store: Store) -> None:
    folder = _replace(store, b"This is a letter, not a database. " * 50)
    with pytest.raises(DataError, match="データベースを読めません"):
        Store.open(folder)


def test_another_programs_database_is_left_alone(store: Store) -> None:
    folder = _replace(store, b"", "CREATE TABLE notes (x)")
    before = store.database.read_bytes()
    with pytest.raises(DataError, match="ほかのプログラム"):
        Store.open(folder)
    assert store.database.read_bytes() == before


def test_a_newer_database_asks_for_a_newer_program(store: Store) -> None:
    folder = _replace(store, None, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(DataError, match="より新しいsecops"):
        Store.open(folder)


def _spoil(store: Store, first: int, last: int) -> None:
    """Overwrite part of each page in a range of the file, in thousandths of its length."""
    with store.write("髙橋", "") as writer:
        many_contracts(writer, 100)
    store.close()
    content = bytearray(store.database.read_bytes())
    for page in range(len(content) * first // 1000 // 4096, len(content) * last // 1000 // 4096):
        content[page * 4096 : page * 4096 + 512] = b"\xa5" * 512
    store.database.write_bytes(content)


def test_a_damaged_schema_is_refused(store: Store) -> None:
    _spoil(store, 3, 100)
    with pytest.raises(DataError, match="壊れています"):
        Store.open(store.folder)


def test_a_damaged_page_is_found(store: Store) -> None:
    _spoil(store, 700, 1000)
    with Store.open(store.folder) as again:
        assert "壊れています" in again.verify()[0]
        with pytest.raises(DataError, match="壊れています"):
            list(again.dossiers())


def test_an_init_that_was_cut_short_is_finished_by_opening(tmp_path: Path) -> None:
    (tmp_path / "secops.db").touch()
    with Store.open(tmp_path) as store:
        assert store.verify() == ()


def test_reading_does_not_import_sqlite_utils(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        many_contracts(writer, 1)
    program = (
        "import sys; from pathlib import Path; from secops.store.store import Store\n"
        "with Store.open(Path(sys.argv[1])) as store:\n"
        "    assert list(store.dossiers()) and store.changes() and store.head()\n"
        "assert 'sqlite_utils' not in sys.modules and 'click' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program, str(store.folder)], check=True)


def test_a_later_migration_logs_a_baseline(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.write("髙橋", "") as writer:
        many_contracts(writer, 1)
    store.close()
    added = ("next", "ALTER TABLE person ADD COLUMN \"nickname\" TEXT NOT NULL DEFAULT '';\n")
    monkeypatch.setattr(migrations, "MIGRATIONS", (*schema.MIGRATIONS, added))
    for module in (connections, migrations, sys.modules["secops.store.store"]):
        monkeypatch.setattr(module, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    with Store.open(store.folder) as again:
        assert again.verify() == ()
        last = again.changes(kind="person")[-1]
        assert (last.action, last.actor, (last.after or {})["nickname"]) == ("baseline", "secops", "")
        with again.write("髙橋", "") as writer:
            writer.add(organisation("丙"))
        assert again.verify() == ()


FIRST_VERSION = """
INSERT INTO organisation (id, edits, name, address, representative, is_self)
VALUES ('o1', 1, '髙橋商事', '埼玉県', '代表取締役　髙橋', 1);
INSERT INTO person (id, edits, organisation, name, nationality) VALUES ('p1', 3, 'o1', '髙橋 一郎', '["JP"]');
INSERT INTO contract (id, edits, code, title, concluded_on, starts_on, ends_on, contractor, addressee, edition)
VALUES ('c1', 2, 'R6-01', '調査', '2024-04-01', '2024-04-01', '2025-03-31', 'o1', '課長', 'meti-r6-kanto');
INSERT INTO assignment (id, edits, contract, person, roles, starts_on)
VALUES ('a1', 1, 'c1', 'p1', '["業務従事者"]', '2024-04-01');
"""


def test_a_workspace_of_the_first_version_is_brought_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "初版"
    with monkeypatch.context() as then:
        then.setattr(migrations, "MIGRATIONS", schema.MIGRATIONS[:1])
        guards = tuple(guard for guard in triggers._GUARDS if "ON imported_list" not in guard)  # that table came later
        then.setattr(triggers, "_GUARDS", guards)
        for module in (connections, migrations, sys.modules["secops.store.store"]):
            then.setattr(module, "SCHEMA_VERSION", 1)
        with Store.create(folder) as old, connections.writing(old._connection):
            entry = log.begin(old._connection, "髙橋", "登録", "")
            for statement in schema.statements(FIRST_VERSION):
                old._connection.execute(statement)
            log.seal(old._connection, entry)
    with Store.open(folder) as store:
        assert store.verify() == ()
        (contract,) = store.records(Contract)
        (dossier,) = store.dossiers()
        assert (contract.code, contract.edits, dossier.person("p1").name) == ("R6-01", 2, "髙橋 一郎")
        (assignment,) = dossier.of(Assignment)
        assert (assignment.roles, assignment.starts_on) == (("業務従事者",), date(2024, 4, 1))
        # What was entered then is still told, and beside it how the rows were found when they were brought forward.
        told = [(one.action, one.actor) for one in store.changes(kind="assignment")]
        assert told == [("insert", "髙橋"), ("baseline", "secops")]
        assert store.changes(kind="assignment")[-1].reason == f"データベースの形式を1から{SCHEMA_VERSION}へ改めた"
        with store.write("髙橋", "") as writer:
            measure = writer.add(Measure(area=AREAS[0], description="更新する"))
            writer.add(Review(contract="c1", measure=measure.id, kind="見直し", held_on=date(2024, 5, 1)))
        assert store.verify() == ()
        (dossier,) = store.dossiers(["R6-01"])
        assert (dossier.shared.measures, len(dossier.of(Review))) == ((measure,), 1)


def test_a_migration_that_fails_leaves_the_old_database(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with store.write("髙橋", "") as writer:
        many_contracts(writer, 1)
    store.close()
    before = store.database.read_bytes()
    monkeypatch.setattr(migrations, "MIGRATIONS", (*schema.MIGRATIONS, ("bad", "CREATE TABLE a (x);\nnonsense;\n")))
    for module in (connections, migrations, sys.modules["secops.store.store"]):
        monkeypatch.setattr(module, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    with pytest.raises(DataError):
        Store.open(store.folder)
    assert store.database.read_bytes() == before


def test_a_writer_that_stays_too_long_is_reported(
    store: Store, database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    store._connection.execute("PRAGMA busy_timeout = 50")
    database.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy, match="ほかのプログラム"), store.write("髙橋", ""):
        pass
    database.execute("ROLLBACK")
    with store.write("髙橋", "") as writer:
        writer.add(organisation())


def test_another_connections_write_is_noticed(store: Store) -> None:
    before = store.data_version()
    with store.write("髙橋", "") as writer:
        writer.add(organisation())
    assert store.data_version() == before  # our own writes do not count
    with Store.open(store.folder) as other, other.write("佐藤", "") as writer:
        writer.add(organisation("別"))
    assert store.data_version() != before
