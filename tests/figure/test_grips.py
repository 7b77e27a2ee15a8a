"""Stored contacts: what touches does touch, and nothing sinks in."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree

from coach.figure import mesh
from coach.figure.grips import grip, stored
from coach.figure.pose_file import bundled
from coach.figure.skeleton import hand, skeleton
from coach.figure.skinning import skin
from tools.contact_list import GRIPS, TOUCHES

PINCHES = ("tip-to-tip-index", "tip-to-tip-middle", "tip-to-tip-ring", "tip-to-tip-little", "ok-sign")


def _between(v: np.ndarray, normals: np.ndarray, ours: np.ndarray, theirs: np.ndarray) -> tuple[float, float]:
    """The gap between two pieces of skin and how deep one is in the other, mm."""
    distance, near = cKDTree(v[theirs]).query(v[ours])
    height = ((v[ours] - v[theirs[near]]) * normals[theirs[near]]).sum(1)
    close = distance < 10
    return float(height[close].min(initial=99.0)), float(-height[close].min(initial=0.0))


@pytest.mark.parametrize("name", PINCHES)
def test_pinching_tips_touch_without_sinking_in(name: str) -> None:
    """Thumb and finger leave at most 1.5 mm between them and share at most 1 mm."""
    task = next(task for task in TOUCHES if task.pose == name)
    m, s = mesh.load("hand"), hand()
    v = skin(m, s.forward(bundled("hand")[name].pose))
    normals = m.topology.normals(v)[: m.skin]
    main = m.weights[: m.skin].argmax(1)
    ours = np.flatnonzero(main == s.index["thumb-distal"])
    theirs = np.flatnonzero(m.digit[: m.skin] == task.digits[1])
    gap, depth = _between(v[: m.skin].astype(float), normals, ours, theirs)
    assert gap <= 1.5
    assert depth <= 1.0


def test_every_grip_of_the_list_is_stored() -> None:
    """What the solver knows has been solved and kept."""
    assert set(stored()) == set(GRIPS)


@pytest.mark.parametrize("name", sorted(GRIPS))
def test_a_grip_follows_the_bone_it_holds(name: str) -> None:
    """Wherever the held limb goes, the helping hand keeps its place on it."""
    held = stored()[name]
    s = skeleton(GRIPS[name].figure)
    pose = bundled(GRIPS[name].figure)[GRIPS[name].pose].pose
    root = np.eye(4)
    root[:3, 3] = (10, -20, 30)
    one, two = held.placed(s, s.forward(pose)), held.placed(s, s.forward(pose, root))
    assert np.allclose(two[:3, 3] - one[:3, 3], (10, -20, 30))
    assert np.allclose(one[:3, :3].T @ one[:3, :3], np.eye(3), atol=1e-3)


def test_an_unknown_grip_is_no_grip() -> None:
    """A helping hand that nobody has solved is left out, not guessed."""
    assert grip("hand", "juggle", "air") is None
