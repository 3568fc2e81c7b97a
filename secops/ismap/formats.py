"""How the ISMAP lists are written, as far as is known: headings, number patterns, words (controls/ismap.toml)."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from secops.base.errors import DataError, Fault
from secops.base.paths import data_folder
from secops.catalog.reading import Table, read_toml

FILE = "ismap.toml"
LIST_IDS = ("ismap", "liu")
COLUMN_KEYS = (
    "number",
    "name",
    "provider",
    "corporate_number",
    "registered_on",
    "expires_on",
    "audit",
    "audit_from_on",
    "audit_to_on",
    "statement",
    "status",
    "remarks",
)


@dataclass(frozen=True, slots=True)
class Column:
    """What a list says of each service: our key, its Japanese label, the headings it is known by."""

    key: str
    label: str
    required: bool
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListFormat:
    """One of the lists: its id and name, what its numbers look like, by which words a page names it.

    ``certain`` says that the pattern is known; a number that fits it then tells the list.
    """

    id: str  # as --list takes it
    name: str  # as history has it: ISMAP, ISMAP-LIU
    label: str
    pattern: re.Pattern[str]
    example: str
    certain: bool
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Formats:
    """Everything the reader knows of the lists."""

    columns: tuple[Column, ...]
    lists: tuple[ListFormat, ...]
    renewing: tuple[str, ...]  # words that say a renewal is being examined
    blanks: tuple[str, ...]  # what stands in a cell that has nothing to say
    asides: re.Pattern[str]  # how a row begins that is a note or a total

    def list_format(self, list_id: str) -> ListFormat:
        """Return the format of a list by its id."""
        return next(one for one in self.lists if one.id == list_id)

    def column(self, key: str) -> Column:
        """Return a column by its key."""
        return next(one for one in self.columns if one.key == key)

    def by_heading(self, normalise: Callable[[str], str]) -> dict[str, str]:
        """Return normalised heading → key."""
        return {normalise(heading): one.key for one in self.columns for heading in (one.label, *one.headings)}


@cache
def shipped_formats() -> Formats:
    """Return what is shipped. Raises DataError naming file, key and reason."""
    faults: list[Fault] = []
    top = Table(FILE, "", read_toml(data_folder("controls") / FILE, FILE), faults)
    columns = tuple(_column(table) for table in top.tables("columns"))
    lists = tuple(_list(table) for table in top.tables("lists"))
    formats = Formats(columns, lists, top.texts("renewing"), top.texts("blanks"), _pattern(top, "asides"))
    for key, expected, found in (
        ("columns", COLUMN_KEYS, tuple(one.key for one in columns)),
        ("lists", LIST_IDS, tuple(one.id for one in lists)),
    ):
        if found != expected:
            top.fault(key, f"「{'、'.join(found)}」は使えません", f"この順に: {'、'.join(expected)}")
    top.finish()
    if faults:
        raise DataError(f"{FILE}を読めません。", tuple(faults))
    return formats


def _column(table: Table) -> Column:
    column = Column(
        table.text("key"), table.text("label"), table.flag("required", default=False), table.texts("headings")
    )
    table.finish()
    return column


def _list(table: Table) -> ListFormat:
    found = ListFormat(
        table.text("id"),
        table.text("name"),
        table.text("label"),
        _pattern(table, "pattern"),
        table.text("example"),
        table.flag("certain"),
        table.texts("titles"),
    )
    table.optional_text("note")
    table.finish()
    return found


def _pattern(table: Table, key: str) -> re.Pattern[str]:
    try:
        return re.compile(table.text(key))
    except re.error as error:
        table.fault(key, "正規表現として読めません", str(error))
        return re.compile("")
