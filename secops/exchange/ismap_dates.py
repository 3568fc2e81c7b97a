"""Days and periods as the ISMAP lists write them, and the day a page says it is of."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

from secops.base.dates import parse_date

PERIOD_EXPECTED = "期間（例 2023年4月1日～2024年3月31日）"

_DAY = (
    r"(?<![0-9])(?:[0-9]{4}|(?:令和|平成|[RHrh])\s*\.?\s*(?:[0-9]{1,2}|元))\s*[-/.年]\s*[0-9]{1,2}\s*[-/.月]"
    r"\s*[0-9]{1,2}(?![0-9])\s*日?"
)
_DAYS = re.compile(_DAY)
_BETWEEN = re.compile(r"[\s~〜\-‐–—―−→:からまで迄自至]*")
_BRACKETS = re.compile(r"\([^()]*\)|【[^【】]*】|\[[^\[\]]*\]")
_UNTIL = re.compile(r"^[\s~〜]*|[\s~〜]*(?:まで|迄)?\s*$")
_SERIAL = re.compile(r"[3-7][0-9]{4}(?:\.0+)?")  # days since 1899-12-30, as a spreadsheet counts: 1982 to 2119
_FIRST_SERIAL = date(1899, 12, 30)
_OF_THE_DAY = (  # the surer first
    re.compile(rf"({_DAY})\s*(?:\([月火水木金土日]\))?\s*(?:現在|時点)|(?:現在|時点|基準日)\s*[:]?\s*({_DAY})"),
    re.compile(
        rf"({_DAY})\s*(?:\([月火水木金土日]\))?\s*(?:に)?(?:最終)?(?:更新|改定|改訂|公表|公開|掲載)"
        rf"|(?:最終)?(?:更新|改定|改訂|公表|公開|掲載)(?:年月)?日?時?\s*[:]?\s*({_DAY})"
    ),
)


def read_day(text: str) -> date:
    """Read a day, also as a spreadsheet's number, also with an aside in brackets. Raises ValueError otherwise."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if _SERIAL.fullmatch(plain):
        return _FIRST_SERIAL + timedelta(days=int(plain.partition(".")[0]))
    bare = _BRACKETS.sub(" ", plain).strip(" ※*・、,\n")
    return parse_date(bare or plain)


def read_last_day(text: str) -> date:
    """Read the day on which something ends: a day, 「2025年3月31日まで」, or the end of a period."""
    plain = unicodedata.normalize("NFKC", text)
    if len(_DAYS.findall(plain)) == 2:
        return read_period(text)[1]
    return read_day(_UNTIL.sub("", plain))


def read_period(text: str) -> tuple[date, date]:
    """Read 「2023年4月1日～2024年3月31日」 and its like. Raises ValueError with what was expected."""
    plain = _BRACKETS.sub(" ", unicodedata.normalize("NFKC", text))
    found = _DAYS.findall(plain)
    if len(found) != 2 or not _BETWEEN.fullmatch(_DAYS.sub("", plain)):
        raise ValueError(PERIOD_EXPECTED)
    first, last = (parse_date(day) for day in found)
    if first > last:
        raise ValueError("開始日が終了日より前の期間")
    return first, last


def stated_day(texts: Iterable[str]) -> date | None:
    """Return the day the texts say they are of (「令和６年１１月１日現在」), None when they say none or several."""
    plain = [unicodedata.normalize("NFKC", text) for text in texts]
    for pattern in _OF_THE_DAY:
        days = set()
        for text in plain:
            for match in pattern.finditer(text):
                try:
                    days.add(parse_date(match[1] or match[2]))
                except ValueError:
                    continue
        if days:
            return days.pop() if len(days) == 1 else None
    return None
