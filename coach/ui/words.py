"""Sides, phases and counts in words, said the same way everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach import times
from coach.player.breath import breath, in_words
from coach.player.events import Outcome
from coach.player.snapshot import Snapshot, Status
from coach.routine.plan import Phase, Side, Step
from coach.ui.places import PLACES

if TYPE_CHECKING:
    from coach.history.cramp import Cramp

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


def cramp(entry: Cramp) -> str:
    """A cramp in a line, such as `Toes, left: curling down. It let go after 3:10.`."""
    place = PLACES.get(entry.place, entry.place.capitalize())
    where = on_side(place, entry.side)
    said = f"{where}: {entry.way[:1].lower()}{entry.way[1:]}." if entry.way else f"{where}."
    if entry.lasted is None:
        return said
    ends = "It let go after" if entry.let_go else "It had not let go after"
    return f"{said} {ends} {times.elapsed(entry.lasted)}."


def ring(seen: Snapshot, *, breathing: bool = False) -> tuple[float, str, str]:
    """What a ring shows: the fraction left, the time as a clock has it, and the phase in a word or two."""
    step = seen.step
    left = 1 - seen.step_fraction
    if seen.goes_on_in is not None:
        left = seen.goes_on_in / max(seen.goes_on_in + seen.step_elapsed, 0.001)
    if seen.status not in {Status.RUNNING, Status.READY}:
        word = "Paused"
    elif seen.goes_on_in is not None:
        word = "Goes on by itself"
    else:
        opens_rescue = seen.can_let_go and not seen.in_loop and step.phase is Phase.MOVE
        # It begins with stopping and breathing: nobody is told to move then.
        word = "Now" if opens_rescue else PHASES[step.phase]
        if breathing and breath(step, seen.step_elapsed) is not None:
            word = f"{word}, {in_words(seen.step_elapsed).lower()}"
    return left, times.clock(seen.counted), word


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
