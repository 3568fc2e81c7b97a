"""Systems that run: their software and what is found in it, 別記 15) ⑤⑥."""

from datetime import date, timedelta
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
    with_changed,
    with_records,
    without,
)
from builders_more import (
    a_review,
    a_site,
    a_software,
    a_system,
    a_vulnerability,
    case,
    day,
    vulnerable,
    watched,
)

from secops.dossier import Dossier
from secops.records.contracts import Amendment
from secops.records.systems import Software


def states(dossier: Dossier, clause: str, on: date) -> list[str]:
    return [duty.state(on).value for duty in duties(dossier.on(on), clause)]


# ⑤ サポート切れの不使用. The contract runs to 2/28.


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({"support_ends_on": ENDS}, INTERIM, "履行", "supported to the last day"),
        case({"support_ends_on": day("2025-02-27")}, INTERIM, "違反", "to end the day before the contract does"),
        case({"support_ends_on": day("2025-02-27")}, day("2024-07-19"), "発生前", "not installed yet"),
        case({"support_ends_on": day("2024-06-30")}, INTERIM, "違反", "ended before"),
        case(
            {"support_ends_on": day("2025-01-31"), "removed_on": day("2025-01-31")},
            INTERIM,
            "履行",
            "to be removed on the last day of support",
        ),
        case(
            {"support_ends_on": day("2025-01-31"), "removed_on": day("2025-02-01")},
            INTERIM,
            "違反",
            "to be removed the day after",
        ),
        case({"support": "期限の定めなし", "support_ends_on": None}, INTERIM, "履行", "no term"),
        case({"support": "期限あり", "support_ends_on": None}, INTERIM, "不明", "a term, its day blank"),
        case({"support": "", "support_ends_on": None}, INTERIM, "不明", "nothing said"),
        case({"support": "終了", "support_ends_on": None}, INTERIM, "違反", "ended on an unknown day"),
        case({"installed_on": None}, day("2024-07-08"), "履行", "no day of installation: from the contract's start"),
    ],
)
def test_software_is_supported_to_the_end(changes: dict[str, Any], on: date, expected: str) -> None:
    assert state(with_changed(a_site(), "software-1", **changes), "systems/support", on) == expected


def test_a_longer_contract_wants_longer_support() -> None:
    longer = Amendment(id="amendment-1", concluded_on=day("2025-02-03"), ends_on=day("2027-06-30"))
    dossier = a_site(longer)
    assert state(dossier, "systems/support", day("2025-02-02")) == "履行"
    assert state(dossier, "systems/support", day("2025-02-03")) == "違反"


def test_the_sentences_of_support_to_end() -> None:
    dossier = with_changed(a_site(), "software-1", support_ends_on=day("2024-12-31"))
    assert said(dossier, "systems/support", INTERIM) == (
        (
            "ソフトウェア（架空OS 9）: サポート期限（令和６年１２月３１日）が利用の期間中に切れます"
            "（令和６年７月２０日から現在まで）。"
        ),
        "サポートが受けられるバージョンへ更新するか、利用をやめる。併せて、経緯を担当職員に説明する。",
    )


@pytest.mark.parametrize(
    ("removed", "expected"),
    [case(day("2024-10-31"), "実施", "before the period"), case(day("2024-11-01"), "未実施", "within it")],
)
def test_unsupported_software_removed(removed: date, expected: str) -> None:
    told = a_report(INTERIM, submitted_on=day("2024-11-05"))
    old = a_software(id="old", version="7", support_ends_on=day("2024-08-31"), removed_on=removed)
    assert standing(a_site(told, old), 15, ENDS).proposed == expected


# ⑤ 管理台帳.


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        case(a_site(), ["履行"], "one entry"),
        case(without(a_site(), Software), ["不明"], "no entry"),
        case(with_changed(a_site(), "software-1", system=""), ["不明"], "an entry of no system"),
        case(a_site(a_system(id="system-2", name="別システム")), ["不明", "履行"], "two systems, one with an entry"),
    ],
)
def test_each_system_has_its_ledger(dossier: Dossier, expected: list[str]) -> None:
    assert sorted(states(dossier, "systems/ledger", INTERIM)) == sorted(expected)


@pytest.mark.parametrize(
    ("changes", "begins"),
    [
        case({}, "2024-07-16", "with the work"),
        case({"work_starts_on": None}, "2024-09-02", "no day of the work: with the launch"),
        case({"work_starts_on": None, "launched_on": None}, "2024-07-08", "neither: with the contract"),
    ],
)
def test_the_ledger_is_kept_from_the_first_day(changes: dict[str, Any], begins: str) -> None:
    dossier = without(a_site(**changes), Software)
    assert states(dossier, "systems/ledger", day(begins)) == ["不明"]
    assert states(dossier, "systems/ledger", day(begins) - timedelta(days=1)) == ["発生前"]


# ⑤⑥ 脆弱性情報の収集: every month from the launch on 9/2.


@pytest.mark.parametrize(
    ("held", "on", "expected"),
    [
        case((), day("2024-10-01"), ["発生前"], "the day before"),
        case((), day("2024-10-02"), ["期限内"], "the day it falls due"),
        case((), day("2024-10-03"), ["超過"], "the day after"),
        case(("2024-10-02",), day("2024-11-01"), ["履行", "発生前"], "held, the next not due"),
        case(("2024-10-02",), day("2024-11-02"), ["履行", "期限内"], "held, the next due"),
        case(("2024-10-10",), day("2024-11-10"), ["遅延", "期限内"], "held late: a month from it"),
        case(("2024-09-30", "2024-10-31"), day("2024-11-30"), ["遅延", "履行", "期限内"], "a month has thirty days"),
        case(("2024-09-01",), day("2024-10-03"), ["超過"], "held before the launch"),
    ],
)
def test_vulnerabilities_are_watched_for_every_month(held: tuple[str, ...], on: date, expected: list[str]) -> None:
    dossier = with_records(good_standing(builds_systems=True), a_system(), *watched(*held))
    found = states(dossier, "systems/vulnerability-watch", on)
    assert sorted(found) == sorted(expected)


def test_the_watch_begins_with_the_contract_where_the_system_ran_before() -> None:
    dossier = with_records(good_standing(), a_system(launched_on=day("2020-04-01"), phases=("運用",)))
    assert [one.round for one in duties(dossier, "systems/vulnerability-watch")] == ["2024-08-08"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        case({"handover_on": day("2024-10-01")}, [], "handed over before it falls due"),
        case({"handover_on": day("2024-10-02")}, ["2024-10-02"], "handed over that day"),
        case({"phases": ("設計", "構築")}, [], "not run here"),
        case({"phases": ("保守",)}, ["2024-10-02"], "kept here"),
        case({"phases": ()}, ["2024-10-02"], "of unknown phases"),
        case({"launched_on": None}, [], "not launched"),
    ],
)
def test_what_is_not_run_here_is_not_watched(changes: dict[str, Any], expected: list[str]) -> None:
    dossier = with_records(good_standing(), a_system(**changes))
    assert [one.round for one in duties(dossier, "systems/vulnerability-watch")] == expected


def test_a_look_on_the_day_of_the_handover_counts() -> None:
    dossier = with_records(good_standing(), a_system(handover_on=day("2024-10-02")), *watched("2024-10-02"))
    assert states(dossier, "systems/vulnerability-watch", INTERIM) == ["履行"]


def test_a_look_after_the_handover_was_not_asked_for() -> None:
    dossier = with_records(good_standing(), a_system(handover_on=day("2024-09-30")), *watched("2024-11-05"))
    assert duties(dossier, "systems/vulnerability-watch") == []


def test_a_review_of_another_kind_is_no_watch() -> None:
    look = a_review("2024-10-01", system="system-1", kind="見直し")
    dossier = with_records(good_standing(), a_system(), look)
    assert states(dossier, "systems/vulnerability-watch", day("2024-10-03")) == ["超過"]


# ⑤ 情報提供, 計画, 確認, 対策. Found on 10/1.


@pytest.mark.parametrize(
    ("clause", "changes", "on", "expected"),
    [
        case("notice", {"notified_on": day("2024-10-08")}, INTERIM, "履行", "told on the seventh day"),
        case("notice", {"notified_on": day("2024-10-09")}, INTERIM, "遅延", "told on the eighth"),
        case("notice", {"notified_on": None}, day("2024-10-08"), "期限内", "to be told"),
        case("notice", {"notified_on": None}, day("2024-10-09"), "超過", "not told"),
        case("notice", {"affected": None}, INTERIM, "不明", "not said whether it affects"),
        case("plan", {"plan_on": day("2024-10-15")}, INTERIM, "履行", "planned on the fourteenth day"),
        case("plan", {"plan_on": day("2024-10-16")}, INTERIM, "遅延", "planned on the fifteenth"),
        case("plan", {"plan_on": None}, day("2024-09-30"), "発生前", "not found yet"),
        case("plan", {"plan_on": None}, day("2024-10-16"), "超過", "not planned"),
        case("confirmation", {}, INTERIM, "履行", "confirmed before the fix"),
        case(
            "confirmation",
            {"plan_on": None, "plan_confirmed_on": None, "fixed_on": None},
            day("2024-10-08"),
            "期限内",
            "asked for since it was found",
        ),
        case(
            "confirmation", {"plan_confirmed_on": day("2024-10-18")}, INTERIM, "履行", "confirmed on the day of the fix"
        ),
        case("confirmation", {"plan_confirmed_on": day("2024-10-19")}, INTERIM, "事後", "confirmed after the fix"),
        case("confirmation", {"plan_confirmed_on": None}, INTERIM, "超過", "fixed and not confirmed"),
        case(
            "confirmation",
            {"plan_confirmed_on": None, "fixed_on": None},
            day("2024-10-20"),
            "期限内",
            "to be confirmed by the day planned",
        ),
        case(
            "confirmation",
            {"plan_confirmed_on": None, "fixed_on": None},
            day("2024-10-21"),
            "超過",
            "past the day planned",
        ),
        case(
            "confirmation",
            {"plan_confirmed_on": day("2024-10-25"), "fixed_on": None},
            INTERIM,
            "遅延",
            "confirmed past it",
        ),
        case("fix", {"fixed_on": day("2024-10-20")}, INTERIM, "履行", "fixed on the day planned"),
        case("fix", {"fixed_on": day("2024-10-21")}, INTERIM, "遅延", "fixed the day after"),
        case("fix", {"fixed_on": None}, day("2024-10-20"), "期限内", "to be fixed"),
        case("fix", {"fixed_on": None}, day("2024-10-21"), "超過", "not fixed"),
        case("fix", {"fixed_on": None, "planned_on": None}, INTERIM, "不明", "a plan that does not say by when"),
        case("fix", {"planned_on": None}, INTERIM, "履行", "fixed, with no day planned"),
        case(
            "fix",
            {"fixed_on": None, "planned_on": None, "plan_on": None},
            day("2024-10-10"),
            "期限内",
            "to be planned first",
        ),
    ],
)
def test_what_is_done_about_a_vulnerability(clause: str, changes: dict[str, Any], on: date, expected: str) -> None:
    assert state(vulnerable(**changes), f"systems/vulnerability-{clause}", on) == expected


@pytest.mark.parametrize("affected", [False, None])
def test_what_does_not_affect_us_need_not_be_planned(affected: bool | None) -> None:
    dossier = vulnerable(affected=affected)
    clauses = ("vulnerability-plan", "vulnerability-confirmation", "vulnerability-fix", "patches")
    assert [duties(dossier, f"systems/{clause}") for clause in clauses] == [[], [], [], []]


@pytest.mark.parametrize(
    ("changes", "on", "expected", "notes"),
    [
        case({}, INTERIM, "実施", 0, "all in time"),
        case({"plan_confirmed_on": day("2024-10-19")}, INTERIM, "要確認", 0, "confirmed after the fix"),
        case({"affected": None}, INTERIM, "要確認", 0, "not said whether it affects"),
        case({"affected": False, "notified_on": None}, INTERIM, "実施", 0, "it does not"),
        case({"notified_on": day("2024-10-09")}, INTERIM, "実施", 1, "told late"),
        case({"notified_on": None}, day("2024-10-08"), "実施", 4, "to be told, confirmed, fixed and patched"),
        case({"plan_on": None}, day("2024-10-08"), "実施", 4, "to be planned, confirmed, fixed and patched"),
        case(
            {"plan_confirmed_on": None, "fixed_on": None},
            day("2024-10-15"),
            "実施",
            3,
            "to be confirmed, fixed and patched",
        ),
        case({"fixed_on": None}, day("2024-10-20"), "実施", 2, "the fix and the patch to come are notes"),
        case({"fixed_on": None}, day("2024-10-21"), "未実施", 1, "not fixed, the patch a note"),
        case({"fixed_on": None, "planned_on": None}, INTERIM, "要確認", 1, "no day planned, the patch a note"),
    ],
)
def test_how_item_15_stands_with_a_vulnerability(changes: dict[str, Any], on: date, expected: str, notes: int) -> None:
    found = standing(vulnerable(**changes), 15, on)
    assert (found.proposed, len(found.notes)) == (expected, notes)


def test_the_drafted_reason_of_a_plan_confirmed_after_the_fix() -> None:
    found = standing(vulnerable(plan_confirmed_on=day("2024-10-19")), 15)
    assert found.drafted_reason.startswith(
        "脆弱性１件（CVE-2024-00001 架空OS 9）の脆弱性対策計画の確認が対策日より後となったため（経緯：〔記入〕"
    )


# ⑥ 修正プログラムの適用. The patch is there from 10/5.


@pytest.mark.parametrize(
    ("changes", "site", "on", "expected"),
    [
        case({"fixed_on": day("2024-11-04")}, {}, ENDS, ["履行"], "applied on the thirtieth day"),
        case({"fixed_on": day("2024-11-05")}, {}, ENDS, ["遅延"], "applied on the thirty-first"),
        case({"fixed_on": None}, {}, day("2024-10-04"), ["発生前"], "no patch yet"),
        case({"fixed_on": None}, {}, day("2024-11-04"), ["期限内"], "to be applied"),
        case({"fixed_on": None}, {}, day("2024-11-05"), ["超過"], "not applied"),
        case({"patch_available_on": None}, {}, INTERIM, [], "no patch"),
        case({}, {"own_servers": False}, INTERIM, [], "not our server"),
        case({}, {"own_servers": None}, INTERIM, ["不明"], "not said whose server"),
        case({"software": "", "system": "system-1"}, {}, INTERIM, ["履行"], "found in the system itself"),
    ],
)
def test_patches_are_applied_to_servers_of_ours(
    changes: dict[str, Any], site: dict[str, Any], on: date, expected: list[str]
) -> None:
    assert states(a_site(a_vulnerability(**changes), **site), "systems/patches", on) == expected
