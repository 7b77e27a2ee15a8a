from __future__ import annotations

from datetime import date

from coach.safety.profile import Profile
from coach.safety.questions import questions
from tests.routine import texts
from tests.safety.people import exercise, library

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def test_everything_that_would_change_a_routine_is_asked() -> None:
    """Tags of the routine, of its exercises, of replacements, and rules for all: in the order of the list."""
    held = library(
        exercise(avoid_if="[NUMB]", instead="{NUMB: curl}"),
        exercise("curl", ask_first_if="[THUMB]"),
        exercise("bend", body="[calf]"),
        texts.routine(
            "- {block: all, steps: [{exercise: wave}, {rest: 5s}]}\n- {exercise: bend}", ask_first_if="[HOT]"
        ),
    )
    routine = held.routines["session"]
    assert questions(routine, Profile(), held, MONDAY) == ("CLOT", "HOT", "NUMB", "THUMB")


def test_an_exercise_is_asked_about_too() -> None:
    """Played alone, an exercise asks for itself and for what could be offered in its place."""
    held = library(
        exercise(avoid_if="[NUMB]", instead="{NUMB: curl}"),
        exercise("curl", avoid_if="[THUMB]", instead="{THUMB: wave}"),
    )
    assert questions(held.exercises["wave"], Profile(), held, MONDAY) == ("NUMB", "THUMB")


def test_what_may_come_overnight_is_asked_once_a_day() -> None:
    """A condition of the day is asked again tomorrow, a lasting one never, whatever was ticked."""
    held = library(exercise(avoid_if="[HOT, NUMB]"))
    wave = held.exercises["wave"]
    answered = Profile().answer(("HOT", "NUMB"), ("HOT",), MONDAY)
    assert questions(wave, answered, held, MONDAY) == ()
    assert questions(wave, answered, held, TUESDAY) == ("HOT",)


def test_a_clock_set_back_asks_again() -> None:
    """An answer from a day that has not come yet is no answer for today."""
    held = library(exercise(avoid_if="[HOT]"))
    answered = Profile().answer(("HOT",), (), TUESDAY)
    assert questions(held.exercises["wave"], answered, held, MONDAY) == ("HOT",)


def test_a_rescue_asks_nothing() -> None:
    """Nobody fills in a list during a cramp: the rescue's own first step is the gate."""
    steps = "- {exercise: wave}"
    held = library(exercise(avoid_if="[HOT]"), texts.routine(steps, rescues="[calf]"))
    assert questions(held.routines["session"], Profile(), held, MONDAY) == ()


def test_what_nobody_can_ask_is_not_asked() -> None:
    """A tag without a question and a replacement without a file are passed over."""
    held = library(exercise(avoid_if="[GOUT]", instead="{GOUT: gone}"))
    assert questions(held.exercises["wave"], Profile(), held, MONDAY) == ()
