"""The history and the programmes for a clinic's records: a Bundle of HL7 FHIR R4, as plain dicts.

https://hl7.org/fhir/R4/. Sessions, ratings and cramps become Observations, programmes become CarePlans with a
ServiceRequest for each item. Everything is about one Patient without a name or a number; who approved what,
and why, stays here. `docs/history.md` lists the codes.
"""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid5

from coach.history.session import SessionStatus
from coach.player.rating import SIGNS, Kind, Moment
from coach.routine.programme import WEEK, Item, Regimen, Rhythm
from coach.routine.programme_course import DAY, Course
from coach.routine.programme_printing import how_often

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coach.history.cramp import Cramp
    from coach.history.session import SessionDetail
    from coach.player.rating import Rating

CODES: Final = "urn:uuid:9fca0cf1-0dd1-422f-9b2e-ecf4c1326020"
"""The system of Coach's own codes."""
CONTENT: Final = "urn:uuid:0981513c-3a3d-4390-a2ca-659f2a9c2e02"
"""The system of the ids of routines, exercises and programmes."""
LOINC: Final = "http://loinc.org"
PAIN: Final = ("72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
"""https://loinc.org/72514-3. The other ratings have no code of LOINC that says quite the same."""
UCUM: Final = "http://unitsofmeasure.org"
_CATEGORIES: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_STATUS: Final = {SessionStatus.OPEN: "preliminary"}
"""The other sessions are over, whether they were finished or stopped: `final`."""
_FARTHEST: Final = timedelta(hours=14)
"""The farthest a zone can be from UTC in FHIR."""

Json = dict[str, Any]


def bundle(
    details: Iterable[SessionDetail],
    cramps: Iterable[Cramp],
    courses: Iterable[tuple[Regimen, Course]],
    now: datetime,
    identity: UUID,
) -> Json:
    """A Bundle of type `collection`, whose ids follow from its own, `identity`.

    Rehearsals at another speed, and programmes that were never begun, are left out.
    """
    made = _Bundle(now, identity)
    members = {detail.session.id: _session(made, detail) for detail in details if detail.session.speed == 1}
    for cramp in cramps:
        reference = _cramp(made, cramp)
        if cramp.session in members:
            members[cramp.session].setdefault("hasMember", []).append(reference)
    for regimen, course in courses:
        if course.begun is not None:
            _care_plan(made, regimen, course, now.date())
    return {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": identity.urn},
        "type": "collection",
        "timestamp": _at(now),
        "entry": made.entries,
    }


def told(made: Json) -> str:
    """A bundle as JSON, a line for each entry: indenting it takes several times as long."""
    rows = [json.dumps(entry, ensure_ascii=False, allow_nan=False) for entry in made["entry"]]
    head = json.dumps({**made, "entry": []}, ensure_ascii=False).removesuffix("]}")
    return head + "\n" + ",\n".join(rows) + "\n]}\n"


class _Bundle:
    """The entries so far. They refer to each other by `urn:uuid`, which is all they are known by."""

    def __init__(self, now: datetime, identity: UUID) -> None:
        self.entries: list[Json] = []
        self._identity = identity
        self.now = now
        self.patient = self.add({"resourceType": "Patient"})

    def add(self, resource: Json) -> Json:
        """Put a resource in; returns a reference to it."""
        urn = uuid5(self._identity, str(len(self.entries))).urn
        self.entries.append({"fullUrl": urn, "resource": resource})
        return {"reference": urn}

    def observation(self, code: Json, category: str, **more: object) -> Json:
        """An Observation told by the patient, not put in yet; what is None is left out."""
        told = {
            "resourceType": "Observation",
            "status": "final",
            "category": [{"coding": [{"system": _CATEGORIES, "code": category}]}],
            "code": code,
            "subject": self.patient,
            "performer": [self.patient],
            **more,
        }
        return {name: value for name, value in told.items() if value not in (None, [])}


def _session(made: _Bundle, detail: SessionDetail) -> Json:
    session = detail.session
    when = _when(session.started, session.ended)
    ratings = [made.add(_rating(made, detail, each)) for each in detail.ratings]
    parts = [made.add(each) for each in _parts(made, detail, when)]
    told = made.observation(
        _own("session", "Session of exercises"),
        "activity",
        identifier=_identifier("session", session.started, session.routine),
        status=_STATUS.get(session.status, "final"),
        **when,
        valueQuantity=_seconds(sum(each.done for each in detail.phases if each.phase.is_work)),
        component=[
            {
                "code": _own("routine", "Routine"),
                "valueCodeableConcept": _content(session.routine, session.title),
            },
            {"code": _own("outcome", "How it ended"), "valueCodeableConcept": _own(session.status)},
            *(
                [{"code": _own("feeling", "Felt afterwards"), "valueCodeableConcept": _own(session.feeling)}]
                if session.feeling
                else []
            ),
        ],
        hasMember=[*ratings, *parts],
    )
    made.add(told)
    return told


def _parts(made: _Bundle, detail: SessionDetail, when: Json) -> Iterable[Json]:
    """The seconds of work of each exercise on each side."""
    titles = {step.exercise: step.title for step in detail.timeline.steps}
    done: dict[tuple[str, str], float] = {}
    for phase in detail.phases:
        if phase.phase.is_work and phase.exercise:
            place = (phase.exercise, phase.side or "")
            done[place] = done.get(place, 0.0) + phase.done
    for (exercise, side), seconds in done.items():
        yield made.observation(
            _content(exercise, titles.get(exercise, "")),
            "activity",
            status=_STATUS.get(detail.session.status, "final"),
            **when,
            valueQuantity=_seconds(seconds),
            bodySite=_own(side) if side else None,
        )


def _rating(made: _Bundle, detail: SessionDetail, told: Rating) -> Json:
    session = detail.session
    at = session.started + timedelta(seconds=told.at)
    if told.moment is Moment.AFTER and session.ended is not None:
        at = max(at, session.ended)
    value = {"valueBoolean": told.value > 0} if told.kind in SIGNS else {"valueQuantity": _score(told.value)}
    moment = {"code": _own("moment", "Moment of the session"), "valueCodeableConcept": _own(told.moment)}
    return made.observation(
        _pain() if told.kind is Kind.PAIN else _own(told.kind, told.kind.capitalize()),
        "survey",
        effectiveDateTime=_at(at),
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


def _cramp(made: _Bundle, cramp: Cramp) -> Json:
    components: list[Json] = []
    if cramp.pain is not None:
        components.append({"code": _pain(), "valueQuantity": _score(cramp.pain)})
    for name, about in _CRAMP_FLAGS.items():
        if (flag := getattr(cramp, name)) is not None and (name != "let_go" or flag or cramp.lasted):
            components.append({"code": _own(name, about), "valueBoolean": flag})
    for name, about in _CRAMP_SECONDS.items():
        if (length := getattr(cramp, name)) is not None:
            components.append({"code": _own(name, about), "valueQuantity": _seconds(length)})
    texts = [(name, about, getattr(cramp, name)) for name, about in _CRAMP_TEXTS.items()]
    for name, about, text in (*texts, *(("done", "What was done", each) for each in cramp.done)):
        if clean := _text(text):
            components.append({"code": _own(name, about), "valueString": clean})
    coding = [{"system": CODES, "code": each} for each in (cramp.place, cramp.side) if each]
    ended = None if cramp.lasted is None else cramp.began + timedelta(seconds=cramp.lasted)
    note = _text(cramp.note)
    return made.add(
        made.observation(
            _own("cramp", "Muscle cramp"),
            "survey",
            identifier=_identifier("cramp", cramp.began, cramp.place),
            **_when(cramp.began, ended),
            valueQuantity=None if cramp.lasted is None else _seconds(cramp.lasted),
            bodySite={"coding": coding, "text": ", ".join(each["code"] for each in coding)},
            component=components,
            note=[{"text": note}] if note else None,
        )
    )


def _care_plan(made: _Bundle, regimen: Regimen, course: Course, today: date) -> None:
    bounds = _bounds(course.begun, _last_day(regimen, course))
    status = _status(regimen, course, today)
    items = [made.add(_request(made, item, course, status, bounds, today)) for item in regimen.items]
    made.add(
        {
            "resourceType": "CarePlan",
            "identifier": [{"system": CONTENT, "value": f"{regimen.id}/{regimen.revision}"}],
            "status": status,
            "intent": "plan",
            "title": _text(regimen.title) or regimen.id,
            "subject": made.patient,
            "period": bounds,
            "created": _at(made.now),
            "activity": [{"reference": each} for each in items],
        }
    )


def _status(regimen: Regimen, course: Course, today: date) -> str:
    if course.left is not None and course.left <= today:
        return "revoked"
    if regimen.length and course.number(today) > regimen.length:
        return "completed"
    return "on-hold" if course.is_paused(today) or regimen.barred else "active"


def _last_day(regimen: Regimen, course: Course) -> date | None:
    """The last day of a course as far as it is known; None if it has no end, or a pause has none."""
    if course.begun is None:
        return None
    if course.left is not None:
        return max(course.begun, course.left - DAY)
    if not regimen.length or any(pause.last is None for pause in course.pauses):
        return None
    last = course.begun + (regimen.length - 1) * DAY
    while (missing := regimen.length - course.number(last)) > 0:
        last += missing * DAY
    return last


def _request(made: _Bundle, item: Item, course: Course, status: str, bounds: Json, today: date) -> Json:
    since, over = course.since(item), course.moved.get(item.id)
    if since is None:
        status, bounds = "draft", {}
    elif over is not None:
        status = "completed" if over <= today and status != "revoked" else status
        bounds = _bounds(since, max(since, over - DAY))
    elif item.follows:
        bounds = _bounds(since, max(since, date.fromisoformat(bounds["end"])) if "end" in bounds else None)
    if item.barred and status == "active":
        status = "on-hold"
    instruction = ". ".join(filter(None, (how_often(item), _text(item.note))))
    request: Json = {
        "resourceType": "ServiceRequest",
        "status": status,
        "intent": "plan",
        "code": _content(item.id, item.title),
        "subject": made.patient,
        "patientInstruction": instruction,
    }
    sides = [_own(side) for side in item.sides if side]
    if sides:
        request["bodySite"] = sides
    if item.rhythm is Rhythm.AS_NEEDED:
        return {**request, "asNeededBoolean": True}
    return {**request, "occurrenceTiming": timing(item, bounds)}


def timing(item: Item, bounds: Mapping[str, str]) -> Json:
    """How often an item is to be done, as FHIR's Timing.

    A window of the day, the distance between doses, and days a week with several doses a day are more than it
    can hold: `code.text` has them all in words.
    """
    low, high = item.per_day
    repeat: Json = {"boundsPeriod": dict(bounds)} if bounds else {}
    if item.seconds > 0:
        repeat |= {"duration": round(item.seconds, 3), "durationUnit": "s"}
    period: Json = {"period": 1, "periodUnit": "d"}
    if item.rhythm is Rhythm.EVERY_OTHER_DAY:
        period["period"] = 2
    elif item.rhythm is Rhythm.PER_WEEK:
        low, high = low * item.per_week[0], high * item.per_week[1]
        period["periodUnit"] = "wk"
    repeat["frequency"] = low
    if high > low:
        repeat["frequencyMax"] = high
    repeat |= period
    if len(item.days) < WEEK:
        repeat["dayOfWeek"] = [_WEEKDAYS[day] for day in item.days]
    if item.at:
        repeat["timeOfDay"] = [f"{at:%H:%M:%S}" for at in item.at]
    return {"repeat": repeat, "code": {"text": how_often(item)}}


def _bounds(first: date | None, last: date | None) -> Json:
    days = {"start": first, "end": last}
    return {name: day.isoformat() for name, day in days.items() if day is not None}


def _identifier(what: str, began: datetime, which: str) -> list[Json]:
    """The same in every export, so that whoever gets two of them can tell what is in both."""
    return [{"system": CODES, "value": f"{what}/{_at(began)}/{_code(which)}"}]


def _when(began: datetime, ended: datetime | None) -> Json:
    """A period; only its beginning, if the end is unknown or a clock that was set back has it before that."""
    if ended is None or ended < began:
        return {"effectiveDateTime": _at(began)}
    return {"effectivePeriod": {"start": _at(began), "end": _at(ended)}}


def _at(moment: datetime) -> str:
    """A moment with its offset from UTC: the person's own day and time of day.

    FHIR's offsets have no seconds: those from before there were zones are rounded, and the clock stays.
    """
    offset = moment.utcoffset() or timedelta()
    minutes = timedelta(minutes=round(offset / timedelta(minutes=1)))
    kept = timezone(max(-_FARTHEST, min(_FARTHEST, minutes)))
    return moment.replace(tzinfo=kept).isoformat(timespec="microseconds" if moment.microsecond else "seconds")


def _own(code: str, text: str = "") -> Json:
    return {"coding": [{"system": CODES, "code": code}], "text": text or code}


def _content(identity: str, title: str) -> Json:
    code = _code(identity)
    coding = {"coding": [{"system": CONTENT, "code": code}]} if code else {}
    return {**coding, "text": _text(title) or code or "?"}


def _pain() -> Json:
    code, display = PAIN
    return {"coding": [{"system": LOINC, "code": code, "display": display}], "text": "Pain, 0 to 10"}


def _score(value: int) -> Json:
    return {"value": value, "unit": "{score}", "system": UCUM, "code": "{score}"}


def _seconds(value: float) -> Json:
    return {"value": round(value, 3), "unit": "s", "system": UCUM, "code": "s"}


def _code(text: str) -> str:
    """FHIR's codes have single spaces only."""
    return " ".join(_text(text).split())


def _text(text: str) -> str:
    """What FHIR takes as a text: no control characters, and not blank."""
    if text.isprintable():
        return text.strip()
    return "".join(each if each.isprintable() or each in "\n\t" else " " for each in text).strip()
