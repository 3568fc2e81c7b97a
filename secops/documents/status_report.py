"""別紙「情報セキュリティに関する事項の遵守の方法の実施状況報告書」, with its 別葉 where one is due."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from secops.base.dates import format_era
from secops.base.paths import data_folder
from secops.documents.properties import Properties
from secops.documents.word import Template

FORM = "status-report.docx"
SLOTS = frozenset(
    {
        "dated", "addressee", "address", "name", "representative", "concluded", "title",
        "rows.label", "rows.tag", "rows.status", "rows.long", "rows.lines.text", "rows.lines.depth",
        "annexed", "annex.label", "annex.status", "annex.reason",
    }
)  # fmt: skip

_DONE = "実施"
_NO_DATE = "令和　　年　　月　　日"
_LONG = 600  # characters: about a third of a page; a longer row may run on to the next page


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One row of ２．報告事項: an item of the edition, or one that was added."""

    item: int | None  # None for an added row
    label: str
    requirement: tuple[tuple[int, str], ...]  # depth of indent, text
    status: str
    reason: str  # "" when 実施


@dataclass(frozen=True, slots=True)
class StatusReport:
    """All that the paper says, in the words it says it in."""

    dated_on: date | None  # None leaves the date blank
    addressee: str  # without 殿
    address: str
    name: str
    representative: str
    concluded: str  # 契約締結日, worded
    title: str  # 契約件名
    rows: tuple[ReportRow, ...]
    number: int  # of issue; in the file's properties only


@dataclass(frozen=True, slots=True)
class _Line:
    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    tag: str
    status: str
    long: bool
    lines: tuple[_Line, ...]


def load_template(folder: Path | None = None) -> Template:
    """Load the form: that of the workspace's ``forms`` folder where it has one, else the shipped one."""
    own = folder / FORM if folder is not None else None
    return Template.load(own if own is not None and own.exists() else data_folder("forms") / FORM, SLOTS)


def render_status_report(report: StatusReport, template: Template, properties: Properties) -> bytes:
    """Write the report as a Word file."""
    annex = tuple(row for row in report.rows if row.status not in (_DONE, ""))
    values = {
        "dated": format_era(report.dated_on) if report.dated_on else _NO_DATE,
        "addressee": report.addressee,
        "address": report.address,
        "name": report.name,
        "representative": report.representative,
        "concluded": report.concluded,
        "title": report.title,
        "rows": _rows(report.rows),
        "annexed": bool(annex),
        "annex": annex,
    }
    custom = {**properties.custom, "報告番号": str(report.number)}
    return template.render(values, replace(properties, custom=custom))


def _rows(rows: tuple[ReportRow, ...]) -> tuple[_Row, ...]:
    """Give each row its lines, and the tag by which a reader finds its status again."""
    made: list[_Row] = []
    added = 0
    for row in rows:
        added += row.item is None
        tag = f"added.{added}.status" if row.item is None else f"item.{row.item}.status"
        lines = tuple(_Line(depth, text) for depth, text in row.requirement or ((0, ""),))  # a cell needs a paragraph
        made.append(_Row(row.label, tag, row.status, sum(len(line.text) for line in lines) > _LONG, lines))
    return tuple(made)
