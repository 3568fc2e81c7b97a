"""An empty workspace, open."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from secops.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty workspace in a fresh folder."""
    with Store.create(tmp_path / "業務") as opened:
        yield opened
