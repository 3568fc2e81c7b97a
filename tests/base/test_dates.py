"""Dates as people type them and as official papers have them; the borders of the eras; ends of months; today."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secops.base.dates import EXPECTED, add_months, format_era, full_width, parse_date, today

JUNE_FIRST = date(2024, 6, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "2024-06-01",
        "2024-6-1",
        "2024/06/01",
        "2024/6/1",
        "2024.6.1",
        "2024年6月1日",
        "2024年6月1",
        "20240601",
        "令和6年6月1日",
        "令和６年６月１日",
        "令和 6 年 6 月 1 日",
        "R6.6.1",
        "R.6.6.1",
        "R6/6/1",
        "r6/6/1",
        "R06-06-01",
        "㋿6年6月1日",
        "２０２４－０６－０１",
        "２０２４／６／１",
        "２０２４０６０１",
        "Ｒ６．６．１",
        "2024−06−01",
        "2024‐06‐01",
        "2024/6/1(土)",
        "2024年6月1日（土）",
        "2024年6月1日（土曜日）",
        "令和6年6月1日(土)",
        "  2024-06-01  ",
        "\u30002024/6/1\u3000",
        "2024-06-01T00:00:00",
        "2024-06-01 00:00:00",
    ],
)
def test_every_usual_way_of_typing_a_date_is_read(typed: str) -> None:
    assert parse_date(typed) == JUNE_FIRST


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2024-02-30", "暦にある日付。2024年2月30日はありません"),
        ("2023-02-29", "暦にある日付。2023年2月29日はありません"),
        ("20241301", "暦にある日付。2024年13月1日はありません"),
        ("令和6年13月1日", "暦にある日付。2024年13月1日はありません"),
        ("令和6年2月30日", "暦にある日付。2024年2月30日はありません"),
        ("2024-00-10", "暦にある日付。2024年0月10日はありません"),
        ("令和0年5月1日", "令和の期間内の日付"),
        ("平成40年1月1日", "平成の期間内の日付"),
        ("昭和65年1月1日", "昭和の期間内の日付"),
        ("1899-12-31", "1900年から2199年までの日付"),
        ("2200-01-01", "1900年から2199年までの日付"),
        ("0024-06-01", "1900年から2199年までの日付"),
        ("6/1", EXPECTED),
        ("24/6/1", EXPECTED),
        ("2024-06", EXPECTED),
        ("令和6年6月", EXPECTED),
        ("2024-06-01 13:45", EXPECTED),
        ("2024-06-01から", EXPECTED),
        ("慶応3年6月1日", EXPECTED),
        ("X6.6.1", EXPECTED),
        ("明日", EXPECTED),
        ("45444", EXPECTED),
        ("", EXPECTED),
    ],
)
def test_what_is_no_date_is_refused_with_what_was_expected(typed: str, expected: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse_date(typed)
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("平成31年4月30日", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("R1.5.1", date(2019, 5, 1)),
        ("R元.5.1", date(2019, 5, 1)),
        ("㋿元年5月1日", date(2019, 5, 1)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("㍻元年1月8日", date(1989, 1, 8)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("㍼元年12月25日", date(1926, 12, 25)),
        ("明治45年7月29日", date(1912, 7, 29)),
        ("大正元年7月30日", date(1912, 7, 30)),
        ("M33.1.1", date(1900, 1, 1)),
    ],
)
def test_the_first_and_last_days_of_eras_are_read(typed: str, day: date) -> None:
    assert parse_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "era"),
    [
        ("平成31年5月1日", "平成"),
        ("令和元年4月30日", "令和"),
        ("R1.4.30", "令和"),
        ("昭和64年1月8日", "昭和"),
        ("平成元年1月7日", "平成"),
        ("大正15年12月25日", "大正"),
        ("昭和元年12月24日", "昭和"),
        ("大正元年7月29日", "大正"),
    ],
)
def test_a_day_outside_its_era_is_refused_as_a_slip(typed: str, era: str) -> None:
    with pytest.raises(ValueError, match=f"^{era}の期間内の日付$"):
        parse_date(typed)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2024, 7, 1), "令和６年７月１日"),
        (date(2028, 12, 31), "令和１０年１２月３１日"),
        (date(2019, 5, 1), "令和元年５月１日"),
        (date(2019, 4, 30), "平成３１年４月３０日"),
        (date(1989, 1, 8), "平成元年１月８日"),
        (date(1989, 1, 7), "昭和６４年１月７日"),
        (date(1926, 12, 25), "昭和元年１２月２５日"),
        (date(1912, 7, 29), "明治４５年７月２９日"),
        (date(1868, 1, 1), "１８６８年１月１日"),
    ],
)
def test_a_date_is_written_as_an_official_paper_does(day: date, written: str) -> None:
    assert format_era(day) == written


# 令和１００年 is 2118: the reader takes two digits of an era's year.
@given(st.dates(date(1900, 1, 1), date(2117, 12, 31)))
def test_what_is_written_is_read_back(day: date) -> None:
    assert parse_date(format_era(day)) == day
    assert parse_date(day.isoformat()) == day
    assert parse_date(f"{day:%Y%m%d}") == day


@given(st.text(alphabet="0123456789０１２元年月日.-/／令和平成昭大正明治RHSTMrst㋿（）月火 ", max_size=16))
def test_any_text_is_a_date_or_a_value_error_in_japanese(typed: str) -> None:
    try:
        day = parse_date(typed)
    except ValueError as error:
        assert "日付" in str(error)  # noqa: PT017  either outcome is right
    else:
        assert 1900 <= day.year <= 2199


def test_a_number_in_official_text_has_full_width_digits() -> None:
    assert full_width(14) == "１４"
    assert full_width("-2") == "－２"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 30), 1, date(2024, 2, 29)),
        (date(2024, 1, 29), 1, date(2024, 2, 29)),
        (date(2024, 3, 31), 1, date(2024, 4, 30)),
        (date(2024, 7, 1), 6, date(2025, 1, 1)),
        (date(2024, 11, 15), 1, date(2024, 12, 15)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2024, 7, 1), 0, date(2024, 7, 1)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@given(st.dates(date(1900, 1, 1), date(2150, 12, 31)), st.integers(0, 240))
def test_months_later_keeps_the_day_unless_the_month_is_shorter(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later.toordinal() + 1, 1) == _next_first(later))


def _next_first(day: date) -> tuple[int, int]:
    following = date.fromordinal(day.toordinal() + 1)
    return following.toordinal(), following.day


@pytest.mark.parametrize("named", ["2024-11-15", "令和6年11月15日", "R6.11.15"])
def test_today_is_the_day_that_the_environment_names(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("SECOPS_TODAY", named)
    assert today() == date(2024, 11, 15)


def test_today_is_the_calendar_day_when_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SECOPS_TODAY", raising=False)
    before = date.today()  # noqa: DTZ011
    assert before <= today() <= date.today()  # noqa: DTZ011
    monkeypatch.setenv("SECOPS_TODAY", "")
    assert before <= today() <= date.today()  # noqa: DTZ011


def test_a_today_that_is_no_date_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECOPS_TODAY", "明日")
    with pytest.raises(ValueError, match="日付"):
        today()
