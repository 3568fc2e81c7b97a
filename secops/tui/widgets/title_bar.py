"""The line on top: where one is, and which day it is about."""

from datetime import date

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from secops.tui.marks import paint
from secops.tui.widgets.line_table import fitted

WEEKDAYS = "月火水木金土日"


def day_words(day: date, today: date) -> Content:
    """Say which day a screen is about, and today where that is another."""
    shown = f"{day.isoformat()} {WEEKDAYS[day.weekday()]}"
    if day == today:
        return Content(shown)
    return Content.assemble(paint(f"{shown}現在", "doubt"), f"（本日 {today.isoformat()}）")


class TitleBar(Widget):
    """Two texts: the place at the left, cut where there is no room, and the day at the right, always whole."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        background: $panel;
        color: $foreground;
        padding: 0 1;
    }
    """

    def __init__(self, place: str) -> None:
        """Take the place; the day comes with the data."""
        super().__init__()
        self._place = place
        self._day = Content("")

    def tell(self, place: str, day: str | Content) -> None:
        """Show both."""
        self._place = place
        self._day = day if isinstance(day, Content) else Content(day)
        self.refresh()

    def render(self) -> Content:
        """The place in what the day leaves."""
        room = max(self.size.width - cell_len(self._day.plain) - 2, 0)
        return Content.assemble((fitted(self._place, room), "bold"), "  ", self._day)
