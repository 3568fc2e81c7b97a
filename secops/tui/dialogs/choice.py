"""A question with a few answers, or a list to choose from."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from secops.tui.widgets.prose import Prose

KEYS = "↑↓ 選ぶ   Enter 決める   Esc 戻る"


class ChoiceDialog(ModalScreen[str]):
    """Gives the name of what was chosen, "" when nothing was."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "戻る")]

    def __init__(
        self, heading: str, says: Content | str, choices: Sequence[tuple[str, str]], at: str | None = None
    ) -> None:
        """Take pairs of a name and what is shown for it; ``at`` is the name to begin with."""
        super().__init__(classes="dialog")
        self.heading = heading
        self.says = says if isinstance(says, Content) else Content(says)
        self.choices = choices
        self.at = at

    def compose(self) -> ComposeResult:
        """The question, then the choices."""
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content(self.heading)
            box.border_subtitle = KEYS
            if self.says.plain:
                yield Static(Prose(self.says), classes="says")
            yield OptionList(*(Option(Prose(Content(shown)), id=name) for name, shown in self.choices))

    def on_mount(self) -> None:
        """Begin on the choice that was asked for."""
        options = self.query_one(OptionList)
        names = [name for name, _ in self.choices]
        options.highlighted = names.index(self.at) if self.at in names else 0
        options.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the choice."""
        self.dismiss(event.option_id or "")

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss("")
