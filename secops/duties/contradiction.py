"""What a contradiction is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sides and a sentence; ``item`` is the number of the item it bears on."""

    key: str
    item: int
    sides: tuple[str, str]
    message: str
