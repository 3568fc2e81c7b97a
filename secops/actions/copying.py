"""Taking records of one contract over to another: what is still so, never the dates towards the ministry."""

import dataclasses
from dataclasses import dataclass

from secops.actions.records import By, directory_of
from secops.base.errors import InputError
from secops.catalog.load import load_edition
from secops.exchange.directory import Directory
from secops.records.contracts import Contract, Method
from secops.records.fields import FieldType
from secops.records.kinds import Kind, Record
from secops.records.naming import identity_of, natural_key
from secops.records.registry import KINDS
from secops.records.values import blank
from secops.store.store import Store

# The kinds that can be taken over, and their dates that are facts of the thing itself and not of the contract.
TAKEN_OVER: dict[str, tuple[str, ...]] = {
    "assignment": (),
    "cloud": ("assessed_on", "procured_on", "list_checked_on"),
    "measure": ("in_place_on",),
    "workplace": (),
    "method": (),
}
BY_WAY_OF = {"person": "assignment"}  # a person is under no contract: what is taken over is what puts them on one
STARTS = ("starts_on", "effective_on", "used_from_on")  # these begin with the contract that takes them over


@dataclass(frozen=True, slots=True)
class Copied:
    """What was taken over, and what the other contract had already, by natural key."""

    added: tuple[str, ...]
    there: tuple[str, ...]
    left: tuple[str, ...] = ()  # methods of items that the other contract's edition does not have


def copy_records(store: Store, kind: Kind, source: str, target: str, by: By) -> Copied:
    """Take the records of a kind from one contract to another. Raises InputError for a kind that cannot be.

    People are taken over by their assignments.
    """
    kind = KINDS[BY_WAY_OF.get(kind.name, kind.name)]
    if kind.name not in TAKEN_OVER:
        known = "、".join(f"{name}（{KINDS[name].label}）" for name in TAKEN_OVER)
        raise InputError(f"{kind.label}は引き継げません。引き継げるのは次のとおりです: {known}")
    directory = directory_of(store)
    from_, to = directory.contract(source), directory.contract(target)
    if from_.id == to.id:
        raise InputError("引継ぎ元と引継ぎ先が同じ契約です。")
    with store.write(by.actor, by.reason or f"{from_.code}から{to.code}へ引継ぎ", by.source) as writer:
        live = Directory(writer.records)
        records = list(live.records(kind).values())
        taken = {identity_of(kind, one) for one in records if live.contract_of(kind, one) == to.id}
        added, there, left = [], [], []
        for record in records:
            if live.contract_of(kind, record) != from_.id or getattr(record, "cancelled", False):
                continue
            if isinstance(record, Method) and not _item_there(record, from_, to):
                left.append(natural_key(record, live.names))
                continue
            fresh = _carried(live, kind, record, to)
            if isinstance(fresh, Method) and isinstance(record, Method):
                fresh = dataclasses.replace(fresh, item=_item_there(record, from_, to))
            name = natural_key(fresh, live.names)
            if identity_of(kind, fresh) in taken:
                there.append(name)
                continue
            writer.add(fresh)
            taken.add(identity_of(kind, fresh))
            added.append(name)
    return Copied(tuple(added), tuple(there), tuple(left))


def _item_there(method: Method, from_: Contract, to: Contract) -> int:
    """The number of a method's item in the other contract's edition, 0 when it has none."""
    item = load_edition(method.edition or from_.edition).at(method.item)
    return load_edition(to.edition).number_of(item.slug) if item else 0


def _carried(directory: Directory, kind: Kind, record: Record, to: Contract) -> Record:
    """The record as it begins under the other contract."""
    values: dict[str, object] = {"id": "", "edits": 0}
    kept = TAKEN_OVER[kind.name]
    for field in kind.fields:
        value = getattr(record, field.name)
        if field.name == "contract":
            value = to.id
        elif field.kept:
            value = blank(field)
        elif field.name in STARTS:
            value = to.starts_on
        elif field.type is FieldType.DATE and (field.ministry or field.name not in kept):
            value = blank(field)
        elif field.type is FieldType.REF:
            value = _same_name(directory, KINDS[field.to], value, to)
        values[field.name] = value
    return dataclasses.replace(record, **values)  # type: ignore[arg-type]


def _same_name(directory: Directory, kind: Kind, record_id: str, to: Contract) -> str:
    """A reference to what both contracts share stays; to a record of the first, the other's of that name, or none."""
    if not record_id:
        return ""
    record = directory.records(kind)[record_id]
    if not directory.contract_of(kind, record):
        return record_id
    name = natural_key(record, directory.names)
    for other in directory.records(kind).values():
        if directory.contract_of(kind, other) == to.id and natural_key(other, directory.names) == name:
            return other.id
    return ""
