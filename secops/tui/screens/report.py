"""報告書: 基準日, what is to be decided, the rows as they will be printed, and issuing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from secops.actions.issue import Issue, Wish, issue_report
from secops.actions.report_state import PrintedRow, ReportState, report_state
from secops.actions.standing import report_day
from secops.base.dates import format_era
from secops.base.errors import Refused
from secops.duties.contradiction import Contradiction
from secops.store.store import Store
from secops.tui.dialogs.choice import ChoiceDialog
from secops.tui.dialogs.day import DayDialog
from secops.tui.dialogs.message import MessageDialog
from secops.tui.marks import content, paint, word
from secops.tui.screens.base import COMMON, DeskScreen, job
from secops.tui.widgets.prose import Prose
from secops.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from secops.tui.app import SecopsApp

ITEM, CONTRADICTION = "item", "contradiction"  # what an option stands for; its id is 「item:4」


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report of one contract for a day."""

    code: str
    as_of: date
    state: ReportState


def read_report_view(store: Store, code: str, as_of: date | None) -> ReportView:
    """Read the report of a day, or the one to work on."""
    day = report_day(store, code, as_of)
    return ReportView(code, day, report_state(store, code, day))


class ReportScreen(DeskScreen[ReportView]):
    """One report on its way to the ministry."""

    CSS_PATH = "report.tcss"
    HEADING = "報告書"
    PURPOSE = (
        "実施状況報告書を発行します。「決めること」に残っているものをEnterで一つずつ決め、「確認」で印字される内容を見て、"
        "iで発行します。記録どうしの矛盾は、記録を直すか、承知の上で発行するかを選びます。発行した後に記録が変わったときは、"
        "変わった点を示し、改訂を勧めます。担当職員に提出したら、hで提出日を入れてください。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "app.focus_next", "決めること・確認", key_display="Tab", show=False),
        Binding("i", "issue", "発行"),
        Binding("h", "submitted", "提出日"),
        Binding("d", "change_day", "基準日"),
        *COMMON,
    ]

    def __init__(self, code: str, as_of: date | None) -> None:
        """Take the contract's 略号 and the report's day, None for the report to work on."""
        super().__init__()
        self.code = code
        self.as_of = as_of
        self._acknowledged: set[str] = set()
        self._issue: Issue | None = None  # what was issued here

    def compose(self) -> ComposeResult:
        """The frame, at first without data."""
        yield TitleBar(f"{self.code}  実施状況報告書")
        yield Static(id="steps", markup=False)
        with Vertical(id="steps-panes"):
            yield OptionList(id="points", classes="pane")
            yield OptionList(id="rows", classes="pane")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin with what is to be decided."""
        self.query_one("#points").border_title = Content("決めること（読込中）")
        self.query_one("#rows").border_title = Content("確認")
        self.query_one("#points").focus()

    def reader(self) -> "Callable[[Store], ReportView]":
        """Read the report's state."""
        return partial(read_report_view, code=self.code, as_of=self.as_of)

    def show(self, view: ReportView) -> None:
        """Fill the panes. The day stays the same from now on, also once the report is handed in."""
        self.as_of = view.as_of
        day = paint(f"基準日 {format_era(view.as_of)}", "near")
        title = view.state.assessment.dossier.contract.title
        self.query_one(TitleBar).tell(f"{view.code}  実施状況報告書  {title}", day)
        self.query_one("#steps", Static).update(Prose(self._steps(view)))
        self._show_points(view)
        rows = self.query_one("#rows", OptionList)
        at = rows.highlighted
        rows.clear_options()
        rows.add_options(self._row(row, number) for number, row in enumerate(view.state.rows))
        rows.border_title = Content(f"確認（印字する{len(view.state.rows)}行）")
        rows.highlighted = at if at is not None and at < rows.option_count else None

    def _steps(self, view: ReportView) -> Content:
        """Where the report is, and the next step."""
        report, issued = view.state.assessment.report, view.state.issued
        if report is not None and report.submitted_on and view.state.locked:
            return Content(f"第{issued[-1]}版は{format_era(report.submitted_on)}に提出済みです。")
        if self._issue is not None and view.state.locked:
            where = f"第{self._issue.number}版: {self._issue.path}"
            return Content.assemble(paint(where, "good"), "\n次は、担当職員に提出し、hで提出日を入れてください。")
        if view.state.locked:
            return Content(f"第{issued[-1]}版を発行済みです。iで取り出せます。提出したら、hで提出日を入れてください。")
        left = self._left(view)
        if left:
            return Content(f"決めることが{left}件あります。Enterで一つずつ決めてください。")
        return Content.assemble(paint("決めることはありません。", "good"), "確認して、iで発行してください。")

    def _left(self, view: ReportView) -> int:
        return len(view.state.open_points) + len(self._unacknowledged(view))

    def _unacknowledged(self, view: ReportView) -> list[Contradiction]:
        return [one for one in view.state.assessment.contradictions if one.key not in self._acknowledged]

    def _show_points(self, view: ReportView) -> None:
        points = self.query_one("#points", OptionList)
        at = points.highlighted or 0
        points.clear_options()
        for place, point in enumerate(view.state.open_points):
            line = Content.assemble(paint("項目 ", "doubt"), str(point.fault))
            points.add_option(Option(Prose(line), id=f"{ITEM}:{point.item or ''}:{place}"))
        for number, one in enumerate(view.state.assessment.contradictions):
            known = one.key in self._acknowledged
            mark = paint("承知 " if known else "矛盾 ", "quiet" if known else "bad")
            points.add_option(Option(Prose(Content.assemble(mark, one.message)), id=f"{CONTRADICTION}:{number}"))
        left = self._left(view)
        points.border_title = Content(f"決めること {left}件" if left else "決めること なし")
        points.highlighted = min(at, points.option_count - 1) if points.option_count else None

    @staticmethod
    def _row(row: PrintedRow, number: int) -> Option:
        status = content(word(row.status)) if row.status else paint("回答なし", "doubt")
        line = Content.assemble(row.title, "  ", status)
        if row.reason:
            line = Content.assemble(line, "\n    ", row.reason.replace("\n", "\n    "))
        return Option(Prose(line), id=f"{ITEM}:{row.item or ''}:{number}")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Settle what was chosen."""
        what, name, *_ = (event.option_id or "").split(":")
        if what == CONTRADICTION and self.view:
            self._settle(self.view.state.assessment.contradictions[int(name)])
        elif name:
            self._open(int(name))
        else:
            says = "追加項目は、端末の secops set added_row で直してください。"
            self.app.push_screen(MessageDialog("追加項目", says))

    def _open(self, item: int) -> None:
        from secops.tui.screens.item import ItemScreen

        self.app.push_screen(ItemScreen(self.code, item, self.as_of))

    @job
    async def _settle(self, one: Contradiction) -> None:
        """Ask what to do about a contradiction: acknowledge it, or go where it can be mended."""
        says = f"{one.message}\n\n{one.sides[0]}\n{one.sides[1]}"
        known = one.key in self._acknowledged
        deed = "承知を取り消す" if known else "承知の上で発行する（変更記録に残ります）"
        choices = (("open", f"項目 {one.item})を開く"), ("acknowledge", deed), ("", "戻る"))
        chosen = await self.app.push_screen_wait(ChoiceDialog("矛盾", says, choices))
        if chosen == "open":
            self._open(one.item)
        elif chosen == "acknowledge" and self.view:
            self._acknowledged ^= {one.key}
            self.show(self.view)

    @job
    async def action_issue(self) -> None:
        """Issue the report, or fetch the kept one; offer a revision when the records have changed since."""
        view = self.view
        if view is None:
            return
        if self._left(view):
            self.app.push_screen(MessageDialog("まだ発行できません", self._open_lines(view)))
            return
        dated_on: date | None = None
        if not view.state.locked:
            today = cast("SecopsApp", self.app).today
            says = "報告書に印字する日付です。Enterで発行します。"
            dated_on = await self.app.push_screen_wait(DayDialog("報告書の日付", says, max(today, view.as_of)))
            if dated_on is None:
                return
        try:
            await self._issued(view, dated_on)
        except Refused as refused:
            if not view.state.locked:
                raise
            await self._offer_revision(view, refused)

    def _open_lines(self, view: ReportView) -> str:
        lines = ["次のことが決まっていません。", *(f"・{point.fault}" for point in view.state.open_points)]
        return "\n".join(lines + [f"・矛盾 {one.message}" for one in self._unacknowledged(view)])

    async def _issued(self, view: ReportView, dated_on: date | None, *, revise: bool = False) -> None:
        today = cast("SecopsApp", self.app).today
        wish = Wish(view.as_of, dated_on, tuple(sorted(self._acknowledged)), revise)
        by = self.desk.by("")
        self._issue = await self.desk.run(lambda store: issue_report(store, view.code, wish, by, today=today))
        kept = "" if self._issue.fresh else "発行後に記録が変わっていないため、保存した報告書を取り出しました。\n"
        says = f"{kept}{self._issue.path}\n表 {self._issue.rows}行・別葉 {self._issue.reasons}件\n\n"
        next_step = "次は、担当職員に提出し、hで提出日を入れてください。"
        self.app.push_screen(MessageDialog(f"第{self._issue.number}版を発行しました", says + next_step))
        self.reload(anew=True)

    async def _offer_revision(self, view: ReportView, refused: Refused) -> None:
        """Show what has changed since the report was issued, and issue its next number where that is wanted."""
        number = view.state.issued[-1]
        lines = "\n".join(f"・{fault}" for fault in refused.faults)
        says = f"第{number}版を発行した後、記録が変わっています。改訂を推奨します。\n{lines}"
        choices = (("revise", f"改訂する（第{number + 1}版を発行）"), ("", "戻る"))
        if await self.app.push_screen_wait(ChoiceDialog("改訂を推奨", says, choices)) == "revise":
            try:
                await self._issued(view, max(cast("SecopsApp", self.app).today, view.as_of), revise=True)
            finally:
                self.reload()  # a revision may have begun even where issuing it is refused

    @job
    async def action_submitted(self) -> None:
        """Enter the day on which the report was handed in."""
        view = self.view
        report = view.state.assessment.report if view else None
        if view is None or report is None or not view.state.issued:
            self.app.push_screen(
                MessageDialog("提出日", "報告書がまだ発行されていません。発行してから入れてください。")
            )
            return
        today = cast("SecopsApp", self.app).today
        says = "報告書を担当職員に提出した日です。"
        day = await self.app.push_screen_wait(DayDialog("提出日", says, report.submitted_on or today))
        if day is None:
            return
        from secops.actions.records import change_record
        from secops.exchange.drafts import Cell
        from secops.records.registry import KINDS

        kind = KINDS["report"]
        field = kind.field("submitted_on")
        cells = [Cell(field, day.isoformat(), field.label)]
        await self.desk.run(lambda store: change_record(store, kind, report, cells, self.desk.by("提出日の記録")))
        self.reload()

    @job
    async def action_change_day(self) -> None:
        """Look at the report of another day."""
        day = await self.app.push_screen_wait(DayDialog("基準日", "どの日の報告書かを指定します。", self.as_of))
        if day:
            self.as_of, self._issue = day, None
            self._acknowledged.clear()
            self.reload(anew=True)
