"""However many contracts there are, what is said of all of them is read with the same few queries."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from store_samples import fill, many_contracts

from secops.actions.matrix import read_matrix
from secops.actions.standing import open_duties
from secops.store.store import Store

DAY = date(2024, 11, 15)
READINGS: dict[str, Callable[[Store], object]] = {
    "matrix": lambda store: read_matrix(store, DAY),
    "duties": lambda store: open_duties(store, DAY),
}


def _queries(folder: Path, contracts: int, read: Callable[[Store], object]) -> list[str]:
    """What is asked of the database, in a workspace with one contract of every kind and so many small ones."""
    with Store.create(folder) as store:
        with store.write("髙橋", "") as writer:
            fill(writer)
            many_contracts(writer, contracts)
        seen: list[str] = []
        store._connection.set_trace_callback(seen.append)
        read(store)
        store._connection.set_trace_callback(None)
    return seen


@pytest.mark.parametrize("name", READINGS)
def test_the_number_of_queries_does_not_grow_with_contracts(tmp_path: Path, name: str) -> None:
    few = _queries(tmp_path / "少", 2, READINGS[name])
    many = _queries(tmp_path / "多", 25, READINGS[name])
    assert few == many  # to the letter: no contract, person or service is asked for by itself
    assert len(few) < 60
