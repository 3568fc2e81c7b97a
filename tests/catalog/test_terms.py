"""The conventional numbers: the edition's own, and a workspace's settings laid over them."""

import pytest

from secops.base.errors import DataError, NotFound
from secops.catalog.load import load_edition
from secops.catalog.terms import Origin, Terms


@pytest.fixture
def terms() -> Terms:
    return load_edition("meti-r6-kanto").terms


@pytest.mark.parametrize(
    ("name", "value", "unit"),
    [
        ("assurance", 14, "日"),
        ("report", 30, "日"),
        ("improvement", 14, "日"),
        ("finding", 30, "日"),
        ("subcontract_disposal", 14, "日"),
        ("disposal", 14, "日"),
        ("disposal_confirmation", 14, "日"),
        ("education", 30, "日"),
        ("incident_report", 1, "日"),
        ("incident_consultation", 7, "日"),
        ("instruction", 30, "日"),
        ("delisted_assessment", 30, "日"),
        ("list_check", 60, "日"),
        ("cloud_review", 6, "か月"),
        ("system_change", 7, "日"),
        ("vulnerability_watch", 1, "か月"),
        ("vulnerability_notice", 7, "日"),
        ("vulnerability_plan", 14, "日"),
        ("patch", 30, "日"),
        ("platform_diagnosis", 12, "か月"),
        ("web_diagnosis", 30, "日"),
        ("diagnosis_fix", 30, "日"),
        ("subcontract_ratio", 50, "％"),
        ("subcontract_threshold", 0, "円"),
        ("half_term_months", 12, "か月"),
    ],
)
def test_the_edition_gives_each_term_its_value_and_unit(terms: Terms, name: str, value: int, unit: str) -> None:
    assert (terms[name], terms.term(name).unit) == (value, unit)
    assert terms.term(name).origin is Origin.EDITION


def test_only_the_numbers_of_the_official_text_are_not_ours(terms: Terms) -> None:
    official = {term.name for term in terms if not term.ours}
    assert official == {"platform_diagnosis", "subcontract_ratio", "half_term_months"}
    assert all(term.why for term in terms)


def test_settings_lie_over_the_edition_and_leave_it_as_it_was(terms: Terms) -> None:
    overlaid = terms.overlaid({"assurance": 10, "subcontract_threshold": 500_000}, "settings.toml terms")
    assert (overlaid["assurance"], overlaid["subcontract_threshold"], overlaid["report"]) == (10, 500_000, 30)
    assert overlaid.term("assurance").origin is Origin.SETTINGS
    assert overlaid.term("report").origin is Origin.EDITION
    assert terms["assurance"] == 14
    assert [term.name for term in overlaid] == [term.name for term in terms]


def test_no_settings_change_nothing(terms: Terms) -> None:
    assert terms.overlaid({}, "settings.toml terms") == terms


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("assurence", 10, "使える名前: assurance、report"),
        ("assurance", -1, "0以上3650以下の整数（日）"),
        ("assurance", 10**12, "0以上3650以下の整数（日）"),
        ("assurance", 1.5, "整数（日）"),
        ("assurance", "14", "整数（日）"),
        ("assurance", True, "整数（日）"),
        ("assurance", None, "整数（日）"),
        ("cloud_review", 0, "1以上120以下の整数（か月）"),
        ("subcontract_ratio", 101, "0以上100以下の整数（％）"),
    ],
)
def test_a_setting_that_cannot_be_is_named_with_place_and_expectation(
    terms: Terms, name: str, value: object, reason: str
) -> None:
    with pytest.raises(DataError) as caught:
        terms.overlaid({"report": 20, name: value}, "settings.toml terms")
    (fault,) = caught.value.faults
    assert fault.where == f"settings.toml terms.{name}"
    assert reason in fault.expected


def test_a_name_that_is_no_term_is_said_in_japanese(terms: Terms) -> None:
    with pytest.raises(NotFound, match="「assurence」という目安の日数等はありません"):
        terms["assurence"]
