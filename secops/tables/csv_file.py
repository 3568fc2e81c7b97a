"""CSV to rows: UTF-8 with or without a byte order mark, UTF-16 with one, or CP932."""

import csv
import io
from pathlib import Path

from secops.base.errors import Fault, InputError
from secops.tables.rows import Row, Sheet

LARGEST = 50_000_000  # bytes; a list of 200,000 rows is about 20 MB
LONGEST_CELL = 100_000  # characters


def read_csv(path: Path) -> Sheet:
    """Read a CSV file. Raises InputError for a file that is missing, too large, not text, or has no heading."""
    if path.is_dir():
        raise InputError(f"「{path}」はフォルダです。CSVのファイルを指定してください。")
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path.name}は大きすぎます（{LARGEST // 1_000_000}MBまで）。分けて取り込んでください。")
        content = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"ファイル「{path}」が見つかりません。") from None
    except PermissionError:
        raise InputError(
            f"ファイル「{path}」を読む権限がありません。ほかのプログラムで開いていれば閉じてください。"
        ) from None
    except OSError as error:
        raise InputError(f"ファイル「{path}」を読めません（{error.strerror}）。") from None
    return _sheet(path.name, _decoded(path.name, content))


def _decoded(name: str, content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise InputError(f"{name}はCSVではありません。表計算ソフトで「CSV UTF-8」として保存してください。")
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp932"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{name}の文字コードが分かりません。UTF-8又はShift_JIS（CP932）で保存してください。")


def _sheet(name: str, text: str) -> Sheet:
    csv.field_size_limit(LONGEST_CELL)
    delimiter = "\t" if "\t" in text.partition("\n")[0] and "," not in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    number = 0
    try:
        for cells in reader:
            number += 1
            if any(cell.strip() for cell in cells):
                rows.append(Row(number, tuple(cells)))
    except csv.Error as error:
        too_long = "field larger than" in str(error)
        what = f"{LONGEST_CELL:,}字を超えるセルがあります" if too_long else "引用符の使い方がCSVの形になっていません"
        fault = Fault(f"{name} {number + 1}行目", what, "引用符の閉じ忘れがないか確かめる")
        raise InputError("取り込めませんでした。", (fault,)) from None
    if not rows:
        raise InputError(f"{name}は空です。1行目に見出しが必要です。")
    return Sheet(name, tuple(cell.strip() for cell in rows[0].cells), tuple(rows[1:]))
