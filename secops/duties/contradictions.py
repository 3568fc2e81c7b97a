"""Contradictions: two sides of the records that cannot both be right. Each has a key to acknowledge."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from secops.base.dates import format_era
from secops.dossier import Dossier
from secops.duties.common import live_assignments, live_engagements
from secops.duties.contradiction import Contradiction
from secops.duties.contradictions_of_information import of_information
from secops.duties.fold import Proposal, Standing
from secops.duties.scope import Applies
from secops.duties.states import State
from secops.records.kinds import KINDS
from secops.records.reports import DONE, NOT_APPLICABLE, Answer
from secops.records.work import EMPLOYED_BY_SUBCONTRACTOR, Assignment


def of_records(dossier: Dossier) -> Iterator[Contradiction]:
    """Yield the contradictions among the records themselves."""
    for find in (_outside_the_period, _overlapping, _without_engagement, _outside_the_parent):
        yield from find(dossier)
    yield from of_information(dossier)


def of_scope(dossier: Dossier, standing: Standing) -> Iterator[Contradiction]:
    """Yield declared 無 beside a record that shows the item applies."""
    if standing.scope.declared_no_but_recorded and standing.duties:
        item = standing.item
        labels = "、".join(KINDS["contract"].field(flag).label for flag in item.scope.flags)
        kinds = "、".join(KINDS[name].label for name in item.scope.kinds if name in KINDS)
        yield Contradiction(
            f"scope:{item.number}",
            item.number,
            (f"契約 {dossier.contract.code}の「{labels}」無", f"{kinds}の記録"),
            f"契約では「{labels}」を無としていますが、{kinds}の記録があります。",
        )


def of_answer(standing: Standing, answer: Answer) -> Iterator[Contradiction]:
    """Yield an answer that the records speak against."""
    item = standing.item
    sides = (f"回答 {answer.status}", f"提案 {standing.proposed}")
    key = f"answer:{item.number}"
    if answer.status == NOT_APPLICABLE and standing.proposed is not Proposal.NOT_APPLICABLE:
        if standing.scope.applies is Applies.YES and not item.scope.always:
            text = f"{item.label}は該当なしと回答していますが、該当することを示す記録があります。"
            yield Contradiction(key, item.number, sides, text)
        elif item.scope.always and standing.proposed in {Proposal.DONE, Proposal.NOT_DONE}:
            text = f"{item.label}は該当なしと回答していますが、履行すべき義務の記録があります。"
            yield Contradiction(key, item.number, sides, text)
    failed = any(standing.span.state(duty) in {State.OVERDUE, State.BREACHED} for duty in standing.carrying)
    if answer.status == DONE and failed:
        text = f"{item.label}は実施と回答していますが、期限を過ぎた義務又は違反の記録があります。"
        yield Contradiction(key, item.number, sides, text)


def _outside_the_period(dossier: Dossier) -> Iterator[Contradiction]:
    starts_on, ends_on = dossier.contract.starts_on, dossier.end
    for assignment in live_assignments(dossier):
        first, last = assignment.starts_on, assignment.ends_on
        early = first is not None and starts_on is not None and first < starts_on
        if early or (first is not None and first > ends_on) or (last is not None and last > ends_on):
            name = dossier.person(assignment.person).name
            yield Contradiction(
                f"assignment-period:{assignment.id}",
                dossier.edition.number_of("personnel"),
                (f"従事者配置 {name}（{_span(first, last)}）", f"契約期間（{_span(starts_on, ends_on)}）"),
                f"従事者（{name}）の配置が契約期間の外にあります。",
            )


def _overlapping(dossier: Dossier) -> Iterator[Contradiction]:
    by_person: dict[str, list[Assignment]] = {}
    for assignment in live_assignments(dossier):
        by_person.setdefault(assignment.person, []).append(assignment)
    for person, assignments in by_person.items():
        for one, other in combinations(sorted(assignments, key=lambda one: (_begins(one), one.id)), 2):
            same = set(one.roles) & set(other.roles)
            if same and _begins(other) <= (one.ends_on or date.max):
                name = dossier.person(person).name
                sides = (_span(one.starts_on, one.ends_on), _span(other.starts_on, other.ends_on))
                text = f"従事者（{name}）の同じ役割（{'、'.join(sorted(same))}）の配置が重なっています。"
                item = dossier.edition.number_of("personnel")
                yield Contradiction(f"overlap:{one.id}:{other.id}", item, sides, text)


def _begins(assignment: Assignment) -> date:
    return assignment.starts_on or date.min


def _without_engagement(dossier: Dossier) -> Iterator[Contradiction]:
    engaged = {engagement.organisation for engagement in live_engagements(dossier)}
    for assignment in live_assignments(dossier):
        person = dossier.person(assignment.person)
        if assignment.employment == EMPLOYED_BY_SUBCONTRACTOR and person.organisation not in engaged:
            organisation = dossier.name(person.organisation)
            yield Contradiction(
                f"no-engagement:{assignment.id}",
                dossier.edition.number_of("subcontracting"),
                (f"従事者配置 {person.name}（再委託先）", f"再委託 {organisation}なし"),
                f"従事者（{person.name}）は再委託先の者とされていますが、{organisation}への再委託の記録がありません。",
            )


def _outside_the_parent(dossier: Dossier) -> Iterator[Contradiction]:
    engagements = {engagement.id: engagement for engagement in live_engagements(dossier)}
    for engagement in engagements.values():
        parent = engagements.get(engagement.parent)
        if parent is None:
            continue
        first, last = engagement.starts_on, engagement.ends_on
        parent_last = parent.ends_on or dossier.end
        early = first is not None and parent.starts_on is not None and first < parent.starts_on
        if early or (last or dossier.end) > parent_last:
            name, above = dossier.name(engagement.organisation), dossier.name(parent.organisation)
            yield Contradiction(
                f"engagement-period:{engagement.id}",
                dossier.edition.number_of("subcontracting"),
                (f"{name}（{_span(first, last)}）", f"{above}（{_span(parent.starts_on, parent.ends_on)}）"),
                f"再委託先（{name}）の期間が、上位の再委託（{above}）の期間の外にあります。",
            )


def _span(first: date | None, last: date | None) -> str:
    return f"{format_era(first) if first else '不明'}～{format_era(last) if last else ''}"
