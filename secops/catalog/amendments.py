"""Amendments of the regulations (規程等) that a workspace records: dates by the regulation's name."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from secops.base.errors import DataError, Fault
from secops.base.text import identity
from secops.catalog.edition import Edition, Regulation
from secops.catalog.load import edition_ids, load_edition


def amendments(
    given: Mapping[str, object], edition: Edition, where: str, folder: Path | None = None
) -> Mapping[str, tuple[date, ...]]:
    """Return the dates of amendment by the names that the edition's regulations have.

    ``where`` names the place for messages (``settings.toml regulations``). A name that only another edition has says
    nothing of this one. Raises DataError with a fault for each name that no edition has, and each value that is not
    a list of days after the regulation was made.
    """
    known = {identity(one.name): one for one in edition.regulations}
    found: dict[str, tuple[date, ...]] = {}
    faults: list[Fault] = []
    for name, value in given.items():
        regulation = known.get(identity(name))
        if regulation is not None:
            expected = _expected(value, regulation)
            if expected:
                faults.append(Fault(f"{where}.{name}", f"値「{value}」は使えません", expected))
            elif isinstance(value, list):
                found[regulation.name] = tuple(value)
        elif identity(name) not in (everywhere := _names(folder)):
            expected = f"規程等の名前: {'、'.join(everywhere.values())}"
            faults.append(Fault(f"{where}.{name}", "この名前の規程等は、どの版にもありません", expected))
    if faults:
        raise DataError("規程等の改正日の設定に誤りがあります。直してから、もう一度お試しください。", tuple(faults))
    return found


def _names(folder: Path | None) -> dict[str, str]:
    editions = (load_edition(edition_id, folder) for edition_id in edition_ids(folder))
    return {identity(one.name): one.name for edition in editions for one in edition.regulations}


def _expected(value: object, regulation: Regulation) -> str:
    """Return what was expected of a value, "" when it will do."""
    given = value if isinstance(value, list) else [None]
    days = [day for day in given if isinstance(day, date) and not isinstance(day, datetime)]
    if len(days) != len(given):
        return "日付の並びで書いてください（例 [2025-07-01]、引用符なし）"
    made = regulation.established_on
    if made and any(day < made for day in days):
        return f"制定の日（{made.isoformat()}）以後の日付を書いてください"
    return ""
