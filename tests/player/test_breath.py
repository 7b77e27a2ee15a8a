from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.player.breath import IN, OUT, breath, in_words
from tests.player.plans import plan

LONG, SHORT, MOVE = plan("1 hold 30 left\n1 hold 14 left\n1 move 30 left").steps


def test_a_long_hold_breathes_out_first() -> None:
    """It begins full, is empty after six seconds out, and full again after four seconds in."""
    assert [breath(LONG, at) for at in (0.0, OUT / 2, OUT, OUT + IN / 2, OUT + IN)] == pytest.approx(
        [1, 0.5, 0, 0.5, 1]
    )
    assert [in_words(at) for at in (0.0, 5.9, 6.0, 9.9, 10.0)] == [
        "Breathe out",
        "Breathe out",
        "Breathe in",
        "Breathe in",
        "Breathe out",
    ]


def test_only_long_holds_show_a_breath() -> None:
    """A short hold is over before it helps, and a movement has its own rhythm."""
    assert breath(SHORT, 1.0) is None
    assert breath(MOVE, 1.0) is None


@given(st.floats(0, 30), st.floats(0, 0.05))
def test_a_breath_is_smooth(at: float, later: float) -> None:
    """From one picture to the next it never jumps, and never leaves its bounds."""
    now, then = breath(LONG, at), breath(LONG, at + later)
    assert now is not None
    assert then is not None
    assert 0 <= now <= 1
    assert abs(then - now) <= later * 0.5 + 1e-9
