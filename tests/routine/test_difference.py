from __future__ import annotations

import pytest

from coach.routine.difference import differences
from coach.routine.model import Condition, Routine
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
            ["The wave: repetitions 4 (new)", "The stretch: in another place"],
        ),
        (
            "- exercise: wave\n- rest: 10 s\n- exercise: wave",
            "- exercise: wave\n- rest: 20 s\n- exercise: wave",
            ["rest between exercises: rest 10 s → 20 s"],
        ),
        (
            "- block: Strength\n  rounds: 2\n  steps: [{exercise: wave}]",
            "- block: Strength\n  rounds: 3\n  steps: [{exercise: wave, cue: Wave now}]",
            ["“Strength”: rounds 2 → 3", "The wave: said meanwhile: “Wave now” (new)"],
        ),
    ],
)
def test_a_routine_is_compared_step_by_step(old: str, new: str, lines: list[str]) -> None:
    """Amounts, sides, what is new, gone or moved; what a step leaves out comes from the exercise."""
    assert between(routine(old), routine(new)) == lines


def test_an_exercise_is_compared_in_words() -> None:
    """Dose, side, steps, and what the person is told; every line begins with the title."""
    old = exercise(dose="{reps: 8, hold: 5 s, days: daily}", side="left", start="Sit.", equipment="[towel]")
    new = exercise(
        dose="{reps: 8-12, hold: 5 s, days: every other day, tempo: 2-0-2-1}",
        side="alternate",
        start="Stand up.",
        equipment="[chair]",
        steps="[{do: Wave your hand., cue: Wave}, {do: Stop.}]",
        stop_if="It hurts.",
    )
    assert between(old, new) == [
        (
            "The wave: repetitions 8 → 8–12; speed: move 2 s, move 2 s, pause 1 s (new); "
            "daily → every other day; right side added (sides in turn)"
        ),
        "The wave: how to start: “Sit.” → “Stand up.”",
        "The wave: stop if: “It hurts.” (new)",
        "The wave: what is needed: chair (new)",
        "The wave: what is needed: no longer towel",
        "The wave: new step: “Stop.”",
    ]


def test_a_patient_reads_what_the_issue_promises() -> None:
    """`hold 20 s → 30 s; left side added`, after the name of the exercise."""
    old = exercise("stretch", dose="{hold: 20 s}", side="right")
    new = exercise("stretch", dose="{hold: 30 s}", side="each")
    assert between(old, new) == ["The stretch: hold 20 s → 30 s; left side added"]


def test_another_name_is_told() -> None:
    """Under the new one."""
    old = exercise("wave").replace("title: The wave", "title: Waving")
    assert between(old, exercise("wave")) == ["The wave: was called “Waving”"]


def test_a_new_picture_is_told() -> None:
    """What the person sees counts, in few words."""
    new = exercise(motion="{figure: hand, frames: [{pose: straight}]}", easier="{note: Half way.}")
    assert between(exercise(), new) == [
        "The wave: the picture shows it differently",
        "The wave: another easier way",
    ]
    cued = exercise(steps="[{do: Wave your hand., cue: Slowly}]")
    assert between(exercise(), cued) == ["The wave: other words are said while it is done"]


def test_conditions_are_told_by_their_names() -> None:
    """Nobody but the author knows the tags."""
    condition = Condition(name="An injury of the hand", question="Is it hurt?", action="Coach waits.")
    told = differences(
        document(exercise()), document(exercise(avoid_if="[INJURY]")), {}, conditions={"INJURY": condition}
    )
    assert told == ["The wave: not for people with: an injury of the hand (new)"]


def test_rules_ratings_and_changed_steps_are_told() -> None:
    """A rule is told with its bound; a sentence that was rewritten, before and after."""
    step = "- exercise: wave"
    rules = '[{when: {pain: ">3"}, then: stop}, {when: {pain_rise: ">=2"}, then: easier, say: Less.}]'
    assert between(routine(step), routine(step, rules=rules)) == [
        "The session: new rule: if pain is above 3, stop",
        "The session: new rule: if pain grows by at least 2, do the easier way: “Less.”",
    ]
    assert between(routine(step, rules=rules), routine(step))[0].startswith("The session: no longer: if pain")
    assert between(routine(step), routine(step, rate="{after: [pain, effort]}")) == [
        "The session: asked to rate after it: nothing → pain, effort"
    ]
    assert between(exercise(), exercise(steps="[{do: Wave slowly., cue: Wave}]")) == [
        "The wave: step “Wave your hand.” → “Wave slowly.”"
    ]
    assert between(exercise(steps="[{do: One.}, {do: Two.}]"), exercise(steps="[{do: One.}]")) == [
        "The wave: step left out: “Two.”"
    ]


def test_programmes_are_compared_item_by_item() -> None:
    """How often, when, for how long, and what comes next; routines by their titles."""
    head = "coach: 1\ntype: programme\nid: p\ntitle: My weeks\n"
    old = head + (
        "for: 2 weeks\nitems:\n  - {routine: a, per_day: 2}\n  - {exercise: wave, per_week: 3}\n"
        "  - {routine: b, days: daily}\n"
    )
    new = head + (
        "for: 4 weeks\nstarts: 2026-11-23\nitems:\n"
        "  - {routine: a, per_day: 3, at_least_apart: 2 h, between: '08:00-20:00'}\n"
        "  - {routine: b, days: daily, then: a, progress_when: {pain: '<=2', for: 2 weeks}}\n"
        "  - {routine: b, at: ['09:00']}\n"
    )
    known = document(routine("- exercise: wave", identity="b"))
    assert isinstance(known, Routine)
    assert differences(document(old), document(new), KNOWN, {"b": known}) == [
        "My weeks: starts on 23 November 2026 (new)",
        "My weeks: goes on for 2 weeks → 4 weeks",
        "a: twice → 3 times a day; at least 2 h apart (new); between 08:00 and 20:00 (new)",
        "The b: another rule for going on; then: a",
        "new: The b (at 09:00)",
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
