"""Who must not do it, when to stop, how warm: what keeps people from harm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from coach.routine.lint.subject import HAND, TRUNK, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.lint.subject import Subject
    from coach.routine.model import Condition, Exercise

HOTTEST: Final = 40.0
"""Degrees Celsius."""
_DEGREES: Final = re.compile(r"([0-9]{2,3})(?:[.,]([0-9]))? ?(?:°|º|degrees)? ?([CF])\b")

NEEDED: Final = {
    "massage": ("DVT", "ANTICOAG", "SKIN", "INJURY"),
    "heat": ("HEAT", "NEUROPATHY", "SKIN"),
    "strengthen": ("INFLAMED", "INJURY"),
    "nerve-glide": ("NERVE",),
}
"""The conditions that every exercise of a kind speaks of, in `avoid_if` or `ask_first_if`."""


def stop_rule(subject: Subject) -> Iterator[Finding]:
    """A stretch, nerve glide or strength exercise says when to stop."""
    exercise = subject.exercise
    if exercise.kind in {"stretch", "nerve-glide", "strengthen"} and not exercise.stop_if:
        message = f"`{exercise.id}` does not say when to stop."
        yield Finding(("kind",), "no-stop-rule", message, "Add `stop_if: …`.")


def needed_conditions(subject: Subject) -> Iterator[Finding]:
    """An exercise speaks of the conditions that its kind is not for, unless they hide the whole kind."""
    exercise, known = subject.exercise, subject.library.conditions
    needed = NEEDED.get(exercise.kind, ())
    if not needed or (exercise.kind == "strengthen" and TRUNK.issuperset(exercise.body)):
        return
    spoken = {*exercise.avoid_if, *exercise.ask_first_if}
    missing = [
        tag for tag in needed if tag not in spoken and not (tag in known and _hides(known[tag], exercise))
    ]
    if missing:
        message = f"`{exercise.kind}` is not for everybody, and nothing is said about {', '.join(missing)}."
        hint = f"Write `avoid_if: [{', '.join((*exercise.avoid_if, *missing))}]`, or `ask_first_if`."
        yield Finding(("kind",), "condition-not-named", message, hint)


def instead(subject: Subject) -> Iterator[Finding]:
    """What is offered to people with a condition is not itself hidden from them."""
    exercise, known = subject.exercise, subject.library
    for tag, name in exercise.instead.items():
        other = known.exercises.get(name)
        ruled_out = name == exercise.id or (
            other is not None
            and (tag in other.avoid_if or (tag in known.conditions and _hides(known.conditions[tag], other)))
        )
        if ruled_out:
            message = f"`{name}` is itself hidden from people who ticked {tag}, so nothing would be offered."
            yield Finding(
                ("instead", tag), "instead-ruled-out", message, "Name an exercise that they may do."
            )


def _hides(condition: Condition, exercise: Exercise) -> bool:
    """Whether a condition rules an exercise out by its kind, its body parts or its equipment."""
    hides = condition.hides
    return hides is not None and (
        exercise.kind in hides.kinds
        or not set(hides.body).isdisjoint(exercise.body)
        or not set(hides.equipment).isdisjoint(exercise.equipment)
    )


def temperature(subject: Subject) -> Iterator[Finding]:
    """Nothing that people are told to use is hotter than 40 °C."""
    if not _DEGREES.search(subject.together):
        return
    for place, text in subject.told:
        for whole, tenth, unit in _DEGREES.findall(text):
            given = float(f"{whole}.{tenth or 0}")
            celsius = given if unit == "C" else (given - 32) / 1.8
            if celsius > HOTTEST:
                message = f"{given:g} °{unit} is hotter than {HOTTEST:g} °C."
                yield Finding(place, "too-hot", message, "Keep warmth between 33 and 40 °C.")


def grip(subject: Subject) -> Iterator[Finding]:
    """A writing break does not work the hand."""
    if "writing-break" not in subject.routine.occasion:
        return
    for place, _, exercise in subject.uses:
        if exercise.kind == "strengthen" and HAND & set(exercise.body):
            message = f"`{exercise.id}` works the hand that should rest from writing."
            yield Finding(
                (*place, "exercise"), "grip-in-writing-break", message, "Take a stretch or a movement."
            )
