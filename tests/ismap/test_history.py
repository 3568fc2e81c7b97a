"""On which day a service stood on which list, over several imports of the lists."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ismap_samples import a_list, a_service, day, history

from secops.ismap.entries import Listed
from secops.ismap.history import ISMAP, LIU, History, ImportedList, ListStanding, expiry

NUMBER, OTHER = "C21-0001-2", "C21-0002-2"
KEPT = a_service(OTHER)


def standings(found: History, *days: str, number: str = NUMBER) -> list[str]:
    """How a number stood on some days."""
    return [found.standing(number, day(one)) for one in days]


def spans(found: History, number: str = NUMBER) -> list[tuple[str, str, str | None]]:
    """List, first and last day of a number's spans."""
    return [
        (one.list_name, one.first.isoformat(), one.last.isoformat() if one.last else None)
        for one in found.spans[number]
    ]


# Standing over imports.


def test_nothing_is_known_before_the_first_import_and_the_last_list_goes_on() -> None:
    found = history(a_list("2024-07-01", a_service()))
    assert standings(found, "2024-06-30", "2024-07-01", "2031-01-01") == ["リスト未取込", "掲載", "掲載"]
    assert History().standing(NUMBER, day("2024-07-01")) == "リスト未取込"


def test_a_service_absent_from_a_newer_list_was_withdrawn_on_its_day() -> None:
    found = history(a_list("2024-07-01", a_service(), KEPT), a_list("2024-10-01", KEPT))
    assert standings(found, "2024-09-30", "2024-10-01") == ["掲載", "不掲載"]
    assert spans(found) == [(ISMAP, "2024-07-01", "2024-09-30")]
    assert spans(found, OTHER) == [(ISMAP, "2024-07-01", None)]


def test_a_service_added_later_was_not_listed_before() -> None:
    found = history(a_list("2024-07-01", KEPT), a_list("2024-10-01", KEPT, a_service()))
    assert standings(found, "2024-06-30", "2024-09-30", "2024-10-01") == ["リスト未取込", "不掲載", "掲載"]


def test_a_service_can_come_back() -> None:
    found = history(
        a_list("2024-07-01", a_service(), KEPT), a_list("2024-08-01", KEPT), a_list("2024-09-01", a_service())
    )
    assert spans(found) == [(ISMAP, "2024-07-01", "2024-07-31"), (ISMAP, "2024-09-01", None)]
    assert standings(found, "2024-07-31", "2024-08-31", "2024-09-01") == ["掲載", "不掲載", "掲載"]


def test_a_changed_entry_counts_from_the_list_that_changed_it() -> None:
    old, new = a_service(expires_on=day("2024-08-31")), a_service(expires_on=day("2025-12-31"), name="架空改称")
    found = history(a_list("2024-07-01", old), a_list("2024-10-01", new))
    assert spans(found) == [(ISMAP, "2024-07-01", "2024-09-30"), (ISMAP, "2024-10-01", None)]
    assert standings(found, "2024-08-31", "2024-09-01", "2024-10-01") == ["掲載", "期限経過", "掲載"]
    assert found.entry(NUMBER) == new


def test_an_entry_that_stays_the_same_is_one_span() -> None:
    found = history(*(a_list(f"2024-{month:02}-01", a_service()) for month in (7, 8, 9)))
    assert spans(found) == [(ISMAP, "2024-07-01", None)]


def test_a_later_import_of_the_same_day_takes_the_place_of_the_first() -> None:
    found = history(a_list("2024-07-01", a_service()), a_list("2024-07-01", KEPT))
    assert (found.days(ISMAP), set(found.spans)) == ((day("2024-07-01"),), {OTHER})


def test_an_older_list_imported_later_is_put_in_its_place() -> None:
    """The list of July is found and imported after that of October: nothing but its days decides."""
    july, october = a_list("2024-07-01", a_service(), KEPT), a_list("2024-10-01", KEPT)
    late, in_order = history(october, july), history(july, october)
    assert late == in_order
    assert standings(late, "2024-08-01", "2024-10-01") == ["掲載", "不掲載"]


def test_a_number_in_no_list_is_unknown_once_a_list_covers_the_day() -> None:
    found = history(a_list("2024-07-01", KEPT))
    assert standings(found, "2024-06-30", "2024-07-01") == ["リスト未取込", "登録番号不明"]


# Two lists.


def test_each_list_has_its_own_days() -> None:
    """ISMAP-LIU is first imported in October: of a service of that list nothing is known in July."""
    found = history(a_list("2024-07-01", a_service()), a_list("2024-10-01", a_service("L24-0001-1"), name=LIU))
    assert standings(found, "2024-07-01", "2024-10-01", number="L24-0001-1") == ["リスト未取込", "掲載"]
    assert standings(found, "2024-07-01", "2024-10-01") == ["掲載", "掲載"]
    assert (found.days(ISMAP), found.days(LIU)) == ((day("2024-07-01"),), (day("2024-10-01"),))
    assert found.in_force(LIU, day("2024-09-30")) is None


def test_a_new_list_of_one_kind_withdraws_nothing_from_the_other() -> None:
    found = history(
        a_list("2024-07-01", a_service("L24-0001-1"), name=LIU), a_list("2024-08-01", KEPT), a_list("2024-09-01", KEPT)
    )
    assert standings(found, "2024-09-01", number="L24-0001-1") == ["掲載"]


def test_a_service_that_moves_from_one_list_to_the_other_was_never_withdrawn() -> None:
    found = history(
        a_list("2024-07-01", a_service(), KEPT),
        a_list("2024-07-01", a_service("L24-0001-1"), name=LIU),
        a_list("2024-10-01", KEPT),
        a_list("2024-10-01", a_service("L24-0001-1"), a_service(), name=LIU),
    )
    assert standings(found, "2024-09-30", "2024-10-01") == ["掲載", "掲載"]
    assert found.withdrawn_on(NUMBER, day("2024-07-01")) is None


def test_of_two_lists_the_one_that_still_holds_counts() -> None:
    found = history(
        a_list("2024-07-01", a_service(expires_on=day("2024-07-31"))),
        a_list("2024-07-01", a_service(expires_on=day("2025-07-31")), name=LIU),
    )
    assert standings(found, "2024-08-01", "2025-08-01") == ["掲載", "期限経過"]


# The last day of a registration.


@pytest.mark.parametrize(
    ("audit_to", "last"),
    [
        ("2024-03-31", "2025-07-31"),
        ("2023-12-31", "2025-04-30"),
        ("2023-10-31", "2025-02-28"),
        ("2022-10-31", "2024-02-29"),
        ("2023-10-15", "2025-02-15"),
    ],
)
def test_a_registration_runs_sixteen_months_from_the_end_of_the_audited_period(audit_to: str, last: str) -> None:
    entry = a_service(audit_to_on=day(audit_to))
    assert expiry(entry) == day(last)
    after = (day(last) + timedelta(days=1)).isoformat()
    assert standings(history(a_list("2022-11-01", entry)), last, after) == ["掲載", "期限経過"]


def test_the_day_that_the_list_gives_goes_before_the_sixteen_months() -> None:
    assert expiry(a_service(audit_to_on=day("2024-03-31"), expires_on=day("2025-06-30"))) == day("2025-06-30")


def test_without_any_day_a_listed_service_does_not_expire() -> None:
    assert expiry(a_service()) is None
    assert standings(history(a_list("2024-07-01", a_service())), "2099-12-31") == ["掲載"]


def test_while_a_renewal_is_examined_the_registration_goes_on() -> None:
    entry = a_service(expires_on=day("2024-07-31"), renewing=True)
    assert standings(history(a_list("2024-07-01", entry)), "2024-07-31", "2024-08-01") == ["掲載", "更新審査中"]


def test_a_service_off_the_list_is_off_it_whatever_its_day_was() -> None:
    gone = a_service(expires_on=day("2026-07-31"), renewing=True)
    found = history(a_list("2024-07-01", gone), a_list("2024-08-01", KEPT))
    assert standings(found, "2024-08-01") == ["不掲載"]


# Withdrawal.


@pytest.mark.parametrize(
    ("after", "gone"),
    [("2024-07-01", "2024-08-01"), ("2024-07-31", "2024-08-01"), ("2024-08-01", "2024-10-01"), ("2024-10-01", None)],
)
def test_the_first_withdrawal_after_a_day(after: str, gone: str | None) -> None:
    """Listed in July, gone in August, back in September, gone for good in October."""
    found = history(
        a_list("2024-07-01", a_service()),
        a_list("2024-08-01", KEPT),
        a_list("2024-09-01", a_service()),
        a_list("2024-10-01", KEPT),
    )
    assert found.withdrawn_on(NUMBER, day(after)) == (day(gone) if gone else None)


def test_a_changed_entry_is_not_withdrawn() -> None:
    found = history(a_list("2024-07-01", a_service()), a_list("2024-08-01", a_service(remarks="改称（架空）")))
    assert found.withdrawn_on(NUMBER, day("2024-07-01")) is None
    assert found.withdrawn_on("C99-0001-1", day("2024-07-01")) is None


# Any history.

FIRST = date(2024, 7, 1)
days = st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n))
numbers = st.sampled_from([f"C21-000{n}-2" for n in range(4)])


@st.composite
def imports(draw: st.DrawFn) -> list[ImportedList]:
    """Lists of either name, in any order of import, their services with or without a day of expiry."""
    entries = st.builds(
        lambda number, expires, renewing: a_service(number, expires_on=expires, renewing=renewing),
        numbers,
        st.none() | days,
        st.booleans(),
    )
    listed = st.lists(entries, max_size=4, unique_by=lambda one: one.number).map(tuple)
    return draw(st.lists(st.builds(ImportedList, st.sampled_from([ISMAP, LIU]), days, listed), max_size=6))


def in_force(lists: list[ImportedList], name: str, on: date) -> tuple[Listed, ...] | None:
    """The list of a name that holds on a day: the newest by then, the later import of one day; None: none yet."""
    held = [(one.as_of, place) for place, one in enumerate(lists) if one.name == name and one.as_of <= on]
    return lists[max(held)[1]].entries if held else None


@given(imports(), numbers, days)
def test_listed_is_what_a_list_in_force_has_unexpired(lists: list[ImportedList], number: str, on: date) -> None:
    entries = [one for name in (ISMAP, LIU) for one in in_force(lists, name, on) or () if one.number == number]
    valid = [one for one in entries if one.expires_on is None or on <= one.expires_on]
    found = history(*lists).standing(number, on)
    assert (found is ListStanding.LISTED) == bool(valid)
    assert (found in {ListStanding.RENEWING, ListStanding.EXPIRED}) == bool(entries and not valid)
    if all(in_force(lists, name, on) is None for name in (ISMAP, LIU)):
        assert found is ListStanding.NO_LIST


@given(imports(), numbers, days)
def test_withdrawn_is_the_first_later_day_on_which_no_list_has_it(
    lists: list[ImportedList], number: str, on: date
) -> None:
    def listed(day_: date) -> bool:
        every = [one.number for name in (ISMAP, LIU) for one in in_force(lists, name, day_) or ()]
        return number in every

    later = (on + timedelta(days=n) for n in range(1, 60))
    expected = next((one for one in later if not listed(one) and listed(one - timedelta(days=1))), None)
    assert history(*lists).withdrawn_on(number, on) == expected
