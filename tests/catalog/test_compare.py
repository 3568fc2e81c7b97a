"""Two editions side by side: what an officer must know of a new year's 別記 before taking a contract over to it."""

from pathlib import Path

import pytest

from secops.catalog.compare import Comparison, compare, same_words
from secops.catalog.load import edition_ids, load_edition

EDITIONS = Path(__file__).parent.parent / "editions"


@pytest.fixture
def comparison() -> Comparison:
    """The two made-up editions, 令和６年度 and 令和７年度."""
    return compare(load_edition("kakuu-r6", EDITIONS), load_edition("kakuu-r7", EDITIONS))


def test_each_item_is_found_again_by_its_slug(comparison: Comparison) -> None:
    found = {
        one.slug: (one.before.number if one.before else None, one.after.number if one.after else None)
        for one in comparison.items
    }
    assert found == {
        "assurance": (1, 1),
        "regulations": (2, 2),
        "personnel": (3, 3),
        "disposal": (4, 4),
        "incidents": (6, 5),
        "measures": (None, 6),
        "confidentiality": (5, None),
    }


def test_renumbered_reworded_new_and_dropped_are_told_apart(comparison: Comparison) -> None:
    assert [one.slug for one in comparison.items if one.renumbered] == ["incidents"]
    assert [one.slug for one in comparison.items if one.reworded] == ["regulations"]
    assert [one.slug for one in comparison.items if one.new] == ["measures"]
    assert [one.slug for one in comparison.items if one.dropped] == ["confidentiality"]
    assert [one.slug for one in comparison.same] == ["assurance", "disposal"]


def test_a_reworded_item_shows_only_the_sentences_that_changed(comparison: Comparison) -> None:
    bekki, besshi = comparison.item("regulations").rewordings
    assert (bekki.place, besshi.place) == ("別記", "別紙")
    (change,) = bekki.changes  # the item's second sentence is as it was
    assert change.before == (
        "受注者は、「架空情報セキュリティ管理規程」及び「架空統一基準群（令和５年度版）」を遵守すること。",
    )
    assert change.after == (
        "受注者は、「架空情報セキュリティ管理規程」及び「架空統一基準群（令和７年度版）」を遵守すること。",
    )


def test_a_number_alone_is_no_new_wording(comparison: Comparison) -> None:
    incidents = comparison.item("incidents")
    assert incidents.before
    assert incidents.after
    assert incidents.before.label != incidents.after.label
    assert same_words(incidents.before, incidents.after)


def test_clauses_that_came_and_went_are_named(comparison: Comparison) -> None:
    came = {clause.name for one in comparison.items for clause in one.new_clauses}
    went = {clause.name for one in comparison.items for clause in one.gone_clauses}
    assert came == {"personnel/workplaces", "measures/education", "measures/method"}
    assert went == {"confidentiality/leaks", "confidentiality/method"}
    assert comparison.item("personnel").changed


def test_conventional_numbers_and_regulations_that_differ_are_listed(comparison: Comparison) -> None:
    (term,) = comparison.terms
    assert (term.after.name, term.before.value, term.after.value) == ("report", 30, 20)
    assert (term.before.ours, term.after.ours) == (True, False)
    rules, standard = comparison.regulations
    assert rules.before
    assert rules.after
    assert (len(rules.before.amended_on), len(rules.after.amended_on)) == (0, 1)
    assert standard.before
    assert standard.after
    assert (standard.before.number, standard.after.number) == ("令和５年度版", "令和７年度版")


@pytest.mark.parametrize("edition_id", edition_ids())
def test_an_edition_does_not_differ_from_itself(edition_id: str) -> None:
    edition = load_edition(edition_id)
    comparison = compare(edition, edition)
    assert comparison.changed == ()
    assert comparison.terms == ()
    assert comparison.regulations == ()


def test_there_and_back_new_and_dropped_change_places(comparison: Comparison) -> None:
    back = compare(comparison.after, comparison.before)
    assert {one.slug for one in back.items if one.new} == {one.slug for one in comparison.items if one.dropped}
    assert {one.slug for one in back.items if one.dropped} == {one.slug for one in comparison.items if one.new}
    there_first = comparison.item("regulations").rewordings[0].changes[0]
    back_first = back.item("regulations").rewordings[0].changes[0]
    assert (back_first.before, back_first.after) == (there_first.after, there_first.before)
