"""secops ismap search, show, diff, check, link: what stands on the lists, and what is in use."""

import json
import sqlite3
from pathlib import Path

import pytest
from ismap_rows import (
    CODE,
    FORM,
    LIU,
    MAIL,
    NEW_DAY,
    OTHERS,
    STORAGE,
    a_cloud,
    entries_of_the_log,
)

from secops.cli import ismap as ismap_module

# Search, show, diff.


@pytest.mark.usefixtures("july_and_november")
class TestLookingIntoTheLists:
    """Two lists, of July and November."""

    def test_search_finds_by_number_name_and_provider_also_what_is_gone(self, secops) -> None:
        for text in ("c21-0002", "ふぉーむ 行政", "架空フォーム株式会社"):
            found = secops("ismap", "search", text, "--json").json
            assert [(one["number"], one["list"]) for one in found] == [("C21-0002-2", "ISMAP")], text
        assert "C21-0003-2  架空メール  架空通信株式会社  ISMAP" in secops("ismap", "search", "メール").out

    def test_search_for_nothing_that_is_listed(self, secops) -> None:
        said = secops("ismap", "search", "架空の架空")
        assert (said.status, said.out, said.err) == (0, "", "「架空の架空」に当たるサービスはありません。\n")
        assert secops("ismap", "search", "架空の架空", "--json").json == []

    def test_show_tells_the_days_on_the_list(self, secops) -> None:
        shown = secops("ismap", "show", "ｃ２１－０００２－２", "--json").json
        assert (shown["format"], shown["number"]) == (1, "C21-0002-2")
        ((span),) = shown["spans"]
        assert (span["list"], span["first"], span["last"]) == ("ISMAP", "2024-07-01", "2024-10-31")
        kept = secops("ismap", "show", "C21-0001-2")
        assert kept.out.splitlines()[0] == "C21-0001-2  架空ストレージ  架空倉庫株式会社"
        assert [line.split() for line in kept.out.splitlines()[2:]] == [
            ["ISMAP", "2024-07-01", "2024-10-31", "2025-07-31"],
            ["ISMAP", "2024-11-01", "（掲載中）", "2026-07-31"],
        ]

    def test_show_names_near_numbers_for_one_that_is_not_there(self, secops) -> None:
        said = secops("ismap", "show", "C21-0001-3")
        assert (said.status, said.out) == (2, "")
        assert "登録番号「C21-0001-3」は、取り込んだリストにありません。" in said.err
        assert "C21-0001-2" in said.err

    def test_diff_compares_the_last_two_imports_or_two_days(self, secops) -> None:
        last = secops("ismap", "diff")
        assert last.out.splitlines() == [
            "追加 C21-0003-2 架空メール",
            "変更 C21-0001-2 架空ストレージ",
            "削除 C21-0002-2 架空フォーム 行政版",
            "ISMAP 2024-07-01 → 2024-11-01: 追加1件、変更1件、削除1件",
        ]
        assert secops("ismap", "diff", "2024-09-30", NEW_DAY).out == last.out
        (one,) = secops("ismap", "diff", "2024-07-01", "2024-10-31", "--json").json["lists"]
        assert (one["added"], one["changed"], one["gone"]) == ([], [], [])

    def test_diff_wants_two_days_with_a_list(self, secops) -> None:
        assert secops("ismap", "diff", "2024-07-01").status == 2
        assert secops("ismap", "diff", "2024-06-30", NEW_DAY).status == 2

    def test_an_old_list_imported_later_finds_its_place(self, secops, listed) -> None:
        """The list of September has both: 架空メール came earlier than it seemed."""
        rows = (STORAGE, FORM, MAIL, *OTHERS)
        said = secops("ismap", "import", listed(*rows), "--as-of", "2024-09-01", "--json")
        assert (said.json["before"], said.json["added"]) == ("2024-07-01", ["C21-0003-2 架空メール"])
        (span,) = secops("ismap", "show", "C21-0003-2", "--json").json["spans"]
        assert (span["first"], span["last"]) == ("2024-09-01", None)
        assert secops("ismap", "diff", "--json").json["lists"][0]["before"] == "2024-09-01"


@pytest.mark.parametrize("args", [("search", "架空"), ("show", "C21-0001-2"), ("diff",)], ids=" ".join)
def test_without_any_list_it_says_so(secops, small: Path, args: tuple[str, ...]) -> None:
    said = secops("ismap", *args)
    assert (said.status, said.out) == (2, "")
    assert "secops ismap import で取り込んでください" in said.err


# Check.


@pytest.mark.parametrize(
    ("name", "number", "confidential", "standing", "status"),
    [
        ("架空ストレージ", "C21-0001-2", "有", "掲載", 0),
        ("架空ストレージ", "", "有", "掲載", 0),
        ("架空フォーム 行政版", "C21-0002-2", "有", "不掲載", 1),
        ("架空フォーム 行政版", "C21-0002-2", "無", "不掲載", 0),
        ("架空ストレージ", "C99-0009-9", "有", "登録番号不明", 1),
        ("架空メール", "C21-0001-2", "有", "登録番号不明", 1),
        ("架空倉庫", "", "有", "登録番号不明", 1),
        ("架空倉庫", "", "無", "登録番号不明", 0),
        ("架空倉庫", "", "未確認", "登録番号不明", 0),
    ],
)
@pytest.mark.usefixtures("july_and_november")
def test_check_ends_with_1_only_for_what_is_confidential_and_not_in_order(
    secops, *, name: str, number: str, confidential: str, standing: str, status: int
) -> None:
    a_cloud(secops, name, number=number, confidential=confidential)
    (found,) = secops("ismap", "check", "--json").json
    assert (found["contract"], found["name"], found["standing"]) == (CODE, name, standing)
    assert found["in_order"] == (standing == "掲載" or confidential == "無")
    said = secops("ismap", "check", CODE)
    assert said.status == status
    assert ("要確認" in said.out) != found["in_order"]


@pytest.mark.usefixtures("july_and_november")
@pytest.mark.parametrize(
    ("on", "standing"),
    [
        ("2024-10-31", "掲載"),
        ("2024-11-01", "不掲載"),
    ],
)
def test_check_on_any_day(secops, on: str, standing: str) -> None:
    a_cloud(secops, "架空フォーム 行政版", number="C21-0002-2")
    assert [one["standing"] for one in secops("ismap", "check", "--on", on, "--json").json] == [standing]


def test_check_tells_expired_from_renewing(secops, small: Path, listed) -> None:
    renewing = STORAGE.replace("2025-07-31,架空", "2024-10-31,更新審査中（架空）")
    secops("ismap", "import", listed(renewing, FORM), "--as-of", "2024-07-01")
    a_cloud(secops, "架空ストレージ", number="C21-0001-2")
    a_cloud(secops, "架空フォーム 行政版", number="C21-0002-2")
    for on, expected in (("2024-10-31", {"掲載"}), ("2024-11-01", {"更新審査中", "期限経過"})):
        assert {one["standing"] for one in secops("ismap", "check", "--on", on, "--json").json} == expected
    in_order = {one["standing"]: one["in_order"] for one in secops("ismap", "check", "--json").json}
    assert in_order == {"更新審査中": True, "期限経過": False}


def test_check_before_any_list(secops, small: Path, listed) -> None:
    assert secops("ismap", "check").err == "利用中のクラウドサービスはありません。\n"
    a_cloud(secops, "架空ストレージ", number="C21-0001-2")
    secops("ismap", "import", listed(STORAGE), "--as-of", "2024-08-01")
    (found,) = secops("ismap", "check", "--on", "2024-07-31", "--json").json
    assert (found["standing"], found["in_order"], found["candidates"]) == ("リスト未取込", False, [])


@pytest.mark.usefixtures("july_and_november")
def test_check_leaves_out_what_is_not_in_use_that_day(secops) -> None:
    a_cloud(secops, "架空ストレージ", "利用終了日=2024-09-30")
    a_cloud(secops, "架空メール", "取りやめ=有")
    assert [one["name"] for one in secops("ismap", "check", "--on", "2024-09-30", "--json").json] == ["架空ストレージ"]
    assert secops("ismap", "check", "--on", "2024-10-01", "--json").json == []
    assert secops("ismap", "check", "R6なし").status == 2


# Link.


@pytest.mark.usefixtures("july_and_november")
def test_candidates_are_shown_and_the_pick_is_kept_with_who_when_and_which_list(secops) -> None:
    a_cloud(secops, "架空フォーム")
    said = secops("ismap", "check")
    assert said.status == 1
    assert "  C21-0002-2  架空フォーム 行政版（架空フォーム株式会社）\n" in said.out
    assert f'secops ismap link "架空フォーム" 登録番号 --contract {CODE}' in said.out

    picked = secops("ismap", "link", "架空フォーム", "C21-0002-2", "--contract", CODE, "--actor", "乙山", "--json")
    assert picked.status == 0, picked.err
    (cloud,) = secops("list", "cloud", "--json").json
    assert picked.json == {
        "format": 1,
        "cloud": cloud["id"],
        "number": "C21-0002-2",
        "name": "架空フォーム 行政版",
        "list": "ISMAP",
        "list_as_of": "2024-07-01",
        "linked_on": NEW_DAY,
        "linked_by": "乙山",
    }
    (found,) = secops("ismap", "check", "--json").json
    assert (found["number"], found["matched_by"], found["standing"]) == ("C21-0002-2", "選択", "不掲載")
    assert "乙山  掲載サービスの特定 " in secops("log").out
    (logged,) = [one for one in secops("log", "--json").json if one["kind"] == "link"]
    assert (logged["actor"], logged["after"]["registration_no"]) == ("乙山", "C21-0002-2")


@pytest.mark.usefixtures("july_and_november")
def test_a_number_and_a_name_that_disagree_can_be_settled(secops) -> None:
    a_cloud(secops, "架空倉庫クラウド", number="C21-0001-2")
    said = secops("ismap", "check")
    assert said.status == 1
    assert "登録番号「C21-0001-2」の名称は「架空ストレージ」で、記録の「架空倉庫クラウド」と異なります。" in said.out
    (found,) = secops("ismap", "check", "--json").json
    assert found["candidates"][0] == {"number": "C21-0001-2", "name": "架空ストレージ"}
    secops("ismap", "link", "架空倉庫クラウド", "C21-0001-2", "--contract", CODE)
    assert secops("ismap", "check").status == 0


@pytest.mark.usefixtures("july_and_november")
def test_a_second_thought_on_the_same_day_takes_the_place_of_the_first(secops) -> None:
    a_cloud(secops, "架空の何か")
    for number in ("C21-0002-2", "C21-0001-2"):
        assert secops("ismap", "link", "架空の何か", number, "--contract", CODE).status == 0
    (found,) = secops("ismap", "check", "--json").json
    assert (found["number"], found["standing"]) == ("C21-0001-2", "掲載")
    log = [one for one in secops("log", "--json").json if one["kind"] == "link"]
    kept = [(one["action"], (one["after"] or one["before"])["registration_no"]) for one in log]
    assert kept == [("insert", "C21-0002-2"), ("delete", "C21-0002-2"), ("insert", "C21-0001-2")]


@pytest.mark.usefixtures("july_and_november")
@pytest.mark.parametrize(
    ("cloud", "number", "message"),
    [("架空の何か", "C99-0009-9", "取り込んだリストにありません"), ("架空の誰か", "C21-0001-2", "見つかりません")],
)
def test_a_pick_of_what_is_not_there_is_refused(secops, cloud: str, number: str, message: str) -> None:
    a_cloud(secops, "架空の何か")
    logged = entries_of_the_log(secops)
    said = secops("ismap", "link", cloud, number, "--contract", CODE)
    assert (said.status, entries_of_the_log(secops)) == (2, logged)
    assert message in said.err


def test_a_workspace_adds_aliases_of_its_own(secops, small: Path, listed) -> None:
    secops("ismap", "import", listed(STORAGE))
    a_cloud(secops, "社内の倉庫")
    assert secops("ismap", "check").status == 1
    (small / "settings.toml").write_text('[ismap.aliases]\n"社内の倉庫" = "架空ストレージ"\n', encoding="utf-8")
    (found,) = secops("ismap", "check", "--json").json
    assert (found["matched_by"], found["standing"]) == ("別名", "掲載")


# A list that has grown old.


@pytest.mark.parametrize(("as_of", "old"), [("2024-09-16", False), ("2024-09-15", True)], ids=["60 days", "61 days"])
def test_a_list_older_than_sixty_days_is_a_notice_beside_the_data(
    secops, small: Path, listed, as_of: str, old: bool
) -> None:
    secops("ismap", "import", listed(STORAGE), "--as-of", as_of)
    for args in (("check", "--json"), ("search", "架空", "--json"), ("show", "C21-0001-2", "--json")):
        said = secops("ismap", *args)
        assert said.status == 0
        assert json.loads(said.out) is not None
        assert (f"ISMAPは{as_of}現在" in said.err) == old


def test_each_list_grows_old_by_itself(secops, small: Path, listed) -> None:
    secops("ismap", "import", listed(STORAGE), "--as-of", "2024-07-01")
    secops("ismap", "import", listed(LIU), "--list", "liu")
    said = secops("ismap", "search", "架空")
    assert "ISMAPは2024-07-01現在" in said.err
    assert "ISMAP-LIUは" not in said.err


def test_after_how_many_days_is_a_setting(secops, small: Path, listed) -> None:
    secops("ismap", "import", listed(STORAGE), "--as-of", "2024-11-01")
    (small / "settings.toml").write_text("[ismap]\nstale_days = 13\n", encoding="utf-8")
    assert "目安は13日" in secops("ismap", "check").err
    (small / "settings.toml").write_text("[ismap]\nstale_days = 14\n", encoding="utf-8")
    assert "古くなっています" not in secops("ismap", "check").err


# A list altered by another tool.


@pytest.mark.usefixtures("july_and_november")
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE imported_list SET entries = CAST(replace(CAST(entries AS TEXT), '架空メール', '架空電話') AS BLOB)",
            "取り込んだリスト（ISMAP、2024-11-01現在）の中身が、取り込んだときのものと違います。",
        ),
        ("UPDATE imported_list SET as_of = '2024-06-01' WHERE as_of = '2024-07-01'", "変更履歴と内容が違います"),
        ("DELETE FROM imported_list WHERE as_of = '2024-07-01'", "残っているはずですが、ありません"),
    ],
    ids=["entries", "day", "deleted"],
)
def test_verify_finds_a_list_altered_by_another_tool(secops, small: Path, statement: str, said: str) -> None:
    assert secops("verify").status == 0
    with sqlite3.connect(small / "secops.db") as database:
        with pytest.raises(sqlite3.Error):
            database.execute(statement)
        guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'imported_list'"
        for (name,) in database.execute(guards).fetchall():
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute(statement)
    database.close()
    found = secops("verify")
    assert found.status == 1
    assert said in found.out + found.err


def test_the_group_lists_its_commands(secops) -> None:
    said = secops("ismap")
    assert said.status == 0
    for name in ismap_module.SUBCOMMANDS:
        assert f"  {name} " in said.out
        assert secops("ismap", name, "--help").status == 0
