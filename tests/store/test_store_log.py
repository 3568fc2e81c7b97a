"""Every change is logged, sealed and chained; what is done past the write door is found."""

import dataclasses
import json
import re
import sqlite3
from datetime import date, datetime, timedelta

import pytest
from store_samples import FIRST_DAY, answered, fill, issue_of, organisation, person

from secops.records.organisations import Person
from secops.records.registry import KINDS
from secops.records.values import from_plain
from secops.store.log import digest
from secops.store.store import Store


@pytest.fixture
def store(store: Store) -> Store:
    """A workspace with some history."""
    with store.write("髙橋", "初期登録", "名簿.csv") as writer:
        us = writer.add(organisation())
        someone = writer.add(person(us.id, "髙橋 一郎"))
        writer.add(person(us.id, "𠮷田 花子"))
    with store.write("佐藤", "転居") as writer:
        writer.replace(dataclasses.replace(us, address="東京都千代田区"))
    with store.write("佐藤", "入力誤り") as writer:
        writer.remove(someone)
        _contract, report, _answer = answered(writer)
        writer.issue(issue_of(report))
    assert store.verify() == ()
    return store


def test_a_change_says_who_what_when_and_why(store: Store) -> None:
    changes = store.changes(kind="organisation")
    assert [(one.action, one.actor, one.reason, one.source) for one in changes] == [
        ("insert", "髙橋", "初期登録", "名簿.csv"),
        ("update", "佐藤", "転居", ""),
    ]
    last = changes[-1]
    assert (last.before or {})["address"] == "埼玉県さいたま市"
    assert (last.after or {})["address"] == "東京都千代田区"
    assert abs(datetime.fromisoformat(last.at) - datetime.now().astimezone()) < timedelta(minutes=1)
    gone = store.changes(kind="person")[-1]
    assert (gone.action, gone.after, (gone.before or {})["name"]) == ("delete", None, "髙橋 一郎")


def test_a_change_carries_its_contract(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        written = fill(writer)
    contract = written["contract"].id
    of_contract = {one.kind for one in store.changes(contract_id=contract)}
    assert of_contract == set(KINDS) - {"organisation", "person", "shareholder", "officer"}
    issued = store.changes(kind="issued")[0]
    assert issued.contract_id in {one.record_id for one in store.changes(kind="contract")}
    assert "content" not in (issued.after or {})
    assert (issued.after or {})["sha256"] == store.issued()[0].sha256


def test_a_logged_record_can_be_read_back(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        written = fill(writer)
    for name, record in written.items():
        logged = store.changes(kind=name, record_id=record.id)[-1].after or {}
        for field in KINDS[name].fields:
            assert from_plain(field, logged[field.name]) == getattr(record, field.name)


def test_changes_can_be_narrowed(store: Store) -> None:
    everything = store.changes()
    assert [one.seq for one in everything] == sorted(one.seq for one in everything)
    assert store.changes(limit=2) == everything[-2:]
    assert store.changes(since=date(2999, 1, 1)) == ()
    assert store.changes(since=FIRST_DAY) == everything
    one = store.records(Person)[0]
    assert [change.record_id for change in store.changes(kind="person", record_id=one.id)] == [one.id]


def test_a_write_that_changes_nothing_leaves_no_seal(store: Store) -> None:
    head, count = store.head(), len(store.changes())
    with store.write("髙橋", "何もしない"):
        pass
    assert (store.head(), len(store.changes())) == (head, count)


def tamper(store: Store, *statements: str, drop: bool = False) -> str:
    """Work on the database as someone with another tool would; return what verify says."""
    with sqlite3.connect(store.database) as other:
        if drop:
            for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                other.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            other.execute(statement)
    other.close()
    return "\n".join(store.verify())


def tamper_quietly(store: Store, *statements: str) -> str:
    """The same, with the triggers dropped before and put back as they were."""
    with sqlite3.connect(store.database) as other:
        triggers = other.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            other.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            other.execute(statement)
        for _name, sql in triggers:
            other.execute(sql)
    other.close()
    return "\n".join(store.verify())


def test_an_edit_with_another_tool_is_found(store: Store) -> None:
    said = tamper(store, "UPDATE person SET nationality = '[\"US\"]'")
    assert "封がありません" in said
    assert "従事者" in said
    last = store.changes()[-1]
    assert (last.transaction, last.actor, last.reason, (last.after or {})["nationality"]) == (None, None, None, ["US"])
    with store.write("髙橋", "") as writer:
        writer.add(organisation("その後"))
    assert "封がありません" in "\n".join(store.verify())  # a later write does not take it in


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE person SET name = '別人'", "変更履歴と内容が違います"),
        ("DELETE FROM answer", "実施状況 .*ありません"),
        ("INSERT INTO organisation (id, edits, name) VALUES ('zzzz', 1, '別の会社')", "変更履歴にありません"),
        ("UPDATE log_change SET after = replace(after, '髙橋', '高橋') WHERE kind = 'person'", "書き換えられています"),
        ("UPDATE log_change SET before = NULL, after = '{}' WHERE seq = 2", "2番.*書き換えられて"),
        ("UPDATE log_change SET at = '2020-01-01T00:00:00+09:00' WHERE seq = 2", "2番.*書き換えられて"),
        ("UPDATE log_change SET contract_id = 'x' WHERE seq = 2", "ハッシュが合いません"),
        ("DELETE FROM log_change WHERE seq = 2", "欠けがあります"),
        ("DELETE FROM log_change WHERE seq >= (SELECT max(seq) FROM log_change)", "欠けがあります"),
        ("UPDATE log_seal SET reason = '別の理由' WHERE number = 2", "封2.*ハッシュが合いません"),
        ("UPDATE log_seal SET actor = '別人' WHERE number = 1", "封1.*ハッシュが合いません"),
        ("DELETE FROM log_seal WHERE number = 1", "つながっていません"),
        ("UPDATE issued SET content = x'00'", "第1版）の中身が"),
        ("UPDATE issued SET content = x'00', sha256 = '6e340b9cffb37a98'", "発行済みの報告書 .*内容が違います"),
    ],
)  # fmt: skip
def test_what_is_done_with_the_triggers_out_of_the_way_is_found(store: Store, statement: str, expected: str) -> None:
    said = tamper_quietly(store, statement)
    assert re.search(expected, said), said


def test_a_cut_tail_is_found(store: Store) -> None:
    cut = (
        "DELETE FROM log_change WHERE seq > (SELECT last_seq FROM log_seal WHERE number = 2)",
        "DELETE FROM log_seal WHERE number > 2",
    )
    assert "変更履歴にありません" in tamper_quietly(store, *cut)


def test_a_tail_cut_together_with_its_records_is_found_by_the_counter(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        writer.add(organisation("最後"))
    cut = (
        "DELETE FROM organisation WHERE name = '最後'",
        "DELETE FROM log_change WHERE seq = (SELECT max(seq) FROM log_change)",
        "DELETE FROM log_seal WHERE number = (SELECT max(number) FROM log_seal)",
    )
    assert "末尾" in tamper_quietly(store, *cut)


def test_a_dropped_trigger_and_a_foreign_object_are_found(store: Store) -> None:
    said = tamper(store, "DROP TRIGGER log_person_update", "DROP INDEX person_key", "CREATE TABLE extra (x)")
    assert "トリガー「log_person_update」がありません" in said
    assert "索引「person_key」がありません" in said
    assert "表「extra」" in said


def test_a_broken_reference_is_found(store: Store) -> None:
    said = tamper(store, "PRAGMA foreign_keys = OFF", "UPDATE person SET organisation = 'nowhere'")
    assert "参照が切れています: 従事者 𠮷田 花子 所属" in said


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_change SET after = NULL, before = NULL, salt = ''",
        "UPDATE log_change SET digest = NULL",
        "DELETE FROM log_change",
        "REPLACE INTO log_change SELECT * FROM log_change",
        "UPDATE log_seal SET reason = ''",
        "DELETE FROM log_seal",
        "REPLACE INTO log_seal SELECT * FROM log_seal",
        "UPDATE issued SET content = x'00'",
        "DELETE FROM issued",
        "REPLACE INTO issued SELECT * FROM issued",
    ],
)
def test_the_log_can_only_be_appended_to(store: Store, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        tamper(store, statement)
    assert store.verify() == ()


def test_a_context_left_by_another_tool_is_found(store: Store) -> None:
    assert "印が残って" in tamper(store, "INSERT INTO log_context VALUES (1, 1, 'x', 1)")


def test_a_purge_may_blank_payloads_and_the_chain_stays_whole(store: Store) -> None:
    one = store.records(Person)[0]
    with store.write("髙橋", "消去の求め") as writer:
        writer.replace(dataclasses.replace(one, name="消去済み", nationality=("XX",)))
        writer._connection.execute("UPDATE log_context SET purging = 1")
        writer._connection.execute(
            "UPDATE log_change SET before = NULL, after = NULL, salt = '' WHERE record_id = ? AND digest IS NOT NULL",
            (one.id,),
        )
    assert store.verify() == ()
    assert store.changes(record_id=one.id)[0].after is None


def test_equal_payloads_have_different_digests(store: Store) -> None:
    assert digest("a", None, "{}") != digest("b", None, "{}")
    salts = store._connection.execute("SELECT salt FROM log_change").fetchall()
    assert len(set(salts)) == len(salts)
    assert all(len(salt) == 32 for (salt,) in salts)
    (payload,) = store._connection.execute("SELECT after FROM log_change WHERE kind = 'issued'").fetchone()
    assert json.loads(payload)["number"] == 1
