"""What a screen shows of a session at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.player import bout
from coach.player.snapshot import Snapshot

if TYPE_CHECKING:
    from coach.player.state import PlayerState
    from coach.routine.plan import Step, Timeline


def snapshot(state: PlayerState, at: float) -> Snapshot:
    """A session at a moment. It shows no step before the machine has entered it."""
    step, total = state.step, state.timeline.total
    elapsed = state.elapsed_at(at)
    within = min(elapsed, step.length)
    reached = step.start + within
    loop, lasted = state.timeline.loop, state.lasted_at(at)
    return Snapshot(
        status=state.status,
        index=state.index,
        step=step,
        next_work=next_work(state.timeline, state.index),
        step_elapsed=elapsed,
        step_left=step.length - within,
        step_fraction=within / step.length if step.length else 1.0,
        routine_left=max(0.0, total - reached),
        routine_fraction=min(1.0, reached / total) if total else 1.0,
        items=state.timeline.items,
        stalled_for=state.stalled_for,
        lasted=lasted,
        passes=state.passes,
        in_loop=state.in_loop,
        can_let_go=state.can_let_go,
        limit_left=max(0.0, loop.limit - lasted) if loop and state.can_let_go else None,
    )


def next_work(timeline: Timeline, index: int) -> Step | None:
    """The first work after `index` on another item or side; a get-ready or switch stands for its work.

    In a loop what comes after its last step is its first again; where all of it is one item on one side, the
    next work is that very work.
    """
    steps, loop = timeline.steps, timeline.loop
    here = steps[index]
    if bout.leads_in(here):
        here = next((step for step in steps[index:] if step.phase.is_work), here)
    coming, again = steps[index + 1 :], None
    if loop and loop.first <= index <= loop.last:
        coming = (*steps[index + 1 : loop.last + 1], *steps[loop.first : index + 1])
        again = next((step for step in coming if step.phase.is_work), None)
    return next(
        (step for step in coming if step.phase.is_work and (step.item, step.side) != (here.item, here.side)),
        again,
    )
