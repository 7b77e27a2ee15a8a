"""The history in the forms that others read."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from coach.errors import CoachError
from coach.history import as_csv, exchange, fhir, ical
from coach.routine.programme_course import course

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from coach.history.store import Store
    from coach.routine.index import Index

FORMS: Final = {
    "json": ("Everything, as JSON", "json"),
    "sessions": ("Sessions, for a spreadsheet", "csv"),
    "diary": ("Cramp diary, for a spreadsheet", "csv"),
    "fhir": ("For health systems (HL7 FHIR)", "fhir.json"),
    "ics": ("Planned doses, for a calendar", "ics"),
}
"""What can be written: its name, and the end of its file."""
AHEAD: Final = timedelta(days=30)
"""Planned doses for so long."""


def pieces_of(form: str, store: Store, index: Index | None, now: datetime) -> Iterable[str]:
    """The whole history in a form, piece by piece; of the calendar, the doses of the next 30 days.

    Raises:
        CoachError: It cannot be read, or there is nothing of the kind.
    """
    match form:
        case "json":
            return exchange.exported(store, now)
        case "sessions":
            return (as_csv.sessions(store.details()),)
        case "diary":
            return (as_csv.diary(store.cramps_between(date.min, date.max)),)
    if index is None:
        raise CoachError("Your routines are still being read.", "Try again in a moment.")
    courses = [(each, course(each, store.course_events(each.id))) for each in index.regimens]
    if form == "fhir":
        cramps = store.cramps_between(date.min, date.max)
        return fhir.bundle(store.details(), cramps, courses, now, uuid4())
    today = now.date()
    doses = (dose for each, taken in courses for dose in ical.planned(each, taken, today, today + AHEAD))
    return (ical.calendar(doses, now),)
