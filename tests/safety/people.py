"""Libraries and profiles for the tests of safety: short to write."""

from __future__ import annotations

from typing import Any

from coach.routine.library import Library
from coach.routine.model import Conditions, Exercise, Routine
from coach.safety.profile import Profile
from tests.routine import texts

CONDITIONS = """
coach: 1
type: conditions
conditions:
  CLOT:
    name: A swollen leg
    question: Is a leg swollen?
    action: Coach hides massage and calf work.
    today: true
    urgent: true
    hides: {kinds: [massage], body: [calf]}
  HOT:
    name: A hot joint
    question: Is a joint hot?
    action: Coach hides strength work.
    today: true
    hides: {kinds: [strengthen], equipment: [Ice, foam roller]}
  NUMB:
    name: Numb feet
    question: Are your feet numb?
    action: Coach hides some exercises.
  THUMB:
    name: A sore thumb
    question: Is your thumb sore?
    action: Coach hides some exercises.
"""


def library(*files: str, conditions: str = CONDITIONS) -> Library:
    """A library of these files and four conditions, in the order CLOT, HOT, NUMB, THUMB."""
    made = [texts.document(file) for file in files]
    known = texts.document(conditions)
    assert isinstance(known, Conditions)
    exercises = {each.id: each for each in made if isinstance(each, Exercise)}
    routines = {each.id: each for each in made if isinstance(each, Routine)}
    origins = dict.fromkeys((*exercises, *routines), "bundled")
    return Library(
        exercises=exercises,
        routines=routines,
        conditions=known.conditions,
        origins=origins,  # type: ignore[arg-type]
    )


def exercise(identity: str = "wave", **fields: Any) -> str:
    """An exercise that nothing speaks against, unless `fields` say otherwise; 10 s on each side."""
    return texts.exercise(identity, **{"dose": "{duration: 10s}", **fields})


def ticked(*tags: str) -> Profile:
    """Somebody who ticked these."""
    return Profile(frozenset(tags))
