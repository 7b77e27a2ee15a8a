"""Rules in words: what each is called, what it does and how it comes."""

from __future__ import annotations

from datetime import time

import pytest

from coach.reminders import telling
from coach.reminders.daytime import MIDNIGHT, Window
from coach.reminders.rule import (
    ActiveTime,
    Announce,
    ClockTime,
    Dose,
    Hydration,
    Ignored,
    Manner,
    Purpose,
    Rule,
    bedtime,
)

PEN = ActiveTime.usual(Purpose.WRITING_MICRO, "writer-micro-60")
DOSE = "It looks for a natural break."
DRINK = "Every 1 h 30 min that you are up: a few sips, or 200 ml if you are thirsty."
WORK = frozenset(range(5))


@pytest.mark.parametrize(
    ("rule", "title", "words"),
    [
        (PEN, "", "After 20 min of writing, a pause of 45 s."),
        (PEN, "One minute", "After 20 min of writing, a pause of 45 s: One minute."),
        (bedtime("b", time(22, 30)), "Calves", "Calves, 30 min before 22:30."),
        (ClockTime("c", "r", (time(15), time(9, 5))), "", "At 09:05 and 15:00."),
        (
            ClockTime("c", "r", (time(9),), (Window(time(12), time(13)),), WORK),
            "",
            "At 09:00, and once between 12:00 and 13:00, Monday to Friday.",
        ),
        (
            Dose("d", "r"),
            "Tendon glides",
            f"Tendon glides, 3 times a day, at least 2 h apart, between 08:00 and 21:00. {DOSE}",
        ),
        (
            Dose("d", "r", times_a_day=1, window=Window(MIDNIGHT, MIDNIGHT), days=frozenset({5, 6})),
            "",
            f"Once a day, Saturday and Sunday. {DOSE}",
        ),
        (
            Dose("d", "r", times_a_day=2, apart=0),
            "",
            f"Twice a day, between 08:00 and 21:00. {DOSE}",
        ),
        (Hydration("h"), "", DRINK),
        (
            Hydration("h", goal=1600, limit=1000),
            "",
            f"{DRINK} At most 1000 ml a day.",
        ),
    ],
)
def test_a_rule_says_what_it_does(rule: Rule, title: str, words: str) -> None:
    """Each kind of rule reads as a sentence, with its routine's title where that is known."""
    assert telling.sentence(rule, title) == words


@pytest.mark.parametrize(
    ("rule", "title", "words"),
    [
        (PEN, "One minute", "Short pause from writing"),
        (Hydration("h"), "", "Something to drink"),
        (bedtime("b", time(22)), "Calves", "Before bed"),
        (Dose("d", "tendon-glides"), "", "Tendon glides"),
        (Dose("d", "tendon-glides"), "The glides", "The glides"),
        (ClockTime("noon", "", (time(12),)), "", "noon"),
    ],
)
def test_a_rule_has_a_name(rule: Rule, title: str, words: str) -> None:
    """A pause is called after its purpose, a routine at a time of day after the routine."""
    assert telling.name(rule, title) == words


def test_how_a_rule_comes_is_said() -> None:
    """The manner of coming, what becomes of it unanswered, and what else was chosen."""
    assert telling.how(Manner()) == (
        "It comes as a quiet notification. Without an answer it stays as a small strip for half an hour."
    )
    manner = Manner(Announce.WINDOW, Ignored.ASK_AGAIN, strict=True, everywhere=True, in_quiet_hours=True)
    assert telling.how(manner) == (
        "It comes as a window on all screens. Without an answer it comes again a little later, twice at most."
        " In quiet hours too. Strict: it cannot be put off."
    )
    at_work = Manner(Announce.WINDOW, Ignored.GO_AWAY, working_hours_only=True)
    assert telling.how(at_work) == (
        "It comes as a window on the screen you are at. Without an answer it goes away."
        " Only in working hours."
    )


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (range(7), "every day"),
        (range(1, 4), "Tuesday to Thursday"),
        ([6], "Sunday"),
        ([0, 2, 4], "Monday, Wednesday and Friday"),
    ],
)
def test_days_are_said_as_people_say_them(chosen: list[int], words: str) -> None:
    """Days in a row are a range, others are named."""
    assert telling.days(chosen) == words


def test_windows_have_words() -> None:
    """A window from a time to itself is the whole day."""
    assert telling.window(Window(MIDNIGHT, MIDNIGHT)) == "all day"
