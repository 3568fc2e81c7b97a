"""How large a table may be, and what is said of one that is larger."""

from secops.base.errors import InputError

LARGEST = 50_000_000  # bytes of a file; a list of 200,000 rows is about 20 MB
LARGEST_PAGE = 20_000_000  # bytes of a web page, which takes far more memory than a text
LARGEST_UNPACKED = 150_000_000  # bytes of all parts of a workbook together
LARGEST_TEXT = 200_000_000  # characters of all cells together
MOST_ROWS = 300_000
MOST_COLUMNS = 1_000
MOST_SHEETS = 200
LARGEST_CELLS = 5_000_000  # rows times columns of a file
LONGEST_CELL = 100_000  # characters; Excel holds 32,767


def too_large(name: str) -> InputError:
    """Return the error for a file of too many bytes."""
    return InputError(f"{name}は大きすぎます（{LARGEST // 1_000_000}MBまで）。分けて取り込んでください。")


def check_size(label: str, rows: int, columns: int) -> None:
    """Raise InputError for more rows, columns or cells than are taken."""
    if rows > MOST_ROWS:
        raise InputError(f"{label}は行が多すぎます（{MOST_ROWS:,}行まで）。分けて取り込んでください。")
    if columns > MOST_COLUMNS:
        raise InputError(f"{label}は列が多すぎます（{MOST_COLUMNS:,}列まで）。要る列だけを残してください。")
    if rows * columns > LARGEST_CELLS:
        raise InputError(
            f"{label}は表が大きすぎます（{rows:,}行×{columns:,}列、セル{LARGEST_CELLS:,}個まで）。"
            "要る範囲だけを新しいファイルに写してください。"
        )


def too_long(place: str) -> InputError:
    """Return the error for a cell of too many characters."""
    return InputError(f"{place}: {LONGEST_CELL:,}字を超えるセルがあります。短くしてください。")


def too_much_text(name: str) -> InputError:
    """Return the error for cells of too many characters together."""
    return InputError(f"{name}は文字が多すぎます。要る範囲だけを新しいファイルに写してください。")
