from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.routine.codes import MEANINGS, Severity, severity_of
from coach.routine.library import Folder, Library
from tests.routine.texts import codes, exercise, library, routine, told, write

if TYPE_CHECKING:
    from pathlib import Path

STRETCH = {"kind": "stretch", "stop_if": "It hurts."}
FRAMES = "{figure: hand, frames: [{pose: a}, {pose: b}]}"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"kind": "stretch"}, "no-stop-rule"),
        ({"kind": "nerve-glide"}, "no-stop-rule"),
        ({"kind": "strengthen"}, "no-stop-rule"),
        ({**STRETCH, "dose": "{hold: 30-61 s}"}, "hold-too-long"),
        ({**STRETCH, "dose": "{hold: 4 s}"}, "stretch-too-short"),
        ({"kind": "heat", "dose": "{duration: 15-21 min}"}, "heat-too-long"),
        ({"kind": "heat", "dose": "{hold: 21 min}"}, "heat-too-long"),
        ({"kind": "heat", "start": "Fill a basin at 38-41 °C."}, "too-hot"),
        ({"steps": "[{do: Warm the hand at 105 °F.}]"}, "too-hot"),
        ({"steps": "[{do: Wave., cue: 40.5 C}]"}, "too-hot"),
        ({"evidence": "{label: may help}"}, "no-source"),
        ({"evidence": "{label: studies disagree}"}, "no-source"),
        ({"dose": "{reps: 3, basis: read}"}, "no-source"),
        ({"motion": FRAMES}, "frames-against-steps"),
        ({"equipment": "[Red band]"}, "colour-without-brand"),
        ({"start": "Begin at 36 °C, never at 45 °C."}, "too-hot"),
        ({"steps": "[{do: Squeeze the green therapy putty.}]"}, "colour-without-brand"),
        ({"dose": "{per_week: 8}"}, "dose-over-day"),
        ({"dose": "{per_week: 6, days: weekdays}"}, "dose-over-day"),
        ({"dose": "{per_day: 30, duration: 20 min}"}, "dose-over-day"),
        ({"body": "[hand, finger]"}, "unknown-body-part"),
        ({"easier": "{id: nobody}"}, "unknown-exercise-link"),
        ({"harder": "{id: wave}"}, "easier-harder-loop"),
        ({"picture": "missing.png"}, "no-picture"),
    ],
)
def test_exercises_that_deserve_a_second_look(fields: dict[str, str], code: str) -> None:
    """Each rule about exercises finds its own fault and no other."""
    assert codes(exercise(**fields)) == [code]


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "massage"},
        {**STRETCH, "dose": "{hold: 5-60 s}"},
        {"kind": "heat", "dose": "{duration: 15-20 min}", "start": "Fill a basin at 36-40 °C."},
        {"kind": "heat", "dose": "{hold: 2 min}"},
        {"steps": "[{do: At 104 °F.}]"},
        {"evidence": "{label: expert advice}"},
        {"evidence": "{label: may help}", "sources": "[X]"},
        {"dose": "{reps: 3, basis: default}"},
        {"motion": FRAMES, "steps": "[{do: a}, {do: b}]"},
        {"motion": "{figure: hand, frames: [{pose: a}]}", "steps": "[{do: a}, {do: b}]"},
        {"equipment": "[red TheraBand band]"},
        {"equipment": "[blue bucket, band, scarred bands]"},
        {"dose": "{per_week: 5, days: weekdays}"},
        {"dose": "{per_week: 3, days: every other day}"},
        {"dose": "{per_day: 3, duration: 20 min}"},
        {"easier": "{note: Do less.}"},
    ],
)
def test_exercises_that_are_well(fields: dict[str, str]) -> None:
    """What keeps to the bounds is not remarked upon."""
    assert codes(exercise(**fields)) == []


def test_a_nearly_right_body_part_is_suggested() -> None:
    """A slip gets a suggestion; a word from elsewhere gets the list."""
    slip, other = told(exercise(body="[finger, nose]"))
    assert slip.hint == "Did you mean `fingers`?"
    assert other.hint.startswith("It knows ankle, arch, ")


def test_easier_and_harder_may_meet_but_not_go_in_circles() -> None:
    """Down one way and up the other is right; the same way round and round is not."""
    easy, hard = exercise("easy", harder="{id: hard}"), exercise("hard", easier="{id: easy}")
    assert codes(easy, hard) == []
    first, second = exercise("first", easier="{id: second}"), exercise("second", easier="{id: third}")
    third = exercise("third", easier="{id: second}")
    assert codes(first, second, third) == []
    (found,) = told(second, third)
    assert found.message == "Following `easier` leads back here: second → third → second."


def test_a_link_to_an_exercise_with_errors_is_not_remarked_upon(tmp_path: Path) -> None:
    """The other file's errors are told there."""
    files: dict[str, str | bytes] = {
        "a.yaml": exercise("a", easier="{id: b}"),
        "b.yaml": exercise("b", kind="x"),
    }
    made = library(tmp_path, files)
    assert {each.path.name for each in made.diagnostics} == {"b.yaml"}


def test_poses_are_checked_where_they_are_known(tmp_path: Path) -> None:
    """A pose is looked up only if somebody has handed in which poses there are."""
    motion = "{figure: hand, frames: [{pose: fisst}, {joints: {wrist: 10}}]}"
    folder = write(tmp_path, {"a.yaml": exercise(motion=motion, steps="[{do: a}, {do: b}]")})
    assert Library.read([Folder(folder)]).diagnostics == ()
    (found,) = Library.read([Folder(folder)], poses={"fist"}).diagnostics
    assert (found.code, found.hint) == ("unknown-pose", "Did you mean `fist`?")
    assert Library.read([Folder(folder)], poses={"fisst"}).diagnostics == ()


def test_a_picture_stands_beside_its_file(tmp_path: Path) -> None:
    """A picture that is there is not remarked upon."""
    made = library(tmp_path, {"a/wave.yaml": exercise(picture="wave.png"), "a/wave.png": b"x"})
    assert made.diagnostics == ()


SQUEEZE = exercise("squeeze", kind="strengthen", stop_if="It hurts.")
CALF = exercise("calf", kind="strengthen", body="[calf]", stop_if="It hurts.")
BEND = exercise("bend", dose="{hold: 20 s}", **STRETCH)
SOAK = exercise("soak", kind="heat", side="both")
WAVE = exercise()
ONE = "- {exercise: wave, for: 9 s}\n"


@pytest.mark.parametrize(
    ("steps", "fields", "code", "line"),
    [
        ("- {exercise: wave, side: left, for: 9 s}", {}, "second-side-untimed", 6),
        (
            "- {exercise: wave, side: left, for: 19 s}\n- {exercise: wave, side: right, for: 9 s}",
            {},
            "second-side-untimed",
            6,
        ),
        (ONE, {"max_length": "17 s"}, "over-max-length", 5),
        (
            ONE * 5,
            {"max_length": "60 s", "occasion": "[writing-break]", "get_ready": "1 s"},
            "break-too-full",
            13,
        ),
        ("- {exercise: squeeze, for: 9 s}", {"occasion": "[writing-break]"}, "grip-in-writing-break", 7),
        ("- {exercise: bend, for: 30 s}", {"occasion": "[warm-up]"}, "warm-up-long-holds", 7),
        ("- {exercise: bend, hold: 61 s}", {}, "hold-too-long", 6),
        ("- {exercise: bend, hold: 4 s}", {}, "stretch-too-short", 6),
        ("- {exercise: soak, for: 21 min}", {}, "heat-too-long", 6),
        ("- {exercise: soak, for: 2 min, cue: At 45 °C}", {}, "too-hot", 6),
        ("- {exercise: wave, for: 9 s, note: With the black band}", {}, "colour-without-brand", 6),
        (ONE, {"evidence": "{label: may help}"}, "no-source", 5),
        ("- block: A\n  steps:\n  - {exercise: wave, side: right, for: 9 s}", {}, "second-side-untimed", 8),
    ],
)
def test_routines_that_deserve_a_second_look(
    steps: str, fields: dict[str, str], code: str, line: int
) -> None:
    """Each rule about routines finds its own fault, in its own line, and no other."""
    found = told(routine(steps, **fields), WAVE, SQUEEZE, BEND, SOAK, CALF)
    assert {each.code for each in found} == (
        {code, "over-max-length"} if code == "break-too-full" else {code}
    )
    assert line in {each.span.line for each in found}


@pytest.mark.parametrize(
    ("steps", "fields"),
    [
        ("- {exercise: wave, side: left, for: 9 s}\n- {exercise: wave, side: right, for: 9 s}", {}),
        ("- {exercise: wave, side: affected, for: 9 s}", {}),
        ("- rest: 5 s\n" + ONE, {"max_length": "23 s"}),
        (ONE * 4, {"occasion": "[writing-break]", "max_length": "90 s"}),
        (ONE * 5, {"occasion": "[desk-break]", "max_length": "2 min"}),
        ("- {exercise: calf, for: 9 s}", {"occasion": "[writing-break]"}),
        (ONE + "- {exercise: bend, for: 30 s}", {"occasion": "[warm-up]"}),
        ("- {exercise: bend, for: 15 s}", {"occasion": "[warm-up]"}),
        ("- {exercise: soak, for: 20 min}", {}),
    ],
)
def test_routines_that_are_well(steps: str, fields: dict[str, str]) -> None:
    """What keeps to the bounds is not remarked upon."""
    assert codes(routine(steps, **fields), WAVE, SQUEEZE, BEND, SOAK, CALF) == []


def test_rules_that_need_the_times_wait_until_there_are_some() -> None:
    """A routine that cannot be compiled is told why, and nothing is guessed about its times."""
    steps = "- {exercise: wave, side: left, for: 1 s}"
    text = routine(steps, max_length="1 s", occasion="[warm-up, writing-break]")
    assert codes(text, WAVE) == ["time-does-not-fit"]
    assert codes(exercise(dose="{duration: 1 h, hold: 1 h, per_day: 100}")) == [
        "hold-too-long",
        "timing-unclear",
    ]


def test_a_warning_is_silenced_with_a_reason() -> None:
    """A warning that an author has looked at is not shown again."""
    assert (
        codes(exercise(kind="stretch", lint="[{allow: no-stop-rule, because: It is a picture only.}]")) == []
    )


@pytest.mark.parametrize("code", ["no-stop-rul", "unknown-key", "overrides"])
def test_only_warnings_can_be_silenced(code: str) -> None:
    """Errors, notes and codes that do not exist cannot be silenced."""
    (found,) = told(exercise(lint=f"[{{allow: {code}, because: Why not.}}]"))
    assert (found.code, found.is_error) == ("unknown-code", True)


def test_an_error_is_never_silenced() -> None:
    """Not even by naming it."""
    text = exercise(dose="{duration: 30 s, hold: 5 s}", lint="[{allow: timing-unclear, because: x}]")
    assert sorted(codes(text)) == ["timing-unclear", "unknown-code"]


def test_every_code_has_a_severity_and_a_meaning() -> None:
    """Errors block, warnings can be silenced, notes only tell; a code that does not exist has none."""
    assert {severity_of(code) for code in MEANINGS} == set(Severity)
    assert all(meaning.endswith(".") for meaning in MEANINGS.values())
    with pytest.raises(KeyError):
        severity_of("nonsense")
