"""Sessions as the JSON of a whole history has them, and back; `docs/history.md` describes every field."""

from __future__ import annotations

from dataclasses import fields
from hashlib import sha256
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from coach.history.as_json import by_name, plan_text
from coach.history.json_values import HIGHEST, Json, moment, number, text
from coach.history.session import Feeling, Session, SessionDetail, SessionStatus
from coach.player import change, events, rating
from coach.player.change import Change
from coach.player.rating import Moment, Rating
from coach.player.record import PhaseRecord
from coach.routine.plan import Phase, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.routine.plan import Timeline

_NOT_WRITTEN: Final = frozenset({"id", "owner", "pain", "pain_before", "let_go"})
"""Fields of a session that mean something here only, or that follow from its phases and ratings."""
_SESSION: Final = tuple(field.name for field in fields(Session) if field.name not in _NOT_WRITTEN)
_PHASE: Final = tuple(field.name for field in fields(PhaseRecord))
_of_phase: Final = attrgetter(*_PHASE)


class Plans:
    """The plans of the sessions told so far, each once. Ten years of sessions have a few hundred."""

    def __init__(self) -> None:
        self.told: dict[str, str] = {}
        """Each plan as JSON, by its name."""
        self._known: dict[int, tuple[Timeline, str]] = {}

    def name(self, timeline: Timeline) -> str:
        """What a plan is called here: the beginning of its digest."""
        if id(timeline) not in self._known:
            plan = plan_text(timeline)
            digest = sha256(plan.encode()).hexdigest()[:16]
            self.told[digest] = plan
            self._known[id(timeline)] = (timeline, digest)  # kept, so that no other gets its id
        return self._known[id(timeline)][1]


def session_to(detail: SessionDetail, moments: Iterable[float], plans: Plans) -> Json:
    """A session, and when its changes were made."""
    session = {name: getattr(detail.session, name) for name in _SESSION}
    return {
        **session,
        "started": detail.session.started.isoformat(),
        "ended": detail.session.ended and detail.session.ended.isoformat(),
        "plan": plans.name(detail.timeline),
        "phases": [dict(zip(_PHASE, _of_phase(phase), strict=True)) for phase in detail.phases],
        "ratings": [by_name(each) for each in detail.ratings],
        "changes": [{**by_name(each), "at": at} for each, at in zip(detail.changes, moments, strict=True)],
    }


def session_from(told: Json, plans: dict[str, Timeline]) -> tuple[SessionDetail, list[float]]:
    """The same back. Raises `KeyError`, `TypeError` or `ValueError` where it is none."""
    plan = plans[told["plan"]]
    session = Session(
        id=0,
        routine=text(told["routine"]),
        title=text(told["title"]),
        revision=number(told["revision"], whole=True),
        started=moment(told["started"]),
        speed=number(told["speed"]),
        version=text(told["version"]),
        status=SessionStatus(told["status"]),
        ended=moment(told["ended"]) if told["ended"] else None,
        feeling=Feeling(told["feeling"]) if told["feeling"] else None,
        source=text(told["source"]),
    )
    phases = tuple(_phase_from(each, plan) for each in told["phases"])
    ratings = tuple(
        Rating(
            rating.Kind(each["kind"]),
            Moment(each["moment"]),
            number(each["value"], most=HIGHEST, whole=True),
            number(each["at"]),
        )
        for each in told["ratings"]
    )
    changes = tuple(_change_from(each) for each in told["changes"])
    moments = [number(each["at"]) for each in told["changes"]]
    return SessionDetail(session, plan, phases, ratings, changes), moments


def _phase_from(told: Json, plan: Timeline) -> PhaseRecord:
    index = number(told["index"], most=len(plan.steps) - 1, whole=True)
    return PhaseRecord(
        index=index,
        phase=Phase(told["phase"]),
        exercise=text(told["exercise"]),
        side=Side(told["side"]) if told["side"] else None,
        rep=number(told["rep"], whole=True),
        set=number(told["set"], whole=True),
        round=number(told["round"], whole=True),
        planned=number(told["planned"]),
        began=number(told["began"]),
        ended=None if told["ended"] is None else number(told["ended"]),
        done=number(told["done"]),
        outcome=events.Outcome(told["outcome"]) if told["outcome"] else None,
    )


def _change_from(told: Json) -> Change:
    return Change(
        kind=change.Kind(told["kind"]),
        index=number(told["index"], whole=True),
        item=number(told["item"], whole=True),
        side=Side(told["side"]) if told["side"] else None,
        title=text(told["title"]),
        by=text(told["by"]),
        seconds=number(told["seconds"], least=None),
        reason=change.Reason(told["reason"]),
    )
