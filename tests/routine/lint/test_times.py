from __future__ import annotations

import pytest

from tests.routine.texts import codes, exercise, remarks, routine, told

STRETCH = {"kind": "stretch", "stop_if": "It hurts."}
HEAT = {"kind": "heat", "avoid_if": "[HEAT, NEUROPATHY, SKIN]"}


@pytest.mark.parametrize(
    ("fields", "code", "words"),
    [
        ({**STRETCH, "dose": "{hold: 30-61 s}"}, "hold-too-long", "30-61 s"),
        ({**STRETCH, "dose": "{hold: 4 s}"}, "stretch-too-short", "4 s"),
        ({**HEAT, "dose": "{duration: 15-21 min}"}, "heat-too-long", "15-21 min"),
        ({**HEAT, "dose": "{hold: 21 min}"}, "heat-too-long", "21 min"),
        ({**HEAT, "dose": "{hold: 8 min, reps: 3, rest: 1 min}"}, "heat-too-long", "8 min"),
        ({**HEAT, "dose": "{duration: 11 min, sets: 2}"}, "heat-too-long", "11 min"),
        ({**HEAT, "steps": "[{do: Soak for 15-25 minutes.}]"}, "heat-too-long", "Soak for 15-25 minutes."),
    ],
)
def test_an_exercise_that_lasts_too_long_or_not_long_enough(
    fields: dict[str, str], code: str, words: str
) -> None:
    """The length that goes beyond a bound is underlined."""
    assert remarks(exercise(**fields)) == [(code, words)]


@pytest.mark.parametrize(
    "fields",
    [
        {**STRETCH, "dose": "{hold: 5-60 s}"},
        {"dose": "{hold: 4 s}"},
        {**HEAT, "dose": "{duration: 15-20 min}"},
        {**HEAT, "dose": "{hold: 2 min, reps: 10}", "steps": "[{do: Soak for 20 minutes.}]"},
        {"steps": "[{do: Walk for 25 minutes.}]"},
    ],
)
def test_an_exercise_within_the_bounds(fields: dict[str, str]) -> None:
    """Up to the bounds, and where there is none, nothing is said."""
    assert codes(exercise(**fields)) == []


WAVE = exercise()
BEND = exercise("bend", dose="{hold: 20 s}", **STRETCH)
SOAK = exercise("soak", side="both", **HEAT)
ONE = "- {exercise: wave, for: 9 s}\n"
LEFT = "- {exercise: wave, side: left, for: 19 s}\n"


@pytest.mark.parametrize(
    ("steps", "fields", "code", "words"),
    [
        ("- {exercise: wave, side: left, for: 9 s}", {}, "second-side-untimed", "left"),
        (LEFT + "- {exercise: wave, side: right, for: 9 s}", {}, "second-side-untimed", "left"),
        (ONE, {"max_length": "17 s"}, "over-max-length", "17 s"),
        ("- {exercise: bend, for: 30 s}", {"occasion": "[warm-up]"}, "warm-up-long-holds", "bend"),
        ("- {exercise: bend, hold: 61 s}", {}, "hold-too-long", "61 s"),
        ("- {exercise: bend, hold: 4 s}", {}, "stretch-too-short", "4 s"),
        ("- {exercise: soak, for: 21 min}", {}, "heat-too-long", "21 min"),
        ("- {exercise: soak, hold: 7 min, reps: 3}", {}, "heat-too-long", "7 min"),
        (
            "- block: A\n  steps:\n  - {exercise: wave, side: right, for: 9 s}",
            {},
            "second-side-untimed",
            "right",
        ),
    ],
)
def test_a_routine_whose_times_deserve_a_second_look(
    steps: str, fields: dict[str, str], code: str, words: str
) -> None:
    """The step, or the bound it goes beyond, is underlined, within blocks too."""
    assert remarks(routine(steps, **fields), WAVE, BEND, SOAK) == [(code, words)]


@pytest.mark.parametrize(
    ("steps", "fields"),
    [
        ("- {exercise: wave, side: left, for: 9 s}\n- {exercise: wave, side: right, for: 9 s}", {}),
        ("- {exercise: wave, side: affected, for: 9 s}", {}),
        ("- rest: 5 s\n" + ONE, {"max_length": "23 s"}),
        (ONE + "- {exercise: bend, for: 30 s}", {"occasion": "[warm-up]"}),
        ("- {exercise: bend, for: 15 s}", {"occasion": "[warm-up]"}),
        ("- {exercise: soak, for: 20 min}", {}),
        ("- {exercise: soak, hold: 5 min, reps: 2}", {}),
        ("- {exercise: soak, reps: 2}", {}),
    ],
)
def test_a_routine_within_the_bounds(steps: str, fields: dict[str, str]) -> None:
    """What keeps to the bounds is not remarked upon."""
    assert codes(routine(steps, **fields), WAVE, BEND, SOAK) == []


def test_a_side_that_got_less_is_told_how_much_less() -> None:
    """The message gives both times, and what to write."""
    (found,) = told(routine(LEFT + "- {exercise: wave, side: right, for: 9 s}"), WAVE)
    assert found.message == "`wave` takes 14 s on the left side and only 4 s on the right side."
    assert found.hint.startswith("Write `side: each` to give both the same; ")
    assert "`side: affected` is for the side that hurts" in found.hint
    assert "`lint:`" in found.hint
    assert (found.span.line, found.span.column) == (6, 26)


def test_the_side_that_hurts_may_have_a_dose_of_its_own() -> None:
    """Both sides with `each` and a step more for the affected one is what the message offers, and is well."""
    steps = "- {exercise: wave, side: each, for: 19 s}\n- {exercise: wave, side: affected, for: 9 s}"
    assert "second-side-untimed" not in codes(routine(steps), WAVE)


def test_a_break_of_a_minute_holds_four_exercises() -> None:
    """The fifth exercise is underlined; a longer break may hold more."""
    short = {"occasion": "[desk-break]", "get_ready": "1 s", "max_length": "60 s"}
    fifth = ONE * 4 + "- {exercise: other, for: 9 s}"
    said = remarks(routine(fifth, **short), WAVE, exercise("other"))
    assert ("break-too-full", "other") in said
    assert codes(routine(ONE * 5, occasion="[desk-break]", max_length="2 min"), WAVE) == []
    assert codes(routine(ONE * 4, occasion="[writing-break]", max_length="90 s"), WAVE) == []


def test_rules_that_need_the_times_wait_until_there_are_some() -> None:
    """A routine that cannot be compiled is told why, and nothing is guessed about its times."""
    steps = "- {exercise: wave, side: left, for: 1 s}"
    text = routine(steps, max_length="1 s", occasion="[warm-up, writing-break]")
    assert codes(text, WAVE) == ["time-does-not-fit"]
    assert codes(exercise(dose="{duration: 1 h, hold: 1 h, per_day: 100}")) == [
        "hold-too-long",
        "timing-unclear",
    ]
