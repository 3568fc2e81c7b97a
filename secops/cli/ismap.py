"""secops ismap: the ISMAP lists and the cloud services in use."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from secops.actions import lists as actions
from secops.actions.records import By
from secops.base.errors import ExitCode, InputError
from secops.cli.common import (
    DAY,
    by,
    command,
    contract_option,
    json_option,
    print_json,
    print_table,
    speak,
    tell_stale,
    workspace,
    writing_options,
)
from secops.cli.edge import on_terminal, today
from secops.cli.japanese import LazyGroup
from secops.exchange.ismap_list import HeadingsMissing, ListUnclear
from secops.ismap.entries import Listed
from secops.ismap.formats import LIST_IDS
from secops.ismap.history import Span, expiry
from secops.store.store import Store

SUBCOMMANDS = {
    "import": (__name__, "リストを取り込む"),
    "search": (__name__, "取り込んだリストを探す"),
    "show": (__name__, "登録番号の掲載の経過を表示する"),
    "diff": (__name__, "二つの日のリストを比べる"),
    "check": (__name__, "利用中のサービスの掲載を確かめる"),
    "link": (__name__, "記録したサービスがリストのどれかを特定する"),
}


@click.group(cls=LazyGroup, lazy=SUBCOMMANDS, name="ismap", invoke_without_command=True, no_args_is_help=False)
@click.pass_context
def ismap_command(ctx: click.Context) -> None:
    """ISMAPのクラウドサービスリストを取り込み、利用中のサービスの掲載を確かめます。

    リストはISMAPポータルから取得してください（secopsには付属しません。通信もしません）。
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


@command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--list", "list_name", type=click.Choice(LIST_IDS), help="どのリストか（省略時は内容から判断）。")
@click.option("--as-of", type=DAY, metavar="DATE", help="リストの日付（省略時はファイルの記載、なければ今日）。")
@click.option("--map", "maps", multiple=True, metavar="項目=見出し", help="見出しの読み替え（例 --map 登録番号=No）。")
@click.option("--accept-shrink", is_flag=True, help="件数が５分の１を超えて減っていても取り込みます。")
@click.option("--dry-run", is_flag=True, help="取り込まずに、何が変わるかを表示します。")
@json_option
@writing_options
def import_command(
    file: Path,
    list_name: str | None,
    as_of: date | None,
    maps: tuple[str, ...],
    actor: str,
    why: str,
    *,
    accept_shrink: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """リスト（CSV、Excel、ポータルの画面を保存したHTML）を取り込みます。全部取り込むか、何も書き込まないかです。"""
    wish = actions.ListImport(
        file, list_name or "", as_of, _headings(maps), accept_shrink=accept_shrink, dry_run=dry_run
    )
    with workspace() as store:
        done = _import(store, wish, by(actor, why), today())
    if as_json:
        print_json({"format": 1, "dry_run": dry_run, **_plain_import(done)})
        return
    _print_import(done)
    verb = "になります（まだ取り込んでいません）" if dry_run else "を取り込みました"
    speak(f"{done.name} {done.as_of}現在のリスト{done.count}件{verb}。")


def _headings(maps: tuple[str, ...]) -> dict[str, str]:
    pairs = [one.partition("=") for one in maps]
    if any(not sign or not name or not heading for name, sign, heading in pairs):
        raise InputError("--map は「項目=見出し」の形で指定してください（例 --map 登録番号=No）。")
    return {name: heading for name, _, heading in pairs}


def _import(store: Store, wish: actions.ListImport, who: By, now: date) -> actions.Imported:
    """Import; on a terminal, ask for a heading that could not be found, and which list it is."""
    while True:
        try:
            return actions.import_list(store, wish, who, now)
        except HeadingsMissing as error:
            if not on_terminal():
                raise
            speak(str(error))
            chosen = {name: click.prompt(f"「{name}」に当たる見出し", err=True) for name in error.missing}
            wish = replace(wish, headings={**wish.headings, **chosen})
        except ListUnclear as error:
            if not on_terminal():
                raise
            speak(str(error))
            wish = replace(wish, list_id=click.prompt(f"どのリストか（{'又は'.join(LIST_IDS)}）", err=True))


def _plain_import(done: actions.Imported) -> dict[str, Any]:
    return {
        "list": done.name,
        "as_of": done.as_of.isoformat(),
        "count": done.count,
        "before": done.before.isoformat() if done.before else None,
        "added": list(done.added),
        "changed": list(done.changed),
        "gone": list(done.gone),
    }


def _print_import(done: actions.Imported) -> None:
    if done.before is None:
        click.echo(f"{done.name} {done.as_of}: 最初の取込み {done.count}件")
        return
    for mark, names in (("追加", done.added), ("変更", done.changed), ("削除", done.gone)):
        for name in names:
            click.echo(f"{mark} {name}")
    counts = f"追加{len(done.added)}件、変更{len(done.changed)}件、削除{len(done.gone)}件"
    click.echo(f"{done.name} {done.before} → {done.as_of}: {counts}")


@command(name="search")
@click.argument("text")
@json_option
def search_command(text: str, *, as_json: bool) -> None:
    """取り込んだリストを、登録番号・サービス名・事業者名で探します。"""
    with workspace() as store:
        found = actions.search_lists(store, text)
        tell_stale(store, today())
    if as_json:
        print_json([{**_plain_entry(entry), "list": name} for entry, name in found])
        return
    if not found:
        speak(f"「{text}」に当たるサービスはありません。")
        return
    rows = [[entry.number, entry.name, entry.provider, name, _until(entry)] for entry, name in found]
    print_table(["登録番号", "サービス名", "事業者", "リスト", "登録の有効期限"], rows)


def _until(entry: Listed) -> str:
    last = expiry(entry)
    shown = last.isoformat() if last else ""
    return f"{shown}（更新審査中）" if entry.renewing else shown


def _plain_entry(entry: Listed) -> dict[str, Any]:
    days = {
        name: day.isoformat() if day else None
        for name, day in (
            ("registered_on", entry.registered_on),
            ("expires_on", expiry(entry)),
            ("audit_from_on", entry.audit_from_on),
            ("audit_to_on", entry.audit_to_on),
        )
    }
    return {
        "number": entry.number,
        "name": entry.name,
        "provider": entry.provider,
        "corporate_number": entry.corporate_number,
        **days,
        "statement": entry.statement,
        "renewing": entry.renewing,
        "remarks": entry.remarks,
    }


@command(name="show")
@click.argument("number", metavar="NO")
@json_option
def show_command(number: str, *, as_json: bool) -> None:
    """登録番号のサービスが、どのリストにいつからいつまで掲載されていたかを表示します。"""
    with workspace() as store:
        spans = actions.spans_of(store, number)
        tell_stale(store, today())
    if as_json:
        plain = [
            {"list": span.list_name, "first": span.first.isoformat(), "last": _day(span), **_plain_entry(span.entry)}
            for span in spans
        ]
        print_json({"format": 1, "number": spans[0].entry.number, "spans": plain})
        return
    newest = max(spans, key=lambda span: span.first).entry
    click.echo(f"{newest.number}  {newest.name}  {newest.provider}")
    rows = [[span.list_name, span.first.isoformat(), _day(span) or "（掲載中）", _until(span.entry)] for span in spans]
    print_table(["リスト", "掲載を確認した最初の日", "最後の日", "登録の有効期限"], rows)


def _day(span: Span) -> str | None:
    return span.last.isoformat() if span.last else None


@command(name="diff")
@click.argument("first", type=DAY, required=False, metavar="[DATE")
@click.argument("second", type=DAY, required=False, metavar="DATE]")
@json_option
def diff_command(first: date | None, second: date | None, *, as_json: bool) -> None:
    """二つの日のリストの違いを表示します（省略時は、最後の二回の取込み）。"""
    if first is not None and second is None:
        raise InputError("日付は二つ指定してください（例 secops ismap diff 2024-10-01 2024-11-01）。")
    with workspace() as store:
        found = actions.compare_lists(store, first, second)
    if as_json:
        print_json({"format": 1, "lists": [_plain_import(one) for one in found]})
        return
    for one in found:
        _print_import(one)


@command(name="check")
@click.argument("code", required=False, default="")
@click.option("--on", type=DAY, metavar="DATE", help="基準とする日（省略時は今日）。")
@json_option
def check_command(code: str, on: date | None, *, as_json: bool) -> int:
    """利用中のクラウドサービスの掲載を確かめます。要機密情報を扱うもので整わないものがあれば、終了状態は1です。"""
    with workspace() as store:
        found = actions.check_clouds(store, on or today(), code)
        tell_stale(store, today())
    if as_json:
        print_json([_plain_checked(one) for one in found])
    elif not found:
        speak("利用中のクラウドサービスはありません。")
    else:
        rows = [
            [
                "" if one.in_order else "要確認",
                str(one.standing),
                one.cloud.name,
                one.match.number,
                str(one.match.how),
                one.dossier.contract.code,
                {True: "有", False: "無", None: "未確認"}[one.cloud.confidential],
            ]
            for one in found
        ]
        print_table(["", "掲載", "サービス", "登録番号", "照合", "契約", "要機密情報"], rows)
        for one in found:
            _print_doubt(one)
    return ExitCode.OPEN_POINTS if any(one.cloud.confidential and not one.in_order for one in found) else ExitCode.OK


def _print_doubt(one: actions.Checked) -> None:
    if one.match.doubt:
        click.echo(f"\n{one.cloud.name}（{one.dossier.contract.code}）: {one.match.doubt}")
    if one.candidates and one.cloud.confidential is not False:
        click.echo(
            f"\n{one.cloud.name}（{one.dossier.contract.code}）の候補。どれか分かれば次のとおり特定してください:"
        )
        for entry in one.candidates:
            click.echo(f"  {entry.number}  {entry.name}（{entry.provider}）")
        name, code = one.cloud.name, one.dossier.contract.code
        click.echo(f'  secops ismap link "{name}" 登録番号 --contract {code}')


def _plain_checked(one: actions.Checked) -> dict[str, Any]:
    return {
        "contract": one.dossier.contract.code,
        "cloud": one.cloud.id,
        "name": one.cloud.name,
        "confidential": one.cloud.confidential,
        "standing": str(one.standing),
        "number": one.match.number or None,
        "matched_by": str(one.match.how) or None,
        "doubt": one.match.doubt or None,
        "in_order": one.in_order,
        "candidates": [{"number": entry.number, "name": entry.name} for entry in one.candidates],
    }


@command(name="link")
@click.argument("cloud")
@click.argument("number", metavar="NO")
@contract_option
@json_option
@writing_options
def link_command(cloud: str, number: str, contract: str, actor: str, why: str, *, as_json: bool) -> None:
    """記録したクラウドサービスが、リストのどのサービスかを特定します。誰が、いつ、どのリストで決めたかを残します。"""
    with workspace() as store:
        picked = actions.link(store, cloud, number, by(actor, why), today=today(), contract=contract)
    if as_json:
        print_json(
            {
                "format": 1,
                "cloud": picked.cloud,
                "number": picked.registration_no,
                "name": picked.listed_name,
                "list": picked.list_name,
                "list_as_of": f"{picked.list_as_of_on}",
                "linked_on": f"{picked.linked_on}",
                "linked_by": picked.linked_by,
            }
        )
    speak(
        f"「{cloud}」を {picked.registration_no} {picked.listed_name}"
        f"（{picked.list_name} {picked.list_as_of_on}現在）と特定しました。"
    )
