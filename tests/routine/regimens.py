"""Programmes and sessions for tests, short to write. The 23rd of November 2026 is a Monday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

from coach.routine.programme import Item, Regimen
from coach.routine.programme_course import CourseEvent, Event
from coach.routine.programme_doses import Performed

ZONE = timezone(timedelta(hours=1))
MONDAY = date(2026, 11, 23)


def day(number: int) -> date:
    """The so-manieth day of the course; the first is 1, a Monday."""
    return MONDAY + timedelta(days=number - 1)


def at(number: int, clock: str = "12:00") -> datetime:
    """A time of day on a day of the course."""
    hours, minutes = map(int, clock.split(":"))
    return datetime(2026, 11, 23, hours, minutes, tzinfo=ZONE) + timedelta(days=number - 1)


def item(identity: str = "glides", **fields: Any) -> Item:
    """An item of five minutes for both hands in turn."""
    return replace(Item(identity, f"The {identity}", 300.0, sides=("left", "right")), **fields)


def regimen(*items: Item, **fields: Any) -> Regimen:
    """A programme that begins on the Monday."""
    return replace(Regimen("hands", "Hands", 2, items or (item(),), starts=MONDAY), **fields)


def done(number: int, clock: str = "12:00", routine: str = "glides", **fields: Any) -> Performed:
    """A session of five minutes, both sides in full."""
    began = at(number, clock)
    shares = (("left", 1.0), ("right", 1.0))
    return replace(Performed(routine, began, began + timedelta(minutes=5), True, shares), **fields)


def event(kind: Event, number: int, **fields: Any) -> CourseEvent:
    """Something written down at noon of a day."""
    return replace(CourseEvent("hands", kind, day(number), at(number)), **fields)
