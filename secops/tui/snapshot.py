"""What ホーム shows, read at once in a worker: an immutable value that no widget has a part in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from secops.actions.standing import OPEN, TROUBLE, OpenDuty
from secops.base.dates import add_months
from secops.dossier import Dossier
from secops.duties.assess import standings_of
from secops.duties.fold import Standing
from secops.duties.states import State
from secops.store.store import Store

AHEAD = 92  # days: what has not begun is listed when it falls due within a quarter
GROUPS = ("超過", "今週", "今月", "以降", "要確認")


@dataclass(frozen=True, slots=True)
class Deadline:
    """One open duty, in the words of a line."""

    group: str
    due: date | None
    code: str
    item: int
    label: str  # 「4)」
    who: str
    deed: str


@dataclass(frozen=True, slots=True)
class ContractLine:
    """One contract in the matrix."""

    code: str
    title: str
    marks: tuple[str, ...]  # the proposal for each item
    next: Deadline | None  # the earliest that is not done


@dataclass(frozen=True, slots=True)
class HomeView:
    """The workspace on a day."""

    on: date
    owner: str
    items: tuple[str, ...]  # 「1)」…
    contracts: tuple[ContractLine, ...]
    deadlines: tuple[Deadline, ...]

    def count(self, group: str) -> int:
        """How many deadlines a group has."""
        return sum(1 for one in self.deadlines if one.group == group)


def read_home(store: Store, on: date) -> HomeView:
    """Read every contract and say how it stands on a day."""
    contracts: list[ContractLine] = []
    deadlines: list[Deadline] = []
    items: tuple[str, ...] = ()
    owner = ""
    for dossier in store.dossiers():
        standings = standings_of(dossier.on(on), on)
        found = list(_deadlines(dossier, standings, on))
        deadlines += found
        contract = dossier.contract
        dated = [one for one in found if one.due and one.group != "要確認"]
        first = min(dated, key=lambda one: one.due or date.max, default=None)
        contracts.append(
            ContractLine(contract.code, contract.title, tuple(str(one.proposed) for one in standings), first)
        )
        labels = tuple(one.item.label for one in standings)
        items = max(items, labels, key=len)
        owner = owner or next((one.name for one in dossier.shared.organisations.values() if one.is_self), "")
    deadlines.sort(key=lambda one: (GROUPS.index(one.group), one.due or date.max, one.code, one.item))
    return HomeView(on, owner, items, tuple(contracts), tuple(deadlines))


def _deadlines(dossier: Dossier, standings: tuple[Standing, ...], on: date) -> Iterator[Deadline]:
    for standing in standings:
        for duty in standing.duties:
            entry = OpenDuty(dossier, standing.item.number, duty, standing.span)
            state, due = entry.state, entry.due
            coming = state is State.NOT_BEGUN and due is not None and due <= on + timedelta(days=AHEAD)
            if state in OPEN or coming:
                who = duty.subject.label if duty.rule.of else ""
                item = standing.item
                yield Deadline(
                    _group(state, due, on), due, dossier.contract.code, item.number, item.label, who, duty.rule.deed
                )


def _group(state: State, due: date | None, on: date) -> str:
    if state in TROUBLE:
        return "超過"
    if state is State.UNKNOWN:
        return "要確認"
    if due is None:
        return "以降"
    if due <= on + timedelta(days=6 - on.weekday()):  # the week ends on Sunday
        return "今週"
    return "今月" if due < add_months(on.replace(day=1), 1) else "以降"
