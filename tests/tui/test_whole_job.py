"""The main job in the terminal: from the sight of trouble to the Word file, and what may stand in its way."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from docx.table import _Cell
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static
from tui_pilot import fill, open_form, open_item, said, screen_of, shown, until

from secops.actions.answers import Reply, answer, answer_settled
from secops.actions.demo import DEMO_AS_OF, DEMO_CODE, DEMO_DAY
from secops.actions.records import By
from secops.actions.report_state import report_state
from secops.actions.standing import assessed, report_day
from secops.duties.assess import Assessment
from secops.duties.fold import Proposal, Standing
from secops.records.contracts import Contract
from secops.records.reports import DONE, NOT_DONE, Report
from secops.records.work import Assignment
from secops.store.store import Store
from secops.tui.app import SecopsApp
from secops.tui.dialogs.answer import AnswerDialog
from secops.tui.screens.item import ItemScreen
from secops.tui.screens.report import ReportScreen
from secops.tui.widgets.line_table import LineTable

OPEN_CODE = "R6物流"  # of the demo; nothing is answered yet
BY = By("test", "試験")


def assessment_of(folder: Path, code: str) -> Assessment:
    with Store.open(folder) as store:
        return assessed(store, code, report_day(store, code, None))


def first(assessment: Assessment, *proposed: Proposal) -> Standing:
    return next(one for one in assessment.reported if one.proposed in proposed)


def unsettle(folder: Path) -> None:
    """Make sure that some item is 要確認."""
    with Store.open(folder) as store, store.write("test", "未確認に戻す") as writer:
        contract = next(one for one in writer.records(Contract) if one.code == OPEN_CODE)
        writer.replace(replace(contract, uses_cloud=None, builds_systems=None))


def settle_but(folder: Path, left: int) -> None:
    """Answer what is unclear, all but so many items."""
    assessment = assessment_of(folder, OPEN_CODE)
    unclear = [one.item.number for one in assessment.reported if one.proposed is Proposal.TO_SETTLE]
    with Store.open(folder) as store:
        for number in unclear[left:]:
            answer(store, OPEN_CODE, assessment.span.on, Reply(number, DONE, "", "記録を確認。"), BY)


def settle_all(folder: Path, code: str = OPEN_CODE) -> date:
    """Answer everything through the actions, and return the report's day."""
    with Store.open(folder) as store:
        as_of = report_day(store, code, None)
        _, left = answer_settled(store, code, as_of, BY)
        for standing in left:
            answer(store, code, as_of, Reply(standing.item.number, DONE, "", "記録を確認。"), BY)
    return as_of


def error(form: AnswerDialog, name: str) -> str:
    return str(form.query_one(f"#{name}-error", Static).content)


def words(cell: _Cell) -> str:
    """What a cell says; the status stands in a content control, which ``cell.text`` leaves out."""
    return "".join(part.text or "" for part in cell._tc.xpath(".//w:t")).strip()


async def issue(pilot: Pilot[None]) -> str:
    """Press i and accept the date; return what the message says."""
    await pilot.press("i")
    await screen_of(pilot, "DayDialog")
    await pilot.press("enter")
    await screen_of(pilot, "MessageDialog")
    return said(pilot)


async def test_the_whole_job_from_the_sight_of_trouble_to_the_word_file(app: SecopsApp, folder: Path) -> None:
    unsettle(folder)
    settle_but(folder, 2)
    before = assessment_of(folder, OPEN_CODE)
    async with app.run_test(size=(120, 40)) as pilot:
        await screen_of(pilot, "HomeScreen")
        assert "超過" in shown(pilot)
        await pilot.press("tab", "down", "enter")
        await screen_of(pilot, "ItemScreen")
        screen = app.screen
        assert isinstance(screen, ItemScreen)
        assert screen.code == OPEN_CODE
        assert before.span.on.isoformat() in shown(pilot)

        proposal = first(before, Proposal.DONE, Proposal.NOT_APPLICABLE)
        screen.query_one("#items", LineTable).move_to(str(proposal.item.number))
        await pilot.press("s")
        await until(pilot, lambda: bool(screen.view and screen.view.answer(proposal.item.number)))
        await pilot.press("a")
        unclear = {one.item.number for one in before.reported if one.proposed is Proposal.TO_SETTLE}
        waiting = unclear - set(before.answers)
        rest = {one.item.number for one in before.reported} - waiting
        await until(pilot, lambda: bool(screen.view and set(screen.view.state.assessment.answers) == rest))

        for number in sorted(waiting):
            screen.query_one("#items", LineTable).move_to(str(number))
            await until(pilot, lambda number=number: screen.number == number)
            form = await open_form(pilot)
            fill(form, status=DONE, basis="記録を確認。")
            await pilot.press("ctrl+s")
            await until(pilot, lambda number=number: bool(screen.view and screen.view.answer(number)))

        await pilot.press("r")
        await screen_of(pilot, "ReportScreen")
        assert "発行してください" in shown(pilot)
        says = await issue(pilot)
    paths = list((folder / "documents").glob("*.docx"))
    assert len(paths) == 1
    assert str(paths[0]) in says
    answers = sorted(assessment_of(folder, OPEN_CODE).answers.items())
    rows = next(table for table in docx.Document(str(paths[0])).tables if len(table.rows) > len(answers)).rows
    assert [words(row.cells[-1]) for row in rows[1:]] == [one.status for _, one in answers]


async def test_an_unanswered_report_is_not_issued_and_enter_leads_to_the_item(app: SecopsApp, folder: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ReportScreen(OPEN_CODE, None))
        await screen_of(pilot, "ReportScreen")
        await pilot.press("i")
        await screen_of(pilot, "MessageDialog")
        assert "回答がありません" in said(pilot)
        await pilot.press("escape")
        await screen_of(pilot, "ReportScreen")
        await pilot.press("enter")
        await screen_of(pilot, "ItemScreen")
    assert not list((folder / "documents").iterdir())


async def test_an_answer_without_a_reason_is_refused_beside_the_field(app: SecopsApp, folder: Path) -> None:
    number = first(assessment_of(folder, OPEN_CODE), Proposal.DONE).item.number
    async with app.run_test(size=(80, 24)) as pilot:
        await open_item(pilot, OPEN_CODE, number)
        form = await open_form(pilot)
        fill(form, status=NOT_DONE, reason="", basis="担当者に確認。", planned="令和七年")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(error(form, "reason")))
        assert "理由が必要です" in error(form, "reason")
        assert "必要なのは日付" in error(form, "planned_on")
        assert not error(form, "basis")
        assert app.focused is form.query_one("#reason")
        fill(form, reason="手順書の改定が間に合わないため。", basis="担当者に確認。", planned="Ｒ６．１２．１")
        await pilot.press("ctrl+s")
        await screen_of(pilot, "ItemScreen")
        await until(pilot, lambda: "令和６年１２月１日" in shown(pilot))
    written = assessment_of(folder, OPEN_CODE).answers[number]
    assert (written.status, written.planned_on) == (NOT_DONE, date(2024, 12, 1))


async def test_settling_what_is_unclear_needs_a_basis(app: SecopsApp, folder: Path) -> None:
    unsettle(folder)
    number = first(assessment_of(folder, OPEN_CODE), Proposal.TO_SETTLE).item.number
    async with app.run_test(size=(80, 24)) as pilot:
        await open_item(pilot, OPEN_CODE, number)
        await pilot.press("s")  # there is no proposal to take
        await screen_of(pilot, "MessageDialog")
        assert "要確認" in said(pilot)
        await pilot.press("enter")
        await screen_of(pilot, "ItemScreen")
        form = await open_form(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(error(form, "status")))
        fill(form, status=DONE)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "判断の根拠が必要です" in error(form, "basis"))
        assert app.screen is form
        fill(form, basis="利用申請の記録を確認。")
        await pilot.press("ctrl+s")
        await screen_of(pilot, "ItemScreen")
        await until(pilot, lambda: "利用申請の記録を確認" in shown(pilot))


async def test_a_form_left_half_filled_asks_before_it_is_thrown_away(app: SecopsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_item(pilot, OPEN_CODE, 2)
        form = await open_form(pilot)
        await pilot.press("escape")
        await screen_of(pilot, "ItemScreen")
        form = await open_form(pilot)
        fill(form, basis="書きかけ")
        await pilot.press("escape")
        await screen_of(pilot, "ChoiceDialog")
        await pilot.press("enter")  # 入力を続ける
        await screen_of(pilot, "AnswerDialog")
        assert form.typed()["basis"] == "書きかけ"


async def test_a_contradiction_has_to_be_acknowledged(app: SecopsApp, folder: Path) -> None:
    as_of = settle_all(folder)
    with Store.open(folder) as store, store.write("test", "契約期間の外の配置") as writer:
        contract = next(one for one in writer.records(Contract) if one.code == OPEN_CODE)
        one = next(one for one in writer.records(Assignment) if one.contract == contract.id and not one.ends_on)
        writer.replace(replace(one, ends_on=date(2031, 3, 31)))
    with Store.open(folder) as store:
        state = report_state(store, OPEN_CODE, as_of)
        for number in (point.item for point in state.open_points if point.item):
            answer(store, OPEN_CODE, as_of, Reply(number, DONE, "", "記録を確認。"), BY)
        count = len(report_state(store, OPEN_CODE, as_of).assessment.contradictions)
    assert count
    async with app.run_test(size=(120, 40)) as pilot:
        app.push_screen(ReportScreen(OPEN_CODE, None))
        await screen_of(pilot, "ReportScreen")
        await pilot.press("i")
        await screen_of(pilot, "MessageDialog")
        assert "契約期間の外" in said(pilot)
        await pilot.press("enter")
        for number in range(count):
            await screen_of(pilot, "ReportScreen")
            app.screen.query_one("#points", OptionList).highlighted = number
            await pilot.press("enter")
            await screen_of(pilot, "ChoiceDialog")
            await pilot.press("down", "enter")
        await screen_of(pilot, "ReportScreen")
        assert "承知" in shown(pilot)
        assert "第1版" in await issue_heading(pilot)
    assert list((folder / "documents").glob("*.docx"))


async def issue_heading(pilot: Pilot[None]) -> str:
    await issue(pilot)
    return pilot.app.screen.heading  # type: ignore[attr-defined]


async def test_a_report_whose_records_have_changed_is_revised_after_a_question(app: SecopsApp, folder: Path) -> None:
    as_of = settle_all(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        app.push_screen(ReportScreen(OPEN_CODE, None))
        await screen_of(pilot, "ReportScreen")
        await issue(pilot)
        await pilot.press("enter")
        await screen_of(pilot, "ReportScreen")
        await until(pilot, lambda: "次は、担当職員に提出" in shown(pilot))
        with Store.open(folder) as store, store.write("test", "件名の訂正") as writer:
            contract = next(one for one in writer.records(Contract) if one.code == OPEN_CODE)
            writer.replace(replace(contract, title="訂正した件名"))
        await pilot.press("i")
        await screen_of(pilot, "ChoiceDialog")
        assert "改訂を推奨" in shown(pilot)
        assert "訂正した件名" in shown(pilot)
        await pilot.press("enter")
        await screen_of(pilot, "MessageDialog")
        assert "第2版" in app.screen.heading  # type: ignore[attr-defined]
    names = sorted(path.name for path in (folder / "documents").glob("*.docx"))
    assert len(names) == 2
    with Store.open(folder) as store:
        assert report_state(store, OPEN_CODE, as_of).issued == (1, 2)


async def test_an_issued_report_is_answered_again_only_after_a_revision_was_agreed_to(
    app: SecopsApp, folder: Path
) -> None:
    settle_all(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ReportScreen(OPEN_CODE, None))
        await screen_of(pilot, "ReportScreen")
        await issue(pilot)
        await pilot.press("enter", "escape")
        await open_item(pilot, OPEN_CODE, 2)
        assert "第1版 発行済み" in shown(pilot)
        await pilot.press("e")
        await screen_of(pilot, "ChoiceDialog")
        await pilot.press("enter")
        await screen_of(pilot, "AnswerDialog")
        await pilot.press("escape")
        await screen_of(pilot, "ItemScreen")
        await until(pilot, lambda: "第2版 作成中" in shown(pilot))


async def test_the_day_of_handing_in_is_entered_where_the_report_was_issued(app: SecopsApp, folder: Path) -> None:
    as_of = settle_all(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ReportScreen(OPEN_CODE, None))
        await screen_of(pilot, "ReportScreen")
        await pilot.press("h")
        await screen_of(pilot, "MessageDialog")
        assert "まだ発行されていません" in said(pilot)
        await pilot.press("enter")
        await screen_of(pilot, "ReportScreen")
        await issue(pilot)
        await pilot.press("enter")
        await screen_of(pilot, "ReportScreen")
        await until(pilot, lambda: app.screen.view.state.locked)  # type: ignore[attr-defined]
        await pilot.press("h")
        await screen_of(pilot, "DayDialog")
        app.screen.query_one(Input).value = "令和6年11月30日"
        await pilot.press("enter")
        await screen_of(pilot, "ReportScreen")
        await until(pilot, lambda: "令和６年１１月３０日に提出済み" in shown(pilot))
    with Store.open(folder) as store:
        report = next(one for one in store.records(Report) if one.as_of == as_of and one.dated_on)
        assert report.submitted_on == date(2024, 11, 30)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_official_wording_turns_with_tab(app: SecopsApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await open_item(pilot, DEMO_CODE, 4)
        assert "受注者は、本業務に従事する者を限定すること" in shown(pilot).replace("\n", "")
        await pilot.press("tab")
        assert "本業務に従事する者を限定する。" in shown(pilot)
        await pilot.press("tab")
        assert "従事者を名簿で限定し" in shown(pilot)
        await pilot.press("<")
        await until(pilot, lambda: app.screen.number == 3)  # type: ignore[attr-defined]
        await pilot.press("]")
        await until(pilot, lambda: app.screen.number == 4)  # type: ignore[attr-defined]
        assert DEMO_AS_OF.isoformat() in shown(pilot)
        assert DEMO_DAY.isoformat() not in shown(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_parts_of_an_item_stand_above_its_duties(app: SecopsApp, size: tuple[int, int]) -> None:
    parts = assessment_of(app.desk.folder, DEMO_CODE).standing(15).parts
    async with app.run_test(size=size) as pilot:
        await open_item(pilot, DEMO_CODE, 15)
        wanted = " ".join(f"{part.mark}{str(part.proposed)[0]}" for part in parts)
        assert wanted.startswith("①")
        assert wanted in shown(pilot)
        await open_item(pilot, DEMO_CODE, 4)
        assert "①" not in str(app.screen.query_one("#parts", Static).content)


def answered_before(folder: Path, number: int, status: str, reason: str) -> date:
    """Answer an item in the report to work on, hand that in, and return the day of the next one."""
    with Store.open(folder) as store:
        as_of = report_day(store, OPEN_CODE, None)
        answer(store, OPEN_CODE, as_of, Reply(number, status, reason, "記録を確認。"), BY)
    return as_of + timedelta(days=61)


async def test_what_was_answered_before_is_shown_and_its_reason_offered(app: SecopsApp, folder: Path) -> None:
    number = first(assessment_of(folder, OPEN_CODE), Proposal.DONE).item.number
    later = answered_before(folder, number, NOT_DONE, "手順書の[/]改定が遅れたため。")
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(ItemScreen(OPEN_CODE, number, later))
        await screen_of(pilot, "ItemScreen")
        await until(pilot, lambda: "前回 未実施" in shown(pilot))
        await pilot.press("e")
        await until(pilot, lambda: type(app.screen).__name__ in {"ChoiceDialog", "AnswerDialog"})
        if type(app.screen).__name__ == "ChoiceDialog":
            await pilot.press("enter")
        await screen_of(pilot, "AnswerDialog")
        form = app.screen
        assert isinstance(form, AnswerDialog)
        assert "手順書の[/]改定" in shown(pilot)
        assert not form.typed()["reason"]  # proposed is another status
        fill(form, status=NOT_DONE)
        await until(pilot, lambda: form.typed()["reason"] == "手順書の[/]改定が遅れたため。")
        fill(form, status=DONE)
        await until(pilot, lambda: not form.typed()["reason"])
        fill(form, status=NOT_DONE, reason="今回の理由。")
        fill(form, status=DONE)
        await until(pilot, lambda: form.typed()["status"] == DONE)
        assert form.typed()["reason"] == "今回の理由。"
