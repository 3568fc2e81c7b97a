"""How contracts stand on a day: one assessed whole, or the open duties of all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from secops.base.errors import InputError
from secops.dossier import Dossier
from secops.duties.assess import Assessment, assess, standings_of
from secops.duties.fold import Span
from secops.duties.reporting import next_unsubmitted
from secops.duties.states import Act, Duty, State
from secops.store.store import Store

OPEN = {State.OVERDUE, State.BREACHED, State.UNKNOWN, State.PENDING}
TROUBLE = {State.OVERDUE, State.BREACHED}


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A duty that is not in order, with where it belongs."""

    dossier: Dossier
    item: int
    duty: Duty
    span: Span

    @property
    def state(self) -> State:
        """Its state on the day."""
        return self.span.state(self.duty)

    @property
    def due(self) -> date | None:
        """The day it is, or was, due; for a Keep the day it broke."""
        if isinstance(self.duty, Act):
            return self.duty.due
        return next((one.first for one in self.duty.breaks_by(self.span.on)), self.duty.start)


def dossier_of(store: Store, code: str) -> Dossier:
    """Return one contract. Raises NotFound listing the codes there are."""
    return next(store.dossiers([code]))


def assessed(store: Store, code: str, on: date) -> Assessment:
    """Assess one contract on a day."""
    return assess(dossier_of(store, code), on)


def open_duties(store: Store, on: date, code: str = "", within: int = 30) -> list[OpenDuty]:
    """Return what is open: overdue, breached, unknown, running, and what falls due within so many days.

    By due day, those without one last.
    """
    until = on + timedelta(days=within)
    found = [
        entry
        for dossier in store.dossiers([code] if code else None)
        for entry in _every(dossier.on(on), on)
        if entry.state in OPEN or (entry.state is State.NOT_BEGUN and entry.due is not None and entry.due <= until)
    ]
    found.sort(key=lambda entry: (entry.due or date.max, entry.dossier.contract.code, entry.item, entry.duty.key))
    return found


def _every(dossier: Dossier, on: date) -> Iterator[OpenDuty]:
    for standing in standings_of(dossier, on):
        for duty in standing.duties:
            yield OpenDuty(dossier, standing.item.number, duty, standing.span)


def report_day(store: Store, code: str, as_of: date | None) -> date:
    """Return the as_of to work on: the one given, else the next reporting date without a submitted report.

    Raises InputError when every reporting date is served.
    """
    if as_of is not None:
        return as_of
    found = next_unsubmitted(dossier_of(store, code))
    if found is None:
        raise InputError("全ての報告期日の報告書が提出済みです。--as-ofで基準日を指定してください。")
    return found
