"""What was written under an earlier edition, seen from the edition that a contract has now, and the other way round."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from secops.base.errors import NotFound
from secops.catalog.load import load_edition
from secops.dossier import Dossier, Shared
from secops.duties.assess import assess, duties_of
from secops.duties.common import methods_for
from secops.duties.states import Act, Keep, State
from secops.records.contracts import Assurance, Contract, Method
from secops.records.kinds import Record
from secops.records.reports import Answer, Report

EDITIONS = Path(__file__).parent.parent / "editions"
BEFORE, NOW = load_edition("kakuu-r6", EDITIONS), load_edition("kakuu-r7", EDITIONS)
ACCEPTED = date(2024, 7, 10)
LOOKED_AT = date(2024, 12, 5)
DAY = date(2025, 1, 31)


def moved(*records: Method | Report | Answer) -> Dossier:
    """A contract that went over from 令和６年度 to 令和７年度, with these records beside the methods it had before."""
    contract = Contract(
        id="k",
        code="K6",
        concluded_on=date(2024, 7, 1),
        starts_on=date(2024, 7, 1),
        ends_on=DAY,
        edition=NOW.id,
        former_editions=BEFORE.id,
    )
    methods = [a_method(item, ACCEPTED, BEFORE.id) for item in range(2, 7)]
    kinds: dict[type[Record], tuple[Record, ...]] = {
        kind: tuple(one for one in (*methods, *records) if type(one) is kind) for kind in (Method, Report, Answer)
    }
    kinds[Assurance] = (Assurance(contract="k", revision=1, accepted_on=ACCEPTED, filed_on=ACCEPTED),)
    return Dossier(contract, NOW, NOW.terms, Shared({}, {}, {}, {}), kinds, {BEFORE.id: BEFORE})


def a_method(item: int, accepted: date | None, edition: str = "") -> Method:
    """The method of an item."""
    day = accepted or LOOKED_AT
    id_ = f"{edition}-{item}"
    return Method(
        id=id_, contract="k", item=item, effective_on=day, edition=edition, text="定める。", accepted_on=accepted
    )


@pytest.mark.parametrize(
    ("number", "stands_at", "reworded"),
    [(2, 2, True), (3, 3, False), (4, 4, False), (5, None, False), (6, 5, False), (9, None, False)],
)
def test_a_number_of_before_stands_where_its_item_went(number: int, stands_at: int | None, reworded: bool) -> None:
    place = moved().place(BEFORE.id, number)
    assert (place.item.number if place else None) == stands_at
    assert (place.reworded if place else False) is reworded


def test_a_report_of_before_sees_nothing_that_came_later() -> None:
    dossier = moved(a_method(2, LOOKED_AT)).under(BEFORE.id)
    assert dossier.edition is BEFORE
    assert dossier.place("", 2) is None
    assert [one.edition for item in BEFORE.items for one, _ in methods_for(dossier, item)] == [BEFORE.id] * 5
    assert dossier.terms["report"] == 30


def test_an_edition_it_never_had_is_no_view_of_a_contract() -> None:
    with pytest.raises(NotFound, match="meti-r6-kanto"):
        moved().under("meti-r6-kanto")


def _method_duty(dossier: Dossier, clause: str) -> Act | Keep:
    (duty,) = [duty for duty in duties_of(dossier) if duty.rule.clause == clause]
    return duty


@pytest.mark.parametrize(
    ("clause", "records", "state"),
    [
        ("incidents/method", (), State.DONE),  # renumbered, the same words
        ("regulations/measures", (), State.UNKNOWN),  # reworded: the promise needs a new look
        ("regulations/measures", (a_method(2, None),), State.UNKNOWN),  # looked at, not accepted yet
        ("regulations/measures", (a_method(2, LOOKED_AT),), State.DONE),
        ("measures/method", (), State.UNKNOWN),  # new: it was not due with the assurance
        ("measures/method", (a_method(6, None),), State.UNKNOWN),
        ("measures/method", (a_method(6, LOOKED_AT),), State.DONE),
        ("assurance/methods", (a_method(6, LOOKED_AT),), State.DONE),
    ],
)
def test_what_a_method_counts_for_after_the_move(clause: str, records: tuple[Method, ...], state: State) -> None:
    assert _method_duty(moved(*records), clause).state(DAY) is state


def test_a_method_never_accepted_stays_overdue_over_a_move() -> None:
    dossier = moved()
    pending = tuple(dataclasses.replace(one, accepted_on=None) for one in dossier.of(Method))
    dossier = dataclasses.replace(dossier, records={Method: pending})
    assert _method_duty(dossier, "incidents/method").state(DAY) is State.OVERDUE


def test_answers_stand_for_their_items_and_a_new_one_goes_before() -> None:
    report = Report(id="r", contract="k", as_of=DAY)
    given = [Answer(id=f"a{item}", report="r", item=item, edition=BEFORE.id, status="実施") for item in range(2, 7)]
    again = Answer(id="new", report="r", item=5, status="未実施", reason="確認中のため。")
    answers = assess(moved(report, *given, again), DAY).answers
    assert {number: one.id for number, one in answers.items()} == {3: "a3", 4: "a4", 5: "new"}


def test_a_report_handed_in_before_keeps_its_numbers() -> None:
    report = Report(id="r", contract="k", as_of=DAY, edition=BEFORE.id)
    given = [Answer(id=f"a{item}", report="r", item=item, status="実施") for item in range(2, 7)]
    assessment = assess(moved(report, *given), DAY)
    assert assessment.dossier.edition is BEFORE
    assert {number: one.id for number, one in assessment.answers.items()} == {item: f"a{item}" for item in range(2, 7)}
