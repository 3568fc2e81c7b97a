"""The editions there are, and taking a contract from one edition (適用版) to another and back.

Nothing is renumbered and nothing copied: what was written under an edition is marked as of it, and where it stands in
the present edition is found at every read (:meth:`secops.dossier.Dossier.place`).
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from secops.actions.records import By
from secops.actions.standing import dossier_of
from secops.base.dates import format_era
from secops.base.errors import Fault, InputError, Refused
from secops.catalog.compare import Comparison, compare
from secops.catalog.edition import Edition, Item
from secops.catalog.load import edition_ids, load_edition
from secops.dossier import Dossier
from secops.records.contents import Evidence
from secops.records.contracts import Contract, Method
from secops.records.reports import Answer, Report
from secops.store.store import Store
from secops.store.writer import Writer

SEPARATOR = "、"  # between former editions
Numbered = Method | Evidence | Report | Answer


class Fate(StrEnum):
    """What becomes of something written for an item."""

    CARRIED = "引き継ぐ"  # the item says the same, under the same number or another
    REVIEW = "見直す"  # the item's words have changed
    LEFT = "引き継がない"  # the item was dropped


@dataclass(frozen=True, slots=True)
class Listed:
    """An edition and the contracts that stand under it."""

    edition: Edition
    contracts: tuple[str, ...]  # codes


@dataclass(frozen=True, slots=True)
class Passage:
    """One method or answer on its way from one edition to another."""

    record: Method | Answer
    before: Item
    after: Item | None
    fate: Fate
    report: Report | None = None  # of an answer


@dataclass(frozen=True, slots=True)
class Move:
    """What a change of edition does, or would do."""

    contract: Contract  # as before
    comparison: Comparison
    back: bool  # it takes the last move back
    methods: tuple[Passage, ...]
    answers: tuple[Passage, ...]  # of reports that are still open
    kept: tuple[Report, ...]  # issued or handed in: they keep the numbering they have
    without_method: tuple[Item, ...]  # items of the new edition with nothing to carry over


def editions() -> tuple[Edition, ...]:
    """Return the shipped editions, in order."""
    return tuple(load_edition(edition_id) for edition_id in edition_ids())


def listed(store: Store | None) -> tuple[Listed, ...]:
    """Return the shipped editions, each with the contracts of the workspace that stand under it."""
    contracts = store.records(Contract) if store else ()
    return tuple(
        Listed(edition, tuple(one.code for one in contracts if one.edition == edition.id)) for edition in editions()
    )


def compared(before: str, after: str) -> Comparison:
    """Compare two shipped editions. Raises NotFound listing those there are."""
    return compare(load_edition(before), load_edition(after))


def preview(store: Store, code: str, edition_id: str) -> Move:
    """Return what moving a contract to an edition would do. Raises as :func:`move`."""
    return _planned(store, dossier_of(store, code), load_edition(edition_id))


def move(store: Store, code: str, edition_id: str, by: By) -> Move:
    """Take a contract to another edition, or back to the one it had before.

    Raises NotFound for an unknown edition, InputError when the contract stands under it already, Refused when the way
    back is closed by what was written since.
    """
    edition = load_edition(edition_id)
    reason = by.reason or f"適用版を{edition_id}へ移す"
    with store.write(by.actor, reason, by.source) as writer:
        dossier = dossier_of(store, code)
        planned = _planned(store, dossier, edition)
        if planned.back:
            _take_back(writer, dossier, edition.id)
        else:
            _go_over(writer, dossier, edition.id, {report.id for report in planned.kept})
    return planned


def _planned(store: Store, dossier: Dossier, edition: Edition) -> Move:
    contract, former = dossier.contract, _former(dossier.contract)
    if edition.id == contract.edition:
        raise InputError(f"契約「{contract.code}」の適用版は、すでに「{edition.id}」です。")
    if edition.id in former[:-1]:
        raise Refused(
            f"契約「{contract.code}」は、版を「{'」「'.join([*former, contract.edition])}」の順に移しています。"
            f"先に「{former[-1]}」へ戻してください。"
        )
    back = edition.id in former
    if back:
        _refuse_what_was_written(store, dossier, edition)
    kept = tuple(one for one in dossier.of(Report) if not one.edition and _is_out(store, one))
    after = _as_moved(dossier, edition)
    methods = tuple(_passages(dossier, after, dossier.of(Method)))
    still_open = {one.id: one for one in dossier.of(Report) if not one.edition and one not in kept}
    answers = tuple(_passages(dossier, after, [one for one in dossier.of(Answer) if one.report in still_open]))
    answers = tuple(dataclasses.replace(one, report=still_open[one.record.report]) for one in answers)  # type: ignore[union-attr]
    covered = {one.after.number for one in methods if one.after}
    without = tuple(item for item in edition.items if item.form and item.number not in covered)
    return Move(contract, compare(dossier.edition, edition), back, methods, answers, kept, without)


def _former(contract: Contract) -> list[str]:
    return [one for one in contract.former_editions.split(SEPARATOR) if one]


def _as_moved(dossier: Dossier, edition: Edition) -> Dossier:
    """The dossier as it will be read. Going back, what the present edition numbers is not there (see the refusal)."""
    former = {**dossier.former, dossier.edition.id: dossier.edition}
    contract = dataclasses.replace(dossier.contract, edition=edition.id)
    return dataclasses.replace(dossier, contract=contract, edition=edition, former=former)


def _passages(before: Dossier, after: Dossier, records: "list[Answer] | tuple[Method, ...]") -> Iterator[Passage]:
    for record in records:
        written = record.edition or before.contract.edition
        origin = before.edition if written == before.edition.id else before.former[written]
        item, place = origin.at(record.item), after.place(written, record.item)
        if item is None:  # a number that its edition does not have
            continue
        fate = Fate.LEFT if place is None else Fate.REVIEW if place.reworded else Fate.CARRIED
        yield Passage(record, item, place.item if place else None, fate)


def _is_out(store: Store, report: Report) -> bool:
    return report.submitted_on is not None or bool(store.issued(report.id))


def _refuse_what_was_written(store: Store, dossier: Dossier, edition: Edition) -> None:
    """Raise Refused listing what the present edition numbers: what came before carries its own edition's mark."""
    present = dossier.edition
    reports = {one.id: one for one in dossier.of(Report) if not one.edition}
    faults = [
        Fault(
            f"遵守の方法 {method.item})", f"版「{present.id}」で記録されています", _day("適用日", method.effective_on)
        )
        for method in dossier.of(Method)
        if not method.edition
    ]
    faults += [
        Fault(
            f"回答 {answer.item})", f"{answer.status}と回答されています", _day("基準日", reports[answer.report].as_of)
        )
        for answer in dossier.of(Answer)
        if not answer.edition and answer.report in reports
    ]
    faults += [
        Fault(f"証跡 {evidence.title or evidence.file}", f"版「{present.id}」の{evidence.item})に付いています")
        for evidence in dossier.of(Evidence)
        if not evidence.edition and evidence.item
    ]
    faults += [
        Fault("報告書", f"版「{present.id}」で発行又は提出されています", _day("基準日", report.as_of))
        for report in reports.values()
        if _is_out(store, report)
    ]
    if faults:
        raise Refused(
            f"契約「{dossier.contract.code}」は、版「{present.id}」に移した後に次のものが記録されているため、"
            f"「{edition.id}」に戻せません。",
            tuple(faults),
        )


def _day(label: str, day: object) -> str:
    return f"{label} {format_era(day)}" if day else ""  # type: ignore[arg-type]


def _go_over(writer: Writer, dossier: Dossier, edition_id: str, kept: set[str]) -> None:
    """Mark what has no mark yet as of the edition that is left, then change the contract's."""
    present = dossier.contract.edition
    open_reports = {one.id for one in dossier.of(Report) if not one.edition} - kept
    marked: list[Numbered] = [
        *dossier.of(Method),
        *(one for one in dossier.of(Evidence) if one.item),
        *(one for one in dossier.of(Report) if one.id in kept),
        *(one for one in dossier.of(Answer) if one.report in open_reports),
    ]
    for record in marked:
        if not record.edition:
            writer.replace(dataclasses.replace(record, edition=present))
    former = SEPARATOR.join([*_former(dossier.contract), present])
    writer.replace(dataclasses.replace(dossier.contract, edition=edition_id, former_editions=former))


def _take_back(writer: Writer, dossier: Dossier, edition_id: str) -> None:
    """Change the contract's edition to the one it had, then take that one's marks away."""
    former = SEPARATOR.join(_former(dossier.contract)[:-1])
    writer.replace(dataclasses.replace(dossier.contract, edition=edition_id, former_editions=former))
    marked: list[Numbered] = [
        *dossier.of(Method),
        *dossier.of(Evidence),
        *dossier.of(Report),
        *dossier.of(Answer),
    ]
    for record in marked:
        if record.edition == edition_id:
            writer.replace(dataclasses.replace(record, edition=""))
