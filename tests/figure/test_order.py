"""Orders to the painter."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.figure.order import Manner, Order, motion_text

finite = st.floats(allow_nan=False, allow_infinity=False)


@given(
    st.builds(
        Order,
        motion=st.text(),
        folders=st.lists(st.text()).map(tuple),
        manner=st.sampled_from(Manner),
        phase=st.text(),
        elapsed=finite,
        tempo=st.lists(finite).map(tuple),
        shown=st.text(),
    )
)
def test_an_order_is_one_line_and_comes_back_as_it_was(order: Order) -> None:
    """Whatever a file or a folder is called, what arrives is what was sent."""
    assert order.line.count(b"\n") == 1
    assert order.line.endswith(b"\n")
    assert Order.read(order.line) == order


def test_other_lines_are_no_orders() -> None:
    """What is damaged on the way is refused, not drawn."""
    for line in (b"", b"[]", b"{}", Order("{}").line.replace(b"moving", b"dancing")):
        with pytest.raises((ValueError, TypeError, KeyError)):
            Order.read(line)


def test_a_motion_is_the_same_text_each_time() -> None:
    """Equal motions give equal orders, so that what was worked out is found again."""
    motion = {"figure": "hand", "frames": [{"pose": "spread"}]}
    assert motion_text(motion) == motion_text(dict(motion))


def test_orders_need_no_numpy() -> None:
    """The window makes orders, and stays as small as it is."""
    program = "import sys, coach.figure.order; print('numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
