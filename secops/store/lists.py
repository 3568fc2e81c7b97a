"""Imported ISMAP lists in the database: each whole, never changed; the later import of one day counts."""

import hashlib
import json
import sqlite3
from dataclasses import fields
from datetime import date
from typing import Any

from secops.ismap.entries import Listed
from secops.ismap.history import ImportedList

_NAMES = tuple(field.name for field in fields(Listed))


def read_lists(connection: sqlite3.Connection) -> tuple[ImportedList, ...]:
    """Return every imported list in the order of import."""
    rows = connection.execute(
        "SELECT id, name, as_of, imported_at, file_name, sha256, entries FROM imported_list ORDER BY rowid"
    ).fetchall()
    known: dict[tuple[Any, ...], Listed] = {}
    return tuple(
        ImportedList(
            id=id_,
            name=name,
            as_of=date.fromisoformat(as_of),
            imported_at=imported_at,
            file_name=file_name,
            sha256=sha256,
            entries=_entries(entries, known),
        )
        for id_, name, as_of, imported_at, file_name, sha256, entries in rows
    )


def insert_list(connection: sqlite3.Connection, imported: ImportedList) -> None:
    """Write one list. Raises sqlite3.IntegrityError."""
    rows = [[_plain(getattr(entry, name)) for name in _NAMES] for entry in imported.entries]
    entries = json.dumps({"fields": _NAMES, "rows": rows}, ensure_ascii=False).encode()
    connection.execute(
        "INSERT INTO imported_list (id, name, as_of, imported_at, file_name, sha256, digest, entries)"
        " VALUES (:id, :name, :as_of, :imported_at, :file_name, :sha256, :digest, :entries)",
        {
            "id": imported.id,
            "name": imported.name,
            "as_of": imported.as_of.isoformat(),
            "imported_at": imported.imported_at,
            "file_name": imported.file_name,
            "sha256": imported.sha256,
            "digest": hashlib.sha256(entries).hexdigest(),
            "entries": entries,
        },
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _entries(stored: bytes, known: dict[tuple[Any, ...], Listed]) -> tuple[Listed, ...]:
    """Make the entries of a list; the names of the fields stand with it, so that an older program's list is read.

    ``known``: entries made before, by what is stored; from one list to the next nearly all stay as they were.
    """
    kept = json.loads(stored)
    names = tuple(kept["fields"])
    entries = []
    for row in kept["rows"]:
        key = (names, *row)
        entry = known.get(key)
        if entry is None:
            entry = known[key] = Listed(**dict(zip(names, map(_value, names, row), strict=True)))
        entries.append(entry)
    return tuple(entries)


def _value(name: str, value: Any) -> Any:
    if name.endswith("_on"):
        return date.fromisoformat(value) if value else None
    return value
