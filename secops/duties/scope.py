"""Scope: does an item apply to a contract? Yes, no with a sentence, or unclear with a sentence."""

from dataclasses import dataclass
from enum import StrEnum

from secops.catalog.edition import Item
from secops.dossier import Dossier
from secops.records.kinds import KINDS


class Applies(StrEnum):
    """Whether an item applies."""

    YES = "該当"
    NO = "非該当"
    UNCLEAR = "不明"


@dataclass(frozen=True, slots=True)
class Scope:
    """The answer, and the sentence for it: the reason of 該当なし, or what is unclear."""

    applies: Applies
    sentence: str = ""
    declared_no_but_recorded: bool = False  # a contradiction: 無 was declared, records show it


def scope_of(dossier: Dossier, item: Item) -> Scope:
    """Say whether an item applies: declared 有, or shown by a record.

    Declared 有 without a record, and 未確認 without one, are unclear. Records called off show nothing.
    """
    if item.scope.always:
        return Scope(Applies.YES)
    declared = [getattr(dossier.contract, flag) for flag in item.scope.flags]
    shown = _shown(dossier, item)
    if shown:
        denied = bool(declared) and all(value is False for value in declared)
        return Scope(Applies.YES, declared_no_but_recorded=denied)
    labels = "、".join(KINDS["contract"].field(flag).label for flag in item.scope.flags)
    if any(declared):
        return Scope(Applies.UNCLEAR, f"契約の「{labels}」は有ですが、その記録がありません。")
    if shown is None:
        return Scope(
            Applies.UNCLEAR, f"{item.label} {item.title}に該当するかどうかを示す項目が未確認の記録があります。"
        )
    if all(value is False for value in declared):
        return Scope(Applies.NO, item.scope.absent)
    return Scope(Applies.UNCLEAR, f"契約の「{labels}」が未確認です。有か無かを記録してください。")


def _shown(dossier: Dossier, item: Item) -> bool | None:
    """Whether a record shows that the item applies; None when one might, for a flag that is 未確認."""
    found: bool | None = False
    for name in item.scope.kinds:
        for record in dossier.of(KINDS[name].record):
            flags = [getattr(record, flag) for flag in item.scope.where]
            if getattr(record, "cancelled", False) or False in flags:
                continue
            if None not in flags:
                return True
            found = None
    return found
