from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from coach import paths
from coach.history import fhir, ical
from coach.history.cramp import Cramp
from coach.history.fhir_values import CODES, CONTENT
from coach.player.rating import Kind, Moment, Rating
from coach.routine.folders import Folder
from coach.routine.index import build
from coach.routine.library import Library
from coach.routine.programme import Item, Rhythm
from coach.routine.programme_course import Event, course
from tests.history import records
from tests.history.playing import START
from tests.routine.regimens import at, day, event, item, regimen

if TYPE_CHECKING:
    from coach.history.session import SessionDetail
    from coach.routine.programme import Regimen
    from coach.routine.programme_course import Course

IDENTITY = UUID("00000000-0000-4000-8000-000000000000")
Json = dict[str, Any]


def _made(detail: SessionDetail, identity: UUID = IDENTITY) -> Json:
    return json.loads("".join(fhir.bundle([detail], (), (), START, identity)))  # type: ignore[no-any-return]


def _bundle(
    *details: SessionDetail,
    cramps: tuple[Cramp, ...] = (),
    courses: tuple[tuple[Regimen, Course], ...] = (),
    now: datetime = START,
) -> list[Json]:
    """The resources of a bundle that the models of FHIR take, and whose references lead somewhere."""
    text = "".join(fhir.bundle(details, cramps, courses, now, IDENTITY))
    made = json.loads(text)
    assert text.count("\n") == len(made["entry"]) + 2
    _keeps_to_its_words(Bundle.model_validate_json(text))
    names = [entry["fullUrl"] for entry in made["entry"]]
    assert len(set(names)) == len(names)
    assert set(re.findall(r'"reference": "([^"]*)"', text)) <= set(names)
    return [entry["resource"] for entry in made["entry"]]


def _keeps_to_its_words(value: Any) -> None:
    """Every status, intent and unit is one of those FHIR knows: the models list them and do not look."""
    if isinstance(value, list):
        for each in value:
            _keeps_to_its_words(each)
    for name, field in getattr(type(value), "model_fields", {}).items():
        told = getattr(value, name)
        known = (field.json_schema_extra or {}).get("enum_values")
        words = told if isinstance(told, list) else [] if told is None else [told]
        assert not known or {str(each) for each in words} <= set(known), f"{name} is {told}"
        _keeps_to_its_words(told)


def test_the_check_of_a_bundle_notices_a_wrong_word() -> None:
    """So that the tests here can fail."""
    made = _made(records.done())
    made["entry"][1]["resource"]["status"] = "fine"
    with pytest.raises(AssertionError, match="status is fine"):
        _keeps_to_its_words(Bundle.model_validate_json(json.dumps(made)))


def _coded(resources: list[Json], code: str) -> list[Json]:
    return [each for each in resources if each.get("code", {}).get("coding", [{}])[0].get("code") == code]


def _components(resource: Json) -> dict[str, Any]:
    return {
        each["code"]["coding"][0]["code"]: next(value for key, value in each.items() if key != "code")
        for each in resource["component"]
    }


def test_a_session_is_an_observation_with_its_exercises_by_side() -> None:
    """Its period, its seconds of work, and a member for each exercise and side with the seconds of that."""
    resources = _bundle(records.done())
    [session] = _coded(resources, "session")
    assert session["effectivePeriod"] == {
        "start": "2026-11-23T09:00:00+01:00",
        "end": "2026-11-23T09:02:13+01:00",
    }
    assert session["valueQuantity"] == {
        "value": 100.0,
        "unit": "s",
        "system": "http://unitsofmeasure.org",
        "code": "s",
    }
    assert _components(session)["routine"] == {
        "coding": [{"system": CONTENT, "code": "test"}],
        "text": "A test",
    }
    parts = [each for each in resources if "bodySite" in each]
    assert len(parts) == len(session["hasMember"])
    assert {each["bodySite"]["text"] for each in parts} == {"left", "right", "both"}
    assert sum(each["valueQuantity"]["value"] for each in parts) == 100.0


def test_pain_has_the_code_that_every_clinic_knows() -> None:
    """LOINC 72514-3 with a score; numbness is yes or no; each with its moment, after at the session's end."""
    told = (
        Rating(Kind.PAIN, Moment.BEFORE, 4),
        Rating(Kind.PAIN, Moment.AFTER, 2),
        Rating(Kind.EFFORT, Moment.AFTER, 5),
        Rating(Kind.NUMBNESS, Moment.DURING, 0, 30.0),
    )
    resources = _bundle(replace(records.done(), ratings=told))
    before, after = _coded(resources, "72514-3")
    assert before["code"]["coding"][0]["system"] == "http://loinc.org"
    assert (before["valueQuantity"]["value"], after["valueQuantity"]["value"]) == (4, 2)
    assert before["effectiveDateTime"] == "2026-11-23T09:00:00+01:00"
    assert after["effectiveDateTime"] == "2026-11-23T09:02:13+01:00"
    assert _components(after)["moment"]["text"] == "after"
    [numb] = _coded(resources, "numbness")
    assert (numb["valueBoolean"], numb["effectiveDateTime"]) == (False, "2026-11-23T09:00:30+01:00")
    [effort] = _coded(resources, "effort")
    assert effort["code"]["coding"][0]["system"] == CODES


def test_a_cramp_is_an_observation_with_everything_told() -> None:
    """What is not known is left out; a session that led through it has it as a member."""
    known = replace(records.FULL_CRAMP, session=7)
    detail = records.done(id=7)
    resources = _bundle(detail, cramps=(known, Cramp(START, "toes")))
    full, bare = _coded(resources, "cramp")
    assert full["bodySite"]["text"] == "calf, left"
    told = _components(full)
    assert (told["72514-3"]["value"], told["woke"], told["sick"]) == (7, True, False)
    assert (told["fluids"], told["helped_after"]["value"]) == ("three glasses", 60.0)
    assert "weakness" not in told
    assert full["note"] == [{"text": records.FULL_CRAMP.note}]
    assert "component" not in bare
    assert len(_coded(resources, "session")[0]["hasMember"]) == 5


def test_rehearsals_are_no_sessions() -> None:
    """What was played at another speed is nobody's exercise."""
    assert _coded(_bundle(records.done(speed=2.0)), "session") == []


def _plan(*items: Item, told: tuple[Any, ...] = (), number: int = 1, **fields: Any) -> list[Json]:
    plan = regimen(*items, **fields)
    return _bundle(courses=((plan, course(plan, told)),), now=at(number))


def _timing(which: Item) -> Json:
    repeat: Json = _plan(which)[1]["occurrenceTiming"]["repeat"]
    return {name: value for name, value in repeat.items() if name not in {"boundsPeriod", "duration"}}


@pytest.mark.parametrize(
    ("which", "told"),
    [
        (item(), {"frequency": 1, "period": 1, "periodUnit": "d"}),
        (item(per_day=(2, 3)), {"frequency": 2, "frequencyMax": 3, "period": 1, "periodUnit": "d"}),
        (item(rhythm=Rhythm.EVERY_OTHER_DAY), {"frequency": 1, "period": 2, "periodUnit": "d"}),
        (
            item(rhythm=Rhythm.PER_WEEK, per_week=(5, 7)),
            {"frequency": 5, "frequencyMax": 7, "period": 1, "periodUnit": "wk"},
        ),
        (item(days=(0, 2)), {"frequency": 1, "period": 1, "periodUnit": "d", "dayOfWeek": ["mon", "wed"]}),
        (
            item(per_day=(2, 2), at=(time(9), time(15, 30))),
            {"frequency": 2, "period": 1, "periodUnit": "d", "timeOfDay": ["09:00:00", "15:30:00"]},
        ),
    ],
)
def test_rhythms_are_timings(which: Item, told: Json) -> None:
    """How often in how long, which days, which times."""
    assert _timing(which) == {"durationUnit": "s", **told}


def test_a_programme_is_a_plan_of_care_with_a_request_for_each_item() -> None:
    """With its days, pauses added; what cannot be said in codes is said in words."""
    thrice = item(per_day=(3, 3), apart=7200.0, start=time(8), end=time(21), note="Slowly.")
    told = (event(Event.PAUSED, 3), event(Event.RESUMED, 5))
    request, plan = _plan(thrice, told=told, length=28)[1:]
    assert (
        request["patientInstruction"] == "3 times a day, at least 2 h apart, 08:00-21:00, every day. Slowly."
    )
    assert [each["text"] for each in request["bodySite"]] == ["left", "right"]
    assert (plan["status"], plan["period"]) == ("active", {"start": "2026-11-23", "end": "2026-12-22"})
    assert request["occurrenceTiming"]["repeat"]["boundsPeriod"] == plan["period"]
    assert len(plan["activity"]) == 1


def test_where_a_programme_stands_is_its_status() -> None:
    """Active, paused, left, or over; an item whose turn has not come is a draft, one that is over is done."""

    def statuses(*told: Any, number: int = 4) -> list[str]:
        resources = _plan(item("a"), item("b", follows="a"), told=told, number=number, length=7)
        return [each["status"] for each in resources[1:]]

    assert statuses() == ["active", "draft", "active"]
    assert statuses(event(Event.PAUSED, 2)) == ["on-hold", "draft", "on-hold"]
    assert statuses(event(Event.LEFT, 3)) == ["revoked", "draft", "revoked"]
    assert statuses(number=8) == ["completed", "draft", "completed"]
    assert statuses(event(Event.MOVED_ON, 3, item="a")) == ["completed", "active", "active"]


def test_what_is_done_as_needed_has_no_timing() -> None:
    """It says that it is as needed."""
    request = _plan(item(rhythm=Rhythm.AS_NEEDED))[1]
    assert request["asNeededBoolean"] is True
    assert "occurrenceTiming" not in request


def test_nobody_is_named() -> None:
    """The patient has no name or number, and who approved a step, and why, is not told."""
    told = (event(Event.MOVED_ON, 2, item="a", by="Dr. Alex Example", reason="better"),)
    resources = _plan(item("a"), item("b", follows="a"), told=told)
    assert resources[0] == {"resourceType": "Patient"}
    assert "Alex" not in json.dumps(resources)


def test_a_programme_never_begun_is_left_out() -> None:
    """It is no plan for this person yet."""
    assert len(_plan(starts=None)) == 1


def test_an_export_can_be_repeated() -> None:
    """The same history and identity make the same bundle; another identity keeps the identifiers."""
    one, two = (_made(records.done(), identity) for identity in (IDENTITY, UUID(int=1)))
    assert one == _made(records.done(), IDENTITY)
    assert one["entry"][-1]["fullUrl"] != two["entry"][-1]["fullUrl"]
    assert one["entry"][-1]["resource"]["identifier"] == two["entry"][-1]["resource"]["identifier"]


@settings(max_examples=40, deadline=None)
@given(st.lists(records.details(), max_size=2), st.lists(records.cramps, max_size=2))
def test_any_history_makes_a_valid_bundle(details: list[SessionDetail], cramps: list[Cramp]) -> None:
    """Whatever words, times and numbers are in it."""
    resources = _bundle(*details, cramps=tuple(cramps))
    assert len(_coded(resources, "cramp")) >= len(cramps)


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1)),  # noqa: DTZ001 - the zone is drawn beside it
    st.sampled_from(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Kiritimati"]),
    st.booleans(),
)
def test_a_session_stays_on_the_persons_day(wall: datetime, zone: str, late: bool) -> None:
    """Its date and time of day are those of the person's own clock, on both sides of a change of it."""
    began = wall.replace(tzinfo=ZoneInfo(zone), fold=int(late))
    made = _made(records.done(began=began, ended=None))
    told = made["entry"][-1]["resource"]["effectiveDateTime"]
    assert datetime.fromisoformat(told).replace(tzinfo=None) == wall
    assert datetime.fromisoformat(told).utcoffset() == began.utcoffset()


def test_a_course_that_ends_early_ends_on_its_last_day() -> None:
    """The day before it was left; nothing is said of the end while a pause lasts."""
    assert _plan(told=(event(Event.LEFT, 5),), length=28)[-1]["period"]["end"] == str(day(4))
    assert "end" not in _plan(told=(event(Event.PAUSED, 5),), length=28)[-1]["period"]


def test_the_programmes_that_come_with_coach_can_be_taken_along() -> None:
    """Each is a valid plan of care, and a calendar with a dose in its first week."""
    library = Library.read([Folder(paths.bundled_routines(), "bundled")])
    taken = [replace(each, starts=START.date()) for each in build(library).regimens]
    assert len(taken) >= 4
    resources = _bundle(courses=tuple((each, course(each, ())) for each in taken))
    assert [each["resourceType"] for each in resources].count("CarePlan") == len(taken)
    for each in taken:
        week = ical.planned(each, course(each, ()), START.date(), START.date() + timedelta(days=6))
        assert Calendar.from_ical(ical.calendar(week, START)).walk("VEVENT")
