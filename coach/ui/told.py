"""What was said and changed in a session, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from coach.player import change, rating
from coach.player.change import Change, Reason
from coach.player.rating import Moment, Rating
from coach.ui import words

if TYPE_CHECKING:
    from collections.abc import Iterable

QUESTIONS: Final = {
    rating.Kind.PAIN: "How much does it hurt right now?",
    rating.Kind.EFFORT: "How hard was it?",
    rating.Kind.STIFFNESS: "How stiff is it right now?",
    rating.Kind.NUMBNESS: "Is anything numb or tingling right now?",
    rating.Kind.SHARP: "Is the pain sharp or electric?",
}
NAMES: Final = {
    rating.Kind.PAIN: "Pain",
    rating.Kind.EFFORT: "Effort",
    rating.Kind.STIFFNESS: "Stiffness",
    rating.Kind.NUMBNESS: "Numbness",
    rating.Kind.SHARP: "Sharp pain",
}
MOMENTS: Final = {Moment.BEFORE: "before", Moment.DURING: "on the way", Moment.AFTER: "after"}
YES_OR_NO: Final = frozenset({rating.Kind.NUMBNESS, rating.Kind.SHARP})
REASONS: Final = {
    Reason.PAIN: "It hurts",
    Reason.TIRED: "I am tired",
    Reason.OTHER: "Another reason",
    Reason.UNSAID: "No reason",
}
_BECAUSE: Final = {Reason.PAIN: "it hurt", Reason.TIRED: "tired", Reason.OTHER: "another reason"}
_LEVELS: Final = {
    rating.Kind.PAIN: ("No pain", "A little pain", "Some pain", "A lot of pain", "The worst pain"),
    rating.Kind.EFFORT: ("No effort", "Easy", "Some effort", "Hard", "As hard as it gets"),
    rating.Kind.STIFFNESS: ("Not stiff", "A little stiff", "Stiff", "Very stiff", "It will not move"),
}


def level(kind: rating.Kind, value: int) -> str:
    """What a number from 0 to 10 means, in two or three words."""
    if kind in YES_OR_NO:
        return "Yes" if value else "No"
    return _LEVELS[kind][0 if value == 0 else 4 if value == rating.YES else (value + 2) // 3]


def ratings(told: Iterable[Rating]) -> list[str]:
    """Each rating as `Pain before: 3 of 10, a little pain`."""
    return [f"{NAMES[one.kind]} {MOMENTS[one.moment]}: {_value(one)}" for one in told]


def _value(told: Rating) -> str:
    said = level(told.kind, told.value).lower()
    return said if told.kind in YES_OR_NO else f"{told.value} of 10, {said}"


def changes(told: Iterable[Change]) -> list[str]:
    """Each change as a sentence; what was changed several times by seconds is told once, in sum."""
    sums: dict[Change, float] = {}
    for one in told:
        alike = replace(one, index=0, item=0, side=None, seconds=0.0) if _is_timed(one) else one
        sums[alike] = sums.get(alike, 0.0) + one.seconds
    return [_change(one, seconds) for one, seconds in sums.items() if seconds or not _is_timed(one)]


def _is_timed(one: Change) -> bool:
    return one.kind in {change.Kind.HOLD, change.Kind.GET_READY}


def _change(one: Change, seconds: float) -> str:
    more = f"{abs(seconds):g} s {'longer' if seconds > 0 else 'shorter'}"
    about = words.on_side(one.title, one.side)
    match one.kind:
        case change.Kind.EASIER | change.Kind.HARDER:
            if not one.title:
                return "Easier from here on, wherever there is an easier way"
            return f"{one.title}: {one.kind}, {one.by}" if one.by else f"{one.title}: {one.kind}"
        case change.Kind.HOLD:
            return f"{one.title}: held {more}"
        case change.Kind.GET_READY:
            return f"Getting ready: {more}"
        case change.Kind.LEFT_OUT:
            because = f" ({_BECAUSE[one.reason]})" if one.reason else ""
            return f"{about}: left out today{because}"
        case _:
            return f"{about}: done after all"
