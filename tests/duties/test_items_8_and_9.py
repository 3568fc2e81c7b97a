"""Disposal, and what is told to others: 別記 8), 9)."""

from datetime import date
from typing import Any

import pytest
from builders import (
    ACCEPTED,
    CONCLUDED,
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
    with_records,
)
from builders_more import (
    a_copy,
    a_device,
    a_disclosure,
    a_disposal,
    an_asset,
    an_incident,
    case,
    day,
)

from secops.dossier import Dossier
from secops.records.information import Asset, Copy

END_AND_14 = day("2025-03-14")
DAY_15 = day("2025-03-15")


def with_copy(*more: Any, **changes: Any) -> Dossier:
    return with_records(good_standing(copies_off_site=True), an_asset(), a_copy(**changes), *more)


# 8) 返却・廃棄・消去 of each asset and copy, after the end or the retention agreed.


@pytest.mark.parametrize(
    ("executed", "on", "expected"),
    [
        case(None, day("2025-02-27"), "発生前", "the work goes on"),
        case(None, END_AND_14, "期限内", "the fourteenth day after the end"),
        case(None, DAY_15, "超過", "the fifteenth"),
        case(day("2024-12-02"), INTERIM, "発生前", "to be returned before the end, not yet"),
        case(day("2024-10-01"), INTERIM, "履行", "returned before the end"),
        case(END_AND_14, DAY_15, "履行", "on the fourteenth day"),
        case(DAY_15, DAY_15, "遅延", "on the fifteenth"),
    ],
)
@pytest.mark.parametrize(("of", "target"), [("asset", "asset-1"), ("copy", "copy-1")])
def test_information_is_given_back_or_destroyed(
    of: str, target: str, executed: date | None, on: date, expected: str
) -> None:
    disposed = [a_disposal(of, target, executed_on=executed)] if executed else []
    assert state(with_copy(*disposed), "disposal/execution", on, target) == expected


RETAINED: dict[str, Any] = {"retain_agreed_on": day("2025-02-20"), "retain_until_on": day("2026-03-31")}


@pytest.mark.parametrize(
    ("retention", "on", "expected"),
    [
        case(RETAINED, DAY_15, "期限内", "kept as agreed"),
        case(RETAINED, day("2026-03-31"), "期限内", "the last day of the retention"),
        case(RETAINED, day("2026-04-01"), "超過", "the day after it"),
        case({"retain_until_on": day("2026-03-31")}, DAY_15, "超過", "kept without agreement"),
        case({**RETAINED, "retain_until_on": None}, DAY_15, "期限内", "agreed without a day"),
        case({**RETAINED, "retain_until_on": day("2025-01-31")}, day("2025-02-03"), "発生前", "until before the end"),
        case(
            {**RETAINED, "retain_until_on": day("2025-01-31")}, END_AND_14, "期限内", "until before the end, after it"
        ),
        case(
            {**RETAINED, "retain_until_on": day("2025-01-31")},
            DAY_15,
            "超過",
            "until before the end, too long after it",
        ),
    ],
)
@pytest.mark.parametrize("subject", ["asset-1", "copy-1"])
def test_retention_agreed_puts_the_disposal_off(
    retention: dict[str, Any], on: date, expected: str, subject: str
) -> None:
    dossier = with_changed(with_copy(), "asset-1", **retention)
    assert state(dossier, "disposal/execution", on, subject) == expected


def test_the_retention_of_one_asset_is_not_that_of_another() -> None:
    dossier = with_records(good_standing(), an_asset(**RETAINED), an_asset(id="asset-2", name="契約書類"))
    assert state(dossier, "disposal/execution", DAY_15, "asset-2") == "超過"


@pytest.mark.parametrize(
    ("on", "expected"),
    [case(day("2025-02-27"), "発生前", "the work goes on"), case(ENDS, "不明", "the work is over")],
)
def test_no_information_recorded_is_unknown_after_the_end(on: date, expected: str) -> None:
    dossier = good_standing()
    assert state(dossier, "disposal/execution", on) == expected
    assert missing_of(the_duty(dossier, "disposal/execution")) == (
        "情報資産の記録（受領した情報がない場合はその確認）",
    )


def test_what_a_subcontractor_holds_is_given_back_too() -> None:
    dossier = with_records(good_standing(), an_asset(organisation="partner"))
    assert state(dossier, "disposal/execution", DAY_15, "asset-1") == "超過"


# 8) 担当職員の確認 of each disposal.


@pytest.mark.parametrize(
    ("confirmed", "on", "expected"),
    [
        case(day("2025-03-21"), day("2025-03-31"), "履行", "on the fourteenth day"),
        case(day("2025-03-22"), day("2025-03-31"), "遅延", "on the fifteenth"),
        case(None, day("2025-03-06"), "発生前", "not disposed of"),
        case(None, day("2025-03-07"), "期限内", "on the day"),
        case(None, day("2025-03-22"), "超過", "never"),
    ],
)
def test_the_official_confirms_the_disposal(confirmed: date | None, on: date, expected: str) -> None:
    dossier = with_copy(a_disposal("asset", "asset-1", confirmed_on=confirmed))
    assert state(dossier, "disposal/confirmation", on) == expected


def test_what_was_disposed_of_is_called_by_its_name() -> None:
    dossier = with_records(
        with_copy(),
        a_device(),
        *(a_disposal(of, target) for of, target in (("asset", "asset-1"), ("copy", "copy-1"), ("device", "device-1"))),
    )
    names = {duty.subject.label for duty in duties(dossier, "disposal/confirmation")}
    assert names == {"参加者名簿", "参加者名簿 社内サーバ", "ノートPC"}


# 8) The item's fold.


def test_before_the_end_item_8_is_to_come() -> None:
    found = standing(with_records(good_standing(), an_asset()), 8)
    assert found.proposed == "該当なし"
    assert found.drafted_reason == (
        "基準日現在、業務が終了していないため（終了後、令和７年３月１４日までに実施予定）。"
    )


def test_with_no_information_recorded_nothing_is_promised() -> None:
    assert standing(good_standing(), 8).drafted_reason == "基準日現在、業務が終了していないため。"


@pytest.mark.parametrize(
    ("confirmed", "on", "expected"),
    [
        case(day("2025-03-12"), day("2025-03-31"), "実施", "disposed of and confirmed"),
        case(None, day("2025-03-10"), "未実施", "to be confirmed"),
        case(None, day("2025-03-31"), "未実施", "never confirmed"),
    ],
)
def test_how_item_8_stands_after_the_end(confirmed: date | None, on: date, expected: str) -> None:
    dossier = with_records(good_standing(), an_asset(), a_disposal("asset", "asset-1", confirmed_on=confirmed))
    assert standing(dossier, 8, on).proposed == expected


def test_after_the_end_no_record_is_to_settle_and_a_late_disposal_a_note() -> None:
    assert standing(good_standing(), 8, DAY_15).proposed == "要確認"
    late = a_disposal("asset", "asset-1", executed_on=DAY_15, confirmed_on=DAY_15)
    found = standing(with_records(good_standing(), an_asset(), late), 8, day("2025-03-31"))
    assert (found.proposed, found.notes) == (
        "実施",
        ("参加者名簿の実施日（令和７年３月１５日）が期限（令和７年３月１４日）より後です。",),
    )


def test_information_kept_as_agreed_is_not_done_and_names_the_day_agreed() -> None:
    found = standing(with_records(good_standing(), an_asset(**RETAINED)), 8, DAY_15)
    assert (found.proposed, found.drafted_reason) == (
        "未実施",
        "情報１件（参加者名簿）の返却、廃棄又は消去を令和８年３月３１日までに実施予定のため。",
    )


# 9) 外部提供の承認.


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, "履行", "approved before"),
        case({"approved_on": day("2024-10-01")}, INTERIM, "履行", "approved on the day"),
        case({"approved_on": day("2024-10-02")}, INTERIM, "事後", "approved the day after"),
        case({"approved_on": None}, day("2024-09-30"), "発生前", "not given yet"),
        case({"approved_on": None}, day("2024-10-02"), "超過", "given without approval"),
        case({"considered": ""}, INTERIM, "不明", "not said how it was considered"),
        case({"precautions": ""}, INTERIM, "不明", "not said what to take care of"),
        case({"approved_on": None, "precautions": ""}, INTERIM, "超過", "neither approved nor with precautions"),
    ],
)
def test_what_is_given_outside_is_approved(changes: dict[str, Any], on: date, expected: str) -> None:
    dossier = with_records(good_standing(discloses=True), a_disclosure(**changes))
    assert state(dossier, "confidentiality/disclosure", on) == expected


def test_the_sentences_of_what_was_given_without_precautions() -> None:
    dossier = with_records(good_standing(discloses=True), a_disclosure(precautions="", considered=""))
    assert said(dossier, "confidentiality/disclosure", INTERIM) == (
        (
            "外部提供（有限会社架空印刷）の承認（令和６年９月２５日）について、"
            "次の記録がありません: 可否の検討、取扱上の注意点。"
        ),
        "可否の検討、取扱上の注意点を確認し、記録する。",
    )


def test_what_was_not_given_after_all_asks_nothing() -> None:
    dossier = with_records(good_standing(discloses=True), a_disclosure(cancelled=True, approved_on=None))
    assert duties(dossier, "confidentiality/disclosure") == []


# 9) 漏えい・目的外利用をしない.


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({"leaked": True}, day("2024-09-08"), "履行", "before it leaked"),
        case({"leaked": True}, day("2024-09-09"), "違反", "the day it leaked"),
        case({"leaked": True, "closed_on": None}, INTERIM, "違反", "leaked and open"),
        case({"leaked": True, "occurred_on": None}, day("2024-09-10"), "違反", "leaked, noticed on that day"),
        case({"leaked": True, "occurred_on": None}, day("2024-09-09"), "履行", "leaked, not noticed yet"),
        case({"kind": "目的外利用"}, INTERIM, "違反", "used for another end"),
        case({"leaked": None}, INTERIM, "不明", "not said whether it leaked"),
        case({"leaked": None}, day("2024-09-09"), "発生前", "not said, not noticed yet"),
    ],
)
def test_nothing_leaks_and_nothing_is_used_for_another_end(changes: dict[str, Any], on: date, expected: str) -> None:
    dossier = with_records(good_standing(), an_incident(**changes))
    assert state(dossier, "confidentiality/leaks", on, "incident-1") == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [case(day("2024-06-30"), "発生前", "before the contract"), case(CONCLUDED, "履行", "from it on")],
)
def test_without_an_incident_the_contract_is_kept(on: date, expected: str) -> None:
    assert state(good_standing(), "confidentiality/leaks", on) == expected


def test_an_incident_without_a_leak_leaves_the_contract_kept() -> None:
    dossier = with_records(good_standing(), an_incident())
    assert [duty.subject.label for duty in duties(dossier, "confidentiality/leaks")] == ["本業務"]


def test_beside_a_leak_nobody_says_that_nothing_leaked() -> None:
    dossier = with_records(good_standing(), an_incident(leaked=True, closed_on=None))
    assert said(dossier, "confidentiality/leaks", INTERIM) == (
        "メールの誤送信: 情報の漏えいが生じました（令和６年９月９日から現在まで）。",
        "インシデントの対処を完了し、再発防止策を講ずる。併せて、経緯を担当職員に説明する。",
    )


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, "実施", "nothing happened"),
        case({"leaked": True, "closed_on": None}, INTERIM, "未実施", "leaked and open"),
        case({"leaked": True}, INTERIM, "未実施", "leaked and closed within the period"),
        case({"leaked": None}, INTERIM, "要確認", "not said whether it leaked"),
    ],
)
def test_how_item_9_stands(changes: dict[str, Any], on: date, expected: str) -> None:
    dossier = with_records(good_standing(), an_incident(**changes))
    assert standing(dossier, 9, on).proposed == expected


@pytest.mark.parametrize(
    ("closed", "expected", "notes"),
    [
        case(day("2024-10-31"), "実施", 1, "closed on the day of the report before"),
        case(day("2024-11-01"), "未実施", 0, "closed on the first day of the period"),
    ],
)
def test_a_leak_of_an_earlier_period_is_a_note(closed: date, expected: str, notes: int) -> None:
    dossier = with_records(
        good_standing(),
        an_incident(leaked=True, closed_on=closed),
        a_report(INTERIM, submitted_on=day("2024-11-05")),
    )
    found = standing(dossier, 9, ENDS)
    assert (found.proposed, len(found.notes)) == (expected, notes)
    if notes:
        assert found.notes[0] == (
            "前期以前: メールの誤送信: 情報の漏えいが生じました（令和６年９月９日から令和６年１０月３１日まで）。"
        )


def test_the_drafted_reason_of_a_leak() -> None:
    dossier = with_records(good_standing(), an_incident(leaked=True))
    assert standing(dossier, 9).drafted_reason == (
        "インシデント１件（メールの誤送信）により情報の漏えい又は目的外利用が生じたため。"
    )


# 9) 秘密保持の誓約 is our own measure: it changes no answer.


@pytest.mark.parametrize(
    ("pledged", "expected"),
    [
        case(day("2024-07-08"), "履行", "on the first day"),
        case(day("2024-07-09"), "事後", "the day after"),
        case(None, "超過", "never"),
    ],
)
def test_a_pledge_stands_beside_the_answer(pledged: date | None, expected: str) -> None:
    dossier = with_changed(good_standing(), "assignment-an", pledged_on=pledged)
    assert state(dossier, "confidentiality/pledge", INTERIM, "assignment-an") == expected
    assert standing(dossier, 9).proposed == "実施"


# What the items share.


@pytest.mark.parametrize(
    ("item", "accepted", "on", "expected"),
    [
        case(9, None, INTERIM, "未実施", "never accepted"),
        case(9, ACCEPTED, INTERIM, "実施", "accepted"),
        case(9, day("2024-08-01"), INTERIM, "実施", "accepted late"),
        case(9, None, day("2024-07-10"), "未実施", "to be accepted"),
        case(8, ACCEPTED, INTERIM, "該当なし", "accepted, nothing else begun"),
    ],
)
def test_the_promise_lowers_an_answer_and_never_makes_one(
    item: int, accepted: date | None, on: date, expected: str
) -> None:
    dossier = with_changed(with_records(good_standing(), an_asset()), f"method-{item}", accepted_on=accepted)
    assert standing(dossier, item, on).proposed == expected


def test_assets_alone_do_not_make_items_6_and_7_apply() -> None:
    dossier = with_records(good_standing(), an_asset())
    assert [standing(dossier, item).proposed for item in (6, 7)] == ["該当なし", "該当なし"]
    assert [len(dossier.of(kind)) for kind in (Asset, Copy)] == [1, 0]
