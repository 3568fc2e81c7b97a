"""ホーム and 表, and what holds on every screen: typed text, errors, help, other programs' writes."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Input
from tui_pilot import app_on, fill, open_form, open_item, said, screen_of, shown, until

from secops.actions.demo import DEMO_CODE, DEMO_DAY
from secops.base.errors import ExitCode, InputError
from secops.records.contracts import Contract
from secops.records.organisations import Person
from secops.store.errors import Busy
from secops.store.store import Store
from secops.tui.app import SecopsApp
from secops.tui.screens import home
from secops.tui.screens.item import ItemScreen
from secops.tui.screens.table import TableScreen
from secops.tui.widgets.line_table import Column, LineTable, Row


def fault_log(folder: Path) -> Path:
    return next(folder.rglob("fault-*.txt"))


async def press_r(app: SecopsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await screen_of(pilot, "HomeScreen")
        await pilot.press("r")


def rename(folder: Path, title: str, code: str = DEMO_CODE) -> None:
    with Store.open(folder) as store, store.write("test", "件名") as writer:
        contract = next(one for one in writer.records(Contract) if one.code == code)
        writer.replace(replace(contract, title=title))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (170, 45)])
async def test_home_shows_deadlines_matrix_and_keys_at_every_width(app: SecopsApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await screen_of(pilot, "HomeScreen")
        screen = shown(pilot)
    for wanted in ("超過", DEMO_CODE, "17)", "報告書", "終了", "説明", DEMO_DAY.isoformat(), "次の期限"):
        assert wanted in screen
    assert all(len(line) <= size[0] for line in screen.splitlines())


async def test_an_empty_workspace_says_what_to_do_next(tmp_path: Path) -> None:
    Store.create(tmp_path / "empty").close()
    async with app_on(tmp_path / "empty").run_test(size=(80, 24)) as pilot:
        await screen_of(pilot, "HomeScreen")
        assert "secops add contract" in shown(pilot)
        assert "secops import contract" in shown(pilot)
        await pilot.press("r", "enter", "question_mark")
        await screen_of(pilot, "MessageDialog")


async def test_a_missing_workspace_is_told_and_the_app_lives(tmp_path: Path) -> None:
    app = app_on(tmp_path / "nowhere")
    async with app.run_test(size=(80, 24)) as pilot:
        await screen_of(pilot, "MessageDialog")
        assert "secops init" in said(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "HomeScreen")
        assert not app.desk.busy
        await pilot.press("q")
    assert app.return_code == 0


async def test_the_date_is_changed_and_home_follows(app: SecopsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await screen_of(pilot, "HomeScreen")
        assert app.screen.view.count("超過")  # type: ignore[attr-defined]
        await pilot.press("d")
        await screen_of(pilot, "DayDialog")
        field = app.screen.query_one(Input)
        field.value = "きのう"
        await pilot.press("enter")
        assert "必要なのは日付" in shown(pilot)
        field.value = "R6.7.2"
        await pilot.pause()
        assert "令和６年７月２日（火）" in shown(pilot)
        await pilot.press("enter")
        await screen_of(pilot, "HomeScreen")
        await until(pilot, lambda: app.screen.view.on == date(2024, 7, 2))  # type: ignore[attr-defined]
        assert not app.screen.view.count("超過")  # type: ignore[attr-defined]
        assert "2024-07-02" in shown(pilot)
        assert "本日 2024-11-15" in shown(pilot)


async def test_enter_on_a_mark_opens_that_item(app: SecopsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await screen_of(pilot, "HomeScreen")
        await pilot.press("tab")
        app.screen.query_one("#contracts", LineTable).cursor_column = 5
        await pilot.press("enter")
        await screen_of(pilot, "ItemScreen")
        await until(pilot, lambda: app.screen.number == 5)  # type: ignore[attr-defined]
        await pilot.press("escape")
        await screen_of(pilot, "HomeScreen")


async def test_what_looks_like_markup_is_shown_as_it_was_typed(folder: Path) -> None:
    odd = "調査[a][/]事業[bold]"
    rename(folder, odd)
    with Store.open(folder) as store, store.write("test", "氏名") as writer:
        someone = next(iter(writer.records(Person)))
        writer.replace(replace(someone, name="[/] [red]甲[/red]", employee_no="[1]"))
    app = app_on(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await screen_of(pilot, "HomeScreen")
        app.push_screen(ItemScreen(DEMO_CODE, 4))
        await screen_of(pilot, "ItemScreen")
        assert odd in shown(pilot)
        assert "[/] [red]甲[/red]" in shown(pilot)
        await pilot.press("r")
        await screen_of(pilot, "ReportScreen")
        assert odd in shown(pilot)
        app.push_screen(TableScreen("person"))
        await screen_of(pilot, "TableScreen")
        assert "[/] [red]甲[/red]" in shown(pilot)
        table = app.screen.query_one("#records", LineTable)
        table.move_to(someone.id)
        await pilot.press("enter")
        await screen_of(pilot, "MessageDialog")
        assert "[/] [red]甲[/red]" in said(pilot)


async def test_a_table_filters_as_one_types_and_folds_variants(app: SecopsApp) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        await screen_of(pilot, "HomeScreen")
        await pilot.press("t")
        await screen_of(pilot, "ChoiceDialog")
        app.screen.dismiss("person")
        await screen_of(pilot, "TableScreen")
        table = app.screen.query_one("#records", LineTable)
        everyone = len(table.rows)
        await pilot.press("slash")
        app.screen.query_one("#filter", Input).value = "たかはし 高"
        await until(pilot, lambda: len(table.rows) == 1)
        assert "髙橋" in table.rows[0].cells[1]
        assert f"{everyone}件中 1件" in shown(pilot)
        await pilot.press("escape", "escape")
        await until(pilot, lambda: len(table.rows) == everyone)
        await pilot.press("escape")
        await screen_of(pilot, "HomeScreen")


async def test_ten_thousand_rows_are_drawn_line_by_line(app: SecopsApp, folder: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await screen_of(pilot, "HomeScreen")
        table = app.screen.query_one("#deadlines", LineTable)
        rows = [Row(str(number), (f"従事者{number}", "髙橋　一郎")) for number in range(10_000)]
        table.fill([Column("", 12), Column("", 20)], rows)
        await pilot.press("end")
        assert table.key == "9999"
        assert "従事者9999" in shown(pilot)
        await pilot.press("home", "pagedown", "up")
        assert 0 < table.cursor_row < 20


async def test_what_another_program_writes_appears_by_itself(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SecopsApp, "WATCH_SECONDS", 0.02)
    app = app_on(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        await screen_of(pilot, "HomeScreen")
        await until(pilot, app._watcher.watching.is_set)
        rename(folder, "別の端末で")
        await until(pilot, lambda: "別の端末で" in shown(pilot))


async def test_an_error_of_the_store_is_a_message_and_the_app_lives(
    app: SecopsApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await screen_of(pilot, "HomeScreen")
        app.push_screen(ItemScreen("R6物流", 2))
        await screen_of(pilot, "ItemScreen")

        def busy(*_args: object) -> None:
            raise Busy("ほかのプログラムが書き込んでいます。")

        with monkeypatch.context() as patched:
            patched.setattr("secops.actions.answers.answer", busy)
            await pilot.press("s")
            await screen_of(pilot, "MessageDialog")
        assert "ほかのプログラム" in said(pilot)
        await pilot.press("enter")
        await screen_of(pilot, "ItemScreen")
        await pilot.press("s")
        await until(pilot, lambda: bool(app.screen.view.answer(2)))  # type: ignore[attr-defined]


async def test_what_was_typed_comes_back_when_it_cannot_be_written(
    app: SecopsApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_args: object) -> None:
        raise InputError("書き込めません。")

    async with app.run_test(size=(80, 24)) as pilot:
        await open_item(pilot, "R6物流", 2)
        form = await open_form(pilot)
        monkeypatch.setattr("secops.actions.answers.answer", refused)
        fill(form, status="未実施", reason="改定中のため。", basis="[担当]に確認。")
        await pilot.press("ctrl+s")
        await screen_of(pilot, "MessageDialog")
        await pilot.press("enter")
        await screen_of(pilot, "AnswerDialog")
        assert app.screen.typed()["basis"] == "[担当]に確認。"  # type: ignore[attr-defined]


async def test_a_fault_of_ours_in_a_job_is_kept_in_a_file_and_the_app_goes_on(
    app: SecopsApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    async with app.run_test(size=(80, 24)) as pilot:
        await screen_of(pilot, "HomeScreen")
        monkeypatch.setattr("secops.tui.snapshot.read_home", broken)
        app.screen.reload(anew=True)  # type: ignore[attr-defined]
        await screen_of(pilot, "MessageDialog")
        assert str(fault_log(tmp_path)) in said(pilot)
        assert "Traceback" not in shown(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "HomeScreen")
    assert "ZeroDivisionError" in fault_log(tmp_path).read_text(encoding="utf-8")


async def test_a_fault_of_ours_in_a_handler_ends_the_app_cleanly(
    app: SecopsApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise ZeroDivisionError("a fault of ours")

    monkeypatch.setattr(home.HomeScreen, "action_report", broken)
    with pytest.raises(ZeroDivisionError):  # only a pilot has it raised
        await press_r(app)
    assert app.return_code == ExitCode.FAULT
    assert fault_log(tmp_path).stat().st_mode & 0o077 == 0


async def test_help_lists_the_keys_of_the_screen(app: SecopsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await screen_of(pilot, "HomeScreen")
        app.push_screen(ItemScreen(DEMO_CODE, 4))
        await screen_of(pilot, "ItemScreen")
        await pilot.press("f1")
        await screen_of(pilot, "MessageDialog")
        says = said(pilot)
    for wanted in ("基準日", "提案を採る", "全て採る", "前の項目", "Esc", "Tab"):
        assert wanted in says
