"""What a hand uses, put where its pose needs it: a ball in the palm, a pen over three pads."""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.figure import props, solids, writing
from coach.figure.pose_file import bundled
from coach.figure.props import closed, scrunched
from coach.figure.skeleton import FINGERS
from coach.figure.tones import HELPER

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.figure.setting import Setting
    from coach.figure.solids import Solid
    from coach.figure.tones import Palette

Array = NDArray[np.float64]
_CUT = ((0.0, -58.0, 0.0), (0.0, -22.0, 0.0))
"""Where the other hand's forearm ends: the paper is what is to be seen."""

_BASIN = np.array([0.0, 92.0, 0.0])
"""The middle of a bowl's rim, from the wrist of the hand that reaches into it."""

_DIMPLE = 0.4
"""How far skin gives under a ball, mm."""


def _pinching(s: Setting) -> bool:
    return bool(np.linalg.norm(s.pads("thumb") - s.pads("index")) < 62)


def _hand_ball(s: Setting, colours: Palette = props.BALL, size: float = 58.0) -> tuple[Solid, ...]:
    """Between the finger pads when they pinch, else in the hollow of the hand."""
    radius = (s.size or size) / 2
    if s.word("shape") == "palm":
        return (props.sphere(s.at("carpus", -4, 74, -25.2 - radius), radius, colours),)
    if _pinching(s):
        middle = (s.pads("thumb") + s.pads("index", "middle")) / 2
        return (props.sphere(middle, min(_free(s, middle) + _DIMPLE, 26), colours),)
    if "table" in s.things:
        return (props.sphere(_under_palm(s, radius), radius, colours),)
    return (props.sphere(*_hollow(s, radius), colours),)


def _under_palm(s: Setting, radius: float) -> Array:
    """A ball that rolls in circles between palm and table, touching the palm."""
    turn = 2 * np.pi * 3 * s.travel
    across, along = s.axis("carpus", 0), s.axis("carpus", 1)
    middle = s.at("carpus", -6, 46 + 14 * np.sin(turn / 3), 0) + 8 * (
        np.cos(turn) * across + np.sin(turn) * along
    )
    skin = s.solid.vertices.astype(float)
    d2 = (skin[:, 0] - middle[0]) ** 2 + (skin[:, 1] - middle[1]) ** 2
    near = d2 < radius**2
    top = (skin[near, 2] - np.sqrt(radius**2 - d2[near])).min()
    return np.array([middle[0], middle[1], float(top) + _DIMPLE])


def _hollow(s: Setting, radius: float) -> tuple[Array, float]:
    """As deep in the palm as a ball goes, and its radius: soft, it gives where the fingers close on it."""
    along, out = s.axis("carpus", 1), -s.axis("carpus", 2)
    start = s.at("carpus", -2, 68, -12)
    best, room = start, 0.0
    for y in (0.0, 8.0, 16.0):
        for depth in np.arange(radius - 6, radius + 30, 0.5):
            centre = start + along * y + out * depth
            free = _free(s, centre)
            if free > radius - _DIMPLE:
                return centre, radius
            if free > room and depth < radius + 6:
                best, room = centre, free
    return best, room + _DIMPLE


def _free(s: Setting, centre: Array) -> float:
    """How far the nearest skin is, mm."""
    return float(np.linalg.norm(s.solid.vertices.astype(float) - centre, axis=1).min())


def _putty(s: Setting) -> tuple[Solid, ...]:
    """A ball; a roll in hooked fingers; a lump in a key pinch or between fingers; a ring round all ends."""
    if s.word("shape") == "ring":
        return (props.tube(closed(_ends(s)), 4.5, props.PUTTY, closed=True),)
    if s.on:
        return tuple(_between(s, a, b) for a, b in pairwise(s.on))
    if s.word("shape") == "roll":
        across = s.axis("carpus", 0)
        middle = np.mean([s.at(f"{finger}-proximal", 0, 30, -20) for finger in FINGERS], axis=0)
        return (props.tube(middle + np.linspace(-52, 52, 12)[:, None] * across, 12.0, props.PUTTY),)
    if s.word("shape") == "palm":
        return _hand_ball(s, props.PUTTY)
    beside = s.at("index-middle", 9, 8, -2)
    thumb = s.pads("thumb")
    if np.linalg.norm(thumb - beside) < np.linalg.norm(thumb - s.pads("index")) - 4:
        radius = float(np.clip(np.linalg.norm(thumb - beside) / 2 - 1, 11, 14))
        middle = (thumb + beside) / 2 + s.axis("thumb-distal", 1) * 9
        return (props.sphere(middle, radius, props.PUTTY),)
    return _hand_ball(s, props.PUTTY, size=46.0)


def _between(s: Setting, a: str, b: str) -> Solid:
    """A lump of putty between two neighbouring fingers."""
    ends = s.at(f"{a}-proximal", 0, 26, 0), s.at(f"{b}-proximal", 0, 26, 0)
    radius = float(np.clip(np.linalg.norm(ends[0] - ends[1]) / 2 - 4, 6, 13))
    return props.sphere((ends[0] + ends[1]) / 2, radius, props.PUTTY)


def _pen(s: Setting) -> tuple[Solid, ...]:
    """From the web over the three pads to the paper."""
    rest, point = _nib(s)
    along = (point - rest) / np.linalg.norm(point - rest)
    t = np.array([0, 0.02, 0.06, 0.5, 0.9, 0.965, 1.0])
    r = np.array([3.2, 4.0, 4.2, 4.2, 4.2, 1.6, 0.5])
    start = rest - along * 52
    return (props.tube(start + (point - start) * t[:, None], r, props.PEN),)


def _nib(s: Setting) -> tuple[Array, Array]:
    """Where the pen rests in the hand, and where its point is."""
    tip, rest = s.pads("thumb", "index"), s.at("index-proximal", 18.5, 8, 4)
    if "pen-between-fingers" in s.things:
        rest = (s.at("index-proximal", 0, 24, 12) + s.at("middle-proximal", 0, 22, 12)) / 2
        tip = s.pads("thumb", "index", "middle")
    along = (tip - rest) / np.linalg.norm(tip - rest)
    reach = 34.0
    if "paper" in s.things:
        # Measured where the hand began: the paper stays when the hand travels over it or lifts the pen.
        away = np.zeros(3) if s.carried is None else s.carried[:3, 3]
        floor = writing.level(s.solid.vertices.astype(float) - away)
        down = (floor - (tip - away) @ writing.NORMAL) / (along @ writing.NORMAL)
        reach = float(np.clip(down, 16, 70))
    return rest, tip + along * reach


def _paper(s: Setting) -> tuple[Solid, ...]:
    """Under the pen's point; the hand goes over it and leaves it where it is."""
    point = _nib(s)[1]
    if s.carried is not None:
        point = point - s.carried[:3, 3]
    return writing.paper(point, s.ink, s.number("turn"))


@cache
def _flat_hand() -> Solid:
    """The other hand in its own coordinates: it is only carried."""
    return solids.limb("hand", bundled("hand")["relaxed"].pose, HELPER, mirror=True, fade=_CUT)


def _other_hand(s: Setting) -> tuple[Solid, ...]:
    """The other hand, which lies on the paper and turns it."""
    tip = _nib(s)[1]
    flat = _flat_hand()
    place = writing.beside(tip, s.number("turn"))
    sunk = float(((flat.moved(place).vertices - tip) @ writing.NORMAL).min())
    place[:3, 3] -= writing.NORMAL * sunk
    return (flat.moved(place),)


def _rubber(s: Setting) -> tuple[Solid, ...]:
    """A loop around the backs of all five ends, or around the fingers an author names."""
    if s.on:
        return (props.tube(closed(_round(s, s.on)), 2.8, props.RUBBER, closed=True),)
    return (props.tube(closed(_ends(s)), 1.7, props.RUBBER, closed=True),)


def _ends(s: Setting) -> Array:
    """Around the backs of the ends of all five digits."""
    points = [s.at("thumb-distal", 0, 8, 9.5)]
    points += [s.at(f"{f}-distal", 0, 3, 8.6) for f in FINGERS]
    around = np.array(points)
    middle: Array = around.mean(0)
    return middle + (around - middle) * 1.04


def _round(s: Setting, fingers: tuple[str, ...]) -> Array:
    """Once around neighbouring fingers in the middle of their middle bones."""
    back = [s.at(f"{finger}-middle", 0, 9, 9.6) for finger in fingers]
    front = [s.at(f"{finger}-middle", 0, 9, -9.6) for finger in fingers]
    out = (back[0] + front[0]) / 2 - (back[-1] + front[-1]) / 2
    out = out / np.linalg.norm(out) * 10.0
    first, last = (back[0] + front[0]) / 2 + out, (back[-1] + front[-1]) / 2 - out
    return np.array([first, *back, last, *front[::-1]])


def _table(s: Setting) -> tuple[Solid, ...]:
    """A board under the palm, or under a ball that the palm rolls."""
    if "ball" in s.things:
        radius = (s.size or 58.0) / 2
        low = _under_palm(s, radius)[2] - radius
        return (props.box(np.array([0.0, 60.0, low - 7.0]), (260, 300, 14), props.WOOD),)
    if s.word("under") == "palm":
        top = float(s.at("carpus", 0, 60, -17)[2])
        return (props.box(np.array([0.0, 60.0, top - 7.0]), (260, 320, 14), props.WOOD),)
    height = s.solid.vertices[s.solid.vertices[:, 1] > -60][:, 2]
    top = float(height.max()) + 7.0 if s.palm_up else float(height.min()) - 7.0
    return (props.box(np.array([0.0, 40.0, top]), (300, 360, 14), props.WOOD),)


def _table_edge(s: Setting) -> tuple[Solid, ...]:
    """A board under the forearm that ends before the wrist."""
    arm = s.solid.vertices[(s.solid.vertices[:, 1] < -30) & (s.solid.vertices[:, 1] > -150)]
    top = float(arm[:, 2].max()) + 7.0 if s.palm_up else float(arm[:, 2].min()) - 7.0
    return (props.box(np.array([0.0, -160.0, top]), (150, 260, 14), props.WOOD),)


def _stick(s: Setting) -> tuple[Solid, ...]:
    centre, _radius = _hollow(s, 13.0)
    a = s.axis("carpus", 0)
    return (props.tube(centre + np.linspace(-90, 90, 12)[:, None] * a, 13.0, props.WOOD),)


def _hand_towel(s: Setting) -> tuple[Solid, ...]:
    """Spread before the fingertips, or wrapped round the hand."""
    if s.word("shape") == "wrap":
        ends = s.at("carpus", -4, -14, 0), s.at("carpus", -8, 104, 0)
        t = np.linspace(0, 1, 14)[:, None]
        width = np.interp(t[:, 0], [0, 0.02, 0.5, 0.97, 1], [34, 40, 54, 53, 46])
        path = ends[0] + (ends[1] - ends[0]) * t
        return (props.tube(path, width, props.TOWEL, flat=0.55, broad=s.axis("carpus", 0)),)
    low = float(s.solid.vertices[:, 2].min())
    return (scrunched(np.array([0.0, 150.0, low + 2.0]), 150.0, 220.0),)


def _bowl(_s: Setting) -> tuple[Solid, ...]:
    """Deep enough for the whole hand, which reaches down into it; it stays when the fingers move."""
    return props.bowl(_BASIN, 160.0, 134.0)


MAKERS: dict[str, Callable[[Setting], tuple[Solid, ...]]] = {
    "ball": _hand_ball,
    "putty": _putty,
    "pen": _pen,
    "pen-between-fingers": _pen,
    "paper": _paper,
    "other-hand": _other_hand,
    "rubber-band": _rubber,
    "table": _table,
    "table-edge": _table_edge,
    "stick": _stick,
    "towel": _hand_towel,
    "bowl": _bowl,
}
