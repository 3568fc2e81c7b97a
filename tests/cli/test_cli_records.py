"""secops add, set, remove, list, show: single records, and how they are named."""

import re
from pathlib import Path

import pytest

from secops.actions.records import By, cells_of, change_record, directory_of
from secops.records.registry import KINDS
from secops.store.errors import Stale
from secops.store.store import Store

OURS = "株式会社架空総研"


def test_a_record_is_added_by_japanese_or_code_names_and_shown(secops, small: Path) -> None:
    said = secops(
        "add", "従事者", f"organisation={OURS}", "名前=丁田　三郎", "nationality=中国、無国籍", "社員番号=Ａ１"
    )
    assert said.status == 0, said.err
    assert re.fullmatch(r"[0-9a-z]{26}\n", said.out)
    assert "従事者「丁田　三郎」を登録しました" in said.err
    shown = secops("show", "person", "丁田三郎", "--json").json
    assert shown["id"] == said.out.strip()
    assert (shown["name"], shown["organisation_name"], shown["edits"]) == ("丁田　三郎", OURS, 1)
    assert shown["nationality"] == ["CN", "XX"]
    assert "  国籍      中国、無国籍" in secops("show", "person", "丁田三郎").out


def test_a_full_width_equals_sign_is_no_guess(secops, small: Path) -> None:
    said = secops("add", "従事者", f"所属={OURS}", "氏名＝丁田　三郎", "国籍=日本")
    assert said.status == 2
    assert "引数「氏名＝丁田　三郎」: 「項目名=値」の形ではありません" in said.err


def test_values_are_read_as_people_type_them(secops, small: Path) -> None:
    typed = [
        "契約金額=¥１２，０００，０００円",
        "開始日=令和6年7月1日",
        "終了日=R7.1.31",
        "クラウド利用=○",
        "再委託=いいえ",
        "外部提供=未確認",
    ]
    assert secops("set", "contract", "R6架空", *typed).status == 0
    contract = secops("show", "contract", "R6架空", "--json").json
    assert (contract["amount"], contract["starts_on"], contract["ends_on"]) == (12_000_000, "2024-07-01", "2025-01-31")
    assert (contract["uses_cloud"], contract["subcontracts"], contract["discloses"]) == (True, False, None)


def test_all_that_is_wrong_with_a_record_is_said_at_once(secops, small: Path) -> None:
    said = secops("add", "person", "所属=どこか", "国籍=日本国内", "役職=係長")
    assert said.status == 2
    assert "引数 所属: 事業者「どこか」は見つかりません。" in said.err
    assert "引数 国籍: 「日本国内」は読めません（必要なのは国名" in said.err
    assert "従事者 氏名: 空欄です（氏名は必須）" in said.err
    assert len(secops("list", "person", "--json").json) == 2


@pytest.mark.parametrize(
    ("kind", "pairs", "message"),
    [
        ("organisation", ["法人番号=1234567890123"], "検査用数字の合う法人番号"),
        ("organisation", ["法人番号=12345"], "13桁の数字"),
        ("contract", ["終了日=2024-06-30"], "開始日以後の日付"),
        ("contract", ["略号=R6 架空"], "空白と"),
        ("contract", ["適用版=meti-r99"], "版「meti-r99」はありません。"),
        ("contract", ["契約金額=百万"], "整数（例 12,000,000）"),
        ("contract", ["再委託=たぶん"], "有、無、未確認のいずれか"),
        ("person", ["氏名=乙\a山"], "使えない文字（U+0007）"),
        ("person", ["氏名=乙\u202e山"], "使えない文字（U+202E）"),
        ("person", ["氏名=乙\n山"], "改行を含まない"),
        ("person", ["氏名=" + "乙" * 201], "200字以内。今は201字"),
    ],
)
def test_a_bad_value_says_what_was_expected(secops, small: Path, kind: str, pairs: list[str], message: str) -> None:
    name = {"organisation": OURS, "contract": "R6架空", "person": "乙山花子"}[kind]
    before = secops("list", kind, "--json").json
    said = secops("set", kind, name, *pairs)
    assert said.status == 2
    assert message in said.err
    assert secops("list", kind, "--json").json == before


def test_the_same_record_twice_is_refused(secops, small: Path) -> None:
    said = secops("add", "person", f"所属={OURS}", "氏名=乙山花子", "国籍=日本")
    assert said.status == 2
    assert "従事者に同じものがすでにあります。" in said.err


def test_setting_to_nothing_empties_a_field_but_not_a_required_one(secops, small: Path) -> None:
    assert secops("set", "person", "乙山花子", "資格=").status == 0
    assert secops("show", "person", "乙山花子", "--json").json["qualifications"] == ""
    said = secops("set", "person", "乙山花子", "氏名=")
    assert said.status == 2
    assert "引数 氏名: 空欄です（氏名は必須）" in said.err


def test_a_record_is_found_by_its_natural_key_name_or_the_beginning_of_its_id(secops, small: Path) -> None:
    one = secops("show", "person", "乙山　花子", "--json").json
    for named in ("乙山花子", f"{OURS} / 乙山 花子", one["id"], one["id"][:8], one["id"][:4].upper()):
        assert secops("show", "person", named, "--json").json == one, named
    assignment = secops("show", "assignment", "乙山花子 / 2024-07-01", "--contract", "R6架空", "--json").json
    assert assignment["person"] == one["id"]
    assert secops("show", "person", one["id"][:3]).status == 2  # too short to mean one


def test_variants_of_a_character_are_different_people(secops, small: Path) -> None:
    for name in ("髙橋　一", "高橋　一"):
        assert secops("add", "person", f"所属={OURS}", f"氏名={name}", "国籍=日本").status == 0
    assert secops("show", "person", "髙橋一", "--json").json["name"] == "髙橋　一"
    assert secops("show", "person", "高橋一", "--json").json["name"] == "高橋　一"


def test_two_of_one_name_are_listed_and_nothing_is_guessed(secops, small: Path) -> None:
    for number in ("001", "002"):
        assert secops("add", "person", f"所属={OURS}", "氏名=丁田", "国籍=日本", f"社員番号={number}").status == 0
    said = secops("set", "person", "丁田", "部署=調査部")
    assert said.status == 2
    assert "従事者「丁田」に当たるものが2件あります。識別子で指定してください。" in said.err
    for number in ("001", "002"):
        one = secops("show", "person", f"{OURS} / 丁田 / {number}", "--json").json
        assert f"{one['id'][:8]}: {OURS} / 丁田 / {number}" in said.err
        assert one["department"] == ""
    day = "従事開始日=2024-07-01"
    reference = secops("add", "assignment", "--contract", "R6架空", "従事者=丁田", "役割=業務従事者", day)
    assert reference.status == 2
    assert "引数 従事者: 従事者「丁田」に当たるものが2件あります。" in reference.err


def test_references_are_looked_for_within_the_contract(secops, demo: Path) -> None:
    pairs = ["従事者=𠮷田次郎", "役割=業務従事者", "従事開始日=2024-11-01"]
    said = secops("add", "assignment", "--contract", "R6物流", *pairs, "実施場所=みなかみ入力室")
    assert said.status == 2
    assert "実施場所「みなかみ入力室」は見つかりません。登録されているもの: 本社５階 会議室。" in said.err
    assert secops("add", "assignment", "--contract", "R6物流", *pairs, "実施場所=本社５階会議室").status == 0


def test_a_record_in_use_is_not_removed_and_a_reason_is_required(secops, small: Path) -> None:
    assert "削除には理由（--reason）が必要です。" in secops("remove", "person", "乙山花子").err
    said = secops("remove", "person", "乙山花子", "--reason", "誤登録")
    assert said.status == 2
    assert "ほかの記録が参照しているため、削除できません。" in said.err
    assert "従事者配置 乙山　花子" in said.err
    assert secops("show", "person", "乙山花子").status == 0


def test_a_record_entered_by_mistake_is_removed_and_stays_in_the_log(secops, small: Path) -> None:
    secops("add", "person", f"所属={OURS}", "氏名=誤田", "国籍=日本")
    said = secops("remove", "person", "誤田", "--reason", "同姓同名の別人を登録した")
    assert said.status == 0
    assert "従事者「誤田」を削除しました。" in said.err
    assert secops("show", "person", "誤田").status == 2
    last = secops("log", "person", "--json").json[-1]
    assert (last["action"], last["reason"], last["before"]["name"]) == ("delete", "同姓同名の別人を登録した", "誤田")


def test_a_record_that_someone_else_changed_is_not_overwritten(secops, small: Path) -> None:
    kind = KINDS["person"]
    with Store.open(small) as mine:
        record = directory_of(mine).find(kind, "乙山花子")
        assert secops("set", "person", "乙山花子", "部署=総務部").status == 0
        with pytest.raises(Stale, match="読み込んだ後にほかで変更されました"):
            change_record(mine, kind, record, cells_of(kind, ["部署=調査部"]), By("test"))
    assert secops("show", "person", "乙山花子", "--json").json["department"] == "総務部"


def test_a_list_is_of_one_contract_where_one_is_named(secops, demo: Path) -> None:
    rows = secops("list", "assignment", "--contract", "R6物流", "--json").json
    assert {row["contract_name"] for row in rows} == {"R6物流"}
    assert {row["contract_name"] for row in secops("list", "assignment", "--json").json} >= {"R6物流", "R6後継者"}
    assert set(rows[0]) > {"id", "person", "roles", "starts_on", "disclosed_on", "remarks", "edits"}


def test_a_list_for_people_has_a_row_a_record(secops, demo: Path) -> None:
    heading, *rows = secops("list", "person").out.splitlines()
    assert heading.split()[:3] == ["識別子", "所属", "氏名"]
    assert len(rows) == len(secops("list", "person", "--json").json)
    assert sum("𠮷田　次郎" in row for row in rows) == 1


def test_a_new_contract_takes_the_edition_and_its_addressee(secops, small: Path) -> None:
    days = ["契約締結日=R6.8.1", "開始日=R6.8.5", "終了日=R7.3.14"]
    assert secops("add", "contract", "略号=R6新規", "契約件名=新しい調査", f"受注者={OURS}", *days).status == 0
    contract = secops("show", "contract", "R6新規", "--json").json
    assert contract["edition"] == "meti-r6-kanto"
    assert contract["addressee"].startswith("関東経済産業局")


def test_a_record_stands_under_the_contract_of_what_it_refers_to(secops, demo: Path) -> None:
    review = ("種別=脆弱性情報", "確認日=2024-11-01")
    assert secops("add", "review", "情報システム=後継者マッチングサイト", *review).status == 0
    found = [one for one in secops("list", "review", "--json").json if one["held_on"] == "2024-11-01"]
    assert [one["contract_name"] for one in found] == ["R6後継者"]
    said = secops("add", "review", "情報システム=ない", *review)
    assert said.status == 2
    assert "情報システム「ない」は見つかりません。" in said.err
    assert "対象が一つに決まりません" not in said.err


def test_a_record_that_refers_to_no_contract_asks_for_one(secops, demo: Path) -> None:
    said = secops("add", "workplace", "名称=支社", "使用開始日=2024-11-01")
    assert said.status == 2
    assert "実施場所 契約: 空欄です（契約の略号を --contract で指定してください）" in said.err
    assert "契約は必須" not in said.err


@pytest.mark.parametrize(
    ("typed", "meant"), [("定型約款", "定型約款等への同意のみ"), ("個別契約", "法人契約による調達")]
)
def test_a_choice_is_read_in_other_words(secops, demo: Path, typed: str, meant: str) -> None:
    added = secops(
        "add", "cloud", "--contract", "R6物流", "サービス名=甲", f"契約形態={typed}", "利用開始日=2024-09-01"
    )
    assert added.status == 0, added.err
    assert secops("show", "cloud", "甲", "--contract", "R6物流", "--json").json["terms"] == meant


def test_people_are_taken_over_by_their_assignments(secops, demo: Path) -> None:
    said = secops("copy", "person", "--from", "R6後継者", "--to", "R6物流", "--json")
    assert said.status == 0, said.err
    again = secops("copy", "assignment", "--from", "R6後継者", "--to", "R6物流", "--json").json
    assert set(said.json["added"]) <= set(again["there"])
    assert (bool(said.json["added"]), again["added"]) == (True, [])


def test_the_report_of_a_subcontractor_names_it_as_people_do(secops, demo: Path) -> None:
    (engagement,) = secops("list", "engagement", "--contract", "R6後継者", "--json").json
    fields = (f"再委託先={engagement['id']}", "基準日=2024-10-31")
    assert secops("add", "report", "--contract", "R6後継者", *fields).status == 0
    reports = secops("list", "report", "--contract", "R6後継者", "--json").json
    assert engagement["id"] in {one["engagement"] for one in reports}
