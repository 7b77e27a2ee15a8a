"""What happened in a session: screen, voice and record are all folds over these, so they cannot disagree.

`at` is monotonic seconds on the player's clock. Events come in order and their times never run backwards.
`index` is a step's place in the timeline.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.player.change import Change
    from coach.routine.plan import Timeline


class Outcome(StrEnum):
    """How a step was left."""

    DONE = "done"
    """It ran to its end, or the person said that it is done."""
    CUT_SHORT = "cut-short"
    """It was begun and then skipped or stopped."""
    SKIPPED = "skipped"
    """No time was spent on it."""
    REPEATED = "repeated"
    """It was left in order to go back."""
    LET_GO = "let-go"
    """The cramp let go in it, or before it: no more of it was needed."""


@dataclass(frozen=True, slots=True)
class Started:
    """The session began. The cramp that it is for had then `lasted` so many seconds."""

    at: float
    lasted: float = 0.0


@dataclass(frozen=True, slots=True)
class StepEntered:
    """A step began."""

    index: int
    at: float


@dataclass(frozen=True, slots=True)
class StepLeft:
    """A step ended, or was passed over without being entered (`SKIPPED`, nothing worked).

    `worked` is the seconds spent in it, without pauses.
    """

    index: int
    outcome: Outcome
    worked: float
    at: float


@dataclass(frozen=True, slots=True)
class Paused:
    """The person paused."""

    at: float


@dataclass(frozen=True, slots=True)
class Resumed:
    """The person went on after a pause or a stall."""

    at: float


@dataclass(frozen=True, slots=True)
class Stalled:
    """`gap` seconds passed in which nobody could see the session; it stands where it was last seen."""

    gap: float
    at: float


@dataclass(frozen=True, slots=True)
class PassEnded:
    """A loop came to its end for the `number`-th time, the first being 1, and begins again."""

    number: int
    at: float


@dataclass(frozen=True, slots=True)
class LetGo:
    """The person said that it has let go; what is left of the loop is not needed."""

    at: float


@dataclass(frozen=True, slots=True)
class LimitReached:
    """The limit of the loop has come, or was found passed; a running session is held, once."""

    at: float


@dataclass(frozen=True, slots=True)
class Changed:
    """The person changed the plan on the way; `timeline` is the plan from now on."""

    change: Change
    timeline: Timeline
    at: float


@dataclass(frozen=True, slots=True)
class Finished:
    """The plan came to its end."""

    at: float


@dataclass(frozen=True, slots=True)
class Stopped:
    """The person ended the session early."""

    at: float


Event = (
    Started
    | StepEntered
    | StepLeft
    | PassEnded
    | Paused
    | Resumed
    | Stalled
    | LetGo
    | LimitReached
    | Changed
    | Finished
    | Stopped
)
