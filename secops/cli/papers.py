"""secops answer, report: answering the items and issuing the 実施状況報告書."""

from datetime import date
from pathlib import Path

import click

from secops.actions.answers import Reply, answer, answer_settled
from secops.actions.compare import compared
from secops.actions.issue import Wish, issue_report
from secops.actions.standing import report_day
from secops.base.dates import format_era
from secops.base.errors import ExitCode, InputError
from secops.cli.common import DAY, by, command, json_option, print_json, speak, workspace, writing_options
from secops.cli.edge import today

EVERY = "all"


@command(name="answer")
@click.argument("code")
@click.argument("item")
@click.argument("status", required=False, default="")
@click.option("--reason", metavar="TEXT", default="", help="未実施・該当なしの理由。別葉に印字されます。")
@click.option(
    "--basis", metavar="TEXT", default="", help="判断の根拠。提案と異なる回答、要確認の決着のとき必要。印字されません。"
)
@click.option("--planned", type=DAY, metavar="DATE", help="実施予定日。")
@click.option("--as-of", type=DAY, metavar="DATE", help="報告の基準日（省略時は次の報告期日）。")
@click.option("--revise", is_flag=True, help="発行済みの報告書の改訂を始めて回答します。")
@click.option("--actor", metavar="NAME", default="", help="回答した人（省略時はログイン名）。")
def answer_command(
    code: str,
    item: str,
    status: str,
    reason: str,
    basis: str,
    planned: date | None,
    as_of: date | None,
    actor: str,
    *,
    revise: bool,
) -> int:
    """項目の実施状況を回答します。

    ITEM は項目の番号（2～17）。STATUS は 実施、未実施、該当なし のいずれかで、省略すると提案を採ります。
    ITEM に all を指定すると、決着している提案を、下書きの理由とともに全て採ります（回答済みの項目は変えません）。
    """
    with workspace() as store:
        day = report_day(store, code, as_of)
        _tell_future(day)
        if item == EVERY:
            if status or reason or basis or planned or revise:
                raise InputError("all は提案を採るものなので、実施状況・理由・根拠・実施予定日・改訂は指定できません。")
            written, left = answer_settled(store, code, day, by(actor))
            speak(f"{format_era(day)}現在の報告: {len(written)}項目の提案を採りました。")
            if left:
                labels = "、".join(one.item.label for one in left)
                speak(f"要確認のため残った項目: {labels}（secops assess {code} --on {day} で理由を確かめてください）。")
            return ExitCode.OPEN_POINTS if left else ExitCode.OK
        number = _number(item)
        made = answer(store, code, day, Reply(number, status, reason, basis, planned), by(actor), revise=revise)
    speak(f"{format_era(day)}現在の報告: {number}) を「{made.status}」と回答しました。")
    return ExitCode.OK


def _tell_future(day: date) -> None:
    if day > today():
        speak(f"基準日（{format_era(day)}）はまだ来ていません。")


def _number(typed: str) -> int:
    plain = typed.strip().rstrip(")）")
    if not plain.isdecimal():  # full-width digits are decimal digits too
        raise InputError(f"項目「{typed}」は読めません。番号（例 4）又は all を指定してください。")
    return int(plain)


@command(name="report")
@click.argument("code")
@click.option("--as-of", type=DAY, metavar="DATE", help="報告の基準日（省略時は次の報告期日）。")
@click.option("--dated", type=DAY, metavar="DATE", help="報告書の日付（省略時は今日）。")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="書き出す先（省略時はワークスペースの documents/）。",
)
@click.option("--acknowledge", "keys", multiple=True, metavar="KEY", help="承知した矛盾の鍵。繰り返し指定できます。")
@click.option(
    "--compare", type=DAY, metavar="DATE", help="発行せず、この基準日の報告書から変わったところを表示します。"
)
@click.option("--revise", is_flag=True, help="発行済みの報告書を改訂します（次の版になります）。")
@json_option
@writing_options
def report_command(
    code: str,
    as_of: date | None,
    dated: date | None,
    output: Path | None,
    keys: tuple[str, ...],
    compare: date | None,
    actor: str,
    why: str,
    *,
    revise: bool,
    as_json: bool,
) -> None:
    """「情報セキュリティに関する事項の遵守の方法の実施状況報告書」（別紙）をWordで発行します。"""
    with workspace() as store:
        if compare is not None:
            _print_changes(compared(store, code, compare, as_of or today()), as_json=as_json)
            return
        day = report_day(store, code, as_of)
        _tell_future(day)
        wish = Wish(day, dated, keys, revise, output)
        issue = issue_report(store, code, wish, by(actor, why), today=today())
    if as_json:
        plain = {"path": str(issue.path), "number": issue.number, "fresh": issue.fresh}
        print_json({"format": 1, "contract": issue.code, "as_of": day.isoformat(), **plain})
    else:
        click.echo(issue.path)
    annex = f"別葉 {issue.reasons}項目" if issue.reasons else "別葉なし"
    kept = "を発行しました。" if issue.fresh else "は発行済みです。保存してあるものを取り出しました。"
    speak(f"{format_era(day)}現在の実施状況報告書（第{issue.number}版、{issue.rows}項目、{annex}）{kept}")
    if issue.fresh:
        speak(f"提出したら、提出日を記録してください: secops set report {day} --contract {code} 提出日=…")


def _print_changes(lines: list[str], *, as_json: bool) -> None:
    if as_json:
        print_json({"format": 1, "changes": lines})
    for line in () if as_json else lines:
        click.echo(line)
