"""What is of one contract, of another, or of the whole company."""

import dataclasses
import sqlite3
from collections.abc import Callable
from datetime import date

import pytest
from store_samples import FIRST_DAY, contract, fill, in_order, organisation, person

from secops.base.errors import InputError
from secops.records.clouds import REVIEW_USE, TERMS_ONLY, Cloud, Review
from secops.records.contracts import Change, Contract, Workplace
from secops.records.information import Asset, Copy
from secops.records.kinds import Kind, Record
from secops.records.measures import AREAS, Attendance, Measure, Training
from secops.records.organisations import Officer, Organisation, Person
from secops.records.work import Assignment, Audit, Engagement, Finding
from secops.store.store import Store
from secops.store.writer import Writer

CHOOSING = [kind for kind in in_order() if kind.exactly_one]


@pytest.mark.parametrize("kind", CHOOSING, ids=lambda kind: kind.name)
def test_exactly_one_subject_is_asked_for(store: Store, kind: Kind) -> None:
    with store.write("髙橋", "") as writer:
        written = fill(writer)
    kept = written[kind.name]
    one, other = kind.exactly_one[:2]
    labels = "、".join(kind.field(name).label for name in kind.exactly_one)
    for change in ({one: ""}, {other: written[other].id}):
        with pytest.raises(InputError, match="対象が一つに決まりません") as caught, store.write("髙橋", "") as writer:
            writer.replace(dataclasses.replace(kept, **change))
        assert f"{labels}のうち一つだけ" in str(caught.value)
    with store.write("髙橋", "") as writer:  # another subject instead of the first
        writer.replace(dataclasses.replace(kept, **{one: "", other: written[other].id}))
    assert store.verify() == ()


@pytest.mark.parametrize("kind", CHOOSING, ids=lambda kind: kind.name)
def test_the_database_too_holds_to_exactly_one_subject(store: Store, kind: Kind) -> None:
    with store.write("髙橋", "") as writer:
        written = fill(writer)
    one, other = kind.exactly_one[:2]
    other_tool = sqlite3.connect(store.database, isolation_level=None)
    for change in (f'"{one}" = NULL', f"\"{other}\" = '{written[other].id}'"):
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"):
            other_tool.execute(f'UPDATE "{kind.name}" SET {change}')
    other_tool.close()


@dataclasses.dataclass(frozen=True)
class Two:
    """Two contracts of one company, with what stands under each."""

    us: Organisation
    someone: Person
    here: Contract
    there: Contract
    records: dict[str, Record]  # of the contract there, by kind


def _two(writer: Writer) -> Two:
    us = writer.add(organisation())
    someone = writer.add(person(us.id, "髙橋 一郎"))
    here, there = writer.add(contract(us.id, "R6-01")), writer.add(contract(us.id, "R6-02"))
    of = {"contract": there.id}
    records: dict[str, Record] = {
        "workplace": writer.add(Workplace(**of, name="支社")),
        "change": writer.add(Change(**of, subject="支社の追加", effective_on=FIRST_DAY)),
        "cloud": writer.add(Cloud(**of, name="共有箱", terms=TERMS_ONLY, starts_on=FIRST_DAY)),
        "measure": writer.add(Measure(**of, area=AREAS[0], description="更新する")),
        "engagement": writer.add(Engagement(**of, organisation=us.id, scope="調査", starts_on=FIRST_DAY)),
    }
    return Two(us, someone, here, there, records)


def _assignment(two: Two, of: Contract) -> Assignment:
    return Assignment(contract=of.id, person=two.someone.id, roles=("業務従事者",), starts_on=FIRST_DAY)


def _asset(of: Contract) -> Asset:
    return Asset(contract=of.id, name="名簿", classification="機密性２情報", medium="電子媒体", received_on=FIRST_DAY)


REFERENCES: list[tuple[str, str, Callable[[Two], Record]]] = [
    ("従事者配置 髙橋 一郎 実施場所", "workplace", lambda two: _assignment(two, two.here)),
    ("従事者配置 髙橋 一郎 体制等の変更", "change", lambda two: _assignment(two, two.here)),
    ("情報資産 名簿 保管先クラウド", "cloud", lambda two: _asset(two.here)),
    (
        "確認 利用状況 2024-04-01 対策",
        "measure",
        lambda two: Review(contract=two.here.id, kind=REVIEW_USE, held_on=FIRST_DAY),
    ),
]


@pytest.mark.parametrize(("where", "to", "make"), REFERENCES, ids=[one[0] for one in REFERENCES])
def test_a_record_of_another_contract_is_refused(
    store: Store, where: str, to: str, make: Callable[[Two], Record]
) -> None:
    with store.write("髙橋", "") as writer:
        two = _two(writer)
    wrong = dataclasses.replace(make(two), **{to: two.records[to].id})
    with pytest.raises(InputError, match="ほかの契約の記録は指せません") as caught, store.write("髙橋", "") as writer:
        writer.add(wrong)
    (fault,) = caught.value.faults
    assert fault.where == where
    assert fault.what.startswith("契約「R6-02」の")
    assert fault.expected.startswith("契約「R6-01」の")
    with store.write("髙橋", "") as writer:
        writer.add(dataclasses.replace(wrong, contract=two.there.id))
    assert store.verify() == ()


def test_an_engagement_is_not_under_one_of_another_contract(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        two = _two(writer)
        above = two.records["engagement"].id
        with pytest.raises(InputError, match=r"上位の再委託.*契約「R6-02」の再委託です"):
            writer.add(
                Engagement(
                    contract=two.here.id, organisation=two.us.id, parent=above, scope="集計", starts_on=FIRST_DAY
                )
            )


def test_a_record_under_a_record_of_the_contract_is_held_to_it_too(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        two = _two(writer)
        asset = writer.add(_asset(two.here))
        with pytest.raises(InputError, match=r"複製 .*保管先クラウド.*契約「R6-02」のクラウドサービスです"):
            writer.add(Copy(asset=asset.id, location="共有箱", made_on=FIRST_DAY, cloud=two.records["cloud"].id))


def test_what_is_the_companys_may_be_named_by_every_contract(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        two = _two(writer)
        measure = writer.add(Measure(area=AREAS[1], description="検査する"))
        for owner in (two.here.id, two.there.id, ""):
            writer.add(Review(contract=owner, measure=measure.id, kind="見直し", held_on=FIRST_DAY))
        officer = Officer(organisation=two.us.id, name="役員", change=two.records["change"].id)
        writer.add(officer)  # an officer stands under no contract


def test_what_is_the_companys_names_nothing_of_one_contract(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        two = _two(writer)
        with pytest.raises(InputError, match=r"契約「R6-02」のクラウドサービスです（全社のクラウドサービス）"):
            writer.add(Review(cloud=two.records["cloud"].id, kind=REVIEW_USE, held_on=FIRST_DAY))


def test_what_comes_later_in_an_import_is_looked_at_in_the_end(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        two = _two(writer)
    place = Workplace(id="w" * 26, contract=two.there.id, name="本社")
    wrong = dataclasses.replace(_assignment(two, two.here), workplace=place.id)
    with (
        pytest.raises(InputError, match=r"実施場所.*契約「R6-02」の実施場所です"),
        store.write("髙橋", "") as writer,
    ):  # only the end of the transaction can tell
        _add_both(writer, wrong, place)
    assert store.records(Assignment) == ()
    with store.write("髙橋", "") as writer:
        _add_both(writer, wrong, dataclasses.replace(place, contract=two.here.id))
    assert len(store.records(Assignment)) == 1


def _add_both(writer: Writer, first: Record, second: Record) -> None:
    writer.add(first)
    writer.add(second)


def test_a_record_that_others_name_does_not_go_to_another_contract_without_them(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        two = _two(writer)
        place = writer.add(Workplace(contract=two.here.id, name="本社"))
        kept = writer.add(dataclasses.replace(_assignment(two, two.here), workplace=place.id))
        audit = writer.add(Audit(contract=two.here.id, kind="マネジメント監査", notified_on=FIRST_DAY))
        writer.add(Finding(audit=audit.id, content="鍵がない"))
    moved = dataclasses.replace(place, contract=two.there.id)
    with pytest.raises(InputError, match="従事者配置 髙橋 一郎 実施場所"), store.write("髙橋", "") as writer:
        writer.replace(moved)
    with store.write("髙橋", "") as writer:
        writer.replace(moved)
        writer.replace(dataclasses.replace(kept, contract=two.there.id))
        writer.replace(dataclasses.replace(audit, contract=two.there.id))  # its findings go with it
    assert store.verify() == ()


def test_what_is_the_companys_stands_in_every_dossier(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        two = _two(writer)
        other = writer.add(person(two.us.id, "佐藤 二郎"))
        for owner in (two.here, two.there):
            writer.add(_assignment(two, owner))
        of_all = writer.add(Measure(area=AREAS[0], description="全社で更新する", in_place_on=FIRST_DAY))
        of_one = writer.add(Measure(contract=two.here.id, area=AREAS[0], description="更新する"))
        taught = writer.add(Training(title="全社研修", held_on=date(2024, 5, 1), areas=AREAS))
        apart = writer.add(Training(contract=two.there.id, title="契約の研修", held_on=date(2024, 5, 2), areas=AREAS))
        came = tuple(
            writer.add(Attendance(training=training.id, person=two.someone.id, attended_on=day))
            for training, day in ((apart, date(2024, 5, 2)), (taught, date(2024, 5, 1)))
        )
        writer.add(Attendance(training=taught.id, person=other.id, attended_on=date(2024, 5, 1)))
    for one in (*store.dossiers(), *store.dossiers(["R6-01"]), *store.dossiers(["R6-02"])):
        assert one.shared.measures == (of_all,)
        assert set(one.shared.trainings) == {taught.id, apart.id}  # which of them count, the rules decide
        assert set(one.shared.attendance[two.someone.id]) == set(came)
    here, there = store.dossiers()
    assert (here.of(Measure), there.of(Measure)) == ((of_one,), (two.records["measure"],))


def test_a_contract_read_alone_is_the_same_as_among_all(store: Store) -> None:
    with store.write("髙橋", "") as writer:
        fill(writer)
        two = _two_more(writer)
    for whole in store.dossiers():
        (alone,) = store.dossiers([whole.contract.code])
        assert dataclasses.replace(alone, shared=whole.shared) == whole
        # What is shared is, alone, only what the contract names: the same records, and no other.
        for field in dataclasses.fields(alone.shared):
            own, every = getattr(alone.shared, field.name), getattr(whole.shared, field.name)
            assert own == ({key: every[key] for key in own} if isinstance(every, dict) else every)
    assert {one.contract.code for one in store.dossiers()} == {"C-髙𠮷", two.here.code, two.there.code}


def _two_more(writer: Writer) -> Two:
    us = writer.add(organisation("別の会社"))
    someone = writer.add(person(us.id, "佐藤 二郎"))
    here, there = writer.add(contract(us.id, "R6-01")), writer.add(contract(us.id, "R6-02"))
    two = Two(us, someone, here, there, {})
    for owner in (here, there):
        writer.add(_assignment(two, owner))
    taught = writer.add(Training(title="全社研修", held_on=FIRST_DAY, areas=AREAS))
    writer.add(Attendance(training=taught.id, person=someone.id, attended_on=FIRST_DAY))
    writer.add(Measure(area=AREAS[0], description="全社で更新する"))
    return two
