"""A loop: pass after pass until it lets go, and the limit that counts from the start of the session."""

from __future__ import annotations

import math

import pytest

from coach.player.events import (
    Event,
    Finished,
    LetGo,
    LimitReached,
    Outcome,
    PassEnded,
    Paused,
    Resumed,
    Stalled,
    StepEntered,
    StepLeft,
)
from coach.player.machine import step
from coach.player.record import record, summary
from coach.player.snapshot import Status
from coach.player.state import Command, PlayerState, ready
from coach.player.view import snapshot
from tests.player.plans import CRAMP, TWO_SIDES, plan

T = 1000.0
FIRST, GET_READY, LEFT, REST, RIGHT, AFTER = range(6)
PASS = 40.0
"""Seconds of one pass of `CRAMP`; the first begins after ten."""


def at(
    seconds: float, *commands: Command, state: PlayerState | None = None
) -> tuple[PlayerState, list[Event]]:
    """A session of `CRAMP`, looked at each second up to a moment, and what the commands do then."""
    if state is None:
        state, _ = step(ready(CRAMP), Command.START, T)
    while state.seen < T + seconds - 1:
        state, _ = step(state, Command.TICK, state.seen + 1)
    events: list[Event] = []
    for command in commands:
        state, more = step(state, command, T + seconds)
        events += more
    return state, events


def played(told: dict[int, Command]) -> list[Event]:
    """All that happens in a session of `CRAMP` with a tick each second up to the last of these commands."""
    state, events = step(ready(CRAMP), Command.START, T)
    happened = [*events]
    for second in range(1, max(told) + 1):
        state, events = step(state, told.get(second, Command.TICK), T + second)
        happened += events
    return happened


def test_the_end_of_a_pass_is_the_beginning_of_the_next() -> None:
    """After the loop's last step comes its first, at the exact moment, and the pass is counted."""
    state, events = at(10 + PASS, Command.TICK)
    end = T + 10 + PASS
    assert events == [
        StepLeft(RIGHT, Outcome.DONE, 10.0, end),
        PassEnded(1, end),
        StepEntered(GET_READY, end),
    ]
    assert (state.passes, state.elapsed_at(end)) == (2, 0.0)
    state, events = at(10 + 2 * PASS, Command.TICK, state=state)
    assert PassEnded(2, end + PASS) in events


def test_a_step_at_ones_own_pace_ends_a_pass_too() -> None:
    """Where the last step waits for the person, saying that it is done begins the next pass."""
    timeline = plan("1 user-done ~20 left\n2 hold 5 left", loop=(0, 0, 600.0))
    state, _ = step(ready(timeline), Command.START, T)
    state, events = step(state, Command.DONE, T + 2)
    assert events == (
        StepLeft(0, Outcome.DONE, 2.0, T + 2),
        PassEnded(1, T + 2),
        StepEntered(0, T + 2),
    )


@pytest.mark.parametrize("held", [None, Command.PAUSE])
def test_letting_go_leads_to_what_comes_after_the_loop(held: Command | None) -> None:
    """What is left of the pass is not needed, and the session runs on, also from a pause."""
    now = T + 20
    state, events = at(20, *([held] if held else []), Command.LET_GO)
    assert events[1 if held else 0 :][-5:] == [
        StepLeft(LEFT, Outcome.LET_GO, 5.0, now),
        StepLeft(REST, Outcome.LET_GO, 0.0, now),
        StepLeft(RIGHT, Outcome.LET_GO, 0.0, now),
        LetGo(now),
        StepEntered(AFTER, now),
    ]
    assert (Resumed(now) in events) is bool(held)
    assert (state.status, state.index) == (Status.RUNNING, AFTER)


def test_letting_go_before_the_loop_passes_it_over() -> None:
    """A cramp may let go while the person takes the shoe off."""
    state, events = at(4, Command.LET_GO)
    assert [event.index for event in events if isinstance(event, StepLeft)] == [FIRST, 1, 2, 3, 4]
    assert state.index == AFTER


def test_letting_go_ends_a_session_that_has_nothing_after_the_loop() -> None:
    """Where the loop comes last, letting go is the end."""
    timeline = plan("1 hold 5 left", loop=(0, 0, 600.0))
    state, _ = step(ready(timeline), Command.START, T)
    state, events = step(state, Command.LET_GO, T + 2)
    assert events == (StepLeft(0, Outcome.LET_GO, 2.0, T + 2), LetGo(T + 2), Finished(T + 2))
    assert state.status is Status.FINISHED


def test_after_the_loop_there_is_nothing_to_let_go() -> None:
    """After the loop, and in a plan without one, the word changes nothing."""
    state, _ = at(20, Command.LET_GO)
    assert step(state, Command.LET_GO, T + 20) == (state, ())
    plain, _ = step(ready(TWO_SIDES), Command.START, T)
    assert step(plain, Command.LET_GO, T) == (plain, ())


def test_letting_go_uncovers_a_stall_and_still_counts() -> None:
    """After a silence the word that it has let go is heard at once."""
    state, events = step(at(20)[0], Command.LET_GO, T + 100)
    assert isinstance(events[0], Stalled)
    assert LetGo(T + 100) in events
    assert (state.status, state.index) == (Status.RUNNING, AFTER)


def test_letting_go_answers_a_stall() -> None:
    """It is also the word to go on."""
    state, _ = step(at(20)[0], Command.TICK, T + 100)
    state, events = step(state, Command.LET_GO, T + 110)
    assert (events[0], state.status) == (Resumed(T + 110), Status.RUNNING)


def test_at_the_limit_a_running_session_is_held() -> None:
    """Ten minutes after the start the session is held at that very moment, and says so once."""
    state, events = step(at(599)[0], Command.TICK, T + 600.4)
    assert events == (LimitReached(T + 600), Paused(T + 600))
    assert (state.status, state.limit_told) == (Status.PAUSED, True)
    assert state.position_at(T + 700) == state.position_at(T + 600)
    assert step(state, Command.TICK, T + 800)[1] == ()


def test_the_person_may_go_on_after_the_limit() -> None:
    """The passes go on, and the limit is not told again."""
    events = played({620: Command.RESUME, 800: Command.STOP})
    assert [event.at for event in events if isinstance(event, LimitReached)] == [T + 600]
    assert [event.at for event in events if isinstance(event, PassEnded)][-1] == T + 790


def test_a_pause_does_not_hold_the_limit_back() -> None:
    """A cramp does not pause: the limit is told in the pause, at its moment, and the pause goes on."""
    state, _ = at(20, Command.PAUSE)
    state, events = step(state, Command.TICK, T + 599.99)
    assert events == ()
    state, events = step(state, Command.TICK, T + 600.2)
    assert events == (LimitReached(T + 600),)
    assert state.status is Status.PAUSED


def test_a_limit_that_passed_in_a_silence_is_told_with_it() -> None:
    """After a sleep of the computer over the limit, both are told, in their order."""
    state, events = step(at(20)[0], Command.TICK, T + 3000)
    assert events == (LimitReached(T + 600), Stalled(3000.0 - 19, T + 3000))
    assert state.status is Status.STALLED


def test_a_limit_that_comes_during_a_stall_is_told_in_it() -> None:
    """While the session waits for a word after a silence, the limit still comes."""
    state, _ = step(at(20)[0], Command.TICK, T + 100)
    state, events = step(state, Command.TICK, T + 601)
    assert events == (LimitReached(T + 600),)
    assert state.status is Status.STALLED


def test_the_limit_holds_before_the_loop_too() -> None:
    """It counts from the start of the session, wherever that stands."""
    timeline = plan("1 user-done ~20 left\n2 hold 5 left", loop=(1, 1, 60.0))
    state, _ = step(ready(timeline, stall_after=math.inf), Command.START, T)
    _, events = step(state, Command.TICK, T + 90)
    assert events == (LimitReached(T + 60), Paused(T + 60))


def test_after_letting_go_no_limit_is_told() -> None:
    """Aftercare may take its time."""
    state, _ = at(590, Command.LET_GO)
    _, events = at(700, Command.TICK, state=state)
    assert events == []
    assert snapshot(state, T + 595).limit_left is None


def test_the_limit_is_told_when_one_comes_back_to_the_loop_after_it() -> None:
    """If the cramp comes back and the person goes back, the time has already passed."""
    state, _ = at(590, Command.LET_GO)
    state, _ = at(650, Command.BACK, state=state)
    assert (state.index, state.status) == (AFTER, Status.RUNNING)
    state, _ = step(state, Command.BACK, T + 651)
    assert state.index == RIGHT
    assert step(state, Command.TICK, T + 651.1)[1] == (LimitReached(T + 651), Paused(T + 651))


def test_at_a_limit_on_a_boundary_the_step_ends_when_the_person_goes_on() -> None:
    """The limit comes before the boundary of the same moment."""
    timeline = plan("1 hold 5 left\n2 hold 5 left", loop=(0, 1, 5.0))
    state, _ = step(ready(timeline, stall_after=math.inf), Command.START, T)
    state, events = step(state, Command.TICK, T + 6)
    assert events == (LimitReached(T + 5), Paused(T + 5))
    state, _ = step(state, Command.RESUME, T + 8)
    _, events = step(state, Command.TICK, T + 8)
    assert events == (StepLeft(0, Outcome.DONE, 5.0, T + 8), StepEntered(1, T + 8))


def test_after_a_crash_the_limit_counts_on() -> None:
    """The seconds that the session had lasted in a Coach that died are part of the ten minutes."""
    state, _ = step(ready(CRAMP, earlier=595.0, stall_after=math.inf), Command.START, T)
    assert snapshot(state, T + 1).lasted == 596.0
    _, events = step(state, Command.TICK, T + 7)
    assert events == (LimitReached(T + 5), Paused(T + 5))
    late, _ = step(ready(CRAMP, earlier=900.0), Command.START, T)
    assert step(late, Command.TICK, T)[1] == (LimitReached(T), Paused(T))


@pytest.mark.parametrize(
    ("seconds", "reaches", "passes"), [(5, GET_READY, 1), (20, RIGHT, 1), (37, RIGHT, 1), (45, GET_READY, 2)]
)
def test_skipping_never_leads_out_of_the_loop(seconds: float, reaches: int, passes: int) -> None:
    """The skip before the loop ends at it, and the skip of its last part begins the next pass."""
    state, events = at(seconds, Command.SKIP)
    assert (state.index, state.passes) == (reaches, passes)
    assert (PassEnded(1, T + seconds) in events) is (passes == 2)


def test_a_rest_after_the_loop_belongs_to_no_step_in_it() -> None:
    """A skip in the loop's last step does not jump over the rest that follows the loop."""
    timeline = plan("1 hold 5 left\n1 rest 5\n2 hold 5 left", loop=(0, 0, 60.0))
    state, _ = step(ready(timeline), Command.START, T)
    state, events = step(state, Command.SKIP, T + 1)
    assert events[-1] == StepEntered(0, T + 1)


@pytest.mark.parametrize(("passes", "reaches"), [(0, FIRST), (1, GET_READY)])
def test_back_never_leaves_the_loop_in_a_later_pass(passes: int, reaches: int) -> None:
    """In the first pass one can go back before the loop; later the loop's beginning is the end of the way."""
    state, _ = at(16 + passes * PASS, Command.TICK, Command.BACK)
    assert state.index == reaches


def test_a_plan_whose_loop_takes_no_time_is_refused() -> None:
    """It would go round for ever in one moment."""
    with pytest.raises(ValueError, match="a loop must take some time"):
        ready(plan("1 hold 5 left\n2 hold 0 left", loop=(1, 1, 60.0)))


def test_a_view_tells_the_pass_and_the_time_since_the_start() -> None:
    """Pass, time since the start and time to the limit are there, in the loop and before it."""
    state, _ = step(ready(CRAMP), Command.START, T)
    assert snapshot(ready(CRAMP), T).lasted == 0.0
    before = snapshot(state, T + 3)
    assert (before.in_loop, before.can_let_go, before.lasted, before.limit_left) == (False, True, 3.0, 597.0)
    state, _ = at(60, Command.TICK)
    seen = snapshot(state, T + 61)
    assert (seen.in_loop, seen.passes, seen.lasted, seen.limit_left) == (True, 2, 61.0, 539.0)
    state, _ = at(61, Command.LET_GO, state=state)
    after = snapshot(state, T + 62)
    assert (after.in_loop, after.can_let_go, after.limit_left) == (False, False, None)


def test_what_comes_next_in_a_loop_is_its_beginning_again() -> None:
    """At the loop's end the next work is its first, not what comes after the loop."""
    seen = snapshot(at(50 - 1, Command.TICK)[0], T + 49)
    assert seen.next_work == CRAMP.steps[LEFT]
    alone = plan("1 get-ready 5 left\n1 hold 5 left\n2 hold 5 left", loop=(0, 1, 60.0))
    state, _ = step(ready(alone), Command.START, T)
    assert snapshot(state, T).next_work == alone.steps[1]
    rests = plan("1 rest 5\n2 hold 5 left", loop=(0, 0, 60.0))
    state, _ = step(ready(rests), Command.START, T)
    assert snapshot(state, T).next_work is None


def test_a_rescue_is_summed_up_by_when_it_let_go() -> None:
    """Passes and the time until it let go are told, and what was needed no more counts as done."""
    found = summary(CRAMP, record(CRAMP, played({70: Command.LET_GO, 100: Command.DONE})))
    assert (found.passes, found.let_go_after, found.limit_reached) == (2, 70.0, False)
    assert (found.complete, found.items_done, found.items_skipped) == (True, 4, 0)
    assert [part.outcome for part in found.parts] == [Outcome.DONE] * 4


def test_what_it_let_go_in_is_as_good_as_done() -> None:
    """In the first pass, the stretch in which it let go and those never begun count as let go."""
    found = summary(CRAMP, record(CRAMP, played({20: Command.LET_GO, 25: Command.STOP})))
    outcomes = [part.outcome for part in found.parts]
    assert outcomes == [Outcome.DONE, Outcome.LET_GO, Outcome.LET_GO, Outcome.CUT_SHORT]
    assert (found.let_go_after, found.items_done, found.complete) == (20.0, 3, False)


def test_a_session_held_at_its_limit_and_ended_there_says_so() -> None:
    """The record alone shows that the limit had come."""
    found = summary(CRAMP, record(CRAMP, played({610: Command.STOP})))
    assert (found.limit_reached, found.let_go_after, found.passes) == (True, None, 15)
