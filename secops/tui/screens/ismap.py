"""ISMAP: the imported lists, and how the services in use stand on them."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Footer, Input, Static

from secops.actions.lists import spans_of
from secops.tui.dialogs.message import MessageDialog
from secops.tui.screens.base import COMMON, DeskScreen, job
from secops.tui.screens.ismap_view import (
    LISTS,
    IsmapView,
    list_of,
    list_rows,
    read_ismap,
    read_list_lines,
    service_columns,
    span_lines,
)
from secops.tui.widgets.line_table import Column, LineTable
from secops.tui.widgets.prose import Prose
from secops.tui.widgets.title_bar import TitleBar, day_words

if TYPE_CHECKING:
    from secops.store.store import Store
    from secops.tui.app import SecopsApp

NO_LIST = """リストがまだ取り込まれていません。
ISMAPポータルからクラウドサービスリストを取得し、oで取り込んでください。
端末では secops ismap import FILE で取り込めます（通信はしません）。"""
NO_SERVICE = "この日に利用中のクラウドサービスの記録はありません。"


class IsmapScreen(DeskScreen[IsmapView]):
    """The imported lists above, the services in use below."""

    CSS_PATH = "ismap.tcss"
    HEADING = "ISMAP"
    PURPOSE = (
        "上に取り込んだリスト、下に全ての契約で利用中のクラウドサービスと、表示している日の掲載を示します。要の付いたものは"
        "確かめが要り、先に並びます。サービスの上でEnterを押すと、照合できたものは掲載の経過を示し、できないものは候補から"
        "選べます。cは、照合できたものも選び直せます。リストはISMAPポータルから取得し、oで取り込みます。"
        "「古い」リストは新しいものに替えてください。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "絞り込む", key_display="/"),
        Binding("o", "take_in", "取り込む"),
        Binding("c", "candidates", "候補"),
        Binding("tab", "app.focus_next", "次の欄", key_display="Tab", show=False),
        *COMMON,
    ]

    @property
    def secops(self) -> "SecopsApp":
        """The application."""
        return cast("SecopsApp", self.app)

    def compose(self) -> ComposeResult:
        """The lists, what is to be said of them, the filter and the services."""
        yield TitleBar("ISMAP（読込中）")
        yield LineTable("取り込んだリスト", id="lists")
        yield Static(id="lists-notice", markup=False)
        yield Input(placeholder="サービスを絞り込み（/）", id="filter", compact=True)
        yield LineTable("利用中のサービス", id="services")
        yield Static(NO_SERVICE, id="no-service", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin in the services."""
        self.query_one("#services").focus()

    def reader(self) -> "Callable[[Store], IsmapView]":
        """Read the lists and the services on the day of ホーム."""
        return partial(read_ismap, on=self.secops.day, today=self.secops.today)

    def show(self, view: IsmapView) -> None:
        """Fill both tables."""
        self.query_one(TitleBar).tell("ISMAP", day_words(view.on, self.secops.today))
        width = self.size.width - 2
        taken = sum(column.width + 1 for column in LISTS)
        lists = self.query_one("#lists", LineTable)
        lists.fill((*LISTS, Column("ファイル", max(width - taken - 1, 12))), list_rows(view))
        lists.set_class(not view.held, "-none")
        notice = self.query_one("#lists-notice", Static)
        notice.update(Prose(Content(view.notice if view.held else NO_LIST)))
        notice.set_class(not (view.notice or not view.held), "-none")
        self._show_services(view)

    def _show_services(self, view: IsmapView) -> None:
        table = self.query_one("#services", LineTable)
        rows = view.matching(self.query_one("#filter", Input).value)
        table.fill(service_columns(list(view.checked.values()), self.size.width - 2), rows)
        count = f"{len(rows)}件" if len(rows) == len(view.checked) else f"{len(view.checked)}件中 {len(rows)}件"
        left = f"・要確認 {view.open_count}件" if view.open_count else ""
        table.border_title = Content(f"利用中のサービス {count}{left}")
        self.set_class(not view.checked, "-no-service")

    def on_resize(self) -> None:
        """How much of a name is shown depends on the width."""
        if self.view:
            self.show(self.view)

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Filter as one types."""
        if self.view:
            self._show_services(self.view)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """From the filter to the services."""
        self.query_one("#services").focus()

    def on_line_table_selected(self, event: LineTable.Selected) -> None:
        """Open what was chosen: a list, a service's spans, or the candidates for it."""
        if self.view is None:
            return
        if event.table.id == "lists":
            self._open_list(self.view, event.key)
        elif self.view.checked[event.key].certain:
            self._open_spans(self.view, event.key)
        else:
            self._open_candidates(self.view, event.key)

    @job
    async def _open_list(self, view: IsmapView, key: str) -> None:
        """Show what is kept of a list, and what it changed."""
        imported = list_of(view, key)
        lines = await self.desk.run(lambda store: read_list_lines(store, imported))
        self.app.push_screen(MessageDialog(f"{imported.name} {imported.as_of}現在", lines))

    @job
    async def _open_spans(self, view: IsmapView, key: str) -> None:
        """Show on which lists a matched service stood, and when."""
        one = view.checked[key]
        spans = await self.desk.run(lambda store: spans_of(store, one.match.number))
        self.app.push_screen(MessageDialog(f"掲載の経過 {one.cloud.name}", span_lines(one, spans)))

    def _open_candidates(self, view: IsmapView, key: str) -> None:
        if not view.held:
            self.app.push_screen(MessageDialog("リスト未取込", NO_LIST))
            return
        from secops.tui.screens.candidates import CandidateScreen

        self.app.push_screen(CandidateScreen(view.checked[key].dossier.contract.code, key))

    def action_candidates(self) -> None:
        """Pick which listed service the one under the cursor is, even where it is matched."""
        key = self.query_one("#services", LineTable).key
        if self.view and key:
            self._open_candidates(self.view, key)
        else:
            self.app.bell()

    @job
    async def action_take_in(self) -> None:
        """Take a list in from a file."""
        from secops.tui.screens.ismap_import import take_list

        done = await take_list(self)
        if done:
            self.notify(f"{done.name} {done.as_of}現在のリスト{done.count}件を取り込みました。", markup=False)
            self.reload()

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#filter").focus()

    def action_back(self) -> None:
        """From the filter to the services; then the filter away; then back."""
        typed = self.query_one("#filter", Input)
        if typed.has_focus:
            self.query_one("#services").focus()
        elif typed.value:
            typed.value = ""
        else:
            super().action_back()
