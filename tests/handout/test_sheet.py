from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from coach.handout.sheet import sheet
from coach.handout.words import languages, words
from coach.routine.plan import Side, Sides
from tests.routine import texts

if TYPE_CHECKING:
    from coach.safety.shelf import Shelf
    from tests.handout.conftest import Shelve

STEPS = """
    - exercise: wave
      for: 30 s
      hold: 10 s
      reps: 2
      note: Slowly.
"""


def test_a_sheet_says_what_the_player_will_do(shelve: Shelve) -> None:
    """Amount, sides and length come from the compiled plan."""
    shelf = shelve(
        texts.exercise("wave"), texts.routine(STEPS, revision=4, author="{name: Ada, credential: PT}")
    )
    made = sheet(shelf.library, "session", Sides(), shelf.adapt("session"))
    (row,) = made.rows
    assert (row.amount, row.sides, row.lasts, row.note) == ("2 × hold 10 s", "each side", "1 min", "Slowly.")
    assert row.is_each_side
    assert (made.author, made.revision, made.lasts) == ("Ada, PT", 4, "1 min in all")


def test_a_side_of_ones_own_shows_in_the_picture(shelve: Shelve) -> None:
    """Who writes with the left hand gets the left hand drawn."""
    shelf = shelve(texts.exercise("wave"), texts.routine(STEPS.replace("note", "side: writing\n      note")))
    left = sheet(shelf.library, "session", Sides(writing=Side.LEFT), shelf.adapt("session"))
    right = sheet(shelf.library, "session", Sides(writing=Side.RIGHT), shelf.adapt("session"))
    assert [row.mirrored for one in (left, right) for row in one.rows] == [True, False]


def test_a_sheet_speaks_its_routines_language(shelve: Shelve) -> None:
    """A German routine has German words around it."""
    shelf = shelve(texts.exercise("wave"), texts.routine(STEPS, language="de"))
    made = sheet(shelf.library, "session", Sides(), shelf.adapt("session"))
    assert made.rows[0].amount == "2 × 10 s halten"
    assert made.lasts == "insgesamt 1 min"


@pytest.mark.parametrize("often", [0, 7])
def test_a_day_has_room_for_so_many_boxes(shelve: Shelve, often: int) -> None:
    """More boxes than there is room for are refused."""
    shelf = shelve(texts.exercise("wave"))
    with pytest.raises(ValueError, match="room for 1 to 6"):
        sheet(shelf.library, "wave", Sides(), shelf.adapt("wave"), often)


def test_every_language_has_all_its_words() -> None:
    """No language lacks a text, and each has as many red flags as the page in Learn."""
    english = words("en")
    assert [len(lines) for _, lines in english.help_lists] == [12, 7]
    for language in languages():
        said = words(language)
        assert all(getattr(said, one.name) for one in fields(said))
        assert [len(lines) for _, lines in said.help_lists] == [12, 7]
        assert len(said.days) == 7


def test_a_language_without_words_of_its_own_gets_english() -> None:
    """An unknown language falls back; a region takes its language's words."""
    assert words("xx") == words("en")
    assert words("de-AT") == words("de")


def test_each_bundled_routine_has_a_sheet(bundled: Shelf) -> None:
    """Every routine that comes with Coach has at least one item on paper, each with an amount."""
    for identity in bundled.library.routines:
        made = sheet(bundled.library, identity, Sides(), bundled.adapt(identity))
        assert made.rows
        assert all(row.amount for row in made.rows)
