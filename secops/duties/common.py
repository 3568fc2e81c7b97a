"""What the rules of several headings share: subjects, the days of the assurance, who belongs to whom."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import cast

from secops.base.dates import add_months
from secops.catalog.edition import Item
from secops.dossier import Dossier, Place
from secops.duties.rule import Rule
from secops.duties.states import Act, Break, Duty, Keep, Subject
from secops.records.contracts import Change, Method
from secops.records.organisations import Officer
from secops.records.work import Assignment, Engagement


def contract_subject(dossier: Dossier) -> Subject:
    """The contract itself as a subject."""
    return Subject("contract", dossier.contract.id, dossier.contract.code)


def concluded(dossier: Dossier) -> date:
    """契約締結日: required, so a kept contract has it."""
    return cast("date", dossier.contract.concluded_on)


def plus(day: date | None, days: int) -> date | None:
    """Return the day so many days later; None stays None."""
    return None if day is None else day + timedelta(days=days)


def assurance_due(dossier: Dossier) -> date:
    """The day by which the assurance is to be filed: 「契約締結後速やかに」 (別記 1)), in the edition's days."""
    return concluded(dossier) + timedelta(days=dossier.terms["assurance"])


def as_assurance(
    rule: Rule,
    dossier: Dossier,
    done: date | None,
    *,
    subject: Subject | None = None,
    missing: tuple[str, ...] = (),
    round: str = "",  # noqa: A002  the key's part is called so
) -> Act:
    """An Act that is due together with the assurance; of the contract where no other subject is named."""
    return Act(
        rule,
        subject or contract_subject(dossier),
        start=concluded(dossier),
        due=assurance_due(dossier),
        done=done,
        missing=missing,
        round=round,
    )


def first_or_prior(
    rule: Rule,
    dossier: Dossier,
    subject: Subject,
    event: date | None,
    done: date | None,
    *,
    limit: str,
    missing: tuple[str, ...] = (),
    round: str = "",  # noqa: A002  the key's part is called so
) -> Act:
    """An Act of something that came with the assurance, or later before the event.

    What had begun by the first acceptance, and no later than the assurance was due, or has no day of its own, is due
    as the assurance: an acceptance that comes late makes no first team of those who came meanwhile.
    """
    first_until = min(dossier.accepted_on or date.max, assurance_due(dossier))
    if event is None or event <= first_until:
        return as_assurance(rule, dossier, done, subject=subject, missing=missing, round=round)
    return Act(rule, subject, start=event, due=event, done=done, prior=True, missing=missing, round=round, limit=limit)


def unknown(rule: Rule, subject: Subject, start: date | None, *what: str, round: str = "") -> Keep:  # noqa: A002
    """A duty of which the records do not say enough."""
    return Keep(rule, subject, start, unknown=what, round=round)


def live_assignments(dossier: Dossier) -> Iterator[Assignment]:
    """Assignments that were not called off."""
    return (one for one in dossier.of(Assignment) if not one.cancelled)


def live_engagements(dossier: Dossier) -> Iterator[Engagement]:
    """Engagements of every tier that were not called off."""
    return (one for one in dossier.of(Engagement) if not one.cancelled)


def assignment_subject(dossier: Dossier, assignment: Assignment) -> Subject:
    """An assignment, called by its person's name."""
    return Subject("assignment", assignment.id, dossier.person(assignment.person).name)


def engagement_subject(dossier: Dossier, engagement: Engagement) -> Subject:
    """An engagement, called by its organisation's name."""
    return Subject("engagement", engagement.id, dossier.name(engagement.organisation))


def officer_change(dossier: Dossier, officer: Officer, day: date) -> Change | None:
    """The change of this contract that announced what became of an officer on a day.

    An officer is of a company and names one change; another contract's change tells of them by day and name.
    """
    named = dossier.find(Change, officer.change) if officer.change else None
    told = (
        one
        for one in dossier.of(Change)
        if one.effective_on == day and officer.name in f"{one.subject}{one.before}{one.after}{one.reason}"
    )
    return named or next(told, None)


def methods_of(dossier: Dossier) -> Iterator[tuple[Method, Place]]:
    """The methods with the item each stands for in the dossier's edition; those of dropped items are left out."""
    return ((method, place) for method in dossier.of(Method) if (place := dossier.place(method.edition, method.item)))


def methods_for(dossier: Dossier, item: Item) -> Iterator[tuple[Method, bool]]:
    """The methods of one item, each with whether the item's words have changed since."""
    if not dossier.former:  # asked of every item of every contract: the usual case is kept short
        return ((method, False) for method in dossier.by(Method, "item").get(item.number, ()))
    return ((method, place.reworded) for method, place in methods_of(dossier) if place.item is item)


def came_with_the_edition(dossier: Dossier, item: Item) -> bool:
    """Whether an item is asked of the contract only since it went over to the dossier's edition."""
    return any(edition.named(item.slug) is None for edition in dossier.earlier.values())


def method_duty(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """The method (遵守の方法) of the rule's item stands in the accepted assurance (別記 1)).

    Where a new edition has other words for the item, the method accepted before needs a new look, so that it is not
    known whether it still counts; an item that only a new edition brought was not due with the assurance.
    """
    item = dossier.edition.item_of(rule.clause)
    accepted = [(one.accepted_on, reworded) for one, reworded in methods_for(dossier, item) if one.accepted_on]
    first = min((day for day, _ in accepted), default=None)
    looked_at = not accepted or any(not reworded for _, reworded in accepted)
    missing = () if looked_at else (f"文言の変わった{item.label}の遵守の方法の了承日",)
    assured = dossier.accepted_on
    # The promise counts once it stands in an assurance that was accepted.
    first = max(first, assured) if first and assured else None
    if not came_with_the_edition(dossier, item):
        yield as_assurance(rule, dossier, first, missing=missing)
    elif first is None:
        yield unknown(rule, contract_subject(dossier), concluded(dossier), f"新しい{item.label}の遵守の方法の了承日")
    else:
        yield Act(rule, contract_subject(dossier), start=concluded(dossier), due=None, done=first, missing=missing)


NOTHING_SAID = frozenset({"なし", "無し", "無", "未", "未定", "-", "―", "－", "ー", "n/a", "特になし"})


def said(text: str) -> bool:
    """Whether a text that is to prove something says anything: 「なし」 and a dash do not."""
    return text.strip(" 　。.").casefold() not in {"", *NOTHING_SAID}


def not_before(done: date | None, event: date | None, what: str) -> tuple[str, ...]:
    """What makes a done day doubtful that lies before the event it answers; ``what`` names the event."""
    early = done is not None and event is not None and done < event
    return (f"正しい日付（{what}より前の日付です）",) if early else ()


def flag_keep(
    rule: Rule,
    subject: Subject,
    start: date | None,
    wanted: Sequence[tuple[str, bool | None]],
    *,
    round: str = "",  # noqa: A002
) -> Keep:
    """A Keep that holds while every flag is 有: 無 breaks it from its start, 未確認 leaves it unknown.

    ``wanted``: label and value of each flag.
    """
    lacking = [label for label, value in wanted if value is False]
    breaks = (Break(start, None, f"{'、'.join(lacking)}が無です。"),) if lacking and start else ()
    open_ = tuple(label for label, value in wanted if value is None)
    return Keep(rule, subject, start, breaks, open_, round=round)


def rounds(starts: date, months: int, done: Sequence[date], until: date) -> list[tuple[date, date | None]]:
    """Return the rounds of a recurring duty as (due, done): each due so many months after the last done.

    A round that would fall due after ``until`` is not asked, one that was done is listed all the same.
    """
    found: list[tuple[date, date | None]] = []
    last = starts
    for day in sorted({one for one in done if one >= starts}):
        found.append((add_months(last, months), day))
        last = day
    due = add_months(last, months)
    if due <= until:
        found.append((due, None))
    return found


def recurring(
    rule: Rule, subject: Subject, starts: date, months: int, *, done: Sequence[date], until: date
) -> Iterator[Act]:
    """Yield the rounds of a recurring duty; each is 発生前 until it falls due."""
    for due, day in rounds(starts, months, done, until):
        yield Act(rule, subject, start=due, due=due, done=day, round=due.isoformat(), limit="実施期限")
