"""A kind's records as rows of a table: columns from the declaration, search keys made once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content

from secops.actions.records import directory_of, listed
from secops.base.errors import NotFound
from secops.base.text import search_key
from secops.records.fields import FieldSpec, FieldType
from secops.records.kinds import Kind, Record
from secops.records.registry import KINDS
from secops.records.values import show
from secops.store.store import Store
from secops.tui.widgets.line_table import Column, Row
from secops.tui.widgets.record_view import record_lines

NARROWEST, WIDEST = 4, 36  # cells


@dataclass(frozen=True, slots=True)
class TableView:
    """The records of a kind, ready to show and to search."""

    kind: Kind
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    search: tuple[str, ...]  # beside the rows: what a filter is looked for in
    records: Mapping[str, Record]
    names: Mapping[str, str]

    def matching(self, typed: str) -> list[Row]:
        """Return the rows that hold every word typed, widths, kana and variants of characters folded."""
        return holding(typed, self.rows, self.search)

    def lines(self, record_id: str) -> Content:
        """Return the fields of a record."""
        return record_lines(self.records[record_id], self.names)


def holding(typed: str, rows: Sequence[Row], search: Sequence[str]) -> list[Row]:
    """Return the rows whose search text, folded, holds every word typed."""
    wanted = [search_key(word) for word in typed.split()]
    return [row for row, text in zip(rows, search, strict=True) if all(one in text for one in wanted)]


def read_table(store: Store, kind_name: str) -> TableView:
    """Read the records of a kind and lay them out; measuring is done here, in the worker."""
    kind = KINDS[kind_name]
    records, names = listed(store, kind)
    texts = [tuple(_cell(field, record, names) for field in kind.fields) for record in records]
    columns = tuple(
        Column(field.label, _width(field.label, [row[place] for row in texts]))
        for place, field in enumerate(kind.fields)
    )
    rows = tuple(Row(record.id, cells) for record, cells in zip(records, texts, strict=True))
    search = tuple("\n".join(search_key(cell) for cell in cells) for cells in texts)
    return TableView(kind, columns, rows, search, {record.id: record for record in records}, names)


def read_record(store: Store, kind_name: str, record_id: str) -> Content:
    """Return the fields of one record. Raises NotFound."""
    directory = directory_of(store)
    record = directory.records(KINDS[kind_name]).get(record_id)
    if record is None:
        raise NotFound("この記録は、すでに削除されています。")
    return record_lines(record, directory.names)


def kind_choices() -> list[tuple[str, str]]:
    """Return the name and label of every kind."""
    return [(name, kind.label) for name, kind in KINDS.items()]


def _cell(field: FieldSpec, record: Record, names: Mapping[str, str]) -> str:
    shown = show(field, getattr(record, field.name), names)
    return shown.replace("\n", " ") if field.type is FieldType.NOTE else shown


def _width(label: str, cells: list[str]) -> int:
    widest = max(map(cell_len, cells), default=0)
    return max(NARROWEST, cell_len(label), min(widest, WIDEST))
