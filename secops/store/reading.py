"""Dossiers out of the database: one query a kind for all contracts, grouped in Python."""

import dataclasses
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from secops.base.errors import NotFound
from secops.base.text import identity
from secops.catalog.amendments import amendments
from secops.catalog.edition import Edition
from secops.catalog.load import load_edition
from secops.dossier import Dossier, Shared
from secops.ismap.aliases import shipped_aliases
from secops.ismap.history import History
from secops.records.contracts import Contract
from secops.records.kinds import Kind, Record
from secops.records.measures import Attendance, Measure, Training
from secops.records.organisations import Officer, Organisation, Person, Shareholder
from secops.records.registry import KINDS
from secops.store.connection import snapshot
from secops.store.lists import read_lists
from secops.store.rows import Row, all_records, contract_of, kind_for, record_of, shape_of
from secops.store.settings import Settings

R = TypeVar("R", bound=Record)
COMPANY_WIDE = None  # the contract of a measure that is the company's
Grouped = dict[str, dict[str | None, list[Row]]]  # kind → contract id → rows


def read_dossiers(connection: sqlite3.Connection, codes: Sequence[str] | None, settings: Settings) -> Iterator[Dossier]:
    """Yield the dossiers of the contracts with these codes, or of all, in order of code.

    Everything is read at once, from one state of the database; records are made contract by contract.
    Raises NotFound for an unknown code, listing those there are.
    """
    with snapshot(connection):
        contracts = _chosen(all_records(connection, Contract), codes)
        only = None if codes is None else json.dumps([contract.id for contract in contracts])
        grouped = {kind.name: _rows_by_contract(connection, kind, only) for kind in _kinds_of_contracts()}
        shared = _shared(connection, only, grouped["measure"].get(COMPANY_WIDE, ()))
        lists = read_lists(connection) if grouped["cloud"] else ()  # nothing else asks for them
        shared = dataclasses.replace(
            shared, lists=History.of(lists), aliases={**shipped_aliases(), **settings.aliases} if lists else {}
        )
    return _dossiers(contracts, shared, grouped, settings)


def _dossiers(contracts: Sequence[Contract], shared: Shared, grouped: Grouped, settings: Settings) -> Iterator[Dossier]:
    editions: dict[str, Edition] = {}

    def edition_of(edition_id: str) -> Edition:
        if edition_id not in editions:
            editions[edition_id] = _overlaid(load_edition(edition_id), settings)
        return editions[edition_id]

    for contract in contracts:
        edition = edition_of(contract.edition)
        records = {
            KINDS[name].record: tuple(record_of(shape_of(name), row) for row in rows.pop(contract.id, ()))
            for name, rows in grouped.items()
        }
        former = {one: edition_of(one) for one in contract.former_editions.split("、") if one}
        yield Dossier(contract, edition, edition.terms, shared, records, former)


def _overlaid(edition: Edition, settings: Settings) -> Edition:
    """The edition with what the workspace's settings say of its terms and regulations."""
    terms = edition.terms.overlaid(settings.terms, f"{settings.path} terms")
    return edition.overlaid(terms, amendments(settings.regulations, edition, f"{settings.path} regulations"))


def _chosen(contracts: tuple[Contract, ...], codes: Sequence[str] | None) -> tuple[Contract, ...]:
    if codes is None:
        return contracts
    wanted = {identity(code): code for code in codes}
    chosen = tuple(contract for contract in contracts if identity(contract.code) in wanted)
    missing = [code for folded, code in wanted.items() if folded not in {identity(one.code) for one in chosen}]
    if missing:
        known = "、".join(contract.code for contract in contracts) or "まだありません"
        raise NotFound(f"契約「{'」「'.join(missing)}」はありません。契約の略号は次のとおりです: {known}")
    return chosen


def _kinds_of_contracts() -> tuple[Kind, ...]:
    """The kinds whose records stand under a contract; education is shared, as people are."""
    return tuple(
        kind
        for kind in KINDS.values()
        if kind.name not in {"contract", "training", "attendance"} and contract_of(kind, "t")
    )


def _within(kind: Kind) -> str:
    """The condition that a row of a kind stands under one of the contracts :only, so that indexes serve it."""
    parent = kind.parent
    if kind.name == "contract" or parent is None:
        return "id IN (SELECT value FROM json_each(:only))"
    if parent.to == "contract":
        company_wide = "" if parent.required else f' OR "{parent.name}" IS NULL'
        return f'("{parent.name}" IN (SELECT value FROM json_each(:only)){company_wide})'
    return f'"{parent.name}" IN (SELECT id FROM "{parent.to}" WHERE {_within(KINDS[parent.to])})'


def _rows_by_contract(connection: sqlite3.Connection, kind: Kind, only: str | None) -> dict[str | None, list[Row]]:
    shape = shape_of(kind.name)
    where = "1" if only is None else _within(kind)
    columns = f"{shape.columns}, {contract_of(kind, 't')}"
    found = connection.execute(
        f'SELECT {columns} FROM "{kind.name}" AS t WHERE {where} ORDER BY {shape.order_within}',
        {"only": only},
    ).fetchall()
    groups: dict[str | None, list[Row]] = defaultdict(list)
    for row in found:
        groups[row[-1]].append(row[:-1])
    return groups


def _named(target: str) -> str:
    """The ids of a shared kind that the records of the contracts :only refer to, as a SELECT."""
    return " UNION ".join(
        f'SELECT "{field.name}" FROM "{kind.name}" WHERE {_within(kind)}'
        for kind in (KINDS["contract"], *_kinds_of_contracts())
        for field in kind.references
        if field.to == target
    )


def _shared(connection: sqlite3.Connection, only: str | None, measures: Sequence[Row]) -> Shared:
    """Organisations, people, shareholders, officers: all, or what some contracts name, with our own organisations.

    And the company's measures, and education, whose attendance is that of those people.
    """
    people = organisations = of_organisations = attended = "1"
    if only is not None:
        people = f"t.id IN ({_named('person')})"
        attended = f"t.person IN ({_named('person')})"
        ids = (
            f"{_named('organisation')} UNION SELECT organisation FROM person WHERE id IN ({_named('person')})"
            " UNION SELECT id FROM organisation WHERE is_self = 1"
        )
        organisations, of_organisations = f"t.id IN ({ids})", f"t.organisation IN ({ids})"
    return Shared(
        organisations={one.id: one for one in _read(connection, Organisation, organisations, only)},
        people={one.id: one for one in _read(connection, Person, people, only)},
        shareholders=_grouped(_read(connection, Shareholder, of_organisations, only), "organisation"),
        officers=_grouped(_read(connection, Officer, of_organisations, only), "organisation"),
        trainings={one.id: one for one in _read(connection, Training, "1", only)},
        attendance=_grouped(_read(connection, Attendance, attended, only, "t.attended_on, t.id"), "person"),
        measures=tuple(cast("Measure", record_of(shape_of("measure"), row)) for row in measures),
    )


def _read(connection: sqlite3.Connection, cls: type[R], where: str, only: str | None, order: str = "") -> list[R]:
    """Read records, in natural order where no other is asked for."""
    shape = shape_of(kind_for(cls).name)
    found = connection.execute(
        f'SELECT {shape.columns} FROM "{shape.kind.name}" AS t WHERE {where} ORDER BY {order or shape.order}',
        {"only": only},
    ).fetchall()
    return [cast("R", record_of(shape, row)) for row in found]


def _grouped(records: Sequence[Any], by: str) -> Mapping[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        groups[getattr(record, by)].append(record)
    return {key: tuple(group) for key, group in groups.items()}
