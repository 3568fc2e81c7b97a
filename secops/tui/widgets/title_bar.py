"""The line on top: where one is, and which day it is about."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

WEEKDAYS = "月火水木金土日"


class TitleBar(Horizontal):
    """Two texts: the place at the left, cut where there is no room, and the day at the right, always whole."""

    DEFAULT_CSS = """
    TitleBar {
        height: 1;
        background: $panel;
        color: $foreground;
        padding: 0 1;
        & > .place { width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; text-style: bold; }
        & > .day { width: auto; text-wrap: nowrap; padding-left: 2; }
    }
    """

    def compose(self) -> ComposeResult:
        """Two lines of text."""
        yield Static(classes="place", markup=False)
        yield Static(classes="day", markup=False)

    def tell(self, place: str, day: str | Content) -> None:
        """Show both."""
        self.query_one(".place", Static).update(Content(place))
        self.query_one(".day", Static).update(day if isinstance(day, Content) else Content(day))
