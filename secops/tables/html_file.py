"""The tables of a saved web page to rows: ``<table>`` and what is marked as one for screen readers.

A table inside a cell is read on its own, and its text is no part of that cell. Nothing is fetched: pictures, frames and
scripts of the page are left alone.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from secops.base.errors import InputError
from secops.tables.limits import LARGEST_PAGE, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, check_size, too_long
from secops.tables.opening import text_of
from secops.tables.rows import Merged, RawSheet, Row

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SILENT = frozenset({"script", "style", "template", "noscript", "head", "svg", "select", "iframe", "object"})
_BLOCKS = re.compile(
    "address|article|aside|blockquote|br|caption|d[dlt]|div|footer|form|h[1-6r]|header|li|main|nav|[uo]l|p|pre|section"
    "|table|tbody|tfoot|thead|title|t[rdh]"
)
_SCREEN_READER_ONLY = re.compile(r"(?:^|\s)(?:sr-only|visually-hidden|screen-reader-text)(?:\s|$)")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TABLE_ROLES = frozenset({"table", "grid", "treegrid"})
_CELL_ROLES = frozenset({"cell", "gridcell", "columnheader", "rowheader"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_LONGEST_NOTES = 20_000  # characters of running text that are kept
_SPACES = re.compile(r"[ \t\r\f\v\u3000\xa0]+")


def html_sheets(name: str, content: bytes) -> tuple[RawSheet, ...]:
    """Return the tables of a page in order. Raises InputError for a page without one, a login page above all."""
    if len(content) > LARGEST_PAGE:
        raise InputError(f"{name}は大きすぎます。表だけを表計算ソフトに写して保存してください。")
    page = _parsed(name, text_of(name, content, page=True))
    tables = [(element, heading) for element, heading in _tables(page) if not _asks_password(element)]
    found = []
    if len(tables) > MOST_SHEETS:
        raise InputError(f"{name}は表が多すぎます（{MOST_SHEETS}個まで）。要る表だけを表計算ソフトに写してください。")
    for place, (element, heading) in enumerate(tables, start=1):
        label = name if len(tables) == 1 else f"{name} {place}番目の表"
        rows, merged = _Grid(label, element).read()
        if rows:
            caption = (_text(one) for one in _own(element, "caption"))
            titles = tuple(dict.fromkeys(filter(None, (*_page_titles(page), heading, *caption))))
            found.append(RawSheet(label, f"表{place}", rows, merged=merged, titles=titles))
    if found:
        notes = tuple(line for line in _text(page)[:_LONGEST_NOTES].split("\n") if line)
        return tuple(
            RawSheet(one.label, one.name, one.rows, merged=one.merged, titles=one.titles, notes=notes) for one in found
        )
    if _asks_password(page):
        raise InputError(
            f"{name}はログインの画面を保存したもので、表がありません。ログインして一覧を表示してから保存し直してください。"
        )
    raise InputError(
        f"{name}のページに表がありません。一覧が表示されてから保存し直すか、表を表計算ソフトに写して保存してください。"
        "ログインの画面やお知らせのページを保存していないかも確かめてください。"
    )


def _parsed(name: str, text: str) -> "HtmlElement":
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    bare = re.sub(r"^\s*<\?xml[^>]*>", "", text.lstrip("\ufeff"))
    try:
        page = html.document_fromstring(bare.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(f"{name}をウェブページとして読めません。一覧を表示して保存し直してください。") from error
    if any(entry.level_name == "FATAL" for entry in parser.error_log):  # the rest of the page was not read
        raise InputError(
            f"{name}は入れ子が深すぎて、終わりまで読めません。表だけを表計算ソフトに写して保存してください。"
        )
    return page


def _is_table(element: Any) -> bool:
    return element.tag == "table" or element.get("role") in _TABLE_ROLES


def _tables(page: "HtmlElement") -> Iterator[tuple[Any, str]]:
    """Yield each table with the last heading before it."""
    heading = ""
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _HEADINGS:
            heading = _text(element)
        elif _is_table(element):
            yield element, heading


def _page_titles(page: "HtmlElement") -> Iterator[str]:
    yield from (_text(title) for title in page.iter("title"))
    headings = list(page.iter("h1"))
    if len(headings) == 1:
        yield _text(headings[0])


def _asks_password(element: Any) -> bool:
    return any((one.get("type") or "").lower() == "password" for one in element.iter("input"))


def _own(table: Any, *wanted: str) -> Iterator[Any]:
    """Yield the parts of a table with one of the tags or roles, leaving out those of tables inside it."""
    waiting = list(reversed(table))
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or _is_table(element):
            continue
        if element.tag in wanted or element.get("role") in wanted:
            yield element
        else:
            waiting.extend(reversed(element))


def _hidden(element: Any) -> bool:
    return (
        element.tag in _SILENT
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_NOT_SHOWN.search(element.get("style") or ""))
        or bool(_SCREEN_READER_ONLY.search(element.get("class") or ""))
    )


def _text(root: Any) -> str:
    """Return the text that is seen: line breaks where blocks end, tables inside left out."""
    pieces: list[str] = []
    waiting: list[Any] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            pieces.append(one)
            continue
        if one is not root and one.tail:
            waiting.append(_flat(one.tail))
        if not isinstance(one.tag, str) or (one is not root and (_hidden(one) or _is_table(one))):
            continue
        if _BLOCKS.fullmatch(one.tag):
            pieces.append("\n")
            waiting.append("\n")
        waiting.extend(reversed(one))
        if one.text:
            pieces.append(_flat(one.text))
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _flat(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")


class _Grid:
    """One table laid out in rows and columns, its spans resolved."""

    def __init__(self, label: str, table: Any) -> None:
        self.label, self.table = label, table
        self.taken: dict[int, int] = {}  # column → rows below that a cell from above still covers
        self.merged: list[Merged] = []
        self.width = 0

    def read(self) -> tuple[tuple[Row, ...], tuple[Merged, ...]]:
        """Return the rows that are not blank, and the merged cells."""
        rows = []
        number = 0
        for number, element in enumerate(_own(self.table, "tr", "row"), start=1):
            if number > MOST_ROWS:
                break
            cells = self._row(number, element)
            self.width = max(self.width, len(cells))
            check_size(self.label, number, self.width)
            if any(cells):
                rows.append(Row(number, tuple(cells)))
        check_size(self.label, number, self.width)
        merged = tuple(
            Merged(one.first_row, min(one.last_row, number), one.first_column, one.last_column) for one in self.merged
        )
        return tuple(rows), merged

    def _row(self, number: int, element: Any) -> list[str]:
        covered, self.taken = self.taken, {column: left - 1 for column, left in self.taken.items() if left > 1}
        cells: list[str] = []
        for cell in _own(element, "td", "th", *_CELL_ROLES):
            while len(cells) in covered:
                cells.append("")
            column = len(cells)
            across, down = _span(cell, "colspan", MOST_COLUMNS), _span(cell, "rowspan", MOST_ROWS)
            text = "" if _hidden(cell) else _text(cell)
            if len(text) > LONGEST_CELL:
                raise too_long(f"{self.label} {number}行目")
            cells += [text, *[""] * (across - 1)]
            if column + across > MOST_COLUMNS:
                check_size(self.label, 1, column + across)
            if down > 1:
                self.taken.update(dict.fromkeys(range(column, column + across), down - 1))
            if across > 1 or down > 1:
                self.merged.append(Merged(number, number + down - 1, column, column + across - 1))
        return cells


def _span(cell: Any, name: str, most: int) -> int:
    written = (cell.get(name) or cell.get(f"aria-{name}") or "1").strip()
    if not re.fullmatch(r"[0-9]{1,9}", written):
        return 1
    if written.strip("0") == "":  # 0: to the end of the table, as HTML has it for rows
        return most if name == "rowspan" else 1
    return min(int(written), most)
