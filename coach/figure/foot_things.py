"""What a foot uses, put where its pose needs it: a ball under the arch, a band round the forefoot."""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.figure import places, props, solids
from coach.figure.props import closed, eased, scrunched
from coach.figure.skeleton import GROUND

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.figure.setting import Setting
    from coach.figure.solids import Point, Solid

Array = NDArray[np.float64]


def _foot_ball(s: Setting) -> tuple[Solid, ...]:
    radius = (s.size or 54.0) / 2
    return (props.sphere(_under(s, radius), radius, props.BALL),)


def _foot_bottle(s: Setting) -> tuple[Solid, ...]:
    radius = (s.size or 58.0) / 2
    return (props.bottle(_under(s, radius), s.axis("midfoot", 0), radius, 190.0),)


def _under(s: Setting, radius: float) -> Array:
    """Centre of a ball that just touches the sole from below, as far along as the stroke has come."""
    x, y = 4.0, 8.0 + 92.0 * s.travel
    skin = s.solid.vertices.astype(float)
    d2 = (skin[:, 0] - x) ** 2 + (skin[:, 1] - y) ** 2
    near = (d2 < radius**2) & (skin[:, 2] < s.bones[s.skeleton.index["midfoot"]][2, 3] + 30)
    top = (skin[near, 2] - np.sqrt(radius**2 - d2[near])).min()
    return np.array([x, y, float(top) + 1.0])


_PULLS = {
    "up": np.array([0.0, -0.62, 0.78]),
    "forward": np.array([0.0, 1.0, 0.05]),
    "inward": np.array([1.0, 0.12, 0.0]),
    "outward": np.array([-1.0, 0.12, 0.0]),
}


def _band(s: Setting) -> tuple[Solid, ...]:
    """A strap round the forefoot, its ends drawn one way: `{kind: band, pull: inward}`; up if not said."""
    pull = _PULLS.get(s.word("pull"), _PULLS["up"])
    across, along, up = (s.axis("metatarsal3", k) for k in (0, 1, 2))
    middle = s.at("metatarsal3", 2, 50, -2)
    # Half a ring on the side away from the pull, in the plane across the foot, then straight to the holder.
    away = -pull - along * (-pull @ along)
    if s.word("pull") == "forward":
        away = -up
    away = away / np.linalg.norm(away)
    side = np.cross(along, away)
    turn = np.radians(np.linspace(-100, 100, 19))[:, None]
    wide = 48 * abs(away @ across) + 25 * abs(away @ up), 48 * abs(side @ across) + 25 * abs(side @ up)
    ring = middle + wide[0] * np.cos(turn) * away + wide[1] * np.sin(turn) * side
    if s.word("pull") == "forward":
        # Over the toes' roots and away from the toes: the ring stands open to the front.
        ring = middle + wide[0] * -np.cos(turn) * away * 0.9 + wide[1] * np.sin(turn) * side
    t = np.linspace(0.05, 1, 16)[:, None]
    reach = 420.0 if pull[2] > 0.3 else 190.0
    first, last = ring[0] + pull * reach * t, ring[-1] + pull * reach * t
    path = np.concatenate([first[::-1], ring, last])
    return (props.tube(eased(path), 10.0, props.BAND, flat=0.2, broad=along),)


def _strap(s: Setting) -> tuple[Solid, ...]:
    """A towel round the ball of the foot, its ends running up toward the hands."""
    across, along, up = (s.axis("metatarsal3", k) for k in (0, 1, 2))
    middle = s.at("metatarsal3", 0, 52, 0)
    turn = np.radians(np.linspace(-62, -118 - 0, 15))
    under = middle + 46 * np.cos(turn)[:, None] * across * 1.05 + 30 * np.sin(turn)[:, None] * up
    ends = []
    for tip, sign in ((under[0], 1.0), (under[-1], -1.0)):
        t = np.linspace(0.06, 1, 16)[:, None]
        ends.append(tip + sign * across * 14 * np.minimum(t * 5, 1) + _PULLS["up"] * 420 * t + along * 6)
    path = np.concatenate([ends[0][::-1], under, ends[1]])
    return (props.tube(eased(path), 10.0, props.TOWEL, flat=0.2, broad=along),)


def _towel(s: Setting) -> tuple[Solid, ...]:
    """Spread under the toes when they scrunch it; a strap when the foot is pulled up with it."""
    lift = np.linalg.inv(s.bones[0]) @ s.bones[s.skeleton.index["talus"]]
    if s.word("shape") == "roll":
        under = s.at("toe2-proximal", 0, 12, -22)
        return (
            props.tube(under + np.linspace(-72, 72, 12)[:, None] * np.array([1.0, 0, 0]), 15.0, props.TOWEL),
        )
    if lift[2, 1] > 0.08:
        return _strap(s)
    return (scrunched(np.array([0.0, 170.0, GROUND - 1.0]), 170.0, 170.0),)


def _step(s: Setting) -> tuple[Solid, ...]:
    """Under the ball of the foot, which stays in its place on it; the heel hangs over the edge."""
    ball = places.place(s.skeleton, s.bones, "ball-of-foot")
    top = GROUND if ball is None else float(ball[2]) - 4.0
    return (props.box(np.array([0.0, 190.0, top - 35.0]), (200, 210, 70), props.WOOD),)


def _wall(s: Setting) -> tuple[Solid, ...]:
    front = float(s.solid.vertices[:, 1].max())
    return (props.box(np.array([0.0, front + 9.0, 60.0]), (190, 16, 280), props.WALL),)


def _toe_pen(s: Setting) -> tuple[Solid, ...]:
    under = (s.at("hallux-distal", 0, 4, -12) + s.at("toe2-middle", 0, 4, -9)) / 2
    a = s.axis("metatarsal2", 0)
    t = np.array([0, 0.02, 0.06, 0.5, 0.9, 0.965, 1.0])
    r = np.array([3.2, 4.0, 4.2, 4.2, 4.2, 1.6, 0.5])
    return (props.tube(under + (t[:, None] - 0.45) * 140 * a, r, props.PEN),)


def _marbles(s: Setting) -> tuple[Solid, ...]:
    floor = float(s.solid.vertices[:, 2].min())
    spots = [(34.0, 205.0), (6.0, 226.0), (-26.0, 208.0), (-48.0, 180.0)]
    loose = [props.sphere(np.array([x, y, floor + 9]), 9, props.GLASS) for x, y in spots]
    held = props.sphere(
        (s.at("hallux-distal", -6, 20, -9) + s.at("toe2-distal", 0, 12, -8)) / 2, 9, props.GLASS
    )
    return (*loose, held)


_BESIDE = 62.0
"""From the middle of a foot to the middle between both feet, mm."""


def _other_foot(s: Setting) -> tuple[Solid, ...]:
    """The other foot beside it, doing the same."""
    mirrored = s.solid.vertices * np.array([-1, 1, 1], np.float32) + np.array([2 * _BESIDE, 0, 0], np.float32)
    topology = solids.mirrored("foot")
    return (
        replace(
            s.solid,
            vertices=mirrored,
            topology=topology,
            skin=None,
            marks={},
            turned=None,
            fade=_mirror(s.solid),
        ),
    )


def _mirror(solid: Solid) -> tuple[Point, Point] | None:
    if solid.fade is None:
        return None
    a, b = ((2 * _BESIDE - x, y, z) for x, y, z in solid.fade)
    return a, b


def _toe_band(s: Setting) -> tuple[Solid, ...]:
    """A rubber loop round all five toes, or round both big toes."""
    if s.on:
        near, z = s.at("hallux-distal", -9, 2, 0), s.axis("hallux-distal", 2)
        far = near * np.array([-1, 1, 1]) + np.array([2 * _BESIDE, 0, 0])
        out = np.array([11.0, 0, 0])
        path = np.array(
            [near - out * 0.2, near + z * 12, far + z * 12, far + out * 0.2, far - z * 12, near - z * 12]
        )
        return (props.tube(closed(path), 2.6, props.RUBBER, closed=True),)
    points = [s.at("hallux-distal", 12.5, 8, -1), s.at("hallux-distal", 2, 10, 11)]
    points += [s.at(f"toe{n}-distal", 0, 0, 9) for n in (2, 3, 4)]
    points += [s.at("toe5-distal", -8, 2, 2), s.at("toe5-distal", 0, 2, -8)]
    points += [s.at(f"toe{n}-distal", 0, 2, -8.5) for n in (4, 3, 2)]
    points += [s.at("hallux-distal", 4, 8, -12)]
    return (props.tube(closed(np.array(points)), 1.9, props.RUBBER, closed=True),)


def _bowl(s: Setting) -> tuple[Solid, ...]:
    low, high = s.solid.vertices.min(0), s.solid.vertices.max(0)
    return props.bowl(np.array([0.0, 40.0, GROUND + 70.0]), max(170.0, float(high[1] - low[1]) * 0.76), 104.0)


MAKERS: dict[str, Callable[[Setting], tuple[Solid, ...]]] = {
    "ball": _foot_ball,
    "bottle": _foot_bottle,
    "band": _band,
    "towel": _towel,
    "rubber-band": _toe_band,
    "other-foot": _other_foot,
    "step": _step,
    "wall": _wall,
    "pen": _toe_pen,
    "marbles": _marbles,
    "bowl": _bowl,
}
