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
from secops.duties.rules.clouds import live_clouds
from secops.exchange.ismap_list import read_ismap_list
from secops.ismap.entries import Listed, normal_number
from secops.ismap.history import LISTS, History, ImportedList, ListStanding, Span
from secops.ismap.matching import Match, candidates
from secops.records.clouds import Cloud, Link
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
        raise InputError(f"リストの日付（{as_of}）が今日（{today}）より後です。--as-ofで指定してください。")
    history = store.lists()
    before = history.in_force(read.list_name, as_of)
    result = _against(read.list_name, as_of, read.entries, before)
    if before and len(read.entries) * SHRINK < len(before.entries) * (SHRINK - 1) and not wish.accept_shrink:
        raise InputError(
            f"リストの件数が{len(before.entries)}件（{before.as_of}）から{len(read.entries)}件へ、５分の１を超えて減っています。"
            "一部だけのファイルでないか確かめ、正しければ --accept-shrink を付けてください。"
        )
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
    def in_order(self) -> bool:
        """Whether nothing needs looking at; a service that takes nothing confidential need not be listed."""
        return self.cloud.confidential is False or (not self.match.doubt and self.standing in IN_ORDER)


def check_clouds(store: Store, on: date, code: str = "") -> list[Checked]:
    """Return every service in use on a day with its standing."""
    found = []
    for dossier in store.dossiers([code] if code else None):
        for cloud in _in_use(dossier, on):
            matched, standing = listing_of(dossier, cloud, on)
            likest = () if matched.number else candidates(cloud.name, cloud.provider, dossier.shared.lists)
            found.append(Checked(dossier, cloud, matched, standing, likest))
    return found


def _in_use(dossier: Dossier, on: date) -> Iterator[Cloud]:
    for cloud in live_clouds(dossier):
        if cloud.starts_on and cloud.starts_on <= on <= (cloud.ends_on or dossier.end):
            yield cloud


def link(store: Store, typed: str, number: str, by: By, *, today: date, contract: str = "") -> Link:
    """Keep a person's pick: which listed service a recorded one is. Raises NotFound for an unknown number."""
    span = spans_of(store, number)[-1]
    held = store.lists().in_force(span.list_name, today)
    directory = directory_of(store)
    contract_id = directory.contract(contract).id if contract else ""
    cloud = directory.find(KINDS["cloud"], typed, contract_id)
    if held is None:
        raise InputError(f"登録番号「{number}」のリストは、{today}にはまだ取り込まれていません。")
    picked = Link(
        cloud=cloud.id,
        registration_no=span.entry.number,
        listed_name=span.entry.name,
        list_name=span.list_name,
        list_as_of_on=held.as_of,
        linked_on=today,
        linked_by=by.actor,
    )
    with store.write(by.actor, by.reason or "掲載サービスの特定", by.source) as writer:
        for earlier in writer.records(Link):
            if earlier.cloud == cloud.id and earlier.linked_on == today:
                writer.remove(earlier)  # a second thought on the same day; the log keeps both
        return writer.add(picked)


def stale_notice(history: History, today: date, days: int) -> str:
    """Say that the newest list is older than so many days; blank when it is not, or nothing was ever imported."""
    newest = max((one.as_of for one in history.lists), default=None)
    if newest is None or (today - newest).days <= days:
        return ""
    return (
        f"取り込んだリストのうち最新のものは{newest}現在です（{days}日を超えています）。"
        "新しいリストを取り込んでください。"
    )
