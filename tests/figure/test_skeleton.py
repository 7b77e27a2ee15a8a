"""Bones and forward kinematics."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.figure.skeleton import FINGER_LENGTHS, foot, hand, skeleton

ANGLE = st.floats(-90, 90)


def test_zero_pose_leaves_every_bone_where_it_was_declared() -> None:
    """With all joints at zero, each bone is at its place at anatomical zero."""
    for s in (hand(), foot()):
        placed = s.forward({})
        assert np.allclose(placed, np.stack([bone.zero for bone in s.bones]))


def test_flexion_bends_a_finger_towards_the_palm() -> None:
    """Positive flexion of a finger joint moves its tip to the palm's side of the hand."""
    s = hand()
    tip = s.forward({"index.pip": {"flexion": 90}})[s.index["index-distal"]] @ (0, 19, 0, 1)
    straight = s.forward({})[s.index["index-distal"]] @ (0, 19, 0, 1)
    assert tip[2] < straight[2] - 30


@pytest.mark.parametrize(("finger", "side"), [("index", 1), ("ring", -1), ("little", -1)])
def test_abduction_moves_a_finger_away_from_the_middle_one(finger: str, side: int) -> None:
    """Positive abduction takes a fingertip away from the middle finger, whichever side it is on."""
    s = hand()
    bone = s.index[f"{finger}-distal"]
    moved = s.forward({f"{finger}.mcp": {"abduction": 15}})[bone][0, 3] - s.forward({})[bone][0, 3]
    assert moved * side > 5


def test_plantarflexion_points_the_foot_down() -> None:
    """Positive flexion of the ankle lowers the big toe."""
    s = foot()
    toe = s.index["hallux-distal"]
    assert s.forward({"ankle": {"flexion": 30}})[toe][2, 3] < s.forward({})[toe][2, 3] - 50


def test_inversion_turns_the_sole_inward() -> None:
    """Positive twist of the subtalar joint lifts the inner edge of the foot above the outer one."""
    s = foot()
    turned = s.forward({"subtalar": {"twist": 30}})
    assert turned[s.index["metatarsal1"]][2, 3] > turned[s.index["metatarsal5"]][2, 3] + 20


def test_pronation_turns_the_back_of_a_thumb_up_hand_upward() -> None:
    """From thumb-up, pronation carries the back of the hand to where the thumb pointed."""
    s = hand()
    back = s.forward({"forearm": {"twist": 90}})[s.index["carpus"]][:3, 2]
    assert back[0] > 0.99


@given(st.dictionaries(st.sampled_from(hand().joints + foot().joints), ANGLE, max_size=12))
def test_no_pose_changes_the_length_of_a_bone(angles: dict[str, float]) -> None:
    """However the joints turn, every bone keeps its distance to its parent and stays rigid."""
    pose = {joint: {"flexion": v, "abduction": v / 3, "twist": v / 2} for joint, v in angles.items()}
    for s in (hand(), foot()):
        placed = s.forward(pose)
        for i, bone in enumerate(s.bones):
            assert np.allclose(placed[i, :3, :3].T @ placed[i, :3, :3], np.eye(3), atol=1e-9)
            if bone.parent >= 0:
                now = np.linalg.norm(placed[i, :3, 3] - placed[bone.parent, :3, 3])
                assert now == pytest.approx(np.linalg.norm(bone.local[:3, 3]), abs=1e-9)


def test_root_carries_the_whole_limb() -> None:
    """A root matrix moves every bone alike."""
    root = np.eye(4)
    root[:3, 3] = (1, 2, 3)
    s = hand()
    assert np.allclose(s.forward({}, root)[:, :3, 3] - s.forward({})[:, :3, 3], (1, 2, 3))


def test_finger_lengths_are_the_published_means() -> None:
    """The middle finger's bones have the lengths that clinical.md E5 quotes from BK-2010."""
    assert list(FINGER_LENGTHS["middle"]) == pytest.approx([44.6, 26.3, 17.4 + 4.0])


def test_skeletons_are_found_by_kind() -> None:
    """`skeleton` gives the hand, the foot and the body by name."""
    assert [skeleton(kind).kind for kind in ("hand", "foot", "body")] == ["hand", "foot", "body"]
