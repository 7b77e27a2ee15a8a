"""The whole history as one JSON text, and back: nothing is lost on the way, and nothing comes in twice.

`docs/history.md` describes every field. Times of day are ISO 8601 with their offset, lengths are seconds.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from coach import __version__
from coach.errors import CoachError
from coach.history.as_json import plan_from, plan_text
from coach.history.cramp import PLACES, Cramp, Version
from coach.history.offer import Offered, Outcome
from coach.history.session import Feeling, Session, SessionDetail, SessionStatus
from coach.player import change, events, rating
from coach.player.change import Change
from coach.player.rating import Moment, Rating
from coach.player.record import PhaseRecord
from coach.routine.plan import Phase, Side
from coach.routine.programme_course import CourseEvent, Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.history.store import Store
    from coach.routine.plan import Timeline

FORMAT: Final = 1
_HIGHEST: Final = 10
_NOT_WRITTEN: Final = frozenset({"id", "owner", "pain", "pain_before", "let_go"})
"""Fields of a session that mean something here only, or that follow from its phases and ratings."""
_SESSION: Final = tuple(field.name for field in fields(Session) if field.name not in _NOT_WRITTEN)
_PHASE: Final = tuple(field.name for field in fields(PhaseRecord))

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imported:
    """How much came in, and how much was there already."""

    sessions: int = 0
    cramps: int = 0
    decisions: int = 0
    offers: int = 0
    known: int = 0


def exported(store: Store, now: datetime) -> str:
    """Everything in a history as one text, the oldest first."""
    plans = _Plans()
    places: dict[int, int] = {}
    sessions: list[Json] = []
    for detail in store.details():
        places[detail.session.id] = len(sessions)
        moments = store.moments(detail.session.id) if detail.changes else ()
        sessions.append(_session_to(detail, moments, plans))
    whole = {
        "coach-history": FORMAT,
        "coach": __version__,
        "made": now.isoformat(),
        "plans": plans.told,
        "sessions": sessions,
        "diary": [[_version_to(version, places) for version in entry] for entry in store.entries()],
        "programmes": [_event_to(event) for event in store.course_events()],
        "reminders": [_offer_to(offer, places) for offer in store.offers(date.min, date.max)],
    }
    return _readable(whole)


def _readable(whole: Json) -> str:
    """A line for each record: as quick as without any lines, and a text editor can still show it."""
    parts = []
    for name, value in whole.items():
        if isinstance(value, list) and value:
            text = "[\n" + ",\n".join(map(_line, value)) + "\n]"
        elif isinstance(value, dict) and value:
            text = "{\n" + ",\n".join(f"{_line(key)}: {_line(each)}" for key, each in value.items()) + "\n}"
        else:
            text = _line(value)
        parts.append(f"{_line(name)}: {text}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def imported(store: Store, text: str) -> Imported:
    """Add what a text from `exported` holds and the history does not: all of it, or nothing.

    Raises:
        CoachError: The text is none of these, is damaged, or was made by a newer Coach; or the history cannot
            be written.
    """
    with _in_words("The file"):
        whole = json.loads(text)
        if whole["coach-history"] > FORMAT:
            raise CoachError("The file was made by a newer Coach.", "Please update Coach.")
        plans = {digest: plan_from(json.dumps(plan)) for digest, plan in whole["plans"].items()}
        lists = [whole[name] for name in ("sessions", "diary", "programmes", "reminders")]
        if not all(isinstance(each, list) for each in lists):
            raise TypeError("a list is missing")
    sessions, diary, programmes, reminders = lists
    with store.durably():
        places, new = _sessions(store, sessions, plans)
        cramps = _diary(store, diary, places)
        decisions = _events(store, programmes)
        offers = _offers(store, reminders, places)
    known = sum(map(len, lists)) - new - cramps - decisions - offers
    return Imported(new, cramps, decisions, offers, known)


def _sessions(store: Store, told: list[Json], plans: dict[str, Timeline]) -> tuple[list[int], int]:
    """The ids here of the sessions told, in their order, and how many of them are new."""
    known: dict[str, int] = {}
    names = _Plans()
    for detail in store.details():
        moments = store.moments(detail.session.id) if detail.changes else ()
        known.setdefault(_same(_session_to(detail, moments, names)), detail.session.id)
    places: list[int] = []
    new = 0
    for number, each in enumerate(told):
        with _in_words(f"Session {number + 1}"):
            told_detail, told_moments = _session_from(each, plans)
            same = _same(_session_to(told_detail, told_moments, names))
        if same not in known:
            known[same] = store.keep(told_detail, told_moments)
            new += 1
        places.append(known[same])
    return places, new


def _diary(store: Store, told: list[list[Json]], places: list[int]) -> int:
    here = {identity: number for number, identity in enumerate(places)}
    known = {_same([_version_to(each, here) for each in entry]) for entry in store.entries()}
    new = 0
    for number, entry in enumerate(told):
        with _in_words(f"Entry {number + 1} of the diary"):
            versions = [_version_from(each, places) for each in entry]
            same = _same([_version_to(each, here) for each in versions])
            if not versions:
                raise ValueError("it is empty")
        if same not in known:
            known.add(same)
            store.keep_cramp(versions)
            new += 1
    return new


def _events(store: Store, told: list[Json]) -> int:
    known = {_same(_event_to(event)) for event in store.course_events()}
    new = 0
    for number, each in enumerate(told):
        with _in_words(f"Decision {number + 1}"):
            event = _event_from(each)
        if _same(each) not in known:
            store.tell_course(event)
            new += 1
    return new


def _offers(store: Store, told: list[Json], places: list[int]) -> int:
    here = {identity: number for number, identity in enumerate(places)}
    known = {_same(_offer_to(offer, here)) for offer in store.offers(date.min, date.max)}
    new = 0
    for number, each in enumerate(told):
        with _in_words(f"Reminder {number + 1}"):
            offer = _offer_from(each, places)
        if _same(each) not in known:
            store.note_offer(offer)
            new += 1
    return new


def _same(value: object) -> str:
    """Two records are the same if they say the same."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


@contextmanager
def _in_words(what: str) -> Iterator[None]:
    """Whatever is wrong with what was told, in one sentence that says where."""
    try:
        yield
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as error:
        raise CoachError(f"{what} cannot be read ({error!r:.80}).", "Nothing was imported.") from error


class _Plans:
    """The plans of the sessions told so far, each once. Ten years of sessions have a few hundred."""

    def __init__(self) -> None:
        self.told: Json = {}
        self._known: dict[int, tuple[Timeline, str]] = {}

    def name(self, timeline: Timeline) -> str:
        """What a plan is called here: the beginning of its digest."""
        if id(timeline) not in self._known:
            plan = plan_text(timeline)
            digest = sha256(plan.encode()).hexdigest()[:16]
            self.told[digest] = json.loads(plan)
            self._known[id(timeline)] = (timeline, digest)  # kept, so that no other gets its id
        return self._known[id(timeline)][1]


def _session_to(detail: SessionDetail, moments: Iterable[float], plans: _Plans) -> Json:
    session = {name: getattr(detail.session, name) for name in _SESSION}
    return {
        **session,
        "started": detail.session.started.isoformat(),
        "ended": detail.session.ended and detail.session.ended.isoformat(),
        "plan": plans.name(detail.timeline),
        "phases": [{name: getattr(phase, name) for name in _PHASE} for phase in detail.phases],
        "ratings": [asdict(each) for each in detail.ratings],
        "changes": [{**asdict(each), "at": at} for each, at in zip(detail.changes, moments, strict=True)],
    }


def _session_from(told: Json, plans: dict[str, Timeline]) -> tuple[SessionDetail, list[float]]:
    plan = plans[told["plan"]]
    session = Session(
        id=0,
        routine=_text(told["routine"]),
        title=_text(told["title"]),
        revision=_number(told["revision"], whole=True),
        started=_moment(told["started"]),
        speed=_number(told["speed"]),
        version=_text(told["version"]),
        status=SessionStatus(told["status"]),
        ended=_moment(told["ended"]) if told["ended"] else None,
        feeling=Feeling(told["feeling"]) if told["feeling"] else None,
        source=_text(told["source"]),
    )
    phases = tuple(_phase_from(each, plan) for each in told["phases"])
    ratings = tuple(
        Rating(
            rating.Kind(each["kind"]),
            Moment(each["moment"]),
            _number(each["value"], most=_HIGHEST, whole=True),
            _number(each["at"]),
        )
        for each in told["ratings"]
    )
    changes = tuple(_change_from(each) for each in told["changes"])
    moments = [_number(each["at"]) for each in told["changes"]]
    return SessionDetail(session, plan, phases, ratings, changes), moments


def _phase_from(told: Json, plan: Timeline) -> PhaseRecord:
    index = _number(told["index"], most=len(plan.steps) - 1, whole=True)
    return PhaseRecord(
        index=index,
        phase=Phase(told["phase"]),
        exercise=_text(told["exercise"]),
        side=Side(told["side"]) if told["side"] else None,
        rep=_number(told["rep"], whole=True),
        set=_number(told["set"], whole=True),
        round=_number(told["round"], whole=True),
        planned=_number(told["planned"]),
        began=_number(told["began"]),
        ended=None if told["ended"] is None else _number(told["ended"]),
        done=_number(told["done"]),
        outcome=events.Outcome(told["outcome"]) if told["outcome"] else None,
    )


def _change_from(told: Json) -> Change:
    return Change(
        kind=change.Kind(told["kind"]),
        index=_number(told["index"], whole=True),
        item=_number(told["item"], whole=True),
        side=Side(told["side"]) if told["side"] else None,
        title=_text(told["title"]),
        by=_text(told["by"]),
        seconds=_number(told["seconds"], least=None),
        reason=change.Reason(told["reason"]),
    )


def _version_to(version: Version, places: dict[int, int]) -> Json:
    cramp = version.cramp
    told = {name: value for name, value in asdict(cramp).items() if name not in {"id", "session"}}
    return {
        "told": version.told.isoformat(),
        "withdrawn": version.withdrawn,
        **told,
        "began": cramp.began.isoformat(),
        "done": list(cramp.done),
        "session": None if cramp.session is None else places.get(cramp.session),
    }


def _version_from(told: Json, places: list[int]) -> Version:
    values = {field.name: told[field.name] for field in fields(Cramp) if field.name != "id"}
    session = values["session"]
    cramp = cramp_from({**values, "session": None})
    cramp = replace(cramp, session=None if session is None else places[_number(session, whole=True)])
    return Version(cramp, _moment(told["told"]), _flag(told["withdrawn"]) or False)


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
    place = _text(told["place"])
    if place not in PLACES:
        raise ValueError(f"{place!r} is none of {', '.join(PLACES)}")
    side = Side(told["side"]) if told.get("side") else None
    if side is Side.EITHER:
        raise ValueError("a cramp has a side, or both")
    pain, done = told.get("pain"), told.get("done") or ()
    more: Json = {name: _text(told.get(name) or "") for name in _TEXTS}
    more |= {name: _flag(told.get(name)) for name in FLAGS}
    more |= {name: None if (value := told.get(name)) is None else _number(value) for name in SECONDS}
    return Cramp(
        began=_moment(told["began"]),
        place=place,
        side=side,
        let_go=_flag(told.get("let_go")) or False,
        done=tuple(_text(each) for each in done),
        pain=None if pain is None else _number(pain, most=_HIGHEST, whole=True),
        **more,
    )


def _event_to(event: CourseEvent) -> Json:
    told = {name: value for name, value in asdict(event).items() if name != "id"}
    return {**told, "day": event.day.isoformat(), "told": event.told.isoformat()}


def _event_from(told: Json) -> CourseEvent:
    return CourseEvent(
        programme=_text(told["programme"]),
        event=Event(told["event"]),
        day=date.fromisoformat(told["day"]),
        told=_moment(told["told"]),
        revision=_number(told["revision"], whole=True),
        item=_text(told["item"]),
        by=_text(told["by"]),
        reason=_text(told["reason"]),
    )


def _offer_to(offer: Offered, places: dict[int, int]) -> Json:
    told = {name: value for name, value in asdict(offer).items() if name != "id"}
    return {
        **told,
        "offered": offer.offered.isoformat(),
        "settled": offer.settled and offer.settled.isoformat(),
        "session": None if offer.session is None else places.get(offer.session),
    }


def _offer_from(told: Json, places: list[int]) -> Offered:
    session = told["session"]
    return Offered(
        rule=_text(told["rule"]),
        offered=_moment(told["offered"]),
        routine=_text(told["routine"]),
        cause=_text(told["cause"]),
        why=_text(told["why"]),
        outcome=Outcome(told["outcome"]),
        settled=_moment(told["settled"]) if told["settled"] else None,
        session=None if session is None else places[_number(session, whole=True)],
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _flag(value: object) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise TypeError(f"{value!r} is neither true nor false")
    return value


def _number(value: Any, least: float | None = 0, most: float = 1e12, *, whole: bool = False) -> Any:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        raise TypeError(f"{value!r} is no number")
    if (least is not None and value < least) or not -most <= value <= most:
        raise ValueError(f"{value!r} is out of bounds")
    return value


def _moment(value: object) -> datetime:
    at = datetime.fromisoformat(_text(value))
    if at.utcoffset() is None:
        raise ValueError(f"{value!r} has no offset from UTC")
    return at
