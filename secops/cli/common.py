"""What the commands share: opening the workspace, today, who writes, and how things are printed."""

import getpass
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from secops.actions.records import By
from secops.base.dates import TODAY_VARIABLE, parse_date
from secops.base.dates import today as read_today
from secops.base.errors import InputError
from secops.base.paths import workspace_folder
from secops.cli.japanese import JapaneseCommand
from secops.store.store import Store

F = TypeVar("F", bound=Callable[..., Any])


class DayType(click.ParamType[date]):
    """A date typed in any way that :func:`secops.base.dates.parse_date` reads."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the date, or fail with what was expected."""
        if isinstance(value, date):
            return value
        try:
            return parse_date(value)
        except ValueError as error:
            self.fail(f"「{value}」は読めません。必要なのは{error}", param, ctx)


DAY = DayType()


def command(**settings: Any) -> Callable[[Callable[..., Any]], click.Command]:
    """A command whose help is in Japanese."""
    return click.command(cls=JapaneseCommand, **settings)


def json_option(function: F) -> F:
    """Add --json to a reading command."""
    return click.option("--json", "as_json", is_flag=True, help="機械が読む形（JSON）で出力します。")(function)


def contract_option(function: F) -> F:
    """Add --contract to a command on records."""
    return click.option("--contract", metavar="CODE", default="", help="契約の略号。")(function)


def on_option(function: F) -> F:
    """Add --on to a reading command."""
    return click.option("--on", type=DAY, metavar="DATE", help="基準とする日（省略時は今日）。")(function)


def writing_options(function: F) -> F:
    """Add --actor and --reason to a writing command."""
    function = click.option("--reason", "why", metavar="TEXT", default="", help="変更の理由（変更の記録に残ります）。")(
        function
    )
    return click.option("--actor", metavar="NAME", default="", help="変更した人（省略時はログイン名）。")(function)


def by(actor: str, why: str = "") -> By:
    """Return who writes and why."""
    return By(actor or login_name(), why)


def login_name() -> str:
    """Return the login name, by which the change log knows who wrote."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # a system without one
        raise InputError("ログイン名が分かりません。--actor で変更した人を指定してください。") from None


def today() -> date:
    """Return today. Raises InputError when $SECOPS_TODAY is no date."""
    try:
        return read_today()
    except ValueError as error:
        raise InputError(f"環境変数{TODAY_VARIABLE}を読めません。必要なのは{error}") from None


@contextmanager
def workspace() -> Iterator[Store]:
    """Open the workspace that the command line names."""
    given: Path | None = click.get_current_context().find_root().obj
    with Store.open(workspace_folder(given)) as store:
        yield store


def print_json(value: Any) -> None:
    """Print a value as JSON, names as they are written."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def speak(text: str) -> None:
    """Say something that is not data."""
    click.echo(text, err=True)


def width_of(text: str) -> int:
    """Return how many cells a text takes in a terminal."""
    from rich.cells import cell_len

    return cell_len(text)


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under headings, in columns measured in cells; line breaks in a cell become spaces."""
    plain = [[cell.replace("\n", " ") for cell in row] for row in rows]
    widths = [max(map(width_of, column)) for column in zip(headings, *plain, strict=True)]
    for row in (headings, *plain):
        cells = (cell + " " * (width - width_of(cell)) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def on_terminal() -> bool:
    """Whether a person sits in front."""
    return sys.stdin.isatty() and sys.stdout.isatty()
