from __future__ import annotations

import pytest

from coach.routine import index as cards
from coach.safety.adapt import Adapted
from coach.safety.shelf import Shelf, document
from tests.routine import texts
from tests.safety.people import exercise, library, ticked

HELD = library(
    exercise("wave"),
    exercise("numbing", avoid_if="[NUMB]", instead="{NUMB: wave}"),
    texts.routine("- {exercise: wave}\n- {exercise: numbing}", "mixed"),
    texts.routine("- {exercise: numbing}", "all-numbing", avoid_if="[NUMB]"),
)


def test_who_ticked_nothing_has_the_library_as_it_is() -> None:
    """Without a condition the library, its cards and every document are those of the files."""
    shelf = Shelf.of(HELD, ticked())
    assert shelf.library is HELD
    assert shelf.index == cards.build(HELD)
    assert shelf.adapt("mixed") == Adapted(HELD.routines["mixed"])


def test_only_what_suits_is_in_the_persons_library() -> None:
    """What is ruled out cannot be reached; what is changed is there as changed, and can be played."""
    shelf = Shelf.of(HELD, ticked("NUMB"))
    assert set(shelf.library.exercises) == {"wave"}
    assert set(shelf.library.routines) == {"mixed"}
    assert {step.exercise for step in shelf.library.timeline("mixed").steps} == {"wave"}
    assert shelf.written is HELD


def test_every_card_is_there_and_says_what_became_of_it() -> None:
    """Ruled out: as written, with the reason and what suits. Changed: its new length and how much changed."""
    shown = {card.id: card for card in Shelf.of(HELD, ticked("NUMB")).index.cards}
    plain = {card.id: card for card in cards.build(HELD).cards}
    assert set(shown) == set(plain)
    assert shown["wave"] == plain["wave"]
    assert (shown["numbing"].barred, shown["numbing"].instead) == ("You ticked “Numb feet”.", "The wave")
    assert shown["numbing"].seconds == plain["numbing"].seconds
    assert (shown["mixed"].barred, shown["mixed"].changes) == ("", 1)
    assert shown["mixed"].seconds < plain["mixed"].seconds
    assert (shown["all-numbing"].barred, shown["all-numbing"].instead) == ("You ticked “Numb feet”.", "")


def test_an_unknown_id_is_unknown() -> None:
    """What no file holds raises KeyError, ticked or not."""
    for profile in (ticked(), ticked("NUMB")):
        with pytest.raises(KeyError):
            Shelf.of(HELD, profile).adapt("no-such-thing")
    with pytest.raises(KeyError):
        document(HELD, "no-such-thing")
