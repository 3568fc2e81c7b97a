"""回答: the form for one item of the report, with what is wrong beside each field."""

from pathlib import PurePath
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Footer, Input, RadioButton, RadioSet, Static, TextArea

from secops.actions.replies import read_reply
from secops.duties.fold import Proposal, Standing
from secops.records.registry import KINDS
from secops.records.reports import STATUSES, Answer
from secops.tui.dialogs.choice import ChoiceDialog
from secops.tui.marks import content, paint, word
from secops.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from secops.actions.answers import Reply


class StatusButton(RadioButton):
    """A choice whose dot is there or not: textual's own differs by colour alone."""

    def __init__(self, status: str, *, value: bool) -> None:
        """Take the status it stands for, and whether it is chosen."""
        super().__init__(status, value, name=status)
        self.BUTTON_INNER = "●" if value else " "

    def watch_value(self) -> None:
        """Put the dot there or take it away."""
        self.BUTTON_INNER = "●" if self.value else " "
        super().watch_value()


class AnswerDialog(ModalScreen["Reply | None"]):
    """Gives what was answered, None when the form was left."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["dialog.tcss", "answer.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "回答を決める", key_display="Ctrl+S", priority=True),
        Binding("tab", "app.focus_next", "次の欄", key_display="Tab"),
        Binding("shift+tab", "app.focus_previous", "前の欄", show=False),
        Binding("escape", "leave", "やめる", key_display="Esc"),
    ]

    def __init__(
        self,
        standing: Standing,
        answer: Answer | None,
        typed: "Reply | None" = None,
        *,
        previous: Answer | None = None,
    ) -> None:
        """Take the item, its answer so far, what was typed before where that could not be written, and the answer of
        the report before."""
        super().__init__(classes="dialog")
        self.standing = standing
        self.previous = previous
        self._begin = self._beginning(typed or answer)
        self._at_first: dict[str, str] = {}

    def _beginning(self, said: "Answer | Reply | None") -> dict[str, str]:
        """What stands in the fields at first: the answer so far, else the proposal, with the reason to offer."""
        if said:
            planned = said.planned_on.isoformat() if said.planned_on else ""
            reason = said.reason or self._offered(said.status)
            return {"status": said.status, "reason": reason, "basis": said.basis, "planned_on": planned}
        status = "" if self.standing.proposed is Proposal.TO_SETTLE else str(self.standing.proposed)
        return {"status": status, "reason": self._offered(status), "basis": "", "planned_on": ""}

    def _offered(self, status: str) -> str:
        """The reason to offer: the drafted one, else the previous one where the status is the same."""
        same = self.previous if self.previous and self.previous.status == status else None
        return self.standing.drafted_reason or (same.reason if same else "")

    def on_radio_set_changed(self, event: RadioSet.Changed) -> None:
        """Offer the reason that goes with the status, as long as none of the officer's own stands there."""
        reason = self.query_one("#reason", TextArea)
        offered = {self._offered(status) for status in STATUSES}
        if not reason.text.strip() or reason.text in offered:
            reason.text = self._offered(event.pressed.name or "")

    def compose(self) -> ComposeResult:
        """The proposal, then a field each with its label, and below it what is wrong with it."""
        fields = KINDS["answer"]
        item = self.standing.item
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(f"{item.label} {item.title}の回答")
            yield Static(Prose(self._proposal()), id="proposal")
            with RadioSet(id="status", compact=True):
                for status in STATUSES:
                    yield StatusButton(status, value=status == self._begin["status"])
            yield Static(id="status-error", classes="error", markup=False)
            for name in ("reason", "basis"):
                field = fields.field(name)
                yield Static(Content.assemble(field.label, paint(f"  {field.help}", "quiet")))
                yield TextArea(self._begin[name], id=name, tab_behavior="focus", compact=True)
                yield Static(id=f"{name}-error", classes="error", markup=False)
            yield Static(
                Content.assemble(fields.field("planned_on").label, paint("  例 令和6年12月1日、R6.12.1", "quiet"))
            )
            yield Input(self._begin["planned_on"], id="planned_on", compact=True)
            yield Static(id="planned_on-error", classes="error", markup=False)
        yield Footer(show_command_palette=False)

    def _proposal(self) -> Content:
        standing = self.standing
        lines = [Content.assemble(paint("提案 ", "quiet"), content(word(str(standing.proposed))))]
        if self.previous:
            said = f" {self.previous.reason}" if self.previous.reason else ""
            lines.append(Content.assemble(paint("前回 ", "quiet"), content(word(self.previous.status)), said))
        lines += [Content.assemble(paint("要確認 ", "doubt"), sentence) for sentence in standing.unclear]
        return Content("\n").join(lines)

    def on_mount(self) -> None:
        """Begin with the status, and remember what stood in the fields."""
        self.query_one("#status").focus()
        self._at_first = self.typed()

    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        pressed = self.query_one("#status", RadioSet).pressed_button
        return {
            "status": (pressed.name or "") if pressed else "",
            "reason": self.query_one("#reason", TextArea).text,
            "basis": self.query_one("#basis", TextArea).text,
            "planned_on": self.query_one("#planned_on", Input).value,
        }

    def action_save(self) -> None:
        """Give the reply, or say beside each field what is wrong and go to the first such field."""
        reply, faults = read_reply(self.standing, self.typed())
        if reply is not None:
            self.dismiss(reply)
            return
        for name in self._begin:
            self.query_one(f"#{name}-error", Static).update(faults.get(name, ""))
        first = next(name for name in self._begin if name in faults)
        self.query_one(f"#{first}").focus()

    def action_leave(self) -> None:
        """Leave; ask first when something was typed."""
        if self.typed() == self._at_first:
            self.dismiss(None)
            return
        choices = (("", "入力を続ける"), ("leave", "入力を捨てて戻る"))
        dialog = ChoiceDialog("入力の途中です", "この回答はまだ決めていません。", choices)
        self.app.push_screen(dialog, self._left)

    def _left(self, chosen: str | None) -> None:
        if chosen == "leave":
            self.dismiss(None)
