"""Watching the workspace: what another program writes appears by itself."""

import threading
from collections.abc import Callable
from pathlib import Path

from secops.base.errors import SecopsError


class Watcher(threading.Thread):
    """A thread of its own, because the number that tells of a write belongs to one connection in one thread."""

    def __init__(self, folder: Path, changed: Callable[[], object], seconds: float) -> None:
        """Call ``changed`` from this thread after each write by another connection, ours included."""
        super().__init__(name="secops-watcher", daemon=True)
        self._folder = folder
        self._changed = changed
        self._seconds = seconds
        self._stopped = threading.Event()
        self.watching = threading.Event()  # set once writes are seen

    def stop(self) -> None:
        """End the thread soon."""
        self._stopped.set()

    def run(self) -> None:
        """Look again and again; a workspace that cannot be read now may be readable later."""
        while not self._stopped.wait(self._seconds):
            try:
                self._watch()
            except SecopsError:
                continue

    def _watch(self) -> None:
        from secops.store.store import Store  # not before the first paint

        with Store.open(self._folder) as store:
            seen = store.data_version()
            self.watching.set()
            while not self._stopped.wait(self._seconds):
                version = store.data_version()  # 5 µs
                if version != seen:
                    seen = version
                    self._changed()
