"""The shipped edition says what the official texts say, to the letter (white space aside)."""

import re
from pathlib import Path

import pytest

from secops.catalog.edition import Basis, Edition, Item
from secops.catalog.load import load_edition

OFFICIAL = Path(__file__).parent.parent / "official"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
BEKKI_HEAD = "（別記）情報セキュリティに関する事項以下の事項について遵守すること。"
BLANK_DATE = "令和年月日"


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def official(name: str) -> str:
    return squeezed((OFFICIAL / name).read_text(encoding="utf-8"))


def edition() -> Edition:
    return load_edition("meti-r6-kanto")


def official_items() -> dict[int, str]:
    """The 別記 cut at its own numbers; a heading 【…】 belongs to no item."""
    items: dict[int, list[str]] = {}
    number = 0
    for line in (OFFICIAL / "bekki.txt").read_text(encoding="utf-8").splitlines()[3:]:
        start = re.match(r"(\d+)\) ", line)
        number = int(start[1]) if start else number
        if not line.startswith("【"):
            items.setdefault(number, []).append(line[start.end() :] if start else line)
    return {number: squeezed("".join(lines)) for number, lines in items.items()}


def official_rows() -> dict[str, str]:
    """The table of the 別紙 cut at its own labels, in its order."""
    table = official("besshi.txt").split("項目確認事項実施状況")[1].split("記載要領")[0]
    cut = re.split(r"(?:^|(?<=[。）]))(情報セキュリティに関する事項[０-９]+）)(?=[^及の])", table)
    return dict(zip(cut[1::2], cut[2::2], strict=True))


ITEMS = [pytest.param(item, id=item.label) for item in edition().items]
ROWS = [pytest.param(item, id=item.label) for item in edition().items if item.form]


def test_the_edition_has_the_seventeen_items_in_order() -> None:
    assert [item.number for item in edition().items] == list(range(1, 18)) == list(official_items())


@pytest.mark.parametrize("item", ITEMS)
def test_an_item_is_worded_as_in_the_bekki(item: Item) -> None:
    assert squeezed(item.wording.text) == official_items()[item.number]


def test_the_rows_of_the_besshi_are_the_items_2_to_17_in_order() -> None:
    labels = {item.number: item.form.label for item in edition().items if item.form}
    assert list(labels) == list(range(2, 18))
    assert list(labels.values()) == list(official_rows())
    for number, label in labels.items():
        assert label == f"情報セキュリティに関する事項{str(number).translate(FULL_WIDTH)}）"


@pytest.mark.parametrize("item", ROWS)
def test_a_row_is_worded_as_in_the_besshi(item: Item) -> None:
    assert item.form is not None
    assert squeezed(item.form.wording.text) == official_rows()[item.form.label]


def test_headings_and_items_together_are_the_whole_bekki() -> None:
    written, heading = BEKKI_HEAD, ""
    for item in edition().items:
        written += "" if item.heading == heading else item.heading
        written += item.label + item.wording.text
        heading = item.heading
    assert squeezed(written) == official("bekki.txt")


def test_sentences_and_rows_together_are_the_whole_besshi() -> None:
    report = edition().report
    rows = [item.form.label + item.form.wording.text for item in edition().items if item.form]
    written = [
        report.mark,
        BLANK_DATE,
        edition().addressee,
        report.honorific,
        report.address_label,
        report.name_label,
        report.representative_label,
        report.title,
        report.preface,
        report.notice,
        report.contract_heading,
        report.concluded_label,
        report.subject_label,
        report.items_heading,
        report.item_column,
        report.requirement_column,
        report.status_column,
        *rows,
        report.notes_heading,
        *report.notes,
    ]
    assert squeezed("".join(written)) == official("besshi.txt")


def test_the_statuses_and_the_annex_are_those_of_the_notes() -> None:
    report = edition().report
    assert report.statuses == ("実施", "未実施", "該当なし")
    assert all(f"「{status}」" in report.notes[0] for status in report.statuses)
    assert f"{report.annex_title}にて理由も報告" in report.notes[0]


def test_the_parts_keep_the_numbering_of_their_own_text() -> None:
    item = edition().item(15)
    assert item.form is not None
    assert item.wording.paths()[2:5] == ("③", "③（a）", "③（b）")
    assert item.form.wording.paths()[2:5] == ("（３）", "（３）①", "（３）②")
    assert [depth for depth, _ in item.wording.lines()][:5] == [0, 1, 1, 1, 2]


def test_the_regulations_are_those_that_item_2_names() -> None:
    wording = squeezed(edition().item(2).wording.text)
    assert len(edition().regulations) == 3
    for regulation in edition().regulations:
        assert squeezed(f"「{regulation.name}（{regulation.number}）」") in wording
        if regulation.established_on is not None:
            day = regulation.established_on
            assert f"平成{day.year - 1988}･{day.month:02}･{day.day:02}" in squeezed(regulation.number)


@pytest.mark.parametrize("name", [clause.name for clause in edition().clauses if clause.basis is Basis.GUIDELINE])
def test_a_clause_of_the_guideline_quotes_its_words(name: str) -> None:
    source = edition().clause(name).source
    quoted = source[source.index("「") + 1 : source.rindex("」")]
    assert squeezed(quoted) in official("boshu-10.txt")
