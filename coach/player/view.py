"""What a screen shows of a session at one moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.player import bout
from coach.player.snapshot import Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.player.state import PlayerState
    from coach.routine.plan import Step


def snapshot(state: PlayerState, at: float) -> Snapshot:
    """A session at a moment. It shows no step before the machine has entered it."""
    step, total = state.step, state.timeline.total
    elapsed = state.elapsed_at(at)
    within = min(elapsed, step.length)
    reached = step.start + within
    return Snapshot(
        status=state.status,
        index=state.index,
        step=step,
        next_work=next_work(state.timeline.steps, state.index),
        step_elapsed=elapsed,
        step_left=step.length - within,
        step_fraction=within / step.length if step.length else 1.0,
        routine_left=max(0.0, total - reached),
        routine_fraction=min(1.0, reached / total) if total else 1.0,
        items=state.timeline.items,
        stalled_for=state.stalled_for,
    )


def next_work(steps: Sequence[Step], index: int) -> Step | None:
    """The first work after `index` on another item or side; a get-ready or switch stands for its work."""
    here = steps[index]
    if bout.leads_in(here):
        here = next((step for step in steps[index:] if step.phase.is_work), here)
    return next(
        (
            step
            for step in steps[index + 1 :]
            if step.phase.is_work and (step.item, step.side) != (here.item, here.side)
        ),
        None,
    )
