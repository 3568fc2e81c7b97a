"""【情報セキュリティ関連規程等の遵守】 別記 2), 3)."""

from collections.abc import Iterator

from secops.dossier import Dossier
from secops.duties.common import as_assurance, concluded, contract_subject, method_duty, plus, unknown
from secops.duties.rule import Rule, rule
from secops.duties.states import Act, Break, Duty, Keep, Subject
from secops.records.work import Audit, Finding


@rule(
    clause="regulations/measures",
    deed="規程等に基づく対策の決定",
    do="規程等に基づく情報セキュリティ対策を遵守の方法に定め、担当職員の了承を得る",
    done_name="了承日",
)
def measures(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """規程等に基づく対策を定める: the method of item 2) accepted."""
    yield from method_duty(dossier, rule)


@rule(
    clause="regulations/amended",
    deed="改正後の規程等の遵守",
    do="改正後の規程等を確認し、改正規程の確認日を記録する",
    done_name="確認日",
)
def amended(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """改正後の規程の遵守, when a regulation had been amended by the conclusion of the contract."""
    day = concluded(dossier)
    names = [one.name for one in dossier.edition.regulations if one.amended_by(day)]
    if not names:
        return
    confirmed = dossier.contract.regulations_confirmed_on
    newest = max(one for regulation in dossier.edition.regulations for one in regulation.amended_on if one <= day)
    if confirmed is None or confirmed < newest:  # what was looked at before is not what was amended
        yield unknown(rule, contract_subject(dossier), day, *(f"改正された{name}の確認日" for name in names))
    else:
        yield as_assurance(rule, dossier, confirmed)


@rule(
    clause="audits/acceptance",
    deed="監査等の受入れ",
    do="監査等を受け入れ、その結果を記録する",
    of="監査等（{}）",
    unit="監査等{}件",
    kept="監査等を受け入れています。",
    breach="{}を受け入れていない",
    not_begun="監査等が実施されていない",
    after="監査等の実施時",
)
def acceptance(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """監査等の受入れ, on the day it is held; a refusal stands from the notice where it was never held."""
    for audit in _audits(dossier):
        subject = Subject("audit", audit.id, audit.kind)
        if audit.accepted is False:
            first = audit.held_on or audit.notified_on
            breaks = (Break(first, None, f"{audit.kind}を受け入れていません。"),) if first else ()
            yield Keep(rule, subject, first, breaks)
        else:
            yield Keep(rule, subject, audit.held_on, unknown=() if audit.accepted else ("受入れの有無",))


@rule(
    clause="audits/findings",
    deed="対応",
    do="指摘事項に対応し、対応日を記録する",
    of="指摘事項（{}）",
    unit="指摘事項{}件",
    done_name="対応日",
)
def findings(dossier: Dossier, rule: Rule) -> Iterator[Duty]:
    """指摘事項への対応, by the day set or in the edition's days after the audit."""
    audits = {audit.id: audit for audit in _audits(dossier)}
    for finding in dossier.of(Finding):
        audit = audits.get(finding.audit)
        if audit is None:  # the audit was called off
            continue
        subject = Subject("finding", finding.id, finding.content)
        start, due = audit.held_on or audit.notified_on, finding.due_on or plus(audit.held_on, dossier.terms["finding"])
        if due is None and finding.done_on is None:
            yield unknown(rule, subject, start, "対応期限（監査等の実施日）")
            continue
        yield Act(
            rule,
            subject,
            start=start,
            due=due,
            done=finding.done_on,
            grace=True,
        )


def _audits(dossier: Dossier) -> Iterator[Audit]:
    return (audit for audit in dossier.of(Audit) if not audit.cancelled)
