"""Flesh of the foot and lower leg, its nails and skin lines, and the regions that exercises mark."""

from __future__ import annotations

import itertools

from coach.figure.skeleton import HALLUX_LENGTHS, TOE_LENGTHS, TOES, foot
from tools.build_figures.parts import Limb, Line, Nail, Soft, Spot
from tools.build_figures.sdf import Ball, Chain, Cone, Flesh, Point

RADII = {
    "toe2": (9.2, 7.9, 7.4, 7.2),
    "toe3": (8.9, 7.6, 7.1, 6.9),
    "toe4": (8.7, 7.4, 6.9, 6.7),
    "toe5": (8.6, 7.3, 6.8, 6.6),
}
BIND = {
    "hallux.mtp": {"flexion": -4, "abduction": 15},
    "hallux.ip": {"flexion": 4},
    **{f"{toe}.mtp": {"flexion": -8, "abduction": a} for toe, a in zip(TOES, (2, 7, 13, 20), strict=True)},
    **{f"{toe}.pip": {"flexion": 14} for toe in TOES},
    **{f"{toe}.dip": {"flexion": 8} for toe in TOES},
}


def limb() -> Limb:
    """The whole foot, ready to be meshed."""
    return Limb(
        kind="foot",
        flesh=flesh(),
        bind=BIND,
        low=(-80, -95, -95),
        high=(80, 215, 345),
        cut=((0.0, 0.0, 1.0), 338.0),
        tightness=1.9,
        triangles=7600,
        nails=nails(),
        lines=lines(),
        spots=spots(),
        soft=[
            Soft("talus", (0, -12, 10), 55, 90, 130),
            Soft("midfoot", (0, 0, 0), 30, 60, 20),
            Soft("hindfoot", (0, 108, -33), 30, 60, 6),
        ],
    )


def _on(bone: str, x: float, y: float, z: float) -> Point:
    """A bone point given by its place in the figure at zero."""
    b = foot()[bone]
    local = b.zero[:3, :3].T @ ((x, y, z) - b.zero[:3, 3])
    return bone, (float(local[0]), float(local[1]), float(local[2]))


def flesh() -> Flesh:
    """Heel, ankle, leg, arch, pads and toes."""
    out = Flesh(foot())
    _heel_and_leg(out)
    _sole(out)
    _webs(out)
    out.digits.append(_hallux())
    out.digits.extend(_toe(toe) for toe in TOES)
    return out


def _heel_and_leg(out: Flesh) -> None:
    body = out.body
    body.append((Ball(_on("hindfoot", 0, -30, -46), (27, 30, 26.0)), 10))
    body.append((Cone(_on("hindfoot", 0, -36, -51), _on("hindfoot", -2, 6, -51), 20.5, 19.5), 12))
    # Heel bone into the Achilles tendon, which stands a little off the leg.
    body.append((Cone(_on("hindfoot", 0, -45, -34), _on("shank", 0, -37, 40), 14, 9), 16))
    body.append((Cone(_on("shank", 0, -37, 40), _on("shank", 0, -33, 130), 9, 15), 6))
    body.append((Ball(_on("talus", 0, 4, -6), (28, 30, 30)), 16))
    body.append((Cone(_on("hindfoot", 2, 6, -22), _on("midfoot", 6, 44, -24), 27, 24), 16))
    body.append((Ball(_on("shank", 25, 3, 8), (9, 11, 14)), 12))
    body.append((Ball(_on("shank", -26, -7, 0), (8.5, 10, 15)), 12))
    body.append((Cone(_on("shank", 0, 1, 16), _on("shank", 0, -3, 110), 24, 26.5), 16))
    body.append((Cone(_on("shank", 0, -3, 110), _on("shank", 0, -6, 250), 26.5, 38), 2))
    body.append((Cone(_on("shank", 0, -6, 250), _on("shank", 0, -4, 420), 38, 44), 2))
    body.append((Cone(_on("shank", 0, -30, 95), _on("shank", 0, -32, 170), 13, 25), 24))
    body.append((Ball(_on("shank", 15, -38, 222), (33, 33, 88)), 26))
    body.append((Ball(_on("shank", -15, -37, 236), (32, 32, 86)), 24))


def _sole(out: Flesh) -> None:
    s, body = foot(), out.body
    body.append((Cone(_on("midfoot", 6, 44, -24), _on("midfoot", 3, 66, -31), 22, 18), 12))
    body.append((Cone(_on("midfoot", 14, 40, -33), _on("metatarsal1", 17, 70, -38), 16, 14), 10))
    body.append(
        (
            Cone(_on("hindfoot", -16, -14, -57), _on("metatarsal5", -26, 46, -58.5), 15, 14, owner="midfoot"),
            12,
        )
    )
    for n, base, head in ((1, 15.5, 13.2), (2, 14, 10.0), (3, 13.5, 9.4), (4, 13, 8.9), (5, 13.5, 8.9)):
        mt = f"metatarsal{n}"
        body.append((Cone((mt, (0, 0, 0)), (mt, (0, s[mt].length - 2, 0)), base, head), 8))
    body.append((Cone(_on("metatarsal3", -16, 62, -58), _on("metatarsal3", -16, 110, -61), 12, 10), 10))
    body.append((Ball(_on("metatarsal1", 28, 120, -60.3), (14.5, 17, 11.8)), 8))
    body.append((Ball(_on("metatarsal3", -6, 113, -61.7), (24, 15, 9.6)), 10))
    body.append((Ball(_on("metatarsal5", -35, 96, -61.0), (12, 16, 9.8)), 8))


def _webs(out: Flesh) -> None:
    names = ("hallux", *TOES)
    reach = {"hallux": 11.0, **{toe: 0.44 * TOE_LENGTHS[toe][0] for toe in TOES}}
    for a, b in itertools.pairwise(names):
        ends = (
            (f"{a}-proximal", (0.0, reach[a], -3.0)),
            (f"{b}-proximal", (0.0, 0.44 * TOE_LENGTHS[b][0], -2.0)),
        )
        out.body.extend((Cone(*ends, 6.2, 5.9, owner=bone), 6) for bone, _ in ends)


def _toe(toe: str) -> Chain:
    proximal, middle, distal = (f"{toe}-{part}" for part in ("proximal", "middle", "distal"))
    lp, lm, ld = TOE_LENGTHS[toe]
    r0, r1, r2, r3 = RADII[toe]
    parts = (
        (Cone((proximal, (0, 0, 0)), (proximal, (0, lp * 0.6, -0.5)), r0, r1 * 0.95), 3.0),
        (Cone((proximal, (0, lp * 0.6, -0.5)), (proximal, (0, lp, 0.4)), r1 * 0.95, r1), 3.0),
        (Cone((middle, (0, 0, 0.4)), (middle, (0, lm, 0)), r1, r2 * 0.97), 3.0),
        (Cone((distal, (0, 0, 0)), (distal, (0, ld - 2.5, -0.6)), r2, r3 * 0.90), 3.0),
        (Ball((distal, (0, ld * 0.55, -2.6)), (r3 * 1.04, r3 * 1.15, r3 * 1.0)), 4.0),
    )
    return Chain(toe, (proximal, (0, 0, 0)), 7.0, 11, 12, parts)


def _hallux() -> Chain:
    proximal, distal = "hallux-proximal", "hallux-distal"
    lp = HALLUX_LENGTHS[0]
    parts = (
        (Cone((proximal, (0, 0, 0)), (proximal, (0, 18, -1)), 13.2, 11.3), 4.0),
        (Cone((proximal, (0, 18, -1)), (proximal, (0, lp, 0)), 11.3, 11.0), 4.0),
        (Cone((distal, (0, 0, 0)), (distal, (0, 19, -0.5)), 11.0, 8.9, 0.9), 4.0),
        (Ball((distal, (0, 12, -3.0)), (12.2, 15.0, 10.0)), 5.0),
    )
    return Chain("hallux", (proximal, (0, 0, 0)), 9.0, 14, 14, parts)


def nails() -> list[Nail]:
    """Toenails are broad, short and squarer than fingernails."""
    out = [Nail("hallux-distal", 28.0, 8.3, 0.36, 0.90)]
    return [
        *out,
        *(Nail(f"{t}-distal", TOE_LENGTHS[t][2] + 4.0, RADII[t][2] * 0.62, 0.34, 0.86) for t in TOES),
    ]


def _arc(width: float, y: float, sag: float) -> list[tuple[float, float]]:
    return [(-width, y), (-width / 2, y - sag * 0.75), (0, y - sag), (width / 2, y - sag * 0.75), (width, y)]


def lines() -> list[Line]:
    """Creases over and under the toes, and the long crease of the sole."""
    out = [Line("hallux-distal", 1, _arc(6, dy * 1.5, dy * 0.8), 0.42) for dy in (-1.4, 1.6)]
    out.append(Line("hallux-distal", -1, _arc(7, 0.4, 1.4), 0.5))
    out.append(Line("hallux-proximal", -1, _arc(9, 12, 2.6), 0.5))
    for toe in TOES:
        r1 = RADII[toe][1]
        out.extend(Line(f"{toe}-middle", 1, _arc(r1 * 0.5, dy * 1.4, dy * 0.8), 0.4) for dy in (-0.9, 1.1))
        out.append(Line(f"{toe}-proximal", -1, _arc(r1 * 0.75, TOE_LENGTHS[toe][0] * 0.62, 1.3), 0.5))
    return out


def spots() -> dict[str, list[Spot]]:
    """Regions for marks: ellipsoids in figure coordinates at zero, each riding on a bone."""
    s = foot()

    def on(bone: str, x: float, y: float, z: float, r: tuple[float, float, float]) -> Spot:
        return Spot(bone, tuple((s[bone].zero @ (x, y, z, 1))[:3]), r)

    toes = [f"{t}-{part}" for t in TOES for part in ("proximal", "middle", "distal")]
    top = [on(bone, 0, s[bone].length / 2, 6, (10, 13, 8)) for bone in toes]
    under = [on(bone, 0, s[bone].length / 2, -6, (10, 12, 8)) for bone in toes]
    big = [on("hallux-proximal", 0, 18, 0, (17, 24, 16)), on("hallux-distal", 0, 12, 0, (16, 20, 14))]
    return {
        "calf": [Spot("shank", (0, -42, 225), (58, 46, 105))],
        "soleus": [Spot("shank", (0, -40, 140), (46, 32, 70))],
        "achilles": [
            Spot("shank", (0, -44, 45), (17, 20, 55)),
            Spot("hindfoot", (0, -52, -18), (15, 16, 22)),
        ],
        "shin": [Spot("shank", (-10, 28, 190), (28, 22, 110))],
        "outer-shin": [Spot("shank", (-34, 2, 190), (18, 32, 110))],
        "arch": [
            Spot("midfoot", (6, 45, -64), (27, 50, 20)),
            Spot("metatarsal1", (16, 76, -62), (22, 36, 18)),
            Spot("metatarsal3", (-5, 78, -66), (20, 30, 14)),
        ],
        "heel": [Spot("hindfoot", (0, -32, -66), (27, 30, 18))],
        "ball-of-foot": [
            Spot(f"metatarsal{n}", (x, y, -70), (14, 15, 14))
            for n, x, y in (
                (1, 27.0, 119.0),
                (2, 8.0, 122.0),
                (3, -7.0, 117.0),
                (4, -22.0, 108.0),
                (5, -36.0, 96.0),
            )
        ],
        "top-of-foot": [
            Spot("midfoot", (2, 70, -8), (30, 44, 22)),
            Spot("metatarsal3", (-2, 98, -40), (34, 30, 22)),
        ],
        "toes-top": [
            *top,
            on("hallux-proximal", 0, 18, 8, (14, 20, 9)),
            on("hallux-distal", 0, 10, 7, (13, 16, 8)),
        ],
        "toes-under": [
            *under,
            on("hallux-proximal", 0, 20, -9, (14, 18, 8)),
            on("hallux-distal", 0, 12, -7, (14, 16, 9)),
        ],
        "big-toe": big,
        "big-toe-ball": [Spot("metatarsal1", (29, 112, -62), (17, 30, 18))],
        "toe-webs": [
            Spot(f"{a}-proximal", (x, y, -60), (8, 10, 12))
            for a, x, y in (
                ("hallux", 19.0, 141.0),
                ("toe2", 0.5, 143.0),
                ("toe3", -15.0, 136.0),
                ("toe4", -30.0, 124.0),
            )
        ],
        "outer-edge": [Spot("metatarsal5", (-34, 62, -58), (16, 56, 20))],
        "forefoot": [Spot("metatarsal3", (-5, 108, -55), (44, 26, 26))],
    }
