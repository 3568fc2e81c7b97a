"""Opening the terminal interface on the workspace."""

from datetime import date
from pathlib import Path

from secops.base.errors import InputError
from secops.base.paths import workspace_folder
from secops.cli.edge import login_name, on_terminal, today


def open_screen(given: Path | None, on: date | None = None) -> None:
    """Open the interface. Raises InputError where no person sits in front, NotFound where there is no workspace."""
    folder = workspace_folder(given)
    if not (folder / "secops.db").is_file():
        from secops.store.store import Store  # 85 ms: only to say what is wrong

        Store.open(folder).close()
    if not on_terminal():
        raise InputError(
            "端末の画面を開けません（標準入出力が端末ではありません）。secops --help でコマンドの一覧を表示します。"
        )
    from secops.tui.app import run_app  # textual: 200 ms

    run_app(folder, on or today(), login_name())
