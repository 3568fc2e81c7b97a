"""Where one report stands on its way: what is open, what will be printed, what has been issued."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from secops.actions.issue import obstacles
from secops.actions.records import By
from secops.actions.standing import dossier_of
from secops.base.dates import format_era
from secops.base.errors import Fault, InputError
from secops.duties.assess import Assessment, assess
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


def report_state(store: Store, code: str, as_of: date) -> ReportState:
    """Return how the report of a contract for a day stands."""
    assessment = assess(dossier_of(store, code), as_of)
    report = assessment.report
    issued = tuple(one.number for one in store.issued(report.id)) if report else ()
    locked = bool(issued and report and issued[-1] >= (report.revision or 1))
    titles = {f"{one.item.label} {one.item.title}": one.item.number for one in assessment.reported}
    points = tuple(OpenPoint(titles.get(fault.where), fault) for fault in obstacles(assessment))
    return ReportState(assessment, issued, locked, _rows(assessment), points)


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
    """Open the answers of an issued report again, as its next number, which is returned."""
    state = report_state(store, code, as_of)
    report = state.assessment.report
    if report is None or not state.issued:
        raise InputError(f"{format_era(as_of)}現在の報告書はまだ発行されていません。改訂は要りません。")
    number = state.issued[-1] + 1
    with store.write(by.actor, by.reason or "報告書の改訂を始める", by.source) as writer:
        writer.replace(dataclasses.replace(report, revision=number))
    return number
