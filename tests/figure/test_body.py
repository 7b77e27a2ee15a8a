from __future__ import annotations

import numpy as np
import pytest

from coach.figure import body, furniture
from coach.figure.anatomy import ANATOMIES
from coach.figure.body import Points, placed
from coach.figure.pose import Pose
from coach.figure.pose_file import bundled, read_joints

POSES = bundled("body")
BOTH_FEET_DOWN = [
    "standing",
    "calf-wall-start",
    "calf-wall-straight",
    "calf-wall-bent",
    "calf-lean",
    "sitting",
]
HANDS_ON_WALL = ["calf-wall-start", "calf-wall-straight", "calf-wall-bent", "lean-start", "calf-lean"]


def turned(joints: dict[str, object]) -> Points:
    """The mannequin with some joints turned, wherever that leaves it."""
    pose, faults = read_joints(Pose.zero("body"), joints)
    assert faults == []
    return Points(body.body().forward(pose))


def test_every_joint_moves_a_bone() -> None:
    """The mannequin's bones have all the joints of its anatomy and no others."""
    assert set(body.body().joints) == set(ANATOMIES["body"].joints)


@pytest.mark.parametrize(
    ("joints", "point", "direction"),
    [
        ({"left.hip": 90}, ("left.shank", 0, 0, 0), (0, 1, 1)),
        ({"left.knee": 90}, ("left.foot", 0, 0, 0), (0, -1, 1)),
        ({"right.hip": {"abduction": 30}}, ("right.shank", 0, 0, 0), (1, 0, 1)),
        ({"left.hip": {"flexion": 90, "abduction": 30}}, ("left.shank", 0, 0, 0), (-1, 1, 1)),
        ({"left.ankle": {"plantarflexion": 30}}, ("left.toes", 0, 60, 0), (0, -1, -1)),
        ({"left.ankle": {"dorsiflexion": 20}}, ("left.toes", 0, 60, 0), (0, 1, 1)),
        ({"left.shoulder": {"flexion": 90}}, ("left.hand", 0, 0, 0), (0, 1, 1)),
        ({"left.shoulder": {"abduction": 80}}, ("left.hand", 0, 0, 0), (-1, 0, 1)),
        ({"right.wrist": {"flexion": 60}}, ("right.fingers", 0, 0, 0), (-1, 0, 1)),
        ({"spine": {"flexion": 40}}, ("head", 0, 0, 0), (0, 1, -1)),
        ({"neck": {"bend-right": 30}}, ("head", 0, 190, 0), (1, 0, -1)),
        ({"neck": {"turn-left": 60}}, ("face", 0, 105, 0), (-1, -1, 0)),
        ({"right.girdle": {"elevation": 20}}, ("right.humerus", 0, 0, 0), (0, 0, 1)),
        ({"left.girdle": {"retraction": 20}}, ("left.humerus", 0, 0, 0), (0, -1, 0)),
    ],
)
def test_directions(
    joints: dict[str, object], point: tuple[str, float, float, float], direction: tuple[int, ...]
) -> None:
    """Every named direction carries the limb where a therapist expects it; x right, y forward, z up."""
    bone, *at = point
    start, end = turned({}).on(bone, tuple(at)), turned(joints).on(bone, tuple(at))  # type: ignore[arg-type]
    for moved, sign in zip(end - start, direction, strict=True):
        if sign:
            assert moved * sign > 5


@pytest.mark.parametrize("name", POSES)
def test_sides_mirror(name: str) -> None:
    """Swapping the sides of a pose gives the mirror image."""
    pose = POSES[name].pose
    swapped = {}
    flips = {
        ("pelvis", "abduction"),
        ("pelvis", "twist"),
        ("spine", "abduction"),
        ("spine", "twist"),
        ("neck", "abduction"),
        ("neck", "twist"),
    }
    for joint, kind in ANATOMIES["body"].freedoms:
        side, _, part = joint.partition(".")
        other = {"left": "right", "right": "left"}.get(side, side)
        source = f"{other}.{part}" if part else joint
        swapped[joint, kind] = pose.angle(source, kind) * (-1 if (joint, kind) in flips else 1)
    a, b = placed(pose), placed(pose.changed(swapped))
    index = body.body().index
    for bone, place in index.items():
        side, _, part = bone.partition(".")
        twin = index[{"left": "right", "right": "left"}.get(side, side) + (f".{part}" if part else "")]
        assert np.allclose(a[place][:3, 3] * (-1, 1, 1), b[twin][:3, 3], atol=1e-6)


@pytest.mark.parametrize("name", POSES)
def test_bones_keep_their_length(name: str) -> None:
    """No pose stretches a bone."""
    zero, posed = body.body().forward({}), placed(POSES[name].pose)
    for bone, place in body.body().index.items():
        parent = body.body()[bone].parent
        if parent >= 0:
            before, after = (np.linalg.norm(m[place][:3, 3] - m[parent][:3, 3]) for m in (zero, posed))
            assert after == pytest.approx(before, abs=1e-6)


@pytest.mark.parametrize("name", BOTH_FEET_DOWN)
def test_planted_feet_are_flat_on_the_floor(name: str) -> None:
    """Heel and ball of both feet touch the floor within 6 mm."""
    at = Points(placed(POSES[name].pose))
    for side in at.sides:
        for point in ((0.0, -50.0, -body.SOLE), (0.0, 118.0, -body.SOLE)):
            assert abs(at.on(f"{side}.foot", point)[2]) < 6


@pytest.mark.parametrize("name", HANDS_ON_WALL)
def test_hands_are_on_the_wall(name: str) -> None:
    """Both palms reach the wall to within 12 mm of each other."""
    at = Points(placed(POSES[name].pose, "palms"))
    assert abs(at.palm("left")[1] - at.palm("right")[1]) < 12


def test_praying_hands_point_up() -> None:
    """In the prayer poses the fingers point up; that the hands touch is measured with all contacts."""
    for name in ("prayer-high", "prayer-low"):
        at = Points(placed(POSES[name].pose))
        assert at.on("left.fingertips")[2] > at.on("left.hand")[2]


def test_the_lowest_point_is_on_the_floor() -> None:
    """However the body lies, sits or kneels, nothing that can rest there is below the floor."""
    for named in POSES.values():
        at = Points(placed(named.pose))
        assert min(at.ball("left")[2], at.ball("right")[2], at.seat[2]) > -1e-6


def test_holding_still() -> None:
    """What is held stays at one place while the body moves: palms on a wall, a foot on a step."""
    for hold, point in (("palms", Points.palm), ("ball", Points.ball)):
        places = [
            point(Points(placed(POSES[n].pose, hold)), "left")[1]  # type: ignore[arg-type]
            for n in ("calf-wall-start", "calf-wall-straight")
        ]
        assert abs(places[0] - places[1]) < 12


@pytest.mark.parametrize("word", furniture.FURNITURE)
def test_furniture_is_solid(word: str) -> None:
    """Every word of furniture gives closed meshes with finite places."""
    name = {"bed": "long-sitting", "towel": "long-sitting", "leg-rest": "legs-up", "step": "step-drop"}.get(
        word, "sitting"
    )
    made = furniture.around(word, Points(placed(POSES[name].pose)))
    assert made
    for solid in made:
        assert np.isfinite(solid.vertices).all()
        assert len(solid.topology.faces) >= 12


def test_unknown_furniture_is_nothing() -> None:
    """A thing the mannequin cannot use adds nothing to the picture."""
    assert furniture.around("anvil", Points(placed(POSES["sitting"].pose))) == []


def test_a_chair_bears_the_seat() -> None:
    """The chair's seat is under the sitting bones, and the floor under its legs."""
    at = Points(placed(POSES["sitting"].pose))
    seat = furniture.chair(at)[0]
    assert seat.vertices[:, 2].max() == pytest.approx(at.seat[2], abs=0.5)


def test_heels_hang_below_a_step() -> None:
    """On a step the floor is lower than the hanging heels."""
    at = Points(placed(POSES["step-drop"].pose, "ball"))
    assert furniture.floor(("step",)) < at.on("left.foot", (0.0, -50.0, -body.SOLE))[2] + 1
    assert furniture.floor(("wall",)) == 0
