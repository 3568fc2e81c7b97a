"""Assess a contract on a day: every duty, every item's standing, the contradictions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

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
    found: list[Duty] = []
    for item in dossier.edition.items:
        for clause in item.clauses:
            if clause.name in RULES:
                made, produce = RULES[clause.name]
                found.extend(sorted(produce(dossier, made), key=_order))
    return tuple(found)


def _order(duty: Duty) -> tuple[date, str, str]:
    day = duty.due if isinstance(duty, Act) else duty.start
    return (day or date.max, duty.subject.label, duty.key)


def span_of(dossier: Dossier, on: date) -> Span:
    """Return the reporting period that a day closes.

    It begins the day after the as_of of the last report handed in, else with the contract; 対象期間(自) of the
    day's own report overrides it.
    """
    last = last_submitted(dossier, on)
    report = report_on(dossier, on)
    contract = dossier.contract
    begins = min(day for day in (contract.concluded_on, contract.starts_on, date.max) if day)
    since = last.as_of + timedelta(days=1) if last and last.as_of else begins
    if report and report.period_from_on:
        since = report.period_from_on
    return Span(on, since, last.as_of if last else None)


def report_on(dossier: Dossier, as_of: date) -> Report | None:
    """Return our own report of a day, once begun."""
    return next((report for report in own_reports(dossier) if report.as_of == as_of), None)


def standings_of(dossier: Dossier, on: date) -> tuple[Standing, ...]:
    """Fold every item of a contract, already as in force on the day."""
    span = span_of(dossier, on)
    by_item: dict[int, list[Duty]] = {item.number: [] for item in dossier.edition.items}
    for duty in duties_of(dossier):
        by_item[dossier.edition.item_of(duty.rule.clause).number].append(duty)
    return tuple(fold(item, scope_of(dossier, item), by_item[item.number], span) for item in dossier.edition.items)


def assess(dossier: Dossier, on: date) -> Assessment:
    """Assess a contract on a day."""
    dossier = dossier.on(on)
    standings = standings_of(dossier, on)
    report = report_on(dossier, on)
    answers, rows = report_answers(dossier, report)
    before = [one for one in own_reports(dossier) if one.as_of and one.as_of < on]
    previous, _ = report_answers(dossier, before[-1] if before else None)
    contradictions = list(of_records(dossier))
    for standing in standings:
        contradictions.extend(of_scope(dossier, standing))
        answer = answers.get(standing.item.number)
        if answer:
            contradictions.extend(of_answer(standing, answer))
    contradictions.sort(key=lambda one: (one.item, one.key))
    return Assessment(dossier, span_of(dossier, on), standings, report, answers, rows, tuple(contradictions), previous)


def report_answers(dossier: Dossier, report: Report | None) -> tuple[dict[int, Answer], tuple[AddedRow, ...]]:
    """Return the answers of a report by item, and its added rows; nothing for None."""
    if report is None:
        return {}, ()
    answers = {answer.item: answer for answer in dossier.of(Answer) if answer.report == report.id and answer.item}
    return answers, tuple(row for row in dossier.of(AddedRow) if row.report == report.id)


def needs_basis(standing: Standing, status: str) -> bool:
    """Whether an answer needs a 判断の根拠: it differs from the proposal, or settles 要確認."""
    return standing.proposed is Proposal.TO_SETTLE or standing.proposed != status
