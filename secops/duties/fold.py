"""The fold: from an item's duties on a day to 実施, 未実施, 該当なし or 要確認.

Only duties of 別記 fold; those of 募集要領, 契約書 and 自主 stand beside them and change no proposal.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secops.catalog.edition import Basis, Item
from secops.duties.rule import RULES
from secops.duties.scope import Applies, Scope
from secops.duties.states import Act, Duty, Keep, State
from secops.duties.wording import message, reasons


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
class Standing:
    """How one item stands: the proposal, the duties that carry it, what remains worth knowing."""

    item: Item
    scope: Scope
    span: Span
    duties: tuple[Duty, ...]  # all of the item, every basis
    proposed: Proposal
    carrying: tuple[Duty, ...] = ()
    unclear: tuple[str, ...] = ()  # why 要確認, in sentences
    notes: tuple[str, ...] = ()

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
    folding = [duty for duty in duties if item_basis(item, duty) is Basis.BEKKI]

    def standing(proposed: Proposal, carrying: Sequence[Duty] = (), unclear: Sequence[str] = ()) -> Standing:
        notes = _notes(folding, span) if proposed is not Proposal.NOT_APPLICABLE or carrying else ()
        return Standing(item, scope, span, tuple(duties), proposed, tuple(carrying), tuple(unclear), notes)

    if not any(clause.name in RULES and not RULES[clause.name][0].method for clause in item.clauses):
        why = f"{item.label} {item.title}の記録はまだ扱っていません。事実を確かめて回答してください。"
        return standing(Proposal.TO_SETTLE, unclear=(why,))
    if scope.applies is Applies.NO:
        return standing(Proposal.NOT_APPLICABLE)

    states = {duty.key: span.state(duty) for duty in folding}

    def having(*wanted: State) -> list[Duty]:
        return [duty for duty in folding if states[duty.key] in wanted]

    if failed := having(State.OVERDUE, State.BREACHED):
        return standing(Proposal.NOT_DONE, failed)
    unknown = having(State.UNKNOWN)
    afterwards = [duty for duty in having(State.AFTERWARDS) if not _reported(duty, span)]
    if unknown or afterwards or scope.applies is Applies.UNCLEAR:
        sentences = [message(duty, span.on, span.since) for duty in (*unknown, *afterwards)]
        if scope.applies is Applies.UNCLEAR:
            sentences.insert(0, scope.sentence)
        return standing(Proposal.TO_SETTLE, (*unknown, *afterwards), sentences)
    if pending := [duty for duty in having(State.PENDING) if not (isinstance(duty, Act) and duty.grace)]:
        return standing(Proposal.NOT_DONE, pending)
    # The promise alone makes no item 実施, and keeps none from being 該当なし; 2) is nothing but its promise.
    own = [duty for duty in folding if not duty.rule.method]
    begun = [duty for duty in own if states[duty.key] is not State.NOT_BEGUN]
    if begun:
        return standing(Proposal.DONE)
    if own or item.scope.absent:
        return standing(Proposal.NOT_APPLICABLE, own)
    why = f"{item.label} {item.title}の実施を示す記録がありません。"
    return standing(Proposal.TO_SETTLE, unclear=(why,))


def item_basis(item: Item, duty: Duty) -> Basis:
    """What the duty rests on, by its clause in the item."""
    return next(clause.basis for clause in item.clauses if clause.name == duty.rule.clause)


def _reported(duty: Duty, span: Span) -> bool:
    """Whether a 事後 duty was done by the day of the last report handed in, which told of it."""
    if not isinstance(duty, Act) or span.last_report is None or duty.done is None:
        return False
    return duty.done <= span.last_report


def _notes(folding: Sequence[Duty], span: Span) -> tuple[str, ...]:
    """What stays visible beside a proposal: late deeds, days of grace, breaches of an earlier period."""
    found = []
    for duty in folding:
        state = span.state(duty)
        told = state is State.AFTERWARDS and _reported(duty, span)
        grace = state is State.PENDING and isinstance(duty, Act) and duty.grace
        if state is State.LATE or told or grace:
            found.append(message(duty, span.on, span.since))
        elif isinstance(duty, Keep) and state is not State.BREACHED and duty.breaks_by(span.on):
            found.append("前期以前: " + message(duty, span.on))
    return tuple(found)
