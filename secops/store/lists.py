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
    return tuple(
        ImportedList(
            id=id_,
            name=name,
            as_of=date.fromisoformat(as_of),
            imported_at=imported_at,
            file_name=file_name,
            sha256=sha256,
            entries=_entries(entries),
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


def _entries(stored: bytes) -> tuple[Listed, ...]:
    """Make the entries of a list; the names of the fields stand with it, so that an older program's list is read."""
    kept = json.loads(stored)
    names = kept["fields"]
    days = [place for place, name in enumerate(names) if name.endswith("_on")]
    entries = []
    for row in kept["rows"]:
        for place in days:
            row[place] = date.fromisoformat(row[place]) if row[place] else None
        entries.append(Listed(**dict(zip(names, row, strict=True))))
    return tuple(entries)
