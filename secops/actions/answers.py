"""Answering the items of a report: 実施, 未実施 or 該当なし, with the reason at the moment it is written."""

import dataclasses
from dataclasses import dataclass
from datetime import date

from secops.actions.records import By
from secops.actions.standing import dossier_of
from secops.base.errors import Fault, InputError
from secops.duties.assess import Assessment, assess, needs_basis
from secops.duties.fold import Proposal, Standing
from secops.duties.seen import seen_of
from secops.duties.wording import TO_FILL_IN
from secops.records.registry import KINDS
from secops.records.reports import DONE, STATUSES, Answer, Report
from secops.records.values import parse
from secops.store.store import Store
from secops.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Reply:
    """What the officer says of one item. A blank status takes the proposal, with its drafted reason."""

    item: int
    status: str = ""
    reason: str = ""
    basis: str = ""
    planned_on: date | None = None


def answer(store: Store, code: str, as_of: date, reply: Reply, by: By, *, revise: bool = False) -> Answer:
    """Write one answer, beginning the report when there is none yet. Raises InputError with what it lacks.

    The answers of an issued report are locked; ``revise`` opens its next number first.
    """
    reply = _cleaned(reply)
    with store.write(by.actor, by.reason, by.source) as writer:
        assessment = assess(dossier_of(store, code), as_of)
        standing = _standing(assessment, reply.item)
        report = _report(writer, assessment)
        if is_locked(store, report):
            if not revise:
                raise InputError(
                    f"契約「{code}」の基準日{as_of}の報告書は発行済みで、その回答は変えられません。"
                    "改訂を始めて回答するには、同じコマンドに --revise を付けてください。"
                )
            report = reopened(store, writer, report)
        return _put(writer, report, _settled(standing, reply), standing)


def _cleaned(reply: Reply) -> Reply:
    """Trim what was typed, and refuse what no paper can print. Raises InputError naming each field."""
    cleaned, faults = {}, []
    for name in ("reason", "basis"):
        field = KINDS["answer"].field(name)
        try:
            cleaned[name] = parse(field, getattr(reply, name))
        except ValueError as error:
            faults.append(Fault(field.label, "使えない書き方です", f"必要なのは{error}"))
    if faults:
        raise InputError("回答を書き込めません。", tuple(faults))
    return dataclasses.replace(reply, **cleaned)


def is_locked(store: Store, report: Report) -> bool:
    """Whether the report's present number has been issued: its answers stay as they are."""
    issued = store.issued(report.id)
    return bool(issued) and issued[-1].number >= (report.revision or 1)


def reopened(store: Store, writer: Writer, report: Report) -> Report:
    """Give an issued report its next number, which opens its answers again."""
    return writer.replace(dataclasses.replace(report, revision=store.issued(report.id)[-1].number + 1))


def answer_settled(store: Store, code: str, as_of: date, by: By) -> tuple[list[Answer], list[Standing]]:
    """Take every settled proposal that has no answer yet; return the answers written and the items left to settle."""
    with store.write(by.actor, by.reason or "提案を採る", by.source) as writer:
        assessment = assess(dossier_of(store, code), as_of)
        waiting = [one for one in assessment.reported if one.item.number not in assessment.answers]
        settled = [one for one in waiting if one.proposed is not Proposal.TO_SETTLE]
        written = []
        if settled:
            report = _report(writer, assessment)
            written = [_put(writer, report, _settled(one, Reply(one.item.number)), one) for one in settled]
    return written, [one for one in waiting if one.proposed is Proposal.TO_SETTLE]


def _report(writer: Writer, assessment: Assessment) -> Report:
    """The report of the day, begun when there is none yet."""
    if assessment.report is not None:
        return assessment.report
    return writer.add(Report(contract=assessment.dossier.contract.id, as_of=assessment.span.on))


def _standing(assessment: Assessment, item: int) -> Standing:
    for standing in assessment.reported:
        if standing.item.number == item:
            return standing
    numbers = [standing.item.number for standing in assessment.reported]
    raise InputError(f"項目{item}は報告書にありません。{numbers[0]}から{numbers[-1]}までの番号を指定してください。")


def _settled(standing: Standing, reply: Reply) -> Reply:
    """Fill a reply from the proposal where it says nothing, and refuse one that lacks its reason or basis."""
    label = standing.item.label
    status, reason = reply.status, reply.reason
    if not status:
        if standing.proposed is Proposal.TO_SETTLE:
            faults = tuple(Fault("", sentence) for sentence in standing.unclear)
            raise InputError(f"{label}は要確認です。実施状況と判断の根拠（--basis）を指定してください。", faults)
        status, reason = str(standing.proposed), reason or standing.drafted_reason
    if status not in STATUSES:
        raise InputError(f"実施状況「{status}」は使えません。{'、'.join(STATUSES)}のいずれかを指定してください。")
    if status != DONE and not reason:
        drafted = f"下書き: {standing.drafted_reason}" if standing.drafted_reason else ""
        raise InputError(f"{label}を{status}とするには理由（--reason）が必要です。{drafted}")
    if TO_FILL_IN in reason:
        raise InputError(f"{label}の理由の{TO_FILL_IN}に、経緯及び再発防止策を書いてください。")
    if needs_basis(standing, status) and not reply.basis:
        why = "要確認の決着" if standing.proposed is Proposal.TO_SETTLE else f"提案（{standing.proposed}）と異なる回答"
        raise InputError(f"{label}は{why}のため、判断の根拠（--basis）が必要です。根拠は印字されません。")
    # A reason belongs to 未実施 and 該当なし; what an earlier answer said is not carried over into 実施.
    return dataclasses.replace(reply, status=status, reason="" if status == DONE else reason)


def _put(writer: Writer, report: Report, reply: Reply, standing: Standing) -> Answer:
    """Write an answer over the one there is, or anew; one that an earlier edition numbers is left as it is."""
    ours = (one for one in writer.records(Answer) if one.report == report.id and not one.edition)
    existing = next((one for one in ours if one.item == reply.item), None)
    said = {**dataclasses.asdict(reply), "seen": seen_of(standing)}
    if existing is None:
        return writer.add(Answer(report=report.id, **said))
    return writer.replace(dataclasses.replace(existing, **said))
