"""A contract in good standing, built in memory with the shipped edition, and small helpers that change it.

契約締結 2024-07-01, 期間 2024-07-08 to 2025-02-28, 了承 2024-07-10, 確認書類 2024-07-12,
報告期日 2024-10-31 and 2025-02-28.
Nothing is subcontracted until :func:`engaged`.
"""

import dataclasses
import random
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from secops.catalog.edition import Basis
from secops.catalog.load import load_edition
from secops.dossier import Dossier, Shared
from secops.duties.assess import Assessment, assess, duties_of
from secops.duties.fold import Standing
from secops.duties.states import Act, Duty, State
from secops.duties.wording import message, next_step
from secops.records.contracts import Assurance, Change, Contract, Method, Workplace
from secops.records.kinds import Record, kind_of
from secops.records.organisations import Officer, Organisation, Person, Shareholder
from secops.records.reports import Report
from secops.records.work import Assignment, Engagement

EDITION = load_edition("meti-r6-kanto")

CONCLUDED = date(2024, 7, 1)
STARTS = date(2024, 7, 8)
DISCLOSED = date(2024, 7, 5)
ACCEPTED = date(2024, 7, 10)
FILED = date(2024, 7, 12)
ASSURANCE_DUE = date(2024, 7, 15)  # 14 days after the conclusion
INTERIM = date(2024, 10, 31)
ENDS = date(2025, 2, 28)

OURS = Organisation(
    id="ours", name="株式会社北関東総合研究所", address="群馬県前橋市架空町１", representative="代表取締役　髙橋　一"
)
PARTNER = Organisation(
    id="partner",
    name="合同会社みなかみデータサービス",
    address="群馬県利根郡架空村４５６",
    representative="代表社員　邉見　誠",
    capital_note="邉見誠が全持分を有する。",
)
SECOND = Organisation(
    id="second", name="有限会社架空印刷", address="群馬県高崎市架空町７", representative="代表取締役　山田　太郎"
)


def a_person(id_: str, name: str, organisation: str = "ours", **more: Any) -> Person:
    """A person of whom everything that 別記 4) asks for is known."""
    known: dict[str, Any] = {"nationality": ("JP",), "qualifications": "情報処理安全確保支援士", "track_record": "実績"}
    return Person(id=id_, name=name, organisation=organisation, **{**known, **more})


PEOPLE = (
    a_person("takahashi", "髙橋　一郎"),
    a_person("yamazaki", "山﨑　花子"),
    a_person("an", "グエン　ヴァン　アン", nationality=("VN",)),
    a_person("yoshida", "𠮷田　次郎"),
    a_person("henmi", "邉見　結衣", "partner"),
)


def good_standing(**contract: Any) -> Dossier:
    """A contract of which every duty of items 1)–5) is done in time; fields of the contract may be given."""
    records = [
        Assurance(id="assurance-1", revision=1, submitted_on=DISCLOSED, accepted_on=ACCEPTED, filed_on=FILED),
        *(
            Method(id=f"method-{number}", item=number, effective_on=ACCEPTED, text="定める。", accepted_on=ACCEPTED)
            for number in range(2, 18)
        ),
        Workplace(
            id="office",
            name="本社４階",
            kind="自社",
            organisation="ours",
            address=OURS.address,
            used_from_on=STARTS,
            disclosed_on=DISCLOSED,
        ),
        an_assignment("takahashi", roles=("情報セキュリティ責任者",)),
        an_assignment("yamazaki", roles=("情報管理責任者",)),
        an_assignment("an"),
    ]
    bare = Dossier(
        contract=Contract(**{**_CONTRACT, **contract}),
        edition=EDITION,
        terms=EDITION.terms,
        shared=_shared(
            organisations=(OURS, PARTNER, SECOND),
            people=PEOPLE,
            shareholders=(
                Shareholder(id="holder-1", organisation="ours", name="髙橋　一", country="JP", ratio=Decimal(60)),
            ),
            officers=(
                Officer(id="officer-1", organisation="ours", name="髙橋　一", appointed_on=date(2021, 6, 25)),
                Officer(id="officer-2", organisation="partner", name="邉見　誠", appointed_on=date(2021, 6, 25)),
            ),
        ),
        records={},
    )
    return with_records(bare, *records)


_CONTRACT: dict[str, Any] = {
    "id": "contract-1",
    "code": "R6後継者",
    "title": "令和６年度「架空地域後継者支援ネットワーク事業」",
    "concluded_on": CONCLUDED,
    "starts_on": STARTS,
    "ends_on": ENDS,
    "contractor": "ours",
    "addressee": "関東経済産業局流通・サービス産業課長",
    "edition": EDITION.id,
    "amount": 10_000_000,
    "reporting_on": (INTERIM, ENDS),
    "capital_disclosed_on": DISCLOSED,
    "officers_disclosed_on": DISCLOSED,
    "subcontracts": False,
    "brings_devices": False,
    "copies_off_site": False,
    "discloses": False,
    "uses_cloud": False,
    "builds_systems": False,
    "makes_content": False,
    "builds_web_app": False,
}


def _shared(**known: Iterable[Record]) -> Shared:
    """Shared records by id, those under an organisation by it; what later kinds add stays empty."""
    values: dict[str, Any] = {}
    for name, given in known.items():
        records = tuple(given)
        if name in {"shareholders", "officers"}:
            owners = {getattr(record, "organisation", "") for record in records}
            values[name] = {
                owner: tuple(one for one in records if getattr(one, "organisation", "") == owner) for owner in owners
            }
        else:
            values[name] = {record.id: record for record in records}
    return Shared(**values)


def an_assignment(person: str, **more: Any) -> Assignment:
    """One of the first team, disclosed before the acceptance."""
    known: dict[str, Any] = {
        "id": f"assignment-{person}",
        "roles": ("業務従事者",),
        "employment": "自社",
        "starts_on": STARTS,
        "disclosed_on": DISCLOSED,
        "pledged_on": DISCLOSED,
    }
    return Assignment(person=person, **{**known, **more})


def a_report(as_of: date, **more: Any) -> Report:
    """A report of ours, or of an engagement."""
    of = more.get("engagement", "")
    return Report(**{"id": f"report-{of}{as_of.isoformat()}", "as_of": as_of, **more})


ENGAGED = date(2024, 8, 1)
ENGAGED_TO = date(2025, 1, 31)
TOLD = date(2024, 7, 29)
AGREED = date(2024, 7, 26)


def engaged(dossier: Dossier | None = None, **more: Any) -> Dossier:
    """A contract with one engagement in good standing, announced by an agreed change; its fields may be given."""
    dossier = dossier or good_standing(subcontracts=True)
    return with_records(
        dossier,
        Change(
            id="change-1",
            subject="再委託先の追加",
            effective_on=ENGAGED,
            submitted_on=date(2024, 7, 22),
            agreed_on=AGREED,
        ),
        an_engagement(**more),
        Workplace(
            id="room",
            name="みなかみ入力室",
            kind="再委託先",
            organisation="partner",
            address=PARTNER.address,
            used_from_on=ENGAGED,
            disclosed_on=TOLD,
            change="change-1",
        ),
        an_assignment(
            "henmi", employment="再委託先", starts_on=ENGAGED, disclosed_on=TOLD, ends_on=None, change="change-1"
        ),
        a_report(date(2024, 10, 25), engagement="engagement-1", submitted_on=date(2024, 10, 30)),
    )


def an_engagement(**more: Any) -> Engagement:
    """An engagement of which everything was done beforehand."""
    known: dict[str, Any] = {
        "id": "engagement-1",
        "organisation": "partner",
        "kind": "再委託",
        "scope": "調査票の入力",
        "handles_information": True,
        "in_plan": False,
        "amount": 3_000_000,
        "quotes": 3,
        "lowest_price": True,
        "is_group": False,
        "core_work": False,
        "site_visit_clause": True,
        "starts_on": ENGAGED,
        "ends_on": ENGAGED_TO,
        "approved_on": AGREED,
        "clause_on": date(2024, 7, 30),
        "assurance_on": TOLD,
        "people_disclosed_on": TOLD,
        "capital_disclosed_on": TOLD,
        "officers_disclosed_on": TOLD,
        "change": "change-1",
    }
    return Engagement(**{**known, **more})


def with_records(dossier: Dossier, *records: Record) -> Dossier:
    """Add records; those of a contract come under this one."""
    merged = dict(dossier.records)
    for record in records:
        own = record
        if kind_of(record).of_contract:
            own = dataclasses.replace(record, contract=dossier.contract.id)  # type: ignore[call-arg]
        merged[type(record)] = (*merged.get(type(record), ()), own)
    return dataclasses.replace(dossier, records=merged)


def with_changed(dossier: Dossier, record_id: str, **changes: Any) -> Dossier:
    """Change the record of that id, of the contract or shared."""
    found = 0
    merged = {}
    for kind, records in dossier.records.items():
        merged[kind] = tuple(dataclasses.replace(one, **changes) if one.id == record_id else one for one in records)
        found += sum(one.id == record_id for one in records)
    shared = dossier.shared
    people, organisations = dict(shared.people), dict(shared.organisations)
    for mapping in (people, organisations):
        if record_id in mapping:
            mapping[record_id] = dataclasses.replace(mapping[record_id], **changes)  # type: ignore[type-var]
            found += 1
    assert found == 1, f"{found} records called {record_id}"
    shared = dataclasses.replace(shared, people=people, organisations=organisations)
    return dataclasses.replace(dossier, records=merged, shared=shared)


def with_contract(dossier: Dossier, **changes: Any) -> Dossier:
    """Change fields of the contract itself."""
    return dataclasses.replace(dossier, contract=dataclasses.replace(dossier.contract, **changes))


def with_people(dossier: Dossier, *people: Person) -> Dossier:
    """Add people, or put others in their place."""
    known = {**dossier.shared.people, **{person.id: person for person in people}}
    return dataclasses.replace(dossier, shared=dataclasses.replace(dossier.shared, people=known))


def with_officers(dossier: Dossier, organisation: str, *officers: Officer) -> Dossier:
    """Put other officers in the place of an organisation's."""
    known = {**dossier.shared.officers, organisation: officers}
    return dataclasses.replace(dossier, shared=dataclasses.replace(dossier.shared, officers=known))


def with_shareholders(dossier: Dossier, organisation: str, *shareholders: Shareholder) -> Dossier:
    """Put other shareholders in the place of an organisation's."""
    known = {**dossier.shared.shareholders, organisation: shareholders}
    return dataclasses.replace(dossier, shared=dataclasses.replace(dossier.shared, shareholders=known))


def with_terms(dossier: Dossier, **values: int) -> Dossier:
    """Lay a workspace's own numbers over the edition's."""
    return dataclasses.replace(dossier, terms=dossier.terms.overlaid(values, "settings.toml terms"))


def with_regulations_amended(dossier: Dossier, *days: date) -> Dossier:
    """Let the first regulation of the edition have been amended on those days."""
    first, *others = dossier.edition.regulations
    amended = dataclasses.replace(first, amended_on=days)
    return dataclasses.replace(dossier, edition=dataclasses.replace(dossier.edition, regulations=(amended, *others)))


def without(dossier: Dossier, *kinds_or_ids: type[Record] | str) -> Dossier:
    """Take away all records of a kind, or the record of an id."""
    kept = {
        kind: tuple(one for one in records if one.id not in kinds_or_ids)
        for kind, records in dossier.records.items()
        if kind not in kinds_or_ids
    }
    return dataclasses.replace(dossier, records=kept)


def shuffled(dossier: Dossier, by: random.Random) -> Dossier:
    """The same dossier with its records, and those it shares, in another order."""

    def mixed(records: Iterable[Any]) -> tuple[Any, ...]:
        return tuple(by.sample(list(records), len(list(records))))

    changed: dict[str, Any] = {}
    for field in dataclasses.fields(Shared):
        value = getattr(dossier.shared, field.name)
        if isinstance(value, tuple):
            changed[field.name] = mixed(value)
        elif isinstance(value, Mapping):
            pairs = mixed(value.items())
            changed[field.name] = {key: mixed(one) if isinstance(one, tuple) else one for key, one in pairs}
    shared = dataclasses.replace(dossier.shared, **changed)
    records = {kind: mixed(list(records)) for kind, records in mixed(dossier.records.items())}
    return dataclasses.replace(dossier, shared=shared, records=records)


# What the tests ask of a dossier.


def duties(dossier: Dossier, clause: str) -> list[Duty]:
    """The duties of one clause, in order."""
    return [duty for duty in duties_of(dossier) if duty.rule.clause == clause]


def the_duty(dossier: Dossier, clause: str, subject: str = "", round_: str = "") -> Duty:
    """The one duty of a clause, of the subject with that id where there are several."""
    found = [
        duty for duty in duties(dossier, clause) if subject in {"", duty.subject.id} and round_ in {"", duty.round}
    ]
    assert len(found) == 1, f"{len(found)} duties of {clause} {subject} {round_}"
    return found[0]


def state(dossier: Dossier, clause: str, on: date, subject: str = "", round_: str = "") -> State:
    """The state of that duty on a day, the contract as then in force."""
    return the_duty(dossier.on(on), clause, subject, round_).state(on)


def said(dossier: Dossier, clause: str, on: date, subject: str = "", round_: str = "") -> tuple[str, str]:
    """The duty's message and next step on a day."""
    duty = the_duty(dossier.on(on), clause, subject, round_)
    return message(duty, on), next_step(duty, on)


def standing(dossier: Dossier, item: int, on: date = INTERIM) -> Standing:
    """How an item stands on a day."""
    return assessed(dossier, on).standing(item)


def assessed(dossier: Dossier, on: date = INTERIM) -> Assessment:
    """The whole assessment on a day."""
    return assess(dossier, on)


def folds(standing_: Standing, duty: Duty) -> bool:
    """Whether a duty rests on the 別記 itself, so that it bears on the answer."""
    clauses = {clause.name: clause.basis for clause in standing_.item.clauses}
    return clauses[duty.rule.clause] is Basis.BEKKI


def missing_of(duty: Duty) -> tuple[str, ...]:
    """What a duty lacks, Act or Keep."""
    return duty.missing if isinstance(duty, Act) else duty.unknown
