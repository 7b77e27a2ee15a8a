from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.player.amend import LeaveOut, amend
from coach.player.change import left_out
from coach.player.events import Changed, Event, LimitReached, Outcome, StepEntered
from coach.player.machine import step
from coach.player.record import PhaseRecord, fold, outcomes, record
from coach.player.resume import interrupted, restored
from coach.player.snapshot import Status
from coach.player.state import STALL_AFTER, Command, PlayerState, ready
from coach.player.view import snapshot
from coach.routine.plan import Side, Timeline
from tests.player.plans import CRAMP, TWO_SIDES, plan, plans

moments = st.lists(
    st.tuples(st.floats(0, STALL_AFTER), st.sampled_from(sorted(Command, key=lambda each: each.name))),
    max_size=40,
)


def played(timeline: Timeline, told: list[tuple[float, Command]]) -> tuple[PlayerState, list[Event]]:
    """A session from second 0 with commands after the given gaps."""
    state, events = step(ready(timeline), Command.START, 0.0)
    happened, at = [*events], 0.0
    for gap, command in told:
        at += gap
        state, events = step(state, command, at)
        happened += events
    return state, happened


def as_kept(state: PlayerState, records: tuple[PhaseRecord, ...]) -> tuple[PhaseRecord, ...]:
    """The records as a history keeps them: of the running phase, how far it is."""
    if records and records[-1].outcome is None:
        return (*records[:-1], replace(records[-1], done=state.elapsed_at(state.seen)))
    return records


@given(plans(), moments)
def test_a_session_goes_on_where_it_was(timeline: Timeline, told: list[tuple[float, Command]]) -> None:
    """Whatever happened before, the restored session stands in the same step and place, paused."""
    state, events = played(timeline, told)
    if state.status not in {Status.RUNNING, Status.PAUSED}:
        return
    stood = interrupted(timeline, as_kept(state, record(timeline, events)))
    assert stood is not None
    again, _ = restored(stood, 5000.0)
    assert (again.status, again.index, again.passes) == (Status.PAUSED, state.index, state.passes)
    assert again.position == pytest.approx(state.position_at(state.seen), abs=0.001)
    assert stood.step_left >= 0


@given(plans(), moments, st.integers(0, 200))
def test_a_session_can_die_after_any_event(
    timeline: Timeline, told: list[tuple[float, Command]], kept: int
) -> None:
    """Between any two events there is a place to go on from, and going on leaves no step unaccounted for."""
    _, events = played(timeline, told)
    records = record(timeline, events[:kept])
    changes = [event.change for event in events[:kept] if isinstance(event, Changed)]
    stood = interrupted(timeline, records, changes)
    if stood is None:
        assert all(outcomes(timeline, records))
        return
    state, more = restored(stood, 5000.0, stall_after=1e9)
    happened = [*more]
    for command in (Command.RESUME, *[Command.LET_GO, Command.DONE, Command.TICK] * 30):
        state, more = step(state, command, state.seen + 20)
        happened += more
    for event in happened:
        records = fold(records, timeline, event)
    if state.status is Status.FINISHED:
        assert all(outcomes(timeline, records))
    assert sum(one.outcome is None for one in records) == (state.status is not Status.FINISHED)


def test_between_two_steps_the_next_one_begins() -> None:
    """A session that died after leaving a step and before the next begins with the next."""
    _, events = played(TWO_SIDES, [(2.5, Command.TICK)] * 6)
    cut = [place for place, event in enumerate(events) if isinstance(event, StepEntered)][-1]
    stood = interrupted(TWO_SIDES, record(TWO_SIDES, events[:cut]))
    assert stood is not None
    assert (stood.index, stood.done, stood.is_in_step) == (2, 0.0, False)
    assert restored(stood, 7.0)[1] == (StepEntered(2, 7.0),)


def test_what_had_only_to_be_closed_is_finished() -> None:
    """With the last step done there is nothing to go on with."""
    events = played(plan("1 hold 2 left"), [(2.5, Command.TICK)])[1]
    assert interrupted(plan("1 hold 2 left"), record(plan("1 hold 2 left"), events[:-1])) is None


def test_before_the_first_step_everything_is_to_come() -> None:
    """A session that died as it began begins with its first step."""
    stood = interrupted(TWO_SIDES, ())
    assert stood is not None
    assert (stood.index, stood.lasted, stood.step.item) == (0, 0.0, 1)


def test_a_side_left_out_stays_out() -> None:
    """What was skipped for today is still skipped after the session is restored."""
    rounds = plan("1 hold 5 left\n1 hold 5 right\n1 hold 5 left")
    state, _ = step(ready(rounds), Command.START, 0.0)
    state, events = amend(state, LeaveOut(), 1.0)
    changes = [event.change for event in events if isinstance(event, Changed)]
    records = record(rounds, events)
    stood = interrupted(rounds, records[:1], changes)
    assert stood is not None
    assert stood.left_out == left_out(changes) == {(1, Side.LEFT)}
    assert stood.index == 1
    done = (*records[:-1], replace(records[-1], ended=6.0, done=5.0, outcome=Outcome.DONE))
    assert interrupted(rounds, done, changes) is None


def test_the_limit_of_a_cramp_counts_the_time_away() -> None:
    """A cramp does not pause while Coach is gone; at its limit the session says so, before it goes on."""
    state, events = played(CRAMP, [(2.5, Command.TICK)] * 8)
    stood = interrupted(CRAMP, as_kept(state, record(CRAMP, events)))
    assert stood is not None
    assert stood.lasted == 20.0
    again, _ = restored(stood, 5000.0, away=400.0)
    assert snapshot(again, 5000.0).limit_left == 180.0
    late, _ = restored(stood, 5000.0, away=900.0)
    assert isinstance(step(late, Command.TICK, 5000.0)[1][0], LimitReached)


def test_a_loop_goes_on_with_its_next_pass() -> None:
    """A session that died between two passes begins the second; one that had let go, what comes after."""
    state, events = played(CRAMP, [(2.5, Command.TICK)] * 21)
    assert state.passes == 2
    cut = [place for place, event in enumerate(events) if isinstance(event, StepEntered)][-1]
    stood = interrupted(CRAMP, record(CRAMP, events[:cut]))
    assert stood is not None
    assert (stood.index, restored(stood, 0.0)[0].passes) == (1, 2)
    _, events = played(CRAMP, [(2.5, Command.TICK)] * 6 + [(0.0, Command.LET_GO)])
    stood = interrupted(CRAMP, record(CRAMP, events[:-1]))
    assert stood is not None
    assert stood.index == 5


def test_what_was_begun_again_begins_again() -> None:
    """A session that died on its way back stands at the start of the step that was left."""
    _, events = played(TWO_SIDES, [(2.5, Command.TICK)] * 3 + [(0.0, Command.RESTART_SIDE)])
    stood = interrupted(TWO_SIDES, record(TWO_SIDES, events[:-1]))
    assert stood is not None
    assert (stood.index, stood.done) == (1, 0.0)
    loop = plan("1 hold 10 left", loop=(0, 0, 60.0))
    _, events = played(loop, [(2.5, Command.TICK), (0.0, Command.RESTART_SIDE)])
    stood = interrupted(loop, record(loop, events[:-1]))
    assert stood is not None
    assert restored(stood, 0.0)[0].passes == 1
    assert all(before.began <= after.began for before, after in pairwise(stood.records))
