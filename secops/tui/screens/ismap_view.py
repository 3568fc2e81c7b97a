"""What ISMAP and 候補 show, read at once in a worker, and the words it is shown in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from rich.cells import cell_len
from textual.content import Content

from secops.actions.lists import Checked, Held, Imported, check_clouds, compare_lists, held_lists
from secops.base.errors import NotFound
from secops.base.text import search_key
from secops.ismap.entries import Listed
from secops.ismap.history import History, ImportedList, ListStanding, Span, expiry, stale_notice
from secops.ismap.matching import candidates
from secops.records.clouds import Link
from secops.store.store import Store
from secops.tui.marks import NONE, Mark, content, paint, word
from secops.tui.screens.table_view import holding
from secops.tui.widgets.line_table import Column, Row

CONFIDENTIAL = {True: "有", False: "無", None: "未確認"}
LISTS = (Column("状態", 4), Column("リスト", 9), Column("日付", 10), Column("経過", 7), Column("件数", 5))
SHOWN = 40  # names of each kind of change that a message lists
FEW = 8  # candidates shown before one searches


@dataclass(frozen=True, slots=True)
class IsmapView:
    """The imported lists, and every service in use with its standing, those not in order first."""

    on: date
    history: History
    held: tuple[Held, ...]
    notice: str  # that the newest list is old; blank when it is not
    checked: Mapping[str, Checked]  # by the service's id
    search: tuple[str, ...]  # beside ``checked``: what a filter is looked for in

    def matching(self, typed: str) -> list[Row]:
        """Return the services that hold every word typed."""
        return holding(typed, [Row(key, service_cells(one)) for key, one in self.checked.items()], self.search)

    @property
    def open_count(self) -> int:
        """How many services are not in order."""
        return sum(1 for one in self.checked.values() if not one.in_order)


def read_ismap(store: Store, on: date, today: date) -> IsmapView:
    """Read the lists and check every service in use on a day."""
    history, days = store.lists(), store.settings.stale_days
    found = sorted(
        check_clouds(store, on), key=lambda one: (one.in_order, one.dossier.contract.code, search_key(one.cloud.name))
    )
    return IsmapView(
        on,
        history,
        held_lists(history, today, days),
        stale_notice(history, today, days),
        {one.cloud.id: one for one in found},
        tuple(search_key("\n".join(_texts(one))) for one in found),
    )


def _texts(one: Checked) -> Iterator[str]:
    yield from (cell.text if isinstance(cell, Mark) else cell for cell in service_cells(one))
    yield one.cloud.provider


def service_columns(checked: Sequence[Checked], width: int) -> tuple[Column, ...]:
    """Return the columns, the service's name having what the others leave of a width."""
    codes = max((cell_len(one.dossier.contract.code) for one in checked), default=0)
    after = (Column("登録番号", 12), Column("照合", 4), Column("契約", min(max(codes, 4), 16)), Column("要機密", 6))
    before = (Column("", 2), Column("掲載", 12))
    taken = sum(column.width + 1 for column in (*before, *after)) + 1
    return (*before, Column("サービス", max(width - taken, 12)), *after)


def service_cells(one: Checked) -> tuple[Mark | str, ...]:
    """Return a service's mark, standing, name, number, how it was matched, contract, 要機密情報."""
    number = one.match.number or one.cloud.registration_no
    how = Mark(str(one.match.how) or "不明", "doubt") if one.match.doubt else Mark(str(one.match.how) or NONE.text, "")
    return (
        Mark("" if one.in_order else "要", "doubt"),
        standing_mark(one),
        one.cloud.name,
        Mark(number, "doubt") if one.match.doubt else number,
        how,
        one.dossier.contract.code,
        CONFIDENTIAL[one.cloud.confidential],
    )


def standing_mark(one: Checked) -> Mark:
    """Return how a service stands; what need not be listed is quiet about it."""
    mark = word(str(one.standing))
    return Mark(mark.text, "quiet") if one.in_order and mark.look in {"bad", "doubt"} else mark


def list_rows(view: IsmapView) -> list[Row]:
    """Return the imported lists, the newest first."""
    return [_list_row(one) for one in view.held]


def _list_row(one: Held) -> Row:
    state = Mark("古い", "bad") if one.stale else Mark("現行", "good") if one.current else Mark("以前", "quiet")
    imported = one.imported
    age = f"{one.age}日" if one.age else "本日"
    cells = (
        state,
        imported.name,
        imported.as_of.isoformat(),
        Mark(" " * (7 - cell_len(age)) + age, "bad" if one.stale else ""),
        f"{len(imported.entries):>5}",
        imported.file_name,
    )
    return Row(_list_key(imported), cells)


def _list_key(imported: ImportedList) -> str:
    return f"{imported.name} {imported.as_of.isoformat()}"


def list_of(view: IsmapView, key: str) -> ImportedList:
    """Return the list that a row of :func:`list_rows` stands for."""
    return next(one.imported for one in view.held if _list_key(one.imported) == key)


def read_list_lines(store: Store, imported: ImportedList) -> Content:
    """Return what is kept of a list, and how it differs from the one before it."""
    lines = [
        _told("件数", f"{len(imported.entries)}件"),
        _told("ファイル", imported.file_name or "記録なし"),
        _told("SHA-256", imported.sha256 or "記録なし"),
    ]
    if imported.imported_at:
        at = datetime.fromisoformat(imported.imported_at).astimezone()
        lines.append(_told("取込み", f"{at:%Y-%m-%d %H:%M}"))
    days = [day for day in store.lists().days(imported.name) if day < imported.as_of]
    if not days:
        lines += [Content(""), Content("このリストの最初の取込みです。")]
    else:
        both = compare_lists(store, days[-1], imported.as_of)
        lines += [Content(""), *(change_lines(one) for one in both if one.name == imported.name)]
    return Content("\n").join(lines)


def change_lines(done: Imported) -> Content:
    """Say what was added, changed and gone against the list before."""
    if done.before is None:
        return Content(f"{done.name}の最初の取込みです（{done.count}件）。")
    if done.before == done.as_of:
        lines = [Content(f"同じ日（{done.before}現在）に取り込んだリストと置き換わります。")]
    else:
        lines = [Content(f"{done.before}現在のリストからの違い")]
    for label, look, names in (
        ("追加", "good", done.added),
        ("変更", "near", done.changed),
        ("削除", "bad", done.gone),
    ):
        lines.append(Content.assemble(paint(label, look), f" {len(names)}件"))
        lines += [Content(f"  {name}") for name in names[:SHOWN]]
        if len(names) > SHOWN:
            lines.append(Content(f"  ほか{len(names) - SHOWN}件"))
    return Content("\n").join(lines)


def span_lines(one: Checked, spans: Sequence[Span]) -> Content:
    """Say how a service was matched, and from when to when its number stood on which list."""
    newest = spans[-1].entry
    lines = [
        _told("掲載", content(standing_mark(one))),
        _told("登録番号", newest.number),
        _told("リストの名称", newest.name),
        _told("事業者", newest.provider or "記載なし"),
        _told("照合", str(one.match.how)),
    ]
    picked = [pick for pick in one.dossier.of(Link) if pick.cloud == one.cloud.id and pick.linked_on]
    if picked:
        last = max(picked, key=lambda pick: pick.linked_on or date.min)
        by = f"{last.linked_on} {last.linked_by}（{last.list_name} {last.list_as_of_on}現在）"
        lines.append(_told("特定", by))
    lines += [Content(""), paint("掲載を確認した期間", "strong")]
    for span in spans:
        until = f"{span.last}まで" if span.last else "（掲載中）"
        lines.append(Content(f"{span.list_name}  {span.first}から{until}"))
        lines.append(Content.assemble("  ", paint("登録の有効期限 ", "quiet"), expiry_words(span.entry) or "記載なし"))
    return Content("\n").join(lines)


def expiry_words(entry: Listed) -> str:
    """Return the last day of a registration, and whether a renewal is being examined; blank where the list says no."""
    last = expiry(entry)
    shown = last.isoformat() if last else ""
    return f"{shown}（審査中）" if entry.renewing else shown


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A recorded service, and all listed ones, the likest first."""

    checked: Checked
    rows: tuple[Row, ...]
    search: tuple[str, ...]
    listed: Mapping[str, Listed]  # by number
    standings: Mapping[str, ListStanding]

    def matching(self, typed: str) -> list[Row]:
        """Return those that hold every word typed; without a word, the likest few."""
        return holding(typed, self.rows, self.search) if typed.strip() else list(self.rows[:FEW])


def read_candidates(store: Store, code: str, cloud_id: str, on: date) -> CandidateView:
    """Read a service and the lists. Raises NotFound when it is no longer in use."""
    one = next((found for found in check_clouds(store, on, code) if found.cloud.id == cloud_id), None)
    if one is None:
        raise NotFound("このサービスは、この日に利用中ではありません。")
    history = store.lists()
    entries = candidates(one.cloud.name, one.cloud.provider, history, most=len(history.spans))
    entries = tuple(sorted(entries, key=lambda entry: entry.number != one.match.number))  # the recorded number first
    standings = {entry.number: history.standing(entry.number, on) for entry in entries}
    return CandidateView(
        one,
        tuple(_candidate(entry, standings[entry.number]) for entry in entries),
        tuple(search_key(f"{entry.number}\n{entry.name}\n{entry.provider}") for entry in entries),
        {entry.number: entry for entry in entries},
        standings,
    )


def _candidate(entry: Listed, standing: ListStanding) -> Row:
    last = expiry(entry)
    cells = (word(str(standing)), entry.number, entry.name, entry.provider, last.isoformat() if last else "")
    return Row(entry.number, cells)


def candidate_columns(width: int) -> tuple[Column, ...]:
    """Return the columns, name and provider sharing what the others leave of a width."""
    room = max(width - 10 - 12 - 10 - 6, 24)
    name = room * 3 // 5
    return (
        Column("掲載", 10),
        Column("登録番号", 12),
        Column("サービス", name),
        Column("事業者", room - name),
        Column("有効期限", 10),
    )


def recorded_lines(one: Checked) -> Content:
    """Return the service as recorded, and why it is not certain which listed one it is."""
    cloud = one.cloud
    lines = [
        Content.assemble(
            paint("サービス ", "quiet"), cloud.name, paint("   契約 ", "quiet"), one.dossier.contract.code
        ),
        Content.assemble(
            paint("提供事業者 ", "quiet"),
            cloud.provider or "記録なし",
            paint("   ISMAP登録番号 ", "quiet"),
            cloud.registration_no or "記録なし",
        ),
    ]
    if one.match.doubt:
        lines.append(paint(one.match.doubt, "doubt"))
    elif one.certain:
        lines.append(Content(f"今は「{one.match.number}」です（照合 {one.match.how}）。"))
    return Content("\n").join(lines)


def pick_lines(view: CandidateView, picked: Link) -> Content:
    """Say what will be kept of a pick."""
    lines = [
        _told("記録のサービス", f"{view.checked.cloud.name}（{view.checked.dossier.contract.code}）"),
        Content(""),
        _told("登録番号", picked.registration_no),
        _told("リストの名称", picked.listed_name),
        _told("リスト", f"{picked.list_name} {picked.list_as_of_on}現在"),
        _told("特定日", str(picked.linked_on)),
        _told("特定した者", picked.linked_by),
    ]
    standing = view.standings[picked.registration_no]
    if standing is not ListStanding.LISTED:
        lines += [Content(""), Content.assemble("この番号の今の掲載は ", content(word(str(standing))), " です。")]
    return Content("\n").join(lines)


def _told(label: str, value: str | Content) -> Content:
    return Content.assemble(paint(label + " " * max(16 - cell_len(label), 1), "quiet"), value)
