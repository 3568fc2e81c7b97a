"""The 実施状況報告書: its words, its 別葉, its content controls, the package and the printed pages."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import OFFICIAL, ToPdf, pdf_pages
from docx.oxml.ns import qn
from lxml import etree

from secops.base.errors import DataError
from secops.base.paths import data_folder
from secops.documents.properties import Properties
from secops.documents.status_report import (
    FORM,
    ReportRow,
    StatusReport,
    load_template,
    render_status_report,
)
from secops.documents.word import Template

ANSWERS = {
    6: ("該当なし", "経済産業省内に機器を持ち込む作業がないため。"),
    12: (
        "未実施",
        "再委託先が定型約款のみで利用可能な外部サービスを用いていたため。\n１１月末日までに利用を取りやめる。",
    ),
    17: ("該当なし", "ウェブアプリケーションの構築又は改修を行わないため（R&D <b> {{ row }} 髙𠮷👍）。"),
}
ADDED = (
    ReportRow(None, "監査ログの保存", ((0, "監査ログを１年間保存する。"),), "実施", ""),
    ReportRow(None, "入退室の記録", (), "未実施", "記録簿を準備中のため。"),
)


@pytest.fixture(scope="module")
def template() -> Template:
    return load_template()


@pytest.fixture(scope="module")
def mixed_report(full_report: StatusReport) -> StatusReport:
    rows = (
        replace(row, status=ANSWERS[row.item][0], reason=ANSWERS[row.item][1]) if row.item in ANSWERS else row
        for row in full_report.rows
    )
    return replace(full_report, rows=(*rows, *ADDED))


@pytest.fixture(scope="module")
def full(full_report: StatusReport, template: Template, properties: Properties) -> bytes:
    return render_status_report(full_report, template, properties)


@pytest.fixture(scope="module")
def mixed(mixed_report: StatusReport, template: Template, properties: Properties) -> bytes:
    return render_status_report(mixed_report, template, properties)


def squeeze(text: str) -> str:
    """Leave out the white space."""
    return "".join(text.split())


def body(content: bytes) -> Any:
    """Return the document's root element."""
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))


def cells(table: Any) -> list[list[str]]:
    """Return the texts of a table's cells, those in content controls too."""
    return [["".join(text.text for text in cell._tc.iter(qn("w:t"))) for cell in row.cells] for row in table.rows]


def controls(content: bytes) -> Iterator[tuple[str, str, str]]:
    """Yield tag, id and chosen word of every content control."""
    for control in body(content).iter(qn("w:sdt")):
        tag, number = control.find(f".//{qn('w:tag')}"), control.find(f".//{qn('w:id')}")
        yield tag.get(qn("w:val")), number.get(qn("w:val")), "".join(control.find(qn("w:sdtContent")).itertext())


def test_every_row_is_printed_to_the_letter(full: bytes, full_report: StatusReport) -> None:
    table = cells(docx.Document(io.BytesIO(full)).tables[1])
    assert table[0] == ["項目", "確認事項", "実施状況"]
    assert len(table) == 17
    for row, printed in zip(full_report.rows, table[1:], strict=True):
        assert printed == [row.label, "".join(text for _, text in row.requirement), "実施"]


def test_the_whole_form_reads_as_the_official_text(full_report: StatusReport, properties: Properties) -> None:
    rows = tuple(replace(row, status="") for row in full_report.rows)
    blank = replace(
        full_report, dated_on=None, address="", name="", representative="", concluded="", title="", rows=rows
    )
    printed = render_status_report(blank, load_template(), properties)
    assert squeeze("".join(body(printed).itertext())) == squeeze(OFFICIAL.read_text(encoding="utf-8"))


def test_the_head_of_the_form(mixed: bytes) -> None:
    document = docx.Document(io.BytesIO(mixed))
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert paragraphs[:2] == ["別紙", "令和６年１０月１日"]
    assert "関東経済産業局流通・サービス産業課長　殿" in paragraphs
    assert "代表者氏名\t代表取締役社長　髙橋　𠮷之助" in paragraphs
    assert cells(document.tables[0])[0] == ["契約締結日", "令和６年７月１日（変更契約締結日：令和６年１２月２日）"]


def test_annex_has_each_row_that_is_not_done(mixed: bytes, mixed_report: StatusReport) -> None:
    table = cells(docx.Document(io.BytesIO(mixed)).tables[2])
    expected = [[row.label, row.status, row.reason.replace("\n", "")] for row in mixed_report.rows if row.reason]
    assert table == [["項目", "実施状況", "理由"], *expected]
    assert len(table) == 5


def test_no_annex_when_all_is_done(full: bytes) -> None:
    document = docx.Document(io.BytesIO(full))
    assert len(document.tables) == 2
    assert not any("理由" in paragraph.text and "別葉にて" not in paragraph.text for paragraph in document.paragraphs)
    assert "{%" not in "".join(body(full).itertext())


def test_each_status_is_a_list_with_its_own_tag_and_id(mixed: bytes) -> None:
    found = list(controls(mixed))
    assert [tag for tag, _, _ in found] == [
        *(f"item.{item}.status" for item in range(2, 18)), "added.1.status", "added.2.status"
    ]  # fmt: skip
    assert len({number for _, number, _ in found}) == len(found) == 18
    assert [word for _, _, word in found] == [
        *(ANSWERS.get(item, ("実施",))[0] for item in range(2, 18)), "実施", "未実施"
    ]  # fmt: skip
    choices = {tuple(each.get(qn("w:value")) for each in one) for one in body(mixed).iter(qn("w:dropDownList"))}
    assert choices == {("実施", "未実施", "該当なし")}


def test_only_the_long_rows_may_split(full: bytes) -> None:
    rows = docx.Document(io.BytesIO(full)).tables[1].rows
    split = [number for number, row in enumerate(rows, start=1) if row._tr.find(f".//{qn('w:cantSplit')}") is None]
    assert split == [15, 16]  # the heading is row 1, item 2) is row 2
    assert rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_fonts_and_paper(full: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(full))
    everything = "".join(archive.read(name).decode() for name in archive.namelist())
    assert "asciiTheme" not in everything
    fonts = re.findall(r"<w:rFonts [^>]*>", everything)
    assert fonts
    assert all(font.count("ＭＳ 明朝") == 3 for font in fonts)
    size = docx.Document(io.BytesIO(full)).sections[0]
    assert (round(size.page_width.mm), round(size.page_height.mm)) == (210, 297)
    widths = [round(int(column.get(qn("w:w"))) / 56.693, 1) for column in list(body(full).iter(qn("w:gridCol")))[2:5]]
    assert widths == [26.5, 123.2, 20.3]


@pytest.mark.parametrize("which", ["full", "mixed"])
def test_the_package_holds_together(which: str, request: pytest.FixtureRequest) -> None:
    content: bytes = request.getfixturevalue(which)
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    names = set(archive.namelist())
    types = etree.fromstring(archive.read("[Content_Types].xml"))
    overrides = [each.get("PartName").lstrip("/") for each in types if each.get("PartName")]
    defaults = {each.get("Extension") for each in types if each.get("Extension")}
    assert len(overrides) == len(set(overrides))
    assert set(overrides) <= names
    assert all(name in overrides or name.rpartition(".")[2] in defaults for name in names - {"[Content_Types].xml"})
    for name in (name for name in names if name.endswith(".rels")):
        relations = etree.fromstring(archive.read(name))
        base = posixpath.dirname(posixpath.dirname(name))
        assert len({each.get("Id") for each in relations}) == len(relations)
        assert {posixpath.normpath(posixpath.join(base, each.get("Target"))) for each in relations} <= names
    for cell in body(content).iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")


def test_properties_carry_the_number_and_what_was_given(full: bytes) -> None:
    custom = zipfile.ZipFile(io.BytesIO(full)).read("docProps/custom.xml").decode()
    assert 'name="変更記録"><vt:lpwstr>0f0f' in custom
    assert 'name="報告番号"><vt:lpwstr>1<' in custom


def test_same_report_gives_same_bytes(full: bytes, full_report: StatusReport, properties: Properties) -> None:
    assert render_status_report(full_report, load_template(), properties) == full


def test_the_form_of_the_workspace_wins(tmp_path: Path, template: Template) -> None:
    assert load_template(tmp_path).sha256 == template.sha256
    form = docx.Document(str(data_folder("forms") / FORM))
    form.paragraphs[0].text = "{{ titel }}"
    form.save(str(tmp_path / FORM))
    with pytest.raises(DataError, match="titel"):
        load_template(tmp_path)


def test_pages_as_printed(tmp_path: Path, full: bytes, mixed: bytes, to_pdf: ToPdf) -> None:
    (tmp_path / "full.docx").write_bytes(full)
    (tmp_path / "mixed.docx").write_bytes(mixed)
    plain, annexed = (pdf_pages(pdf) for pdf in to_pdf(tmp_path / "full.docx", tmp_path / "mixed.docx"))
    assert (len(plain), len(annexed)) == (4, 5)
    assert plain[0].startswith("別紙令和６年１０月１日関東経済産業局")
    assert all("項目確認事項実施状況" in page for page in plain)  # the heading row is repeated
    assert "（この報告書の提出時期" in plain[3]
    assert annexed[4].startswith("別葉")
    assert "R&D<b>{{" in annexed[4]
    assert "監査ログの保存" in annexed[3]
