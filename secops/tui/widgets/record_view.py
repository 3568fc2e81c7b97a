"""One record: its fields as declared, each with its value."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from secops.tui.marks import paint
from secops.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from secops.records.kinds import Record


def record_lines(record: "Record", names: Mapping[str, str]) -> Content:
    """Return every field of a record with its value; a blank one shows 「－」."""
    from secops.records.kinds import kind_of
    from secops.records.values import show

    lines = []
    for field in kind_of(record).fields:
        value = show(field, getattr(record, field.name), names)
        unit = field.unit if value else ""
        lines.append(
            Content.assemble(paint(field.label, "quiet"), "\n  ", f"{value}{unit}".replace("\n", "\n  ") or "－")
        )
    lines.append(paint(f"識別子 {record.id[:8]}", "quiet"))
    return Content("\n").join(lines)


class RecordView(VerticalScroll):
    """A scrolling view of a record."""

    def compose(self) -> ComposeResult:
        """Begin empty."""
        yield Static(markup=False)

    def show(self, lines: Content) -> None:
        """Show what :func:`record_lines` returned."""
        self.query_one(Static).update(Prose(lines))
        self.scroll_home(animate=False)
