"""A report with the official wording of every row, and LibreOffice."""

import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from secops.documents.properties import Properties
from secops.documents.status_report import ReportRow, StatusReport

OFFICIAL = Path(__file__).parents[1] / "official" / "besshi.txt"
LABEL = re.compile(r"情報セキュリティに関する事項([０-９]+)）")

ToPdf = Callable[..., list[Path]]


@pytest.fixture(scope="session")
def properties() -> Properties:
    """Return the properties of a file issued on 1 October 2024."""
    return Properties("実施状況報告書", datetime(2024, 10, 1, tzinfo=UTC), {"変更記録": "0f" * 32})


@pytest.fixture(scope="session")
def full_report() -> StatusReport:
    """Return a report with all sixteen rows to the letter of the 別紙, each 実施."""
    lines = OFFICIAL.read_text(encoding="utf-8").splitlines()
    table = lines[lines.index("項目 確認事項 実施状況") + 1 : lines.index("記載要領")]
    rows: list[ReportRow] = []
    for line in table:
        if found := LABEL.fullmatch(line.strip()):
            rows.append(ReportRow(int(found[1]), line.strip(), (), "実施", ""))
        else:
            last = rows[-1]
            requirement = (*last.requirement, (_depth(line), line))
            rows[-1] = ReportRow(last.item, last.label, requirement, "実施", "")
    return StatusReport(
        dated_on=date(2024, 10, 1),
        addressee="関東経済産業局流通・サービス産業課長",
        address="埼玉県さいたま市中央区架空町一丁目２番３号　架空合同ビルディング１５階",
        name="株式会社架空データ・アンド・コミュニケーションズ総合研究所",
        representative="代表取締役社長　髙橋　𠮷之助",
        concluded="令和６年７月１日（変更契約締結日：令和６年１２月２日）",
        title="令和６年度地域経済産業活性化対策調査（中小小売・サービス業の情報発信に関する実態調査及びウェブサイト運営事業）",
        rows=tuple(rows),
        number=1,
    )


def _depth(line: str) -> int:
    """Return the depth that the numbering of a line stands for."""
    if re.match(r"（[０-９]）", line):
        return 1
    return 2 if re.match(r"[①-⑳・]", line) else 0


@pytest.fixture(scope="session")
def to_pdf(tmp_path_factory: pytest.TempPathFactory) -> ToPdf:
    """Return what turns Word files into PDF, with a profile of its own so that parallel runs do not meet."""
    soffice = shutil.which("soffice")
    if soffice is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice or poppler-utils is not installed: the pages cannot be rendered")
    profile = tmp_path_factory.mktemp("libreoffice")

    def convert(*documents: Path) -> list[Path]:
        folder = documents[0].parent
        command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, *documents], check=True, capture_output=True, timeout=120)
        return [document.with_suffix(".pdf") for document in documents]

    return convert


def pdf_pages(pdf: Path) -> list[str]:
    """Return the text of each page, white space left out."""
    done = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, timeout=60)
    return ["".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]
