from __future__ import annotations

from datetime import time

import pytest

from coach.routine.comparison import Comparison
from coach.routine.programme import Item, Progress, Rhythm
from coach.routine.programme_printing import described, how_often, length
from tests.routine.regimens import item, regimen


def test_a_programme_reads_as_a_page() -> None:
    """Its length, whom it is for, and every item with how often, notes and what comes next."""
    rule = Progress("next", (("pain", Comparison("<=", 2.0)),), sessions=6, needs_approval=True)
    plan = regimen(
        item("putty", progress=rule, note="Softest first.", start=time(8), end=time(21)),
        item("next", follows="putty", about=True, barred="You ticked “gout”.", rhythm=Rhythm.AS_NEEDED),
        length=28,
        use_when="For a weak hand.",
        not_when="It is swollen.",
    )
    assert described(plan) == (
        "Hands\n"
        "hands, revision 2: 4 weeks from 2026-11-23\n"
        "For a weak hand.\n"
        "Not when: It is swollen.\n"
        "\n"
        "The putty (putty), 5 min\n"
        "  once a day, 08:00-21:00, every day\n"
        "  Softest first.\n"
        "  Then next: pain 2 or less in the last 6 sessions, once your therapist has agreed\n"
        "\n"
        "The next (next), about 5 min\n"
        "  when needed\n"
        "  You ticked “gout”.\n"
        "  After putty\n"
    )


@pytest.mark.parametrize(
    ("days", "words"), [(0, "without end"), (7, "1 week"), (10, "10 days"), (1, "1 day")]
)
def test_a_length_is_told_in_weeks_where_it_is_weeks(days: int, words: str) -> None:
    """And in days where it is not."""
    assert length(regimen(length=days, starts=None)) == words


@pytest.mark.parametrize(
    ("which", "words"),
    [
        (
            item(per_day=(2, 3), apart=9000.0, start=time(8), end=time(21)),
            "2 to 3 times a day, at least 2 h 30 min apart, 08:00-21:00, every day",
        ),
        (item(at=(time(9), time(15)), days=(0, 3)), "at 09:00 and 15:00, on mon, thu"),
        (
            item(rhythm=Rhythm.PER_WEEK, per_week=(5, 7), start=time(8), end=time(9)),
            "once a day, 08:00-09:00, 5 to 7 days a week",
        ),
        (
            item(rhythm=Rhythm.EVERY_OTHER_DAY, apart=1800.0, start=time(8), end=time(9)),
            "once a day, at least 30 min apart, 08:00-09:00, every other day",
        ),
    ],
)
def test_how_often_is_told_in_words(which: Item, words: str) -> None:
    """Times, distance, window and days."""
    assert how_often(which) == words
