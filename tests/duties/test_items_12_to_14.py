"""Cloud services: 別記 12)–14)."""

from datetime import date
from typing import Any

import pytest
from builders import (
    ENDS,
    INTERIM,
    a_report,
    duties,
    good_standing,
    missing_of,
    said,
    standing,
    state,
    the_duty,
    with_changed,
    with_contract,
    with_records,
)
from builders_more import (
    a_cloud,
    a_free_service,
    a_review,
    case,
    day,
)

from secops.dossier import Dossier
from secops.duties.states import Act

# 12) 定型約款等のクラウド.


def with_free(*more: Any, **changes: Any) -> Dossier:
    return with_records(good_standing(uses_cloud=True), a_free_service(**changes), *more)


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, "履行", "無"),
        case({"confidential": None}, INTERIM, "不明", "未確認"),
        case({"confidential": True}, INTERIM, "違反", "有"),
        case({"confidential": True}, day("2024-07-09"), "発生前", "有, before the use"),
        case({"confidential": True, "list_standing": "ISMAP"}, INTERIM, "不明", "有, and on the list"),
        case({"confidential": True, "list_standing": "ISMAP-LIU"}, INTERIM, "不明", "有, and on the other list"),
        case({"confidential": True, "list_standing": ""}, INTERIM, "違反", "有, and the list not looked at"),
    ],
)
def test_nothing_confidential_in_a_service_of_terms(changes: dict[str, Any], on: date, expected: str) -> None:
    assert state(with_free(**changes), "public-cloud/confidential", on) == expected


def test_the_sentences_of_what_is_confidential_in_such_a_service() -> None:
    dossier = with_free(confidential=True)
    assert said(dossier, "public-cloud/confidential", INTERIM) == (
        (
            "クラウドサービス（架空アンケート）: "
            "定型約款等への同意のみで利用するサービスで要機密情報を取り扱っています（令和６年７月１０日から現在まで）。"
        ),
        "要機密情報の取扱いを直ちにやめ、保存した情報を消去する。併せて、経緯を担当職員に説明する。",
    )
    assert standing(dossier, 12).drafted_reason == (
        "クラウドサービス１件（架空アンケート）で要機密情報を取り扱っているため。"
    )


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        case(None, "未実施", "still in use"),
        case(day("2024-11-01"), "未実施", "ended on the first day of the period"),
        case(day("2024-10-31"), "実施", "ended before the period"),
    ],
)
def test_a_service_that_ended_before_the_period_is_a_note(ends: date | None, expected: str) -> None:
    told = a_report(INTERIM, submitted_on=day("2024-11-05"))
    found = standing(with_free(told, confidential=True, ends_on=ends), 12, ENDS)
    assert found.proposed == expected
    assert bool(found.notes) is (expected == "実施")


@pytest.mark.parametrize(
    ("protection", "expected"), [case("多要素認証を用いる。", "履行", "written down"), case("", "不明", "blank")]
)
def test_the_protection_of_such_a_service_is_written_down(protection: str, expected: str) -> None:
    assert state(with_free(access_protection=protection), "public-cloud/protection", INTERIM) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        case({}, "実施", "all in order"),
        case({"confidential": True}, "未実施", "有"),
        case({"confidential": None}, "要確認", "未確認"),
        case({"access_protection": ""}, "要確認", "no protection recorded"),
        case({"starts_on": day("2024-12-02")}, "該当なし", "not in use yet"),
    ],
)
def test_how_item_12_stands(changes: dict[str, Any], expected: str) -> None:
    assert standing(with_free(**changes), 12).proposed == expected


# 13) リスト掲載サービスからの調達. Procured on 7/9.


def with_cloud(*more: Any, **changes: Any) -> Dossier:
    return with_records(good_standing(uses_cloud=True), a_cloud(**changes), *more)


OFF: dict[str, Any] = {"list_standing": "掲載なし"}
AFTER = day("2024-07-10")
BOTH = {"exception_reason": "代わるサービスがないため。", "approved_on": day("2024-07-08")}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        case({}, "履行", "on the list that day"),
        case({"list_standing": "ISMAP-LIU"}, "履行", "on the other list"),
        case({"list_checked_on": AFTER}, "不明", "on the list, looked at the day after"),
        case({"list_checked_on": AFTER, "procured_on": None}, "履行", "no day of procurement: on the first day of use"),
        case(
            {"list_checked_on": day("2024-07-11"), "procured_on": None}, "不明", "looked at after the first day of use"
        ),
        case({"list_checked_on": None}, "不明", "on the list, no day"),
        case({"list_standing": "未確認"}, "不明", "not looked at"),
        case({"list_standing": ""}, "不明", "blank"),
        case({**OFF, "approved_on": None}, "違反", "off it, neither reason nor approval"),
        case({**OFF}, "違反", "off it, approved without a reason"),
        case({**OFF, **BOTH, "approved_on": None}, "違反", "off it, a reason without approval"),
        case({**OFF, **BOTH}, "履行", "off it, with both"),
        case({**OFF, "list_checked_on": AFTER}, "不明", "off it, looked at the day after"),
        case({**OFF, **BOTH, "list_checked_on": AFTER}, "履行", "off it, looked at the day after, with both"),
        case({"confidential": None}, "不明", "not said whether confidential"),
    ],
)
def test_what_is_procured_is_on_the_list(changes: dict[str, Any], expected: str) -> None:
    assert state(with_cloud(**changes), "procured-cloud/listing", INTERIM) == expected


def test_a_list_looked_at_on_another_day_is_named_with_the_day() -> None:
    dossier = with_cloud(list_checked_on=AFTER)
    assert missing_of(the_duty(dossier, "procured-cloud/listing")) == (
        "調達日（令和６年７月９日）の掲載（確認日が調達日より後です）",
    )


@pytest.mark.parametrize(
    ("changes", "expected", "notes"),
    [
        case({}, "実施", (), "on the list"),
        case(
            {**OFF, **BOTH},
            "実施",
            ("クラウドサービス（架空ストレージ）はリスト外ですが、理由を付して利用承認を得ています。",),
            "off it, with reason and approval",
        ),
        case(OFF, "未実施", (), "off it"),
        case({"list_checked_on": AFTER}, "要確認", (), "looked at later"),
        case({"confidential": None}, "要確認", (), "not said whether confidential"),
        case({"procured_on": day("2024-12-02"), "starts_on": day("2024-12-09")}, "該当なし", (), "not procured yet"),
    ],
)
def test_how_item_13_stands(changes: dict[str, Any], expected: str, notes: tuple[str, ...]) -> None:
    found = standing(with_cloud(**changes), 13)
    assert (found.proposed, found.notes) == (expected, notes)


def test_the_drafted_reason_of_a_service_off_the_list() -> None:
    assert standing(with_cloud(**OFF), 13).drafted_reason == (
        "クラウドサービス１件（架空ストレージ）がＩＳＭＡＰ等クラウドサービスリストに掲載されていないため。"
    )


# 14) リスク評価, 利用承認, 注意点の提示: by the first day of use, 7/10.


BEFORE_USE = {
    "cloud-use/assessment": ("assessed_on", {"late": "事後", "open": "発生前"}),
    "cloud-use/approval": ("approved_on", {"late": "事後", "open": "発生前"}),
    "cloud-use/precautions": ("precautions_on", {"late": "遅延", "open": "期限内"}),  # to be shown, but not 事前
}


@pytest.mark.parametrize("clause", BEFORE_USE)
@pytest.mark.parametrize(
    ("done", "on", "expected"),
    [
        case("2024-07-10", INTERIM, "履行", "on the first day"),
        case("2024-07-11", INTERIM, "late", "the day after"),
        case(None, day("2024-07-09"), "発生前", "before the use"),
        case(None, day("2024-07-10"), "open", "not yet on the first day"),
        case(None, day("2024-07-11"), "超過", "not the day after"),
    ],
)
@pytest.mark.parametrize("service", [a_cloud, a_free_service])
def test_before_a_service_is_used(service: Any, clause: str, done: str | None, on: date, expected: str) -> None:
    field, words = BEFORE_USE[clause]
    cloud = service(**{field: day(done) if done else None})
    dossier = with_records(good_standing(uses_cloud=True), cloud)
    assert state(dossier, clause, on) == words.get(expected, expected)


@pytest.mark.parametrize(
    ("changes", "clause", "expected"),
    [
        case({"acceptable": None}, "cloud-use/assessment", "不明", "not said whether the risk is acceptable"),
        case({"acceptable": False}, "cloud-use/assessment", "違反", "used though the risk is not"),
        case({"acceptable": False, "starts_on": day("2024-12-02")}, "cloud-use/assessment", "発生前", "not used yet"),
        case({"acceptable": None, "assessed_on": None}, "cloud-use/assessment", "超過", "not assessed at all"),
        case({"precautions": ""}, "cloud-use/precautions", "不明", "precautions of unknown content"),
    ],
)
def test_what_the_assessment_says(changes: dict[str, Any], clause: str, expected: str) -> None:
    assert state(with_cloud(**changes), clause, INTERIM) == expected


def test_a_service_procured_for_nothing_confidential_is_of_neither_item() -> None:
    dossier = with_cloud(confidential=False)
    clauses = ("procured-cloud/listing", "public-cloud/confidential", "cloud-use/approval", "cloud-use/review")
    assert [duties(dossier, clause) for clause in clauses] == [[], [], [], []]
    assert [standing(dossier, item).proposed for item in (12, 13, 14)] == ["該当なし"] * 3


# 14) 利用状況の管理: every six months from 7/10.


def due_of(dossier: Dossier) -> list[str]:
    rounds = duties(dossier, "cloud-use/review")
    return [one.round for one in rounds if isinstance(one, Act)]


@pytest.mark.parametrize(
    ("held", "on", "expected"),
    [
        case((), day("2025-01-09"), ["発生前"], "the day before it falls due"),
        case((), day("2025-01-10"), ["期限内"], "the day it falls due"),
        case((), day("2025-01-11"), ["超過"], "the day after"),
        case(("2025-01-10",), ENDS, ["履行"], "held on the day"),
        case(("2025-01-11",), ENDS, ["遅延"], "held the day after"),
        case(("2024-08-20",), day("2024-08-20"), ["履行", "発生前"], "held early: the next is six months from it"),
        case(("2024-08-20",), day("2025-02-20"), ["履行", "期限内"], "held early, the next due"),
        case(("2024-08-20",), day("2025-02-21"), ["履行", "超過"], "held early, the next not held"),
        case(("2024-07-09",), day("2025-01-11"), ["超過"], "held before the use began"),
    ],
)
def test_the_use_is_looked_at_every_six_months(held: tuple[str, ...], on: date, expected: list[str]) -> None:
    dossier = with_cloud(*(a_review(one) for one in held))
    assert [duty.state(on) for duty in duties(dossier, "cloud-use/review")] == expected


def test_after_a_late_review_six_months_run_from_it() -> None:
    dossier = with_contract(with_cloud(a_review("2025-02-20")), ends_on=day("2026-03-31"))
    assert due_of(dossier) == ["2025-01-10", "2025-08-20"]
    assert [duty.state(day("2025-08-21")) for duty in duties(dossier, "cloud-use/review")] == ["遅延", "超過"]


@pytest.mark.parametrize(
    ("changes", "due"),
    [
        case({"ends_on": day("2025-01-09")}, [], "ended the day before"),
        case({"ends_on": day("2025-01-10")}, ["2025-01-10"], "ended on the day"),
        case({"starts_on": day("2024-08-28")}, ["2025-02-28"], "due on the last day of the contract"),
        case({"starts_on": day("2024-08-29")}, ["2025-02-28"], "the month has no such day"),
        case({"starts_on": day("2024-09-02")}, [], "due after the contract"),
    ],
)
def test_no_review_is_asked_after_the_use_or_the_contract(changes: dict[str, Any], due: list[str]) -> None:
    assert due_of(with_cloud(**changes)) == due


def test_a_review_on_the_last_day_of_the_use_counts() -> None:
    dossier = with_cloud(a_review("2025-01-10"), ends_on=day("2025-01-10"))
    assert [duty.state(ENDS) for duty in duties(dossier, "cloud-use/review")] == ["履行"]


def test_a_review_after_the_use_ended_was_not_asked_for() -> None:
    dossier = with_cloud(a_review("2025-02-03"), ends_on=day("2024-12-27"))
    assert due_of(dossier) == []


@pytest.mark.parametrize(
    "review",
    [
        case(a_review("2025-01-06", kind="見直し"), "of another kind"),
        case(a_review("2025-01-06", cloud="cloud-9"), "of another service"),
    ],
)
def test_another_review_does_not_count(review: Any) -> None:
    assert [duty.state(ENDS) for duty in duties(with_cloud(review), "cloud-use/review")] == ["超過"]


def test_the_sentences_of_a_review_not_held() -> None:
    assert said(with_cloud(), "cloud-use/review", ENDS) == (
        (
            "クラウドサービス（架空ストレージ）の利用状況の確認の実施期限（令和７年１月１０日）を過ぎましたが、"
            "行われた記録がありません。"
        ),
        "直ちに利用状況を確認し、記録する。",
    )


# 12)–14) The items' folds.


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, "実施", "all in order"),
        case({"approved_on": None}, INTERIM, "未実施", "not approved"),
        case({"approved_on": AFTER, "starts_on": day("2024-07-09")}, INTERIM, "要確認", "approved afterwards"),
        case({"acceptable": None}, INTERIM, "要確認", "the risk not said"),
        case({"acceptable": False}, INTERIM, "未実施", "the risk not acceptable"),
        case({"precautions_on": day("2024-07-11")}, INTERIM, "実施", "precautions late"),
        case({}, day("2025-01-10"), "未実施", "the day the review falls due"),
        case({}, day("2025-01-11"), "未実施", "the day after"),
    ],
)
def test_how_item_14_stands(changes: dict[str, Any], on: date, expected: str) -> None:
    assert standing(with_cloud(**changes), 14, on).proposed == expected


@pytest.mark.parametrize(
    ("declared", "item", "expected", "reason"),
    [
        case(
            False,
            12,
            "該当なし",
            "基準日現在、定型約款や利用規約等への同意のみで利用可能となるクラウドサービスを利用していないため。",
            "12, 無",
        ),
        case(False, 13, "該当なし", "基準日現在、要機密情報を取り扱うクラウドサービスを調達していないため。", "13, 無"),
        case(
            False,
            14,
            "該当なし",
            "基準日現在、情報セキュリティに関する事項１２）及び１３）に規定するクラウドサービスを利用していないため。",
            "14, 無",
        ),
        case(True, 12, "要確認", "", "12, 有"),
        case(True, 13, "要確認", "", "13, 有"),
        case(True, 14, "要確認", "", "14, 有"),
        case(None, 12, "要確認", "", "12, 未確認"),
        case(None, 14, "要確認", "", "14, 未確認"),
    ],
)
def test_services_not_recorded(declared: bool | None, item: int, expected: str, reason: str) -> None:
    found = standing(good_standing(uses_cloud=declared), item)
    assert (found.proposed, found.drafted_reason) == (expected, reason)
    assert all("クラウド利用" in why for why in found.unclear)


@pytest.mark.parametrize(
    ("service", "proposed"),
    [
        case(a_cloud(), {12: "該当なし", 13: "実施", 14: "実施"}, "procured"),
        case(a_free_service(), {12: "実施", 13: "該当なし", 14: "実施"}, "taken by its terms"),
    ],
)
def test_each_service_is_of_one_of_items_12_and_13(service: Any, proposed: dict[int, str]) -> None:
    dossier = with_records(good_standing(uses_cloud=True), service)
    assert {item: standing(dossier, item).proposed for item in proposed} == proposed


def test_a_service_called_off_asks_nothing() -> None:
    dossier = with_changed(with_free(a_cloud(cancelled=True)), "cloud-2", cancelled=True)
    assert [standing(dossier, item).proposed for item in (12, 13, 14)] == ["要確認"] * 3
    assert duties(dossier, "cloud-use/approval") == []
