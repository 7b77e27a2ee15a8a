from __future__ import annotations

from dataclasses import replace

import pytest

from coach import times
from coach.routine.plan import Phase, Seconds, Step
from coach.ui import words

STEP = Step(phase=Phase.HOLD, goal=Seconds(10), start=0, length=10, item=1)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0:00"), (0.001, "0:01"), (11.2, "0:12"), (12, "0:12"), (295, "4:55"), (-3, "0:00")],
)
def test_a_countdown_rounds_up(seconds: float, shown: str) -> None:
    """A countdown shows 0:01 until the very end, and never a negative time."""
    assert times.clock(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "said"), [(45, "45 s"), (60, "1 min"), (295, "4 min 55 s"), (0.2, "0 s"), (600, "10 min")]
)
def test_lengths_are_said_as_people_say_them(seconds: float, said: str) -> None:
    """Whole minutes carry no seconds, and less than a minute carries no minutes."""
    assert times.length(seconds) == said


def test_counts_name_only_what_is_counted() -> None:
    """A single repetition is not counted aloud; several repetitions, sets and rounds are."""
    assert words.counts(STEP) == ""
    assert words.counts(replace(STEP, rep=1, reps=1)) == ""
    counted = replace(STEP, rep=3, reps=10, set=2, sets=3, round=1, rounds=2)
    assert words.counts(counted) == "Rep 3 of 10 · Set 2 of 3 · Round 1 of 2"


def test_every_phase_and_side_has_its_word() -> None:
    """No phase and no side is ever shown without a word."""
    assert set(words.PHASES) == set(Phase)
    assert all(words.SIDES.values())
