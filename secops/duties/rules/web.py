"""別記 17): web applications on public web sites, after 「安全なウェブサイトの作り方」."""

from collections.abc import Iterator
from datetime import date, timedelta

from secops.base.dates import format_era
from secops.catalog.web_checklist import web_checklist
from secops.dossier import Dossier
from secops.duties.common import plus, unknown
from secops.duties.rule import Rule, rule
from secops.duties.rules.systems import before_launch, changes_of, diagnoses, operated, subject_of
from secops.duties.states import Act, Duty, Keep, Subject
from secops.records.contents import Check, Checklist
from secops.records.systems import WEB_APPLICATION, Diagnosis, System, Threat

_SYSTEM = {"of": "ウェブアプリケーション（{}）", "unit": "ウェブアプリケーション{}件"}
_NEAR = timedelta(days=31)  # a checklist or a diagnosis of a change lies this near the day of the change


def web_apps(dossier: Dossier) -> Iterator[System]:
    """Public web sites with a web application."""
    return (one for one in operated(dossier) if one.public_web and one.web_app)


@rule(
    clause="web/diagnosis",
    deed="診断",
    do="ウェブアプリケーション診断を実施し、検出した脆弱性に対策する",
    done_name="診断の実施日",
    not_begun="サービスを開始していない",
    after="サービス開始前",
    **_SYSTEM,
)
def diagnosis(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """ウェブアプリケーション診断: before the launch of what is built here; after each change and new threat."""
    for system in operated(dossier):
        if None in {system.public_web, system.web_app} and False not in {system.public_web, system.web_app}:
            what = "外部公開ウェブサイトか、ウェブアプリケーションがあるか"
            yield unknown(rule, subject_of(system), system.launched_on or system.work_starts_on, what)
    for system in web_apps(dossier):
        held = diagnoses(dossier, system, WEB_APPLICATION)
        if not system.phases or "構築" in system.phases:
            yield before_launch(rule, system, held[0].held_on if held else None)
        for day, kind, record_id, what in _occasions(dossier, system):
            first = next((one for one in held if _follows(one, kind, day)), None)
            yield Act(
                rule,
                Subject(kind, record_id, f"{system.name} {what}"),
                start=day,
                due=plus(day, dossier.terms["web_diagnosis"]),
                done=first.held_on if first else None,
            )
        for owner, change in changes_of(dossier):
            if owner.id == system.id and change.web_app_changed is None:
                subject = Subject("system_change", change.id, f"{system.name} {change.content}")
                yield unknown(rule, subject, change.changed_on, "ウェブアプリの修正かどうか")


def _follows(one: Diagnosis, kind: str, day: date) -> bool:
    """Whether a diagnosis answers a change or a threat: held since, or of a change before its release (更改時)."""
    if one.held_on is None:
        return False
    return one.held_on >= day or (kind == "system_change" and one.occasion == "改修" and day - one.held_on <= _NEAR)


def _occasions(dossier: Dossier, system: System) -> Iterator[tuple[date, str, str, str]]:
    """The changes and threats that call for a diagnosis: day, kind, id, in words."""
    for owner, change in changes_of(dossier):
        if owner.id == system.id and change.web_app_changed and change.changed_on:
            yield change.changed_on, "system_change", change.id, change.content
    for threat in dossier.of(Threat):
        if threat.system == system.id and threat.confirmed_on:
            yield threat.confirmed_on, "threat", threat.id, threat.content


@rule(
    clause="web/fix",
    deed="検出した脆弱性の対策",
    do="検出した脆弱性に対策し、対策完了日を記録する",
    of="診断（{}）",
    unit="診断{}件",
    done_name="対策完了日",
)
def fix(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """検出した脆弱性の対策."""
    names = {system.id: system.name for system in web_apps(dossier)}
    for one in dossier.of(Diagnosis):
        if one.system not in names or one.kind != WEB_APPLICATION:
            continue
        held = format_era(one.held_on) if one.held_on else ""
        subject = Subject("diagnosis", one.id, f"{names[one.system]} {held}".strip())
        if one.detected is None:
            yield unknown(rule, subject, one.held_on, "検出数")
        elif one.detected:
            due = plus(one.held_on, dossier.terms["diagnosis_fix"])
            yield Act(rule, subject, start=one.held_on, due=due, done=one.fixed_on, grace=True)


@rule(
    clause="web/checklist",
    deed="チェックリストの提出",
    do="「作り方」のチェックリストに対応状況を記入し、担当職員に提出する",
    of="{}",
    unit="ウェブアプリケーション{}件",
    done_name="チェックリストの提出日",
    not_begun="サービスを開始していない",
    after="サービス開始前",
)
def checklist(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """チェックリストの提出: each recorded, and those that a launch or a change calls for."""
    answered: dict[str, list[str]] = {}
    for check in dossier.of(Check):
        answered.setdefault(check.checklist, []).append(check.check_id)
    for system in web_apps(dossier):
        own = [one for one in dossier.of(Checklist) if one.system == system.id]
        for one in own:
            days = [one.due_on, system.launched_on if one.occasion == "構築" else None]
            day = min((known for known in days if known), default=None)  # the launch goes before a later 公開日
            yield Act(
                rule,
                Subject("checklist", one.id, f"{system.name} {one.occasion}"),
                start=day,
                due=day,
                done=one.submitted_on,
                prior=True,
                missing=_unanswered(answered.get(one.id, [])),
                limit="公開日",
            )
        yield from _not_recorded(dossier, rule, system, own)


def _unanswered(answered: list[str]) -> tuple[str, ...]:
    """What of the checklist is not filled in, in words."""
    lacking = web_checklist().unanswered(answered)
    more = "ほか" if len(lacking) > 1 else ""
    return (f"チェックリスト{len(lacking)}項目の対応状況（{lacking[0]}{more}）",) if lacking else ()


def _not_recorded(dossier: Dossier, rule: Rule, system: System, own: list[Checklist]) -> Iterator[Keep | Act]:
    """A launch and each change of the application call for a checklist."""
    built = not system.phases or "構築" in system.phases
    if built and not any(one.occasion == "構築" for one in own):
        day = system.launched_on
        subject = Subject("system", system.id, f"{system.name} 構築")
        yield Act(rule, subject, start=day, due=day, done=None, prior=True, limit="サービス開始日")
    for owner, change in changes_of(dossier):
        day = change.changed_on
        if owner.id != system.id or not change.web_app_changed or day is None:
            continue
        if not any(one.occasion == "改修" and one.due_on and abs(one.due_on - day) <= _NEAR for one in own):
            subject = Subject("system_change", change.id, f"{system.name} {change.content}")
            yield unknown(rule, subject, day, "改修に伴うチェックリスト")


@rule(
    clause="web/instruction",
    deed="担当職員の指示への対応",
    do="チェックリストの結果に基づく担当職員の指示に従い対応し、対応日を記録する",
    of="チェックリスト（{}）",
    unit="チェックリスト{}件",
    done_name="指示への対応日",
)
def instruction(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """指示への対応."""
    names = {system.id: system.name for system in web_apps(dossier)}
    for one in dossier.of(Checklist):
        if one.system not in names:
            continue
        subject = Subject("checklist", one.id, f"{names[one.system]} {one.occasion}")
        if one.instructed_on:
            due = plus(one.instructed_on, dossier.terms["instruction"])
            yield Act(rule, subject, start=one.instructed_on, due=due, done=one.instruction_done_on, grace=True)
        elif one.instruction:
            yield unknown(rule, subject, one.submitted_on, "指示日")
