"""A registered service as a list has it, and what makes two registration numbers the same."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

_INVISIBLE = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+")
_HYPHENS = re.compile(r"[‐‑‒–—―−─━ーｰ－﹣~〜]")


@dataclass(frozen=True, slots=True)
class Listed:
    """One registered service as a list has it; a day the list does not give is None, and is not reckoned here."""

    number: str
    name: str
    provider: str
    corporate_number: str
    registered_on: date | None
    expires_on: date | None
    audit_from_on: date | None
    audit_to_on: date | None
    statement: str
    renewing: bool  # the list says that a renewal is being examined (更新審査中)
    remarks: str


def normal_number(text: str) -> str:
    """Return a registration number as it is kept: half width, capitals, no spaces, one kind of hyphen."""
    plain = unicodedata.normalize("NFKC", _HYPHENS.sub("-", text))
    return _HYPHENS.sub("-", _INVISIBLE.sub("", plain)).upper()
