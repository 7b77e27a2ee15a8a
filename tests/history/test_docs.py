from __future__ import annotations

import json
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]  # it has no types of its own
import pytest

from coach.history import as_csv
from coach.history.cramp import PLACES, Cramp
from coach.history.exchange import exported
from coach.history.fhir_values import CODES, CONTENT, PAIN
from coach.history.offer import Offered, Outcome
from coach.history.session import Feeling
from coach.history.store import Store
from coach.player.change import Change
from coach.player.change import Kind as ChangeKind
from coach.player.rating import Kind, Moment, Rating
from coach.routine.programme_course import CourseEvent, Event
from tests.history.playing import START
from tests.history.records import FULL_CRAMP, done

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "history.md").read_text(encoding="utf-8")
SCHEMA = json.loads((DOCS / "history.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def whole(tmp_path: Path) -> dict[str, object]:
    """An export with one of everything."""
    with closing(Store.open(tmp_path / "history.sqlite3", START)) as store:
        detail = replace(
            done(feeling=Feeling.BETTER),
            ratings=(Rating(Kind.PAIN, Moment.AFTER, 2),),
            changes=(Change(ChangeKind.EASIER, 1, 1),),
        )
        session = store.keep(detail, [3.0])
        store.note_cramp(replace(FULL_CRAMP, session=session))
        store.tell_course(CourseEvent("toes", Event.BEGUN, START.date(), START))
        store.note_offer(Offered("water", START, outcome=Outcome.DONE, settled=START))
        told: dict[str, object] = json.loads("".join(exported(store, START)))
        return told


def test_an_export_is_what_the_schema_says(whole: dict[str, object]) -> None:
    """An independent validator finds nothing wrong with it."""
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    jsonschema.Draft7Validator(SCHEMA).validate(whole)


def test_the_schema_refuses_what_is_not_one(whole: dict[str, object]) -> None:
    """A key too many or too few, and a word it does not know."""
    validator = jsonschema.Draft7Validator(SCHEMA)
    assert not validator.is_valid({**whole, "more": 1})
    assert not validator.is_valid({name: value for name, value in whole.items() if name != "diary"})
    text = json.dumps(whole).replace('"finished"', '"done"')
    assert not validator.is_valid(json.loads(text))


def test_the_schema_knows_the_programs_own_words() -> None:
    """Places, kinds, outcomes and decisions are those of the program."""
    known = SCHEMA["definitions"]
    assert known["version"]["properties"]["place"]["enum"] == list(PLACES)
    assert known["decision"]["properties"]["event"]["enum"] == list(Event)
    assert known["reminder"]["properties"]["outcome"]["enum"] == list(Outcome)
    assert known["rating"]["properties"]["kind"]["enum"] == list(Kind)
    assert known["change"]["properties"]["kind"]["enum"] == list(ChangeKind)


def test_every_field_stands_in_the_guide() -> None:
    """What is written into files is explained."""
    names = {name for kind in SCHEMA["definitions"].values() for name in kind["properties"]}
    names |= {*SCHEMA["properties"], *as_csv.SESSIONS, *(field.name for field in fields(Cramp))} - {"id"}
    assert {name for name in names if f"`{name}`" not in GUIDE} == set()


def test_codes_for_clinics_stand_in_the_guide() -> None:
    """Their systems, and the code of LOINC."""
    assert {each for each in (CODES, CONTENT, PAIN[0]) if each not in GUIDE} == set()
