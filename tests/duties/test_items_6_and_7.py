"""Devices and copies: 別記 6), 7)."""

from datetime import date
from typing import Any

import pytest
from builders import (
    ENDS,
    INTERIM,
    a_report,
    duties,
    good_standing,
    said,
    standing,
    state,
    the_duty,
    with_contract,
    with_records,
    with_terms,
    without,
)
from builders_more import (
    a_copy,
    a_device,
    a_disposal,
    an_asset,
    case,
    day,
    erased_at_once,
)

from secops.dossier import Dossier
from secops.records.contracts import Amendment, Method

BROUGHT = day("2024-09-02")
END_AND_14 = day("2025-03-14")
DAY_15 = day("2025-03-15")


def with_device(*more: Any, **changes: Any) -> Dossier:
    return with_records(good_standing(brings_devices=True), a_device(**changes), *more)


def with_copy(*more: Any, **changes: Any) -> Dossier:
    return with_records(good_standing(copies_off_site=True), an_asset(), a_copy(**changes), *more)


# 6) 持込みの許可, before it is brought in.


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, "履行", "permitted before"),
        case({"permitted_on": BROUGHT}, INTERIM, "履行", "permitted on the day"),
        case({"permitted_on": day("2024-09-03")}, INTERIM, "事後", "permitted the day after"),
        case(
            {"permitted_on": day("2024-09-03")},
            BROUGHT,
            "発生前",
            "not yet permitted on the day, which is still before",
        ),
        case({"permitted_on": None}, day("2024-09-01"), "発生前", "not permitted, the day before"),
        case({"permitted_on": None}, day("2024-09-03"), "超過", "brought in and not permitted"),
        case({"permitted_until_on": BROUGHT, "removed_on": BROUGHT}, INTERIM, "履行", "in and out on its last day"),
        case({"permitted_until_on": day("2024-09-01")}, INTERIM, "超過", "brought in after the permission ended"),
        case({"permitted_on": None, "brought_on": None}, INTERIM, "発生前", "no day planned"),
    ],
)
def test_a_device_is_permitted_before_it_is_brought_in(changes: dict[str, Any], on: date, expected: str) -> None:
    assert state(with_device(**changes), "devices/permission", on) == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        case({"brought_on": day("2024-08-30")}, "履行", "on the day it was given"),
        case({"brought_on": day("2024-08-29")}, "超過", "the day before it was given"),
        case({"brought_on": day("2024-12-27")}, "履行", "on the last day of the term"),
        case({"brought_on": day("2024-12-28")}, "超過", "after the term"),
        case({"brought_on": day("2024-12-02"), "serial": "X2"}, "超過", "another machine"),
        case(
            {"brought_on": day("2024-12-02"), "permitted_on": day("2024-12-09")},
            "履行",
            "within the term, and permitted anew a week later",
        ),
        case(
            {"brought_on": day("2024-12-28"), "permitted_on": day("2025-01-06")},
            "事後",
            "after the term, and permitted anew later",
        ),
    ],
)
def test_a_permission_with_a_term_covers_later_visits_of_the_machine(second: dict[str, Any], expected: str) -> None:
    again = a_device(**{"id": "device-2", "permitted_on": None, "removed_on": None, **second})
    dossier = with_device(again, permitted_until_on=day("2024-12-27"))
    assert state(dossier, "devices/permission", ENDS, "device-2") == expected


def test_a_permission_without_a_term_covers_its_own_visit_only() -> None:
    again = a_device(id="device-2", permitted_on=None, brought_on=day("2024-10-01"))
    assert state(with_device(again), "devices/permission", INTERIM, "device-2") == "超過"


def test_the_sentences_of_a_device_not_permitted() -> None:
    assert said(with_device(permitted_on=None), "devices/permission", INTERIM) == (
        "持込機器（ノートPC）の持込みの許可が持込日（令和６年９月２日）までに行われた記録がありません。",
        "直ちに機器の持込みについて担当職員の許可を得る。併せて、経緯を担当職員に説明する。",
    )


# 6) 許可なく複製しない.


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, "履行", "nothing was copied"),
        case({}, day("2024-09-01"), "発生前", "nothing was copied, before the visit"),
        case({"copied": None}, day("2024-09-05"), "発生前", "not said, and it is still there"),
        case({"copied": None}, day("2024-09-06"), "不明", "not said when it left"),
        case({"copied": None, "removed_on": None}, INTERIM, "発生前", "not said, and it has not left"),
        case({"copied": True}, INTERIM, "不明", "copied on an unknown day"),
    ],
)
def test_whether_a_device_copied_is_known(changes: dict[str, Any], on: date, expected: str) -> None:
    assert state(with_device(**changes), "devices/copying", on) == expected


@pytest.mark.parametrize(
    ("permitted", "on", "expected"),
    [
        case(day("2024-09-02"), INTERIM, "履行", "before"),
        case(day("2024-09-03"), INTERIM, "履行", "on the day"),
        case(day("2024-09-04"), INTERIM, "事後", "the day after"),
        case(None, INTERIM, "超過", "never"),
        case(None, day("2024-09-02"), "発生前", "not yet copied"),
    ],
)
def test_copying_with_a_device_is_permitted_beforehand(permitted: date | None, on: date, expected: str) -> None:
    dossier = with_device(copied=True, copied_on=day("2024-09-03"), copy_permitted_on=permitted)
    assert state(dossier, "devices/copying", on) == expected


# 6) 消去の証明, after it left, else after the end.


@pytest.mark.parametrize(
    ("certified", "on", "expected"),
    [
        case(day("2024-09-20"), INTERIM, "履行", "on the fourteenth day"),
        case(day("2024-09-21"), INTERIM, "遅延", "on the fifteenth"),
        case(None, day("2024-09-05"), "発生前", "still there"),
        case(None, day("2024-09-06"), "期限内", "the day it left"),
        case(None, day("2024-09-20"), "期限内", "the fourteenth day"),
        case(None, day("2024-09-21"), "超過", "the fifteenth day"),
    ],
)
def test_a_device_that_left_is_shown_to_be_empty(certified: date | None, on: date, expected: str) -> None:
    erased = a_disposal("device", "device-1", executed_on=day("2024-09-06"), certified_on=certified)
    assert state(with_device(erased), "devices/erasure", on) == expected


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        case(day("2025-02-27"), "発生前", "the work goes on"),
        case(END_AND_14, "期限内", "the fourteenth day after the end"),
        case(DAY_15, "超過", "the fifteenth"),
    ],
)
def test_a_device_that_never_left_is_due_after_the_end(on: date, expected: str) -> None:
    assert state(with_device(removed_on=None), "devices/erasure", on) == expected


def test_the_first_certificate_counts() -> None:
    again = a_disposal("device", "device-1", id="again", executed_on=day("2024-09-30"), certified_on=day("2024-10-01"))
    dossier = with_device(again, erased_at_once("device-1"))
    assert state(dossier, "devices/erasure", INTERIM) == "履行"


def test_a_device_that_has_no_day_to_be_brought_in_owes_no_certificate() -> None:
    assert duties(with_device(brought_on=None, removed_on=None), "devices/erasure") == []


def test_the_certificate_of_another_device_does_not_count() -> None:
    assert state(with_device(erased_at_once("device-9")), "devices/erasure", INTERIM) == "超過"


# 6) The item's fold.


def test_no_device_declared_and_none_recorded() -> None:
    found = standing(good_standing(), 6)
    assert (found.proposed, found.drafted_reason) == (
        "該当なし",
        "基準日現在、経済産業省内への機器の持込みを行っていないため。",
    )
    assert found.duties == ()


@pytest.mark.parametrize(
    ("declared", "why"),
    [
        case(True, "契約の「省内への機器持込」は有ですが、その記録がありません。", "declared without a record"),
        case(None, "契約の「省内への機器持込」が未確認です。有か無かを記録してください。", "not declared"),
    ],
)
def test_devices_declared_without_a_record(declared: bool | None, why: str) -> None:
    found = standing(good_standing(brings_devices=declared), 6)
    assert (found.proposed, found.unclear) == ("要確認", (why,))


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, "実施", "all in order"),
        case({"permitted_on": None}, INTERIM, "未実施", "not permitted"),
        case({"permitted_on": day("2024-09-03")}, INTERIM, "要確認", "permitted afterwards"),
        case({"copied": None}, INTERIM, "要確認", "copying not said"),
        case({"brought_on": day("2024-11-11"), "removed_on": None}, INTERIM, "実施", "permitted for a coming visit"),
        case({}, day("2024-09-05"), "実施", "while it is there"),
    ],
)
def test_how_item_6_stands(changes: dict[str, Any], on: date, expected: str) -> None:
    assert standing(with_device(erased_at_once("device-1"), **changes), 6, on).proposed == expected


def test_the_erasure_pending_is_not_done_and_names_its_day() -> None:
    found = standing(with_device(), 6, day("2024-09-10"))
    assert found.proposed == "未実施"
    assert (
        found.drafted_reason == "持込機器１台（ノートPC）の情報の消去の証明を令和６年９月２０日までに実施予定のため。"
    )


def test_a_visit_to_come_and_not_yet_permitted_asks_nothing_yet() -> None:
    dossier = with_device(permitted_on=None, brought_on=day("2024-11-11"), removed_on=None, copied=None)
    found = standing(dossier, 6)
    assert found.proposed == "該当なし"
    first = found.drafted_reason.splitlines()[0]
    assert first == "基準日現在、機器の持込みを行っていないため（令和６年１１月１１日までに実施予定）。"


def test_a_permission_given_afterwards_was_told_in_the_report_before() -> None:
    dossier = with_device(erased_at_once("device-1"), permitted_on=day("2024-09-03"))
    told = with_records(dossier, a_report(INTERIM, submitted_on=day("2024-11-05")))
    assert standing(dossier, 6, ENDS).proposed == "要確認"
    found = standing(told, 6, ENDS)
    assert found.proposed == "実施"
    assert found.notes == ("持込機器（ノートPC）の許可日（令和６年９月３日）が持込日（令和６年９月２日）より後です。",)


def test_a_visit_called_off_shows_nothing() -> None:
    found = standing(with_device(cancelled=True), 6)
    assert (found.proposed, found.unclear) == (
        "要確認",
        ("契約の「省内への機器持込」は有ですが、その記録がありません。",),
    )


@pytest.mark.parametrize("item", [6, 7, 12, 14, 15, 16, 17])
def test_an_item_that_does_not_apply_needs_no_method(item: int) -> None:
    dossier = without(good_standing(), Method)
    assert standing(dossier, item).proposed == "該当なし"


def test_without_its_method_a_device_in_order_is_not_done() -> None:
    dossier = without(with_device(erased_at_once("device-1")), "method-6")
    found = standing(dossier, 6)
    assert (found.proposed, found.drafted_reason) == ("未実施", "遵守の方法の了承が期限までに行われていないため。")


# 7) 複製の許可, before it is made.


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, "履行", "permitted before"),
        case({"permitted_on": day("2024-08-05")}, INTERIM, "履行", "permitted on the day"),
        case({"permitted_on": day("2024-08-06")}, INTERIM, "事後", "permitted the day after"),
        case({"permitted_on": None}, day("2024-08-04"), "発生前", "not made yet"),
        case({"permitted_on": None}, day("2024-08-06"), "超過", "made and not permitted"),
    ],
)
def test_a_copy_is_permitted_before_it_is_made(changes: dict[str, Any], on: date, expected: str) -> None:
    assert state(with_copy(**changes), "copies/permission", on) == expected


STANDING: dict[str, Any] = {"standing": True, "permitted_until_on": day("2024-12-27")}


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        case(STANDING, {"made_on": day("2024-08-02")}, "履行", "on the day it was given"),
        case(STANDING, {"made_on": day("2024-12-27")}, "履行", "on the last day of its term"),
        case(STANDING, {"made_on": day("2024-12-28")}, "超過", "after its term"),
        case(STANDING, {"made_on": day("2024-08-01")}, "超過", "before it was given"),
        case(STANDING, {"made_on": day("2024-09-02"), "asset": "asset-2"}, "超過", "of other information"),
        case({**STANDING, "standing": False}, {"made_on": day("2024-09-02")}, "超過", "not a standing permission"),
        case({"standing": True}, {"made_on": day("2024-09-02")}, "超過", "its term is not recorded"),
        case(
            STANDING,
            {"made_on": day("2024-09-02"), "permitted_on": day("2024-09-09")},
            "履行",
            "and permitted anew later",
        ),
    ],
)
def test_a_standing_permission_covers_its_term(first: dict[str, Any], second: dict[str, Any], expected: str) -> None:
    other = a_copy(**{"id": "copy-2", "location": "外付けディスク", "permitted_on": None, **second})
    dossier = with_copy(an_asset(id="asset-2", name="契約書類"), other, **first)
    assert state(dossier, "copies/permission", ENDS, "copy-2") == expected


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        case("2024-12-27", "履行", "made on the last day of its own permission"),
        case("2024-12-28", "超過", "the day after"),
    ],
)
@pytest.mark.parametrize("is_standing", [True, False])
def test_a_permission_covers_its_own_copy_until_it_ends(is_standing: bool, made: str, expected: str) -> None:
    dossier = with_copy(standing=is_standing, permitted_until_on=day("2024-12-27"), made_on=day(made))
    assert state(dossier, "copies/permission", ENDS) == expected


def test_the_sentences_of_a_copy_permitted_afterwards() -> None:
    assert said(with_copy(permitted_on=day("2024-08-06")), "copies/permission", INTERIM) == (
        "複製（参加者名簿 社内サーバ）の許可日（令和６年８月６日）が複製日（令和６年８月５日）より後です。",
        "経緯及び再発防止策を整理し、実施状況の回答を決める。",
    )


# 7) 消去の証明 of each electronic copy, after the end.


@pytest.mark.parametrize(
    ("certified", "on", "expected"),
    [
        case(None, day("2025-02-27"), "発生前", "the work goes on"),
        case(None, ENDS, "期限内", "the last day"),
        case(None, DAY_15, "超過", "the fifteenth day after the end"),
        case(END_AND_14, DAY_15, "履行", "on the fourteenth day"),
        case(DAY_15, DAY_15, "遅延", "on the fifteenth"),
    ],
)
def test_a_copy_is_shown_to_be_erased(certified: date | None, on: date, expected: str) -> None:
    dossier = with_copy(a_disposal("copy", "copy-1", certified_on=certified))
    assert state(dossier, "copies/erasure", on) == expected


def test_a_copy_on_paper_needs_no_certificate_of_erasure() -> None:
    assert duties(with_copy(medium="紙媒体"), "copies/erasure") == []
    assert len(duties(with_copy(medium=""), "copies/erasure")) == 1


@pytest.mark.parametrize(
    ("contract", "due"),
    [
        case({}, "2025-03-14", "終了日"),
        case({"completed_on": day("2025-01-31")}, "2025-02-14", "業務完了日"),
        case({"completed_on": day("2025-01-31"), "terminated_on": day("2024-12-20")}, "2025-01-03", "契約解除日"),
    ],
)
def test_what_the_end_is(contract: dict[str, Any], due: str) -> None:
    dossier = with_contract(with_copy(), **contract)
    assert the_duty(dossier, "copies/erasure").due == day(due)
    assert the_duty(dossier, "disposal/execution", "copy-1").due == day(due)


def test_a_changed_contract_moves_the_end() -> None:
    longer = Amendment(id="amendment-1", concluded_on=day("2025-02-03"), ends_on=day("2025-03-31"))
    dossier = with_copy(longer)
    assert the_duty(dossier.on(day("2025-02-02")), "copies/erasure").due == END_AND_14
    assert the_duty(dossier.on(day("2025-02-03")), "copies/erasure").due == day("2025-04-14")
    assert state(dossier, "copies/erasure", DAY_15) == "発生前"


def test_a_workspace_gives_its_own_number_of_days_for_the_erasure() -> None:
    assert the_duty(with_terms(with_copy(), disposal=30), "copies/erasure").due == day("2025-03-30")


# 7) The item's fold.


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, "実施", "permitted, the end not come"),
        case({"permitted_on": None}, INTERIM, "未実施", "not permitted"),
        case({"permitted_on": day("2024-08-06")}, INTERIM, "要確認", "permitted afterwards"),
        case({}, ENDS, "未実施", "at the end, the erasing planned"),
    ],
)
def test_how_item_7_stands(changes: dict[str, Any], on: date, expected: str) -> None:
    assert standing(with_copy(**changes), 7, on).proposed == expected


def test_the_drafted_reason_of_a_copy_permitted_afterwards() -> None:
    found = standing(with_copy(permitted_on=day("2024-08-06")), 7)
    assert found.drafted_reason.startswith(
        "複製１件（参加者名簿 社内サーバ）の許可が複製日より後となったため（経緯：〔記入〕"
    )


@pytest.mark.parametrize(
    ("declared", "expected", "reason"),
    [
        case(False, "該当なし", "基準日現在、経済産業省外での複製を行っていないため。", "無"),
        case(True, "要確認", "", "有 without a record"),
        case(None, "要確認", "", "未確認"),
    ],
)
def test_copies_not_recorded(declared: bool | None, expected: str, reason: str) -> None:
    found = standing(good_standing(copies_off_site=declared), 7)
    assert (found.proposed, found.drafted_reason) == (expected, reason)


def test_a_copy_called_off_asks_nothing() -> None:
    dossier = with_copy(cancelled=True)
    assert [duties(dossier, clause) for clause in ("copies/permission", "copies/erasure")] == [[], []]
    assert {duty.subject.id for duty in duties(dossier, "disposal/execution")} == {"asset-1"}
