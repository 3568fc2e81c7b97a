"""候補: picking which listed service a recorded one is."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, Input, Static

from secops.actions.lists import link, link_of
from secops.tui.dialogs.confirm import ConfirmDialog
from secops.tui.screens.base import COMMON, DeskScreen, job
from secops.tui.screens.ismap_view import (
    CandidateView,
    candidate_columns,
    pick_lines,
    read_candidates,
    recorded_lines,
)
from secops.tui.widgets.line_table import LineTable
from secops.tui.widgets.prose import Prose
from secops.tui.widgets.title_bar import TitleBar, day_words

if TYPE_CHECKING:
    from secops.store.store import Store
    from secops.tui.app import SecopsApp


class CandidateScreen(DeskScreen[CandidateView]):
    """The recorded service on top, the listed ones below, the likest first."""

    CSS_PATH = "candidates.tcss"
    HEADING = "候補"
    PURPOSE = (
        "記録したクラウドサービスが、リストに掲載されたどのサービスかを選びます。候補は名称と事業者の近い順です。/で、"
        "取り込んだリストの全体から登録番号・名称・事業者で探せます。Enterで選ぶと、残す内容を示します。"
        "掲載は製品ごとです。同じ事業者の別の製品を選ばないよう、名称をよく確かめてください。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "全体から探す", key_display="/"),
        *COMMON,
    ]

    def __init__(self, code: str, cloud_id: str) -> None:
        """Take the contract's 略号 and the id of the service."""
        super().__init__()
        self.code = code
        self.cloud_id = cloud_id

    @property
    def secops(self) -> "SecopsApp":
        """The application."""
        return cast("SecopsApp", self.app)

    def compose(self) -> ComposeResult:
        """The service, the search, and the candidates."""
        yield TitleBar("候補（読込中）")
        with Vertical(id="recorded", classes="pane") as box:
            box.border_title = Content("記録のサービス")
            yield Static(id="recorded-text", markup=False)
        yield Input(placeholder="リストの全体から探す（/）", id="filter", compact=True)
        yield LineTable("候補", id="candidates")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin in the candidates."""
        self.query_one("#candidates").focus()

    def reader(self) -> "Callable[[Store], CandidateView]":
        """Read the service and the lists."""
        return partial(read_candidates, code=self.code, cloud_id=self.cloud_id, on=self.secops.day)

    def show(self, view: CandidateView) -> None:
        """Show the service, and the candidates that the search lets through."""
        day = day_words(self.secops.day, self.secops.today)
        self.query_one(TitleBar).tell(f"候補  {view.checked.cloud.name}", day)
        self.query_one("#recorded-text", Static).update(Prose(recorded_lines(view.checked)))
        self._show_candidates(view)

    def _show_candidates(self, view: CandidateView) -> None:
        typed = self.query_one("#filter", Input).value
        rows = view.matching(typed)
        table = self.query_one("#candidates", LineTable)
        table.fill(candidate_columns(self.size.width - 2), rows)
        count = f"{len(view.rows)}件中 {len(rows)}件" if len(rows) < len(view.rows) else f"{len(rows)}件"
        table.border_title = Content(f"リスト {count}" if typed.strip() else f"候補 {count}（近い順）")

    def on_resize(self) -> None:
        """How much of a name is shown depends on the width."""
        if self.view:
            self.show(self.view)

    def on_input_changed(self, _event: Input.Changed) -> None:
        """Search as one types."""
        if self.view:
            self._show_candidates(self.view)

    def on_input_submitted(self, _event: Input.Submitted) -> None:
        """From the search to the candidates."""
        self.query_one("#candidates").focus()

    def on_line_table_selected(self, event: LineTable.Selected) -> None:
        """Pick it."""
        if self.view:
            self._pick(self.view, event.key)

    @job
    async def _pick(self, view: CandidateView, number: str) -> None:
        """Show what will be kept of the pick, and keep it where that is agreed to."""
        today, code, cloud = self.secops.today, self.code, self.cloud_id
        by = self.desk.by("")
        wanted = await self.desk.run(lambda store: link_of(store, cloud, number, by, today=today, contract=code))
        if not await self.app.push_screen_wait(ConfirmDialog("サービスの特定", pick_lines(view, wanted), "特定する")):
            return
        picked = await self.desk.run(lambda store: link(store, cloud, number, by, today=today, contract=code))
        self.notify(f"{picked.registration_no} {picked.listed_name}と特定しました。", markup=False)
        self.dismiss(None)

    def action_filter(self) -> None:
        """Go to the search."""
        self.query_one("#filter").focus()

    def action_back(self) -> None:
        """From the search to the candidates; then the search away; then back."""
        typed = self.query_one("#filter", Input)
        if typed.has_focus:
            self.query_one("#candidates").focus()
        elif typed.value:
            typed.value = ""
        else:
            super().action_back()
