"""Reads an edition's folder under ``controls/`` (edition.toml and one file an item) and checks it strictly."""

import re
from dataclasses import fields
from functools import lru_cache
from pathlib import Path

from secops.base.errors import DataError, Fault, NotFound
from secops.base.paths import data_folder
from secops.catalog.edition import (
    Basis,
    Clause,
    Edition,
    FormRow,
    Item,
    Part,
    Regulation,
    ReportSentences,
    Scope,
    Wording,
)
from secops.catalog.reading import Table, read_toml
from secops.catalog.terms import LIMITS, TERM_NAMES, Term, Terms, expected_value

HEAD_FILE = "edition.toml"

_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_CLAUSE_NAME = re.compile(rf"{_SLUG.pattern}/{_SLUG.pattern}")
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LISTED_SENTENCES = ("statuses", "notes")  # the rest of ReportSentences are single texts


def edition_ids(folder: Path | None = None) -> tuple[str, ...]:
    """Return the ids of the editions in the folder (default: the shipped ``controls``), in order."""
    controls = folder or data_folder("controls")
    return tuple(sorted(head.parent.name for head in controls.glob(f"*/{HEAD_FILE}")))


def load_edition(edition_id: str, folder: Path | None = None) -> Edition:
    """Return an edition, read once for each id and folder (default: the shipped ``controls``).

    Raises NotFound for an id that is no edition there, DataError with every fault of its files.
    """
    return _load(edition_id, (folder or data_folder("controls")).resolve())


@lru_cache(maxsize=32)
def _load(edition_id: str, controls: Path) -> Edition:
    known = edition_ids(controls)
    if edition_id not in known:
        raise NotFound(f"版「{edition_id}」はありません。使える版: {'、'.join(known) or 'なし'}")
    folder = controls / edition_id
    faults: list[Fault] = []
    head = _open(folder / HEAD_FILE, faults)
    paths = sorted(path for path in folder.glob("*.toml") if path.name != HEAD_FILE)
    files = [_open(path, faults) for path in paths]
    items = tuple(_item(file) for file in files)
    _check_numbers(files, items)
    _check_names(files, items)
    edition = _edition(head, edition_id, items)
    if faults:
        raise DataError(f"版「{edition_id}」のファイルに誤りがあります。", tuple(faults))
    return edition


def _open(path: Path, faults: list[Fault]) -> Table:
    name = f"{path.parent.name}/{path.name}"
    return Table(name, "", read_toml(path, name), faults)


def _edition(head: Table, edition_id: str, items: tuple[Item, ...]) -> Edition:
    if not items:
        head.fault("id", "項目のファイルが一つもありません", "01.toml から順に置いてください")
    given = head.text("id")
    if given and given != edition_id:
        head.fault("id", f"「{given}」がフォルダ名と異なります", f"「{edition_id}」としてください")
    edition = Edition(
        id=edition_id,
        title=head.text("title"),
        year=head.number("year"),
        source=head.text("source"),
        addressee=head.text("addressee"),
        items=items,
        terms=_terms(head.table("terms")),
        regulations=tuple(_regulation(table) for table in head.tables("regulations")),
        report=_report(head.table("report")),
    )
    head.finish()
    return edition


def _terms(table: Table) -> Terms:
    found = {}
    for name in table.names():
        if name not in TERM_NAMES:
            table.fault(name, "この名前の目安の日数等を使う規則はありません", f"使える名前: {'、'.join(TERM_NAMES)}")
        elif (term := table.optional_table(name)) is not None:
            found[name] = _term(name, term)
    for name in TERM_NAMES:
        if name not in table.names():
            table.fault(name, "ありません", "規則が使うので、必ず書いてください")
    return Terms(found)


def _term(name: str, table: Table) -> Term:
    unit = table.text("unit")
    value = table.number("value")
    if unit and unit not in LIMITS:
        table.fault("unit", f"値「{unit}」は使えません", f"{'、'.join(LIMITS)} のいずれかで書いてください")
    elif unit and (expected := expected_value(unit, value)):
        table.fault("value", f"値「{value}」は使えません", expected)
    term = Term(name, value, unit, table.text("label"), table.flag("ours"), table.text("why"))
    table.finish()
    return term


def _regulation(table: Table) -> Regulation:
    regulation = Regulation(
        name=table.text("name"),
        number=table.text("number"),
        established_on=table.optional_day("established_on"),
        amended_on=table.days("amended_on"),
    )
    table.finish()
    return regulation


def _report(table: Table) -> ReportSentences:
    single = {
        each.name: table.text(each.name) for each in fields(ReportSentences) if each.name not in _LISTED_SENTENCES
    }
    report = ReportSentences(**single, statuses=table.texts("statuses"), notes=table.texts("notes"))
    table.finish()
    return report


def _item(table: Table) -> Item:
    number = table.number("number")
    slug = table.text("slug")
    if slug and not _SLUG.fullmatch(slug):
        table.fault("slug", f"値「{slug}」は使えません", "英小文字・数字・ハイフンで書いてください")
    wording = _wording(table.table("wording"))
    item = Item(
        number=number,
        slug=slug,
        title=table.text("title"),
        short=table.text("short"),
        heading=table.text("heading"),
        wording=wording,
        form=_form(table.optional_table("form")),
        scope=_scope(table.table("scope")),
        clauses=tuple(_clause(each, number, wording) for each in table.tables("clauses")),
    )
    table.finish()
    return item


def _wording(table: Table) -> Wording:
    wording = Wording(table.texts("paragraphs"), _parts(table))
    table.finish()
    return wording


def _parts(table: Table) -> tuple[Part, ...]:
    found: list[Part] = []
    for inner in table.tables("parts"):
        mark = inner.text("mark")
        if mark and mark in [part.mark for part in found]:
            inner.fault("mark", f"「{mark}」が重なっています", "同じ並びの中では一度だけ使えます")
        # A faulty part keeps one blank paragraph, so that its wording can still be walked.
        found.append(Part(mark, inner.texts("paragraphs") or ("",), _parts(inner)))
        inner.finish()
    return tuple(found)


def _form(table: Table | None) -> FormRow | None:
    if table is None:
        return None
    row = FormRow(table.text("label"), _wording(table.table("wording")))
    table.finish()
    return row


def _scope(table: Table) -> Scope:
    if table.flag("always", default=False):
        table.finish()
        return Scope(always=True)
    scope = Scope(
        always=False,
        flags=_plain_names(table, "flags") if table.has("flags") else (),  # 3) is not declared
        kinds=_plain_names(table, "kinds"),
        where=_plain_names(table, "where") if table.has("where") else (),
        absent=table.text("absent"),
    )
    table.finish()
    return scope


def _plain_names(table: Table, key: str) -> tuple[str, ...]:
    names = table.texts(key)
    for place, name in enumerate(names, start=1):
        if name and not _PLAIN_NAME.fullmatch(name):
            table.fault(f"{key}[{place}]", f"値「{name}」は使えません", "英小文字・数字・下線で書いてください")
    return names


def _clause(table: Table, item: int, wording: Wording) -> Clause:
    name = table.text("name")
    if name and not _CLAUSE_NAME.fullmatch(name):
        table.fault("name", f"値「{name}」は使えません", "personnel/disclosure の形で書いてください")
    part = table.optional_text("part")
    if part and part not in wording.paths():
        marks = "、".join(wording.paths()) or "なし"
        table.fault("part", f"「{part}」はこの項目の別記の文言にありません", f"あるもの: {marks}")
    clause = Clause(name, table.text("title"), _basis(table), part, table.optional_text("source"), item)
    if clause.basis is not Basis.BEKKI and not clause.source:
        table.fault("source", "ありません", "根拠が別記でない細目には、よりどころを書いてください")
    table.finish()
    return clause


def _basis(table: Table) -> Basis:
    given = table.text("basis")
    if given in {basis.value for basis in Basis}:
        return Basis(given)
    if given:
        table.fault("basis", f"値「{given}」は使えません", f"{'、'.join(Basis)} のいずれかで書いてください")
    return Basis.BEKKI


def _check_numbers(files: list[Table], items: tuple[Item, ...]) -> None:
    """Fault numbers that are doubled or do not run from 1 in the order of the files."""
    seen: dict[int, str] = {}
    for place, (file, item) in enumerate(zip(files, items, strict=True), start=1):
        if item.number in seen:
            file.fault("number", f"項目 {item.number})が重なっています", f"{seen[item.number]} にもあります")
        elif item.number != place:
            file.fault("number", f"値「{item.number}」が順になっていません", f"ファイル名の順では {place} です")
        seen.setdefault(item.number, file.file)


def _check_names(files: list[Table], items: tuple[Item, ...]) -> None:
    """Fault clause names and slugs that are used twice in the edition."""
    slugs: dict[str, str] = {}
    names: dict[str, str] = {}
    for file, item in zip(files, items, strict=True):
        if item.slug in slugs:
            file.fault("slug", f"「{item.slug}」が重なっています", f"{slugs[item.slug]} にもあります")
        slugs.setdefault(item.slug, file.file)
        for place, clause in enumerate(item.clauses, start=1):
            if clause.name in names:
                where = f"clauses[{place}].name"
                file.fault(where, f"「{clause.name}」が重なっています", f"{names[clause.name]} にもあります")
            names.setdefault(clause.name, file.file)
