"""How much work one side gets, as a value that screen and paper put into words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING

from coach import times
from coach.routine.plan import Phase, Reps, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.routine.plan import Step


class Way(StrEnum):
    """What is counted or timed."""

    TIME = "time"
    """So many seconds, once."""
    HOLD = "hold"
    """So many holds of so many seconds."""
    REPS_OF = "reps-of"
    """So many repetitions, each of so many seconds."""
    REPS_IN = "reps-in"
    """So many repetitions within so many seconds."""
    OWN_PACE = "own-pace"
    """So many repetitions, however long they take."""
    UNTIL_DONE = "until-done"
    """Until the person says that it is done."""


@dataclass(frozen=True, slots=True)
class Amount:
    """`count` and `seconds` are those of one set; what does not apply is 1 and 0."""

    way: Way
    count: int = 1
    seconds: float = 0.0
    sets: int = 1


def amount(work: Sequence[Step]) -> Amount:
    """The amount of one item of a plan; `work` are its working steps, at least one."""
    first = work[0]
    sets = max(1, first.sets)
    if isinstance(first.goal, Reps):
        return Amount(Way.OWN_PACE, first.goal.count, 0.0, sets)
    if first.phase is Phase.USER_DONE:
        return Amount(Way.UNTIL_DONE)
    count = max(1, first.reps)
    is_hold = first.phase is Phase.HOLD
    if count == 1:
        way = Way.HOLD if is_hold else Way.TIME
    elif not first.rep:  # one step holds them all
        way = Way.REPS_IN
    else:
        way = Way.HOLD if is_hold else Way.REPS_OF
    return Amount(way, count, first.length, sets)


class Where(StrEnum):
    """On which sides an item is done."""

    LEFT = "left"
    RIGHT = "right"
    EACH = "each"
    IN_TURN = "in-turn"
    BOTH = "both"
    EITHER = "either"
    NONE = "none"


def where(work: Sequence[Step]) -> Where:
    """On which sides the working steps of an item are done."""
    order = [side for side, _ in groupby(step.side for step in work)]
    if set(order) == {Side.LEFT, Side.RIGHT}:
        alternates = len(order) > 2 and work[0].rounds <= 1  # noqa: PLR2004  # more than one change of side
        return Where.IN_TURN if alternates else Where.EACH
    return Where(order[0]) if order[0] else Where.NONE


@dataclass(frozen=True, slots=True)
class AmountWords:
    """Amounts and sides in one language. `{count}`, `{length}`, `{sets}`, `{each}` stand for values."""

    time: str = "{length}"
    hold: str = "hold {length}"
    holds: str = "{count} × hold {length}"
    reps_of: str = "{count} reps of {length}"
    reps_in: str = "{count} reps in {length}"
    own_pace: str = "{count} reps at your own pace"
    own_pace_once: str = "1 rep at your own pace"
    until_done: str = "until you say it is done"
    sets: str = "{sets} sets of {each}"
    left: str = "left side"
    right: str = "right side"
    each: str = "each side"
    in_turn: str = "left and right in turn"
    both: str = "both sides at once"
    either: str = "the sore side"

    def amount(self, one: Amount) -> str:
        """An amount, such as `2 × hold 12 s` or `3 sets of 8 reps in 20 s`."""
        pattern = {
            Way.TIME: self.time,
            Way.HOLD: self.hold if one.count == 1 else self.holds,
            Way.REPS_OF: self.reps_of,
            Way.REPS_IN: self.reps_in,
            Way.OWN_PACE: self.own_pace_once if one.count == 1 else self.own_pace,
            Way.UNTIL_DONE: self.until_done,
        }[one.way]
        each = pattern.format(count=one.count, length=times.length(one.seconds))
        return self.sets.format(sets=one.sets, each=each) if one.sets > 1 else each

    def where(self, sides: Where) -> str:
        """On which sides; empty for what has none."""
        return "" if sides is Where.NONE else str(getattr(self, sides.name.lower()))


ENGLISH = AmountWords()
