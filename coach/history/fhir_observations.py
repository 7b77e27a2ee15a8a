"""Sessions, ratings and cramps for a clinic's records: Observations of FHIR R4."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from coach.history.fhir_values import (
    CODES,
    Json,
    at,
    content,
    identifier,
    own,
    pain,
    score,
    seconds,
    text,
    when,
)
from coach.history.session import SessionStatus
from coach.player.rating import SIGNS, Kind, Moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.history.cramp import Cramp
    from coach.history.fhir_entries import Entries
    from coach.history.session import SessionDetail
    from coach.player.rating import Rating

_CATEGORIES: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
_STATUS: Final = {SessionStatus.OPEN: "preliminary"}
"""The other sessions are over, whether they were finished or stopped: `final`."""


def session_observation(made: Entries, detail: SessionDetail, cramps: Iterable[Json] = ()) -> None:
    """Put in a session with its ratings and exercises; `cramps` are those that it led through."""
    session = detail.session
    period = when(session.started, session.ended)
    felt = {"code": own("feeling", "Felt afterwards"), "valueCodeableConcept": own(session.feeling or "")}
    members = [made.add(_rating(made, detail, each)) for each in detail.ratings]
    members += [made.add(each) for each in _parts(made, detail, period)]
    told = _observation(
        made,
        own("session", "Session of exercises"),
        "activity",
        identifier=identifier("session", session.started, session.routine),
        status=_STATUS.get(session.status, "final"),
        **period,
        valueQuantity=seconds(sum(each.done for each in detail.phases if each.phase.is_work)),
        component=[
            {
                "code": own("routine", "Routine"),
                "valueCodeableConcept": content(session.routine, session.title),
            },
            {"code": own("outcome", "How it ended"), "valueCodeableConcept": own(session.status)},
            *([felt] if session.feeling else []),
        ],
        hasMember=[*members, *cramps],
    )
    made.add(told)


def _observation(made: Entries, code: Json, category: str, **more: object) -> Json:
    """An Observation told by the patient, not put in yet; what is None is left out."""
    told = {
        "resourceType": "Observation",
        "status": "final",
        "category": [{"coding": [{"system": _CATEGORIES, "code": category}]}],
        "code": code,
        "subject": made.patient,
        "performer": [made.patient],
        **more,
    }
    return {name: value for name, value in told.items() if value not in (None, [])}


def _parts(made: Entries, detail: SessionDetail, period: Json) -> Iterable[Json]:
    """The seconds of work of each exercise on each side."""
    titles = {step.exercise: step.title for step in detail.timeline.steps}
    done: dict[tuple[str, str], float] = {}
    for phase in detail.phases:
        if phase.phase.is_work and phase.exercise:
            place = (phase.exercise, phase.side or "")
            done[place] = done.get(place, 0.0) + phase.done
    for (exercise, side), length in done.items():
        yield _observation(
            made,
            content(exercise, titles.get(exercise, "")),
            "activity",
            status=_STATUS.get(detail.session.status, "final"),
            **period,
            valueQuantity=seconds(length),
            bodySite=own(side) if side else None,
        )


def _rating(made: Entries, detail: SessionDetail, told: Rating) -> Json:
    session = detail.session
    then = session.started + timedelta(seconds=told.at)
    if told.moment is Moment.AFTER and session.ended is not None:
        then = max(then, session.ended)
    value = {"valueBoolean": told.value > 0} if told.kind in SIGNS else {"valueQuantity": score(told.value)}
    moment = {"code": own("moment", "Moment of the session"), "valueCodeableConcept": own(told.moment)}
    return _observation(
        made,
        pain() if told.kind is Kind.PAIN else own(told.kind, told.kind.capitalize()),
        "survey",
        effectiveDateTime=at(then),
        **value,
        component=[moment],
    )


_CRAMP_FLAGS: Final = {
    "let_go": "Let go by itself or with what was done",
    "woke": "Woke from sleep",
    "sick": "Vomiting or diarrhoea that day",
    "alcohol": "Alcohol that day",
    "numbness": "Numbness or tingling",
    "weakness": "Weakness",
    "twitching": "Twitching",
    "swelling": "Swelling",
    "colour": "Change of colour",
}
_CRAMP_SECONDS: Final = {"doing_for": "For how long it had been done", "helped_after": "Helped after"}
_CRAMP_TEXTS: Final = {
    "way": "Which way it pulled",
    "doing": "What was being done",
    "shoes": "Shoes",
    "warmth": "Heat or cold",
    "fluids": "What was drunk that day",
    "medicines": "New or changed medicines",
    "supplements": "Supplements",
    "helped": "What helped",
    "cycle": "Day of the cycle, or week of pregnancy",
}


def cramp_observation(made: Entries, cramp: Cramp) -> Json:
    """Put in a cramp; returns a reference to it."""
    components: list[Json] = []
    if cramp.pain is not None:
        components.append({"code": pain(), "valueQuantity": score(cramp.pain)})
    for name, about in _CRAMP_FLAGS.items():
        if (flag := getattr(cramp, name)) is not None and (name != "let_go" or flag or cramp.lasted):
            components.append({"code": own(name, about), "valueBoolean": flag})
    for name, about in _CRAMP_SECONDS.items():
        if (length := getattr(cramp, name)) is not None:
            components.append({"code": own(name, about), "valueQuantity": seconds(length)})
    texts = [(name, about, getattr(cramp, name)) for name, about in _CRAMP_TEXTS.items()]
    for name, about, said in (*texts, *(("done", "What was done", each) for each in cramp.done)):
        if clean := text(said):
            components.append({"code": own(name, about), "valueString": clean})
    coding = [{"system": CODES, "code": each} for each in (cramp.place, cramp.side) if each]
    ended = None if cramp.lasted is None else cramp.began + timedelta(seconds=cramp.lasted)
    note = text(cramp.note)
    return made.add(
        _observation(
            made,
            own("cramp", "Muscle cramp"),
            "survey",
            identifier=identifier("cramp", cramp.began, cramp.place),
            **when(cramp.began, ended),
            valueQuantity=None if cramp.lasted is None else seconds(cramp.lasted),
            bodySite={"coding": coding, "text": ", ".join(each["code"] for each in coding)},
            component=components,
            note=[{"text": note}] if note else None,
        )
    )
