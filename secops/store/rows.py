"""Records to rows and back, and the SQL that both ways share. Everything follows the declarations."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, TypeVar, cast

from secops.base.errors import DataError, Fault
from secops.records.fields import FieldSpec, FieldType
from secops.records.kinds import Kind, Record
from secops.records.naming import label
from secops.records.registry import KINDS
from secops.records.values import to_plain

R = TypeVar("R", bound=Record)
Row = Sequence[Any]


@lru_cache(maxsize=4096)  # few differ: the same roles and nationalities again and again
def _several(stored: str) -> tuple[str, ...]:
    return () if stored == "[]" else tuple(json.loads(stored))


def _dates(stored: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(one) for one in _several(stored))


# How a stored value becomes a field's value; what is missing here is stored as it is. NULL is None, in a reference "".
_FROM_COLUMN: Mapping[FieldType, Callable[[Any], Any]] = {
    FieldType.DATE: date.fromisoformat,
    FieldType.DATES: _dates,
    FieldType.PERCENT: Decimal,
    FieldType.FLAG: bool,
    FieldType.SEVERAL: _several,
    FieldType.COUNTRIES: _several,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """How the records of one kind lie in their table."""

    kind: Kind
    names: tuple[str, ...]  # of the columns: id, edits, the fields
    converters: tuple[tuple[int, Callable[[Any], Any]], ...]  # by place in names
    references: tuple[int, ...]  # places in names
    setters: tuple[Callable[[Record, Any], None], ...]  # of the record's slots, in the order of names
    columns: str  # for SELECT, from the table called t
    order: str  # natural order, for ORDER BY
    order_within: str  # the same among the records of one contract


@cache
def shape_of(kind_name: str) -> Shape:
    """Return the shape of a kind, by its code name. Raises KeyError."""
    kind = KINDS[kind_name]
    names = ("id", "edits", *(field.name for field in kind.fields))
    converters = tuple(
        (place, _FROM_COLUMN[field.type])
        for place, field in enumerate(kind.fields, start=2)
        if field.type in _FROM_COLUMN
    )
    references = tuple(place for place, field in enumerate(kind.fields, start=2) if field.type is FieldType.REF)
    setters = tuple(getattr(kind.record, name).__set__ for name in names)
    columns = ", ".join(f't."{name}"' for name in names)
    order = ", ".join([*_order(kind, "t"), "t.id"])
    within = ", ".join([*_order(kind, "t", contract=False), "t.id"])
    return Shape(kind, names, converters, references, setters, columns, order, within)


_KINDS_BY_CLASS: Mapping[type[Record], Kind] = {kind.record: kind for kind in KINDS.values()}


def kind_for(cls: type[Record]) -> Kind:
    """Return the kind whose records are of a class. Raises KeyError for a class that is no kind."""
    return _KINDS_BY_CLASS[cls]


def _order(kind: Kind, alias: str, *, contract: bool = True) -> list[str]:
    """The natural key as terms of ORDER BY; a reference by the natural key of what it names."""
    terms = []
    for field in kind.key:
        if field.to == "contract" and not contract:
            continue
        column = f'{alias}."{field.name}"'
        if field.type is FieldType.REF:
            inner = f"{alias}_{field.name}"
            terms += [
                f'(SELECT {term} FROM "{field.to}" AS {inner} WHERE {inner}.id = {column})'
                for term in _order(KINDS[field.to], inner, contract=contract)
            ]
        else:
            terms.append(column)
    return terms


def contract_of(kind: Kind, row: str) -> str | None:
    """Return the SQL for the id of the contract that a row stands under, None for a kind without one.

    ``row`` is what the row is called in that place: t, NEW, OLD.
    """
    if kind.name == "contract":
        return f"{row}.id"
    parent = kind.parent
    if parent is None:
        return None
    if parent.to == "contract":
        return f'{row}."{parent.name}"'
    alias = f"above_{parent.to}"
    above = contract_of(KINDS[parent.to], alias)
    return above and f'(SELECT {above} FROM "{parent.to}" AS {alias} WHERE {alias}.id = {row}."{parent.name}")'


def record_of(shape: Shape, row: Row) -> Record:
    """Make the record of a row whose columns are those of the shape.

    The slots are set one by one, which takes a third of the time of the constructor of a frozen dataclass with many
    fields. Raises DataError for a value that another tool has put there and no field can hold.
    """
    values = list(row)
    try:
        for place, convert in shape.converters:
            if values[place] is not None:
                values[place] = convert(values[place])
    except (ValueError, TypeError, ArithmeticError) as error:
        where = f"{shape.kind.label} {values[0]} {shape.kind.fields[place - 2].label}"
        raise DataError(
            "データベースに読めない値があります。secops verify で確かめてください。",
            (Fault(where, f"「{values[place]}」"),),
        ) from error
    for place in shape.references:
        if values[place] is None:
            values[place] = ""
    record = object.__new__(shape.kind.record)
    for put, value in zip(shape.setters, values, strict=True):
        put(record, value)
    return record


def column_values(kind: Kind, record: Record) -> dict[str, Any]:
    """Return a record's columns by name, as they are stored."""
    values: dict[str, Any] = {"id": record.id, "edits": record.edits}
    for field in kind.fields:
        values[field.name] = stored(field, getattr(record, field.name))
    return values


def stored(field: FieldSpec, value: Any) -> Any:
    """Return a field's value as it is stored: several values as JSON text, the rest as :func:`to_plain` has it."""
    plain = to_plain(field, value)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) if isinstance(plain, list) else plain


def all_records(connection: sqlite3.Connection, cls: type[R]) -> tuple[R, ...]:
    """Return every record of a class, in natural order."""
    kind = kind_for(cls)
    shape = shape_of(kind.name)
    rows = connection.execute(f'SELECT {shape.columns} FROM "{kind.name}" AS t ORDER BY {shape.order}').fetchall()
    return tuple(cast("R", record_of(shape, row)) for row in rows)


def one_record(connection: sqlite3.Connection, kind: Kind, record_id: str) -> Record | None:
    """Return a record by its id, None when there is none."""
    shape = shape_of(kind.name)
    row = connection.execute(
        f'SELECT {shape.columns} FROM "{kind.name}" AS t WHERE t.id = :id', {"id": record_id}
    ).fetchone()
    return None if row is None else record_of(shape, row)


def called(connection: sqlite3.Connection, kind: Kind, record: Record) -> str:
    """Return how a record is called in a message: 「従事者配置 髙橋 一郎」."""
    return f"{kind.label} {name_of(connection, kind, record)}".strip()


def name_of(connection: sqlite3.Connection, kind: Kind, record: Record) -> str:
    """Return a record's short name, with the names of the records that it is named by."""
    names = {}
    for field in (kind.field(name) for name in kind.shown_by):
        target = getattr(record, field.name)
        if field.type is FieldType.REF and target:
            other = KINDS[field.to]
            found = one_record(connection, other, target)
            names[target] = name_of(connection, other, found) if found else target[:8]
    return label(record, names)
