"""What is written is what is read; what must not be written is not."""

import dataclasses
from datetime import date

import pytest
from store_samples import answered, contract, fill, filled, in_order, issue_of, many_contracts, organisation, person

from secops.base.errors import DataError, InputError, NotFound
from secops.records.contracts import Change as StructureChange
from secops.records.contracts import Contract, Workplace
from secops.records.fields import FieldType
from secops.records.kinds import Kind
from secops.records.organisations import Officer, Organisation, Person
from secops.records.registry import KINDS
from secops.records.reports import AddedRow, Answer, Report
from secops.records.work import Assignment, Engagement
from secops.store.errors import Constraint, Stale
from secops.store.rows import shape_of
from secops.store.store import Store

_OTHERS = {FieldType.TEXT: "別", FieldType.NOTE: "別", FieldType.INT: 9, FieldType.DATE: date(2023, 1, 1)}


@pytest.mark.parametrize("kind", in_order(), ids=lambda kind: kind.name)
def test_every_kind_comes_back_as_it_was_written(store: Store, kind: Kind) -> None:
    with store.write("髙橋", "試験") as writer:
        written = fill(writer)
    store.close()
    with Store.open(store.folder) as again:
        assert again.records(kind.record) == (written[kind.name],)
        blank = [f.name for f in kind.fields if getattr(written[kind.name], f.name) in ("", None, ())]
        assert blank == (["parent"] if kind.name == "engagement" else list(kind.exactly_one[1:]))


@pytest.mark.parametrize("kind", in_order(), ids=lambda kind: kind.name)
def test_blank_fields_come_back_blank(store: Store, kind: Kind) -> None:
    with store.write("髙橋", "") as writer:
        ids = {name: record.id for name, record in fill(writer).items()}
    whole = filled(kind, ids)
    subject = {kind.fields[0].name, kind.exactly_one[0]} if kind.exactly_one else set()  # and its contract
    needed = {f.name: getattr(whole, f.name) for f in kind.fields if f.required or f.name in subject}
    # Another natural key than that of the filled record.
    for field in kind.key:
        if field.type in _OTHERS and field.required:
            needed[field.name] = _OTHERS[field.type]
        elif field.type is FieldType.CHOICE:
            needed[field.name] = field.choices[0]
    if kind.name == "answer":
        needed["status"] = "実施"  # the others need a reason
    sparse = kind.record(**needed)
    if kind.name == "member":  # its key is one organisation a contract
        with store.write("髙橋", "") as writer:
            sparse = dataclasses.replace(sparse, organisation=writer.add(organisation("別の会社")).id)
    with store.write("髙橋", "") as writer:
        kept = writer.add(sparse)
    assert kept in store.records(kind.record)
    assert dataclasses.replace(kept, id="", edits=0) == sparse


def test_a_new_record_gets_an_id_and_a_given_one_is_kept(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        new = writer.add(organisation())
        given = writer.add(dataclasses.replace(organisation("別"), id="x" * 26))
    assert (len(new.id), new.edits, given.id) == (26, 1, "x" * 26)
    assert not set(new.id) & set("ilou")
    with pytest.raises(Constraint, match="別の会社"), store.write("髙橋", "") as writer:
        writer.add(dataclasses.replace(organisation("別の会社"), id="x" * 26))


def test_an_edit_counts_and_an_unchanged_record_writes_nothing(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        kept = writer.add(organisation())
    head = store.head()
    with store.write("髙橋", "") as writer:
        assert writer.replace(kept) == kept
    assert store.head() == head
    with store.write("髙橋", "") as writer:
        changed = writer.replace(dataclasses.replace(kept, address="東京都"))
    assert (changed.edits, store.records(Organisation)) == (2, (changed,))
    assert store.head() != head


def test_a_stale_edit_is_refused(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        read = writer.add(organisation())
        writer.replace(dataclasses.replace(read, address="東京都"))
    with pytest.raises(Stale, match=r"𠮷野設計.*ほかで変更"), store.write("佐藤", "") as writer:
        writer.replace(dataclasses.replace(read, address="大阪府"))
    with pytest.raises(Stale), store.write("佐藤", "") as writer:
        writer.remove(read)
    with store.write("髙橋", "入力誤り") as writer:
        writer.remove(store.records(Organisation)[0])
    with pytest.raises(Stale, match="削除"), store.write("佐藤", "") as writer:
        writer.replace(read)


def test_the_same_name_in_other_spaces_and_widths_is_a_duplicate(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        us = writer.add(organisation("ＡＢＣ 株式会社"))
        writer.add(person(us.id, "髙橋 一郎"))
        other = writer.add(person(us.id, "高橋一郎"))  # 高 is another name than 髙
        with pytest.raises(InputError, match="同じもの") as caught:
            writer.add(person(us.id, "髙橋一郎"))
        assert "従事者 髙橋 一郎" in str(caught.value)
        with pytest.raises(InputError, match="同じもの"):
            writer.add(organisation("ABC株式会社"))
        with pytest.raises(InputError, match="同じもの"):
            writer.replace(dataclasses.replace(other, name="髙橋　一郎"))
        writer.add(person(us.id, "髙橋一郎", "0123"))  # namesakes are told apart by their number
    assert len(store.records(Person)) == 3


def test_a_key_is_free_again_within_the_transaction(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        first = writer.add(organisation("甲"))
        writer.replace(dataclasses.replace(first, name="乙"))
        second = writer.add(organisation("甲"))
        writer.remove(second)
        writer.add(organisation("甲"))
    assert [one.name for one in store.records(Organisation)] == ["乙", "甲"]


def test_faulty_fields_are_all_named(store: Store) -> None:
    with pytest.raises(InputError) as caught, store.write("髙橋", "") as writer:
        writer.add(Organisation(name="甲", corporate_number="123"))
    places = [fault.where for fault in caught.value.faults]
    assert places == ["事業者 甲 法人番号", "事業者 甲 住所", "事業者 甲 代表者氏名"]
    with pytest.raises(InputError, match="保存できない文字"), store.write("髙橋", "") as writer:
        writer.add(organisation("甲\ud800"))
    with pytest.raises(InputError, match="保存できない"), store.write("髙橋", "") as writer:
        writer.add(dataclasses.replace(contract(writer.add(organisation()).id), amount=10**30))
    assert store.records(Organisation) == ()


def test_a_failure_leaves_nothing_behind(store: Store) -> None:
    with pytest.raises(InputError), store.write("髙橋", "") as writer:  # noqa: PT012  the second is what fails
        writer.add(organisation())
        writer.add(organisation())
    with pytest.raises(RuntimeError):
        writer.add(organisation())  # the transaction is over
    assert (store.records(Organisation), store.changes(), store.head(), store.verify()) == ((), (), "", ())


def test_a_reference_to_nothing_is_refused_by_name(store: Store) -> None:
    with pytest.raises(Constraint) as caught, store.write("髙橋", "") as writer:
        writer.add(contract("nobody-at-all"))
    assert "契約 R6-01 受注者" in str(caught.value)
    assert "事業者の記録がありません" in str(caught.value)
    assert store.records(Contract) == ()


def test_records_of_one_import_may_come_in_any_order(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        writer.add(contract("o" * 26))
        writer.add(dataclasses.replace(organisation(), id="o" * 26))
    assert store.verify() == ()


def test_a_refused_record_does_not_spoil_the_others(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        first = writer.add(organisation("甲"))
        with pytest.raises(Constraint):
            writer.add(dataclasses.replace(organisation("乙"), id=first.id))
        writer.add(organisation("丙"))
        with pytest.raises(RuntimeError, match="open already"), store.write("佐藤", ""):
            pass
    assert [one.name for one in store.records(Organisation)] == ["丙", "甲"]
    assert store.verify() == ()


def test_a_blank_actor_is_refused(store: Store) -> None:
    for actor in ("", " 　"):
        with pytest.raises(InputError, match="--actor"), store.write(actor, "理由"):
            pass


def test_removing_what_others_refer_to_lists_them(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        us = writer.add(organisation())
        kept = writer.add(contract(us.id))
        someone = writer.add(person(us.id, "髙橋 一郎"))
        day = date(2024, 4, 1)
        writer.add(Assignment(contract=kept.id, person=someone.id, roles=("業務従事者",), starts_on=day))
        writer.add(Engagement(contract=kept.id, organisation=us.id, scope="調査", starts_on=day))
    for record, expected in (
        (someone, {"従事者配置 髙橋 一郎"}),
        (us, {"契約 R6-01", "従事者 髙橋 一郎", "再委託 株式会社𠮷野設計"}),
    ):
        with pytest.raises(InputError, match="参照しているため") as caught, store.write("髙橋", "誤り") as writer:
            writer.remove(record)
        assert {fault.where for fault in caught.value.faults} == expected
    with store.write("髙橋", "誤り") as writer:
        writer.remove(writer.records(Assignment)[0])
        writer.remove(someone)
    assert store.records(Person) == ()


def test_an_issued_revision_locks_its_answers(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        kept, report, answer = answered(writer)
        row = writer.add(AddedRow(report=report.id, title="追加", requirement="確認"))
        writer.issue(issue_of(report))
    later = dataclasses.replace(answer, status="未実施", reason="準備中")
    for act in (
        lambda w: w.replace(later),
        lambda w: w.remove(answer),
        lambda w: w.add(Answer(report=report.id, item=5, status="実施")),
        lambda w: w.replace(dataclasses.replace(row, status="実施")),
    ):
        with pytest.raises(InputError, match="secops report R6-01 --as-of 2024-09-30 --revise"):  # noqa: SIM117
            with store.write("髙橋", "") as writer:
                act(writer)
    with store.write("髙橋", "改訂") as writer:
        writer.replace(dataclasses.replace(report, revision=2))
        writer.replace(later)
    assert store.records(Answer)[0].reason == "準備中"
    assert kept.code == "R6-01"


def test_an_issued_report_stays_what_it_is(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        kept, report, _answer = answered(writer)
        writer.issue(issue_of(report))
    with pytest.raises(InputError, match="発行済み") as caught, store.write("髙橋", "") as writer:
        writer.replace(dataclasses.replace(report, as_of=date(2024, 10, 1)))
    assert "基準日" in str(caught.value)
    for record in (report, kept):
        with pytest.raises(InputError, match="発行済み"), store.write("髙橋", "誤り") as writer:
            writer.remove(record)
    with pytest.raises(Constraint, match="第1版は、すでに発行"), store.write("髙橋", "") as writer:
        writer.issue(issue_of(report))
    with store.write("髙橋", "") as writer:
        writer.replace(dataclasses.replace(report, submitted_on=date(2024, 10, 15)))
        writer.issue(issue_of(report, 2, b"other"))
    assert [(one.number, one.content) for one in store.issued(report.id)] == [(1, b"PK word"), (2, b"other")]
    assert [one.number for one in store.issued()] == [1, 2]
    assert store.issued("none") == ()


def test_records_come_in_natural_order(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        us, them = writer.add(organisation("乙社")), writer.add(organisation("甲社"))
        for number, (owner, name) in enumerate(((us, "い"), (them, "ろ"), (us, "あ"))):
            writer.add(person(owner.id, name, str(number)))
        second, first = writer.add(contract(us.id, "R6-02")), writer.add(contract(us.id, "R6-01"))
        for owner in (second, first):
            for name in ("本社", "支社"):
                writer.add(Workplace(contract=owner.id, name=name))
    assert [one.name for one in store.records(Person)] == ["あ", "い", "ろ"]  # 乙 stands before 甲
    names = [(one.contract == first.id, one.name) for one in store.records(Workplace)]
    assert names == [(True, "支社"), (True, "本社"), (False, "支社"), (False, "本社")]


SHARED = {"organisation", "person", "shareholder", "officer", "training", "attendance"}


def test_a_dossier_has_what_its_contract_names(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        written = fill(writer)
        many_contracts(writer, 2)
    whole = {one.contract.code: one for one in store.dossiers()}
    assert list(whole) == sorted(whole)
    (one,) = store.dossiers(["C－髙𠮷"])  # names are compared folded
    for kind in KINDS.values():
        if kind.name not in {"contract", *SHARED}:
            assert one.of(kind.record) == (written[kind.name],)
    assert one == dataclasses.replace(whole[one.contract.code], shared=one.shared)
    assert list(one.shared.people) == [written["person"].id]
    assert one.shared.officers == {written["organisation"].id: (written["officer"],)}
    assert len(whole["R6-000"].shared.people) == 5
    assert len(whole["R6-000"].of(Assignment)) == 2
    assert one.of(StructureChange)
    assert not whole["R6-000"].of(Report)
    assert store.records(Officer)[0].change == written["change"].id


def test_an_unknown_contract_lists_those_there_are(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        many_contracts(writer, 2)
    with pytest.raises(NotFound, match=r"「R7-1」.*R6-000、R6-001"):
        store.dossiers(["R6-000", "R7-1"])


def test_the_number_of_queries_does_not_grow_with_contracts(store: Store) -> None:
    counts = []
    for more in (1, 20):
        with store.write("髙橋", "") as writer:
            us = writer.add(organisation(f"会社{more}"))
            for number in range(more):
                writer.add(contract(us.id, f"K{more}-{number}"))
        seen: list[str] = []
        store._connection.set_trace_callback(seen.append)
        assert len(list(store.dossiers())) >= more
        store._connection.set_trace_callback(None)
        counts.append(len(seen))
    assert counts[0] == counts[1] == len(KINDS) + 2  # one a kind, BEGIN and COMMIT


def test_settings_change_the_terms_and_are_read_strictly(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        many_contracts(writer, 1)
    path = store.folder / "settings.toml"
    for text, expected in (
        ("[term]\nreport = 3\n", "知らないキー"),
        ("terms = 3\n", "terms"),
        ("[terms]\nreport = \n", "settings.toml"),
        ("[terms]\nno_such = 3\n", "no_such"),
        ("[terms]\nreport = -3\n", "report"),
    ):
        path.write_text(text, encoding="utf-8")
        with Store.open(store.folder) as again, pytest.raises(DataError, match=expected):
            list(again.dossiers())
    path.write_text("[terms]\nreport = 45\n", encoding="utf-8")
    with Store.open(store.folder) as again:
        assert next(again.dossiers()).terms["report"] == 45
    path.unlink()
    with Store.open(store.folder) as again:
        assert next(again.dossiers()).terms["report"] == 30


def test_a_value_that_another_tool_has_spoilt_is_named(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        many_contracts(writer, 1)
    store._connection.execute("UPDATE contract SET starts_on = 'いつか'")
    with pytest.raises(DataError, match=r"開始日.*いつか"):
        store.records(Contract)
    assert shape_of("contract").names[0] == "id"
