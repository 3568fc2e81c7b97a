"""【セキュアな情報システム（外部公開ウェブサイトを含む）の構築・運用】 別記 15) ①–④, ⑦–⑨: the systems themselves.

What is in them, ⑤ and ⑥: :mod:`secops.duties.rules.software`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from secops.base.dates import add_months
from secops.dossier import Dossier
from secops.duties.common import assurance_due, concluded, flag_keep, plus, said, unknown
from secops.duties.rule import Rule, rule
from secops.duties.states import Act, Break, Duty, Keep, Subject
from secops.records.measures import Procedure
from secops.records.systems import OPERATED, PLATFORM, Diagnosis, System, SystemChange

_OF = {"of": "情報システム（{}）", "unit": "情報システム{}件"}
_LAUNCH = {"not_begun": "情報システムのサービスを開始していない", "after": "サービス開始時"}
GOVERNMENT_DOMAIN = ".go.jp"
IN_OPERATION = {"運用", "保守"}


def subject_of(system: System) -> Subject:
    """A system, called by its name."""
    return Subject("system", system.id, system.name)


def operated(dossier: Dossier) -> Iterator[System]:
    """Systems that are built, run or kept: the ones of ③⑥⑧⑨. Blank phases might be any of them."""
    return (one for one in dossier.of(System) if not one.phases or set(one.phases) & set(OPERATED))


def in_operation(system: System) -> bool:
    """Whether a system is run or kept here. Blank phases might be any of them."""
    return not system.phases or bool(set(system.phases) & IN_OPERATION)


@rule(
    clause="systems/quality",
    deed="品質保証体制及び管理手順の書類の提出",
    do="品質保証体制及び管理手順を証明する書類を担当職員に提出する",
    done_name="品質保証書類の提出日",
    **_OF,
)
def quality(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """① 品質保証体制・管理手順の書類."""
    yield from _papers(dossier, rule, "品質保証体制・管理手順", "qa_submitted_on")


def _papers(dossier: Dossier, rule: Rule, kind: str, field: str) -> Iterator[Duty]:
    """A paper of each system, due when its work starts, else as the assurance; one paper may serve the contract."""
    common = [one.presented_on for one in dossier.of(Procedure) if one.kind == kind and one.presented_on]
    for system in dossier.of(System):
        own: date | None = getattr(system, field)
        done = min([day for day in (own, *common) if day], default=None)
        due = system.work_starts_on or assurance_due(dossier)
        start = min(concluded(dossier), due)
        limit = "着手日" if system.work_starts_on else ""
        lacking = () if system.phases else ("工程",)
        yield Act(rule, subject_of(system), start=start, due=due, done=done, missing=lacking, limit=limit)


@rule(
    clause="systems/tampering",
    deed="不正変更時の調査手順及び体制の書類の提出",
    do="不正が見つかったときの調査の手順及び体制が妥当であることを証明する書類を担当職員に提出する",
    done_name="調査手順書類の提出日",
    **_OF,
)
def tampering(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """② 調査手順・体制の書類."""
    yield from _papers(dossier, rule, "不正変更時の調査手順・体制", "tamper_procedure_on")


def _flagged(dossier: Dossier, rule: Rule, wanted: Sequence[tuple[str, str]]) -> Iterator[Duty]:
    """A Keep from the launch of each operated system while its flags are 有. ``wanted``: label, field."""
    for system in operated(dossier):
        flags = [(label, getattr(system, field)) for label, field in wanted]
        yield flag_keep(rule, subject_of(system), system.launched_on, flags)


@rule(
    clause="systems/antimalware",
    deed="不正プログラム対策ソフトウェア等の導入",
    do="既知及び未知の不正プログラムの検知及び実行の防止の機能を有するソフトウェアを導入する",
    kept="既知及び未知の不正プログラムに対応するソフトウェアを導入しています。",
    breach="{}に未知の不正プログラムを検知する機能を有するソフトウェアが導入されていない",
    **_OF,
    **_LAUNCH,
)
def antimalware(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """③ 本文: a product that finds the known and the unknown."""
    for system in operated(dossier):
        product = True if said(system.antivirus) else None
        flags = [("不正プログラム対策製品名", product), ("未知の検知", system.av_unknown)]
        yield flag_keep(rule, subject_of(system), system.launched_on, flags)


@rule(
    clause="systems/antimalware-engine",
    deed="不正プログラム対策ソフトウェア等の最新化",
    do="不正プログラム対策ソフトウェア等が常に最新の状態となるように構成する",
    kept="常に最新の状態となるように構成しています。",
    breach="{}の不正プログラム対策ソフトウェア等が常に最新の状態となるように構成されていない",
    **_OF,
    **_LAUNCH,
)
def engine(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """③ （a）."""
    yield from _flagged(dossier, rule, [("自動更新", "av_engine_auto")])


@rule(
    clause="systems/antimalware-definitions",
    deed="定義ファイルの最新化",
    do="定義ファイルが常に最新の状態となるように構成する",
    kept="定義ファイルが常に最新の状態となるように構成しています。",
    breach="{}の定義ファイルが常に最新の状態となるように構成されていない",
    **_OF,
    **_LAUNCH,
)
def definitions(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """③ （b）, only where definition files are used."""
    for system in operated(dossier):
        if system.av_uses_definitions is None:
            yield unknown(rule, subject_of(system), system.launched_on, "定義ファイルの使用の有無")
        elif system.av_uses_definitions:
            flags = [("定義ファイル自動更新", system.av_definitions_auto)]
            yield flag_keep(rule, subject_of(system), system.launched_on, flags)


@rule(
    clause="systems/antimalware-authority",
    deed="設定変更権限の一括管理",
    do="設定変更権限をシステム管理者が一括管理し、システム利用者に付与しない",
    kept="設定変更権限をシステム管理者が一括管理しています。",
    breach="{}の設定変更権限が一括管理されていない",
    **_OF,
    **_LAUNCH,
)
def authority(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """③ （c）."""
    yield from _flagged(dossier, rule, [("設定権限の一元管理", "av_admin_only")])


@rule(
    clause="systems/antimalware-scan",
    deed="定期的な全てのファイルのスキャン",
    do="定期的に全てのファイルを対象としたスキャンを実施するように構成する",
    kept="定期的に全てのファイルを対象としたスキャンを実施しています。",
    breach="{}で全てのファイルを対象とした定期的なスキャンが構成されていない",
    **_OF,
    **_LAUNCH,
)
def scan(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """③ （d）."""
    yield from _flagged(dossier, rule, [("定期全スキャン", "av_full_scan")])


@rule(
    clause="systems/antimalware-edr",
    deed="EDRソフトウェア等の導入の検討",
    do="EDRソフトウェア等の導入を検討し、検討日を記録する",
    done_name="EDR検討日",
    **_OF,
    **_LAUNCH,
)
def edr(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """③ （e）: considered by the launch."""
    for system in operated(dossier):
        day = system.launched_on
        yield Act(rule, subject_of(system), start=day, due=day, done=system.edr_considered_on, limit="サービス開始日")


def changes_of(dossier: Dossier) -> Iterator[tuple[System, SystemChange]]:
    """Every change with its system."""
    for change in dossier.of(SystemChange):
        system = dossier.find(System, change.system)
        if system is not None:
            yield system, change


@rule(
    clause="systems/changes",
    deed="変更内容の報告",
    do="変更内容を担当職員に報告する",
    of="システムの変更（{}）",
    unit="システムの変更{}件",
    done_name="報告日",
)
def changes(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """④ 変更内容の速やかな報告, of changes made for security."""
    for system, change in changes_of(dossier):
        subject = Subject("system_change", change.id, f"{system.name} {change.content}")
        if change.by_security is None:
            yield unknown(rule, subject, change.changed_on, "情報セキュリティ対策による変更かどうか")
        elif change.by_security:
            due = plus(change.changed_on, dossier.terms["system_change"])
            yield Act(rule, subject, start=change.changed_on, due=due, done=change.reported_on, grace=True)


@rule(
    clause="systems/handover",
    deed="引継ぎ項目への情報セキュリティ対策の記載",
    do="引継ぎ項目に情報セキュリティ対策に必要な内容を含める",
    kept="引継ぎ項目に情報セキュリティ対策に必要な内容を含めています。",
    breach="{}の引継ぎ項目に情報セキュリティ対策に必要な内容が含まれていない",
    **_OF,
)
def handover(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """④ 引継ぎ項目, by the day of the handover."""
    for system in dossier.of(System):
        if system.handover_on:
            flags = [("引継ぎ項目", system.handover_included)]
            yield flag_keep(rule, subject_of(system), system.handover_on, flags)


@rule(
    clause="systems/domain",
    deed="「.go.jp」ドメイン名の使用",
    do="「.go.jp」で終わるドメイン名を使用する",
    kept="「.go.jp」で終わるドメイン名を使用しています。",
    breach="{}で「.go.jp」で終わるドメイン名を使用していない",
    **_OF,
    **_LAUNCH,
)
def domain(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑦ go.jp, for systems turned to the outside of the ministry, when designed, built or run."""
    for system in dossier.of(System):
        if system.phases and not set(system.phases) & {"設計", *OPERATED}:
            continue
        subject, first = subject_of(system), system.launched_on
        if system.outward_facing is None:
            yield unknown(rule, subject, first, "経済産業省外向けかどうか")
        elif system.outward_facing and not system.domain:
            yield unknown(rule, subject, first, "ドメイン名")
        elif system.outward_facing:
            names = [name for name in re.split(r"[\s、,;；・/／]+", system.domain.lower()) if name]
            kept = all(name.rstrip(".").endswith(GOVERNMENT_DOMAIN) for name in names)
            what = f"ドメイン名（{system.domain}）が「.go.jp」で終わりません。"
            yield Keep(rule, subject, first, () if kept or first is None else (Break(first, None, what),))


def public(dossier: Dossier) -> Iterator[System]:
    """Public web sites that are built or run; whether one is must be known."""
    return (one for one in operated(dossier) if one.public_web)


def _not_known_public(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    for system in operated(dossier):
        if system.public_web is None:
            yield unknown(rule, subject_of(system), system.launched_on, "外部公開ウェブサイトかどうか")


@rule(
    clause="systems/diagnosis",
    deed="プラットフォーム診断",
    do="プラットフォーム診断を実施し、検出した脆弱性に対策する",
    done_name="診断の実施日",
    not_begun="プラットフォーム診断の時期が到来していない",
    **_OF,
)
def diagnosis(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑧ プラットフォーム診断: before the launch of what is built here, and within each year of running."""
    yield from _not_known_public(dossier, rule)
    for system in public(dossier):
        held = diagnoses(dossier, system, PLATFORM)
        if not system.phases or "構築" in system.phases:
            yield before_launch(rule, system, *settled(held))
        yield from _yearly(dossier, rule, system, held)


def diagnoses(dossier: Dossier, system: System, kind: str) -> list[Diagnosis]:
    """The diagnoses of a system of one kind, by day."""
    found = (one for one in dossier.of(Diagnosis) if one.system == system.id and one.kind == kind and one.held_on)
    return sorted(found, key=lambda one: (one.held_on or date.max, one.id))


def settled(held: list[Diagnosis]) -> tuple[date | None, tuple[str, ...]]:
    """The first day on which a diagnosis had been held and what it found was dealt with, and what is missing.

    A diagnosis that does not say how many it found counts for the day it was held, in doubt.
    """
    days = [max(one.held_on, one.fixed_on or one.held_on) for one in held if one.held_on and _dealt_with(one)]
    if days:
        return min(days), ()
    vague = [one.held_on for one in held if one.detected is None]
    return (vague[0], ("診断の検出数",)) if vague else (None, ("検出した脆弱性の対策完了日",) if held else ())


def _dealt_with(one: Diagnosis) -> bool:
    return one.detected == 0 or bool(one.detected and one.fixed_on)


def before_launch(rule: Rule, system: System, done: date | None, missing: tuple[str, ...] = ()) -> Act:
    """A diagnosis due before the service begins."""
    day = system.launched_on
    return Act(
        rule,
        subject_of(system),
        start=day,
        due=day,
        done=done,
        prior=True,
        missing=missing,
        round="launch",
        limit="サービス開始日",
    )


def _yearly(dossier: Dossier, rule: Rule, system: System, held: list[Diagnosis]) -> Iterator[Act]:
    """One diagnosis in each span of a year of running, from the later of the launch and the start of the contract."""
    if system.launched_on is None or not in_operation(system):
        return
    until = min(system.handover_on or dossier.end, dossier.end)
    first = max(day for day in (system.launched_on, dossier.contract.starts_on) if day)
    number, months = 1, dossier.terms["platform_diagnosis"]
    while (due := add_months(first, months * number) - timedelta(days=1)) <= until:
        opened = add_months(first, months * (number - 1))
        within = [one for one in held if one.held_on and opened <= one.held_on <= due]
        # Done in a later span is still done for this one, too late; the span that it lies in has it as well.
        after = [one for one in held if one.held_on and one.held_on > due]
        done, missing = settled(within or after)
        yield Act(
            rule,
            subject_of(system),
            start=due,
            due=due,
            done=done,
            missing=missing,
            round=due.isoformat(),
            limit="実施期限",
        )
        number += 1


@rule(
    clause="systems/encryption",
    deed="通信の暗号化及び電子証明書",
    do="通信を暗号化し、公的に信頼された認証局の有効な電子証明書を用いる",
    kept="通信を暗号化し、有効な電子証明書を用いています。",
    breach="{}の通信の暗号化又は電子証明書が十分でない",
    **_OF,
    **_LAUNCH,
)
def encryption(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑧ 暗号化と証明書, kept from the launch."""
    for system in public(dossier):
        flags = [("通信の暗号化", system.tls), ("公的に信頼された認証局", system.public_ca)]
        keep = flag_keep(rule, subject_of(system), system.launched_on, flags)
        expires = system.certificate_expires_on
        unknown_ = keep.unknown if expires else (*keep.unknown, "証明書の有効期限")
        lapsed = plus(expires, 1)
        breaks = keep.breaks
        if lapsed and system.launched_on and lapsed <= dossier.end:
            gone = Break(max(lapsed, system.launched_on), None, "電子証明書の有効期限が切れています。")
            breaks = (*breaks, gone)
        yield Keep(rule, keep.subject, keep.start, breaks, unknown_)


@rule(
    clause="systems/mail",
    deed="電子メールのなりすまし防止及び暗号化",
    do="SPF等のなりすましの防止策を講じ、サーバ間通信のTLS化並びに暗号化及び電子署名等により保護する",
    kept="なりすましの防止策及び暗号化等を講じています。",
    breach="{}の電子メールのなりすまし防止又は暗号化が十分でない",
    **_OF,
    **_LAUNCH,
)
def mail(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """⑨ なりすまし防止・暗号化, where mail is sent or taken."""
    for system in operated(dossier):
        subject, first = subject_of(system), system.launched_on
        if system.mail is None:
            yield unknown(rule, subject, first, "メール送受信の有無")
        elif system.mail:
            flags = [
                ("SPF等", system.spf),
                ("SMTPのTLS化", system.smtp_tls),
                ("メールの暗号化・署名", system.mail_protection),
            ]
            yield flag_keep(rule, subject, first, flags)
