"""The planned doses of a programme as a calendar file (iCalendar, RFC 5545).

Our own writer: it needs these few lines of the standard, and the libraries for all of it take longer to load
than the whole command. Times are local times without a zone ("floating", RFC 5545, 3.3.5): a dose at nine is
at nine wherever the person is, on both sides of a change of the clocks.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.errors import CoachError
from coach.routine.programme_course import DAY
from coach.routine.programme_doses import is_planned
from coach.routine.programme_printing import how_often

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.routine.programme import Item, Regimen
    from coach.routine.programme_course import Course

LONGEST: Final = 366
"""Days that a calendar may hold: a programme without end has to stop somewhere."""
_OCTETS: Final = 75
"""The longest line, its break not counted: RFC 5545, 3.1."""
_MINUTE: Final = timedelta(minutes=1)


class Planned(NamedTuple):
    """A dose to come: the `number`th of its item (from 1) on the person's own day; `at` is local time."""

    regimen: Regimen
    item: Item
    number: int
    at: datetime


def planned(regimen: Regimen, course: Course, first: date, last: date) -> Iterator[Planned]:
    """The doses of these days, both included, day by day.

    Doses for which the programme names no time are spread evenly over their part of the day. Days of a pause
    or of rest have none, nor has what is done as needed, or what is not for this person.
    """
    for number in range((last - first).days + 1):
        day = first + number * DAY
        if regimen.barred or not course.is_on(day, regimen.length) or course.is_free(day):
            continue
        for item in regimen.items:
            if not item.barred and course.has(item, day) and is_planned(item, course, day):
                for place, at in enumerate(_times(item)):
                    yield Planned(regimen, item, place + 1, datetime.combine(day, at))


def _times(item: Item) -> list[time]:
    """When the doses of a day are: at the times named, or from the beginning of the window on.

    Where the author's distance leaves no room for all of them, the last are left out, as on the day itself.
    """
    if item.at:
        return list(item.at)
    start, end = (datetime.combine(date.min, each) for each in (item.start, item.end))
    step = max((end - start) / item.per_day[0], timedelta(seconds=item.seconds + item.apart))
    step = timedelta(minutes=-(-step // _MINUTE))
    starts = (start + place * step for place in range(item.per_day[0]))
    return [at.time() for at in starts if at < end or at == start]


def calendar(doses: Iterable[Planned], now: datetime) -> str:
    """A calendar with an event for each dose. The same dose has the same UID in every export.

    Raises:
        CoachError: There are no doses; a calendar without any is none (RFC 5545, 3.6).
    """
    lines = [line for dose in doses for line in _event(dose, now)]
    if not lines:
        raise CoachError("No doses are planned for these days.", "`coach programme` says what you follow.")
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Coach//Programmes//EN", "CALSCALE:GREGORIAN")
    return "".join(map(_folded, (*head, *lines, "END:VCALENDAR")))


def _event(dose: Planned, now: datetime) -> Iterator[str]:
    regimen, item, number, at = dose
    yield "BEGIN:VEVENT"
    yield f"UID:coach.{regimen.id}.{item.id}.{at:%Y%m%d}.{number}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART:{at:%Y%m%dT%H%M%S}"
    minutes = -(-timedelta(seconds=item.seconds) // _MINUTE)
    yield f"DURATION:PT{max(1, minutes)}M"
    yield f"SUMMARY:{_escaped(item.title)}"
    about = "\n".join(filter(None, (regimen.title, how_often(item), item.note)))
    yield f"DESCRIPTION:{_escaped(about)}"
    yield "TRANSP:TRANSPARENT"  # it does not make anybody busy
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """A text as a value: RFC 5545, 3.3.11; without control characters, which it does not allow."""
    clean = "".join(each if each.isprintable() or each == "\n" else " " for each in text)
    for plain, told in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        clean = clean.replace(plain, told)
    return clean


def _folded(line: str) -> str:
    """A line of content, broken into pieces of at most 75 octets of UTF-8, no character apart."""
    pieces, piece, octets = [], "", 0
    for each in line:
        size = len(each.encode())
        if octets + size > _OCTETS:
            pieces.append(piece)
            piece, octets = " ", 1
        piece, octets = piece + each, octets + size
    return "\r\n".join((*pieces, piece)) + "\r\n"
