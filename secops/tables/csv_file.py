"""CSV and TSV to rows: UTF-8 with or without a byte order mark, UTF-16 with one, or CP932."""

import csv
import io
from itertools import islice
from pathlib import Path

from secops.base.errors import Fault, InputError
from secops.tables.limits import LONGEST_CELL, check_size
from secops.tables.opening import OLE_MARK, ZIP_MARK, content_of, text_of
from secops.tables.rows import RawSheet, Row, Sheet

_LINES_LOOKED_AT = 30  # for the delimiter


def read_csv(path: Path) -> Sheet:
    """Read a CSV file. Raises InputError for a file that is missing, too large, not text, or has no heading."""
    content = content_of(path, wanted="CSVのファイル")
    name = path.name
    if content.startswith((ZIP_MARK, b"%PDF", OLE_MARK[:4])):
        raise InputError(f"{name}はCSVではありません。表計算ソフトで「CSV UTF-8」として保存してください。")
    rows = _rows(name, text_of(name, content))
    if not rows:
        raise InputError(f"{name}は空です。1行目に見出しが必要です。")
    return Sheet(name, tuple(cell.strip() for cell in rows[0].cells), tuple(rows[1:]))


def csv_sheet(name: str, content: bytes) -> RawSheet:
    """Return all rows of a text file that are not blank."""
    return RawSheet(name, "", tuple(_rows(name, text_of(name, content))))


def _rows(name: str, text: str) -> list[Row]:
    csv.field_size_limit(LONGEST_CELL)
    rows: list[Row] = []
    width = number = 0
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        for number, cells in enumerate(reader, start=1):
            if any(map(str.strip, cells)):
                rows.append(Row(number, tuple(cells)))
                width = max(width, len(cells))
                if not number % 1000:
                    check_size(name, number, width)
    except csv.Error as error:
        too_long = "field larger than" in str(error)
        what = f"{LONGEST_CELL:,}字を超えるセルがあります" if too_long else "引用符の使い方がCSVの形になっていません"
        fault = Fault(f"{name} {number + 1}行目", what, "引用符の閉じ忘れがないか確かめる")
        raise InputError("取り込めませんでした。", (fault,)) from None
    check_size(name, len(rows), width)
    return rows


def _delimiter(text: str) -> str:
    """Return the tab where the first lines have more tabs than commas."""
    head = list(islice(io.StringIO(text[: LONGEST_CELL * 2]), _LINES_LOOKED_AT))
    return "\t" if sum(line.count("\t") for line in head) > sum(line.count(",") for line in head) else ","
