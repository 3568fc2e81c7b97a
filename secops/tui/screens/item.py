"""項目: one contract, item by item: the official wording, the duties as the proof, and the answer."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Footer, OptionList, Static
from textual.widgets.option_list import Option

from secops.base.dates import format_era
from secops.base.errors import SecopsError
from secops.tui.dialogs.choice import ChoiceDialog
from secops.tui.dialogs.day import DayDialog
from secops.tui.dialogs.message import MessageDialog
from secops.tui.marks import NONE, paint, short
from secops.tui.screens.base import COMMON, DeskScreen, job
from secops.tui.screens.item_view import (
    WORDINGS,
    ItemView,
    answer_lines,
    duty_line,
    official,
    parts_line,
    read_item_view,
    report_words,
)
from secops.tui.widgets.line_table import Column, LineTable, Row
from secops.tui.widgets.prose import Prose
from secops.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from secops.actions.answers import Reply
    from secops.duties.fold import Standing
    from secops.duties.states import Duty
    from secops.store.store import Store
    from secops.tui.app import SecopsApp

TROUBLE = ("未実施", "要確認")  # where the cursor begins when no item was asked for


class ItemScreen(DeskScreen[ItemView]):
    """The seventeen items of one contract for one report."""

    CSS_PATH = "item.tcss"
    HEADING = "項目"
    PURPOSE = (
        "契約１件の項目を順に見て、報告書の回答を決めます。上の行の「基準日」は、回答がどの日の報告書のものかを示し、"
        "義務の状態もその日のものです。sは記録から導いた提案を、下書きの理由とともに回答にします。要確認の項目や、"
        "提案と異なる回答は、eで実施状況と判断の根拠を入れて決めます。aは、決着している残りの提案を全て採ります。"
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s", "take", "提案を採る"),
        Binding("e", "edit", "回答"),
        Binding("a", "take_all", "全て採る"),
        Binding("r", "report", "報告書"),
        Binding("tab", "wording", "別記・確認事項・方法", key_display="Tab", show=False, priority=True),
        Binding("w", "read", "文言", show=False),
        Binding("less_than_sign,left_square_bracket", "step(-1)", "前の項目", show=False),
        Binding("greater_than_sign,right_square_bracket", "step(1)", "次の項目", show=False),
        Binding("d", "change_day", "基準日", show=False),
        *COMMON,
    ]

    def __init__(self, code: str, item: int, as_of: date | None = None) -> None:
        """Take a contract's 略号, the item to begin with (0: the first with trouble), and the report's day."""
        super().__init__()
        self.code = code
        self.as_of = as_of  # None: the report to work on
        self._item = item
        self._which = 0

    def compose(self) -> ComposeResult:
        """The frame, at first without data."""
        yield TitleBar(self.code)
        with Container(id="sides"):
            yield LineTable(id="items")
            with Container(id="right"):
                with VerticalScroll(id="wording", classes="pane"):
                    yield Static(id="wording-text", markup=False)
                yield Static(id="parts", markup=False)
                yield OptionList(id="duties", classes="pane")
                with VerticalScroll(id="answer", classes="pane"):
                    yield Static(id="answer-text", markup=False)
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin in the list of items."""
        self.query_one("#duties").border_title = Content("義務")
        self.query_one("#answer").border_title = Content("実施状況")
        self.query_one("#items").focus()

    def reader(self) -> "Callable[[Store], ItemView]":
        """Assess the contract for the report."""
        today = cast("SecopsApp", self.app).today
        return partial(read_item_view, code=self.code, as_of=self.as_of, today=today)

    def show(self, view: ItemView) -> None:
        """Fill the list, then the panes of the item in hand."""
        assessment = view.state.assessment
        day = Content.assemble(paint(f"基準日 {assessment.span.on.isoformat()}", "near"), f" {report_words(view)}")
        self.query_one(TitleBar).tell(f"{view.code}  {assessment.dossier.contract.title}", day)
        wide = self.has_class("-wide")
        columns = [Column("", 3), Column("項目", 28 if wide else 12), Column("提", 2), Column("答", 2)]
        table = self.query_one("#items", LineTable)
        first = not table.rows
        table.fill(columns, [self._row(view, number, wide=wide) for number in self._numbers(view)])
        if first:
            wanted = self._item or next(
                (one.item.number for one in assessment.standings if str(one.proposed) in TROUBLE), 1
            )
            table.move_to(str(wanted))
        self._show_item()

    @staticmethod
    def _numbers(view: ItemView) -> list[int]:
        return [one.item.number for one in view.state.assessment.standings]

    @staticmethod
    def _row(view: ItemView, number: int, *, wide: bool) -> Row:
        standing, answer = view.standing(number), view.answer(number)
        item = standing.item
        answered = short(answer.status) if answer else NONE
        name = item.title if wide else item.short
        return Row(
            str(number), (f"{item.label:>3}", name, short(str(standing.proposed)), answered if item.form else "")
        )

    @property
    def number(self) -> int:
        """The item in hand, 0 before there is one."""
        return int(self.query_one("#items", LineTable).key or 0)

    def on_line_table_highlighted(self, _event: LineTable.Highlighted) -> None:
        """Show the item that the cursor came to."""
        self._show_item()

    def _show_item(self) -> None:
        if self.view is None or not self.number:
            return
        view, standing = self.view, self.view.standing(self.number)
        self._show_wording()
        self.query_one("#wording").scroll_home(animate=False)
        parts = parts_line(standing)
        self.query_one("#parts", Static).update(parts)
        self.query_one("#parts").set_class(not parts.plain, "-none")
        duties = self.query_one("#duties", OptionList)
        at = duties.highlighted
        duties.clear_options()
        duties.add_options(Option(Prose(duty_line(view, duty))) for duty in self._duties(standing))
        duties.border_title = Content(f"義務 {len(standing.duties)}件" if standing.duties else "義務 記録なし")
        duties.highlighted = at if duties.has_focus and at is not None and at < len(standing.duties) else None
        self.query_one("#answer-text", Static).update(Prose(answer_lines(view, self.number)))
        self.query_one("#answer").scroll_home(animate=False)

    @staticmethod
    def _duties(standing: "Standing") -> "list[Duty]":
        """Those that carry the proposal first: they are what is to be settled."""
        carrying = {duty.key for duty in standing.carrying}
        return sorted(standing.duties, key=lambda duty: duty.key not in carrying)

    def _show_wording(self) -> None:
        if self.view is None:
            return
        item = self.view.standing(self.number).item
        tabs = [paint(which, "strong" if place == self._which else "quiet") for place, which in enumerate(WORDINGS)]
        name = item.title if self.has_class("-wide") else item.short
        title = Content.assemble(f"{item.label} {name}  ", Content("／").join(tabs))
        self.query_one("#wording").border_title = title
        self.query_one("#wording-text", Static).update(Prose(official(self.view, self.number, self._which)))

    def on_line_table_selected(self, _event: LineTable.Selected) -> None:
        """Go from the item to its duties."""
        duties = self.query_one("#duties", OptionList)
        if duties.option_count:
            duties.highlighted = 0
            duties.focus()

    @job
    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Show the record that a duty is about."""
        if self.view is None:
            return
        subject = self._duties(self.view.standing(self.number))[event.option_index].subject
        from secops.tui.screens.table_view import read_record

        lines = await self.desk.run(lambda store: read_record(store, subject.kind, subject.id))
        self.app.push_screen(MessageDialog(f"記録 {subject.label}", lines))

    def action_back(self) -> None:
        """From the panes to the list, from the list to the screen before."""
        if self.query_one("#items").has_focus:
            super().action_back()
        else:
            self.query_one("#items").focus()

    def action_wording(self) -> None:
        """Show the next of 別記, 確認事項 and 遵守の方法."""
        self._which = (self._which + 1) % len(WORDINGS)
        self._show_wording()
        self.query_one("#wording").scroll_home(animate=False)

    def action_read(self) -> None:
        """Let the arrow keys scroll the wording."""
        self.query_one("#wording").focus()

    def action_step(self, items: int) -> None:
        """Go to the previous or next item."""
        self.query_one("#items", LineTable).cursor_row += items

    @job
    async def action_take(self) -> None:
        """Answer with the proposal."""
        number = self.number
        if await self._may_answer():
            await self._write(number, None, "提案を採る")

    @job
    async def action_edit(self) -> None:
        """Answer in a form; what was typed comes back when it cannot be written."""
        number = self.number
        if self.view is None or not await self._may_answer():
            return
        from secops.tui.dialogs.answer import AnswerDialog

        typed: Reply | None = None
        while True:
            view = self.view
            dialog = AnswerDialog(view.standing(number), view.answer(number), typed, previous=view.previous(number))
            typed = await self.app.push_screen_wait(dialog)
            if typed is None:
                return
            try:
                await self._write(number, typed, "回答")
            except SecopsError as error:
                await self.app.push_screen_wait(MessageDialog.of(error))
            else:
                return

    async def _write(self, number: int, reply: "Reply | None", why: str) -> None:
        from secops.actions.answers import Reply, answer

        code, as_of = self.code, self._as_of()
        wanted = reply or Reply(number)
        await self.desk.run(lambda store: answer(store, code, as_of, wanted, self.desk.by(why)))
        self.reload()

    def _as_of(self) -> date:
        """The day whose answers are on the screen, never one that a write elsewhere has moved on to."""
        if self.view is None or self.view.as_of is None:
            raise SecopsError("回答する報告書がありません。dで基準日を指定してください。")
        return self.view.as_of

    @job
    async def action_take_all(self) -> None:
        """Take every settled proposal that has no answer yet."""
        if not await self._may_answer():
            return
        from secops.actions.answers import answer_settled

        code, as_of = self.code, self._as_of()
        written, left = await self.desk.run(lambda store: answer_settled(store, code, as_of, self.desk.by("")))
        labels = "、".join(one.item.label for one in left)
        rest = f"要確認の{len(left)}件（{labels}）は、eで決めてください。" if left else "要確認は残っていません。"
        self.notify(f"{len(written)}件の提案を採りました。{rest}", markup=False)
        self.reload()

    async def _may_answer(self) -> bool:
        """Whether there is a report to answer; asks before one is begun off the schedule, or revised."""
        view, as_of = self.view, self._as_of()
        if view is None or view.standing(self.number).item.form is None:
            self.notify("報告書に行のない項目です。回答は要りません。", severity="warning", markup=False)
            return False
        if view.state.locked:
            return await self._revised(view, as_of)
        if view.state.assessment.report is None and self.as_of is not None:
            says = f"{format_era(as_of)}を基準日とする報告書はまだありません。新しく始めますか。"
            return await self._agreed("報告書を始める", says, "始める")
        return True

    async def _revised(self, view: ItemView, as_of: date) -> bool:
        from secops.actions.report_state import begin_revision

        number = view.state.issued[-1]
        says = f"第{number}版を発行済みのため、回答は変えられません。改訂（第{number + 1}版）を始めますか。"
        if not await self._agreed("改訂", says, "改訂を始める"):
            return False
        await self.desk.run(lambda store: begin_revision(store, view.code, as_of, self.desk.by("報告書の改訂を始める")))
        return True

    async def _agreed(self, heading: str, says: str, deed: str) -> bool:
        choices: Sequence[tuple[str, str]] = (("yes", deed), ("", "やめる"))
        return await self.app.push_screen_wait(ChoiceDialog(heading, says, choices)) == "yes"

    @job
    async def action_change_day(self) -> None:
        """Work on the report of another day."""
        now = self.view.as_of if self.view else None
        says = "どの日の報告書に回答するかを指定します。義務の状態もこの日のものになります。"
        day = await self.app.push_screen_wait(DayDialog("基準日", says, now))
        if day:
            self.as_of = day
            self.reload(anew=True)

    def action_report(self) -> None:
        """Open the report that is being answered."""
        from secops.tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(self.code, self.view.as_of if self.view else self.as_of))
