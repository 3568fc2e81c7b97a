"""Japanese text: what a record keeps and refuses, what counts as the same name, what a search finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secops.base.text import clean, identity, search_key, summed_up

IVS = "\U000e0100"  # the first ideographic variation selector


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("塚\ufa10塚", id="塚 U+FA10 beside 塚"),
        pytest.param("\ufa19崎", id="神 U+FA19"),
        pytest.param("\U0002f81a", id="a supplementary compatibility ideograph"),
        pytest.param("髙橋　一郎", id="髙"),
        pytest.param("山﨑", id="﨑"),
        pytest.param("𠮷田", id="𠮷 outside the BMP"),
        pytest.param(f"葛{IVS}城", id="variation selector"),
        pytest.param("ﾀｶﾊｼ", id="half-width kana"),
        pytest.param("ＡＢＣ１２３", id="full-width letters and digits"),
        pytest.param("株式会社Ａ＆Ｂ　東京支社", id="full-width space inside"),
        pytest.param("㈱①㍻", id="compatibility signs"),
        pytest.param("Nguyễn Văn An", id="composed Latin letters"),
    ],
)
def test_names_are_kept_as_they_are_written(name: str) -> None:
    assert clean(name) == name


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("か\u3099", "が", id="combining voiced mark"),
        pytest.param("e\u0301", "é", id="combining accent"),
        pytest.param("\u3000 山田 \n", "山田", id="trimmed"),
        pytest.param("山田\t太郎", "山田 太郎", id="tab"),
        pytest.param("\ufeff山\u200b田\u2060\u00ad", "山田", id="invisible characters"),
        pytest.param("か\u200b\u3099", "が", id="invisible before a combining mark"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_text_is_composed_trimmed_and_freed_of_the_invisible(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        pytest.param("山\x00田", "U+0000", id="NUL"),
        pytest.param("山\x1b田", "U+001B", id="escape"),
        pytest.param("山\x7f田", "U+007F", id="delete"),
        pytest.param("山\x85田", "U+0085", id="next line"),
        pytest.param("山\ud842田", "U+D842", id="lone surrogate"),
        pytest.param("\u202e山田", "U+202E", id="right-to-left override"),
        pytest.param("山\u2066田", "U+2066", id="isolate"),
        pytest.param("山\u200f田", "U+200F", id="right-to-left mark"),
        pytest.param("山\u2028田", "U+2028", id="line separator"),
        pytest.param("山\u2029田", "U+2029", id="paragraph separator"),
        pytest.param("山\ufffe田", "U+FFFE", id="noncharacter"),
        pytest.param("山\U0001ffff田", "U+1FFFF", id="supplementary noncharacter"),
    ],
)
@pytest.mark.parametrize("lines", [False, True], ids=["a line", "a note"])
def test_characters_no_record_may_hold_are_refused_by_name(typed: str, named: str, lines: bool) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        clean(typed, lines=lines)
    assert str(caught.value) == f"使えない文字（{named}）を含まない文字列"


@pytest.mark.parametrize("typed", ["一行目\n二行目", "一行目\r\n二行目", "一行目\r二行目"])
def test_line_breaks_stand_in_notes_only(typed: str) -> None:
    assert clean(typed, lines=True) == "一行目\n二行目"
    with pytest.raises(ValueError, match=r"^改行を含まない文字列$"):
        clean(typed)


TYPED = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from(["\u3099", "\u309a", "\u0301", "\u200b", "\ufeff", "か", "\ufa10", IVS, "\n", "\r", " "]),
    ),
    max_size=12,
)


@given(TYPED, st.booleans())
def test_what_is_kept_is_kept_unchanged_and_fits_xml(typed: str, lines: bool) -> None:
    try:
        kept = clean(typed, lines=lines)
    except ValueError:
        return
    assert clean(kept, lines=lines) == kept
    assert kept == kept.strip()
    kept.encode()  # no lone surrogate
    assert lines or len(kept.splitlines()) <= 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋 一郎", "髙橋　一郎"),
        ("髙橋一郎", " 髙橋\t一郎 "),
        ("株式会社ＡＢＣ", "株式会社ABC"),
        ("ﾀｶﾊｼ", "タカハシ"),
        ("ｶﾞ", "ガ"),
        ("㈱甲", "(株)甲"),
        ("金額（税込）", "金額(税込)"),
    ],
)
def test_spaces_and_widths_make_no_other_name(one: str, other: str) -> None:
    assert identity(one) == identity(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("𠮷田", "吉田"),
        ("\ufa10", "塚"),
        (f"葛{IVS}城", "葛城"),
        ("タカハシ", "たかはし"),
        ("abc", "ABC"),
        ("斎藤", "斉藤"),
    ],
)
def test_variants_kana_and_capitals_make_another_name(one: str, other: str) -> None:
    assert identity(one) != identity(other)


@pytest.mark.parametrize(
    ("kept", "sought"),
    [
        ("髙橋　一郎", "高橋一郎"),
        ("山﨑", "山崎"),
        ("𠮷田", "吉田"),
        ("渡邊", "渡辺"),
        ("渡邉", "渡辺"),
        ("\ufa10田", "塚田"),
        (f"葛{IVS}城", "葛城"),
        ("タカハシ", "たかはし"),
        ("ﾀｶﾊｼ", "たかはし"),
        ("ｳﾞｧﾝ", "ヴぁん"),
        ("株式会社ＡＢＣ", "株式会社abc"),
        ("Microsoft 365", "ｍｉｃｒｏｓｏｆｔ３６５"),
    ],
)
def test_a_search_finds_variants_kana_widths_and_capitals(kept: str, sought: str) -> None:
    assert search_key(kept) == search_key(sought)


@pytest.mark.parametrize(("kept", "sought"), [("山田", "山口"), ("タカハシ", "タカバシ"), ("ハ", "パ")])
def test_a_search_does_not_find_other_names(kept: str, sought: str) -> None:
    assert search_key(sought) not in search_key(kept)


@given(st.text("髙高﨑崎𠮷\ufa10塚邊斎あがアガｱｲAbＡｂ１1㈱（( \u3000\t" + IVS, max_size=12))
def test_the_same_name_is_found_by_the_same_search(typed: str) -> None:
    assert search_key(identity(typed)) == search_key(typed)


@pytest.mark.parametrize(
    ("names", "summed"),
    [
        (["甲"], "従事者１名（甲）"),
        (["甲", "乙", "丙"], "従事者３名（甲、乙、丙）"),
        (["甲", "乙", "丙", "丁"], "従事者４名（甲、乙、丙ほか）"),
        (["甲", "乙", "甲"], "従事者２名（甲、乙）"),
        ([f"氏名{number}" for number in range(12)], "従事者１２名（氏名0、氏名1、氏名2ほか）"),
    ],
)
def test_many_are_summed_up_by_number_and_a_few_names(names: list[str], summed: str) -> None:
    assert summed_up(names, "従事者{}名") == summed
