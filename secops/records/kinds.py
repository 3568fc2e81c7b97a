"""Record kinds: the base of all records, and what is known of a kind from its declaration."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from secops.records.fields import SPEC, FieldSpec, FieldType, note


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has. Values are immutable; a change makes a new record."""

    id: str = ""  # 26 random characters, shown as 8
    edits: int = 0  # counts writes, so that a stale edit is noticed
    remarks: str = note("備考")


R = TypeVar("R", bound=type[Record])


@dataclass(frozen=True, slots=True)
class Kind:
    """A record kind as declared."""

    name: str
    label: str
    record: type[Record]
    fields: tuple[FieldSpec, ...]  # in the order of declaration, 備考 last
    shown_by: tuple[str, ...]  # the fields that name a record to a person
    in_order: tuple[tuple[str, str], ...]  # pairs of dates of which the first may not be after the second
    exactly_one: tuple[str, ...]  # references of which exactly one is set: one subject out of several kinds

    def field(self, name: str) -> FieldSpec:
        """Return a field by its code name. Raises KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    @property
    def key(self) -> tuple[FieldSpec, ...]:
        """The natural key: the parent, which is the first field of a kind that has one, and the marked fields."""
        parent = self.parent
        return tuple(field for field in self.fields if field.key or field is parent)

    @property
    def parent(self) -> FieldSpec | None:
        """The reference a record stands under: its first field, where that is one."""
        first = self.fields[0]
        return first if first.type is FieldType.REF else None

    @property
    def references(self) -> tuple[FieldSpec, ...]:
        """The fields that point to other records."""
        return tuple(field for field in self.fields if field.type is FieldType.REF)

    @property
    def of_contract(self) -> bool:
        """Whether records of this kind stand directly under a contract."""
        parent = self.parent
        return parent is not None and parent.to == "contract"


KINDS: dict[str, Kind] = {}
_OF_CLASS: dict[type[Record], Kind] = {}


def kind(
    name: str,
    label: str,
    *,
    shown_by: tuple[str, ...],
    in_order: tuple[tuple[str, str], ...] = (),
    exactly_one: tuple[str, ...] = (),
) -> Callable[[R], R]:
    """Enter a frozen dataclass as a record kind."""

    def enter(cls: R) -> R:
        declared = [
            dataclasses.replace(field.metadata[SPEC], name=field.name)
            for field in dataclasses.fields(cls)
            if SPEC in field.metadata
        ]
        declared.sort(key=lambda field: field.name == "remarks")
        KINDS[name] = _OF_CLASS[cls] = Kind(name, label, cls, tuple(declared), shown_by, in_order, exactly_one)
        return cls

    return enter


def kind_of(record: Record) -> Kind:
    """Return the kind of a record."""
    return _OF_CLASS[type(record)]
