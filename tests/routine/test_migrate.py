from __future__ import annotations

import pytest

from coach.routine.migrate import STEPS, migrated, version
from coach.routine.model import FORMAT


@pytest.mark.parametrize(
    ("text", "number"),
    [("coach: 1\n", 1), ("# x\ncoach: 12   # y\n", 12), ("coach: one\n", None), ("", None)],
)
def test_a_file_says_its_version(text: str, number: int | None) -> None:
    """The version is the number behind `coach:`."""
    assert version(text) == number


def test_a_file_of_the_newest_version_stays_as_it_is() -> None:
    """Nothing is rewritten without a reason, and every older version has its step."""
    text = f"coach: {FORMAT}   # mine\ntype: exercise\n"
    assert migrated(text) == text
    assert sorted(STEPS) == list(range(1, FORMAT))


def test_older_files_are_led_from_version_to_version() -> None:
    """Each step rewrites the text, comments and all, and the number counts up."""
    steps = {
        1: lambda text: text.replace("old:", "newer:"),
        2: lambda text: text.replace("newer:", "newest:"),
    }
    assert (
        migrated("coach: 1   # mine\nold: x   # kept\n", steps, 3)
        == "coach: 3   # mine\nnewest: x   # kept\n"
    )
    assert migrated("coach: 2\nnewer: x\n", steps, 3) == "coach: 3\nnewest: x\n"
    assert migrated("old: x\n", steps, 3) == "old: x\n"
