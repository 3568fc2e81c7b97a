"""別記の版: the list, what a new year's edition changes, and taking a contract over to it and back."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from secops.base.paths import data_folder
from secops.store.store import Store

Secops = Callable[..., Any]
EDITIONS = Path(__file__).parent.parent / "editions"
SMALL = "K6"  # a contract under the made-up edition of 令和６年度
INTERIM, LAST = "2024-10-31", "2025-01-31"
SHIPPED = "meti-r6-kanto"
CODE = "R6架空"  # the small contract under the shipped edition
OURS = "株式会社架空総研"


@pytest.fixture(scope="session")
def controls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the shipped edition and the two made-up ones."""
    folder = tmp_path_factory.mktemp("editions") / "controls"
    shutil.copytree(data_folder("controls"), folder)
    for edition in ("kakuu-r6", "kakuu-r7"):
        shutil.copytree(EDITIONS / edition, folder / edition)
    return folder


@pytest.fixture(autouse=True)
def shipped(controls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program find those editions where it finds the shipped ones."""
    monkeypatch.setattr("secops.catalog.load.data_folder", lambda _name: controls)


@pytest.fixture
def contract(secops: Secops, workspace: Path) -> str:
    """A contract under 令和６年度: methods of 2)–6), the interim report issued, four answers of the last one given."""
    secops("init")
    secops("add", "organisation", f"名称={OURS}", "住所=東京都", "代表者氏名=代表取締役　甲野　太郎")
    days = ("契約締結日=2024-07-01", "開始日=2024-07-01", f"終了日={LAST}", f"報告期日={INTERIM}、{LAST}")
    secops("add", "contract", f"略号={SMALL}", "契約件名=架空調査", *days, f"受注者={OURS}", "適用版=kakuu-r6")
    filed = ("版=1", "提示日=2024-07-05", "了承日=2024-07-10", "提出日=2024-07-11")
    assert secops("add", "assurance", *filed, "--contract", SMALL).status == 0
    for item in range(2, 7):
        said = secops("add", "method", f"項目={item}", *_method(), "--contract", SMALL)
        assert said.status == 0, said.err
    for as_of, items in ((INTERIM, range(2, 7)), (LAST, range(2, 6))):
        for item in items:
            assert _answer(secops, item, as_of) == 0
        if as_of == INTERIM:
            assert secops("report", SMALL, "--as-of", INTERIM, "-o", "first.docx").status == 0
    return SMALL


def _method() -> tuple[str, ...]:
    return "適用日=2024-07-10", "遵守の方法=社内規程による。", "了承日=2024-07-10"


def _answer(secops: Secops, item: int, as_of: str) -> int:
    said = secops(
        "answer", SMALL, item, "未実施", "--reason", "確認中のため。", "--basis", "確認した。", "--as-of", as_of
    )
    return said.status


def _fates(passages: list[dict[str, object]]) -> dict[object, tuple[object, object]]:
    return {one["before"]: (one["fate"], one["after"]) for one in passages}


def test_the_list_says_what_there_is_and_who_uses_it(secops: Secops, contract: str) -> None:
    said = secops("edition", "list", "--json")
    found = {one["id"]: one for one in said.json}
    assert list(found) == ["kakuu-r6", "kakuu-r7", SHIPPED]
    assert found["kakuu-r6"] == {
        "id": "kakuu-r6",
        "title": "令和６年度 架空経済産業局 別記",
        "year": 2024,
        "items": 6,
        "clauses": 13,
        "contracts": [contract],
    }
    assert found[SHIPPED]["contracts"] == []
    assert "kakuu-r6       2024  6     13    K6" in secops("edition", "list").out


def test_without_a_workspace_the_editions_are_still_listed(secops: Secops) -> None:
    said = secops("edition", "list")
    assert (said.status, "kakuu-r7" in said.out) == (0, True)
    assert "ワークスペースがない" in said.err


def test_the_comparison_is_for_reading(secops: Secops) -> None:
    said = secops("edition", "compare", "kakuu-r6", "kakuu-r7")
    assert said.status == 0
    lines = said.out.splitlines()
    for line in (
        "2) 規程等の遵守  文言変更",
        "    － …び「架空統一基準群（令和５年度版）」を遵守すること…",
        "    ＋ …び「架空統一基準群（令和７年度版）」を遵守すること…",
        "6) → 5) 侵害時の対処  番号変更",
        "6) 情報セキュリティ対策  新設",
        "5) 守秘  廃止",
        "変わらない項目（2） 1)、4)",
        "  定期報告の提出: 30日 → 20日（目安 → 原文の定め）",
        "  架空統一基準群: 令和５年度版 → 令和７年度版",
    ):
        assert line in lines
    found = secops("edition", "compare", "kakuu-r6", "kakuu-r7", "--json").json
    assert [one["slug"] for one in found["items"] if one["reworded"]] == ["regulations"]
    assert [one["before"]["value"] for one in found["terms"]] == [30]


def test_an_edition_that_is_not_there_is_said(secops: Secops, contract: str) -> None:
    for arguments in (("compare", "kakuu-r6", "kakuu-r9"), ("move", contract, "kakuu-r9")):
        said = secops("edition", *arguments)
        assert said.status == 2
        assert "版「kakuu-r9」はありません。使える版: kakuu-r6、kakuu-r7、meti-r6-kanto" in said.err


def test_the_preview_says_what_becomes_of_everything_and_changes_nothing(secops: Secops, contract: str) -> None:
    before = secops("log", "--json").json
    said = secops("edition", "move", contract, "kakuu-r7", "--json").json
    assert (said["applied"], said["back"]) == (False, False)
    fates = {
        2: ("見直す", 2),  # reworded
        3: ("引き継ぐ", 3),
        4: ("引き継ぐ", 4),
        5: ("引き継がない", None),  # dropped
        6: ("引き継ぐ", 5),  # renumbered
    }
    assert _fates(said["methods"]) == fates
    assert _fates(said["answers"]) == {item: fates[item] for item in range(2, 6)}
    assert {one["as_of"] for one in said["answers"]} == {LAST}
    assert said["without_method"] == [{"item": 6, "title": "情報セキュリティ対策"}]
    assert said["kept_reports"] == [INTERIM]
    shown = secops("edition", "move", contract, "kakuu-r7")
    assert "    6) → 5) 侵害時の対処  適用日 令和６年７月１０日" in shown.out.splitlines()
    assert "まだ何も変えていません" in shown.err
    assert secops("log", "--json").json == before


def test_a_moved_contract_is_read_by_its_new_edition(secops: Secops, contract: str) -> None:
    assert (
        secops("edition", "move", contract, "kakuu-r7", "--apply", "--actor", "佐藤", "--reason", "契約更新").status
        == 0
    )
    found = secops("assess", contract, "--on", LAST, "--json").json
    items = {one["item"]: one for one in found["items"]}
    assert (found["edition"], [one["title"] for one in found["items"]][4:]) == (
        "kakuu-r7",
        ["侵害時の対処", "情報セキュリティ対策"],
    )
    states = {
        number: {duty["clause"]: (duty["state"], duty["message"]) for duty in one["duties"]}
        for number, one in items.items()
    }
    assert states[5]["incidents/method"][0] == "履行"  # what 6) promised is the promise of 5) now
    state, message = states[2]["regulations/measures"]
    assert (state, "文言の変わった2)の遵守の方法の了承日" in message) == ("不明", True)
    assert states[6]["measures/method"][0] == "不明"  # nobody could promise it with the assurance
    assert {number: one["answer"] for number, one in items.items() if one["answer"]} == {3: "未実施", 4: "未実施"}
    assert next(term["value"] for term in found["terms"] if term["name"] == "report") == 20
    last = secops("log", "contract", contract, "--json").json[-1]
    assert (last["actor"], last["reason"]) == ("佐藤", "契約更新")
    assert secops("verify").status == 0


def test_a_new_look_and_a_new_promise_settle_what_the_edition_left_open(secops: Secops, contract: str) -> None:
    secops("edition", "move", contract, "kakuu-r7", "--apply")
    for item in (2, 6):
        fields = (f"項目={item}", "適用日=2024-12-01", "遵守の方法=新しい版による。", "了承日=2024-12-05")
        assert secops("add", "method", *fields, "--contract", contract).status == 0
    found = secops("assess", contract, "--on", LAST, "--json").json
    states = {duty["clause"]: duty["state"] for one in found["items"] for duty in one["duties"]}
    assert (states["regulations/measures"], states["measures/method"], states["assurance/methods"]) == ("履行",) * 3
    earlier = secops("assess", contract, "--on", "2024-12-04", "--json").json
    assert next(one for one in earlier["items"][5]["duties"] if one["clause"] == "measures/method")["state"] != "履行"


def test_an_issued_report_stays_and_comes_back_with_the_same_bytes(
    secops: Secops, contract: str, machine: Path
) -> None:
    secops("edition", "move", contract, "kakuu-r7", "--apply")
    said = secops("report", contract, "--as-of", INTERIM, "-o", "again.docx")
    assert (said.status, "保存してあるものを取り出しました" in said.err) == (0, True)
    assert (machine / "again.docx").read_bytes() == (machine / "first.docx").read_bytes()
    assert secops("assess", contract, "--on", INTERIM, "--json").json["edition"] == "kakuu-r6"
    changed = secops("report", contract, "--as-of", LAST, "--compare", INTERIM)
    assert changed.status == 0, changed.err


def test_the_next_report_is_of_the_new_edition(secops: Secops, contract: str, workspace: Path) -> None:
    secops("edition", "move", contract, "kakuu-r7", "--apply")
    refused = secops("report", contract, "--as-of", LAST)
    assert refused.status == 1
    open_items = [line.strip()[:2] for line in refused.err.splitlines() if "回答がありません" in line]
    assert open_items == ["2)", "5)", "6)"]  # reworded, never answered, new
    # A clause that is new, and not yet clear, bears on what was answered before the move.
    assert "3) 従事者の限定: 回答した後に記録が変わりました。" in refused.err
    for item in (2, 3, 5, 6):
        assert _answer(secops, item, LAST) == 0
    assert secops("report", contract, "--as-of", LAST, "--dated", LAST).status == 0
    with Store.open(workspace) as store:
        issued = store.issued()[-1]
    assert '"edition": "kakuu-r7"' in issued.assessment
    again = secops("report", contract, "--as-of", LAST)
    assert "取り出しました" in again.err


def _records(secops: Secops) -> list[object]:
    """Methods, reports, answers and contracts as they are, their counters of writes aside."""
    kinds = ("method", "report", "answer", "contract")
    return [
        {name: value for name, value in one.items() if name != "edits"}
        for kind in kinds
        for one in secops("list", kind, "--json").json
    ]


def test_taken_back_everything_is_as_before(secops: Secops, contract: str) -> None:
    before = _records(secops), secops("assess", contract, "--on", LAST, "--json").json
    secops("edition", "move", contract, "kakuu-r7", "--apply")
    preview = secops("edition", "move", contract, "kakuu-r6", "--json").json
    assert (preview["back"], len(preview["methods"]), len(preview["answers"])) == (True, 5, 4)
    said = secops("edition", "move", contract, "kakuu-r6", "--apply")
    assert (said.status, "元の版に戻しました" in said.err) == (0, True)
    assert (_records(secops), secops("assess", contract, "--on", LAST, "--json").json) == before
    assert secops("edition", "move", contract, "kakuu-r7", "--apply").status == 0  # and over again
    assert secops("verify").status == 0


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (("answer", SMALL, "6", "未実施", "--reason", "未", "--basis", "確認", "--as-of", LAST), "回答 6): 未実施"),
        (("add", "method", "項目=6", *_method(), "--contract", SMALL), "遵守の方法 6)"),
        (("set", "report", LAST, "提出日=2025-02-01", "--contract", SMALL), "報告書: 版「kakuu-r7」で発行又は提出"),
    ],
)
def test_what_was_written_since_closes_the_way_back(
    secops: Secops, contract: str, written: tuple[str, ...], said: str
) -> None:
    secops("edition", "move", contract, "kakuu-r7", "--apply")
    assert secops(*written).status == 0
    before = _records(secops)
    for arguments in ((), ("--apply",)):
        refused = secops("edition", "move", contract, "kakuu-r6", *arguments)
        assert refused.status == 1
        assert said in refused.err
    assert _records(secops) == before


def test_removing_what_was_written_opens_it_again(secops: Secops, contract: str) -> None:
    secops("edition", "move", contract, "kakuu-r7", "--apply")
    secops("add", "method", "項目=6", *_method(), "--contract", contract)
    removed = secops("remove", "method", "6 / 2024-07-10", "--contract", contract, "--reason", "入力誤り")
    assert removed.status == 0, removed.err
    assert secops("edition", "move", contract, "kakuu-r6", "--apply").status == 0


def test_over_two_editions_the_way_back_is_one_at_a_time(secops: Secops, contract: str) -> None:
    before = _records(secops)
    secops("edition", "move", contract, "kakuu-r7", "--apply")
    assert secops("edition", "move", contract, SHIPPED, "--apply").status == 0
    refused = secops("edition", "move", contract, "kakuu-r6", "--apply")
    assert (refused.status, "先に「kakuu-r7」へ戻してください" in refused.err) == (1, True)
    for edition in ("kakuu-r7", "kakuu-r6"):
        assert secops("edition", "move", contract, edition, "--apply").status == 0
    assert _records(secops) == before


def test_the_edition_it_has_is_no_move(secops: Secops, contract: str) -> None:
    said = secops("edition", "move", contract, "kakuu-r6")
    assert (said.status, "すでに「kakuu-r6」です" in said.err) == (2, True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("set", "contract", SMALL, "適用版=kakuu-r7"),
        ("set", "contract", SMALL, "以前の適用版=kakuu-r7"),
        ("add", "method", "項目=2", "適用日=2024-08-01", "遵守の方法=x", "適用版=kakuu-r7", "--contract", SMALL),
    ],
)
def test_no_other_command_gives_the_numbers_another_meaning(
    secops: Secops, contract: str, arguments: tuple[str, ...]
) -> None:
    before = _records(secops)
    said = secops(*arguments)
    assert said.status == 2
    assert "edition move" in said.err
    assert _records(secops) == before


def test_a_contract_with_nothing_numbered_may_simply_be_corrected(secops: Secops, workspace: Path) -> None:
    secops("init")
    secops("add", "organisation", f"名称={OURS}", "住所=東京都", "代表者氏名=代表取締役　甲野　太郎")
    days = ("契約締結日=2024-07-01", "開始日=2024-07-01", f"終了日={LAST}")
    secops("add", "contract", f"略号={SMALL}", "契約件名=架空調査", *days, f"受注者={OURS}", "適用版=kakuu-r6")
    assert secops("set", "contract", SMALL, "適用版=kakuu-r7").status == 0


def test_a_table_with_an_unknown_edition_is_refused(
    secops: Secops, contract: str, csv_file: Callable[..., Path]
) -> None:
    path = csv_file(
        f"略号,契約件名,契約締結日,開始日,終了日,受注者,宛先,適用版\nK9,調査,2024-07-01,2024-07-01,{LAST},{OURS},局長,r9\n"
    )
    said = secops("import", "contract", path)
    assert said.status == 2
    assert "2行目 適用版: 版「r9」はありません（使える版: kakuu-r6、kakuu-r7、meti-r6-kanto）" in said.err


def test_a_contract_of_seventeen_items_loses_nothing_in_a_small_edition(secops: Secops, small: Path) -> None:
    before = _records(secops), secops("assess", CODE, "--on", LAST, "--json").json
    preview = secops("edition", "move", CODE, "kakuu-r7", "--json").json
    left = [one["before"] for one in preview["methods"] if one["fate"] == "引き継がない"]
    assert left == [3, 5, 6, 7, 9, 12, 13, 14, 15, 16, 17]
    assert secops("edition", "move", CODE, "kakuu-r7", "--apply").status == 0
    assert [one["item"] for one in secops("assess", CODE, "--on", LAST, "--json").json["items"]] == [1, 2, 3, 4, 5, 6]
    assert secops("edition", "move", CODE, SHIPPED, "--apply").status == 0
    assert (_records(secops), secops("assess", CODE, "--on", LAST, "--json").json) == before


def test_methods_are_copied_to_the_number_that_their_item_has_there(secops: Secops, contract: str) -> None:
    days = ("契約締結日=2025-07-01", "開始日=2025-07-01", "終了日=2026-01-31")
    secops("add", "contract", "略号=K7", "契約件名=次年度", *days, f"受注者={OURS}", "適用版=kakuu-r7")
    said = secops("copy", "method", "--from", contract, "--to", "K7", "--json").json
    assert said["added"] == [f"{item} / 2025-07-01" for item in (2, 3, 4, 5)]
    assert said["left"] == ["5 / 2024-07-10"]  # 守秘 was dropped


def test_an_amendment_in_the_settings_is_asked_about_until_confirmed(
    secops: Secops, contract: str, workspace: Path
) -> None:
    def state() -> list[tuple[str, str]]:
        items = secops("assess", contract, "--on", LAST, "--json").json["items"]
        return [(one["state"], one["message"]) for one in items[1]["duties"] if one["clause"] == "regulations/amended"]

    settings = workspace / "settings.toml"
    name = "架空統一基準群"
    assert state() == []
    settings.write_text(f'[regulations]\n"{name}" = [2024-07-02]\n', encoding="utf-8")
    assert state() == []  # after the conclusion of the contract
    settings.write_text(f'[regulations]\n"{name}" = [2023-07-04, 2024-07-01]\n', encoding="utf-8")
    ((found, message),) = state()
    assert (found, name in message) == ("不明", True)
    secops("set", "contract", contract, "改正規程の確認日=2024-07-12")
    ((found, _),) = state()
    assert found == "履行"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            '"架空の規程" = [2024-07-01]',
            "架空の規程: この名前の規程等は、どの版にもありません",
        ),
        ('"架空統一基準群" = "2024-07-01"', "架空統一基準群: 値「2024-07-01」は使えません"),
    ],
)
def test_a_wrong_setting_names_file_and_key(
    secops: Secops, contract: str, workspace: Path, line: str, said: str
) -> None:
    (workspace / "settings.toml").write_text(f"[regulations]\n{line}\n", encoding="utf-8")
    refused = secops("assess", contract)
    assert refused.status == 2
    assert f"settings.toml regulations.{said}" in refused.err


def test_the_terms_are_named_with_value_source_and_whether_they_are_ours(
    secops: Secops, contract: str, workspace: Path
) -> None:
    (workspace / "settings.toml").write_text("[terms]\nassurance = 10\n", encoding="utf-8")
    assert "監査等の指摘事項への対応" not in secops("assess", contract).out
    lines = [" ".join(line.split()) for line in secops("assess", contract, "--terms").out.splitlines()]
    for line in (
        "確認書類の提出 10日 設定 目安 架空",
        "定期報告の提出 30日 版 目安 架空",
        "プラットフォーム診断の間隔 12か月 版 架空",
    ):
        assert line in lines
