"""Sentences: what a duty's state says, what to do next, and the reasons drafted for the 別葉.

Plain official Japanese; a reason states the fact, who or what, and by when the records plan it, nothing more.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from secops.base.dates import format_era
from secops.base.text import summed_up
from secops.duties.rule import Rule
from secops.duties.states import Act, Duty, Keep, State

DEFAULT_LIMIT = "期限"
TO_FILL_IN = "〔記入〕"  # in a drafted reason: what only the officer knows; no answer is taken with it


def named(duty: Duty) -> str:
    """The subject in a sentence: 「従事者（髙橋 一郎）」; blank for the contract itself."""
    of = duty.rule.of
    if duty.subject.kind == "contract" and of != "{}":  # 「従事者（R6後継者）」 would take the contract for a person
        return ""
    return of.format(duty.subject.label) if of else ""


def headline(duty: Duty) -> str:
    """What the duty is, with its subject: 「従事者（髙橋 一郎）の情報の提示」."""
    noun = named(duty)
    return f"{noun}の{duty.rule.deed}" if noun else duty.rule.whole or duty.rule.deed


def message(duty: Duty, day: date, since: date | None = None) -> str:
    """Say in one sentence how a duty stands on a day, with its dates."""
    if isinstance(duty, Keep):
        return _keep_message(duty, day, since)
    return _act_message(duty, duty.state(day))


def _act_message(act: Act, state: State) -> str:
    head, limit = headline(act), act.limit or DEFAULT_LIMIT
    due = format_era(act.due) if act.due else "未定"
    done = format_era(act.done) if act.done else ""
    noun = named(act)
    done_name = f"{noun}の{act.rule.done_name}" if noun else act.rule.done_name
    match state:
        case State.DONE:
            return f"{head}は{done}に行われています（{limit}は{due}）。"
        case State.LATE | State.AFTERWARDS:
            return f"{done_name}（{done}）が{limit}（{due}）より後です。"
        case State.OVERDUE if act.prior:
            return f"{head}が{limit}（{due}）までに行われた記録がありません。{_lacking(act.missing)}"
        case State.OVERDUE:
            return f"{head}の{limit}（{due}）を過ぎましたが、行われた記録がありません。{_lacking(act.missing)}"
        case State.UNKNOWN:
            return f"{head}（{done}）について、次の記録がありません: {'、'.join(act.missing)}。"
        case State.PENDING:
            return f"{head}の{limit}は{due}です。{_lacking(act.missing)}"
        case _:
            return f"{head}は、まだその時期ではありません（{limit}は{due}）。"


def _lacking(missing: Sequence[str]) -> str:
    return f"足りない記録: {'、'.join(missing)}。" if missing else ""


def _keep_message(keep: Keep, day: date, since: date | None) -> str:
    head = headline(keep)
    match keep.state(day, since):
        case State.BREACHED:
            parts = []
            for one in keep.breaks_by(day):
                until = f"{format_era(one.last)}まで" if one.last else "現在まで"
                parts.append(f"{one.what.removesuffix('。')}（{format_era(one.first)}から{until}）。")
            noun = named(keep)
            told = "".join(parts)
            return f"{noun}: {told}" if noun and not told.startswith(noun) else told
        case State.UNKNOWN:
            return f"{head}が確認できません。記録がないもの: {'、'.join(keep.unknown)}。"
        case State.DONE:
            noun = named(keep)
            kept = keep.rule.kept or f"{keep.rule.deed}に反する記録はありません。"
            return f"{noun}: {keep.note_on(day) or kept}" if noun else kept
        case _:
            return f"{head}は、まだその時期ではありません。"


def next_step(duty: Duty, day: date, since: date | None = None) -> str:
    """Say what to do next; blank when nothing is to be done."""
    state = duty.state(day, since) if isinstance(duty, Keep) else duty.state(day)
    do = duty.rule.do
    match state:
        case State.OVERDUE if isinstance(duty, Act) and duty.prior:
            return f"直ちに{do}。併せて、経緯を担当職員に説明する。"
        case State.OVERDUE:
            return f"直ちに{do}。"
        case State.PENDING if isinstance(duty, Act) and duty.due:
            return f"{format_era(duty.due)}までに{do}。"
        case State.NOT_BEGUN if isinstance(duty, Act) and duty.due:
            return f"{format_era(duty.due)}までに{do}。"
        case State.PENDING:
            return f"{do}。"
        case State.UNKNOWN:
            lacking = duty.unknown if isinstance(duty, Keep) else duty.missing
            return f"{'、'.join(lacking)}を確認し、記録する。"
        case State.BREACHED:
            return f"{do}。併せて、経緯を担当職員に説明する。"
        case State.AFTERWARDS:
            return "経緯及び再発防止策を整理し、実施状況の回答を決める。"
        case _:
            return ""


def reasons(duties: Iterable[Duty], day: date, since: date | None) -> str:
    """Draft the reason of 未実施 or 該当なし from the duties that carry it, one sentence a rule and state."""
    groups: dict[tuple[Rule, State, str, date | None], list[Duty]] = {}
    for duty in duties:
        state = duty.state(day, since) if isinstance(duty, Keep) else duty.state(day)
        limit = duty.limit if isinstance(duty, Act) else ""
        # Those to come are told apart by their due day, which the sentence promises.
        due = duty.due if isinstance(duty, Act) and state in {State.PENDING, State.NOT_BEGUN} else None
        groups.setdefault((duty.rule, state, limit, due), []).append(duty)
    lines = (_reason(group, state, due) for (_, state, _, due), group in groups.items())
    return "\n".join(dict.fromkeys(line for line in lines if line))  # what several rules say is said once


def _reason(group: list[Duty], state: State, due: date | None) -> str:
    rule = group[0].rule
    who = summed_up((duty.subject.label for duty in group), rule.unit) if rule.unit else ""
    of_whom = f"{who}の{rule.deed}" if who else rule.deed
    first = group[0]
    limit = (first.limit if isinstance(first, Act) else "") or DEFAULT_LIMIT
    match state:
        case State.OVERDUE:
            return f"{of_whom}が{limit}までに行われていないため。"
        case State.AFTERWARDS:
            return f"{of_whom}が{limit}より後となったため（経緯：{TO_FILL_IN}、再発防止策：{TO_FILL_IN}）。"
        case State.BREACHED:
            return f"{rule.breach.format(who)}ため。"
        case State.PENDING:
            return f"{of_whom}を{format_era(due)}までに実施予定のため。" if due else f"{of_whom}が未了のため。"
        case State.NOT_BEGUN:
            why = rule.not_begun or f"{of_whom}を要する事由が生じていない"
            after = f"{rule.after}、" if rule.after else ""
            plan = f"（{after}{format_era(due)}までに実施予定）" if due else ""
            return f"基準日現在、{why}ため{plan}。"
        case _:
            return ""
