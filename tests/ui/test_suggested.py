"""What the Today page offers to begin at one press."""

from __future__ import annotations

from coach.ui.suggested import kept, known, quick, starts
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


def test_favourites_come_first_the_newest_before_the_others() -> None:
    """The two lengths stay; a favourite that is one of them takes its place and is not offered twice."""
    assert _told(starts(CARDS, 20, ("bed",), ("feet", "long"))) == [
        ("A favourite", "Feet"),
        ("A favourite", "Long"),
        ("1 minute", "Pen"),
        ("Last time", "Bed"),
    ]
    assert _told(starts(CARDS, 20, (), ("rest", "bed", "feet"))) == [
        ("A favourite", "Rest"),
        ("A favourite", "Bed"),
        ("A favourite", "Feet"),
        ("1 minute", "Pen"),
        ("5 minutes", "Long"),
    ]


def test_of_many_favourites_the_newest_four_are_offered() -> None:
    """With both lengths these are six."""
    found = _told(starts(CARDS, 20, (), ("rest", "bed", "feet", "keys", "pen")))
    assert [title for _, title in found] == ["Rest", "Bed", "Feet", "Keys", "Pen", "Long"]


def test_a_favourite_that_cannot_be_begun_is_not_offered() -> None:
    """What is gone, ruled out, a rescue or a programme is left out; an exercise can be begun."""
    cards = (
        card("Barred", barred="Not now."),
        card("Help", rescues=("toes",)),
        card("Weeks", type="programme"),
        card("Single", type="exercise"),
    )
    assert _told(kept(cards, ("gone", "barred", "help", "weeks", "single"))) == [("A favourite", "Single")]
