"""The player: `step(state, command, at) -> (state, events)`, with no clock and no screen.

Time left is computed from `at` against the plan's boundaries and never counted down. A late tick reports
every boundary it passed at its exact planned moment. After a silence longer than the state's `stall_after`
the session does not run on: it stands where it was last seen, says so, and waits for the person.

A loop is played pass after pass until the person says that it has let go. Its limit counts from the start of
the session through pauses and stalls, because a cramp does not pause; at it a running session is held, once.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from coach.player import bout
from coach.player import change as changes
from coach.player.events import (
    Changed,
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
from coach.player.snapshot import Status
from coach.player.state import Command, PlayerState
from coach.routine.plan import Phase

if TYPE_CHECKING:
    from collections.abc import Callable

BACK_TO_PREVIOUS = 2.0
"""Seconds into a step within which "back" means the one before."""

Change = tuple[PlayerState, tuple[Event, ...]]

_ALWAYS_MEANT = frozenset({Command.STOP, Command.LET_GO})


def step(state: PlayerState, command: Command, at: float) -> Change:
    """Give a session a command at a moment.

    What `LEGAL` does not list changes nothing. A clock that runs backwards is taken to stand still. When
    the command itself uncovers a stall, the stall is all that happens (the person had not seen it yet),
    except that a stop is always a stop, and what has let go has let go.
    """
    at = max(at, state.seen)
    was = state.status
    state, events = _advance(state, at) if was is Status.RUNNING else _look_at_limit(state, at)
    if state.status is not was and state.status is Status.STALLED and command not in _ALWAYS_MEANT:
        return state, events
    if act := LEGAL[state.status].get(command):
        state, more = act(replace(state, seen=at), at)
        events += more
    return replace(state, seen=at), events


def _advance(state: PlayerState, at: float) -> Change:
    """Let time pass in a running session."""
    if (gap := at - state.seen) > state.stall_after:
        state, told = _look_at_limit(state, at)
        return replace(state, status=Status.STALLED, stalled_for=gap, seen=at), (*told, Stalled(gap, at))
    events: list[Event] = []
    while state.status is Status.RUNNING:
        # Not before the session was last seen: in a step of no length, rounding could put it there.
        boundary = max(state.seen, state.origin + state.step.end) if state.step.is_timed else inf
        state, told = _look_at_limit(state, min(at, boundary))
        events += told
        if told:
            state, paused = _pause(replace(state, position=state.position_at(told[0].at)), told[0].at)
            events += paused
        elif at < boundary:
            break
        else:
            events.append(StepLeft(state.index, Outcome.DONE, state.step.length, boundary))
            state, more = go_on(state, state.index + 1, boundary, state.origin)
            events += more
    return replace(state, position=state.position_at(at), seen=at), tuple(events)


def _look_at_limit(state: PlayerState, at: float) -> tuple[PlayerState, tuple[LimitReached, ...]]:
    """Tell the limit of the loop if it has come: at its own moment, or where it was passed unheld, now."""
    if at < state.limit_at:
        return state, ()
    moment = max(state.limit_at, state.seen)
    return replace(state, limit_told=True), (LimitReached(moment),)


def go_on(state: PlayerState, index: int, at: float, origin: float | None = None) -> Change:
    """Go on to a later step. The way out of a loop leads to its beginning: a new pass."""
    loop = state.timeline.loop
    if loop is None or not state.in_loop or index <= loop.last:
        return _enter(state, index, at, origin)
    ended = PassEnded(state.passes, at)
    state, entered = _enter(replace(state, passes=state.passes + 1), loop.first, at)
    return state, (ended, *entered)


def _enter(state: PlayerState, index: int, at: float, origin: float | None = None) -> Change:
    """Go to the start of a step, keeping the status; past the last one the session is finished.

    `origin` is given when the plan runs on by itself, so that no rounding creeps in; any other way into a
    step gives the plan a new origin. Sides that are left out today are passed over.
    """
    steps, first = state.timeline.steps, index
    while index < len(steps) and state.leaves_out(steps[index]):
        index += 1
    passed = tuple(StepLeft(each, Outcome.SKIPPED, 0.0, at) for each in range(first, index))
    if index >= len(steps):
        state = replace(state, status=Status.FINISHED, index=len(steps) - 1, position=state.timeline.total)
        return state, (*passed, Finished(at))
    start = steps[index].start
    origin = at - start if origin is None or passed else origin
    return replace(state, index=index, origin=origin, position=start), (*passed, StepEntered(index, at))


def leave(state: PlayerState, outcome: Outcome, at: float) -> StepLeft:
    """The current step, left at this moment."""
    worked = round(state.elapsed_at(at), 3)
    if outcome is Outcome.CUT_SHORT and worked == 0:
        outcome = Outcome.SKIPPED
    return StepLeft(state.index, outcome, worked, at)


def _start(state: PlayerState, at: float) -> Change:
    state, entered = _enter(replace(state, status=Status.RUNNING, began=at), 0, at)
    return state, (Started(at, state.earlier), *entered)


def _tick(state: PlayerState, _at: float) -> Change:
    """Time has already passed, in `_advance`."""
    return state, ()


def _pause(state: PlayerState, at: float) -> Change:
    return replace(state, status=Status.PAUSED), (Paused(at),)


def _resume(state: PlayerState, at: float) -> Change:
    """Go on in mid-step: time simply continues."""
    state = replace(state, status=Status.RUNNING, origin=at - state.position, stalled_for=0.0)
    return state, (Resumed(at),)


def _skip(state: PlayerState, at: float) -> Change:
    """Skip the rest of this bout: to the next item, or to the switch for the other side.

    In a rest, only the rest is ended. A paused session stays paused at the new place.
    """
    here = state.index
    target = here + 1 if state.step.phase is Phase.REST else bout.end(state.timeline, here)
    left = leave(state, Outcome.CUT_SHORT, at)
    passed = (StepLeft(index, Outcome.SKIPPED, 0.0, at) for index in range(here + 1, target))
    state, entered = go_on(state, target, at)
    return state, (left, *passed, *entered)


def _back(state: PlayerState, at: float) -> Change:
    """Go back to the start of this step; from its first two seconds, further.

    Further is the start of this bout if work in it came before, otherwise the start of the bout with work
    before it; in a later pass of a loop, never before the loop. A get-ready or switch always goes further. A
    paused session stays paused at the new place.
    """
    if state.elapsed_at(at) >= BACK_TO_PREVIOUS and not bout.leads_in(state.step):
        return _go_back(state, state.index, at)
    timeline, loop = state.timeline, state.timeline.loop
    first = loop.first if loop and state.in_loop and state.passes > 1 else 0
    start = bout.start(timeline, state.index)
    if not any(step.phase.is_work for step in timeline.steps[start : state.index]):
        while start > first:
            start = bout.start(timeline, start - 1)
            if bout.has_work(timeline, start):
                break
    return _go_back(state, start, at)


def _restart_side(state: PlayerState, at: float) -> Change:
    """Do this side again from its get-ready or switch. A paused session stays paused."""
    return _go_back(state, bout.start(state.timeline, state.index), at)


def _go_back(state: PlayerState, target: int, at: float) -> Change:
    """Whoever goes back to a side that was left out takes it up again."""
    left = leave(state, Outcome.REPEATED, at)
    state, taken_up = _take_up(state, target, at)
    state, entered = _enter(state, target, at)
    return state, (left, *taken_up, *entered)


def _take_up(state: PlayerState, target: int, at: float) -> Change:
    timeline = state.timeline
    if not state.leaves_out(timeline.steps[target]):
        return state, ()
    steps = timeline.steps[target : bout.end(timeline, target)]
    places = {(step.item, step.side): step for step in steps if state.leaves_out(step)}
    told = (
        changes.Change(changes.Kind.TAKEN_UP, target, step.item, step.side, step.title)
        for step in places.values()
    )
    taken_up = tuple(Changed(change, timeline, at) for change in told)
    return replace(state, left_out=state.left_out - places.keys()), taken_up


def _done(state: PlayerState, at: float) -> Change:
    """End a step that waits for the person; any other step ends by itself."""
    if state.step.is_timed:
        return state, ()
    left = leave(state, Outcome.DONE, at)
    state, entered = go_on(state, state.index + 1, at)
    return state, (left, *entered)


def _let_go(state: PlayerState, at: float) -> Change:
    """Leave the loop, also from before it, for the first step after it. A held session goes on."""
    loop = state.timeline.loop
    if loop is None or not state.can_let_go:
        return state, ()
    resumed: tuple[Event, ...] = ()
    if state.status is not Status.RUNNING:
        state, resumed = _resume(state, at)
    left = leave(state, Outcome.LET_GO, at)
    passed = (StepLeft(index, Outcome.LET_GO, 0.0, at) for index in range(state.index + 1, loop.last + 1))
    state, entered = _enter(state, loop.last + 1, at)
    return state, (*resumed, left, *passed, LetGo(at), *entered)


def _stop(state: PlayerState, at: float) -> Change:
    left = () if state.status is Status.READY else (leave(state, Outcome.CUT_SHORT, at),)
    return replace(state, status=Status.STOPPED, stalled_for=0.0), (*left, Stopped(at))


def _answer(act: Callable[[PlayerState, float], Change]) -> Callable[[PlayerState, float], Change]:
    """After a stall, choosing where to go on is also the word to go on."""

    def resume_and_act(state: PlayerState, at: float) -> Change:
        state, resumed = _resume(state, at)
        state, events = act(state, at)
        return state, (*resumed, *events)

    return resume_and_act


LEGAL: dict[Status, dict[Command, Callable[[PlayerState, float], Change]]] = {
    Status.READY: {
        Command.START: _start,
        Command.STOP: _stop,
    },
    Status.RUNNING: {
        Command.TICK: _tick,
        Command.PAUSE: _pause,
        Command.SKIP: _skip,
        Command.BACK: _back,
        Command.RESTART_SIDE: _restart_side,
        Command.DONE: _done,
        Command.LET_GO: _let_go,
        Command.STOP: _stop,
    },
    Status.PAUSED: {
        Command.RESUME: _resume,
        Command.SKIP: _skip,
        Command.BACK: _back,
        Command.RESTART_SIDE: _restart_side,
        Command.LET_GO: _let_go,
        Command.STOP: _stop,
    },
    Status.STALLED: {
        Command.RESUME: _resume,
        Command.SKIP: _answer(_skip),
        Command.BACK: _answer(_back),
        Command.RESTART_SIDE: _answer(_restart_side),
        Command.LET_GO: _let_go,
        Command.STOP: _stop,
    },
    Status.FINISHED: {},
    Status.STOPPED: {},
}
"""Which command does what in which status; every other pair changes nothing."""
