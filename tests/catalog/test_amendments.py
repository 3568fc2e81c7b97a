"""規程等の改正: what a workspace's settings add to what the edition knows."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from secops.base.errors import DataError
from secops.catalog.amendments import amendments
from secops.catalog.edition import Edition
from secops.catalog.load import load_edition

EDITIONS = Path(__file__).parent.parent / "editions"
WHERE = "settings.toml regulations"


@pytest.fixture
def edition() -> Edition:
    """An edition that knows of one amendment, of 令和６年６月１日."""
    return load_edition("kakuu-r7", EDITIONS)


def test_dates_are_added_to_those_the_edition_knows(edition: Edition) -> None:
    given = {
        "架空情報セキュリティ管理規程": [date(2025, 4, 1), date(2024, 6, 1)],
        "架空 統一基準群": [date(2025, 7, 1)],
    }
    found = edition.overlaid(edition.terms, amendments(given, edition, WHERE, EDITIONS))
    assert [one.amended_on for one in found.regulations] == [
        (date(2024, 6, 1), date(2025, 4, 1)),
        (date(2025, 7, 1),),
    ]
    assert edition.regulations[1].amended_on == ()
    assert found.item(2) is edition.item(2)


def test_a_regulation_of_another_edition_says_nothing_of_this_one(edition: Edition, tmp_path: Path) -> None:
    controls = tmp_path / "controls"
    controls.mkdir()
    for folder in (EDITIONS / "kakuu-r7", Path(__file__).parents[2] / "controls" / "meti-r6-kanto"):
        shutil.copytree(folder, controls / folder.name)
    assert amendments({"経済産業省情報セキュリティ対策基準": [date(2025, 4, 1)]}, edition, WHERE, controls) == {}


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("架空の規程", [date(2025, 4, 1)], "規程等の名前: 架空情報セキュリティ管理規程、架空統一基準群"),
        ("架空統一基準群", date(2025, 4, 1), "日付の並び"),
        ("架空統一基準群", ["2025-04-01"], "日付の並び"),
        ("架空統一基準群", [datetime(2025, 4, 1, tzinfo=UTC)], "日付の並び"),
        ("架空情報セキュリティ管理規程", [date(2006, 3, 21)], "制定の日（2006-03-22）以後"),
    ],
)
def test_what_cannot_be_is_named_with_file_and_key(edition: Edition, name: str, value: object, reason: str) -> None:
    with pytest.raises(DataError) as caught:
        amendments({"架空統一基準群": [date(2025, 4, 1)], name: value}, edition, WHERE, EDITIONS)
    (fault,) = caught.value.faults
    assert fault.where == f"settings.toml regulations.{name}"
    assert reason in fault.expected
