"""取込み: the file of a list, which list it is and of which day, with what is wrong beside each field."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, RadioSet, Static
from textual.widgets.option_list import Option

from secops.base.dates import parse_date
from secops.tui.dialogs.answer import StatusButton
from secops.tui.marks import paint
from secops.tui.widgets.prose import Prose

KEYS = "Enter・Ctrl+S 確かめる   Tab 次の欄   Esc やめる"
LISTS = (("", "内容から判断"), ("ismap", "ISMAP"), ("liu", "ISMAP-LIU"))


@dataclass(frozen=True, slots=True)
class ListForm:
    """What was typed, the headings to ask for, and what is wrong with each field."""

    path: str = ""
    list_id: str = ""
    as_of: str = ""
    missing: tuple[str, ...] = ()  # our labels that the file's headings do not tell
    found: tuple[str, ...] = ()  # the file's headings
    headings: Mapping[str, str] = field(default_factory=dict)  # our label → the heading chosen
    faults: Mapping[str, str] = field(default_factory=dict)  # path, list, as_of, or one of ``missing`` → a sentence

    @property
    def file(self) -> Path:
        """The file, as typed or as a terminal pastes one that is dragged to it."""
        return Path(self.path.strip().strip("\"'")).expanduser()

    @property
    def day(self) -> date | None:
        """The day typed, None for a blank. Raises ValueError saying what was expected."""
        return parse_date(self.as_of) if self.as_of.strip() else None

    def checked(self) -> "ListForm":
        """Return the form with what is wrong in it as it stands."""
        faults = {}
        if not self.path.strip():
            faults["path"] = "ファイルのパスを入れてください。"
        try:
            _ = self.day
        except ValueError as error:
            faults["as_of"] = f"必要なのは{error}"
        chosen = list(self.headings.values())
        for label in self.missing:
            if label not in self.headings:
                faults[label] = "当たる見出しを選んでください。"
            elif chosen.count(self.headings[label]) > 1:
                faults[label] = "同じ見出しを二度選んでいます。"
        return replace(self, faults=faults)


class TakeListDialog(ModalScreen["ListForm | None"]):
    """Gives what was typed, None when the form was left."""

    CSS_PATH: ClassVar[list[str | PurePath]] = ["dialog.tcss", "take_list.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "確かめる", priority=True),
        Binding("escape", "leave", "やめる"),
    ]

    def __init__(self, form: ListForm) -> None:
        """Take what the form begins with."""
        super().__init__(classes="dialog")
        self.form = form
        self._chosen = dict(form.headings)  # our label → the heading chosen

    def compose(self) -> ComposeResult:
        """A field each with its label, and below it what is wrong with it."""
        form = self.form
        with VerticalScroll(classes="box", can_focus=False) as box:
            box.border_title = Content("リストの取込み")
            box.border_subtitle = KEYS
            yield Static(Content.assemble("ファイル", paint("  CSV、Excel又は保存したHTML。例 ~/ismap.csv", "quiet")))
            yield Input(form.path, id="path", compact=True)
            yield self._error("path")
            for place, label in enumerate(form.missing):
                yield Static(self._asked(label), id=f"heading-{place}-label")
                yield OptionList(
                    *(Option(Prose(Content(name))) for name in form.found), id=f"heading-{place}", classes="headings"
                )
                yield self._error(label, f"heading-{place}")
            yield Static(Content("どのリストか"))
            with RadioSet(id="list", compact=True):
                for name, label in LISTS:
                    yield StatusButton(label, value=name == form.list_id)
            yield self._error("list")
            yield Static(Content.assemble("リストの日付", paint("  空欄ならファイルの記載、なければ今日", "quiet")))
            yield Input(form.as_of, id="as_of", compact=True)
            yield self._error("as_of")

    def _error(self, name: str, field_id: str = "") -> Static:
        return Static(Prose(Content(self.form.faults.get(name, ""))), id=f"{field_id or name}-error", classes="error")

    def _asked(self, label: str) -> Content:
        chosen = self._chosen.get(label)
        return Content.assemble(f"「{label}」に当たる見出し  ", paint(chosen or "↑↓で選んでEnter", "near"))

    def on_mount(self) -> None:
        """Begin where something is wrong, else at the top."""
        self._go_to_first()

    def _go_to_first(self) -> None:
        places = {label: f"heading-{place}" for place, label in enumerate(self.form.missing)}
        wrong = [places.get(name, name) for name in ("path", *self.form.missing, "list", "as_of") if self._wrong(name)]
        self.query_one(f"#{wrong[0] if wrong else 'path'}").focus()

    def _wrong(self, name: str) -> bool:
        return bool(self.form.faults.get(name))

    def typed(self) -> ListForm:
        """What stands in the fields; another file asks for no headings yet."""
        pressed = self.query_one("#list", RadioSet).pressed_button
        labels = {label: name for name, label in LISTS}
        form = replace(
            self.form,
            path=self.query_one("#path", Input).value,
            list_id=labels[pressed.name or ""] if pressed else "",
            as_of=self.query_one("#as_of", Input).value,
            faults={},
        )
        if form.path != self.form.path:
            return replace(form, missing=(), found=(), headings={})
        return replace(form, headings=dict(self._chosen))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the heading; with the last one that was asked for, go on."""
        name = event.option_list.id or ""
        label = self.form.missing[int(name.removeprefix("heading-"))]
        self._chosen[label] = self.form.found[event.option_index]
        self.query_one(f"#{name}-label", Static).update(self._asked(label))
        if all(one in self._chosen for one in self.form.missing):
            self.action_save()
        else:
            self.focus_next()

    def on_input_submitted(self) -> None:
        """Enter in a field."""
        self.action_save()

    def action_save(self) -> None:
        """Give what was typed, or say beside each field what is wrong."""
        form = self.typed().checked()
        if not form.faults:
            self.dismiss(form)
            return
        names = {label: f"heading-{place}" for place, label in enumerate(self.form.missing)}
        for name in ("path", "list", "as_of", *names):
            self.query_one(f"#{names.get(name, name)}-error", Static).update(Prose(Content(form.faults.get(name, ""))))
        first = next(iter(form.faults))
        self.query_one(f"#{names.get(first, first)}").focus()

    def action_leave(self) -> None:
        """Take nothing in."""
        self.dismiss(None)
