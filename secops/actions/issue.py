"""Issuing the 実施状況報告書: what stands against it, the paper, and what is kept of it for good."""

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from secops import __version__
from secops.actions.compare import differences
from secops.actions.records import By
from secops.actions.report_state import begin_revision, obstacles, printed_reason, unacknowledged
from secops.actions.standing import dossier_of
from secops.base.dates import JAPAN, format_era
from secops.base.errors import Fault, InputError, Refused
from secops.base.paths import make_private_folder, write_whole
from secops.documents.properties import Properties
from secops.documents.status_report import ReportRow, StatusReport, load_template, render_status_report
from secops.duties.assess import Assessment, assess
from secops.exchange.plain import kept_assessment
from secops.records.contracts import Amendment
from secops.records.reports import DONE, Report
from secops.store.issued import IssuedReport
from secops.store.store import Store
from secops.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Issue:
    """A report as it came out."""

    code: str  # of the contract
    path: Path
    number: int
    fresh: bool  # False: the kept bytes of an earlier issue
    rows: int  # of the table
    reasons: int  # on the 別葉


@dataclass(frozen=True, slots=True)
class Wish:
    """What the officer asks for when issuing."""

    as_of: date
    dated_on: date | None = None
    acknowledged: tuple[str, ...] = ()
    revise: bool = False
    output: Path | None = None


def issue_report(store: Store, code: str, wish: Wish, by: By, *, today: date) -> Issue:
    """Issue a report, or return the kept one when nothing has changed since.

    Raises Refused with the list of what is open, or when the kept one no longer says what the records say.
    """
    _check_folder(wish)
    if wish.revise:
        begin_revision(store, code, wish.as_of, by)
    with store.write(by.actor, by.reason or "実施状況報告書の発行", by.source) as writer:
        assessment = assess(dossier_of(store, code), wish.as_of)
        made = _made(store, writer, assessment, wish, today)
    content, number, fresh = made
    path = _place(store, code, wish, number)
    _put_file(path, content)
    reasons = sum(1 for answer in assessment.answers.values() if answer.status != DONE)
    reasons += sum(1 for row in assessment.added_rows if row.status != DONE)
    rows = len(assessment.reported) + len(assessment.added_rows)
    return Issue(assessment.dossier.contract.code, path, number, fresh, rows, reasons)


def _made(store: Store, writer: Writer, assessment: Assessment, wish: Wish, today: date) -> tuple[bytes, int, bool]:
    """Return the bytes, their number, and whether they are new. Inside the transaction."""
    report = assessment.report
    earlier = store.issued(report.id) if report else ()
    header = _header(assessment, wish, today)
    if earlier and report and earlier[-1].number >= (report.revision or 1):
        kept = earlier[-1]
        changed = differences(kept, assessment, header)
        if changed:
            raise Refused(
                f"{format_era(wish.as_of)}現在の報告書は第{kept.number}版を発行済みですが、その後の記録と異なります。"
                "改訂を推奨します（--revise を付けて発行）。",
                tuple(Fault("", line) for line in changed),
            )
        return kept.content, kept.number, False
    _refuse_open_points(assessment, wish)
    if header["dated_on"] < wish.as_of.isoformat():
        raise InputError(
            f"報告書の日付（{header['dated_on']}）が基準日（{wish.as_of}）より前です。--datedで指定してください。"
        )
    if report is None:  # answers belong to a report, so a report without obstacles exists
        raise InputError("報告書の記録がありません。")
    report = writer.replace(dataclasses.replace(report, dated_on=date.fromisoformat(header["dated_on"])))
    issued = _issued(store, assessment, report, header, wish)
    writer.issue(issued)
    return issued.content, issued.number, True


def _refuse_open_points(assessment: Assessment, wish: Wish) -> None:
    open_points = obstacles(assessment)
    if open_points:
        raise Refused(
            "報告書を発行できません。次の項目を回答してください"
            "（決着している提案は secops answer 略号 all で採れます）。",
            tuple(point.fault for point in open_points),
        )
    contradictions = unacknowledged(assessment, wish.acknowledged)
    unknown = sorted(set(wish.acknowledged) - {one.key for one in assessment.contradictions})
    if unknown:
        raise InputError(f"矛盾の鍵「{'」「'.join(unknown)}」は今の記録にありません。", contradictions)
    if contradictions:
        raise Refused(
            "記録に矛盾があります。記録を直すか、承知の上で --acknowledge に次の鍵を指定してください。", contradictions
        )


def _header(assessment: Assessment, wish: Wish, today: date) -> dict[str, str]:
    """The words of the paper's head, as of the contract in force on the day."""
    dossier, report = assessment.dossier, assessment.report
    contract = dossier.contract
    organisation = dossier.shared.organisations[contract.contractor]
    dated_on = wish.dated_on or (report.dated_on if report else None) or today
    return {
        "dated_on": dated_on.isoformat(),
        "addressee": (report.addressee if report else "") or contract.addressee,
        "address": organisation.address,
        "name": organisation.name,
        "representative": (report.representative if report else "") or organisation.representative,
        "concluded": _concluded(assessment),
        "title": contract.title,
    }


def _concluded(assessment: Assessment) -> str:
    """契約締結日, with the 変更契約締結日 in brackets where there is one by the day."""
    contract = assessment.dossier.contract
    days = sorted(
        one.concluded_on
        for one in assessment.dossier.of(Amendment)
        if one.concluded_on and one.concluded_on <= assessment.span.on
    )
    concluded = format_era(contract.concluded_on) if contract.concluded_on else ""
    if not days:
        return concluded
    return f"{concluded}（変更契約締結日：{'、'.join(format_era(day) for day in days)}）"


def _issued(store: Store, assessment: Assessment, report: Report, header: dict[str, str], wish: Wish) -> IssuedReport:
    template = load_template(store.folder / "forms")
    number = report.revision or 1
    head = store.head()
    dated_on = date.fromisoformat(header["dated_on"])
    values = StatusReport(rows=_rows(assessment), number=number, **{**header, "dated_on": dated_on})  # type: ignore[arg-type]
    title = assessment.dossier.edition.report.title
    created = datetime.combine(dated_on, time(), JAPAN)
    content = render_status_report(values, template, Properties(title, created, {"変更記録の先頭": head}))
    contract = assessment.dossier.contract
    return IssuedReport(
        id="",
        report=report.id,
        contract=contract.id,
        number=number,
        as_of=wish.as_of,
        issued_at=datetime.now(JAPAN).isoformat(timespec="seconds"),
        header=_json({**header, "acknowledged": sorted(wish.acknowledged)}),
        answers=_json(_answers(assessment)),
        assessment=_json(kept_assessment(assessment)),
        template_sha256=template.sha256,
        program=f"secops {__version__}",
        head=head,
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=_file_name(contract.code, wish.as_of, number),
        content=content,
    )


def _rows(assessment: Assessment) -> tuple[ReportRow, ...]:
    rows = []
    for standing in assessment.reported:
        form, answer = standing.item.form, assessment.answers[standing.item.number]
        if form is None:  # `reported` has rows only
            continue
        lines = form.wording.lines()
        rows.append(ReportRow(standing.item.number, form.label, lines, answer.status, printed_reason(answer)))
    for row in assessment.added_rows:
        lines = tuple((0, line) for line in row.requirement.split("\n"))
        rows.append(ReportRow(None, row.title, lines, row.status, row.reason))
    return tuple(rows)


def _answers(assessment: Assessment) -> dict[str, list[str]]:
    answers = {
        str(number): [one.status, one.reason, one.basis, one.planned_on.isoformat() if one.planned_on else ""]
        for number, one in sorted(assessment.answers.items())
    }
    for row in assessment.added_rows:
        answers[row.title] = [row.status, row.reason, row.requirement, ""]
    return answers


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _file_name(code: str, as_of: date, number: int) -> str:
    tail = f"-第{number}版" if number > 1 else ""
    return f"{code}-実施状況報告書-{as_of.isoformat()}{tail}.docx"


def _place(store: Store, code: str, wish: Wish, number: int) -> Path:
    if wish.output is None:
        return store.folder / "documents" / _file_name(code, wish.as_of, number)
    if wish.output.is_dir():
        return wish.output / _file_name(code, wish.as_of, number)
    return wish.output


def _check_folder(wish: Wish) -> None:
    """Refuse a place that is not there before anything is written."""
    if wish.output is not None and not wish.output.parent.is_dir():
        raise InputError(f"フォルダ「{wish.output.parent}」がありません。作るか、別の場所を-oで指定してください。")


def _put_file(path: Path, content: bytes) -> None:
    """Write the paper; a file of that name with other content is left alone."""
    try:
        make_private_folder(path.parent)
        if path.exists():
            if path.read_bytes() == content:
                return
            raise InputError(
                f"「{path}」には内容の異なるファイルが既にあります。移すか、-oで別の名前を指定してください。"
                "発行した報告書は保存されており、同じコマンドで取り出せます。"
            )
        write_whole(path, content)
    except OSError as error:
        raise InputError(
            f"「{path}」に書けません（{error.strerror}）。発行した報告書は保存されており、-oで別の場所を指定すれば取り出せます。"
        ) from None
