"""Sides, phases and counts in words, said the same way everywhere."""

from __future__ import annotations

from coach.player.events import Outcome
from coach.routine.plan import Phase, Side, Step

SIDES = {
    Side.LEFT: "Left",
    Side.RIGHT: "Right",
    Side.BOTH: "Both sides",
    Side.EITHER: "The sore side",
}

PHASES = {
    Phase.GET_READY: "Get ready",
    Phase.MOVE: "Move",
    Phase.HOLD: "Hold",
    Phase.REST: "Rest",
    Phase.SWITCH: "Switch sides",
    Phase.USER_DONE: "At your own pace",
}


OUTCOMES = {
    Outcome.DONE: "Done",
    Outcome.CUT_SHORT: "In part",
    Outcome.SKIPPED: "Skipped",
    Outcome.LET_GO: "Let go",
    None: "Not reached",
}


def on_side(what: str, side: Side | None) -> str:
    """What, and on which side: `Forearm stretch, left`; what has no side stands alone."""
    return f"{what}, {SIDES[side].lower()}" if side else what


def counts(step: Step) -> str:
    """Where one is in the repetitions: `Rep 3 of 10 · Set 2 of 3 · Round 1 of 3`; empty if there are none."""
    parts = [
        f"{name} {now} of {total}"
        for name, now, total in (
            ("Rep", step.rep, step.reps),
            ("Set", step.set, step.sets),
            ("Round", step.round, step.rounds),
        )
        if now and total > 1
    ]
    return " · ".join(parts)
