"""What is about to be written, to be read before Enter writes it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from secops.tui.widgets.prose import Prose


class ConfirmDialog(ModalScreen[bool]):
    """Shows a text that scrolls, and gives whether Enter was pressed."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "agree", "決める"),
        Binding("escape", "leave", "戻る"),
    ]

    def __init__(self, heading: str, says: Content, deed: str) -> None:
        """Take a heading, the text, and what Enter does."""
        super().__init__(classes="dialog")
        self.heading = heading
        self.says = says
        self.deed = deed

    def compose(self) -> ComposeResult:
        """The text in a box that scrolls when it is long."""
        with VerticalScroll(classes="box") as box:
            box.border_title = Content(self.heading)
            box.border_subtitle = Content(f"Enter {self.deed}   Esc 戻る   ↑↓ 送る")
            yield Static(Prose(self.says))

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one(VerticalScroll).focus()

    def action_agree(self) -> None:
        """Go on."""
        self.dismiss(result=True)

    def action_leave(self) -> None:
        """Go back, nothing done."""
        self.dismiss(result=False)
