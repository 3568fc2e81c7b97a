"""Japanese text, folded between any two characters as Japanese is, where textual would break at spaces only."""

import re

from rich.cells import cell_len
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

# 行頭禁則 and 行末禁則: what may not begin a line, and what may not end one.
_NOT_FIRST = frozenset("、。，．・：；！？ー々」』】〕］｝〉》）,.:;!?)]}%％ゃゅょっャュョッ")
_NOT_LAST = frozenset("「『【〔［｛〈《（([{")
_WORD = re.compile(r"[0-9A-Za-z_./:@-]+|.", re.DOTALL)  # a number, a date, a name in Latin letters stay whole


def breaks(line: str, width: int) -> list[int]:
    """Return the places at which a line is cut so that each piece takes at most ``width`` cells."""
    found: list[int] = []
    used, fine = 0, 0  # cells on this line, the last place where a cut is allowed
    place = 0
    for piece in _pieces(line, width):
        taken = cell_len(piece)
        if place and piece[0] not in _NOT_FIRST and line[place - 1] not in _NOT_LAST and taken:
            fine = place
        while used and used + taken > width:
            cut = fine if fine > (found[-1] if found else 0) else place
            found.append(cut)
            used = cell_len(line[cut:place])
        used += taken
        place += len(piece)
    return found


def _pieces(line: str, width: int) -> list[str]:
    pieces: list[str] = []
    for match in _WORD.finditer(line):
        word = match[0]
        pieces += [word] if cell_len(word) <= width else list(word)
    return pieces


def _folded(line: Content, width: int) -> Content:
    """A line with what follows the first piece as far indented as the line is."""
    plain = line.plain
    indent = plain[: len(plain) - len(plain.lstrip(" "))]
    body = line[len(indent) :]
    cuts = breaks(body.plain, max(width - len(indent), 2))
    pieces = body.divide(cuts) if cuts else [body]
    return Content("\n").join(Content.assemble(indent, piece) for piece in pieces)


class Prose(Visual):
    """Content that folds as Japanese text does; for Static and OptionList."""

    def __init__(self, content: Content) -> None:
        """Take the content; its line breaks stay."""
        self.content = content
        self._folded: dict[int, Content] = {}

    def folded(self, width: int) -> Content:
        """Return the content with line breaks for a width."""
        if width not in self._folded:
            lines = (_folded(line, width) for line in self.content.split("\n", allow_blank=True))
            self._folded = {width: Content("\n").join(lines)}
        return self._folded[width]

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Render the folded content."""
        return self.folded(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The widest line, unfolded."""
        return self.content.get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """How many lines the folded content has."""
        return self.folded(width).get_height(rules, width)
