from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.routine import meant, quantity
from coach.routine.synonyms import suggestion


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("30s.", "Write `30 s`."),
        ("about 30 seconds", "Write `30 s`."),
        ("half a minute", "Write `30 s`."),
        ("15 to 30 s", "Write `15-30 s`."),
        ("2'", "Write `2 min`."),
        ("30 s x 3", "Repetitions have a line of their own. Write `reps: 3` and `hold: 30 s`."),
        ("no", "Write `0 s`, or take the line out."),
        ("30 s 1 min", ""),
        ("soon", ""),
    ],
)
def test_lengths_of_time(text: str, hint: str) -> None:
    """What stands for a length of time is written as Coach reads it; of what is unclear nothing is said."""
    assert meant.duration(text) == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("3x10", "Sets and repetitions have a line each. Write `sets: 3` and `reps: 10`."),
        ("ten", "Write `10`."),
        ("8 to 12", "Write only the number: `8-12`."),
        ("1O", "There is a letter in it that looks like a digit. Write `10`."),
        ("many", ""),
    ],
)
def test_counts(text: str, hint: str) -> None:
    """Words, letters for digits, sets times repetitions."""
    assert meant.count(text) == hint


@pytest.mark.parametrize(
    ("title", "identity"),
    [("Håndledd: tøy!", "handledd-toy"), ("Großzehe", "grosszehe"), ("Bob's", "bobs"), ("…", "")],
)
def test_ids_are_made_of_titles(title: str, identity: str) -> None:
    """Accents, capitals and signs become small letters and hyphens."""
    assert meant.slug(title) == identity


def test_other_languages_and_habits_are_understood() -> None:
    """A word stands for one of the format's, among those that are possible at its place."""
    assert suggestion("venstre", ["left", "right"]) == "Did you mean `left`?"
    assert suggestion("Times per day", ["per_day", "per_week"]) == "Did you mean `per_day`?"
    assert suggestion("venstre", ["stretch"]) == ""


@given(st.text(max_size=300))
@example("0000000")
@example("1.2345")
def test_a_hint_never_fails(text: str) -> None:
    """Whatever is written: a hint or none; and a length that is suggested can be read."""
    for hint in (meant.count, meant.days, meant.tempo, meant.comparison, meant.number):
        assert isinstance(hint(text), str)
    said = meant.duration(text)
    if said.startswith("Write `") and "," not in said:
        try:
            quantity.duration(said.split("`")[1])
        except quantity.QuantityError as error:
            assert "longer than a day" in str(error) or "backwards" in str(error)  # noqa: PT017 - either is fine
