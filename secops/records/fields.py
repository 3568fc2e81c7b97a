"""Field declarations: label, type, limits and role of one field, said once.

A record kind is a frozen dataclass whose fields are made by the helpers below. From the declaration come
conversion, validation, lists, headings and forms; the database schema is held against it by a test.
"""

import dataclasses
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

SPEC = "secops.field"  # the key of the declaration in a dataclass field's metadata


class FieldType(StrEnum):
    """What a field holds, and as what Python value."""

    TEXT = "text"  # str, one line, "" when blank
    NOTE = "note"  # str, many lines
    DATE = "date"  # date or None
    DATES = "dates"  # tuple of dates, in order
    INT = "int"  # int or None
    YEN = "yen"  # int or None, yen with tax
    PERCENT = "percent"  # Decimal or None
    FLAG = "flag"  # True 有, False 無, None 未確認
    CHOICE = "choice"  # str out of choices, "" when blank
    SEVERAL = "several"  # tuple of str out of choices, in the order of the choices
    REF = "ref"  # id of another record, "" when blank
    COUNTRIES = "countries"  # tuple of ISO 3166-1 alpha-2 codes
    COUNTRY = "country"  # one such code, "" when blank


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field as declared."""

    name: str
    label: str
    type: FieldType
    required: bool = False
    key: bool = False  # part of the natural key
    ministry: bool = False  # a date towards the ministry: 提示, 承認, 許可 …
    personal: bool = False  # personal data
    choices: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = ()  # other words that people use, each with the choice it means
    to: str = ""  # the kind a reference points to
    aliases: tuple[str, ...] = ()  # other headings that people use
    help: str = ""
    longest: int = 0  # characters; 0 for the type's own limit
    least: int | None = None
    most: int | None = None
    unit: str = ""
    check: str = ""  # name of a check in records.checks, "" for none
    kept: bool = False  # the program writes it; nobody types it


_LONGEST = {FieldType.TEXT: 200, FieldType.NOTE: 10_000}


def _field(label: str, kind: FieldType, default: Any, **role: Any) -> Any:
    longest = role.pop("longest", 0) or _LONGEST.get(kind, 0)
    spec = FieldSpec(name="", label=label, type=kind, longest=longest, **role)
    return dataclasses.field(default=default, metadata={SPEC: spec})


def text(label: str, **role: Any) -> Any:
    """Declare a line of text (str)."""
    return _field(label, FieldType.TEXT, "", **role)


def note(label: str, **role: Any) -> Any:
    """Declare a text of many lines (str)."""
    return _field(label, FieldType.NOTE, "", **role)


def day(label: str, **role: Any) -> Any:
    """Declare a date (date or None). A name ending in _on."""
    return _field(label, FieldType.DATE, None, **role)


def days(label: str, **role: Any) -> Any:
    """Declare several dates (tuple of date)."""
    return _field(label, FieldType.DATES, (), **role)


def integer(label: str, **role: Any) -> Any:
    """Declare a whole number (int or None)."""
    return _field(label, FieldType.INT, None, **role)


def yen(label: str, **role: Any) -> Any:
    """Declare an amount in yen (int or None)."""
    return _field(label, FieldType.YEN, None, least=0, unit="円", **role)


def percent(label: str, **role: Any) -> Any:
    """Declare a ratio in percent (Decimal or None)."""
    return _field(label, FieldType.PERCENT, None, least=0, most=100, unit="％", **role)


def flag(label: str, **role: Any) -> Any:
    """Declare 有／無／未確認 (True, False, None)."""
    return _field(label, FieldType.FLAG, None, **role)


def choice(label: str, choices: tuple[str, ...], **role: Any) -> Any:
    """Declare one of several words (str)."""
    return _field(label, FieldType.CHOICE, "", choices=choices, **role)


def several(label: str, choices: tuple[str, ...], **role: Any) -> Any:
    """Declare any of several words (tuple of str)."""
    return _field(label, FieldType.SEVERAL, (), choices=choices, **role)


def ref(label: str, to: str, **role: Any) -> Any:
    """Declare a reference to a record of another kind (its id)."""
    return _field(label, FieldType.REF, "", to=to, **role)


def countries(label: str, **role: Any) -> Any:
    """Declare one or several countries (tuple of ISO codes)."""
    return _field(label, FieldType.COUNTRIES, (), **role)


def country(label: str, **role: Any) -> Any:
    """Declare a country (ISO code)."""
    return _field(label, FieldType.COUNTRY, "", **role)
