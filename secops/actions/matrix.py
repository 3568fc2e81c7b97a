"""Contracts × items: how every contract stands on a day, side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from secops.dossier import Dossier
from secops.duties.assess import standings_of
from secops.duties.fold import Proposal, Standing
from secops.duties.states import Act, State
from secops.store.store import Store

# A state in which the day an Act is due still says what is to come, or what was missed.
UNDONE = {State.OVERDUE, State.PENDING, State.NOT_BEGUN}


@dataclass(frozen=True, slots=True)
class Row:
    """One contract on a day."""

    code: str
    title: str
    proposed: Mapping[int, Proposal]  # by the item's number
    next_due: date | None  # the earliest due day of what is not done, of the past too

    @property
    def counts(self) -> Mapping[Proposal, int]:
        """How many items have each proposal."""
        return _counted(self.proposed.values())


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every contract on a day. Editions may number their items differently: an item that one lacks has no proposal."""

    on: date
    items: Mapping[int, str]  # number → title, as in the latest edition that has it
    rows: tuple[Row, ...]

    @property
    def counts(self) -> Mapping[Proposal, int]:
        """How many items of all contracts have each proposal."""
        return _counted(proposal for row in self.rows for proposal in row.proposed.values())


def read_matrix(store: Store, on: date) -> Matrix:
    """Fold every contract on a day, one after the other: of each only its row is kept."""
    rows: list[Row] = []
    titles: dict[int, tuple[int, str]] = {}  # number → year of the edition, title
    for dossier in store.dossiers():
        for item in dossier.edition.items:
            titles[item.number] = max(titles.get(item.number, (0, "")), (dossier.edition.year, item.title))
        rows.append(_row(dossier, standings_of(dossier.on(on), on)))
    return Matrix(on, {number: titles[number][1] for number in sorted(titles)}, tuple(rows))


def _row(dossier: Dossier, standings: tuple[Standing, ...]) -> Row:
    due = (
        duty.due
        for standing in standings
        for duty, state in zip(standing.duties, standing.states, strict=True)
        if state in UNDONE and isinstance(duty, Act) and duty.due
    )
    proposed = {standing.item.number: standing.proposed for standing in standings}
    return Row(dossier.contract.code, dossier.contract.title, proposed, min(due, default=None))


def _counted(proposals: Iterable[Proposal]) -> Mapping[Proposal, int]:
    counts = dict.fromkeys(Proposal, 0)
    for proposal in proposals:
        counts[proposal] += 1
    return counts
