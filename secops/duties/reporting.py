"""Reporting dates (報告期日) and which report serves which of them (別記 1) 「定期的に」, 別紙 記載要領)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from secops.base.dates import add_months
from secops.dossier import Dossier
from secops.records.reports import Report


def reporting_dates(dossier: Dossier) -> tuple[date, ...]:
    """Return the days for which a report is owed, in order.

    Those agreed with the official; else the midpoint of a contract of at most ``half_term_months`` months, else
    each anniversary before the end; and the end. Days after a termination fall away.
    """
    contract = dossier.contract
    starts, ends = contract.starts_on, contract.ends_on
    if starts is None or ends is None:  # a record not yet checked; a kept contract has both
        return ()
    if contract.reporting_on:
        wanted = set(contract.reporting_on)
    else:
        end = dossier.end
        wanted = {end}
        if ends < add_months(starts, dossier.terms["half_term_months"]):
            midpoint = starts + (ends - starts + timedelta(days=1)) // 2
            wanted.add(min(midpoint, end))  # nothing is owed for a day after the end
        else:
            years = 1
            while (anniversary := add_months(starts, 12 * years)) < end:
                wanted.add(anniversary)
                years += 1
    last = contract.terminated_on
    return tuple(sorted(day for day in wanted if last is None or day <= last))


def served(dates: Iterable[date], reports: Iterable[Report]) -> Mapping[date, Report]:
    """Match each report to the reporting date nearest its as_of, each date to one report.

    Of several reports for one date, a submitted one goes before one that is not, then the nearest, then the earliest.
    """
    days = tuple(dates)
    found: dict[date, Report] = {}
    if not days:
        return found
    dated = [(report.as_of, report) for report in reports if report.as_of is not None]

    def rank(pair: tuple[date, Report], day: date) -> tuple[bool, int, date]:
        as_of, report = pair
        return (report.submitted_on is None, abs((as_of - day).days), as_of)

    for day in days:
        near = [pair for pair in dated if min(days, key=lambda one: (abs((one - pair[0]).days), one)) == day]
        if near:
            found[day] = min(near, key=lambda pair: rank(pair, day))[1]
    return found


def own_reports(dossier: Dossier) -> tuple[Report, ...]:
    """Return our own reports (not those of subcontractors), by as_of."""
    mine = (report for report in dossier.of(Report) if not report.engagement)
    return tuple(sorted(mine, key=lambda report: report.as_of or date.min))


def last_submitted(dossier: Dossier, on: date) -> Report | None:
    """Return our last report that had been handed in by a day and whose as_of lies before it."""
    handed_in = [
        report
        for report in own_reports(dossier)
        if report.submitted_on and report.submitted_on <= on and report.as_of and report.as_of < on
    ]
    return handed_in[-1] if handed_in else None


def next_unsubmitted(dossier: Dossier) -> date | None:
    """Return the as_of to work on: the earliest reporting date without a submitted report.

    A report already begun for that date gives its own as_of. None when every date is served and no report is open.
    """
    dates = reporting_dates(dossier)
    reports = served(dates, own_reports(dossier))
    for day in dates:
        report = reports.get(day)
        if report is None:
            return day
        if report.submitted_on is None:
            return report.as_of
    open_reports = [report for report in own_reports(dossier) if report.submitted_on is None]
    return open_reports[-1].as_of if open_reports else None
