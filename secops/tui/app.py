"""The terminal interface: the application, its one desk, and what happens when something goes wrong."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import App
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from secops.base.errors import ExitCode
from secops.base.faults import record_fault
from secops.tui.desk import Desk
from secops.tui.screens.base import DeskScreen
from secops.tui.screens.home import HomeScreen
from secops.tui.watching import Watcher


class SecopsApp(App[None]):
    """secops on one workspace."""

    TITLE = "secops"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide"), (150, "-broad")]  # noqa: RUF012  textual's own
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {"home": HomeScreen}
    DEFAULT_MODE = "home"
    WATCH_SECONDS: ClassVar[float] = 1.5
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", "終了", show=False, priority=True)]

    class WorkspaceChanged(Message):
        """A program, perhaps this one, has written to the workspace."""

    def __init__(self, folder: Path, today: date, actor: str) -> None:
        """Take the workspace's folder, today as read at the edge, and who writes."""
        super().__init__()
        self.desk = Desk(folder, actor)
        self.today = today
        self.day = today  # that ホーム shows
        self._watcher = Watcher(folder, lambda: self.post_message(self.WorkspaceChanged()), self.WATCH_SECONDS)

    def on_mount(self) -> None:
        """Begin to watch for writes."""
        self._watcher.start()

    def on_unmount(self) -> None:
        """Stop watching."""
        self._watcher.stop()

    def on_secops_app_workspace_changed(self) -> None:
        """Let the screen in front read anew; those behind it do so when they come back."""
        if isinstance(self.screen, DeskScreen):
            self.screen.reload()

    def action_help_quit(self) -> None:
        """Ctrl+C copies in many terminals; say how to leave."""
        self.notify("終了するには Ctrl+Q を押してください。", markup=False)

    def _handle_exception(self, error: Exception) -> None:
        """End cleanly after a fault in a handler: textual would print a traceback with everyone's data in it."""
        if self._exception is None:  # a pilot raises it in the test
            self._exception = error
            self._exception_event.set()
        self._return_code = int(ExitCode.FAULT)
        self._exit_renderables.append(Text(record_fault(error)))
        self._close_messages_no_wait()


def run_app(folder: Path, today: date, actor: str) -> None:
    """Show the interface until the officer leaves. Raises SystemExit(70) after a fault of ours, its place told."""
    app = SecopsApp(folder, today, actor)
    app.run()
    if app.return_code:
        raise SystemExit(app.return_code)
