"""A table on the line API: only the lines in sight are drawn, so thousands of rows stay smooth."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style as VisualStyle

from secops.tui.marks import STYLES, Mark

Cell = str | Mark
CUT = ".."  # plain characters: the ellipsis has no width that all terminals agree on
LOOKS = {
    **STYLES,
    "heading": "bold $text-muted",
    "row": "on $surface-lighten-1",
    "cursor": "bold $block-cursor-foreground on $block-cursor-background",
    "waiting": "on $surface-lighten-2",  # the cursor while the focus is elsewhere
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and its width in terminal cells, the gap after it left out."""

    label: str
    width: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it stands for, and its cells."""

    key: str
    cells: tuple[Cell, ...]


def fitted(text: str, width: int) -> str:
    """Return the text in exactly so many cells; one that is too long ends in 「..」."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    if width <= len(CUT):
        return set_cell_size(text, width)
    return set_cell_size(text, width - len(CUT)) + CUT


class LineTable(ScrollView, can_focus=True):
    """Rows of text under fixed headings, with a cursor on a row, or on a cell where ``by_cell`` is set."""

    DEFAULT_CSS = """
    LineTable {
        height: 1fr;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", "上へ", show=False),
        Binding("down", "go(1)", "下へ", show=False),
        Binding("left", "aside(-1)", "左へ", show=False),
        Binding("right", "aside(1)", "右へ", show=False),
        Binding("pageup", "page(-1)", "前の画面", show=False),
        Binding("pagedown", "page(1)", "次の画面", show=False),
        Binding("home", "to(0)", "先頭へ", show=False),
        Binding("end", "to(-1)", "末尾へ", show=False),
        Binding("enter", "select", "開く", key_display="Enter"),
    ]
    SIDESTEP = 8  # cells that a sideways step scrolls, where the cursor is on a row

    cursor_row: reactive[int] = reactive(0)
    cursor_column: reactive[int] = reactive(0)

    @dataclass
    class Highlighted(Message):
        """The cursor came to a row or a cell."""

        table: "LineTable"
        key: str
        column: int

        @property
        def control(self) -> "LineTable":
            """The table."""
            return self.table

    @dataclass
    class Selected(Message):
        """A row or a cell was chosen with Enter or the mouse."""

        table: "LineTable"
        key: str
        column: int

        @property
        def control(self) -> "LineTable":
            """The table."""
            return self.table

    def __init__(
        self,
        heading: str = "",
        *,
        headed: bool = True,
        by_cell: bool = False,
        gap: int = 1,
        id: str | None = None,  # noqa: A002
    ) -> None:
        """Make an empty table under a heading of ours; ``gap`` cells stand between two columns."""
        super().__init__(id=id, classes="pane")
        if heading:
            self.border_title = heading
        self._heading_lines = int(headed)
        self._by_cell = by_cell
        self._gap = gap
        self._columns: tuple[Column, ...] = ()
        self._rows: Sequence[Row] = ()
        self._styles: dict[tuple[VisualStyle, tuple[str, ...]], Style] = {}

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown."""
        return self._rows

    @property
    def key(self) -> str:
        """The key of the row under the cursor, "" for an empty table."""
        return self._rows[self.cursor_row].key if self._rows else ""

    def fill(self, columns: Sequence[Column], rows: Sequence[Row]) -> None:
        """Show these rows, the cursor staying on the row of the same key where there is one."""
        kept = self.key
        self._columns, self._rows = tuple(columns), rows
        places = {row.key: place for place, row in enumerate(rows)}
        at = places.get(kept, min(self.cursor_row, max(len(rows) - 1, 0)))
        width = sum(column.width + self._gap for column in self._columns)
        self.virtual_size = Size(width, len(rows) + self._heading_lines)
        self.cursor_column = min(self.cursor_column, max(len(self._columns) - 1, 0))
        if at == self.cursor_row:
            self._tell()
        else:
            self.cursor_row = at
        self.refresh()

    def move_to(self, key: str) -> None:
        """Put the cursor on the row of that key, where there is one."""
        for place, row in enumerate(self._rows):
            if row.key == key:
                self.cursor_row = place
                return

    def validate_cursor_row(self, row: int) -> int:
        """Keep the cursor on the rows."""
        return max(0, min(row, len(self._rows) - 1))

    def validate_cursor_column(self, column: int) -> int:
        """Keep the cursor on the columns."""
        return max(0, min(column, len(self._columns) - 1))

    def watch_cursor_row(self) -> None:
        """Bring the row into sight and tell of it."""
        self._bring_into_sight()
        self._tell()
        self.refresh()

    def watch_cursor_column(self) -> None:
        """Bring the column into sight and tell of it."""
        self._bring_into_sight()
        self._tell()
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._bring_into_sight()

    def _tell(self) -> None:
        if self._rows:
            self.post_message(self.Highlighted(self, self.key, self.cursor_column))

    def _bring_into_sight(self) -> None:
        seen = self.scrollable_content_region.height - self._heading_lines
        if seen <= 0:
            return
        top = round(self.scroll_target_y)
        if self.cursor_row < top:
            self.scroll_to(y=self.cursor_row, animate=False)
        elif self.cursor_row >= top + seen:
            self.scroll_to(y=self.cursor_row - seen + 1, animate=False)
        if self._by_cell and self._columns:
            first = sum(column.width + self._gap for column in self._columns[: self.cursor_column])
            last = first + self._columns[self.cursor_column].width
            if self.cursor_column == 0 or first < self.scroll_target_x:
                self.scroll_to(x=0 if self.cursor_column == 0 else first, animate=False)
            elif last > self.scroll_target_x + self.scrollable_content_region.width:
                self.scroll_to(x=last - self.scrollable_content_region.width, animate=False)

    def render_line(self, y: int) -> Strip:
        """Draw one line of what is in sight."""
        across, down = self.scroll_offset
        if y < self._heading_lines:
            text = "".join(self._padded(column.label, column) for column in self._columns)
            strip = Strip([Segment(text, self._style("heading"))])
        elif y - self._heading_lines + down < len(self._rows):
            strip = self._drawn(y - self._heading_lines + down)
        else:
            strip = Strip([])
        return strip.crop_extend(across, across + self.size.width, self._style())

    def _drawn(self, place: int) -> Strip:
        at = place == self.cursor_row
        # Without the focus the cursor is only a ground, and marks keep their colours.
        cursor = "cursor" if self.has_focus else "waiting"
        segments = []
        for number, (column, cell) in enumerate(zip(self._columns, self._rows[place].cells, strict=True)):
            text, look = (cell.text, cell.look) if isinstance(cell, Mark) else (cell, "")
            over = ""
            if at:
                over = cursor if not self._by_cell or number == self.cursor_column else "row"
            segments.append(Segment(self._padded(text, column), self._style(look, over)))
        if at and not self._by_cell:
            segments.append(Segment(" " * self.size.width, self._style(cursor)))
        return Strip(segments)

    def _padded(self, text: str, column: Column) -> str:
        return fitted(text, column.width) + " " * self._gap

    def _style(self, *looks: str) -> Style:
        """Looks laid over the table's own style, in the colours of the theme.

        Component classes would do the same, and cost a match of the whole style sheet each at first paint.
        """
        base = self.visual_style
        wanted = (base, looks)
        if wanted not in self._styles:
            style = base
            for look in filter(None, looks):
                style += VisualStyle.parse(LOOKS[look])
            self._styles[wanted] = style.rich_style
        return self._styles[wanted]

    def action_go(self, rows: int) -> None:
        """Move the cursor by rows."""
        self.cursor_row += rows

    def action_aside(self, steps: int) -> None:
        """Move the cursor by columns, or scroll sideways."""
        if self._by_cell:
            self.cursor_column += steps
        else:
            self.scroll_relative(x=steps * self.SIDESTEP, animate=False)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screens."""
        self.cursor_row += pages * max(1, self.scrollable_content_region.height - self._heading_lines - 1)

    def action_to(self, place: int) -> None:
        """Move the cursor to the first row, or with -1 to the last."""
        self.cursor_row = place if place >= 0 else len(self._rows) - 1

    def action_select(self) -> None:
        """Choose what the cursor is on."""
        if self._rows:
            self.post_message(self.Selected(self, self.key, self.cursor_column))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click chooses."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < self._heading_lines:
            return
        place = offset.y - self._heading_lines + self.scroll_offset.y
        if place >= len(self._rows):
            return
        self.cursor_row = place
        if self._by_cell:
            self.cursor_column = self._column_at(offset.x + self.scroll_offset.x)
        if event.chain > 1:
            self.action_select()

    def _column_at(self, x: int) -> int:
        end = 0
        for number, column in enumerate(self._columns):
            end += column.width + self._gap
            if x < end:
                return number
        return len(self._columns) - 1
