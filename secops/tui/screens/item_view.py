"""What 項目 shows, read at once in a worker, and the words it is shown in."""

from dataclasses import dataclass
from datetime import date

from textual.content import Content

from secops.actions.report_state import ReportState, report_state
from secops.actions.standing import report_day
from secops.base.dates import format_era
from secops.base.errors import InputError, NotFound
from secops.catalog.edition import Wording
from secops.duties.common import methods_for
from secops.duties.fold import Proposal, Standing
from secops.duties.states import Duty
from secops.duties.wording import message, next_step
from secops.records.contracts import Method
from secops.records.reports import Answer
from secops.store.store import Store
from secops.tui.marks import content, paint, short, word

WORDINGS = ("別記", "確認事項", "遵守の方法")


@dataclass(frozen=True, slots=True)
class ItemView:
    """One contract on the day of a report."""

    code: str
    as_of: date | None  # None: every reporting date is served, and nothing can be answered
    state: ReportState

    def standing(self, number: int) -> Standing:
        """Return how an item stands."""
        return self.state.assessment.standing(number)

    def answer(self, number: int) -> Answer | None:
        """Return the answer to an item, None before there is one."""
        return self.state.assessment.answers.get(number)

    def previous(self, number: int) -> Answer | None:
        """Return the answer of the report before, None where there was none."""
        return self.state.assessment.previous.get(number)


def read_item_view(store: Store, code: str, as_of: date | None, today: date) -> ItemView:
    """Assess a contract for the report to work on, or today where no report is owed. Raises NotFound."""
    day: date | None
    try:
        day = report_day(store, code, as_of)
    except NotFound:
        raise
    except InputError:  # every reporting date is served
        day = None
    return ItemView(code, day, report_state(store, code, day or today))


def official(view: ItemView, number: int, which: int) -> Content:
    """Return the wording that WORDINGS[which] names, to the letter."""
    item = view.standing(number).item
    if WORDINGS[which] == "別記":
        return _wording(item.wording)
    if WORDINGS[which] == "確認事項":
        return _wording(item.form.wording) if item.form else paint("別紙に行のない項目です。", "quiet")
    methods = list(methods_for(view.state.assessment.dossier, item))
    if not methods:
        return paint("遵守の方法の記録がありません。", "quiet")
    methods.sort(key=lambda pair: pair[0].effective_on or date.min, reverse=True)
    return Content("\n").join(_method(one, reworded=reworded) for one, reworded in methods)


def _wording(wording: Wording) -> Content:
    return Content("\n".join("　" * depth + text for depth, text in wording.lines()))


def _method(method: Method, *, reworded: bool) -> Content:
    applied = format_era(method.effective_on) if method.effective_on else "不明"
    accepted = format_era(method.accepted_on) if method.accepted_on else "なし"
    look = "・項目の文言が変わったため要見直し" if reworded else ""
    return Content.assemble(paint(f"適用日 {applied}・了承日 {accepted}{look}", "quiet"), "\n", method.text)


def duty_line(view: ItemView, duty: Duty) -> Content:
    """Return a duty's state and sentence, and below it the next step."""
    assessment = view.state.assessment
    span = assessment.span
    clause = assessment.dossier.edition.clause(duty.rule.clause)
    basis = "" if str(clause.basis) == "別記" else f"［{clause.basis}］"
    line = Content.assemble(content(word(str(span.state(duty)))), " ", basis, message(duty, span.on, span.since))
    step = next_step(duty, span.on, span.since)
    return Content.assemble(line, "\n  → ", step) if step else line


def answer_lines(view: ItemView, number: int) -> Content:
    """Return proposal, answer, reason, basis, and what is unclear or worth knowing."""
    standing, answer = view.standing(number), view.answer(number)
    if standing.item.form is None:
        return Content.assemble(
            _proposed(standing), "\n", paint("報告書に行のない項目です。回答は要りません。", "quiet")
        )
    said = content(word(answer.status)) if answer else paint("なし", "doubt")
    lines = [Content.assemble(_proposed(standing), before(view.previous(number)), paint("   回答 ", "quiet"), said)]
    if answer:
        planned = format_era(answer.planned_on) if answer.planned_on else ""
        told = (("理由", answer.reason), ("根拠", answer.basis), ("実施予定日", planned))
        lines += [Content.assemble(paint(f"{label} ", "quiet"), text) for label, text in told if text]
    elif standing.drafted_reason:
        lines.append(Content.assemble(paint("理由の下書き ", "quiet"), standing.drafted_reason))
    if standing.proposed is Proposal.TO_SETTLE:
        lines += [Content.assemble(paint("要確認 ", "doubt"), sentence) for sentence in standing.unclear]
    lines += [Content.assemble(paint("留意 ", "quiet"), note) for note in standing.notes]
    found = [one for one in view.state.assessment.contradictions if one.item == number]
    lines += [Content.assemble(paint("矛盾 ", "bad"), one.message) for one in found]
    return Content("\n").join(lines)


def before(previous: Answer | None) -> Content:
    """Say what the report before had answered; blank where there was none."""
    if previous is None:
        return Content("")
    return Content.assemble(paint("   前回 ", "quiet"), content(word(previous.status)))


def parts_line(standing: Standing) -> Content:
    """Return how each numbered part of an item stands, in one line: 「①実 ②未」; blank for an item without parts."""
    marks = (Content.assemble(part.mark, content(short(str(part.proposed)))) for part in standing.parts)
    return Content(" ").join(marks)


def _proposed(standing: Standing) -> Content:
    return Content.assemble(paint("提案 ", "quiet"), content(word(str(standing.proposed))))


def report_words(view: ItemView) -> str:
    """Say for which report the answers are, and how far it is."""
    if view.as_of is None:
        return "報告は全て提出済み"
    state = view.state
    report = state.assessment.report
    if report is None:
        return "報告書は未着手"
    if report.submitted_on and state.locked:
        return f"提出済み {report.submitted_on.isoformat()}"
    number = report.revision or 1
    return f"第{number}版 発行済み" if state.locked else f"第{number}版 作成中"
