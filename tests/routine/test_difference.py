from __future__ import annotations

import pytest

from coach.routine.difference import differences
from tests.routine.texts import document, exercise, routine, the_exercise

STRETCH = the_exercise("stretch", kind="stretch", dose="{reps: 3, hold: 20 s}", stop_if="It hurts.")
KNOWN = {"wave": the_exercise(), "stretch": STRETCH}


def between(old: str, new: str) -> list[str]:
    """What is said about two texts."""
    return differences(document(old), document(new), KNOWN)


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("- exercise: stretch", "- exercise: stretch", []),
        (
            "- {exercise: stretch, side: right, hold: 20 s}",
            "- {exercise: stretch, side: each, hold: 30 s}",
            ["The stretch: hold 20 s → 30 s; left side added"],
        ),
        ("- exercise: stretch", "- {exercise: stretch, hold: 30 s}", ["The stretch: hold 20 s → 30 s"]),
        ("- exercise: stretch", "- {exercise: stretch, side: left}", ["The stretch: right side left out"]),
        (
            "- {exercise: wave, for: 1 min}",
            "- {exercise: wave, for: 90 s}",
            ["The wave: time on each side 1 min → 1 min 30 s"],
        ),
        (
            "- exercise: wave",
            "- exercise: wave\n- {exercise: stretch, reps: 5-8}",
            ["new: The stretch (repetitions 5–8, hold 20 s, one side after the other)"],
        ),
        ("- exercise: wave\n- exercise: stretch", "- exercise: wave", ["left out: The stretch"]),
        (
            "- exercise: wave\n- exercise: stretch",
            "- exercise: stretch\n- {exercise: wave, reps: 4}",
            ["The wave: repetitions: 4 (new)", "The stretch: in another place"],
        ),
        (
            "- exercise: wave\n- rest: 10 s\n- exercise: wave",
            "- exercise: wave\n- rest: 20 s\n- exercise: wave",
            ["rest between exercises: rest 10 s → 20 s"],
        ),
        (
            "- block: Strength\n  rounds: 2\n  steps: [{exercise: wave}]",
            "- block: Strength\n  rounds: 3\n  steps: [{exercise: wave, cue: Wave now}]",
            ["“Strength”: rounds 2 → 3", "The wave: cue: “Wave now” (new)"],
        ),
    ],
)
def test_a_routine_is_compared_step_by_step(old: str, new: str, lines: list[str]) -> None:
    """Amounts, sides, what is new, gone or moved; what a step leaves out comes from the exercise."""
    assert between(routine(old), routine(new)) == lines


def test_an_exercise_is_compared_in_words() -> None:
    """Dose, side, steps, and what the person is told."""
    old = exercise(dose="{reps: 8, hold: 5 s, days: daily}", side="left", start="Sit.", equipment="[towel]")
    new = exercise(
        dose="{reps: 8-12, hold: 5 s, days: every other day, tempo: 2-0-2-0}",
        side="alternate",
        start="Stand up.",
        steps="[{do: Wave your hand., cue: Wave}, {do: Stop.}]",
        stop_if="It hurts.",
    )
    assert between(old, new) == [
        "how to start Sit. → “Stand up.”",
        "what is needed: no longer towel",
        "stop if: “It hurts.” (new)",
        (
            "right side added (sides in turn); repetitions 8 → 8–12; tempo: 2-0-2-0 (new); "
            "days daily → every other day"
        ),
        "new step: “Stop.”",
    ]


def test_rules_and_changed_steps_are_told() -> None:
    """A rule is told with its bound; a sentence that was rewritten, before and after."""
    assert between(
        routine("- exercise: wave"), routine("- exercise: wave", rules='[{when: {pain: ">3"}, then: stop}]')
    ) == ["rules: when pain >3, then stop (new)"]
    assert between(exercise(), exercise(steps="[{do: Wave slowly., cue: Wave}]")) == [
        "step: “Wave your hand.” → “Wave slowly.”"
    ]
    assert between(exercise(steps="[{do: One.}, {do: Two.}]"), exercise(steps="[{do: One.}]")) == [
        "step left out: “Two.”"
    ]


def test_programmes_are_compared_item_by_item() -> None:
    """How often, when, and for how long."""
    head = "coach: 1\ntype: programme\nid: p\ntitle: P\n"
    old = head + "for: 2 weeks\nitems:\n  - {routine: a, per_day: 2}\n  - {exercise: wave, per_week: 3}\n"
    new = head + (
        "for: 4 weeks\nitems:\n  - {routine: a, per_day: 3, at_least_apart: 2 h, between: '08:00-20:00'}\n"
        "  - {routine: b, days: daily}\n"
    )
    assert between(old, new) == [
        "goes on for 2 weeks → 4 weeks",
        "a: times a day 2 → 3; at least apart: 120 min (new); between: 08:00–20:00 (new)",
        "new: b (days daily)",
        "left out: The wave",
    ]


def test_other_documents_are_told_apart() -> None:
    """An exercise does not become a routine without a word, and questions are compared as a whole."""
    assert between(exercise(), routine("- exercise: wave")) == ["It was an exercise, and is a routine now."]
    blocks = "- block: A\n  steps: [{exercise: wave}]\n- block: B\n  steps: [{exercise: wave}]"
    asked = "- ask: Which?\n  answers: [{answer: %s, then: A}, {answer: No, then: B}]\n" + blocks
    assert between(routine(asked % "Yes"), routine(asked % "Yea")) == ["the question “Which?”: other answers"]
    assert between("coach: 1\ntype: sources\nsources: {}\n", "coach: 1\ntype: sources\nsources: {}\n") == []


def test_poses_are_compared_by_how_they_look() -> None:
    """Poses that have come, gone, or look otherwise are named; notes and sources of angles are not."""
    head = "coach: 1\ntype: poses\nfigure: hand\nposes:\n"
    old = (
        head
        + "  a: {title: Claw, joints: {wrist: 5}}\n  b: {from: fan, note: Old.}\n  c: {joints: {wrist: 1}}\n"
    )
    new = head + "  a: {title: Claw, joints: {wrist: 9}}\n  b: {from: fan, note: New.}\n  d: {title: Fan}\n"
    assert between(old, new) == ["Claw: looks otherwise", "new: Fan", "left out: c"]
