"""Reporting dates, which report serves which of them, and where the reporting period begins."""

from datetime import date

import pytest
from builders import (
    CONCLUDED,
    ENDS,
    INTERIM,
    STARTS,
    a_report,
    assessed,
    good_standing,
    with_contract,
    with_records,
)
from hypothesis import given
from hypothesis import strategies as st

from secops.duties.assess import span_of
from secops.duties.reporting import last_submitted, next_unsubmitted, reporting_dates, served
from secops.records.contracts import Amendment
from secops.records.reports import Report


@pytest.mark.parametrize(
    ("starts", "ends", "dates"),
    [
        pytest.param(date(2024, 4, 1), date(2025, 3, 31), ["2024-09-30", "2025-03-31"], id="a year"),
        pytest.param(date(2024, 7, 8), date(2025, 2, 28), ["2024-11-03", "2025-02-28"], id="eight months"),
        pytest.param(date(2024, 7, 1), date(2024, 7, 31), ["2024-07-16", "2024-07-31"], id="a month"),
        pytest.param(date(2024, 7, 1), date(2024, 7, 1), ["2024-07-01"], id="a single day"),
        pytest.param(date(2024, 4, 1), date(2025, 9, 30), ["2025-04-01", "2025-09-30"], id="a year and a half"),
        pytest.param(date(2024, 4, 1), date(2027, 3, 31), ["2025-04-01", "2026-04-01", "2027-03-31"], id="three years"),
        pytest.param(
            date(2024, 2, 29), date(2026, 8, 31), ["2025-02-28", "2026-02-28", "2026-08-31"], id="from a leap day"
        ),
    ],
)
def test_without_agreed_dates_the_midpoint_or_the_anniversaries_and_the_end(
    starts: date, ends: date, dates: list[str]
) -> None:
    dossier = good_standing(reporting_on=(), starts_on=starts, ends_on=ends)
    assert [day.isoformat() for day in reporting_dates(dossier)] == dates


def test_agreed_dates_stand_in_order() -> None:
    assert reporting_dates(good_standing(reporting_on=(ENDS, INTERIM))) == (INTERIM, ENDS)


@pytest.mark.parametrize(
    ("reporting_on", "terminated_on", "dates"),
    [
        pytest.param((INTERIM, ENDS), date(2024, 12, 20), [INTERIM], id="agreed dates after it fall away"),
        pytest.param((INTERIM, ENDS), INTERIM, [INTERIM], id="one on its day stays"),
        pytest.param((), date(2024, 12, 20), [date(2024, 11, 3), date(2024, 12, 20)], id="the end is its day"),
        pytest.param((), date(2024, 10, 1), [date(2024, 10, 1)], id="before the midpoint"),
    ],
)
def test_dates_after_a_termination_fall_away(
    reporting_on: tuple[date, ...], terminated_on: date, dates: list[date]
) -> None:
    assert list(reporting_dates(good_standing(reporting_on=reporting_on, terminated_on=terminated_on))) == dates


@pytest.mark.parametrize(
    ("ends", "completed", "dates"),
    [
        pytest.param(ENDS, date(2025, 1, 31), [date(2024, 11, 3), date(2025, 1, 31)], id="a short contract"),
        pytest.param(ENDS, date(2024, 9, 30), [date(2024, 9, 30)], id="completed before the midpoint"),
        pytest.param(date(2027, 3, 31), date(2025, 12, 26), [date(2025, 7, 8), date(2025, 12, 26)], id="a long one"),
    ],
)
def test_nothing_is_owed_for_a_day_after_the_completion(ends: date, completed: date, dates: list[date]) -> None:
    dossier = good_standing(reporting_on=(), ends_on=ends, completed_on=completed)
    assert list(reporting_dates(dossier)) == dates


def test_an_amended_end_moves_the_dates_from_the_day_it_takes_effect() -> None:
    amendment = Amendment(id="am", concluded_on=date(2024, 12, 1), ends_on=date(2025, 3, 31))
    dossier = with_records(good_standing(reporting_on=()), amendment)
    assert reporting_dates(dossier.on(date(2024, 11, 30)))[-1] == ENDS
    assert reporting_dates(dossier.on(date(2024, 12, 1))) == (date(2024, 11, 18), date(2025, 3, 31))


JANUARY, JUNE, DECEMBER = date(2025, 1, 31), date(2025, 6, 30), date(2025, 12, 31)


def reports(*pairs: tuple[date, date | None]) -> list[Report]:
    return [a_report(as_of, submitted_on=submitted) for as_of, submitted in pairs]


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        pytest.param([], {}, id="no report"),
        pytest.param([(date(2025, 1, 25), None)], {JANUARY: date(2025, 1, 25)}, id="the nearest date"),
        pytest.param([(date(2025, 4, 15), None)], {JANUARY: date(2025, 4, 15)}, id="halfway, a day nearer the first"),
        pytest.param([(date(2025, 4, 17), None)], {JUNE: date(2025, 4, 17)}, id="a day nearer the second"),
        pytest.param(
            [(date(2025, 6, 20), None), (date(2025, 6, 29), None)],
            {JUNE: date(2025, 6, 29)},
            id="of two for one date the nearer",
        ),
        pytest.param(
            [(date(2025, 6, 20), JUNE), (date(2025, 6, 29), None)],
            {JUNE: date(2025, 6, 20)},
            id="one handed in before one that is not",
        ),
        pytest.param(
            [(date(2025, 6, 29), None), (date(2025, 7, 1), None)],
            {JUNE: date(2025, 6, 29)},
            id="of two as near the earlier",
        ),
        pytest.param(
            [(JANUARY, None), (JUNE, None), (DECEMBER, None)],
            {JANUARY: JANUARY, JUNE: JUNE, DECEMBER: DECEMBER},
            id="one each",
        ),
    ],
)
def test_each_report_serves_the_nearest_date_and_each_date_has_one(
    given_: list[tuple[date, date | None]], expected: dict[date, date]
) -> None:
    for order in (reports(*given_), reports(*reversed(given_))):
        found = {day: report.as_of for day, report in served((JANUARY, JUNE, DECEMBER), order).items()}
        assert found == expected


def test_without_reporting_dates_no_report_serves_any() -> None:
    assert served((), reports((JANUARY, JANUARY))) == {}


AS_OF = st.dates(date(2025, 1, 1), date(2025, 12, 31))


@given(st.lists(AS_OF, unique=True, max_size=4), st.lists(AS_OF, unique=True, max_size=5))
def test_no_report_serves_a_date_while_another_is_nearer(dates: list[date], as_of: list[date]) -> None:
    found = served(dates, reports(*((day, None) for day in as_of)))
    assert set(found) <= set(dates)
    serving = [report.as_of for report in found.values()]
    assert len(serving) == len(set(serving))
    for day, report in found.items():
        assert report.as_of is not None
        assert abs(report.as_of - day) == min(abs(report.as_of - other) for other in dates)


# The reporting period.


@pytest.mark.parametrize(
    ("handed_in", "on", "since"),
    [
        pytest.param([], INTERIM, CONCLUDED, id="the first: with the contract"),
        pytest.param([(INTERIM, date(2024, 11, 5))], ENDS, date(2024, 11, 1), id="the day after the last as_of"),
        pytest.param([(INTERIM, None)], ENDS, CONCLUDED, id="the last was never handed in"),
        pytest.param([(INTERIM, date(2024, 11, 5))], INTERIM, CONCLUDED, id="the report of the day itself"),
        pytest.param([(INTERIM, date(2024, 11, 5))], date(2024, 11, 4), CONCLUDED, id="before it was handed in"),
        pytest.param(
            [(date(2024, 8, 31), date(2024, 9, 5)), (INTERIM, date(2024, 11, 5))],
            ENDS,
            date(2024, 11, 1),
            id="the later of two",
        ),
    ],
)
def test_the_period_begins_after_the_last_report_handed_in(
    handed_in: list[tuple[date, date | None]], on: date, since: date
) -> None:
    found = span_of(with_records(good_standing(), *reports(*handed_in)), on)
    assert (found.on, found.since) == (on, since)


def test_work_begun_before_the_conclusion_is_in_the_first_period() -> None:
    assert span_of(with_contract(good_standing(), concluded_on=date(2024, 7, 20)), INTERIM).since == STARTS


def test_the_report_itself_may_say_where_its_period_begins() -> None:
    last = a_report(INTERIM, submitted_on=date(2024, 11, 5))
    own = a_report(ENDS, period_from_on=date(2024, 10, 1))
    span = assessed(with_records(good_standing(), last, own), ENDS).span
    assert (span.since, span.last_report) == (date(2024, 10, 1), INTERIM)


def test_the_reports_of_subcontractors_begin_no_period_of_ours() -> None:
    theirs = a_report(INTERIM, engagement="engagement-1", submitted_on=date(2024, 11, 5))
    dossier = with_records(good_standing(), theirs)
    assert span_of(dossier, ENDS).since == CONCLUDED
    assert last_submitted(dossier, ENDS) is None


# The report to work on.


@pytest.mark.parametrize(
    ("given_", "as_of"),
    [
        pytest.param([], INTERIM, id="the first date"),
        pytest.param([(date(2024, 10, 25), None)], date(2024, 10, 25), id="one begun for it, of its own day"),
        pytest.param([(INTERIM, date(2024, 11, 5))], ENDS, id="the next date"),
        pytest.param([(INTERIM, date(2024, 11, 5)), (ENDS, date(2025, 3, 5))], None, id="all handed in"),
    ],
)
def test_the_report_to_work_on(given_: list[tuple[date, date | None]], as_of: date | None) -> None:
    assert next_unsubmitted(with_records(good_standing(), *reports(*given_))) == as_of


def test_an_extra_report_is_worked_on_when_all_dates_are_served() -> None:
    extra = a_report(date(2025, 1, 15))
    handed_in = reports((INTERIM, date(2024, 11, 5)), (ENDS, date(2025, 3, 5)))
    assert next_unsubmitted(with_records(good_standing(), extra, *handed_in)) == date(2025, 1, 15)
