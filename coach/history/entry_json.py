"""Cramps, decisions about programmes, and reminders as the JSON of a whole history has them, and back."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Final

from coach.history.as_json import by_name
from coach.history.cramp import PLACES, Cramp, Version
from coach.history.json_values import HIGHEST, Json, flag, moment, number, text
from coach.history.offer import Offered, Outcome
from coach.routine.plan import Side
from coach.routine.programme_course import CourseEvent, Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


def versions_to(versions: Iterable[Version], places: Mapping[int, int]) -> list[Json]:
    """An entry of the diary: its versions, oldest first. `places` are those of sessions, by their ids."""
    return [_version_to(each, places) for each in versions]


def versions_from(told: list[Json], places: Sequence[int]) -> tuple[Version, ...]:
    """The same back; `places` are the ids of sessions here. Raises `ValueError` and its like for no entry."""
    if not told:
        raise ValueError("it is empty")
    return tuple(_version_from(each, places) for each in told)


def _version_to(version: Version, places: Mapping[int, int]) -> Json:
    cramp = version.cramp
    told = {name: value for name, value in by_name(cramp).items() if name not in {"id", "session"}}
    return {
        "told": version.told.isoformat(),
        "withdrawn": version.withdrawn,
        **told,
        "began": cramp.began.isoformat(),
        "done": list(cramp.done),
        "session": None if cramp.session is None else places.get(cramp.session),
    }


def _version_from(told: Json, places: Sequence[int]) -> Version:
    values = {field.name: told[field.name] for field in fields(Cramp) if field.name != "id"}
    session = values["session"]
    cramp = cramp_from({**values, "session": None})
    cramp = replace(cramp, session=None if session is None else places[number(session, whole=True)])
    return Version(cramp, moment(told["told"]), flag(told["withdrawn"]) or False)


_TEXTS: Final = (
    "way",
    "doing",
    "shoes",
    "warmth",
    "fluids",
    "medicines",
    "supplements",
    "helped",
    "cycle",
    "note",
)
FLAGS: Final = ("woke", "sick", "alcohol", "numbness", "weakness", "twitching", "swelling", "colour")
SECONDS: Final = ("lasted", "doing_for", "helped_after")


def cramp_from(told: Json) -> Cramp:
    """An entry of the diary from its fields as JSON has them; those that are missing are not known.

    Raises:
        KeyError, TypeError, ValueError: A field cannot be what it is.
    """
    place = text(told["place"])
    if place not in PLACES:
        raise ValueError(f"{place!r} is none of {', '.join(PLACES)}")
    side = Side(told["side"]) if told.get("side") else None
    if side is Side.EITHER:
        raise ValueError("a cramp has a side, or both")
    pain, done = told.get("pain"), told.get("done") or ()
    more: Json = {name: text(told.get(name) or "") for name in _TEXTS}
    more |= {name: flag(told.get(name)) for name in FLAGS}
    more |= {name: None if (value := told.get(name)) is None else number(value) for name in SECONDS}
    return Cramp(
        began=moment(told["began"]),
        place=place,
        side=side,
        let_go=flag(told.get("let_go")) or False,
        done=tuple(text(each) for each in done),
        pain=None if pain is None else number(pain, most=HIGHEST, whole=True),
        **more,
    )


def event_to(event: CourseEvent) -> Json:
    """A decision about a programme."""
    told = {name: value for name, value in by_name(event).items() if name != "id"}
    return {**told, "day": event.day.isoformat(), "told": event.told.isoformat()}


def event_from(told: Json) -> CourseEvent:
    """The same back."""
    return CourseEvent(
        programme=text(told["programme"]),
        event=Event(told["event"]),
        day=date.fromisoformat(told["day"]),
        told=moment(told["told"]),
        revision=number(told["revision"], whole=True),
        item=text(told["item"]),
        by=text(told["by"]),
        reason=text(told["reason"]),
    )


def offer_to(offer: Offered, places: Mapping[int, int]) -> Json:
    """A reminder and what came of it."""
    told = {name: value for name, value in by_name(offer).items() if name != "id"}
    return {
        **told,
        "offered": offer.offered.isoformat(),
        "settled": offer.settled and offer.settled.isoformat(),
        "session": None if offer.session is None else places.get(offer.session),
    }


def offer_from(told: Json, places: Sequence[int]) -> Offered:
    """The same back."""
    session = told["session"]
    return Offered(
        rule=text(told["rule"]),
        offered=moment(told["offered"]),
        routine=text(told["routine"]),
        cause=text(told["cause"]),
        why=text(told["why"]),
        outcome=Outcome(told["outcome"]),
        settled=moment(told["settled"]) if told["settled"] else None,
        session=None if session is None else places[number(session, whole=True)],
    )
