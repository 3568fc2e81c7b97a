"""表: the records of any kind as a plain table, filtered as one types."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Footer, Input

from secops.store.store import Store
from secops.tui.dialogs.choice import ChoiceDialog
from secops.tui.dialogs.message import MessageDialog
from secops.tui.screens.base import COMMON, DeskScreen, job
from secops.tui.screens.table_view import TableView, kind_choices, read_table
from secops.tui.widgets.line_table import LineTable
from secops.tui.widgets.record_view import RecordView
from secops.tui.widgets.title_bar import TitleBar


class TableScreen(DeskScreen[TableView]):
    """Every record of one kind."""

    CSS_PATH = "table.tcss"
    HEADING = "表"
    PURPOSE = (
        "記録を種類ごとに一覧します。/で絞り込みの欄に移り、入れた語を全て含む行だけが残ります。ひらがなとカタカナ、"
        "全角と半角、髙と高のような字体の違いは区別しません。←→で横に送り、Enterで記録の全ての欄を見ます。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "絞り込む", key_display="/"),
        Binding("t", "choose", "ほかの表"),
        *COMMON,
    ]

    def __init__(self, kind_name: str) -> None:
        """Take the code name of a kind."""
        super().__init__()
        self.kind_name = kind_name

    def compose(self) -> ComposeResult:
        """The filter, the table, and beside it the record where there is room."""
        yield TitleBar("表（読込中）")
        yield Input(placeholder="絞り込み（/）", id="filter", compact=True)
        with Container(id="table-sides"):
            yield LineTable(id="records", gap=2)
            yield RecordView(id="record", classes="pane")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin in the table."""
        self.query_one("#records").focus()

    def reader(self) -> "Callable[[Store], TableView]":
        """Read the records of the kind."""
        return partial(read_table, kind_name=self.kind_name)

    def show(self, view: TableView) -> None:
        """Fill the table with what the filter lets through."""
        rows = view.matching(self.query_one("#filter", Input).value)
        self.query_one("#records", LineTable).fill(view.columns, rows)
        count = f"{len(rows)}件" if len(rows) == len(view.rows) else f"{len(view.rows)}件中 {len(rows)}件"
        self.query_one(TitleBar).tell(f"表  {view.kind.label}", count)
        if not rows:
            self.query_one("#record", RecordView).show(Content(""))

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Filter as one types."""
        if self.view:
            self.show(self.view)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """From the filter to the rows."""
        self.query_one("#records").focus()

    def on_line_table_highlighted(self, event: LineTable.Highlighted) -> None:
        """Show the record beside the table."""
        if self.view and event.key in self.view.records and self.has_class("-wide"):
            self.query_one("#record", RecordView).show(self.view.lines(event.key))

    def on_line_table_selected(self, event: LineTable.Selected) -> None:
        """Show the whole record."""
        if self.view:
            heading = f"{self.view.kind.label} {self.view.names[event.key]}"
            self.app.push_screen(MessageDialog(heading, self.view.lines(event.key)))

    def action_filter(self) -> None:
        """Go to the filter."""
        self.query_one("#filter").focus()

    def action_back(self) -> None:
        """From the filter to the rows; then the filter away; then back."""
        typed = self.query_one("#filter", Input)
        if typed.has_focus:
            self.query_one("#records").focus()
        elif typed.value:
            typed.value = ""
        else:
            super().action_back()

    @job
    async def action_choose(self) -> None:
        """Show another kind."""
        name = await self.app.push_screen_wait(ChoiceDialog("表を開く", "", kind_choices(), self.kind_name))
        if name:
            self.kind_name = name
            self.query_one("#filter", Input).value = ""
            self.reload(anew=True)
