"""A message that waits until it is read: an error's sentence with its faults."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from secops.base.errors import SecopsError
from secops.tui.widgets.prose import Prose

KEYS = "Enter・Esc 閉じる   ↑↓ 送る"


class MessageDialog(ModalScreen[None]):
    """Shows a text and waits for Enter or Esc."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,escape", "close", "閉じる")]

    def __init__(self, heading: str, says: Content | str) -> None:
        """Take a heading and the text; neither is read as markup."""
        super().__init__(classes="dialog")
        self.heading = heading
        self.says = says if isinstance(says, Content) else Content(says)

    @classmethod
    def of(cls, error: SecopsError) -> "MessageDialog":
        """The dialog for an error: its sentence and every fault."""
        return cls("できませんでした", str(error))

    def compose(self) -> ComposeResult:
        """The text in a box that scrolls when it is long."""
        with VerticalScroll(classes="box") as box:
            box.border_title = Content(self.heading)
            box.border_subtitle = KEYS
            yield Static(Prose(self.says))

    def on_mount(self) -> None:
        """Let the arrow keys scroll."""
        self.query_one(VerticalScroll).focus()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
