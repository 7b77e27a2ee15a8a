from __future__ import annotations

import difflib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coach.routine.diagnostics import LIKE, did_you_mean, nearest

WORDS = st.text("abcdeE é-_9ß", max_size=90)


@given(WORDS, st.lists(WORDS.filter(bool), max_size=20, unique_by=str.lower))
@example("a" * 90, ["a" * 90, "b"])
@example("éééé", ["ßßßß", "éßßß"])
def test_the_nearest_word_is_the_one_that_a_look_at_each_would_find(word: str, known: list[str]) -> None:
    """The short cut over the letters that two words share leaves nothing out."""
    by_look = {name.lower(): name for name in known}
    found = difflib.get_close_matches(word.lower()[:80], by_look, n=1, cutoff=LIKE)
    assert nearest(word, known) == (by_look[found[0]] if found else "")


@pytest.mark.parametrize(
    ("word", "said"),
    [("Strech", "Did you mean `stretch`?"), ("stretsch", "Did you mean `stretch`?"), ("xylophone", "")],
)
def test_a_near_word_is_suggested(word: str, said: str) -> None:
    """Capitals do not count; what is like nothing gets no suggestion."""
    assert did_you_mean(word, ["strengthen", "stretch", "massage"]) == said
