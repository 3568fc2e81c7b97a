"""Applications and contents: 別記 16)."""

from datetime import date
from typing import Any

import pytest
from builders import (
    INTERIM,
    duties,
    good_standing,
    said,
    standing,
    state,
    with_records,
)
from builders_more import (
    DELIVERY,
    a_content,
    case,
    day,
)

from secops.dossier import Dossier

PROGRAM = "アプリケーションプログラム"
BEFORE = day("2024-09-01")
AFTER = day("2024-09-03")


def with_content(*more: Any, **changes: Any) -> Dossier:
    return with_records(good_standing(makes_content=True), a_content(**changes), *more)


def states(dossier: Dossier, clause: str, on: date = INTERIM) -> list[str]:
    return [duty.state(on).value for duty in duties(dossier, clause)]


# 16) ①② The checks before delivery on 9/2.

CHECKED = {
    "contents/malware": "scanned_on",
    "contents/code": "code_checked_on",
    "contents/access": "access_checked_on",
    "contents/vulnerabilities": "vulnerabilities_checked_on",
}


@pytest.mark.parametrize("clause", CHECKED)
@pytest.mark.parametrize(
    ("checked", "on", "expected"),
    [
        case(DELIVERY, INTERIM, "履行", "on the day of delivery"),
        case(AFTER, INTERIM, "事後", "the day after"),
        case(None, BEFORE, "発生前", "before the delivery"),
        case(None, DELIVERY, "発生前", "not yet on its day, which is still before"),
        case(None, AFTER, "超過", "delivered unchecked"),
    ],
)
def test_a_content_is_checked_before_it_is_delivered(
    clause: str, checked: date | None, on: date, expected: str
) -> None:
    dossier = with_content(kind=PROGRAM, **{CHECKED[clause]: checked})
    assert state(dossier, clause, on) == expected


@pytest.mark.parametrize("clause", ["contents/malware", "contents/vulnerabilities"])
@pytest.mark.parametrize(
    ("open_", "on", "expected"),
    [
        case(False, INTERIM, "履行", "nothing open"),
        case(True, INTERIM, "超過", "delivered with something open"),
        case(True, BEFORE, "発生前", "something open before the delivery"),
        case(None, INTERIM, "不明", "not said"),
    ],
)
def test_what_the_checks_found_is_dealt_with(clause: str, open_: bool | None, on: date, expected: str) -> None:
    assert state(with_content(defects_open=open_), clause, on) == expected


def test_the_sentences_of_what_was_delivered_with_defects_open() -> None:
    assert said(with_content(defects_open=True), "contents/malware", INTERIM) == (
        (
            "コンテンツ（案内ページ 1.0）の不正プログラムの検査が提供日（令和６年９月２日）までに"
            "行われた記録がありません。足りない記録: 検出事項への対応。"
        ),
        (
            "直ちに提供前に不正プログラム対策ソフトウェアを用いてスキャンを行い、検出に対応する。"
            "併せて、経緯を担当職員に説明する。"
        ),
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        case(PROGRAM, ["超過"], "a program"),
        case("ウェブコンテンツ", [], "web pages"),
        case("その他", [], "something else"),
        case("", ["不明"], "not said"),
    ],
)
def test_only_a_program_has_code_to_check(kind: str, expected: list[str]) -> None:
    assert states(with_content(kind=kind), "contents/code") == expected


# 16) ③④⑤.


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, "履行", "not executable"),
        case({"executable": True}, INTERIM, "違反", "executable, no reason"),
        case({"executable": True}, BEFORE, "発生前", "executable, not delivered yet"),
        case(
            {"executable": True, "executable_reason": "端末で動かすため。"}, INTERIM, "履行", "executable with a reason"
        ),
        case({"executable": None}, INTERIM, "不明", "not said"),
    ],
)
def test_contents_are_not_delivered_as_programs(changes: dict[str, Any], on: date, expected: str) -> None:
    assert state(with_content(**changes), "contents/executable", on) == expected


@pytest.mark.parametrize(
    ("signature", "reason", "expected"),
    [
        case("GPKI", "", "履行", "GPKI"),
        case("その他の電子署名", "GPKIを利用できないため。", "履行", "another signature with a reason"),
        case("その他の電子署名", "", "不明", "another signature without"),
        case("ハッシュ値", "署名できない形式のため。", "履行", "a hash with a reason"),
        case("ハッシュ値", "", "不明", "a hash without"),
        case("なし", "確認手段がないため。", "履行", "none, with a reason"),
        case("なし", "", "不明", "none, without"),
        case("", "理由だけ。", "不明", "not said"),
    ],
)
def test_a_content_can_be_known_to_be_genuine(signature: str, reason: str, expected: str) -> None:
    assert state(with_content(signature=signature, signature_reason=reason), "contents/signature", INTERIM) == expected


@pytest.mark.parametrize(
    ("weakens", "expected"), [case(False, "履行", "無"), case(True, "違反", "有"), case(None, "不明", "未確認")]
)
def test_nobody_is_asked_to_lower_his_guard(weakens: bool | None, expected: str) -> None:
    assert state(with_content(weakens_users=weakens), "contents/settings", INTERIM) == expected


# 16) ⑥ 自動アクセス・情報提供の明示.

SHOWN: dict[str, Any] = {
    "external_access": True,
    "necessity": "地図を表示するため。",
    "access_safety_checked_on": day("2024-08-28"),
    "policy_shown": True,
    "opt_out_shown": True,
}


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, "履行", "nothing is sent"),
        case({"external_access": None}, INTERIM, "不明", "not said whether anything is sent"),
        case({"third_party_data": None}, INTERIM, "不明", "not said whether anything is given to others"),
        case(SHOWN, INTERIM, "履行", "sent, checked and shown"),
        case({**SHOWN, "third_party_data": None}, INTERIM, "履行", "sent and shown, the rest not said"),
        case({**SHOWN, "external_access": False, "third_party_data": True}, INTERIM, "履行", "given to others, shown"),
        case({**SHOWN, "access_safety_checked_on": AFTER}, INTERIM, "事後", "checked after the delivery"),
        case({**SHOWN, "access_safety_checked_on": None}, INTERIM, "超過", "not checked"),
        case({**SHOWN, "policy_shown": False}, INTERIM, "超過", "the policy not shown"),
        case({**SHOWN, "opt_out_shown": False}, INTERIM, "超過", "not shown how to turn it off"),
        case({**SHOWN, "policy_shown": None}, INTERIM, "不明", "not said whether the policy is shown"),
        case({**SHOWN, "necessity": ""}, INTERIM, "不明", "not said why"),
        case({**SHOWN, "policy_shown": False}, BEFORE, "発生前", "not delivered yet"),
    ],
)
def test_what_is_sent_by_itself_is_shown(changes: dict[str, Any], on: date, expected: str) -> None:
    assert state(with_content(**changes), "contents/transmission", on) == expected


# 16) The item's parts and fold.


def parts_of(dossier: Dossier) -> dict[str, str]:
    return {part.mark: part.proposed.value for part in standing(dossier, 16).parts}


@pytest.mark.parametrize(
    ("changes", "moved"),
    [
        case({}, {}, "all in order"),
        case({"scanned_on": None}, {"①": "未実施"}, "① a not scanned"),
        case({"kind": ""}, {"①": "要確認"}, "① b not said whether a program"),
        case({"access_checked_on": AFTER}, {"①": "要確認"}, "① c checked afterwards"),
        case({"vulnerabilities_checked_on": None}, {"②": "未実施"}, "② not checked"),
        case({"defects_open": None}, {"①": "要確認", "②": "要確認"}, "① and ② defects not said"),
        case({"executable": True}, {"③": "未実施"}, "③ a program"),
        case({"signature": "なし"}, {"④": "要確認"}, "④ no reason"),
        case({"weakens_users": True}, {"⑤": "未実施"}, "⑤ lowers the guard"),
        case({"external_access": None}, {"⑥": "要確認"}, "⑥ not said"),
        case(
            {"delivered_on": day("2024-12-02")},
            {"③": "該当なし", "④": "該当なし", "⑤": "該当なし", "⑥": "該当なし"},
            "to come",
        ),
    ],
)
def test_each_part_of_item_16_folds_by_itself(changes: dict[str, Any], moved: dict[str, str]) -> None:
    assert parts_of(with_content(**changes)) == {**dict.fromkeys("①②③④⑤⑥", "実施"), **moved}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        case({}, "実施", "all in order"),
        case({"scanned_on": None}, "未実施", "one failure"),
        case({"signature": ""}, "要確認", "one unknown"),
        case({"scanned_on": AFTER}, "要確認", "scanned afterwards"),
        case({"executable": True}, "未実施", "one breach"),
        case({"defects_open": True}, "未実施", "defects open"),
    ],
)
def test_how_item_16_stands(changes: dict[str, Any], expected: str) -> None:
    assert standing(with_content(**changes), 16).proposed == expected


NOTHING_CHECKED = dict.fromkeys(("scanned_on", "access_checked_on", "vulnerabilities_checked_on"))


def test_a_content_to_come_promises_its_day() -> None:
    found = standing(with_content(**NOTHING_CHECKED, delivered_on=day("2024-12-02")), 16)
    assert found.proposed == "該当なし"
    assert found.drafted_reason.splitlines()[0] == (
        "基準日現在、アプリケーション・コンテンツを提供していないため（提供前、令和６年１２月２日までに実施予定）。"
    )


def test_a_content_without_a_day_promises_none() -> None:
    found = standing(with_content(**NOTHING_CHECKED, delivered_on=None), 16)
    assert found.proposed == "該当なし"
    assert set(found.drafted_reason.splitlines()) == {"基準日現在、アプリケーション・コンテンツを提供していないため。"}


@pytest.mark.parametrize(
    ("declared", "expected", "reason"),
    [
        case(False, "該当なし", "基準日現在、アプリケーション・コンテンツの開発・作成を行っていないため。", "無"),
        case(True, "要確認", "", "有 without a record"),
        case(None, "要確認", "", "未確認"),
    ],
)
def test_no_content_recorded(declared: bool | None, expected: str, reason: str) -> None:
    found = standing(good_standing(makes_content=declared), 16)
    assert (found.proposed, found.drafted_reason) == (expected, reason)


def test_two_failures_of_one_rule_are_one_sentence() -> None:
    other = a_content(id="content-2", name="動画", weakens_users=True)
    assert standing(with_content(other, weakens_users=True), 16).drafted_reason == (
        "コンテンツ２件（動画 1.0、案内ページ 1.0）の利用者に情報セキュリティ水準を低下させる設定変更を求めているため。"
    )
