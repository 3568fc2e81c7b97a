"""Is the database whole: the file, its schema, its references, the chain of seals, the log against the records."""

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import Any

from secops.records.registry import KINDS
from secops.store.checking import dangling
from secops.store.connection import snapshot
from secops.store.log import Seal, digest
from secops.store.migrations import expected_schema, schema_of
from secops.store.triggers import logged_tables, payload

MOST_LISTED = 20  # sentences of one sort

_OBJECTS = {"table": "表", "index": "索引", "trigger": "トリガー", "view": "ビュー"}
_PURGED = object()  # a payload that is not known any more

State = dict[tuple[str, str], Any]  # kind and record id → the payload the log says the row has


def verify(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return a Japanese sentence for each thing wrong, naming where; an empty tuple when all is well.

    What it cannot see is a log that someone built anew from the start, chain and all: for that the head of the
    chain stands on every issued report.
    """
    with snapshot(connection):
        found = list(_shortened(_integrity(connection)))
        if found:
            return tuple(found)  # what is read from a damaged file says nothing
        found += _shortened(_schema(connection))
        for check in (_references, _log, _issued, _lists):
            try:
                found += _shortened(check(connection))
            except sqlite3.Error as error:
                found.append(f"データベースの内容を読めず、確かめられません: {error}。控えから戻してください。")
        return tuple(found)


def _shortened(sentences: Iterator[str]) -> list[str]:
    listed = list(sentences)
    if len(listed) <= MOST_LISTED:
        return listed
    return [*listed[:MOST_LISTED], f"（同じ種類の指摘が、ほかに{len(listed) - MOST_LISTED}件あります）"]


def _integrity(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        rows = connection.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as error:
        rows = [(str(error),)]
    for (line,) in rows:
        if line != "ok":
            yield f"データベースのファイルが壊れています: {line}。控えから戻してください。"


def _schema(connection: sqlite3.Connection) -> Iterator[str]:
    expected, actual = expected_schema(), schema_of(connection)
    for (kind, name), sql in expected.items():
        found = actual.get((kind, name))
        if found is None:
            yield f"データベースの{_OBJECTS[kind]}「{name}」がありません。別の道具で取り除かれたおそれがあります。"
        elif found != sql:
            yield f"データベースの{_OBJECTS[kind]}「{name}」が、このプログラムの作る形と違います。"
    for kind, name in actual.keys() - expected.keys():
        yield f"データベースに、このプログラムのものでない{_OBJECTS[kind]}「{name}」があります。"
    if connection.execute("SELECT 1 FROM log_context").fetchone():
        yield "変更履歴に、終わっていない書込みの印が残っています。別の道具で入れられたおそれがあります。"


def _references(connection: sqlite3.Connection) -> Iterator[str]:
    for fault in dangling(connection):
        yield f"参照が切れています: {fault}。"


def _log(connection: sqlite3.Connection) -> Iterator[str]:
    state: State = {}
    yield from _chain(connection, state)
    yield from _replay(connection, state)


def _chain(connection: sqlite3.Connection, state: State) -> Iterator[str]:
    """Walk through seals and rows side by side; leave in ``state`` what the log says the records are."""
    rows = connection.execute(
        "SELECT seq, kind, record_id, contract_id, action, digest, salt, before, after, number, at"
        " FROM log_change ORDER BY seq"
    )
    row = next(rows, None)
    previous, expected_number = "", 1
    for *fields, recorded in connection.execute("SELECT * FROM log_seal ORDER BY number").fetchall():
        seal = Seal(*fields)
        place = f"変更履歴の封{seal.number}（{seal.at}、{seal.actor}）"
        if seal.number != expected_number or seal.previous != previous:
            yield f"{place}が、前の封につながっていません。途中の封が抜かれたか、書き換えられています。"
        while row is not None and row[0] < seal.first_seq:
            yield _unsealed(row)
            _apply(state, row)
            row = next(rows, None)
        covered = []
        while row is not None and row[0] <= seal.last_seq:
            yield from _row_faults(row, seal)
            _apply(state, row)
            covered.append(row[:6])
            row = next(rows, None)
        if len(covered) != seal.last_seq - seal.first_seq + 1:
            yield f"{place}の変更に欠けがあります（{seal.first_seq}番から{seal.last_seq}番まで）。"
        elif seal.hash(covered) != recorded:
            yield f"{place}のハッシュが合いません。封か、その変更が書き換えられています。"
        previous, expected_number = recorded, seal.number + 1
    while row is not None:
        yield _unsealed(row)
        _apply(state, row)
        row = next(rows, None)
    yield from _tail(connection)


def _tail(connection: sqlite3.Connection) -> Iterator[str]:
    last = connection.execute("SELECT coalesce(max(seq), 0) FROM log_change").fetchone()[0]
    counted = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'log_change'").fetchone()
    if (counted[0] if counted else 0) != last:
        yield f"変更履歴の末尾（{last}番より後）が切り取られています。"


def _unsealed(row: tuple[Any, ...]) -> str:
    place = f"変更履歴{row[0]}番（{row[10]}、{_record(row[1], row[2])}）"
    return f"{place}には封がありません。secops以外の道具で変更されています。"


def _row_faults(row: tuple[Any, ...], seal: Seal) -> Iterator[str]:
    seq, kind, record_id, _contract, _action, recorded, salt, before, after, number, at = row
    purged = salt == "" and before is None and after is None
    if (number, at) != (seal.number, seal.at) or not (purged or digest(salt, before, after) == recorded):
        yield f"変更履歴{seq}番（{at}、{_record(kind, record_id)}）が書き換えられています。"


def _apply(state: State, row: tuple[Any, ...]) -> None:
    _seq, kind, record_id, _contract, action, _digest, salt, _before, after, *_rest = row
    if action == "delete":
        state.pop((kind, record_id), None)
    else:
        state[kind, record_id] = after if salt else _PURGED


def _replay(connection: sqlite3.Connection, state: State) -> Iterator[str]:
    """Hold the records against what the log says they are."""
    for table in logged_tables(connection):
        rows = connection.execute(f'SELECT t.id, {payload(connection, table, "t")} FROM "{table}" AS t ORDER BY t.id')
        for record_id, live in rows:
            logged = state.pop((table, record_id), None)
            if logged is None:
                yield f"{_record(table, record_id)}は、変更履歴にありません。secops以外の道具で加えられています。"
            elif logged is not _PURGED and logged != live:
                yield f"{_record(table, record_id)}は、変更履歴と内容が違います。secops以外の道具で変更されています。"
    for kind, record_id in state:
        yield f"{_record(kind, record_id)}は、変更履歴では残っているはずですが、ありません。"


_OTHERS = {"issued": "発行済みの報告書", "imported_list": "取り込んだリスト"}


def _record(kind: str, record_id: str) -> str:
    label = KINDS[kind].label if kind in KINDS else _OTHERS.get(kind, kind)
    return f"{label} {record_id[:8]}"


def _issued(connection: sqlite3.Connection) -> Iterator[str]:
    for as_of, number, recorded, content in connection.execute("SELECT as_of, number, sha256, content FROM issued"):
        if hashlib.sha256(content).hexdigest() != recorded:
            yield f"発行済みの報告書（基準日{as_of}、第{number}版）の中身が、発行したときのものと違います。"


def _lists(connection: sqlite3.Connection) -> Iterator[str]:
    for name, as_of, recorded, entries in connection.execute("SELECT name, as_of, digest, entries FROM imported_list"):
        if hashlib.sha256(entries).hexdigest() != recorded:
            yield f"取り込んだリスト（{name}、{as_of}現在）の中身が、取り込んだときのものと違います。"
