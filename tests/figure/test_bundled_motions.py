from __future__ import annotations

import numpy as np
import pytest
import yaml

from coach import paths
from coach.figure.body_stage import staged
from coach.figure.motion import Motion, read_motion
from coach.figure.skeleton import GROUND, skeleton
from coach.figure.stage import Look
from coach.routine.plan import Phase


def motions() -> dict[str, Motion]:
    """The motion of every bundled exercise, by the exercise's id."""
    found = {}
    for path in sorted((paths.bundled_routines() / "exercises").rglob("*.yaml")):
        document = yaml.safe_load(path.read_text("utf-8"))
        motion, _faults = read_motion(document["motion"], document["kind"])
        assert motion is not None, path
        found[document["id"]] = motion
    return found


MOTIONS = motions()
SOME_TIMES = [0.0, 0.4, 1.3, 2.2, 4.0, 6.1]
STANDING = [
    name for name, motion in MOTIONS.items() if motion.figure == "foot" and staged(motion, Look())._grounded
]


@pytest.mark.parametrize("name", MOTIONS)
def test_no_joint_leaves_its_range(name: str) -> None:
    """In every phase of every motion each joint stays inside its range of motion."""
    motion = MOTIONS[name]
    for phase in (None, Phase.MOVE, Phase.HOLD, Phase.REST):
        for at in SOME_TIMES:
            assert motion.at(phase, at, (1.5, 1, 1, 0)).pose.beyond(pressed=True) == ()


@pytest.mark.parametrize("name", MOTIONS)
def test_no_bone_changes_its_length(name: str) -> None:
    """However a figure moves, the distance between a bone and the one it hangs on stays the same."""
    bones = skeleton(MOTIONS[name].figure)
    parents = np.array([bone.parent for bone in bones.bones[1:]])

    def lengths(matrices: np.ndarray) -> np.ndarray:
        at = matrices[:, :3, 3]
        reach: np.ndarray = np.linalg.norm(at[1:] - at[parents], axis=1)
        return reach

    still = lengths(bones.forward({}))
    for at in SOME_TIMES:
        assert np.allclose(lengths(bones.forward(MOTIONS[name].at(None, at).pose)), still, atol=1e-6)


@pytest.mark.parametrize("name", STANDING)
def test_standing_feet_touch_the_ground(name: str) -> None:
    """A standing foot's lowest point is on the floor within 1 mm at every moment."""
    stage = staged(MOTIONS[name], Look())
    for at in SOME_TIMES[:4]:
        scene = stage.moving(MOTIONS[name].at(None, at))
        assert abs(float(scene.solids[0].vertices[:, 2].min()) - GROUND) < 1


def test_some_feet_stand() -> None:
    """The floor is asked for by more than one exercise, or the test above would say nothing."""
    assert len(STANDING) > 4
