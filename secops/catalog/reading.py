"""Reading one TOML table strictly: every key is asked for by type, and what is left over is a fault.

A wrong value is noted as a fault and a neutral one handed back, so that one reading finds all faults of a file.
Whoever reads looks at the list of faults before using anything.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from secops.base.errors import DataError, Fault

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column \d+|end of document)\)$")


class Table:
    """A TOML table at a place (file and key path), noting faults in a list shared by the whole reading."""

    __slots__ = ("_asked", "_faults", "_path", "_values", "file")

    def __init__(self, file: str, path: str, values: Mapping[str, object], faults: list[Fault]) -> None:
        """Take the file's name, the key path ("" for the whole file), the values and the list of faults."""
        self.file = file
        self._path = path
        self._values = values
        self._faults = faults
        self._asked: set[str] = set()

    def fault(self, key: str, what: str, expected: str = "") -> None:
        """Note a fault at a key of this table."""
        self._faults.append(Fault(f"{self.file} {self._key(key)}", what, expected))

    def has(self, key: str) -> bool:
        """Whether a key that may be left out is there."""
        return key in self._values

    def text(self, key: str) -> str:
        """Return a text that is not blank."""
        value = self._required(key)
        return self._as_text(key, value) if value is not None else ""

    def optional_text(self, key: str) -> str:
        """Return a text, or "" when the key is not there; a blank text is a fault (leave the key out)."""
        value = self._asked_for(key)
        return self._as_text(key, value) if value is not None else ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of one or more texts, none of them blank."""
        values = self._list(key)
        if values == ():
            self.fault(key, "一つもありません", "一つ以上の文字列を書いてください")
        return tuple(self._as_text(f"{key}[{place}]", value) for place, value in enumerate(values or (), start=1))

    def number(self, key: str) -> int:
        """Return a whole number."""
        value = self._required(key)
        if value is None:
            return 0
        if not isinstance(value, int) or isinstance(value, bool):
            self._wrong(key, value, "整数で書いてください")
            return 0
        return value

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """Return true or false; without a default the key must be there."""
        value = self._required(key) if default is None else self._asked_for(key)
        if value is None:
            return bool(default)
        if not isinstance(value, bool):
            self._wrong(key, value, "true か false で書いてください")
            return False
        return value

    def optional_day(self, key: str) -> date | None:
        """Return a date, or None when the key is not there."""
        value = self._asked_for(key)
        return self._as_day(key, value) if value is not None else None

    def days(self, key: str) -> tuple[date, ...]:
        """Return a list of dates, perhaps empty."""
        found = (self._as_day(f"{key}[{place}]", value) for place, value in enumerate(self._list(key) or (), start=1))
        return tuple(day for day in found if day is not None)

    def table(self, key: str) -> "Table":
        """Return the table under a key."""
        return self.optional_table(key, required=True) or Table(self.file, self._key(key), {}, [])

    def optional_table(self, key: str, *, required: bool = False) -> "Table | None":
        """Return the table under a key, or None when the key is not there or holds something else (a fault)."""
        value = self._required(key) if required else self._asked_for(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            self._wrong(key, value, f"[{self._key(key)}] の表で書いてください")
            return None
        return Table(self.file, self._key(key), value, self._faults)

    def tables(self, key: str) -> tuple["Table", ...]:
        """Return the tables of a ``[[key]]`` list, counted from 1 in messages; none when the key is not there."""
        if self._asked_for(key) is None:
            return ()
        found: list[Table] = []
        for place, value in enumerate(self._list(key) or (), start=1):
            if isinstance(value, dict):
                found.append(Table(self.file, self._key(f"{key}[{place}]"), value, self._faults))
            else:
                self._wrong(f"{key}[{place}]", value, f"[[{self._key(key)}]] の表で書いてください")
        return tuple(found)

    def names(self) -> tuple[str, ...]:
        """Return the keys as the file gives them."""
        return tuple(self._values)

    def finish(self) -> None:
        """Note every key that was not asked for."""
        for key in self._values:
            if key not in self._asked:
                known = "、".join(sorted(self._asked))
                self.fault(key, "知らない項目名です", f"書けるもの: {known}")

    def _key(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _asked_for(self, key: str) -> object | None:
        self._asked.add(key)
        return self._values.get(key)

    def _required(self, key: str) -> object | None:
        value = self._asked_for(key)
        if value is None:
            self.fault(key, "ありません", "必ず書いてください")
        return value

    def _list(self, key: str) -> tuple[object, ...] | None:
        value = self._required(key)
        if value is None:
            return None
        if not isinstance(value, list):
            self._wrong(key, value, "[ ] で囲んだ並びで書いてください")
            return None
        return tuple(value)

    def _as_text(self, key: str, value: object) -> str:
        if isinstance(value, str) and value.strip():
            return value
        self._wrong(key, value, "空でない文字列で書いてください")
        return ""

    def _as_day(self, key: str, value: object) -> date | None:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self._wrong(key, value, "日付（2025-04-01 の形、引用符なし）で書いてください")
        return None

    def _wrong(self, key: str, value: object, expected: str) -> None:
        shown = str(value)
        self.fault(key, f"値「{shown[:40]}{'…' if len(shown) > 40 else ''}」は使えません", expected)


def read_toml(path: Path, name: str) -> dict[str, object]:
    """Return the content of a TOML file, called ``name`` in messages.

    Raises DataError when it cannot be read, is not UTF-8, or is not TOML (then with the line).
    """
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise _unreadable(Fault(name, f"読めません: {error.strerror or error}")) from error
    except UnicodeDecodeError as error:
        raise _unreadable(Fault(name, "文字コードが UTF-8 ではありません", "UTF-8 で保存してください")) from error
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        place = _PLACE.search(reason)
        where = f"{name} {place['line']}行目" if place and place["line"] else f"{name} 末尾"
        fault = Fault(where, "TOMLの書き方に誤りがあります", _PLACE.sub("", reason))
        raise _unreadable(fault) from error


def _unreadable(fault: Fault) -> DataError:
    return DataError("版のファイルを読めません。", (fault,))
