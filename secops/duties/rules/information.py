"""【情報の取扱い】 別記 6)–9): devices, copies, disposal, what is told to others."""

from collections.abc import Iterator
from datetime import date, timedelta

from secops.base.dates import format_era
from secops.dossier import Dossier
from secops.duties.common import (
    assignment_subject,
    concluded,
    contract_subject,
    live_assignments,
    not_before,
    plus,
    said,
    unknown,
)
from secops.duties.rule import Rule, rule
from secops.duties.states import Act, Break, Duty, Keep, Subject
from secops.records.information import PAPER, Asset, Copy, Device, Disclosure, Disposal
from secops.records.measures import MISUSE, Incident
from secops.records.work import Assignment

_DEVICE = {"of": "持込機器（{}）", "unit": "持込機器{}台"}
_COPY = {"of": "複製（{}）", "unit": "複製{}件"}


def live_devices(dossier: Dossier) -> Iterator[Device]:
    """Devices whose bringing-in was not called off."""
    return (one for one in dossier.of(Device) if not one.cancelled)


def live_copies(dossier: Dossier) -> Iterator[Copy]:
    """Copies that were not called off."""
    return (one for one in dossier.of(Copy) if not one.cancelled)


def copy_subject(dossier: Dossier, copy: Copy) -> Subject:
    """A copy, called by its information and its place."""
    asset = dossier.find(Asset, copy.asset)
    return Subject("copy", copy.id, f"{asset.name if asset else '不明の情報'} {copy.location}")


def _device_subject(device: Device) -> Subject:
    return Subject("device", device.id, device.name)


@rule(
    clause="devices/permission",
    deed="持込みの許可",
    do="機器の持込みについて担当職員の許可を得る",
    done_name="許可日",
    not_begun="機器の持込みを行っていない",
    breach="{}を許可の期限の後も持ち込んでいる",
    **_DEVICE,
)
def permission(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """持込みの許可, before it is brought in; a permission with a term covers later visits within it."""
    for device in live_devices(dossier):
        day = device.brought_on
        yield Act(
            rule,
            _device_subject(device),
            start=day,
            due=day,
            done=_permitted(dossier, device),
            prior=True,
            limit="持込日",
        )
        until = device.permitted_until_on
        if until and day and day <= until and (device.removed_on or dossier.end) > until:
            what = f"許可の期限（{format_era(until)}）の後も持ち込んだままです。"
            stay = Break(until + timedelta(days=1), device.removed_on, what)
            yield Keep(rule, _device_subject(device), day, (stay,), round="stay")


def _permitted(dossier: Dossier, device: Device) -> date | None:
    """The permission that covers a visit: its own, or that of an earlier visit of the same machine."""
    own = None if _lapsed(device.permitted_until_on, device.brought_on) else device.permitted_on
    covering = [own] if own else []
    covering += [
        other.permitted_on
        for other in live_devices(dossier)
        if (other.name, other.serial) == (device.name, device.serial)
        and other.permitted_on
        and other.permitted_until_on
        and device.brought_on
        and other.permitted_on <= device.brought_on <= other.permitted_until_on
    ]
    return min(covering, default=None)


def _lapsed(until: date | None, day: date | None) -> bool:
    return until is not None and day is not None and day > until


@rule(
    clause="devices/copying",
    deed="複製の許可",
    do="複製について担当職員の許可を得る",
    done_name="複製の許可日",
    kept="持込機器による複製は行っていません。",
    **_DEVICE,
)
def copying(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """許可なく複製しない: each device by which copies were made; 未確認 after it left is 不明."""
    for device in live_devices(dossier):
        subject = _device_subject(device)
        if device.copied is False:
            yield Keep(rule, subject, device.brought_on)
        elif device.copied is None:
            yield unknown(rule, subject, device.removed_on or dossier.end, "複製の有無")
        elif device.copied_on is None:
            yield unknown(rule, subject, device.brought_on, "複製日")
        else:
            day = device.copied_on
            yield Act(rule, subject, start=day, due=day, done=device.copy_permitted_on, prior=True, limit="複製日")


@rule(
    clause="devices/erasure",
    deed="情報の消去の証明",
    do="持ち込んだ機器から情報が消去されていることを証明する書類を担当職員に提出する",
    done_name="証明書の提出日",
    not_begun="持ち込んだ機器による作業が終了していない",
    after="作業終了後",
    **_DEVICE,
)
def device_erasure(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """消去の証明 of each device, after it left, else after the end."""
    certified = _certified(dossier)
    erased = {one.device: one.executed_on for one in dossier.of(Disposal) if one.device}
    for device in live_devices(dossier):
        if device.brought_on is None:
            continue
        start = device.removed_on or dossier.end
        yield Act(
            rule,
            _device_subject(device),
            start=start,
            due=plus(start, dossier.terms["disposal"]),
            done=certified.get(device.id),
            missing=not_before(erased.get(device.id), device.removed_on, "持出し"),  # 「作業終了後には」
        )


def _certified(dossier: Dossier) -> dict[str, date]:
    """Target id → first day on which a certificate of its disposal was handed in."""
    found: dict[str, date] = {}
    for disposal in dossier.of(Disposal):
        if disposal.certified_on:
            target = target_of(disposal)
            found[target] = min(found.get(target, date.max), disposal.certified_on)
    return found


def target_of(disposal: Disposal) -> str:
    """The id of what was disposed of."""
    return disposal.asset or disposal.copy or disposal.device


@rule(
    clause="copies/permission",
    deed="許可",
    do="経済産業省外での複製について担当職員の許可を得る",
    done_name="許可日",
    **_COPY,
)
def copy_permission(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """複製の許可, before it is made; a standing permission covers its term."""
    for copy in live_copies(dossier):
        day, done = copy.made_on, _copying_permitted(dossier, copy)
        yield Act(rule, copy_subject(dossier, copy), start=day, due=day, done=done, prior=True, limit="複製日")


def _copying_permitted(dossier: Dossier, copy: Copy) -> date | None:
    """The permission that covers a copy: its own, or a standing one (包括許可) to copy the same information."""
    own = None if _lapsed(copy.permitted_until_on, copy.made_on) else copy.permitted_on
    covering = [own] if own else []
    covering += [
        other.permitted_on
        for other in live_copies(dossier)
        if other.standing
        and other.asset == copy.asset
        and other.permitted_on
        and other.permitted_until_on
        and copy.made_on
        and other.permitted_on <= copy.made_on <= other.permitted_until_on
    ]
    return min(covering, default=None)


@rule(
    clause="copies/erasure",
    deed="消去の証明",
    do="複製した情報が消去されていることを証明する書類を担当職員に提出する",
    done_name="証明書の提出日",
    not_begun="業務が終了していない",
    after="業務終了後",
    **_COPY,
)
def copy_erasure(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """消去の証明 of each copy that is not on paper, after the end."""
    certified = _certified(dossier)
    due = disposal_due(dossier)
    retained = _retained(dossier)
    for copy in live_copies(dossier):
        if copy.medium == PAPER:
            continue
        last = retained.get(copy.asset, due)  # what may be kept longer is erased later
        subject = copy_subject(dossier, copy)
        yield Act(rule, subject, start=dossier.end, due=last, done=certified.get(copy.id))


def disposal_due(dossier: Dossier) -> date:
    """The day by which information is to be gone after the end: 「速やかに」 (別記 8)), in the edition's days."""
    return dossier.end + timedelta(days=dossier.terms["disposal"])


def _retained(dossier: Dossier) -> dict[str, date | None]:
    """Asset id → the day until which it may be kept, None without one; agreed to before it was due to be gone.

    A term that ends with the work or before it puts nothing off and brings nothing forward.
    """
    due = disposal_due(dossier)
    return {
        one.id: one.retain_until_on and max(one.retain_until_on, due)
        for one in dossier.of(Asset)
        if one.retain_agreed_on and one.retain_agreed_on <= due
    }


@rule(
    clause="disposal/execution",
    deed="返却、廃棄又は消去",
    do="情報を返却し、又は廃棄し、若しくは消去する",
    of="{}",
    unit="情報{}件",
    done_name="実施日",
    not_begun="業務が終了していない",
    after="終了後",
)
def execution(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """返却・廃棄・消去 of each asset and copy, after the end or the retention agreed; none recorded is 不明."""
    end = dossier.end
    executed: dict[str, date] = {}
    for disposal in dossier.of(Disposal):
        if disposal.executed_on:
            target = target_of(disposal)
            executed[target] = min(executed.get(target, date.max), disposal.executed_on)
    due = disposal_due(dossier)
    assets = dossier.of(Asset)
    retained = _retained(dossier)
    for asset in assets:
        last = retained.get(asset.id, due)
        subject = Subject("asset", asset.id, asset.name)
        yield Act(rule, subject, start=end, due=last, done=executed.get(asset.id))
    for copy in live_copies(dossier):
        last = retained.get(copy.asset, due)
        yield Act(rule, copy_subject(dossier, copy), start=end, due=last, done=executed.get(copy.id))
    if not assets:
        yield unknown(rule, contract_subject(dossier), end, "情報資産の記録（受領した情報がない場合はその確認）")


@rule(
    clause="disposal/confirmation",
    deed="返却、廃棄又は消去についての担当職員の確認",
    do="返却、廃棄又は消去について担当職員の確認を受ける",
    of="{}",
    unit="情報{}件",
    done_name="確認日",
)
def confirmation(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """担当職員の確認 of each disposal."""
    for disposal in dossier.of(Disposal):
        yield Act(
            rule,
            Subject("disposal", disposal.id, target_name(dossier, disposal)),
            start=disposal.executed_on,
            due=plus(disposal.executed_on, dossier.terms["disposal_confirmation"]),
            done=disposal.confirmed_on,
        )


def target_name(dossier: Dossier, disposal: Disposal) -> str:
    """What was disposed of, in words."""
    if disposal.copy:
        copy = dossier.find(Copy, disposal.copy)
        return copy_subject(dossier, copy).label if copy else "不明の複製"
    target = dossier.find(Asset, disposal.asset) if disposal.asset else dossier.find(Device, disposal.device)
    return target.name if target else "不明の対象"


@rule(
    clause="confidentiality/disclosure",
    deed="承認",
    do="提供の可否を検討し、担当職員の承認を得て、取扱上の注意点を示して提供する",
    of="外部提供（{}）",
    unit="外部提供{}件",
    done_name="承認日",
)
def external_disclosure(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """外部提供の承認, before it is given, with the considering and the precautions written down."""
    for disclosure in dossier.of(Disclosure):
        if disclosure.cancelled:
            continue
        wanted = (("可否の検討", disclosure.considered), ("取扱上の注意点", disclosure.precautions))
        day = disclosure.provided_on
        yield Act(
            rule,
            Subject("disclosure", disclosure.id, disclosure.recipient),
            start=day,
            due=day,
            done=disclosure.approved_on,
            prior=True,
            missing=tuple(name for name, value in wanted if not said(value)),
            limit="提供日",
        )


@rule(
    clause="confidentiality/leaks",
    deed="漏えい及び目的外利用をしないこと",
    do="インシデントの対処を完了し、再発防止策を講ずる",
    of="{}",
    unit="インシデント{}件",
    kept="対処が完了していない業務上の内容の漏えい及び目的外利用の記録はありません。",
    breach="{}により情報の漏えい又は目的外利用が生じた",
)
def leaks(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """漏えい・目的外利用をしない: a breach from the day it occurred until the incident is closed."""
    begins, happened = concluded(dossier), False
    for incident in dossier.of(Incident):
        about = Subject("incident", incident.id, incident.title)
        first = incident.occurred_on or incident.detected_on
        if incident.kind == MISUSE and incident.suspected and incident.leaked is not True:
            yield unknown(rule, about, incident.detected_on, "目的外利用の有無")
        elif (incident.leaked or incident.kind == MISUSE) and first:
            what = "目的外利用が生じました。" if incident.kind == MISUSE else "情報の漏えいが生じました。"
            happened = True
            yield Keep(rule, about, begins, (Break(first, incident.closed_on, what),))
        elif incident.leaked is None:
            yield unknown(rule, about, incident.detected_on, "漏えいの有無")
    if not happened:  # else the contract as a whole cannot be said to have kept it
        yield Keep(rule, Subject("contract", dossier.contract.id, "本業務"), begins)


@rule(
    clause="confidentiality/pledge",
    deed="秘密保持の誓約",
    do="秘密保持の誓約書を徴する",
    of="従事者（{}）",
    unit="従事者{}名",
    done_name="誓約日",
)
def pledge(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """秘密保持の誓約 (自主), before the work begins."""
    for assignment in live_assignments(dossier):
        day = assignment.starts_on
        subject = assignment_subject(dossier, assignment)
        yield Act(rule, subject, start=day, due=day, done=assignment.pledged_on, prior=True, limit="従事開始日")


@rule(
    clause="personnel/limitation",
    deed="従事者に限定した取扱い",
    do="取り扱った者の従事者配置を確認し、記録する",
    of="{}",
    unit="{}件",
    kept="従事者が取り扱っています。",
    breach="{}を従事者でない者が取り扱っている",
)
def limitation(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """従事者の限定: who holds a device or a copy has an assignment on that day (別記 4)), else 不明."""
    gone = {target_of(one): one.executed_on for one in dossier.of(Disposal) if one.executed_on}
    for device in live_devices(dossier):
        if device.person and device.brought_on:
            last = device.removed_on or dossier.end
            yield from _held(dossier, rule, _device_subject(device), device.person, first=device.brought_on, last=last)
    for copy in live_copies(dossier):
        if copy.person and copy.made_on:
            last = gone.get(copy.id, dossier.end)
            yield from _held(dossier, rule, copy_subject(dossier, copy), copy.person, first=copy.made_on, last=last)


def _held(dossier: Dossier, rule: Rule, subject: Subject, person_id: str, *, first: date, last: date) -> Iterator[Keep]:
    """Held by a person from one day to another: 不明 from the first of those days without an assignment."""
    free = next((day for day in _turns(dossier, person_id, first) if not assigned_on(dossier, person_id, day)), None)
    if free != first:
        yield Keep(rule, subject, first)
    if free is not None and free <= last:
        what = f"{dossier.person(person_id).name}の{format_era(free)}の従事者配置"
        yield unknown(rule, subject, free, what, round="" if free == first else "later")


def _turns(dossier: Dossier, person_id: str, first: date) -> list[date]:
    """A day, and the days after it on which an assignment of a person has just ended."""
    ended = (one.ends_on for one in dossier.by(Assignment, "person").get(person_id, ()) if not one.cancelled)
    return sorted({first, *(day + timedelta(days=1) for day in ended if day and day >= first)})


def assigned_on(dossier: Dossier, person_id: str, day: date) -> bool:
    """Whether a person had an assignment on a day."""
    return any(
        not one.cancelled and one.starts_on is not None and one.starts_on <= day <= (one.ends_on or date.max)
        for one in dossier.by(Assignment, "person").get(person_id, ())
    )
