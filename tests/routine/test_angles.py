"""Angles as authors write them."""

from __future__ import annotations

import pytest

from coach.routine.angles import degrees, lost_colon
from coach.routine.quantity import QuantityError


@pytest.mark.parametrize(("value", "angle"), [("20", 20), (" -5.5 ", -5.5), (16.1, 16.1), (0, 0), ("+7", 7)])
def test_a_number_is_degrees(value: object, angle: float) -> None:
    """Texts of a file and numbers of a program alike."""
    assert degrees(value) == angle


@pytest.mark.parametrize(
    ("value", "code", "hint"),
    [
        ("40 deg", "bad-number", "Write `40`."),
        ("40°", "bad-number", "Write `40`."),
        ("40,5", "bad-number", "Write a point: `40.5`."),
        ("40, 5", "bad-number", "Write `[40, 5]`."),
        ("30-40", "bad-number", "One angle is enough: `30`."),
        ("30 to 40 degrees", "bad-number", "One angle is enough: `30`."),
        ("extension 20", "bad-number", "Write `{extension: 20}`."),
        ("lots", "bad-number", "Write degrees, such as `20`."),
        ("200", "bad-number", "Write degrees, such as `20`."),
        ("", "empty-value", "Write it in degrees, such as `20`."),
        (["20"], "wrong-shape", "Write one number, such as `20`."),
    ],
)
def test_what_is_no_angle_is_told_with_what_to_write(value: object, code: str, hint: str) -> None:
    """Units, ranges, rows, words and commas each have their own hint."""
    with pytest.raises(QuantityError) as told:
        degrees(value)
    assert (told.value.code, told.value.hint) == (code, hint)


@pytest.mark.parametrize(
    ("key", "value", "hint"),
    [
        ("extension 5", "", "Write `extension: 5`."),
        ("extension 40 degrees", "", "Write `extension: 40`."),
        ("radial-abduction:12", "", "Write `radial-abduction: 12`."),
        ("flexion = 5", "", "Write `flexion: 5`."),
        ("flexion 20-30", "", "One angle is enough: `flexion: 20`."),
        ("ring.mcp {extension", "40}", "Write `ring.mcp: {extension: 40}`."),
        ("10", "", "Name its direction, or write a list of angles in square brackets: `[5, 10]`."),
    ],
)
def test_a_lost_colon_is_recognised(key: str, value: str, hint: str) -> None:
    """By the key that it made, and what stands there in place of a value."""
    told = lost_colon(key, value)
    assert told is not None
    assert told[1] == hint


@pytest.mark.parametrize(
    ("key", "value"), [("extension", "5"), ("index.mcp", ""), ("toe2", ""), ("toe2.pip", "5")]
)
def test_an_ordinary_key_is_left_alone(key: str, value: str) -> None:
    """Joints with digits in their names, and keys with a value."""
    assert lost_colon(key, value) is None
