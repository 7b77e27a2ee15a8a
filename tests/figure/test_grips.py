"""Helping hands: which grip an exercise means, and where the hand goes."""

from __future__ import annotations

import numpy as np
import pytest

from coach.figure.grips import grip, grip_name, stored
from coach.figure.skeleton import skeleton


@pytest.mark.parametrize("name", sorted(stored()))
def test_a_grip_follows_the_bone_it_holds(name: str) -> None:
    """Wherever the held limb goes, the helping hand keeps its place on it."""
    held = stored()[name]
    fit = held.fits[0]
    s = skeleton("foot" if name.startswith("foot") else "hand")
    root = np.eye(4)
    root[:3, 3] = (10, -20, 30)
    one = held.placed(fit, s, s.forward(fit.held))
    two = held.placed(fit, s, s.forward(fit.held, root))
    assert np.allclose(two[:3, 3] - one[:3, 3], (10, -20, 30))
    assert np.allclose(one[:3, :3].T @ one[:3, :3], np.eye(3), atol=1e-3)


def test_a_solved_pose_gets_its_own_fit() -> None:
    """In a pose that was solved the helper is exactly as solved."""
    held = stored()["foot/pull-back/toes"]
    for fit in held.fits:
        assert held.fit(fit.held).pose == fit.pose
        assert np.allclose(held.fit(fit.held).relative, fit.relative)


def test_between_two_solved_poses_the_hand_is_between_two_fits() -> None:
    """Half way between two poses the helper's joints and place are half way too, and still rigid."""
    held = stored()["hand/pull-back/palm"]
    one, two = held.fits[:2]
    middle = held.fit(one.held.blended(two.held, 0.5))
    assert middle.pose.distance(one.pose.blended(two.pose, 0.5)) < 1e-6
    assert np.allclose(middle.relative[:3, 3], (one.relative[:3, 3] + two.relative[:3, 3]) / 2, atol=1e-3)
    assert np.allclose(middle.relative[:3, :3].T @ middle.relative[:3, :3], np.eye(3), atol=1e-3)


def test_a_grip_is_named_by_what_the_hand_does_and_on_what() -> None:
    """`assist: {hand: pinch, on: index}` of a hand is `hand/pinch/index`, however YAML read the key `on`."""
    assert grip_name("hand", {"hand": "pinch", "on": "index"}) == "hand/pinch/index"
    assert grip_name("hand", {"hand": "pinch", True: "index"}) == "hand/pinch/index"
    assert grip_name("foot", "squeeze") == "foot/squeeze"
    assert grip_name("foot", None) == ""


def test_an_unknown_grip_is_no_grip() -> None:
    """A helping hand that nobody has solved is left out, not guessed."""
    assert grip("hand", {"hand": "juggle", "on": "air"}) is None
    assert grip("hand", None) is None
