"""Asking for a day, typed in any way, shown back as the paper would have it."""

from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from secops.base.dates import format_era, parse_date
from secops.tui.widgets.title_bar import WEEKDAYS

KEYS = "Enter 決める   Esc 戻る"


class DayDialog(ModalScreen[date | None]):
    """Gives the day, None when it was left."""

    CSS_PATH = "dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "戻る")]

    def __init__(self, heading: str, says: str, day: date | None) -> None:
        """Take what the day is for, a sentence, and the day to begin with."""
        super().__init__(classes="dialog")
        self.heading = heading
        self.says = says
        self.day = day

    def compose(self) -> ComposeResult:
        """One line to type in, and what it means below it."""
        with Vertical(classes="box") as box:
            box.border_title = Content(self.heading)
            box.border_subtitle = KEYS
            yield Static(self.says, classes="says", markup=False)
            yield Input(self.day.isoformat() if self.day else "", compact=True)
            yield Static(classes="read", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how the day is read."""
        read = self.query_one(".read", Static)
        try:
            day = parse_date(event.value)
            read.update(Content(f"{format_era(day)}（{WEEKDAYS[day.weekday()]}）"))
            read.remove_class("error")
        except ValueError as error:
            read.update(Content(f"必要なのは{error}"))
            read.add_class("error")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the day when it is one."""
        try:
            self.dismiss(parse_date(event.value))
        except ValueError:
            self.app.bell()  # what was expected stands below the line already

    def action_leave(self) -> None:
        """Take nothing."""
        self.dismiss(None)
