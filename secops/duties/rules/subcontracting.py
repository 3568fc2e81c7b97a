"""【情報セキュリティを確保するための体制】 別記 5): what is given to others, and what 募集要領 and 契約書 ask of it."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from secops.dossier import Dossier
from secops.duties.common import (
    concluded,
    contract_subject,
    engagement_subject,
    first_or_prior,
    live_assignments,
    live_engagements,
    not_before,
    plus,
    unknown,
)
from secops.duties.reporting import reporting_dates, served
from secops.duties.rule import Rule, rule
from secops.duties.rules.personnel import undisclosed_fields, undisclosed_organisation
from secops.duties.states import Act, Break, Duty, Keep, Subject
from secops.records.contracts import Workplace
from secops.records.reports import Report
from secops.records.work import Assignment, Engagement

_OF = {"of": "再委託先（{}）", "unit": "再委託先{}者"}


@rule(
    clause="subcontracting/safeguards",
    deed="担保の措置（契約等）",
    do="1)から17)までの措置の実施を契約等により再委託先に担保させる",
    done_name="担保の措置の締結日",
    **_OF,
)
def safeguards(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """再委託先への措置の担保, before the work begins."""
    for engagement in live_engagements(dossier):
        yield _prior(dossier, rule, engagement, engagement.clause_on)


def _prior(dossier: Dossier, rule: Rule, engagement: Engagement, done: date | None) -> Act:
    day = engagement.starts_on
    return Act(
        rule, engagement_subject(dossier, engagement), start=day, due=day, done=done, prior=True, limit="再委託開始日"
    )


@rule(
    clause="subcontracting/assurance",
    deed="確認書類の提出",
    do="再委託先に係るものを含む確認書類を担当職員に提出する",
    done_name="確認書類の提出日",
    **_OF,
)
def assurance(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """確認書類に再委託先を含める: the first ones as the assurance, later ones beforehand."""
    for engagement in live_engagements(dossier):
        yield first_or_prior(
            rule,
            dossier,
            engagement_subject(dossier, engagement),
            engagement.starts_on,
            engagement.assurance_on,
            limit="再委託開始日",
        )


@rule(
    clause="subcontracting/disclosure",
    deed="従事者・資本関係・役員・実施場所の提示",
    do="再委託先の従事者、資本関係、役員及び実施場所の情報を担当職員に提示する",
    done_name="提示日",
    **_OF,
)
def disclosure(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """再委託先の従事者・資本関係・役員・実施場所の提示: the engagement's dates and its own assignments."""
    for engagement in live_engagements(dossier):
        dates = [engagement.people_disclosed_on, engagement.capital_disclosed_on, engagement.officers_disclosed_on]
        dates += [one.disclosed_on for one in _first_people(dossier, engagement)]
        dates += [place.disclosed_on for place in _first_places(dossier, engagement)]
        yield first_or_prior(
            rule,
            dossier,
            engagement_subject(dossier, engagement),
            engagement.starts_on,
            max(day for day in dates if day) if all(dates) else None,
            limit="再委託開始日",
            missing=_undisclosed(dossier, engagement),
        )
        for assignment in _of_its_people(dossier, engagement):
            if _later(engagement, assignment.starts_on):
                yield first_or_prior(
                    rule,
                    dossier,
                    Subject("assignment", assignment.id, _whose(dossier, engagement, assignment)),
                    assignment.starts_on,
                    assignment.disclosed_on,
                    limit="従事開始日",
                    missing=undisclosed_fields(dossier.person(assignment.person)),
                )


def _of_its_people(dossier: Dossier, engagement: Engagement) -> list[Assignment]:
    """The assignments of a subcontractor's own people, by name."""
    organisation = engagement.organisation
    own = [one for one in live_assignments(dossier) if dossier.person(one.person).organisation == organisation]
    return sorted(own, key=lambda one: (dossier.person(one.person).name, one.id))


def _later(engagement: Engagement, day: date | None) -> bool:
    """Whether something came after the engagement had begun: it is disclosed for itself, beforehand."""
    return day is not None and engagement.starts_on is not None and day > engagement.starts_on


def _whose(dossier: Dossier, engagement: Engagement, assignment: Assignment) -> str:
    return f"{dossier.name(engagement.organisation)} {dossier.person(assignment.person).name}"


def _undisclosed(dossier: Dossier, engagement: Engagement) -> tuple[str, ...]:
    """What a subcontractor's disclosure must hold and the records lack."""
    organisation = engagement.organisation
    lacking = [part for group in undisclosed_organisation(dossier, organisation) for part in group]
    own = _of_its_people(dossier, engagement)
    if not own:
        lacking.append("従事者の配置")
    for assignment in _first_people(dossier, engagement):
        person = dossier.person(assignment.person)
        fields = (*undisclosed_fields(person), *(() if assignment.disclosed_on else ("提示日",)))
        lacking.extend(f"{person.name}の{field}" for field in fields)
    if not any(place.organisation == organisation for place in dossier.of(Workplace)):
        lacking.append("実施場所")
    lacking.extend(f"{place.name}の提示日" for place in _first_places(dossier, engagement) if not place.disclosed_on)
    return tuple(lacking)


def _first_people(dossier: Dossier, engagement: Engagement) -> list[Assignment]:
    """Its people from the beginning; who came later is disclosed for themselves."""
    return [one for one in _of_its_people(dossier, engagement) if not _later(engagement, one.starts_on)]


def _first_places(dossier: Dossier, engagement: Engagement) -> list[Workplace]:
    """Its workplaces from the beginning; later ones stand under 4)."""
    own = (place for place in dossier.of(Workplace) if place.organisation == engagement.organisation)
    return sorted((one for one in own if not _later(engagement, one.used_from_on)), key=lambda one: one.name)


@rule(
    clause="subcontracting/reports",
    deed="実施状況の把握",
    do="再委託先から実施状況報告書を受け取り、提出日を記録する",
    done_name="報告の提出日",
    not_begun="再委託先の報告の時期が到来していない",
    after="報告期日",
    **_OF,
)
def reports(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """再委託先の実施状況の把握, by each of our reporting dates that its work reaches."""
    every = reporting_dates(dossier)
    for engagement in live_engagements(dossier):
        own = tuple(report for report in dossier.of(Report) if report.engagement == engagement.id)
        dates = _reached(every, engagement)
        found = served(dates, own)
        for day in dates:
            report = found.get(day)
            yield Act(
                rule,
                engagement_subject(dossier, engagement),
                start=day,
                due=day,
                done=report.submitted_on if report else None,
                round=day.isoformat(),
                limit="報告期日",
            )


def _reached(every: tuple[date, ...], engagement: Engagement) -> tuple[date, ...]:
    """The reporting dates from the engagement's start to the first on or after its end."""
    after_start = [day for day in every if engagement.starts_on is not None and day >= engagement.starts_on]
    ends_on = engagement.ends_on
    if ends_on is None:
        return tuple(after_start)
    during = [day for day in after_start if day < ends_on]
    return (*during, *[day for day in after_start if day >= ends_on][:1])


@rule(
    clause="subcontracting/disposal",
    deed="終了時の返却・廃棄・消去の確認",
    do="再委託先における情報の返却、廃棄又は消去を確認する",
    done_name="確認日",
    not_begun="再委託が終了していない",
    after="再委託の終了後",
    **_OF,
)
def disposal(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """再委託先の返却・廃棄・消去, after the end of an engagement that handles information."""
    for engagement in live_engagements(dossier):
        end = engagement.ends_on or dossier.end
        subject = engagement_subject(dossier, engagement)
        if engagement.handles_information is None:
            yield unknown(rule, subject, engagement.starts_on, "情報の取扱いの有無")
        elif engagement.handles_information:
            yield Act(
                rule,
                subject,
                start=end,
                due=plus(end, dossier.terms["subcontract_disposal"]),
                done=engagement.disposal_confirmed_on,
                missing=not_before(engagement.disposal_confirmed_on, engagement.ends_on, "再委託の終了"),
            )


@rule(
    clause="subcontracting/approval",
    deed="再委託の承認",
    do="再委託の承認を申請し、承認を得る",
    done_name="承認日",
    **_OF,
)
def approval(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """再委託の承認 (契約書), for what the plan does not name, above the workspace's threshold in yen."""
    threshold = dossier.terms["subcontract_threshold"]
    for engagement in live_engagements(dossier):
        below = threshold and engagement.amount is not None and engagement.amount <= threshold
        if engagement.in_plan or below:
            continue
        subject = engagement_subject(dossier, engagement)
        lacking = []
        if engagement.in_plan is None:
            lacking.append("実施計画書への記載の有無")
        if threshold and engagement.amount is None:
            lacking.append("金額(税込)")
        if engagement.approved_on is None and lacking:
            yield unknown(rule, subject, engagement.starts_on, *lacking)
        else:
            yield _prior(dossier, rule, engagement, engagement.approved_on)


@rule(
    clause="subcontracting/over-half",
    deed="再委託費率が５０％を超える理由書の提出",
    do="再委託費率が５０％を超える理由書を作成し、提出する",
    done_name="理由書の提出日",
)
def over_half(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """５０％超の理由書 (募集要領): by the conclusion, or before the engagement that crosses the half."""
    contract = dossier.contract
    first_tier = sorted(
        (one for one in live_engagements(dossier) if not one.parent),
        key=lambda one: (one.starts_on or date.max, one.id),
    )
    if not first_tier:
        return
    subject = contract_subject(dossier)
    crossing = _crossing(first_tier, contract.amount, dossier.terms["subcontract_ratio"])
    if crossing is not None:
        day = max(concluded(dossier), cast("date", crossing.starts_on))
        yield Act(
            rule,
            subject,
            start=day,
            due=day,
            done=contract.over_half_reason_on,
            prior=True,
            limit="契約締結日" if day == contract.concluded_on else "再委託開始日",
        )
        return
    lacking = [f"{dossier.name(one.organisation)}の再委託金額" for one in first_tier if one.amount is None]
    if contract.amount is None:
        lacking.append("契約金額")
    if lacking:
        yield unknown(rule, subject, first_tier[0].starts_on, *lacking)


def _crossing(first_tier: list[Engagement], amount: int | None, percent: int) -> Engagement | None:
    """The engagement by which the sum passes so many percent of the contract's amount (yen), if it does."""
    total = 0
    for engagement in first_tier:
        total += engagement.amount or 0
        if amount is not None and total * 100 > amount * percent:
            return engagement
    return None


@rule(
    clause="subcontracting/core-work",
    deed="根幹に関わる執行管理を再委託しないこと",
    do="業務範囲を確認し、根幹に関わる執行管理を再委託から除く",
    kept="根幹に関わる執行管理を含みません。",
    breach="{}に根幹に関わる執行管理が含まれる",
    **_OF,
)
def core_work(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """根幹に関わる執行管理を再委託しない (募集要領)."""
    for engagement in live_engagements(dossier):
        forbidden = engagement.core_work
        lacking = ("根幹に関わる執行管理の有無",) if forbidden is None else ()
        yield _kept(
            dossier, rule, engagement, holds=not forbidden, lacking=lacking, what="根幹に関わる執行管理を含みます。"
        )


def _kept(
    dossier: Dossier, rule: Rule, engagement: Engagement, *, holds: bool, lacking: tuple[str, ...], what: str
) -> Keep:
    start = engagement.starts_on
    breaks = () if holds or start is None else (Break(start, None, what),)
    return Keep(rule, engagement_subject(dossier, engagement), start, breaks, () if breaks else lacking)


@rule(
    clause="subcontracting/quotes",
    deed="相見積り及び最低価格による選定",
    do="相見積りを取り、最低価格を提示した者を選定する",
    kept="相見積りを取り、最低価格を提示した者を選定しています。",
    breach="{}の選定が相見積り及び最低価格によらない",
    **_OF,
)
def quotes(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """相見積り・最低価格 (募集要領), when a group company is engaged."""
    for engagement in live_engagements(dossier):
        if engagement.is_group is False:
            continue
        wanted: list[tuple[str, object]] = [("グループ企業かどうか", engagement.is_group)]
        if engagement.is_group:
            wanted = [("相見積の数", engagement.quotes), ("最低価格の有無", engagement.lowest_price)]
        lacking = tuple(name for name, value in wanted if value is None)
        few = engagement.quotes is not None and engagement.quotes < 2
        broken = bool(engagement.is_group) and (few or engagement.lowest_price is False)
        what = "グループ企業との取引で、２者以上の相見積り及び最低価格の条件を満たしません。"
        yield _kept(dossier, rule, engagement, holds=not broken, lacking=lacking, what=what)


@rule(
    clause="subcontracting/site-visits",
    deed="現地調査を可能とする措置",
    do="現地調査の受入れを再委託先との契約等に定める",
    kept="現地調査の受入れを定めています。",
    breach="{}との契約等に現地調査の受入れが定められていない",
    **_OF,
)
def site_visits(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """現地調査を可能とする措置 (募集要領)."""
    for engagement in live_engagements(dossier):
        clause = engagement.site_visit_clause
        lacking = ("現地調査の受入条項の有無",) if clause is None else ()
        what = "現地調査の受入れが契約等に定められていません。"
        yield _kept(dossier, rule, engagement, holds=clause is not False, lacking=lacking, what=what)
