"""ISMAP and 候補: from the key to the record, and what may stand in the way. All lists here are fictional (架空)."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, RadioSet, Static
from tui_pilot import app_on, said, screen_of, shown, until

from secops.actions.demo import DEMO_DAY
from secops.ismap.history import History
from secops.records.clouds import Cloud, Link
from secops.store.store import Store
from secops.tui.app import SecopsApp
from secops.tui.dialogs.confirm import ConfirmDialog
from secops.tui.dialogs.take_list import TakeListDialog
from secops.tui.screens.ismap import IsmapScreen
from secops.tui.widgets.line_table import LineTable, Mark
from secops.tui.widgets.prose import Prose

UNMATCHED = "架空アンケートフォーム"
MATCHED = "架空セキュアストレージ"
HEAD = "登録番号,クラウドサービスの名称,クラウドサービス事業者の名称,登録の有効期限"
ROWS = (
    "C00-0000-1,架空セキュアストレージ,架空クラウド株式会社,2025-04-30",
    "C00-0002-3,架空フォーム 行政版,架空フォーム株式会社,2025-05-31",
    "C00-0009-9,架空[/]メール[bold],架空メール株式会社,2025-06-30",
)
NEXT_DAY = date(2024, 11, 10)


def listed(folder: Path, *rows: str, head: str = HEAD, title: str = "ISMAPクラウドサービスリスト（架空）") -> Path:
    """A list saved beside the workspace."""
    path = folder.parent / "架空の一覧.csv"
    path.write_text("\n".join(([title] if title else []) + [head, *rows]), encoding="utf-8")
    return path


def lists_of(folder: Path) -> History:
    with Store.open(folder) as store:
        return store.lists()


def cloud_named(folder: Path, name: str) -> Cloud:
    with Store.open(folder) as store:
        return next(one for one in store.records(Cloud) if one.name == name)


def cells(table: LineTable, key: str) -> list[str]:
    row = next(row for row in table.rows if row.key == key)
    return [cell.text if isinstance(cell, Mark) else cell for cell in row.cells]


async def open_ismap(pilot: Pilot[None]) -> LineTable:
    await screen_of(pilot, "HomeScreen")
    await pilot.press("i")
    await screen_of(pilot, "IsmapScreen")
    return pilot.app.screen.query_one("#services", LineTable)


async def open_dialog(pilot: Pilot[None]) -> TakeListDialog:
    await pilot.press("o")
    return await dialog(pilot)


async def dialog(pilot: Pilot[None]) -> TakeListDialog:
    await screen_of(pilot, "TakeListDialog")
    assert isinstance(pilot.app.screen, TakeListDialog)
    return pilot.app.screen


async def again(pilot: Pilot[None], before: TakeListDialog) -> TakeListDialog:
    """The dialog that comes back with what is wrong."""
    await until(pilot, lambda: pilot.app.screen is not before and isinstance(pilot.app.screen, TakeListDialog))
    return await dialog(pilot)


def type_in(form: TakeListDialog, path: Path | str = "", as_of: str = "", list_label: str = "") -> None:
    form.query_one("#path", Input).value = str(path)
    form.query_one("#as_of", Input).value = as_of
    if list_label:
        next(one for one in form.query_one("#list", RadioSet).children if one.name == list_label).value = True  # type: ignore[attr-defined]


def error(form: TakeListDialog, name: str) -> str:
    shown_there = form.query_one(f"#{name}-error", Static).content
    assert isinstance(shown_there, Prose)
    return shown_there.content.plain


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_i_shows_the_lists_and_the_services_those_not_in_order_first(
    app: SecopsApp, folder: Path, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as pilot:
        services = await open_ismap(pilot)
        screen = shown(pilot)
        assert services.rows[0].key == cloud_named(folder, UNMATCHED).id
        assert cells(services, services.rows[0].key)[:3] == ["要", "登録番号不明", UNMATCHED]
        assert cells(services, cloud_named(folder, MATCHED).id)[:5] == ["", "掲載", MATCHED, "C00-0000-1", "番号"]
    for wanted in ("現行", "以前", "2024-11-01", "14日", "R6後継者", "要機密", "未確認", "取り込む", "説明"):
        assert wanted in screen


async def test_a_candidate_is_picked_and_kept_with_who_when_and_by_which_list(app: SecopsApp, folder: Path) -> None:
    cloud = cloud_named(folder, UNMATCHED)
    async with app.run_test(size=(80, 24)) as pilot:
        services = await open_ismap(pilot)
        services.move_to(cloud.id)
        await pilot.press("enter")
        await screen_of(pilot, "CandidateScreen")
        assert "架空フォーム株式会社" in shown(pilot)
        candidates = app.screen.query_one("#candidates", LineTable)
        assert candidates.rows[0].key == "C00-0002-3"
        await pilot.press("enter")
        await screen_of(pilot, "ConfirmDialog")
        for wanted in ("C00-0002-3", "架空フォーム 行政版", "ISMAP 2024-11-01現在", "2024-11-15", "tester"):
            assert wanted in shown(pilot)
        await pilot.press("escape")
        await screen_of(pilot, "CandidateScreen")
        with Store.open(folder) as store:
            assert not [one for one in store.records(Link) if one.cloud == cloud.id]
        await pilot.press("enter")
        await screen_of(pilot, "ConfirmDialog")
        await pilot.press("enter")
        await screen_of(pilot, "IsmapScreen")
        await until(pilot, lambda: cells(services, cloud.id)[4] == "選択")
        await pilot.press("enter")
        await screen_of(pilot, "MessageDialog")
        assert "tester（ISMAP 2024-11-01現在）" in said(pilot)
    with Store.open(folder) as store:
        kept = next(one for one in store.records(Link) if one.cloud == cloud.id)
    assert (kept.registration_no, kept.linked_by, kept.linked_on) == ("C00-0002-3", "tester", DEMO_DAY)
    assert (kept.list_name, kept.list_as_of_on) == ("ISMAP", date(2024, 11, 1))


async def test_the_whole_list_is_searched_for_a_candidate(app: SecopsApp, folder: Path) -> None:
    async with app.run_test(size=(120, 40)) as pilot:
        services = await open_ismap(pilot)
        services.move_to(cloud_named(folder, MATCHED).id)
        await pilot.press("c")  # also where it is matched: a wrong pick can be mended
        await screen_of(pilot, "CandidateScreen")
        assert "今は「C00-0000-1」" in shown(pilot)
        await pilot.press("slash")
        app.screen.query_one("#filter", Input).value = "架空　ぐるーぷ"
        candidates = app.screen.query_one("#candidates", LineTable)
        await until(pilot, lambda: [row.key for row in candidates.rows] == ["C00-0001-2"])
        await pilot.press("escape", "escape")
        await until(pilot, lambda: len(candidates.rows) > 1)
        await pilot.press("escape")
        await screen_of(pilot, "IsmapScreen")


async def test_enter_on_a_matched_service_shows_its_days_on_the_lists(app: SecopsApp, folder: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        services = await open_ismap(pilot)
        services.move_to(cloud_named(folder, MATCHED).id)
        await pilot.press("enter")
        await screen_of(pilot, "MessageDialog")
        for wanted in ("C00-0000-1", "ISMAP", "2024-07-01から", "（掲載中）", "2025-04-30"):
            assert wanted in said(pilot)


async def test_a_list_is_taken_in_after_its_changes_were_shown(app: SecopsApp, folder: Path) -> None:
    before = lists_of(folder)
    path = listed(folder, *ROWS)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_ismap(pilot)
        form = await open_dialog(pilot)
        type_in(form, f"'{path}'", "R6.11.10")
        await pilot.press("enter")
        await screen_of(pilot, "ConfirmDialog")
        screen = app.screen
        assert isinstance(screen, ConfirmDialog)
        for wanted in ("2024-11-10現在 3件", "追加 1件", "架空[/]メール[bold]", "削除 1件", "架空グループウェア"):
            assert wanted in screen.says.plain
        assert "架空[/]メール[bold]" in shown(pilot)
        assert lists_of(folder) == before
        await pilot.press("escape")  # back to the form, nothing lost
        form = await again(pilot, form)
        assert form.query_one("#as_of", Input).value == "R6.11.10"
        await pilot.press("enter")
        await screen_of(pilot, "ConfirmDialog")
        await pilot.press("enter")
        await screen_of(pilot, "IsmapScreen")
        lists = app.screen.query_one("#lists", LineTable)
        await until(pilot, lambda: len(lists.rows) == len(before.lists) + 1)
        assert [cells(lists, row.key)[0] for row in lists.rows] == ["現行", "以前", "以前"]
        lists.focus()
        await pilot.press("home", "enter")
        await screen_of(pilot, "MessageDialog")
        assert "追加 1件" in said(pilot)
    newest = lists_of(folder).lists[-1]
    assert (newest.as_of, newest.file_name, len(newest.entries)) == (NEXT_DAY, path.name, 3)


async def test_a_bad_file_says_why_beside_the_field_and_nothing_is_written(app: SecopsApp, folder: Path) -> None:
    before = lists_of(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_ismap(pilot)
        form = await open_dialog(pilot)
        type_in(form, "", "きのう")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: bool(error(form, "path")))
        assert "ファイルのパス" in error(form, "path")
        assert "必要なのは日付" in error(form, "as_of")
        assert app.focused is form.query_one("#path")
        empty = folder.parent / "空.csv"
        empty.touch()
        doubled = listed(folder, ROWS[0], ROWS[0])
        for path, why in ((folder / "無い.csv", "見つかりません"), (empty, "空です"), (doubled, "にもあります")):
            type_in(form, path)
            await pilot.press("ctrl+s")
            form = await again(pilot, form)
            assert why in error(form, "path")
            assert form.query_one("#path", Input).value == str(path)
        type_in(form, listed(folder, *ROWS), "2024-12-01")
        await pilot.press("ctrl+s")
        form = await again(pilot, form)
        assert "今日より後" in error(form, "as_of")
        assert app.focused is form.query_one("#as_of")
        await pilot.press("escape")
        await screen_of(pilot, "IsmapScreen")
    assert lists_of(folder) == before


async def test_a_heading_that_is_not_known_is_asked_for_in_the_dialog(app: SecopsApp, folder: Path) -> None:
    path = listed(folder, *ROWS, head=HEAD.replace("登録番号", "架空[番]号"))
    async with app.run_test(size=(80, 24)) as pilot:
        await open_ismap(pilot)
        form = await open_dialog(pilot)
        type_in(form, path, "2024-11-10")
        await pilot.press("enter")
        form = await again(pilot, form)
        assert "「登録番号」に当たる見出し" in shown(pilot)
        assert app.focused is form.query_one("#heading-0", OptionList)
        assert "架空[番]号" in shown(pilot)
        assert "クラウドサービスの名称" in shown(pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: "選んでください" in error(form, "heading-0"))
        form.query_one("#heading-0", OptionList).highlighted = 0
        await pilot.press("enter")
        await screen_of(pilot, "ConfirmDialog")
        await pilot.press("enter")
        await screen_of(pilot, "IsmapScreen")
    assert lists_of(folder).lists[-1].as_of == NEXT_DAY


async def test_which_list_it_is_is_asked_for_where_the_file_does_not_tell(app: SecopsApp, folder: Path) -> None:
    path = listed(folder, *(row.replace("C00-", "Z-") for row in ROWS), title="")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_ismap(pilot)
        form = await open_dialog(pilot)
        type_in(form, path, "2024-11-10")
        await pilot.press("enter")
        form = await again(pilot, form)
        assert "どのリストか" in error(form, "list")
        type_in(form, path, "2024-11-10", "ISMAP-LIU")
        await pilot.press("ctrl+s")
        await screen_of(pilot, "ConfirmDialog")
        assert "ISMAP-LIUの最初の取込みです（3件）" in shown(pilot)
        await pilot.press("enter")
        await screen_of(pilot, "IsmapScreen")
    assert lists_of(folder).days("ISMAP-LIU") == (NEXT_DAY,)


async def test_a_list_much_shorter_is_taken_in_only_after_a_question(app: SecopsApp, folder: Path) -> None:
    before = lists_of(folder)
    path = listed(folder, ROWS[0])
    async with app.run_test(size=(80, 24)) as pilot:
        await open_ismap(pilot)
        form = await open_dialog(pilot)
        type_in(form, path, "2024-11-10")
        await pilot.press("enter")
        await screen_of(pilot, "ChoiceDialog")
        assert "減っています" in shown(pilot)
        assert "--accept-shrink" not in shown(pilot)
        await pilot.press("enter")
        await again(pilot, form)
        assert lists_of(folder) == before
        await pilot.press("enter")
        await screen_of(pilot, "ChoiceDialog")
        await pilot.press("down", "enter")
        await screen_of(pilot, "ConfirmDialog")
        await pilot.press("enter")
        await screen_of(pilot, "IsmapScreen")
    assert len(lists_of(folder).lists[-1].entries) == 1


async def test_an_old_list_is_marked_and_told(folder: Path) -> None:
    day = date(2024, 11, 1) + timedelta(days=61)
    app = app_on(folder, day)
    async with app.run_test(size=(80, 24)) as pilot:
        await open_ismap(pilot)
        lists = app.screen.query_one("#lists", LineTable)
        assert cells(lists, lists.rows[0].key)[0] == "古い"
        assert cells(lists, lists.rows[1].key)[0] == "以前"
        assert "古くなっています" in "".join(shown(pilot).split())


async def test_without_lists_the_screen_says_where_to_take_them_from(tmp_path: Path) -> None:
    Store.create(tmp_path / "empty").close()
    app = app_on(tmp_path / "empty")
    async with app.run_test(size=(80, 24)) as pilot:
        await open_ismap(pilot)
        for wanted in ("ISMAPポータル", "secops ismap import FILE", "記録はありません"):
            assert wanted in shown(pilot)
        await pilot.press("c", "enter", "slash", "escape")
        assert type(app.screen) is IsmapScreen
        form = await open_dialog(pilot)
        type_in(form, listed(tmp_path / "empty", *ROWS), "2024-11-10")
        await pilot.press("enter")
        await screen_of(pilot, "ConfirmDialog")
        await pilot.press("enter")
        await screen_of(pilot, "IsmapScreen")
        await until(pilot, lambda: "現行" in shown(pilot))
        assert "secops ismap import FILE" not in shown(pilot)


async def test_a_number_whose_name_differs_is_settled_by_a_pick(app: SecopsApp, folder: Path) -> None:
    with Store.open(folder) as store, store.write("test", "番号の記入") as writer:
        cloud = next(one for one in writer.records(Cloud) if one.name == UNMATCHED)
        writer.replace(replace(cloud, name="[/]別の名", registration_no="C00-0001-2"))
    async with app.run_test(size=(120, 40)) as pilot:
        services = await open_ismap(pilot)
        assert "[/]別の名" in shown(pilot)
        services.move_to(cloud.id)
        await pilot.press("enter")
        await screen_of(pilot, "CandidateScreen")
        assert "異なります" in shown(pilot)
        assert app.screen.query_one("#candidates", LineTable).rows[0].key == "C00-0001-2"


async def test_the_services_are_filtered_as_one_types(app: SecopsApp) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        services = await open_ismap(pilot)
        await pilot.press("slash")
        app.screen.query_one("#filter", Input).value = "r6物流 ふぉーむ"
        await until(pilot, lambda: len(services.rows) == 1)
        assert "3件中 1件" in shown(pilot)
        await pilot.press("enter", "escape")
        await until(pilot, lambda: len(services.rows) > 1)


async def test_help_tells_of_both_screens(app: SecopsApp, folder: Path) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        services = await open_ismap(pilot)
        await pilot.press("f1")
        await screen_of(pilot, "MessageDialog")
        for wanted in ("取り込む", "候補", "絞り込む", "ポータル"):
            assert wanted in said(pilot)
        await pilot.press("enter")
        await screen_of(pilot, "IsmapScreen")
        services.move_to(cloud_named(folder, UNMATCHED).id)
        await pilot.press("enter")
        await screen_of(pilot, "CandidateScreen")
        await pilot.press("question_mark")
        await screen_of(pilot, "MessageDialog")
        for wanted in ("全体から探す", "製品ごと"):
            assert wanted in said(pilot)


async def test_a_screen_left_while_it_is_read_shows_nothing_more(
    app: SecopsApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        await open_ismap(pilot)
        screen = app.screen
        assert isinstance(screen, IsmapScreen)
        shown_again: list[object] = []
        monkeypatch.setattr(screen, "show", shown_again.append)
        screen.dismiss(None)
        screen._head = None
        await screen.guarded(screen._load)
        await until(pilot, lambda: type(app.screen).__name__ == "HomeScreen")
        assert not shown_again
