"""A workbook (.xlsx) to rows: values only, as text; never the formulas."""

import io
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from secops.base.errors import InputError
from secops.tables.limits import (
    LARGEST_CELLS,
    LARGEST_TEXT,
    LONGEST_CELL,
    MOST_SHEETS,
    check_size,
    too_long,
    too_much_text,
)
from secops.tables.rows import Merged, RawSheet, Row
from secops.tables.unpacking import broken, check_extents, packed_again, sheet_parts, unpacked

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MOST_MERGED = 20_000  # ranges of a sheet that are looked at


def xlsx_sheets(name: str, content: bytes) -> tuple[RawSheet, ...]:
    """Return the worksheets of a workbook in order, hidden ones marked."""
    parts = unpacked(name, content)
    extents = check_extents(name, parts)
    errors = {sheet: extents[part].errors for sheet, part in sheet_parts(parts).items() if part in extents}
    try:
        return _sheets(name, packed_again(parts), errors)
    except InputError:
        raise
    except BaseException as error:
        # The parser has errors of its own and, for a fault of its own, one that is no Exception.
        if isinstance(error, Exception) and not isinstance(error, MemoryError):
            raise broken(name) from error
        if type(error).__name__ == "PanicException":
            raise broken(name) from None
        raise


def _sheets(name: str, content: bytes, errors: Mapping[str, Mapping[tuple[int, int], str]]) -> tuple[RawSheet, ...]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    if len(book.sheets_metadata) > MOST_SHEETS:
        raise InputError(f"{name}はシートが多すぎます（{MOST_SHEETS}枚まで）。要るシートだけを残してください。")
    found = []
    cells = text = 0
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        hidden = about.visible != SheetVisibleEnum.Visible
        label = f"{name} シート「{about.name}」{'（非表示）' if hidden else ''}"
        sheet = book.get_sheet_by_name(about.name)
        last_row, last_column = sheet.end or (0, 0)
        cells += (last_row + 1) * (last_column + 1)
        if cells > LARGEST_CELLS:
            check_size(name, cells, 1)
        rows = _rows(label, sheet, errors.get(about.name, {}))
        text += sum(len(cell) for row in rows for cell in row.cells)
        if text > LARGEST_TEXT:
            raise too_much_text(name)
        found.append(RawSheet(label, about.name, rows, hidden=hidden, merged=_merged(sheet)))
    return tuple(found)


def _rows(label: str, sheet: "CalamineSheet", errors: Mapping[tuple[int, int], str]) -> tuple[Row, ...]:
    _, first_column = sheet.start or (0, 0)
    before = ("",) * first_column  # the parser gives the blank rows at the top, but not the blank columns at the left
    rows = []
    for number, values in enumerate(sheet.iter_rows()):
        cells = [*before, *(value if isinstance(value, str) else cell_text(value) for value in values)]
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise too_long(f"{label} {number + 1}行目")
        if errors:
            for column in range(len(cells)):
                cells[column] = cells[column] or errors.get((number, column), "")
        if any(map(str.strip, cells)):
            rows.append(Row(number + 1, tuple(cells)))
    return tuple(rows)


def _merged(sheet: "CalamineSheet") -> tuple[Merged, ...]:
    ranges = (sheet.merged_cell_ranges or [])[:_MOST_MERGED]
    return tuple(Merged(top + 1, bottom + 1, left, right) for (top, left), (bottom, right) in ranges)


def cell_text(value: object) -> str:
    """Return a cell's value as text: 45.0 as 45, a day as 2024-07-01, a flag as TRUE."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("seconds")
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


def _number(value: float) -> str:
    """Write a number as a spreadsheet holds it (15 digits), never with an exponent."""
    if value != value or value in {float("inf"), float("-inf")}:  # noqa: PLR0124  NaN
        return str(value)
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(format(value, ".15g")), "f")
