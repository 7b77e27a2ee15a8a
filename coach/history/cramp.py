"""An entry of the cramp diary: the fields that are asked for at a visit (clinical research, part D5)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

from coach.routine.plan import Side

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

PLACES: Final = ("hand", "thumb", "finger", "arch", "toes", "calf", "breathing")
"""Where it cramped: D5, in the format's words. `breathing` is a spasm from fast breathing."""


@dataclass(frozen=True, slots=True)
class Cramp:
    """One entry. What is not known is empty or None; nothing has to be told but when and where.

    `began` is a local time with its offset from UTC, `lasted` the seconds from then until it let go or,
    where it had not (`let_go`), until the session ended. `place` is one of `PLACES`, `way` which way it
    pulled, in the words of the answers given. `done` are the names of what was done. `session` is the id of
    the session that led through it. `pain` is 0 to 10. `doing` is what the person was doing, `doing_for` for
    how many seconds (writing, typing, standing). `warmth` is heat or cold, `fluids` what was drunk that day,
    both in words. `helped` is what helped, `helped_after` after how many seconds. `medicines` are new or
    changed ones, `cycle` the day of the cycle or the week of a pregnancy. `sick` is vomiting or diarrhoea.
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
    pain: int | None = None
    woke: bool | None = None
    doing: str = ""
    doing_for: float | None = None
    shoes: str = ""
    warmth: str = ""
    fluids: str = ""
    sick: bool | None = None
    alcohol: bool | None = None
    medicines: str = ""
    supplements: str = ""
    numbness: bool | None = None
    weakness: bool | None = None
    twitching: bool | None = None
    swelling: bool | None = None
    colour: bool | None = None
    helped: str = ""
    helped_after: float | None = None
    cycle: str = ""
    note: str = ""


SIGNS: Final = ("numbness", "weakness", "twitching", "swelling", "colour")
"""The fields that a clinician asks about first; each can be a reason to be seen soon (D5)."""
_FIRST_DETAIL: Final = "woke"
_NAMES: Final = tuple(field.name for field in fields(Cramp))
DETAILS: Final = _NAMES[_NAMES.index(_FIRST_DETAIL) :]
"""The fields that are kept together, as they are told; charts do not ask for them."""


@dataclass(frozen=True, slots=True)
class Version:
    """An entry as it was written at a time. `withdrawn`: taken out of the diary then, and still known."""

    cramp: Cramp
    told: datetime
    withdrawn: bool = False


def side_of(sides: Iterable[Side | None]) -> Side | None:
    """The one side on which everything was done; None where it was left open, or there were several."""
    known = {side for side in sides if side in {Side.LEFT, Side.RIGHT, Side.BOTH}}
    return known.pop() if len(known) == 1 else None
