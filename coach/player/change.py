"""What was changed on the way, as it is told and kept: for today only, the routine stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.routine.plan import Side


class Kind(StrEnum):
    """What was changed. `TAKEN_UP`: the person went back to a side that had been left out."""

    EASIER = "easier"
    HARDER = "harder"
    HOLD = "hold"
    GET_READY = "get-ready"
    LEFT_OUT = "left-out"
    TAKEN_UP = "taken-up"


class Reason(StrEnum):
    """Why a side is left out today."""

    PAIN = "pain"
    TIRED = "tired"
    OTHER = "other"
    UNSAID = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One change, made in step `index`. What does not apply is empty.

    `title` is the exercise it is about, `by` the title of the one that takes its place or the note on what
    to change. `seconds` is by how much longer, negative for shorter.
    """

    kind: Kind
    index: int
    item: int
    side: Side | None = None
    title: str = ""
    by: str = ""
    seconds: float = 0.0
    reason: Reason = Reason.UNSAID


def left_out(changes: Iterable[Change]) -> frozenset[tuple[int, Side | None]]:
    """The sides that are left out after these changes, each with its item."""
    places: set[tuple[int, Side | None]] = set()
    for change in changes:
        if change.kind is Kind.LEFT_OUT:
            places.add((change.item, change.side))
        elif change.kind is Kind.TAKEN_UP:
            places.discard((change.item, change.side))
    return frozenset(places)
