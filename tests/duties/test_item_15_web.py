"""Public sites, mail, and how the parts fold: 別記 15) ⑦–⑨."""

from datetime import date
from typing import Any

import pytest
from builders import (
    ENDS,
    INTERIM,
    duties,
    good_standing,
    said,
    standing,
    state,
    with_contract,
    with_records,
    with_terms,
    without,
)
from builders_more import (
    a_change,
    a_diagnosis,
    a_site,
    a_software,
    a_system,
    a_vulnerability,
    case,
    day,
    measured,
    vulnerable,
)

from secops.dossier import Dossier
from secops.records.systems import Diagnosis, Software

BEFORE_LAUNCH = day("2024-09-01")
AFTER_LAUNCH = day("2024-09-03")


def states(dossier: Dossier, clause: str, on: date) -> list[str]:
    return [duty.state(on).value for duty in duties(dossier.on(on), clause)]


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
