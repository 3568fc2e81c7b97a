"""Contradictions among the records of information, its disposal, and the services it lies in: present and absent."""

from datetime import date
from typing import Any

import pytest
from builders import ENDS, INTERIM, assessed, good_standing, with_changed, with_contract, with_records
from builders_more import (
    a_cloud,
    a_content,
    a_copy,
    a_device,
    a_disclosure,
    a_disposal,
    a_free_service,
    a_system,
    an_asset,
    case,
    day,
    full_order,
)

from secops.dossier import Dossier
from secops.records.contracts import Change


def keys(dossier: Dossier, on: date = INTERIM) -> list[str]:
    return [one.key for one in assessed(dossier, on).contradictions]


def held() -> Dossier:
    return with_records(good_standing(brings_devices=True, copies_off_site=True), a_device(), an_asset(), a_copy())


def test_a_contract_in_order_contradicts_itself_nowhere() -> None:
    assert keys(full_order()) == []
    assert keys(full_order(), ENDS) == []


@pytest.mark.parametrize(
    ("record", "changes", "expected"),
    [
        case("device-1", {"person": "yoshida"}, ["holder:device:device-1"], "a device with someone outside the team"),
        case("device-1", {"person": "yoshida", "cancelled": True}, [], "the visit called off"),
        case("device-1", {"person": ""}, [], "a device of nobody"),
        case("copy-1", {"person": "yoshida"}, ["holder:copy:copy-1"], "a copy with someone outside the team"),
        case("copy-1", {"made_on": day("2024-07-07")}, ["holder:copy:copy-1"], "a copy made before the assignment"),
        case("copy-1", {"made_on": day("2024-07-08")}, [], "a copy made on its first day"),
        case("assignment-an", {"ends_on": day("2024-09-01")}, ["holder:device:device-1"], "the assignment had ended"),
    ],
)
def test_held_by_someone_with_no_assignment_that_day(record: str, changes: dict[str, Any], expected: list[str]) -> None:
    assert keys(with_changed(held(), record, **changes)) == expected


def test_the_sentence_of_a_holder_outside_the_team() -> None:
    [found] = assessed(with_changed(held(), "device-1", person="yoshida")).contradictions
    assert found.item == 6
    assert found.message == ("「ノートPC」を𠮷田　次郎が持っていますが、令和６年９月２日の従事者配置がありません。")
    assert found.sides == ("ノートPC（𠮷田　次郎、令和６年９月２日）", "従事者配置 𠮷田　次郎なし")


@pytest.mark.parametrize(
    ("of", "target", "executed", "expected"),
    [
        case("asset", "asset-1", "2024-07-31", True, "an asset the day before it was received"),
        case("asset", "asset-1", "2024-08-01", False, "an asset on the day it was received"),
        case("copy", "copy-1", "2024-08-04", True, "a copy the day before it was made"),
        case("copy", "copy-1", "2024-08-05", False, "a copy on the day it was made"),
        case("device", "device-1", "2024-09-01", True, "a device the day before it was brought in"),
        case("device", "device-1", "2024-09-02", False, "a device on the day it was brought in"),
    ],
)
def test_disposed_of_before_it_was_there(of: str, target: str, executed: str, expected: bool) -> None:
    dossier = with_records(held(), a_disposal(of, target, executed_on=day(executed)))
    assert keys(dossier) == ([f"disposal-before:disposal-{target}"] if expected else [])


def test_the_sentence_of_a_disposal_before_the_receipt() -> None:
    [found] = assessed(
        with_records(held(), a_disposal("asset", "asset-1", executed_on=day("2024-07-31")))
    ).contradictions
    assert (found.item, found.message) == (
        8,
        "「参加者名簿」の消去（令和６年７月３１日）が、その受領等（令和６年８月１日）より前です。",
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        case({}, [], "both after it"),
        case({"certified_on": day("2025-03-07"), "confirmed_on": day("2025-03-07")}, [], "all on one day"),
        case({"certified_on": None, "confirmed_on": None}, [], "neither yet"),
        case({"certified_on": day("2025-03-06")}, ["証明書の提出日"], "certified before"),
        case({"confirmed_on": day("2025-03-06")}, ["担当職員の確認日"], "confirmed before"),
        case(
            {"certified_on": day("2025-03-06"), "confirmed_on": day("2025-03-06")},
            ["担当職員の確認日", "証明書の提出日"],
            "both before",
        ),
    ],
)
def test_certified_or_confirmed_before_it_was_done(changes: dict[str, Any], expected: list[str]) -> None:
    dossier = with_records(held(), a_disposal("asset", "asset-1", **changes))
    found = [key.rpartition(":")[2] for key in keys(dossier) if key.startswith("certified-before:disposal-asset-1:")]
    assert found == expected
    assert len(keys(dossier)) == len(expected)


@pytest.mark.parametrize(
    ("classification", "confidential", "expected"),
    [
        case("機密性３情報", False, True, "３ where nothing confidential is"),
        case("機密性２情報", False, True, "２ where nothing confidential is"),
        case("機密性１情報", False, False, "１ where nothing confidential is"),
        case("格付の明示なし", False, False, "unclassified where nothing confidential is"),
        case("機密性２情報", True, False, "２ where something confidential is"),
        case("機密性２情報", None, False, "２ where nobody said"),
    ],
)
def test_what_is_confidential_lies_where_nothing_is(
    classification: str, confidential: bool | None, expected: bool
) -> None:
    dossier = with_records(
        good_standing(uses_cloud=True),
        a_cloud(confidential=confidential),
        an_asset(classification=classification, cloud="cloud-1"),
    )
    assert keys(dossier) == (["confidential:asset-1"] if expected else [])


def test_the_sentence_of_what_is_confidential_where_nothing_is() -> None:
    dossier = with_records(good_standing(uses_cloud=True), a_free_service(), an_asset(cloud="cloud-2"))
    [found] = assessed(dossier).contradictions
    assert found.item == 12
    assert found.message == (
        "機密性２情報の「参加者名簿」が、要機密情報を取り扱わないとした「架空アンケート」にあります。"
    )
    assert keys(with_changed(dossier, "cloud-2", cancelled=True)) == []


ANNOUNCED = Change(
    id="change-1",
    subject="クラウドサービスの追加",
    effective_on=day("2024-09-02"),
    submitted_on=day("2024-08-20"),
    agreed_on=day("2024-08-26"),
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        case({"starts_on": day("2024-07-10")}, [], "begun on the day of the acceptance"),
        case({"starts_on": day("2024-07-11")}, ["unannounced:cloud-1"], "begun the day after, named by no change"),
        case({"starts_on": day("2024-09-02"), "change": "change-1"}, [], "named by a change"),
        case({"starts_on": day("2024-09-02"), "cancelled": True}, [], "called off"),
    ],
)
def test_a_service_that_nobody_announced(changes: dict[str, Any], expected: list[str]) -> None:
    dossier = with_records(good_standing(uses_cloud=True), a_cloud(**changes), ANNOUNCED)
    assert [key for key in keys(dossier) if key.startswith("unannounced:")] == expected


def test_before_any_acceptance_no_service_is_unannounced() -> None:
    dossier = with_changed(good_standing(uses_cloud=True), "assurance-1", accepted_on=None)
    assert keys(with_records(dossier, a_cloud(starts_on=day("2024-12-02")))) == []


@pytest.mark.parametrize(
    ("flag", "record", "expected"),
    [
        case("brings_devices", a_device(), ["scope:6"], "devices"),
        case("copies_off_site", a_copy(), ["scope:7"], "copies"),
        case("discloses", a_disclosure(), ["scope:9"], "disclosures"),
        case("builds_systems", a_system(web_app=False), ["scope:15"], "systems"),
        case("builds_web_app", a_system(), ["scope:17"], "web applications"),
        case("makes_content", a_content(), ["scope:16"], "contents"),
        case("uses_cloud", a_cloud(), ["scope:13", "scope:14"], "services"),
    ],
)
@pytest.mark.parametrize("declared", [True, False, None])
def test_declared_not_so_beside_a_record(flag: str, record: Any, expected: list[str], declared: bool | None) -> None:
    every = "brings_devices copies_off_site discloses builds_systems builds_web_app makes_content uses_cloud"
    dossier = with_contract(good_standing(**dict.fromkeys(every.split(), True)), **{flag: declared})
    assert keys(with_records(dossier, an_asset(), record)) == (expected if declared is False else [])


@pytest.mark.parametrize(
    ("flag", "record"),
    [
        case("brings_devices", a_device(cancelled=True), "devices"),
        case("copies_off_site", a_copy(cancelled=True), "copies"),
        case("discloses", a_disclosure(cancelled=True), "disclosures"),
        case("uses_cloud", a_cloud(cancelled=True), "services"),
    ],
)
def test_what_was_called_off_contradicts_nothing(flag: str, record: Any) -> None:
    assert keys(with_records(good_standing(**{flag: False}), an_asset(), record)) == []
