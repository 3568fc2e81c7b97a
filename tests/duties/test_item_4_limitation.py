"""Who holds what: 別記 4) 従事者の限定."""

from datetime import date
from typing import Any

import pytest
from builders import (
    INTERIM,
    duties,
    good_standing,
    said,
    standing,
    state,
    with_changed,
    with_records,
)
from builders_more import (
    a_copy,
    a_device,
    an_asset,
    case,
    day,
)

from secops.dossier import Dossier


def with_device(*more: Any, **changes: Any) -> Dossier:
    return with_records(good_standing(brings_devices=True), a_device(**changes), *more)


def with_copy(*more: Any, **changes: Any) -> Dossier:
    return with_records(good_standing(copies_off_site=True), an_asset(), a_copy(**changes), *more)


# 4) 従事者の限定: who holds a device or a copy is of the team on that day.


@pytest.mark.parametrize(
    ("changes", "on", "expected"),
    [
        case({}, INTERIM, "履行", "one of the team"),
        case({"person": "yoshida"}, INTERIM, "不明", "not of the team"),
        case({"person": "yoshida"}, day("2024-09-01"), "発生前", "not of the team, the day before"),
        case({"brought_on": day("2024-07-07")}, INTERIM, "不明", "the day before the assignment begins"),
        case({"brought_on": day("2024-07-08")}, INTERIM, "履行", "on the first day of the assignment"),
    ],
)
def test_a_device_is_held_by_one_of_the_team(changes: dict[str, Any], on: date, expected: str) -> None:
    assert state(with_device(**changes), "personnel/limitation", on, "device-1") == expected


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        case(day("2025-02-28"), "履行", "made during the assignment"),
        case(day("2024-08-04"), "不明", "made the day after it"),
    ],
)
def test_a_copy_is_held_by_one_of_the_team(ends: date, expected: str) -> None:
    dossier = with_changed(with_copy(), "assignment-an", ends_on=ends)
    assert state(dossier, "personnel/limitation", INTERIM, "copy-1") == expected


def test_who_leaves_and_still_holds_a_copy_is_named_from_then_on() -> None:
    dossier = with_changed(with_copy(), "assignment-an", ends_on=day("2024-08-31"))
    held = [duty for duty in duties(dossier, "personnel/limitation") if duty.subject.id == "copy-1"]
    assert [duty.state(day("2024-08-31")) for duty in held] == ["履行", "発生前"]
    assert [duty.state(day("2024-09-01")) for duty in held] == ["履行", "不明"]


def test_a_device_kept_in_the_ministry_past_its_permission_is_a_breach() -> None:
    until, out = day("2024-09-10"), day("2024-09-20")
    dossier = with_device(permitted_until_on=until, removed_on=out)
    assert state(dossier, "devices/permission", day("2024-09-10"), "device-1", "stay") == "履行"
    assert state(dossier, "devices/permission", day("2024-09-11"), "device-1", "stay") == "違反"


def test_retention_agreed_after_the_information_was_due_to_be_gone_puts_nothing_off() -> None:
    due = {"retain_until_on": day("2025-12-31")}
    agreed = with_records(good_standing(), an_asset(**due, retain_agreed_on=day("2025-03-14")))
    too_late = with_records(good_standing(), an_asset(**due, retain_agreed_on=day("2025-06-01")))
    assert state(agreed, "disposal/execution", day("2025-07-01"), "asset-1") == "期限内"
    assert state(too_late, "disposal/execution", day("2025-07-01"), "asset-1") == "超過"


def test_who_holds_something_without_being_of_the_team_is_named_with_the_day() -> None:
    assert said(with_device(person="yoshida"), "personnel/limitation", INTERIM, "device-1") == (
        "ノートPCの従事者に限定した取扱いが確認できません。記録がないもの: 𠮷田　次郎の令和６年９月２日の従事者配置。",
        "𠮷田　次郎の令和６年９月２日の従事者配置を確認し、記録する。",
    )


def test_an_assignment_called_off_is_none() -> None:
    dossier = with_changed(with_device(), "assignment-an", cancelled=True)
    assert state(dossier, "personnel/limitation", INTERIM, "device-1") == "不明"


def test_who_handles_something_outside_the_team_makes_item_4_uncertain() -> None:
    assert standing(with_device(person="yoshida"), 4).proposed == "要確認"
    assert standing(with_device(), 4).proposed == "実施"


def test_nothing_is_asked_of_a_copy_that_nobody_holds() -> None:
    assert duties(with_copy(person=""), "personnel/limitation") == []


@pytest.mark.parametrize(
    "changes", [case({"person": ""}, "nobody named"), case({"cancelled": True}, "the visit called off")]
)
def test_nothing_is_asked_of_a_device_that_nobody_holds(changes: dict[str, Any]) -> None:
    assert duties(with_device(**changes), "personnel/limitation") == []
