"""Lengths: of holds, of warmth, of a side, of a whole routine."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from coach import times
from coach.routine.lint.subject import Finding
from coach.routine.plan import Phase, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.lint.subject import Path, Subject
    from coach.routine.model import Work

LONGEST_HOLD: Final = 60.0
SHORTEST_STRETCH: Final = 5.0
SHORT_BREAK: Final = 60.0
MOST_IN_A_BREAK: Final = 4
LONG_WARM_UP_HOLD: Final = 10.0
MOST_MINUTES_MEANT: Final = 20
"""A routine of at most so many seconds was probably meant in minutes."""
LONGEST_HEAT: Final = 20 * 60.0
_MINUTES: Final = re.compile(r"([0-9]+) ?(?:min|minutes?)\b", re.IGNORECASE)


def _hold(kind: str, work: Work, place: Path) -> Iterator[Finding]:
    if not work.hold:
        return
    shortest, longest = work.hold.low, work.hold.high
    if longest > LONGEST_HOLD and kind != "heat":
        message = f"A hold of {longest:g} s is longer than {LONGEST_HOLD:g} s."
        hint = "Shorter holds with more repetitions do the same."
        yield Finding((*place, "hold"), "hold-too-long", message, hint)
    if shortest < SHORTEST_STRETCH and kind == "stretch":
        message = f"A stretch of {shortest:g} s is shorter than {SHORTEST_STRETCH:g} s."
        hint = "If it is a movement, call it `kind: mobilise`."
        yield Finding((*place, "hold"), "stretch-too-short", message, hint)


def own_holds(subject: Subject) -> Iterator[Finding]:
    """An exercise holds neither too long nor, if it is a stretch, too shortly."""
    yield from _hold(subject.exercise.kind, subject.exercise.dose, ("dose",))


def used_holds(subject: Subject) -> Iterator[Finding]:
    """Nor do the steps of a routine."""
    for place, use, exercise in subject.uses:
        if use.hold:
            yield from _hold(exercise.kind, use, place)


def own_heat(subject: Subject) -> Iterator[Finding]:
    """Warmth lasts at most 20 minutes, all repetitions and sets together, and so do people read."""
    exercise = subject.exercise
    if exercise.kind != "heat":
        return
    dose = exercise.dose
    for key in ("duration", "hold"):
        if length := getattr(dose, key):
            yield from _heat(("dose", key), length.high * _times(dose, counted=key == "hold"))
    for place, text in subject.told:
        for minutes in _MINUTES.findall(text):
            yield from _heat(place, float(minutes) * 60)


def used_heat(subject: Subject) -> Iterator[Finding]:
    """Nor does a routine warm for longer."""
    for place, use, exercise in subject.uses:
        if exercise.kind != "heat":
            continue
        if use.slot:
            yield from _heat((*place, "for"), use.slot)
        elif use.hold:
            yield from _heat((*place, "hold"), use.hold.high * _times(use, counted=True))


def _times(work: Work, *, counted: bool) -> int:
    reps = work.reps.high if counted and work.reps else 1
    return reps * (work.sets.high if work.sets else 1)


def _heat(place: Path, seconds: float) -> Iterator[Finding]:
    if seconds > LONGEST_HEAT:
        message = f"Warmth for {seconds / 60:g} min is longer than {LONGEST_HEAT / 60:g} min."
        yield Finding(
            place, "heat-too-long", message, "Warm for a shorter time, with a pause before the next."
        )


_BOTH_SIDES: Final = (
    "Write `side: each` to give both the same; `side: affected` is for the side that hurts, alone or in a "
    "step more. If it is right as it is, allow it under `lint:` with the reason."
)


def second_side(subject: Subject) -> Iterator[Finding]:
    """Both sides get the same time."""
    one_sided = [use for use in subject.uses if (use[1].side or use[2].side) in {"left", "right"}]
    if not one_sided or subject.outline is None:
        return
    spent: Counter[tuple[str, Side | None]] = Counter()
    for turn in subject.outline.turns:
        spent[turn.exercise.id if turn.exercise else "", turn.side] += turn.layout.work
    for place, use, exercise in one_sided:
        side = Side(use.side or exercise.side)
        other = Side.LEFT if side is Side.RIGHT else Side.RIGHT
        mine, theirs = spent[exercise.id, side] / 1000, spent[exercise.id, other] / 1000
        if theirs < mine:
            got = f"only {times.length(theirs)}" if theirs else "none"
            took = times.length(mine)
            message = f"`{exercise.id}` takes {took} on the {side} side and {got} on the {other} side."
            key = (*place, "side") if use.side else (*place, "exercise")
            yield Finding(key, "second-side-untimed", message, _BOTH_SIDES)


def total(subject: Subject) -> Iterator[Finding]:
    """A routine is no longer than it says."""
    limit = subject.routine.max_length
    if limit is not None and subject.outline and (seconds := subject.outline.total) > limit:
        message = (
            f"The routine takes {times.length(seconds)}, more than its `max_length` of {times.length(limit)}."
        )
        hint = "Leave a step out, or write a longer `max_length`."
        if limit <= MOST_MINUTES_MEANT:
            hint = f"If you mean minutes, write `{limit:g} min`."
        yield Finding(("max_length",), "over-max-length", message, hint)


def short_break(subject: Subject) -> Iterator[Finding]:
    """A break of a minute holds four exercises."""
    routine, uses = subject.routine, subject.uses
    limit = routine.max_length
    short = (
        limit is not None and limit <= SHORT_BREAK and {"writing-break", "desk-break"} & set(routine.occasion)
    )
    if short and len(uses) > MOST_IN_A_BREAK:
        message = f"{len(uses)} exercises are more than {MOST_IN_A_BREAK} in a break of a minute."
        hint = "Getting ready takes its time too: leave some out."
        yield Finding((*uses[MOST_IN_A_BREAK][0], "exercise"), "break-too-full", message, hint)


def warm_up(subject: Subject) -> Iterator[Finding]:
    """A warm-up begins with movement."""
    if "warm-up" not in subject.routine.occasion or subject.outline is None:
        return
    first = next(turn for turn in subject.outline.turns if turn.exercise)
    holds = (piece.length for piece in first.layout.pieces if piece.phase is Phase.HOLD)
    longest = max(holds, default=0) / 1000
    if longest > LONG_WARM_UP_HOLD:
        message = f"The warm-up begins with a still hold of {longest:g} s."
        yield Finding(
            (*subject.uses[0][0], "exercise"), "warm-up-long-holds", message, "Begin with movement."
        )
