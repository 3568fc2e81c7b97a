"""From cells that a person typed to a record: the one way in for the command line, sheets and forms."""

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secops.base.errors import Fault, InputError
from secops.base.text import identity
from secops.catalog.load import edition_ids
from secops.exchange.directory import Directory
from secops.records.checks import problems
from secops.records.contracts import Contract
from secops.records.fields import FieldSpec, FieldType
from secops.records.kinds import Kind, Record
from secops.records.values import blank, parse

EMPTIED = "（消去）"  # in a sheet a blank cell changes nothing; this empties a field


@dataclass(frozen=True, slots=True)
class Cell:
    """What was typed for one field, and where."""

    field: FieldSpec
    typed: str
    where: str


def field_of(kind: Kind, heading: str) -> FieldSpec | None:
    """Return the field that a heading means: its code name, its label or a common other heading; None for none."""
    wanted = identity(heading.replace("\n", "")).rstrip("*＊※")
    for field in kind.fields:
        if wanted in {field.name, identity(field.label), *(identity(alias) for alias in field.aliases)}:
            return field
    return None


def known_headings(kind: Kind) -> str:
    """List the fields of a kind for a message."""
    return "、".join(f"{field.label}（{field.name}）" for field in kind.fields if not field.kept)


def values_of(cells: Iterable[Cell], directory: Directory, contract_id: str) -> tuple[dict[str, object], list[Fault]]:
    """Convert cells to values by field name, with every fault found. Blank cells are left out."""
    values: dict[str, object] = {}
    faults: list[Fault] = []
    for cell in cells:
        if not cell.typed.strip():
            continue
        if identity(cell.typed) == identity(EMPTIED):
            values[cell.field.name] = blank(cell.field)
            continue
        try:
            value = parse(cell.field, cell.typed)
            if cell.field.type is FieldType.REF:
                value = directory.resolve(cell.field, value, contract_id)
            values[cell.field.name] = value
        except ValueError as error:
            faults.append(Fault(cell.where, f"「{shortened(cell.typed)}」は読めません", f"必要なのは{error}"))
        except InputError as error:
            faults.append(Fault(cell.where, error.message))
    return values, faults


def shortened(typed: str, longest: int = 40) -> str:
    """A value short and plain enough to quote in a message."""
    plain = "".join(character if character.isprintable() else f"U+{ord(character):04X}" for character in typed.strip())
    return plain if len(plain) <= longest else plain[:longest] + "…"


def made(kind: Kind, values: Mapping[str, object], existing: Record | None = None) -> Record:
    """Make a record of values, or change an existing one by them."""
    if existing is not None:
        return dataclasses.replace(existing, **values)  # type: ignore[arg-type]
    return kind.record(**values)  # type: ignore[arg-type]


def record_faults(
    kind: Kind, record: Record, where: Mapping[str, str], otherwise: str, existing: Record | None = None
) -> list[Fault]:
    """Return what keeps a record from being written, each at the place where its field was typed."""

    def at(field: FieldSpec) -> str:
        return where.get(field.name) or f"{otherwise} {field.label}".strip()

    faults = [Fault(at(problem.field), problem.what, problem.expected) for problem in problems(kind, record)]
    faults += [
        Fault(at(field), "入力できない項目です", "secops edition move が記録する")
        for field in kind.fields
        if field.kept and getattr(record, field.name) != (getattr(existing, field.name) if existing else blank(field))
    ]
    if isinstance(record, Contract) and record.edition and record.edition not in (known := edition_ids()):
        what = f"版「{shortened(record.edition)}」はありません"
        faults.append(Fault(at(kind.field("edition")), what, f"使える版: {'、'.join(known)}"))
    return faults
