"""A programme for a clinic's records: a CarePlan of FHIR R4, with a ServiceRequest for each item of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from coach.history.fhir_values import CONTENT, Json, at, content, own, text
from coach.routine.programme import WEEK, Item, Regimen, Rhythm
from coach.routine.programme_course import DAY, Course
from coach.routine.programme_printing import how_often

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.history.fhir_entries import Entries

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def care_plan(made: Entries, regimen: Regimen, course: Course, today: date) -> None:
    """Put in a programme that was begun, as it stands today."""
    bounds = _bounds(course.begun, _last_day(regimen, course))
    status = _status(regimen, course, today)
    items = [made.add(_request(made, item, course, status, bounds, today)) for item in regimen.items]
    made.add(
        {
            "resourceType": "CarePlan",
            "identifier": [{"system": CONTENT, "value": f"{regimen.id}/{regimen.revision}"}],
            "status": status,
            "intent": "plan",
            "title": text(regimen.title) or regimen.id,
            "subject": made.patient,
            "period": bounds,
            "created": at(made.now),
            "activity": [{"reference": each} for each in items],
        }
    )


def _status(regimen: Regimen, course: Course, today: date) -> str:
    if course.left is not None and course.left <= today:
        return "revoked"
    if regimen.length and course.number(today) > regimen.length:
        return "completed"
    return "on-hold" if course.is_paused(today) or regimen.barred else "active"


def _last_day(regimen: Regimen, course: Course) -> date | None:
    """The last day of a course as far as it is known; None if it has no end, or a pause has none."""
    if course.begun is None:
        return None
    if course.left is not None:
        return max(course.begun, course.left - DAY)
    if not regimen.length or any(pause.last is None for pause in course.pauses):
        return None
    last = course.begun + (regimen.length - 1) * DAY
    while (missing := regimen.length - course.number(last)) > 0:
        last += missing * DAY
    return last


def _request(made: Entries, item: Item, course: Course, status: str, bounds: Json, today: date) -> Json:
    since, over = course.since(item), course.moved.get(item.id)
    if since is None:
        status, bounds = "draft", {}
    elif over is not None:
        status = "completed" if over <= today and status != "revoked" else status
        bounds = _bounds(since, max(since, over - DAY))
    elif item.follows:
        bounds = _bounds(since, max(since, date.fromisoformat(bounds["end"])) if "end" in bounds else None)
    if item.barred and status == "active":
        status = "on-hold"
    instruction = ". ".join(filter(None, (how_often(item), text(item.note))))
    request: Json = {
        "resourceType": "ServiceRequest",
        "status": status,
        "intent": "plan",
        "code": content(item.id, item.title),
        "subject": made.patient,
        "patientInstruction": instruction,
    }
    sides = [own(side) for side in item.sides if side]
    if sides:
        request["bodySite"] = sides
    if item.rhythm is Rhythm.AS_NEEDED:
        return {**request, "asNeededBoolean": True}
    return {**request, "occurrenceTiming": timing(item, bounds)}


def timing(item: Item, bounds: Mapping[str, str]) -> Json:
    """How often an item is to be done, as FHIR's Timing.

    A window of the day, the distance between doses, and days a week with several doses a day are more than it
    can hold: `code.text` has them all in words.
    """
    low, high = item.per_day
    repeat: Json = {"boundsPeriod": dict(bounds)} if bounds else {}
    if item.seconds > 0:
        repeat |= {"duration": round(item.seconds, 3), "durationUnit": "s"}
    period: Json = {"period": 1, "periodUnit": "d"}
    if item.rhythm is Rhythm.EVERY_OTHER_DAY:
        period["period"] = 2
    elif item.rhythm is Rhythm.PER_WEEK:
        low, high = low * item.per_week[0], high * item.per_week[1]
        period["periodUnit"] = "wk"
    repeat["frequency"] = low
    if high > low:
        repeat["frequencyMax"] = high
    repeat |= period
    if len(item.days) < WEEK:
        repeat["dayOfWeek"] = [_WEEKDAYS[day] for day in item.days]
    if item.at:
        repeat["timeOfDay"] = [f"{each:%H:%M:%S}" for each in item.at]
    return {"repeat": repeat, "code": {"text": how_often(item)}}


def _bounds(first: date | None, last: date | None) -> Json:
    days = {"start": first, "end": last}
    return {name: day.isoformat() for name, day in days.items() if day is not None}
