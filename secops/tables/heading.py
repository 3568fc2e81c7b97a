"""The heading of a table as people keep it: below title rows, over two rows, with merged cells, marks and brackets."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from secops.base.text import identity
from secops.tables.rows import RawSheet, Row

WITHIN = 30  # rows in which a heading is looked for

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
_MARKS = re.compile(r"^[*※▲▼△▽↑↓⇅■□●○◆◇:]+|[*※▲▼△▽↑↓⇅:]+$|※\d{1,2}$")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|〈[^〈〉]*〉|<[^<>]*>|「[^「」]*」")

Wanted = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Heading:
    """A table's heading: its rows' numbers, its texts, what each known column is, and the rows below."""

    first_row: int
    last_row: int
    names: tuple[str, ...]  # as the table has them, a column each; "" for none
    columns: Mapping[int, str]  # column from 0 → what ``wanted`` calls it; two columns may be called the same
    body: tuple[Row, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that ``wanted`` does not know."""
        return tuple(name for column, name in enumerate(self.names) if name and column not in self.columns)


def heading_key(text: str) -> str:
    """Return a heading as it is compared: NFKC, lower case, no spaces, line breaks or marks at the ends."""
    plain = identity(_INVISIBLE.sub("", text)).casefold()
    return _MARKS.sub("", plain)


def heading_forms(text: str) -> tuple[str, ...]:
    """Return what a heading may be known as: whole, and without what stands in brackets."""
    whole = heading_key(text)
    bare = whole
    while bare != (shorter := _BRACKETS.sub("", bare)):
        bare = shorter
    return tuple(dict.fromkeys(form for form in (whole, _MARKS.sub("", bare)) if form))


def find_heading(sheet: RawSheet, wanted: Wanted, at_least: int, *, within: int = WITHIN) -> Heading | None:
    """Return the first heading in which ``wanted`` knows ``at_least`` columns, or None.

    ``wanted`` gets a heading's :func:`heading_forms` in turn and says what it calls that column. Two rows are read as
    one heading (「監査対象期間」 over 「開始」「終了」) where cells are merged over both, where the lower row only
    stands below a heading that spans columns, or where more columns are known by both together than by either.
    """
    for place, row in enumerate(sheet.rows[:within]):
        below = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else None
        columns, names, last = _of_row(sheet, row, wanted), tuple(map(_shown, _single(sheet, row))), place
        if below is not None and below.number == row.number + 1:
            joined, pairs = _of_both(sheet, row, below, wanted)
            together = _is_double(sheet, row, below) and len(joined) >= len(columns)
            if together or len(joined) > max(len(columns), len(_of_row(sheet, below, wanted))):
                columns, names, last = joined, pairs, place + 1
        if len(set(columns.values())) >= at_least:
            body = tuple(one for one in sheet.rows[last + 1 :] if one.cells != sheet.rows[last].cells)
            return Heading(row.number, sheet.rows[last].number, names, columns, body)
    return None


def likely_headings(sheet: RawSheet, *, within: int = WITHIN) -> tuple[str, ...]:
    """Return the texts of the row that looks most like a heading: the first one with most cells filled."""
    texts = [tuple(_shown(cell) for cell in row.cells if cell.strip()) for row in sheet.rows[:within]]
    return max(texts, key=len, default=())


def _shown(text: str) -> str:
    return " ".join(text.split())


def _lookup(text: str, wanted: Wanted) -> str | None:
    return next((found for form in heading_forms(text) if (found := wanted(form)) is not None), None)


def _of_row(sheet: RawSheet, row: Row, wanted: Wanted) -> dict[int, str]:
    found = ((column, _lookup(name, wanted)) for column, name in enumerate(_single(sheet, row)) if name)
    return {column: name for column, name in found if name is not None}


def _single(sheet: RawSheet, row: Row) -> tuple[str, ...]:
    """Return a row's cells, one that spans columns in each of them."""
    cells = list(row.cells)
    for one in sheet.merged:
        if one.first_row == row.number and one.last_column > one.first_column:
            last = min(one.last_column, len(cells) - 1)
            cells[one.first_column + 1 : last + 1] = [row.cell(one.first_column)] * max(0, last - one.first_column)
    return tuple(cells)


def _spread(sheet: RawSheet, row: Row, below: Row) -> tuple[str, ...]:
    """Return the upper row of two, a heading repeated over the blank cells that it spans."""
    cells = list(_single(sheet, row))
    cells += [""] * (len(below.cells) - len(cells))
    ends = {one.first_column: one.last_column for one in sheet.merged if one.first_row <= row.number <= one.last_row}
    starts, last = -1, len(cells)
    for column, cell in enumerate(cells):
        if row.cell(column).strip():
            starts, last = column, ends.get(column, len(cells))
        elif not cell and starts >= 0 and column <= last and below.cell(column).strip():
            cells[column] = cells[starts]
    return tuple(cells)


def _is_double(sheet: RawSheet, row: Row, below: Row) -> bool:
    """Whether the row below belongs to the heading, by merged cells or by its shape."""
    if any(one.first_row == row.number and one.last_row == below.number for one in sheet.merged):
        return True
    width = max(len(row.cells), len(below.cells))
    alone = spanned = 0
    for column in range(width):
        above, under = bool(row.cell(column).strip()), bool(below.cell(column).strip())
        if above and not under:
            alone += 1
        elif above and (column + 1 >= width or row.cell(column + 1).strip() or not below.cell(column + 1).strip()):
            return False  # a heading of its own with something below: a row of data
        elif under:
            spanned += 1
    return alone > 0 and spanned > 1


def _of_both(sheet: RawSheet, row: Row, below: Row, wanted: Wanted) -> tuple[dict[int, str], tuple[str, ...]]:
    """Return what is known of the columns under both rows, and their names."""
    upper = _spread(sheet, row, below)
    found = {}
    for column, above in enumerate(upper):
        under = below.cell(column)
        tried = (above + under, under) if above.strip() and under.strip() else (above, under)
        name = next((known for text in tried if text.strip() and (known := _lookup(text, wanted)) is not None), None)
        if name is not None:
            found[column] = name
    return found, tuple(_shown(f"{above} {below.cell(column)}") for column, above in enumerate(upper))
