from __future__ import annotations

import pytest

from coach.safety.verdict import Allowed, Hidden, Swapped, Warned, verdict
from tests.safety.people import exercise, library, ticked

HIDDEN_BY_NUMB = Hidden("You ticked “Numb feet”.", ("NUMB",))


def test_without_a_tick_everything_is_allowed() -> None:
    """Tags matter only to people who ticked them."""
    held = library(exercise(avoid_if="[NUMB]", ask_first_if="[THUMB]", kind="massage"))
    assert verdict(held.exercises["wave"], ticked(), held) == Allowed()


def test_a_ticked_condition_hides_what_names_it() -> None:
    """A condition in `avoid_if` hides the exercise and says why in the person's words."""
    held = library(exercise(avoid_if="[NUMB]"))
    assert verdict(held.exercises["wave"], ticked("NUMB"), held) == HIDDEN_BY_NUMB


def test_a_ticked_condition_warns_where_it_is_asked_about() -> None:
    """A condition in `ask_first_if` warns with the whole question; several are asked in the list's order."""
    held = library(exercise(ask_first_if="[THUMB, NUMB]"))
    reason, question = "You ticked “Numb feet” and “A sore thumb”.", "Are your feet numb? Is your thumb sore?"
    found = verdict(held.exercises["wave"], ticked("NUMB", "THUMB"), held)
    assert found == Warned(reason, question, ("NUMB", "THUMB"))


@pytest.mark.parametrize(
    ("fields", "tag"),
    [
        ({"kind": "massage"}, "CLOT"),
        ({"body": "[foot, calf]"}, "CLOT"),
        ({"kind": "strengthen"}, "HOT"),
        ({"equipment": "[a bag of ice]"}, "HOT"),
        ({"equipment": "[Foam Roller]"}, "HOT"),
    ],
)
def test_a_rule_for_all_exercises_catches_those_without_tags(fields: dict[str, str], tag: str) -> None:
    """A therapist's own exercise is hidden by its kind, its place or what it needs, as any other."""
    held = library(exercise(**fields))
    found = verdict(held.exercises["wave"], ticked("CLOT", "HOT", "NUMB"), held)
    assert isinstance(found, Hidden)
    assert found.tags == (tag,)


def test_a_word_within_a_word_is_no_match() -> None:
    """“Ice” does not rule out rice, nor a foam roller a roller of another kind."""
    held = library(exercise(equipment="[a bowl of rice, roller]"))
    assert verdict(held.exercises["wave"], ticked("HOT"), held) == Allowed()


def test_hiding_is_stronger_than_warning() -> None:
    """What is ruled out by one condition is not offered with a warning about another."""
    held = library(exercise(avoid_if="[NUMB]", ask_first_if="[THUMB]"))
    assert verdict(held.exercises["wave"], ticked("NUMB", "THUMB"), held) == HIDDEN_BY_NUMB


def test_a_replacement_takes_the_place() -> None:
    """Where the exercise names another one for this condition, that one is done instead."""
    held = library(exercise(avoid_if="[NUMB]", instead="{NUMB: curl}"), exercise("curl"))
    found = verdict(held.exercises["wave"], ticked("NUMB"), held)
    assert found == Swapped("curl", "You ticked “Numb feet”.", ("NUMB",))


def test_every_hiding_condition_must_allow_the_replacement() -> None:
    """A replacement that another ticked condition hides, by its tag or by its kind, is never offered."""
    files = exercise(avoid_if="[NUMB, THUMB]", instead="{NUMB: curl}"), exercise("curl", avoid_if="[THUMB]")
    held = library(*files)
    assert isinstance(verdict(held.exercises["wave"], ticked("NUMB"), held), Swapped)
    assert isinstance(verdict(held.exercises["wave"], ticked("NUMB", "THUMB"), held), Hidden)
    held = library(exercise(avoid_if="[NUMB]", instead="{NUMB: rub}"), exercise("rub", kind="massage"))
    assert isinstance(verdict(held.exercises["wave"], ticked("NUMB", "CLOT"), held), Hidden)


def test_of_two_replacements_the_one_that_suits_is_taken() -> None:
    """If the first condition's replacement is ruled out and the second's is not, the second is done."""
    held = library(
        exercise(avoid_if="[NUMB, THUMB]", instead="{NUMB: curl, THUMB: bend}"),
        exercise("curl", avoid_if="[THUMB]"),
        exercise("bend"),
    )
    found = verdict(held.exercises["wave"], ticked("NUMB", "THUMB"), held)
    assert isinstance(found, Swapped)
    assert found.by == "bend"


def test_a_replacement_that_is_not_there_is_none() -> None:
    """If the file of the replacement has errors, the exercise is simply hidden."""
    held = library(exercise(avoid_if="[NUMB]", instead="{NUMB: gone}"))
    assert verdict(held.exercises["wave"], ticked("NUMB"), held) == HIDDEN_BY_NUMB


def test_a_condition_that_no_list_explains_still_counts() -> None:
    """A tag without an entry hides and warns as well, under its own name."""
    held = library(exercise(avoid_if="[GOUT]"), exercise("curl", ask_first_if="[GOUT]"))
    assert verdict(held.exercises["wave"], ticked("GOUT"), held) == Hidden("You ticked “GOUT”.", ("GOUT",))
    warned = Warned("You ticked “GOUT”.", "GOUT", ("GOUT",))
    assert verdict(held.exercises["curl"], ticked("GOUT"), held) == warned


def test_a_sentence_names_two_conditions_at_most() -> None:
    """Of many reasons the first two stand in the sentence, and how many more there are."""
    held = library(exercise(kind="massage", avoid_if="[NUMB, THUMB, HOT]"))
    found = verdict(held.exercises["wave"], ticked("CLOT", "HOT", "NUMB", "THUMB"), held)
    assert isinstance(found, Hidden)
    assert found.reason == "You ticked “A swollen leg”, “A hot joint” and 2 more."
