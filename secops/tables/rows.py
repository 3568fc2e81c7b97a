"""Rows of a sheet as text with their places, knowing no record."""

from collections.abc import Iterator
from dataclasses import dataclass

from secops.tables.limits import LARGEST_CELLS


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``number`` counts as a spreadsheet shows it, the first row 1."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """Return the text of a column counted from 0; "" past the row's end."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as read: its file's name, its headings, the rows below them that are not blank."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells joined into one: row numbers as in :class:`Row`, columns counted from 0, the last ones included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class RawSheet:
    """All rows of a sheet that are not blank, as they stand, before any heading is chosen.

    Of merged cells only the first has the text; :func:`filled` repeats it. ``titles`` and ``notes`` are what a web
    page says around the table: its title, the heading above, the caption; and the running text.
    """

    label: str  # how messages call it: 「一覧.xlsx シート「登録簿」」
    name: str  # of the sheet within its file; "" for a text file
    rows: tuple[Row, ...]
    hidden: bool = False
    merged: tuple[Merged, ...] = ()
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def place(self, row: int, column: int | None = None) -> str:
        """Return the place of a cell as messages name it: 「一覧.xlsx シート「登録簿」 12行目 C列」."""
        where = f"{self.label} {row}行目"
        return where if column is None else f"{where} {column_letter(column)}列"


def column_letter(column: int) -> str:
    """Return the letter a spreadsheet shows for a column counted from 0: 0 → A, 27 → AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def filled(sheet: RawSheet) -> tuple[Row, ...]:
    """Return the rows with the text of each merged cell in all its places."""
    if not sheet.merged:
        return sheet.rows
    by_number = {row.number: list(row.cells) for row in sheet.rows}
    width = max((len(row.cells) for row in sheet.rows), default=0)
    for row, column, text in _spread(sheet, width):
        cells = by_number.get(row)
        if cells is not None:
            cells.extend([""] * (column + 1 - len(cells)))
            cells[column] = cells[column] or text
    return tuple(Row(number, tuple(cells)) for number, cells in by_number.items())


def _spread(sheet: RawSheet, width: int) -> Iterator[tuple[int, int, str]]:
    first_cells = {row.number: row for row in sheet.rows}
    last_row = sheet.rows[-1].number if sheet.rows else 0
    left = LARGEST_CELLS  # overlapping ranges, which no program writes, must not take all day
    for one in sheet.merged:
        row = first_cells.get(one.first_row)
        text = row.cell(one.first_column) if row else ""
        if not text:
            continue
        for number in range(one.first_row, min(one.last_row, last_row) + 1):
            for column in range(one.first_column, min(one.last_column, width - 1) + 1):
                left -= 1
                if left < 0:
                    return
                yield number, column, text
