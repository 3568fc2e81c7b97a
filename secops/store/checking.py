"""What the write door asks before it writes: is the record sound, is its key free, may it change."""

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any

from secops.base.errors import Fault, InputError
from secops.records.checks import problems
from secops.records.contracts import Contract
from secops.records.kinds import Kind, Record
from secops.records.naming import identity_of
from secops.records.registry import KINDS
from secops.records.reports import AddedRow, Answer, Report
from secops.store.rows import called, contract_of, name_of, one_record, record_of, shape_of

MOST_LISTED = 20  # of the records that refer to one


def check_sound(connection: sqlite3.Connection, kind: Kind, record: Record, values: Mapping[str, Any]) -> None:
    """Raise InputError with a fault for each field that keeps the record from being written as ``values``."""
    faults = [(problem.field.label, problem.what, problem.expected) for problem in problems(kind, record)]
    faults += [
        (field.label, "保存できない文字または数です", "文字は正しいUnicode、数は64ビットまで")
        for field in kind.fields
        if not _storable(values[field.name])
    ]
    if faults:
        name = called(connection, kind, record).encode(errors="replace").decode()
        raise InputError(
            f"{kind.label}を書き込めません。次の点を直してください。",
            tuple(Fault(f"{name} {label}", what, expected) for label, what, expected in faults),
        )


def _storable(value: Any) -> bool:
    """Whether the database can hold a value: no lone surrogate, no number past 64 bits."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            return False
    return not isinstance(value, int) or -(2**63) <= value < 2**63


class Keys:
    """The natural keys taken in one transaction, folded: read once for each parent, so that many adds stay linear."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the connection of the transaction."""
        self._connection = connection
        self._taken: dict[tuple[str, str], dict[tuple[str, ...], str]] = {}  # kind and parent id → key → id

    def check(self, kind: Kind, record: Record) -> None:
        """Raise InputError when another record of the kind has the same natural key."""
        other_id = self._siblings(kind, record).get(identity_of(kind, record))
        if other_id in {None, record.id}:
            return
        other = one_record(self._connection, kind, str(other_id))
        shown = called(self._connection, kind, other or record)
        labels = "・".join(field.label for field in kind.key)
        raise InputError(
            f"{kind.label}に同じものがすでにあります。",
            (Fault(shown, f"ID {str(other_id)[:8]} の記録と重なります", f"{labels}の組が異なる記録"),),
        )

    def enter(self, kind: Kind, record: Record) -> None:
        """Take note of a key that is now taken."""
        self._siblings(kind, record)[identity_of(kind, record)] = record.id

    def leave(self, kind: Kind, record: Record) -> None:
        """Take note of a key that is free again."""
        self._siblings(kind, record).pop(identity_of(kind, record), None)

    def _siblings(self, kind: Kind, record: Record) -> dict[tuple[str, ...], str]:
        parent = kind.parent
        parent_id = getattr(record, parent.name) if parent else ""
        group = (kind.name, parent_id)
        if group not in self._taken:
            self._taken[group] = self._read(kind, parent_id)
        return self._taken[group]

    def _read(self, kind: Kind, parent_id: str) -> dict[tuple[str, ...], str]:
        shape = shape_of(kind.name)
        where = f't."{kind.parent.name}" IS :parent' if kind.parent else "1"
        rows = self._connection.execute(
            f'SELECT {shape.columns} FROM "{kind.name}" AS t WHERE {where}', {"parent": parent_id or None}
        )
        return {identity_of(kind, record): record.id for record in (record_of(shape, row) for row in rows.fetchall())}


class Contracts:
    """Whether what a record names is of the same contract, or of none: asked of all that one transaction writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the connection of the transaction."""
        self._connection = connection
        self._later: dict[str, Kind] = {}  # id → kind, of records that name what is not written yet

    def check(self, kind: Kind, record: Record) -> None:
        """Raise InputError when the record names one of another contract; look again later at what is not there."""
        if contract_of(kind, "t") is None:  # 役員 and people stand under no contract
            return
        faults, complete = self._faults(kind, record)
        if not complete:
            self._later[record.id] = kind
        elif faults:
            raise self._refused(kind, faults)

    def moved(self, kind: Kind, before: Record, after: Record) -> None:
        """Take note of a record that went to another contract: look later at all that name it or what is under it."""
        parent = kind.parent
        if parent and getattr(before, parent.name) != getattr(after, parent.name):
            self._look_again(kind, after)

    def _look_again(self, kind: Kind, record: Record) -> None:
        for other, naming in _naming(self._connection, kind, record.id):
            self._later[naming.id] = other
            if other.parent and getattr(naming, other.parent.name) == record.id:
                self._look_again(other, naming)

    def settle(self) -> None:
        """Look at what could not be judged before, now that all is written. Raises InputError."""
        for record_id, kind in self._later.items():
            record = one_record(self._connection, kind, record_id)
            if record and contract_of(kind, "t") and (faults := self._faults(kind, record)[0]):
                raise self._refused(kind, faults)

    @staticmethod
    def _refused(kind: Kind, faults: tuple[Fault, ...]) -> InputError:
        return InputError(f"{kind.label}を書き込めません。ほかの契約の記録は指せません。", faults)

    def _faults(self, kind: Kind, record: Record) -> tuple[tuple[Fault, ...], bool]:
        """The references that lead out of the contract, and whether all of them could be followed."""
        parent = kind.parent
        named = [
            (field, getattr(record, field.name))
            for field in kind.references
            if field is not parent and getattr(record, field.name) and contract_of(KINDS[field.to], "t")
        ]
        if not named:
            return (), True
        above = getattr(record, parent.name) if parent else ""
        own, complete = self._of(KINDS[parent.to], above) if parent and above else ("", True)
        faults = []
        for field, target in named:
            theirs, known = self._of(KINDS[field.to], target)
            complete = complete and known
            if known and theirs and theirs != own:
                there, here = self._called(theirs), f"契約「{self._called(own)}」" if own else "全社"
                faults.append(
                    Fault(
                        f"{called(self._connection, kind, record)} {field.label}",
                        f"契約「{there}」の{KINDS[field.to].label}です",
                        f"{here}の{KINDS[field.to].label}",
                    )
                )
        return tuple(faults), complete

    def _of(self, kind: Kind, record_id: str) -> tuple[str, bool]:
        """The id of the contract that a record stands under ("": the company), and whether there is such a record."""
        found = self._connection.execute(
            f'SELECT {contract_of(kind, "t")} FROM "{kind.name}" AS t WHERE t.id = :id', {"id": record_id}
        ).fetchone()
        return (found[0] or "", True) if found else ("", False)

    def _called(self, contract_id: str) -> str:
        contract = one_record(self._connection, KINDS["contract"], contract_id)
        return name_of(self._connection, KINDS["contract"], contract) if contract else contract_id[:8]


def check_unlocked(connection: sqlite3.Connection, record: Record) -> None:
    """Raise InputError when the record belongs to a report whose present revision has been issued."""
    if not isinstance(record, Answer | AddedRow):
        return
    found = connection.execute(
        "SELECT contract.code, report.as_of, coalesce(report.revision, 1) FROM report"
        " JOIN contract ON contract.id = report.contract WHERE report.id = :report"
        " AND EXISTS (SELECT 1 FROM issued WHERE report = report.id AND number >= coalesce(report.revision, 1))",
        {"report": record.report},
    ).fetchone()
    if found:
        code, as_of, revision = found
        raise InputError(
            f"契約「{code}」の基準日{as_of}の報告書（第{revision}版）は発行済みで、その実施状況と追加項目は変えられません。"
            f"改訂を始めてください: secops report {code} --as-of {as_of} --revise"
        )


def check_issued_report(connection: sqlite3.Connection, before: Record, after: Record) -> None:
    """Raise InputError when a change would turn an issued report into the report of something else."""
    if not (isinstance(before, Report) and isinstance(after, Report)) or not _is_issued(
        connection, "report", before.id
    ):
        return
    kind = KINDS["report"]
    faults = tuple(
        Fault(f"{called(connection, kind, before)} {kind.field(name).label}", "発行済みの報告では変えられません")
        for name in ("contract", "engagement", "as_of")
        if getattr(before, name) != getattr(after, name)
    )
    if faults:
        raise InputError("発行済みの報告書があるため、書き込めません。新しい報告として追加してください。", faults)


def check_edition(connection: sqlite3.Connection, before: Record, after: Record) -> None:
    """Raise InputError when another edition would give another meaning to the numbers of what is written."""
    if not (isinstance(before, Contract) and isinstance(after, Contract)) or before.edition == after.edition:
        return
    if before.former_editions != after.former_editions:  # the move itself, which says what it left
        return
    numbered = connection.execute(
        "SELECT 1 FROM method WHERE contract = :id UNION SELECT 1 FROM evidence WHERE contract = :id AND item > 0"
        " UNION SELECT 1 FROM answer JOIN report ON report.id = answer.report WHERE report.contract = :id"
        " UNION SELECT 1 FROM issued WHERE contract = :id",
        {"id": before.id},
    ).fetchone()
    if numbered:
        raise InputError(
            f"契約「{before.code}」には項目の番号で書かれた記録（遵守の方法、実施状況等）があるため、"
            "適用版だけを変えることはできません。"
            f"secops edition move {before.code} {after.edition} で、何が引き継がれるかを確かめて移してください。"
        )


def check_free(connection: sqlite3.Connection, kind: Kind, record: Record) -> None:
    """Raise InputError listing the records that refer to this one, or saying that an issued report stands on it."""
    name = called(connection, kind, record)
    if kind.name in {"report", "contract"} and _is_issued(connection, kind.name, record.id):
        raise InputError(f"「{name}」には発行済みの報告書があるため、削除できません。")
    referring = _referring(connection, kind, record.id)
    if not referring:
        return
    faults = [Fault(one, "この記録を参照しています") for one in referring[:MOST_LISTED]]
    if len(referring) > MOST_LISTED:
        faults.append(Fault("", f"ほか{len(referring) - MOST_LISTED}件"))
    raise InputError(
        f"「{name}」は、ほかの記録が参照しているため、削除できません。終わったものには終了日を入れてください。",
        tuple(faults),
    )


def _is_issued(connection: sqlite3.Connection, column: str, record_id: str) -> bool:
    found = connection.execute(f'SELECT 1 FROM issued WHERE "{column}" = :id', {"id": record_id}).fetchone()
    return found is not None


def _referring(connection: sqlite3.Connection, kind: Kind, record_id: str) -> list[str]:
    return [called(connection, other, record) for other, record in _naming(connection, kind, record_id)]


def _naming(connection: sqlite3.Connection, kind: Kind, record_id: str) -> Iterator[tuple[Kind, Record]]:
    """Yield the records that refer to one, with their kinds; not itself."""
    for other in KINDS.values():
        shape = shape_of(other.name)
        columns = [field.name for field in other.references if field.to == kind.name]
        if not columns:
            continue
        where = " OR ".join(f't."{column}" = :id' for column in columns)
        found = connection.execute(
            f'SELECT {shape.columns} FROM "{other.name}" AS t WHERE ({where}) AND t.id <> :id ORDER BY {shape.order}',
            {"id": record_id},
        ).fetchall()
        for row in found:
            yield other, record_of(shape, row)


def dangling(connection: sqlite3.Connection) -> tuple[Fault, ...]:
    """Return a fault for each reference in the database that points to nothing."""
    faults = []
    for table, row_id, parent, place in connection.execute("PRAGMA foreign_key_check").fetchall():
        keys = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
        column = next(key[3] for key in keys if key[0] == place)
        found = connection.execute(
            f'SELECT id, "{column}" FROM "{table}" WHERE rowid = :row', {"row": row_id}
        ).fetchone()
        kind = KINDS.get(table)
        where = f"{kind.label if kind else '発行済みの報告書'} {str(found[0])[:8]}"
        label = kind.field(column).label if kind else column
        if kind and (record := one_record(connection, kind, found[0])):
            where = f"{kind.label} {name_of(connection, kind, record)}"
        faults.append(Fault(f"{where} {label}", f"「{found[1]}」という{KINDS[parent].label}の記録がありません"))
    return tuple(faults)
