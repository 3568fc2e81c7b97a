"""Information systems, their software, what is found in them: 別記 15) ①–⑨."""

from datetime import date, timedelta
from typing import Any

import pytest
from builders import (
    ASSURANCE_DUE,
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
    with_terms,
    without,
)
from builders_more import (
    LAUNCH,
    a_change,
    a_diagnosis,
    a_procedure,
    a_review,
    a_site,
    a_software,
    a_system,
    a_vulnerability,
    case,
    day,
    measured,
    watched,
)

from secops.dossier import Dossier
from secops.records.contracts import Amendment
from secops.records.systems import Diagnosis, Software

WORK = day("2024-07-16")
BEFORE_LAUNCH = day("2024-09-01")
AFTER_LAUNCH = day("2024-09-03")


def states(dossier: Dossier, clause: str, on: date) -> list[str]:
    return [duty.state(on).value for duty in duties(dossier.on(on), clause)]


# ①② The papers, by the day the work starts, else as the assurance.

PAPERS = {
    "systems/quality": ("qa_submitted_on", "品質保証体制・管理手順"),
    "systems/tampering": ("tamper_procedure_on", "不正変更時の調査手順・体制"),
}


@pytest.mark.parametrize("clause", PAPERS)
@pytest.mark.parametrize(
    ("starts", "submitted", "on", "expected"),
    [
        case(WORK, WORK, INTERIM, "履行", "on the day the work starts"),
        case(WORK, day("2024-07-17"), INTERIM, "遅延", "the day after"),
        case(WORK, None, day("2024-06-30"), "発生前", "before the contract"),
        case(WORK, None, day("2024-07-01"), "期限内", "from the conclusion of the contract on"),
        case(WORK, None, WORK, "期限内", "not yet on the day"),
        case(WORK, None, day("2024-07-17"), "超過", "not the day after"),
        case(None, ASSURANCE_DUE, INTERIM, "履行", "no day of the start: with the assurance"),
        case(None, day("2024-07-16"), INTERIM, "遅延", "no day of the start: after the assurance"),
    ],
)
def test_the_papers_of_a_system(
    clause: str, starts: date | None, submitted: date | None, on: date, expected: str
) -> None:
    field, _ = PAPERS[clause]
    assert state(a_site(work_starts_on=starts, **{field: submitted}), clause, on) == expected


@pytest.mark.parametrize("clause", PAPERS)
def test_one_paper_may_serve_the_whole_contract(clause: str) -> None:
    field, kind = PAPERS[clause]
    paper = a_procedure(id="paper", kind=kind, presented_on=day("2024-07-12"))
    assert state(a_site(paper, **{field: None}), clause, INTERIM) == "履行"
    assert state(a_site(paper, **{field: day("2024-09-30")}), clause, INTERIM) == "履行"


@pytest.mark.parametrize("clause", PAPERS)
def test_the_papers_of_a_system_of_unknown_phases_are_uncertain(clause: str) -> None:
    dossier = a_site(phases=())
    assert state(dossier, clause, INTERIM) == "不明"
    assert missing_of(the_duty(dossier, clause)) == ("工程",)


# ③ From the launch on.

FLAGS = {
    "systems/antimalware": "av_unknown",
    "systems/antimalware-engine": "av_engine_auto",
    "systems/antimalware-definitions": "av_definitions_auto",
    "systems/antimalware-authority": "av_admin_only",
    "systems/antimalware-scan": "av_full_scan",
}


@pytest.mark.parametrize("clause", FLAGS)
@pytest.mark.parametrize(
    ("value", "on", "expected"),
    [
        case(True, INTERIM, "履行", "有"),
        case(True, BEFORE_LAUNCH, "発生前", "有, before the launch"),
        case(False, BEFORE_LAUNCH, "発生前", "無, before the launch"),
        case(False, LAUNCH, "違反", "無, from the launch"),
        case(None, INTERIM, "不明", "未確認"),
    ],
)
def test_what_guards_against_malware(clause: str, value: bool | None, on: date, expected: str) -> None:
    assert state(a_site(**{FLAGS[clause]: value}), clause, on) == expected


def test_the_product_is_named() -> None:
    dossier = a_site(antivirus="")
    assert state(dossier, "systems/antimalware", INTERIM) == "不明"
    assert missing_of(the_duty(dossier, "systems/antimalware")) == ("不正プログラム対策製品名",)


@pytest.mark.parametrize(
    ("uses", "expected"),
    [case(True, ["違反"], "有"), case(False, [], "無"), case(None, ["不明"], "未確認")],
)
def test_definition_files_matter_where_they_are_used(uses: bool | None, expected: list[str]) -> None:
    dossier = a_site(av_uses_definitions=uses, av_definitions_auto=False)
    assert states(dossier, "systems/antimalware-definitions", INTERIM) == expected


@pytest.mark.parametrize(
    ("considered", "on", "expected"),
    [
        case(LAUNCH, INTERIM, "履行", "on the day of the launch"),
        case(AFTER_LAUNCH, INTERIM, "遅延", "the day after"),
        case(None, BEFORE_LAUNCH, "発生前", "before it"),
        case(None, AFTER_LAUNCH, "超過", "never"),
    ],
)
def test_edr_is_considered_by_the_launch(considered: date | None, on: date, expected: str) -> None:
    assert state(a_site(edr_considered_on=considered), "systems/antimalware-edr", on) == expected


def test_the_sentences_of_a_scan_not_set_up() -> None:
    dossier = a_site(av_full_scan=False)
    assert said(dossier, "systems/antimalware-scan", INTERIM) == (
        "情報システム（申込受付サイト）: 定期全スキャンが無です（令和６年９月２日から現在まで）。",
        ("定期的に全てのファイルを対象としたスキャンを実施するように構成する。併せて、経緯を担当職員に説明する。"),
    )
    assert standing(dossier, 15).drafted_reason == (
        "情報システム１件（申込受付サイト）で全てのファイルを対象とした定期的なスキャンが構成されていないため。"
    )


# ④ 変更内容の報告, 引継ぎ.


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({"reported_on": day("2024-10-08")}, INTERIM, ["履行"], "on the seventh day"),
        case({"reported_on": day("2024-10-09")}, INTERIM, ["遅延"], "on the eighth"),
        case({"reported_on": None}, day("2024-09-30"), ["発生前"], "not made yet"),
        case({"reported_on": None}, day("2024-10-08"), ["期限内"], "not yet on the seventh"),
        case({"reported_on": None}, day("2024-10-09"), ["超過"], "not on the eighth"),
        case({"by_security": None}, INTERIM, ["不明"], "not said whether for security"),
        case({"by_security": False, "reported_on": None}, INTERIM, [], "not for security"),
    ],
)
def test_a_change_for_security_is_reported(changes: dict[str, Any], on: date, expected: list[str]) -> None:
    assert states(a_site(a_change(**changes)), "systems/changes", on) == expected


def test_a_report_of_a_change_still_within_its_days_is_a_note() -> None:
    found = standing(a_site(a_change(reported_on=None)), 15, day("2024-10-08"))
    assert found.proposed == "実施"
    assert found.notes == (
        "システムの変更（申込受付サイト 認証方式の変更）の変更内容の報告の期限は令和６年１０月８日です。",
    )


@pytest.mark.parametrize(
    ("included", "on", "expected"),
    [
        case(True, INTERIM, ["履行"], "included"),
        case(False, INTERIM, ["違反"], "not included"),
        case(None, INTERIM, ["不明"], "not said"),
        case(False, day("2024-10-14"), ["発生前"], "before the handover"),
    ],
)
def test_a_handover_includes_what_security_needs(included: bool | None, on: date, expected: list[str]) -> None:
    dossier = a_site(handover_on=day("2024-10-15"), handover_included=included)
    assert states(dossier, "systems/handover", on) == expected


def test_without_a_handover_nothing_is_asked() -> None:
    assert duties(a_site(handover_included=False), "systems/handover") == []


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


def vulnerable(**changes: Any) -> Dossier:
    return a_site(a_vulnerability(**changes))


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


# ⑦ go.jp.


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, ["履行"], "it ends so"),
        case({"domain": "UKETSUKE.EXAMPLE.GO.JP."}, INTERIM, ["履行"], "in capitals, with the root's dot"),
        case({"domain": "example.com"}, INTERIM, ["違反"], "it does not"),
        case({"domain": "examplego.jp"}, INTERIM, ["違反"], "it only looks so"),
        case({"domain": "example.go.jp.example.com"}, INTERIM, ["違反"], "it stands in the middle"),
        case({"domain": "example.com"}, BEFORE_LAUNCH, ["発生前"], "before the launch"),
        case({"domain": ""}, INTERIM, ["不明"], "no name recorded"),
        case({"outward_facing": None}, INTERIM, ["不明"], "not said whether it is turned outside"),
        case({"outward_facing": False, "domain": "example.com"}, INTERIM, [], "turned inside"),
    ],
)
def test_the_domain_of_what_is_turned_outside(changes: dict[str, Any], on: date, expected: list[str]) -> None:
    assert states(a_site(**changes), "systems/domain", on) == expected


# ⑧ プラットフォーム診断.


def diagnosed(*found: Diagnosis, **changes: Any) -> Dossier:
    return a_site(*found, diagnosed=False, **changes)


@pytest.mark.parametrize(
    ("found", "on", "expected"),
    [
        case([a_diagnosis("2024-09-02")], INTERIM, "履行", "on the day of the launch"),
        case([a_diagnosis("2024-09-03")], INTERIM, "事後", "the day after"),
        case([a_diagnosis("2024-09-03"), a_diagnosis()], INTERIM, "履行", "before it, and entered after another"),
        case([], BEFORE_LAUNCH, "発生前", "not yet, before the launch"),
        case([], AFTER_LAUNCH, "超過", "never"),
        case([a_diagnosis(detected=2, fixed_on=day("2024-08-30"))], INTERIM, "履行", "what was found is dealt with"),
        case([a_diagnosis(detected=2)], INTERIM, "超過", "what was found is not dealt with"),
        case([a_diagnosis(detected=2, fixed_on=day("2025-01-15"))], INTERIM, "超過", "dealt with only later"),
        case([a_diagnosis(detected=None)], INTERIM, "不明", "not said what was found"),
        case([a_diagnosis(kind="ウェブアプリケーション診断")], INTERIM, "超過", "only of the application"),
        case([a_diagnosis(system="system-9")], INTERIM, "超過", "of another system"),
    ],
)
def test_a_site_built_here_is_diagnosed_before_the_launch(found: list[Diagnosis], on: date, expected: str) -> None:
    assert state(diagnosed(*found), "systems/diagnosis", on, round_="launch") == expected


def run_for_years(*found: Diagnosis, **changes: Any) -> Dossier:
    """A site run here from long before, under a contract to 2026-09-30: spans from 2024-07-08 and 2025-07-08."""
    site = diagnosed(*found, **{"phases": ("運用",), "launched_on": day("2020-04-01"), **changes})
    return with_contract(site, ends_on=day("2026-09-30"))


@pytest.mark.parametrize(
    ("held", "on", "expected"),
    [
        case((), day("2025-07-06"), ["発生前", "発生前"], "the day before the first year ends"),
        case((), day("2025-07-07"), ["期限内", "発生前"], "the day it ends"),
        case((), day("2025-07-08"), ["超過", "発生前"], "the day after"),
        case(("2025-07-07",), day("2025-07-08"), ["履行", "発生前"], "held on the last day"),
        case(("2024-07-07",), day("2025-07-08"), ["超過", "発生前"], "held the day before the contract"),
        case(("2024-07-08",), day("2025-07-08"), ["履行", "発生前"], "held on its first day"),
        case(("2025-07-08",), day("2025-07-08"), ["遅延", "履行"], "held on the first day of the second year"),
        case(("2025-08-01",), day("2025-08-01"), ["遅延", "履行"], "held late: it is of the second year too"),
        case(("2024-08-01", "2026-07-07"), day("2026-07-08"), ["履行", "履行"], "once in each year"),
        case(("2024-08-01", "2024-09-01"), day("2026-07-08"), ["履行", "超過"], "twice in the first year"),
    ],
)
def test_a_site_run_here_is_diagnosed_every_year(held: tuple[str, ...], on: date, expected: list[str]) -> None:
    dossier = run_for_years(*(a_diagnosis(one) for one in held))
    assert states(dossier, "systems/diagnosis", on) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        case({}, ["2025-07-07", "2026-07-07"], "run here"),
        case({"launched_on": day("2025-01-06")}, ["2026-01-05"], "launched later"),
        case({"handover_on": day("2026-07-06")}, ["2025-07-07"], "handed over within the second year"),
        case({"handover_on": day("2026-07-07")}, ["2025-07-07", "2026-07-07"], "handed over on its last day"),
        case({"phases": ("構築",)}, ["launch"], "built here and not run"),
        case({"phases": ("保守",)}, ["2025-07-07", "2026-07-07"], "kept here"),
        case({"phases": ()}, ["2025-07-07", "2026-07-07", "launch"], "of unknown phases"),
        case({"public_web": False}, [], "not public"),
    ],
)
def test_which_years_are_asked_for(changes: dict[str, Any], expected: list[str]) -> None:
    assert sorted(one.round for one in duties(run_for_years(**changes), "systems/diagnosis")) == expected


def test_a_workspace_sets_its_own_interval_of_diagnosis() -> None:
    found = duties(with_terms(run_for_years(), platform_diagnosis=24), "systems/diagnosis")
    assert [one.round for one in found] == ["2026-07-07"]


@pytest.mark.parametrize(
    ("on", "expected"), [case(BEFORE_LAUNCH, "発生前", "before the launch"), case(INTERIM, "不明", "after it")]
)
def test_whether_a_site_is_public_is_known(on: date, expected: str) -> None:
    assert states(diagnosed(public_web=None), "systems/diagnosis", on) == [expected]


# ⑧ 暗号化と証明書.


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, ["履行"], "all 有"),
        case({"tls": False}, INTERIM, ["違反"], "not encrypted"),
        case({"public_ca": False}, INTERIM, ["違反"], "a certificate of one's own"),
        case({"public_ca": None}, INTERIM, ["不明"], "not said whose certificate"),
        case({"tls": False}, BEFORE_LAUNCH, ["発生前"], "before the launch"),
        case({"certificate_expires_on": None}, INTERIM, ["不明"], "no day of expiry"),
        case({"certificate_expires_on": INTERIM}, INTERIM, ["履行"], "the last day of the certificate"),
        case({"certificate_expires_on": day("2024-10-30")}, INTERIM, ["違反"], "expired"),
        case({"certificate_expires_on": day("2025-02-27")}, ENDS, ["違反"], "expired on the last day of the contract"),
        case({"certificate_expires_on": ENDS}, day("2025-03-31"), ["履行"], "expired only after the contract"),
        case({"public_web": False, "tls": False}, INTERIM, [], "not public"),
    ],
)
def test_a_public_site_is_encrypted(changes: dict[str, Any], on: date, expected: list[str]) -> None:
    assert states(a_site(**changes), "systems/encryption", on) == expected


# ⑨ メール.


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        case({}, ["履行"], "all 有"),
        case({"spf": False}, ["違反"], "no SPF"),
        case({"smtp_tls": False}, ["違反"], "no TLS between servers"),
        case({"mail_protection": None}, ["不明"], "protection not said"),
        case({"mail": None}, ["不明"], "not said whether there is mail"),
        case({"mail": False, "spf": False}, [], "no mail"),
        case({"launched_on": None, "spf": False}, ["発生前"], "not launched"),
    ],
)
def test_mail_is_protected(changes: dict[str, Any], expected: list[str]) -> None:
    assert states(a_site(**changes), "systems/mail", INTERIM) == expected


# Which parts are asked of which phases.

BLANK: dict[str, Any] = dict.fromkeys(
    ("public_web", "outward_facing", "mail", "av_unknown", "av_uses_definitions", "tls"), None
)


@pytest.mark.parametrize(
    ("phases", "expected"),
    [
        case(("機器等の調達",), "①②⑤", "機器等の調達 only"),
        case(("設計",), "①②⑤⑦", "設計 only"),
        case(("廃棄",), "①②⑤", "廃棄 only"),
        case(("構築",), "①②③⑤⑦⑧⑨", "構築"),
        case(("運用",), "①②③⑤⑦⑧⑨", "運用"),
        case(("設計", "保守"), "①②③⑤⑦⑧⑨", "設計 and 保守"),
        case((), "①②③⑤⑦⑧⑨", "not said"),
    ],
)
def test_the_phases_decide_the_parts(phases: tuple[str, ...], expected: str) -> None:
    dossier = with_records(good_standing(builds_systems=True), a_system(phases=phases, **BLANK), a_software())
    found = standing(dossier, 15)
    parts = {clause.name: clause.part[:1] for clause in found.item.clauses}
    asked = {parts[duty.rule.clause] for duty in found.duties if not duty.rule.method}
    assert "".join(sorted(asked)) == expected


def test_devices_procured_in_order_are_done_though_nothing_is_launched() -> None:
    procured = a_system(phases=("機器等の調達",), launched_on=None, name="業務用PC一式")
    dossier = with_records(measured(builds_systems=True), procured, a_software())
    assert standing(dossier, 15).proposed == "実施"


# The parts fold each by itself.


def parts_of(dossier: Dossier, on: date = INTERIM) -> dict[str, str]:
    return {part.mark: part.proposed.value for part in standing(dossier, 15, on).parts}


def test_every_part_in_order() -> None:
    dossier = a_site(a_change(), a_vulnerability())
    assert parts_of(dossier) == dict.fromkeys("①②③④⑤⑥⑦⑧⑨", "実施")


@pytest.mark.parametrize(
    ("changes", "mark", "expected"),
    [
        case({"qa_submitted_on": None}, "①", "未実施", "① no paper"),
        case({"tamper_procedure_on": day("2024-07-17")}, "②", "実施", "② a paper late"),
        case({"av_full_scan": None}, "③", "要確認", "③ not said"),
        case({"av_admin_only": False}, "③", "未実施", "③ not so"),
        case({"handover_on": INTERIM}, "④", "要確認", "④ handover not said"),
        case({"domain": "example.com"}, "⑦", "未実施", "⑦ another domain"),
        case({"tls": False}, "⑧", "未実施", "⑧ not encrypted"),
        case({"certificate_expires_on": None}, "⑧", "要確認", "⑧ no day of expiry"),
        case({"spf": None}, "⑨", "要確認", "⑨ not said"),
        case({"mail": False}, "⑨", "該当なし", "⑨ no mail"),
        case({"outward_facing": False}, "⑦", "該当なし", "⑦ turned inside"),
    ],
)
def test_one_part_does_not_move_the_others(changes: dict[str, Any], mark: str, expected: str) -> None:
    before = parts_of(a_site(a_change(), a_vulnerability()))
    after = parts_of(a_site(a_change(), a_vulnerability(), **changes))
    assert after == {**before, mark: expected}


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        case(a_site(), {"④": "該当なし", "⑤": "実施", "⑥": "該当なし"}, "no change, no vulnerability"),
        case(without(a_site(), Software), {"⑤": "要確認"}, "no ledger"),
        case(
            vulnerable(fixed_on=None, patch_available_on=day("2024-09-30")), {"⑤": "未実施", "⑥": "未実施"}, "not fixed"
        ),
        case(
            a_site(launched_on=None, edr_considered_on=None),
            {"①": "実施", "③": "該当なし", "⑧": "実施", "⑨": "該当なし"},
            "not launched",
        ),
    ],
)
def test_what_stands_in_the_parts(dossier: Dossier, expected: dict[str, str]) -> None:
    found = parts_of(dossier)
    assert {mark: found[mark] for mark in expected} == expected


# The item's fold.


@pytest.mark.parametrize(
    ("declared", "expected", "reason"),
    [
        case(False, "該当なし", "基準日現在、情報システムの設計、構築、運用、保守、廃棄等を行っていないため。", "無"),
        case(True, "要確認", "", "有 without a record"),
        case(None, "要確認", "", "未確認"),
    ],
)
def test_no_system_recorded(declared: bool | None, expected: str, reason: str) -> None:
    found = standing(good_standing(builds_systems=declared), 15)
    assert (found.proposed, found.drafted_reason) == (expected, reason)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        case({}, "実施", "all in order"),
        case({"qa_submitted_on": None}, "未実施", "one failure"),
        case({"mail": None}, "要確認", "one unknown"),
        case({"mail": None, "qa_submitted_on": None}, "未実施", "a failure and an unknown"),
        case({"launched_on": None}, "実施", "the papers handed in, not launched"),
    ],
)
def test_how_item_15_stands(changes: dict[str, Any], expected: str) -> None:
    assert standing(a_site(**changes), 15).proposed == expected


def test_the_years_diagnosis_due_today_is_promised_for_today() -> None:
    dossier = run_for_years()
    assert said(dossier, "systems/diagnosis", day("2025-07-07"), round_="2025-07-07") == (
        "情報システム（申込受付サイト）のプラットフォーム診断の実施期限は令和７年７月７日です。",
        "令和７年７月７日までにプラットフォーム診断を実施し、検出した脆弱性に対策する。",
    )


def test_nothing_of_another_system_is_taken_for_this_one() -> None:
    other = a_system(id="system-2", name="別システム", public_web=False, web_app=False)
    dossier = a_site(other, a_software(id="software-2", system="system-2"))
    assert state(dossier, "systems/diagnosis", INTERIM, "system-1", "launch") == "履行"
    assert {one.subject.id for one in duties(dossier, "systems/diagnosis")} == {"system-1"}
