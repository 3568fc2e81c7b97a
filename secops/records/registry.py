"""All record kinds, in the order in which references can be resolved and sheets are shown."""

from collections.abc import Mapping

from secops.base.errors import NotFound
from secops.base.text import identity
from secops.records import contracts, organisations, reports, work
from secops.records.kinds import KINDS as _ENTERED
from secops.records.kinds import Kind

_MODULES = (organisations, contracts, work, reports)  # importing them enters their kinds

KINDS: Mapping[str, Kind] = _ENTERED


def find_kind(typed: str) -> Kind:
    """Return a kind by its code name or its Japanese label. Raises NotFound listing the kinds."""
    wanted = identity(typed)
    for kind in KINDS.values():
        if wanted in {kind.name, identity(kind.label)}:
            return kind
    known = "、".join(f"{kind.name}（{kind.label}）" for kind in KINDS.values())
    raise NotFound(f"記録の種類「{typed}」はありません。使えるのは次のとおりです: {known}")
