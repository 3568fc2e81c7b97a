"""The command ``secops``: finds the command, and turns what goes wrong into one message and an exit status."""

import gc
import sys
from pathlib import Path

import click

from secops import __version__
from secops.base.errors import ExitCode, SecopsError
from secops.cli.japanese import LazyGroup, usage_message

_RECORDS, _STANDING, _PAPERS, _PLACES = (
    f"secops.cli.{name}" for name in ("records", "standing", "papers", "workspace")
)
COMMANDS = {
    "init": (_PLACES, "空のワークスペースを作る"),
    "demo": ("secops.cli.demo", "架空の契約で試す"),
    "add": (_RECORDS, "記録を登録する"),
    "set": (_RECORDS, "記録を変更する"),
    "remove": (_RECORDS, "誤って登録した記録を削除する"),
    "list": (_RECORDS, "記録の一覧を表示する"),
    "show": (_RECORDS, "記録を表示する"),
    "import": (_RECORDS, "CSVの表を取り込む"),
    "copy": ("secops.cli.copying", "従事者・クラウド・対策などを別の契約へ引き継ぐ"),
    "assess": (_STANDING, "項目1)～17)の状況を記録から導いて表示する"),
    "duties": (_STANDING, "今後の義務を期限順に表示する"),
    "matrix": (_STANDING, "全ての契約の項目1)～17)の提案を一つの表に並べる"),
    "edition": ("secops.cli.edition", "別記の版の一覧・比較と、契約の適用版の変更"),
    "answer": (_PAPERS, "実施・未実施・該当なしを回答する"),
    "report": (_PAPERS, "実施状況報告書（Word）を発行する"),
    "ismap": ("secops.cli.ismap", "ISMAPのリストを取り込み、クラウドサービスの掲載を確かめる"),
    "log": (_PLACES, "変更の記録を表示する"),
    "verify": (_PLACES, "ワークスペースに異常がないか確かめる"),
}


@click.group(
    cls=LazyGroup,
    lazy=COMMANDS,
    invoke_without_command=True,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)
@click.option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="ワークスペースのフォルダ（省略時は $SECOPS_WORKSPACE、なければ利用者のデータフォルダ）。",
)
@click.version_option(__version__, prog_name="secops", message="%(prog)s %(version)s", help="版を表示します。")
@click.pass_context
def cli(ctx: click.Context, workspace: Path | None) -> None:
    """経済産業省の契約の別記「情報セキュリティに関する事項」の遵守を記録し、実施状況報告書を作成します。

    コマンドを付けずに起動すると、端末の画面を開きます。
    """
    ctx.obj = workspace
    if ctx.invoked_subcommand is None:
        from secops.cli.screen import open_screen

        open_screen(workspace)


def main() -> None:
    """Run the command line; the exit statuses are those of :class:`secops.base.errors.ExitCode`."""
    for stream in (sys.stdout, sys.stderr):  # Windows may start with a code page that lacks 髙
        if hasattr(stream, "reconfigure") and (stream.encoding or "").lower() not in {"utf-8", "utf8"}:
            stream.reconfigure(encoding="utf-8", errors="replace")
    # Records and duties are many and hold no cycles: by default Python looks through all of them again and again.
    gc.set_threshold(100_000, 50, 50)
    sys.exit(_run())


def _run() -> int:
    try:
        result = cli.main(standalone_mode=False, prog_name="secops")
    except click.exceptions.Abort:
        return _say("中断しました。", ExitCode.INTERRUPTED)
    except click.ClickException as error:
        return _say(usage_message(error), ExitCode.USAGE)
    except SecopsError as error:
        return _say(str(error), error.exit_code)
    except KeyboardInterrupt:
        return _say("中断しました。", ExitCode.INTERRUPTED)
    except SystemExit:  # click's way out when the reader (head, less) has seen enough: a broken pipe
        return ExitCode.OK
    except Exception as error:  # noqa: BLE001  the last edge: a fault of ours
        from secops.base.faults import record_fault

        return _say(record_fault(error), ExitCode.FAULT)
    return result if isinstance(result, int) else ExitCode.OK


def _say(message: str, status: ExitCode) -> int:
    click.echo(message, err=True)
    return status
