"""The write door from inside: what can be done in one transaction."""

import dataclasses
import hashlib
import secrets
import sqlite3
from typing import Any, TypeVar, cast

from secops.base.errors import Fault
from secops.ismap.history import ImportedList
from secops.records.kinds import Kind, Record
from secops.store import log
from secops.store.checking import (
    Contracts,
    Keys,
    check_edition,
    check_free,
    check_issued_report,
    check_sound,
    check_unlocked,
)
from secops.store.errors import Constraint, Stale
from secops.store.issued import IssuedReport, insert_issued
from secops.store.lists import insert_list
from secops.store.rows import all_records, called, column_values, kind_for, one_record

R = TypeVar("R", bound=Record)

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id() -> str:
    """Return a new id: 26 random characters of Crockford's base 32 (130 bits)."""
    number = secrets.randbits(130)
    return "".join(_CROCKFORD[number >> shift & 31] for shift in range(0, 130, 5))


class Writer:
    """One transaction's writes. Of no use after its ``with`` block."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take a connection on which the transaction has begun."""
        self._open: sqlite3.Connection | None = connection
        self._keys = Keys(connection)
        self._contracts = Contracts(connection)

    def settle(self) -> None:
        """Judge what could not be judged record by record, before the transaction ends. Raises InputError."""
        self._contracts.settle()

    def close(self) -> None:
        """Refuse all further writes: the transaction has ended."""
        self._open = None

    @property
    def _connection(self) -> sqlite3.Connection:
        if self._open is None or not self._open.in_transaction:  # a full disk may have ended it
            raise RuntimeError("this transaction has ended")  # a write after it would stand outside the seals
        return self._open

    def records(self, cls: type[R]) -> tuple[R, ...]:
        """Return all records of a class in natural order, as this transaction sees them."""
        return all_records(self._connection, cls)

    def head(self) -> str:
        """Return the hash of the last seal before this transaction, "" when there is none."""
        return log.head(self._connection)

    def add(self, record: R) -> R:
        """Write a new record and return it with its id (kept when given) and edits = 1.

        Raises InputError when it is not sound, names a record of another contract, its natural key is taken, or its
        report is locked.
        """
        kind = kind_for(type(record))
        kept = dataclasses.replace(record, id=record.id or new_id(), edits=1)
        values = self._checked(kind, kept)
        self._keys.check(kind, kept)
        columns = ", ".join(f'"{name}"' for name in values)
        places = ", ".join(f":{name}" for name in values)
        try:
            self._connection.execute(f'INSERT INTO "{kind.name}" ({columns}) VALUES ({places})', values)
        except sqlite3.IntegrityError as error:
            raise self._refused(kind, kept, error) from error
        self._keys.enter(kind, kept)
        return kept

    def replace(self, record: R) -> R:
        """Write a changed record and return it with edits + 1; an unchanged one is returned as it is.

        Raises Stale when it was changed or removed since it was read, InputError as :meth:`add`.
        """
        kind = kind_for(type(record))
        before = self._current(kind, record)
        if before == record:
            return record
        kept = dataclasses.replace(record, edits=record.edits + 1)
        check_unlocked(self._connection, before)
        values = self._checked(kind, kept)
        check_issued_report(self._connection, before, kept)
        check_edition(self._connection, before, kept)
        self._keys.check(kind, kept)
        self._contracts.moved(kind, before, kept)
        places = ", ".join(f'"{name}" = :{name}' for name in values if name != "id")
        try:
            self._connection.execute(f'UPDATE "{kind.name}" SET {places} WHERE id = :id', values)
        except sqlite3.IntegrityError as error:
            raise self._refused(kind, kept, error) from error
        self._keys.leave(kind, before)
        self._keys.enter(kind, kept)
        return kept

    def remove(self, record: Record) -> None:
        """Remove a record that was entered by mistake.

        Raises InputError listing the records that refer to it, or when it has been issued; Stale as :meth:`replace`.
        """
        kind = kind_for(type(record))
        before = self._current(kind, record)
        check_unlocked(self._connection, before)
        check_free(self._connection, kind, before)
        self._connection.execute(f'DELETE FROM "{kind.name}" WHERE id = :id', {"id": record.id})
        self._keys.leave(kind, before)

    def issue(self, issued: IssuedReport) -> None:
        """Keep a report that has been issued, for good; a blank id is given one.

        Raises Constraint when this number of the report has been issued before, ValueError for a wrong digest.
        """
        if hashlib.sha256(issued.content).hexdigest() != issued.sha256:
            raise ValueError("sha256 is not that of the content")  # it could never be mended
        kept = dataclasses.replace(issued, id=issued.id or new_id())
        try:
            insert_issued(self._connection, kept)
        except sqlite3.IntegrityError as error:
            raise Constraint(
                f"基準日{issued.as_of}の報告書の第{issued.number}版は、すでに発行されています。",
                (Fault(issued.file_name, str(error)),),
            ) from error

    def add_list(self, imported: ImportedList) -> ImportedList:
        """Keep an imported list, for good, and return it with its id."""
        kept = dataclasses.replace(imported, id=imported.id or new_id())
        insert_list(self._connection, kept)
        return kept

    def _checked(self, kind: Kind, record: Record) -> dict[str, Any]:
        """Return the columns of a record that may be written."""
        values = column_values(kind, record)
        check_sound(self._connection, kind, record, values)
        self._contracts.check(kind, record)
        check_unlocked(self._connection, record)
        return values

    def _current(self, kind: Kind, record: R) -> R:
        """Return the record as it stands. Raises Stale when it is not the one that was read."""
        current = one_record(self._connection, kind, record.id)
        if current is None:
            raise Stale(f"「{called(self._connection, kind, record)}」は、すでに削除されています。読み直してください。")
        if current.edits != record.edits:
            name = called(self._connection, kind, current)
            raise Stale(f"「{name}」は、読み込んだ後にほかで変更されました。読み直してから、やり直してください。")
        return cast("R", current)

    def _refused(self, kind: Kind, record: Record, error: sqlite3.IntegrityError) -> Constraint:
        name = called(self._connection, kind, record)
        return Constraint(
            f"「{name}」を書き込めません。IDまたは値がほかの記録と合いません。", (Fault(name, str(error)),)
        )
