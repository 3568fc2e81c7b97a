"""One organisation's own records under the same items: a subcontractor's, a member's (別記 5))."""

import dataclasses
from collections.abc import Sequence
from datetime import date

from secops.catalog.edition import Item
from secops.dossier import Dossier
from secops.duties.assess import Assessment, duties_of, report_answers, span_of
from secops.duties.common import live_engagements
from secops.duties.fold import Proposal, Span, Standing, fold
from secops.duties.scope import Applies, Scope, scope_of
from secops.duties.states import Duty, State
from secops.records.clouds import Cloud, Review
from secops.records.contents import Content
from secops.records.contracts import Workplace
from secops.records.information import Asset, Copy, Device, Disposal
from secops.records.kinds import Record
from secops.records.measures import Incident
from secops.records.reports import Report
from secops.records.systems import Software, System, Vulnerability
from secops.records.work import Assignment, Engagement

# What is the whole contract's business and no organisation's alone.
_OF_THE_CONTRACT = frozenset({"contract", "change", "report", "audit", "finding", "engagement"})
NOTHING_OF_ITS_OWN = "この事業者自身の記録では、対象となるものがありません。"
_IN_TROUBLE = frozenset({State.OVERDUE, State.BREACHED, State.UNKNOWN})


def of_organisation(dossier: Dossier, organisation_id: str) -> Dossier:
    """Return the dossier with only the records that are one organisation's own, and the engagements below it.

    A record without an organisation is the contractor's.
    """

    def whose(organisation: str, person: str = "") -> bool:
        owner = organisation
        if not owner and person:
            owner = dossier.person(person).organisation
        return (owner or dossier.contract.contractor) == organisation_id

    kept: dict[type[Record], tuple[Record, ...]] = dict(dossier.records)
    assets = tuple(one for one in dossier.of(Asset) if whose(one.organisation, one.holder))
    asset_ids = {one.id for one in assets}
    copies = tuple(one for one in dossier.of(Copy) if (whose("", one.person) if one.person else one.asset in asset_ids))
    devices = tuple(one for one in dossier.of(Device) if whose(one.organisation, one.person))
    systems = tuple(one for one in dossier.of(System) if whose(one.organisation))
    system_ids = {one.id for one in systems}
    software = tuple(one for one in dossier.of(Software) if one.system in system_ids)
    targets = {one.id for one in (*assets, *copies, *devices)}
    subjects = system_ids | {one.id for one in software}
    own = {one.id for one in dossier.of(Engagement) if one.organisation == organisation_id}
    kept |= {
        Assignment: tuple(one for one in dossier.of(Assignment) if whose("", one.person)),
        Workplace: tuple(one for one in dossier.of(Workplace) if whose(one.organisation)),
        Asset: assets,
        Copy: copies,
        Device: devices,
        Disposal: tuple(one for one in dossier.of(Disposal) if {one.asset, one.copy, one.device} & targets),
        Cloud: tuple(one for one in dossier.of(Cloud) if whose(one.organisation)),
        System: systems,
        Software: software,
        Vulnerability: tuple(one for one in dossier.of(Vulnerability) if {one.system, one.software} & subjects),
        Content: tuple(one for one in dossier.of(Content) if whose(one.organisation)),
        Incident: tuple(one for one in dossier.of(Incident) if whose(one.organisation)),
        Engagement: tuple(one for one in dossier.of(Engagement) if one.parent in own),
    }
    kept[Review] = tuple(
        one for one in dossier.of(Review) if one.system in system_ids or one.cloud in {c.id for c in kept[Cloud]}
    )
    return dataclasses.replace(dossier, records=kept)


def assess_organisation(dossier: Dossier, organisation_id: str, on: date) -> Assessment:
    """Assess one organisation's own people, workplaces, devices, information, services, systems and incidents.

    The answers are those of its own last report up to the day.
    """
    whole = dossier.on(on)
    standings = _standings(whole, organisation_id, on)
    engagements = {one.id for one in whole.of(Engagement) if one.organisation == organisation_id}
    reports = [
        one for one in whole.of(Report) if one.engagement in engagements and one.as_of is not None and one.as_of <= on
    ]
    report = max(reports, key=lambda one: one.as_of or date.min, default=None)
    answers, rows = report_answers(whole, report)
    return Assessment(whole, span_of(whole, on), standings, report, answers, rows, ())


def _standings(dossier: Dossier, organisation_id: str, on: date) -> tuple[Standing, ...]:
    own = of_organisation(dossier, organisation_id)
    span = span_of(dossier, on)
    by_item: dict[int, list[Duty]] = {item.number: [] for item in dossier.edition.items}
    for duty in duties_of(own):
        subject = duty.subject
        if subject.kind == "organisation" and not subject.id.startswith(organisation_id):
            continue
        if subject.kind not in _OF_THE_CONTRACT or (subject.kind == "engagement" and own.find(Engagement, subject.id)):
            by_item[dossier.edition.item_of(duty.rule.clause).number].append(duty)
    undeclared = own if organisation_id == dossier.contract.contractor else _undeclared(own)
    return tuple(_folded(undeclared, item, by_item[item.number], span) for item in dossier.edition.items)


def _folded(own: Dossier, item: Item, duties: Sequence[Duty], span: Span) -> Standing:
    """One item of an organisation: without a duty of its own that folds, it has nothing to be about."""
    nothing = Scope(Applies.NO, NOTHING_OF_ITS_OWN)
    if not duties:
        return fold(item, nothing, (), span)
    standing = fold(item, scope_of(own, item), duties, span)
    doubtful = standing.carrying or standing.scope.applies is Applies.UNCLEAR
    if standing.proposed is Proposal.TO_SETTLE and not doubtful:  # what stands there is of another basis
        return dataclasses.replace(standing, scope=nothing, proposed=Proposal.NOT_APPLICABLE)
    return standing


def _undeclared(own: Dossier) -> Dossier:
    """The dossier without what the contractor declared of the contract: only its records show what applies."""
    flags = {flag: False for item in own.edition.items for flag in item.scope.flags}
    return dataclasses.replace(own, contract=dataclasses.replace(own.contract, **flags))  # type: ignore[arg-type]


def tiers_in_trouble(dossier: Dossier, on: date) -> tuple[str, ...]:
    """Name the subcontractors of every tier whose own records are not in order, with the items (別記 5))."""
    found = []
    for organisation_id in dict.fromkeys(one.organisation for one in live_engagements(dossier)):
        items = [
            standing.item.label
            for standing in _standings(dossier, organisation_id, on)
            if any(standing.span.state(duty) in _IN_TROUBLE for duty in standing.duties)
        ]
        if items:
            found.append(
                f"再委託先（{dossier.name(organisation_id)}）の{'、'.join(items)}に、対応を要する記録があります。"
            )
    return tuple(found)
