"""The imported lists as one value: which service stood on which list on which day (別記 13)).

A list holds from its day (as_of) to the day before the next import of the same list; the last one goes on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from secops.base.dates import add_months
from secops.base.text import search_key
from secops.ismap.entries import Listed

ISMAP = "ISMAP"
LIU = "ISMAP-LIU"
LISTS = (ISMAP, LIU)
MONTHS_AFTER_AUDIT = 16  # a registration runs so long from the day after the audited period


class ListStanding(StrEnum):
    """How a service stands on the lists on a day."""

    LISTED = "掲載"
    UNLISTED = "不掲載"
    RENEWING = "更新審査中"  # its day has gone by, and a renewal is being examined: still registered
    EXPIRED = "期限経過"  # its day has gone by, and the list does not say why it still stands there: 不明
    UNKNOWN_NUMBER = "登録番号不明"
    NO_LIST = "リスト未取込"


@dataclass(frozen=True, slots=True)
class ImportedList:
    """One list as imported."""

    name: str  # one of LISTS
    as_of: date
    entries: tuple[Listed, ...]
    file_name: str = ""
    sha256: str = ""  # of the file
    imported_at: str = ""  # ISO 8601 with its offset
    id: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which an entry stood on a list; ``last`` is None while it does."""

    list_name: str
    first: date
    last: date | None
    entry: Listed

    def holds(self, day: date) -> bool:
        """Whether the span holds a day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class History:
    """All imported lists: number → spans of days, and each list's days of import."""

    lists: tuple[ImportedList, ...] = ()  # by day, the later import of one day winning
    spans: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    by_name: Mapping[str, frozenset[str]] = field(default_factory=dict)  # folded product name → numbers

    @classmethod
    def of(cls, imported: Iterable[ImportedList]) -> "History":
        """Make the history of lists given in the order of their import."""
        latest = {(one.name, one.as_of): one for one in imported}
        lists = tuple(sorted(latest.values(), key=lambda one: (one.as_of, one.name)))
        spans: dict[str, list[Span]] = {}
        for name in LISTS:
            for number, found in _spans_of([one for one in lists if one.name == name]).items():
                spans.setdefault(number, []).extend(found)
        names: dict[str, set[str]] = {}
        for number, found in spans.items():
            for span in found:
                names.setdefault(search_key(span.entry.name), set()).add(number)
        return cls(
            lists,
            {number: tuple(found) for number, found in spans.items()},
            {name: frozenset(numbers) for name, numbers in names.items()},
        )

    def days(self, name: str) -> tuple[date, ...]:
        """Return the days of one list's imports, in order."""
        return tuple(one.as_of for one in self.lists if one.name == name)

    def in_force(self, name: str, day: date) -> ImportedList | None:
        """Return the list of that name that held on a day, None before the first."""
        held = [one for one in self.lists if one.name == name and one.as_of <= day]
        return held[-1] if held else None

    def covers(self, day: date) -> bool:
        """Whether a list had been imported for a day."""
        return any(one.as_of <= day for one in self.lists)

    def entry(self, number: str) -> Listed | None:
        """Return what the newest list that has a number says of it."""
        found = self.spans.get(number)
        return max(found, key=lambda span: span.first).entry if found else None

    def standing(self, number: str, day: date) -> ListStanding:
        """Say how a registration number stood on a day."""
        if not self.covers(day):
            return ListStanding.NO_LIST
        found = self.spans.get(number)
        if not found:
            return ListStanding.UNKNOWN_NUMBER
        held = {_standing(span.entry, day) for span in found if span.holds(day)}
        if not held:
            names = {one.list_name for one in found}
            before = all(self.in_force(name, day) is None for name in names)
            return ListStanding.NO_LIST if before else ListStanding.UNLISTED
        return next(one for one in (ListStanding.LISTED, ListStanding.RENEWING, ListStanding.EXPIRED) if one in held)

    def withdrawn_on(self, number: str, after: date) -> date | None:
        """Return the first day after ``after`` on which a number no longer stood on any list, None while it does."""
        spans = sorted(self.spans.get(number, ()), key=lambda span: span.first)
        gone = [
            span.last + timedelta(days=1)
            for span in spans
            if span.last is not None
            and span.last >= after
            and not any(o.holds(span.last + timedelta(days=1)) for o in spans)
        ]
        return min(gone, default=None)


def expiry(entry: Listed) -> date | None:
    """Return the last day of a registration (登録の有効期限): as listed, else 16 months after the audited period."""
    if entry.expires_on is not None:
        return entry.expires_on
    if entry.audit_to_on is None:
        return None
    return add_months(entry.audit_to_on + timedelta(days=1), MONTHS_AFTER_AUDIT) - timedelta(days=1)


def _standing(entry: Listed, day: date) -> ListStanding:
    """How an entry stands on a day on which a list has it."""
    expires = expiry(entry)
    if expires is None or day <= expires:
        return ListStanding.LISTED
    return ListStanding.RENEWING if entry.renewing else ListStanding.EXPIRED


def _spans_of(lists: list[ImportedList]) -> dict[str, list[Span]]:
    """The spans of one list's entries; a changed entry begins a new span."""
    spans: dict[str, list[Span]] = {}
    for place, imported in enumerate(lists):
        following = lists[place + 1].as_of if place + 1 < len(lists) else None
        last = following - timedelta(days=1) if following else None
        for entry in imported.entries:
            known = spans.setdefault(entry.number, [])
            if known and known[-1].entry == entry and known[-1].last == imported.as_of - timedelta(days=1):
                known[-1] = Span(imported.name, known[-1].first, last, entry)
            else:
                known.append(Span(imported.name, imported.as_of, last, entry))
    return spans


def stale_notice(history: History, today: date, days: int) -> str:
    """Say which of the lists was last imported more than so many days ago; blank for none, or no list at all."""
    newest = [(name, held[-1]) for name in LISTS if (held := history.days(name))]
    old = [f"{name}は{day}現在" for name, day in newest if (today - day).days > days]
    if not old:
        return ""
    return f"取り込んだリストが古くなっています（{'、'.join(old)}。目安は{days}日）。新しいリストを取り込んでください。"
