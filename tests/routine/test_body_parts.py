"""Parts of the body as somebody types them."""

from __future__ import annotations

import pytest

from coach.routine import body_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("wrist", ["wrist"]),
        ("Both feet, Wrists", ["foot", "wrist"]),
        ("big toe, toe, lower back", ["big-toe", "toes", "back"]),
        ("hand, hands", ["hand"]),
    ],
)
def test_parts_are_read_in_the_formats_words(text: str, parts: list[str]) -> None:
    """One or several, with or without a hyphen, each once."""
    assert body_parts.read(text) == (parts, "")


def test_a_part_that_is_not_known_is_told() -> None:
    """With what was probably meant, or else with all there are."""
    assert body_parts.read("wirst") == ([], "There is no part of the body `wirst`. Did you mean `wrist`?")
    assert body_parts.read("")[1].endswith("toes.")
