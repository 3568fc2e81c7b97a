"""Field values: read from what people type, shown in Japanese, turned into plain JSON values and back."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from secops.base import text as texts
from secops.base.dates import parse_date
from secops.records.countries import country_name, find_country
from secops.records.fields import FieldSpec, FieldType

YES = frozenset(["有", "あり", "はい", "○", "〇", "◯", "✓", "✔", "レ", "yes", "y", "true", "1", "該当", "する"])
NO = frozenset(["無", "なし", "いいえ", "×", "✕", "✗", "no", "n", "false", "0", "非該当", "しない"])
UNKNOWN = frozenset(["未確認", "不明", "未定", "?", "unknown"])

_SEPARATORS = re.compile(r"[、,，;；/／\n]+")
_MIDDLE_DOTS = re.compile(r"・+")  # separate too, but also stand inside names: 「ボスニア・ヘルツェゴビナ」
_FLAG_SHOWN = {True: "有", False: "無", None: "未確認"}

Value = Any  # one of the Python values that FieldType lists


def blank(field: FieldSpec) -> Value:
    """Return the value of a field that nothing is said of."""
    if field.type in {FieldType.DATES, FieldType.SEVERAL, FieldType.COUNTRIES}:
        return ()
    if field.type in {FieldType.DATE, FieldType.INT, FieldType.YEN, FieldType.PERCENT, FieldType.FLAG}:
        return None
    return ""


def parse(field: FieldSpec, typed: str) -> Value:
    """Read what a person typed for a field; blank text gives the blank value.

    References are returned as typed: who knows the records resolves them. Raises ValueError with what was
    expected, in Japanese.
    """
    if not typed.strip():
        return blank(field)
    return _PARSERS[field.type](field, typed)


def _parse_text(field: FieldSpec, typed: str) -> str:
    cleaned = texts.clean(typed, lines=field.type is FieldType.NOTE)
    if field.longest and len(cleaned) > field.longest:
        raise ValueError(f"{field.longest}字以内。今は{len(cleaned)}字")
    return cleaned


def _parse_date(_field: FieldSpec, typed: str) -> date:
    return parse_date(typed)


def _parse_dates(_field: FieldSpec, typed: str) -> tuple[date, ...]:
    # A slash and a dot stand inside dates, so only these separate them.
    parts = [part for part in re.split(r"[、,，;；\n]+", typed) if part.strip()]
    return tuple(sorted({parse_date(part) for part in parts}))


def _parse_number(field: FieldSpec, typed: str) -> int:
    plain = unicodedata.normalize("NFKC", typed).strip().replace(",", "").replace(" ", "")
    plain = plain.removeprefix("¥").removeprefix("\\").removesuffix("円").removesuffix(")").strip()
    if field.type is FieldType.INT and field.name == "item":
        plain = plain.removeprefix("情報セキュリティに関する事項")
    if not re.fullmatch(r"-?\d{1,15}", plain):
        example = "（例 12,000,000）" if field.type is FieldType.YEN else ""
        raise ValueError(f"整数{example}")
    return int(_within(field, Decimal(plain)))


def _parse_percent(field: FieldSpec, typed: str) -> Decimal:
    plain = unicodedata.normalize("NFKC", typed).strip().removesuffix("%").strip()
    if not re.fullmatch(r"\d{1,3}(\.\d{1,6})?", plain):
        raise ValueError("0から100までの数（例 33.4％）")
    return _within(field, Decimal(plain))


def _within(field: FieldSpec, number: Decimal) -> Decimal:
    if (field.least is not None and number < field.least) or (field.most is not None and number > field.most):
        if field.least is not None and field.most is not None:
            raise ValueError(f"{field.least}から{field.most}までの数")
        raise ValueError(f"{field.least}以上の数" if field.most is None else f"{field.most}以下の数")
    return number


def _parse_flag(_field: FieldSpec, typed: str) -> bool | None:
    plain = unicodedata.normalize("NFKC", typed).strip().casefold()
    for words, value in ((YES, True), (NO, False), (UNKNOWN, None)):
        if plain in words or typed.strip() in words:
            return value
    raise ValueError("有、無、未確認のいずれか（○、×、はい、いいえも可）")


def _parse_choice(field: FieldSpec, typed: str) -> str:
    wanted = texts.identity(typed)
    for word in field.choices:
        if texts.identity(word) == wanted:
            return word
    for other, word in field.also:
        if texts.identity(other) == wanted:
            return word
    raise ValueError("次のいずれか: " + "、".join(field.choices))


def _parse_several(field: FieldSpec, typed: str) -> tuple[str, ...]:
    known = {texts.identity(word) for word in field.choices}
    parts = _parts(typed, lambda part: texts.identity(part) in known)
    chosen = {_parse_choice(field, part) for part in parts}
    return tuple(word for word in field.choices if word in chosen)


def _parts(typed: str, is_name: Callable[[str], bool]) -> Iterator[str]:
    """Yield the names in a list; a 「・」 separates only where the text around it is no name as a whole."""
    for part in _SEPARATORS.split(typed):
        names = [part] if is_name(part) else _MIDDLE_DOTS.split(part)
        yield from (name for name in names if name.strip())


def _parse_reference(_field: FieldSpec, typed: str) -> str:
    return texts.clean(typed)


def _parse_country(_field: FieldSpec, typed: str) -> str:
    found = find_country(typed)
    if found is None:
        raise ValueError("国名（例 日本、ベトナム、JP）または無国籍")
    return found


def _parse_countries(field: FieldSpec, typed: str) -> tuple[str, ...]:
    parts = _parts(typed, lambda part: find_country(part) is not None)
    codes = [_parse_country(field, part) for part in parts]
    return tuple(dict.fromkeys(codes))


_PARSERS: Mapping[FieldType, Callable[[FieldSpec, str], Value]] = {
    FieldType.TEXT: _parse_text,
    FieldType.NOTE: _parse_text,
    FieldType.DATE: _parse_date,
    FieldType.DATES: _parse_dates,
    FieldType.INT: _parse_number,
    FieldType.YEN: _parse_number,
    FieldType.PERCENT: _parse_percent,
    FieldType.FLAG: _parse_flag,
    FieldType.CHOICE: _parse_choice,
    FieldType.SEVERAL: _parse_several,
    FieldType.REF: _parse_reference,
    FieldType.COUNTRY: _parse_country,
    FieldType.COUNTRIES: _parse_countries,
}


def show(field: FieldSpec, value: Value, names: Mapping[str, str] | None = None) -> str:
    """Show a value to a person; a reference by its name in ``names`` (id → name). What :func:`parse` reads back."""
    if value is None or value in ("", ()):
        return "未確認" if field.type is FieldType.FLAG else ""
    match field.type:
        case FieldType.FLAG:
            return _FLAG_SHOWN[value]
        case FieldType.DATE:
            return str(value.isoformat())
        case FieldType.DATES:
            return "、".join(one.isoformat() for one in value)
        case FieldType.YEN:
            return f"{value:,}"
        case FieldType.SEVERAL:
            return "、".join(value)
        case FieldType.COUNTRY:
            return country_name(value)
        case FieldType.COUNTRIES:
            return "、".join(country_name(code) for code in value)
        case FieldType.REF:
            return (names or {}).get(value, value[:8])
        case _:
            return str(value)


def to_plain(field: FieldSpec, value: Value) -> str | int | bool | list[str] | None:
    """Turn a value into one that JSON holds: dates as ISO, ratios as text, several as a list, a blank ref as null."""
    match field.type:
        case FieldType.DATE:
            return value.isoformat() if value else None
        case FieldType.DATES:
            return [one.isoformat() for one in value]
        case FieldType.PERCENT:
            return None if value is None else str(value)
        case FieldType.SEVERAL | FieldType.COUNTRIES:
            return list(value)
        case FieldType.REF:
            return value or None
        case _:
            return value  # type: ignore[no-any-return]


def from_plain(field: FieldSpec, plain: Any) -> Value:
    """Turn a plain value back; the reverse of :func:`to_plain`. A flag may come as 0 and 1."""
    match field.type:
        case FieldType.DATE:
            return date.fromisoformat(plain) if plain else None
        case FieldType.DATES:
            return tuple(date.fromisoformat(one) for one in plain)
        case FieldType.PERCENT:
            return None if plain is None else Decimal(plain)
        case FieldType.SEVERAL | FieldType.COUNTRIES:
            return tuple(plain)
        case FieldType.REF:
            return plain or ""
        case FieldType.FLAG:
            return None if plain is None else bool(plain)
        case _:
            return plain
