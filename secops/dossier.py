"""A contract with all it names, as one immutable value: what rules, papers and exchange work on."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

from secops.base.errors import NotFound
from secops.catalog.compare import same_words
from secops.catalog.edition import Edition, Item
from secops.catalog.terms import Terms
from secops.ismap.history import History
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
    lists: History = field(default_factory=History)  # the imported ISMAP lists
    aliases: Mapping[str, str] = field(default_factory=dict)  # folded other name of a service → product name


@dataclass(frozen=True, slots=True)
class Place:
    """Where something written for an item stands in a dossier's edition."""

    item: Item
    reworded: bool  # the official words have changed since: it needs a new look


@dataclass(frozen=True, slots=True)
class Dossier:
    """One contract with its records, edition and terms."""

    contract: Contract
    edition: Edition
    terms: Terms
    shared: Shared
    records: Mapping[type[Record], tuple[Record, ...]]  # of this contract, directly or under one of its records
    former: Mapping[str, Edition] = field(default_factory=dict)  # by id, those the contract had before, in order
    # What follows from the rest and is asked for again and again.
    end: date = field(init=False, repr=False, compare=False)
    accepted_on: date | None = field(init=False, repr=False, compare=False)
    _groups: dict[tuple[type[Record], str], Mapping[Any, tuple[Record, ...]]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        """Work out the end of the contract and the first 了承 of the assurance.

        The end is 契約解除日, else 業務完了日, else 終了日. ``accepted_on`` is the day the ministry's officer first
        accepted the assurance (確認書類の了承), None before.
        """
        contract = self.contract
        object.__setattr__(self, "end", contract.terminated_on or contract.completed_on or contract.ends_on)
        accepted = min((one.accepted_on for one in self.of(Assurance) if one.accepted_on), default=None)
        object.__setattr__(self, "accepted_on", accepted)

    def of(self, record: type[R]) -> tuple[R, ...]:
        """Return the contract's records of one kind."""
        return cast("tuple[R, ...]", self.records.get(record, ()))

    def find(self, record: type[R], record_id: str) -> R | None:
        """Return one record of the contract, or None when there is no such id."""
        return next(iter(self.by(record, "id").get(record_id, ())), None)

    def by(self, record: type[R], field_name: str) -> Mapping[Any, tuple[R, ...]]:
        """Return the contract's records of one kind grouped by a field, such as the person they name."""
        found = self._groups.get((record, field_name))
        if found is None:
            groups: dict[Any, list[Record]] = {}
            for one in self.of(record):
                groups.setdefault(getattr(one, field_name), []).append(one)
            found = self._groups[record, field_name] = {key: tuple(group) for key, group in groups.items()}
        return cast("Mapping[Any, tuple[R, ...]]", found)

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

    def under(self, edition_id: str) -> "Dossier":
        """Return the dossier as numbered by an edition that the contract has or had; blank for the one it has.

        What was written under a later edition does not count there. Raises NotFound for another edition.
        """
        if (edition_id or self.contract.edition) == self.edition.id:
            return self
        edition = self.former.get(edition_id)
        if edition is None:
            raise NotFound(f"契約「{self.contract.code}」は、版「{edition_id}」の適用を受けたことがありません。")
        return dataclasses.replace(self, edition=edition, terms=edition.terms)

    def place(self, edition_id: str, number: int | None) -> Place | None:
        """Return where the number of an item stands today that was written under an edition (blank: the present).

        None where the item was dropped, and for what was written under an edition later than this dossier's.
        """
        written = edition_id or self.contract.edition
        if written == self.edition.id:
            found = self.edition.at(number)
            return Place(found, reworded=False) if found else None
        origin = self.earlier.get(written)
        old = origin.at(number) if origin else None
        new = self.edition.named(old.slug) if old else None
        return Place(new, reworded=not same_words(old, new)) if old and new else None

    @property
    def earlier(self) -> Mapping[str, Edition]:
        """The editions that the contract had before this dossier's, in order."""
        found: dict[str, Edition] = {}
        for edition_id, edition in self.former.items():
            if edition_id == self.edition.id:
                break
            found[edition_id] = edition
        return found

    def name(self, organisation_id: str) -> str:
        """Return the name of an organisation, or 「不明の事業者」 for a blank reference."""
        organisation = self.shared.organisations.get(organisation_id)
        return organisation.name if organisation else "不明の事業者"

    def person(self, person_id: str) -> Person:
        """Return a person. Raises KeyError: the store keeps no reference to nobody."""
        return self.shared.people[person_id]


def _effective(amendment: Amendment) -> date:
    return amendment.effective_on or cast("date", amendment.concluded_on)
