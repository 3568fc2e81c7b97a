"""A report against the floor: zipping the same parts with no XML work. Run: python tests/benchmarks/bench_report.py.

300 reports each, interleaved so that both see the same machine. Target: at most 1.5 times the floor.
"""

import io
import sys
import time
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from secops.documents.properties import Properties
from secops.documents.status_report import ReportRow, StatusReport, load_template, render_status_report

REPORTS = 300
TARGET = 1.5
OFFICIAL = Path(__file__).parents[1] / "official" / "besshi.txt"


def sample() -> StatusReport:
    """Return a report with the official wording in sixteen rows."""
    lines = OFFICIAL.read_text(encoding="utf-8").splitlines()
    table = lines[lines.index("項目 確認事項 実施状況") + 1 : lines.index("記載要領")]
    rows: list[ReportRow] = []
    for line in table:
        if line.startswith("情報セキュリティに関する事項") and line.endswith("）"):
            rows.append(ReportRow(len(rows) + 2, line, (), "実施", ""))
        else:
            rows[-1] = replace(rows[-1], requirement=(*rows[-1].requirement, (0, line)))
    rows[-1] = replace(rows[-1], status="該当なし", reason="ウェブアプリケーションの構築を行わないため。")
    day = date(2024, 10, 1)
    return StatusReport(day, "課長", "埼玉県", "株式会社架空", "代表取締役", "令和６年７月１日", "調査", tuple(rows), 1)


def zipped(parts: list[tuple[str, bytes]]) -> bytes:
    """Zip finished parts: the floor."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()


def main() -> int:
    """Measure both and print them with their ratio."""
    template, report = load_template(), sample()
    properties = Properties("報告書", datetime(2024, 10, 1, tzinfo=UTC), {"変更記録": "0" * 64})
    with zipfile.ZipFile(io.BytesIO(render_status_report(report, template, properties))) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    floor = figure = 0.0
    for number in range(1, REPORTS + 1):
        start = time.perf_counter()
        zipped(parts)
        between = time.perf_counter()
        render_status_report(replace(report, number=number, title=f"調査{number}"), template, properties)
        figure += time.perf_counter() - between
        floor += between - start
    ratio = figure / floor
    print(f"floor (zip only)  {floor / REPORTS * 1000:.2f} ms a report")
    print(f"report            {figure / REPORTS * 1000:.2f} ms a report")
    print(f"ratio             {ratio:.2f} (target {TARGET})")
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
