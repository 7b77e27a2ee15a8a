"""Flesh of the mannequin: a calm, sexless figure in shirt and shorts, with clear hands and feet."""

# ruff: noqa: PLR2004 - millimetres and shares of a drawing, explained where they stand

from __future__ import annotations

import numpy as np

from coach.figure.body import ANKLE, ELBOW, HIP, KNEE, SHOULDER, SIDES, WRIST, body
from tools.build_figures.parts import Bound, Limb, Line, Soft, Spot
from tools.build_figures.sdf import Array, Ball, Chain, Cone, Flesh, Point, Posed, Primitive, Slab

# Arms and legs apart, so that they do not fuse with the trunk or each other when meshed.
BIND = {
    f"{side}.{joint}": angles
    for side in SIDES
    for joint, angles in (
        ("shoulder", {"abduction": 42.0}),
        ("elbow", {"flexion": 12.0}),
        ("hip", {"abduction": 14.0, "flexion": 6.0}),
        ("knee", {"flexion": 12.0}),
        ("ankle", {"flexion": 0.0}),
    )
}


def limb() -> Limb:
    """The whole mannequin, ready to be meshed."""
    return Limb(
        kind="body",
        flesh=flesh(),
        bind=BIND,
        low=(-760, -230, -60),
        high=(760, 330, 1790),
        cut=((0.0, 0.0, 1.0), 2000.0),
        tightness=9.0,
        triangles=11000,
        nails=[],
        lines=lines(),
        spots=spots(),
        soft=soft(),
        step=0.06,
        hems=covers,
        spacing=7.0,
    )


def soft() -> list[Soft]:
    """Hips and shoulders bend most softly; knees and elbows keep their corner."""
    out = [Soft(bone, (0, 0, 0), 90, 180, 20) for bone in ("lumbar", "waist", "chest", "neck", "head")]
    for side in SIDES:
        out.append(Soft(f"{side}.thigh", (0, 0, 0), 110, 200, 30))
        out.append(Soft(f"{side}.humerus", (0, 0, 0), 90, 170, 24))
        out.append(Soft(f"{side}.shank", (0, 0, 0), 60, 110, 8))
        out.append(Soft(f"{side}.forearm", (0, 0, 0), 45, 80, 6))
        out.append(Soft(f"{side}.foot", (0, 0, 0), 50, 90, 10))
    return out


def _on(bone: str, x: float, y: float, z: float) -> Point:
    """A bone point given by its place in the figure at zero."""
    b = body()[bone]
    local = b.zero[:3, :3].T @ ((x, y, z) - b.zero[:3, 3])
    return bone, (float(local[0]), float(local[1]), float(local[2]))


def flesh() -> Flesh:
    """Trunk, head, and two of everything else; arms and legs blend in at their roots only."""
    out = Flesh(body())
    _trunk(out)
    _head(out)
    for side, sign in zip(SIDES, (-1.0, 1.0), strict=True):
        out.digits.append(_leg(side, sign))
        out.digits.append(_arm(side, sign))
    return out


def _trunk(out: Flesh) -> None:
    add = out.body.append
    add((Ball(_on("pelvis", 0, 0, 938), (150, 96, 98)), 0))
    for half in (1, -1):
        add((Ball(_on("pelvis", half * 64, -46, 908), (74, 76, 62)), 60))
    add((Ball(_on("lumbar", 0, 2, 1060), (122, 112, 90)), 80))
    add((Ball(_on("waist", 0, 0, 1160), (120, 104, 90)), 80))
    add((Ball(_on("chest", 0, -6, 1270), (142, 138, 104)), 80))
    add((Ball(_on("chest", 0, -18, 1352), (132, 74, 80)), 60))
    for side, sign in zip(SIDES, (-1.0, 1.0), strict=True):
        inner, outer = _on("chest", sign * 34, -26, 1430), _on(f"{side}.acromion", sign * 138, -16, 1388)
        add((Cone(inner, outer, 46, 40, owner=f"{side}.clavicle"), 60))


def _head(out: Flesh) -> None:
    add = out.body.append
    add((Cone(_on("chest", 0, -30, 1420), _on("neck", 0, -14, 1500), 60, 52), 50))
    add((Cone(_on("neck", 0, -14, 1500), _on("head", 0, -4, 1570), 52, 50), 10))
    add((Ball(_on("head", 0, -4, 1652), (81, 93, 100)), 14))
    # A little hair, so that the back of the head is no face.
    add((Ball(_on("head", 0, -14, 1662), (87, 98, 103)), 4))
    add((Cone(_on("head", 0, 24, 1592), _on("head", 0, 60, 1566), 56, 31), 36))
    add((Cone(_on("head", 0, 90, 1634), _on("head", 0, 102, 1607), 7, 11), 16))
    for sign in (1, -1):
        add((Ball(_on("head", sign * 83, -8, 1624), (8, 26, 16)), 8))


def _leg(side: str, sign: float) -> Chain:
    thigh, shank, foot, toes = (f"{side}.{part}" for part in ("thigh", "shank", "foot", "toes"))
    x = sign * 88

    def on(bone: str, dx: float, y: float, z: float) -> Point:
        return _on(bone, x + sign * dx, y, z)

    parts: tuple[tuple[Primitive, float], ...] = (
        (Cone(on(thigh, -4, -4, HIP - 10), on(thigh, 0, 6, 700), 84, 66), 10.0),
        (Cone(on(thigh, 0, 6, 700), on(thigh, 0, 4, KNEE + 30), 66, 51), 20.0),
        (Ball(on(shank, 0, 14, KNEE - 2), (47, 56, 48)), 30.0),
        (Cone(on(shank, 0, 4, KNEE - 20), on(shank, 0, 0, 250), 47, 37), 24.0),
        (Ball(on(shank, 4, -30, 370), (41, 105, 38)), 34.0),
        (Cone(on(shank, 0, 0, 250), on(shank, 0, -8, 110), 37, 27), 20.0),
        (Cone(on(shank, 0, -30, 190), on(foot, 0, -46, 34), 15, 13, owner=shank), 18.0),
        (Ball(on(foot, 0, -8, ANKLE - 2), (31, 34, 32)), 20.0),
        (Ball(on(foot, 0, -40, 31), (29, 32, 31)), 16.0),
        (Cone(on(foot, 0, 0, 46), on(foot, -6, 62, 38), 30, 24), 24.0),
        (Cone(on(foot, 6, -30, 22), on(foot, 20, 78, 18), 20, 17), 18.0),
        (Cone(on(foot, -4, 40, 34), on(foot, -22, 108, 19), 24, 18), 18.0),
        (Cone(on(foot, 0, 40, 32), on(foot, 8, 104, 17), 24, 16), 18.0),
        (Cone(on(foot, 10, 40, 28), on(foot, 30, 92, 16), 20, 15), 16.0),
        (Cone(on(toes, -24, 116, 16), on(toes, -25, 164, 13), 17, 13), 10.0),
        *((Cone(on(toes, dx, 112, 14), on(toes, dx, y, 11), 12, 10.5), 7.0) for dx, y in _TOES),
    )
    return Chain(side, on(thigh, 0, -4, HIP + 20), 60.0, 130, 60, parts)


_TOES = ((-4, 162), (11, 152), (24, 140), (36, 124))


def _arm(side: str, sign: float) -> Chain:
    humerus, forearm, radius, wrist, hand, fingers, tips = (
        f"{side}.{part}"
        for part in ("humerus", "forearm", "radius", "wrist", "hand", "fingers", "fingertips")
    )
    x = sign * 178

    def on(bone: str, dx: float, y: float, z: float) -> Point:
        return _on(bone, x + sign * dx, y, z)

    parts: tuple[tuple[Primitive, float], ...] = (
        (Ball(on(humerus, -14, -14, SHOULDER - 26), (47, 60, 52)), 0.0),
        (Cone(on(humerus, -4, -14, SHOULDER - 30), on(humerus, 0, -14, ELBOW + 40), 50, 40), 26.0),
        (Ball(on(humerus, 0, -2, 1230), (40, 70, 42)), 24.0),
        (Ball(on(forearm, 0, -16, ELBOW), (36, 40, 36)), 20.0),
        (Cone(on(forearm, 0, -12, ELBOW - 30), on(radius, 0, -12, ELBOW - 110), 41, 37), 20.0),
        (Cone(on(radius, 0, -12, ELBOW - 110), on(wrist, 0, -12, WRIST + 30), 37, 26, flat=0.9), 10.0),
        (Cone(on(wrist, 0, -12, WRIST + 40), on(wrist, 0, -12, WRIST), 26, 25), 10.0),
        (
            Slab(
                on(hand, 0, -12, WRIST - 8), on(hand, 0, 16, WRIST - 84), on(hand, 0, -38, WRIST - 76), 15.5
            ),
            14.0,
        ),
        (Cone(on(hand, -2, 14, WRIST - 20), on(hand, -4, 26, WRIST - 46), 20, 16), 14.0),
        *(
            (Cone(on(fingers, 0, y, WRIST - 88), on(fingers, 0, y, WRIST - 136), 11.5, 10.5), 4.0)
            for y, _ in _FINGERS
        ),
        *(
            (Cone(on(tips, 0, y, WRIST - 136), on(tips, 0, y, WRIST - end), 10.5, 9.0), 4.0)
            for y, end in _FINGERS
        ),
        (Cone(on(hand, -6, 30, WRIST - 46), on(hand, -10, 48, WRIST - 88), 15, 12), 8.0),
        (Cone(on(hand, -10, 48, WRIST - 88), on(hand, -10, 54, WRIST - 112), 12, 10), 4.0),
    )
    return Chain(f"{side} arm", on(humerus, -20, -14, SHOULDER), 46.0, 70, 40, parts)


_FINGERS = ((12, 164), (-7, 174), (-26, 166), (-43, 146))


def lines() -> list[Line]:
    """Between fingers and toes, and the eyes and mouth of a calm face."""
    out: list[Line] = []
    for side, sign in zip(SIDES, (-1.0, 1.0), strict=True):
        for y in (2.5, -16.5, -34.5):
            # The hand's x runs backwards on the left and forwards on the right.
            between = [(-sign * (y + 12), t) for t in (2.0, 24.0, 46.0)]
            out.extend(Line(f"{side}.fingers", face, between, 0.45) for face in (1, -1))
        for dx in (-13.0, 3.5, 17.5, 30.0):
            gap = [(sign * dx, t) for t in (10.0, 22.0, 34.0 - dx / 4)]
            out.append(Line(f"{side}.toes", 1, gap, 0.45))
        eye = [(sign * x, y) for x, y in ((20.0, 96.0), (29.0, 99.0), (38.0, 95.0))]
        out.append(Line("head", -1, eye, 0.9))
        brow = [(sign * x, y) for x, y in ((17.0, 113.0), (29.0, 117.0), (43.0, 111.0))]
        out.append(Line("head", -1, brow, 0.6))
    out.append(Line("head", -1, [(-20.0, 45.0), (0.0, 42.0), (20.0, 45.0)], 0.7))
    return out


def covers(bound: Bound, posed: Posed) -> dict[str, Array]:
    """Per vertex, how far inside the hem of hair and clothes it is, in mm; negative is bare."""

    def at_zero(bone: str) -> Array:
        back = posed.skeleton[bone].zero @ np.linalg.inv(posed.matrices[posed.skeleton.index[bone]])
        out: Array = bound.vertices @ back[:3, :3].T + back[:3, 3]
        return out

    chest, head = at_zero("chest"), at_zero("head")
    # The neckline is a slanting plane, or a ring around the neck where shoulders rise above the plane.
    ring = np.hypot(chest[:, 0], chest[:, 1] + 22.0) - 84.0
    shirt = np.maximum(1424.0 - chest[:, 2] - 0.35 * chest[:, 1], np.where(chest[:, 2] < 1480.0, ring, -99.0))
    digits = [chain.name for chain in flesh().digits]
    for side in SIDES:
        sleeve = at_zero(f"{side}.humerus")[:, 2] - (ELBOW + 110.0)
        leg = at_zero(f"{side}.thigh")[:, 2] - (KNEE + 130.0)
        for name, hem in ((f"{side} arm", sleeve), (side, leg)):
            own = bound.digit == 1 + digits.index(name)
            shirt = np.where(own, hem, shirt)
    line = 1627.0 + 0.70 * head[:, 1] - 0.0035 * head[:, 0] ** 2
    hair = np.where(bound.digit == 0, head[:, 2] - line, -99.0)
    return {"cloth": shirt, "hair": hair}


def spots() -> dict[str, list[Spot]]:
    """Regions for marks: both sides, and each side."""
    out: dict[str, list[Spot]] = {}

    def both(
        name: str, part: str, centre: tuple[float, float, float], radii: tuple[float, float, float]
    ) -> None:
        for side, sign in zip(SIDES, (-1.0, 1.0), strict=True):
            x, y, z = centre
            spot = Spot(
                f"{side}.{part}" if part not in {"chest", "neck", "pelvis", "waist"} else part,
                (sign * x, y, z),
                radii,
            )
            out.setdefault(name, []).append(spot)
            out.setdefault(f"{name}-{side}", []).append(spot)

    both("calf", "shank", (90, -30, 350), (60, 60, 120))
    both("soleus", "shank", (88, -30, 240), (46, 50, 90))
    both("achilles", "shank", (88, -36, 130), (30, 30, 70))
    both("shin", "shank", (88, 40, 300), (50, 40, 150))
    both("hamstring", "thigh", (88, -50, 700), (80, 60, 170))
    both("thigh", "thigh", (88, 50, 700), (80, 60, 170))
    both("sole", "foot", (92, 30, 6), (40, 100, 26))
    both("toes", "toes", (92, 140, 12), (48, 44, 30))
    both("top-of-foot", "foot", (92, 60, 50), (40, 80, 30))
    both("shoulder-top", "clavicle", (100, -20, 1440), (90, 60, 50))
    both("neck-side", "neck", (50, -20, 1480), (40, 50, 70))
    both("shoulder-blades", "chest", (80, -100, 1330), (80, 50, 90))
    both("forearm-front", "forearm", (160, -12, 1000), (40, 50, 110))
    both("forearm-back", "forearm", (200, -12, 1000), (40, 50, 110))
    both("wrist", "wrist", (178, -12, 855), (34, 34, 40))
    both("hand", "hand", (178, -12, 800), (30, 60, 90))
    out["neck"] = [*out["neck-side"]]
    out["chest"] = [Spot("chest", (0, 90, 1290), (120, 60, 110))]
    return out
