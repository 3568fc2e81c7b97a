"""What must hold for a record before it is kept: required fields, limits, the order of its dates."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from secops.records.fields import FieldSpec
from secops.records.kinds import KINDS, Kind, Record
from secops.records.reports import DONE, AddedRow, Answer
from secops.records.values import Value, blank


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one field of a record."""

    field: FieldSpec
    what: str
    expected: str


def problems(kind: Kind, record: Record) -> Iterator[Problem]:
    """Yield all that keeps a record from being written."""
    for field in kind.fields:
        value = getattr(record, field.name)
        if field.required and value == blank(field):
            yield Problem(field, "空欄です", f"{field.label}は必須")
        elif field.check and value:
            expected = _CHECKS[field.check](value)
            if expected:
                yield Problem(field, f"「{value}」は使えません", expected)
    for earlier_name, later_name in kind.in_order:
        earlier, later = getattr(record, earlier_name), getattr(record, later_name)
        if earlier and later and later < earlier:
            field = kind.field(later_name)
            label = kind.field(earlier_name).label
            yield Problem(
                field, f"{later.isoformat()}は{label}（{earlier.isoformat()}）より前です", f"{label}以後の日付"
            )
    if kind.exactly_one and sum(1 for name in kind.exactly_one if getattr(record, name)) != 1:
        labels = "、".join(kind.field(name).label for name in kind.exactly_one)
        yield Problem(kind.field(kind.exactly_one[0]), "対象が一つに決まりません", f"{labels}のうち一つだけ")
    yield from _reasons(kind, record)


def _reasons(kind: Kind, record: Record) -> Iterator[Problem]:
    """A reason is required for 未実施 and 該当なし at the moment it is written (別紙 記載要領１)."""
    if isinstance(record, Answer | AddedRow) and record.status not in {"", DONE} and not record.reason:
        yield Problem(kind.field("reason"), "空欄です", f"{record.status}には理由が必要")


def _corporate_number(value: Value) -> str:
    """法人番号: 13 digits, the first a check digit (法人番号の指定等に関する省令 第２条)."""
    if not (len(value) == 13 and value.isascii() and value.isdigit()):
        return "13桁の数字"
    total = sum(int(digit) * (1 if place % 2 == 0 else 2) for place, digit in enumerate(reversed(value[1:])))
    return "" if int(value[0]) == 9 - total % 9 else "検査用数字の合う法人番号"


def _code(value: Value) -> str:
    """A 略号 is typed in commands and stands in file names."""
    if any(sign in value for sign in '\\/:*?"<>|=') or any(sign.isspace() for sign in value):
        return '空白と \\ / : * ? " < > | = を含まない文字列'
    if value.startswith((".", "-")) or value == "all":
        return "「.」「-」で始まらず、all でない文字列"
    return ""


def _edition(value: Value) -> str:
    """The edition is looked up where editions are known; here only that it can be a folder's name."""
    plain = value.isascii() and all(sign.isalnum() or sign in "-_" for sign in value)
    return "" if plain else "版の名前（例 meti-r6-kanto）"


def _editions(value: Value) -> str:
    """Several editions, one after the other."""
    return next((expected for one in value.split("、") if (expected := _edition(one))), "")


def _kind(value: Value) -> str:
    """Evidence names the kind of what it proves."""
    return "" if value in KINDS else "記録の種類のコード名（例 assignment）"


def _sha256(value: Value) -> str:
    """A digest as 64 hexadecimal digits."""
    return "" if len(value) == 64 and all(sign in "0123456789abcdef" for sign in value) else "64桁の16進数（小文字）"


_CHECKS: dict[str, Callable[[Value], str]] = {
    "corporate_number": _corporate_number,
    "code": _code,
    "edition": _edition,
    "editions": _editions,
    "kind": _kind,
    "sha256": _sha256,
}
