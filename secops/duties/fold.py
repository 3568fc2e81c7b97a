"""The fold: from an item's duties on a day to 実施, 未実施, 該当なし or 要確認.

Only duties of 別記 fold; those of 募集要領, 契約書 and 自主 stand beside them and change no proposal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secops.catalog.edition import Basis, Item
from secops.duties.scope import Applies, Scope
from secops.duties.states import Act, Duty, Keep, State
from secops.duties.wording import message, reasons

Stated = tuple[Duty, State]  # a duty with its state on the day


class Proposal(StrEnum):
    """What the records propose for an item."""

    DONE = "実施"
    NOT_DONE = "未実施"
    NOT_APPLICABLE = "該当なし"
    TO_SETTLE = "要確認"


@dataclass(frozen=True, slots=True)
class Span:
    """The day of an assessment and its reporting period."""

    on: date
    since: date  # first day of the period
    last_report: date | None = None  # as_of of the last report handed in

    def state(self, duty: Duty) -> State:
        """The state of a duty on the day, breaks that ended before the period left out."""
        return duty.state(self.on, self.since) if isinstance(duty, Keep) else duty.state(self.on)


@dataclass(frozen=True, slots=True)
class PartStanding:
    """How one numbered part of an item stands: 15) ①."""

    mark: str
    proposed: Proposal


@dataclass(frozen=True, slots=True)
class Standing:
    """How one item stands: the proposal and the duties that carry it. Sentences are made when they are asked for."""

    item: Item
    scope: Scope
    span: Span
    duties: tuple[Duty, ...]  # all of the item, every basis
    states: tuple[State, ...]  # of the duties, in their order, on the day
    proposed: Proposal
    carrying: tuple[Duty, ...] = ()
    beside: tuple[str, ...] = ()  # notes that come from elsewhere than the item's own duties

    @property
    def unclear(self) -> tuple[str, ...]:
        """Why 要確認, in sentences."""
        if self.proposed is not Proposal.TO_SETTLE:
            return ()
        doubt = _doubt(self.scope)
        sentences = [message(duty, self.span.on, self.span.since) for duty in self.carrying]
        if not doubt and not sentences:
            return (f"{self.item.label} {self.item.title}の実施を示す記録がありません。",)
        return (doubt, *sentences) if doubt else tuple(sentences)

    @property
    def notes(self) -> tuple[str, ...]:
        """What remains worth knowing beside the proposal."""
        nothing = self.proposed is Proposal.NOT_APPLICABLE and not self.carrying
        own = () if nothing else _notes(self._official, self.span)
        return (*own, *self.beside)

    @property
    def parts(self) -> tuple[PartStanding, ...]:
        """How each numbered part (①, ② …) stands, of an item that has such, from its own duties."""
        if self.scope.applies is Applies.NO:
            return ()
        found = []
        for mark in dict.fromkeys(clause.part[:1] for clause in self.item.clauses if clause.part):
            names = {clause.name for clause in self.item.clauses if clause.part.startswith(mark)}
            own = [one for one in self._official if one[0].rule.clause in names]
            proposed, _ = _propose(own, self.span, doubtful=bool(_doubt(self.scope)))
            found.append(PartStanding(mark, proposed or Proposal.NOT_APPLICABLE))
        return tuple(found)

    @property
    def _official(self) -> list[Stated]:
        return _folding(self.item, self.duties, self.states)

    @property
    def drafted_reason(self) -> str:
        """A reason ready to print for 未実施 and 該当なし, and for 要確認 that lies in 事後; else blank."""
        if self.proposed is Proposal.NOT_APPLICABLE and self.scope.applies is Applies.NO:
            return self.scope.sentence
        if self.proposed is Proposal.NOT_APPLICABLE and not self.carrying:
            return self.item.scope.absent
        if self.proposed is Proposal.DONE:
            return ""
        return reasons(self.carrying, self.span.on, self.span.since)


def fold(item: Item, scope: Scope, duties: Sequence[Duty], span: Span) -> Standing:
    """Fold the duties of one item (of every basis) for a day and a period."""
    if scope.applies is Applies.NO:
        return Standing(item, scope, span, (), (), Proposal.NOT_APPLICABLE)  # nothing is asked of what does not apply
    if scope.applies is Applies.YES and item.scope.absent and all(duty.rule.method for duty in duties):
        # A cloud service of another kind, say: the records show 13), and 12) has nothing to be about.
        return Standing(item, scope, span, (), (), Proposal.NOT_APPLICABLE)
    states = tuple(span.state(duty) for duty in duties)
    proposed, carrying = _propose(_folding(item, duties, states), span, doubtful=bool(_doubt(scope)))
    # No duty of its own: nothing shows that it was done.
    return Standing(item, scope, span, tuple(duties), states, proposed or Proposal.TO_SETTLE, carrying)


def _folding(item: Item, duties: Sequence[Duty], states: Sequence[State]) -> list[Stated]:
    """The duties of 別記, with their states."""
    official = {clause.name for clause in item.clauses if clause.basis is Basis.BEKKI}
    return [one for one in zip(duties, states, strict=True) if one[0].rule.clause in official]


def _doubt(scope: Scope) -> str:
    """Why it is not clear that an item applies; blank where it does."""
    return scope.sentence if scope.applies is Applies.UNCLEAR else ""


def _propose(
    folding: Sequence[Stated], span: Span, *, doubtful: bool = False
) -> tuple[Proposal | None, tuple[Duty, ...]]:
    """Fold duties that apply, or might: the proposal, None where there are no duties, and what carries it."""

    def having(*wanted: State) -> tuple[Duty, ...]:
        return tuple(duty for duty, state in folding if state in wanted)

    failed = having(State.OVERDUE, State.BREACHED)
    if doubtful:  # the promise belongs to an item that applies: while that is not known, it fails nothing
        failed = tuple(duty for duty in failed if not duty.rule.method)
    if failed:
        return Proposal.NOT_DONE, failed
    afterwards = tuple(duty for duty in having(State.AFTERWARDS) if not _reported(duty, span))
    open_ = having(State.UNKNOWN) + afterwards
    if open_ or doubtful:
        return Proposal.TO_SETTLE, open_
    if pending := tuple(duty for duty in having(State.PENDING) if not (isinstance(duty, Act) and duty.grace)):
        return Proposal.NOT_DONE, pending
    # The promise alone makes no item 実施, and keeps none from being 該当なし.
    own = [(duty, state) for duty, state in folding if not duty.rule.method]
    begun = [(duty, state) for duty, state in own if state is not State.NOT_BEGUN]
    if begun and all(state is State.PENDING for _, state in begun):  # days of grace alone show nothing done
        return Proposal.TO_SETTLE, tuple(duty for duty, _ in begun)
    if begun:
        return Proposal.DONE, ()
    return Proposal.NOT_APPLICABLE if own else None, tuple(duty for duty, _ in own)


def _reported(duty: Duty, span: Span) -> bool:
    """Whether a 事後 duty was done by the day of the last report handed in, which told of it."""
    if not isinstance(duty, Act) or span.last_report is None or duty.done is None:
        return False
    return duty.done <= span.last_report


def _notes(folding: Sequence[Stated], span: Span) -> tuple[str, ...]:
    """What stays visible beside a proposal: late deeds, days of grace, breaches of an earlier period."""
    found = []
    for duty, state in folding:
        told = state is State.AFTERWARDS and _reported(duty, span)
        grace = state is State.PENDING and isinstance(duty, Act) and duty.grace
        if state is State.LATE or told or grace:
            found.append(message(duty, span.on, span.since))
        elif isinstance(duty, Keep) and state is not State.BREACHED and duty.breaks_by(span.on):
            found.append("前期以前: " + message(duty, span.on))
        elif isinstance(duty, Keep) and state is State.DONE and duty.note_on(span.on):
            found.append(duty.note)
    return tuple(found)
