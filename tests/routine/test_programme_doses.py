from __future__ import annotations

import json
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.comparison import Comparison
from coach.routine.programme import Item, Progress, Rhythm, freeze, thaw
from coach.routine.programme_course import Event, course
from coach.routine.programme_doses import DueDose, Performed, State, due_today, is_planned, seconds_a_day
from tests.routine.regimens import ZONE, at, day, done, event, item, regimen

THREE = item(per_day=(3, 3), apart=7200.0, start=time(8), end=time(21))


def _due(
    which: Item, number: int, clock: str, *sessions: Performed, told: tuple[tuple[Event, int], ...] = ()
) -> list[DueDose]:
    plan = regimen(which)
    events = [event(kind, when) for kind, when in told]
    return list(due_today(plan, course(plan, events), sessions, at(number, clock)))


def test_a_dose_is_due_within_its_window() -> None:
    """Before the window it comes later, after it nothing needs to be caught up."""
    states = {clock: _due(THREE, 1, clock)[0].state for clock in ("07:59", "08:00", "20:59", "21:00")}
    assert states == {"07:59": "later", "08:00": "due", "20:59": "due", "21:00": "over"}
    [dose] = _due(THREE, 1, "07:00")
    assert (dose.opens, dose.closes, dose.left, dose.seconds) == (at(1, "08:00"), at(1, "21:00"), 3, 900.0)


def test_the_next_dose_waits_for_its_distance() -> None:
    """At least so far apart counts from the end of the last one; what is done is told with its time."""
    [dose] = _due(THREE, 1, "09:30", done(1, "09:00"))
    assert (dose.state, dose.opens, dose.done, dose.left) == (
        State.LATER,
        at(1, "11:05"),
        (at(1, "09:05"),),
        2,
    )
    [dose] = _due(THREE, 1, "11:05", done(1, "09:00"))
    assert dose.state is State.DUE


def test_a_dose_that_would_open_after_the_window_is_over() -> None:
    """A late second dose leaves no room for a third, and nobody is asked to squeeze it in."""
    [dose] = _due(THREE, 1, "20:00", done(1, "12:00"), done(1, "19:30"))
    assert (dose.state, dose.opens, dose.left) == (State.OVER, None, 0)


def test_as_many_as_asked_for_are_enough_and_the_most_is_told() -> None:
    """With `2-3` a day two are asked for; a third is possible, a fourth is not."""
    two_or_three = item(per_day=(2, 3))
    [dose] = _due(two_or_three, 1, "12:00", done(1, "08:00"), done(1, "10:00"))
    assert (dose.state, dose.asked, dose.most, dose.left, dose.opens is None) == (State.DONE, 2, 3, 0, False)
    [dose] = _due(two_or_three, 1, "13:00", *(done(1, clock) for clock in ("08:00", "10:00", "12:00")))
    assert (dose.state, dose.opens) == (State.DONE, None)


def test_times_of_day_open_one_dose_after_the_other() -> None:
    """Each time opens the next one; the last of them stays for further ones."""
    fixed = item(per_day=(2, 2), at=(time(9), time(15)), start=time(8), end=time(21))
    assert _due(fixed, 1, "08:30")[0].opens == at(1, "09:00")
    [dose] = _due(fixed, 1, "10:00", done(1, "09:10"))
    assert (dose.state, dose.opens) == (State.LATER, at(1, "15:00"))


def test_only_what_was_finished_or_half_done_counts() -> None:
    """A session stopped early counts from half of the work on; one of another routine never does."""
    little = done(1, "09:00", finished=False, shares=(("left", 0.9), ("right", 0.0)))
    half = done(1, "09:00", finished=False, shares=(("left", 1.0), ("right", 0.0)))
    nothing = done(1, "09:00", finished=False, shares=())
    other = done(1, "09:00", routine="feet")
    counted = [len(_due(item(), 1, "12:00", each)[0].done) for each in (little, half, nothing, other)]
    assert counted == [0, 1, 0, 0]
    assert (half.counts_on("left"), half.counts_on("right")) == (True, False)
    assert done(1, shares=(("both", 1.0),)).counts_on("left")


def test_weekdays_are_the_days_named() -> None:
    """An item for Monday and Thursday is not there on other days, unless it was done then."""
    some = item(days=(0, 3))
    assert [len(_due(some, number, "12:00")) for number in range(1, 8)] == [1, 0, 0, 1, 0, 0, 0]
    assert [dose.state for dose in _due(some, 2, "12:00", done(2, "10:00"))] == [State.DONE]


def test_every_other_day_counts_from_the_last_time() -> None:
    """The day after it was done is free; done a day late, the next one is a day later too."""
    every = item(rhythm=Rhythm.EVERY_OTHER_DAY)
    assert [len(_due(every, number, "12:00", done(2))) for number in (3, 4, 5)] == [0, 1, 1]


def test_so_many_days_a_week_are_the_persons_to_choose() -> None:
    """Of three a week, a day is left between, and after the third the week is full; Monday begins anew."""
    three = item(rhythm=Rhythm.PER_WEEK, per_week=(3, 3))
    assert len(_due(three, 2, "12:00", done(1))) == 0
    assert len(_due(three, 3, "12:00", done(1))) == 1
    full = (done(1), done(3), done(5))
    assert [len(_due(three, number, "12:00", *full)) for number in (7, 8)] == [0, 1]
    daily = item(rhythm=Rhythm.PER_WEEK, per_week=(5, 7))
    assert len(_due(daily, 2, "12:00", done(1))) == 1


def test_it_is_told_whether_another_day_would_do() -> None:
    """On Monday three days a week can still wait; on Wednesday with none done they cannot."""
    three = item(rhythm=Rhythm.PER_WEEK, per_week=(3, 3))
    assert [_due(three, number, "12:00")[0].may_wait for number in (1, 2, 3)] == [True, True, False]
    assert not _due(item(), 1, "12:00")[0].may_wait


def test_what_is_needed_now_and_then_is_never_due() -> None:
    """It is offered every day and asks for nothing."""
    [dose] = _due(item(rhythm=Rhythm.AS_NEEDED), 3, "12:00")
    assert (dose.state, dose.left) == (State.AS_NEEDED, 0)


def test_nothing_is_asked_for_in_a_pause_or_on_a_day_of_rest() -> None:
    """The dose is shown as free, and what is done all the same is done."""
    for told in (((Event.PAUSED, 1),), ((Event.RESTED, 2),)):
        [dose] = _due(item(), 2, "12:00", told=told)
        assert (dose.state, dose.left) == (State.FREE, 0)
        [dose] = _due(item(), 2, "12:00", done(2, "10:00"), told=told)
        assert dose.state is State.DONE


def test_what_is_not_for_this_person_is_not_due() -> None:
    """A barred item is left out; a barred programme has no doses at all and takes no time."""
    plan = regimen(item("a", barred="You ticked “x”."), item("b"))
    now = course(plan, [])
    assert [dose.item.id for dose in due_today(plan, now, [], at(1))] == ["b"]
    assert seconds_a_day(plan, now, day(1)) == 300.0
    barred = regimen(barred="You ticked “x”.")
    assert (due_today(barred, now, [], at(1)), seconds_a_day(barred, now, day(1))) == ((), 0.0)


def test_the_time_of_a_day_is_the_sum_of_all_that_is_asked_for() -> None:
    """Three times five minutes and once five; a day off takes nothing, nor does a day before the course."""
    plan = regimen(THREE, item("putty", rhythm=Rhythm.EVERY_OTHER_DAY), item("x", rhythm=Rhythm.AS_NEEDED))
    now = course(plan, [event(Event.RESTED, 3)])
    assert [seconds_a_day(plan, now, day(number)) for number in range(5)] == [0, 1200, 900, 0, 900]


def test_days_a_week_are_spread_over_the_week() -> None:
    """Three of seven days are planned with room between them; every day of the week if it asks for seven."""
    three = item(rhythm=Rhythm.PER_WEEK, per_week=(3, 3))
    now = course(regimen(three), [])
    assert [number for number in range(1, 8) if is_planned(three, now, day(number))] == [1, 3, 5]
    assert not is_planned(three, now, day(0))


def test_windows_follow_the_clock_when_it_changes() -> None:
    """On the day on which summer time ends, eight o'clock is eight o'clock."""
    berlin = ZoneInfo("Europe/Berlin")
    plan = regimen(THREE, starts=date(2026, 10, 1))
    now = at(1).replace(year=2026, month=10, day=25, hour=7, tzinfo=berlin)
    [dose] = due_today(plan, course(plan, []), [], now)
    assert dose.opens is not None
    assert (dose.opens.hour, dose.opens.utcoffset()) == (8, timedelta(hours=1))


@pytest.mark.parametrize("progress", [None, Progress("b", (("pain", Comparison("<=", 2.0)),), 6, 14, True)])
def test_a_programme_survives_json(progress: Progress | None) -> None:
    """The library cache gives back what it was given."""
    plan = regimen(
        item(at=(time(9), time(15)), progress=progress, note="Slowly.", barred="x"),
        item("b", rhythm=Rhythm.PER_WEEK, follows="glides"),
        length=28,
    )
    for each in (plan, regimen(starts=None)):
        assert thaw(json.loads(json.dumps(freeze(each)))) == each


@given(
    st.integers(1, 5),
    st.floats(0, 6 * 3600),
    st.lists(st.integers(0, 1439), max_size=6),
    st.integers(0, 1439),
)
def test_a_dose_never_comes_too_soon_or_too_often(
    times: int, apart: float, minutes: list[int], now: int
) -> None:
    """Whatever was done, what is due lies in its window, far enough from the last, and is still asked for."""
    which = item(per_day=(times, times), apart=apart, start=time(8), end=time(21))
    earlier = [done(1, f"{minute // 60}:{minute % 60}") for minute in minutes if minute <= now]
    moment = at(1, f"{now // 60}:{now % 60}")
    [dose] = _due(which, 1, f"{now // 60}:{now % 60}", *earlier)
    assert len(dose.done) == len(earlier)
    if dose.state is State.DUE:
        assert len(dose.done) < times
        assert time(8) <= moment.time() < time(21)
        assert all((moment - ended).total_seconds() >= apart for ended in dose.done)
    if dose.opens is not None:
        assert dose.opens.tzinfo is ZONE
        assert dose.opens < dose.closes
