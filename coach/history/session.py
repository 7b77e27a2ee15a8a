"""A session that was performed, as the history keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from coach.player import record

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from coach.player.change import Change
    from coach.player.rating import Rating
    from coach.player.record import PhaseRecord
    from coach.routine.plan import Timeline

PAPER: Final = "paper"
"""The source of what was ticked on a hand-out."""


class SessionStatus(StrEnum):
    """How a session ended. `OPEN`: it runs now, or Coach died in the middle of it."""

    OPEN = "open"
    FINISHED = "finished"
    STOPPED = "stopped"


class Feeling(StrEnum):
    """How it felt afterwards, against before."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True, slots=True)
class Session:
    """One line of the history.

    `revision` is the routine's revision at that time, `version` is Coach's. `started` and `ended` are local
    times with their offset from UTC. `pain_before` and `pain` (afterwards) are 0 (none) to 10, if they were
    told. `id` is 0 until stored. `let_go` is the seconds from the start until a cramp let go, if it did.
    `owner` names the sign of life of the Coach that plays it. `source` is `PAPER`, or empty for what was
    played.
    """

    id: int
    routine: str
    title: str
    revision: int
    started: datetime
    speed: float
    version: str
    status: SessionStatus = SessionStatus.OPEN
    ended: datetime | None = None
    feeling: Feeling | None = None
    pain: int | None = None
    let_go: float | None = None
    pain_before: int | None = None
    owner: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class SessionDetail:
    """A session with the plan it followed, as it was at last, and what was done, said and changed.

    The phases' `began` and `ended` and the ratings' `at` are seconds since the session started.
    """

    session: Session
    timeline: Timeline
    phases: tuple[PhaseRecord, ...]
    ratings: tuple[Rating, ...] = ()
    changes: tuple[Change, ...] = ()


def as_planned(
    timeline: Timeline, began: datetime, version: str, told: Iterable[Rating] = ()
) -> SessionDetail:
    """A finished session in which every step was done as it is planned, not stored yet."""
    session = Session(
        id=0,
        routine=timeline.routine,
        title=timeline.title,
        revision=timeline.revision,
        started=began,
        speed=1.0,
        version=version,
        status=SessionStatus.FINISHED,
        ended=began + timedelta(seconds=timeline.total),
    )
    return SessionDetail(session, timeline, record.as_planned(timeline), tuple(told))
