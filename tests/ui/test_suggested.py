"""What the Today page offers to begin at one press."""

from __future__ import annotations

from coach.ui.suggested import known, quick, starts
from tests.ui.cards import card

PEN = card("Pen", seconds=60, occasion=("writing-break",))
KEYS = card("Keys", seconds=62, occasion=("desk-break",))
LONG = card("Long", seconds=290, occasion=("writing-break",))
FEET = card("Feet", seconds=120, occasion=("desk-break",), body=("foot",))
BED = card("Bed", seconds=200, occasion=("bedtime",))
REST = card("Rest", seconds=300, occasion=("relaxing",))
CARDS = (BED, FEET, KEYS, LONG, PEN, REST)


def _told(found: tuple[object, ...]) -> list[tuple[str, str]]:
    return [(start.words, start.card.title) for start in found]  # type: ignore[attr-defined]  # a Start


def test_a_minute_and_five_minutes_come_first() -> None:
    """Pauses from writing go before other pauses from work of the same length."""
    assert _told(quick(CARDS, 20)) == [
        ("1 minute", "Pen"),
        ("5 minutes", "Long"),
        ("For your feet", "Feet"),
        ("Before bed", "Bed"),
    ]


def test_the_hour_decides_what_else_suits() -> None:
    """In the afternoon something to relax, in the evening and at night something before bed."""
    assert _told(quick(CARDS, 15))[-1] == ("To relax", "Rest")
    assert _told(quick(CARDS, 3))[-1] == ("Before bed", "Bed")


def test_what_is_ruled_out_or_a_rescue_is_not_offered() -> None:
    """Nor is an exercise, nor a routine of another length."""
    cards = (
        card("Barred", seconds=60, occasion=("writing-break",), barred="Not now."),
        card("Help", seconds=60, occasion=("writing-break",), rescues=("toes",)),
        card("Single", seconds=60, occasion=("writing-break",), type="exercise"),
        card("Other", seconds=120, occasion=("writing-break",)),
    )
    assert quick(cards, 12) == ()


def test_the_last_and_the_usual_routine_are_known() -> None:
    """Of past sessions, newest first: the last one, and another that was done more than once."""
    assert _told(known(CARDS, ("bed", "feet", "feet", "pen"))) == [
        ("Last time", "Bed"),
        ("You often do", "Feet"),
    ]
    assert _told(known(CARDS, ("gone", "bed", "bed", "pen"))) == [("Last time", "Bed")]
    assert known(CARDS, ("gone",)) == ()


def test_nothing_is_offered_twice_and_four_at_most() -> None:
    """What the person knows takes the place of what else suits."""
    found = _told(starts(CARDS, 20, ("pen", "bed", "bed")))
    assert found == [
        ("1 minute", "Pen"),
        ("5 minutes", "Long"),
        ("You often do", "Bed"),
        ("For your feet", "Feet"),
    ]
    assert starts((), 12, ()) == ()
