"""secops demo: a fictional contract from its records to the Word report."""

from pathlib import Path

import click

from secops.actions.demo import DEMO_AS_OF, DEMO_BY, DEMO_CODE, DEMO_DAY, build_demo
from secops.actions.issue import Wish, issue_report
from secops.actions.standing import assessed
from secops.base.dates import format_era
from secops.base.errors import InputError
from secops.cli.common import command, speak
from secops.cli.edge import on_terminal
from secops.cli.standing import print_assessment
from secops.records.contracts import Contract
from secops.store.store import Store

DEFAULT_FOLDER = "secops-demo"


@command(name="demo")
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]")
@click.option("--no-tui", is_flag=True, help="端末の画面を開きません。")
def demo_command(folder: Path | None, *, no_tui: bool) -> None:
    """架空の契約のワークスペースを作り、状況を表示し、実施状況報告書をWordで発行します。

    DIR を省略すると、今のフォルダの secops-demo に作ります。日付は令和６年１１月１５日に固定です。
    """
    target = (folder or Path(DEFAULT_FOLDER)).absolute()
    with _opened(target) as store:
        print_assessment(assessed(store, DEMO_CODE, DEMO_AS_OF))
        issue = issue_report(store, DEMO_CODE, Wish(DEMO_AS_OF), DEMO_BY, today=DEMO_DAY)
    click.echo(f"\n実施状況報告書  {issue.path}")
    day = DEMO_DAY.isoformat()
    speak(
        f"\nこのデモの今日は{format_era(DEMO_DAY)}です。会社、人、契約はいずれも架空です。試してみてください:\n"
        f"  secops --workspace {target} duties --on {day}\n"
        f"  secops --workspace {target} assess R6物流 --on {day}\n"
        f"  secops --workspace {target} answer R6物流 all\n"
        f"  secops --workspace {target} list assignment --contract {DEMO_CODE}"
    )
    if not no_tui and on_terminal():
        from secops.cli.screen import open_screen  # textual: 200 ms

        click.pause("何かキーを押すと、端末の画面を開きます。")
        open_screen(target, DEMO_DAY)


def _opened(folder: Path) -> Store:
    """Make the demo, or open the one that an earlier run made."""
    if not (folder / "secops.db").exists():
        return build_demo(folder)
    store = Store.open(folder)
    if not any(contract.code == DEMO_CODE for contract in store.records(Contract)):
        store.close()
        raise InputError(f"{folder}はデモではないワークスペースです。別のフォルダを指定してください。")
    speak(f"前に作ったデモを開きます: {folder}")
    return store
