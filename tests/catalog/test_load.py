"""Editions are read strictly: what is wrong in a file is named by file, key and reason."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from secops.base.errors import DataError, NotFound
from secops.base.paths import data_folder
from secops.catalog.edition import Basis, Regulation
from secops.catalog.load import edition_ids, load_edition

EDITION = "meti-r6-kanto"


@dataclass(frozen=True)
class Mutation:
    """A small mistake in one file of a good edition, and the words its message must have."""

    name: str
    file: str
    old: str
    new: str
    key: str
    reason: str


MUTATIONS = [
    Mutation(
        "unknown key of the head", "edition.toml", "year =", 'nickname = "x"\nyear =', "nickname", "知らない項目名"
    ),
    Mutation("unknown key of an item", "04.toml", "slug =", 'tag = "x"\nslug =', "tag", "知らない項目名"),
    Mutation(
        "unknown key of a clause",
        "08.toml",
        'basis = "別記"',
        'basis = "別記"\nday = 3',
        "clauses[1].day",
        "知らない項目名",
    ),
    Mutation("missing title", "04.toml", 'title = "従事者の限定"\nshort', "short", "04.toml title", "ありません"),
    Mutation("missing scope", "04.toml", "[scope]\nalways = true\n", "", "04.toml scope", "ありません"),
    Mutation("missing report sentence", "edition.toml", 'honorific = "殿"\n', "", "report.honorific", "ありません"),
    Mutation("missing reason for absence", "06.toml", "absent =", "# absent =", "scope.absent", "ありません"),
    Mutation("number as a text", "04.toml", "number = 4", 'number = "4"', "04.toml number", "整数"),
    Mutation(
        "blank title",
        "04.toml",
        'title = "従事者の限定"\nshort',
        'title = " "\nshort',
        "04.toml title",
        "空でない文字列",
    ),
    Mutation(
        "paragraphs as one text",
        "08.toml",
        "paragraphs = [",
        'paragraphs = "x"\nothers = [',
        "wording.paragraphs",
        "並び",
    ),
    Mutation("no flag at all", "06.toml", 'flags = ["brings_devices"]', "flags = []", "scope.flags", "一つ以上"),
    Mutation("always as a text", "04.toml", "always = true", 'always = "yes"', "scope.always", "true か false"),
    Mutation(
        "ground of a term as a number",
        "edition.toml",
        'why = "別記 3)',
        'why = 3 # "別記 3)',
        "terms.finding.why",
        "空でない文字列",
    ),
    Mutation("doubled item number", "05.toml", "number = 5", "number = 4", "05.toml number", "項目 4)が重なっています"),
    Mutation("numbers out of order", "17.toml", "number = 17", "number = 18", "17.toml number", "順になっていません"),
    Mutation("doubled slug", "07.toml", 'slug = "copies"', 'slug = "devices"', "07.toml slug", "重なっています"),
    Mutation(
        "doubled clause name",
        "08.toml",
        "disposal/confirmation",
        "disposal/execution",
        "clauses[2].name",
        "重なっています",
    ),
    Mutation(
        "clause name of another file",
        "07.toml",
        "copies/erasure",
        "devices/erasure",
        "07.toml clauses[2].name",
        "06.toml",
    ),
    Mutation(
        "clause name of one word", "08.toml", "disposal/confirmation", "confirmation", "clauses[2].name", "の形で"
    ),
    Mutation(
        "unknown basis",
        "08.toml",
        'basis = "別記"',
        'basis = "慣習"',
        "clauses[1].basis",
        "別記、募集要領、契約書、自主",
    ),
    Mutation("basis without source", "05.toml", 'source = "再委託の承認', '# "', "clauses[6].source", "よりどころ"),
    Mutation(
        "part that is not there",
        "15.toml",
        'part = "③（a）"',
        'part = "③（f）"',
        "clauses[4].part",
        "別記の文言にありません",
    ),
    Mutation("mark used twice", "16.toml", 'mark = "②"', 'mark = "①"', "wording.parts[2].mark", "重なっています"),
    Mutation("flag that is no plain name", "06.toml", "brings_devices", "機器", "scope.flags[1]", "英小文字"),
    Mutation("kind that is no plain name", "06.toml", '["device"]', '["Device"]', "scope.kinds[1]", "英小文字"),
    Mutation(
        "scope always and yet with flags",
        "04.toml",
        "always = true",
        'always = true\nflags = ["x"]',
        "scope.flags",
        "知らない項目名",
    ),
    Mutation(
        "term that no rule uses",
        "edition.toml",
        "[terms.patch]",
        "[terms.patches]",
        "terms.patches",
        "使う規則はありません",
    ),
    Mutation(
        "term that a rule misses", "edition.toml", "[terms.patch]", "[terms.patches]", "terms.patch", "規則が使う"
    ),
    Mutation(
        "term with an unknown unit",
        "edition.toml",
        'unit = "円"',
        'unit = "ドル"',
        "subcontract_threshold.unit",
        "か月",
    ),
    Mutation(
        "term beyond its limits", "edition.toml", "value = 50", "value = 101", "subcontract_ratio.value", "100以下"
    ),
    Mutation("date as a text", "edition.toml", "2006-03-22", '"2006-03-22"', "regulations[1].established_on", "日付"),
    Mutation(
        "id of another folder",
        "edition.toml",
        'id = "meti-r6-kanto"',
        'id = "meti-r7"',
        "edition.toml id",
        "フォルダ名",
    ),
    Mutation("syntax error", "04.toml", "number = 4", "number = = 4", "04.toml 1行目", "TOMLの書き方"),
    Mutation("file that breaks off", "17.toml", 'basis = "別記"', 'basis = """別記', "17.toml 末尾", "TOMLの書き方"),
]


@pytest.fixture
def controls(tmp_path: Path) -> Path:
    shutil.copytree(data_folder("controls") / EDITION, tmp_path / EDITION)
    return tmp_path


@pytest.mark.parametrize("case", MUTATIONS, ids=lambda case: case.name)
def test_a_mistake_is_named_by_file_key_and_reason(controls: Path, case: Mutation) -> None:
    path = controls / EDITION / case.file
    before = path.read_text(encoding="utf-8")
    assert case.old in before
    path.write_text(before.replace(case.old, case.new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_edition(EDITION, controls)
    lines = [str(fault) for fault in caught.value.faults]
    assert any(case.file in line and case.key in line and case.reason in line for line in lines), lines


def test_all_mistakes_are_named_at_once(controls: Path) -> None:
    for file, old, new in (("04.toml", "always", "allways"), ("edition.toml", "year = 2024", "year = true")):
        path = controls / EDITION / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        load_edition(EDITION, controls)
    message = str(caught.value)
    assert "04.toml scope.allways" in message
    assert "edition.toml year" in message


def test_a_file_in_another_encoding_is_named(controls: Path) -> None:
    (controls / EDITION / "04.toml").write_bytes('title = "従事者"'.encode("cp932"))
    with pytest.raises(DataError, match=r"04\.toml.*UTF-8"):
        load_edition(EDITION, controls)


def test_an_edition_without_items_is_refused(controls: Path) -> None:
    for path in (controls / EDITION).glob("[0-9]*.toml"):
        path.unlink()
    with pytest.raises(DataError, match="項目のファイルが一つもありません"):
        load_edition(EDITION, controls)


@pytest.mark.parametrize("edition_id", ["meti-r9", "", "../controls", "."])
def test_an_unknown_edition_is_answered_with_those_there_are(edition_id: str) -> None:
    with pytest.raises(NotFound, match=EDITION):
        load_edition(edition_id)


def test_a_good_copy_reads_as_the_shipped_edition(controls: Path) -> None:
    assert load_edition(EDITION, controls) == load_edition(EDITION)
    assert edition_ids(controls) == (EDITION,)


def test_an_edition_is_read_once() -> None:
    assert load_edition(EDITION) is load_edition(EDITION)


def test_items_and_clauses_are_found_by_number_and_name() -> None:
    edition = load_edition(EDITION)
    assert edition.item(4).label == "4)"
    assert edition.clause("personnel/disclosure").basis is Basis.BEKKI
    assert edition.item_of("cloud-use/review").number == 14


@pytest.mark.parametrize("number", [0, 18, -1])
def test_an_item_that_is_not_there_is_said_in_japanese(number: int) -> None:
    with pytest.raises(NotFound, match="項目"):
        load_edition(EDITION).item(number)


def test_a_clause_that_is_not_there_is_said_in_japanese() -> None:
    with pytest.raises(NotFound, match="細目「personnel/none」はありません"):
        load_edition(EDITION).item_of("personnel/none")


def test_every_item_but_the_first_two_asks_for_its_method() -> None:
    named = {clause.item for clause in load_edition(EDITION).clauses if clause.name.endswith("/method")}
    assert named == set(range(3, 18))


def test_an_item_applies_always_or_says_what_shows_it_and_what_to_say_otherwise() -> None:
    always = {item.number for item in load_edition(EDITION).items if item.scope.always}
    assert always == {1, 2, 4, 8, 9, 10, 11}
    for item in load_edition(EDITION).items:
        if not item.scope.always:
            assert item.scope.absent.startswith("基準日現在、")
            assert item.scope.absent.endswith("ため。")


@pytest.mark.parametrize(("day", "amended"), [(date(2024, 6, 30), False), (date(2024, 7, 1), True)])
def test_a_regulation_counts_as_amended_from_the_day_of_its_amendment(day: date, amended: bool) -> None:
    assert Regulation("規程", "第１号", None, (date(2024, 7, 1),)).amended_by(day) is amended
