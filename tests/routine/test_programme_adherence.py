from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from coach.routine.programme import Rhythm
from coach.routine.programme_adherence import Count, Week, weeks
from coach.routine.programme_course import Event, course
from tests.routine.regimens import MONDAY, day, done, event, item, regimen

if TYPE_CHECKING:
    from coach.routine.programme_doses import Performed

TWICE = item(per_day=(2, 2))


def _weeks(
    which: object, sessions: list[Performed], last: int, told: tuple[tuple[Event, int], ...] = ()
) -> list[Week]:
    plan = regimen(which)  # type: ignore[arg-type]
    events = [event(kind, number) for kind, number in told]
    return list(weeks(plan, course(plan, events), sessions, day(1), day(last)))


def test_a_week_counts_what_was_done_of_what_was_planned() -> None:
    """Twice a day makes fourteen; a third on one day is more, and stands in for no other day."""
    sessions = [done(1, "08:00"), done(1, "12:00"), done(1, "16:00"), done(2, "08:00")]
    [week] = [each for each in _weeks(TWICE, sessions, 8) if each.monday == MONDAY]
    assert (week.done, week.planned, week.more, week.is_kept) == (3, 14, 1, False)
    assert week.items == {"glides": Count(3, 14)}
    assert week.sides == {"left": Count(3, 14), "right": Count(3, 14)}


def test_sides_are_counted_apart() -> None:
    """A session with the right side left out counts for the left."""
    left_only = done(1, shares=(("left", 1.0), ("right", 0.0)))
    [week] = _weeks(item(), [left_only], 2)
    assert (week.done, week.planned) == (1, 1)
    assert week.sides == {"left": Count(1, 1), "right": Count(0, 1)}


def test_the_day_that_is_not_over_asks_for_nothing_yet() -> None:
    """Today's doses count once they are done, and never against anybody before that."""
    assert [(week.done, week.planned) for week in _weeks(TWICE, [], 1)] == [(0, 0)]
    assert [(week.done, week.planned) for week in _weeks(TWICE, [done(1)], 1)] == [(1, 1)]


def test_a_pause_and_a_day_of_rest_count_as_kept() -> None:
    """A week with a flare-up and a planned rest is kept if the other days are."""
    sessions = [done(number) for number in (1, 2)]
    told = ((Event.RESTED, 3), (Event.PAUSED, 4), (Event.RESUMED, 8))
    [week, _] = _weeks(item(), sessions, 8, told)
    assert (week.done, week.planned, week.free, week.is_kept) == (2, 2, 5, True)


def test_a_whole_week_of_pause_is_kept() -> None:
    """Nothing is planned, so nothing is missed."""
    week = _weeks(item(), [], 15, ((Event.PAUSED, 8), (Event.RESUMED, 15)))[1]
    assert (week.planned, week.free, week.is_kept) == (0, 7, True)


def test_so_many_days_a_week_may_be_any_days() -> None:
    """Three a week are kept on whichever days they were done, and a fourth is more."""
    three = item(rhythm=Rhythm.PER_WEEK, per_week=(3, 3))
    sessions = [done(number) for number in (4, 6, 7)]
    assert next((week.done, week.planned) for week in _weeks(three, sessions, 8)) == (3, 3)
    week = _weeks(three, [done(2), *sessions], 8)[0]
    assert (week.done, week.planned, week.more) == (3, 3, 1)
    running = _weeks(three, [done(1)], 3)[0]
    assert (running.done, running.planned) == (1, 1)


def test_every_other_day_may_shift_by_one() -> None:
    """Begun on Monday, four days are planned; done on Tuesday, Thursday and Saturday, three are."""
    every = item(rhythm=Rhythm.EVERY_OTHER_DAY)
    [week, _] = _weeks(every, [done(number) for number in (2, 4, 6)], 8)
    assert (week.done, week.planned) == (3, 4)


def test_what_is_needed_now_and_then_is_not_counted() -> None:
    """Neither planned nor missed."""
    assert [week.items for week in _weeks(item(rhythm=Rhythm.AS_NEEDED), [done(1)], 2)] == [{}]


def test_there_is_nothing_to_tell_before_a_programme_is_taken_up() -> None:
    """No course, no weeks; and no week before its first."""
    plan = regimen(starts=None)
    assert weeks(plan, course(plan, []), [done(1)], day(1), day(9)) == ()
    found = weeks(plan, course(plan, [event(Event.BEGUN, 9)]), [], day(1), day(9))
    assert [each.monday for each in found] == [day(8)]


def test_after_moving_on_each_item_answers_for_its_own_days() -> None:
    """The week of the change has both, as many days of each as it was their turn."""
    plan = regimen(item("first"), item("second", follows="first"))
    now = course(plan, [event(Event.MOVED_ON, 4, item="first")])
    sessions = [done(1, routine="first"), done(5, routine="second")]
    [week, _] = weeks(plan, now, sessions, day(1), day(8))
    assert week.items == {"first": Count(1, 3), "second": Count(1, 4)}


@given(st.lists(st.integers(1, 28), max_size=60), st.sets(st.integers(1, 28), max_size=10))
def test_weeks_agree_with_counting_day_by_day(days: list[int], rests: set[int]) -> None:
    """Done and planned over four weeks are what a naive count over the days gives."""
    sessions = [done(number) for number in days]
    found = _weeks(TWICE, sessions, 29, tuple((Event.RESTED, number) for number in sorted(rests)))
    asked = [number for number in range(1, 29) if number not in rests]
    assert sum(week.planned for week in found) == 2 * len(asked)
    kept = sum(min(2, days.count(number)) for number in asked)
    assert sum(week.done for week in found) == kept
    assert sum(week.more for week in found) == len(days) - kept
    assert all(week.monday == MONDAY + timedelta(weeks=n) for n, week in enumerate(found))
