"""Rows of a sheet as text with their places, knowing no record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``number`` counts as a spreadsheet shows it, the first row 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as read: its file's name, its headings, the rows below them that are not blank."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
