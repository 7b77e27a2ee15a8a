from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from coach.routine.programme_course import Course, Event, Pause, course
from tests.routine.regimens import MONDAY, day, event, item, regimen


def test_a_programme_without_a_date_is_not_followed_until_it_is_taken_up() -> None:
    """Before that no day belongs to it."""
    undated = regimen(starts=None)
    assert course(undated, []) == Course()
    assert not course(undated, []).is_on(day(1))
    assert course(undated, []).number(day(1)) == 0
    taken = course(undated, [event(Event.BEGUN, 3)])
    assert [taken.is_on(day(number)) for number in (2, 3, 99)] == [False, True, True]


def test_a_dated_programme_begins_on_its_date_by_itself() -> None:
    """What a therapist has dated is on from that day; its first day is day 1."""
    found = course(regimen(), [])
    assert [found.is_on(day(number), 28) for number in (0, 1, 28, 29)] == [False, True, True, False]
    assert (found.number(day(1)), found.number(day(28))) == (1, 28)


def test_only_its_own_record_counts() -> None:
    """What was written down about another programme changes nothing."""
    assert course(regimen(), [event(Event.LEFT, 2, programme="feet")]) == course(regimen(), [])


def test_a_pause_asks_for_nothing_and_makes_the_programme_longer() -> None:
    """Days of a pause are free and are not counted, so four weeks stay four weeks."""
    told = [event(Event.PAUSED, 3, reason="flare"), event(Event.RESUMED, 6)]
    found = course(regimen(), told)
    assert found.pauses == (Pause(day(3), day(5), "flare"),)
    assert [found.is_paused(day(number)) for number in range(2, 7)] == [False, True, True, True, False]
    assert (found.number(day(2)), found.number(day(3)), found.number(day(6))) == (2, 3, 3)
    assert [found.is_on(day(number), 28) for number in (31, 32)] == [True, False]


def test_a_pause_that_lasts_has_no_end() -> None:
    """Until it is resumed every later day is free; a second pause within it changes nothing."""
    found = course(regimen(), [event(Event.PAUSED, 3), event(Event.PAUSED, 4)])
    assert found.pauses == (Pause(day(3)),)
    assert found.is_free(day(400))
    assert found.is_on(day(400), 28)


def test_a_pause_taken_back_on_its_day_leaves_nothing() -> None:
    """Paused and resumed on one day, there was no pause."""
    assert course(regimen(), [event(Event.PAUSED, 3), event(Event.RESUMED, 3)]).pauses == ()


def test_a_day_of_rest_is_free_and_can_be_taken_back() -> None:
    """A planned rest holds for its day alone."""
    rested = course(regimen(), [event(Event.RESTED, 2)])
    assert [rested.is_free(day(number)) for number in (1, 2, 3)] == [False, True, False]
    assert not course(regimen(), [event(Event.RESTED, 2), event(Event.NOT_RESTED, 2)]).is_free(day(2))


def test_left_is_over_and_begun_again_is_new() -> None:
    """After it was left nothing is on; taken up again, it starts from its first day without old pauses."""
    told = [event(Event.PAUSED, 2), event(Event.LEFT, 4)]
    assert [course(regimen(), told).is_on(day(number)) for number in (3, 4)] == [True, False]
    again = course(regimen(), [*told, event(Event.BEGUN, 10)])
    assert again == Course(begun=day(10))


def test_moving_on_hands_over_from_that_day() -> None:
    """The earlier item has the days before, what follows it those from then on; moving back undoes it."""
    first, second = item("first"), item("second", follows="first")
    waiting = course(regimen(first, second), [])
    assert (waiting.has(first, day(3)), waiting.has(second, day(3)), waiting.since(second)) == (
        True,
        False,
        None,
    )
    moved = course(regimen(first, second), [event(Event.MOVED_ON, 3, item="first")])
    assert [(moved.has(first, day(n)), moved.has(second, day(n))) for n in (2, 3)] == [
        (True, False),
        (False, True),
    ]
    back = course(
        regimen(first, second),
        [event(Event.MOVED_ON, 3, item="first"), event(Event.MOVED_BACK, 5, item="first")],
    )
    assert (back.has(first, day(5)), back.has(second, day(5)), back.declined) == (
        True,
        False,
        {"first": day(5)},
    )


@given(st.lists(st.tuples(st.sampled_from([Event.PAUSED, Event.RESUMED]), st.integers(1, 30)), max_size=8))
def test_days_of_a_course_are_counted_one_by_one(told: list[tuple[Event, int]]) -> None:
    """Whatever was paused, the number of a day is one more than the days before it that were not paused."""
    in_order = sorted(told, key=lambda each: each[1])
    found = course(regimen(), [event(kind, number) for kind, number in in_order])
    for number in range(1, 40):
        before = (MONDAY + timedelta(days=n) for n in range(number - 1))
        assert found.number(day(number)) == 1 + sum(not found.is_paused(each) for each in before)
