"""secops add, set, remove, list, show, import: single records and tables of them."""

from pathlib import Path

import click

from secops.actions import records as actions
from secops.cli.common import (
    by,
    command,
    contract_option,
    json_option,
    print_json,
    print_table,
    speak,
    width_of,
    workspace,
    writing_options,
)
from secops.exchange.directory import ID_SHOWN
from secops.exchange.plain import plain_record
from secops.records.kinds import Kind, Record
from secops.records.registry import find_kind
from secops.records.values import show


@command(name="add")
@click.argument("kind")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE…")
@contract_option
@writing_options
def add_command(kind: str, fields: tuple[str, ...], contract: str, actor: str, why: str) -> None:
    """記録を登録します。例: secops add person 所属=北関東総合研究所 氏名="髙橋 一郎" 国籍=日本"""
    kind_ = find_kind(kind)
    with workspace() as store:
        record = actions.add(store, kind_, actions.cells_of(kind_, fields), by(actor, why), contract)
        name = actions.directory_of(store).names_for(kind_)[record.id]
    click.echo(record.id)
    speak(f"{kind_.label}「{name}」を登録しました（識別子 {record.id[:ID_SHOWN]}）。")


@command(name="set")
@click.argument("kind")
@click.argument("record", metavar="ID")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE…")
@contract_option
@writing_options
def set_command(kind: str, record: str, fields: tuple[str, ...], contract: str, actor: str, why: str) -> None:
    """記録を変更します。値を空にすると、その項目を消します。IDは識別子の先頭4文字以上、又は名前です。"""
    kind_ = find_kind(kind)
    with workspace() as store:
        cells = actions.cells_of(kind_, fields)
        changed = actions.change(store, kind_, record, cells, by(actor, why), contract=contract)
        name = actions.directory_of(store).names_for(kind_)[changed.id]
    speak(f"{kind_.label}「{name}」を変更しました。")


@command(name="remove")
@click.argument("kind")
@click.argument("record", metavar="ID")
@contract_option
@writing_options
def remove_command(kind: str, record: str, contract: str, actor: str, why: str) -> None:
    """誤って登録した記録を削除します。--reason が必要です。終わったものは削除せず、終了日を記録してください。"""
    kind_ = find_kind(kind)
    with workspace() as store:
        name = actions.remove(store, kind_, record, by(actor, why), contract)
    speak(f"{kind_.label}「{name}」を削除しました。")


@command(name="list")
@click.argument("kind")
@contract_option
@json_option
def list_command(kind: str, contract: str, *, as_json: bool) -> None:
    """記録の一覧を表示します。"""
    kind_ = find_kind(kind)
    with workspace() as store:
        records, names = actions.listed(store, kind_, contract)
    if as_json:
        print_json([plain_record(record, names) for record in records])
        return
    if not records:
        speak(f"{kind_.label}はまだ1件もありません。")
        return
    # Long notes and what nobody filled in would only hide the rest; `show` has them.
    fields = [
        field
        for field in kind_.fields
        if field.type != "note" and any(show(field, getattr(one, field.name)) not in {"", "未確認"} for one in records)
    ]
    rows = [[one.id[:ID_SHOWN], *(show(field, getattr(one, field.name), names) for field in fields)] for one in records]
    print_table(["識別子", *(field.label for field in fields)], rows)


@command(name="show")
@click.argument("kind")
@click.argument("record", metavar="ID")
@contract_option
@json_option
def show_command(kind: str, record: str, contract: str, *, as_json: bool) -> None:
    """記録を一件表示します。"""
    kind_ = find_kind(kind)
    with workspace() as store:
        one, names = actions.found(store, kind_, record, contract)
    if as_json:
        print_json(plain_record(one, names))
    else:
        _print_record(kind_, one, names)


def _print_record(kind: Kind, record: Record, names: object) -> None:
    width = max(width_of(field.label) for field in kind.fields)
    click.echo(f"{kind.label} {record.id}（変更 {record.edits}回）")
    for field in kind.fields:
        value = show(field, getattr(record, field.name), names)  # type: ignore[arg-type]
        padded = field.label + " " * (width - width_of(field.label))
        click.echo(f"  {padded}  {value}".rstrip().replace("\n", "\n" + " " * (width + 4)))


@command(name="import")
@click.argument("kind")
@click.argument("file", type=click.Path(path_type=Path))
@contract_option
@click.option("--dry-run", is_flag=True, help="取り込まずに、何が変わるかを表示します。")
@json_option
@writing_options
def import_command(kind: str, file: Path, contract: str, actor: str, why: str, *, dry_run: bool, as_json: bool) -> None:
    """CSVの表を取り込みます。全部取り込むか、何も書き込まないかのどちらかです。"""
    from secops.actions.take_in import take_in

    kind_ = find_kind(kind)
    with workspace() as store:
        taken = take_in(store, kind_, file, by(actor, why), contract, dry_run=dry_run)
    if taken.left_alone:
        speak(f"{kind_.label}の項目でない列は取り込みません: {'、'.join(taken.left_alone)}")
    if as_json:
        changed = [{"name": name, "fields": list(fields)} for name, fields in taken.changed]
        counts = {"added": list(taken.added), "changed": changed, "untouched": taken.untouched}
        print_json({"format": 1, "dry_run": dry_run, **counts, "left_alone": list(taken.left_alone)})
        return
    if dry_run:
        for name in taken.added:
            click.echo(f"追加 {name}")
        for name, fields in taken.changed:
            click.echo(f"変更 {name}: {'、'.join(fields)}")
    verb = "になります（まだ取り込んでいません）" if dry_run else "を取り込みました"
    click.echo(
        f"{kind_.label}: 追加{len(taken.added)}件、変更{len(taken.changed)}件、変更なし{taken.untouched}件{verb}。"
    )
