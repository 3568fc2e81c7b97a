"""Which listed service a recorded one is: by number, by exact name, by a reviewed alias, or by a person's pick.

Registration is by product, never by vendor. No threshold tells Box from Dropbox, so likeness only orders candidates
for a person.
"""

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from secops.base.text import search_key
from secops.ismap.entries import Listed, normal_number
from secops.ismap.history import History

_HELD = 0.5  # one name stands in the other
_SAME_VENDOR = 0.3


class How(StrEnum):
    """By what a service was matched."""

    PICKED = "選択"
    NUMBER = "番号"
    NAME = "名称"
    ALIAS = "別名"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The number a service is registered under, or why none can be told."""

    number: str = ""
    how: How = How.NONE
    doubt: str = ""  # a sentence when number and name cannot both be right, or the number is unknown


def match(
    name: str, number: str, history: History, *, aliases: Mapping[str, str] | None = None, picked: str = ""
) -> Match:
    """Match a recorded service.

    ``aliases``: folded alias → product name. ``picked``: the number a person chose. An unknown number is never a
    reason to fall back to the name; a number whose listed name is another one is in doubt until picked.
    """
    wanted, chosen = normal_number(number), normal_number(picked)
    if chosen:
        if chosen in history.spans:
            return Match(chosen, How.PICKED)
        return Match(doubt=f"特定した登録番号「{picked}」は、取り込んだリストにありません。")
    keys = {search_key(name)}
    product = (aliases or {}).get(search_key(name))
    if product:
        keys.add(search_key(product))
    if wanted:
        if wanted not in history.spans:
            return Match(doubt=f"登録番号「{number}」は、取り込んだリストにありません。")
        listed = {search_key(span.entry.name) for span in history.spans[wanted]}
        if not keys & listed:
            entry = history.entry(wanted)
            other = entry.name if entry else ""
            return Match(
                wanted, How.NUMBER, f"登録番号「{number}」の名称は「{other}」で、記録の「{name}」と異なります。"
            )
        return Match(wanted, How.NUMBER)
    for key, how in ((search_key(name), How.NAME), (search_key(product or ""), How.ALIAS)):
        numbers = history.by_name.get(key, frozenset()) if key else frozenset()
        if len(numbers) == 1:
            return Match(next(iter(numbers)), how)
        if numbers:
            return Match(doubt=f"「{name}」に当たる登録番号が{len(numbers)}件あります。")
    return Match()


class Likest:
    """Orders listed services by their likeness to a recorded one; folds the list once for any number of them."""

    def __init__(self, history: History) -> None:
        """Take the lists that a person picks from."""
        entries = sorted((entry for number in history.spans if (entry := history.entry(number))), key=_number)
        keys = [search_key(entry.name) for entry in entries]
        self._entries = [
            (entry, key, _pairs(key), search_key(entry.provider)) for entry, key in zip(entries, keys, strict=True)
        ]

    def to(self, name: str, provider: str, most: int = 8) -> tuple[Listed, ...]:
        """Return the services most like this one, the likest first; of two alike, by number."""
        wanted, vendor = search_key(name), search_key(provider)
        pairs = _pairs(wanted)
        count = len(pairs)
        likeness = [
            2 * len(pairs & theirs) / (count + len(theirs))
            + (_HELD if wanted and (wanted in listed or listed in wanted) else 0.0)
            + (_SAME_VENDOR if vendor and vendor == provider_key else 0.0)
            for _entry, listed, theirs, provider_key in self._entries
        ]
        best = heapq.nlargest(most, range(len(likeness)), key=likeness.__getitem__)
        return tuple(self._entries[place][0] for place in best)


def candidates(name: str, provider: str, history: History, most: int = 8) -> tuple[Listed, ...]:
    """Return the listed services most like a recorded one, the likest first, for a person to pick from."""
    return Likest(history).to(name, provider, most)


def _number(entry: Listed) -> str:
    return entry.number


def _pairs(key: str) -> frozenset[str]:
    """Neighbouring characters, the edges among them: 「box」 begins otherwise than 「dropbox」."""
    edged = f"\n{key}\n"
    return frozenset(map("".join, pairwise(edged)))
