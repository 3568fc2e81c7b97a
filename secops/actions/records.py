"""Entering, changing, removing and showing single records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secops.base.errors import Fault, InputError
from secops.catalog.load import edition_ids, load_edition
from secops.exchange.directory import Directory
from secops.exchange.drafts import Cell, field_of, known_headings, made, record_faults, values_of
from secops.records.kinds import Kind, Record
from secops.records.registry import KINDS
from secops.store.store import Store


@dataclass(frozen=True, slots=True)
class By:
    """Who writes and why, as the change log keeps it."""

    actor: str
    reason: str = ""
    source: str = ""


def directory_of(store: Store) -> Directory:
    """Return the names of a workspace's records."""
    return Directory(store.records)


def cells_of(kind: Kind, pairs: Sequence[str]) -> list[Cell]:
    """Read FIELD=VALUE arguments. Raises InputError naming each that is not one."""
    cells, faults = [], []
    seen: set[str] = set()
    for pair in pairs:
        name, sign, typed = pair.partition("=")
        field = field_of(kind, name)
        if not sign:
            faults.append(Fault(f"引数「{pair}」", "「項目名=値」の形ではありません", "例 name=山田　太郎"))
        elif field is None:
            faults.append(
                Fault(f"引数「{pair}」", f"{kind.label}に「{name}」という項目はありません", known_headings(kind))
            )
        elif field.name in seen:
            faults.append(Fault(f"引数「{pair}」", f"{field.label}が二度あります"))
        else:
            seen.add(field.name)
            cells.append(Cell(field, typed, f"引数 {field.label}"))
    if faults:
        raise InputError("引数を読めません。", tuple(faults))
    return cells


def add(store: Store, kind: Kind, cells: Sequence[Cell], by: By, contract: str = "") -> Record:
    """Enter a new record. ``contract`` is the 略号 it stands under, where the kind has one.

    Where none is given, it is that of the records it refers to.
    """
    directory = directory_of(store)
    contract_id = directory.contract(contract).id if contract else ""
    values, faults = values_of(cells, directory, contract_id)
    if contract_id and kind.of_contract:
        values.setdefault("contract", contract_id)
    if not contract_id:
        faults += _infer_contract(kind, cells, values, directory)
    _fill_edition_defaults(kind, values)
    record = made(kind, values)
    where = {cell.field.name: cell.where for cell in cells}
    unread = {fault.where for fault in faults}
    if any(cell.where in unread and cell.field.name in kind.exactly_one for cell in cells):
        unread.add(_place_of_one(kind, where))  # the one that was typed is known to be wrong, not missing
    faults += [fault for fault in record_faults(kind, record, where, kind.label) if fault.where not in unread]
    if faults:
        raise InputError(f"{kind.label}を登録できません。", tuple(faults))
    with store.write(by.actor, by.reason, by.source) as writer:
        return writer.add(record)


def _place_of_one(kind: Kind, where: Mapping[str, str]) -> str:
    """Where it is said that not exactly one of several references is set."""
    first = kind.field(kind.exactly_one[0])
    return where.get(first.name) or f"{kind.label} {first.label}"


def _infer_contract(kind: Kind, cells: Sequence[Cell], values: dict[str, object], directory: Directory) -> list[Fault]:
    """Put a record under the contract of what it refers to; where that is none or several, say what is needed."""
    if not kind.of_contract or any(cell.field is kind.parent for cell in cells):
        return []
    upper = [(KINDS[field.to], str(values.get(field.name) or "")) for field in kind.references]
    found = {directory.contract_of(above, directory.records(above)[one]) for above, one in upper if one} - {""}
    if len(found) == 1:
        values["contract"] = found.pop()
    elif found or (kind.parent and kind.parent.required):
        return [Fault(f"{kind.label} 契約", "空欄です", "契約の略号を --contract で指定してください")]
    return []


def change(store: Store, kind: Kind, typed: str, cells: Sequence[Cell], by: By, *, contract: str = "") -> Record:
    """Change fields of a record; an empty value empties the field."""
    directory = directory_of(store)
    contract_id = directory.contract(contract).id if contract else ""
    existing = directory.find(kind, typed, contract_id)
    return change_record(store, kind, existing, cells, by, directory=directory)


def change_record(
    store: Store, kind: Kind, existing: Record, cells: Sequence[Cell], by: By, *, directory: Directory | None = None
) -> Record:
    """Change a record in hand; raises Stale when someone else wrote it since."""
    directory = directory or directory_of(store)
    emptied = [Cell(cell.field, cell.typed or "（消去）", cell.where) for cell in cells]
    values, faults = values_of(emptied, directory, directory.contract_of(kind, existing))
    _check_edition(kind, values)
    record = made(kind, values, existing)
    where = {cell.field.name: cell.where for cell in cells}
    if not faults:
        faults = record_faults(kind, record, where, kind.label, existing)
    if faults:
        raise InputError(f"{kind.label}を変更できません。", tuple(faults))
    with store.write(by.actor, by.reason, by.source) as writer:
        return writer.replace(record)


def remove(store: Store, kind: Kind, typed: str, by: By, contract: str = "") -> str:
    """Remove a record that was entered by mistake, and return its name. A reason is required."""
    if not by.reason.strip():
        raise InputError("削除には理由（--reason）が必要です。終了したものは、終了日を記録してください。")
    directory = directory_of(store)
    contract_id = directory.contract(contract).id if contract else ""
    record = directory.find(kind, typed, contract_id)
    name = directory.names[record.id]
    with store.write(by.actor, by.reason, by.source) as writer:
        writer.remove(record)
    return name


def listed(store: Store, kind: Kind, contract: str = "") -> tuple[tuple[Record, ...], Mapping[str, str]]:
    """Return the records of a kind, of one contract where one is named, and the names of what they point to."""
    directory = directory_of(store)
    records = tuple(directory.records(kind).values())
    if contract:
        contract_id = directory.contract(contract).id
        records = tuple(one for one in records if directory.contract_of(kind, one) in {contract_id, ""})
    return records, directory.names


def found(store: Store, kind: Kind, typed: str, contract: str = "") -> tuple[Record, Mapping[str, str]]:
    """Return one record and the names of what it points to."""
    directory = directory_of(store)
    contract_id = directory.contract(contract).id if contract else ""
    return directory.find(kind, typed, contract_id), directory.names


def _fill_edition_defaults(kind: Kind, values: dict[str, object]) -> None:
    """A new contract takes the only edition there is, and its edition's addressee, where none is given."""
    if kind is not KINDS["contract"]:
        return
    ids = edition_ids()
    if "edition" not in values and len(ids) == 1:
        values["edition"] = ids[0]
    _check_edition(kind, values)
    if "addressee" not in values and values.get("edition"):
        values["addressee"] = load_edition(str(values["edition"])).addressee


def _check_edition(kind: Kind, values: Mapping[str, object]) -> None:
    named = values.get("edition")
    if kind is KINDS["contract"] and named and named not in edition_ids():
        raise InputError(f"版「{named}」はありません。使えるのは次のとおりです: {'、'.join(edition_ids())}")
