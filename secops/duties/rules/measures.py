"""【情報セキュリティに係る対策、教育、侵害時の対処】 別記 10), 11)."""

from collections.abc import Iterator
from datetime import date

from secops.dossier import Dossier
from secops.duties.common import (
    as_assurance,
    assignment_subject,
    concluded,
    contract_subject,
    live_assignments,
    not_before,
    plus,
    unknown,
)
from secops.duties.rule import Rule, rule
from secops.duties.states import Act, Duty, Subject
from secops.records.measures import AREAS, PROCEDURE_INCIDENT, Incident, IncidentReport, Measure, Procedure

_INCIDENT = {"of": "インシデント（{}）", "unit": "インシデント{}件"}


@rule(
    clause="measures/areas",
    deed="実施",
    do="対策を講じ、実施日を記録する",
    of="{}",
    unit="{}件の対策",
    done_name="実施日",
)
def areas(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """六つの対策を講じる, by measures of the contract or of the company that stand before its end."""
    in_place: dict[str, date] = {}
    for measure in (*dossier.of(Measure), *dossier.shared.measures):
        if measure.in_place_on and measure.in_place_on <= dossier.end:
            in_place[measure.area] = min(in_place.get(measure.area, date.max), measure.in_place_on)
    for number, area in enumerate(AREAS, start=1):
        subject = Subject("contract", dossier.contract.id, area)
        yield as_assurance(rule, dossier, in_place.get(area), subject=subject, round=str(number))


@rule(
    clause="measures/education",
    deed="情報セキュリティ教育",
    do="六つの対策に関する情報セキュリティ教育を実施し、受講を記録する",
    of="従事者（{}）",
    unit="従事者{}名",
    done_name="受講日",
)
def education(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """従事者への教育: one Act an assignment, with the areas still missing; a newcomer has days of grace."""
    accepted = dossier.accepted_on
    first = min(day for day in (concluded(dossier), dossier.contract.starts_on) if day)
    for assignment in live_assignments(dossier):
        starts_on = assignment.starts_on
        if starts_on is None:
            continue
        done, missing = _educated(dossier, assignment.person, first)
        last = min(assignment.ends_on or dossier.end, dossier.end)
        due = min(plus(starts_on, dossier.terms["education"]) or last, last)
        yield Act(
            rule,
            assignment_subject(dossier, assignment),
            start=starts_on,
            due=due,
            done=done,
            grace=accepted is not None and starts_on > accepted,
            missing=missing,
        )


def _educated(dossier: Dossier, person_id: str, first: date) -> tuple[date | None, tuple[str, ...]]:
    """The day on which a person had been trained in all six areas, from a day to the end; and what is missing."""
    shared, end, counting = dossier.shared, dossier.end, {"", dossier.contract.id}
    learnt: set[str] = set()
    vague = None
    for attendance in sorted(
        shared.attendance.get(person_id, ()), key=lambda one: (one.attended_on or date.max, one.id)
    ):
        training, day = shared.trainings[attendance.training], attendance.attended_on
        if training.cancelled or training.contract not in counting or day is None or not first <= day <= end:
            continue
        learnt.update(training.areas)
        if not training.areas and vague is None:  # the first: from its day on they may have been taught all
            vague = (day, training.title)
        if learnt.issuperset(AREAS):
            return day, ()
    missing = tuple(f"{area}の教育" for area in AREAS if area not in learnt)
    if vague:  # they were taught something, and the records do not say what
        return vague[0], (f"教育「{vague[1]}」の対象の対策",)
    return None, missing


@rule(
    clause="incidents/procedure",
    deed="侵害時の対処方法の提示",
    do="侵害時の対処方法を担当職員に提示する",
    done_name="提示日",
)
def procedure(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """対処方法の提示, as the assurance."""
    presented = [
        one.presented_on for one in dossier.of(Procedure) if one.kind == PROCEDURE_INCIDENT and one.presented_on
    ]
    yield as_assurance(rule, dossier, min(presented, default=None), subject=contract_subject(dossier))


@rule(
    clause="incidents/report",
    deed="報告",
    do="担当職員に第一報を行う",
    done_name="報告日",
    **_INCIDENT,
)
def report(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """速やかな報告, of suspected incidents too."""
    first: dict[str, date] = {}
    for told in dossier.of(IncidentReport):
        if told.reported_on:
            first[told.incident] = min(first.get(told.incident, date.max), told.reported_on)
    for incident in dossier.of(Incident):
        yield _soon(dossier, rule, incident, "incident_report", first.get(incident.id))


def _soon(dossier: Dossier, rule: Rule, incident: Incident, term: str, done: date | None) -> Act:
    """An Act due so many days after an incident was noticed."""
    noticed = incident.detected_on
    subject = Subject("incident", incident.id, incident.title)
    due = plus(noticed, dossier.terms[term])
    return Act(
        rule, subject, start=noticed, due=due, done=done, grace=True, missing=not_before(done, noticed, "認知日")
    )


@rule(
    clause="incidents/consultation",
    deed="原因究明及び対処の協議",
    do="原因究明及びその対処等について担当職員と協議する",
    done_name="協議日",
    **_INCIDENT,
)
def consultation(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """原因究明・対処の協議."""
    for incident in dossier.of(Incident):
        yield _soon(dossier, rule, incident, "incident_consultation", incident.consulted_on)


@rule(
    clause="incidents/instruction",
    deed="担当職員の指示への対応",
    do="担当職員の指示に従い対応し、対応日を記録する",
    done_name="対応日",
    **_INCIDENT,
)
def instruction(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """指示への対応, by the day set or in the edition's days."""
    for incident in dossier.of(Incident):
        subject = Subject("incident", incident.id, incident.title)
        if incident.instructed_on:
            due = incident.instruction_due_on or plus(incident.instructed_on, dossier.terms["instruction"])
            done = incident.instruction_done_on
            yield Act(rule, subject, start=incident.instructed_on, due=due, done=done, grace=True)
        elif incident.instruction:
            yield unknown(rule, subject, incident.detected_on, "指示日")
