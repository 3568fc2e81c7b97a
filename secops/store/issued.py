"""Reports that have been issued, kept with their bytes and with what they stood on."""

import sqlite3
from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedReport:
    """One issued 実施状況報告書. Never changed, never removed."""

    id: str = ""  # given by the write door when blank
    report: str  # id of the report
    contract: str  # id of its contract
    number: int  # the report's revision, from 1
    as_of: date
    issued_at: str  # ISO 8601 with the offset from UTC
    header: str  # JSON: what stands above the table
    answers: str  # JSON
    assessment: str  # JSON: duty keys, states, dates; people by id
    template_sha256: str
    program: str  # version of secops
    head: str  # head of the change log before it
    sha256: str  # of the content
    file_name: str
    content: bytes


COLUMNS = tuple(field.name for field in fields(IssuedReport))


def read_issued(connection: sqlite3.Connection, report_id: str | None) -> tuple[IssuedReport, ...]:
    """Return the issues of one report, or of all, in order of contract, day and number."""
    where = "" if report_id is None else "WHERE issued.report = :report"
    columns = ", ".join(f"issued.{name}" for name in COLUMNS)
    found = connection.execute(
        f"SELECT {columns} FROM issued JOIN contract ON contract.id = issued.contract {where}"
        " ORDER BY contract.code, issued.as_of, issued.report, issued.number",
        {"report": report_id},
    ).fetchall()
    issues = []
    for row in found:
        values = dict(zip(COLUMNS, row, strict=True))
        values["as_of"] = date.fromisoformat(values["as_of"])
        issues.append(IssuedReport(**values))
    return tuple(issues)


def insert_issued(connection: sqlite3.Connection, issue: IssuedReport) -> None:
    """Write one issue. Raises sqlite3.IntegrityError when the number has been issued."""
    values = {name: getattr(issue, name) for name in COLUMNS}
    values["as_of"] = issue.as_of.isoformat()
    places = ", ".join(f":{name}" for name in COLUMNS)
    connection.execute(f"INSERT INTO issued ({', '.join(COLUMNS)}) VALUES ({places})", values)
