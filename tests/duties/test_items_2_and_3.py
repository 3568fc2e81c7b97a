"""The duties of 別記 2) and 3): each row in time, late, overdue, within its days, not begun, breached or unknown."""

from datetime import date

import pytest
from builders import (
    ACCEPTED,
    ASSURANCE_DUE,
    CONCLUDED,
    ENDS,
    INTERIM,
    assessed,
    duties,
    engaged,
    good_standing,
    said,
    standing,
    state,
    with_changed,
    with_records,
    with_regulations_amended,
    without,
)

from secops.dossier import Dossier
from secops.records.contracts import Method
from secops.records.work import Audit, Finding

AFTER_DUE = date(2024, 7, 16)


# 2)


@pytest.mark.parametrize(
    ("accepted", "on", "expected", "proposed"),
    [
        pytest.param(ACCEPTED, INTERIM, "履行", "実施", id="accepted in time"),
        pytest.param(AFTER_DUE, INTERIM, "遅延", "実施", id="accepted late"),
        pytest.param(None, ASSURANCE_DUE, "期限内", "未実施", id="not yet"),
        pytest.param(None, AFTER_DUE, "超過", "未実施", id="never"),
    ],
)
def test_measures_after_the_regulations_are_promised(
    accepted: date | None, on: date, expected: str, proposed: str
) -> None:
    dossier = with_changed(good_standing(), "method-2", accepted_on=accepted)
    assert state(dossier, "regulations/measures", on) == expected
    assert standing(dossier, 2, on).proposed == proposed


def test_without_a_method_of_item_2_the_measures_are_overdue() -> None:
    dossier = without(good_standing(), "method-2")
    assert state(dossier, "regulations/measures", AFTER_DUE) == "超過"
    assert standing(dossier, 2).drafted_reason == "規程等に基づく対策の決定が期限までに行われていないため。"


def test_a_second_promise_for_an_item_leaves_the_first_acceptance() -> None:
    again = Method(id="m", item=2, effective_on=date(2024, 9, 1), text="改める。", accepted_on=date(2024, 9, 1))
    assert state(with_records(good_standing(), again), "regulations/measures", INTERIM) == "履行"


@pytest.mark.parametrize(
    ("amended", "confirmed", "expected"),
    [
        pytest.param([], None, [], id="no amendment known"),
        pytest.param([date(2024, 7, 2)], None, [], id="amended after the conclusion"),
        pytest.param([CONCLUDED], None, ["不明"], id="amended on the day of the conclusion"),
        pytest.param([date(2024, 4, 1)], None, ["不明"], id="amended before, not confirmed"),
        pytest.param([date(2024, 4, 1)], ASSURANCE_DUE, ["履行"], id="confirmed in time"),
        pytest.param([date(2024, 4, 1)], AFTER_DUE, ["遅延"], id="confirmed late"),
    ],
)
def test_amended_regulations_are_kept(amended: list[date], confirmed: date | None, expected: list[str]) -> None:
    dossier = with_regulations_amended(good_standing(regulations_confirmed_on=confirmed), *amended)
    assert [duty.state(INTERIM) for duty in duties(dossier, "regulations/amended")] == expected


def test_the_amended_regulation_is_named() -> None:
    dossier = with_regulations_amended(good_standing(), date(2024, 4, 1))
    assert said(dossier, "regulations/amended", INTERIM) == (
        "改正後の規程等の遵守が確認できません。記録がないもの: 改正された経済産業省情報セキュリティ管理規程の確認日。",
        "改正された経済産業省情報セキュリティ管理規程の確認日を確認し、記録する。",
    )
    assert standing(dossier, 2).proposed == "要確認"


# 3)

NOTIFIED, HELD = date(2024, 9, 1), date(2024, 10, 1)


def audited(**more: object) -> Dossier:
    audit: dict[str, object] = {"id": "audit-1", "kind": "情報セキュリティ監査", "notified_on": NOTIFIED}
    return with_records(good_standing(), Audit(**{**audit, **more}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("audit", "on", "expected"),
    [
        pytest.param({"held_on": HELD, "accepted": True}, HELD, "履行", id="accepted"),
        pytest.param({"held_on": HELD, "accepted": True}, date(2024, 9, 30), "発生前", id="before it is held"),
        pytest.param({"held_on": HELD}, HELD, "不明", id="accepted or not"),
        pytest.param({"held_on": HELD}, date(2024, 9, 30), "発生前", id="not yet known, not yet held"),
        pytest.param({}, INTERIM, "発生前", id="notified only"),
        pytest.param({"held_on": HELD, "accepted": False}, HELD, "違反", id="refused on its day"),
        pytest.param({"accepted": False}, NOTIFIED, "違反", id="refused before any day was set"),
    ],
)
def test_audits_are_accepted(audit: dict[str, object], on: date, expected: str) -> None:
    assert state(audited(**audit), "audits/acceptance", on) == expected


def test_a_refused_audit_in_sentences() -> None:
    dossier = audited(held_on=HELD, accepted=False)
    assert said(dossier, "audits/acceptance", INTERIM) == (
        "監査等（情報セキュリティ監査）: 情報セキュリティ監査を受け入れていません（令和６年１０月１日から現在まで）。",
        "監査等を受け入れ、その結果を記録する。併せて、経緯を担当職員に説明する。",
    )
    found = standing(dossier, 3)
    assert (found.proposed, found.drafted_reason) == (
        "未実施",
        "監査等１件（情報セキュリティ監査）を受け入れていないため。",
    )


def test_without_an_audit_item_3_does_not_apply() -> None:
    found = standing(good_standing(), 3)
    assert (found.proposed, found.drafted_reason) == ("該当なし", "基準日現在、監査等の実施の求めがなかったため。")


def test_an_audit_called_off_was_not_asked_for() -> None:
    found = standing(audited(held_on=HELD, cancelled=True), 3)
    assert (found.proposed, found.drafted_reason) == ("該当なし", "基準日現在、監査等の実施の求めがなかったため。")


@pytest.mark.parametrize(
    ("held", "finding", "on", "expected"),
    [
        pytest.param(HELD, {}, INTERIM, "期限内", id="thirty days after the audit"),
        pytest.param(HELD, {}, date(2024, 11, 1), "超過", id="thirty-one days after it"),
        pytest.param(HELD, {"due_on": date(2024, 10, 15)}, date(2024, 10, 16), "超過", id="past the day that was set"),
        pytest.param(HELD, {"due_on": date(2024, 12, 15)}, date(2024, 12, 15), "期限内", id="on the day that was set"),
        pytest.param(HELD, {"done_on": INTERIM}, INTERIM, "履行", id="done in time"),
        pytest.param(HELD, {"done_on": date(2024, 11, 1)}, date(2024, 11, 1), "遅延", id="done late"),
        pytest.param(HELD, {}, date(2024, 9, 30), "発生前", id="before the audit"),
        pytest.param(None, {}, date(2034, 1, 1), "不明", id="no day of the audit known"),
    ],
)
def test_findings_are_answered(held: date | None, finding: dict[str, date], on: date, expected: str) -> None:
    dossier = with_records(
        audited(held_on=held, accepted=True), Finding(id="f-1", audit="audit-1", content="鍵の管理", **finding)
    )
    assert state(dossier, "audits/findings", on) == expected


def test_findings_of_an_audit_called_off_ask_nothing() -> None:
    dossier = with_records(audited(held_on=HELD, cancelled=True), Finding(id="f-1", audit="audit-1", content="鍵"))
    assert duties(dossier, "audits/findings") == []


def test_a_finding_within_its_days_is_a_note_and_past_them_the_reason() -> None:
    dossier = with_records(audited(held_on=HELD, accepted=True), Finding(id="f-1", audit="audit-1", content="鍵の管理"))
    pending, overdue = standing(dossier, 3), standing(dossier, 3, date(2024, 11, 1))
    assert (pending.proposed, pending.notes) == (
        "実施",
        ("指摘事項（鍵の管理）の対応の期限は令和６年１０月３１日です。",),
    )
    assert (overdue.proposed, overdue.drafted_reason) == (
        "未実施",
        "指摘事項１件（鍵の管理）の対応が期限までに行われていないため。",
    )


def test_a_contract_in_good_standing_has_nothing_open_in_items_1_to_3() -> None:
    for dossier in (good_standing(), engaged()):
        found = {number: assessed(dossier).standing(number).proposed for number in (1, 2, 3)}
        assert found == {1: "実施", 2: "実施", 3: "該当なし"}


def test_after_the_end_both_reports_are_owed() -> None:
    rounds = {duty.round: duty.state(date(2025, 4, 1)) for duty in duties(good_standing(), "assurance/reporting")}
    assert rounds == {"2024-10-31": "超過", ENDS.isoformat(): "超過"}
