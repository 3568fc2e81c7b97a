"""How a record is called: its label for sentences and lists, its natural key for commands."""

from collections.abc import Iterable, Mapping

from secops.base.text import identity
from secops.records.fields import FieldType
from secops.records.kinds import Kind, Record, kind_of
from secops.records.values import show

SEPARATOR = " / "


def label(record: Record, names: Mapping[str, str]) -> str:
    """Return the short name of a record (「髙橋 一郎」); references by their name in ``names`` (id → label)."""
    kind = kind_of(record)
    parts = (show(kind.field(name), getattr(record, name), names) for name in kind.shown_by)
    return " ".join(part for part in parts if part)


def natural_key(record: Record, names: Mapping[str, str]) -> str:
    """Return the composite natural key, its parts joined by 「 / 」, the contract left out, blank parts too."""
    kind = kind_of(record)
    fields = [field for field in kind.key if field.to != "contract"]
    parts = (show(field, getattr(record, field.name), names) for field in fields)
    return SEPARATOR.join(part for part in parts if part)


def identity_of(kind: Kind, record: Record) -> tuple[str, ...]:
    """Return what two records of a kind may not share: the natural key, names folded by NFKC with spaces ignored."""
    return tuple(
        identity(value) if field.type is FieldType.TEXT else str(value or "")
        for field, value in ((field, getattr(record, field.name)) for field in kind.key)
    )


def labels(records: Iterable[Record]) -> dict[str, str]:
    """Return id → label for many records. Those that are named by others must come after them."""
    names: dict[str, str] = {}
    for record in records:
        names[record.id] = label(record, names)
    return names
