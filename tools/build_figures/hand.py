"""Flesh of the hand and forearm, its nails and skin lines, and the regions that exercises mark."""

from __future__ import annotations

import itertools

from coach.figure.skeleton import FINGER_LENGTHS, FINGERS, THUMB_LENGTHS, hand
from tools.build_figures.parts import Limb, Line, Nail, Soft, Spot
from tools.build_figures.sdf import Ball, Chain, Cone, Flesh, Slab

# Radii at MCP, PIP, DIP and tip, mm (finger widths of E5: 0.21 of hand breadth at the index PIP and so on).
RADII = {
    "index": (10.6, 9.2, 8.1, 6.9),
    "middle": (10.9, 9.5, 8.3, 7.1),
    "ring": (10.3, 9.0, 7.8, 6.7),
    "little": (9.0, 7.8, 6.9, 5.9),
}
RAY = dict(zip(FINGERS, (2, 3, 4, 5), strict=True))
BIND = {
    "index.mcp": {"flexion": 6, "abduction": 14},
    "middle.mcp": {"flexion": 6, "abduction": 2},
    "ring.mcp": {"flexion": 6, "abduction": 12},
    "little.mcp": {"flexion": 6, "abduction": 24},
    **{f"{finger}.pip": {"flexion": 6} for finger in FINGERS},
    "thumb.cmc": {"flexion": -20, "abduction": -12},
    "thumb.mcp": {"flexion": 4},
    "thumb.ip": {"flexion": 6},
}


def limb() -> Limb:
    """The whole hand, ready to be meshed."""
    return Limb(
        kind="hand",
        flesh=flesh(),
        bind=BIND,
        low=(-75, -250, -75),
        high=(112, 200, 55),
        cut=((0.0, -1.0, 0.0), 238.0),
        tightness=1.7,
        triangles=6800,
        nails=nails(),
        lines=lines(),
        spots=spots(),
        soft=[
            Soft("carpus", (0, 2, 0), 22, 45, 40),
            Soft("metacarpal1", (4, 14, 4), 26, 48, 14),
            *(Soft(f"{finger}-proximal", (0, 0, 0), 9, 19, 7) for finger in FINGERS),
        ],
    )


def flesh() -> Flesh:
    """Palm, thumb ball, forearm and fingers."""
    s = hand()
    out = Flesh(s)
    body = out.body
    length = {n: s[f"metacarpal{n}"].length for n in range(1, 6)}
    body.append((Ball(("carpus", (-1, 18, -2)), (30, 24, 17.5)), 10))
    for n, base, head in ((2, 12.5, 12.0), (3, 12.5, 12.0), (4, 12, 11.5), (5, 11.5, 10.5)):
        mc = f"metacarpal{n}"
        body.append((Cone((mc, (0, 2, -4)), (mc, (0, length[n] - 3, -3)), base, head), 9))
    m2, m5 = length[2], length[5]
    inner = ("metacarpal2", (-4.0, 10.0, -6.0))
    outer = ("metacarpal5", (2.0, m5 - 6, -4.0))
    body.append((Slab(inner, ("metacarpal2", (0, m2 - 8, -4)), outer, 10, "carpus"), 8))
    body.append((Slab(inner, ("metacarpal5", (2, 4, -5)), outer, 10, "carpus"), 8))
    for a, b in itertools.pairwise(FINGERS):
        ya, yb = 0.5 * FINGER_LENGTHS[a][0] - 6, 0.5 * FINGER_LENGTHS[b][0] - 6
        ends = ((f"{a}-proximal", (0.0, ya, -2.5)), (f"{b}-proximal", (0.0, yb, -2.5)))
        body.extend((Cone(*ends, 6.3, 6.3, owner=bone), 6) for bone, _ in ends)
    # Little-finger ball, thumb ball, thumb muscle to the palm, first web.
    body.append((Cone(("metacarpal5", (-1, 4, -9)), ("metacarpal5", (-2, 44, -8)), 13.5, 10.5), 12))
    body.append((Cone(("metacarpal1", (1, 2, -5)), ("metacarpal1", (2, 36, -6.5)), 16.5, 12), 12))
    body.append((Cone(("metacarpal1", (0, 10, -1)), ("metacarpal1", (0, 45, -1)), 12.5, 11), 9))
    thumb_to_palm = (("metacarpal1", (2.0, 10.0, -6.0)), ("metacarpal1", (2.0, 34.0, -7.0)))
    body.append((Slab(*thumb_to_palm, ("metacarpal3", (2, 34, -11)), 9), 12))
    web = (("metacarpal1", (0.0, 6.0, -3.0)), ("metacarpal1", (0.0, 40.0, -5.0)))
    body.append((Slab(*web, ("metacarpal2", (4, 40, -5)), 5.5), 13))
    for finger in FINGERS:
        mc = f"metacarpal{RAY[finger]}"
        body.append((Ball((mc, (0, length[RAY[finger]], 0.5)), (8, 10, 8.5)), 9))
    _forearm(out)
    out.digits.extend(_finger(finger) for finger in FINGERS)
    out.digits.append(_thumb())
    return out


def _forearm(out: Flesh) -> None:
    """Wrist, a flattened taper, the two muscle bellies below the elbow and the knob of the ulna."""
    body = out.body
    lower, middle, upper = "forearm-lower", "forearm-middle", "forearm"
    body.append((Cone(("carpus", (-1, 14, -2)), (lower, (-1, 64, -2)), 25.5, 25.3, 0.68), 16))
    body.append((Cone((lower, (-1, 66, -2)), (lower, (0, 10, -3)), 25.3, 29, 0.70), 10))
    body.append((Cone((middle, (0, 100, -3)), (middle, (1, 0, -4)), 29, 38, 0.76), 4))
    body.append((Cone((upper, (1, 75, -4)), (upper, (2, -20, -5)), 38, 43, 0.80), 4))
    # Flexor belly on the palm side, toward the little finger; extensor belly on the back, thumb side.
    body.append((Ball((upper, (-11, 72, -17)), (25, 75, 22)), 22))
    body.append((Ball((upper, (16, 78, 12)), (24, 72, 20)), 22))
    body.append((Ball((lower, (-18, 60, 6)), (7, 9, 7)), 12))


def _finger(finger: str) -> Chain:
    proximal, middle, distal = (f"{finger}-{part}" for part in ("proximal", "middle", "distal"))
    lp, lm, ld = FINGER_LENGTHS[finger]
    r0, r1, r2, r3 = RADII[finger]
    parts = (
        (Cone((proximal, (0, 0, -1)), (proximal, (0, lp * 0.55, -1.6)), r0, r0 * 0.92), 3.0),
        (Cone((proximal, (0, lp * 0.55, -1.6)), (proximal, (0, lp, 0)), r0 * 0.92, r1), 3.0),
        (Cone((middle, (0, 0, 0)), (middle, (0, lm * 0.5, -0.9)), r1, r1 * 0.94), 2.0),
        (Cone((middle, (0, lm * 0.5, -0.9)), (middle, (0, lm, 0)), r1 * 0.94, r2), 2.0),
        (Cone((distal, (0, 0, 0)), (distal, (0, ld - r3, -0.6)), r2, r3, 0.93), 2.0),
        (Ball((distal, (0, ld * 0.50, -2.2)), (r2 * 0.86, ld * 0.46, r2 * 0.80)), 4.0),
    )
    return Chain(finger, (proximal, (0, 0, 0)), 8.0, 12, 16, parts)


def _thumb() -> Chain:
    _, lp, ld = THUMB_LENGTHS
    proximal, distal = "thumb-proximal", "thumb-distal"
    parts = (
        (Cone((proximal, (0, 0, -1)), (proximal, (0, lp, 0)), 11.3, 10.0), 3.0),
        (Cone((distal, (0, 0, 0)), (distal, (0, ld - 7.6, 0.3)), 10.0, 7.6, 0.88), 3.0),
        (Ball((distal, (0, ld * 0.50, -2.0)), (9.8, ld * 0.50, 8.0)), 5.0),
    )
    return Chain("thumb", (proximal, (0, 0, 0)), 9.0, 12, 16, parts)


def nails() -> list[Nail]:
    """Bone, length to the tip, half width, start of the nail as a part of the length."""
    out = [Nail(f"{f}-distal", FINGER_LENGTHS[f][2], RADII[f][2] * 0.66, 0.34, 0.97) for f in FINGERS]
    return [*out, Nail("thumb-distal", THUMB_LENGTHS[2], 7.0, 0.34, 0.97)]


def _arc(width: float, y: float, sag: float) -> list[tuple[float, float]]:
    """A crease across a digit, bowed by `sag`."""
    return [(-width, y), (-width / 2, y - sag * 0.75), (0, y - sag), (width / 2, y - sag * 0.75), (width, y)]


def lines() -> list[Line]:
    """Creases: side -1 is the palm, +1 the back. Widths are parts of the outline's width."""
    out: list[Line] = []
    for finger in FINGERS:
        lp = FINGER_LENGTHS[finger][0]
        r0, r1, r2, _ = RADII[finger]
        proximal, middle, distal = (f"{finger}-{part}" for part in ("proximal", "middle", "distal"))
        out.append(Line(middle, -1, _arc(r1 * 0.66, 0.3, 1.1), 0.55))
        out.append(Line(distal, -1, _arc(r2 * 0.64, 0.3, 1.0), 0.5))
        out.append(Line(proximal, -1, _arc(r0 * 0.66, lp * 0.53, 1.4), 0.5))
        out.extend(Line(middle, 1, _arc(r1 * 0.5, dy * 1.5, dy * 0.8), 0.42) for dy in (-1.9, 1.5))
        out.append(Line(distal, 1, _arc(r2 * 0.42, 0.6, 0.6), 0.38))
        mc = f"metacarpal{RAY[finger]}"
        head = hand()[mc].length
        out.append(Line(mc, 1, _arc(5.5, head + 2.5, -3.3), 0.4))
        out.append(Line(mc, 1, [(0.3, head - 10), (0, head - 20), (-0.2, head - 31)], 0.3))
    out.append(Line("thumb-distal", -1, _arc(6.5, 0.6, 1.2), 0.5))
    out.extend(Line("thumb-distal", 1, _arc(5, dy * 1.5, dy * 0.8), 0.42) for dy in (-1.5, 1.6))
    out.append(Line("thumb-proximal", -1, [(-6, 2.5), (-2, 1), (3, 1)], 0.4))
    palm = "carpus"
    thumb_line = [(27, 76), (18, 72), (10, 63), (5, 50), (3, 36), (5, 22), (9, 12)]
    out.append(Line(palm, -1, [(float(x), float(y)) for x, y in thumb_line], 0.6))
    out.append(Line(palm, -1, [(25, 75), (14, 70), (0, 64), (-14, 56), (-26, 47)], 0.5))
    out.append(Line(palm, -1, [(10, 89), (4, 82), (-8, 75), (-22, 70), (-40, 69)], 0.58))
    out.append(Line(palm, -1, [(-20, 2), (-8, 0), (4, 0), (18, 3)], 0.5))
    return [*out, *_median_nerve()]


def _median_nerve() -> list[Line]:
    """Down the middle of the forearm, through the carpal tunnel, to thumb, index and middle finger."""
    fork = (5.0, 40.0)
    courses: list[tuple[str, list[tuple[float, float]]]] = [
        ("forearm", [(0.0, 0.0), (1.0, 40.0), (1.0, 75.0)]),
        ("forearm-middle", [(1.0, 0.0), (1.0, 45.0), (1.0, 90.0)]),
        ("forearm-lower", [(1.0, 0.0), (1.0, 35.0), (1.0, 70.0)]),
        ("carpus", [(1.0, 0.0), (2.0, 14.0), (3.0, 28.0), fork]),
        ("carpus", [fork, (11.0, 58.0), (20.0, 80.0)]),
        ("carpus", [fork, (4.0, 58.0), (2.0, 84.0)]),
        ("carpus", [fork, (11.0, 43.0), (18.0, 45.0)]),
        ("thumb-proximal", [(1.0, -16.0), (0.0, -2.0), (0.0, 14.0), (0.0, 28.0)]),
        *((f"{finger}-proximal", [(0.0, -7.0), (0.0, 14.0), (0.0, 34.0)]) for finger in ("index", "middle")),
    ]
    return [Line(bone, -1, points, 1.0, "median-nerve") for bone, points in courses]


def spots() -> dict[str, list[Spot]]:
    """Regions for marks: ellipsoids in figure coordinates at zero, each riding on a bone."""
    s = hand()

    def ray(finger: str, z: float, reach: float = 9.0) -> list[Spot]:
        out = []
        for part, length in zip(("proximal", "middle", "distal"), FINGER_LENGTHS[finger], strict=True):
            bone = s[f"{finger}-{part}"]
            middle = bone.zero @ (0, length / 2, z, 1)
            out.append(Spot(bone.name, tuple(middle[:3]), (11, length * 0.62, reach)))
        return out

    def on(bone: str, x: float, y: float, z: float, r: tuple[float, float, float]) -> Spot:
        middle = s[bone].zero @ (x, y, z, 1)
        return Spot(bone, tuple(middle[:3]), r)

    out: dict[str, list[Spot]] = {
        "forearm-flexors": [
            Spot("forearm", (-4, -165, -30), (42, 85, 30)),
            Spot("forearm-middle", (-3, -110, -26), (34, 60, 22)),
        ],
        "forearm-extensors": [
            Spot("forearm", (6, -165, 28), (42, 85, 26)),
            Spot("forearm-middle", (2, -110, 20), (34, 60, 20)),
        ],
        "palm": [Spot("carpus", (-4, 55, -14), (36, 42, 16))],
        "back-of-hand": [Spot("carpus", (-4, 58, 12), (34, 36, 12))],
        "thumb-ball": [on("metacarpal1", 0, 22, -8, (20, 30, 18))],
        "little-finger-ball": [Spot("metacarpal5", (-29, 42, -10), (16, 32, 18))],
        "thumb-web": [
            Spot("metacarpal1", (36, 56, -8), (17, 20, 18)),
            Spot("metacarpal2", (30, 60, -4), (14, 20, 16)),
        ],
        "wrist-front": [Spot("carpus", (0, 4, -16), (30, 22, 14))],
        "wrist-back": [Spot("carpus", (0, 4, 14), (30, 22, 14))],
        "finger-webs": [
            Spot(f"{f}-proximal", (x, 108, -2), (9, 10, 12))
            for f, x in (("index", 13.0), ("middle", -8.0), ("ring", -27.0))
        ],
        "thumb": [on("thumb-proximal", 0, 14, 0, (15, 24, 15)), on("thumb-distal", 0, 12, 0, (14, 22, 14))],
        "first-interosseous": [Spot("metacarpal2", (32, 62, 4), (13, 24, 14))],
        "interossei": [Spot("carpus", (-6, 70, 4), (34, 26, 20))],
    }
    for finger in FINGERS:
        out[f"{finger}-finger"] = ray(finger, 0.0, 13.0)
    out["fingers-front"] = [spot for f in FINGERS for spot in ray(f, -7.0)]
    out["fingers-back"] = [spot for f in FINGERS for spot in ray(f, 7.0)]
    out["middle-joints"] = [on(f"{f}-middle", 0, 0, 0, (13, 9, 13)) for f in FINGERS]
    out["end-joints"] = [on(f"{f}-distal", 0, 0, 0, (12, 8, 12)) for f in FINGERS]
    out["knuckles"] = [on(f"{f}-proximal", 0, 0, 5, (12, 11, 10)) for f in FINGERS]
    return out
