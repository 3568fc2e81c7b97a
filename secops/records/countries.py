"""Countries and regions: ISO 3166-1 codes, their Japanese names, and reading a name as people write it."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from secops.base.errors import NotFound
from secops.base.paths import data_folder

STATELESS = "XX"  # 無国籍: our own use of a code that ISO 3166-1 leaves to its users


@dataclass(frozen=True, slots=True)
class Country:
    """A country or region: alpha-2 code, Japanese and English name (CLDR), alpha-3 code, other names in use."""

    code: str
    name: str
    english: str
    alpha3: str
    also: tuple[str, ...]


@cache
def countries() -> Mapping[str, Country]:
    """Return every country and region by its alpha-2 code, read once from ``controls/countries.toml``."""
    content = tomllib.loads((data_folder("controls") / "countries.toml").read_text(encoding="utf-8"))
    return {
        code: Country(code, row["name"], row["english"], row["alpha3"], tuple(row["also"]))
        for code, row in content.items()
    }


def country_name(code: str) -> str:
    """Return the Japanese name of an alpha-2 code; raises NotFound for a code that is none."""
    found = countries().get(code)
    if found is None:
        raise NotFound(f"国・地域の符号「{code}」はありません。ISO 3166-1 の二文字の符号（例: JP）を使ってください。")
    return found.name


def find_country(text: str) -> str | None:
    """Return the alpha-2 code of a name as people write it, or None when it is no known name.

    Takes Japanese names and their common variants, English names, alpha-2 and alpha-3 codes;
    full and half width, capitals and spaces make no difference.
    """
    return _codes_by_name().get(_folded(text))


@cache
def _codes_by_name() -> Mapping[str, str]:
    return {
        _folded(name): country.code
        for country in countries().values()
        for name in (country.code, country.alpha3, country.name, country.english, *country.also)
    }


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
