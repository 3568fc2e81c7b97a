"""secops edition list, compare, move: the editions of the 別記, and under which one a contract stands."""

from collections.abc import Iterator, Sequence

import click

from secops.actions import editions as actions
from secops.actions.editions import Fate, Listed, Move, Passage
from secops.base.dates import format_era
from secops.base.errors import NotFound
from secops.catalog.compare import Comparison, ItemChange, RegulationChange, SentenceChange
from secops.catalog.edition import Regulation
from secops.cli.common import by, command, json_option, print_json, print_table, speak, workspace, writing_options
from secops.cli.edition_json import plain_comparison, plain_listed, plain_move
from secops.cli.japanese import LazyGroup

SUBCOMMANDS = {
    "list": (__name__, "版の一覧と、使っている契約を表示する"),
    "compare": (__name__, "二つの版を項目ごとに比べる"),
    "move": (__name__, "契約の適用版を移す"),
}
AROUND = 12  # characters shown of what two sentences have in common


@click.group(cls=LazyGroup, lazy=SUBCOMMANDS, name="edition", invoke_without_command=True, no_args_is_help=False)
@click.pass_context
def edition_command(ctx: click.Context) -> None:
    """別記の版（年度）の一覧、版どうしの比較、契約の適用版の変更。"""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@command(name="list")
@json_option
def list_command(*, as_json: bool) -> None:
    """別記の版の一覧と、それぞれを使っている契約を表示します。"""
    try:
        with workspace() as store:
            found = actions.listed(store)
    except NotFound:
        found = actions.listed(None)
        speak("ワークスペースがないため、使っている契約は表示しません。")
    if as_json:
        print_json(plain_listed(found))
        return
    print_table(["版", "年度", "項目", "細目", "契約", "名称"], [_row(one) for one in found])


def _row(one: Listed) -> list[str]:
    edition = one.edition
    counts = [str(edition.year), str(len(edition.items)), str(len(edition.clauses))]
    return [edition.id, *counts, "、".join(one.contracts) or "－", edition.title]


@command(name="compare")
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@json_option
def compare_command(before: str, after: str, *, as_json: bool) -> None:
    """版Aから版Bで何が変わったかを、項目ごとに表示します。"""
    comparison = actions.compared(before, after)
    if as_json:
        print_json(plain_comparison(comparison))
        return
    for line in _comparison_lines(comparison):
        click.echo(line)


def _comparison_lines(comparison: Comparison) -> Iterator[str]:
    before, after = comparison.before, comparison.after
    yield f"{before.id}  {before.title}"
    yield f"→ {after.id}  {after.title}"
    for change in comparison.changed:
        yield ""
        yield from _item_lines(change)
    if comparison.same:
        yield ""
        labels = "、".join(change.after.label for change in comparison.same if change.after)
        yield f"変わらない項目（{len(comparison.same)}） {labels}"
    if comparison.terms:
        yield "\n目安の日数等"
        for term in comparison.terms:
            ours = ("目安" if term.before.ours else "原文の定め", "目安" if term.after.ours else "原文の定め")
            kind = f"（{' → '.join(ours)}）" if ours[0] != ours[1] else ""
            sides = (f"{one.value}{one.unit}" for one in (term.before, term.after))
            yield f"  {term.after.label}: {' → '.join(sides)}{kind}"
    if comparison.regulations:
        yield "\n規程等"
        for regulation in comparison.regulations:
            yield f"  {_regulation_line(regulation)}"


def _item_lines(change: ItemChange) -> Iterator[str]:
    item = change.after or change.before
    if item is None:  # a change has at least one side
        return
    kinds = [
        word
        for word, so in (
            ("新設", change.new),
            ("廃止", change.dropped),
            ("番号変更", change.renumbered),
            ("文言変更", change.reworded),
        )
        if so
    ]
    number = f"{change.before.label} → {item.label}" if change.renumbered and change.before else item.label
    yield f"{number} {item.title}  {'・'.join(kinds) or '細目の増減'}"
    for rewording in change.rewordings:
        yield f"  {rewording.place}"
        for one in rewording.changes:
            yield from (f"    {line}" for line in _sentence_lines(one))
        if not rewording.changes:
            yield "    段落の分け方が異なります。"
    for clause in change.gone_clauses:
        yield f"  － 細目 {clause.title}（{clause.basis}）"
    for clause in change.new_clauses:
        yield f"  ＋ 細目 {clause.title}（{clause.basis}）"


def _sentence_lines(change: SentenceChange) -> Iterator[str]:
    """Show changed sentences; of one that stands for one, only what differs with a little around it."""
    old, new = change.before, change.after
    if len(old) == len(new) == 1:
        shown = _excerpts(old[0], new[0])
        old, new = (shown[0],), (shown[1],)
    yield from (f"－ {sentence}" for sentence in old)
    yield from (f"＋ {sentence}" for sentence in new)


def _excerpts(old: str, new: str) -> tuple[str, str]:
    least = min(len(old), len(new))
    head = next((place for place in range(least) if old[place] != new[place]), least)
    tail = next((place for place in range(least - head) if old[-1 - place] != new[-1 - place]), least - head)
    first = max(head - AROUND, 0)

    def cut(text: str) -> str:
        last = min(len(text) - tail + AROUND, len(text))
        return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"

    return cut(old), cut(new)


def _regulation_line(change: RegulationChange) -> str:
    if change.before is None and change.after is not None:
        return f"＋ {_regulation(change.after)}"
    if change.after is None and change.before is not None:
        return f"－ {_regulation(change.before)}"
    if change.before is None or change.after is None:  # never both
        return ""
    return f"{change.after.name}: {_details(change.before)} → {_details(change.after)}"


def _regulation(regulation: Regulation) -> str:
    return f"{regulation.name}（{_details(regulation)}）"


def _details(regulation: Regulation) -> str:
    days = "、".join(format_era(day) for day in regulation.amended_on)
    return f"{regulation.number}、{days}改正" if days else regulation.number


@command(name="move")
@click.argument("code")
@click.argument("edition")
@click.option("--apply", "applied", is_flag=True, help="移します（付けなければ、何が引き継がれるかの表示だけ）。")
@json_option
@writing_options
def move_command(code: str, edition: str, actor: str, why: str, *, applied: bool, as_json: bool) -> None:
    """契約の適用版を移します。移した後に何も記録していなければ、元の版を指定して戻せます。"""
    with workspace() as store:
        if applied:
            planned = actions.move(store, code, edition, by(actor, why))
        else:
            planned = actions.preview(store, code, edition)
    if as_json:
        print_json(plain_move(planned, applied=applied))
    else:
        for line in _move_lines(planned):
            click.echo(line)
    done = "元の版に戻しました。" if planned.back else "適用版を移しました。"
    speak(done if applied else "まだ何も変えていません。移すには --apply を付けてください。")


def _move_lines(planned: Move) -> Iterator[str]:
    before, after = planned.comparison.before, planned.comparison.after
    yield f"契約 {planned.contract.code}  適用版 {before.id} → {after.id}{'（元の版に戻す）' if planned.back else ''}"
    yield from _passage_lines("遵守の方法", planned.methods)
    if planned.without_method:
        yield "  まだない（遵守の方法を定めて登録する項目）"
        for item in planned.without_method:
            yield f"    {item.label} {item.title}"
    for report_id in dict.fromkeys(one.report.id for one in planned.answers if one.report):
        passages = [one for one in planned.answers if one.report and one.report.id == report_id]
        day = passages[0].report.as_of if passages[0].report else None
        yield from _passage_lines(f"回答（{format_era(day) if day else '基準日なし'}現在の報告）", passages)
    if planned.kept:
        days = "、".join(format_era(one.as_of) for one in planned.kept if one.as_of)
        yield f"\n発行又は提出した報告書は「{before.id}」の番号のまま残ります: {days}"


def _passage_lines(heading: str, passages: Sequence[Passage]) -> Iterator[str]:
    yield f"\n{heading}"
    if not passages:
        yield "  記録がありません。"
    for fate, note in (
        (Fate.CARRIED, ""),
        (Fate.REVIEW, "（文言が変わった項目。新しい版で記録するまで要確認）"),
        (Fate.LEFT, "（廃止された項目。元の版の記録として残る）"),
    ):
        having = [one for one in passages if one.fate is fate]
        if having:
            yield f"  {fate}{note}"
        for one in having:
            to = f" → {one.after.label}" if one.after and one.after.number != one.before.number else ""
            yield f"    {one.before.label}{to} {one.before.title}{_what(one)}"


def _what(one: Passage) -> str:
    status = getattr(one.record, "status", "")
    if status:
        return f"  {status}"
    day = getattr(one.record, "effective_on", None)
    return f"  適用日 {format_era(day)}" if day else ""
