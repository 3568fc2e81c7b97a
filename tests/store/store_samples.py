"""Values and records for the tests of the store, made from the declarations, and what other processes do in them."""

import dataclasses
import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from secops.records.contracts import Contract
from secops.records.fields import FieldSpec, FieldType
from secops.records.kinds import Kind, Record
from secops.records.organisations import Organisation, Person
from secops.records.registry import KINDS
from secops.records.reports import Answer, Report
from secops.records.work import Assignment
from secops.store.issued import IssuedReport
from secops.store.store import Store
from secops.store.writer import Writer

NAMES = "髙橋 一郎", "𠮷野家", "葛\U000e0100城\U000e0101市", "R&D <設計> {{ x }}", "崎﨑邉邊"
FIRST_DAY = date(2024, 4, 1)
_SOUND = {
    "corporate_number": "8700110005901",
    "code": "C-髙𠮷",
    "edition": "meti-r6-kanto",
    "editions": "meti-r6-kanto",
    "kind": "assignment",
    "sha256": "0f" * 32,
}


def in_order() -> list[Kind]:
    """The kinds so that what is referred to comes first; officer.change is the one reference back."""
    found: list[Kind] = []
    while len(found) < len(KINDS):
        known = {kind.name for kind in found}
        found += [kind for kind in KINDS.values() if kind.name not in known and _referred_to(kind) <= known]
    return found


def _referred_to(kind: Kind) -> set[str]:
    names = {field.to for field in kind.references} - {kind.name}
    return names - {"change"} if kind.name == "officer" else names


def value(field: FieldSpec, place: int, ids: dict[str, str]) -> Any:
    """A filled value for a field; dates rise with ``place`` so that their order holds."""
    name = NAMES[place % len(NAMES)]
    makers: dict[FieldType, Callable[[], Any]] = {
        FieldType.TEXT: lambda: _SOUND.get(field.check, f"{name}{place}"),
        FieldType.NOTE: lambda: f"{name}\n二行目\\\"'、🙂",
        FieldType.DATE: lambda: FIRST_DAY + timedelta(days=place),
        FieldType.DATES: lambda: (FIRST_DAY, FIRST_DAY + timedelta(days=180)),
        FieldType.INT: lambda: place + 2,
        FieldType.YEN: lambda: 12_345_678_901,
        FieldType.PERCENT: lambda: Decimal("33.40"),
        FieldType.FLAG: lambda: bool(place % 2),
        FieldType.CHOICE: lambda: field.choices[-1],
        FieldType.SEVERAL: lambda: field.choices[:2],
        FieldType.REF: lambda: ids.get(field.to, ""),
        FieldType.COUNTRY: lambda: "VN",
        FieldType.COUNTRIES: lambda: ("JP", "XX"),
    }
    return makers[field.type]()


def filled(kind: Kind, ids: dict[str, str]) -> Record:
    """A record of a kind with every field filled; of several subjects of which it may have one, the first."""
    values = {field.name: value(field, place, ids) for place, field in enumerate(kind.fields)}
    values |= dict.fromkeys(kind.exactly_one[1:], "")
    if kind.name == "contract":  # ended early, so that every date can be filled
        values |= {"terminated_on": values["ends_on"], "completed_on": values["ends_on"]}
    if kind.name == "report":
        values["period_from_on"] = values["as_of"] - timedelta(days=90)
    if kind.name == "assurance":
        values["filed_on"] = values["accepted_on"]
    return kind.record(**values)


def fill(writer: Writer) -> dict[str, Record]:
    """Write one filled record of every kind; return them by kind."""
    ids: dict[str, str] = {}
    written: dict[str, Record] = {}
    for kind in in_order():
        written[kind.name] = writer.add(filled(kind, ids))
        ids[kind.name] = written[kind.name].id
    for name in ("officer", "engagement"):  # references back, and to its own kind
        kept = written[name]
        changed = {field.name: ids[field.to] for field in KINDS[name].references if not getattr(kept, field.name)}
        changed.pop("parent", None)  # an engagement is not its own
        if changed:
            written[name] = writer.replace(dataclasses.replace(kept, **changed))
    return written


def organisation(name: str = "株式会社𠮷野設計") -> Organisation:
    """A sound organisation."""
    return Organisation(name=name, address="埼玉県さいたま市", representative="代表取締役　髙橋　一郎")


def contract(contractor: str, code: str = "R6-01") -> Contract:
    """A sound contract."""
    return Contract(
        code=code,
        title="後継者支援ネットワーク事業",
        concluded_on=FIRST_DAY,
        starts_on=FIRST_DAY,
        ends_on=date(2025, 3, 31),
        contractor=contractor,
        addressee="関東経済産業局流通・サービス産業課長",
        edition="meti-r6-kanto",
    )


def person(organisation_id: str, name: str, number: str = "") -> Person:
    """A sound person."""
    return Person(organisation=organisation_id, name=name, employee_no=number, nationality=("JP",))


def answered(writer: Writer, code: str = "R6-01") -> tuple[Contract, Report, Answer]:
    """A contract with a report and one answer."""
    us = next(iter(writer.records(Organisation)), None) or writer.add(organisation())
    kept = writer.add(contract(us.id, code))
    report = writer.add(Report(contract=kept.id, as_of=date(2024, 9, 30)))
    return kept, report, writer.add(Answer(report=report.id, item=4, status="実施"))


def issue_of(report: Report, number: int = 1, content: bytes = b"PK word") -> IssuedReport:
    """An issued report."""
    return IssuedReport(
        report=report.id,
        contract=report.contract,
        number=number,
        as_of=report.as_of or FIRST_DAY,
        issued_at="2024-10-01T10:00:00+09:00",
        header="{}",
        answers="[]",
        assessment="[]",
        template_sha256="0" * 64,
        program="0.1",
        head="",
        sha256=hashlib.sha256(content).hexdigest(),
        file_name="報告書.docx",
        content=content,
    )


def add_people(folder: Path, organisation_id: str, prefix: str, count: int) -> None:
    """Add people one transaction each, saying the id of each on stdout once it is committed."""
    with Store.open(folder) as store:
        for number in range(count):
            with store.write(prefix, "並行") as writer:
                seen = len(writer.records(Organisation))  # reads first, as an action does
                kept = writer.add(person(organisation_id, f"{prefix} {number}", str(seen)))
            print(kept.id, flush=True)  # noqa: T201  the parent reads it


def open_and_close(folder: Path) -> int:
    """Open a workspace, as a program that starts does."""
    with Store.open(folder) as store:
        return len(store.verify())


def many_contracts(writer: Writer, count: int) -> None:
    """Write some contracts with two people each."""
    us = writer.add(organisation())
    for number in range(count):
        kept = writer.add(contract(us.id, f"R6-{number:03}"))
        for name in ("甲", "乙"):
            someone = writer.add(person(us.id, f"{name}{number}"))
            writer.add(Assignment(contract=kept.id, person=someone.id, roles=("業務従事者",), starts_on=FIRST_DAY))
