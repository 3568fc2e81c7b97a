"""The duties of 別記 1): each row in time, late, overdue, within its days, not begun, breached or unknown."""

from datetime import date

import pytest
from builders import (
    ACCEPTED,
    ASSURANCE_DUE,
    CONCLUDED,
    FILED,
    INTERIM,
    a_report,
    an_assignment,
    an_engagement,
    duties,
    good_standing,
    missing_of,
    said,
    standing,
    state,
    the_duty,
    with_changed,
    with_officers,
    with_records,
    with_terms,
    without,
)

from secops.duties.states import Keep
from secops.records.clouds import Cloud
from secops.records.contracts import Assurance, Change, Workplace
from secops.records.kinds import Record
from secops.records.organisations import Officer

AFTER_DUE = date(2024, 7, 16)


# 1) 体制等を提示し了承を得て提出: by 14 days after the conclusion.


@pytest.mark.parametrize(
    ("accepted", "filed", "on", "expected"),
    [
        pytest.param(ACCEPTED, FILED, INTERIM, "履行", id="accepted, then filed"),
        pytest.param(FILED, FILED, INTERIM, "履行", id="accepted and filed on one day"),
        pytest.param(ACCEPTED, ASSURANCE_DUE, INTERIM, "履行", id="filed on the last of fourteen days"),
        pytest.param(ACCEPTED, AFTER_DUE, INTERIM, "遅延", id="filed a day late"),
        pytest.param(date(2024, 6, 20), date(2024, 6, 25), CONCLUDED, "履行", id="before the conclusion"),
        pytest.param(ACCEPTED, None, ASSURANCE_DUE, "期限内", id="not filed on the last day"),
        pytest.param(ACCEPTED, None, AFTER_DUE, "超過", id="not filed the day after"),
        pytest.param(None, None, CONCLUDED, "期限内", id="nothing on the day of the conclusion"),
        pytest.param(None, None, date(2024, 6, 30), "発生前", id="nothing before the conclusion"),
        pytest.param(None, FILED, AFTER_DUE, "超過", id="filed but never accepted"),
        pytest.param(date(2024, 7, 13), FILED, INTERIM, "不明", id="filed before it was accepted"),
    ],
)
def test_the_assurance_is_accepted_and_filed(
    accepted: date | None, filed: date | None, on: date, expected: str
) -> None:
    dossier = with_changed(good_standing(), "assurance-1", submitted_on=None, accepted_on=accepted, filed_on=filed)
    assert state(dossier, "assurance/submission", on) == expected


def test_the_first_assurance_counts_not_a_later_revision() -> None:
    later = Assurance(id="assurance-2", revision=2, accepted_on=date(2024, 9, 1), filed_on=date(2024, 9, 2))
    assert state(with_records(good_standing(), later), "assurance/submission", INTERIM) == "履行"


def test_a_revision_in_order_makes_up_for_one_filed_too_early() -> None:
    early = with_changed(good_standing(), "assurance-1", accepted_on=date(2024, 7, 13))
    again = Assurance(id="assurance-2", revision=2, accepted_on=date(2024, 7, 18), filed_on=date(2024, 7, 19))
    assert state(with_records(early, again), "assurance/submission", INTERIM) == "遅延"


def test_a_workspace_sets_its_own_number_of_days() -> None:
    dossier = with_terms(good_standing(), assurance=10)
    assert state(dossier, "assurance/submission", INTERIM) == "遅延"


@pytest.mark.parametrize(
    ("filed", "on", "message", "step"),
    [
        pytest.param(
            FILED,
            INTERIM,
            "確認書類の提出は令和６年７月１２日に行われています（期限は令和６年７月１５日）。",
            "",
            id="done",
        ),
        pytest.param(
            None,
            FILED,
            "確認書類の提出の期限は令和６年７月１５日です。",
            "令和６年７月１５日までに情報セキュリティを確保するための体制等を担当職員に提示し、"
            "了承を得て確認書類として提出する。",
            id="pending",
        ),
        pytest.param(
            None,
            INTERIM,
            "確認書類の提出の期限（令和６年７月１５日）を過ぎましたが、行われた記録がありません。",
            "直ちに情報セキュリティを確保するための体制等を担当職員に提示し、了承を得て確認書類として提出する。",
            id="overdue",
        ),
        pytest.param(
            AFTER_DUE,
            INTERIM,
            "提出日（令和６年７月１６日）が期限（令和６年７月１５日）より後です。",
            "",
            id="late",
        ),
    ],
)
def test_the_sentences_of_the_assurance(filed: date | None, on: date, message: str, step: str) -> None:
    dossier = with_changed(good_standing(), "assurance-1", filed_on=filed)
    assert said(dossier, "assurance/submission", on) == (message, step)


# 1) 遵守の方法を 2)–17) の全てに定める.


@pytest.mark.parametrize(
    ("changed", "on", "expected"),
    [
        pytest.param({}, INTERIM, "履行", id="all sixteen"),
        pytest.param({"effective_on": AFTER_DUE, "accepted_on": AFTER_DUE}, INTERIM, "遅延", id="the last one late"),
        pytest.param({"effective_on": AFTER_DUE, "accepted_on": AFTER_DUE}, ASSURANCE_DUE, "期限内", id="one to come"),
    ],
)
def test_a_method_for_every_item(changed: dict[str, date], on: date, expected: str) -> None:
    assert state(with_changed(good_standing(), "method-17", **changed), "assurance/methods", on) == expected


@pytest.mark.parametrize(("on", "expected"), [(ASSURANCE_DUE, "期限内"), (AFTER_DUE, "超過")])
def test_items_without_a_method_are_named(on: date, expected: str) -> None:
    dossier = without(good_standing(), "method-6", "method-17")
    assert state(dossier, "assurance/methods", on) == expected
    assert missing_of(the_duty(dossier, "assurance/methods")) == ("6)の遵守の方法", "17)の遵守の方法")


# 1) 情報セキュリティ責任者・情報管理責任者を置く: from the assurance on, on every day.


@pytest.mark.parametrize(
    ("changed", "on", "expected"),
    [
        pytest.param({}, date(2024, 7, 14), "発生前", id="before the assurance is due"),
        pytest.param({}, ASSURANCE_DUE, "履行", id="from the day it is due"),
        pytest.param({}, INTERIM, "履行", id="to this day"),
        pytest.param({"starts_on": ASSURANCE_DUE}, INTERIM, "履行", id="put there on that day"),
        pytest.param({"starts_on": date(2024, 7, 17)}, ASSURANCE_DUE, "違反", id="not yet there"),
        pytest.param({"ends_on": date(2024, 9, 30)}, date(2024, 9, 30), "履行", id="on the last day of the post"),
        pytest.param({"ends_on": date(2024, 9, 30)}, date(2024, 10, 1), "違反", id="the post empty from the next day"),
        pytest.param({"cancelled": True}, INTERIM, "違反", id="called off"),
        pytest.param({"roles": ("業務従事者",)}, INTERIM, "違反", id="with another role"),
    ],
)
def test_both_posts_are_held_every_day(changed: dict[str, object], on: date, expected: str) -> None:
    dossier = with_changed(good_standing(), "assignment-takahashi", **changed)
    assert state(dossier, "assurance/managers", on, round_="officer") == expected
    assert state(dossier, "assurance/managers", INTERIM, round_="manager") == "履行"


@pytest.mark.parametrize(
    ("successor_from", "expected"),
    [
        pytest.param(date(2024, 9, 15), [], id="overlapping"),
        pytest.param(date(2024, 10, 1), [], id="the next day"),
        pytest.param(date(2024, 10, 3), [(date(2024, 10, 1), date(2024, 10, 2))], id="two days empty"),
        pytest.param(None, [(date(2024, 10, 1), None)], id="no successor"),
    ],
)
def test_a_post_empty_between_two_holders(
    successor_from: date | None, expected: list[tuple[date, date | None]]
) -> None:
    dossier = with_changed(good_standing(), "assignment-takahashi", ends_on=date(2024, 9, 30))
    if successor_from:
        roles = ("情報セキュリティ責任者", "業務従事者")
        dossier = with_records(dossier, an_assignment("yoshida", roles=roles, starts_on=successor_from))
    duty = the_duty(dossier, "assurance/managers", round_="officer")
    assert isinstance(duty, Keep)
    assert [(one.first, one.last) for one in duty.breaks] == expected


def test_the_sentence_of_an_empty_post() -> None:
    dossier = with_changed(good_standing(), "assignment-takahashi", ends_on=date(2024, 9, 30))
    assert said(dossier, "assurance/managers", INTERIM, round_="officer") == (
        "情報セキュリティ責任者が置かれていません（令和６年１０月１日から現在まで）。",
        "情報セキュリティ責任者及び情報管理責任者を配置し、担当職員に提示する。併せて、経緯を担当職員に説明する。",
    )


# 1) 定期報告: within 30 days of each reporting date, and those days are part of doing it in time.


@pytest.mark.parametrize(
    ("submitted", "on", "expected"),
    [
        pytest.param(None, date(2024, 10, 30), "発生前", id="before the reporting date"),
        pytest.param(None, INTERIM, "期限内", id="on it"),
        pytest.param(None, date(2024, 11, 30), "期限内", id="thirty days later"),
        pytest.param(None, date(2024, 12, 1), "超過", id="thirty-one days later"),
        pytest.param(date(2024, 11, 30), date(2024, 11, 30), "履行", id="on the last day"),
        pytest.param(date(2024, 12, 1), date(2024, 12, 1), "遅延", id="a day late"),
    ],
)
def test_a_report_is_handed_in_for_each_reporting_date(submitted: date | None, on: date, expected: str) -> None:
    dossier = with_records(good_standing(), a_report(INTERIM, submitted_on=submitted))
    assert state(dossier, "assurance/reporting", on, round_="2024-10-31") == expected
    assert state(dossier, "assurance/reporting", on, round_="2025-02-28") == "発生前"


def test_the_days_to_hand_in_a_report_are_a_note_only() -> None:
    found = standing(good_standing(), 1)
    assert found.proposed == "実施"
    assert found.notes == ("基準日令和６年１０月３１日の実施状況の報告の期限は令和６年１１月３０日です。",)


# 1) 変更の同意: beforehand; and what no change names is unknown.


@pytest.mark.parametrize(
    ("agreed", "on", "expected"),
    [
        pytest.param(date(2024, 8, 31), INTERIM, "履行", id="agreed before"),
        pytest.param(date(2024, 9, 1), INTERIM, "履行", id="agreed on the day"),
        pytest.param(date(2024, 9, 2), INTERIM, "事後", id="agreed afterwards"),
        pytest.param(None, date(2024, 8, 31), "発生前", id="to come"),
        pytest.param(None, date(2024, 9, 2), "超過", id="never agreed"),
    ],
)
def test_a_change_is_agreed_beforehand(agreed: date | None, on: date, expected: str) -> None:
    change = Change(id="change-2", subject="実施場所の追加", effective_on=date(2024, 9, 1), agreed_on=agreed)
    assert state(with_records(good_standing(), change), "assurance/changes", on, "change-2") == expected


LATER = date(2024, 9, 2)


@pytest.mark.parametrize(
    ("record", "label"),
    [
        pytest.param(an_assignment("yoshida", id="new", starts_on=LATER), "𠮷田　次郎", id="従事者配置"),
        pytest.param(
            an_engagement(id="new", starts_on=LATER, change=""), "合同会社みなかみデータサービス", id="再委託"
        ),
        pytest.param(Workplace(id="new", name="支社", used_from_on=LATER), "支社", id="実施場所"),
        pytest.param(Cloud(id="new", name="架空共有便", starts_on=LATER), "架空共有便", id="クラウドサービス"),
    ],
)
@pytest.mark.parametrize(
    ("named", "on", "expected"),
    [("", LATER, ["不明"]), ("", INTERIM, ["不明"]), ("", date(2024, 9, 1), ["発生前"]), ("change-1", INTERIM, [])],
    ids=["on its first day", "later", "before", "named by a change"],
)
def test_what_begins_after_the_acceptance_wants_a_change(
    record: Record, label: str, named: str, on: date, expected: list[str]
) -> None:
    dossier = with_changed(with_records(good_standing(), record), "new", change=named)
    found = [duty for duty in duties(dossier, "assurance/changes") if duty.subject.id == "new"]
    assert [duty.state(on) for duty in found] == expected
    assert {duty.subject.label for duty in found} <= {label}
    if on == INTERIM:
        proposed = standing(dossier, 1).proposed
        assert proposed == ("要確認" if expected else "実施")


@pytest.mark.parametrize(
    ("appointed", "change", "expected"),
    [
        pytest.param(ACCEPTED, "", [], id="by the acceptance"),
        pytest.param(date(2024, 7, 11), "", ["不明"], id="after it, no change"),
        pytest.param(date(2024, 7, 11), "change-1", [], id="after it, named by a change"),
        pytest.param(None, "", [], id="no day known"),
    ],
)
def test_an_officer_appointed_after_the_acceptance_wants_a_change(
    appointed: date | None, change: str, expected: list[str]
) -> None:
    officer = Officer(id="o-9", organisation="ours", name="新任　役員", appointed_on=appointed, change=change)
    told = Change(id="change-1", contract="contract-1", subject="役員の就任", effective_on=date(2024, 7, 11))
    dossier = with_officers(with_records(good_standing(), told), "ours", officer)
    found = [duty for duty in duties(dossier, "assurance/changes") if duty.subject.id == "o-9"]
    assert [duty.state(INTERIM) for duty in found] == expected


def test_before_any_acceptance_nothing_wants_a_change() -> None:
    dossier = with_changed(good_standing(), "assurance-1", accepted_on=None, filed_on=None)
    assert duties(with_records(dossier, an_assignment("yoshida", starts_on=LATER)), "assurance/changes") == []


def test_the_sentence_of_what_no_change_names() -> None:
    dossier = with_records(good_standing(), an_assignment("yoshida", starts_on=LATER))
    assert said(dossier, "assurance/changes", INTERIM) == (
        "体制等の変更（𠮷田　次郎）の同意が確認できません。記録がないもの: 体制等の変更の記録。",
        "体制等の変更の記録を確認し、記録する。",
    )


# 1) 不十分とされた報告への対策: within 14 days of the feedback.

FEEDBACK = date(2024, 11, 10)


@pytest.mark.parametrize(
    ("agreed", "done", "on", "expected"),
    [
        pytest.param(date(2024, 11, 15), date(2024, 11, 24), date(2024, 11, 24), "履行", id="on the last day"),
        pytest.param(date(2024, 11, 15), date(2024, 11, 25), date(2024, 11, 25), "遅延", id="a day late"),
        pytest.param(date(2024, 11, 25), date(2024, 11, 20), date(2024, 11, 25), "遅延", id="agreed late"),
        pytest.param(date(2024, 11, 15), None, date(2024, 11, 24), "期限内", id="agreed, not done"),
        pytest.param(None, date(2024, 11, 15), date(2024, 11, 25), "超過", id="done, never agreed"),
        pytest.param(None, None, date(2024, 11, 9), "発生前", id="before the feedback"),
    ],
)
def test_measures_are_agreed_and_done_after_feedback(
    agreed: date | None, done: date | None, on: date, expected: str
) -> None:
    report = a_report(
        INTERIM, submitted_on=date(2024, 11, 1), feedback_on=FEEDBACK, measures_agreed_on=agreed, measures_done_on=done
    )
    assert state(with_records(good_standing(), report), "assurance/improvement", on) == expected


def test_feedback_without_its_day_is_unknown_and_none_asks_nothing() -> None:
    silent, told = a_report(INTERIM), a_report(INTERIM, feedback="７)の記載が不十分")
    assert duties(with_records(good_standing(), silent), "assurance/improvement") == []
    assert state(with_records(good_standing(), told), "assurance/improvement", INTERIM) == "不明"
    assert said(with_records(good_standing(), told), "assurance/improvement", INTERIM)[0] == (
        "実施状況報告書（基準日令和６年１０月３１日）の不十分と認められた事項への対策が確認できません。"
        "記録がないもの: 指摘日。"
    )


def test_the_days_for_measures_are_a_note_only() -> None:
    report = a_report(INTERIM, submitted_on=date(2024, 11, 1), feedback="不足", feedback_on=FEEDBACK)
    found = standing(with_records(good_standing(), report), 1, date(2024, 11, 20))
    assert found.proposed == "実施"
    assert any("不十分と認められた事項への対策の期限は令和６年１１月２４日です。" in note for note in found.notes)


def test_the_report_of_a_subcontractor_is_not_ours_to_amend() -> None:
    report = a_report(INTERIM, engagement="engagement-1", feedback_on=FEEDBACK)
    assert duties(with_records(good_standing(), report), "assurance/improvement") == []
