"""別記 15) ⑤⑥: the software in the systems, its support, its vulnerabilities."""

from collections.abc import Iterator
from datetime import date

from secops.base.dates import format_era
from secops.dossier import Dossier
from secops.duties.common import plus, recurring, unknown
from secops.duties.rule import Rule, rule
from secops.duties.rules.systems import in_operation, subject_of
from secops.duties.states import Act, Break, Duty, Keep, Subject
from secops.records.clouds import REVIEW_VULNERABILITY, Review
from secops.records.systems import ENDED, NO_TERM, Software, System, Vulnerability

_SYSTEM = {"of": "情報システム（{}）", "unit": "情報システム{}件"}
_SOFTWARE = {"of": "ソフトウェア（{}）", "unit": "ソフトウェア{}件"}
_VULNERABILITY = {"of": "脆弱性（{}）", "unit": "脆弱性{}件"}


@rule(
    clause="systems/support",
    deed="サポートが受けられないソフトウェアを利用しないこと",
    do="サポートが受けられるバージョンへ更新するか、利用をやめる",
    kept="本業務の期間中、サポートが受けられます。",
    breach="{}のサポート期限が本業務の期間中に切れる、又は切れている",
    **_SOFTWARE,
)
def support(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑤ サポート切れの不使用: supported on every day of its use; an end to come within it is a breach too."""
    for software in dossier.of(Software):
        subject = Subject("software", software.id, f"{software.name} {software.version}")
        first = software.installed_on or dossier.contract.starts_on
        last = min(software.removed_on or dossier.end, dossier.end)
        ends = software.support_ends_on
        if software.support == ENDED and ends is not None and ends >= last:
            yield unknown(rule, subject, first, "サポート（終了としながら、期限が先の日付です）")
        elif ends is not None and first is not None and ends < last:
            what = f"サポート期限（{format_era(ends)}）が利用の期間中に切れます。"
            yield Keep(rule, subject, first, (Break(first, software.removed_on, what),))
        elif software.support == ENDED and first is not None and ends is None:
            yield Keep(rule, subject, first, (Break(first, software.removed_on, "サポートが終了しています。"),))
        elif ends is not None or software.support == NO_TERM:
            yield Keep(rule, subject, first)
        else:
            yield unknown(rule, subject, first, "サポート期限")


@rule(
    clause="systems/ledger",
    deed="ソフトウェアの管理台帳",
    do="ソフトウェアの名称・バージョン・導入箇所等を管理台帳に記録する",
    kept="ソフトウェアを管理台帳で管理しています。",
    **_SYSTEM,
)
def ledger(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑤ 管理台帳: at least one entry for each system."""
    recorded = {software.system for software in dossier.of(Software)}
    for system in dossier.of(System):
        first = system.work_starts_on or system.launched_on or dossier.contract.starts_on
        lacking = () if system.id in recorded else ("ソフトウェアの記録",)
        yield Keep(rule, subject_of(system), first, unknown=lacking)


@rule(
    clause="systems/vulnerability-watch",
    deed="脆弱性情報の収集",
    do="脆弱性情報を収集し、確認を記録する",
    done_name="確認日",
    not_begun="脆弱性情報の収集の時期が到来していない",
    **_SYSTEM,
)
def watch(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑤⑥ 脆弱性情報の収集, every so many months while in operation."""
    held: dict[str, list[date]] = {}
    for review in dossier.of(Review):
        if review.system and review.kind == REVIEW_VULNERABILITY and review.held_on:
            held.setdefault(review.system, []).append(review.held_on)
    for system in dossier.of(System):
        if system.launched_on is None or not in_operation(system):
            continue
        first = max(day for day in (system.launched_on, dossier.contract.starts_on) if day)
        until = min(system.handover_on or dossier.end, dossier.end)
        months = dossier.terms["vulnerability_watch"]
        done = [day for day in held.get(system.id, []) if day <= until]
        yield from recurring(rule, subject_of(system), first, months, done=done, until=until)


def _affecting(dossier: Dossier) -> Iterator[tuple[Vulnerability, Subject]]:
    for one in dossier.of(Vulnerability):
        if one.affected:
            yield one, _subject(dossier, one)


def _subject(dossier: Dossier, one: Vulnerability) -> Subject:
    software = dossier.find(Software, one.software) if one.software else None
    system = dossier.find(System, one.system) if one.system else None
    about = f"{software.name} {software.version}" if software else system.name if system else ""
    return Subject("vulnerability", one.id, f"{one.identifier} {about}".strip())


@rule(
    clause="systems/vulnerability-notice",
    deed="情報提供",
    do="脆弱性情報を担当職員に提供する",
    done_name="情報提供日",
    **_VULNERABILITY,
)
def notice(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑤ 情報提供; whether it affects anything must be known."""
    for one in dossier.of(Vulnerability):
        if one.affected is None:
            yield unknown(rule, _subject(dossier, one), one.found_on, "影響の有無")
    for one, subject in _affecting(dossier):
        due = plus(one.found_on, dossier.terms["vulnerability_notice"])
        yield Act(rule, subject, start=one.found_on, due=due, done=one.notified_on, grace=True)


@rule(
    clause="systems/vulnerability-plan",
    deed="脆弱性対策計画の作成",
    do="脆弱性対策計画を作成する",
    done_name="計画作成日",
    **_VULNERABILITY,
)
def plan(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑤ 計画."""
    for one, subject in _affecting(dossier):
        due = plus(one.found_on, dossier.terms["vulnerability_plan"])
        yield Act(rule, subject, start=one.found_on, due=due, done=one.plan_on, grace=True)


@rule(
    clause="systems/vulnerability-confirmation",
    deed="脆弱性対策計画の確認",
    do="脆弱性対策計画について担当職員の確認を得る",
    done_name="計画の確認日",
    **_VULNERABILITY,
)
def plan_confirmation(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑤ 確認, before the fix: by the day it was made, else the day planned for it."""
    for one, subject in _affecting(dossier):
        due = one.fixed_on or one.planned_on
        yield Act(
            rule,
            subject,
            start=one.plan_on or one.found_on,
            due=due,
            done=one.plan_confirmed_on,
            prior=one.fixed_on is not None,
            grace=True,
            limit="対策日" if one.fixed_on else "対策予定日",
        )


@rule(
    clause="systems/vulnerability-fix",
    deed="対策",
    do="担当職員の確認を得た計画に従い、対策を講ずる",
    done_name="対策日",
    **_VULNERABILITY,
)
def fix(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑤ 対策, by the day planned; a plan without such a day leaves open by when."""
    for one, subject in _affecting(dossier):
        if one.plan_on and one.planned_on is None and one.fixed_on is None:
            yield unknown(rule, subject, one.plan_on, "対策予定日")
            continue
        yield Act(
            rule, subject, start=one.found_on, due=one.planned_on, done=one.fixed_on, grace=True, limit="対策予定日"
        )


@rule(
    clause="systems/patches",
    deed="セキュリティ修正プログラムの適用",
    do="業務影響に配慮しつつ、速やかにセキュリティ修正プログラムを適用する",
    done_name="対策日",
    **_VULNERABILITY,
)
def patches(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑥ 修正プログラムの適用, on servers of our own, once there is a patch."""
    for one, subject in _affecting(dossier):
        if one.patch_available_on is None:
            continue
        software = dossier.find(Software, one.software) if one.software else None
        system = dossier.find(System, one.system or (software.system if software else ""))
        if system is None or system.own_servers is None:
            yield unknown(rule, subject, one.patch_available_on, "自ら管理するサーバかどうか")
        elif system.own_servers:
            due = plus(one.patch_available_on, dossier.terms["patch"])
            yield Act(rule, subject, start=one.patch_available_on, due=due, done=one.fixed_on, grace=True)
