"""secops copy: what is still so, from one contract to the next."""

import click

from secops.actions.copying import copy_records
from secops.cli.common import by, command, json_option, print_json, speak, workspace, writing_options
from secops.records.registry import find_kind


@command(name="copy")
@click.argument("kind")
@click.option("--from", "source", metavar="CODE", required=True, help="引継ぎ元の契約の略号。")
@click.option("--to", "target", metavar="CODE", required=True, help="引継ぎ先の契約の略号。")
@json_option
@writing_options
def copy_command(kind: str, source: str, target: str, actor: str, why: str, *, as_json: bool) -> None:
    """従事者（その配置）、クラウドサービス、対策、実施場所、遵守の方法を別の契約へ引き継ぎます。

    提示日、承認日など担当職員に対する日付は引き継ぎません。開始日は引継ぎ先の契約の開始日になります。
    """
    kind_ = find_kind(kind)
    with workspace() as store:
        copied = copy_records(store, kind_, source, target, by(actor, why))
    if as_json:
        names = {"added": list(copied.added), "there": list(copied.there), "left": list(copied.left)}
        print_json({"format": 1, **names})
        return
    for name in copied.added:
        click.echo(name)
    if copied.left:
        speak(f"引継ぎ先の版にない項目のため、引き継がないもの: {'、'.join(copied.left)}")
    there = f"（既にある{len(copied.there)}件は変えていません）" if copied.there else ""
    speak(
        f"{kind_.label}{len(copied.added)}件を{source}から{target}へ引き継ぎました{there}。担当職員への提示・承認の日付は空欄です。"
    )
