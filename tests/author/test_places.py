from __future__ import annotations

import pytest

from coach.author.places import keys_above

TEXT = "type: poses\nposes:\n  a: {from: b}\n  # a comment\n  b:\n    from: c\n  c: {}\n"


@pytest.mark.parametrize(("line", "count"), [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (6, 2), (7, 3), (9, 3)])
def test_keys_above_a_line_are_counted(line: int, count: int) -> None:
    """The key whose value the line belongs to is the last of them."""
    assert keys_above(TEXT, "poses", line) == count


def test_where_there_are_no_keys_none_is_counted() -> None:
    """A text that cannot be read, a key that is not there, and a value without keys have none."""
    assert keys_above("poses: [", "poses", 9) == 0
    assert keys_above(TEXT, "frames", 9) == 0
    assert keys_above(TEXT, "type", 9) == 0
