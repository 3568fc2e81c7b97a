"""Systems being built: 別記 15) ①–④."""

from datetime import date
from typing import Any

import pytest
from builders import (
    ASSURANCE_DUE,
    INTERIM,
    duties,
    missing_of,
    said,
    standing,
    state,
    the_duty,
)
from builders_more import (
    LAUNCH,
    a_change,
    a_procedure,
    a_site,
    case,
    day,
)

from secops.dossier import Dossier

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
