"""What is only for people who say yes to its question (`only_if`)."""

from __future__ import annotations

import pytest

from coach.routine.model import Exercise, Routine
from coach.safety.adapt import adapt
from coach.safety.profile import Profile
from coach.safety.shelf import Shelf
from coach.safety.verdict import Allowed, Hidden, Swapped, Warned, verdict
from tests.routine import texts
from tests.safety.people import exercise, library, ticked

QUESTION = "Has a clinician shown you this?"
YES = Profile(confirmed=frozenset({"wave"}))
REASON = f"Only for people who say yes to “{QUESTION}”"


def test_it_is_hidden_until_the_person_says_yes() -> None:
    """Nothing is ticked, and still it is hidden; the yes to its question opens it."""
    held = library(exercise(only_if=QUESTION))
    assert verdict(held.exercises["wave"], Profile(), held) == Hidden(REASON, question=QUESTION)
    assert verdict(held.exercises["wave"], YES, held) == Allowed()


def test_a_yes_is_to_one_question_only() -> None:
    """Having said yes to one exercise opens no other, even if that asks the same."""
    held = library(exercise(only_if=QUESTION), exercise("curl", only_if=QUESTION))
    assert isinstance(verdict(held.exercises["curl"], YES, held), Hidden)


def test_a_yes_overrules_no_condition() -> None:
    """What is ticked hides and warns as ever, and is the reason given."""
    held = library(exercise(only_if=QUESTION, avoid_if="[NUMB]", ask_first_if="[THUMB]"))
    both = Profile(frozenset({"NUMB"}), confirmed=frozenset({"wave"}))
    hidden = Hidden("You ticked “Numb feet”.", ("NUMB",))
    assert verdict(held.exercises["wave"], both, held) == hidden
    assert verdict(held.exercises["wave"], ticked("NUMB"), held) == hidden
    warned = verdict(held.exercises["wave"], Profile(frozenset({"THUMB"}), confirmed=YES.confirmed), held)
    assert isinstance(warned, Warned)


def test_what_is_not_confirmed_stands_in_for_nothing() -> None:
    """As a replacement it is offered only to those who said yes."""
    held = library(
        exercise("curl", avoid_if="[NUMB]", instead="{NUMB: wave}"), exercise("wave", only_if=QUESTION)
    )
    assert isinstance(verdict(held.exercises["curl"], ticked("NUMB"), held), Hidden)
    said = Profile(frozenset({"NUMB"}), confirmed=YES.confirmed)
    assert isinstance(verdict(held.exercises["curl"], said, held), Swapped)


def test_a_routine_leaves_it_out_and_says_why() -> None:
    """In a routine the step goes and is told; what is left of the routine is played."""
    held = library(
        exercise(only_if=QUESTION), exercise("curl"), texts.routine("- exercise: wave\n- exercise: curl")
    )
    routine = held.routines["session"]
    adapted = adapt(routine, Profile(), held)
    assert isinstance(adapted.document, Routine)
    assert [(change.exercise, change.reason) for change in adapted.changes] == [("wave", REASON)]
    assert adapt(routine, YES, held).document == routine


def test_a_routine_of_nothing_else_is_ruled_out_with_that_reason() -> None:
    """A routine that holds only what is not confirmed is not for this person, and says why."""
    held = library(exercise(only_if=QUESTION), texts.routine("- exercise: wave"))
    adapted = adapt(held.routines["session"], Profile(), held)
    assert (adapted.document, adapted.reason, adapted.tags, adapted.question) == (None, REASON, (), "")


@pytest.mark.parametrize("said", [Profile(), YES])
def test_the_library_shows_a_barred_card_until_then(said: Profile) -> None:
    """The card is there in either case, so that the person finds the question."""
    held = library(exercise(only_if=QUESTION))
    shelf = Shelf.of(held, said)
    (card,) = shelf.index.cards
    assert bool(card.barred) is (said is not YES)
    assert shelf.adapt("wave").question == ("" if said is YES else QUESTION)
    assert ("wave" in shelf.library.exercises) is (said is YES)


def test_a_whole_routine_may_be_asked_about() -> None:
    """A routine has its own question, whatever it is made of."""
    held = library(exercise(), texts.routine("- exercise: wave", only_if=QUESTION))
    shelf = Shelf.of(held, Profile())
    assert shelf.adapt("session").question == QUESTION
    assert list(shelf.library.exercises) == ["wave"]
    assert list(Shelf.of(held, Profile(confirmed=frozenset({"session"}))).library.routines) == ["session"]


def test_it_is_a_question() -> None:
    """Words that cannot be answered with yes are an error, with a hint."""
    document = texts.document(exercise(only_if=QUESTION))
    assert isinstance(document, Exercise)
    assert document.only_if == QUESTION
    (found,) = texts.told(exercise(only_if="Ask your clinician."))
    assert found.code == "not-a-question"
    assert found.hint == "Ask it: `Has a clinician shown you this?`"
