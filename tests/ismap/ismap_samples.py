"""Lists for the tests of the ISMAP rooms. All services are fictional (架空)."""

from datetime import date
from typing import Any

from secops.ismap.entries import Listed
from secops.ismap.history import ISMAP, History, ImportedList

day = date.fromisoformat


def a_service(number: str = "C21-0001-2", name: str = "", **more: Any) -> Listed:
    """A listed service without any day of its own."""
    known: dict[str, Any] = {
        "provider": "架空クラウド株式会社",
        "corporate_number": "",
        "registered_on": None,
        "expires_on": None,
        "audit_from_on": None,
        "audit_to_on": None,
        "statement": "",
        "renewing": False,
        "remarks": "架空",
    }
    return Listed(number=number, name=name or f"架空サービス{number}", **{**known, **more})


def a_list(as_of: str, *entries: Listed, name: str = ISMAP) -> ImportedList:
    """A list of that day."""
    return ImportedList(name, day(as_of), entries)


def history(*lists: ImportedList) -> History:
    """The history of lists in the order of their import."""
    return History.of(lists)
