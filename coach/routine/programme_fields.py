"""The kinds of value that only programmes hold: days of the calendar, lengths in days, windows of the day."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator

from coach.routine import quantity
from coach.routine.fields import reader
from coach.routine.quantity import QuantityError

LONGEST_WEEKS: Final = 104
"""No programme is longer than two years: it has been looked at anew by then."""
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PERIOD: Final = re.compile(r"([0-9]{1,3}) *(days?|weeks?)")
_DAYS_IN: Final = {"day": 1, "week": 7}


def day(text: str) -> date:
    """A day of the calendar: `2026-11-23` (ISO 8601)."""
    given = text.strip()
    try:
        # `fromisoformat` alone takes weeks and days without hyphens too.
        return date.fromisoformat(given if _DAY.fullmatch(given) else "")
    except ValueError:
        message = f"`{text[:80]}` is not a day of the calendar."
        raise QuantityError("bad-date", message, "Write year, month and day: `2026-11-23`.") from None


def period(text: str) -> int:
    """Days: `4 weeks`, `10 days`; at least one, at most two years."""
    match = _PERIOD.fullmatch(text.strip().lower())
    if not match:
        message = f"`{text[:80]}` is not a number of days or weeks."
        raise QuantityError("bad-duration", message, _as_period(text))
    days = int(match[1]) * _DAYS_IN[match[2].rstrip("s")]
    if not 1 <= days <= LONGEST_WEEKS * 7:
        raise QuantityError("bad-duration", f"`{text}` is outside 1 day to {LONGEST_WEEKS} weeks.")
    return days


def _as_period(text: str) -> str:
    """How to write a length that was meant for weeks or days; for another, what can be written."""
    meant = re.search(r"([0-9]+) *(?:(w)|d)", text.lower())
    if meant is None:
        return "Write it as `4 weeks` or `10 days`."
    unit = "week" if meant[2] else "day"
    return f"Write `{meant[1]} {unit}{'s' if meant[1] != '1' else ''}`."


def window(text: str) -> tuple[time, time]:
    """A window within one day: `08:00-21:00`."""
    parts = [part.strip() for part in re.split(r"[-\u2010-\u2014\u2212]|\bto\b", text)]
    hint = 'Write it as `"08:00-21:00"`.'
    if len(parts) != 2:  # noqa: PLR2004 - a window has two ends
        raise QuantityError("bad-window", f"`{text[:80]}` is not a window of the day.", hint)
    try:
        start, end = map(quantity.time_of_day, parts)
    except QuantityError as error:
        raise QuantityError("bad-window", str(error), hint) from None
    if start >= end:
        message = f"`{text}` ends before it begins; a dose belongs to one day."
        raise QuantityError("bad-window", message, hint)
    return start, end


def _in_order(times: tuple[time, ...]) -> tuple[time, ...]:
    return tuple(sorted(set(times)))


def _listed(value: object) -> object:
    return value.split(",") if isinstance(value, str) and value.strip() else value


CalendarDay = Annotated[date, *reader(day, json=("string",))]
"""A day of the calendar."""
Period = Annotated[int, *reader(period, json=("string",))]
"""A length in days."""
Between = Annotated[tuple[time, time], *reader(window, json=("string",))]
"""A window of the day."""
AtTimes = Annotated[
    tuple[Annotated[time, *reader(quantity.time_of_day, json=("string",))], ...],
    AfterValidator(_in_order),
    BeforeValidator(_listed),
]
"""Times of day, in order."""
