"""secops assess, duties, matrix: what the records say, and what to do next."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from secops.actions import standing as actions
from secops.actions.matrix import Matrix, read_matrix
from secops.base.dates import format_era
from secops.base.errors import ExitCode
from secops.catalog.terms import Terms
from secops.cli.common import command, json_option, on_option, print_json, print_table, speak, tell_stale, workspace
from secops.cli.edge import today
from secops.duties.assess import Assessment
from secops.duties.fold import Proposal, Standing
from secops.duties.states import State
from secops.duties.wording import headline, message, next_step
from secops.exchange.plain import FORMAT, plain_assessment, plain_duty
from secops.records.clouds import Cloud

QUIET = {State.DONE, State.NOT_BEGUN}


@command(name="assess")
@click.argument("code")
@on_option
@click.option(
    "--organisation", metavar="NAME", default="", help="この事業者（再委託先・構成員）自身の記録だけを見ます。"
)
@click.option("--all", "-a", "every", is_flag=True, help="履行済み・発生前の義務も表示します。")
@click.option("--terms", is_flag=True, help="用いた目安の日数等を、全て表示します。")
@json_option
def assess_command(code: str, on: date | None, organisation: str, *, every: bool, terms: bool, as_json: bool) -> None:
    """項目1)～17)の状況を、記録から導いて表示します。"""
    now = today()
    with workspace() as store:
        assessment = actions.assessed(store, code, on or now, organisation)
        if assessment.dossier.of(Cloud):
            tell_stale(store, now)
    if as_json:
        print_json(plain_assessment(assessment))
        return
    if on is not None and on < now:
        speak("日付のない項目（有無・備考など）は現在の値で読んでいます。")
    if organisation:
        click.echo("この事業者自身の記録だけの状況です。契約全体の義務（確認書類、六つの対策等）は含みません。\n")
    print_assessment(assessment, every=every)
    if terms:
        click.echo()
        print_terms(assessment.dossier.terms)


def print_terms(terms: Terms) -> None:
    """Print the conventional numbers: value, where it stands, and whether it is ours or the official text's."""
    rows = [
        [term.label, f"{term.value:,}{term.unit}", str(term.origin), "目安" if term.ours else "", term.why]
        for term in terms
    ]
    print_table(["目安の日数等", "値", "出所", "区分", "説明"], rows)


def print_assessment(assessment: Assessment, *, every: bool = False) -> None:
    """Print an assessment for a person."""
    contract, span = assessment.dossier.contract, assessment.span
    click.echo(f"{contract.code}  {contract.title}")
    click.echo(
        f"{format_era(span.on)}現在（対象期間 {format_era(span.since)}から）  版 {assessment.dossier.edition.id}"
    )
    for standing in assessment.standings:
        _print_standing(assessment, standing, every=every)
    if assessment.contradictions:
        click.echo("\n矛盾")
        for one in assessment.contradictions:
            click.echo(f"  {one.message}（{' ／ '.join(one.sides)}）\n    鍵 {one.key}")
    counts: dict[str, int] = {}
    for standing in assessment.reported:
        counts[str(standing.proposed)] = counts.get(str(standing.proposed), 0) + 1
    click.echo("\n提案  " + "  ".join(f"{name} {count}" for name, count in counts.items()))
    ours = [term for term in assessment.dossier.terms if term.ours]
    click.echo(
        f"目安の日数等{len(assessment.dossier.terms)}件のうち{len(ours)}件は別記に数の定めがなく、"
        "secopsの目安です（--terms で表示）。"
    )


def _print_standing(assessment: Assessment, standing: Standing, *, every: bool) -> None:
    answer = assessment.answers.get(standing.item.number)
    previous = assessment.previous.get(standing.item.number)
    said = f"  回答 {answer.status}" if answer else f"  前回の回答 {previous.status}" if previous else ""
    click.echo(f"\n{standing.item.label} {standing.item.title}  提案 {standing.proposed}{said}")
    span = standing.span
    if standing.parts:
        click.echo("  " + "  ".join(f"{part.mark}{part.proposed}" for part in standing.parts))
    for duty in standing.duties:
        state = span.state(duty)
        if not every and state in QUIET:
            continue
        clause = assessment.dossier.edition.clause(duty.rule.clause)
        basis = "" if clause.basis == "別記" else f"【{clause.basis}】"
        click.echo(f"  {state}  {basis}{message(duty, span.on, span.since)}")
        step = next_step(duty, span.on, span.since)
        if step:
            click.echo(f"        → {step}")
    known = {message(duty, span.on, span.since) for duty in standing.duties}
    for sentence in (*standing.unclear, *standing.notes):
        if sentence not in known:
            click.echo(f"  {sentence}")
    if standing.drafted_reason:
        click.echo("  理由の下書き  " + standing.drafted_reason.replace("\n", "\n                "))


@command(name="duties")
@click.argument("code", required=False, default="")
@on_option
@click.option(
    "--within",
    type=click.IntRange(0, 3660),
    default=30,
    show_default=True,
    metavar="DAYS",
    help="何日先までの義務を含めるか。",
)
@click.option(
    "--ics",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="期限を予定表（Outlook、Googleカレンダー等）のファイルに書き出します。",
)
@json_option
def duties_command(code: str, on: date | None, within: int, ics: Path | None, *, as_json: bool) -> int:
    """まだ済んでいない義務を、期限の順に表示します。超過又は違反があれば、終了状態は1です。"""
    with workspace() as store:
        entries = actions.open_duties(store, on or today(), code, within)
        tell_stale(store, today())
    if ics is not None:
        count = actions.write_calendar(entries, ics)
        speak(f"期限のある義務{count}件を書き出しました: {ics}（取り込み直すと更新されます）")
    if as_json:
        print_json(
            [
                {
                    "contract": entry.dossier.contract.code,
                    "item": entry.item,
                    **plain_duty(entry.duty, entry.dossier, entry.span),
                }
                for entry in entries
            ]
        )
    elif not entries:
        speak(f"{within}日以内に期限の来る義務はありません。")
    else:
        rows = [
            [
                str(entry.state),
                entry.due.isoformat() if entry.due else "",
                entry.dossier.contract.code,
                f"{entry.item})",
                headline(entry.duty),
                next_step(entry.duty, entry.span.on, entry.span.since),
            ]
            for entry in entries
        ]
        print_table(["状態", "期限", "契約", "項目", "義務", "次にすること"], rows)
    trouble = any(entry.state in actions.TROUBLE for entry in entries)
    return ExitCode.OPEN_POINTS if trouble else ExitCode.OK


@command(name="matrix")
@on_option
@json_option
def matrix_command(on: date | None, *, as_json: bool) -> None:
    """全ての契約の項目1)～17)の提案を、一つの表に並べます。"""
    now = today()
    with workspace() as store:
        matrix = read_matrix(store, on or now)
    if as_json:
        print_json(plain_matrix(matrix))
    elif not matrix.rows:
        speak("契約が登録されていません。")
    else:
        print_matrix(matrix)
    if not as_json and on is not None and on < now:
        speak("日付のない項目（有無・備考など）は現在の値で読んでいます。")


def print_matrix(matrix: Matrix) -> None:
    """Print contracts × items for a person, one mark each, and their counts."""
    click.echo(f"{format_era(matrix.on)}現在\n")
    headings = ["略号", *(f"{number})" for number in matrix.items), *map(str, Proposal), "次の期限"]
    rows = [
        [
            row.code,
            *(_mark(row.proposed.get(number)) for number in matrix.items),
            *(str(row.counts[proposal]) for proposal in Proposal),
            _due(row.next_due, matrix.on),
        ]
        for row in matrix.rows
    ]
    rows.append(["計", *("" for _ in matrix.items), *(str(matrix.counts[proposal]) for proposal in Proposal), ""])
    print_table(headings, rows)
    click.echo("\n" + "  ".join(f"{_mark(proposal)} {proposal}" for proposal in Proposal))


def _mark(proposal: Proposal | None) -> str:
    """The first kanji of a proposal; a dash for an item that the contract's edition does not have."""
    return proposal[0] if proposal else "－"


def _due(day: date | None, on: date) -> str:
    if day is None:
        return ""
    return f"{day.isoformat()}（超過）" if day < on else day.isoformat()


def plain_matrix(matrix: Matrix) -> dict[str, Any]:
    """Return what ``matrix --json`` prints."""
    return {
        "format": FORMAT,
        "on": matrix.on.isoformat(),
        "items": [{"item": number, "title": title} for number, title in matrix.items.items()],
        "contracts": [
            {
                "contract": row.code,
                "title": row.title,
                "proposed": {str(number): str(proposal) for number, proposal in row.proposed.items()},
                "counts": {str(proposal): count for proposal, count in row.counts.items()},
                "next_due": row.next_due.isoformat() if row.next_due else None,
            }
            for row in matrix.rows
        ],
        "counts": {str(proposal): count for proposal, count in matrix.counts.items()},
    }
