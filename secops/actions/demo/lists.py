"""The fictional lists of cloud services (架空): the real ones come from the ISMAP portal."""

from datetime import date

from secops.ismap.entries import Listed
from secops.ismap.history import ISMAP, ImportedList

_STORAGE = ("C00-0000-1", "架空セキュアストレージ", "架空クラウド株式会社", date(2023, 3, 1), date(2023, 12, 31))
_GROUPWARE = ("C00-0001-2", "架空グループウェア", "架空ソフト株式会社", date(2023, 4, 1), date(2023, 10, 31))
_FORMS = ("C00-0002-3", "架空フォーム 行政版", "架空フォーム株式会社", date(2024, 9, 2), date(2024, 6, 30))
_LISTS = ((date(2024, 7, 1), (_STORAGE, _GROUPWARE)), (date(2024, 11, 1), (_STORAGE, _GROUPWARE, _FORMS)))


def fictional_lists() -> tuple[ImportedList, ...]:
    """Return two lists, of July and of November 2024; every row and the file's name say 架空."""
    return tuple(
        ImportedList(
            name=ISMAP,
            as_of=as_of,
            entries=tuple(_entry(*row) for row in rows),
            file_name=f"架空リスト（{as_of.isoformat()}）.csv",
            imported_at=f"{as_of.isoformat()}T09:00:00+09:00",
        )
        for as_of, rows in _LISTS
    )


def _entry(number: str, name: str, provider: str, registered_on: date, audit_to_on: date) -> Listed:
    return Listed(
        number=number,
        name=name,
        provider=provider,
        corporate_number="",
        registered_on=registered_on,
        expires_on=None,
        audit_from_on=None,
        audit_to_on=audit_to_on,
        statement="",
        renewing=False,
        remarks="架空",
    )
