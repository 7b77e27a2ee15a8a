from __future__ import annotations

import pytest

from coach.routine.plan import Timeline
from coach.routine.ways import laid_out


def _asked(answer: str) -> Timeline:
    return Timeline("r", 1, "R", "en", (), answers=(("Which way?", answer),))


UP, DOWN = _asked("Up"), _asked("Down")


@pytest.mark.parametrize(
    ("up", "down", "page"),
    [
        ("abz", "acz", [("", "a"), ("Which way? – Up", "b"), ("Which way? – Down", "c"), ("After", "z")]),
        ("ab", "ac", [("", "a"), ("Which way? – Up", "b"), ("Which way? – Down", "c")]),
        ("bz", "ccz", [("Which way? – Up", "b"), ("Which way? – Down", "cc"), ("After", "z")]),
        ("aa", "aaa", [("", "aa"), ("Which way? – Down", "a")]),
        ("az", "az", [("", "az")]),
    ],
)
def test_each_answer_has_its_own_way(up: str, down: str, page: list[tuple[str, str]]) -> None:
    """What is common stands once before and after; no way runs into another, whatever is alike in them."""
    found = laid_out([UP, DOWN], [up, down], "After")
    assert [(heading, "".join(rows)) for heading, rows in found] == page


def test_without_a_question_there_is_one_part() -> None:
    """It has no heading."""
    assert list(laid_out([UP], ["ab"], "After")) == [("", ("a", "b"))]
