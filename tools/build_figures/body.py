"""Flesh of the mannequin: a calm, sexless figure in shirt and shorts, with clear hands and feet."""

from __future__ import annotations

from coach.figure.body import ANKLE, ELBOW, HIP, KNEE, SHOULDER, SIDES, WRIST, body
from tools.build_figures.parts import Limb, Line, Spot
from tools.build_figures.sdf import Ball, Chain, Cone, Flesh, Point, Slab

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
        spacing=7.0,
    )


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
    for side, sign in zip(SIDES, (1.0, -1.0), strict=True):
        out.digits.append(_leg(side, sign))
        out.digits.append(_arm(side, sign))
    return out


def _trunk(out: Flesh) -> None:
    add = out.body.append
    add((Ball(_on("pelvis", 0, -4, 938), (152, 92, 104)), 0))
    for sign in (1, -1):
        add((Ball(_on("pelvis", sign * 66, -58, 905), (78, 84, 68)), 50))
    add((Ball(_on("lumbar", 0, 0, 1060), (128, 112, 92)), 70))
    add((Ball(_on("waist", 0, -2, 1160), (126, 104, 92)), 70))
    add((Ball(_on("chest", 0, -8, 1272), (142, 142, 104)), 70))
    add((Ball(_on("chest", 0, -22, 1356), (128, 78, 80)), 60))
    for side, sign in zip(SIDES, (1.0, -1.0), strict=True):
        add((Cone(_on("chest", sign * 30, -26, 1432), _on(f"{side}.acromion", sign * 150, -16, 1408), 50, 46, owner=f"{side}.clavicle"), 60))


def _head(out: Flesh) -> None:
    add = out.body.append
    add((Cone(_on("chest", 0, -30, 1420), _on("neck", 0, -14, 1500), 62, 53), 50))
    add((Cone(_on("neck", 0, -14, 1500), _on("head", 0, -4, 1560), 53, 52), 10))
    add((Ball(_on("head", 0, -2, 1640), (74, 88, 94)), 14))
    add((Cone(_on("head", 0, 26, 1580), _on("head", 0, 62, 1556), 52, 30), 36))
    add((Cone(_on("head", 0, 88, 1626), _on("head", 0, 103, 1598), 8, 12), 14))
    for sign in (1, -1):
        add((Ball(_on("head", sign * 74, -8, 1612), (9, 27, 17)), 8))


def _leg(side: str, sign: float) -> Chain:
    thigh, shank, foot, toes = (f"{side}.{part}" for part in ("thigh", "shank", "foot", "toes"))
    x = sign * 88

    def on(bone: str, dx: float, y: float, z: float) -> Point:
        return _on(bone, x + sign * dx, y, z)

    parts = (
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
        f"{side}.{part}" for part in ("humerus", "forearm", "radius", "wrist", "hand", "fingers", "fingertips")
    )
    x = sign * 178

    def on(bone: str, dx: float, y: float, z: float) -> Point:
        return _on(bone, x + sign * dx, y, z)

    parts = (
        (Ball(on(humerus, -8, -14, SHOULDER - 14), (54, 66, 58)), 0.0),
        (Cone(on(humerus, -4, -14, SHOULDER - 30), on(humerus, 0, -14, ELBOW + 40), 50, 40), 26.0),
        (Ball(on(humerus, 0, -2, 1230), (40, 70, 42)), 24.0),
        (Ball(on(forearm, 0, -16, ELBOW), (36, 40, 36)), 20.0),
        (Cone(on(forearm, 0, -12, ELBOW - 30), on(radius, 0, -12, ELBOW - 110), 41, 37), 20.0),
        (Cone(on(radius, 0, -12, ELBOW - 110), on(wrist, 0, -12, WRIST + 30), 37, 26, flat=0.9), 10.0),
        (Cone(on(wrist, 0, -12, WRIST + 40), on(wrist, 0, -12, WRIST), 26, 25), 10.0),
        (Slab(on(hand, 0, -12, WRIST - 8), on(hand, 0, 16, WRIST - 84), on(hand, 0, -38, WRIST - 76), 15.5), 14.0),
        (Cone(on(hand, -2, 14, WRIST - 20), on(hand, -4, 26, WRIST - 46), 20, 16), 14.0),
        *((Cone(on(fingers, 0, y, WRIST - 88), on(fingers, 0, y, WRIST - 136), 11.5, 10.5), 4.0) for y, _ in _FINGERS),
        *((Cone(on(tips, 0, y, WRIST - 136), on(tips, 0, y, WRIST - end), 10.5, 9.0), 4.0) for y, end in _FINGERS),
        (Cone(on(hand, -6, 30, WRIST - 46), on(hand, -10, 48, WRIST - 88), 15, 12), 8.0),
        (Cone(on(hand, -10, 48, WRIST - 88), on(hand, -10, 54, WRIST - 112), 12, 10), 4.0),
    )
    return Chain(f"{side} arm", on(humerus, -20, -14, SHOULDER), 46.0, 70, 40, parts)


_FINGERS = ((12, 164), (-7, 174), (-26, 166), (-43, 146))


def lines() -> list[Line]:
    """Between the fingers, and the eyes and mouth of a calm face."""
    out: list[Line] = []
    for side in SIDES:
        # Bone x of the hand runs backwards on the left hand and forwards on the right.
        turn = -1.0 if side == "left" else 1.0
        for y in (2.5, -16.5, -34.5):
            for face in (1, -1):
                out.append(Line(f"{side}.fingers", face, [(turn * (y + 12), t) for t in (2.0, 24.0, 46.0)], 0.45))
    return out


def spots() -> dict[str, list[Spot]]:
    """Regions for marks, and `clothes`."""
    out: dict[str, list[Spot]] = {}

    def both(name: str, part: str, centre: tuple[float, float, float], radii: tuple[float, float, float]) -> None:
        for side, sign in zip(SIDES, (1.0, -1.0), strict=True):
            x, y, z = centre
            spot = Spot(f"{side}.{part}" if part not in {"chest", "neck", "pelvis", "waist"} else part, (sign * x, y, z), radii)
            out.setdefault(name, []).append(spot)
            if name != "clothes":
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
    both("clothes", "humerus", (178, -14, 1330), (130, 130, 150))
    both("clothes", "thigh", (88, 0, 790), (300, 300, 170))
    out["clothes"].append(Spot("waist", (0, 0, 1190), (260, 220, 268)))
    out["neck"] = [*out["neck-side"]]
    out["chest"] = [Spot("chest", (0, 90, 1290), (120, 60, 110))]
    return out
