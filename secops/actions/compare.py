"""What changed between an issued report and the records now, in words."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from secops.actions.standing import dossier_of
from secops.base.dates import format_era
from secops.base.errors import NotFound
from secops.catalog.edition import Edition
from secops.duties.assess import Assessment, assess, report_on
from secops.duties.fold import Standing
from secops.duties.wording import headline, message
from secops.exchange.plain import kept_assessment
from secops.records.reports import DONE
from secops.store.issued import IssuedReport
from secops.store.store import Store

SHOWN = 3  # duties named for one item; the others are counted
HEADER_LABELS = {
    "dated_on": "報告書の日付",
    "addressee": "宛先",
    "address": "住所",
    "name": "名称",
    "representative": "代表者氏名",
    "concluded": "契約締結日",
    "title": "契約件名",
}


def differences(kept: IssuedReport, assessment: Assessment, header: dict[str, str]) -> list[str]:
    """Say in words how the records differ now from what an issued report of the same day was made of."""
    old_header = json.loads(kept.header)
    lines = [
        f"{label}: {old_header.get(name)} → {header[name]}"
        for name, label in HEADER_LABELS.items()
        if old_header.get(name) != header[name]
    ]
    old, new = json.loads(kept.assessment), kept_assessment(assessment)
    for standing in assessment.standings:
        item = standing.item
        before, after = old["items"].get(str(item.number)), new["items"][str(item.number)]
        if before != after:
            lines.append(f"{item.label} {item.title}: {_item_difference(before, after, assessment, standing)}")
    lines += [f"矛盾: {key}" for key in sorted(set(new["contradictions"]) ^ set(old["contradictions"]))]
    if old.get("period_from") != new["period_from"]:
        lines.append(f"対象期間(自): {old.get('period_from')} → {new['period_from']}")
    return lines


def _item_difference(
    before: dict[str, Any] | None, after: dict[str, Any], assessment: Assessment, standing: Standing
) -> str:
    if before is None:
        return "項目が増えました"
    words = []
    if before["proposed"] != after["proposed"]:
        words.append(f"提案 {before['proposed']} → {after['proposed']}")
    changed = list(_duty_differences(before["duties"], after["duties"], assessment, standing))
    words += changed[:SHOWN]
    if len(changed) > SHOWN:
        words.append(f"ほか{len(changed) - SHOWN}件")
    return "、".join(words)


def _duty_differences(
    old: dict[str, list[str]], new: dict[str, list[str]], assessment: Assessment, standing: Standing
) -> Iterator[str]:
    """Say of each duty of an item how it changed: those in another state, the new, the gone, those with other dates."""
    shown = {duty.key: headline(duty) for duty in standing.duties}
    both = [key for key in new if key in old and new[key] != old[key]]
    moved = [key for key in both if new[key][0] != old[key][0]]
    yield from (f"{old[key][0]} → {new[key][0]} {shown[key]}" for key in moved)
    yield from (f"新規 → {new[key][0]} {shown[key]}" for key in new if key not in old)
    edition = assessment.dossier.edition
    yield from (f"{old[key][0]} → なし {_clause_title(edition, key)}" for key in old if key not in new)
    yield from (f"日付の変更 {shown[key]}" for key in both if key not in moved)


def compared(store: Store, code: str, since: date, on: date) -> list[str]:
    """Say what changed from the report issued for ``since`` to the records on a day, item by item.

    Raises NotFound when no report was issued for that day, listing the days there are.
    """
    dossier = dossier_of(store, code)
    report = report_on(dossier, since)
    issued = store.issued(report.id) if report else ()
    if not issued:
        days = "、".join(f"{one.as_of}" for one in store.issued() if one.contract == dossier.contract.id)
        raise NotFound(f"{format_era(since)}現在の報告書は発行されていません。発行済みの基準日: {days or 'なし'}。")
    kept, assessment = issued[-1], assess(dossier, on)
    old, answers = json.loads(kept.assessment), json.loads(kept.answers)
    edition = assessment.dossier.former.get(old.get("edition", ""), assessment.dossier.edition)
    lines = [
        line
        for standing in assessment.standings
        for line in _changes_of_item(edition.number_of(standing.item.slug), old, answers, assessment, standing)
    ]
    return lines or [f"{format_era(since)}現在の報告書（第{kept.number}版）から変わったところはありません。"]


def _changes_of_item(
    then: int, old: dict[str, Any], answers: dict[str, list[str]], assessment: Assessment, standing: Standing
) -> list[str]:
    """``then``: the item's number in the issued report's edition."""
    item, span = standing.item, standing.span
    number = str(then)
    before = old["items"].get(number, {"proposed": "なし", "duties": {}})
    lines = []
    answer = assessment.answers.get(item.number)
    said, says = answers.get(number, [""])[0], answer.status if answer else ""
    if said and says and said != says:
        lines.append(f"回答 {said} → {says}")
    if before["proposed"] != str(standing.proposed):
        lines.append(f"提案 {before['proposed']} → {standing.proposed}")
    known = before["duties"]
    for duty in standing.duties:
        state = str(span.state(duty))
        earlier = known.get(duty.key, [""])[0]
        if earlier != state:
            lines.append(f"{earlier or '新規'} → {state}  {message(duty, span.on, span.since)}")
    gone = [key for key in known if key not in {duty.key for duty in standing.duties}]
    lines += [f"なくなった義務  {_clause_title(assessment.dossier.edition, key)}" for key in gone]
    if said == DONE and not says and str(standing.proposed) != DONE:
        lines.append(f"前回の回答は{said}でした。")
    return [f"{item.label} {item.title}", *(f"  {line}" for line in lines)] if lines else []


def _clause_title(edition: Edition, key: str) -> str:
    name = key.partition(":")[0]
    known = {clause.name: clause.title for clause in edition.clauses}
    return known.get(name, name)
