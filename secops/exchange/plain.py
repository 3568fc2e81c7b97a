"""Plain JSON values of records, duties and assessments: the machine's side of what a person is shown."""

from collections.abc import Mapping
from typing import Any

from secops.dossier import Dossier
from secops.duties.assess import Assessment
from secops.duties.fold import Span, Standing
from secops.duties.states import Act, Duty, Keep
from secops.duties.wording import message, next_step
from secops.records.kinds import Record, kind_of
from secops.records.values import to_plain

FORMAT = 1  # of every object at the top of a --json answer


def plain_record(record: Record, names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return a record by code names; with ``names``, each reference's name beside it as ``<field>_name``."""
    kind = kind_of(record)
    plain: dict[str, Any] = {"id": record.id}
    for field in kind.fields:
        plain[field.name] = to_plain(field, getattr(record, field.name))
        if names is not None and field.to and plain[field.name]:
            plain[f"{field.name}_name"] = names.get(plain[field.name], "")
    plain["edits"] = record.edits
    return plain


def plain_duty(duty: Duty, dossier: Dossier, span: Span) -> dict[str, Any]:
    """Return a duty with its state, its sentence and the next step."""
    clause = dossier.edition.clause(duty.rule.clause)
    act = duty if isinstance(duty, Act) else None
    return {
        "key": duty.key,
        "clause": clause.name,
        "basis": str(clause.basis),
        "title": clause.title,
        "subject": {"kind": duty.subject.kind, "id": duty.subject.id, "label": duty.subject.label},
        "due": act.due.isoformat() if act and act.due else None,
        "done": act.done.isoformat() if act and act.done else None,
        "state": str(span.state(duty)),
        "message": message(duty, span.on, span.since),
        "next": next_step(duty, span.on, span.since),
    }


def plain_assessment(assessment: Assessment) -> dict[str, Any]:
    """Return what ``assess --json`` prints."""
    dossier, span = assessment.dossier, assessment.span
    return {
        "format": FORMAT,
        "contract": dossier.contract.code,
        "edition": dossier.edition.id,
        "on": span.on.isoformat(),
        "period_from": span.since.isoformat(),
        "terms": [
            {
                "name": term.name,
                "label": term.label,
                "value": term.value,
                "unit": term.unit,
                "ours": term.ours,
                "origin": str(term.origin),
            }
            for term in dossier.terms
        ],
        "items": [_plain_standing(assessment, standing) for standing in assessment.standings],
    }


def _plain_standing(assessment: Assessment, standing: Standing) -> dict[str, Any]:
    answer = assessment.answers.get(standing.item.number)
    previous = assessment.previous.get(standing.item.number)
    return {
        "item": standing.item.number,
        "title": standing.item.title,
        "proposed": str(standing.proposed),
        "answer": answer.status if answer else None,
        "reason": answer.reason if answer else None,
        "basis": answer.basis if answer else None,
        "planned": answer.planned_on.isoformat() if answer and answer.planned_on else None,
        "previous": {"status": previous.status, "reason": previous.reason} if previous else None,
        "drafted_reason": standing.drafted_reason,
        "parts": [{"part": part.mark, "proposed": str(part.proposed)} for part in standing.parts],
        "unclear": list(standing.unclear),
        "notes": list(standing.notes),
        "duties": [plain_duty(duty, assessment.dossier, assessment.span) for duty in standing.duties],
        "contradictions": [
            {"key": one.key, "sides": list(one.sides), "message": one.message}
            for one in assessment.contradictions
            if one.item == standing.item.number
        ],
    }


def kept_assessment(assessment: Assessment) -> dict[str, Any]:
    """Return what is kept with an issued report: proposals, and each duty's key, state and dates; people by id only."""
    span = assessment.span
    return {
        "format": FORMAT,
        "on": span.on.isoformat(),
        "period_from": span.since.isoformat(),
        "edition": assessment.dossier.edition.id,
        "items": {
            str(standing.item.number): {
                "proposed": str(standing.proposed),
                "duties": {duty.key: _kept_duty(duty, span) for duty in standing.duties},
            }
            for standing in assessment.standings
        },
        "contradictions": [one.key for one in assessment.contradictions],
    }


def _kept_duty(duty: Duty, span: Span) -> list[str]:
    if isinstance(duty, Keep):
        return [str(span.state(duty))]
    days = (duty.due, duty.done if duty.done and duty.done <= span.on else None)
    return [str(span.state(duty)), *(day.isoformat() if day else "" for day in days)]
