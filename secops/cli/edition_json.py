"""Plain JSON values of editions, their comparison, and a contract's move from one to another."""

from collections.abc import Iterable
from typing import Any

from secops.actions.editions import Listed, Move, Passage
from secops.catalog.compare import Comparison, ItemChange
from secops.catalog.edition import Clause, Regulation
from secops.exchange.plain import FORMAT


def plain_listed(found: Iterable[Listed]) -> list[dict[str, Any]]:
    """Return what ``edition list --json`` prints."""
    return [
        {
            "id": one.edition.id,
            "title": one.edition.title,
            "year": one.edition.year,
            "items": len(one.edition.items),
            "clauses": len(one.edition.clauses),
            "contracts": list(one.contracts),
        }
        for one in found
    ]


def plain_comparison(comparison: Comparison) -> dict[str, Any]:
    """Return what ``edition compare --json`` prints: every item, and what differs beside them."""
    return {
        "format": FORMAT,
        "before": comparison.before.id,
        "after": comparison.after.id,
        "items": [_plain_item_change(change) for change in comparison.items],
        "terms": [
            {
                "name": change.after.name,
                "label": change.after.label,
                **{
                    side: {"value": term.value, "unit": term.unit, "ours": term.ours}
                    for side, term in (("before", change.before), ("after", change.after))
                },
            }
            for change in comparison.terms
        ],
        "regulations": [
            {"before": _plain_regulation(change.before), "after": _plain_regulation(change.after)}
            for change in comparison.regulations
        ],
    }


def _plain_item_change(change: ItemChange) -> dict[str, Any]:
    return {
        "slug": change.slug,
        "before": change.before.number if change.before else None,
        "after": change.after.number if change.after else None,
        "title": next(one.title for one in (change.after, change.before) if one),
        "new": change.new,
        "dropped": change.dropped,
        "renumbered": change.renumbered,
        "reworded": change.reworded,
        "rewordings": [
            {
                "place": rewording.place,
                "changes": [{"before": list(one.before), "after": list(one.after)} for one in rewording.changes],
            }
            for rewording in change.rewordings
        ],
        "new_clauses": _plain_clauses(change.new_clauses),
        "gone_clauses": _plain_clauses(change.gone_clauses),
    }


def _plain_clauses(clauses: Iterable[Clause]) -> list[dict[str, str]]:
    return [{"name": clause.name, "title": clause.title, "basis": str(clause.basis)} for clause in clauses]


def _plain_regulation(regulation: Regulation | None) -> dict[str, Any] | None:
    if regulation is None:
        return None
    made = regulation.established_on
    return {
        "name": regulation.name,
        "number": regulation.number,
        "established_on": made.isoformat() if made else None,
        "amended_on": [day.isoformat() for day in regulation.amended_on],
    }


def plain_move(planned: Move, *, applied: bool) -> dict[str, Any]:
    """Return what ``edition move --json`` prints."""
    return {
        "format": FORMAT,
        "contract": planned.contract.code,
        "before": planned.comparison.before.id,
        "after": planned.comparison.after.id,
        "applied": applied,
        "back": planned.back,
        "methods": [_plain_passage(one) for one in planned.methods],
        "answers": [
            {"as_of": one.report.as_of.isoformat() if one.report and one.report.as_of else None, **_plain_passage(one)}
            for one in planned.answers
        ],
        "without_method": [{"item": item.number, "title": item.title} for item in planned.without_method],
        "kept_reports": [one.as_of.isoformat() for one in planned.kept if one.as_of],
    }


def _plain_passage(one: Passage) -> dict[str, Any]:
    return {
        "id": one.record.id,
        "title": one.before.title,
        "before": one.before.number,
        "after": one.after.number if one.after else None,
        "fate": str(one.fate),
    }
