"""What holds for every session, whatever the plan, the commands and the times."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    Started,
    StepEntered,
    StepLeft,
    Stopped,
)
from coach.player.machine import step
from coach.player.record import PhaseRecord, outcomes, record, summary
from coach.player.snapshot import Status
from coach.player.state import STALL_AFTER, Command, PlayerState, ready
from coach.player.view import snapshot
from tests.player.plans import plans

if TYPE_CHECKING:
    from coach.routine.plan import Timeline

# Time may stand still, run on, leap or run backwards between two commands.
Moments = list[tuple[float, Command]]
CHOICES = frozenset(Command) - {Command.TICK}
gaps = st.one_of(st.floats(0, STALL_AFTER), st.floats(-5, 30), st.just(0.0))
moments = st.lists(st.tuples(gaps, st.sampled_from(Command)), max_size=60)


def play(
    timeline: Timeline, told: Moments, stall_after: float = STALL_AFTER
) -> tuple[list[Event], list[PlayerState]]:
    """Everything that happens when commands follow one another by the given gaps, after a start."""
    at = 100.0
    state, first = step(ready(timeline, stall_after=stall_after), Command.START, at)
    events, states = [*first], [state]
    for gap, command in told:
        at += gap
        state, more = step(state, command, at)
        events += more
        states.append(state)
    return events, states


@given(plans(), moments)
def test_time_never_runs_backwards_in_what_happened(timeline: Timeline, told: Moments) -> None:
    """Events are in the order of their times."""
    events, _ = play(timeline, told)
    assert all(before.at <= after.at for before, after in pairwise(events))


@given(plans(), moments)
def test_recorded_phases_never_overlap_and_never_last_less_than_nothing(
    timeline: Timeline, told: Moments
) -> None:
    """A phase begins only when the one before has ended, and holds no more work than time."""
    records = record(timeline, play(timeline, told)[0])
    for one in records:
        ended = one.began if one.ended is None else one.ended
        assert 0 <= one.done <= max(0.0, ended - one.began) + 0.0011  # work is told in whole milliseconds
    assert all(
        before.ended is not None and before.ended <= after.began for before, after in pairwise(records)
    )


@given(plans(), moments)
def test_every_planned_step_of_a_finished_session_is_accounted_for(timeline: Timeline, told: Moments) -> None:
    """At the end every step was done, cut short or skipped; before it, the rest was not reached."""
    events, states = play(timeline, told)
    records = record(timeline, events)
    found = outcomes(timeline, records)
    reached = [outcome is not None for outcome in found]
    assert reached == sorted(reached, reverse=True)
    assert all(reached) or states[-1].status is not Status.FINISHED
    assert Outcome.REPEATED not in found
    told_in_sum = summary(timeline, records)
    assert told_in_sum.items_done + told_in_sum.items_skipped <= told_in_sum.items
    assert told_in_sum.done <= told_in_sum.active + 1e-6


@given(plans(), moments)
def test_work_is_exactly_the_time_the_session_ran(timeline: Timeline, told: Moments) -> None:
    """Added up, the recorded seconds are those in which it ran: no pause, no stall, nothing lost between."""
    events, states = play(timeline, told)
    ran, since = 0.0, None
    for event in events:
        match event:
            case Started(at) | Resumed(at):
                since = at
            case Paused(at) | Finished(at) | Stopped(at) if since is not None:
                ran, since = ran + at - since, None
            case Stalled(gap, at) if since is not None:
                ran, since = ran + at - gap - since, None
            case _:
                pass
    now = states[-1]
    in_step = now.elapsed_at(now.seen) if now.status not in {Status.FINISHED, Status.STOPPED} else 0.0
    if since is not None:
        ran += now.seen - since
    worked = sum(one.done for one in record(timeline, events)) + in_step
    assert worked == pytest.approx(ran, abs=0.001 * len(events))


@given(plans(), moments)
def test_steps_are_entered_and_left_in_turn(timeline: Timeline, told: Moments) -> None:
    """A step is left before another is entered, and what is left is what was entered."""
    running: int | None = None
    for event in play(timeline, told)[0]:
        if isinstance(event, StepEntered):
            assert running is None
            running = event.index
        elif isinstance(event, StepLeft):
            passed_over = event.outcome in {Outcome.SKIPPED, Outcome.LET_GO}
            assert event.index == running or (running is None and passed_over)
            running = None


@given(plans(), moments)
def test_finishing_and_stopping_are_final(timeline: Timeline, told: Moments) -> None:
    """After the end nothing happens any more."""
    _, states = play(timeline, told)
    ends = [state.status for state in states if state.status in {Status.FINISHED, Status.STOPPED}]
    assert len(set(ends)) <= 1
    assert states[len(states) - len(ends) :] == [state for state in states if state.status in ends]


@given(plans(), moments, st.floats(-5, 100))
def test_a_view_stays_within_its_bounds(timeline: Timeline, told: Moments, later: float) -> None:
    """At any moment nothing shown is negative and fractions lie between 0 and 1."""
    for state in play(timeline, told)[1]:
        seen = snapshot(state, state.seen + later)
        assert min(seen.step_elapsed, seen.step_left, seen.routine_left, seen.stalled_for) >= 0
        assert 0 <= seen.step_fraction <= 1
        assert 0 <= seen.routine_fraction <= 1
        assert seen.step_left <= seen.step.length


@settings(max_examples=40)  # an hour of ticks takes its time
@given(plans(), moments, st.sampled_from([1 / 30, 0.7, 13.0]))
def test_how_often_the_clock_is_looked_at_changes_nothing(
    timeline: Timeline, told: Moments, every: float
) -> None:
    """With many ticks, few or one an hour, the same things happen at the very same times."""
    forward = [(max(0.0, gap), command) for gap, command in told if command in CHOICES][:12]
    forward.append((3600.0, Command.TICK))
    seldom, _ = play(timeline, forward, math.inf)
    assert _with_ticks(timeline, forward, every) == seldom


def _with_ticks(timeline: Timeline, told: Moments, every: float) -> list[Event]:
    at = 100.0
    state, first = step(ready(timeline, stall_after=math.inf), Command.START, at)
    events = [*first]
    for gap, command in told:
        ticks = min(int(gap / every), 9000)
        for moment in [*(at + every * number for number in range(1, ticks)), at + gap]:
            state, more = step(state, Command.TICK, moment)
            events += more
        at += gap
        state, more = step(state, command, at)
        events += more
    return events


@given(plans(), moments, st.sampled_from([STALL_AFTER, math.inf]))
def test_the_limit_of_a_loop_is_told_once_and_never_late(
    timeline: Timeline, told: Moments, stall_after: float
) -> None:
    """It is told at its moment, or when the loop is come back to, exactly once; never without a loop."""
    events, states = play(timeline, told, stall_after)
    limits = [event for event in events if isinstance(event, LimitReached)]
    last, loop = states[-1], timeline.loop
    assert len(limits) <= 1
    if loop is None:
        assert not limits
        return
    moment = 100.0 + loop.limit
    if limits:
        assert limits[0].at >= moment
        entered = [
            event.at for event in events if isinstance(event, StepEntered) and event.index <= loop.last
        ]
        assert limits[0].at == moment or limits[0].at in entered  # later only where one came back to the loop
    if last.can_let_go and last.seen >= moment:
        seen, later = step(last, Command.TICK, last.seen)
        assert last.limit_told or (seen.limit_told and isinstance(later[0], LimitReached))
    assert summary(timeline, record(timeline, events)).limit_reached <= bool(limits)
    if last.status in {Status.FINISHED, Status.STOPPED}:
        assert summary(timeline, record(timeline, events)).limit_reached == bool(limits)


@given(plans(), moments)
def test_a_running_session_is_held_at_the_limit(timeline: Timeline, told: Moments) -> None:
    """Between the limit and the person's word to go on, no step begins by itself."""
    events, _ = play(timeline, told, math.inf)
    for event, after in pairwise(events):
        if isinstance(event, LimitReached):
            assert not isinstance(after, StepEntered)
            assert isinstance(after, Paused) or after.at >= event.at


@given(plans(), moments)
def test_passes_are_counted_alike_everywhere(timeline: Timeline, told: Moments) -> None:
    """The session, its events and its record know of the same passes, numbered from one."""
    events, states = play(timeline, told)
    ended = [event.number for event in events if isinstance(event, PassEnded)]
    assert ended == list(range(1, states[-1].passes))
    assert summary(timeline, record(timeline, events)).passes == states[-1].passes
    assert timeline.loop or states[-1].passes == 1


@given(plans(), moments)
def test_a_loop_is_left_only_by_letting_go_or_by_the_end_of_the_session(
    timeline: Timeline, told: Moments
) -> None:
    """What lies after the loop begins only when it has let go."""
    events, _ = play(timeline, told)
    let_go = False
    for event in events:
        let_go |= isinstance(event, LetGo)
        if timeline.loop and not let_go:
            assert not isinstance(event, Finished)
            assert not isinstance(event, StepEntered) or event.index <= timeline.loop.last
    moments_of = [event.at - 100 for event in events if isinstance(event, LetGo)]
    after = summary(timeline, record(timeline, events)).let_go_after
    assert after == (pytest.approx(moments_of[-1], abs=0.001) if moments_of else None)


@given(plans(), moments)
def test_what_was_done_and_what_was_not_make_up_the_plan_on_each_side(
    timeline: Timeline, told: Moments
) -> None:
    """At the end of a session, done, let go, cut short and skipped work add up to the plan, side by side."""
    events, states = play(timeline, told)
    if states[-1].status is not Status.FINISHED:
        return
    found = outcomes(timeline, record(timeline, events))
    for part in summary(timeline, record(timeline, events)).parts:
        mine = [
            outcome
            for one, outcome in zip(timeline.steps, found, strict=True)
            if one.phase.is_work
            and (one.item, one.exercise, one.side) == (part.item, part.exercise, part.side)
        ]
        left = mine.count(Outcome.CUT_SHORT) + mine.count(Outcome.SKIPPED)
        assert part.phases_done + part.phases_let_go + left == part.phases == len(mine)
        assert part.planned >= 0 <= part.done


@given(plans(), moments)
def test_the_same_commands_make_the_same_record(timeline: Timeline, told: Moments) -> None:
    """A session is a function of its plan, its commands and their times, and its record of its events."""
    events, _ = play(timeline, told)
    again, _ = play(timeline, told)
    assert again == events
    records: tuple[PhaseRecord, ...] = record(timeline, events)
    assert record(timeline, again) == records
