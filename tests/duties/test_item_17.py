"""Web applications after 「安全なウェブサイトの作り方」: 別記 17)."""

from datetime import date
from typing import Any

import pytest
from builders import (
    ENDS,
    INTERIM,
    duties,
    good_standing,
    missing_of,
    said,
    standing,
    state,
    the_duty,
    with_changed,
    with_records,
    with_terms,
    without,
)
from builders_more import (
    LAUNCH,
    a_change,
    a_checklist,
    a_diagnosis,
    a_system,
    a_web_diagnosis,
    case,
    checks,
    day,
)

from secops.dossier import Dossier
from secops.duties.wording import next_step
from secops.records.contents import Check, Checklist
from secops.records.systems import PLATFORM, WEB_APPLICATION, Diagnosis, Threat

BEFORE = day("2024-09-01")
AFTER = day("2024-09-03")


def states(dossier: Dossier, clause: str, on: date = INTERIM) -> list[str]:
    return [duty.state(on).value for duty in duties(dossier, clause)]


# 17) ウェブアプリケーション診断.


def with_app(*more: Any, **changes: Any) -> Dossier:
    return with_records(good_standing(builds_systems=True, builds_web_app=True), a_system(**changes), *more)


def in_order(*more: Any, **changes: Any) -> Dossier:
    return with_app(a_web_diagnosis(), a_checklist(), *checks(), *more, **changes)


@pytest.mark.parametrize(
    ("found", "on", "expected"),
    [
        case([a_web_diagnosis("2024-09-02")], INTERIM, "履行", "on the day of the launch"),
        case([a_web_diagnosis("2024-09-03")], INTERIM, "事後", "the day after"),
        case([], BEFORE, "発生前", "not yet, before the launch"),
        case([], LAUNCH, "発生前", "not yet on its day, which is still before"),
        case([], AFTER, "超過", "launched undiagnosed"),
        case([a_diagnosis()], INTERIM, "超過", "only of the platform"),
        case([a_web_diagnosis(detected=3)], INTERIM, "履行", "held, what it found is another duty"),
    ],
)
def test_an_application_built_here_is_diagnosed_before_the_launch(
    found: list[Diagnosis], on: date, expected: str
) -> None:
    assert state(with_app(*found), "web/diagnosis", on, round_="launch") == expected


CHANGED = a_change(web_app_changed=True)
THREAT = Threat(id="threat-1", system="system-1", content="新しい攻撃手法", confirmed_on=day("2024-10-01"))


@pytest.mark.parametrize(("occasion", "subject"), [(CHANGED, "change-of-system"), (THREAT, "threat-1")])
@pytest.mark.parametrize(
    ("held", "on", "expected"),
    [
        case("2024-10-01", INTERIM, "履行", "on the day"),
        case("2024-10-31", INTERIM, "履行", "on the thirtieth day"),
        case("2024-11-01", ENDS, "遅延", "on the thirty-first"),
        case(None, day("2024-09-30"), "発生前", "before it"),
        case(None, INTERIM, "期限内", "not yet on the thirtieth"),
        case(None, day("2024-11-01"), "超過", "not on the thirty-first"),
    ],
)
def test_after_a_change_or_a_new_threat_it_is_diagnosed_again(
    occasion: Any, subject: str, held: str | None, on: date, expected: str
) -> None:
    found = [a_web_diagnosis(held)] if held else []
    assert state(with_app(a_web_diagnosis(), occasion, *found), "web/diagnosis", on, subject) == expected


@pytest.mark.parametrize(
    ("occasion", "diagnosis", "expected"),
    [
        case(
            CHANGED, a_web_diagnosis("2024-09-24", occasion="改修"), "履行", "of the change, a week before its release"
        ),
        case(CHANGED, a_web_diagnosis("2024-08-31", occasion="改修"), "履行", "of the change, thirty-one days before"),
        case(CHANGED, a_web_diagnosis("2024-08-30", occasion="改修"), "超過", "of the change, thirty-two days before"),
        case(CHANGED, a_web_diagnosis("2024-09-24", occasion="定期"), "超過", "a regular one before the change"),
        case(THREAT, a_web_diagnosis("2024-09-24", occasion="改修"), "超過", "before a threat was known"),
    ],
)
def test_a_change_may_be_diagnosed_before_its_release(occasion: Any, diagnosis: Diagnosis, expected: str) -> None:
    dossier = with_app(occasion, diagnosis)
    assert state(dossier, "web/diagnosis", day("2024-11-01"), occasion.id) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [case(True, ["期限内"], "有"), case(False, [], "無"), case(None, ["不明"], "未確認")],
)
def test_whether_a_change_touched_the_application_is_known(changed: bool | None, expected: list[str]) -> None:
    dossier = with_app(a_web_diagnosis(), a_change(web_app_changed=changed))
    found = [duty.state(INTERIM) for duty in duties(dossier, "web/diagnosis") if duty.subject.id == "change-of-system"]
    assert found == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        case({"phases": ("運用",)}, [], "run here, not built"),
        case({"phases": ("設計",)}, [], "designed only"),
        case({"phases": ()}, ["超過"], "of unknown phases"),
        case({"public_web": False}, [], "not public"),
        case({"web_app": False}, [], "no application"),
        case({"web_app": None}, ["不明"], "not said whether there is one"),
        case({"web_app": None, "launched_on": None}, ["不明"], "not said, the work begun"),
        case({"web_app": None, "launched_on": None, "work_starts_on": None}, ["発生前"], "not said, nothing begun"),
        case({"public_web": None}, ["不明"], "not said whether it is public"),
        case({"public_web": None, "web_app": False}, [], "not said whether public, but without one"),
    ],
)
def test_which_systems_have_an_application_to_diagnose(changes: dict[str, Any], expected: list[str]) -> None:
    assert states(with_app(**changes), "web/diagnosis") == expected


def test_a_workspace_sets_its_own_days_for_the_diagnosis() -> None:
    dossier = with_terms(with_app(a_web_diagnosis(), CHANGED, a_web_diagnosis("2024-11-01")), web_diagnosis=60)
    assert state(dossier, "web/diagnosis", ENDS, "change-of-system") == "履行"


# 17) 検出した脆弱性の対策. Held on 8/26.


@pytest.mark.parametrize(
    ("diagnosis", "on", "expected"),
    [
        case({"detected": 0}, INTERIM, [], "nothing found"),
        case({"detected": None}, INTERIM, ["不明"], "not said what was found"),
        case({"detected": 3}, day("2024-09-25"), ["期限内"], "to be fixed on the thirtieth day"),
        case({"detected": 3}, day("2024-09-26"), ["超過"], "not fixed on the thirty-first"),
        case({"detected": 3, "kind": PLATFORM}, INTERIM, [], "of the platform: 15) ⑧"),
        case({"detected": 3, "system": "system-9"}, INTERIM, [], "of a system without an application"),
        case({"detected": 3, "fixed_on": day("2024-09-25")}, INTERIM, ["履行"], "fixed on the thirtieth day"),
        case({"detected": 3, "fixed_on": day("2024-09-26")}, INTERIM, ["遅延"], "fixed on the thirty-first"),
    ],
)
def test_what_a_diagnosis_finds_is_fixed(diagnosis: dict[str, Any], on: date, expected: list[str]) -> None:
    found = a_diagnosis(**{"kind": WEB_APPLICATION, **diagnosis})
    assert states(with_app(found), "web/fix", on) == expected


def test_the_sentences_of_what_is_not_fixed_name_the_diagnosis_by_its_day() -> None:
    assert said(with_app(a_web_diagnosis(detected=3)), "web/fix", INTERIM) == (
        (
            "診断（申込受付サイト 令和６年８月２６日）の検出した脆弱性の対策の期限（令和６年９月２５日）を"
            "過ぎましたが、行われた記録がありません。"
        ),
        "直ちに検出した脆弱性に対策し、対策完了日を記録する。",
    )


def test_a_fix_still_within_its_days_is_a_note() -> None:
    dossier = without(in_order(), Diagnosis)
    found = standing(with_records(dossier, a_web_diagnosis(detected=3)), 17, day("2024-09-25"))
    assert (found.proposed, len(found.notes)) == ("実施", 1)


# 17) チェックリストの提出.


@pytest.mark.parametrize(
    ("checklist", "left_out", "on", "expected"),
    [
        case({}, 0, INTERIM, "履行", "handed in before the launch"),
        case({"submitted_on": LAUNCH}, 0, INTERIM, "履行", "on its day"),
        case({"submitted_on": AFTER}, 0, INTERIM, "事後", "the day after"),
        case({"submitted_on": None}, 0, BEFORE, "発生前", "not yet, before the launch"),
        case({"submitted_on": None}, 0, AFTER, "超過", "not handed in"),
        case({}, 1, INTERIM, "不明", "one answer left out"),
        case({"submitted_on": None}, 1, AFTER, "超過", "not handed in, an answer left out"),
        case({"due_on": None}, 0, INTERIM, "履行", "of the building: due on the day of the launch"),
        case({"due_on": None, "submitted_on": AFTER}, 0, INTERIM, "事後", "of the building: the day after the launch"),
        case({"occasion": "改修", "due_on": day("2024-10-01")}, 0, INTERIM, "履行", "of a change"),
    ],
)
def test_a_checklist_is_filled_in_and_handed_in(
    checklist: dict[str, Any], left_out: int, on: date, expected: str
) -> None:
    dossier = with_app(a_checklist(**checklist), *checks(leave_out=left_out))
    assert state(dossier, "web/checklist", on, "checklist-1") == expected


def test_the_checklist_of_the_launch_is_due_beforehand() -> None:
    message, step = said(with_app(), "web/checklist", INTERIM)
    assert message == (
        "申込受付サイト 構築のチェックリストの提出がサービス開始日（令和６年９月２日）までに行われた記録がありません。"
    )
    assert step.endswith("併せて、経緯を担当職員に説明する。")


@pytest.mark.parametrize(("left_out", "named"), [case(1, "）", "one"), case(2, "ほか）", "two")])
def test_the_answers_left_out_are_counted_and_the_first_is_named(left_out: int, named: str) -> None:
    dossier = with_app(a_checklist(), *checks(leave_out=left_out))
    first = checks()[-left_out].check_id
    assert missing_of(the_duty(dossier, "web/checklist")) == (
        f"チェックリスト{left_out}項目の対応状況（{first}{named}",
    )


def test_a_checklist_without_any_answer_is_unknown() -> None:
    dossier = with_app(a_checklist())
    assert state(dossier, "web/checklist", INTERIM) == "不明"
    lacking = missing_of(the_duty(dossier, "web/checklist"))
    assert len(lacking) == 1
    assert lacking[0].startswith(f"チェックリスト{len(checks())}項目の対応状況（")


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, BEFORE, ["発生前"], "before the launch"),
        case({}, AFTER, ["超過"], "after it"),
        case({"launched_on": None}, INTERIM, ["発生前"], "not launched"),
        case({"phases": ("運用",)}, INTERIM, [], "not built here"),
        case({"phases": ()}, AFTER, ["超過"], "of unknown phases"),
        case({"web_app": False}, INTERIM, [], "no application"),
    ],
)
def test_a_checklist_missing_at_the_launch(changes: dict[str, Any], on: date, expected: list[str]) -> None:
    assert states(with_app(**changes), "web/checklist", on) == expected


OF_CHANGE: dict[str, Any] = {"id": "checklist-2", "occasion": "改修", "submitted_on": day("2024-09-30")}


@pytest.mark.parametrize(
    ("checklist", "expected"),
    [
        case(None, ["不明"], "none"),
        case({**OF_CHANGE, "due_on": day("2024-10-01")}, [], "one of its day"),
        case({**OF_CHANGE, "due_on": day("2024-11-01")}, [], "one of a release a month later"),
        case({**OF_CHANGE, "due_on": day("2024-11-02")}, ["不明"], "one of another time"),
        case({**OF_CHANGE, "due_on": day("2024-10-01"), "occasion": "定期"}, ["不明"], "a regular one"),
    ],
)
def test_a_change_of_the_application_calls_for_a_checklist(
    checklist: dict[str, Any] | None, expected: list[str]
) -> None:
    more = [a_checklist(**checklist)] if checklist else []
    dossier = in_order(CHANGED, *more)
    found = [duty.state(INTERIM) for duty in duties(dossier, "web/checklist") if duty.subject.kind == "system_change"]
    assert found == expected


@pytest.mark.parametrize(
    "changes",
    [case({"web_app_changed": False}, "not of the application"), case({"system": "system-2"}, "of another system")],
)
def test_another_change_calls_for_none(changes: dict[str, Any]) -> None:
    other = a_system(id="system-2", name="別システム", web_app=False)
    dossier = in_order(other, a_change(**{"web_app_changed": True, **changes}))
    assert states(dossier, "web/checklist") == ["履行"]


def test_what_becomes_known_of_another_system_asks_nothing_of_this_one() -> None:
    other = a_system(id="system-2", name="別システム", web_app=False)
    threat = Threat(id="threat-2", system="system-2", content="別の攻撃手法", confirmed_on=day("2024-10-01"))
    assert states(in_order(other, threat), "web/diagnosis") == ["履行"]


# 17) 指示への対応.


@pytest.mark.parametrize(
    ("told", "on", "expected"),
    [
        case({"instructed_on": day("2024-09-10")}, day("2024-10-10"), ["期限内"], "to be done on the thirtieth day"),
        case({"instructed_on": day("2024-09-10")}, day("2024-10-11"), ["超過"], "not done"),
        case(
            {"instructed_on": day("2024-09-10"), "instruction_done_on": day("2024-10-10")},
            INTERIM,
            ["履行"],
            "done in time",
        ),
        case({"instructed_on": day("2024-09-10"), "instruction_done_on": day("2024-10-11")}, INTERIM, ["遅延"], "late"),
        case({"instruction": "再確認すること。"}, INTERIM, ["不明"], "told on an unknown day"),
        case({}, INTERIM, [], "nothing told"),
    ],
)
def test_what_the_official_says_of_the_checklist_is_followed(
    told: dict[str, Any], on: date, expected: list[str]
) -> None:
    assert states(with_app(a_checklist(**told)), "web/instruction", on) == expected


def test_an_instruction_still_within_its_days_is_a_note() -> None:
    dossier = with_changed(in_order(), "checklist-1", instructed_on=day("2024-10-15"))
    found = standing(dossier, 17)
    assert (found.proposed, len(found.notes)) == ("実施", 1)


def test_an_instruction_about_a_system_without_an_application_is_none_of_item_17() -> None:
    dossier = with_app(a_checklist(instructed_on=day("2024-09-10")), web_app=False)
    assert duties(dossier, "web/instruction") == []


# 17) The item's fold.


@pytest.mark.parametrize(
    ("dossier", "on", "expected"),
    [
        case(in_order(), INTERIM, "実施", "all in order"),
        case(in_order(launched_on=None), INTERIM, "実施", "diagnosed, not launched"),
        case(with_app(), BEFORE, "該当なし", "nothing yet, before the launch"),
        case(with_app(a_web_diagnosis()), INTERIM, "未実施", "no checklist"),
        case(with_app(a_checklist(), *checks()), INTERIM, "未実施", "no diagnosis"),
        case(without(in_order(), Check), INTERIM, "要確認", "a checklist without answers"),
        case(with_changed(in_order(), "checklist-1", submitted_on=AFTER), INTERIM, "要確認", "a checklist afterwards"),
        case(in_order(THREAT), INTERIM, "未実施", "the diagnosis of a threat due today"),
        case(in_order(CHANGED, a_web_diagnosis("2024-10-08")), INTERIM, "要確認", "a change without a checklist"),
        case(in_order(THREAT, a_web_diagnosis("2024-10-08")), INTERIM, "実施", "a threat, diagnosed"),
        case(in_order(phases=("運用",)), INTERIM, "実施", "run here, a checklist handed in"),
        case(
            without(in_order(phases=("運用",)), Checklist, Diagnosis), INTERIM, "該当なし", "run here, nothing changed"
        ),
    ],
)
def test_how_item_17_stands(dossier: Dossier, on: date, expected: str) -> None:
    assert standing(dossier, 17, on).proposed == expected


def test_an_application_that_is_only_run_needs_nothing_until_it_is_changed() -> None:
    found = standing(with_app(phases=("運用",)), 17)
    assert found.drafted_reason == (
        "基準日現在、外部に公開するウェブサイト上のウェブアプリケーションの構築又は改修を行っていないため。"
    )


@pytest.mark.parametrize(
    ("declared", "flags", "expected"),
    [
        case(False, None, "該当なし", "無, no system"),
        case(True, None, "要確認", "有, no system"),
        case(None, None, "要確認", "未確認, no system"),
        case(False, {"web_app": False}, "該当なし", "無, a system without an application"),
        case(False, {"public_web": None}, "要確認", "無, a system that may be public"),
        case(True, {"web_app": False}, "要確認", "有, a system without an application"),
        case(False, {}, "未実施", "無, though a system shows it"),
    ],
)
def test_whether_item_17_applies(declared: bool | None, flags: dict[str, Any] | None, expected: str) -> None:
    systems = [] if flags is None else [a_system(**flags)]
    dossier = with_records(good_standing(builds_systems=True, builds_web_app=declared), *systems)
    assert standing(dossier, 17).proposed == expected


def test_what_is_unclear_of_item_17_is_said() -> None:
    dossier = with_records(good_standing(builds_web_app=False), a_system(public_web=None))
    assert "17) ウェブアプリに該当するかどうかを示す項目が未確認の記録があります。" in [
        why.replace(standing(dossier, 17).item.title, "ウェブアプリ") for why in standing(dossier, 17).unclear
    ]


def test_nothing_is_left_to_do_where_all_is_in_order() -> None:
    found = standing(in_order(), 17)
    assert {next_step(duty, INTERIM) for duty in found.duties} == {""}
