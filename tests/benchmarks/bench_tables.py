"""Reading tables. Run: python tests/benchmarks/bench_tables.py. Medians of 5.

Targets: a CSV of 200,000 rows within 3 s; a page with a list of 300 services, read to entries, within 0.5 s.
"""

import io
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from secops.exchange.ismap_list import read_ismap_list
from secops.tables.readers import rows_of

RUNS = 5
HEAD = ("登録番号", "クラウドサービスの名称", "クラウドサービス事業者の名称", "登録日", "監査対象期間", "備考")


def rows(count: int) -> list[tuple[str, ...]]:
    """Return rows of a fictional list."""
    return [
        (
            f"C{n // 10000:02}-{n % 10000:04}-1",
            f"架空サービス{n}",
            f"架空{n}",
            "令和3年3月12日",
            "2023/4/1～2024/3/31",
            "架空",
        )
        for n in range(count)
    ]


def csv_text(count: int) -> bytes:
    """Return a CSV of so many rows."""
    return "\n".join(map(",".join, (HEAD, *rows(count)))).encode()


def workbook(count: int) -> bytes:
    """Return a workbook of so many rows."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet("一覧")
        for place, row in enumerate((HEAD, *rows(count))):
            sheet.write_row(place, 0, row)
    return file.getvalue()


def page(count: int) -> bytes:
    """Return a web page with a table of so many rows."""
    lines = ("".join(f"<td><a href='#'>{cell}</a></td>" for cell in row) for row in (HEAD, *rows(count)))
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<!doctype html><html><title>架空</title><table>{table}</table></html>".encode()


def median(what: Callable[[], object]) -> float:
    """Return the median seconds of a few runs."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        what()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> int:
    """Measure and print; 1 when a target is missed."""
    long, book, web = csv_text(200_000), workbook(2_000), page(300)
    large = workbook(10_000)
    csv_seconds = median(lambda: rows_of("一覧.csv", long))
    list_seconds = median(lambda: read_ismap_list(rows_of("一覧.html", web)))
    print(f"CSV, 200,000 rows, {len(long) / 1e6:.0f} MB    {csv_seconds:.3f} s (target 3)")
    print(f"xlsx, 2,000 rows               {median(lambda: rows_of('一覧.xlsx', book)) * 1000:.0f} ms")
    print(f"xlsx, 10,000 rows              {median(lambda: rows_of('一覧.xlsx', large)) * 1000:.0f} ms")
    print(f"html, 300 rows                 {median(lambda: rows_of('一覧.html', web)) * 1000:.0f} ms")
    print(f"html, 300 rows, to entries     {list_seconds * 1000:.0f} ms (target 500)")
    return 0 if csv_seconds < 3 and list_seconds < 0.5 else 1


if __name__ == "__main__":
    sys.exit(main())
