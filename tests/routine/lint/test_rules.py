from __future__ import annotations

import pytest

from coach.routine import lint
from coach.routine.codes import MEANINGS, Severity, severity_of
from coach.routine.lint import drafts
from tests.routine.texts import codes, exercise, routine

FROM_THE_FIGURE = {
    *("unknown-pose", "pose-has-errors", "poses-elsewhere", "unknown-view", "unknown-structure"),
    *("unknown-prop", "unknown-grip", "angle-range", "minus-angle"),
}
"""Warnings that `coach.figure.check` gives."""


def test_every_warning_is_given_by_a_rule() -> None:
    """Every code of the rules exists; a warning stands there, or is the figure's or about comments."""
    given = {code for rule in lint.RULES for code in rule.codes}
    warnings = {code for code in MEANINGS if severity_of(code) is Severity.WARNING}
    assert warnings - given == {*FROM_THE_FIGURE, drafts.CODE}
    assert {severity_of(code) for code in given - warnings} == {Severity.ERROR}


WARNINGS = [
    {"kind": "stretch"},
    {"kind": "massage"},
    {"kind": "stretch", "stop_if": "Pain.", "dose": "{hold: 61 s}"},
    {"kind": "stretch", "stop_if": "Pain.", "dose": "{hold: 4 s}"},
    {"kind": "heat", "dose": "{duration: 21 min}", "avoid_if": "[HEAT, NEUROPATHY, SKIN]"},
    {"kind": "strengthen", "stop_if": "Pain.", "dose": "{per_week: 7}", "avoid_if": "[INFLAMED, INJURY]"},
    {"start": "At 45 °C."},
    {"start": "This cures."},
    {"start": "Take calcium."},
    {"start": "Against a deficiency."},
    {"start": "Individualised proprioceptive rehabilitation methodology " * 8},
    {"evidence": "{label: may help}"},
    {"equipment": "[red band]"},
    {"dose": "{per_week: 8}"},
    {"body": "[nose]"},
    {"easier": "{id: nobody}"},
    {"harder": "{id: wave}"},
    {"avoid_if": "[DVT]", "instead": "{DVT: wave}"},
    {"picture": "missing.png"},
]


@pytest.mark.parametrize("fields", WARNINGS)
def test_a_warning_is_silenced_with_a_reason(fields: dict[str, str]) -> None:
    """A warning that an author has looked at is not shown again; nothing else is silenced with it."""
    (code,) = codes(exercise(**fields))
    allowed = f"[{{allow: {code}, because: I have looked at it.}}]"
    assert codes(exercise(**fields, lint=allowed)) == []
    other = (
        "[{allow: no-picture, because: No.}]" if code != "no-picture" else "[{allow: too-hot, because: No.}]"
    )
    assert codes(exercise(**fields, lint=other)) == [code]


BEND = exercise("bend", kind="stretch", stop_if="Pain.", dose="{hold: 20 s}")
LIFT = exercise(
    "lift", kind="strengthen", stop_if="Pain.", avoid_if="[INFLAMED, INJURY]", dose="{per_week: 3-7}"
)
IN_ROUTINES = [
    ("- {exercise: bend, side: left, hold: 5 s}", {}),
    ("- {exercise: bend, hold: 5 s}", {"max_length": "5 s"}),
    ("- {exercise: bend, hold: 61 s}", {}),
    ("- {exercise: bend, hold: 20 s}", {"occasion": "[warm-up]"}),
    ("- {exercise: lift, for: 9 s}", {"occasion": "[writing-break]"}),
    ("- {exercise: bend, hold: 5 s}\n" * 5, {"occasion": "[desk-break]", "max_length": "60 s"}),
]


@pytest.mark.parametrize(("steps", "fields"), IN_ROUTINES)
def test_a_routine_s_warning_is_silenced_with_a_reason(steps: str, fields: dict[str, str]) -> None:
    """In routines as in exercises."""
    found = codes(routine(steps, **fields), BEND, LIFT)
    assert found
    allowed = ", ".join(f"{{allow: {code}, because: I have looked at it.}}" for code in found)
    assert codes(routine(steps, **fields, lint=f"[{allowed}]"), BEND, LIFT) == []


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
