"""Driving the application: waiting for what is to come, and reading what is on the screen."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import monotonic

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from secops.actions.demo import DEMO_DAY
from secops.tui.app import SecopsApp
from secops.tui.dialogs.answer import AnswerDialog, StatusButton
from secops.tui.dialogs.message import MessageDialog
from secops.tui.screens.item import ItemScreen

SECONDS = 8.0  # after which what is waited for will not come


def app_on(folder: Path, day: date = DEMO_DAY) -> SecopsApp:
    """The application on another folder or day."""
    return SecopsApp(folder, day, "tester")


async def until(pilot: Pilot[None], so: Callable[[], bool]) -> None:
    """Let the application work until something is so."""
    end = monotonic() + SECONDS
    while monotonic() < end:
        if so():
            await pilot.pause()
            return
        await pilot.pause()
    raise AssertionError("it never came to be so")


async def screen_of(pilot: Pilot[None], name: str) -> None:
    """Wait for a screen, with what it shows, to be in front."""

    def there() -> bool:
        screen = pilot.app.screen
        ready = getattr(screen, "view", True) is not None
        return type(screen).__name__ == name and ready and screen.is_mounted and not pilot.app.desk.busy  # type: ignore[attr-defined]

    await until(pilot, there)


def shown(pilot: Pilot[None]) -> str:
    """All that is on the screen, line by line, as a terminal would have it."""
    height = pilot.app.size.height
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips[:height])


def said(pilot: Pilot[None]) -> str:
    """What the message in front says."""
    screen = pilot.app.screen
    assert isinstance(screen, MessageDialog), type(screen)
    return screen.says.plain


async def open_item(pilot: Pilot[None], code: str, item: int) -> None:
    """Open an item on top of whatever is in front."""
    pilot.app.push_screen(ItemScreen(code, item))
    await screen_of(pilot, "ItemScreen")
    await until(pilot, lambda: pilot.app.screen.number == item)  # type: ignore[attr-defined]


async def open_form(pilot: Pilot[None]) -> AnswerDialog:
    """Open the form of the item in hand."""
    await pilot.press("e")
    await screen_of(pilot, "AnswerDialog")
    assert isinstance(pilot.app.screen, AnswerDialog)
    return pilot.app.screen


def fill(
    form: AnswerDialog, *, status: str = "", reason: str | None = None, basis: str = "", planned: str = ""
) -> None:
    """Set the fields; typing them would cost 64 ms a key."""
    if status:
        next(button for button in form.query(StatusButton) if button.name == status).value = True
    if reason is not None:
        form.query_one("#reason", TextArea).text = reason
    form.query_one("#basis", TextArea).text = basis
    form.query_one("#planned_on", Input).value = planned
