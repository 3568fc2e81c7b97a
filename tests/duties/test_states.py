"""The states of a duty on the days around its borders; an Act only ever moves forward in time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secops.duties.rule import Rule
from secops.duties.states import Act, Break, Keep, State, Subject

RULE = Rule(clause="personnel/disclosure", deed="情報の提示", do="情報を提示する")
SUBJECT = Subject("assignment", "a1", "髙橋　一郎")
START, DUE = date(2024, 7, 1), date(2024, 7, 15)


def act(start: date | None, due: date | None, done: date | None, *missing: str, prior: bool = False) -> Act:
    return Act(RULE, SUBJECT, start=start, due=due, done=done, prior=prior, missing=missing)


def july(day: int) -> date:
    return date(2024, 7, day)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2024, 6, 30), "発生前"),
        (july(1), "期限内"),
        (july(14), "期限内"),
        (july(15), "期限内"),
        (july(16), "超過"),
        (date(2025, 7, 16), "超過"),
    ],
)
def test_an_act_not_done_is_to_come_then_pending_then_overdue(day: date, state: str) -> None:
    assert act(START, DUE, None).state(day) == state


@pytest.mark.parametrize(
    ("done", "day", "state"),
    [
        pytest.param(july(10), july(9), "期限内", id="the day before it is done"),
        pytest.param(july(10), july(10), "履行", id="the day it is done"),
        pytest.param(july(15), july(15), "履行", id="done on the due day"),
        pytest.param(july(15), july(31), "履行", id="done on the due day, seen later"),
        pytest.param(july(16), july(15), "期限内", id="done a day late, seen on the due day"),
        pytest.param(july(17), july(16), "超過", id="done two days late, seen the day before"),
        pytest.param(july(16), july(16), "遅延", id="done a day late"),
        pytest.param(date(2024, 6, 1), date(2024, 5, 31), "発生前", id="done before it begins, seen before that"),
        pytest.param(date(2024, 6, 1), date(2024, 6, 1), "履行", id="done before it begins"),
    ],
)
def test_an_act_done_is_fulfilled_or_late_from_that_day(done: date, day: date, state: str) -> None:
    assert act(START, DUE, done).state(day) == state


@pytest.mark.parametrize(
    ("done", "day", "state"),
    [
        pytest.param(None, july(14), "発生前", id="the day before the event"),
        pytest.param(None, july(16), "超過", id="the day after the event"),
        pytest.param(july(14), july(14), "履行", id="done the day before"),
        pytest.param(july(15), july(15), "履行", id="on its day is still before"),
        pytest.param(july(16), july(16), "事後", id="done the day after"),
        pytest.param(july(20), july(19), "超過", id="done later, seen the day before that"),
        pytest.param(july(20), date(2025, 1, 1), "事後", id="done later, seen long after"),
    ],
)
def test_a_duty_to_be_done_before_its_event(done: date | None, day: date, state: str) -> None:
    assert act(DUE, DUE, done, prior=True).state(day) == state


def test_on_the_day_of_its_event_a_prior_duty_is_not_yet_overdue() -> None:
    assert act(DUE, DUE, None, prior=True).state(DUE) in {State.NOT_BEGUN, State.PENDING}


@pytest.mark.parametrize("prior", [False, True], ids=["速やかに", "事前"])
@pytest.mark.parametrize("done", [july(10), july(20)], ids=["in time", "after the due day"])
def test_a_done_day_with_something_missing_does_not_count(prior: bool, done: date) -> None:
    duty = act(START, DUE, done, "国籍", prior=prior)
    assert duty.state(done) is State.UNKNOWN
    assert duty.state(date(2025, 1, 1)) is State.UNKNOWN


def test_what_is_missing_changes_nothing_while_the_act_is_not_done() -> None:
    duty = act(START, DUE, None, "国籍")
    assert [duty.state(day) for day in (july(1), july(16))] == [State.PENDING, State.OVERDUE]


@pytest.mark.parametrize(
    ("done", "day", "state"),
    [
        (None, date(2024, 6, 30), "発生前"),
        (None, july(1), "期限内"),
        (None, date(2034, 1, 1), "期限内"),
        (july(20), july(20), "履行"),
        (date(2034, 1, 1), date(2034, 1, 1), "履行"),
    ],
)
def test_without_a_due_day_nothing_is_ever_overdue_or_late(done: date | None, day: date, state: str) -> None:
    assert act(START, None, done).state(day) == state


def test_what_starts_on_no_day_yet_is_to_come() -> None:
    assert act(None, None, None).state(date(2034, 1, 1)) is State.NOT_BEGUN


DAYS = st.dates(date(2024, 6, 1), date(2024, 9, 1))
ACTS = st.builds(
    Act,
    st.just(RULE),
    st.just(SUBJECT),
    start=st.none() | DAYS,
    due=st.none() | DAYS,
    done=st.none() | DAYS,
    prior=st.booleans(),
    missing=st.sampled_from([(), ("国籍",)]),
)
# An Act waits, runs, runs out, and is settled; how it was settled never changes.
STAGE = {
    State.NOT_BEGUN: 0,
    State.PENDING: 1,
    State.OVERDUE: 2,
    State.DONE: 3,
    State.LATE: 3,
    State.AFTERWARDS: 3,
    State.UNKNOWN: 3,
}


@given(ACTS, DAYS, st.integers(1, 60))
def test_an_act_only_moves_forward_in_time(duty: Act, day: date, later: int) -> None:
    before, after = duty.state(day), duty.state(day + timedelta(days=later))
    assert STAGE[before] <= STAGE[after]
    if STAGE[before] == 3:
        assert after is before


@given(ACTS, DAYS)
def test_an_act_is_settled_exactly_from_its_done_day(duty: Act, day: date) -> None:
    assert (STAGE[duty.state(day)] == 3) == (duty.done is not None and duty.done <= day)


@given(ACTS, DAYS)
def test_only_a_prior_duty_is_done_afterwards_and_only_another_late(duty: Act, day: date) -> None:
    assert duty.state(day) is not (State.LATE if duty.prior else State.AFTERWARDS)


@given(ACTS, DAYS, DAYS)
def test_done_a_day_earlier_is_never_worse(duty: Act, day: date, earlier: date) -> None:
    if duty.done is not None and earlier < duty.done and duty.state(day) is State.DONE:
        sooner = Act(RULE, SUBJECT, start=duty.start, due=duty.due, done=earlier, prior=duty.prior)
        assert sooner.state(day) is State.DONE


def keep(*breaks: Break, start: date | None = START, unknown: tuple[str, ...] = ()) -> Keep:
    return Keep(RULE, SUBJECT, start, breaks, unknown)


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2024, 6, 30), "発生前"), (july(1), "履行"), (date(2034, 1, 1), "履行")],
)
def test_what_is_kept_is_fulfilled_from_its_first_day(day: date, state: str) -> None:
    assert keep().state(day) == state


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2024, 6, 30), "発生前"), (july(1), "不明"), (date(2034, 1, 1), "不明")],
)
def test_what_the_records_do_not_say_is_unknown_from_its_first_day(day: date, state: str) -> None:
    assert keep(unknown=("受入れの有無",)).state(day) == state


@pytest.mark.parametrize("last", [None, july(20)], ids=["open", "ended"])
@pytest.mark.parametrize(
    ("day", "state"),
    [(july(9), "履行"), (july(10), "違反"), (july(20), "違反"), (july(21), "違反")],
)
def test_a_break_is_a_breach_from_its_first_day_on(last: date | None, day: date, state: str) -> None:
    assert keep(Break(july(10), last)).state(day) == state


@pytest.mark.parametrize(
    ("last", "since", "state"),
    [
        pytest.param(july(20), july(20), "違反", id="ended on the first day of the period"),
        pytest.param(july(20), july(21), "履行", id="ended the day before the period"),
        pytest.param(None, july(21), "違反", id="open"),
        pytest.param(july(20), None, "違反", id="no period asked for"),
    ],
)
def test_a_break_that_ended_before_the_period_does_not_reach_into_it(
    last: date | None, since: date | None, state: str
) -> None:
    assert keep(Break(july(10), last)).state(july(31), since) == state


def test_a_break_outweighs_what_is_unknown() -> None:
    duty = keep(Break(july(10)), unknown=("受入れの有無",))
    assert [duty.state(july(9)), duty.state(july(10))] == [State.UNKNOWN, State.BREACHED]


def test_of_two_breaks_the_one_in_the_period_counts() -> None:
    duty = keep(Break(july(3), july(4)), Break(july(25), july(26)))
    assert duty.state(july(24), july(20)) is State.DONE
    assert duty.state(july(25), july(20)) is State.BREACHED
    assert [one.first for one in duty.breaks_by(july(24))] == [july(3)]


def test_what_is_kept_from_no_day_yet_is_to_come() -> None:
    assert keep(start=None).state(date(2034, 1, 1)) is State.NOT_BEGUN
    assert keep(start=None, unknown=("住所",)).state(date(2034, 1, 1)) is State.NOT_BEGUN


BREAKS = st.builds(
    lambda first, days: Break(first, None if days is None else first + timedelta(days=days)),
    st.dates(START, date(2024, 9, 1)),
    st.none() | st.integers(0, 40),
)


@given(st.lists(BREAKS, max_size=3), DAYS, DAYS)
def test_a_breach_in_a_period_is_one_whose_days_meet_it(breaks: list[Break], day: date, since: date) -> None:
    met = any(one.first <= day and (one.last is None or one.last >= since) for one in breaks)
    assert (keep(*breaks).state(day, since) is State.BREACHED) == met


def test_the_key_is_clause_subject_and_round() -> None:
    assert act(START, DUE, None).key == "personnel/disclosure:assignment:a1"
    of_a_round = Act(RULE, SUBJECT, START, DUE, None, round="2024-10-31")
    assert of_a_round.key == "personnel/disclosure:assignment:a1:2024-10-31"
    assert Keep(RULE, SUBJECT, START, round="officer").key == "personnel/disclosure:assignment:a1:officer"
