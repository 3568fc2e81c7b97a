"""Taking a list in through the dialog: looked at first, shown, and only then written."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from textual.content import Content

from secops.actions.lists import DayAhead, Imported, ListImport, ListShrunk, import_list
from secops.base.errors import InputError, SecopsError
from secops.exchange.ismap_list import HeadingsMissing, ListUnclear
from secops.tui.dialogs.choice import ChoiceDialog
from secops.tui.dialogs.confirm import ConfirmDialog
from secops.tui.dialogs.message import MessageDialog
from secops.tui.dialogs.take_list import ListForm, TakeListDialog
from secops.tui.marks import paint
from secops.tui.screens.base import DeskScreen
from secops.tui.screens.ismap_view import change_lines

if TYPE_CHECKING:
    from secops.tui.app import SecopsApp

SHOWN = 4  # faults that stand beside the field


async def take_list(screen: DeskScreen[Any]) -> Imported | None:
    """Ask until a list is taken in; None when the form was left. What was typed comes back with what is wrong."""
    form: ListForm | None = ListForm()
    while True:
        form = await screen.app.push_screen_wait(TakeListDialog(form or ListForm()))
        if form is None:
            return None
        try:
            done = await _tried(screen, wish_of(form))
        except InputError as error:
            form = refused(form, error)
        except SecopsError as error:
            await screen.app.push_screen_wait(MessageDialog.of(error))
        else:
            if done is not None:
                return done


def wish_of(form: ListForm) -> ListImport:
    """Return what a form asks for."""
    return ListImport(form.file, form.list_id, form.day, form.headings)


async def _tried(screen: DeskScreen[Any], wish: ListImport) -> Imported | None:
    """Look at a list, show what it changes, and take it in where that is agreed to."""
    try:
        found = await _import(screen, replace(wish, dry_run=True))
    except ListShrunk as shrunk:
        says = f"{shrunk.change}一部だけのファイルでないか確かめてください。"
        choices = (("", "取り込まずに戻る"), ("accept", "リスト全体のファイルなので、続ける"))
        if await screen.app.push_screen_wait(ChoiceDialog("件数が減っています", says, choices)) != "accept":
            return None
        wish = replace(wish, accept_shrink=True)
        found = await _import(screen, replace(wish, dry_run=True))
    says_found = Content.assemble(
        f"{found.name} {found.as_of}現在 {found.count}件",
        paint(f"\n{wish.path}", "quiet"),
        "\n\n",
        change_lines(found),
    )
    if not await screen.app.push_screen_wait(ConfirmDialog("取り込む内容", says_found, "取り込む")):
        return None
    return await _import(screen, wish)


async def _import(screen: DeskScreen[Any], wish: ListImport) -> Imported:
    today = cast("SecopsApp", screen.app).today
    by = screen.desk.by("")
    return await screen.desk.run(lambda store: import_list(store, wish, by, today))


def refused(form: ListForm, error: InputError) -> ListForm:
    """Return the form with why the list was not taken in beside the field that can mend it."""
    if isinstance(error, HeadingsMissing) and error.found:
        missing = tuple(dict.fromkeys((*form.missing, *error.missing)))
        faults = dict.fromkeys(error.missing, "この見出しがファイルにありません。当たるものを選んでください。")
        return replace(form, missing=missing, found=error.found, faults=faults)
    if isinstance(error, ListUnclear):
        return replace(form, faults={"list": "どのリストか、ファイルからは分かりません。選んでください。"})
    if isinstance(error, DayAhead):
        says = f"リストの日付（{error.as_of}）が今日より後です。正しい日付を入れてください。"
        return replace(form, faults={"as_of": says})
    if isinstance(error, HeadingsMissing):
        return replace(form, faults={"path": "このファイルにはリストの表が見つかりません。"})
    lines = [error.message, *(f"  {fault}" for fault in error.faults[:SHOWN])]
    more = len(error.faults) - SHOWN
    return replace(form, faults={"path": "\n".join(lines + ([f"  ほか{more}か所"] if more > 0 else []))})
