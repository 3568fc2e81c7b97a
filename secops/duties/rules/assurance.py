"""【情報セキュリティ関連事項の確保体制および遵守状況の報告】 別記 1)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import cast

from secops.base.dates import format_era
from secops.dossier import Dossier
from secops.duties.common import (
    as_assurance,
    assignment_subject,
    assurance_due,
    came_with_the_edition,
    concluded,
    contract_subject,
    engagement_subject,
    live_assignments,
    live_engagements,
    methods_of,
    officer_change,
    plus,
    unknown,
)
from secops.duties.reporting import own_reports, reporting_dates, served
from secops.duties.rule import Rule, rule
from secops.duties.states import Act, Break, Duty, Keep, Subject
from secops.records.clouds import Cloud
from secops.records.contracts import Assurance, Change, Member, Workplace
from secops.records.work import ROLE_MANAGER, ROLE_OFFICER


@rule(
    clause="assurance/submission",
    deed="確認書類の提出",
    do="情報セキュリティを確保するための体制等を担当職員に提示し、了承を得て確認書類として提出する",
    done_name="提出日",
)
def submission(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """体制等を提示し了承を得て提出する; before the conclusion is fine too."""
    done: date | None = None
    missing: tuple[str, ...] = ()
    filed = sorted((one for one in dossier.of(Assurance) if one.filed_on and one.accepted_on), key=_filed)
    in_order = [one for one in filed if one.accepted_on and one.accepted_on <= _filed(one)]
    if in_order:
        done = _filed(in_order[0])
    elif filed:  # handed in as 確認書類 before it was accepted
        done, missing = _filed(filed[0]), ("提出日以前の了承日",)
    yield as_assurance(rule, dossier, done, missing=missing)


def _filed(assurance: Assurance) -> date:
    return assurance.filed_on or date.max


@rule(
    clause="assurance/methods",
    deed="全項目の遵守の方法の作成",
    do="遵守の方法を全ての項目について定める（該当が見込まれない項目は「該当する場合は…」でよい）",
    done_name="作成日",
)
def methods(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """遵守の方法を 2)–17) の全てに定める."""
    first: dict[int, date] = {}
    for method, place in methods_of(dossier):
        known = [day for day in (method.effective_on, method.accepted_on) if day]
        if known:
            first[place.item.number] = min(first.get(place.item.number, date.max), *known)
    own = dossier.edition.item_of(rule.clause)
    items = [item for item in dossier.edition.items if item is not own]
    new = {item.number for item in items if came_with_the_edition(dossier, item)}
    if waiting := [number for number in sorted(new) if number not in first]:
        what = (f"新しい{number})の遵守の方法" for number in waiting)
        yield unknown(rule, contract_subject(dossier), concluded(dossier), *what, round="edition")
    wanted = [item.number for item in items if item.number not in new]
    lacking = [number for number in wanted if number not in first]
    done = None if lacking else max((first[number] for number in wanted), default=None)
    yield as_assurance(rule, dossier, done, missing=tuple(f"{number})の遵守の方法" for number in lacking))


@rule(
    clause="assurance/managers",
    deed="配置",
    do="情報セキュリティ責任者及び情報管理責任者を配置し、担当職員に提示する",
    of="{}",
    unit="責任者{}名",
    kept="置いています。",
    breach="{}を置いていない期間がある",
)
def managers(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """情報セキュリティ責任者・情報管理責任者を置く, from the day the assurance is due to the end."""
    start, end = assurance_due(dossier), dossier.end
    for role, round_ in ((ROLE_OFFICER, "officer"), (ROLE_MANAGER, "manager")):
        held = sorted(
            (one.starts_on, one.ends_on or end)
            for one in live_assignments(dossier)
            if role in one.roles and one.starts_on
        )
        breaks = tuple(Break(first, last, f"{role}が置かれていません。") for first, last in _gaps(held, start, end))
        yield Keep(rule, Subject("contract", dossier.contract.id, role), start, breaks, round=round_)


def _gaps(held: list[tuple[date, date]], start: date, end: date) -> Iterator[tuple[date, date | None]]:
    """Yield the spans of [start, end] that no span of ``held`` covers; the last is open when it reaches the end."""
    free = start
    for first, last in held:
        if first > end:
            break
        if first > free:
            yield free, first - timedelta(days=1)
        free = max(free, last + timedelta(days=1))
    if free <= end:
        yield free, None


@rule(
    clause="assurance/reporting",
    deed="実施状況の報告",
    do="実施状況報告書を作成し、担当職員に提出する",
    of="{}",
    unit="{}回",
    done_name="提出日",
)
def reporting(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """定期報告, one for each reporting date."""
    dates = reporting_dates(dossier)
    reports = served(dates, own_reports(dossier))
    for day in dates:
        report = reports.get(day)
        yield Act(
            rule,
            Subject("contract", dossier.contract.id, f"基準日{format_era(day)}"),
            start=day,
            due=plus(day, dossier.terms["report"]),
            done=report.submitted_on if report else None,
            grace=True,
            round=day.isoformat(),
        )


@rule(
    clause="assurance/changes",
    deed="同意",
    do="変更案を担当職員に提出し、同意を得る",
    of="体制等の変更（{}）",
    unit="変更{}件",
    done_name="同意日",
)
def changes(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """変更の同意, beforehand; what began after the first acceptance and no change names is 不明."""
    for change in dossier.of(Change):
        subject = Subject("change", change.id, change.subject)
        day = change.effective_on
        yield Act(rule, subject, start=day, due=day, done=change.agreed_on, prior=True, limit="変更日")
    accepted = dossier.accepted_on
    if accepted is None:
        return
    for subject, day, change_id in _beginnings(dossier):
        if day is not None and accepted < day <= dossier.end and not change_id:
            yield unknown(rule, subject, day, "体制等の変更の記録")


def _beginnings(dossier: Dossier) -> Iterator[tuple[Subject, date | None, str]]:
    """Yield what the assurance describes, the day it began and the change that announced it."""
    for assignment in live_assignments(dossier):
        yield assignment_subject(dossier, assignment), assignment.starts_on, assignment.change
    for engagement in live_engagements(dossier):
        yield engagement_subject(dossier, engagement), engagement.starts_on, engagement.change
    for workplace in dossier.of(Workplace):
        yield Subject("workplace", workplace.id, workplace.name), workplace.used_from_on, workplace.change
    for cloud in dossier.of(Cloud):
        if not cloud.cancelled:
            yield Subject("cloud", cloud.id, cloud.name), cloud.starts_on, cloud.change
    companies = dict.fromkeys((dossier.contract.contractor, *(one.organisation for one in dossier.of(Member))))
    for officer in (one for company in companies for one in dossier.shared.officers.get(company, ())):
        day = officer.appointed_on
        change = officer_change(dossier, officer, day) if day else None
        yield Subject("officer", officer.id, officer.name), day, change.id if change else ""


@rule(
    clause="assurance/improvement",
    deed="不十分と認められた事項への対策",
    do="担当職員と協議し、同意を得た対策を実施する",
    of="実施状況報告書（{}）",
    unit="報告書{}件",
    done_name="対策の実施日",
)
def improvement(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """不十分とされた報告への対策, agreed and done."""
    for report in own_reports(dossier):
        subject = Subject("report", report.id, f"基準日{format_era(cast('date', report.as_of))}")
        if report.feedback and not report.feedback_on:
            yield unknown(rule, subject, report.as_of, "指摘日")
        elif report.feedback_on:
            both = (report.measures_agreed_on, report.measures_done_on)
            yield Act(
                rule,
                subject,
                start=report.feedback_on,
                due=plus(report.feedback_on, dossier.terms["improvement"]),
                done=max(day for day in both if day) if all(both) else None,
                grace=True,
            )
