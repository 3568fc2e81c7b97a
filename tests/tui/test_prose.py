"""Folding Japanese text: by cells, between any two characters, with 禁則."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from secops.tui.widgets.line_table import fitted
from secops.tui.widgets.prose import Prose, breaks


def folded(text: str, width: int) -> list[str]:
    return Prose(Content(text)).folded(width).plain.split("\n")


def test_a_space_in_a_name_does_not_break_the_line_early() -> None:
    assert folded("従事者（グエン　アン）の提示", 16) == ["従事者（グエン　", "アン）の提示"]


def test_no_line_begins_with_a_full_stop_or_ends_with_an_opening_bracket() -> None:
    assert folded("ああああ。いい（うう）", 8) == ["あああ", "あ。いい", "（うう）"]


def test_a_date_in_digits_stays_whole() -> None:
    assert folded("提出日は2024-11-15です", 14) == ["提出日は", "2024-11-15です"]


def test_continued_lines_stand_as_far_in_as_the_first() -> None:
    assert folded("  ああああああ", 8) == ["  あああ", "  あああ"]


@given(st.text(alphabet="あ髙、。（）「」ｱﾞ aB1-𠮷　", max_size=60), st.integers(4, 20))
def test_every_piece_fits_and_nothing_is_lost(line: str, width: int) -> None:
    cuts = breaks(line, width)
    assert cuts == sorted(set(cuts))
    pieces = [line[a:b] for a, b in zip([0, *cuts], [*cuts, len(line)], strict=True)]
    assert "".join(pieces) == line
    assert all(cell_len(piece) <= width for piece in pieces)


@given(st.text(max_size=30), st.integers(0, 20))
def test_a_cell_takes_exactly_its_width(text: str, width: int) -> None:
    assert cell_len(fitted(text, width)) == width
