"""The mannequin's bones, and where it stands, sits or lies.

Millimetres: x to the person's right, y forward, z up, the floor at z = 0. Segment lengths are the usual
fractions of a stature of 1.72 m (drawing values; nothing clinical rests on them). Bones have axes as in
`skeleton`: y along the bone, z to its back, so that flexion is the same turn everywhere.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from coach.figure.skeleton import Skeleton, axes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.figure.skeleton import Array

Vector = tuple[float, float, float]

SIDES = ("left", "right")

UP: Vector = (0.0, 0.0, 1.0)
DOWN: Vector = (0.0, 0.0, -1.0)
FORWARD: Vector = (0.0, 1.0, 0.0)
BACK: Vector = (0.0, -1.0, 0.0)

HIP, KNEE, ANKLE = 915.0, 492.0, 74.0
SHOULDER, ELBOW, WRIST = 1405.0, 1103.0, 852.0
SOLE = 74.0
"""Height of the ankle above the sole."""

# Points of the skin that can rest on something, on the left: bone, place in the bone's own axes.
_SOLES: tuple[tuple[str, Vector], ...] = (
    ("foot", (0.0, -50.0, -SOLE)),
    ("foot", (18.0, 120.0, -SOLE)),
    ("foot", (-18.0, 120.0, -SOLE)),
    ("toes", (0.0, 62.0, -10.0)),
    ("toes", (0.0, 62.0, 12.0)),
    ("foot", (0.0, -74.0, -42.0)),
    ("foot", (0.0, 60.0, 0.0)),
    ("shank", (0.0, 0.0, 56.0)),
)
_SEAT: tuple[tuple[str, Vector], ...] = (("pelvis", (60.0, -98.0, 12.0)), ("pelvis", (-60.0, -98.0, 12.0)))
_BACK: tuple[tuple[str, Vector], ...] = (
    ("pelvis", (0.0, 10.0, 118.0)),
    ("chest", (0.0, 60.0, 118.0)),
    ("head", (0.0, 95.0, 102.0)),
)


@cache
def body() -> Skeleton:
    """The mannequin at anatomical zero: standing, arms hanging, palms to the thighs."""
    s = Skeleton("body")
    upright = axes(UP, BACK)
    s.add("pelvis", "", "pelvis", (0, 0, 950), upright, length=120)
    s.add("lumbar", "pelvis", "spine", (0, -18, 1010), upright, length=130, share=0.4)
    s.add("waist", "lumbar", "spine", (0, -12, 1120), upright, length=110, share=0.35)
    s.add("chest", "waist", "spine", (0, -16, 1225), upright, length=225, share=0.25)
    s.add("neck", "chest", "neck", (0, -22, 1452), upright, length=80, share=0.5)
    s.add("head", "neck", "neck", (0, -4, 1530), upright, length=190, share=0.5)
    # Where the face looks; arrows of turning heads follow it.
    s.add("face", "head", "", (0, 0, 1610), axes(FORWARD, UP), length=105)
    for side, sign in zip(SIDES, (-1.0, 1.0), strict=True):
        _arm(s, side, sign)
        _leg(s, side, sign)
    return s


def _arm(s: Skeleton, side: str, sign: float) -> None:
    along, hanging = axes((sign, 0.0, 0.0), BACK), axes(DOWN, BACK)
    palm_in = axes(DOWN, (sign, 0.0, 0.0))
    x = sign * 178

    def add(
        name: str, parent: str, joint: str, at: Vector, frame: Array, length: float, **turns: float
    ) -> None:
        s.add(f"{side}.{name}", parent, f"{side}.{joint}", at, frame, length=length, **turns)

    shoulder = (sign * 172, -14.0, SHOULDER)
    add("clavicle", "chest", "girdle", (sign * 20, -8, SHOULDER + 12), along, 150, abduction=-sign)
    # The girdle lifts the arm without tilting it.
    add("acromion", f"{side}.clavicle", "girdle", shoulder, along, 20, abduction=-sign, share=-1)
    # Flexion first, so that an arm or thigh held forward can still swing to the side.
    add("arm", f"{side}.acromion", "shoulder", shoulder, hanging, 20, abduction=0, twist=0)
    turns = {"abduction": -sign, "twist": -sign, "flexion": 0.0}
    add("humerus", f"{side}.arm", "shoulder", shoulder, hanging, SHOULDER - ELBOW, **turns)
    add("forearm", f"{side}.humerus", "elbow", (x, -16, ELBOW), hanging, ELBOW - WRIST)
    add("radius", f"{side}.forearm", "forearm", (x, -14, ELBOW - 90), hanging, 160, twist=-sign, share=0.5)
    add("wrist", f"{side}.radius", "forearm", (x, -12, WRIST + 40), hanging, 40, twist=-sign, share=0.5)
    add("hand", f"{side}.wrist", "wrist", (x, -12, WRIST), palm_in, 92, abduction=-sign)
    add("fingers", f"{side}.hand", "fingers", (x, -12, WRIST - 90), palm_in, 46)
    add("fingertips", f"{side}.fingers", "fingers", (x, -12, WRIST - 136), palm_in, 46)


def _leg(s: Skeleton, side: str, sign: float) -> None:
    hanging, flat = axes(DOWN, BACK), axes(FORWARD, UP)
    x = sign * 88

    def add(
        name: str, parent: str, joint: str, at: Vector, frame: Array, length: float, **turns: float
    ) -> None:
        s.add(f"{side}.{name}", parent, f"{side}.{joint}", at, frame, length=length, **turns)

    add("hip", "pelvis", "hip", (x, 0, HIP), hanging, 20, abduction=0, twist=0)
    turns = {"abduction": -sign, "twist": -sign, "flexion": 0.0}
    add("thigh", f"{side}.hip", "hip", (x, 0, HIP), hanging, HIP - KNEE, **turns)
    add("shank", f"{side}.thigh", "knee", (x, 2, KNEE), axes(DOWN, FORWARD), KNEE - ANKLE)
    add("foot", f"{side}.shank", "ankle", (x, -14, ANKLE), flat, 128, twist=sign)
    add("toes", f"{side}.foot", "toes", (x, 116, 14), flat, 66)


Hold = Literal["pelvis", "palms", "ball"]
"""What stays in place while the body moves: the pelvis, the palms, or the ball of the left foot."""


def root(pose: Mapping[str, Mapping[str, float]], hold: Hold = "pelvis") -> Array:
    """Where the body is, 4 x 4: the lowest point that can rest on a floor at z = 0, and `hold` at y = 0."""
    at = Points(body().forward(pose))
    soles = [(f"{side}.{bone}", place) for side in SIDES for bone, place in _SOLES]
    place = np.eye(4)
    place[2, 3] = -min(float(at.on(bone, point)[2]) for bone, point in (*soles, *_SEAT, *_BACK))
    if hold == "palms":
        place[1, 3] = -(at.palm("left")[1] + at.palm("right")[1]) / 2
    elif hold == "ball":
        place[1, 3] = -at.ball("left")[1]
    return place


def placed(pose: Mapping[str, Mapping[str, float]], hold: Hold = "pelvis") -> Array:
    """Bones to world, (bones, 4, 4), of a body that rests on the floor."""
    return body().forward(pose, root(pose, hold))


class Points:
    """Places on a posed body that other things meet, in world millimetres."""

    sides = SIDES

    def __init__(self, bones: Array) -> None:
        self.bones = bones

    def on(self, bone: str, at: Vector = (0.0, 0.0, 0.0)) -> Array:
        """A place given in a bone's own axes."""
        place: Array = (self.bones[body().index[bone]] @ (*at, 1.0))[:3]
        return place

    def palm(self, side: str) -> Array:
        """The middle of a palm."""
        return self.on(f"{side}.hand", (0.0, 55.0, -16.0))

    def ball(self, side: str) -> Array:
        """The sole under the ball of a foot."""
        return self.on(f"{side}.foot", (0.0, 118.0, -SOLE))

    def tiptoe(self, side: str) -> Array:
        """The end of the toes."""
        return self.on(f"{side}.toes", (0.0, 66.0, 0.0))

    def calf(self, side: str) -> Array:
        """The middle of a calf, inside."""
        return self.on(f"{side}.shank", (0.0, 190.0, 0.0))

    def sole_normal(self, side: str) -> Array:
        """Direction in which a sole looks."""
        normal: Array = -self.bones[body().index[f"{side}.foot"]][:3, 2]
        return normal

    @property
    def seat(self) -> Array:
        """The middle of the seat, on the skin under the sitting bones."""
        return (self.on(*_SEAT[0]) + self.on(*_SEAT[1])) / 2

    @property
    def extent(self) -> tuple[Array, Array]:
        """Lowest and highest coordinates of all bones."""
        at = self.bones[:, :3, 3]
        return at.min(0), at.max(0)
