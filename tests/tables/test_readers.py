"""Files to rows: every kind a person has, told by content; what is no table says what it is."""

import contextlib
import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secops.base.errors import InputError
from secops.tables import limits
from secops.tables.readers import read_rows, rows_of
from secops.tables.rows import Merged, column_letter, filled
from secops.tables.xlsx_file import cell_text

TABLE = "番号,名称\nA-1,髙島クラウド\n"
ROWS = [("番号", "名称"), ("A-1", "髙島クラウド")]


def workbook(fill, *, hidden: str = "") -> bytes:
    """Return a workbook whose first sheet is filled by ``fill(book, sheet)``."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        fill(book, book.add_worksheet("一覧"))
        if hidden:
            sheet = book.add_worksheet(hidden)
            sheet.write_string(0, 0, "古い")
            sheet.hide()
    return file.getvalue()


def plain(_book, sheet) -> None:
    for place, row in enumerate(ROWS):
        sheet.write_row(place, 0, row)


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with something replaced in one part."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, text.replace(old, new) if name == part else text)
    return file.getvalue()


def archive(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return file.getvalue()


def cells(content: bytes, name: str = "表.csv") -> list[tuple[str, ...]]:
    (sheet,) = rows_of(name, content)
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("between", [",", "\t"], ids=["csv", "tsv"])
def test_text_is_read_in_the_encodings_that_excel_writes(encoding: str, between: str) -> None:
    assert cells(TABLE.replace(",", between).encode(encoding)) == ROWS


def test_rows_keep_the_numbers_a_spreadsheet_shows() -> None:
    (sheet,) = rows_of("表.csv", '題\r\n\r\n,,\r\n番号,名称\r\n"1\n2",甲\r\n3,乙\r\n'.encode())
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("題",)), (4, ("番号", "名称")), (5, ("1\n2", "甲")), (6, ("3", "乙"))
    ]  # fmt: skip
    assert sheet.place(6, 1) == "表.csv 6行目 B列"
    assert [column_letter(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_a_title_with_commas_above_a_tab_separated_table_does_not_mislead() -> None:
    assert cells("一覧, 令和6年\nA\tB\tC\n1\t2\t3\n".encode())[1:] == [("A", "B", "C"), ("1", "2", "3")]


def test_a_long_table_is_read() -> None:
    text = "番号,名称,日付,備考\n" + "".join(f"C{n:06},架空サービス{n},2024-11-01,備考\n" for n in range(200_000))
    (sheet,) = rows_of("長い.csv", text.encode())
    assert (len(sheet.rows), sheet.rows[-1].number, sheet.rows[-1].cells[0]) == (200_001, 200_001, "C199999")


def test_a_workbook_gives_values_as_text_with_places() -> None:
    def fill(book, sheet) -> None:
        day, era = book.add_format({"num_format": "yyyy/mm/dd"}), book.add_format({"num_format": 'ggge"年"m"月"d"日"'})
        sheet.write_string(2, 1, "=1+1")
        sheet.write_formula(2, 2, "=1+1", None, 2)
        sheet.write_formula(2, 3, "=NA()", None, "#N/A")
        sheet.write_number(3, 1, 1234567890123)
        sheet.write_number(3, 2, 0.1 + 0.2)
        sheet.write_boolean(3, 3, True)
        sheet.write_datetime(4, 1, dt.datetime.fromisoformat("2024-11-01"), day)
        sheet.write_datetime(4, 2, dt.datetime.fromisoformat("2024-11-01"), era)
        sheet.write_string(4, 3, "00123")

    (sheet,) = rows_of("表.xlsx", workbook(fill))
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (3, ("", "=1+1", "2", "#N/A")),
        (4, ("", "1234567890123", "0.3", "TRUE")),
        (5, ("", "2024-11-01", "2024-11-01", "00123")),
    ]
    assert sheet.place(5, 3) == "表.xlsx シート「一覧」 5行目 D列"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (45.0, "45"), (-3.0, "-3"), (1e20, "100000000000000000000"), (1.5e-7, "0.00000015"), (0.1 + 0.2, "0.3"),
        (7, "7"), (False, "FALSE"), (dt.datetime.fromisoformat("2024-07-01"), "2024-07-01"),
        (dt.datetime.fromisoformat("2024-07-01T09:05"), "2024-07-01 09:05:00"), (dt.date(2024, 7, 1), "2024-07-01"),
        (dt.time(9, 5), "09:05:00"), (dt.timedelta(hours=36, minutes=1), "36:01:00"),
    ],
)  # fmt: skip
def test_values_are_written_as_a_person_reads_them(value: object, text: str) -> None:
    assert cell_text(value) == text


def test_hidden_sheets_are_read_and_named() -> None:
    shown, hidden = rows_of("表.xlsx", workbook(plain, hidden="控え"))
    assert (shown.hidden, hidden.hidden, hidden.label) == (False, True, "表.xlsx シート「控え」（非表示）")
    assert hidden.rows[0].cells == ("古い",)


def test_merged_cells_are_told_and_can_be_filled() -> None:
    def fill(_book, sheet) -> None:
        sheet.merge_range(0, 0, 0, 1, "見出し")
        sheet.merge_range(1, 0, 2, 0, "事業者")
        sheet.write_column(1, 1, ["一", "二"])

    (sheet,) = rows_of("表.xlsx", workbook(fill))
    assert sheet.merged == (Merged(1, 1, 0, 1), Merged(2, 3, 0, 0))
    assert [row.cells for row in sheet.rows] == [("見出し", ""), ("事業者", "一"), ("", "二")]
    assert [row.cells for row in filled(sheet)] == [("見出し", "見出し"), ("事業者", "一"), ("事業者", "二")]


PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>架空ポータル</title>
<script>var a = "<table><tr><td>x</td></tr></table>";</script></head><body><nav>お知らせ</nav>
<h1>サービスの一覧</h1><p>令和６年１１月１日<b>現在</b></p>
<table class="layout"><tr><td><h2>登録簿</h2>
 <table><caption>架空の表</caption><thead>
  <tr><th rowspan="2"><a href="#">登録<br>番号</a><span class="sr-only">並べ替え</span></th>
  <th colspan="2">期間</th></tr>
  <tr><th><button>開始</button></th><th>終了</th></tr></thead>
  <tbody><tr><td rowspan="2">A-1</td><td>2024-04-01</td><td>髙島<br>&amp; 二</td></tr>
  <tr><td style="display:none">隠し</td><td>表<table><tr><td>内</td></tr></table>外</td></tr></tbody></table>
</td></tr></table></body></html>"""


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("Shift_JIS", "cp932"), ("utf-8", "utf-16")])
def test_a_saved_page_gives_its_tables(charset: str, encoding: str) -> None:
    sheets = rows_of("一覧.html", PAGE.format(charset=charset).encode(encoding))
    outer, table, inner = ([row.cells for row in sheet.rows] for sheet in sheets)
    assert (outer, inner) == ([("登録簿",)], [("内",)])
    assert table == [
        ("登録\n番号", "期間", ""), ("", "開始", "終了"), ("A-1", "2024-04-01", "髙島\n& 二"), ("", "", "表外")
    ]  # fmt: skip
    sheet = sheets[1]
    assert sheet.titles == ("架空ポータル", "サービスの一覧", "登録簿", "架空の表")
    assert "令和６年１１月１日現在" in sheet.notes
    assert "お知らせ" in sheet.notes
    assert Merged(3, 4, 0, 0) in sheet.merged
    assert sheet.place(3, 2) == "一覧.html 2番目の表 3行目 C列"


def test_a_list_marked_up_for_screen_readers_is_a_table() -> None:
    page = """<div role="grid">
    <div role="row"><div role="columnheader">番号</div><div role="columnheader">名称</div></div>
    <div role="row"><span role="gridcell">A-1</span><span role="gridcell">髙島クラウド</span></div></div>"""
    assert cells(page.encode(), "一覧.html") == ROWS


def test_a_table_copied_as_html_but_named_otherwise_is_read() -> None:
    page = "<meta charset=utf-8><table><tr><td>番号<td>名称<tr><td>A-1<td>髙島クラウド</table>"
    assert cells(page.encode(), "一覧.xls") == ROWS


def test_nothing_is_fetched_and_no_entity_is_read(tmp_path: Path) -> None:
    (tmp_path / "秘密.txt").write_text("秘密", encoding="utf-8")
    uri = (tmp_path / "秘密.txt").as_uri()
    head = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY s SYSTEM "{uri}">]>'
    page = f"{head}<table><tr><td>&s;</td><td>x</td></tr></table>"
    assert "秘密" not in str(rows_of("一覧.html", page.encode()))
    entity = changed(
        workbook(plain), "xl/sharedStrings.xml", b"<sst", f'<!DOCTYPE x [<!ENTITY s SYSTEM "{uri}">]><sst'.encode()
    )
    with pytest.raises(InputError, match="壊れているか"):
        rows_of("表.xlsx", entity)


LOGIN = """<html><body><form><table><tr><td>利用者ID</td><td><input name=u></td></tr><tr><td>パスワード</td>
<td><input type=PASSWORD name=p></td></tr></table></form></body></html>"""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

STRANGERS = {
    "empty": (b"", "は空です"),
    "mark only": (b"\xef\xbb\xbf\r\n", "は空です"),
    "commas only": (b",,,\n,,,\n", "は空です"),
    "empty workbook": (workbook(lambda _book, _sheet: None), "は空です"),
    "login page": (LOGIN.encode(), "ログインの画面を保存したもの"),
    "page without table": (b"<html><body>loading<div id=app></div></body></html>", "のページに表がありません"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "はPDFで、表として読めません"),
    "xls": (OLE, "は古い形式（.xlsなど）のファイルです"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "はパスワードで保護されています"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0", "は画像など"),
    "jpeg": (b"\xff\xd8\xff\xe0\0\x10JFIF", "は画像など"),
    "gzip": (b"\x1f\x8b\x08\0\0", "は圧縮されたファイルです"),
    "zip": (archive(a_dot_csv=b"1,2"), "は圧縮されたファイルです"),
    "word": (archive(word__document_dot_xml=b"<w/>"), "はWordの文書です"),
    "ods": (archive(mimetype=b"x", content_dot_xml=b"<x/>"), "はOpenDocumentのファイル"),
    "xlsb": (archive(xl__workbook_dot_bin=b"x"), "はバイナリ形式のブック"),
    "cut workbook": (workbook(plain)[:1500], "は壊れているか"),
    "no workbook": (archive(xl__workbook_dot_xml=b"<workbook"), "は壊れているか"),
    "xml": (b'<?xml version="1.0"?><xml><record/></xml>', "はXMLで、表として読めません"),
    "mhtml": (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "ウェブページを一つにまとめたファイル"),
    "rtf": (b"{\\rtf1 x}", "はワープロの文書（RTF）です"),
    "no text": (b"\x81\xff\x00\xfe" * 50, "の文字コードが分かりません"),
    "binary": (b"a,b\0\0\0c\n", "の文字コードが分かりません"),
    "open quote": ('番号,名称\n"A,b\n'.encode(), "引用符の使い方"),
    "endless cell": (f"番号\n{'甲' * 100_001}\n".encode(), "100,000字を超えるセル"),
    "too many columns": (b"x" + b",x" * 1_100 + b"\n", "は列が多すぎます"),
    "deep page": (b"<div>" * 5_000 + b"<table><tr><td>x</table>", "入れ子が深すぎて"),
    "wide span": (b"<table><tr><td colspan=900>x</td><td colspan=900>y</td></tr></table>", "は列が多すぎます"),
}


@pytest.mark.parametrize(("content", "message"), STRANGERS.values(), ids=STRANGERS)
@pytest.mark.parametrize("name", ["表.csv", "表.xlsx", "表.html"])
def test_what_is_no_table_says_what_it_is(content: bytes, message: str, name: str) -> None:
    with pytest.raises(InputError) as raised:
        rows_of(name, content)
    assert message in str(raised.value)
    assert name in str(raised.value)


def test_a_file_that_is_not_there_a_folder_and_a_huge_one_are_told_apart(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "表.csv").write_text(TABLE, encoding="utf-8")
    assert len(read_rows(tmp_path / "表.csv")[0].rows) == 2
    with pytest.raises(InputError, match="が見つかりません"):
        read_rows(tmp_path / "ない.csv")
    with pytest.raises(InputError, match="はフォルダです"):
        read_rows(tmp_path)
    monkeypatch.setattr("secops.tables.opening.LARGEST", 10)
    with pytest.raises(InputError, match="は大きすぎます"):
        read_rows(tmp_path / "表.csv")


def test_a_zip_bomb_is_refused_by_the_size_it_declares() -> None:
    bomb = archive(
        xl__workbook_dot_xml=b"<workbook/>", xl__worksheets__sheet1_dot_xml=b" " * (limits.LARGEST_UNPACKED + 1)
    )
    assert len(bomb) < 1_000_000
    with pytest.raises(InputError, match="は展開すると大きすぎます"):
        rows_of("爆弾.xlsx", bomb)


def test_a_zip_bomb_that_lies_about_its_size_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secops.tables.unpacking.LARGEST_UNPACKED", 1_000_000)
    huge = b" " * 3_000_000
    bomb = archive(xl__workbook_dot_xml=b"<workbook/>", xl__a_dot_xml=huge)
    lying = bomb.replace(len(huge).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != bomb
    with pytest.raises(InputError, match="は展開すると大きすぎます"):
        rows_of("爆弾.xlsx", lying)
    small = archive(xl__workbook_dot_xml=b"<workbook/>", xl__a_dot_xml=b" " * 3_000)
    lying = small.replace((3_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    with pytest.raises(InputError, match="は壊れているか"):
        rows_of("爆弾.xlsx", lying)


def test_a_cell_far_away_is_refused_before_the_parser_lays_the_sheet_out() -> None:
    def far(_book, sheet) -> None:
        sheet.write_string(0, 0, "a")
        sheet.write_string(1_048_575, 16_383, "b")

    with pytest.raises(InputError, match="多すぎます"):
        rows_of("遠い.xlsx", workbook(far))
    attack = changed(workbook(plain), "xl/worksheets/sheet1.xml", b'r="A1"', b"\n r='ZZZZZZZ99999999999'")
    with pytest.raises(InputError):
        rows_of("遠い.xlsx", attack)


def test_a_format_down_to_the_last_row_is_no_large_table() -> None:
    def fill(book, sheet) -> None:
        plain(book, sheet)
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    assert cells(workbook(fill), "表.xlsx") == ROWS


def test_one_long_text_used_by_many_cells_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("secops.tables.unpacking.LARGEST_TEXT", 1_000_000)

    def fill(_book, sheet) -> None:
        for row in range(100):
            sheet.write_string(row, 0, "甲" * 30_000)

    with pytest.raises(InputError, match="は文字が多すぎます"):
        rows_of("長い.xlsx", workbook(fill))


def test_too_many_rows_and_sheets_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 3)
    with pytest.raises(InputError, match=r"は行が多すぎます（3行まで）"):
        rows_of("表.csv", b"1\n2\n3\n4\n")
    monkeypatch.setattr("secops.tables.xlsx_file.MOST_SHEETS", 1)
    with pytest.raises(InputError, match="はシートが多すぎます"):
        rows_of("表.xlsx", workbook(plain, hidden="控え"))


FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORKBOOK = workbook(plain, hidden="控え")


def survives(name: str, content: bytes) -> None:
    """Read, or say what is wrong: nothing else."""
    with contextlib.suppress(InputError):
        sheets = rows_of(name, content)
        assert all(isinstance(cell, str) for sheet in sheets for row in sheet.rows for cell in row.cells)


@FUZZ
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"<table>", b"%PDF", b"<html>"]))
def test_any_bytes_are_read_or_refused(content: bytes, head: bytes) -> None:
    survives("何か", head + content)


@FUZZ
@given(st.lists(st.tuples(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_damaged_workbook_is_read_or_refused(damage: list[tuple[int, int]]) -> None:
    content = bytearray(WORKBOOK)
    for place, byte in damage:
        content[place] = byte
    survives("表.xlsx", bytes(content))


@FUZZ
@given(
    st.sampled_from(["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]),
    st.integers(0, 2_000),
    st.integers(0, 12),
    st.sampled_from(
        [b"", b"<", b">", b'"', b"99999999", b"-1", b"</row>", b'<c r="B2"><v>1</v></c>', b"&#0;", b"\xff"]
    ),
)
def test_a_workbook_with_changed_parts_is_read_or_refused(part: str, place: int, cut: int, put: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as source:
        text = source.read(part)
    place %= len(text)
    survives("表.xlsx", changed(WORKBOOK, part, text, text[:place] + put + text[place + cut :]))


PIECES = (
    *("<table>", "</table>", "<tr>", "<td>", "<th colspan=3>", "<td rowspan=0>", "<td rowspan=9 colspan=-1>", "</tr>"),
    *("甲", "&amp;", "<!--", "-->", "<div hidden>", "</div>", "<input type=password>", "<script>", "</script>", "<td"),
    *('<div role="row">', '<div role="table">', "<caption>", "<br>", "\0", "\ud800"),
)


@FUZZ
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_page_is_read_or_refused(pieces: list[str]) -> None:
    survives("表.html", ("<html>" + "".join(pieces)).encode("utf-8", "surrogatepass"))


def test_the_parts_are_packed_anew_so_that_the_parser_sees_what_was_checked() -> None:
    # Two archives in one file: the parser must not find another one than the one that was checked.
    twice = WORKBOOK + workbook(lambda _book, sheet: sheet.write_string(0, 0, "別"))
    (sheet,) = rows_of("二重.xlsx", twice)
    assert sheet.rows[0].cells == ("別",)
