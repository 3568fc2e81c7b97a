"""Country names are those of CLDR, and what people write is read as one of them."""

import unicodedata
from collections import Counter

import pytest
from babel import Locale
from babel.core import get_global

from secops.base.errors import NotFound
from secops.records.countries import STATELESS, countries, country_name, find_country

# Codes of CLDR that are no country or region of ISO 3166-1: parts of others, unions, and its own test codes.
NOT_ISO = {"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
CLDR = {code for code in Locale("ja").territories if len(code) == 2 and code.isalpha()} - NOT_ISO


def test_every_code_of_cldr_is_there_and_only_the_stateless_are_added() -> None:
    assert set(countries()) == CLDR | {STATELESS}


@pytest.mark.parametrize("code", sorted(CLDR))
def test_a_code_has_its_cldr_names_and_is_found_by_each_of_its_names(code: str) -> None:
    country = countries()[code]
    assert country_name(code) == Locale("ja").territories[code]
    assert country.english == Locale("en").territories[code]
    assert get_global("territory_aliases")[country.alpha3] == [code]
    for name in (code, country.alpha3, country.name, country.english, *country.also):
        assert find_country(name) == code


def test_no_name_stands_for_two_countries() -> None:
    names = Counter(
        "".join(unicodedata.normalize("NFKC", name).casefold().split())
        for each in countries().values()
        for name in {each.code, each.alpha3, each.name, each.english, *each.also}
    )
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("日本", "JP"),
        ("日本国", "JP"),
        ("JP", "JP"),
        ("ｊｐ", "JP"),
        ("JPN", "JP"),
        ("japan", "JP"),
        ("　日 本 ", "JP"),
        ("米国", "US"),
        ("アメリカ", "US"),
        ("ｱﾒﾘｶ", "US"),
        ("アメリカ合衆国", "US"),
        ("United States of America", "US"),
        ("英国", "GB"),
        ("イギリス", "GB"),
        ("中国", "CN"),
        ("中華人民共和国", "CN"),
        ("韓国", "KR"),
        ("大韓民国", "KR"),
        ("北朝鮮", "KP"),
        ("台湾", "TW"),
        ("香港", "HK"),
        ("ロシア", "RU"),
        ("ロシア連邦", "RU"),
        ("ミャンマー", "MM"),
        ("ベトナム社会主義共和国", "VN"),
        ("無国籍", "XX"),
        ("Stateless", "XX"),
    ],
)
def test_names_are_read_as_people_write_them(written: str, code: str) -> None:
    assert find_country(written) == code


@pytest.mark.parametrize("written", ["", "　", "日本人", "コンゴ", "ZZ", "不明"])
def test_what_is_no_name_of_one_country_is_not_guessed(written: str) -> None:
    assert find_country(written) is None


def test_the_stateless_have_a_name() -> None:
    assert country_name(STATELESS) == "無国籍"


@pytest.mark.parametrize("code", ["", "ZZ", "jp", "日本"])
def test_a_code_that_is_none_is_said_in_japanese(code: str) -> None:
    with pytest.raises(NotFound, match="国・地域の符号"):
        country_name(code)
