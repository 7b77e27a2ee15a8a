from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.routine.plan import Seconds
from coach.routine.tail import with_holds, with_ready
from tests.player.plans import TWO_SIDES, plans

if TYPE_CHECKING:
    from coach.routine.plan import Timeline


def lengths(plan: Timeline) -> list[float]:
    """The seconds of every step."""
    return [step.length for step in plan.steps]


def test_a_longer_hold_is_longer_on_both_sides() -> None:
    """The hold in hand and all that follow in this exercise change alike; those before and beside do not."""
    new = with_holds(TWO_SIDES, 3, 5.0)
    assert lengths(new) == [5, 10, 3, 15, 4, 15, 3, 15, 8, 5, 30, 20, 5, 10]
    assert [step.start for step in new.steps[1:]] == [step.end for step in new.steps[:-1]]
    assert new.steps[3].goal == Seconds(15.0)


@pytest.mark.parametrize(
    ("by", "elapsed", "here", "later"),
    [(-5.0, 0.0, 5.0, 5.0), (-5.0, 6.2, 8.0, 5.0), (-5.0, 9.9, 10.0, 5.0), (-50.0, 0.0, 5.0, 5.0)],
)
def test_a_hold_is_never_cut_off(by: float, elapsed: float, here: float, later: float) -> None:
    """No hold falls below 5 s, and the one in hand keeps a whole second, unless it ends sooner anyway."""
    new = with_holds(TWO_SIDES, 1, by, elapsed)
    assert (new.steps[1].length, new.steps[3].length) == (here, later)


def test_a_hold_grows_to_a_minute_at_most() -> None:
    """Sixty seconds are the upper end for a stretch."""
    assert with_holds(TWO_SIDES, 1, 500.0).steps[1].length == 60.0


def test_getting_ready_grows_for_all_that_follows() -> None:
    """The time in hand, and every later one to get ready or to switch, up to half a minute."""
    assert lengths(with_ready(TWO_SIDES, 4, 5.0)) == [5, 10, 3, 10, 9, 10, 3, 10, 8, 10, 30, 20, 10, 10]
    assert with_ready(TWO_SIDES, 0, 500.0).steps[0].length == 30.0


@given(plans(), st.integers(0, 11), st.floats(-20, 20), st.floats(0, 30))
def test_a_changed_plan_is_still_a_plan(plan: Timeline, index: int, by: float, elapsed: float) -> None:
    """Steps follow without gaps, none is shorter than nothing, and what was before is untouched."""
    index = min(index, len(plan.steps) - 1)
    for new in (with_holds(plan, index, by, elapsed), with_ready(plan, index, abs(by))):
        assert new.steps[:index] == plan.steps[:index]
        assert all(before.end == after.start for before, after in pairwise(new.steps))
        assert min(lengths(new)) >= 0
        assert [step.phase for step in new.steps] == [step.phase for step in plan.steps]
