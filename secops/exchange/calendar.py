"""Open duties as a calendar that Outlook and Google Calendar take (RFC 5545).

The uid of an entry is its duty's key, so that a second import updates the first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

EPOCH = datetime(2020, 1, 1)  # noqa: DTZ001  only differences count


@dataclass(frozen=True, slots=True)
class Entry:
    """One duty with a day."""

    key: str
    day: date
    title: str
    text: str
    overdue: bool = False


def calendar(entries: Iterable[Entry], stamp: datetime) -> bytes:
    """Return an .ics file of whole-day entries.

    ``stamp`` (with its zone) says when it was made; of two files the later one wins for the same duty.
    """
    from icalendar import Alarm, Calendar, Event  # 90 ms

    made = Calendar()
    made.add("prodid", "-//secops//duties//JA")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", "secops 義務の期限")
    # Outlook takes a changed entry only with a higher SEQUENCE: minutes since 2020.
    sequence = int((stamp.replace(tzinfo=None) - EPOCH).total_seconds() // 60)
    for entry in entries:
        event = Event()
        event.add("uid", f"{entry.key}@secops")
        event.add("dtstamp", stamp)
        event.add("sequence", sequence)
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", entry.title)
        event.add("description", entry.text)
        event.add("transp", "TRANSPARENT")  # a due day keeps nobody busy
        if entry.overdue:
            event.add("priority", 1)
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", timedelta(days=-7))
        event.add_component(alarm)
        made.add_component(event)
    return bytes(made.to_ical())
