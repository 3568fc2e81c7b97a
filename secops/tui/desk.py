"""The desk: work on the workspace, done in threads so that the screen never waits for the disk."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from secops.actions.records import By
    from secops.store.store import Store

T = TypeVar("T")

SOURCE = "画面"  # what the change log names as the front end


class Desk:
    """Where the workspace lies and who writes. It opens a Store in the thread that uses it, for each piece of work."""

    def __init__(self, folder: Path, actor: str) -> None:
        """Take the workspace's folder and the name under which the change log keeps what is written."""
        self.folder = folder
        self.actor = actor
        self.busy = 0  # pieces of work under way

    async def run(self, work: "Callable[[Store], T]") -> T:
        """Do a piece of work in a thread and return what it gives. Raises what it raises."""
        self.busy += 1
        try:
            return await asyncio.to_thread(self._work, work)
        finally:
            self.busy -= 1

    def _work(self, work: "Callable[[Store], T]") -> T:
        from secops.store.store import Store  # with the rooms below it 40 ms, which the first paint need not wait for

        with Store.open(self.folder) as store:
            return work(store)

    def by(self, reason: str) -> "By":
        """Who writes, and why."""
        from secops.actions.records import By

        return By(self.actor, reason, SOURCE)
