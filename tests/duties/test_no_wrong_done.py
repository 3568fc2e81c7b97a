"""Ways in which 実施 could be said wrongly: dates out of order, words that prove nothing, promises nobody accepted."""

from datetime import date
from typing import Any

import pytest
from builders import INTERIM, a_report, good_standing, standing, state, with_changed, with_records, without
from builders_more import a_cloud, a_diagnosis, a_site, an_incident, an_incident_report

from secops.dossier import Dossier
from secops.duties.assess import assess
from secops.records.contracts import Assurance


def test_without_an_accepted_assurance_no_item_is_done() -> None:
    nothing_filed = without(good_standing(), Assurance)
    assert {item: standing(nothing_filed, item, INTERIM).proposed for item in (2, 4, 9, 10, 11)} == dict.fromkeys(
        (2, 4, 9, 10, 11), "未実施"
    )


def test_a_method_counts_from_the_day_the_assurance_was_accepted() -> None:
    accepted_late = with_changed(
        good_standing(), "assurance-1", accepted_on=date(2024, 8, 1), filed_on=date(2024, 8, 2)
    )
    assert state(accepted_late, "measures/method", date(2024, 7, 31)) == "超過"
    assert state(accepted_late, "measures/method", date(2024, 8, 1)) == "遅延"


@pytest.mark.parametrize(
    ("records", "clause"),
    [
        ((an_incident(), an_incident_report(reported="2023-09-10")), "incidents/report"),
        ((an_incident(consulted_on=date(2023, 9, 12)), an_incident_report()), "incidents/consultation"),
    ],
)
def test_what_was_done_before_the_incident_was_noticed_is_unknown(records: tuple[Any, ...], clause: str) -> None:
    assert state(with_records(good_standing(), *records), clause, INTERIM) == "不明"


@pytest.mark.parametrize(
    ("checked", "expected"),
    [(date(2024, 7, 1), "履行"), (date(2020, 1, 1), "不明"), (date(2024, 12, 1), "不明")],
)
def test_a_look_at_the_list_proves_only_the_days_near_it(checked: date, expected: str) -> None:
    cloud = a_cloud(procured_on=date(2024, 7, 9), list_standing="ISMAP", list_checked_on=checked, registration_no="")
    dossier = with_records(good_standing(uses_cloud=True), cloud)
    assert state(dossier, "procured-cloud/listing", INTERIM) == expected


@pytest.mark.parametrize(
    ("domain", "expected"),
    [
        ("a.example.go.jp", "履行"),
        ("a.example.go.jp、b.example.go.jp", "履行"),
        ("a.example.com、b.example.go.jp", "違反"),
        ("example.go.jp.example.com", "違反"),
    ],
)
def test_every_domain_must_be_a_governments(domain: str, expected: str) -> None:
    assert state(a_site(domain=domain), "systems/domain", INTERIM) == expected


def test_a_product_called_none_is_no_product() -> None:
    assert state(a_site(antivirus="なし"), "systems/antimalware", INTERIM) == "不明"


def test_a_diagnosis_counts_when_what_it_found_is_dealt_with() -> None:
    site: Dossier = a_site(a_diagnosis(detected=5, fixed_on=date(2025, 1, 15)), diagnosed=False)
    assert state(site, "systems/diagnosis", INTERIM, round_="launch") == "超過"


def test_a_period_that_leaves_days_out_is_a_contradiction() -> None:
    begun = a_report(INTERIM, period_from_on=date(2024, 10, 1))
    found = assess(with_records(good_standing(), begun), INTERIM).contradictions
    assert [one.key for one in found] == ["period"]
