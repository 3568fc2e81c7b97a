"""What the commands share: opening the workspace, today, who writes, and how things are printed."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from secops.actions.records import By
from secops.base.dates import parse_date
from secops.base.paths import workspace_folder
from secops.cli.edge import login_name
from secops.cli.japanese import JapaneseCommand
from secops.ismap.history import stale_notice
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


@contextmanager
def workspace() -> Iterator[Store]:
    """Open the workspace that the command line names."""
    given: Path | None = click.get_current_context().find_root().obj
    with Store.open(workspace_folder(given)) as store:
        yield store


def print_json(value: Any) -> None:
    """Print a value as JSON, names as they are written."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def tell_stale(store: Store, now: date) -> None:
    """Say on stderr that an imported list has grown old."""
    notice = stale_notice(store.lists(), now, store.settings.stale_days)
    if notice:
        speak(notice)


def speak(text: str) -> None:
    """Say something that is not data."""
    click.echo(text, err=True)


def width_of(text: str) -> int:
    """Return how many cells a text takes in a terminal."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under headings, in columns measured in cells; line breaks in a cell become spaces."""
    plain = [[cell.replace("\n", " ") for cell in row] for row in (headings, *rows)]
    taken = [[width_of(cell) for cell in row] for row in plain]
    widths = [max(column) for column in zip(*taken, strict=True)]
    lines = (
        "  ".join(cell + " " * (wide - own) for cell, own, wide in zip(row, cells, widths, strict=True)).rstrip()
        for row, cells in zip(plain, taken, strict=True)
    )
    click.echo("\n".join(lines))
