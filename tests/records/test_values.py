"""Field values: what is typed for each type, what is refused with which expectation, the ways there and back."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secops.base.dates import EXPECTED
from secops.base.text import clean
from secops.records.countries import countries
from secops.records.fields import FieldSpec, FieldType
from secops.records.values import blank, from_plain, parse, show, to_plain

ROLES = ("情報セキュリティ責任者", "情報管理責任者", "業務従事者")
DOTTED = ("外注・請負", "再委託", "その他")


def a_field(kind: FieldType, **more: Any) -> FieldSpec:
    return FieldSpec(name="example", label="例", type=kind, **more)


TEXT = a_field(FieldType.TEXT, longest=10)
NOTE = a_field(FieldType.NOTE, longest=20)
DATE = a_field(FieldType.DATE)
DATES = a_field(FieldType.DATES)
INT = a_field(FieldType.INT, least=1, most=999)
FREE_INT = a_field(FieldType.INT)
YEN = a_field(FieldType.YEN, least=0, unit="円")
PERCENT = a_field(FieldType.PERCENT, least=0, most=100)
FLAG = a_field(FieldType.FLAG)
CHOICE = a_field(FieldType.CHOICE, choices=("再委託", "外注・請負"))
SEVERAL = a_field(FieldType.SEVERAL, choices=ROLES)
SEVERAL_DOTTED = a_field(FieldType.SEVERAL, choices=DOTTED)
REF = a_field(FieldType.REF, to="person")
COUNTRY = a_field(FieldType.COUNTRY)
COUNTRIES = a_field(FieldType.COUNTRIES)
ITEM = FieldSpec(name="item", label="項目", type=FieldType.INT, least=1, most=99)

BLANKS = {
    FieldType.TEXT: "",
    FieldType.NOTE: "",
    FieldType.DATE: None,
    FieldType.DATES: (),
    FieldType.INT: None,
    FieldType.YEN: None,
    FieldType.PERCENT: None,
    FieldType.FLAG: None,
    FieldType.CHOICE: "",
    FieldType.SEVERAL: (),
    FieldType.REF: "",
    FieldType.COUNTRIES: (),
    FieldType.COUNTRY: "",
}


@pytest.mark.parametrize("kind", list(FieldType))
@pytest.mark.parametrize("typed", ["", "   ", "\u3000"], ids=["nothing", "spaces", "full-width space"])
def test_nothing_typed_gives_the_blank_value(kind: FieldType, typed: str) -> None:
    field = a_field(kind, choices=ROLES, to="person")
    assert parse(field, typed) == blank(field) == BLANKS[kind]


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        pytest.param(TEXT, " 髙橋　一郎 ", "髙橋　一郎", id="text trimmed, variants kept"),
        pytest.param(TEXT, "一二三四五六七八九十", "一二三四五六七八九十", id="text as long as may be"),
        pytest.param(NOTE, "一行目\r\n二行目", "一行目\n二行目", id="note of two lines"),
        pytest.param(DATE, "令和6年7月1日", date(2024, 7, 1), id="date in an era"),
        pytest.param(DATE, "2024/7/1", date(2024, 7, 1), id="date with slashes"),
        pytest.param(DATES, "2025/2/28、R6.10.31", (date(2024, 10, 31), date(2025, 2, 28)), id="dates put in order"),
        pytest.param(DATES, "2024-10-31, 2024-10-31", (date(2024, 10, 31),), id="the same date twice"),
        pytest.param(DATES, "2024-10-31；\n2025-02-28", (date(2024, 10, 31), date(2025, 2, 28)), id="dates in lines"),
        pytest.param(INT, "３", 3, id="full-width number"),
        pytest.param(INT, "1", 1, id="the least number"),
        pytest.param(INT, "999", 999, id="the greatest number"),
        pytest.param(FREE_INT, "-5", -5, id="number below nought"),
        pytest.param(ITEM, "4)", 4, id="item as the 別記 numbers it"),
        pytest.param(ITEM, "情報セキュリティに関する事項４）", 4, id="item as the 別紙 has it"),
        pytest.param(YEN, "12,000,000", 12_000_000, id="yen with commas"),
        pytest.param(YEN, "１２，０００，０００円", 12_000_000, id="yen in full width"),
        pytest.param(YEN, "￥12,000", 12_000, id="yen sign"),
        pytest.param(YEN, "0", 0, id="no yen"),
        pytest.param(PERCENT, "33.4％", Decimal("33.4"), id="percent"),
        pytest.param(PERCENT, "３３．４", Decimal("33.4"), id="percent in full width"),
        pytest.param(PERCENT, "0", Decimal(0), id="nought percent"),
        pytest.param(PERCENT, "100%", Decimal(100), id="the whole"),
        pytest.param(CHOICE, "再委託", "再委託", id="choice"),
        pytest.param(CHOICE, " 外注・ 請負", "外注・請負", id="choice with spaces"),
        pytest.param(CHOICE, "外注･請負", "外注・請負", id="choice with a half-width dot"),
        pytest.param(SEVERAL, "業務従事者、情報管理責任者", ("情報管理責任者", "業務従事者"), id="several in order"),
        pytest.param(SEVERAL, "業務従事者/業務従事者", ("業務従事者",), id="several, one twice"),
        pytest.param(SEVERAL, "情報管理責任者・業務従事者", ("情報管理責任者", "業務従事者"), id="several with dots"),
        pytest.param(SEVERAL_DOTTED, "外注・請負", ("外注・請負",), id="one choice that holds a dot"),
        pytest.param(SEVERAL_DOTTED, "再委託、外注・請負", ("外注・請負", "再委託"), id="a dotted one of several"),
        pytest.param(REF, " 髙橋 一郎 ", "髙橋 一郎", id="reference as typed"),
        pytest.param(COUNTRY, "ベトナム", "VN", id="country"),
        pytest.param(COUNTRY, "無国籍", "XX", id="stateless"),
        pytest.param(COUNTRIES, "日本、ベトナム", ("JP", "VN"), id="two countries"),
        pytest.param(COUNTRIES, "日本・韓国", ("JP", "KR"), id="two countries with a dot"),
        pytest.param(COUNTRIES, "jp/VN", ("JP", "VN"), id="two codes"),
        pytest.param(COUNTRIES, "日本、日本", ("JP",), id="a country twice"),
        pytest.param(COUNTRIES, "ボスニア・ヘルツェゴビナ", ("BA",), id="a country that holds a dot"),
        pytest.param(COUNTRIES, "日本、ボスニア・ヘルツェゴビナ", ("JP", "BA"), id="such a country among others"),
    ],
)
def test_what_is_typed_becomes_a_value(field: FieldSpec, typed: str, value: object) -> None:
    assert parse(field, typed) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (["有", "あり", "はい", "○", "〇", "◯", "✓", "レ", "YES", "ｙ", "TRUE", "true", "1", "１", "該当"], True),
        (["無", "なし", "いいえ", "×", "✕", "NO", "n", "FALSE", "0", "０", "非該当"], False),
        (["未確認", "不明", "未定", "？", "?"], None),
    ],
    ids=["有", "無", "未確認"],
)
def test_flags_are_read_in_the_words_people_use(words: list[str], value: bool | None) -> None:
    assert {word: parse(FLAG, word) for word in words} == dict.fromkeys(words, value)


@pytest.mark.parametrize(
    ("field", "typed", "expected"),
    [
        pytest.param(TEXT, "一二三四五六七八九十一", "10字以内。今は11字", id="too long"),
        pytest.param(TEXT, "一行目\n二行目", "改行を含まない文字列", id="two lines in a text"),
        pytest.param(NOTE, "一\x07二", "使えない文字（U+0007）を含まない文字列", id="a bell in a note"),
        pytest.param(DATE, "明日", EXPECTED, id="no date"),
        pytest.param(DATE, "2024-02-30", "暦にある日付。2024年2月30日はありません", id="no day of the calendar"),
        pytest.param(DATES, "2024-10-31、明日", EXPECTED, id="one of the dates is none"),
        pytest.param(INT, "三", "整数", id="a number in kanji"),
        pytest.param(INT, "1.5", "整数", id="no whole number"),
        pytest.param(INT, "0", "1から999までの数", id="too small"),
        pytest.param(INT, "1000", "1から999までの数", id="too great"),
        pytest.param(INT, "9" * 16, "整数", id="too many digits"),
        pytest.param(YEN, "-1", "0以上の数", id="less than no yen"),
        pytest.param(YEN, "1200万円", "整数（例 12,000,000）", id="yen with 万"),
        pytest.param(PERCENT, "101", "0から100までの数", id="more than the whole"),
        pytest.param(PERCENT, "-1", "0から100までの数（例 33.4％）", id="less than nothing"),
        pytest.param(PERCENT, "三割", "0から100までの数（例 33.4％）", id="no percent"),
        pytest.param(FLAG, "たぶん", "有、無、未確認のいずれか（○、×、はい、いいえも可）", id="no flag"),
        pytest.param(CHOICE, "委任", "次のいずれか: 再委託、外注・請負", id="no such choice"),
        pytest.param(SEVERAL, "業務従事者、社長", "次のいずれか: " + "、".join(ROLES), id="one of several is none"),
        pytest.param(REF, "山\n田", "改行を含まない文字列", id="reference of two lines"),
        pytest.param(COUNTRY, "ムー大陸", "国名（例 日本、ベトナム、JP）または無国籍", id="no country"),
        pytest.param(COUNTRIES, "日本、ムー大陸", "国名（例 日本、ベトナム、JP）または無国籍", id="one is no country"),
    ],
)
def test_what_cannot_be_is_refused_with_what_was_expected(field: FieldSpec, typed: str, expected: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        parse(field, typed)
    assert str(caught.value) == expected


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        pytest.param(DATE, date(2024, 7, 1), "2024-07-01", id="date"),
        pytest.param(DATES, (date(2024, 10, 31), date(2025, 2, 28)), "2024-10-31、2025-02-28", id="dates"),
        pytest.param(YEN, 12_000_000, "12,000,000", id="yen"),
        pytest.param(YEN, 0, "0", id="no yen is a number"),
        pytest.param(INT, 3, "3", id="number"),
        pytest.param(PERCENT, Decimal("33.4"), "33.4", id="percent"),
        pytest.param(FLAG, True, "有", id="有"),
        pytest.param(FLAG, False, "無", id="無"),
        pytest.param(FLAG, None, "未確認", id="未確認"),
        pytest.param(DATE, None, "", id="no date"),
        pytest.param(SEVERAL, ROLES[1:], "情報管理責任者、業務従事者", id="several"),
        pytest.param(COUNTRIES, ("JP", "VN"), "日本、ベトナム", id="countries"),
        pytest.param(COUNTRY, "XX", "無国籍", id="stateless"),
    ],
)
def test_a_value_is_shown_in_japanese(field: FieldSpec, value: object, shown: str) -> None:
    assert show(field, value) == shown


def test_a_reference_is_shown_by_its_name_or_by_the_head_of_its_id() -> None:
    assert show(REF, "0123456789abcdef", {"0123456789abcdef": "髙橋　一郎"}) == "髙橋　一郎"
    assert show(REF, "0123456789abcdef") == "01234567"


DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
CODES = st.sampled_from(sorted(countries()))


def _kept(typed: str, *, lines: bool = False) -> str:
    """What would be kept of a text; blank when it would be refused."""
    try:
        return clean(typed, lines=lines)
    except ValueError:
        return ""


LONG_TEXT, LONG_NOTE = a_field(FieldType.TEXT), a_field(FieldType.NOTE)
JAPANESE = st.text("髙﨑𠮷\ufa10葛\U000e0100ｶﾞか\u3099山田 　・、/-\n一郎ＡA1", max_size=15)
VALUES: dict[FieldType, tuple[FieldSpec, st.SearchStrategy[Any]]] = {
    FieldType.TEXT: (LONG_TEXT, JAPANESE.map(_kept)),
    FieldType.NOTE: (LONG_NOTE, JAPANESE.map(lambda typed: _kept(typed, lines=True))),
    FieldType.DATE: (DATE, st.none() | DAYS),
    FieldType.DATES: (DATES, st.sets(DAYS, max_size=4).map(lambda days: tuple(sorted(days)))),
    FieldType.INT: (INT, st.none() | st.integers(1, 999)),
    FieldType.YEN: (YEN, st.none() | st.integers(0, 10**14)),
    FieldType.PERCENT: (PERCENT, st.none() | st.decimals(0, 100, places=3)),
    FieldType.FLAG: (FLAG, st.sampled_from([True, False, None])),
    FieldType.CHOICE: (CHOICE, st.sampled_from(["", *CHOICE.choices])),
    FieldType.SEVERAL: (
        SEVERAL_DOTTED,
        st.sets(st.sampled_from(DOTTED)).map(lambda chosen: tuple(word for word in DOTTED if word in chosen)),
    ),
    FieldType.REF: (REF, st.just("") | st.text("abcdefghjkmnpqrstvwxyz0123456789", min_size=26, max_size=26)),
    FieldType.COUNTRIES: (COUNTRIES, st.lists(CODES, max_size=4, unique=True).map(tuple)),
    FieldType.COUNTRY: (COUNTRY, st.just("") | CODES),
}


def test_every_field_type_is_tried() -> None:
    assert set(VALUES) == set(FieldType)


@pytest.mark.parametrize("kind", [kind for kind in FieldType if kind is not FieldType.REF])
@given(st.data())
def test_what_is_shown_is_read_back(kind: FieldType, data: st.DataObject) -> None:
    field, values = VALUES[kind]
    value = data.draw(values)
    assert parse(field, show(field, value)) == value


@pytest.mark.parametrize("kind", list(FieldType))
@given(st.data())
def test_plain_json_values_come_back_as_they_were(kind: FieldType, data: st.DataObject) -> None:
    field, values = VALUES[kind]
    value = data.draw(values)
    assert from_plain(field, json.loads(json.dumps(to_plain(field, value)))) == value


@pytest.mark.parametrize(("kept", "value"), [(1, True), (0, False), (None, None)])
def test_a_flag_comes_back_from_the_database_as_a_truth_value(kept: int | None, value: bool | None) -> None:
    assert from_plain(FLAG, kept) is value


@pytest.mark.parametrize(
    ("field", "value", "plain"),
    [
        pytest.param(DATE, date(2024, 7, 1), "2024-07-01", id="date"),
        pytest.param(DATES, (date(2024, 7, 1),), ["2024-07-01"], id="dates"),
        pytest.param(PERCENT, Decimal("33.40"), "33.40", id="percent to the digit"),
        pytest.param(SEVERAL, ("業務従事者",), ["業務従事者"], id="several"),
        pytest.param(REF, "", None, id="no reference"),
        pytest.param(FLAG, None, None, id="未確認"),
    ],
)
def test_plain_values_are_those_json_holds(field: FieldSpec, value: object, plain: object) -> None:
    assert to_plain(field, value) == plain
