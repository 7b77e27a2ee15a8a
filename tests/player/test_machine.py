from __future__ import annotations

import math
from dataclasses import replace

import pytest

from coach.player.events import (
    Event,
    Finished,
    Outcome,
    Paused,
    Resumed,
    Stalled,
    Started,
    StepEntered,
    StepLeft,
    Stopped,
)
from coach.player.machine import LEGAL, step
from coach.player.snapshot import Status
from coach.player.state import Command, PlayerState, ready
from tests.player.plans import TWO_SIDES, plan

T = 1000.0
"""The moment at which every session here starts."""

GET_READY, HOLD, REST, HOLD_AGAIN, SWITCH, RIGHT_HOLD, RIGHT_REST, RIGHT_AGAIN, LONG_REST = range(9)
NEXT_READY, REPS, USER_DONE, LAST_READY, LAST_HOLD = range(9, 14)


def started(timeline_at: float = 0.0, index: int = 0) -> PlayerState:
    """A session of `TWO_SIDES` running since `T`, taken to a step without waiting for it."""
    state, _ = step(ready(TWO_SIDES), Command.START, T)
    at = TWO_SIDES.steps[index].start
    return replace(state, index=index, origin=T - at - timeline_at, position=at + timeline_at)


def give(state: PlayerState, *commands: Command, at: float) -> tuple[PlayerState, list[Event]]:
    """Several commands at one moment."""
    events: list[Event] = []
    for command in commands:
        state, more = step(state, command, at)
        events += more
    return state, events


def test_start_enters_the_first_step() -> None:
    """Start begins the session and its first step at that moment."""
    state, events = step(ready(TWO_SIDES), Command.START, T)
    assert events == (Started(T), StepEntered(0, T))
    assert (state.status, state.index) == (Status.RUNNING, 0)


def test_a_plan_without_steps_is_refused() -> None:
    """A session needs something to do."""
    with pytest.raises(ValueError, match="at least one step"):
        ready(replace(TWO_SIDES, steps=()))


def test_a_late_tick_reports_every_boundary_at_its_planned_moment() -> None:
    """However late a tick comes, the boundaries it passed carry their exact planned times."""
    state, _ = step(ready(TWO_SIDES, stall_after=math.inf), Command.START, T)
    state, events = step(state, Command.TICK, T + 19.5)
    assert events == (
        StepLeft(GET_READY, Outcome.DONE, 5.0, T + 5),
        StepEntered(HOLD, T + 5),
        StepLeft(HOLD, Outcome.DONE, 10.0, T + 15),
        StepEntered(REST, T + 15),
        StepLeft(REST, Outcome.DONE, 3.0, T + 18),
        StepEntered(HOLD_AGAIN, T + 18),
    )
    assert state.elapsed_at(T + 19.5) == 1.5


def test_boundaries_do_not_drift() -> None:
    """After a thousand steps a boundary is still its start and its place in the plan, to the last bit."""
    timeline = plan("".join(f"1 hold {length} left\n" for length in (2.456, 0.995, 9.505, 9.71, 13.43)) * 200)
    begin = 71765.43864258345  # at which rounding would add up
    state, _ = step(ready(timeline), Command.START, begin)
    entered = []
    while state.status is Status.RUNNING:
        state, events = step(state, Command.TICK, state.seen + 0.9)
        entered += [event.at for event in events if isinstance(event, StepEntered)]
    assert entered == [begin + one.start for one in timeline.steps[1:]]


def test_a_step_of_no_length_ends_when_it_begins() -> None:
    """Rounding cannot make it end before it began."""
    timeline = plan("1 hold 14.171 left\n2 rest 0\n3 hold 5 left")
    skipped = 101.373220859234
    state, _ = step(ready(timeline), Command.START, 100.0)
    state, first = step(state, Command.SKIP, skipped)
    state, then = step(state, Command.TICK, skipped + 1)
    assert [event.at for event in first + then] == [skipped] * 4


def test_silence_of_three_seconds_is_forgiven() -> None:
    """A gap of exactly three seconds between ticks runs on."""
    state, _ = step(started(1.0, HOLD), Command.TICK, T + 3.0)
    assert (state.status, state.elapsed_at(T + 3.0)) == (Status.RUNNING, 4.0)


def test_a_freeze_holds_the_session_where_it_was_last_seen() -> None:
    """After ten minutes of silence nothing was skipped: the session stands where it stood and says so."""
    state, events = step(started(1.0, HOLD), Command.TICK, T + 600)
    assert events == (Stalled(600.0, T + 600),)
    assert (state.status, state.index, state.elapsed_at(T + 600)) == (Status.STALLED, HOLD, 1.0)
    state, events = step(state, Command.TICK, T + 700)
    assert (state.status, events) == (Status.STALLED, ())
    state, events = step(state, Command.RESUME, T + 710)
    assert events == (Resumed(T + 710),)
    _, events = step(replace(state, stall_after=math.inf), Command.TICK, T + 719)
    assert events == (StepLeft(HOLD, Outcome.DONE, 10.0, T + 719), StepEntered(REST, T + 719))


def test_work_that_waits_for_the_person_stalls_too() -> None:
    """Ten minutes in which Coach was frozen are not counted as ten minutes of repetitions."""
    state, _ = step(started(4.0, REPS), Command.TICK, T + 600)
    assert (state.status, state.elapsed_at(T + 600)) == (Status.STALLED, 4.0)


@pytest.mark.parametrize("command", [command for command in Command if command is not Command.STOP])
def test_a_command_that_uncovers_a_stall_does_nothing_more(command: Command) -> None:
    """A key pressed before the person could see that time was lost does not skip or repeat anything."""
    state, events = step(started(1.0, HOLD), command, T + 60)
    assert (state.status, events) == (Status.STALLED, (Stalled(60.0, T + 60),))


def test_stop_stops_even_when_it_uncovers_a_stall() -> None:
    """Stop is always a stop; the lost time is not counted as work."""
    state, events = step(started(1.0, HOLD), Command.STOP, T + 60)
    assert state.status is Status.STOPPED
    assert events == (
        Stalled(60.0, T + 60),
        StepLeft(HOLD, Outcome.CUT_SHORT, 1.0, T + 60),
        Stopped(T + 60),
    )


@pytest.mark.parametrize(
    ("command", "index"),
    [(Command.SKIP, SWITCH), (Command.BACK, GET_READY), (Command.RESTART_SIDE, GET_READY)],
)
def test_after_a_stall_choosing_where_to_go_on_also_goes_on(command: Command, index: int) -> None:
    """Skip, back and restart answer "shall we go on?" as well as resume does."""
    state, _ = step(started(1.0, HOLD), Command.TICK, T + 60)
    state, events = step(state, command, T + 61)
    assert (state.status, state.index, state.stalled_for) == (Status.RUNNING, index, 0.0)
    assert events[0] == Resumed(T + 61)


def test_time_running_backwards_is_time_standing_still() -> None:
    """A clock that jumps back loses nothing and repeats nothing."""
    state, events = step(started(4.0, HOLD), Command.TICK, T - 500)
    assert (state.elapsed_at(T - 500), events) == (4.0, ())
    state, _ = step(state, Command.TICK, T + 1)
    assert state.elapsed_at(T + 1) == 5.0


def test_time_running_backwards_after_a_stall_is_time_standing_still() -> None:
    """What happens after a stall was said is never said to have happened before it."""
    state, _ = step(started(4.0, HOLD), Command.TICK, T + 60)
    _, events = step(state, Command.RESUME, T + 1)
    assert events == (Resumed(T + 60),)


def test_a_pause_in_mid_hold_shifts_the_schedule_by_its_length() -> None:
    """After a pause the hold goes on with exactly the time that was left."""
    state, events = step(started(4.0, HOLD), Command.PAUSE, T + 1)
    assert events == (Paused(T + 1),)
    assert state.elapsed_at(T + 3000) == 5.0
    state, events = step(state, Command.RESUME, T + 3601)
    assert events == (Resumed(T + 3601),)
    _, events = step(replace(state, stall_after=math.inf), Command.TICK, T + 3607)
    assert events[0] == StepLeft(HOLD, Outcome.DONE, 10.0, T + 3606)


def test_reps_wait_for_the_person() -> None:
    """A step counted in repetitions runs past its estimate until the person says done."""
    state = replace(started(0.0, REPS), stall_after=math.inf)
    state, events = step(state, Command.TICK, T + 95)
    assert (state.index, events) == (REPS, ())
    state, events = step(state, Command.DONE, T + 96)
    assert events == (StepLeft(REPS, Outcome.DONE, 96.0, T + 96), StepEntered(USER_DONE, T + 96))


def test_after_done_the_schedule_runs_from_that_moment() -> None:
    """Work that took longer or shorter than estimated moves what follows, to the moment."""
    state, _ = give(replace(started(0.0, USER_DONE), stall_after=math.inf), Command.DONE, at=T + 7)
    state, events = step(state, Command.TICK, T + 12)
    assert events[0] == StepLeft(LAST_READY, Outcome.DONE, 5.0, T + 12)
    assert state.index == LAST_HOLD


def test_done_does_not_end_a_timed_hold() -> None:
    """A stray key press cannot cut a timed step."""
    state, events = step(started(4.0, HOLD), Command.DONE, T)
    assert (state.index, events) == (HOLD, ())


def test_the_end_of_the_last_step_is_the_end_of_the_session() -> None:
    """The session finishes at the planned moment, not when the tick came."""
    state, events = step(started(8.0, LAST_HOLD), Command.TICK, T + 2.5)
    assert state.status is Status.FINISHED
    assert events == (StepLeft(LAST_HOLD, Outcome.DONE, 10.0, T + 2), Finished(T + 2))


def test_skip_in_a_hold_goes_to_the_switch_for_the_other_side() -> None:
    """Skip leaves out the rest of this side, never the other one."""
    state, events = step(started(4.0, HOLD), Command.SKIP, T)
    assert state.index == SWITCH
    assert events == (
        StepLeft(HOLD, Outcome.CUT_SHORT, 4.0, T),
        StepLeft(REST, Outcome.SKIPPED, 0.0, T),
        StepLeft(HOLD_AGAIN, Outcome.SKIPPED, 0.0, T),
        StepEntered(SWITCH, T),
    )


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (GET_READY, SWITCH),  # the get-ready belongs to the side it leads into
        (SWITCH, LONG_REST),  # and so does the switch
        (RIGHT_AGAIN, LONG_REST),
        (REST, HOLD_AGAIN),  # in a rest only the rest is ended
        (LONG_REST, NEXT_READY),
        (REPS, LAST_READY),
    ],
)
def test_where_skip_leads(here: int, there: int) -> None:
    """Skip leaves out what is left of this side; in a rest, what is left of the rest."""
    state, _ = step(started(2.0, here), Command.SKIP, T)
    assert state.index == there


def test_skipping_the_last_side_finishes_the_session() -> None:
    """There is nothing after the last exercise."""
    state, events = step(started(3.0, LAST_HOLD), Command.SKIP, T)
    assert state.status is Status.FINISHED
    assert events == (StepLeft(LAST_HOLD, Outcome.CUT_SHORT, 3.0, T), Finished(T))


def test_a_step_left_at_once_counts_as_skipped() -> None:
    """Skipping a step in the moment it begins leaves no work behind."""
    _, events = step(started(0.0, HOLD), Command.SKIP, T)
    assert events[0] == StepLeft(HOLD, Outcome.SKIPPED, 0.0, T)


@pytest.mark.parametrize(
    ("here", "into", "there"),
    [
        (HOLD_AGAIN, 2.0, HOLD_AGAIN),  # two seconds in: this step again
        (HOLD_AGAIN, 1.9, GET_READY),  # before that: this side again, as work in it came before
        (RIGHT_HOLD, 1.9, GET_READY),  # nothing of this side is done yet: the side before
        (SWITCH, 3.9, GET_READY),  # a switch is never repeated by itself
        (NEXT_READY, 4.0, SWITCH),  # over the rest, to the last work
        (LONG_REST, 5.0, LONG_REST),
        (LONG_REST, 1.0, SWITCH),
        (GET_READY, 4.0, GET_READY),  # there is nothing before the beginning
        (HOLD, 1.0, GET_READY),
    ],
)
def test_where_back_leads(here: int, into: float, there: int) -> None:
    """Back goes to the start of this step, then of this side, then of the side before."""
    state, events = step(started(into, here), Command.BACK, T)
    assert state.index == there
    assert events == (StepLeft(here, Outcome.REPEATED, into, T), StepEntered(there, T))
    assert state.elapsed_at(T) == 0.0


@pytest.mark.parametrize(
    ("here", "there"),
    [(HOLD, GET_READY), (HOLD_AGAIN, GET_READY), (RIGHT_AGAIN, SWITCH), (LONG_REST, LONG_REST)],
)
def test_restart_side_begins_at_its_get_ready_or_switch(here: int, there: int) -> None:
    """Doing a side again begins with getting into position."""
    state, _ = step(started(3.0, here), Command.RESTART_SIDE, T)
    assert state.index == there


@pytest.mark.parametrize("command", [Command.SKIP, Command.BACK, Command.RESTART_SIDE])
def test_a_paused_session_stays_paused_when_its_place_is_changed(command: Command) -> None:
    """Looking for the right place happens in peace; it goes on when told to."""
    state, _ = give(started(4.0, HOLD_AGAIN), Command.PAUSE, command, at=T)
    assert state.status is Status.PAUSED
    state, _ = step(state, Command.RESUME, T + 100)
    assert (state.status, state.elapsed_at(T + 101)) == (Status.RUNNING, 1.0)


def test_an_item_without_a_get_ready_is_still_a_bout_of_its_own() -> None:
    """Where nothing leads into an exercise, the item's own number divides it from the one before."""
    timeline = plan("""
        1 hold 10 both
        2 hold 10 both
    """)
    state, _ = give(ready(timeline), Command.START, Command.SKIP, at=T)
    assert state.index == 1


def test_sides_without_time_to_switch_are_still_two_bouts() -> None:
    """Where a plan leaves no time for a switch, skip still leaves out one side and never both."""
    timeline = plan("""
        1 hold 10 left
        1 rest 2 left
        1 hold 10 left
        1 hold 10 right
        1 hold 10 right
    """)
    state, _ = give(ready(timeline), Command.START, Command.SKIP, at=T)
    assert state.index == 3
    state, _ = give(state, Command.BACK, at=T)
    assert state.index == 0


def test_alternating_sides_are_one_bout() -> None:
    """Skip in an exercise that goes left, right, left, right leaves out the rest of the exercise."""
    timeline = plan("""
        1 get-ready 5 both
        1 hold 10 left
        1 hold 10 right
        1 rest 3 both
        1 hold 10 left
        1 hold 10 right
        2 hold 10 both
    """)
    state, _ = give(ready(timeline), Command.START, Command.SKIP, at=T)
    assert state.index == 6
    state, _ = give(state, Command.BACK, at=T)
    assert state.index == 0


def test_a_rest_after_an_exercise_is_skipped_with_it() -> None:
    """Who leaves out an exercise needs no rest from it."""
    timeline = plan("""
        1 hold 10 both
        1 rest 30
        2 get-ready 5 both
        2 hold 10 both
    """)
    state, _ = give(ready(timeline), Command.START, Command.SKIP, at=T)
    assert state.index == 2


def test_stopping_leaves_the_running_step_cut_short() -> None:
    """Stop keeps what was done of the running step, and says nothing of what was never reached."""
    state, events = step(started(4.0, HOLD), Command.STOP, T)
    assert state.status is Status.STOPPED
    assert events == (StepLeft(HOLD, Outcome.CUT_SHORT, 4.0, T), Stopped(T))


def test_a_session_that_never_began_can_be_stopped() -> None:
    """Closing the player before the start records nothing."""
    state, events = step(ready(TWO_SIDES), Command.STOP, T)
    assert (state.status, events) == (Status.STOPPED, (Stopped(T),))


LEGAL_PAIRS = """
           start tick pause resume skip back restart_side done let_go stop
ready        x    -     -      -     -    -       -         -     -     x
running      -    x     x      -     x    x       x         x     x     x
paused       -    -     -      x     x    x       x         -     x     x
stalled      -    -     -      x     x    x       x         -     x     x
finished     -    -     -      -     -    -       -         -     -     -
stopped      -    -     -      -     -    -       -         -     -     -
"""


def test_the_table_of_legal_commands() -> None:
    """Which command is heard in which status, in full."""
    head, *rows = (line.split() for line in LEGAL_PAIRS.strip().splitlines())
    assert {
        Status(status): {Command[name.upper()] for name, mark in zip(head, marks, strict=True) if mark == "x"}
        for status, *marks in rows
    } == {status: set(acts) for status, acts in LEGAL.items()}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("command", Command)
def test_a_command_outside_the_table_changes_nothing(status: Status, command: Command) -> None:
    """What is not legal is as if it had not been said."""
    state = replace(started(4.0, HOLD), status=status)
    after, events = step(state, command, T)
    assert command in LEGAL[status] or (after, events) == (state, ())
