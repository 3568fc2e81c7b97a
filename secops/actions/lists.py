"""The ISMAP lists: taking one in, looking into them, checking the services in use, picking which one a service is."""

import difflib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from secops.actions.records import By, directory_of
from secops.base.errors import InputError, NotFound
from secops.base.text import search_key
from secops.dossier import Dossier
from secops.duties.listing import listing_of
from secops.exchange.ismap_list import read_ismap_list
from secops.ismap.entries import Listed, normal_number
from secops.ismap.history import LISTS, History, ImportedList, ListStanding, Span
from secops.ismap.matching import Likest, Match
from secops.records.clouds import LISTED, Cloud, Link
from secops.records.registry import KINDS
from secops.store.store import Store
from secops.tables.opening import content_of
from secops.tables.readers import rows_of

SHRINK = 5  # a list shorter by more than a fifth of the one before it is likely a part of it
IN_ORDER = frozenset({ListStanding.LISTED, ListStanding.RENEWING})


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do, against the list before it."""

    name: str
    as_of: date
    count: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    before: date | None  # the day of the list compared with


class DayAhead(InputError):
    """The list's day, given or as the file states it, is after today."""

    def __init__(self, as_of: date, today: date) -> None:
        """Take both days."""
        super().__init__(f"リストの日付（{as_of}）が今日（{today}）より後です。--as-ofで指定してください。")
        self.as_of = as_of


class ListShrunk(InputError):
    """The list is shorter than the one before it by so much that it may be a part of it."""

    def __init__(self, before: ImportedList, count: int) -> None:
        """Take the list before, and how many entries there are now."""
        self.change = (
            f"リストの件数が{len(before.entries)}件（{before.as_of}）から{count}件へ、５分の１を超えて減っています。"
        )
        super().__init__(
            f"{self.change}一部だけのファイルでないか確かめ、正しければ --accept-shrink を付けてください。"
        )


@dataclass(frozen=True, slots=True)
class ListImport:
    """What the officer asks for."""

    path: Path
    list_id: str = ""  # ismap or liu; blank: as the list itself tells
    as_of: date | None = None  # None: as the list itself states, else today
    headings: Mapping[str, str] = field(default_factory=dict)  # 項目 → heading in the file
    accept_shrink: bool = False
    dry_run: bool = False


def import_list(store: Store, wish: ListImport, by: By, today: date) -> Imported:
    """Take a list in, whole or not at all. Raises InputError with every bad cell; then nothing is written."""
    content = content_of(wish.path, wanted="リストのファイル")
    sheets = rows_of(wish.path.name, content)
    read = read_ismap_list(sheets, headings_map=wish.headings, list_name=wish.list_id)
    as_of = wish.as_of or read.as_of or today
    if as_of > today:
        raise DayAhead(as_of, today)
    history = store.lists()
    before = history.in_force(read.list_name, as_of)
    result = _against(read.list_name, as_of, read.entries, before)
    if before and len(read.entries) * SHRINK < len(before.entries) * (SHRINK - 1) and not wish.accept_shrink:
        raise ListShrunk(before, len(read.entries))
    if not wish.dry_run:
        imported = ImportedList(
            name=read.list_name,
            as_of=as_of,
            entries=read.entries,
            file_name=wish.path.name,
            sha256=hashlib.sha256(content).hexdigest(),
            imported_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        with store.write(by.actor, by.reason or "リストの取込み", by.source or wish.path.name) as writer:
            writer.add_list(imported)
    return result


def _against(name: str, as_of: date, entries: tuple[Listed, ...], before: ImportedList | None) -> Imported:
    old = {entry.number: entry for entry in before.entries} if before else {}
    new = {entry.number: entry for entry in entries}
    return Imported(
        name,
        as_of,
        len(entries),
        tuple(_called(new[number]) for number in sorted(new.keys() - old.keys())),
        tuple(_called(new[number]) for number in sorted(new.keys() & old.keys()) if new[number] != old[number]),
        tuple(_called(old[number]) for number in sorted(old.keys() - new.keys())),
        before.as_of if before else None,
    )


def _called(entry: Listed) -> str:
    return f"{entry.number} {entry.name}"


def compare_lists(store: Store, first: date | None, second: date | None) -> tuple[Imported, ...]:
    """Say what changed between two days, list by list; without days, between the last two imports of each list.

    Raises NotFound when nothing was imported by the earlier day.
    """
    history = store.lists()
    _some(history)
    found = []
    for name in LISTS:
        days = history.days(name)
        old_day, new_day = (first, second) if first and second else (days[-2:] if len(days) > 1 else (None, None))
        if old_day is None or new_day is None:
            continue
        old, new = history.in_force(name, old_day), history.in_force(name, new_day)
        if old and new:
            found.append(_against(name, new.as_of, new.entries, old))
    if not found:
        raise NotFound("比べられるリストがありません。同じリストの取込みが２回以上必要です。")
    return tuple(found)


def search_lists(store: Store, text: str) -> tuple[tuple[Listed, str], ...]:
    """Return the entries whose number, name or provider holds a text, with the list each stands or stood on."""
    wanted = search_key(text)
    history = store.lists()
    _some(history)
    return tuple(
        (entry, max(spans, key=lambda span: span.first).list_name)
        for number, spans in sorted(history.spans.items())
        if (entry := history.entry(number)) and wanted in search_key(f"{entry.number} {entry.name} {entry.provider}")
    )


def spans_of(store: Store, number: str) -> tuple[Span, ...]:
    """Return the days on which a number stood on the lists, in order. Raises NotFound with the likest numbers."""
    history = store.lists()
    _some(history)
    wanted = normal_number(number)
    if wanted not in history.spans:
        near = difflib.get_close_matches(wanted, history.spans, 5)
        hint = f"近い番号: {'、'.join(near)}。" if near else ""
        raise NotFound(f"登録番号「{number}」は、取り込んだリストにありません。{hint}")
    return tuple(sorted(history.spans[wanted], key=lambda span: span.first))


def _some(history: History) -> None:
    if not history.lists:
        raise NotFound(
            "リストがまだ取り込まれていません。ISMAPポータルのリストを secops ismap import で取り込んでください。"
        )


@dataclass(frozen=True, slots=True)
class Checked:
    """A service in use, and how it stands on a day."""

    dossier: Dossier
    cloud: Cloud
    match: Match
    standing: ListStanding
    candidates: tuple[Listed, ...]

    @property
    def certain(self) -> bool:
        """Whether it is known which listed service it is."""
        return bool(self.match.number) and not self.match.doubt

    @property
    def in_order(self) -> bool:
        """Whether nothing needs looking at.

        A service that takes nothing confidential need not be listed; one off the list may stand by its reason and
        approval; before the first list of a day, what the officer looked up counts.
        """
        cloud = self.cloud
        if cloud.confidential is False:
            return True
        if self.standing is ListStanding.UNLISTED:
            return bool(cloud.exception_reason and cloud.approved_on)
        if self.standing is ListStanding.NO_LIST:
            return bool(cloud.list_standing in LISTED and cloud.list_checked_on)
        return not self.match.doubt and self.standing in IN_ORDER


def check_clouds(store: Store, on: date, code: str = "") -> list[Checked]:
    """Return every service in use on a day with its standing."""
    found = []
    likest: Likest | None = None  # the lists are the same for every contract
    for dossier in store.dossiers([code] if code else None):
        for cloud in _in_use(dossier, on):
            matched, standing = listing_of(dossier, cloud, on)
            choice: tuple[Listed, ...] = ()
            if standing is ListStanding.UNKNOWN_NUMBER:
                likest = likest or Likest(dossier.shared.lists)
                choice = _choice(likest.to(cloud.name, cloud.provider), dossier.shared.lists.entry(matched.number))
            found.append(Checked(dossier, cloud, matched, standing, choice))
    return found


def _choice(likest: tuple[Listed, ...], numbered: Listed | None) -> tuple[Listed, ...]:
    """The services to pick from: before the likest the one that bears the recorded number, though its name differs."""
    if numbered is None:
        return likest
    return (numbered, *(one for one in likest if one.number != numbered.number))


def _in_use(dossier: Dossier, on: date) -> Iterator[Cloud]:
    from secops.duties.rules.clouds import live_clouds  # with all the rules, which taking a list in does not need

    for cloud in live_clouds(dossier):
        if cloud.starts_on and cloud.starts_on <= on <= (cloud.ends_on or dossier.end):
            yield cloud


def link(store: Store, typed: str, number: str, by: By, *, today: date, contract: str = "") -> Link:
    """Keep a person's pick: which listed service a recorded one is. Raises NotFound for an unknown number."""
    picked = link_of(store, typed, number, by, today=today, contract=contract)
    with store.write(by.actor, by.reason or "掲載サービスの特定", by.source) as writer:
        for earlier in writer.records(Link):
            if earlier.cloud == picked.cloud and earlier.linked_on == today:
                writer.remove(earlier)  # a second thought on the same day; the log keeps both
        return writer.add(picked)


def link_of(store: Store, typed: str, number: str, by: By, *, today: date, contract: str = "") -> Link:
    """Return what :func:`link` would keep, writing nothing. Raises as it does."""
    span = spans_of(store, number)[-1]
    seen = min(today, span.last) if span.last else today  # a withdrawn one was last seen on the list before
    held = store.lists().in_force(span.list_name, seen)
    directory = directory_of(store)
    contract_id = directory.contract(contract).id if contract else ""
    cloud = directory.find(KINDS["cloud"], typed, contract_id)
    if held is None:
        raise InputError(f"登録番号「{number}」のリストは、{today}にはまだ取り込まれていません。")
    return Link(
        cloud=cloud.id,
        registration_no=span.entry.number,
        listed_name=span.entry.name,
        list_name=span.list_name,
        list_as_of_on=held.as_of,
        linked_on=today,
        linked_by=by.actor,
    )


@dataclass(frozen=True, slots=True)
class Held:
    """An imported list on a day: how old it is, and whether it is the one in force, or that and too old."""

    imported: ImportedList
    age: int  # days
    current: bool
    stale: bool


def held_lists(history: History, today: date, days: int) -> tuple[Held, ...]:
    """Return every imported list, the newest first; one in force that is older than so many days is stale."""
    found = []
    for one in reversed(history.lists):
        current = history.in_force(one.name, today) is one
        age = (today - one.as_of).days
        found.append(Held(one, age, current, current and age > days))
    return tuple(found)
