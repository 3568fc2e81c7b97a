"""Taking a table in: all of it or nothing, every bad cell listed at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secops.actions.records import By, directory_of
from secops.base.errors import Fault, InputError
from secops.exchange.directory import Directory
from secops.exchange.drafts import Cell, field_of, known_headings, made, record_faults, values_of
from secops.records.fields import FieldSpec
from secops.records.kinds import Kind, Record
from secops.records.naming import identity_of, natural_key
from secops.records.values import show
from secops.store.store import Store
from secops.store.writer import Writer
from secops.tables.csv_file import read_csv
from secops.tables.rows import Row, Sheet


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import did, or would do."""

    added: tuple[str, ...]  # names
    changed: tuple[tuple[str, tuple[str, ...]], ...]  # name, 「項目: 前 → 後」
    untouched: int
    left_alone: tuple[str, ...]  # headings that are not fields


class _DryRunError(Exception):
    """Leaves the transaction without writing."""


def take_in(store: Store, kind: Kind, path: Path, by: By, contract: str = "", *, dry_run: bool = False) -> Taken:
    """Take a CSV file in. Raises InputError with every bad cell; then nothing is written."""
    sheet = read_csv(path)
    columns, left_alone = _columns(kind, sheet)
    parent = kind.parent
    if kind.of_contract and parent and parent.required and not contract and parent not in columns.values():
        raise InputError(
            f"{sheet.name}: {kind.label}がどの契約のものか分かりません。"
            "--contractで略号を指定するか、列「契約」を加えてください。"
        )
    directory = directory_of(store)
    contract_id = directory.contract(contract).id if contract else ""
    try:
        with store.write(by.actor, by.reason, by.source or path.name) as writer:
            taken = _Taking(kind, sheet, columns, Directory(writer.records), contract_id).rows(writer)
            if dry_run:
                raise _DryRunError  # noqa: TRY301  leaving the transaction by an error is what undoes it
    except _DryRunError:
        pass
    return Taken(*taken, left_alone)


def _columns(kind: Kind, sheet: Sheet) -> tuple[dict[int, FieldSpec], tuple[str, ...]]:
    """Return column → field, and the headings that are none. Raises InputError for a doubled or missing one."""
    columns: dict[int, FieldSpec] = {}
    left_alone = []
    for place, heading in enumerate(sheet.headings):
        field = field_of(kind, heading)
        if field is None:
            left_alone += [heading] if heading else []
        elif field in columns.values():
            raise InputError(
                f"{sheet.name}: 見出し「{heading}」は{field.label}で、同じ項目の列が二つあります。一つにしてください。"
            )
        else:
            columns[place] = field
    if not columns:
        raise InputError(f"{sheet.name}: 1行目に{kind.label}の見出しがありません。使える見出し: {known_headings(kind)}")
    return columns, tuple(left_alone)


class _Taking:
    """One import under way."""

    def __init__(
        self, kind: Kind, sheet: Sheet, columns: dict[int, FieldSpec], directory: Directory, contract_id: str
    ) -> None:
        self.kind, self.sheet, self.columns = kind, sheet, columns
        self.directory, self.contract_id = directory, contract_id
        self.faults: list[Fault] = []
        self.known = {identity_of(kind, one): one for one in directory.records(kind).values()}
        self.seen: dict[tuple[str, ...], int] = {}

    def rows(self, writer: Writer) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...], int]:
        """Write every row, or raise InputError with the faults of all."""
        added, changed, untouched = [], [], 0
        for row in self.sheet.rows:
            record, existing = self._draft(row)
            if record is None:
                continue
            if self.faults:  # nothing will be written, but the rest is still checked
                self.directory.enter(self.kind, record)
            elif existing is None:
                record = writer.add(record)
                self.directory.enter(self.kind, record)
                added.append(natural_key(record, self.directory.names))
            elif record == existing:
                untouched += 1
            else:
                writer.replace(record)
                differences = tuple(self._differences(existing, record))
                changed.append((natural_key(record, self.directory.names), differences))
        if self.faults:
            count = len(self.faults)
            message = f"{self.sheet.name}を取り込めません。直すところが{count}か所あります。何も書き込んでいません。"
            raise InputError(message, tuple(self.faults))
        return tuple(added), tuple(changed), untouched

    def _draft(self, row: Row) -> tuple[Record | None, Record | None]:
        """Return the record a row asks for, and the existing one it changes."""
        line = f"{self.sheet.name} {row.number}行目"
        cells = [
            Cell(field, row.cells[place] if place < len(row.cells) else "", f"{line} {field.label}")
            for place, field in self.columns.items()
        ]
        if any(cell.strip() for cell in row.cells[len(self.sheet.headings) :]):
            self.faults.append(Fault(line, "見出しより列が多い行です", "余分な区切りがないか確かめる"))
            return None, None
        values, faults = values_of(cells, self.directory, self._contract_of(cells))
        if self.contract_id and self.kind.of_contract:
            if values.get("contract", self.contract_id) != self.contract_id:
                faults.append(Fault(f"{line} 契約", "--contractで指定した契約と異なります"))
            values["contract"] = self.contract_id
        return self._against_existing(row.number, line, cells, values, faults)

    def _against_existing(
        self, number: int, line: str, cells: list[Cell], values: dict[str, Any], unread: list[Fault]
    ) -> tuple[Record | None, Record | None]:
        fresh = made(self.kind, values)
        bad = {fault.where for fault in unread}
        where = {cell.field.name: cell.where for cell in cells}
        if any(where.get(field.name) in bad for field in self.kind.key):  # whose row it is cannot be told
            self.faults += unread
            return None, None
        key = identity_of(self.kind, fresh)
        existing = self.known.get(key)
        record = fresh if existing is None else made(self.kind, values, existing)
        faults = unread + [
            fault for fault in record_faults(self.kind, record, where, line, existing) if fault.where not in bad
        ]
        first = self.seen.setdefault(key, number)
        if not faults and first != number:
            faults.append(Fault(line, f"{first}行目と同じ{self.kind.label}です", "一つにまとめる"))
        self.faults += faults
        return (None, None) if faults else (record, existing)

    def _contract_of(self, cells: list[Cell]) -> str:
        """The contract within which a row's references are looked for."""
        if self.contract_id:
            return self.contract_id
        for cell in cells:
            if cell.field.to == "contract" and cell.typed.strip():
                try:
                    return self.directory.resolve(cell.field, cell.typed)
                except InputError:  # noted when the cell itself is read
                    return ""
        return ""

    def _differences(self, before: Record, after: Record) -> Iterator[str]:
        for field in self.kind.fields:
            old, new = getattr(before, field.name), getattr(after, field.name)
            if old != new:
                shown = (show(field, value, self.directory.names) or "（空欄）" for value in (old, new))
                yield f"{field.label}: {' → '.join(shown)}"
