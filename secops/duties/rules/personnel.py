"""【情報セキュリティを確保するための体制】 別記 4): who works, where, and whose company it is."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from secops.dossier import Dossier
from secops.duties.common import (
    as_assurance,
    assignment_subject,
    assurance_due,
    concluded,
    contract_subject,
    first_or_prior,
    live_assignments,
    officer_change,
    unknown,
)
from secops.duties.rule import Rule, rule
from secops.duties.states import Act, Duty, Subject
from secops.records.contracts import WORKPLACE_HOME, Member, Workplace
from secops.records.organisations import Person
from secops.records.work import Assignment


@rule(
    clause="personnel/disclosure",
    deed="情報の提示",
    whole="従事者の情報の提示",
    do="従事者の所属、専門性、実績及び国籍に関する情報を担当職員に提示する",
    of="従事者（{}）",
    unit="従事者{}名",
    done_name="提示日",
)
def disclosure(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """所属・専門性・実績・国籍の提示: the first team as the assurance, who comes later before the start."""
    nobody = True
    for assignment in live_assignments(dossier):
        nobody = False
        yield first_or_prior(
            rule,
            dossier,
            assignment_subject(dossier, assignment),
            assignment.starts_on,
            assignment.disclosed_on,
            limit="従事開始日",
            missing=undisclosed_fields(dossier.person(assignment.person)),
        )
    if nobody:
        yield unknown(rule, contract_subject(dossier), concluded(dossier), "従事者の配置")


def undisclosed_fields(person: Person) -> tuple[str, ...]:
    """Return what a disclosure of a person must hold and the records lack (別記 4))."""
    wanted = (
        ("専門性（資格又は研修実績）", person.qualifications or person.training_history),
        ("実績", person.track_record),
        ("国籍", person.nationality),
    )
    return tuple(name for name, value in wanted if not value)


@rule(
    clause="personnel/redisclosure",
    deed="変更の再提示",
    do="従事者の変更を担当職員に再提示する",
    of="従事者（{}）",
    unit="従事者{}名",
    done_name="変更の提示日",
)
def redisclosure(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """変更の再提示, before an assignment ends early: by leaving, or by another role or affiliation."""
    for assignment in live_assignments(dossier):
        day = assignment.ends_on
        if day is not None and day < dossier.end and not _goes_on(dossier, assignment):
            subject = assignment_subject(dossier, assignment)
            yield Act(
                rule, subject, start=day, due=day, done=assignment.end_disclosed_on, prior=True, limit="従事終了日"
            )


def _goes_on(dossier: Dossier, assignment: Assignment) -> bool:
    """Whether the same person goes on the next day with the same roles and affiliation: nothing changed."""
    ended = cast("date", assignment.ends_on)
    return any(
        not other.cancelled
        and other.starts_on is not None
        and (other.starts_on - ended).days == 1
        and (other.roles, other.affiliation, other.employment)
        == (assignment.roles, assignment.affiliation, assignment.employment)
        for other in dossier.by(Assignment, "person")[assignment.person]
    )


@rule(
    clause="personnel/organisation",
    deed="提示",
    do="資本関係及び役員の情報を担当職員に提示する",
    of="{}の情報",
    unit="資本関係又は役員の情報{}件",
    done_name="提示日",
)
def organisation(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """資本関係・役員の提示: the contractor's, and each member's of a consortium; a change later beforehand."""
    contract = dossier.contract
    holders = [(contract.contractor, contract.capital_disclosed_on, contract.officers_disclosed_on)]
    holders += [
        (member.organisation, member.capital_disclosed_on, member.officers_disclosed_on)
        for member in dossier.of(Member)
        if member.organisation != contract.contractor
    ]
    for organisation_id, capital_on, officers_on in holders:
        name = dossier.name(organisation_id)
        lacking_capital, lacking_officers = undisclosed_organisation(dossier, organisation_id)
        for day, missing, what, round_ in (
            (capital_on, lacking_capital, "資本関係", "capital"),
            (officers_on, lacking_officers, "役員", "officers"),
        ):
            subject = Subject("organisation", organisation_id, f"{name}の{what}")
            yield as_assurance(rule, dossier, day, subject=subject, missing=missing, round=round_)
        yield from _officers_changed(dossier, rule, organisation_id)


def undisclosed_organisation(dossier: Dossier, organisation_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a disclosure of 資本関係, and one of 役員, must hold and the records lack."""
    shared = dossier.shared
    record = shared.organisations.get(organisation_id)
    capital = shared.shareholders.get(organisation_id) or (record and record.capital_note)
    officers = shared.officers.get(organisation_id)
    return (() if capital else ("株主又は資本関係の記載",), () if officers else ("役員の記録",))


def _officers_changed(dossier: Dossier, rule: Rule, organisation_id: str) -> Iterator[Duty]:
    """Officers who came or went after the first acceptance are presented again beforehand."""
    accepted = dossier.accepted_on
    if accepted is None:
        return
    for officer in dossier.shared.officers.get(organisation_id, ()):
        for day, what, round_ in ((officer.appointed_on, "就任", "appointed"), (officer.retired_on, "退任", "retired")):
            if day is None or day <= accepted or day > dossier.end:
                continue
            subject = Subject("officer", officer.id, f"役員（{officer.name}）の{what}")
            change = officer_change(dossier, officer, day)
            told = change.submitted_on if change else None
            if told is None:
                yield unknown(rule, subject, day, "この変更を届け出た体制等の変更の提出日", round=round_)
            else:
                yield Act(rule, subject, start=day, due=day, done=told, prior=True, round=round_, limit=f"{what}日")


@rule(
    clause="personnel/workplaces",
    deed="提示",
    do="本業務の実施場所を担当職員に提示する",
    of="実施場所（{}）",
    whole="実施場所の提示",
    unit="実施場所{}か所",
    done_name="提示日",
)
def workplaces(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """実施場所の提示: as the assurance, or before first use."""
    places = dossier.of(Workplace)
    for place in places:
        lacking = ["住所"] if place.kind != WORKPLACE_HOME and not place.address else []
        if place.used_from_on is None and place.disclosed_on and place.disclosed_on > assurance_due(dossier):
            lacking.append("使用開始日")  # shown later than the first ones: was it before its use?
        yield first_or_prior(
            rule,
            dossier,
            Subject("workplace", place.id, place.name),
            place.used_from_on,
            place.disclosed_on,
            limit="使用開始日",
            missing=tuple(lacking),
        )
    if not places:
        yield unknown(rule, contract_subject(dossier), concluded(dossier), "実施場所")
