"""What always holds of the fold, whatever the records."""

import random
from datetime import date
from typing import Any

from builders import (
    DISCLOSED,
    EDITION,
    ENDS,
    INTERIM,
    a_report,
    an_assignment,
    an_engagement,
    assessed,
    engaged,
    folds,
    shuffled,
    with_changed,
    with_contract,
    with_records,
    with_terms,
    without,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from secops.dossier import Dossier
from secops.duties.assess import Assessment
from secops.duties.fold import Span, fold
from secops.duties.rule import Rule
from secops.duties.scope import Applies, Scope
from secops.duties.states import Act, Break, Duty, Keep, State, Subject
from secops.records.contracts import Member
from secops.records.fields import FieldType
from secops.records.kinds import kind_of
from secops.records.work import Audit, Finding

JOINS = date(2024, 9, 2)
HANDED_IN = a_report(INTERIM, submitted_on=date(2024, 11, 5))


# What holds of any records.

DAYS = st.dates(date(2024, 6, 15), date(2025, 4, 15))
FIXED = {"concluded_on", "starts_on", "ends_on"}  # of the contract: a kept one has them in order


def crowded() -> Dossier:
    """Something of every kind that items 1)–5) look at."""
    return with_records(
        engaged(),
        HANDED_IN,
        an_assignment("yoshida", starts_on=JOINS, disclosed_on=JOINS, roles=("情報管理責任者", "業務従事者")),
        an_engagement(
            id="engagement-2", organisation="second", parent="engagement-1", starts_on=JOINS, change="change-1"
        ),
        Member(id="member-1", organisation="partner", capital_disclosed_on=DISCLOSED, officers_disclosed_on=DISCLOSED),
        Audit(id="audit-1", kind="情報セキュリティ監査", notified_on=JOINS, held_on=INTERIM, accepted=True),
        Finding(id="finding-1", audit="audit-1", content="鍵の管理"),
        Finding(id="finding-2", audit="audit-1", content="入退室の記録", due_on=ENDS),
    )


CROWDED = crowded()
SLOTS = [
    (record.id, field.name, field.type, field.required)
    for record in (CROWDED.contract, *(one for records in CROWDED.records.values() for one in records))
    for field in kind_of(record).fields
    if field.type in {FieldType.DATE, FieldType.FLAG} and not (record is CROWDED.contract and field.name in FIXED)
]
DROPPED = [one.id for records in CROWDED.records.values() for one in records]


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """The crowded contract with other dates and flags, and some records taken away."""
    dossier = without(CROWDED, *draw(st.sets(st.sampled_from(DROPPED), max_size=4)))
    left = {CROWDED.contract.id, *(one.id for records in dossier.records.values() for one in records)}
    for record_id, name, kind, required in draw(st.lists(st.sampled_from(SLOTS), max_size=12, unique=True)):
        if record_id not in left:
            continue
        if kind is FieldType.FLAG:
            value: Any = draw(st.sampled_from([True, False, None]))
        else:
            value = draw(DAYS if required else st.none() | DAYS)
        if record_id == CROWDED.contract.id:
            dossier = with_contract(dossier, **{name: value})
        else:
            dossier = with_changed(dossier, record_id, **{name: value})
    return dossier


def speaks_against(duty: Duty, on: date, since: date) -> bool:
    """Read off the dates alone: past due and not done, done with something missing, unsaid, or broken in the period."""
    if isinstance(duty, Act):
        done = duty.done is not None and duty.done <= on
        return bool(duty.missing) if done else duty.due is not None and duty.due < on
    broken = any(one.first <= on and (one.last is None or one.last >= since) for one in duty.breaks)
    return broken or bool(duty.unknown and duty.start and duty.start <= on)


@settings(deadline=None, max_examples=100)
@given(dossiers(), DAYS)
def test_nothing_is_done_beside_what_speaks_against_it(dossier: Dossier, on: date) -> None:
    for found in assessed(dossier, on).standings:
        if found.proposed == "実施":
            assert not [
                duty.key
                for duty in found.duties
                if folds(found, duty) and speaks_against(duty, found.span.on, found.span.since)
            ]


@settings(deadline=None, max_examples=100)
@given(dossiers(), DAYS)
def test_what_is_not_done_or_does_not_apply_has_its_reason_drafted(dossier: Dossier, on: date) -> None:
    for found in assessed(dossier, on).standings:
        if found.proposed in {"未実施", "該当なし"}:
            assert found.drafted_reason, found.item.number
            assert all(line.endswith("。") for line in found.drafted_reason.splitlines())
        elif found.proposed == "要確認":
            assert found.unclear, found.item.number


@settings(deadline=None, max_examples=100)
@given(dossiers(), DAYS)
def test_every_duty_has_a_key_of_its_own(dossier: Dossier, on: date) -> None:
    keys = [duty.key for found in assessed(dossier, on).standings for duty in found.duties]
    assert len(keys) == len(set(keys))


def seen(assessment: Assessment) -> list[object]:
    """All that a person sees of an assessment."""
    shown: list[object] = [
        (
            found.item.number,
            found.proposed,
            found.drafted_reason,
            found.unclear,
            found.notes,
            [(duty.key, found.span.state(duty)) for duty in found.duties],
        )
        for found in assessment.standings
    ]
    return [*shown, assessment.contradictions, assessment.span]


@settings(deadline=None, max_examples=100)
@given(dossiers(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_the_records_changes_nothing(dossier: Dossier, on: date, by: random.Random) -> None:
    assert seen(assessed(shuffled(dossier, by), on)) == seen(assessed(dossier, on))


FLAGS = st.sampled_from([True, False, None])
AMOUNTS = st.none() | st.integers(0, 10_000_000)


@settings(deadline=None, max_examples=100)
@given(
    dossiers(),
    DAYS,
    st.fixed_dictionaries(
        {
            "in_plan": FLAGS,
            "amount": AMOUNTS,
            "quotes": st.none() | st.integers(0, 3),
            "lowest_price": FLAGS,
            "is_group": FLAGS,
            "core_work": FLAGS,
            "site_visit_clause": FLAGS,
            "approved_on": st.none() | DAYS,
        }
    ),
    AMOUNTS,
    st.none() | DAYS,
)
def test_only_the_bekki_bears_on_an_answer(
    dossier: Dossier, on: date, engagement: dict[str, Any], amount: int | None, reason_on: date | None
) -> None:
    other = with_contract(dossier, amount=amount, over_half_reason_on=reason_on)
    if any(one.id == "engagement-1" for records in dossier.records.values() for one in records):
        other = with_changed(other, "engagement-1", **engagement)
    other = with_terms(other, subcontract_threshold=1_000_000)

    def answers(of: Dossier) -> list[object]:
        return [
            (one.proposed, one.drafted_reason, one.unclear, one.notes, [duty.key for duty in one.carrying])
            for one in assessed(of, on).standings
        ]

    assert answers(other) == answers(dossier)


# Folds of duties made up out of nothing but dates.

RULE = Rule(clause="personnel/disclosure", deed="情報の提示", do="情報を提示する")
ACTS = st.builds(
    Act,
    st.just(RULE),
    st.builds(Subject, st.just("assignment"), st.uuids().map(str), st.just("甲")),
    start=st.none() | DAYS,
    due=st.none() | DAYS,
    done=st.none() | DAYS,
    prior=st.booleans(),
    grace=st.booleans(),
    missing=st.sampled_from([(), (), ("国籍",)]),
)
KEEPS = st.builds(
    Keep,
    st.just(RULE),
    st.builds(Subject, st.just("assignment"), st.uuids().map(str), st.just("甲")),
    st.none() | DAYS,
    st.lists(st.builds(Break, DAYS, st.none() | DAYS, st.just("途切れました。")), max_size=2).map(tuple),
    st.sampled_from([(), (), ("有無",)]),
)
PROPOSALS = st.lists(ACTS | KEEPS, max_size=5)


def folded(duties: list[Duty], on: date, since: date) -> str:
    return fold(EDITION.item(4), Scope(Applies.YES), duties, Span(on, since)).proposed


@given(PROPOSALS, DAYS, DAYS)
def test_made_up_duties_are_done_only_when_nothing_speaks_against_it(duties: list[Duty], on: date, since: date) -> None:
    proposed = folded(duties, on, since)
    if any(speaks_against(duty, on, since) for duty in duties):
        assert proposed in {"未実施", "要確認"}
    if proposed == "実施":
        begun = {duty.state(on) for duty in duties}
        assert begun - {State.NOT_BEGUN}


OPEN = {"未実施", "要確認"}


@given(st.lists(ACTS | KEEPS, min_size=1, max_size=5), ACTS | KEEPS, DAYS, DAYS)
def test_one_more_duty_never_closes_an_open_item(duties: list[Duty], more: Duty, on: date, since: date) -> None:
    if folded(duties, on, since) in OPEN:
        assert folded([*duties, more], on, since) in OPEN
