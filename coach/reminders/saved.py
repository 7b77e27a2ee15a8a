"""The reminders as plain values for JSON, and back: after a restart, a crash or a sleep the counts are right.

Monotonic moments do not outlive the computer's start, so they are kept as ages and as time left. Whatever is
damaged is as if it had not been there; the rest is used.
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from enum import StrEnum
from functools import partial
from math import inf, isfinite
from typing import TYPE_CHECKING, Any, Final, TypeVar

from coach.reminders.action import (
    Action,
    AskWriting,
    Hold,
    Missed,
    Offer,
    Recede,
    Rested,
    Why,
    Withdraw,
    WritingEnded,
)
from coach.reminders.passage import passed
from coach.reminders.rule import Announce, Reminders
from coach.reminders.state import LOG_LENGTH, Counting, Doing, Pause, State, Track, begin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coach.reminders.sample import Sample

T = TypeVar("T")

VERSION: Final = 1
ACTIONS: Final = {
    kind.__name__: kind for kind in (Offer, Recede, Withdraw, Hold, Missed, Rested, AskWriting, WritingEnded)
}


LATEST: Final = 250e9
"""Late in the year 9892, beyond which a local time may be past the end of the calendar."""


def dump(state: State, sample: Sample) -> dict[str, Any]:
    """The state as values that JSON can hold, with the time up to a sample. An open question is not kept.

    Nothing is decided by it; the state given goes on as it was.
    """
    state, _ = passed(state, sample)
    at = state.at
    return {
        "version": VERSION,
        "wall": sample.wall.timestamp(),
        "looked": state.looked,
        "doing": str(state.doing),
        "rested": state.rested(at),
        "worked": at - state.worked_since,
        "only_idle": state.only_idle,
        "tracks": {rule: _track_values(track, at) for rule, track in state.tracks.items()},
        "kept": {rule: [cause, until - at] for rule, (cause, until) in state.kept.items()},
        "pauses": {
            name: {
                "left": _left(pause.until, at),
                "rules": sorted(pause.rules),
                "counting": str(pause.counting),
            }
            for name, pause in state.pauses.items()
        },
        "writing_left": None if state.writing_until is None else state.writing_until - at,
        "no_question_for": max(0.0, state.ask_not_before - at),
        "offers": [at - offer for offer in state.offers],
        "today": [state.today[0].isoformat() if state.today[0] else "", state.today[1]],
        "log": [_action_values(action) for action in state.log],
    }


def _track_values(track: Track, at: float) -> dict[str, Any]:
    return {
        "counted": track.counted,
        "number": track.number,
        "settled": {cause: at - when for cause, when in track.settled.items()},
        "done": at - track.done_at if isfinite(track.done_at) else None,
        "drunk": list(track.drunk),
        "silent": max(0.0, track.silent_until - at),
        "silent_why": track.silent_why,
        "tries": track.tries,
    }


def _left(until: float, at: float) -> float | None:
    """Seconds left; None for ever."""
    return None if until == inf else max(0.0, until - at)


def _action_values(action: Action) -> dict[str, Any]:
    values = {one.name: getattr(action, one.name) for one in fields(action)}
    plain = {name: str(value) if isinstance(value, StrEnum) else value for name, value in values.items()}
    return {"kind": type(action).__name__, **plain}


def load(values: object, reminders: Reminders, sample: Sample) -> tuple[State, bool]:
    """The state that `dump` has kept, as it was then, and whether all of it could be used. Poll at once.

    The poll finds the time since as time in which Coach did not run: rest. How long that was, the time of day
    tells; set back, it tells of none. An offer that stood is made again.
    """
    fresh = begin(reminders, sample)
    if not isinstance(values, dict) or values.get("version") != VERSION:
        return fresh, False
    damaged: list[Exception] = []

    def part(read: Callable[[], T], otherwise: T) -> T:
        try:
            return read()
        except (TypeError, ValueError, KeyError, AttributeError, OverflowError) as error:
            damaged.append(error)
            return otherwise

    wall = part(lambda: _moment(values["wall"]), fresh.wall)
    at = fresh.at - max(0.0, fresh.wall - wall)
    tracks = {rule: part(partial(_track_of, values, rule, at), track) for rule, track in fresh.tracks.items()}
    state = fresh._replace(
        at=at,
        wall=wall,
        next_at=at,
        doing=part(lambda: Doing(values["doing"]), fresh.doing),
        looked=part(lambda: _moment(values["looked"]), wall),
        tracks=tracks,
        rest_since=at - part(lambda: _length(values["rested"]), 0.0),
        worked_since=at - part(lambda: _length(values["worked"]), 0.0),
        only_idle=values.get("only_idle") is True,
        before={rule: track.counted for rule, track in tracks.items()},
        kept=part(lambda: {r: (str(c), at + _number(left)) for r, (c, left) in values["kept"].items()}, {}),
        pauses=part(lambda: {str(name): _pause(one, at) for name, one in values["pauses"].items()}, {}),
        writing_until=part(lambda: _until(values["writing_left"], at, None), None),
        ask_not_before=at + part(lambda: _length(values["no_question_for"]), 0.0),
        offers=part(lambda: tuple(at - _length(age) for age in values["offers"]), ()),
        today=part(lambda: _today(*values["today"]), fresh.today),
        log=part(lambda: tuple(_action(**one) for one in values["log"][-LOG_LENGTH:]), ()),
    )
    return state, not damaged


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise TypeError(f"{value!r} is not a number")
    return float(value)


def _moment(value: object) -> float:
    """POSIX seconds that a calendar can hold."""
    found = _number(value)
    if not 0 <= found <= LATEST:
        raise ValueError(f"{found} is no moment")
    return found


def _length(value: object) -> float:
    return max(0.0, _number(value))


def _until(left: object, at: float, otherwise: T) -> float | T:
    return otherwise if left is None else at + _length(left)


def _track_of(values: Mapping[str, Any], rule: str, at: float) -> Track:
    if rule not in values["tracks"]:
        return Track()
    kept = values["tracks"][rule]
    day, drunk = kept["drunk"]
    return Track(
        counted=_length(kept["counted"]),
        number=int(kept["number"]),
        settled={str(cause): at - _length(age) for cause, age in kept["settled"].items()},
        done_at=-inf if kept["done"] is None else at - _length(kept["done"]),
        drunk=(str(day), _length(drunk)),
        silent_until=at + _length(kept["silent"]),
        silent_why=None if kept["silent_why"] is None else Why(kept["silent_why"]),
        tries=int(kept["tries"]),
    )


def _pause(kept: Any, at: float) -> Pause:  # noqa: ANN401  # whatever the file holds
    return Pause(
        _until(kept["left"], at, inf), frozenset(map(str, kept["rules"])), Counting(kept["counting"])
    )


def _today(day: str, offers: int) -> tuple[date | None, int]:
    return (date.fromisoformat(day) if day else None), int(offers)


def _action(kind: str, **values: Any) -> Action:  # noqa: ANN401  # whatever the file holds
    read: dict[str, Any] = {name: READERS.get(name, str)(value) for name, value in values.items()}
    action: Action = ACTIONS[kind](**read)
    return action


READERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "why": Why,
    "announce": Announce,
    "wall": _moment,
    "seconds": _length,
    "again": bool,
    "sound": bool,
    "strict": bool,
}
"""How the fields of an action are read; the others are texts."""
