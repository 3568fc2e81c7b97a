"""Japanese dates: read in any way a person types them, written as an official paper has them."""

import calendar
import os
import re
import unicodedata
from datetime import date, timedelta, timezone

TODAY_VARIABLE = "SECOPS_TODAY"
JAPAN = timezone(timedelta(hours=9))  # the papers' own time: no zone database is needed for a fixed offset

# First day of each era (元号を改める政令) and the year of its 元年. 明治 begins with its Gregorian use, 明治6年 (1873).
_ERAS = (
    ("令和", "R", date(2019, 5, 1), 2019),
    ("平成", "H", date(1989, 1, 8), 1989),
    ("昭和", "S", date(1926, 12, 25), 1926),
    ("大正", "T", date(1912, 7, 30), 1912),
    ("明治", "M", date(1873, 1, 1), 1868),
)
_ERA_SIGNS = {"㋿": "令和", "㍻": "平成", "㍼": "昭和", "㍽": "大正", "㍾": "明治"}
_FULL_WIDTH = str.maketrans("0123456789-", "０１２３４５６７８９－")
_WEEKDAY = r"(?:\s*\(?[月火水木金土日](?:曜日?)?\)?)?"
_TIME = r"(?:[T ]00:00(?::00(?:\.0+)?)?)?"
_GREGORIAN = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?" + _WEEKDAY + _TIME)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ERA = re.compile(
    r"(令和|平成|昭和|大正|明治|[RHSTMrhstm])\s*\.?\s*(\d{1,2}|元)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    + _WEEKDAY
)

EXPECTED = "日付（例 2024-07-01、2024/7/1、令和6年7月1日、R6.7.1）"


def today() -> date:
    """Return today, or the day that ``$SECOPS_TODAY`` names. Raises ValueError when that is no date.

    Read once, at the edge of the program.
    """
    named = os.environ.get(TODAY_VARIABLE)
    return parse_date(named) if named else date.today()  # noqa: DTZ011  the officer's own calendar day is meant


def parse_date(text: str) -> date:
    """Read a date as people type it: 2024-06-01, 2024/6/1, 2024.6.1, 20240601, 令和6年6月1日, R6.6.1, full width too.

    Raises ValueError with what was expected. A day before its era (平成31年5月1日 and the like) is refused:
    it may be a slip of the year.
    """
    # NFKC turns ㋿ into 令和 only with recent Unicode data, so the signs are named here.
    plain = "".join(_ERA_SIGNS.get(character, character) for character in text)
    plain = unicodedata.normalize("NFKC", plain).strip().replace("−", "-").replace("‐", "-").replace("―", "-")
    if match := _GREGORIAN.fullmatch(plain) or _COMPACT.fullmatch(plain):
        year, month, day = (int(part) for part in match.groups())
        return _checked(year, month, day)
    if match := _ERA.fullmatch(plain):
        name, years, month_text, day_text = match.groups()
        return _from_era(name, 1 if years == "元" else int(years), int(month_text), int(day_text))
    raise ValueError(EXPECTED)


def _checked(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise ValueError(f"暦にある日付。{year}年{month}月{day}日はありません") from None
    if not 1900 <= year <= 2199:  # a slip of a digit, not a day of a contract or of a birth
        raise ValueError("1900年から2199年までの日付")
    return found


def _from_era(name: str, years: int, month: int, day: int) -> date:
    for position, (kanji, letter, first, first_year) in enumerate(_ERAS):
        if name in {kanji, letter, letter.lower()}:
            found = _checked(first_year + years - 1, month, day)
            # A year of an era that had ended by its first day is a slip; 平成31年4月30日 is fine, 令和0年 is not.
            last = _ERAS[position - 1][2] - timedelta(days=1) if position else date.max
            if years < 1 or not (first <= found <= last):
                raise ValueError(f"{kanji}の期間内の日付")
            return found
    raise ValueError(EXPECTED)


def format_era(day: date) -> str:
    """Write a date as an official paper does: 令和６年７月１日 (full-width digits, 元年)."""
    for kanji, _letter, first, first_year in _ERAS:
        if day >= first:
            years = day.year - first_year + 1
            written = "元" if years == 1 else str(years)
            return f"{kanji}{written}年{day.month}月{day.day}日".translate(_FULL_WIDTH)
    return f"{day.year}年{day.month}月{day.day}日".translate(_FULL_WIDTH)


def full_width(number: object) -> str:
    """Write a number in full-width digits, as Japanese official text does: 14 → １４."""
    return str(number).translate(_FULL_WIDTH)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the month's last day (民法 第143条)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
