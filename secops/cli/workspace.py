"""secops init, log, verify: the workspace itself."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from secops.actions import records as actions
from secops.base.dates import JAPAN
from secops.base.errors import ExitCode, SecopsError
from secops.base.paths import workspace_folder
from secops.cli.common import DAY, command, contract_option, json_option, print_json, speak, workspace
from secops.exchange.directory import Directory
from secops.records.fields import FieldSpec
from secops.records.registry import KINDS, find_kind
from secops.records.values import from_plain, show
from secops.store.log import Change
from secops.store.store import Store

ACTIONS = {"insert": "追加", "update": "変更", "delete": "削除", "baseline": "基準"}


@command(name="init")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]")
def init_command(folder: Path | None) -> None:
    """空のワークスペースを作ります。"""
    given: Path | None = click.get_current_context().find_root().obj
    target = workspace_folder(folder or given)
    Store.create(target).close()
    click.echo(target)
    speak(
        "ワークスペースを作りました。"
        "secops add organisation … で自社を、secops add contract … で契約を登録してください。"
    )
    if folder is not None:
        speak(f"このワークスペースを使うには: secops --workspace {target} … （又は環境変数 SECOPS_WORKSPACE）")


@command(name="log")
@click.argument("kind", required=False, default="")
@click.argument("record", required=False, default="", metavar="[ID]")
@contract_option
@click.option("--since", type=DAY, metavar="DATE", help="この日以後の変更だけを表示します。")
@json_option
def log_command(kind: str, record: str, contract: str, since: date | None, *, as_json: bool) -> None:
    """変更の記録を、古い順に表示します。"""
    with workspace() as store:
        kind_ = find_kind(kind) if kind else None
        directory = actions.directory_of(store)
        contract_id = directory.contract(contract).id if contract else ""
        record_id = directory.find(kind_, record, contract_id).id if kind_ and record else ""
        changes = store.changes(
            kind=kind_.name if kind_ else "", record_id=record_id, contract_id=contract_id, since=since
        )
        lines = [] if as_json else [line for change in changes for line in _lines(change, directory)]
    if as_json:
        print_json([_plain(change) for change in changes])
        return
    for line in lines:
        click.echo(line)
    if not changes:
        speak("変更の記録はありません。")


def _lines(change: Change, directory: Directory) -> list[str]:
    """Say one change: when, who, what, why, and field by field what an update changed."""
    who = change.actor or "（secops以外による変更）"
    why = f"  理由: {change.reason}".replace("\n", " ") if change.reason else ""
    name = KINDS[change.kind].label if change.kind in KINDS else "発行した報告書"
    action = ACTIONS.get(change.action, change.action)
    return [
        f"{_shown_time(change.at)}  {who}  {name} {change.record_id[:8]}  {action}{why}",
        *(f"    {difference}" for difference in _differences(change, directory)),
    ]


def _shown_time(at: str) -> str:
    """A time of the log as clocks in Japan showed it."""
    try:
        return f"{datetime.fromisoformat(at).astimezone(JAPAN):%Y-%m-%d %H:%M:%S}"
    except ValueError:
        return at


def _plain(change: Change) -> dict[str, object]:
    return {
        "seq": change.seq,
        "transaction": change.transaction,
        "at": change.at,
        "actor": change.actor,
        "reason": change.reason,
        "source": change.source,
        "kind": change.kind,
        "record_id": change.record_id,
        "contract_id": change.contract_id,
        "action": change.action,
        "before": change.before,
        "after": change.after,
    }


def _differences(change: Change, directory: Directory) -> list[str]:
    """Say field by field what an update changed."""
    kind = KINDS.get(change.kind)
    before, after = change.before or {}, change.after or {}
    if kind is None or not before or not after:
        return []
    names = directory.names_for(kind)
    return [
        f"{field.label}: {_shown(field, before.get(field.name), names)} → {_shown(field, after.get(field.name), names)}"
        for field in kind.fields
        if before.get(field.name) != after.get(field.name)
    ]


def _shown(field: FieldSpec, logged: Any, names: Mapping[str, str]) -> str:
    """A logged value on one line; what the log holds is shown as it is where it can no longer be read."""
    try:
        value = show(field, from_plain(field, logged), names)
    except (TypeError, ValueError, ArithmeticError, SecopsError):
        value = str(logged)
    return value.replace("\n", " ") or "（空欄）"


@command(name="verify")
@json_option
def verify_command(*, as_json: bool) -> int:
    """データベース、変更の記録、発行した報告書に異常がないか確かめます。異常があれば、終了状態は1です。"""
    with workspace() as store:
        findings = store.verify()
    if as_json:
        print_json({"format": 1, "findings": list(findings)})
    for finding in () if as_json else findings:
        click.echo(finding)
    speak(f"{len(findings)}件の異常があります。" if findings else "異常はありません。")
    return ExitCode.OPEN_POINTS if findings else ExitCode.OK
