"""What can be changed in a session right now: only what would change something is offered."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from coach.player.amend import HoldFor, Instead, LeaveOut, ReadyFor, Wish, can_amend
from coach.player.change import Kind
from coach.routine.tail import LONGEST_HOLD, with_holds, with_ready
from coach.routine.variant import Way, easier, way, with_ways

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.player.state import PlayerState
    from coach.routine.model import Exercise
    from coach.routine.plan import Sides, Timeline

STEP: Final = 5.0
"""Seconds by which a hold or the time to get ready is changed at a time."""
SHORT: Final = 10.0
"""Seconds up to which a stretch is short on purpose, as one of sore joints or of a bent wrist."""


class Offer(StrEnum):
    """A change that can be made."""

    EASIER = "easier"
    HARDER = "harder"
    LONGER = "longer"
    SHORTER = "shorter"
    GET_READY = "get-ready"
    LEAVE_OUT = "leave-out"


def offers(state: PlayerState, exercises: Mapping[str, Exercise], sides: Sides) -> dict[Offer, Wish]:
    """What can be changed now, in order. `exercises` are those the person may do."""
    if not can_amend(state):
        return {}
    timeline, index, here = state.timeline, state.index, exercises.get(state.step.exercise)
    found: dict[Offer, Wish] = {}
    for offer, kind in ((Offer.EASIER, Kind.EASIER), (Offer.HARDER, Kind.HARDER)):
        other = way(here, exercises, harder=kind is Kind.HARDER)
        if here and other:
            wish = instead(kind, {here.id: other}, sides)
            if wish.plan(timeline, index + 1) != timeline:
                found[offer] = wish
    for offer, by in ((Offer.LONGER, STEP), (Offer.SHORTER, -STEP)):
        longest = longest_hold(here) if here else 0.0
        if with_holds(timeline, index, by, state.elapsed_at(state.seen), longest) != timeline:
            found[offer] = HoldFor(by, longest)
    if with_ready(timeline, index, STEP) != timeline:
        found[Offer.GET_READY] = ReadyFor(STEP)
    if state.step.exercise:
        found[Offer.LEAVE_OUT] = LeaveOut()
    return found


def longest_hold(exercise: Exercise) -> float:
    """Seconds above which no hold of this exercise is made longer on the way.

    A press, a squeeze and a short stretch keep to the upper end of their own dose: ACSM-2021's minute is for
    static stretches, and high blood pressure rules out long, hard presses (D2). Other stretches may double
    theirs, up to that minute.
    """
    own = exercise.dose.hold.high if exercise.dose.hold else 0.0
    return min(2 * own, LONGEST_HOLD) if exercise.kind == "stretch" and own > SHORT else own


def instead(kind: Kind, ways: Mapping[str, Way], sides: Sides) -> Instead:
    """The wish for one other way; its name is that of the other exercise, or the note on what to change."""
    [other] = ways.values()
    by = other.exercise.title if other.exercise else other.note
    return Instead(kind, lambda timeline, kept: with_ways(timeline, kept, ways, sides), by)


def all_easier(exercises: Mapping[str, Exercise], sides: Sides) -> Instead:
    """The wish for the easier way of every exercise that names one, as a routine's rule asks for it."""

    def plan(timeline: Timeline, kept: int) -> Timeline:
        return with_ways(timeline, kept, easier(timeline, exercises), sides)

    return Instead(Kind.EASIER, plan, title="")
