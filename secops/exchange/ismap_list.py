"""Reading an ISMAP list, as a person saved it from the portal, out of a file's rows: the whole list or nothing."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from secops.base.dates import EXPECTED
from secops.base.errors import Fault, InputError
from secops.base.text import clean, identity
from secops.exchange.ismap_dates import PERIOD_EXPECTED, read_day, read_last_day, read_period, stated_day
from secops.ismap.entries import Listed, normal_number
from secops.ismap.formats import Formats, ListFormat, shipped_formats
from secops.tables.heading import Heading, find_heading, heading_key, likely_headings
from secops.tables.rows import RawSheet, Row, column_letter, filled

MOST_FAULTS = 200  # that are listed; a wrong file has one in every row
_AT_LEAST = 2  # known headings by which a row is taken for the heading
_TAKEN_TOGETHER = frozenset({"status", "remarks"})  # all columns of these are read
_MANGLED = re.compile(r"[0-9.]+e\+?[0-9]+|[0-9]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as read. ``as_of`` is the day it says it is of, None when it says none."""

    list_id: str  # as --list takes it: ismap, liu
    list_name: str  # ISMAP, ISMAP-LIU
    as_of: date | None
    entries: tuple[Listed, ...]
    unused: tuple[str, ...]  # headings that mean nothing to us
    left_alone: tuple[str, ...]  # sheets and tables that are no list, or another one


class HeadingsMissing(InputError):
    """Required columns cannot be told; a terminal asks for each of ``missing`` (our label) among ``found``."""

    def __init__(self, message: str, missing: tuple[str, ...], found: tuple[str, ...]) -> None:
        """Take the sentence, the labels not found, and the headings of the table."""
        super().__init__(message)
        self.missing = missing
        self.found = found


class ListUnclear(InputError):
    """Neither the numbers nor the titles tell for certain which list it is."""


def read_ismap_list(
    sheets: Sequence[RawSheet], *, headings_map: Mapping[str, str] | None = None, list_name: str = ""
) -> ReadList:
    """Read the list that the sheets hold.

    ``headings_map``: our label → the heading in the file, as ``--map`` gives it. ``list_name``: ismap or liu, "" to
    have it told by the numbers and titles. Raises InputError with every fault: sheet, row, column, value.
    """
    formats = shipped_formats()
    given = _given_list(formats, list_name)
    mapped = _mapped(formats, headings_map or {})
    tables = [table for sheet in sheets if (table := _table(formats, mapped, sheet)) is not None]
    if not tables:
        raise _no_table(formats, mapped, sheets)
    shown = [table for table in tables if not table.sheet.hidden] or tables
    list_format, chosen = _chosen(formats, given, shown)
    names = {heading_key(name) for table in chosen for name in table.heading.names}
    for label, heading in mapped.values():
        if heading_key(heading) not in names:
            raise InputError(
                f"{chosen[0].sheet.label}に、{label}に当てた見出し「{heading}」がありません。--mapを確かめてください。"
            )
    reading = _Reading(formats, list_format)
    entries = tuple(entry for table in chosen for entry in reading.rows(table))
    reading.finish(chosen[0].sheet)
    read = {table.sheet.label for table in chosen}
    return ReadList(
        list_format.id,
        list_format.name,
        stated_day(dict.fromkeys(text for table in chosen for text in table.said())),
        entries,
        tuple(dict.fromkeys(name for table in chosen for name in table.unused())),
        tuple(sheet.label for sheet in sheets if sheet.rows and sheet.label not in read),
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet with its heading; ``columns``: our key → the columns read for it."""

    sheet: RawSheet
    heading: Heading
    columns: Mapping[str, tuple[int, ...]]
    body: tuple[Row, ...]  # merged cells filled

    def text(self, row: Row, key: str) -> str:
        """Return what a row says under a key, a line for each column."""
        return "\n".join(cell for column in self.columns.get(key, ()) if (cell := row.cell(column).strip()))

    def numbers(self) -> Iterator[str]:
        """Yield the registration numbers as written, half width."""
        return (number for row in self.body if (number := normal_number(self.text(row, "number"))))

    def unused(self) -> Iterator[str]:
        """Yield the headings of columns that are not read."""
        used = {column for columns in self.columns.values() for column in columns}
        return (name for column, name in enumerate(self.heading.names) if name and column not in used)

    def above(self) -> Iterator[str]:
        """Yield the cells above the heading."""
        return (cell for row in self.sheet.rows if row.number < self.heading.first_row for cell in row.cells if cell)

    def said(self) -> Iterator[str]:
        """Yield what stands around the table: titles, sheet name, rows above and notes below."""
        yield from self.sheet.titles
        yield self.sheet.name
        yield from self.above()
        yield from (cells[0] for row in self.body if len(cells := _cells(row)) == 1)
        yield from self.sheet.notes


def _cells(row: Row) -> list[str]:
    """Return the distinct cells of a row that are not blank."""
    return list(dict.fromkeys(text for cell in row.cells if (text := cell.strip())))


def _given_list(formats: Formats, name: str) -> ListFormat | None:
    wanted = identity(name).casefold()
    if not wanted:
        return None
    for one in formats.lists:
        if wanted in {one.id, one.name.casefold(), identity(one.label).casefold()}:
            return one
    known = "、".join(f"{one.id}（{one.label}）" for one in formats.lists)
    raise InputError(f"--listの「{name}」は使えません。使えるもの: {known}")


def _mapped(formats: Formats, headings_map: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return our key → label and heading in the file. Raises InputError for a label that is none, or used twice."""
    known = formats.by_heading(heading_key) | {one.key: one.key for one in formats.columns}
    mapped: dict[str, tuple[str, str]] = {}
    for label, heading in headings_map.items():
        key = known.get(heading_key(label))
        if key is None:
            labels = "、".join(one.label for one in formats.columns)
            raise InputError(f"--mapの「{label}」という項目はありません。使えるもの: {labels}")
        if not heading_key(heading):
            raise InputError(f"--map {label}= に、ファイルの見出しを続けて書いてください。")
        if key in mapped or any(heading_key(heading) == heading_key(other) for _, other in mapped.values()):
            raise InputError(f"--map {label}={heading}: 同じ項目又は同じ見出しを二度指定しています。")
        mapped[key] = (formats.column(key).label, heading)
    return mapped


def _wanted(formats: Formats, mapped: Mapping[str, tuple[str, str]]) -> Callable[[str], str | None]:
    known = {heading: key for heading, key in formats.by_heading(heading_key).items() if key not in mapped}
    known |= {heading_key(heading): key for key, (_, heading) in mapped.items()}
    return known.get


def _table(formats: Formats, mapped: Mapping[str, tuple[str, str]], sheet: RawSheet) -> _Table | None:
    """Return the sheet as a list with all required columns, or None."""
    heading = find_heading(sheet, _wanted(formats, mapped), _AT_LEAST)
    if heading is None or any(one.required and one.key not in heading.columns.values() for one in formats.columns):
        return None
    columns = {key: _best(formats, sheet, heading, key) for key in dict.fromkeys(heading.columns.values())}
    rows = {row.number: row for row in filled(sheet)}
    return _Table(sheet, heading, columns, tuple(rows[row.number] for row in heading.body))


def _best(formats: Formats, sheet: RawSheet, heading: Heading, key: str) -> tuple[int, ...]:
    """Return the columns to read for a key: of 「登録日」 and 「初回登録日」 the one our data has first."""
    columns = tuple(column for column, found in heading.columns.items() if found == key)
    if len(columns) == 1 or key in _TAKEN_TOGETHER:
        return columns
    about = formats.column(key)
    order = [heading_key(name) for name in (about.label, *about.headings)]
    ranks = {column: _rank(order, heading.names[column]) for column in columns}
    best = tuple(column for column in columns if ranks[column] == min(ranks.values()))
    if len(best) == 1 or (key == "audit" and len(best) == 2):  # one heading over the first and the last day
        return best
    letters = "、".join(f"{column_letter(column)}列" for column in best)
    raise InputError(
        f"{sheet.place(heading.last_row)}: {about.label}の見出しが二つあります（{letters}）。"
        f"一つにするか、見出しの名前を変えて --map {about.label}=見出し のように指定してください。"
    )


def _rank(order: list[str], name: str) -> int:
    key = heading_key(name)
    return order.index(key) if key in order else len(order)


def _no_table(formats: Formats, mapped: Mapping[str, tuple[str, str]], sheets: Sequence[RawSheet]) -> InputError:
    """Return the error that names the headings found and the option to give."""
    wanted = _wanted(formats, mapped)
    headings = [(sheet, find_heading(sheet, wanted, _AT_LEAST)) for sheet in sheets if sheet.rows]
    sheet, heading = max(
        headings,
        key=lambda pair: (pair[1] is not None, not pair[0].hidden, len(likely_headings(pair[0]))),
        default=(None, None),
    )
    if sheet is None:
        return InputError("リストの表がありません。")
    names = tuple(filter(None, heading.names)) if heading else likely_headings(sheet)
    known = {wanted(heading_key(name)) for name in names}
    missing = tuple(one.label for one in formats.columns if one.required and one.key not in known)
    shown = "、".join(name[:30] for name in names[:30]) or "なし"
    return HeadingsMissing(
        f"{sheet.label}に、必要な見出し「{'」「'.join(missing)}」がありません。見つかった見出し: {shown}。"
        + " ".join(f"--map {label}=見出し" for label in missing)
        + " のように、どの見出しに当たるかを指定してください。",
        missing,
        names,
    )


def _chosen(formats: Formats, given: ListFormat | None, tables: list[_Table]) -> tuple[ListFormat, list[_Table]]:
    """Return which list it is, and the tables that belong to it. Raises ListUnclear."""
    told = [_told(formats, table) for table in tables]
    if given is not None:
        own = [table for table, ids in zip(tables, told, strict=True) if not ids or given.id in ids]
        return given, own or tables
    every = {one for ids in told for one in ids}
    if len(every) == 1:
        return formats.list_format(every.pop()), tables
    why = "両方のリストの名前又は番号があります" if every else "番号と表題からは分かりません"
    options = "、".join(f"--list {one.id}（{one.label}）" for one in formats.lists)
    raise ListUnclear(f"{tables[0].sheet.label}がどのリストか、{why}。{options}のどちらかを指定してください。")


def _told(formats: Formats, table: _Table) -> set[str]:
    """Return the ids of the lists that a table's titles and numbers speak for."""
    ids = set()
    for text in (*table.sheet.titles, table.sheet.label, *table.above()):
        left = heading_key(text)
        for one in reversed(formats.lists):  # ISMAP-LIU first: its name has the other's in it
            for title in map(heading_key, one.titles):
                if title in left:
                    ids.add(one.id)
                    left = left.replace(title, " ")
    numbers = list(table.numbers())
    for one in formats.lists:
        if one.certain and 2 * sum(bool(one.pattern.search(number)) for number in numbers) > len(numbers):
            ids.add(one.id)
    return ids


class _Reading:
    """The rows of a list under way, with the faults found."""

    def __init__(self, formats: Formats, list_format: ListFormat) -> None:
        self.formats, self.format = formats, list_format
        self.faults: list[Fault] = []
        self.seen: dict[str, str] = {}  # number → where it stood first
        self.blanks = {identity(text).casefold() for text in formats.blanks}
        words = sorted(formats.renewing, key=len, reverse=True)
        self.renewing = re.compile("|".join(r"\s*".join(map(re.escape, word)) for word in words))
        self.count = 0

    def finish(self, sheet: RawSheet) -> None:
        """Raise InputError with every fault, or when there was no row."""
        count = len(self.faults)
        if count:
            more = f"（初めの{MOST_FAULTS}か所を示します）" if count > MOST_FAULTS else ""
            message = f"{sheet.label}を{self.format.label}として取り込めません。直すところが{count}か所あります{more}。"
            raise InputError(f"{message}何も書き込んでいません。", tuple(self.faults[:MOST_FAULTS]))
        if not self.count:
            raise InputError(
                f"{sheet.label}に、見出しはありますがサービスの行がありません。一覧が表示されてから保存し直してください。"
            )

    def rows(self, table: _Table) -> Iterator[Listed]:
        """Yield each row that is a service; note what is wrong with it."""
        for row in table.body:
            if self._is_service(table, row):
                self.count += 1
                yield self._entry(table, row)

    def _is_service(self, table: _Table, row: Row) -> bool:
        """Whether a row is no note, total, or line left blank but for its running number."""
        number = normal_number(table.text(row, "number"))
        if self.format.pattern.search(number):
            return True
        if not any(table.text(row, key) for key in table.columns):
            return False
        cells = _cells(row)
        return len(cells) > 2 or not self.formats.asides.match(unicodedata.normalize("NFKC", cells[0]))

    def _entry(self, table: _Table, row: Row) -> Listed:
        from_on, to_on = self._audit(table, row)
        registered = self._day(table, row, "registered_on", read_day)
        expires = self._day(table, row, "expires_on", read_last_day)
        if registered and expires and registered > expires:
            self._fault(table, row, "expires_on", f"{expires}が登録日（{registered}）より前です", "登録日以後の日付")
        return Listed(
            number=self._number(table, row),
            name=self._text(table, row, "name", required=True),
            provider=self._text(table, row, "provider"),
            corporate_number=self._corporate_number(table, row),
            registered_on=registered,
            expires_on=expires,
            audit_from_on=from_on,
            audit_to_on=to_on,
            statement=self._text(table, row, "statement"),
            renewing=self._renewing(table, row),
            remarks=self._remarks(table, row),
        )

    def _fault(self, table: _Table, row: Row, key: str, what: str, expected: str) -> None:
        columns = table.columns.get(key)
        where = table.sheet.place(row.number, columns[0] if columns else None)
        self.faults.append(Fault(f"{where} {self.formats.column(key).label}", what, expected))

    def _unreadable(self, table: _Table, row: Row, key: str, value: str, expected: object) -> None:
        shown = " ".join(value.split())
        shown = f"{shown[:40]}{'…' if len(shown) > 40 else ''}"
        self._fault(table, row, key, f"「{shown}」は読めません", f"必要なのは{expected}")

    def _blank(self, text: str) -> bool:
        return not text or identity(text).casefold() in self.blanks

    def _number(self, table: _Table, row: Row) -> str:
        written = table.text(row, "number")
        number = normal_number(written)
        if self._blank(written):
            self._fault(table, row, "number", "空欄です", "登録番号は必須")
        elif not self.format.pattern.search(number):
            self._unreadable(
                table, row, "number", written, f"{self.format.label}の登録番号（例 {self.format.example}）"
            )
        elif number in self.seen:
            self._fault(table, row, "number", f"「{number}」は{self.seen[number]}にもあります", "一つの番号は一行だけ")
        else:
            self.seen[number] = table.sheet.place(row.number)
        return number

    def _text(self, table: _Table, row: Row, key: str, *, required: bool = False) -> str:
        written = table.text(row, key)
        try:
            text = clean(" ".join(written.split()))
        except ValueError as error:
            self._unreadable(table, row, key, written.encode("utf-8", "replace").decode(), error)
            return ""
        if not self._blank(text):
            return text
        if required:
            self._fault(table, row, key, "空欄です", f"{self.formats.column(key).label}は必須")
        return ""

    def _corporate_number(self, table: _Table, row: Row) -> str:
        """Return thirteen digits, or the words that stand there for a company that has none."""
        text = self._text(table, row, "corporate_number")
        digits = normal_number(text).replace("-", "").removeprefix("T")
        if re.fullmatch(r"[0-9]{13}", digits):
            return digits
        if _MANGLED.fullmatch(digits):
            self._unreadable(table, row, "corporate_number", text, "13桁の数字。表計算ソフトで崩れていないか確かめる")
        return text

    def _day(self, table: _Table, row: Row, key: str, read: Callable[[str], date]) -> date | None:
        written = table.text(row, key)
        bare = self._without_renewing(written)
        if self._blank(bare):
            return None
        try:
            return read(bare)
        except ValueError:
            self._unreadable(table, row, key, written, EXPECTED)
            return None

    def _without_renewing(self, text: str) -> str:
        """Return a cell without the words that a renewal is being examined, which are read on their own."""
        return self.renewing.sub("", text).strip(" \u3000\n※*()（）、。・")

    def _audit(self, table: _Table, row: Row) -> tuple[date | None, date | None]:
        """Return the audited period's days, from one cell or two columns."""
        lines = [line for line in table.text(row, "audit").split("\n") if not self._blank(line)]
        first = self._day(table, row, "audit_from_on", read_day)
        last = self._day(table, row, "audit_to_on", read_day)
        if lines and first is None and last is None:
            try:
                return read_period("～".join(lines) if len(lines) == 2 else " ".join(lines))
            except ValueError as error:
                self._unreadable(table, row, "audit", " ".join(lines), f"{error or PERIOD_EXPECTED}")
        if first and last and first > last:
            self._fault(table, row, "audit_to_on", f"{last}が開始（{first}）より前です", "開始以後の日付")
        return first, last

    def _renewing(self, table: _Table, row: Row) -> bool:
        said = identity("".join(table.text(row, key) for key in ("status", "remarks", "expires_on")))
        return bool(self.renewing.search(said))

    def _remarks(self, table: _Table, row: Row) -> str:
        """Return the remarks, the state before them."""
        said: Iterable[str] = (self._text(table, row, key) for key in ("status", "remarks"))
        return " / ".join(text for text in said if text)
