from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.routine.index import build
from coach.ui.library_filter import AREAS, KINDS, MINUTES, Wanted, main_area
from tests.ui.cards import card

if TYPE_CHECKING:
    from coach.routine.library import Library


@pytest.mark.parametrize("typed", ["", "writ", "WRIT", "cramp writ", "writer's", "  cramp "])
def test_every_word_typed_begins_a_word_of_the_card(typed: str) -> None:
    """Beginnings of words are enough, in any order and in small letters or capitals."""
    assert Wanted(typed).matches(card("Writer's break", search="writer's break cramp"))


@pytest.mark.parametrize("typed", ["riter", "writer heel", "writers-"])
def test_a_word_that_begins_none_finds_nothing(typed: str) -> None:
    """The middle of a word does not count, and one word that fits nowhere is enough to miss."""
    assert not Wanted(typed).matches(card("Writer's break", search="writer's break cramp"))


def test_a_hyphen_is_a_space() -> None:
    """ "one-minute" finds what is written "one minute", and the other way round."""
    assert Wanted("one-minute").matches(card("One minute"))
    assert Wanted("one minute").matches(card("One-minute", search="one-minute"))


def test_only_the_type_asked_for_is_found() -> None:
    """Routines and exercises are never mixed."""
    exercise = card(type="exercise")
    assert not Wanted().matches(exercise)
    assert Wanted(type="exercise").matches(exercise)


@pytest.mark.parametrize(
    ("wanted", "fits", "misses"),
    [
        (Wanted(area="toes"), {"body": ("big-toe", "hand")}, {"body": ("hand",)}),
        (Wanted(kind="massage"), {"kinds": ("stretch", "massage")}, {"kinds": ("stretch",)}),
        (Wanted(seconds="60"), {"seconds": 60.0}, {"seconds": 60.5}),
    ],
)
def test_each_choice_narrows(wanted: Wanted, fits: dict[str, object], misses: dict[str, object]) -> None:
    """Area, kind and time each keep what fits and leave out what does not; the bound itself fits."""
    assert wanted.matches(card(**fits))
    assert not wanted.matches(card(**misses))


def test_titles_that_answer_come_first() -> None:
    """First the words as typed in the title, then all words somewhere in it, then the rest in given order."""
    cards = [
        card("Evening", search="evening thumb care"),
        card("Care of the thumb", search="care of the thumb"),
        card("Thumb care", search="thumb care"),
        card("Bedtime", search="bedtime thumb care"),
    ]
    found = Wanted("thumb care").chosen(cards)
    assert [each.title for each in found] == ["Thumb care", "Care of the thumb", "Evening", "Bedtime"]


def test_nothing_typed_keeps_the_order() -> None:
    """Without words the cards stay as the index has them."""
    cards = [card("B"), card("A"), card("C")]
    assert Wanted().chosen(cards) == cards


@pytest.mark.parametrize(
    ("body", "area"),
    [
        (("thumb", "wrist", "calf"), "hands"),
        (("sole", "heel", "toes"), "feet"),
        (("big-toe",), "toes"),
        (("calf",), "legs"),
        (("neck", "shoulders"), "body"),
        (("elbow",), "body"),
        ((), "body"),
    ],
)
def test_the_main_area_is_where_most_parts_belong(body: tuple[str, ...], area: str) -> None:
    """The area with most of the named parts; the body where nothing is known of them."""
    assert main_area(body) == area


def test_every_bundled_card_can_be_found_by_area_and_kind(bundled: Library) -> None:
    """Each routine and exercise that comes with Coach is in an area, and is of a kind that has a name."""
    names = frozenset().union(*(names for _, names in AREAS.values()))
    cards = build(bundled).cards
    assert not [each.id for each in cards if not names.intersection(each.body)]
    assert not {kind for each in cards for kind in each.kinds} - set(KINDS)


def test_every_choice_finds_something_that_comes_with_coach(bundled: Library) -> None:
    """No filter leads to an empty page by itself."""
    cards = build(bundled).cards
    wanted = [
        *(Wanted(area=area, type="exercise") for area in AREAS),
        *(Wanted(kind=kind, type="exercise") for kind in KINDS),
        *(Wanted(seconds=seconds) for seconds in MINUTES),
    ]
    assert not [each for each in wanted if not each.chosen(cards)]
