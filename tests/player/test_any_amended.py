"""What holds for every session that is changed on the way, whatever the plan, the commands and the times."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from coach.player.amend import HoldFor, Instead, LeaveOut, ReadyFor, Wish, amend
from coach.player.change import Change, Kind, Reason, left_out
from coach.player.events import Changed, Event, Outcome, Stalled, StepEntered, StepLeft
from coach.player.machine import step
from coach.player.record import fold, outcomes, record, summary
from coach.player.resume import interrupted, restored
from coach.player.snapshot import Status
from coach.player.state import STALL_AFTER, Command, PlayerState, ready
from coach.player.view import snapshot
from coach.routine.tail import spliced
from tests.player.plans import plans

if TYPE_CHECKING:
    from coach.player.record import PhaseRecord
    from coach.routine.plan import Timeline

Told = list[tuple[float, Command | Wish]]


def _instead(tail: Timeline) -> Instead:
    """Any other exercises at all after the step in hand, in the items that were to come."""
    return Instead(Kind.EASIER, lambda timeline, kept: spliced(timeline, kept, tail.steps), "Another")


gaps = st.one_of(st.floats(0, STALL_AFTER), st.floats(-5, 30), st.just(0.0))
wishes = st.one_of(
    st.builds(HoldFor, st.sampled_from((-5.0, 5.0))),
    st.builds(ReadyFor, st.just(5.0)),
    st.builds(LeaveOut, st.sampled_from(Reason)),
    st.builds(_instead, plans()),
)
told = st.lists(st.tuples(gaps, st.one_of(st.sampled_from(Command), wishes)), max_size=40)


def play(timeline: Timeline, said: Told) -> tuple[list[Event], list[PlayerState]]:
    """Everything that happens when commands and wishes follow one another by the given gaps."""
    at = 100.0
    state, first = step(ready(timeline), Command.START, at)
    events, states = [*first], [state]
    for gap, one in said:
        at += gap
        state, more = step(state, one, at) if isinstance(one, Command) else amend(state, one, at)
        events += more
        states.append(state)
    return events, states


@given(plans(), told)
def test_phases_never_overlap_and_never_last_less_than_nothing(timeline: Timeline, said: Told) -> None:
    """A phase begins only when the one before has ended, and holds no more work than time or plan."""
    events, states = play(timeline, said)
    records = record(timeline, events)
    for one in records:
        ended = one.began if one.ended is None else one.ended
        assert 0 <= one.done <= max(0.0, ended - one.began) + 0.0011
        assert one.planned >= 0
    assert all(
        before.ended is not None and before.ended <= after.began for before, after in pairwise(records)
    )
    assert all(before.at <= after.at for before, after in pairwise(events))
    for state in states:
        assert all(before.end == after.start for before, after in pairwise(state.timeline.steps))
        seen = snapshot(state, state.seen)
        assert min(seen.step_elapsed, seen.step_left, seen.routine_left) >= 0


@given(plans(), told)
def test_done_and_skipped_make_up_the_plan_as_it_was_at_last(timeline: Timeline, said: Told) -> None:
    """Every side of a finished session is done, let go, cut short or skipped, each once."""
    events, states = play(timeline, said)
    final = states[-1].timeline
    records = record(timeline, events)
    if states[-1].status is Status.FINISHED:
        found = outcomes(final, records)
        assert None not in found
        parts = summary(final, records).parts
        work = [one for one, of in zip(found, final.steps, strict=True) if of.phase.is_work]
        assert sum(part.phases for part in parts) == len(work)
        left = work.count(Outcome.CUT_SHORT) + work.count(Outcome.SKIPPED)
        assert sum(part.phases_done + part.phases_let_go for part in parts) + left == len(work)
        assert all(part.outcome is not None for part in parts)


@given(plans(), told)
def test_the_events_replayed_give_the_same_record_and_the_same_plan(timeline: Timeline, said: Told) -> None:
    """What a history folds one by one is what a replay makes, and the last plan told is the one in force."""
    events, states = play(timeline, said)
    folded: tuple[PhaseRecord, ...] = ()
    plan = timeline
    for event in events:
        plan = event.timeline if isinstance(event, Changed) else plan
        folded = fold(folded, plan, event)
    assert folded == record(timeline, events)
    assert plan == states[-1].timeline
    changes = [event.change for event in events if isinstance(event, Changed)]
    assert left_out(changes) == states[-1].left_out


@given(plans(), told)
def test_what_was_done_keeps_its_place_in_the_plan(timeline: Timeline, said: Told) -> None:
    """No change touches a step that lies before the one in hand."""
    _, states = play(timeline, said)
    for before, after in pairwise(states):
        if before.timeline != after.timeline:
            assert after.timeline.steps[: after.index] == before.timeline.steps[: after.index]


@given(plans(), told)
def test_what_is_left_out_is_not_entered(timeline: Timeline, said: Told) -> None:
    """A step of a side that is left out today never begins."""
    events, _ = play(timeline, said)
    plan = timeline
    without: list[Change] = []
    for event in events:
        if isinstance(event, Changed):
            plan = event.timeline
            without.append(event.change)
        elif isinstance(event, StepEntered):
            one = plan.steps[event.index]
            assert (one.item, one.side) not in left_out(without)


@given(plans(), told)
def test_steps_are_entered_and_left_in_turn(timeline: Timeline, said: Told) -> None:
    """A step is left before another is entered, and what is left is what was entered."""
    running: int | None = None
    for event in play(timeline, said)[0]:
        if isinstance(event, StepEntered):
            assert running is None
            running = event.index
        elif isinstance(event, StepLeft):
            passed_over = event.outcome in {Outcome.SKIPPED, Outcome.LET_GO}
            assert event.index == running or (running is None and passed_over)
            running = None


@given(plans(), told, st.integers(0, 300))
def test_a_changed_session_can_die_after_any_event(timeline: Timeline, said: Told, kept: int) -> None:
    """With the plan in force, what was done and what was changed, it goes on where it was."""
    events, _ = play(timeline, said)
    events = events[:kept]
    changed = [event for event in events if isinstance(event, Changed)]
    plan = changed[-1].timeline if changed else timeline
    stood = interrupted(plan, record(timeline, events), [event.change for event in changed])
    if stood is None:
        return
    state, _ = restored(stood, 9000.0)
    entered = [event for event in events if isinstance(event, StepEntered | StepLeft)]
    if entered and isinstance(entered[-1], StepEntered):
        assert state.index == entered[-1].index
    assert not state.leaves_out(state.step) or stood.is_in_step
    assert not any(isinstance(event, Stalled) for event in step(state, Command.RESUME, 9001.0)[1])
