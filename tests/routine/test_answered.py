"""A new exercise from a few answers."""

from __future__ import annotations

import pytest

from coach.routine import answered, paste


@pytest.mark.parametrize(
    ("text", "keys", "whole", "problem"),
    [
        ("", ("reps",), False, ""),
        ("10 reps", ("reps",), False, ""),
        ("10 reps, slowly", ("reps",), False, ""),
        ("slowly", ("reps",), False, "`slowly` is not understood here. Write for example: 5."),
        (
            "daily, 10 reps",
            ("days", "per_day"),
            True,
            "`10 reps` is not understood here. Write for example: 5.",
        ),
        (
            "daily, slowly",
            ("days", "per_day"),
            True,
            "`slowly` is not understood here. Write for example: 5.",
        ),
    ],
)
def test_an_amount_says_what_is_wrong_with_it(
    text: str, keys: tuple[str, ...], whole: bool, problem: str
) -> None:
    """Nothing said is well; words that say nothing of what is asked are named, with an example."""
    assert answered.amount(text, keys, example="5", whole=whole)[1] == problem


def test_what_the_title_says_counts_where_nothing_else_is_said() -> None:
    """`Calf stretch 3 x 30 s` needs no second answer; one that is given takes its place."""
    title = "Calf stretch with a towel 3 x 30 s"
    without = answered.exercise(title, "stretch", ["calf"], "each", paste.amount(""), ["Lean."])
    assert "  reps: 3\n  hold: 30 s\n" in without
    assert "equipment: [towel]" in without
    given = answered.exercise(title, "stretch", ["calf"], "each", paste.amount("2 x 20 s"), ["Lean."])
    assert "  reps: 2\n  hold: 20 s\n" in given


def test_what_nobody_said_is_marked() -> None:
    """A part of the body that was taken for want of an answer asks to be looked at."""
    text = answered.exercise("T", "stretch", ["hand"], "each", paste.amount(""), [], guessed=["body"])
    assert "body: [hand]   # guessed: please look\n" in text
    assert "side: each   # each, both" in text


def test_when_it_begins_is_no_step() -> None:
    """`Start wk 3` among the answers is a condition here, too: a caution, and marked."""
    text = answered.exercise(
        "T", "strengthen", ["hand"], "each", paste.amount("3 x 10"), ["Start wk 3.", "Squeeze."]
    )
    assert "do: Start" not in text
    assert "caution: Start wk 3.\n" in text
    assert '# NOT UNDERSTOOD: "Start wk 3"' in text
