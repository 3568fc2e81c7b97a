"""How contracts stand on a day: one assessed whole, or the open duties of all."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from secops.base.errors import InputError, NotFound
from secops.base.paths import write_whole
from secops.dossier import Dossier
from secops.duties.assess import Assessment, assess, standings_of
from secops.duties.common import live_engagements
from secops.duties.fold import Span
from secops.duties.organisation import assess_organisation, tiers_in_trouble
from secops.duties.reporting import next_unsubmitted
from secops.duties.states import Act, Duty, State
from secops.duties.wording import headline, message, next_step
from secops.exchange.calendar import Entry, calendar
from secops.exchange.directory import Directory
from secops.records.contracts import Member
from secops.records.registry import KINDS
from secops.store.store import Store

SUBCONTRACTING = "subcontracting"  # the slug of 5)
OPEN = {State.OVERDUE, State.BREACHED, State.UNKNOWN, State.PENDING}
TROUBLE = {State.OVERDUE, State.BREACHED}


@dataclass(frozen=True, slots=True)
class OpenDuty:
    """A duty that is not in order, with where it belongs."""

    dossier: Dossier  # in a list of many, without its records
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


def assessed(store: Store, code: str, on: date, organisation: str = "") -> Assessment:
    """Assess one contract on a day, or one organisation's own part in it; 5) names the tiers not in order.

    Raises NotFound for an organisation that has no part in the contract, listing those that have.
    """
    dossier = dossier_of(store, code)
    if organisation:
        return assess_organisation(dossier, _taking_part(store, dossier, organisation), on)
    assessment = assess(dossier, on)
    tiers = tiers_in_trouble(assessment.dossier, on)
    standings = tuple(
        dataclasses.replace(one, beside=tiers) if one.item.slug == SUBCONTRACTING else one
        for one in assessment.standings
    )
    return dataclasses.replace(assessment, standings=standings)


def _taking_part(store: Store, dossier: Dossier, typed: str) -> str:
    """The id of an organisation that is the contractor, a member or a subcontractor."""
    found = Directory(store.records).find(KINDS["organisation"], typed)
    engaged = [one.organisation for one in live_engagements(dossier)]
    parts = [dossier.contract.contractor, *(one.organisation for one in dossier.of(Member)), *engaged]
    if found.id not in parts:
        names = "、".join(dossier.name(one) for one in dict.fromkeys(parts))
        raise NotFound(
            f"事業者「{typed}」は契約{dossier.contract.code}に関わっていません。関わるのは次のとおりです: {names}"
        )
    return found.id


def open_duties(store: Store, on: date, code: str = "", within: int = 30) -> list[OpenDuty]:
    """Return what is open: overdue, breached, unknown, running, and what falls due within so many days.

    By due day, those without one last.
    """
    until = on + timedelta(days=within)
    found = [entry for dossier in store.dossiers([code] if code else None) for entry in _open(dossier, on, until)]
    found.sort(key=lambda entry: (entry.due or date.max, entry.dossier.contract.code, entry.item, entry.duty.key))
    return found


def _open(dossier: Dossier, on: date, until: date) -> Iterator[OpenDuty]:
    dossier = dossier.on(on)
    bare = dataclasses.replace(dossier, records={})  # or the list would keep the records of all contracts in memory
    for standing in standings_of(dossier, on):
        for duty, state in zip(standing.duties, standing.states, strict=True):
            if state in OPEN or state is State.NOT_BEGUN:
                entry = OpenDuty(bare, standing.item.number, duty, standing.span)
                if state in OPEN or (entry.due is not None and entry.due <= until):
                    yield entry


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


def write_calendar(entries: Sequence[OpenDuty], path: Path) -> int:
    """Write the open duties that have a day into an .ics file; return how many. Raises InputError."""
    dated = [
        Entry(
            key=entry.duty.key,
            day=entry.due,
            title=f"{entry.dossier.contract.code} {entry.item}) {headline(entry.duty)}（{entry.state}）",
            text="\n".join(
                filter(
                    None,
                    (
                        message(entry.duty, entry.span.on, entry.span.since),
                        next_step(entry.duty, entry.span.on, entry.span.since),
                    ),
                )
            ),
            overdue=entry.state in TROUBLE,
        )
        for entry in entries
        if entry.due is not None
    ]
    try:
        write_whole(path, calendar(dated, datetime.now(UTC)))
    except OSError as error:
        raise InputError(f"「{path}」に書けません（{error.strerror}）。別の場所を指定してください。") from None
    return len(dated)
