"""The conventional numbers (目安): how many days, months, percent or yen the rules reckon with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from secops.base.errors import DataError, Fault, NotFound

# What the rules ask for by name; an edition gives each of them a value, and no other.
TERM_NAMES = (
    "assurance",
    "report",
    "improvement",
    "finding",
    "subcontract_disposal",
    "disposal",
    "disposal_confirmation",
    "education",
    "incident_report",
    "incident_consultation",
    "instruction",
    "delisted_assessment",
    "list_check",
    "cloud_review",
    "system_change",
    "vulnerability_watch",
    "vulnerability_notice",
    "vulnerability_plan",
    "patch",
    "platform_diagnosis",
    "web_diagnosis",
    "diagnosis_fix",
    "subcontract_ratio",
    "subcontract_threshold",
    "half_term_months",
)

# The least and greatest value of each unit. A round of 0 か月 would never end, and a date must stay a date.
LIMITS: Mapping[str, tuple[int, int]] = {
    "日": (0, 3650),
    "か月": (1, 120),
    "％": (0, 100),
    "円": (0, 10**12),
}


class Origin(StrEnum):
    """Where the value of a term stands: the edition, or the workspace's settings."""

    EDITION = "版"
    SETTINGS = "設定"


@dataclass(frozen=True, slots=True)
class Term:
    """One conventional number with its unit (日, か月, ％, 円), its Japanese label and its ground.

    ``ours`` says that the official text gives no such number; ``why`` says why this one, or quotes the text.
    """

    name: str
    value: int
    unit: str
    label: str
    ours: bool
    why: str
    origin: Origin = Origin.EDITION


def expected_value(unit: str, value: object) -> str:
    """Return what was expected of a value in that unit, or "" when the value will do."""
    least, greatest = LIMITS[unit]
    if isinstance(value, int) and not isinstance(value, bool) and least <= value <= greatest:
        return ""
    return f"{least}以上{greatest}以下の整数（{unit}）で書いてください"


@dataclass(frozen=True, slots=True)
class Terms:
    """All conventional numbers of an edition by name, perhaps overlaid by a workspace's settings."""

    by_name: Mapping[str, Term]

    def __getitem__(self, name: str) -> int:
        """Return the value of a term in its unit; raises NotFound for a name that is no term."""
        return self.term(name).value

    def __iter__(self) -> Iterator[Term]:
        """Yield the terms in the order of the edition."""
        return iter(self.by_name.values())

    def __len__(self) -> int:
        """Return how many terms there are."""
        return len(self.by_name)

    def term(self, name: str) -> Term:
        """Return a term with its unit, label and origin; raises NotFound for a name that is no term."""
        found = self.by_name.get(name)
        if found is None:
            raise NotFound(f"「{name}」という目安の日数等はありません。使える名前: {'、'.join(self.by_name)}")
        return found

    def overlaid(self, settings: Mapping[str, object], where: str) -> "Terms":
        """Return the terms with the settings' values laid over them.

        ``where`` names the place for messages (``settings.toml terms``). Raises DataError with a fault for each
        name that is no term and each value that is not a whole number within the limits of its unit.
        """
        faults: list[Fault] = []
        merged = dict(self.by_name)
        for name, value in settings.items():
            term = self.by_name.get(name)
            if term is None:
                known = "、".join(self.by_name)
                faults.append(Fault(f"{where}.{name}", "この名前の目安の日数等はありません", f"使える名前: {known}"))
            elif expected := expected_value(term.unit, value):
                faults.append(Fault(f"{where}.{name}", f"「{term.label}」の値「{value}」は使えません", expected))
            elif isinstance(value, int):
                merged[name] = replace(term, value=value, origin=Origin.SETTINGS)
        if faults:
            raise DataError("目安の日数等の設定に誤りがあります。直してから、もう一度お試しください。", tuple(faults))
        return Terms(merged)
