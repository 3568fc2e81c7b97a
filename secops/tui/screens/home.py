"""ホーム: what must be done today over all contracts, and the map of where the trouble is."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widgets import Footer, Static

from secops.tui.dialogs.choice import ChoiceDialog
from secops.tui.dialogs.day import DayDialog
from secops.tui.marks import Mark, short, word
from secops.tui.screens.base import COMMON, DeskScreen, job
from secops.tui.widgets.line_table import Column, LineTable, Row
from secops.tui.widgets.title_bar import TitleBar, day_words

if TYPE_CHECKING:
    from datetime import date

    from secops.store.store import Store
    from secops.tui.app import SecopsApp
    from secops.tui.snapshot import ContractLine, Deadline, HomeView

EMPTY = """契約がまだ登録されていません。

はじめに、端末で自社と契約を登録してください。
  secops add organisation 名称=… 住所=… 代表者氏名=… 自社=有
  secops add contract 略号=… 契約件名=… 契約締結日=… 開始日=… 終了日=… 受注者=…

表（CSV）があれば、まとめて取り込めます。
  secops import contract 契約.csv

登録すると、この画面に自動で表示されます。
架空の契約で試すには、別の場所で secops demo を実行してください。"""

SEPARATOR = "\t"  # between code and item in a row's key: neither holds one
CODE_WIDTH = 11
NO_ITEM = 0


class HomeScreen(DeskScreen["HomeView"]):
    """Deadlines and the contracts × items matrix."""

    CSS_PATH = "home.tcss"
    HEADING = "ホーム"
    PURPOSE = (
        "全ての契約について、表示している日に何をしなければならないかを示します。「期限」は期限を過ぎたもの、今週、今月、"
        "それ以降のもの、記録の確認が要るものの順です。「契約」は契約と項目の一覧で、印は記録から導いた提案です"
        "（実 実施、未 未実施、該 該当なし、要 要確認）。項目の印の上でEnterを押すと、その項目が開きます。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "report", "報告書"),
        Binding("t", "tables", "表"),
        Binding("i", "lists", "ISMAP照合"),
        Binding("d", "change_day", "日付"),
        Binding("tab", "app.focus_next", "期限・契約", key_display="Tab"),
        Binding("q", "app.quit", "終了"),
        *COMMON,
    ]

    @property
    def secops(self) -> "SecopsApp":
        """The application."""
        return cast("SecopsApp", self.app)

    def compose(self) -> ComposeResult:
        """The frame, at first paint without data."""
        yield TitleBar("secops")
        with Container(id="panes"):
            yield LineTable("期限（読込中）", id="deadlines", headed=False)
            yield LineTable("契約（読込中）", id="contracts", by_cell=True, gap=0)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin in the deadlines; the title stands before the data comes."""
        self._tell_title("")
        self.query_one("#deadlines").focus()

    def reader(self) -> "Callable[[Store], HomeView]":
        """Read all contracts on the day."""

        def read(store: "Store", on: "date") -> "HomeView":
            from secops.tui.snapshot import read_home  # the rules: 60 ms that the first paint need not wait for

            return read_home(store, on)

        return partial(read, on=self.secops.day)

    def show(self, view: "HomeView") -> None:
        """Fill both tables."""
        self._tell_title(view.owner)
        self._tell_beginner(view)
        self.query_one("#deadlines").border_title = Content(self._counts(view))
        self.query_one("#contracts").border_title = Content(f"契約 {len(view.contracts)}件")
        rows = [self._deadline(one, number) for number, one in enumerate(view.deadlines)]
        columns = [Column("", 6), Column("", 10), Column("", CODE_WIDTH), Column("", 3), Column("", 60)]
        self.query_one("#deadlines", LineTable).fill(columns, rows)
        marks = [Column(label, 3) for label in view.items]
        # What is next is short where the deeds are: the title begins as far to the left as they let it.
        deeds = [cell_len(one.next.deed) for one in view.contracts if one.next] if self.has_class("-wide") else []
        columns = [Column("略号", CODE_WIDTH), *marks, Column("次の期限", 11 + max(deeds, default=0))]
        if self.has_class("-wide"):  # a title would be cut after two characters
            columns.append(Column("件名", 60))
        self.query_one("#contracts", LineTable).fill(columns, [self._contract(one) for one in view.contracts])

    def on_resize(self) -> None:
        """What a line tells depends on the width."""
        if self.view:
            self.show(self.view)

    def _tell_beginner(self, view: "HomeView") -> None:
        """In an empty workspace, say what to do next."""
        if bool(view.contracts) == bool(self.query("#empty")):
            self.set_class(not view.contracts, "-empty")
            self.query("#empty").remove()
            if not view.contracts:
                self.mount(Static(EMPTY, id="empty", markup=False), before=self.query_one(Footer))

    @staticmethod
    def _counts(view: "HomeView") -> str:
        counts = [(group, view.count(group)) for group in ("超過", "今週", "今月", "以降", "要確認")]
        return "期限 " + "・".join(f"{group} {count}" for group, count in counts if count) if view.deadlines else "期限"

    def _deadline(self, one: "Deadline", number: int) -> Row:
        due = one.due.isoformat() if one.due else "期限未定"
        what = " ".join(filter(None, (one.who, one.deed)))
        key = SEPARATOR.join((one.code, str(one.item), str(number)))
        return Row(key, (word(one.group), due, one.code, one.label, what))

    def _contract(self, one: "ContractLine") -> Row:
        due: Mark | str = ""
        if one.next and one.next.due:
            what = f"{one.next.due:%m-%d} {one.next.label}"
            if self.has_class("-wide"):  # else it would be cut in the middle of a word
                what = f"{what} {one.next.deed}"
            due = Mark(what, "bad" if one.next.group == "超過" else "")
        title = (one.title,) if self.has_class("-wide") else ()
        return Row(one.code, (one.code, *(short(mark) for mark in one.marks), due, *title))

    def _tell_title(self, owner: str) -> None:
        self.query_one(TitleBar).tell(f"secops  {owner}", day_words(self.secops.day, self.secops.today))

    def on_line_table_selected(self, event: LineTable.Selected) -> None:
        """Open the item under the cursor; from the code or the last columns, the contract."""
        if event.table.id == "deadlines":
            code, item, _ = event.key.split(SEPARATOR)
            self._open(code, int(item))
        else:
            count = len(self.view.items) if self.view else 0
            self._open(event.key, event.column if 0 < event.column <= count else NO_ITEM)

    def _open(self, code: str, item: int) -> None:
        from secops.tui.screens.item import ItemScreen

        self.app.push_screen(ItemScreen(code, item))

    def _code(self) -> str:
        """The contract that the cursor of the table in hand is on."""
        table = self.query_one("#deadlines" if self.query_one("#deadlines").has_focus else "#contracts", LineTable)
        return table.key.split(SEPARATOR)[0] or self.query_one("#contracts", LineTable).key

    def action_report(self) -> None:
        """Open the report of the contract under the cursor."""
        code = self._code()
        if not code:
            self.app.bell()
            return
        from secops.tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(code, None))

    def action_lists(self) -> None:
        """Open the ISMAP lists and the services in use."""
        from secops.tui.screens.ismap import IsmapScreen

        self.app.push_screen(IsmapScreen())

    @job
    async def action_tables(self) -> None:
        """Choose a kind of record and open its table."""
        from secops.tui.screens.table import TableScreen
        from secops.tui.screens.table_view import kind_choices

        name = await self.app.push_screen_wait(ChoiceDialog("表を開く", "", kind_choices()))
        if name:
            self.app.push_screen(TableScreen(name))

    @job
    async def action_change_day(self) -> None:
        """Show another day."""
        says = "この日にどうであるかを、今の記録から示します。報告書の日付や本日は変わりません。"
        day = await self.app.push_screen_wait(DayDialog("表示する日", says, self.secops.day))
        if day:
            self.secops.day = day
            self._tell_title(self.view.owner if self.view else "")
            self.reload(anew=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002  textual's
        """There is nothing behind ホーム to go back to."""
        return action != "back"
