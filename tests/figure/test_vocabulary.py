"""What files say of the figures, for completion."""

from __future__ import annotations

import pytest

from coach.figure.anatomy import ANATOMIES
from coach.figure.pose import Pose
from coach.figure.pose_file import bundled, read_joints
from coach.figure.vocabulary import Vocabulary

WORDS = Vocabulary()


def test_words_are_those_of_the_figure() -> None:
    """Poses with their titles, views with their other names; of all figures, where none is named."""
    assert WORDS.poses("hand")["hook-fist"] == "Hook"
    assert set(WORDS.poses("foot")) == set(bundled("foot"))
    assert {*WORDS.poses("foot"), *WORDS.poses("body")} < set(WORDS.poses(""))
    assert WORDS.views("hand")["thumb-side"] == "side"
    assert "inner" not in WORDS.views("hand")
    assert "inner" in WORDS.views("")


def test_joints_lead_to_their_directions() -> None:
    """Joints and groups come with what they do; a finger leads to its joints, these to how far they go."""
    assert WORDS.joints("hand", ())["wrist"] == "flexion, extension, radial, ulnar"
    assert WORDS.joints("hand", ("index",))["mcp"] == "flexion, extension, abduction, adduction"
    assert WORDS.joints("hand", ("index", "mcp"))["extension"] == "up to 45°"
    assert WORDS.joints("hand", ("fingers.pip",))["flexion"] == "up to 100°"
    assert WORDS.joints("foot", ("wrist",)) == {}


@pytest.mark.parametrize("figure", ["hand", "foot", "body"])
def test_every_word_offered_can_be_written(figure: str) -> None:
    """Whatever joint and direction are offered, the file that has them is read without a fault."""
    zero = Pose.zero(ANATOMIES[figure].figure)
    for joint in WORDS.joints(figure, ()):
        for direction in WORDS.joints(figure, (joint,)):
            assert read_joints(zero, {joint: {direction: 0}})[1] == []
