"""Cues are whole phrases of at most six words, or are left to the author."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.cues import LONGEST, cue


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Stand facing a wall.", "Stand facing a wall"),
        ("Hold.", "Hold"),
        ("Step one leg back, heel down.", "Step one leg back"),
        ("With your arm straight, bend the wrist down.", "Bend the wrist down"),
        ("Bend the wrist down, then let it come back.", "Bend the wrist down"),
        ("Straighten the elbow completely and then turn the palm up.", "Straighten the elbow completely"),
    ],
)
def test_a_cue_is_a_whole_phrase(sentence: str, said: str) -> None:
    """It says what to do and breaks off nowhere."""
    assert cue(sentence) == said


@pytest.mark.parametrize(
    "sentence",
    [
        "Sit on the edge of a firm chair with your feet flat on the floor.",
        "Use the other hand to bend the wrist back until you feel a stretch.",
        "Do not let the heel lift off the floor at any time.",
        "Squeeze the putty as hard as is comfortable.",
        "Bend the knee only so far that it does not hurt.",
        "Take the tip of the thumb with the other hand and bend it gently across the palm.",
        "Take the tip of the thumb, then bend it gently.",
        "Place a rolled up towel under the ball of your foot.",
        "Slowly bend your fingers into a fist and then open them again.",
        "Squeeze the putty between thumb and the tip of each finger.",
        "x" * 200,
    ],
)
def test_no_cue_is_better_than_half_a_sentence(sentence: str) -> None:
    """Where no short phrase stands by itself, or a limit would be cut off, there is none."""
    assert cue(sentence) == ""


@given(st.lists(st.sampled_from(["bend", "the", "hand", "and", "then", "not", ",", ".", "with", "as", "of"])))
def test_a_cue_has_six_words_at_most_in_the_order_they_stood(words: list[str]) -> None:
    """Whatever the sentence, nothing is put into its words, and `not` is never left out."""
    sentence = " ".join(words)
    said = cue(sentence)
    assert len(said.split()) <= LONGEST
    assert said.lower() in sentence.lower()
    assert "not" not in words or not said or "not" in said.lower().split()
