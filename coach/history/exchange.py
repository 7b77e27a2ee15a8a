"""The whole history as one JSON text, and back: nothing is lost on the way, and nothing comes in twice.

`docs/history.md` describes every field. Times of day are ISO 8601 with their offset, lengths are seconds.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, TypeVar

from coach import __version__
from coach.errors import CoachError
from coach.history.as_json import plan_from
from coach.history.entry_json import (
    event_from,
    event_to,
    offer_from,
    offer_to,
    versions_from,
    versions_to,
)
from coach.history.session_json import Plans, session_from, session_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from coach.history.json_values import Json
    from coach.history.store import Store
    from coach.routine.plan import Timeline

T = TypeVar("T")

FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Imported:
    """How much came in, and how much was there already."""

    sessions: int = 0
    cramps: int = 0
    decisions: int = 0
    offers: int = 0
    known: int = 0


def exported(store: Store, now: datetime) -> Iterator[str]:
    """Everything in a history as one text, piece by piece, the oldest first.

    Each record has a line of its own, so that a text editor can show it. Ten years are never in memory whole.
    """
    plans, places = Plans(), dict[int, int]()
    head = {"coach-history": FORMAT, "coach": __version__, "made": now.isoformat()}
    yield "{\n" + "".join(f"{_line(name)}: {_line(value)},\n" for name, value in head.items())
    yield from _listed("sessions", _sessions_to(store, plans, places))
    told = ",\n".join(f"{_line(name)}: {plan}" for name, plan in plans.told.items())
    yield f',\n"plans": {{\n{told}\n}},\n'
    yield from _listed("diary", (versions_to(entry, places) for entry in store.entries()))
    yield ",\n"
    yield from _listed("programmes", map(event_to, store.course_events()))
    yield ",\n"
    yield from _listed("reminders", (offer_to(each, places) for each in store.offers(date.min, date.max)))
    yield "\n}\n"


def _sessions_to(store: Store, plans: Plans, places: dict[int, int]) -> Iterator[Json]:
    for detail, moments in store.details_timed():
        places[detail.session.id] = len(places)
        yield session_to(detail, moments, plans)


def _listed(name: str, records: Iterable[object]) -> Iterator[str]:
    between = f"{_line(name)}: [\n"
    for each in records:
        yield between + _line(each)
        between = ",\n"
    yield "\n]" if between == ",\n" else between + "]"


_line: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


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
        here = {identity: number for number, identity in enumerate(places)}
        cramps = _added(
            "Entry {} of the diary",
            diary,
            (store.entries(), lambda entry: versions_to(entry, here)),
            (lambda told: versions_from(told, places), store.keep_cramp),
        )
        decisions = _added(
            "Decision {}", programmes, (store.course_events(), event_to), (event_from, store.tell_course)
        )
        offers = _added(
            "Reminder {}",
            reminders,
            (store.offers(date.min, date.max), lambda offer: offer_to(offer, here)),
            (lambda told: offer_from(told, places), store.note_offer),
        )
    known = sum(map(len, lists)) - new - cramps - decisions - offers
    return Imported(new, cramps, decisions, offers, known)


def _sessions(store: Store, told: list[Json], plans: dict[str, Timeline]) -> tuple[list[int], int]:
    """The ids here of the sessions told, in their order, and how many of them are new."""
    names, ids = Plans(), dict[int, int]()
    here = [_mark(each) for each in _sessions_to(store, names, ids)]
    known: dict[bytes, int] = {}
    for mark, identity in zip(here, ids, strict=True):
        known.setdefault(mark, identity)
    places: list[int] = []
    new = 0
    for number, each in enumerate(told):
        with _in_words(f"Session {number + 1}"):
            detail, moments = session_from(each, plans)
            mark = _mark(session_to(detail, moments, names))
        if mark not in known:
            known[mark] = store.keep(detail, moments)
            new += 1
        places.append(known[mark])
    return places, new


def _added(
    what: str,
    told: list[Any],
    here: tuple[Iterable[T], Callable[[T], object]],
    come: tuple[Callable[[Any], T], Callable[[T], object]],
) -> int:
    """Write down those that are told and not `here` yet; returns how many they were.

    `here` has the records and how one is told, `come` how one is read and written down.
    """
    records, tell = here
    read, write = come
    known = {_mark(tell(each)) for each in records}
    before = len(known)
    for number, each in enumerate(told):
        with _in_words(what.format(number + 1)):
            record = read(each)
            mark = _mark(tell(record))
        if mark not in known:
            known.add(mark)
            write(record)
    return len(known) - before


def _mark(told: object) -> bytes:
    """Two records are the same if they say the same."""
    return sha256(_line(told).encode()).digest()


@contextmanager
def _in_words(what: str) -> Iterator[None]:
    """Whatever is wrong with what was told, in one sentence that says where."""
    try:
        yield
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError) as error:
        raise CoachError(f"{what} cannot be read ({error!r:.80}).", "Nothing was imported.") from error
