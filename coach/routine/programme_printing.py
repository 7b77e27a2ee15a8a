"""A programme as a page that can be read: what, how often, when, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import times
from coach.routine.programme import WEEK, Item, Regimen, Rhythm
from coach.routine.programme_progress import told
from coach.routine.quantity import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator


def described(regimen: Regimen) -> str:
    """The whole programme, a line or two for each item."""
    return "\n".join(_lines(regimen)) + "\n"


def _lines(regimen: Regimen) -> Iterator[str]:
    yield regimen.title
    yield f"{regimen.id}, revision {regimen.revision}: {length(regimen)}"
    for text in (regimen.use_when, regimen.not_when and f"Not when: {regimen.not_when}", regimen.barred):
        if text:
            yield text
    for item in regimen.items:
        yield ""
        yield f"{item.title} ({item.id}), {'about ' if item.about else ''}{times.length(item.seconds)}"
        yield f"  {how_often(item)}"
        for text in (item.note, item.barred):
            if text:
                yield f"  {text}"
        if item.follows:
            yield f"  After {item.follows}"
        if item.progress:
            asks = ", once your therapist has agreed" if item.progress.needs_approval else ""
            yield f"  Then {item.progress.then}: {told(item.progress)}{asks}"


def length(regimen: Regimen) -> str:
    """How long it goes on: `4 weeks from 2026-11-23`, `10 days`, `without end`."""
    weeks, rest = divmod(regimen.length, WEEK)
    number, unit = (regimen.length, "day") if rest else (weeks, "week")
    lasts = f"{number} {unit}{'s' if number != 1 else ''}" if regimen.length else "without end"
    return f"{lasts} from {regimen.starts}" if regimen.starts else lasts


def how_often(item: Item) -> str:
    """`3 times a day, at least 2 h apart, 08:00-21:00, every day`."""
    if item.rhythm is Rhythm.AS_NEEDED:
        return "when needed"
    parts = [_times(item)]
    if item.apart:
        hours, minutes = divmod(round(item.apart / 60), 60)
        apart = " ".join(filter(None, (f"{hours} h" if hours else "", f"{minutes} min" if minutes else "")))
        parts.append(f"at least {apart} apart")
    if not item.at:
        parts.append(f"{item.start:%H:%M}-{item.end:%H:%M}")
    return ", ".join((*parts, _days(item)))


def _times(item: Item) -> str:
    if item.at:
        return "at " + " and ".join(f"{at:%H:%M}" for at in item.at)
    times = _range(item.per_day)
    return "once a day" if times == "1" else f"{times} times a day"


def _days(item: Item) -> str:
    if item.rhythm is Rhythm.EVERY_OTHER_DAY:
        return "every other day"
    if item.rhythm is Rhythm.PER_WEEK:
        return f"{_range(item.per_week)} days a week"
    if len(item.days) == WEEK:
        return "every day"
    return "on " + ", ".join(DAY_NAMES[day] for day in item.days)


def _range(bounds: tuple[int, int]) -> str:
    low, high = bounds
    return str(low) if low == high else f"{low} to {high}"
