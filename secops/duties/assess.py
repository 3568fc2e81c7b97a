"""Assess a contract on a day: every duty, every item's standing, the contradictions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from secops.base.dates import format_era
from secops.catalog.edition import Item
from secops.dossier import Dossier
from secops.duties import rules as _rules  # noqa: F401  importing it enters the rules
from secops.duties.contradiction import Contradiction
from secops.duties.contradictions import of_answer, of_records, of_scope
from secops.duties.fold import Proposal, Span, Standing, fold
from secops.duties.reporting import last_submitted, own_reports
from secops.duties.rule import RULES
from secops.duties.scope import scope_of
from secops.duties.states import Act, Duty
from secops.records.reports import AddedRow, Answer, Report


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the records say of one contract on one day."""

    dossier: Dossier  # the contract as in force on the day
    span: Span
    standings: tuple[Standing, ...]  # in the order of the items
    report: Report | None  # our report with this as_of, once begun
    answers: Mapping[int, Answer]
    added_rows: tuple[AddedRow, ...]
    contradictions: tuple[Contradiction, ...]
    previous: Mapping[int, Answer] = field(default_factory=dict)  # of our report before: a start for this one

    def standing(self, number: int) -> Standing:
        """Return the standing of an item by its number. Raises KeyError."""
        for standing in self.standings:
            if standing.item.number == number:
                return standing
        raise KeyError(number)

    @property
    def reported(self) -> tuple[Standing, ...]:
        """The items that have a row in the report."""
        return tuple(standing for standing in self.standings if standing.item.form is not None)


def duties_of(dossier: Dossier) -> tuple[Duty, ...]:
    """Return every duty of a contract, in the order of the edition's clauses, then by day and subject."""
    return tuple(duty for item in dossier.edition.items for duty in duties_for(dossier, item))


def duties_for(dossier: Dossier, item: Item) -> Iterator[Duty]:
    """Yield the duties of one item, in the order of its clauses, then by day and subject."""
    for clause in item.clauses:
        if clause.name in RULES:
            made, produce = RULES[clause.name]
            yield from sorted(produce(dossier, made), key=_order)


def _order(duty: Duty) -> tuple[date, str, str, str, str]:
    """The order within a clause: what the key adds to it is written out, as it is asked of every duty."""
    day = duty.due if isinstance(duty, Act) else duty.start
    subject = duty.subject
    return (day or date.max, subject.label, subject.kind, subject.id, duty.round)


def _of_period(dossier: Dossier, on: date, report: Report | None) -> Iterator[Contradiction]:
    """Yield a 対象期間(自) that leaves days out of every report: what broke on them would be told in none."""
    told = report.period_from_on if report else None
    since = _period_begins(dossier, on)
    if told and told > since:
        sides = (f"対象期間(自) {format_era(told)}", f"前回の報告の翌日又は契約の始まり {format_era(since)}")
        text = (
            f"{format_era(since)}から{format_era(told - timedelta(days=1))}までが、どの報告の対象期間にも入りません。"
        )
        yield Contradiction("period", 1, sides, text)


def _period_begins(dossier: Dossier, on: date) -> date:
    """The day after the as_of of the last report handed in, else the beginning of the contract."""
    last = last_submitted(dossier, on)
    if last and last.as_of:
        return last.as_of + timedelta(days=1)
    contract = dossier.contract
    return min(day for day in (contract.concluded_on, contract.starts_on, date.max) if day)


def span_of(dossier: Dossier, on: date) -> Span:
    """Return the reporting period that a day closes.

    It begins the day after the as_of of the last report handed in, else with the contract; 対象期間(自) of the
    day's own report overrides it.
    """
    last = last_submitted(dossier, on)
    report = report_on(dossier, on)
    since = _period_begins(dossier, on)
    if report and report.period_from_on:
        since = report.period_from_on
    return Span(on, since, last.as_of if last else None)


def report_on(dossier: Dossier, as_of: date) -> Report | None:
    """Return our own report of a day, once begun."""
    return next((report for report in own_reports(dossier) if report.as_of == as_of), None)


def standings_of(dossier: Dossier, on: date) -> tuple[Standing, ...]:
    """Fold every item of a contract, already as in force on the day."""
    span = span_of(dossier, on)
    return tuple(
        fold(item, scope_of(dossier, item), tuple(duties_for(dossier, item)), span) for item in dossier.edition.items
    )


def assess(dossier: Dossier, on: date) -> Assessment:
    """Assess a contract on a day, by the edition of that day's report where one was handed in under an earlier one."""
    dossier = dossier.on(on)
    report = report_on(dossier, on)
    if report:
        dossier = dossier.under(report.edition)
    standings = standings_of(dossier, on)
    answers, rows = report_answers(dossier, report)
    before = [one for one in own_reports(dossier) if one.as_of and one.as_of < on]
    previous, _ = report_answers(dossier, before[-1] if before else None)
    contradictions = [*of_records(dossier), *_of_period(dossier, on, report)]
    for standing in standings:
        contradictions.extend(of_scope(dossier, standing))
        answer = answers.get(standing.item.number)
        if answer:
            contradictions.extend(of_answer(standing, answer))
    contradictions.sort(key=lambda one: (one.item, one.key))
    return Assessment(dossier, span_of(dossier, on), standings, report, answers, rows, tuple(contradictions), previous)


def report_answers(dossier: Dossier, report: Report | None) -> tuple[dict[int, Answer], tuple[AddedRow, ...]]:
    """Return the answers of a report by item of the dossier's edition, and its added rows; nothing for None.

    An answer given under an earlier edition stands for its item while the official words are the same; one of the
    dossier's own edition goes before it.
    """
    if report is None:
        return {}, ()
    answers: dict[int, Answer] = {}
    order = [*dossier.former, dossier.contract.edition]
    given = [answer for answer in dossier.of(Answer) if answer.report == report.id]
    if any(answer.edition for answer in given):
        given.sort(key=lambda one: order.index(one.edition) if one.edition in order else len(order))
    for answer in given:
        place = dossier.place(answer.edition or report.edition, answer.item)
        if place and not place.reworded:
            answers[place.item.number] = answer
    return answers, tuple(row for row in dossier.of(AddedRow) if row.report == report.id)


def needs_basis(standing: Standing, status: str) -> bool:
    """Whether an answer needs a 判断の根拠: it differs from the proposal, or settles 要確認."""
    return standing.proposed is Proposal.TO_SETTLE or standing.proposed != status
