"""The two shapes of a duty (義務) and their states on a day.

An :class:`Act` is done once for one subject by one day; a :class:`Keep` must hold from one day on. Both carry only
dates and words; neither knows today.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secops.duties.rule import Rule


class State(StrEnum):
    """What a duty's dates say on a day."""

    NOT_BEGUN = "発生前"  # what starts it has not happened
    PENDING = "期限内"  # started, not done, the due day not past
    DONE = "履行"  # done by its due day, or kept
    LATE = "遅延"  # done after its due day
    AFTERWARDS = "事後"  # a 事前 duty done after the event
    OVERDUE = "超過"  # the due day past, not done
    BREACHED = "違反"  # a thing that must never be was so, or is so
    UNKNOWN = "不明"  # the records do not say


@dataclass(frozen=True, slots=True)
class Subject:
    """What a duty is about: a record, and how a person calls it."""

    kind: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Break:
    """A time in which a Keep did not hold; ``last`` is None while it goes on."""

    first: date
    last: date | None = None
    what: str = ""  # a Japanese sentence


@dataclass(frozen=True, slots=True)
class Act:
    """Something to be done for one subject by one day."""

    rule: Rule
    subject: Subject
    start: date | None  # the day it begins to be asked; None: what starts it has no day yet
    due: date | None  # None: not fixed yet
    done: date | None
    prior: bool = False  # 事前: due before the event, whose day still counts as before
    grace: bool = False  # 猶予: the days until it is due are part of doing it in time
    missing: tuple[str, ...] = ()  # what keeps the done day from counting
    round: str = ""
    limit: str = ""  # what the due day is: 「従事開始日」; blank: 期限

    @property
    def key(self) -> str:
        """The duty's key: clause, subject kind, subject id, round."""
        return _key(self.rule, self.subject, self.round)

    def state(self, day: date) -> State:
        """Return the state at the end of a day."""
        if self.done is not None and self.done <= day:
            if self.missing:
                return State.UNKNOWN
            if self.due is None or self.done <= self.due:
                return State.DONE
            return State.AFTERWARDS if self.prior else State.LATE
        if self.due is not None and day > self.due:
            return State.OVERDUE
        if self.prior and self.start == self.due:  # it starts with its event, whose day still counts as before
            return State.NOT_BEGUN
        if self.start is not None and self.start <= day:
            return State.PENDING
        return State.NOT_BEGUN


@dataclass(frozen=True, slots=True)
class Keep:
    """Something that must be so from a day on, with the breaks in it."""

    rule: Rule
    subject: Subject
    start: date | None  # None: what starts it has no day yet
    breaks: tuple[Break, ...] = ()
    unknown: tuple[str, ...] = ()  # what the records do not say
    round: str = ""
    note: str = ""  # a sentence worth knowing while it holds,
    noted_on: date | None = None  # from this day on (None: from the start)

    @property
    def key(self) -> str:
        """The duty's key: clause, subject kind, subject id, round."""
        return _key(self.rule, self.subject, self.round)

    def state(self, day: date, since: date | None = None) -> State:
        """Return the state on a day; with ``since``, breaks that ended before it are left out."""
        if any(one.first <= day and not (since and one.last and one.last < since) for one in self.breaks):
            return State.BREACHED
        if self.start is None or day < self.start:
            return State.NOT_BEGUN
        return State.UNKNOWN if self.unknown else State.DONE

    def note_on(self, day: date) -> str:
        """Return the note when it is to be told on a day."""
        return self.note if self.noted_on is None or self.noted_on <= day else ""

    def breaks_by(self, day: date) -> tuple[Break, ...]:
        """Return the breaks that had begun by a day."""
        return tuple(one for one in self.breaks if one.first <= day)


Duty = Act | Keep


def _key(rule: Rule, subject: Subject, round_: str) -> str:
    return f"{rule.clause}:{subject.kind}:{subject.id}:{round_}".rstrip(":")
