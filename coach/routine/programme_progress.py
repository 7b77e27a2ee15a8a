"""Going on to the next thing: proposed when the author's rule is met, done only when somebody says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from coach.routine.programme import WEEK
from coach.routine.programme_course import DAY, CourseEvent, Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from coach.routine.programme import Item, Progress, Regimen
    from coach.routine.programme_course import Course
    from coach.routine.programme_doses import Performed

ASKED_AGAIN: Final = timedelta(days=WEEK)
"""After a proposal was declined it is not made for this long; our own choice."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """It may be time to go from `item` to `then`. `because` is why, as the author's rule has it.

    Where `needs_approval`, it is taken only with the name of who approved it.
    """

    programme: str
    item: Item
    then: Item
    because: str
    needs_approval: bool


def proposals(
    regimen: Regimen, course: Course, performed: Iterable[Performed], today: date
) -> tuple[Proposal, ...]:
    """What the author's rules propose on a day.

    Only sessions since the item's first day are looked at, and only finished doses. Nothing is proposed in a
    pause, when the next thing is not for this person, or within a week of having been declined.
    """
    if regimen.barred or not course.is_on(today, regimen.length) or course.is_paused(today):
        return ()
    sessions = sorted((each for each in performed if each.counts), key=lambda each: each.began)
    found = []
    for item in regimen.items:
        then = regimen.item(item.progress.then) if item.progress else None
        if item.progress is None or then is None or then.barred or item.barred or not course.has(item, today):
            continue
        declined = course.declined.get(item.id)
        if declined is not None and today < declined + ASKED_AGAIN:
            continue
        own = [each for each in sessions if each.routine == item.id]
        if _is_met(item, item.progress, course, own, today):
            because = told(item.progress)
            found.append(Proposal(regimen.id, item, then, because, item.progress.needs_approval))
    return tuple(found)


def _is_met(
    item: Item, progress: Progress, course: Course, sessions: Sequence[Performed], today: date
) -> bool:
    since = course.since(item)
    if since is None:
        return False
    own = [each for each in sessions if since <= each.day <= today]
    looked_at = own[-progress.sessions :] if progress.sessions else []
    if len(looked_at) < progress.sessions:
        return False
    if progress.days:
        first = _so_many_days_ago(course, today, progress.days)
        if first < since:
            return False
        recent = [each for each in own if each.day >= first]
        if not recent or not _is_in_every_week(recent, course, first, today):
            return False
        looked_at = [*looked_at, *recent]
    return bool(looked_at) and all(_holds(progress, each) for each in looked_at)


def _so_many_days_ago(course: Course, today: date, days: int) -> date:
    """The first of so many days that end yesterday; days of a pause are not counted."""
    day, left = today, days
    while left and course.begun is not None and day >= course.begun:
        day -= DAY
        left -= not course.is_paused(day)
    return day


def _is_in_every_week(sessions: Sequence[Performed], course: Course, first: date, today: date) -> bool:
    """Whether there is a session in each seven days: two weeks of which one was empty are not two weeks."""
    days = {each.day for each in sessions}
    week: list[date] = []
    day = first
    while day < today:
        if not course.is_paused(day):
            week.append(day)
        if len(week) == WEEK:
            if days.isdisjoint(week):
                return False
            week = []
        day += DAY
    return True


def _holds(progress: Progress, session: Performed) -> bool:
    """Whether every bound holds; what was not told holds nothing."""
    told = dict(session.told)
    return all(name in told and bound.holds(told[name]) for name, bound in progress.bounds)


def told(progress: Progress) -> str:
    """The rule in words: `pain 2 or less for 2 weeks`."""
    worded = (f"{name} {_WORDS[bound.sign].format(bound.value)}" for name, bound in progress.bounds)
    over = [f"in the last {progress.sessions} sessions"] if progress.sessions > 1 else []
    over += ["in the last session"] if progress.sessions == 1 else []
    if progress.days:
        weeks, rest = divmod(progress.days, WEEK)
        length, unit = (progress.days, "day") if rest else (weeks, "week")
        over.append(f"for {length} {unit}{'s' if length > 1 else ''}")
    return " ".join((" and ".join(worded), " and ".join(over))).strip()


_WORDS: Final = {
    ">": "over {:g}",
    ">=": "{:g} or more",
    "<": "under {:g}",
    "<=": "{:g} or less",
    "=": "{:g}",
}


def moved_on(proposal: Proposal, revision: int, at: datetime, by: str = "") -> CourseEvent:
    """What is written down when a proposal is accepted: it holds from today.

    Raises:
        ValueError: The author wants approval, and nobody is named who gave it.
    """
    if proposal.needs_approval and not by.strip():
        raise ValueError("the programme's author wants to be asked: say who approved")
    return CourseEvent(
        proposal.programme,
        Event.MOVED_ON,
        at.date(),
        at,
        revision,
        proposal.item.id,
        by.strip(),
        proposal.because,
    )


def not_yet(proposal: Proposal, revision: int, at: datetime, reason: str = "") -> CourseEvent:
    """What is written down when a proposal is declined."""
    return CourseEvent(
        proposal.programme, Event.NOT_YET, at.date(), at, revision, proposal.item.id, reason=reason
    )
