"""Bones of the hand and the foot, and where they go when the joints turn (forward kinematics).

Millimetres, at anatomical zero: hand flat with the fingers together and the forearm thumb-up; foot at a
right angle to the shin with straight toes. Hand: x to the thumb side, y to the fingertips, z to the back of
the hand, origin at the wrist. Foot: x to the big-toe side, y forward, z up, origin at the ankle. Both are
left limbs; the right one is the mirror image.

Each bone has its own axes (columns x, y, z): y along the bone, z to its back. A joint turns its bone by
abduction about z, then flexion about x, then twist about y.
"""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Pose = Mapping[str, Mapping[str, float]]
Kind = Literal["hand", "foot", "body"]

FINGERS = ("index", "middle", "ring", "little")
TOES = ("toe2", "toe3", "toe4", "toe5")
GROUND = -74.0
"""Height of the sole below the ankle, mm."""

# Phalanges: means of 66 adults (BK-2010 in clinical.md E5). The last is bone and flesh to the fingertip.
FINGER_LENGTHS = {
    "index": (39.8, 22.4, 19.6),
    "middle": (44.6, 26.3, 21.4),
    "ring": (41.4, 25.7, 21.3),
    "little": (32.7, 18.1, 19.7),
}
THUMB_LENGTHS = (46.2, 31.6, 27.4)
# Base and head of the metacarpals of fingers 2 to 5, and the convergence (degrees) of the fingers lying
# together. Heads follow the Buchholz fractions of hand length and breadth in E5 (HL 186, HB 84 mm).
METACARPALS = {
    "index": ((11, 26, 1), (23.0, 88.5, 1.5), -3.0, 6.0),
    "middle": ((2, 27, 2), (2.0, 92.5, 3.0), 0.0, 0.0),
    "ring": ((-7, 25, 1), (-17.5, 86.5, 1.5), 2.5, -5.0),
    "little": ((-15, 22, -2), (-35.0, 76.5, -2.5), 5.0, -12.0),
}
# Metatarsal heads lie on the parabola of DOMINGUEZ-2014 (E6): lesser heads 4, 11 and 20 mm behind the second,
# turned here with the long axis of the foot. Phalanges: working lengths of E6.
TOE_LENGTHS = {
    "toe2": (27.0, 13.0, 11.0),
    "toe3": (24.5, 11.5, 10.5),
    "toe4": (22.0, 9.5, 10.0),
    "toe5": (19.0, 8.0, 9.5),
}
HALLUX_LENGTHS = (32.0, 26.0)
METATARSALS = {
    1: ((16, 62, -38), (28.5, 125, -59.5), -4.0),
    2: ((5, 66, -34), (9, 131, -63.0), -0.5),
    3: ((-6, 62, -38), (-7, 126, -63.5), -3.0),
    4: ((-15, 54, -46), (-22, 116, -64.0), -6.0),
    5: ((-23, 42, -56), (-36.5, 103, -64.5), -10.0),
}


@dataclass(frozen=True, slots=True)
class Bone:
    """One rigid piece. `share` is the part of the joint's angle it takes: forearms twist bit by bit."""

    name: str
    parent: int
    joint: str
    zero: Array
    """4 x 4, bone to figure, at anatomical zero."""
    local: Array
    """4 x 4, bone to parent, at anatomical zero."""
    length: float
    abduction: float = 1.0
    """Which way abduction turns about the bone's z: +1 to the thumb or big-toe side, -1 away from it."""
    twist: float = 1.0
    share: float = 1.0
    flexion: float = 1.0
    """0 where another bone of the same joint takes the flexion."""


class Skeleton:
    """An ordered tree of bones; parents come before children."""

    def __init__(self, kind: Kind) -> None:
        self.kind: Kind = kind
        self.bones: list[Bone] = []
        self.index: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self.bones)

    def __getitem__(self, name: str) -> Bone:
        return self.bones[self.index[name]]

    def add(
        self,
        name: str,
        parent: str,
        joint: str,
        origin: tuple[float, float, float] | Array,
        axes: Array | None = None,
        *,
        length: float,
        abduction: float = 1.0,
        twist: float = 1.0,
        share: float = 1.0,
        flexion: float = 1.0,
    ) -> Bone:
        """Append a bone whose place at zero is given in figure coordinates."""
        zero = np.eye(4)
        zero[:3, :3] = np.eye(3) if axes is None else axes
        zero[:3, 3] = origin
        up = self.index[parent] if parent else -1
        local = zero if up < 0 else np.linalg.inv(self.bones[up].zero) @ zero
        bone = Bone(name, up, joint, zero, local, length, abduction, twist, share, flexion)
        self.index[name] = len(self.bones)
        self.bones.append(bone)
        return bone

    @property
    def joints(self) -> tuple[str, ...]:
        """Names of all joints that move something, in order."""
        return tuple(dict.fromkeys(bone.joint for bone in self.bones if bone.joint))

    def forward(self, pose: Pose, root: Array | None = None) -> Array:
        """Bone to world, (bones, 4, 4), for a pose of joint -> axis -> degrees. Missing angles are zero."""
        out = np.empty((len(self.bones), 4, 4))
        base = np.eye(4) if root is None else root
        for i, bone in enumerate(self.bones):
            parent = base if bone.parent < 0 else out[bone.parent]
            np.matmul(parent, bone.local, out=out[i])
            angles = pose.get(bone.joint) if bone.joint else None
            if angles:
                out[i, :, :3] = out[i, :, :3] @ _turn(
                    angles.get("abduction", 0.0) * bone.abduction * bone.share,
                    angles.get("flexion", 0.0) * bone.flexion * bone.share,
                    angles.get("twist", 0.0) * bone.twist * bone.share,
                )
        return out


def _turn(abduction: float, flexion: float, twist: float) -> Array:
    """Rotation Rz(-abduction) Rx(-flexion) Ry(twist); degrees."""
    a, f, t = (math.radians(v) for v in (abduction, flexion, twist))
    ca, sa, cf, sf, ct, st = math.cos(a), math.sin(a), math.cos(f), math.sin(f), math.cos(t), math.sin(t)
    return np.array(
        [
            [ca * ct + sa * sf * -st, sa * cf, ca * st + sa * sf * ct],
            [-sa * ct + ca * sf * -st, ca * cf, -sa * st + ca * sf * ct],
            [-cf * st, -sf, cf * ct],
        ]
    )


def axes(along: tuple[float, float, float] | Array, back: tuple[float, float, float] | Array) -> Array:
    """Right-handed axes with y along `along` and z as near to `back` as it can be."""
    y = np.asarray(along, float)
    y = y / np.linalg.norm(y)
    z = np.asarray(back, float)
    z = z - y * (z @ y)
    z = z / np.linalg.norm(z)
    return np.stack([np.cross(y, z), y, z], axis=1)


@cache
def hand() -> Skeleton:
    """The hand with its forearm."""
    s = Skeleton("hand")
    # Half of pronation happens along the lower forearm and half nearer the elbow.
    s.add("forearm", "", "", (0, -235, 0), length=120)
    s.add("forearm-middle", "forearm", "forearm", (0, -160, 0), length=90, share=0.5)
    s.add("forearm-lower", "forearm-middle", "forearm", (0, -70, 0), length=70, share=0.5)
    s.add("carpus", "forearm-lower", "wrist", (0, 0, 0), length=26)
    for n, (finger, (base, head, converge, roll)) in enumerate(METACARPALS.items(), start=2):
        start, end = np.array(base, float), np.array(head, float)
        joint = f"cmc{n}" if n in {4, 5} else ""
        along = axes(end - start, (0, 0, 1))
        s.add(f"metacarpal{n}", "carpus", joint, start, along, length=float(np.linalg.norm(end - start)))
        c, r = math.radians(converge), math.radians(roll)
        frame = axes((math.sin(c), math.cos(c), 0.0), (math.sin(r), 0.0, math.cos(r)))
        proximal, middle, distal = FINGER_LENGTHS[finger]
        away = 1.0 if finger in {"index", "middle"} else -1.0
        at = end
        s.add(
            f"{finger}-proximal",
            f"metacarpal{n}",
            f"{finger}.mcp",
            at,
            frame,
            length=proximal,
            abduction=away,
        )
        at = at + frame[:, 1] * proximal
        s.add(f"{finger}-middle", f"{finger}-proximal", f"{finger}.pip", at, frame, length=middle)
        at = at + frame[:, 1] * middle
        s.add(f"{finger}-distal", f"{finger}-middle", f"{finger}.dip", at, frame, length=distal)
    metacarpal, proximal, distal = THUMB_LENGTHS
    # At zero the thumb lies beside the index metacarpal, turned out of the palm plane.
    frame = axes((0.41, 0.88, -0.24), (0.80, -0.35, 0.50))
    at = np.array((19.0, 19.0, -9.0))
    s.add("metacarpal1", "carpus", "thumb.cmc", at, frame, length=metacarpal)
    at = at + frame[:, 1] * metacarpal
    s.add("thumb-proximal", "metacarpal1", "thumb.mcp", at, frame, length=proximal)
    at = at + frame[:, 1] * proximal
    s.add("thumb-distal", "thumb-proximal", "thumb.ip", at, frame, length=distal)
    return s


@cache
def foot() -> Skeleton:
    """The foot with the lower leg to the knee."""
    s = Skeleton("foot")
    s.add("shank", "", "", (0, 0, 0), length=380)
    s.add("talus", "shank", "ankle", (0, 0, 0), length=40)
    s.add("hindfoot", "talus", "subtalar", (0, 4, -22), length=40, twist=-1.0)
    s.add("midfoot", "hindfoot", "midtarsal", (0, 40, -34), length=30)
    for n, (base, head, yaw) in METATARSALS.items():
        start, end = np.array(base, float), np.array(head, float)
        frame = axes(end - start, (0, 0, 1))
        s.add(f"metatarsal{n}", "midfoot", "", start, frame, length=float(np.linalg.norm(end - start)))
        c = math.radians(yaw)
        if n == 1:
            frame = axes((math.sin(c), math.cos(c), -0.06), (0, 0, 1))
            proximal, distal = HALLUX_LENGTHS
            s.add("hallux-proximal", "metatarsal1", "hallux.mtp", end, frame, length=proximal)
            at = end + frame[:, 1] * proximal
            s.add("hallux-distal", "hallux-proximal", "hallux.ip", at, frame, length=distal)
            continue
        toe = f"toe{n}"
        frame = axes((math.sin(c), math.cos(c), 0.0), (0, 0, 1))
        proximal, middle, distal = TOE_LENGTHS[toe]
        away = 1.0 if n == 2 else -1.0
        s.add(f"{toe}-proximal", f"metatarsal{n}", f"{toe}.mtp", end, frame, length=proximal, abduction=away)
        at = end + frame[:, 1] * proximal
        s.add(f"{toe}-middle", f"{toe}-proximal", f"{toe}.pip", at, frame, length=middle)
        at = at + frame[:, 1] * middle
        s.add(f"{toe}-distal", f"{toe}-middle", f"{toe}.dip", at, frame, length=distal)
    return s


def skeleton(kind: Kind) -> Skeleton:
    """The skeleton of a kind of limb."""
    if kind == "body":
        from coach.figure.body import body  # noqa: PLC0415 - the whole body builds on this module

        return body()
    return hand() if kind == "hand" else foot()
