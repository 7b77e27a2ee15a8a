"""Props put where the pose needs them: a ball in the palm or under the arch, a band round the forefoot."""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.figure import props, writing
from coach.figure.skeleton import FINGERS, GROUND, Skeleton

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.figure.solids import Solid
    from coach.figure.tones import Palette


Array = NDArray[np.float64]


BENEATH = frozenset({"table", "table-edge", "step", "wall", "towel", "paper"})
"""Props that lie behind the limb in every useful view; drawn first, so that a fading limb shows them."""


@dataclass(frozen=True, eq=False)
class Setting:
    """A posed limb that props are fitted to."""

    skeleton: Skeleton
    bones: Array
    solid: Solid
    travel: float
    """0 to 1 along a stroke."""
    size: float | None = None
    """Millimetres across, when the author says so."""
    palm_up: bool = False
    """Whether the hand lies on its back."""
    things: frozenset[str] = frozenset()
    """All props of the frame: a ball on a table lifts the hand off it."""
    on: tuple[str, ...] = ()
    """The digits a prop is on, when the author says so."""
    ink: Array | None = None
    """The line on the paper so far (n, 3), about the pen's middle place."""
    carried: Array | None = None
    """4 x 4: how the whole hand is away from its middle place."""

    def saying(self, words: object) -> Setting:
        """The setting with what an author says about one prop: `{kind: ball, size: 60}`."""
        if not isinstance(words, Mapping):
            return replace(self, size=None, on=())
        size, on = words.get("size"), words.get("on", words.get(True, ()))
        digits = (on,) if isinstance(on, str) else on
        return replace(
            self,
            size=float(str(size)) if size else None,
            on=tuple(d for d in map(str, digits) if d in FINGERS),
        )

    def at(self, bone: str, x: float, y: float, z: float) -> Array:
        """A point given in a bone's own axes."""
        p: Array = (self.bones[self.skeleton.index[bone]] @ (x, y, z, 1))[:3]
        return p

    def axis(self, bone: str, k: int) -> Array:
        """One of a bone's axes."""
        a: Array = self.bones[self.skeleton.index[bone]][:3, k]
        return a

    def pads(self, *digits: str) -> Array:
        """Middle of the pads of some digits."""
        middle: Array = np.mean(
            [self.at(f"{d}-distal", 0, 13 if d != "thumb" else 16, -8) for d in digits], axis=0
        )
        return middle


def furnish(name: str, setting: Setting) -> tuple[Solid, ...]:
    """The solids of a prop for this limb, or nothing for an unknown one."""
    make = _MAKERS.get((setting.skeleton.kind, name))
    return () if make is None else make(setting)


def known(figure: str) -> tuple[str, ...]:
    """Props that can be drawn with a figure."""
    return tuple(name for kind, name in _MAKERS if kind == figure)


def _pinching(s: Setting) -> bool:
    return bool(np.linalg.norm(s.pads("thumb") - s.pads("index")) < 62)


def _hand_ball(s: Setting, colours: Palette = props.BALL, squash: float = 1.0) -> tuple[Solid, ...]:
    """Between the finger pads when they pinch, else in the hollow of the hand."""
    if _pinching(s):
        radius = max(7.0, float(np.linalg.norm(s.pads("thumb") - s.pads("index", "middle"))) / 2 - 1.5)
        return (props.sphere((s.pads("thumb") + s.pads("index", "middle")) / 2, min(radius, 26), colours),)
    radius = (s.size or 58.0) / 2
    if "table" in s.things:
        return (props.sphere(_under_palm(s, radius), radius, colours, squash),)
    return (props.sphere(_hollow(s, radius), radius, colours, squash),)


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
    return np.array([middle[0], middle[1], float(top) + 2.5])


def _hollow(s: Setting, radius: float) -> Array:
    """As deep in the palm as the ball goes without sinking in."""
    along, out = s.axis("carpus", 1), -s.axis("carpus", 2)
    start = s.at("carpus", -2, 68, -12)
    skin = s.solid.vertices.astype(float)
    best = start + out * radius
    for y in (0.0, 8.0, 16.0):
        centre = start + along * y
        for depth in np.arange(radius - 6, radius + 30, 1.5):
            c = centre + out * depth
            if np.linalg.norm(skin - c, axis=1).min() > radius - 2.5:
                return c
    return best


def _putty(s: Setting) -> tuple[Solid, ...]:
    return _hand_ball(replace(s, size=s.size or 46.0), props.PUTTY)


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
    tip, rest = s.pads("thumb", "index"), s.at("index-proximal", 9, 6, 2)
    if "pen-between-fingers" in s.things:
        rest = (s.at("index-proximal", 0, 22, 4) + s.at("middle-proximal", 0, 20, 4)) / 2
        tip = s.pads("thumb", "index", "middle")
    along = (tip - rest) / np.linalg.norm(tip - rest)
    reach = 34.0
    if "paper" in s.things:
        lift = 0.0 if s.carried is None else float(s.carried[:3, 3] @ writing.NORMAL)
        down = (writing.level(s.solid.vertices.astype(float)) - lift - tip @ writing.NORMAL) / (
            along @ writing.NORMAL
        )
        reach = float(np.clip(down, 16, 70))
    return rest, tip + along * reach


def _paper(s: Setting) -> tuple[Solid, ...]:
    """Under the pen's point; the hand goes over it and leaves it where it is."""
    point = _nib(s)[1]
    if s.carried is not None:
        point = point - s.carried[:3, 3]
    return writing.paper(point, s.ink)


def _rubber(s: Setting) -> tuple[Solid, ...]:
    """A loop around the backs of all five ends, or around the fingers an author names."""
    if s.on:
        return (props.tube(_closed(_round(s, s.on)), 2.8, props.RUBBER, closed=True),)
    points = [s.at("thumb-distal", 0, 8, 9.5)]
    points += [s.at(f"{f}-distal", 0, 3, 8.6) for f in FINGERS]
    around = np.array(points)
    middle = around.mean(0)
    around = middle + (around - middle) * 1.04
    return (props.tube(_closed(around), 1.7, props.RUBBER, closed=True),)


def _round(s: Setting, fingers: tuple[str, ...]) -> Array:
    """Once around neighbouring fingers in the middle of their middle bones."""
    back = [s.at(f"{finger}-middle", 0, 9, 9.6) for finger in fingers]
    front = [s.at(f"{finger}-middle", 0, 9, -9.6) for finger in fingers]
    out = (back[0] + front[0]) / 2 - (back[-1] + front[-1]) / 2
    out = out / np.linalg.norm(out) * 10.0
    first, last = (back[0] + front[0]) / 2 + out, (back[-1] + front[-1]) / 2 - out
    return np.array([first, *back, last, *front[::-1]])


def _closed(points: Array) -> Array:
    n = len(points)
    out = []
    t = np.linspace(0, 1, 10, endpoint=False)[:, None]
    for i in range(n):
        a, b, c, d = (points[(i + k) % n] for k in (-1, 0, 1, 2))
        out.append(b + t * (c - b) * 0.5 + 0.5 * t * (c - b) + 0.18 * t * (1 - t) * ((b - a) - (d - c)))
    return np.concatenate(out)


def _table(s: Setting) -> tuple[Solid, ...]:
    """A board under the palm."""
    if "ball" in s.things:
        radius = (s.size or 58.0) / 2
        low = _under_palm(s, radius)[2] - radius
        return (props.box(np.array([0.0, 60.0, low - 7.0]), (260, 300, 14), props.WOOD),)
    height = s.solid.vertices[s.solid.vertices[:, 1] > -60][:, 2]
    top = float(height.max()) + 7.0 if s.palm_up else float(height.min()) - 7.0
    return (props.box(np.array([0.0, 40.0, top]), (300, 360, 14), props.WOOD),)


def _table_edge(s: Setting) -> tuple[Solid, ...]:
    """A board under the forearm that ends before the wrist."""
    arm = s.solid.vertices[(s.solid.vertices[:, 1] < -30) & (s.solid.vertices[:, 1] > -150)]
    return (props.box(np.array([0.0, -160.0, float(arm[:, 2].min()) - 7.0]), (150, 260, 14), props.WOOD),)


def _stick(s: Setting) -> tuple[Solid, ...]:
    centre = _hollow(s, 13.0)
    a = s.axis("carpus", 0)
    return (props.tube(centre + np.linspace(-90, 90, 12)[:, None] * a, 13.0, props.WOOD),)


def _hand_towel(s: Setting) -> tuple[Solid, ...]:
    low = float(s.solid.vertices[:, 2].min())
    return (_scrunched(np.array([0.0, 150.0, low + 2.0]), 150.0, 220.0),)


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


def _band(s: Setting) -> tuple[Solid, ...]:
    """A strap round the ball of the foot, its ends running up toward the hands."""
    across, along, up = (s.axis("metatarsal3", k) for k in (0, 1, 2))
    middle = s.at("metatarsal3", 0, 52, 0)
    turn = np.radians(np.linspace(-62, -118 - 0, 15))
    under = middle + 46 * np.cos(turn)[:, None] * across * 1.05 + 30 * np.sin(turn)[:, None] * up
    pull = np.array([0.0, -0.62, 0.78])
    ends = []
    for tip, sign in ((under[0], 1.0), (under[-1], -1.0)):
        t = np.linspace(0.06, 1, 16)[:, None]
        ends.append(tip + sign * across * 14 * np.minimum(t * 5, 1) + pull * 420 * t + along * 6)
    path = np.concatenate([ends[0][::-1], under, ends[1]])
    return (props.tube(_eased(path), 10.0, props.BAND, flat=0.2, broad=along),)


def _towel_strap(s: Setting) -> tuple[Solid, ...]:
    (band,) = _band(s)
    return (replace(band, palette=props.TOWEL),)


def _eased(path: Array) -> Array:
    out = path.copy()
    for _ in range(3):
        out[1:-1] = (out[:-2] + 2 * out[1:-1] + out[2:]) / 4
    return out


def _towel(s: Setting) -> tuple[Solid, ...]:
    """Spread under the toes when they scrunch it; a strap when the foot is pulled up with it."""
    lift = np.linalg.inv(s.bones[0]) @ s.bones[s.skeleton.index["talus"]]
    if lift[2, 1] > 0.08:
        return _towel_strap(s)
    return (_scrunched(np.array([0.0, 170.0, GROUND - 1.0]), 170.0, 170.0),)


def _scrunched(centre: Array, width: float, length: float) -> Solid:
    """A cloth with a few soft folds across."""
    x = np.linspace(-width / 2, width / 2, 14)
    y = np.linspace(-length / 2, length / 2, 60)
    xx, yy = np.meshgrid(x, y, indexing="ij")
    fold = np.exp(-((yy + length * 0.12) ** 2) / (2 * (length * 0.12) ** 2))
    z = fold * 5.0 * (1 + np.sin(yy / 5.4 + 0.5 * np.sin(xx / 40)))
    return props.sheet(np.stack([xx, yy, z], -1) + centre, props.TOWEL)


def _step(s: Setting) -> tuple[Solid, ...]:
    low = float(s.solid.vertices[s.solid.vertices[:, 1] > 90][:, 2].min())
    return (props.box(np.array([0.0, 190.0, low - 35.0]), (200, 210, 70), props.WOOD),)


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
        (s.at("hallux-distal", -6, 8, -13) + s.at("toe2-distal", 0, 4, -10)) / 2, 9, props.GLASS
    )
    return (*loose, held)


def _bowl(s: Setting) -> tuple[Solid, ...]:
    low = s.solid.vertices.min(0)
    high = s.solid.vertices.max(0)
    if s.skeleton.kind == "hand":
        return props.bowl(np.array([0.0, 60.0, float(low[2]) + 52.0]), 150.0, 62.0)
    return props.bowl(np.array([0.0, 40.0, GROUND + 70.0]), max(170.0, float(high[1] - low[1]) * 0.72), 82.0)


def _toe_band(s: Setting) -> tuple[Solid, ...]:
    """A rubber loop round all five toes."""
    points = [s.at("hallux-distal", 12.5, 8, -1), s.at("hallux-distal", 2, 10, 11)]
    points += [s.at(f"toe{n}-distal", 0, 0, 9) for n in (2, 3, 4)]
    points += [s.at("toe5-distal", -8, 2, 2), s.at("toe5-distal", 0, 2, -8)]
    points += [s.at(f"toe{n}-distal", 0, 2, -8.5) for n in (4, 3, 2)]
    points += [s.at("hallux-distal", 4, 8, -12)]
    return (props.tube(_closed(np.array(points)), 1.9, props.RUBBER, closed=True),)


_MAKERS: dict[tuple[str, str], Callable[[Setting], tuple[Solid, ...]]] = {
    ("hand", "ball"): _hand_ball,
    ("hand", "putty"): _putty,
    ("hand", "pen"): _pen,
    ("hand", "pen-between-fingers"): _pen,
    ("hand", "paper"): _paper,
    ("hand", "rubber-band"): _rubber,
    ("hand", "table"): _table,
    ("hand", "table-edge"): _table_edge,
    ("hand", "stick"): _stick,
    ("hand", "towel"): _hand_towel,
    ("hand", "bowl"): _bowl,
    ("foot", "ball"): _foot_ball,
    ("foot", "bottle"): _foot_bottle,
    ("foot", "band"): _band,
    ("foot", "towel"): _towel,
    ("foot", "rubber-band"): _toe_band,
    ("foot", "step"): _step,
    ("foot", "wall"): _wall,
    ("foot", "pen"): _toe_pen,
    ("foot", "marbles"): _marbles,
    ("foot", "bowl"): _bowl,
}
