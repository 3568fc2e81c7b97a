"""What all screens share: reading in threads, writing, errors as messages, help."""

from collections.abc import Awaitable, Callable, Coroutine
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, ClassVar, Concatenate, Generic, ParamSpec, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.screen import Screen

from secops.base.errors import SecopsError
from secops.base.faults import record_fault
from secops.tui.desk import Desk
from secops.tui.dialogs.message import MessageDialog

if TYPE_CHECKING:
    from textual.worker import WorkType

    from secops.store.store import Store
    from secops.tui.app import SecopsApp

V = TypeVar("V")
P = ParamSpec("P")
S = TypeVar("S", bound="DeskScreen[Any]")


def job(method: Callable[Concatenate[S, P], Coroutine[Any, Any, None]]) -> Callable[Concatenate[S, P], None]:
    """Run a method beside the screen, as it may wait for the disk or the officer; its errors become messages."""

    @wraps(method)
    def start(self: S, *args: P.args, **more: P.kwargs) -> None:
        work = partial(method, self, *args, **more)
        self.run_worker(self.shielded(work), group=method.__name__, exit_on_error=False)

    return cast("Callable[Concatenate[S, P], None]", start)


# Keys of every screen; each lists them after its own, as the footer shows keys in the order of the list.
COMMON: tuple[BindingType, ...] = (
    Binding("escape", "back", "戻る", key_display="Esc"),
    Binding("question_mark", "explain", "説明", key_display="?"),
    Binding("f1", "explain", "説明", show=False),
)


class DeskScreen(Screen[None], Generic[V]):
    """A screen on one view of the workspace, read anew whenever the workspace changes."""

    HEADING: ClassVar[str] = ""
    PURPOSE: ClassVar[str] = ""
    view: V | None = None
    _head: str | None = None  # of the change log, when the view was read
    _failed = False

    @property
    def desk(self) -> Desk:
        """Where work on the workspace is done."""
        return cast("SecopsApp", self.app).desk

    def reader(self) -> "Callable[[Store], V]":
        """Return what reads the view, in a thread: it may touch no widget."""
        raise NotImplementedError

    def show(self, view: V) -> None:
        """Put a view on the screen."""
        raise NotImplementedError

    def on_screen_resume(self) -> None:
        """Read when the screen comes to the front; not after the message that reading has failed."""
        if self._failed:
            self._failed = False
        else:
            self.call_after_refresh(self.reload)  # the frame first: the thread's imports would hold it up

    def reload(self, *, anew: bool = False) -> None:
        """Read the view if the workspace has changed since, or, with ``anew``, in any case."""
        if anew:
            self._head = None
        self.run_worker(self.shielded(self._load), group="load", exclusive=True, exit_on_error=False)

    async def _load(self) -> None:
        read, known = self.reader(), self._head

        def work(store: "Store") -> tuple[str, V] | None:
            head = store.head()  # read first: a write in between is read again, never missed
            return None if head == known else (head, read(store))

        try:
            found = await self.desk.run(work)
        except Exception:
            self._failed = True
            raise
        if found is not None and self in self.app.screen_stack:  # else it was left while this was being read
            self._head, self.view = found
            self.show(self.view)

    def shielded(self, work: Callable[[], Awaitable[None]]) -> "WorkType[None]":
        """Return what a worker is to do: the work is begun in it, so that one cancelled early leaves nothing behind."""

        async def begin() -> None:
            await self.guarded(work)

        return begin

    async def guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do a piece of work; turn its errors into messages."""
        try:
            await work()
        except SecopsError as error:
            self.app.push_screen(MessageDialog.of(error))
        except Exception as error:  # noqa: BLE001  the edge: what nobody foresaw is kept in a file, and the app goes on
            self.app.push_screen(MessageDialog("不具合", record_fault(error)))

    def action_back(self) -> None:
        """Go back one step."""
        self.dismiss(None)

    def action_explain(self) -> None:
        """Show what the screen is for, and its keys."""
        from secops.tui.dialogs.help import help_dialog

        self.app.push_screen(help_dialog(self.HEADING, self.PURPOSE, cast("Screen[object]", self)))
