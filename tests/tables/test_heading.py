"""The heading of a table as people keep it."""

import pytest

from secops.tables.heading import find_heading, heading_forms, likely_headings
from secops.tables.rows import Merged, RawSheet, Row

KNOWN = {
    "登録番号": "number", "名称": "name", "クラウドサービス名称": "name", "登録日": "day", "開始": "start",
    "監査対象期間開始": "from", "監査対象期間終了": "to", "監査対象期間": "period", "登録日(初回)": "first",
}  # fmt: skip


def sheet(*rows: str, merged: tuple[Merged, ...] = ()) -> RawSheet:
    cells = (tuple(row.split("|")) for row in rows)
    numbered = (Row(number, row) for number, row in enumerate(cells, start=1) if any(row))
    return RawSheet("表", "", tuple(numbered), merged=merged)


def found(table: RawSheet, at_least: int = 2) -> tuple[tuple[int, int], dict[int, str], list[int]]:
    heading = find_heading(table, KNOWN.get, at_least)
    assert heading is not None
    return (heading.first_row, heading.last_row), dict(heading.columns), [row.number for row in heading.body]


@pytest.mark.parametrize(
    ("written", "forms"),
    [
        ("登録\n番号", ("登録番号",)),
        ("　Ｎｏ． ", ("no.",)),
        ("登録日（令和）", ("登録日(令和)", "登録日")),
        ("【必須】登録番号 ※1", ("【必須】登録番号", "登録番号")),
        ("*名称▲", ("名称",)),
        ("登録\u200b番号：", ("登録番号",)),
        ("（備考）", ("(備考)",)),
        ("", ()),
    ],
)
def test_headings_are_compared_without_widths_spaces_marks_and_with_or_without_brackets(written, forms) -> None:
    assert heading_forms(written) == forms


def test_title_rows_and_blank_rows_above_are_passed_over() -> None:
    table = sheet("架空の一覧", "", "登録番号の説明|令和6年11月1日現在", "登録番号|名称|ほか", "A|甲|x", "", "B|乙|y")
    assert found(table) == ((4, 4), {0: "number", 1: "name"}, [5, 7])
    heading = find_heading(table, KNOWN.get, 2)
    assert heading is not None
    assert (heading.names, heading.unknown) == (("登録番号", "名称", "ほか"), ("ほか",))


def test_a_heading_said_whole_is_found_before_its_shorter_form() -> None:
    assert found(sheet("登録番号|登録日（初回）|登録日（更新）", "A|1|2"))[1] == {0: "number", 1: "first", 2: "day"}


MERGED = (Merged(1, 2, 0, 0), Merged(1, 2, 1, 1), Merged(1, 1, 2, 3))


@pytest.mark.parametrize("merged", [MERGED, ()], ids=["merged", "by its shape"])
def test_a_heading_over_two_rows_is_joined(merged: tuple[Merged, ...]) -> None:
    table = sheet("登録番号|名称|監査対象期間|", "||開始|終了", "A|甲|1|2", "B|乙|3|4", merged=merged)
    assert found(table) == ((1, 2), {0: "number", 1: "name", 2: "from", 3: "to"}, [3, 4])


def test_groups_above_the_heading_join_where_that_says_more() -> None:
    table = sheet(
        "登録||クラウドサービス|", "番号|日|名称|事業者", "A|1|甲|乙", merged=(Merged(1, 1, 0, 1), Merged(1, 1, 2, 3))
    )
    assert found(table, 3) == ((1, 2), {0: "number", 1: "day", 2: "name"}, [3])


def test_groups_that_say_nothing_more_are_title_rows() -> None:
    table = sheet("基本||日付", "登録番号|名称|登録日", "A|甲|1", merged=(Merged(1, 1, 0, 1),))
    assert found(table) == ((2, 2), {0: "number", 1: "name", 2: "day"}, [3])


def test_a_merged_title_over_the_heading_is_a_title() -> None:
    table = sheet("架空の一覧||", "登録番号|名称|登録日", "A|甲|1", merged=(Merged(1, 1, 0, 2),))
    assert found(table) == ((2, 2), {0: "number", 1: "name", 2: "day"}, [3])


def test_rows_of_data_are_no_second_heading_row() -> None:
    table = sheet("登録番号|名称|監査対象期間|備考", "A|甲||", "|乙||x", "C|丙|1|")
    assert found(table) == ((1, 1), {0: "number", 1: "name", 2: "period"}, [2, 3, 4])
    table = sheet("登録番号|名称|監査対象期間|", "A|甲|1|2")
    assert found(table)[2] == [2]


def test_one_heading_over_two_columns_is_told_for_both() -> None:
    table = sheet("登録番号|名称|監査対象期間|", "A|甲|1|2", merged=(Merged(1, 1, 2, 3),))
    assert found(table)[1] == {0: "number", 1: "name", 2: "period", 3: "period"}


def test_a_heading_said_again_on_each_page_is_no_row() -> None:
    assert found(sheet("登録番号|名称", "A|甲", "登録番号|名称", "B|乙"))[2] == [2, 4]


def test_no_heading_is_none_and_the_likely_one_can_be_named() -> None:
    table = sheet("題", "No|サービス\n名|会社", "1|甲|乙")
    assert find_heading(table, KNOWN.get, 2) is None
    assert likely_headings(table) == ("No", "サービス 名", "会社")
    assert find_heading(sheet(*["題"] * 40, "登録番号|名称"), KNOWN.get, 2) is None
    assert likely_headings(RawSheet("空", "", ())) == ()
