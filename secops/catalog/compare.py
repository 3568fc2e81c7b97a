"""Two editions side by side: what was renumbered, reworded, added and dropped, item by item, by the items' slugs."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from secops.catalog.edition import Clause, Edition, Item, Regulation
from secops.catalog.terms import Term

_SENTENCE = re.compile(r"[^。\n]*(?:。|\n|$)")


@dataclass(frozen=True, slots=True)
class SentenceChange:
    """Sentences that stand in place of others; one side may be empty."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rewording:
    """The changed sentences of one official text of an item."""

    place: str  # 見出し, 別記 or 別紙
    changes: tuple[SentenceChange, ...]


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item in both editions; it is new where ``before`` is None, dropped where ``after`` is."""

    slug: str
    before: Item | None
    after: Item | None
    rewordings: tuple[Rewording, ...] = ()
    new_clauses: tuple[Clause, ...] = ()
    gone_clauses: tuple[Clause, ...] = ()

    @property
    def new(self) -> bool:
        """Whether only the later edition has it."""
        return self.before is None

    @property
    def dropped(self) -> bool:
        """Whether only the earlier edition has it."""
        return self.after is None

    @property
    def renumbered(self) -> bool:
        """Whether it has another number."""
        return bool(self.before and self.after and self.before.number != self.after.number)

    @property
    def reworded(self) -> bool:
        """Whether its heading, its wording in the 別記 or its row in the 別紙 differs."""
        return bool(self.rewordings)

    @property
    def changed(self) -> bool:
        """Whether anything of it differs."""
        clauses = bool(self.new_clauses or self.gone_clauses)
        return self.new or self.dropped or self.renumbered or self.reworded or clauses


@dataclass(frozen=True, slots=True)
class TermChange:
    """A conventional number that differs in value, in unit, or in whether the official text gives it."""

    before: Term
    after: Term


@dataclass(frozen=True, slots=True)
class RegulationChange:
    """A regulation (規程等) that came, went, or stands with another 版 or other amendments."""

    before: Regulation | None
    after: Regulation | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two editions, and every item of either."""

    before: Edition
    after: Edition
    items: tuple[ItemChange, ...]  # in the order of the later edition, the dropped ones last
    terms: tuple[TermChange, ...]
    regulations: tuple[RegulationChange, ...]

    @property
    def changed(self) -> tuple[ItemChange, ...]:
        """The items of which anything differs."""
        return tuple(one for one in self.items if one.changed)

    @property
    def same(self) -> tuple[ItemChange, ...]:
        """The items of which nothing differs."""
        return tuple(one for one in self.items if not one.changed)

    def item(self, slug: str) -> ItemChange:
        """Return what became of an item. Raises KeyError."""
        for one in self.items:
            if one.slug == slug:
                return one
        raise KeyError(slug)


def compare(before: Edition, after: Edition) -> Comparison:
    """Compare two editions. A clause counts as new or gone by its name, wherever it stands."""
    known = {clause.name for clause in before.clauses}
    kept = {clause.name for clause in after.clauses}
    items = []
    for slug in dict.fromkeys(item.slug for edition in (after, before) for item in edition.items):
        old, new = before.named(slug), after.named(slug)
        items.append(
            ItemChange(
                slug,
                old,
                new,
                tuple(_rewordings(old, new)) if old and new else (),
                tuple(clause for clause in (new.clauses if new else ()) if clause.name not in known),
                tuple(clause for clause in (old.clauses if old else ()) if clause.name not in kept),
            )
        )
    terms = tuple(
        TermChange(old_term, new_term)
        for old_term in before.terms
        if _measure(old_term) != _measure(new_term := after.terms.term(old_term.name))
    )
    return Comparison(before, after, tuple(items), terms, tuple(_regulations(before, after)))


def same_words(before: Item, after: Item) -> bool:
    """Whether two items say the same in the 別記 and in the 別紙, whatever their numbers."""
    if before.wording != after.wording or before.heading != after.heading:
        return False
    return (before.form and before.form.wording) == (after.form and after.form.wording)


def _rewordings(before: Item, after: Item) -> Iterator[Rewording]:
    for (place, old), (_, new) in zip(before.texts(), after.texts(), strict=True):
        if old != new:
            yield Rewording(place, tuple(_sentence_changes(_sentences(old), _sentences(new))))


def _sentences(text: str) -> list[str]:
    """Split a text at 「。」 and line ends; nothing but the line ends is lost."""
    return [found.rstrip("\n") for found in _SENTENCE.findall(text) if found.strip("\n")]


def _sentence_changes(old: list[str], new: list[str]) -> Iterator[SentenceChange]:
    for what, first, last, new_first, new_last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what != "equal":
            yield SentenceChange(tuple(old[first:last]), tuple(new[new_first:new_last]))


def _measure(term: Term) -> tuple[int, str, bool]:
    return term.value, term.unit, term.ours


def _regulations(before: Edition, after: Edition) -> Iterator[RegulationChange]:
    old = {one.name: one for one in before.regulations}
    new = {one.name: one for one in after.regulations}
    for name in dict.fromkeys((*new, *old)):
        if old.get(name) != new.get(name):
            yield RegulationChange(old.get(name), new.get(name))
