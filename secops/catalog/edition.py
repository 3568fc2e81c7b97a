"""An edition of the 別記 as values: its items, their wording and clauses, the 別紙's sentences, the regulations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from secops.base.errors import NotFound
from secops.catalog.terms import Terms


class Basis(StrEnum):
    """What a clause rests on (根拠); only 別記 folds into the rows of the report."""

    BEKKI = "別記"
    GUIDELINE = "募集要領"
    CONTRACT = "契約書"
    VOLUNTARY = "自主"


@dataclass(frozen=True, slots=True)
class Part:
    """A marked part of a wording: its mark (「①」「（a）」「（１）」), its paragraphs, its own parts."""

    mark: str
    paragraphs: tuple[str, ...]
    parts: tuple["Part", ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """An official text to the letter: its paragraphs, then its parts in order. The item's own number is not in it."""

    paragraphs: tuple[str, ...]
    parts: tuple[Part, ...] = ()

    def lines(self) -> tuple[tuple[int, str], ...]:
        """Return each paragraph as (depth from 0, text with the part's mark in front of its first paragraph)."""
        own = tuple((0, paragraph) for paragraph in self.paragraphs)
        return own + tuple(line for part in self.parts for line in _lines(part, 1))

    @property
    def text(self) -> str:
        """The whole wording, one paragraph a line."""
        return "\n".join(text for _, text in self.lines())

    def paths(self) -> tuple[str, ...]:
        """Return the mark path of every part: 「③」「③（a）」."""
        return tuple(path for part in self.parts for path in _paths(part, ""))


def _lines(part: Part, depth: int) -> Iterator[tuple[int, str]]:
    first, *others = part.paragraphs
    yield depth, part.mark + first
    for paragraph in others:
        yield depth, paragraph
    for inner in part.parts:
        yield from _lines(inner, depth + 1)


def _paths(part: Part, above: str) -> Iterator[str]:
    path = above + part.mark
    yield path
    for inner in part.parts:
        yield from _paths(inner, path)


@dataclass(frozen=True, slots=True)
class FormRow:
    """An item's row in the 別紙: its label (項目) and its wording (確認事項)."""

    label: str
    wording: Wording


@dataclass(frozen=True, slots=True)
class Scope:
    """Whether an item applies: always, or by the contract's declared flags and by record kinds that show it.

    A record shows it when all its flags named in ``where`` are 有. ``absent`` is the sentence for 該当なし; it is
    empty when the item always applies.
    """

    always: bool
    flags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause (細目): the fixed name that rules are tied to, its title, its basis, and where it stands.

    ``part`` is its mark path in the 別記 (「③（a）」, "" for the whole item), ``item`` the item's number;
    ``source`` says what a clause rests on that is not of the 別記 ("" for one that is).
    """

    name: str
    title: str
    basis: Basis
    part: str
    source: str
    item: int


@dataclass(frozen=True, slots=True)
class Item:
    """One item (項目) of the 別記.

    ``title`` and ``short`` are ours; ``heading`` is the 別記's own, its brackets 【】 included.
    """

    number: int
    slug: str
    title: str
    short: str
    heading: str
    wording: Wording
    form: FormRow | None
    scope: Scope
    clauses: tuple[Clause, ...]

    @property
    def label(self) -> str:
        """The number as the 別記 writes it: 「4)」."""
        return f"{self.number})"

    def texts(self) -> tuple[tuple[str, str], ...]:
        """Return its official texts, each with the name of its place: 見出し, 別記, 別紙 (blank without a row)."""
        form = self.form.wording.text if self.form else ""
        return ("見出し", self.heading), ("別記", self.wording.text), ("別紙", form)


@dataclass(frozen=True, slots=True)
class Regulation:
    """One of the 規程等 of 別記 2), with the day it was made and the days it is known to have been amended."""

    name: str
    number: str
    established_on: date | None
    amended_on: tuple[date, ...]

    def amended_by(self, day: date) -> bool:
        """Return whether an amendment is known that was made on or before the day."""
        return any(amended <= day for amended in self.amended_on)


@dataclass(frozen=True, slots=True)
class ReportSentences:
    """The fixed sentences of the 別紙 (実施状況報告書), to the letter, without the blanks that space letters out."""

    mark: str
    honorific: str
    title: str
    preface: str
    notice: str
    address_label: str
    name_label: str
    representative_label: str
    contract_heading: str
    concluded_label: str
    subject_label: str
    items_heading: str
    item_column: str
    requirement_column: str
    status_column: str
    statuses: tuple[str, ...]
    annex_title: str
    notes_heading: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """One year's 別記 and 別紙 (版), with our clauses, terms and short titles. ``year`` is the fiscal year (西暦)."""

    id: str
    title: str
    year: int
    source: str
    addressee: str
    items: tuple[Item, ...]
    terms: Terms
    regulations: tuple[Regulation, ...]
    report: ReportSentences
    _clauses: Mapping[str, Clause] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the clauses by name: rules look them up for every duty."""
        index = {clause.name: clause for item in self.items for clause in item.clauses}
        object.__setattr__(self, "_clauses", index)

    def item(self, number: int) -> Item:
        """Return the item of that number; raises NotFound."""
        for item in self.items:
            if item.number == number:
                return item
        raise NotFound(f"版「{self.id}」に項目 {number})はありません（1)～{len(self.items)})）。")

    def clause(self, name: str) -> Clause:
        """Return the clause of that name; raises NotFound."""
        found = self._clauses.get(name)
        if found is None:
            raise NotFound(f"版「{self.id}」に細目「{name}」はありません。")
        return found

    def item_of(self, clause_name: str) -> Item:
        """Return the item that holds the clause; raises NotFound."""
        return self.item(self.clause(clause_name).item)

    def at(self, number: int | None) -> Item | None:
        """Return the item of that number, None when this edition has none."""
        return self.items[number - 1] if number and 1 <= number <= len(self.items) else None

    def named(self, slug: str) -> Item | None:
        """Return the item of that slug, None when this edition has none."""
        return next((item for item in self.items if item.slug == slug), None)

    def number_of(self, slug: str) -> int:
        """Return the number of the item of that slug, 0 when this edition has none."""
        item = self.named(slug)
        return item.number if item else 0

    def overlaid(self, terms: Terms, amended: Mapping[str, tuple[date, ...]]) -> "Edition":
        """Return the edition with a workspace's terms, and the days it knows of on which regulations were amended."""
        regulations = tuple(
            replace(one, amended_on=tuple(sorted({*one.amended_on, *amended.get(one.name, ())})))
            for one in self.regulations
        )
        return replace(self, terms=terms, regulations=regulations)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses, in the order of the items."""
        return tuple(self._clauses.values())
