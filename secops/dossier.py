"""A contract with all it names, as one immutable value: what rules, papers and exchange work on."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar, cast

from secops.catalog.edition import Edition
from secops.catalog.terms import Terms
from secops.records.contracts import Amendment, Assurance, Contract
from secops.records.kinds import Record
from secops.records.measures import Attendance, Measure, Training
from secops.records.organisations import Officer, Organisation, Person, Shareholder

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Shared:
    """What contracts have in common, by id; shareholders and officers by organisation, attendance by person."""

    organisations: Mapping[str, Organisation]
    people: Mapping[str, Person]
    shareholders: Mapping[str, tuple[Shareholder, ...]]
    officers: Mapping[str, tuple[Officer, ...]]
    trainings: Mapping[str, Training] = field(default_factory=dict)  # of the company and of every contract
    attendance: Mapping[str, tuple[Attendance, ...]] = field(default_factory=dict)
    measures: tuple[Measure, ...] = ()  # the company's: those without a contract


@dataclass(frozen=True, slots=True)
class Dossier:
    """One contract with its records, edition and terms."""

    contract: Contract
    edition: Edition
    terms: Terms
    shared: Shared
    records: Mapping[type[Record], tuple[Record, ...]]  # of this contract, directly or under one of its records

    def of(self, record: type[R]) -> tuple[R, ...]:
        """Return the contract's records of one kind."""
        return cast("tuple[R, ...]", self.records.get(record, ()))

    def find(self, record: type[R], record_id: str) -> R | None:
        """Return one record of the contract, or None when there is no such id."""
        return next((one for one in self.of(record) if one.id == record_id), None)

    def on(self, day: date) -> "Dossier":
        """Return the dossier with the contract as in force on a day: the changed contracts up to then applied."""
        contract = self.contract
        for amendment in sorted(self.of(Amendment), key=_effective):
            if _effective(amendment) <= day:
                changed = {
                    name: value
                    for name in ("title", "ends_on", "amount", "addressee")
                    if (value := getattr(amendment, name)) not in {"", None}
                }
                contract = dataclasses.replace(contract, **changed)
        return dataclasses.replace(self, contract=contract)

    @property
    def end(self) -> date:
        """The end of the contract: 契約解除日, else 業務完了日, else 終了日."""
        contract = self.contract
        end = contract.terminated_on or contract.completed_on or contract.ends_on
        return cast("date", end)  # required, so never blank in a kept record

    @property
    def accepted_on(self) -> date | None:
        """The day the ministry's officer first accepted the assurance (確認書類の了承), None before."""
        return min((one.accepted_on for one in self.of(Assurance) if one.accepted_on), default=None)

    def name(self, organisation_id: str) -> str:
        """Return the name of an organisation, or 「不明の事業者」 for a blank reference."""
        organisation = self.shared.organisations.get(organisation_id)
        return organisation.name if organisation else "不明の事業者"

    def person(self, person_id: str) -> Person:
        """Return a person. Raises KeyError: the store keeps no reference to nobody."""
        return self.shared.people[person_id]


def _effective(amendment: Amendment) -> date:
    return amendment.effective_on or cast("date", amendment.concluded_on)
