"""The compiled plan: a flat list of timed steps that screen, voice, paper and history all read.

Values only; the compiler that makes them is `coach.routine.timeline`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from coach.routine.comparison import Comparison

EMERGENCY_HELP: Final = "emergency-help"
"""Where the limit of a loop leads if what has not passed by then is an emergency."""


class Side(StrEnum):
    """The side a step is done on. `BOTH` is both at once; `EITHER` is one, as the person likes."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    EITHER = "either"


class Phase(StrEnum):
    """What the person is doing during a step."""

    GET_READY = "get-ready"
    MOVE = "move"
    HOLD = "hold"
    REST = "rest"
    SWITCH = "switch"
    USER_DONE = "user-done"

    @property
    def is_work(self) -> bool:
        """Whether the exercise itself is being done (not got ready for, rested from or switched)."""
        return self in {Phase.MOVE, Phase.HOLD, Phase.USER_DONE}


@dataclass(frozen=True, slots=True)
class Seconds:
    """The step ends by itself after this many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Reps:
    """The step ends when the person says that so many repetitions are done."""

    count: int


@dataclass(frozen=True, slots=True)
class UserDone:
    """The step ends when the person says so."""


Goal = Seconds | Reps | UserDone


@dataclass(frozen=True, slots=True)
class Step:
    """One timed stretch of the plan.

    `start` and `length` are seconds, whole milliseconds; for goals that the person ends, `length` is an
    estimate used in totals. `item` counts the routine's items (the first is 1) as the person sees them:
    both sides and all sets of one exercise are one item. Counts that do not apply are 0.
    `tempo` holds pairs of (move, pause) seconds through the exercise's positions; empty when untimed.
    `note` is what the routine's author adds for the person at this item; rests have none.
    """

    phase: Phase
    goal: Goal
    start: float
    length: float
    item: int
    exercise: str = ""
    title: str = ""
    side: Side | None = None
    rep: int = 0
    reps: int = 0
    set: int = 0
    sets: int = 0
    block: str = ""
    round: int = 0
    rounds: int = 0
    cue: str = ""
    tempo: tuple[float, ...] = ()
    note: str = ""

    @property
    def end(self) -> float:
        """Seconds from the start of the plan to the end of this step."""
        return round(self.start + self.length, 3)

    @property
    def is_timed(self) -> bool:
        """Whether the step ends by itself."""
        return isinstance(self.goal, Seconds)


@dataclass(frozen=True, slots=True)
class Loop:
    """Steps that are done again and again until the person says that it has let go.

    `first` and `last` are places in the timeline, both included. `limit` is seconds from the start of the
    session, pauses included; at it the session is held and leads to `then`: medical-help, or emergency-help
    where what has not passed by then is an emergency.
    """

    first: int
    last: int
    limit: float
    then: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What ratings lead to, if all of `when` holds. `then` is stop, easier or note; `say` is the author's."""

    when: tuple[tuple[str, Comparison], ...]
    then: str
    say: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person is asked to rate before and after, by name, and the author's rules about it."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """A compiled routine. `steps` follow one another without gaps, beginning at 0.

    A `loop` stands in it once, as its first pass. `answers` are the questions that were asked and the
    answers this plan was made for. `asked` is what is rated.
    """

    routine: str
    revision: int
    title: str
    language: str
    steps: tuple[Step, ...]
    loop: Loop | None = None
    answers: tuple[tuple[str, str], ...] = ()
    asked: Asked = Asked()

    @property
    def total(self) -> float:
        """Planned seconds from start to end, with one pass of the loop."""
        return self.steps[-1].end if self.steps else 0.0

    @property
    def is_estimate(self) -> bool:
        """Whether the person decides how long it takes."""
        return self.loop is not None or not all(step.is_timed for step in self.steps)

    @property
    def items(self) -> int:
        """How many items the person will be led through."""
        return max((step.item for step in self.steps), default=0)


@dataclass(frozen=True, slots=True)
class Sides:
    """What `writing` and `affected` mean for this person."""

    writing: Side = Side.RIGHT
    affected: Side = Side.BOTH
