"""The parts of a workbook, unpacked under limits, and what its cells would take in memory: known before it is parsed.

The parser (calamine, in Rust) lays a sheet out as a full rectangle and copies a shared text into each cell that uses
it, so a file of a few hundred bytes can ask for more memory than there is, which ends the whole program. Here the
parts are unpacked up to a limit, whatever sizes the archive declares, the cells' places and texts are counted, and
what was counted is packed anew: the parser sees nothing else.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from secops.base.errors import InputError
from secops.tables.limits import (
    LARGEST_CELLS,
    LARGEST_TEXT,
    LARGEST_UNPACKED,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    check_size,
    too_long,
    too_much_text,
)
from secops.tables.opening import AS_TABLE, AS_XLSX

Parts = dict[str, bytes]

_MOST_PARTS = 5_000
_UNUSED = re.compile(
    r"xl/(?:media|drawings|charts|chartsheets|theme|printersettings|externallinks|pivotcache|pivottables|customxml"
    r"|comments|threadedcomments|persons|activex|ctrlprops|embeddings|diagrams|querytables|slicers|model)|docprops/|customxml/",
    re.IGNORECASE,
)
_CELL_TAG = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9]\d{0,6})"')
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
    LookupError,
    RuntimeError,
)


@dataclass(slots=True)
class Extent:
    """What the cells with a value in a sheet's part take: rows and columns counted from A1, characters of text."""

    rows: int = 0
    columns: int = 0
    text: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)  # (row, column) from 0 → #N/A and the like

    def count(self, cell: Any, place: tuple[int, int], texts: list[int]) -> None:
        """Take a cell in, unless it is blank; ``texts`` has the length of each shared text."""
        if not any(cell.itertext()):
            return
        row, column = place
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)
        shown = cell.findtext("{*}v") or ""
        if cell.get("t") == "s" and shown:
            self.text += texts[int(shown)]
        elif cell.get("t") == "e" and shown:
            self.errors[row - 1, column - 1] = shown


def broken(name: str) -> InputError:
    """Return the error for a workbook that cannot be read to its end."""
    return InputError(
        f"{name}は壊れているか、Excelブック（.xlsx）ではありません。表計算ソフトで開いて保存し直してください。"
    )


def unpacked(name: str, content: bytes) -> Parts:
    """Return the XML parts of a workbook. Raises InputError for another kind of archive, a damaged or a huge one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _check_kind(name, [one.filename for one in members])
            wanted = [one for one in members if one.filename.lower().endswith((".xml", ".rels"))]
            wanted = [one for one in wanted if not _UNUSED.match(one.filename)]
            if len(members) > _MOST_PARTS or len({one.filename.lower() for one in wanted}) != len(wanted):
                raise broken(name)
            if any(one.flag_bits & 1 for one in members):
                raise InputError(f"{name}はパスワードで保護されています。保護を外して保存し直してください。")
            if sum(one.file_size for one in wanted) > LARGEST_UNPACKED:
                raise _bomb(name)
            return _read(name, archive, wanted)
    except _ZIP_ERRORS as error:
        raise broken(name) from error


def _check_kind(name: str, members: list[str]) -> None:
    """Raise InputError, saying what the archive is, unless it is a workbook."""
    lower = [member.lower() for member in members]
    if any(re.fullmatch(r"(?:xl/)?workbook\d*\.xml", member) for member in lower):
        return
    if "xl/workbook.bin" in lower:
        raise InputError(f"{name}はバイナリ形式のブック（.xlsb）です。{AS_XLSX}")
    for folder, what in (("word/", "Wordの文書"), ("ppt/", "PowerPointの文書")):
        if any(member.startswith(folder) for member in lower):
            raise InputError(f"{name}は{what}です。表を{AS_TABLE}")
    if "mimetype" in lower and "content.xml" in lower:
        raise InputError(f"{name}はOpenDocumentのファイル（.odsなど）です。{AS_XLSX}")
    if "xl/" in "".join(lower) or "[content_types].xml" in lower:
        raise broken(name)
    raise InputError(f"{name}は圧縮されたファイルです。展開して、中の表のファイルを指定してください。")


def _bomb(name: str) -> InputError:
    return InputError(
        f"{name}は展開すると大きすぎます（{LARGEST_UNPACKED // 1_000_000}MBまで）。"
        "入手元を確かめ、要る範囲だけを新しいファイルに写してください。"
    )


def _read(name: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Parts:
    parts: Parts = {}
    left = LARGEST_UNPACKED
    for member in members:
        declared = member.file_size
        member.file_size = left + 1_000_000  # the declared size may lie: read what is there, up to past the limit
        with archive.open(member) as part:
            parts[member.filename] = content = part.read(left + 1)
        left -= len(content)
        if left < 0:
            raise _bomb(name)
        if len(content) != declared or b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content:
            raise broken(name)
    return parts


def packed_again(parts: Mapping[str, bytes]) -> bytes:
    """Return an archive of the parts, not compressed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for part, content in parts.items():
            archive.writestr(zipfile.ZipInfo(part), content)
    return file.getvalue()


def check_extents(name: str, parts: Mapping[str, bytes]) -> dict[str, Extent]:
    """Count the cells of every sheet's part. Raises InputError for more than are taken; part → extent."""
    shared = _SharedTexts(name, [content for content in parts.values() if b"sst" in content])
    if shared.longest > LONGEST_CELL and max(shared.lengths(), default=0) > LONGEST_CELL:
        raise too_long(name)
    extents = {}
    left = LARGEST_TEXT
    for part, content in parts.items():
        if b"sheetData" in content:
            extent = _plain_extent(content, shared.longest, left) or _exact_extent(name, content, shared.lengths())
            check_size(name, extent.rows, extent.columns)
            extents[part] = extent
            left -= extent.text
            if left < 0:
                raise too_much_text(name)
    return extents


class _SharedTexts:
    """The texts that cells share: a quick bound of the longest, and each length when it matters."""

    def __init__(self, name: str, parts: list[bytes]) -> None:
        self.name, self.parts = name, parts
        self._lengths: list[int] | None = None
        if any(b"<!" in part for part in parts):  # a comment or CDATA may hide the end of a text
            self.longest = max(self.lengths(), default=0)
        else:
            self.longest = max((len(piece) for part in parts for piece in part.split(b"</si>")), default=0)

    def lengths(self) -> list[int]:
        """Return how many characters each text has, by its index."""
        if self._lengths is None:
            lists = (_shared_lengths(self.name, part) for part in self.parts)
            self._lengths = [max(lengths) for lengths in zip_longest(*lists, fillvalue=0)]
        return self._lengths


def _plain_extent(content: bytes, longest: int, left: int) -> Extent | None:
    """Return a bound, when every cell names its place as programs write it and the bound is small; else None."""
    cells = _PLAIN_CELL.findall(content)
    if b">#" in content or len(cells) != len(_CELL_TAG.findall(content)):  # errors (#N/A) are wanted with their places
        return None
    rows = max((int(row) for row in {row for _, row in cells}), default=0)
    columns = max((_column(letters.decode()) for letters in {letters for letters, _ in cells}), default=0)
    bound = Extent(rows, columns, len(cells) * longest)
    small = rows <= MOST_ROWS and columns <= MOST_COLUMNS and rows * columns <= LARGEST_CELLS
    return bound if small and bound.text <= left // 2 else None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _exact_extent(name: str, content: bytes, texts: list[int]) -> Extent:
    """Walk a sheet's XML and count only cells that hold something."""
    from lxml import etree

    extent = Extent()
    row = column = 0
    try:
        for event, element in _walk(content, "{*}row", "{*}c"):
            if etree.QName(element).localname == "row":
                if event == "start":
                    row, column = int(element.get("r") or row + 1), 0
                else:
                    element.clear()
                    _forget_before(element)
            elif event == "end":
                place = _REFERENCE.fullmatch(element.get("r") or "")
                column = _column(place[1]) if place else column + 1
                if len("".join(element.itertext())) > 2 * LONGEST_CELL:  # with its formula
                    raise too_long(name)
                extent.count(element, (int(place[2]) if place else row, column), texts)
                element.clear()
    except (etree.XMLSyntaxError, ValueError, IndexError) as error:
        raise broken(name) from error
    return extent


def _walk(content: bytes, *tags: str) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    yield from etree.iterparse(
        io.BytesIO(content), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True, huge_tree=True
    )


def _forget_before(element: Any) -> None:
    while element.getprevious() is not None:
        del element.getparent()[0]


def _shared_lengths(name: str, content: bytes) -> list[int]:
    """Return how many characters each shared text has; none for a part that is no list of shared texts."""
    from lxml import etree

    lengths: list[int] = []
    try:
        for event, element in _walk(content, "{*}si"):
            if event == "end":
                lengths.append(sum(map(len, element.itertext())))
                element.clear()
                _forget_before(element)
    except etree.XMLSyntaxError as error:
        raise broken(name) from error
    return lengths


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return sheet name → its part, as far as the workbook tells it in the usual places."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        book = etree.fromstring(parts["xl/workbook.xml"], parser)
        relations = etree.fromstring(parts["xl/_rels/workbook.xml.rels"], parser)
    except (KeyError, etree.XMLSyntaxError):
        return {}
    targets = {one.get("Id"): str(one.get("Target") or "") for one in relations}
    found = {}
    for sheet in book.iter("{*}sheet"):
        target = targets.get(sheet.get(_RELATION) or sheet.get(_STRICT_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        found[str(sheet.get("name"))] = part
    return found
