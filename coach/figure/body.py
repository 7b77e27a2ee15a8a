"""The mannequin's bones, and where it stands, sits or lies.

Millimetres: x to the person's left, y forward, z up, the floor at z = 0. Segment lengths are the usual
fractions of a stature of 1.72 m (drawing values; nothing clinical rests on them). Bones have axes as in
`skeleton`: y along the bone, z to its back, so that flexion is the same turn everywhere.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

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

# Points of the skin that can rest on something: bone, place in the bone's own axes.
_RESTING: tuple[tuple[str, Vector], ...] = (
    *(
        (f"{side}.{bone}", at)
        for side in ("left", "right")
        for bone, at in (
            ("foot", (0.0, -50.0, -SOLE)),
            ("foot", (18.0, 120.0, -SOLE)),
            ("foot", (-18.0, 120.0, -SOLE)),
            ("toes", (0.0, 62.0, -10.0)),
            ("shank", (0.0, 20.0, -50.0)),
            ("foot", (0.0, 60.0, 0.0)),
        )
    ),
)
_SEAT: tuple[tuple[str, Vector], ...] = (("pelvis", (60.0, -98.0, 12.0)), ("pelvis", (-60.0, -98.0, 12.0)))
_LYING: tuple[tuple[str, Vector], ...] = (
    ("pelvis", (0.0, 10.0, 118.0)),
    ("chest", (0.0, 60.0, 118.0)),
    ("head", (0.0, 95.0, 102.0)),
)


@cache
def body() -> Skeleton:
    """The mannequin at anatomical zero: standing, arms hanging, palms to the thighs."""
    s = Skeleton("body")
    upright = axes(UP, BACK)
    s.add("pelvis", "", "pelvis", (0, 0, 950), upright, length=120, abduction=-1)
    s.add("lumbar", "pelvis", "spine", (0, -18, 1010), upright, length=130, abduction=-1, share=0.4)
    s.add("waist", "lumbar", "spine", (0, -12, 1120), upright, length=110, abduction=-1, share=0.35)
    s.add("chest", "waist", "spine", (0, -16, 1225), upright, length=225, abduction=-1, share=0.25)
    s.add("neck", "chest", "neck", (0, -22, 1452), upright, length=80, abduction=-1, share=0.5)
    s.add("head", "neck", "neck", (0, -4, 1530), upright, length=190, abduction=-1, share=0.5)
    for side, sign in (("left", 1.0), ("right", -1.0)):
        _arm(s, side, sign)
        _leg(s, side, sign)
    return s


def _arm(s: Skeleton, side: str, sign: float) -> None:
    along = axes((sign, 0.0, 0.0), BACK)
    hanging = axes(DOWN, BACK)
    s.add(
        f"{side}.clavicle",
        "chest",
        f"{side}.girdle",
        (sign * 20, -8, SHOULDER + 12),
        along,
        length=150,
        abduction=-sign,
    )
    # The girdle lifts the arm without tilting it.
    shoulder = (sign * 172, -14, SHOULDER)
    s.add(
        f"{side}.acromion",
        f"{side}.clavicle",
        f"{side}.girdle",
        shoulder,
        along,
        length=20,
        abduction=-sign,
        share=-1,
    )
    s.add(
        f"{side}.humerus",
        f"{side}.acromion",
        f"{side}.shoulder",
        shoulder,
        hanging,
        length=SHOULDER - ELBOW,
        abduction=-sign,
        twist=-sign,
    )
    x = sign * 178
    s.add(
        f"{side}.forearm", f"{side}.humerus", f"{side}.elbow", (x, -16, ELBOW), hanging, length=ELBOW - WRIST
    )
    s.add(
        f"{side}.radius",
        f"{side}.forearm",
        f"{side}.forearm",
        (x, -14, ELBOW - 90),
        hanging,
        length=160,
        twist=-sign,
        share=0.5,
    )
    s.add(
        f"{side}.wrist",
        f"{side}.radius",
        f"{side}.forearm",
        (x, -12, WRIST + 40),
        hanging,
        length=40,
        twist=-sign,
        share=0.5,
    )
    palm_in = axes(DOWN, (sign, 0.0, 0.0))
    s.add(
        f"{side}.hand", f"{side}.wrist", f"{side}.wrist", (x, -12, WRIST), palm_in, length=92, abduction=-sign
    )
    s.add(f"{side}.fingers", f"{side}.hand", f"{side}.fingers", (x, -12, WRIST - 90), palm_in, length=46)
    s.add(
        f"{side}.fingertips", f"{side}.fingers", f"{side}.fingers", (x, -12, WRIST - 136), palm_in, length=46
    )


def _leg(s: Skeleton, side: str, sign: float) -> None:
    hanging = axes(DOWN, BACK)
    x = sign * 88
    s.add(
        f"{side}.thigh",
        "pelvis",
        f"{side}.hip",
        (x, 0, HIP),
        hanging,
        length=HIP - KNEE,
        abduction=-sign,
        twist=-sign,
    )
    s.add(
        f"{side}.shank",
        f"{side}.thigh",
        f"{side}.knee",
        (x, 2, KNEE),
        axes(DOWN, FORWARD),
        length=KNEE - ANKLE,
    )
    flat = axes(FORWARD, UP)
    s.add(f"{side}.foot", f"{side}.shank", f"{side}.ankle", (x, -14, ANKLE), flat, length=128, twist=sign)
    s.add(f"{side}.toes", f"{side}.foot", f"{side}.toes", (x, 116, 14), flat, length=66)


def placed(pose: Mapping[str, Mapping[str, float]], support: str = "feet") -> Array:
    """Bones to world, (bones, 4, 4), with the body resting on the floor (`feet`, `seat` or `lying`).

    The lowest of the points that can rest there comes to z = 0.
    """
    bones = body().forward(pose)
    index = body().index
    points = {"feet": _RESTING, "seat": _SEAT, "lying": (*_LYING, *_RESTING)}[support]
    lowest = min((bones[index[bone]] @ (*at, 1.0))[2] for bone, at in points)
    bones[:, 2, 3] -= lowest
    return bones


def anchors(bones: Array) -> dict[str, Array]:
    """Wrists and ankles, bone to world, where a drawn hand or foot can be put."""
    index = body().index
    return {
        f"{part}.{side}": bones[index[f"{side}.{part}"]]
        for side in ("left", "right")
        for part in ("hand", "foot")
    }


def height(bones: Array, bone: str) -> float:
    """Millimetres above the floor of a bone's origin; a seat goes under `pelvis`."""
    return float(bones[body().index[bone]][2, 3] if bone else np.min(bones[:, 2, 3]))
