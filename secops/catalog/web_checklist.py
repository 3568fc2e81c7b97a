"""The numbers of the checklist of 「安全なウェブサイトの作り方」 (IPA): is it filled in (別記 17))?"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from secops.base.errors import DataError, Fault
from secops.base.paths import data_folder
from secops.catalog.reading import Table, read_toml

FILE = "web-checklist.toml"
NATURES = ("根本的解決", "保険的対策")


@dataclass(frozen=True, slots=True)
class CheckBox:
    """One answer of the checklist; with several entries, any one done is enough."""

    id: str
    nature: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WebChecklist:
    """The checklist's answers in order, by class of vulnerability."""

    edition: str
    classes: tuple[tuple[str, tuple[CheckBox, ...]], ...]

    @property
    def boxes(self) -> tuple[CheckBox, ...]:
        """Every answer in order."""
        return tuple(box for _, boxes in self.classes for box in boxes)

    def unanswered(self, answered: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the answers for which neither the answer nor one of its entries is given."""
        given = set(answered)
        return tuple(box.id for box in self.boxes if not given & {box.id, *box.entries})


@cache
def web_checklist() -> WebChecklist:
    """Return the shipped checklist. Raises DataError naming file, key and reason."""
    faults: list[Fault] = []
    top = Table(FILE, "", read_toml(data_folder("controls") / FILE, FILE), faults)
    edition = top.text("edition")
    classes = []
    for table in top.tables("classes"):
        table.number("number")
        classes.append((table.text("name"), tuple(_box(box) for box in table.tables("checks"))))
        table.finish()
    top.finish()
    if faults:
        raise DataError(f"{FILE}を読めません。", tuple(faults))
    return WebChecklist(edition, tuple(classes))


def _box(table: Table) -> CheckBox:
    box = CheckBox(table.text("id"), table.text("nature"), table.texts("entries"))
    if box.nature not in NATURES:
        table.fault("nature", f"値「{box.nature}」は使えません", "、".join(NATURES))
    table.finish()
    return box
