from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coach.learn.trail import Trail


def test_there_is_a_way_back_and_forward() -> None:
    """Back leads to the place before, forward to the one that was left."""
    trail = Trail().to("a").to("b").to("c")
    assert trail.current == "c"
    assert trail.back().back().current == "a"
    assert trail.back().back().forward().current == "b"


def test_going_on_forgets_what_lay_ahead() -> None:
    """After going back, a new place takes the place of what was ahead."""
    trail = Trail().to("a").to("b").back().to("c")
    assert trail.places == ("a", "c")
    assert not trail.has_forward


def test_going_to_where_one_is_changes_nothing() -> None:
    """The same place twice in a row is one step."""
    assert Trail().to("a").to("a") == Trail().to("a")


@given(st.lists(st.sampled_from(["a", "b", "c", "back", "forward"])))
def test_one_is_always_somewhere_on_the_trail(moves: list[str]) -> None:
    """Whatever one does, the place is on the trail, and a step back can be taken back."""
    trail = Trail()
    for move in moves:
        match move:
            case "back":
                trail = trail.back()
            case "forward":
                trail = trail.forward()
            case place:
                trail = trail.to(place)
        assert trail.current in trail.places or trail.current == ""
        assert trail.has_back == (trail.back() != trail)
        if trail.has_back:
            assert trail.back().forward() == trail
