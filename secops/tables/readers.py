"""Any table a person has, as rows with their places: CSV, TSV, .xlsx, or a web page's table, told by content."""

from pathlib import Path

from secops.base.errors import InputError
from secops.tables.csv_file import csv_sheet
from secops.tables.opening import Form, content_of, form_of
from secops.tables.rows import RawSheet


def read_rows(path: Path) -> tuple[RawSheet, ...]:
    """Read all sheets of a file, or all tables of a page, in order; hidden sheets too, marked so.

    Raises InputError for a file that is missing, of another kind, damaged, too large, or without any cell.
    """
    return rows_of(path.name, content_of(path))


def rows_of(name: str, content: bytes) -> tuple[RawSheet, ...]:
    """Read the sheets from bytes that are at hand; ``name`` is what messages call them."""
    form = form_of(name, content)
    if form is Form.ZIP:
        from secops.tables.xlsx_file import xlsx_sheets

        sheets = xlsx_sheets(name, content)
    elif form is Form.HTML:
        from secops.tables.html_file import html_sheets

        sheets = html_sheets(name, content)
    else:
        sheets = (csv_sheet(name, content),)
    if not any(sheet.rows for sheet in sheets):
        raise InputError(f"{name}は空です。表の入ったファイルを指定してください。")
    return sheets
