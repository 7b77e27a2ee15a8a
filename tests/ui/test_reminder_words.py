"""How the reminders stand, in words."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from coach.reminders.told import Expected, PauseTold, Told
from coach.ui import reminder_words as words
from tests.ui.reminders import BED, KEYS, NOW, OFFER, told

ZONE = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (told(), "Next: Short pause from the keyboard, after 6 more minutes of work, about 09:06."),
        (told(expected=(BED,)), "Next: Before bed, 22:00."),
        (told(offer=OFFER), "It is time: Short pause from the keyboard. You have worked for a while."),
        (told(expected=()), "There is no rule for this place yet."),
        (told(expected=(Expected("a", "A", "r", ""),)), "Nothing more today."),
        (
            told(pauses=(PauseTold("hour", NOW + 3600),)),
            "Paused until 10:00. What you do meanwhile is not counted.",
        ),
        (
            told(pauses=(PauseTold("open", None), PauseTold("hour", NOW + 3600))),
            "Paused until you go on. What you do meanwhile is not counted.",
        ),
    ],
)
def test_the_state_is_a_sentence(given: Told, said: str) -> None:
    """What comes next and when, or why nothing does."""
    assert words.state(given, ZONE) == said


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (told(), "On, for “At the desk”."),
        (told(profile="night shift"), "On, for “night shift”."),
        (told(expected=()), "There is no rule for this place yet."),
    ],
)
def test_beside_the_list_it_is_short(given: Told, said: str) -> None:
    """Where the rules stand below, only the profile is named."""
    assert words.standing(given, ZONE) == said


def test_a_hold_is_told_with_the_time() -> None:
    """Each reason is there: nobody wonders why nothing comes."""
    held = Expected("a", "A", "r", "", NOW + 60, 60.0, ("a call is on", "quiet hours"))
    said = "after 1 more minute of work, about 09:01; held: a call is on, quiet hours"
    assert words.expected(held, NOW, ZONE) == said
    assert words.expected(Expected("a", "A", "r", "", NOW - 1), NOW, ZONE) == "now"
    assert words.expected(Expected("a", "A", "r", "", open=True), NOW, ZONE) == "open now"
    assert words.expected(Expected("a", "A", "r", ""), NOW, ZONE) == "not today"
    assert words.expected(KEYS, NOW, ZONE).startswith("after 6 more minutes")


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (1, "10:00"),
        (15, "tomorrow"),
        (25, "tomorrow 10:00"),
        (49, "Wednesday 10:00"),
        (240, "3 December 09:00"),
    ],
)
def test_a_moment_is_said_as_people_say_it(hours: int, said: str) -> None:
    """Today the time alone; midnight is the beginning of tomorrow."""
    assert words.when(NOW + hours * 3600, NOW, ZONE) == said


def test_handwriting_mode_says_how_long_it_lasts() -> None:
    """In whole minutes, the one that runs included."""
    assert words.writing(told()) == ""
    assert words.writing(told(writing_until=NOW + 2521)) == "43 min left"
    assert words.writing(told(writing_until=NOW - 5)) == "1 min left"
