"""The change log: a row a changed record, written by triggers, and one chained seal a transaction."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from secops.base.errors import InputError
from secops.base.text import clean

ACTIONS = {"insert": "追加", "update": "変更", "delete": "削除", "baseline": "基準"}  # 基準: as found after a migration


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one record. What was written with another tool has no transaction, actor, reason and source."""

    seq: int
    transaction: int | None
    at: str  # ISO 8601 with the offset from UTC
    actor: str | None
    reason: str | None
    source: str | None
    kind: str
    record_id: str
    contract_id: str | None
    action: str  # one of ACTIONS
    before: Mapping[str, Any] | None  # columns as plain JSON values; None too when purged
    after: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Entry:
    """Who writes and why, and where in the log this transaction begins."""

    actor: str
    reason: str
    source: str
    number: int
    at: str
    after_seq: int  # the last row before it
    previous: str  # the hash of the seal before it


@dataclass(frozen=True, slots=True)
class Seal:
    """What a seal says beside its rows."""

    number: int
    at: str
    actor: str
    reason: str
    source: str
    first_seq: int
    last_seq: int
    previous: str

    def hash(self, rows: Iterable[tuple[Any, ...]]) -> str:
        """Return the hash of this seal over its rows: (seq, kind, record id, contract id, action, digest) each."""
        content = {name: getattr(self, name) for name in self.__slots__} | {"changes": [list(row) for row in rows]}
        canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()


def digest(salt: str, before: str | None, after: str | None) -> str:
    """Return the digest of a row's payload. The salt keeps a purged payload from being guessed from it."""
    # The payloads are JSON, in which a line break is always escaped.
    return hashlib.sha256(f"{salt}\n{before or ''}\n{after or ''}".encode()).hexdigest()


def head(connection: sqlite3.Connection) -> str:
    """Return the hash of the last seal, "" when there is none."""
    found = connection.execute("SELECT hash FROM log_seal ORDER BY number DESC LIMIT 1").fetchone()
    return found[0] if found else ""


def begin(connection: sqlite3.Connection, actor: str, reason: str, source: str) -> Entry:
    """Open the log for a transaction that has begun. Raises InputError for a blank or unusable name."""
    try:
        actor, reason, source = clean(actor), clean(reason, lines=True), clean(source)
    except ValueError as error:
        raise InputError(f"操作者または理由に使えない文字があります（{error}）。") from None
    if not actor:
        raise InputError("操作者の名前がありません。--actor で名前を指定してください。")
    number, after_seq = connection.execute(
        "SELECT (SELECT coalesce(max(number), 0) + 1 FROM log_seal), (SELECT coalesce(max(seq), 0) FROM log_change)"
    ).fetchone()
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    connection.execute(
        "INSERT INTO log_context (id, number, at) VALUES (1, :number, :at)", {"number": number, "at": at}
    )
    return Entry(actor, reason, source, number, at, after_seq, head(connection))


def seal(connection: sqlite3.Connection, entry: Entry) -> bool:
    """Fill in the digests of the transaction's rows and seal them; False when nothing was changed."""
    rows = connection.execute(
        "SELECT seq, kind, record_id, contract_id, action, salt, before, after FROM log_change"
        " WHERE seq > :after ORDER BY seq",
        {"after": entry.after_seq},
    ).fetchall()
    if not rows:
        return False
    sealed = [(*row[:5], digest(*row[5:])) for row in rows]
    connection.executemany(
        "UPDATE log_change SET digest = :digest WHERE seq = :seq", [{"seq": row[0], "digest": row[5]} for row in sealed]
    )
    made = Seal(
        entry.number, entry.at, entry.actor, entry.reason, entry.source, sealed[0][0], sealed[-1][0], entry.previous
    )
    connection.execute(
        "INSERT INTO log_seal VALUES (:number, :at, :actor, :reason, :source, :first_seq, :last_seq, :previous, :hash)",
        {name: getattr(made, name) for name in made.__slots__} | {"hash": made.hash(sealed)},
    )
    connection.execute("DELETE FROM log_context")
    return True


def read_changes(
    connection: sqlite3.Connection,
    *,
    kind: str,
    record_id: str,
    contract_id: str,
    since: date | None,
    limit: int | None,
) -> tuple[Change, ...]:
    """Return changes in the order in which they happened; with a limit, the last so many."""
    conditions = {
        "kind": ("c.kind = :kind", kind),
        "record_id": ("c.record_id = :record_id", record_id),
        "contract_id": ("c.contract_id = :contract_id", contract_id),
        "since": ("c.at >= :since", since.isoformat() if since else ""),
    }
    used = {name: condition for name, condition in conditions.items() if condition[1]}
    where = " AND ".join(condition for condition, _value in used.values()) or "1"
    found = connection.execute(
        "SELECT c.seq, c.number, c.at, s.actor, s.reason, s.source, c.kind, c.record_id, c.contract_id, c.action,"
        " c.before, c.after FROM log_change AS c LEFT JOIN log_seal AS s"
        " ON s.number = c.number AND c.seq BETWEEN s.first_seq AND s.last_seq"
        f" WHERE {where} ORDER BY c.seq DESC LIMIT :limit",
        {name: value for name, (_condition, value) in used.items()} | {"limit": -1 if limit is None else limit},
    ).fetchall()
    changes = []
    for *heading, before, after in reversed(found):
        values = [*heading, _loaded(before), _loaded(after)]
        changes.append(Change(*values))
    return tuple(changes)


def _loaded(payload: str | None) -> Mapping[str, Any] | None:
    return None if payload is None else json.loads(payload)
