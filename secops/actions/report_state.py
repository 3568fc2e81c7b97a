"""Where one report stands on its way: what is open, what will be printed, what has been issued."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from secops.actions.answers import is_locked, reopened
from secops.actions.records import By
from secops.actions.standing import dossier_of
from secops.base.dates import format_era
from secops.base.errors import Fault, InputError
from secops.duties.assess import Assessment, assess, needs_basis
from secops.duties.fold import Standing
from secops.duties.seen import seen_of
from secops.records.reports import DONE, Answer
from secops.store.store import Store


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """What must be settled before issuing, and the item it belongs to (None: an added row)."""

    item: int | None
    fault: Fault


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row as it will be printed; a blank status has no answer yet."""

    item: int | None
    title: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReportState:
    """One report on its as_of."""

    assessment: Assessment
    issued: tuple[int, ...]  # numbers, in order
    locked: bool  # the present number has been issued, so its answers are
    rows: tuple[PrintedRow, ...]
    open_points: tuple[OpenPoint, ...]


def obstacles(assessment: Assessment) -> tuple[OpenPoint, ...]:
    """Return what must be settled before a report can be issued."""
    points = []
    for standing in assessment.reported:
        item = standing.item
        if what := _open_of(standing, assessment.answers.get(item.number)):
            points.append(OpenPoint(item.number, Fault(f"{item.label} {item.title}", what)))
    for row in assessment.added_rows:
        if not row.status:
            points.append(OpenPoint(None, Fault(f"追加項目 {row.title}", "実施状況がありません")))
        if not row.consulted_on:
            fault = Fault(f"追加項目 {row.title}", "経済産業省に相談した日がありません", "記載要領２")
            points.append(OpenPoint(None, fault))
    return tuple(points)


def _open_of(standing: Standing, answer: Answer | None) -> str:
    """Say what is open of one item; blank for nothing.

    What stood when 実施 was taken as proposed carries nothing, so such an answer is as it was while that is proposed.
    """
    if answer is None:
        return f"回答がありません（提案 {standing.proposed}）"
    if answer.status != DONE and not answer.reason:
        return f"{answer.status}の理由がありません"
    if needs_basis(standing, answer.status) and not answer.basis:
        return f"回答（{answer.status}）と提案（{standing.proposed}）が異なり、判断の根拠がありません"
    if answer.seen and answer.seen != seen_of(standing):
        return "回答した後に記録が変わりました。改めて回答してください。"
    return ""


def unacknowledged(assessment: Assessment, acknowledged: Iterable[str]) -> tuple[Fault, ...]:
    """Return the contradictions that nobody has acknowledged yet."""
    known = set(acknowledged)
    return tuple(
        Fault(one.key, one.message, " ／ ".join(one.sides)) for one in assessment.contradictions if one.key not in known
    )


def report_state(store: Store, code: str, as_of: date) -> ReportState:
    """Return how the report of a contract for a day stands."""
    assessment = assess(dossier_of(store, code), as_of)
    report = assessment.report
    issued = tuple(one.number for one in store.issued(report.id)) if report else ()
    locked = report is not None and is_locked(store, report)
    return ReportState(assessment, issued, locked, _rows(assessment), obstacles(assessment))


def printed_reason(answer: Answer) -> str:
    """The reason as the 別葉 has it, with the planned date below it."""
    if answer.planned_on and answer.status != DONE:
        return f"{answer.reason}\n実施予定日：{format_era(answer.planned_on)}"
    return answer.reason


def _rows(assessment: Assessment) -> tuple[PrintedRow, ...]:
    answers: Mapping[int, Answer] = assessment.answers
    rows = []
    for standing in assessment.reported:
        answer = answers.get(standing.item.number)
        title = f"{standing.item.label} {standing.item.title}"
        status, reason = (answer.status, printed_reason(answer)) if answer else ("", "")
        rows.append(PrintedRow(standing.item.number, title, status, reason))
    rows += [PrintedRow(None, row.title, row.status, row.reason) for row in assessment.added_rows]
    return tuple(rows)


def begin_revision(store: Store, code: str, as_of: date, by: By) -> int:
    """Open the answers of an issued report again, as its next number, which is returned.

    A revision that is open already is left as it is. Raises InputError when nothing was issued yet.
    """
    report = assess(dossier_of(store, code), as_of).report
    if report is None or not store.issued(report.id):
        raise InputError(f"{format_era(as_of)}現在の報告書はまだ発行されていません。改訂は要りません。")
    if not is_locked(store, report):
        return report.revision or 1
    with store.write(by.actor, by.reason or "報告書の改訂を始める", by.source) as writer:
        return reopened(store, writer, report).revision or 1
