"""All record kinds, in the order in which references can be resolved and sheets are shown."""

from collections.abc import Mapping

from secops.base.errors import NotFound
from secops.base.text import identity
from secops.records import clouds, contents, contracts, information, measures, organisations, reports, systems, work
from secops.records.kinds import KINDS as _ENTERED
from secops.records.kinds import Kind

_MODULES = (organisations, contracts, work, measures, clouds, information, systems, contents, reports)
_ORDER = [module.__name__ for module in _MODULES]

KINDS: Mapping[str, Kind] = {
    kind.name: kind for kind in sorted(_ENTERED.values(), key=lambda kind: _ORDER.index(kind.record.__module__))
}


def find_kind(typed: str) -> Kind:
    """Return a kind by its code name or its Japanese label. Raises NotFound listing the kinds."""
    wanted = identity(typed)
    for kind in KINDS.values():
        if wanted in {kind.name, identity(kind.label)}:
            return kind
    known = "、".join(f"{kind.name}（{kind.label}）" for kind in KINDS.values())
    raise NotFound(f"記録の種類「{typed}」はありません。使えるのは次のとおりです: {known}")
