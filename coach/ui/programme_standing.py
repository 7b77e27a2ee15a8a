"""Where a person is in a programme today, read from the history once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from coach.routine.programme_course import course
from coach.routine.programme_doses import State, due_today

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from coach.history.store import Store
    from coach.routine.programme import Regimen
    from coach.routine.programme_adherence import Week
    from coach.routine.programme_course import Course
    from coach.routine.programme_doses import DueDose
    from coach.routine.programme_progress import Proposal

LONGEST: Final = timedelta(days=2 * 366)
"""No rule of a programme looks further back than the longest programme lasts."""
LATE: Final = 23
"""A window that closes in this hour closes with the day."""
RECENT: Final = timedelta(days=14)
"""What is due today follows from these days."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A programme on one day: the course so far, today's doses, this week, and what may come next."""

    regimen: Regimen
    course: Course
    day: date
    doses: tuple[DueDose, ...]
    week: Week | None
    proposals: tuple[Proposal, ...]

    @property
    def is_on(self) -> bool:
        """Whether the programme is followed today, paused or not."""
        return self.course.is_on(self.day, self.regimen.length)

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        begun, left = self.course.begun, self.course.left
        return (
            begun is not None and begun <= self.day and not self.is_on and (left is None or left > self.day)
        )


def standing(store: Store, regimen: Regimen, now: datetime) -> Standing:
    """How things stand. Raises `CoachError` where the history cannot be read."""
    from coach.routine.programme_adherence import weeks  # noqa: PLC0415  # Today does without
    from coach.routine.programme_progress import proposals  # noqa: PLC0415  # the same

    today = now.date()
    taken = course(regimen, store.course_events(regimen.id))
    performed = store.performed(today - LONGEST)
    monday = today - timedelta(days=today.weekday())
    found = weeks(regimen, taken, performed, monday, today)
    return Standing(
        regimen,
        taken,
        today,
        due_today(regimen, taken, performed, now),
        found[-1] if found else None,
        proposals(regimen, taken, performed, today),
    )


def due(
    store: Store, regimens: Iterable[Regimen], now: datetime
) -> tuple[tuple[Regimen, tuple[DueDose, ...]], ...]:
    """Today's doses of every programme that is followed; programmes without any are left out."""
    events = store.course_events()
    found, performed = [], None
    for regimen in regimens:
        taken = course(regimen, events)
        if not taken.is_on(now.date(), regimen.length):
            continue
        if performed is None:
            performed = store.performed(now.date() - RECENT)
        if doses := due_today(regimen, taken, performed, now):
            found.append((regimen, doses))
    return tuple(found)


def in_words(dose: DueDose) -> str:
    """How a dose stands: `due until 21:00 · 1 of 3 done`."""
    match dose.state:
        case State.DUE:
            state = "due today" if dose.closes.hour == LATE else f"due until {dose.closes:%H:%M}"
        case State.LATER:
            state = f"from {dose.opens:%H:%M} on" if dose.opens else "later today"
        case State.DONE:
            state = "done for today"
        case State.OVER:
            state = "over for today; nothing to catch up"
        case State.FREE:
            state = "a day of rest: kept"
        case _:
            state = "whenever you like"
    shows = dose.asked > 1 and dose.state in {State.DUE, State.LATER, State.OVER}
    count = f"{len(dose.done)} of {dose.asked} done" if shows else ""
    waits = "another day of this week will do as well" if dose.may_wait and dose.left else ""
    return " · ".join(filter(None, (state, count, waits)))
