"""A cramp that the person wanted to remember, as the history keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coach.routine.plan import Side

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Cramp:
    """One entry. What is not known is empty or None.

    `began` is a local time with its offset from UTC, `lasted` the seconds from then until it let go or,
    where it had not (`let_go`), until the session ended. `place` is one of the format's places (hand,
    thumb, arch, toes, calf, breathing), `way` which way it pulled, in the words of the answers given.
    `done` are the names of what was done. `session` is the id of the session that led through it.
    """

    began: datetime
    place: str
    side: Side | None = None
    way: str = ""
    lasted: float | None = None
    let_go: bool = False
    done: tuple[str, ...] = ()
    session: int | None = None
    id: int = 0


def side_of(sides: Iterable[Side | None]) -> Side | None:
    """The one side on which everything was done; None where it was left open, or there were several."""
    known = {side for side in sides if side in {Side.LEFT, Side.RIGHT, Side.BOTH}}
    return known.pop() if len(known) == 1 else None
