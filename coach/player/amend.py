"""Changing a session on the way: `amend(state, wish, at) -> (state, events)`, beside `machine.step`.

What has been done keeps its place in the plan; only what comes after it is made anew. Where nothing would
change, where the session is not under way, and in a plan with a loop, a wish changes nothing. An easier or
harder way can also be taken before the start, for the whole plan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.player import bout, machine
from coach.player.change import Change, Kind, Reason
from coach.player.events import Changed, Event, Outcome
from coach.player.snapshot import Status
from coach.player.state import Command, PlayerState
from coach.routine.tail import LONGEST_HOLD, with_holds, with_ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.routine.plan import Side, Timeline


@dataclass(frozen=True, slots=True)
class HoldFor:
    """Every hold of this exercise longer by `seconds`, or shorter if negative; the one in hand too.

    None is made longer than `longest` seconds.
    """

    seconds: float
    longest: float = LONGEST_HOLD


@dataclass(frozen=True, slots=True)
class ReadyFor:
    """Every time to get ready longer by `seconds`."""

    seconds: float


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """This side of this exercise not today, in later rounds neither."""

    reason: Reason = Reason.UNSAID


@dataclass(frozen=True, slots=True)
class Instead:
    """An easier or a harder way from the next step on. `plan` makes the plan anew after so many steps.

    `by` is the title of the other exercise, or the note on what to change. `title` is what it is about, if
    that is not the exercise in hand; empty for all of them.
    """

    kind: Kind
    plan: Callable[[Timeline, int], Timeline]
    by: str = ""
    title: str | None = None


Wish = HoldFor | ReadyFor | LeaveOut | Instead
_CAN = frozenset({Status.RUNNING, Status.PAUSED})


def amend(state: PlayerState, wish: Wish, at: float) -> tuple[PlayerState, tuple[Event, ...]]:
    """Give a session a wish. Time passes first; a stall that this uncovers is all that happens."""
    at = max(at, state.seen)
    state, events = machine.step(state, Command.TICK, at)
    is_early = state.status is Status.READY and isinstance(wish, Instead) and state.timeline.loop is None
    if not (is_early or can_amend(state)):
        return state, events
    state, more = _leave_out(state, wish, at) if isinstance(wish, LeaveOut) else _replan(state, wish, at)
    return state, (*events, *more)


def can_amend(state: PlayerState) -> bool:
    """Whether anything can be changed now."""
    return state.status in _CAN and state.timeline.loop is None


def _replan(
    state: PlayerState, wish: HoldFor | ReadyFor | Instead, at: float
) -> tuple[PlayerState, tuple[Event, ...]]:
    step, index = state.step, state.index
    change = Change(Kind.HOLD, index, step.item, step.side, step.title)
    match wish:
        case HoldFor(seconds, longest):
            timeline = with_holds(state.timeline, index, seconds, state.elapsed_at(at), longest)
            change = replace(change, seconds=seconds)
        case ReadyFor(seconds):
            timeline = with_ready(state.timeline, index, seconds)
            change = replace(change, kind=Kind.GET_READY, seconds=seconds)
        case _:
            timeline = wish.plan(state.timeline, 0 if state.status is Status.READY else index + 1)
            title = wish.title if wish.title is not None else step.title
            change = replace(change, kind=wish.kind, title=title, by=wish.by)
    if timeline == state.timeline:
        return state, ()
    return replace(state, timeline=timeline), (Changed(change, timeline, at),)


def _leave_out(state: PlayerState, wish: LeaveOut, at: float) -> tuple[PlayerState, tuple[Event, ...]]:
    step = state.step
    if not step.exercise:
        return state, ()
    places = [(step.item, side) for side in _sides(state)]
    told = tuple(
        Changed(
            Change(Kind.LEFT_OUT, state.index, item, side, step.title, reason=wish.reason), state.timeline, at
        )
        for item, side in places
    )
    left = machine.leave(state, Outcome.CUT_SHORT, at)
    state = replace(state, left_out=state.left_out | set(places))
    state, entered = machine.go_on(state, state.index + 1, at)
    return state, (*told, left, *entered)


def _sides(state: PlayerState) -> tuple[Side | None, ...]:
    """The side in hand; before work in which sides alternate, all of them."""
    timeline, index = state.timeline, state.index
    here = timeline.steps[index]
    if here.phase.is_work:
        return (here.side,)
    steps = timeline.steps[bout.start(timeline, index) : bout.end(timeline, index)]
    return tuple(dict.fromkeys((here.side, *(step.side for step in steps if step.phase.is_work))))
