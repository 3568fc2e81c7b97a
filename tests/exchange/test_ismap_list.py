"""Reading an ISMAP list as people save it. All lists here are fictional (架空)."""

import io
import re
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from secops.base.errors import DataError, InputError
from secops.base.text import search_key
from secops.exchange.ismap_dates import read_day, read_last_day, read_period, stated_day
from secops.exchange.ismap_list import HeadingsMissing, ListUnclear, ReadList, read_ismap_list
from secops.ismap import aliases as alias_module
from secops.ismap.aliases import shipped_aliases
from secops.ismap.entries import Listed, normal_number
from secops.ismap.formats import shipped_formats
from secops.tables.heading import heading_key
from secops.tables.readers import rows_of

HEAD = "登録番号,クラウドサービスの名称,クラウドサービス事業者の名称,法人番号,登録日,登録の有効期限,監査対象期間,言明書,備考"
ROW = "C21-0008-2,架空クラウド,架空株式会社,1234567890123,2021-03-12,2025-07-31,2023-04-01～2024-03-31,公開,架空"
ENTRY = Listed(
    number="C21-0008-2",
    name="架空クラウド",
    provider="架空株式会社",
    corporate_number="1234567890123",
    registered_on=date(2021, 3, 12),
    expires_on=date(2025, 7, 31),
    audit_from_on=date(2023, 4, 1),
    audit_to_on=date(2024, 3, 31),
    statement="公開",
    renewing=False,
    remarks="架空",
)


def read(*lines: str, name: str = "一覧.csv", encoding: str = "utf-8", **options) -> ReadList:
    return read_ismap_list(rows_of(name, "\n".join(lines).encode(encoding)), **options)


def faults(*lines: str, **options) -> list[str]:
    with pytest.raises(InputError) as raised:
        read(*lines, **options)
    return [str(fault) for fault in raised.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_list_is_read_in_the_encodings_that_excel_writes(encoding: str) -> None:
    assert read(HEAD, ROW, encoding=encoding) == ReadList("ismap", "ISMAP", None, (ENTRY,), (), ())


@pytest.mark.parametrize(
    "row",
    [
        "Ｃ２１－０００８－２,架空クラウド,架空株式会社,１２３４５６７８９０１２３,令和3年3月12日,R7.7.31,令和5年4月1日から令和6年3月31日まで,公開,架空",
        "c21‐0008−2,架空　クラウド,架空株式会社,1-2345-6789-0123,2021/3/12,2025年7月31日(木),2023.4.1-2024.3.31,公開,架空",
        " C21-0008ー2 ,架空クラウド,架空株式会社,T1234567890123,44267,45869,自 2023年4月1日 至 2024年3月31日,公開,架空",
        'C21-0008-2,架空クラウド,架空株式会社,1234567890123,20210312,2025/07/31まで,"2023/4/1\n～2024/3/31（1年）",公開,架空',
        "C21-0008-2,架空クラウド,架空株式会社,1234567890123,令和３年３月１２日,2024-08-01～2025-07-31,2023-04-01 – 2024-03-31,公開,架空",
    ],
)  # fmt: skip
def test_numbers_and_days_are_read_as_people_write_them(row: str) -> None:
    (entry,) = read(HEAD, row).entries
    assert (entry.number, entry.corporate_number, entry.registered_on, entry.expires_on) == (
        (ENTRY.number, ENTRY.corporate_number, ENTRY.registered_on, ENTRY.expires_on)
    )
    assert (entry.audit_from_on, entry.audit_to_on) == (ENTRY.audit_from_on, ENTRY.audit_to_on)
    assert search_key(entry.name) == search_key(ENTRY.name)


@pytest.mark.parametrize(
    "head",
    [
        HEAD.replace("登録番号", '"登録\n番号"').replace("クラウドサービスの名称", '"クラウド\r\nサービスの名称 ※1"'),
        HEAD.replace("登録番号", "登録Ｎｏ．")
        .replace("登録の有効期限", "更新期限（予定）")
        .replace("登録日", "登録年月日"),
        "Registration No.,Service Name,Provider,法人番号,Registration Date,Expiry Date,Audit Period,Statement,Remarks",
        HEAD.replace("クラウドサービス事業者の名称", "クラウドサービス事業者").replace("の名称", "名"),
        f"架空のISMAPクラウドサービスリスト,,,,,,,,\n,,,,,,,,\n更新のお知らせ,,,,,,,,\n{HEAD}",
    ],
)
def test_headings_are_known_in_their_common_forms(head: str) -> None:
    assert read(head, ROW).entries == (ENTRY,)


def test_a_heading_over_two_rows_and_notes_below_are_met() -> None:
    lines = (
        "架空のISMAPクラウドサービスリスト,,,,",
        "令和６年１１月１日現在,,,,",
        "登録番号,サービス名,監査対象期間,,No",
        ",,開始,終了,",
        "C21-0008-2,架空クラウド,2023-04-01,2024-03-31,1",
        "",
        ",,,,2",
        "登録番号,サービス名,監査対象期間,,No",
        "C22-0001-1,架空ストレージ,R5.4.1,R6.3.31,3",
        "※ 架空のリストです。,,,,",
        "合計,2件,,,",
    )
    found = read(*lines[:7], *lines[8:])
    assert (found.as_of, found.unused) == (date(2024, 11, 1), ("No",))
    assert [(one.number, one.audit_from_on, one.audit_to_on, one.expires_on) for one in found.entries] == [
        ("C21-0008-2", date(2023, 4, 1), date(2024, 3, 31), None),
        ("C22-0001-1", date(2023, 4, 1), date(2024, 3, 31), None),
    ]


@pytest.mark.parametrize(
    ("expires", "remarks", "renewing", "day"),
    [
        ("2025-07-31", "架空", False, date(2025, 7, 31)),
        ("2025-07-31", "更新審査中（架空）", True, date(2025, 7, 31)),
        ("2025年7月31日（更新審査中）", "", True, date(2025, 7, 31)),
        ('"2025年7月31日\n※更新 審査中"', "", True, date(2025, 7, 31)),
        ("更新審査中", "", True, None),
        ("-", "", False, None),
        ("未定", "", False, None),
    ],
)
def test_a_renewal_under_examination_is_read(expires: str, remarks: str, renewing: bool, day: date | None) -> None:
    lines = ("登録番号,サービス名,有効期限,備考", f"C21-0008-2,架空クラウド,{expires},{remarks}")
    (entry,) = read(*lines).entries
    assert (entry.renewing, entry.expires_on, entry.remarks) == (renewing, day, remarks)


def test_the_state_is_read_with_the_remarks() -> None:
    (entry,) = read("登録番号,サービス名,状態,備考", "C21-0008-2,架空クラウド,更新審査中,架空").entries
    assert (entry.renewing, entry.remarks) == (True, "更新審査中 / 架空")


def test_every_bad_cell_is_listed_at_once() -> None:
    head = "No,登録番号,サービス名,登録日,有効期限,監査対象期間,法人番号"
    said = faults(
        "架空のISMAPクラウドサービスリスト",
        head,
        "1,C21-0008-2,甲,2021-02-30,2025-07-31,2023-04-01～2024-03-31,1234567890123",
        "2,C21-8-2,乙,,,,",
        "3,Ｃ２１－０００８－２,丙,,,2023-04-01,1.23457E+12",
        "4,,丁,,,,",
        "5,C21-0009-1,,2024-01-01,2023-01-01,,",
        "6,C21-0010-1,戊\a,,,2024-03-31～2023-04-01,なし",
    )
    assert said == [
        "一覧.csv 3行目 D列 登録日: 「2021-02-30」は読めません（必要なのは日付（例 2024-07-01、2024/7/1、令和6年7月1日、R6.7.1））",
        "一覧.csv 4行目 B列 登録番号: 「C21-8-2」は読めません（必要なのはISMAPクラウドサービスリストの登録番号（例 C21-0008-2））",
        "一覧.csv 5行目 F列 監査対象期間: 「2023-04-01」は読めません（必要なのは期間（例 2023年4月1日～2024年3月31日））",
        "一覧.csv 5行目 B列 登録番号: 「C21-0008-2」は一覧.csv 3行目にもあります（一つの番号は一行だけ）",
        "一覧.csv 5行目 G列 法人番号: 「1.23457E+12」は読めません（必要なのは13桁の数字。表計算ソフトで崩れていないか確かめる）",
        "一覧.csv 6行目 B列 登録番号: 空欄です（登録番号は必須）",
        "一覧.csv 7行目 E列 登録の有効期限: 2023-01-01が登録日（2024-01-01）より前です（登録日以後の日付）",
        "一覧.csv 7行目 C列 クラウドサービスの名称: 空欄です（クラウドサービスの名称は必須）",
        "一覧.csv 8行目 F列 監査対象期間: 「2024-03-31～2023-04-01」は読めません（必要なのは開始日が終了日より前の期間）",
        "一覧.csv 8行目 C列 クラウドサービスの名称: 「戊\a」は読めません（必要なのは使えない文字（U+0007）を含まない文字列）",
    ]  # fmt: skip


def test_a_wrong_file_does_not_fill_the_screen() -> None:
    lines = [f"X{n},名称{n}" for n in range(500)]
    with pytest.raises(InputError, match=r"500か所あります（初めの200か所を示します）。何も書き込んでいません"):
        read("登録番号,サービス名", *lines, list_name="ismap")


def test_headings_that_are_not_known_are_asked_for() -> None:
    lines = ("No,サービス,会社", "C21-0008-2,架空クラウド,架空株式会社")
    with pytest.raises(HeadingsMissing) as raised:
        read(*lines)
    assert (raised.value.missing, raised.value.found) == (
        ("登録番号", "クラウドサービスの名称"), ("No", "サービス", "会社")
    )  # fmt: skip
    assert "見つかった見出し: No、サービス、会社。--map 登録番号=見出し" in str(raised.value)
    wish = {"登録番号": "Ｎｏ", "クラウドサービスの名称": "サービス", "会社名": "会社"}
    (entry,) = read(*lines, headings_map=wish).entries
    assert (entry.number, entry.name, entry.provider) == ("C21-0008-2", "架空クラウド", "架空株式会社")


def test_a_heading_named_goes_before_the_known_ones() -> None:
    lines = ("登録番号,No,サービス名", "旧1,C21-0008-2,架空クラウド")
    found = read(*lines, headings_map={"登録番号": "No"})
    assert (found.entries[0].number, found.unused) == ("C21-0008-2", ("登録番号",))


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"番号札": "No"}, "--mapの「番号札」という項目はありません。使えるもの: 登録番号、"),
        ({"登録番号": " "}, "ファイルの見出しを続けて書いてください"),
        ({"登録番号": "No", "名称": "No"}, "--map"),
        ({"登録番号": "No", "備考": "No"}, "二度指定しています"),
        ({"備考": "覚え"}, "備考に当てた見出し「覚え」がありません"),
        ({"登録番号": "番"}, "必要な見出し「登録番号」がありません"),
    ],
)
def test_a_map_that_cannot_be_followed_says_why(wish: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=re.escape(message)):
        read(HEAD, ROW, headings_map=wish)


def test_two_columns_of_one_meaning() -> None:
    found = read("登録番号,サービス名,初回登録日,登録日", "C21-0008-2,架空クラウド,2021-03-12,2024-03-12")
    assert (found.entries[0].registered_on, found.unused) == (date(2024, 3, 12), ("初回登録日",))
    with pytest.raises(InputError, match=r"一覧.csv 1行目: 登録日の見出しが二つあります（C列、D列）"):
        read("登録番号,サービス名,登録日,登録日", "C21-0008-2,架空クラウド,,")


@pytest.mark.parametrize(
    ("title", "number", "given", "expected"),
    [
        ("", "C21-0008-2", "", "ismap"),
        ("架空のISMAPクラウドサービスリスト", "C21-0008-2", "", "ismap"),
        ("架空のISMAP-LIUクラウドサービスリスト", "L24-0001-1", "", "liu"),
        ("架空のＩＳＭＡＰ－ＬＩＵ クラウドサービスリスト", "L24-0001-1", "", "liu"),
        ("", "L24-0001-1", "liu", "liu"),
        ("", "L24-0001-1", "ISMAP-LIU", "liu"),
        ("ISMAP-LIUクラウドサービスリスト", "C21-0008-2", "ismap", "ismap"),
        ("", "L24-0001-1", "", "分かりません"),
        ("架空のISMAP-LIUクラウドサービスリスト", "C21-0008-2", "", "両方"),
        ("ISMAPクラウドサービスリスト・ISMAP-LIUクラウドサービスリスト", "L24-0001-1", "", "両方"),
    ],
)
def test_which_list_it_is(title: str, number: str, given: str, expected: str) -> None:
    lines = (title or "架空の一覧", "登録番号,サービス名", f"{number},架空クラウド")
    if expected in {"ismap", "liu"}:
        assert read(*lines, list_name=given).list_id == expected
    else:
        with pytest.raises(ListUnclear, match=expected) as raised:
            read(*lines, list_name=given)
        assert "--list ismap（ISMAPクラウドサービスリスト）" in str(raised.value)


def test_a_list_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match=r"--listの「isms」は使えません。使えるもの: ismap（"):
        read(HEAD, ROW, list_name="isms")


def test_a_list_without_rows_is_refused() -> None:
    with pytest.raises(InputError, match="サービスの行がありません"):
        read(HEAD, "※ 架空", list_name="ismap")


PORTAL = """<!doctype html><html><head><meta charset="utf-8"><title>ISMAPクラウドサービスリスト - 架空ポータル</title></head>
<body><form><input type="text" name="q"></form><nav><a>ISMAP-LIUクラウドサービスリスト</a></nav>
<div><p>2024年11月1日更新</p></div>
<table class="menu"><tr><td>お知らせ</td><td>規程</td></tr></table>
<table class="table list_table"><thead><tr>
 <th><input type="checkbox"></th><th><a href="#">登録<br>番号</a><span class="sr-only">並べ替え</span></th>
 <th>クラウドサービス<br>の名称</th><th>クラウドサービス事業者の名称</th><th>登録日</th><th>登録の<br>有効期限</th>
 <th colspan="2">監査対象期間</th><th>言明書</th><th>備考</th></tr></thead><tbody>{rows}</tbody></table>
<table><tr><td>1</td><td>2</td><td>次へ</td></tr></table></body></html>"""
PORTAL_ROW = """<tr><td><input type="checkbox"></td><td><a href="x">C21-{n:04}-1</a></td><td>架空サービス{n}</td>
<td>架空株式会社{n}</td><td>令和3年3月12日</td><td>2025年7月31日</td><td>2023/04/01</td><td>2024/03/31</td>
<td><a href="s.pdf">言明書</a></td><td>{remarks}</td></tr>"""


def test_the_page_of_a_portal_is_read() -> None:
    rows = "".join(PORTAL_ROW.format(n=n, remarks="更新審査中" if n == 3 else "架空") for n in range(1, 301))
    found = read(PORTAL.format(rows=rows), name="一覧.html")
    assert (found.list_id, found.as_of, len(found.entries)) == ("ismap", date(2024, 11, 1), 300)
    assert found.left_alone == ("一覧.html 1番目の表", "一覧.html 3番目の表")
    third = found.entries[2]
    assert (third.number, third.renewing, third.statement) == ("C21-0003-1", True, "言明書")
    assert (third.expires_on, third.audit_to_on) == (date(2025, 7, 31), date(2024, 3, 31))


def test_a_fault_in_a_page_names_its_table() -> None:
    rows = PORTAL_ROW.format(n=1, remarks="架空") + PORTAL_ROW.format(n=1, remarks="架空")
    (fault,) = faults(PORTAL.format(rows=rows), name="一覧.html")
    assert fault == (
        "一覧.html 2番目の表 3行目 B列 登録番号: 「C21-0001-1」は一覧.html 2番目の表 2行目にもあります"
        "（一つの番号は一行だけ）"
    )


def book(*sheets: tuple[str, str, bool]) -> bytes:
    """Return a workbook of lists: sheet name, number, whether it is hidden."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        day = made.add_format({"num_format": "yyyy/mm/dd"})
        for name, number, hidden in sheets:
            sheet = made.add_worksheet(name)
            sheet.merge_range(0, 1, 0, 4, "架空のリスト 令和６年１１月１日現在")
            sheet.write_row(2, 1, ["登録\n番号", "クラウドサービスの名称", "法人番号"])
            sheet.merge_range(2, 4, 2, 5, "監査対象期間")
            sheet.write_row(3, 4, ["開始", "終了"])
            sheet.write_row(4, 1, [number, "架空クラウド"])
            sheet.write_number(4, 3, 1234567890123)
            sheet.write_number(4, 4, 45017, day)
            sheet.write_string(4, 5, "令和6年3月31日")
            if hidden:
                sheet.hide()
    return file.getvalue()


def test_a_workbook_is_read_and_its_hidden_sheet_left_alone() -> None:
    found = read_ismap_list(rows_of("一覧.xlsx", book(("登録簿", "C21-0008-2", False), ("前回", "C21-0008-2", True))))
    (entry,) = found.entries
    assert (entry.corporate_number, entry.audit_from_on, entry.audit_to_on) == (
        ("1234567890123", date(2023, 4, 1), date(2024, 3, 31))
    )
    assert (found.as_of, found.left_alone) == (date(2024, 11, 1), ("一覧.xlsx シート「前回」（非表示）",))


def test_a_workbook_of_both_lists_asks_which() -> None:
    sheets = rows_of("一覧.xlsx", book(("ISMAP", "C21-0008-2", False), ("ISMAP-LIU", "L24-0001-1", False)))
    with pytest.raises(ListUnclear):
        read_ismap_list(sheets)
    assert [one.number for one in read_ismap_list(sheets, list_name="liu").entries] == ["L24-0001-1"]
    assert [one.number for one in read_ismap_list(sheets, list_name="ismap").entries] == ["C21-0008-2"]


def test_sheets_of_one_list_are_read_as_one() -> None:
    sheets = rows_of("一覧.xlsx", book(("い", "C21-0008-2", False), ("ろ", "C21-0009-1", False)))
    assert [one.number for one in read_ismap_list(sheets).entries] == ["C21-0008-2", "C21-0009-1"]
    twice = rows_of("一覧.xlsx", book(("い", "C21-0008-2", False), ("ろ", "C21-0008-2", False)))
    with pytest.raises(InputError, match="シート「い」 5行目にもあります"):
        read_ismap_list(twice)


def test_a_provider_merged_over_its_services_is_read_for_each() -> None:
    page = """<table><tr><th>登録番号</th><th>サービス名</th><th>事業者</th></tr>
    <tr><td>C21-0001-1</td><td>甲</td><td rowspan="2">架空株式会社</td></tr><tr><td>C21-0002-1</td><td>乙</td></tr></table>"""
    assert [one.provider for one in read(page, name="一覧.html").entries] == ["架空株式会社", "架空株式会社"]


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (["令和６年１１月１日現在"], date(2024, 11, 1)),
        (["2024年11月1日更新"], date(2024, 11, 1)),
        (["最終更新日：2024/11/01"], date(2024, 11, 1)),
        (["（R6.11.1時点）", "2024年10月1日 更新"], date(2024, 11, 1)),
        (["2024年10月1日更新", "2024年11月1日更新"], None),
        (["2024年11月31日現在"], None),
        (["令和６年１１月１日"], None),
        ([], None),
    ],
)
def test_the_day_a_page_is_of(texts: list[str], day: date | None) -> None:
    assert stated_day(texts) == day


@pytest.mark.parametrize(
    "text", ["", "2023年4月1日", "2023-04-01 と 2024-03-31", "2023/4/1～2024/3/31～2025/3/31", "～"]
)
def test_a_period_that_cannot_be_read_says_what_was_expected(text: str) -> None:
    with pytest.raises(ValueError, match="期間"):
        read_period(text)


@given(st.dates(date(2019, 5, 1), date(2099, 12, 31)), st.dates(date(2019, 5, 1), date(2099, 12, 31)))
def test_days_and_periods_come_back(first: date, last: date) -> None:
    first, last = sorted((first, last))
    serial = str((first - date(1899, 12, 30)).days)
    assert read_day(serial) == read_day(f"{first:%Y/%m/%d}（注）") == first
    assert (
        read_last_day(f"{last}まで")
        == read_last_day(f"{first:%Y年%m月%d日}〜令和{last.year - 2018}年{last:%m月%d日}")
        == last
    )
    assert read_period(f"{first} - {last}") == (first, last)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(
    ["登録番号", "サービス名", "監査対象期間", "備考", "登録日", "C21-0008-2", "甲", "", "2024-01-01", "～", "合計", "\ud800", "開始"]
), min_size=1, max_size=5), min_size=1, max_size=8))  # fmt: skip
def test_any_table_is_read_or_refused(table: list[list[str]]) -> None:
    page = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in table)
    try:
        found = read_ismap_list(rows_of("一覧.html", f"<table>{page}</table>".encode("utf-8", "replace")))
    except InputError:
        return
    assert all(entry.number and entry.name for entry in found.entries)


def test_the_shipped_data_is_in_order() -> None:
    formats = shipped_formats()
    known: dict[str, str] = {}
    for column in formats.columns:
        for heading in (column.label, *column.headings):
            assert known.setdefault(heading_key(heading), column.key) == column.key, heading
    assert [one.certain for one in formats.lists] == [True, False]
    assert formats.lists[0].pattern.search(normal_number(formats.lists[0].example))
    assert [one.required for one in formats.columns].count(True) == 2


def test_aliases_lead_to_products_and_never_from_a_vendor() -> None:
    found = shipped_aliases()
    for alias, name in (
        ("ＡＷＳ", "Amazon Web Services"), ("gcp", "Google Cloud"), ("Azure", "Microsoft Azure"), ("M365", "Microsoft 365"),
        ("Office 365", "Microsoft 365"), ("g suite", "Google Workspace"), ("キントーン", "kintone"),
        ("oci", "Oracle Cloud Infrastructure"),
    ):  # fmt: skip
        assert found[search_key(alias)] == name
    vendors = ("Amazon", "Google", "Microsoft", "サイボウズ", "Oracle", "IBM", "SAP", "Adobe", "Cisco", "Dropbox")
    assert not [vendor for vendor in vendors if search_key(vendor) in found]
    names = {search_key(name) for name in found.values()}
    assert not names & set(found)
    assert not [alias for alias in found if re.search(r"c\d\d-\d{4}", alias)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('ours = false\n[[products]]\nname = "甲"\naliases = ["乙"]\n', "true"),
        ('ours = true\n[[products]]\nname = "甲"\naliases = []\n', "一つもありません"),
        ('ours = true\n[[products]]\nname = "甲"\naliases = ["乙"]\nnumber = "C21-0001-1"\n', "知らない項目名です"),
        ('ours = true\n[[products]]\nname = "甲"\naliases = ["乙"]\n[[products]]\nname = "乙"\naliases = ["丙"]\n', "「乙」にもあります"),
        ("ours = ", "TOMLの書き方に誤りがあります"),
    ],
)  # fmt: skip
def test_a_wrong_table_of_aliases_is_refused(tmp_path, monkeypatch, content: str, message: str) -> None:
    (tmp_path / "ismap-aliases.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(alias_module, "data_folder", lambda _name: tmp_path)
    with pytest.raises(DataError, match=message):
        shipped_aliases.__wrapped__()
