"""Named places on a limb, for strokes and helping hands, and points of interest for arrows."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from coach.figure.skeleton import FINGER_LENGTHS, HALLUX_LENGTHS, THUMB_LENGTHS, TOE_LENGTHS, Skeleton

Array = NDArray[np.float64]
_Place = tuple[str, tuple[float, float, float]]

# Bone it rides on; place in figure coordinates at zero, on the skin.
PLACES: Final[dict[str, dict[str, _Place]]] = {
    "hand": {
        "heel-of-hand": ("carpus", (-2, 16, -19)),
        "palm": ("carpus", (-4, 52, -15)),
        "finger-bases": ("carpus", (-4, 84, -13)),
        "wrist": ("forearm-lower", (0, -14, -19)),
        "elbow": ("forearm", (-4, -190, -36)),
        "finger-base": ("index-proximal", (23, 92, 10)),
        "fingertip": ("index-distal", (20, 166, 7)),
        "web-edge": ("metacarpal2", (42, 76, -2)),
        "web-base": ("metacarpal2", (30, 50, 2)),
        "back-of-hand": ("carpus", (-4, 60, 13)),
    },
    "foot": {
        "heel": ("hindfoot", (2, -22, -73)),
        "arch": ("midfoot", (8, 48, -62)),
        "ball-of-foot": ("metatarsal2", (7, 116, -73)),
        "midfoot": ("metatarsal3", (-3, 80, -22)),
        "toe-webs": ("toe2-proximal", (1, 138, -54)),
        "toe-base": ("toe2-proximal", (9, 136, -52)),
        "big-toe": ("hallux-distal", (27, 168, -58)),
        "small-toes": ("toe3-distal", (-6, 168, -56)),
        "toe-tip": ("toe2-distal", (8, 180, -56)),
        "ankle": ("shank", (20, -34, 20)),
        "knee": ("shank", (10, -70, 250)),
    },
    "body": {},
}
_BODY_TIPS: Final = {"fingertips": 40.0, "foot": -40.0, "toes": 60.0, "acromion": 20.0}
TIPS: Final[dict[str, dict[str, float]]] = {
    "hand": {
        **{f"{finger}-distal": lengths[2] for finger, lengths in FINGER_LENGTHS.items()},
        "thumb-distal": THUMB_LENGTHS[2],
        "forearm-middle": 0.0,
    },
    "foot": {
        "hallux-distal": HALLUX_LENGTHS[1],
        **{f"{toe}-distal": lengths[2] for toe, lengths in TOE_LENGTHS.items()},
        "hindfoot": -46.0,
        "metatarsal1": 60.0,
    },
    "body": {
        "head": 190.0,
        "face": 105.0,
        **{f"{side}.{bone}": end for side in ("left", "right") for bone, end in _BODY_TIPS.items()},
    },
}
"""Bones whose end (so many mm along y) an arrow may follow."""


def place(skeleton: Skeleton, bones: Array, name: str) -> Array | None:
    """Where a named place is now, or None for an unknown one."""
    found = PLACES[skeleton.kind].get(name)
    if found is None:
        return None
    bone = skeleton[found[0]]
    local = np.linalg.inv(bone.zero) @ (*found[1], 1.0)
    now: Array = (bones[skeleton.index[found[0]]] @ local)[:3]
    return now


def tips(skeleton: Skeleton, bones: Array) -> Array:
    """The ends of the digits and the heel, (n, 3)."""
    ends = TIPS[skeleton.kind].items()
    return np.array([(bones[skeleton.index[name]] @ (0, y, 0, 1))[:3] for name, y in ends]).reshape(-1, 3)
