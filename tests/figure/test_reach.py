from __future__ import annotations

import pytest

from coach.figure.known_poses import known
from coach.figure.pose import Pose
from coach.figure.reach import FINGERS, NEAR, touch


@pytest.mark.parametrize("finger", FINGERS)
def test_the_thumb_reaches_every_finger(finger: str) -> None:
    """From a relaxed hand the pads come together, and no joint leaves its range."""
    start = known("hand")["straight"].pose
    done, pose, gap = list(touch(start, finger))[-1]
    assert gap < 1.5
    assert done <= 1
    turned = [at for at in pose.beyond() if at not in start.beyond()]
    assert turned == []
    others = [at for at in pose.anatomy.freedoms if not at[0].startswith(("thumb.", f"{finger}.", "cmc"))]
    assert all(pose.angle(*at) == start.angle(*at) for at in others)


def test_the_gap_only_shrinks_to_the_end() -> None:
    """The search may be left at any time: it is nearer at the end than at the start."""
    gaps = [gap for _, _, gap in touch(known("hand")["straight"].pose, "index")]
    assert gaps[-1] < gaps[0] / 10
    assert gaps[-1] < NEAR or len(gaps) > 1


def test_only_hands_can_do_that() -> None:
    """A foot, or a finger that is none, is refused."""
    with pytest.raises(ValueError, match="foot"):
        next(touch(Pose.zero("foot"), "index"))
    with pytest.raises(ValueError, match="toe"):
        next(touch(Pose.zero("hand"), "toe"))
