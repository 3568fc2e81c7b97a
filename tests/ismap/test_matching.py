"""Which listed service a recorded one is. All lists here are fictional (架空)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ismap_samples import a_list, a_service, history

from secops.base.text import search_key
from secops.ismap.matching import Likest, Match, candidates, match

BOX = a_service("C21-0001-2", "Box", provider="架空ボックス株式会社")
DROPBOX = a_service("C21-0002-2", "Dropbox Business", provider="架空ドロップ株式会社")
STORAGE = a_service("C21-0003-2", "架空ストレージ Ｐｒｏ")
LISTS = history(a_list("2024-07-01", BOX, DROPBOX, STORAGE))
ALIASES = {search_key("ボックス"): "Box", search_key("社内ストレージ"): "架空ストレージPro"}


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("架空ストレージ Ｐｒｏ", "C21-0003-2", ("C21-0003-2", "番号")),
        ("架空ストレージPRO", "ｃ２１－０００３－２", ("C21-0003-2", "番号")),
        ("架空ストレージ pro", "", ("C21-0003-2", "名称")),
        ("かくう", "", ("", "")),
        ("ﾎﾞｯｸｽ", "", ("C21-0001-2", "別名")),
        ("ボックス", "C21-0001-2", ("C21-0001-2", "番号")),
        ("社内ストレージ", "", ("C21-0003-2", "別名")),
        ("架空ボックス株式会社", "", ("", "")),
        ("Dropbox", "", ("", "")),
    ],
    ids=[
        "number and name",
        "both written otherwise",
        "exact name, width and case aside",
        "a name of which no list knows",
        "a reviewed alias in half width",
        "a number, called by its alias",
        "an alias of the workspace",
        "the vendor is no product",
        "likeness is no match",
    ],
)
def test_a_service_is_told_by_number_name_or_alias(name: str, number: str, expected: tuple[str, str]) -> None:
    found = match(name, number, LISTS, aliases=ALIASES)
    assert (found.number, found.how, found.doubt) == (*expected, "")


def test_an_unknown_number_never_falls_back_to_the_name() -> None:
    assert match("Box", "C21-9999-1", LISTS, aliases=ALIASES) == Match(
        doubt="登録番号「C21-9999-1」は、取り込んだリストにありません。"
    )


def test_a_number_and_a_name_that_disagree_are_in_doubt_until_picked() -> None:
    found = match("Box", "C21-0002-2", LISTS)
    assert found.doubt == "登録番号「C21-0002-2」の名称は「Dropbox Business」で、記録の「Box」と異なります。"
    for picked in ("C21-0002-2", "C21-0001-2"):
        settled = match("Box", "C21-0002-2", LISTS, picked=picked)
        assert (settled.number, settled.how, settled.doubt) == (picked, "選択", "")


def test_a_pick_goes_before_number_and_name() -> None:
    assert match("Box", "C21-9999-1", LISTS, picked="Ｃ２１－０００２－２") == match(
        "Box", "", LISTS, picked="C21-0002-2"
    )


def test_a_pick_that_no_list_knows_does_not_fall_back_either() -> None:
    assert match("Box", "C21-0001-2", LISTS, picked="C21-9999-1") == Match(
        doubt="特定した登録番号「C21-9999-1」は、取り込んだリストにありません。"
    )


def test_a_service_renamed_on_the_list_is_known_by_either_name() -> None:
    renamed = history(a_list("2024-07-01", BOX), a_list("2024-10-01", a_service("C21-0001-2", "Box Next")))
    assert [match(name, "C21-0001-2", renamed).doubt for name in ("Box", "Box Next")] == ["", ""]
    assert match("Box", "", renamed).number == "C21-0001-2"


def test_of_two_services_of_one_name_none_is_taken() -> None:
    twice = history(a_list("2024-07-01", BOX, a_service("C22-0001-2", "ＢＯＸ")))
    assert match("Box", "", twice) == Match(doubt="「Box」に当たる登録番号が2件あります。")
    assert match("Box", "C22-0001-2", twice).number == "C22-0001-2"


def test_without_lists_nothing_matches() -> None:
    assert match("Box", "", history()) == Match()
    assert match("", "", LISTS) == Match()


# Candidates for a person to pick from.


def names(name: str, provider: str = "") -> list[str]:
    return [one.name for one in candidates(name, provider, LISTS)]


@pytest.mark.parametrize(
    ("name", "provider", "first"),
    [
        ("Dropbox", "", "Dropbox Business"),
        ("BOX エンタープライズ", "", "Box"),
        ("box for teams", "", "Box"),
        ("Drop box Business Plus", "", "Dropbox Business"),
        ("架空のストレージ", "", "架空ストレージ Ｐｒｏ"),
        ("ファイル共有", "架空ドロップ株式会社", "Dropbox Business"),
    ],
)
def test_the_likest_service_stands_first(name: str, provider: str, first: str) -> None:
    assert names(name, provider)[0] == first


def test_candidates_are_few_and_each_once() -> None:
    many = history(a_list("2024-07-01", *(a_service(f"C21-{n:04}-2", f"架空サービス{n}") for n in range(1, 31))))
    found = candidates("架空サービス7", "", many)
    assert (len(found), found[0].name) == (8, "架空サービス7")
    assert len({one.number for one in found}) == 8


def test_services_equally_like_are_in_order_of_their_numbers() -> None:
    alike = [a_service(f"C21-000{n}-2", "架空") for n in (3, 1, 2)]
    assert [one.number[7] for one in candidates("別物", "", history(a_list("2024-07-01", *alike)))] == ["1", "2", "3"]


@given(st.text(max_size=12), st.text(max_size=6))
def test_any_name_has_candidates_and_its_own_service_is_the_first(name: str, provider: str) -> None:
    likest = Likest(history(a_list("2024-07-01", BOX, DROPBOX, STORAGE)))
    assert {one.number for one in likest.to(name, provider)} == {"C21-0001-2", "C21-0002-2", "C21-0003-2"}
    assert likest.to("box", "")[0] == BOX
