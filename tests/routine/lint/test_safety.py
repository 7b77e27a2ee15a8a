from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.routine.texts import codes, exercise, library, remarks, routine, told

if TYPE_CHECKING:
    from pathlib import Path

STRENGTH = {"kind": "strengthen", "stop_if": "It hurts.", "avoid_if": "[INFLAMED, INJURY]"}
CONDITIONS = """\
coach: 1
type: conditions
conditions:
  DVT: {name: A clot, question: A clot?, action: Hides., hides: {kinds: [massage], body: [calf]}}
  ANTICOAG: {name: Thin, question: Thin?, action: Hides., hides: {equipment: [hard ball]}}
  SKIN: {name: Cuts, question: Cuts?, action: Hides.}
  INJURY: {name: Hurt, question: Hurt?, action: Hides.}
"""


@pytest.mark.parametrize("kind", ["stretch", "nerve-glide", "strengthen"])
def test_an_exercise_that_does_not_say_when_to_stop(kind: str) -> None:
    """Stretches, nerve glides and strength work need a rule for stopping."""
    fields = {"kind": kind, "avoid_if": "[INFLAMED, INJURY, NERVE]"}
    assert remarks(exercise(**fields)) == [("no-stop-rule", kind)]
    assert codes(exercise(**fields, stop_if="It hurts.")) == []


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("massage", "DVT, ANTICOAG, SKIN, INJURY"),
        ("heat", "HEAT, NEUROPATHY, SKIN"),
        ("strengthen", "INFLAMED, INJURY"),
        ("nerve-glide", "NERVE"),
    ],
)
def test_an_exercise_that_does_not_say_whom_it_is_not_for(kind: str, missing: str) -> None:
    """Conditions that a kind is not for are named in one message, with what to write."""
    (found,) = told(exercise(kind=kind, stop_if="It hurts."))
    assert (found.code, found.span.line, found.span.column) == ("condition-not-named", 5, 7)
    assert found.message == f"`{kind}` is not for everybody, and nothing is said about {missing}."
    assert found.hint == f"Write `avoid_if: [{missing}]`, or `ask_first_if`."


def test_what_is_spoken_of_is_not_missed() -> None:
    """To hide and to ask first are both right; what is there already stands in the hint."""
    (found,) = told(exercise(kind="massage", avoid_if="[DVT]", ask_first_if="[ANTICOAG, SKIN]"))
    assert found.hint == "Write `avoid_if: [DVT, INJURY]`, or `ask_first_if`."
    assert codes(exercise(kind="massage", avoid_if="[DVT, SKIN]", ask_first_if="[ANTICOAG, INJURY]")) == []
    assert codes(exercise(kind="mobilise")) == []


def test_strength_work_for_the_trunk_is_not_asked() -> None:
    """The questions are about arms and legs."""
    trunk = {"kind": "strengthen", "stop_if": "It hurts."}
    assert codes(exercise(**trunk, body="[shoulders, upper-back]")) == []
    assert codes(exercise(**trunk, body="[shoulders, hand]")) == ["condition-not-named"]


def test_a_condition_that_hides_the_whole_kind_need_not_be_named(tmp_path: Path) -> None:
    """Where a condition rules an exercise out by its kind or equipment anyway, nothing is missing."""
    rub = exercise("rub", kind="massage", avoid_if="[SKIN, INJURY]")
    ball = exercise("ball", kind="massage", avoid_if="[SKIN, INJURY]", equipment="[hard ball]")
    made = library(tmp_path, {"c.yaml": CONDITIONS, "rub.yaml": rub, "ball.yaml": ball})
    (found,) = made.diagnostics
    assert (found.path.name, found.code) == ("rub.yaml", "condition-not-named")
    assert found.message.endswith("nothing is said about ANTICOAG.")


def test_what_is_offered_instead_may_be_done(tmp_path: Path) -> None:
    """A replacement that the same condition hides, by its tag or by a blanket rule, is no replacement."""
    files: dict[str, str | bytes] = {
        "c.yaml": CONDITIONS,
        "a.yaml": exercise("a", avoid_if="[DVT, SKIN, INJURY]", instead="{DVT: b, SKIN: c, INJURY: c}"),
        "b.yaml": exercise("b", body="[calf]"),
        "c2.yaml": exercise("c", avoid_if="[SKIN]"),
        "d.yaml": exercise("d", avoid_if="[DVT]", instead="{DVT: d}"),
        "e.yaml": exercise("e", avoid_if="[DVT]", instead="{DVT: a}"),
    }
    found = library(tmp_path, files).diagnostics
    assert [(each.path.name, each.code) for each in found] == [
        ("a.yaml", "instead-ruled-out"),
        ("a.yaml", "instead-ruled-out"),
        ("d.yaml", "instead-ruled-out"),
        ("e.yaml", "instead-ruled-out"),
    ]
    assert found[0].message == (
        "`b` is itself hidden from people who ticked DVT, so nothing would be offered."
    )
    assert found[0].source[found[0].span.column - 1 :].startswith("b, SKIN")
    assert found[0].hint == "Name an exercise that they may do."


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"start": "Fill a basin at 38-41 °C."}, "Fill a basin at 38-41 °C."),
        ({"start": "Begin at 36 °C, never at 45 °C."}, "'Begin at 36 °C, never at 45 °C.'"),
        ({"steps": "[{do: Warm the hand at 105 °F.}]"}, "Warm the hand at 105 °F."),
        ({"steps": "[{do: Wave., cue: 40.5 C}]"}, "40.5 C"),
    ],
)
def test_too_much_warmth(fields: dict[str, str], words: str) -> None:
    """More than 40 °C is underlined, in either scale."""
    assert remarks(exercise(**fields)) == [("too-hot", words.strip("'"))]


@pytest.mark.parametrize(
    "fields",
    [{"start": "At 36-40 °C."}, {"steps": "[{do: At 104 °F.}]"}, {"dose": "{note: Some say 44 °C.}"}],
)
def test_warmth_within_the_bound(fields: dict[str, str]) -> None:
    """Up to 40 °C is well, and a note on the dose tells nobody to do anything."""
    assert codes(exercise(**fields)) == []


def test_a_routine_s_warmth() -> None:
    """The cue of a step is looked at too."""
    text = routine("- {exercise: soak, for: 2 min, cue: At 45 °C}")
    soak = exercise("soak", kind="heat", avoid_if="[HEAT, NEUROPATHY, SKIN]")
    assert remarks(text, soak) == [("too-hot", "At 45 °C")]


def test_gripping_in_a_writing_break() -> None:
    """Strength work for the hand is underlined; for the calf it is well, and so it is elsewhere."""
    squeeze = exercise("squeeze", **STRENGTH, dose="{per_week: 3-7}")
    calf = exercise("calf", **STRENGTH, body="[calf]", dose="{per_week: 3-7}")
    steps = "- {exercise: calf, for: 9 s}\n- {exercise: squeeze, for: 9 s}"
    assert remarks(routine(steps, occasion="[writing-break]"), squeeze, calf) == [
        ("grip-in-writing-break", "squeeze")
    ]
    assert codes(routine(steps, occasion="[training]"), squeeze, calf) == []
