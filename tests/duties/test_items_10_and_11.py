"""Measures, education, incidents: 別記 10), 11)."""

from datetime import date
from typing import Any

import pytest
from builders import (
    ASSURANCE_DUE,
    ENDS,
    INTERIM,
    STARTS,
    an_assignment,
    duties,
    good_standing,
    missing_of,
    said,
    standing,
    state,
    the_duty,
    with_records,
    with_terms,
    without,
)
from builders_more import (
    TEAM,
    a_procedure,
    an_incident,
    an_incident_report,
    case,
    day,
    measured,
    six_measures,
    taught,
    with_company_measures,
)

from secops.dossier import Dossier
from secops.duties.states import Act
from secops.records.measures import AREAS, Measure, Procedure

# 10) 六つの対策を講じる.


@pytest.mark.parametrize(
    ("in_place", "on", "expected"),
    [
        case(date(2023, 4, 1), INTERIM, "履行", "since before the contract"),
        case(ASSURANCE_DUE, INTERIM, "履行", "with the assurance"),
        case(day("2024-07-16"), INTERIM, "遅延", "the day after it was due"),
        case(day("2024-12-02"), INTERIM, "超過", "not before December"),
        case(ENDS, day("2025-03-31"), "遅延", "on the last day of the contract"),
        case(day("2025-03-03"), day("2025-03-31"), "超過", "only after the end"),
        case(None, ASSURANCE_DUE, "期限内", "no day recorded, not yet due"),
        case(None, INTERIM, "超過", "no day recorded"),
    ],
)
@pytest.mark.parametrize("whose", ["the company's", "the contract's"])
def test_each_of_the_six_measures_is_in_place(whose: str, in_place: date | None, on: date, expected: str) -> None:
    measures = six_measures(in_place)
    bare = good_standing()
    dossier = with_company_measures(bare, *measures) if whose == "the company's" else with_records(bare, *measures)
    assert [duty.state(on) for duty in duties(dossier, "measures/areas")] == [expected] * 6


def test_a_measure_left_out_is_named() -> None:
    dossier = with_company_measures(measured(), *(one for one in six_measures() if one.area != "標的型攻撃対策"))
    found = standing(dossier, 10)
    assert found.proposed == "未実施"
    assert found.drafted_reason == "１件の対策（標的型攻撃対策）の実施が期限までに行われていないため。"
    round_ = str(AREAS.index("標的型攻撃対策") + 1)
    assert said(dossier, "measures/areas", INTERIM, round_=round_) == (
        "標的型攻撃対策の実施の期限（令和６年７月１５日）を過ぎましたが、行われた記録がありません。",
        "直ちに対策を講じ、実施日を記録する。",
    )


def test_the_contract_makes_up_for_what_the_company_lacks() -> None:
    dossier = with_company_measures(measured(), *six_measures()[1:])
    own = Measure(id="own", area=AREAS[0], description="この契約で講じた。", in_place_on=STARTS)
    assert standing(dossier, 10).proposed == "未実施"
    assert standing(with_records(dossier, own), 10).proposed == "実施"


def test_the_earliest_of_two_measures_counts() -> None:
    dossier = with_records(measured(), *(six_measures(day("2024-09-01"))))
    assert {duty.state(INTERIM) for duty in duties(dossier, "measures/areas")} == {"履行"}


# 10) 従事者への教育. The first team starts on 7/8; thirty days end on 8/7.

PART = AREAS[:4]
REST = AREAS[4:]


def untaught() -> Dossier:
    return with_company_measures(good_standing(), *six_measures())


@pytest.mark.parametrize(
    ("held", "on", "expected"),
    [
        case("2024-08-07", INTERIM, "履行", "on the thirtieth day"),
        case("2024-08-08", INTERIM, "遅延", "on the thirty-first"),
        case("2024-07-01", INTERIM, "履行", "on the day of the conclusion, before the work began"),
        case("2024-06-30", INTERIM, "超過", "the day before the contract"),
        case("2025-03-01", day("2025-03-31"), "超過", "the day after the contract"),
        case("2024-12-02", INTERIM, "超過", "not until December"),
        case("2024-09-02", day("2024-08-07"), "期限内", "not yet on the thirtieth day"),
        case("2024-09-02", day("2024-07-07"), "発生前", "the work not begun"),
    ],
)
def test_everybody_is_taught_within_the_contract(held: str, on: date, expected: str) -> None:
    dossier = taught(untaught(), held=held)
    assert state(dossier, "measures/education", on, "assignment-an") == expected


@pytest.mark.parametrize(
    ("second", "on", "expected"),
    [
        case({"areas": REST}, INTERIM, "履行", "the rest in time"),
        case({"areas": REST, "held": "2024-08-08"}, INTERIM, "遅延", "the rest a day late"),
        case({"areas": REST[:1]}, INTERIM, "超過", "one left out"),
        case({"areas": REST, "people": ("takahashi",)}, INTERIM, "超過", "the rest not attended"),
        case({"areas": REST, "contract": "contract-1"}, INTERIM, "履行", "the rest under this contract"),
        case({"areas": REST, "contract": "contract-2"}, INTERIM, "超過", "the rest under another contract"),
        case({"areas": REST, "cancelled": True}, INTERIM, "超過", "the rest called off"),
    ],
)
def test_two_trainings_together_cover_the_six(second: dict[str, Any], on: date, expected: str) -> None:
    dossier = taught(taught(untaught(), areas=PART), **{"id_": "training-2", "held": "2024-08-01", **second})
    assert state(dossier, "measures/education", on, "assignment-an") == expected


def test_the_areas_not_taught_are_named() -> None:
    dossier = taught(untaught(), areas=PART)
    assert said(dossier, "measures/education", INTERIM, "assignment-an") == (
        (
            "従事者（グエン　ヴァン　アン）の情報セキュリティ教育の期限（令和６年８月７日）を過ぎましたが、"
            "行われた記録がありません。足りない記録: アクセス制御対策の教育、情報漏えい対策の教育。"
        ),
        "直ちに六つの対策に関する情報セキュリティ教育を実施し、受講を記録する。",
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        case(day("2024-07-15"), "期限内", "before it"),
        case(day("2024-07-16"), "不明", "from its day"),
        case(INTERIM, "不明", "after the thirty days"),
    ],
)
def test_a_training_of_which_nothing_is_said_leaves_it_unknown(on: date, expected: str) -> None:
    vague = taught(untaught(), areas=())
    assert state(vague, "measures/education", on, "assignment-an") == expected
    assert missing_of(the_duty(vague, "measures/education", "assignment-an")) == ("教育「教育1」の対象の対策",)


def test_a_second_such_training_does_not_put_it_off() -> None:
    twice = taught(taught(untaught(), areas=()), id_="training-2", held="2024-12-02", areas=())
    assert state(twice, "measures/education", INTERIM, "assignment-an") == "不明"


def test_beside_one_that_covers_all_it_does_not_matter() -> None:
    both = taught(taught(untaught(), areas=()), id_="training-2", held="2024-07-18")
    assert state(both, "measures/education", INTERIM, "assignment-an") == "履行"


NEWCOMER = an_assignment("yoshida", starts_on=day("2024-10-15"))


@pytest.mark.parametrize(
    ("on", "state_", "proposed", "notes"),
    [
        case(day("2024-10-14"), "発生前", "実施", 0, "before the start"),
        case(INTERIM, "期限内", "実施", 1, "within the thirty days"),
        case(day("2024-11-14"), "期限内", "実施", 1, "on the thirtieth day"),
        case(day("2024-11-15"), "超過", "未実施", 0, "on the thirty-first"),
    ],
)
def test_a_newcomer_has_days_of_grace(on: date, state_: str, proposed: str, notes: int) -> None:
    dossier = with_records(measured(), NEWCOMER)
    assert state(dossier, "measures/education", on, "assignment-yoshida") == state_
    found = standing(dossier, 10, on)
    assert (found.proposed, len(found.notes)) == (proposed, notes)


@pytest.mark.parametrize(
    ("starts", "proposed"),
    [case("2024-07-10", "未実施", "on the day of the acceptance"), case("2024-07-11", "実施", "the day after")],
)
def test_a_newcomer_is_who_starts_after_the_acceptance(starts: str, proposed: str) -> None:
    dossier = with_records(measured(), an_assignment("yoshida", starts_on=day(starts)))
    assert standing(dossier, 10, day("2024-08-01")).proposed == proposed


def test_the_last_day_of_the_contract_is_within_it() -> None:
    late = an_assignment("yoshida", starts_on=day("2025-02-03"))
    dossier = taught(with_records(measured(), late), id_="training-2", held="2025-02-28", people=("yoshida",))
    assert state(dossier, "measures/education", ENDS, "assignment-yoshida") == "履行"


def test_of_two_whole_trainings_the_first_counts_however_they_are_entered() -> None:
    dossier = taught(taught(untaught(), held="2024-08-20"), id_="training-2", held="2024-07-18")
    assert state(dossier, "measures/education", INTERIM, "assignment-an") == "履行"


def test_the_first_team_has_none() -> None:
    found = standing(with_records(untaught(), a_procedure()), 10, day("2024-08-01"))
    assert found.proposed == "未実施"
    assert found.drafted_reason == (
        "従事者３名（グエン　ヴァン　アン、山﨑　花子、髙橋　一郎）の情報セキュリティ教育を"
        "令和６年８月７日までに実施予定のため。"
    )


@pytest.mark.parametrize(
    ("starts", "ends", "due"),
    [
        case("2024-09-02", None, "2024-10-02", "thirty days"),
        case("2024-09-02", "2024-09-13", "2024-09-13", "the end of a short assignment"),
        case("2025-02-17", None, "2025-02-28", "the end of the contract"),
    ],
)
def test_education_is_due_by_the_end_of_the_assignment_at_the_latest(starts: str, ends: str | None, due: str) -> None:
    one = an_assignment("yoshida", starts_on=day(starts), ends_on=day(ends) if ends else None)
    found = the_duty(with_records(measured(), one), "measures/education", "assignment-yoshida")
    assert isinstance(found, Act)
    assert found.due == day(due)


def test_a_workspace_sets_its_own_days_for_education() -> None:
    dossier = with_terms(taught(untaught(), held="2024-08-08"), education=60)
    assert state(dossier, "measures/education", INTERIM, "assignment-an") == "履行"


def test_who_was_called_off_need_not_be_taught() -> None:
    dossier = with_records(measured(), an_assignment("yoshida", cancelled=True))
    assert {duty.subject.id for duty in duties(dossier, "measures/education")} == {f"assignment-{one}" for one in TEAM}


@pytest.mark.parametrize(
    ("dossier", "expected"),
    [
        case(measured(), "実施", "all in order"),
        case(taught(untaught(), areas=()), "要確認", "one training of unknown content"),
        case(taught(untaught(), people=("an",)), "未実施", "two not taught"),
        case(taught(untaught(), held="2024-08-08"), "実施", "taught late"),
        case(without(measured(), "method-10"), "未実施", "no promise"),
    ],
)
def test_how_item_10_stands(dossier: Dossier, expected: str) -> None:
    assert standing(dossier, 10).proposed == expected


# 11) 対処方法の提示.


@pytest.mark.parametrize(
    ("presented", "on", "expected"),
    [
        case(ASSURANCE_DUE, INTERIM, "履行", "with the assurance"),
        case(day("2024-07-16"), INTERIM, "遅延", "the day after"),
        case(None, ASSURANCE_DUE, "期限内", "not yet on the last day"),
        case(None, day("2024-07-16"), "超過", "not the day after"),
    ],
)
def test_what_to_do_in_an_incident_is_shown(presented: date | None, on: date, expected: str) -> None:
    dossier = with_records(good_standing(), a_procedure(presented_on=presented))
    assert state(dossier, "incidents/procedure", on) == expected


def test_a_procedure_of_another_kind_does_not_count() -> None:
    dossier = with_records(good_standing(), a_procedure(kind="品質保証体制・管理手順"))
    assert state(dossier, "incidents/procedure", INTERIM) == "超過"


# 11) 速やかな報告, 協議, 指示への対応. The incident is noticed on 9/10.


@pytest.mark.parametrize(
    ("reported", "on", "expected"),
    [
        case(("2024-09-11",), INTERIM, "履行", "the next day"),
        case(("2024-09-12",), INTERIM, "遅延", "two days later"),
        case(("2024-09-20", "2024-09-10"), INTERIM, "履行", "at once, and again"),
        case((), day("2024-09-09"), "発生前", "not noticed yet"),
        case((), day("2024-09-11"), "期限内", "not yet, the next day"),
        case((), day("2024-09-12"), "超過", "not two days later"),
    ],
)
@pytest.mark.parametrize("suspected", [True, False, None])
def test_an_incident_is_reported_at_once(
    suspected: bool | None, reported: tuple[str, ...], on: date, expected: str
) -> None:
    reports = [an_incident_report(one) for one in reported]
    dossier = with_records(measured(), an_incident(suspected=suspected), *reports)
    assert state(dossier, "incidents/report", on) == expected


@pytest.mark.parametrize(
    ("consulted", "on", "expected"),
    [
        case("2024-09-17", INTERIM, "履行", "on the seventh day"),
        case("2024-09-18", INTERIM, "遅延", "on the eighth"),
        case(None, day("2024-09-17"), "期限内", "not yet on the seventh"),
        case(None, day("2024-09-18"), "超過", "not on the eighth"),
    ],
)
def test_its_cause_is_consulted_about(consulted: str | None, on: date, expected: str) -> None:
    incident = an_incident(consulted_on=day(consulted) if consulted else None)
    assert state(with_records(measured(), incident), "incidents/consultation", on) == expected


@pytest.mark.parametrize(
    ("told", "on", "expected"),
    [
        case({"instructed_on": day("2024-09-12")}, day("2024-10-12"), "期限内", "not yet on the thirtieth day"),
        case({"instructed_on": day("2024-09-12")}, day("2024-10-13"), "超過", "not on the thirty-first"),
        case(
            {"instructed_on": day("2024-09-12"), "instruction_due_on": day("2024-09-20")},
            day("2024-09-21"),
            "超過",
            "not by the day set",
        ),
        case(
            {"instructed_on": day("2024-09-12"), "instruction_done_on": day("2024-10-12")},
            INTERIM,
            "履行",
            "on the thirtieth day",
        ),
        case(
            {
                "instructed_on": day("2024-09-12"),
                "instruction_due_on": day("2024-09-20"),
                "instruction_done_on": day("2024-09-24"),
            },
            INTERIM,
            "遅延",
            "after the day set",
        ),
        case({"instruction": "再発防止策を示すこと。"}, INTERIM, "不明", "told on an unknown day"),
    ],
)
def test_what_the_official_says_is_followed(told: dict[str, Any], on: date, expected: str) -> None:
    assert state(with_records(measured(), an_incident(**told)), "incidents/instruction", on) == expected


def test_without_an_instruction_nothing_is_asked() -> None:
    assert duties(with_records(measured(), an_incident()), "incidents/instruction") == []


def with_incident(reported: str | None = "2024-09-10", **changes: Any) -> Dossier:
    reports = [an_incident_report(reported)] if reported else []
    return with_records(measured(), an_incident(**changes), *reports)


@pytest.mark.parametrize(
    ("dossier", "on", "expected", "notes"),
    [
        case(measured(), INTERIM, "実施", 0, "nothing happened"),
        case(with_incident(), INTERIM, "実施", 0, "told and consulted about"),
        case(with_incident("2024-09-12"), INTERIM, "実施", 1, "told late"),
        case(with_incident(None), day("2024-09-11"), "実施", 2, "to be told and consulted about within the days"),
        case(with_incident(None), day("2024-09-12"), "未実施", 0, "not told"),
        case(with_incident(instruction="報告書を出すこと。"), INTERIM, "要確認", 0, "told on an unknown day"),
        case(without(measured(), Procedure), INTERIM, "未実施", 0, "no procedure shown"),
    ],
)
def test_how_item_11_stands(dossier: Dossier, on: date, expected: str, notes: int) -> None:
    found = standing(dossier, 11, on)
    assert (found.proposed, len(found.notes)) == (expected, notes)


def test_the_drafted_reason_of_incidents_not_reported_names_three_of_four() -> None:
    incidents = [an_incident(id=f"incident-{number}", title=f"事案{number}") for number in range(1, 5)]
    found = standing(with_records(measured(), *incidents), 11)
    assert found.drafted_reason == "インシデント４件（事案1、事案2、事案3ほか）の報告が期限までに行われていないため。"
