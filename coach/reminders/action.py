"""What the planner decides, each with its reason. `wall` is the moment in POSIX seconds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.reminders.rule import Announce


class Why(StrEnum):
    """The reasons. `explain` has each in words."""

    # Its moment has not come.
    NOT_YET = "not-yet"
    WAITS_FOR_BREAK = "waits-for-break"
    DAY_DONE = "day-done"
    # It is time.
    WORKED = "worked"
    TIME_OF_DAY = "time-of-day"
    DOSE_DUE = "dose-due"
    DOSE_IN_BREAK = "dose-in-break"
    THIRST = "thirst"
    # It is time, and something speaks against it.
    PAUSED = "paused"
    SNOOZED = "snoozed"
    NOT_TODAY = "not-today"
    ASKED_LATER = "asked-later"
    QUIET_HOURS = "quiet-hours"
    OUT_OF_HOURS = "out-of-hours"
    IN_SESSION = "in-session"
    ON_CALL = "on-call"
    CAMERA_ON = "camera-on"
    PRESENTING = "presenting"
    DO_NOT_DISTURB = "do-not-disturb"
    FULL_SCREEN = "full-screen"
    LOCKED = "locked"
    ABSENT = "absent"
    DAILY_CAP = "daily-cap"
    HOURLY_CAP = "hourly-cap"
    DRANK = "drank"
    LONG_ONE_NEAR = "long-one-near"
    OTHER_OPEN = "other-open"
    TYPING = "typing"
    # It came to an end.
    RESTED = "rested"
    IGNORED = "ignored"
    REPLACED = "replaced"
    CHANGED = "changed"
    ANSWERED = "answered"
    TIME_OVER = "time-over"
    TOO_SOON = "too-soon"
    UNSEEN = "unseen"
    CLOCK_MOVED = "clock-moved"
    # Handwriting.
    LONG_IDLE = "long-idle"
    WRITING_OVER = "writing-over"
    AT_KEYBOARD = "at-keyboard"


@dataclass(frozen=True, slots=True)
class Offer:
    """Offer the rule's routine now. `cause` is what it is for: no cause is offered again once it is settled.

    `sound` asks for a chime: the person may not be looking at the screen.
    """

    rule: str
    why: Why
    wall: float
    cause: str
    routine: str
    announce: Announce
    sound: bool
    strict: bool


@dataclass(frozen=True, slots=True)
class Recede:
    """Nobody answers: let the offer shrink to a strip."""

    rule: str
    why: Why
    wall: float


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take the offer for a cause away. It comes again if `again`.

    `ANSWERED` also settles a cause that was due and had not been offered yet.
    """

    rule: str
    why: Why
    wall: float
    cause: str
    again: bool


@dataclass(frozen=True, slots=True)
class Hold:
    """It is time, and it is held back; told when the reason changes."""

    rule: str
    why: Why
    wall: float


@dataclass(frozen=True, slots=True)
class Missed:
    """Its time is over and it was not done. Never a reproach; pauses and illness show in the reason."""

    rule: str
    why: Why
    wall: float
    cause: str


@dataclass(frozen=True, slots=True)
class Rested:
    """A natural rest of `seconds` has done what the rule asks for; it counts anew."""

    rule: str
    why: Why
    wall: float
    seconds: float


@dataclass(frozen=True, slots=True)
class AskWriting:
    """Ask once whether the idle time that has just ended was handwriting."""

    why: Why
    wall: float
    seconds: float
    rule: str = ""


@dataclass(frozen=True, slots=True)
class WritingEnded:
    """Handwriting mode has ended by itself."""

    why: Why
    wall: float
    rule: str = ""


Action = Offer | Recede | Withdraw | Hold | Missed | Rested | AskWriting | WritingEnded
