from __future__ import annotations

import pytest

from tests.routine.texts import codes, exercise, remarks, routine, told

STRENGTH = {"kind": "strengthen", "stop_if": "It hurts.", "avoid_if": "[INFLAMED, INJURY]"}


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ("{per_week: 8}", "8"),
        ("{per_week: 6, days: weekdays}", "6"),
        ("{per_day: 30, duration: 20 min}", "30"),
    ],
)
def test_a_dose_that_does_not_fit(dose: str, words: str) -> None:
    """More times than a waking day has room for, or more days than the week or the named days are."""
    assert remarks(exercise(dose=dose)) == [("dose-over-day", words)]


@pytest.mark.parametrize(
    "dose",
    [
        "{per_week: 7}",
        "{per_week: 5, days: weekdays}",
        "{per_week: 3, days: every other day}",
        "{per_day: 3, duration: 20 min}",
    ],
)
def test_a_dose_that_fits(dose: str) -> None:
    """As much as there is room for is well."""
    assert codes(exercise(dose=dose)) == []


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ("{per_week: 4}", "4"),
        ("{per_week: 5-7}", "5-7"),
        ("{days: daily}", "daily"),
        ("{days: weekdays}", "weekdays"),
        ("{days: 'wed, tue'}", "'wed, tue'"),
        ("{days: 'sun, mon'}", "'sun, mon'"),
        ("{per_day: 2-3}", "2-3"),
    ],
)
def test_strength_work_without_rest(dose: str, words: str) -> None:
    """Strength work for the same muscles on days in a row, or twice on one day, deserves a second look."""
    assert remarks(exercise(**STRENGTH, dose=dose)) == [("strength-too-often", words)]
    assert codes(exercise(dose=dose)) == []


@pytest.mark.parametrize(
    "dose",
    [
        "{per_week: 3-7}",
        "{days: every other day}",
        "{days: as needed}",
        "{days: 'mon, wed, fri'}",
        "{per_week: 3, days: daily}",
        "{per_day: 1-2}",
        "{}",
    ],
)
def test_strength_work_that_can_be_done_with_a_day_between(dose: str) -> None:
    """A range whose lower end leaves a day between is well."""
    assert codes(exercise(**STRENGTH, dose=dose)) == []


CALF = exercise("calf", **STRENGTH, dose="{per_week: 2-3}")
OFTEN = exercise("often", **STRENGTH, dose="{per_week: 5-7}")
DAILY = exercise("daily", **STRENGTH, dose="{days: daily}")
FREE = exercise("free", **STRENGTH)
WAVE = exercise()


@pytest.mark.parametrize(
    ("fields", "often"),
    [
        ({"use_when": "Every day before supper."}, "every day"),
        ({"use_when": "Twice a day."}, "every day"),
        ({"use_when": "5 to 7 days a week."}, "on 5 days a week"),
        ({"use_when": "4-5 times a week."}, "on 4 days a week"),
        ({"occasion": "[bedtime]"}, "every day"),
        ({"occasion": "[desk-break]", "use_when": "When you are stiff."}, "every day"),
    ],
)
def test_a_routine_done_more_often_than_its_strength_work(fields: dict[str, str], often: str) -> None:
    """The exercise is underlined, and both numbers are told."""
    text = routine("- {exercise: wave, for: 9 s}\n- {exercise: calf, for: 9 s}", **fields)
    (found,) = told(text, CALF, WAVE)
    assert found.code == "strength-too-often"
    assert found.message == f"`calf` is strength work for 3 days a week, the routine is done {often}."
    assert (found.span.line, found.span.column) == (7 + len(fields), 14)


@pytest.mark.parametrize(
    ("steps", "fields"),
    [
        ("- {exercise: calf, for: 9 s}", {"use_when": "Every other day, and not every day."}),
        ("- {exercise: calf, for: 9 s}", {"use_when": "2-3 times a week.", "occasion": "[morning]"}),
        ("- {exercise: calf, for: 9 s}", {"occasion": "[training]"}),
        ("- {exercise: often, for: 9 s}", {"use_when": "Daily."}),
        ("- {exercise: daily, for: 9 s}", {"use_when": "Daily."}),
        ("- {exercise: free, for: 9 s}", {"use_when": "3 days a week."}),
        ("- {exercise: wave, for: 9 s}", {"use_when": "Every morning."}),
    ],
)
def test_a_routine_done_as_often_as_its_strength_work(steps: str, fields: dict[str, str]) -> None:
    """What the exercise's own dose allows, the routine may do."""
    assert codes(routine(steps, **fields), CALF, OFTEN, DAILY, FREE, WAVE) == []


def test_strength_work_that_names_no_days_is_taken_for_every_other_day() -> None:
    """Without a word about days, three days a week are assumed."""
    assert remarks(routine("- {exercise: free, for: 9 s}", use_when="Daily."), FREE) == [
        ("strength-too-often", "free")
    ]
