from __future__ import annotations

from dataclasses import replace

import pytest

from coach.player.machine import step
from coach.player.snapshot import Status
from coach.player.state import Command, PlayerState, ready
from coach.player.view import snapshot
from tests.player.plans import TWO_SIDES, plan

T = 50.0


def at_step(index: int) -> PlayerState:
    """A session that enters a step of `TWO_SIDES` at `T`."""
    state, _ = step(ready(TWO_SIDES), Command.START, T)
    start = TWO_SIDES.steps[index].start
    return replace(state, index=index, origin=T - start, position=start)


def test_before_the_start_everything_is_still_to_come() -> None:
    """A session that has not begun shows its first step with all its time left."""
    seen = snapshot(ready(TWO_SIDES), T)
    assert (seen.status, seen.index, seen.step) == (Status.READY, 0, TWO_SIDES.steps[0])
    assert (seen.step_left, seen.step_fraction) == (5.0, 0.0)
    assert (seen.routine_left, seen.routine_fraction) == (TWO_SIDES.total, 0.0)
    assert seen.items == 4


def test_in_a_hold_time_left_is_what_the_plan_says() -> None:
    """Time left is the plan's length less the time that has passed, for the step and for the routine."""
    seen = snapshot(at_step(1), T + 4)
    assert (seen.step_elapsed, seen.step_left, seen.step_fraction) == (4.0, 6.0, 0.4)
    assert seen.routine_left == TWO_SIDES.total - 9
    assert seen.routine_fraction == pytest.approx(9 / TWO_SIDES.total)


def test_a_view_never_runs_ahead_of_the_machine() -> None:
    """Between a boundary and the tick that reports it, the step shows its last moment."""
    seen = snapshot(at_step(1), T + 400)
    assert (seen.index, seen.step_elapsed, seen.step_left, seen.step_fraction) == (1, 10.0, 0.0, 1.0)


def test_reps_count_up_past_their_estimate() -> None:
    """A step that waits for the person shows the time spent, and never less than nothing left."""
    seen = snapshot(at_step(10), T + 42)
    assert (seen.step_elapsed, seen.step_left, seen.step_fraction) == (42.0, 0.0, 1.0)
    assert seen.routine_left == TWO_SIDES.total - TWO_SIDES.steps[10].end


def test_a_paused_session_stands_still() -> None:
    """However long the pause, the view does not change; only the time since the beginning runs on."""
    state, _ = step(at_step(1), Command.PAUSE, T + 2)
    first, later = snapshot(state, T + 2), snapshot(state, T + 2000)
    assert (first.lasted, later.lasted) == (2.0, 2000.0)
    assert replace(later, lasted=first.lasted) == first


def test_a_stalled_session_says_how_long_it_was_away() -> None:
    """The seconds that passed unseen are shown until the person goes on."""
    state, _ = step(at_step(1), Command.TICK, T + 600)
    assert snapshot(state, T + 601).stalled_for == 600.0
    state, _ = step(state, Command.RESUME, T + 602)
    assert snapshot(state, T + 602).stalled_for == 0.0


def test_a_finished_session_is_full() -> None:
    """At the end nothing is left and all is done, also when the last steps were skipped."""
    timeline = plan("1 get-ready 5 left\n1 hold 10 left\n1 hold 10 left")
    state, _ = step(ready(timeline), Command.START, T)
    state, _ = step(state, Command.SKIP, T + 1)
    seen = snapshot(state, T + 5)
    assert seen.step == timeline.steps[-1]
    assert (seen.status, seen.step_left, seen.routine_left, seen.routine_fraction) == (
        Status.FINISHED,
        0.0,
        0.0,
        1.0,
    )


@pytest.mark.parametrize(
    ("here", "following"),
    [
        (0, 5),  # getting ready for the left: next is the right, not the left hold itself
        (1, 5),
        (2, 5),
        (4, 10),  # switching to the right: next is the exercise after it
        (8, 10),  # in the rest between, next is what the rest leads to
        (10, 13),
        (13, None),
    ],
)
def test_next_is_work_on_another_item_or_side(here: int, following: int | None) -> None:
    """What comes next is the next thing to do with another side or exercise; at the end there is none."""
    expected = None if following is None else TWO_SIDES.steps[following]
    assert snapshot(at_step(here), T).next_work == expected


def test_next_after_getting_ready_for_alternating_sides_is_the_second_of_them() -> None:
    """Getting ready for left and right in turn stands for the first of them."""
    timeline = plan("1 get-ready 5 both\n1 hold 10 left\n1 hold 10 right\n1 hold 10 left")
    assert snapshot(ready(timeline), T).next_work == timeline.steps[2]


def test_a_step_without_length_is_over() -> None:
    """A plan of no length at all is shown as complete rather than dividing by zero."""
    seen = snapshot(ready(plan("1 hold 0 both")), T)
    assert (seen.step_fraction, seen.routine_fraction) == (1.0, 1.0)
