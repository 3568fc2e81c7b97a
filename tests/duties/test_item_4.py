"""The duties of 別記 4): who works, the changes, the capital and officers, the places (従事者の限定 apart)."""

from datetime import date

import pytest
from builders import (
    ACCEPTED,
    ASSURANCE_DUE,
    DISCLOSED,
    ENDS,
    INTERIM,
    PARTNER,
    STARTS,
    a_person,
    an_assignment,
    duties,
    engaged,
    good_standing,
    missing_of,
    said,
    standing,
    state,
    the_duty,
    with_changed,
    with_contract,
    with_officers,
    with_records,
    with_shareholders,
    without,
)

from secops.duties.rules.personnel import undisclosed_fields
from secops.records.contracts import Assurance, Change, Member, Workplace
from secops.records.organisations import Officer, Person
from secops.records.work import Assignment

AFTER_DUE = date(2024, 7, 16)
JOINS = date(2024, 9, 2)


# 所属・専門性・実績・国籍の提示


@pytest.mark.parametrize(
    ("disclosed", "on", "expected"),
    [
        pytest.param(DISCLOSED, INTERIM, "履行", id="in time"),
        pytest.param(ASSURANCE_DUE, INTERIM, "履行", id="after the start, by the day of the assurance"),
        pytest.param(AFTER_DUE, INTERIM, "遅延", id="late"),
        pytest.param(None, date(2024, 6, 30), "発生前", id="before the conclusion"),
        pytest.param(None, ASSURANCE_DUE, "期限内", id="on the last day"),
        pytest.param(None, AFTER_DUE, "超過", id="overdue"),
    ],
)
@pytest.mark.parametrize("starts", [STARTS, ACCEPTED], ids=["first team", "from the acceptance"])
def test_the_first_team_is_disclosed_with_the_assurance(
    starts: date, disclosed: date | None, on: date, expected: str
) -> None:
    dossier = with_changed(good_standing(), "assignment-an", starts_on=starts, disclosed_on=disclosed)
    assert state(dossier, "personnel/disclosure", on, "assignment-an") == expected


@pytest.mark.parametrize(
    ("disclosed", "on", "expected"),
    [
        pytest.param(date(2024, 8, 30), INTERIM, "履行", id="before"),
        pytest.param(JOINS, INTERIM, "履行", id="on the day itself"),
        pytest.param(date(2024, 9, 3), INTERIM, "事後", id="the day after"),
        pytest.param(None, date(2024, 9, 1), "発生前", id="not yet there"),
        pytest.param(None, date(2024, 9, 3), "超過", id="there and not disclosed"),
        pytest.param(date(2024, 9, 20), date(2024, 9, 19), "超過", id="the day before the late disclosure"),
    ],
)
def test_who_comes_after_the_acceptance_is_disclosed_beforehand(
    disclosed: date | None, on: date, expected: str
) -> None:
    dossier = with_records(good_standing(), an_assignment("yoshida", starts_on=JOINS, disclosed_on=disclosed))
    assert state(dossier, "personnel/disclosure", on, "assignment-yoshida") == expected


def test_a_day_after_the_acceptance_is_already_later() -> None:
    dossier = with_changed(
        good_standing(), "assignment-an", starts_on=date(2024, 7, 11), disclosed_on=date(2024, 7, 12)
    )
    assert state(dossier, "personnel/disclosure", INTERIM, "assignment-an") == "事後"


def test_an_acceptance_that_fails_to_come_makes_no_first_team_of_those_who_came_meanwhile() -> None:
    dossier = with_records(
        without(good_standing(), Assurance), an_assignment("yoshida", starts_on=JOINS, disclosed_on=date(2024, 9, 3))
    )
    assert state(dossier, "personnel/disclosure", INTERIM, "assignment-yoshida") == "事後"


def test_a_later_revision_does_not_make_the_first_team_larger() -> None:
    again = Assurance(id="assurance-2", revision=2, accepted_on=INTERIM, filed_on=INTERIM)
    late = an_assignment("yoshida", starts_on=JOINS, disclosed_on=date(2024, 9, 3))
    assert state(with_records(good_standing(), again, late), "personnel/disclosure", INTERIM, late.id) == "事後"


@pytest.mark.parametrize(
    ("person", "missing"),
    [
        pytest.param(a_person("p", "甲"), (), id="all known"),
        pytest.param(a_person("p", "甲", qualifications="", training_history="令和６年度研修"), (), id="trained only"),
        pytest.param(a_person("p", "甲", qualifications=""), ("専門性（資格又は研修実績）",), id="neither"),
        pytest.param(a_person("p", "甲", track_record=""), ("実績",), id="no track record"),
        pytest.param(a_person("p", "甲", nationality=()), ("国籍",), id="no nationality"),
        pytest.param(a_person("p", "甲", nationality=("XX",)), (), id="stateless"),
    ],
)
def test_what_a_disclosure_must_hold(person: Person, missing: tuple[str, ...]) -> None:
    assert undisclosed_fields(person) == missing


@pytest.mark.parametrize(
    ("disclosed", "on", "expected"),
    [
        pytest.param(DISCLOSED, INTERIM, "不明", id="disclosed, but what"),
        pytest.param(None, ASSURANCE_DUE, "期限内", id="not disclosed yet"),
        pytest.param(None, AFTER_DUE, "超過", id="overdue all the same"),
    ],
)
def test_a_disclosure_with_blank_fields_does_not_count(disclosed: date | None, on: date, expected: str) -> None:
    dossier = with_changed(good_standing(), "assignment-an", disclosed_on=disclosed)
    dossier = with_changed(dossier, "an", track_record="", nationality=())
    assert state(dossier, "personnel/disclosure", on, "assignment-an") == expected


def test_nobody_at_all_is_unknown() -> None:
    nobody = without(good_standing(), Assignment)
    assert state(nobody, "personnel/disclosure", INTERIM) == "不明"
    assert state(nobody, "personnel/disclosure", date(2024, 6, 30)) == "発生前"
    called_off = with_records(nobody, an_assignment("an", cancelled=True, disclosed_on=None))
    assert state(called_off, "personnel/disclosure", INTERIM) == "不明"
    assert said(called_off, "personnel/disclosure", INTERIM) == (
        "従事者の情報の提示が確認できません。記録がないもの: 従事者の配置。",
        "従事者の配置を確認し、記録する。",
    )


@pytest.mark.parametrize(
    ("disclosed", "on", "message", "step"),
    [
        pytest.param(
            date(2024, 8, 30),
            INTERIM,
            "従事者（𠮷田　次郎）の情報の提示は令和６年８月３０日に行われています（従事開始日は令和６年９月２日）。",
            "",
            id="in time",
        ),
        pytest.param(
            date(2024, 9, 3),
            INTERIM,
            "従事者（𠮷田　次郎）の提示日（令和６年９月３日）が従事開始日（令和６年９月２日）より後です。",
            "経緯及び再発防止策を整理し、実施状況の回答を決める。",
            id="afterwards",
        ),
        pytest.param(
            None,
            INTERIM,
            "従事者（𠮷田　次郎）の情報の提示が従事開始日（令和６年９月２日）までに行われた記録がありません。",
            "直ちに従事者の所属、専門性、実績及び国籍に関する情報を担当職員に提示する。"
            "併せて、経緯を担当職員に説明する。",
            id="overdue",
        ),
        pytest.param(
            None,
            date(2024, 8, 1),
            "従事者（𠮷田　次郎）の情報の提示は、まだその時期ではありません（従事開始日は令和６年９月２日）。",
            "令和６年９月２日までに従事者の所属、専門性、実績及び国籍に関する情報を担当職員に提示する。",
            id="to come",
        ),
    ],
)
def test_the_sentences_of_a_newcomer(disclosed: date | None, on: date, message: str, step: str) -> None:
    dossier = with_records(good_standing(), an_assignment("yoshida", starts_on=JOINS, disclosed_on=disclosed))
    assert said(dossier, "personnel/disclosure", on, "assignment-yoshida") == (message, step)


def test_the_sentences_of_a_disclosure_with_blank_fields() -> None:
    dossier = with_changed(good_standing(), "an", track_record="", nationality=())
    assert said(dossier, "personnel/disclosure", INTERIM, "assignment-an") == (
        "従事者（グエン　ヴァン　アン）の情報の提示（令和６年７月５日）について、次の記録がありません: 実績、国籍。",
        "実績、国籍を確認し、記録する。",
    )


# 変更の再提示

LEAVES = date(2024, 9, 30)


@pytest.mark.parametrize(
    ("told", "on", "expected"),
    [
        pytest.param(date(2024, 9, 27), INTERIM, "履行", id="before"),
        pytest.param(LEAVES, INTERIM, "履行", id="on the last day"),
        pytest.param(date(2024, 10, 1), INTERIM, "事後", id="afterwards"),
        pytest.param(None, date(2024, 9, 29), "発生前", id="to come"),
        pytest.param(None, date(2024, 10, 1), "超過", id="never"),
    ],
)
def test_who_leaves_early_is_told_beforehand(told: date | None, on: date, expected: str) -> None:
    dossier = with_changed(good_standing(), "assignment-an", ends_on=LEAVES, end_disclosed_on=told)
    assert state(dossier, "personnel/redisclosure", on) == expected


@pytest.mark.parametrize(
    ("ends", "contract", "asked"),
    [
        pytest.param(None, {}, False, id="no end"),
        pytest.param(ENDS, {}, False, id="to the end of the contract"),
        pytest.param(date(2025, 2, 27), {}, True, id="a day before it"),
        pytest.param(LEAVES, {"terminated_on": LEAVES}, False, id="to its termination"),
        pytest.param(LEAVES, {"completed_on": LEAVES}, False, id="to its completion"),
    ],
)
def test_only_an_early_end_is_told(ends: date | None, contract: dict[str, date], asked: bool) -> None:
    dossier = with_changed(with_contract(good_standing(), **contract), "assignment-an", ends_on=ends)
    assert bool(duties(dossier, "personnel/redisclosure")) is asked


@pytest.mark.parametrize(
    ("following", "asked"),
    [
        pytest.param({}, False, id="the same the next day"),
        pytest.param({"roles": ("情報取扱管理者",)}, True, id="another role"),
        pytest.param({"affiliation": "大阪支社"}, True, id="another affiliation"),
        pytest.param({"employment": "派遣"}, True, id="another employment"),
        pytest.param({"starts_on": date(2024, 10, 2)}, True, id="a day between"),
        pytest.param({"person": "yoshida"}, True, id="another person"),
        pytest.param({"cancelled": True}, True, id="called off"),
    ],
)
def test_who_goes_on_unchanged_has_not_changed(following: dict[str, object], asked: bool) -> None:
    known: dict[str, object] = {"id": "next", "person": "an", "starts_on": date(2024, 10, 1), **following}
    person = str(known.pop("person"))
    dossier = with_records(
        with_changed(good_standing(), "assignment-an", ends_on=LEAVES), an_assignment(person, **known)
    )
    assert bool(duties(dossier, "personnel/redisclosure")) is asked


def test_the_sentence_of_one_who_left_unannounced() -> None:
    dossier = with_changed(good_standing(), "assignment-an", ends_on=LEAVES)
    message, _ = said(dossier, "personnel/redisclosure", INTERIM)
    assert message == (
        "従事者（グエン　ヴァン　アン）の変更の再提示が従事終了日（令和６年９月３０日）までに行われた記録がありません。"
    )
    found = standing(dossier, 4)
    assert (found.proposed, found.drafted_reason) == (
        "未実施",
        "従事者１名（グエン　ヴァン　アン）の変更の再提示が従事終了日までに行われていないため。",
    )


# 資本関係・役員の提示


@pytest.mark.parametrize(
    ("field", "round_"), [("capital_disclosed_on", "capital"), ("officers_disclosed_on", "officers")]
)
@pytest.mark.parametrize(
    ("told", "on", "expected"),
    [
        pytest.param(DISCLOSED, INTERIM, "履行", id="in time"),
        pytest.param(AFTER_DUE, INTERIM, "遅延", id="late"),
        pytest.param(None, ASSURANCE_DUE, "期限内", id="on the last day"),
        pytest.param(None, AFTER_DUE, "超過", id="overdue"),
    ],
)
def test_capital_and_officers_come_with_the_assurance(
    field: str, round_: str, told: date | None, on: date, expected: str
) -> None:
    dossier = with_contract(good_standing(), **{field: told})
    assert state(dossier, "personnel/organisation", on, "ours", round_) == expected


def test_capital_is_shown_by_shareholders_or_a_note() -> None:
    bare = with_shareholders(good_standing(), "ours")
    assert state(bare, "personnel/organisation", INTERIM, "ours", "capital") == "不明"
    assert missing_of(the_duty(bare, "personnel/organisation", "ours", "capital")) == ("株主又は資本関係の記載",)
    noted = with_changed(bare, "ours", capital_note="全株式を創業家が有する。")
    assert state(noted, "personnel/organisation", INTERIM, "ours", "capital") == "履行"


def test_officers_are_shown_by_at_least_one() -> None:
    bare = with_officers(good_standing(), "ours")
    assert state(bare, "personnel/organisation", INTERIM, "ours", "officers") == "不明"
    assert missing_of(the_duty(bare, "personnel/organisation", "ours", "officers")) == ("役員の記録",)


def test_a_member_of_a_consortium_discloses_its_own() -> None:
    member = Member(id="m-1", organisation="partner", capital_disclosed_on=DISCLOSED)
    dossier = with_records(good_standing(), member)
    assert state(dossier, "personnel/organisation", INTERIM, "partner", "capital") == "履行"
    assert state(dossier, "personnel/organisation", INTERIM, "partner", "officers") == "超過"


def test_the_contractor_entered_as_a_member_is_asked_once() -> None:
    dossier = with_records(good_standing(), Member(id="m-1", organisation="ours", lead=True))
    assert {duty.state(INTERIM) for duty in duties(dossier, "personnel/organisation")} == {"履行"}
    assert len(duties(dossier, "personnel/organisation")) == 2


TAKES_OFFICE = date(2024, 9, 20)


@pytest.mark.parametrize("field", ["appointed_on", "retired_on"])
@pytest.mark.parametrize(
    ("day", "submitted", "on", "expected"),
    [
        pytest.param(TAKES_OFFICE, date(2024, 9, 10), INTERIM, ["履行"], id="told before"),
        pytest.param(TAKES_OFFICE, TAKES_OFFICE, INTERIM, ["履行"], id="told on the day"),
        pytest.param(TAKES_OFFICE, date(2024, 9, 21), INTERIM, ["事後"], id="told afterwards"),
        pytest.param(TAKES_OFFICE, None, INTERIM, ["不明"], id="no day of telling"),
        pytest.param(TAKES_OFFICE, None, date(2024, 9, 19), ["発生前"], id="to come"),
        pytest.param(ACCEPTED, None, INTERIM, [], id="by the acceptance"),
        pytest.param(date(2025, 3, 1), None, date(2025, 4, 1), [], id="after the end of the contract"),
    ],
)
def test_officers_who_come_or_go_are_told_beforehand(
    field: str, day: date, submitted: date | None, on: date, expected: list[str]
) -> None:
    change = Change(id="change-9", subject="役員の変更", effective_on=day, submitted_on=submitted)
    since_long = {"appointed_on": date(2020, 1, 1)}
    officer = Officer(id="o-9", organisation="ours", name="新任　役員", change="change-9", **{**since_long, field: day})
    dossier = with_records(with_officers(good_standing(), "ours", officer), change)
    assert [one.state(on) for one in duties(dossier, "personnel/organisation") if one.subject.id == "o-9"] == expected


# 実施場所の提示


@pytest.mark.parametrize(
    ("used", "told", "on", "expected"),
    [
        pytest.param(STARTS, DISCLOSED, INTERIM, "履行", id="first place in time"),
        pytest.param(STARTS, AFTER_DUE, INTERIM, "遅延", id="first place late"),
        pytest.param(STARTS, None, ASSURANCE_DUE, "期限内", id="first place on the last day"),
        pytest.param(None, None, AFTER_DUE, "超過", id="no day of use known, overdue"),
        pytest.param(JOINS, JOINS, INTERIM, "履行", id="later place on its day"),
        pytest.param(JOINS, date(2024, 9, 3), INTERIM, "事後", id="later place afterwards"),
        pytest.param(JOINS, None, date(2024, 9, 1), "発生前", id="later place to come"),
        pytest.param(JOINS, None, date(2024, 9, 3), "超過", id="later place never"),
    ],
)
def test_places_are_told_with_the_assurance_or_before_first_use(
    used: date | None, told: date | None, on: date, expected: str
) -> None:
    dossier = with_changed(good_standing(), "office", used_from_on=used, disclosed_on=told)
    assert state(dossier, "personnel/workplaces", on) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("自社", "不明"),
        ("再委託先", "不明"),
        ("経済産業省内", "不明"),
        ("その他", "不明"),
        ("自宅等（テレワーク）", "履行"),
    ],
)
def test_a_place_wants_an_address_unless_it_is_a_home(kind: str, expected: str) -> None:
    assert state(with_changed(good_standing(), "office", kind=kind, address=""), "personnel/workplaces", INTERIM) == (
        expected
    )


def test_no_place_at_all_is_unknown() -> None:
    dossier = without(good_standing(), Workplace)
    assert said(dossier, "personnel/workplaces", INTERIM) == (
        "実施場所の提示が確認できません。記録がないもの: 実施場所。",
        "実施場所を確認し、記録する。",
    )


def test_the_place_of_a_subcontractor_is_a_place_too() -> None:
    dossier = with_changed(engaged(), "room", disclosed_on=None)
    assert state(dossier, "personnel/workplaces", INTERIM, "room") == "超過"
    assert PARTNER.name not in said(dossier, "personnel/workplaces", INTERIM, "room")[0]
