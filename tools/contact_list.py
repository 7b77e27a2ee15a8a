"""Which places should touch: the tasks of tools/solve_contacts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.figure.skeleton import FINGERS, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

Local = tuple[float, float, float]
Range = tuple[float, float]
Joint = tuple[str, str]

PAD = {"index": 12.0, "middle": 13.0, "ring": 13.0, "little": 12.0, "thumb": 17.0}


def pad(digit: str) -> tuple[str, Local]:
    """The middle of a fingertip's pad."""
    return f"{digit}-distal", (0.0, PAD[digit], -9.0)


@dataclass(frozen=True)
class TouchTask:
    """Parts of one limb that touch in a named pose."""

    kind: Kind
    pose: str
    touches: tuple[tuple[tuple[str, Local], tuple[str, Local]], ...]
    free: Mapping[Joint, Range]
    digits: tuple[int, ...]
    """The digit that must not sink in, then those it must not sink into (0 is the palm)."""


@dataclass(frozen=True)
class Target:
    """A place on the held limb, in a bone's axes; the nearest skin is meant."""

    bone: str
    at: Local


@dataclass(frozen=True)
class GripTask:
    """A helping hand on a limb in a pose."""

    figure: Kind
    pose: str
    bone: str
    touches: tuple[tuple[tuple[str, Local], Target], ...]
    near: Target
    fingers: Local
    back: Local
    anchor: Local = (0.0, 70.0, -14.0)
    offset: Local = (0.0, 0.0, 0.0)
    hand: str = "relaxed"
    mirror: bool = True
    start: Mapping[Joint, float] = field(default_factory=dict)
    free: Mapping[Joint, Range] = field(default_factory=dict)
    joints: Mapping[Joint, float] = field(default_factory=dict)
    reach: float = 0.12
    """How hard the last round still pulls to the wished places, against staying out of the flesh."""
    view: str = ""
    """The view that shows the grip; left out, the exercise's own."""


THUMB: dict[Joint, Range] = {
    ("thumb.cmc", "flexion"): (-50, 30),
    ("thumb.cmc", "abduction"): (0, 65),
    ("thumb.cmc", "twist"): (-20, 45),
    ("thumb.mcp", "flexion"): (0, 50),
    ("thumb.ip", "flexion"): (5, 70),
}


def tip(digit: str) -> tuple[str, Local]:
    """Where the pad turns into the tip: what touches in a rounded pinch."""
    return f"{digit}-distal", (0.0, PAD[digit] + 5.0, -7.0)


def _finger(
    name: str, mcp: Range = (10, 85), pip: Range = (20, 95), dip: Range = (10, 60)
) -> dict[Joint, Range]:
    return {(f"{name}.mcp", "flexion"): mcp, (f"{name}.pip", "flexion"): pip, (f"{name}.dip", "flexion"): dip}


def _pinch(pose: str, finger: str, number: int, **extra: Range) -> TouchTask:
    free = {**THUMB, **_finger(finger)}
    if finger in {"ring", "little"}:
        free[("cmc5", "flexion")] = (0, 25)
        free[("cmc4", "flexion")] = (0, 12)
    del extra
    return TouchTask("hand", pose, ((tip("thumb"), tip(finger)),), free, (5, number))


TOUCHES = (
    _pinch("tip-to-tip-index", "index", 1),
    _pinch("tip-to-tip-middle", "middle", 2),
    _pinch("tip-to-tip-ring", "ring", 3),
    _pinch("tip-to-tip-little", "little", 4),
    _pinch("ok-sign", "index", 1),
    TouchTask(
        "hand",
        "pen-tripod",
        ((tip("thumb"), pad("index")), (("middle-distal", (5.0, 12.0, 2.0)), pad("index"))),
        {**THUMB, **_finger("index"), **_finger("middle")},
        (5, 1),
    ),
    TouchTask(
        "hand",
        "three-point-pinch",
        (
            (tip("thumb"), tip("index")),
            (("middle-distal", (6.0, 16.0, -3.0)), ("index-distal", (-6.0, 14.0, -3.0))),
        ),
        {**THUMB, **_finger("index"), **_finger("middle")},
        (5, 1),
    ),
    TouchTask(
        "hand", "full-fist", ((pad("thumb"), ("middle-middle", (3.0, 12.0, 10.0))),), THUMB, (5, 0, 1, 2)
    ),
    TouchTask(
        "hand", "soft-fist", ((pad("thumb"), ("index-middle", (4.0, 12.0, 10.0))),), THUMB, (5, 0, 1, 2)
    ),
    TouchTask("hand", "key-pinch", ((pad("thumb"), ("index-middle", (9.0, 12.0, 0.0))),), THUMB, (5, 0, 1)),
    TouchTask(
        "hand", "thumb-across", ((pad("thumb"), ("little-proximal", (0.0, 2.0, -10.0))),), THUMB, (5, 0, 3, 4)
    ),
)

CURL: dict[Joint, Range] = {
    **{(f"{f}.mcp", "flexion"): (0.0, 85.0) for f in FINGERS},
    **{(f"{f}.pip", "flexion"): (3.0, 90.0) for f in FINGERS},
    **{(f"{f}.dip", "flexion"): (0.0, 50.0) for f in FINGERS},
}
WRIST: dict[Joint, Range] = {("wrist", "flexion"): (-55, 55), ("wrist", "abduction"): (-25, 15)}


def _on(bone: str, x: float, y: float, z: float) -> Target:
    return Target(bone, (x, y, z))


_BACK = {("wrist", "flexion"): -66.0}

GRIPS: dict[str, GripTask] = {
    # The other hand lies across the palm side of the fingers and draws them back, thumb behind them.
    "hand/pull-back/palm": GripTask(
        "hand",
        "wrist-extension",
        "middle-proximal",
        touches=(
            (("index-proximal", (0, 20, -10)), _on("index-proximal", 0, 36, -10)),
            (("middle-middle", (0, 12, -9)), _on("ring-proximal", 0, 34, -10)),
            (("little-middle", (0, 9, -8)), _on("little-middle", -6, 14, -6)),
            (pad("thumb"), _on("index-proximal", 3, 24, 10)),
        ),
        near=_on("middle-proximal", 0, 40, -10),
        fingers=(-1.0, 0.05, 0.12),
        back=(0.0, 0.91, -0.41),
        offset=(4, 8, -3),
        anchor=(8, 100, -12),
        view="assisted-little",
        free={**THUMB, **CURL, **WRIST},
        start={("thumb.cmc", "abduction"): 40, ("thumb.cmc", "flexion"): -10},
    ),
    # The palm of the other hand lies over the back of the hand and presses it down.
    "hand/pull-back/back-of-hand": GripTask(
        "hand",
        "wrist-flexion",
        "metacarpal3",
        reach=0.5,
        touches=(
            (("metacarpal3", (0, 50, -14)), _on("metacarpal2", -4, 50, 11)),
            (("middle-proximal", (0, 26, -10)), _on("metacarpal4", -2, 52, 11)),
            (("middle-distal", (0, 8, -8)), _on("metacarpal5", -12, 44, -4)),
            (pad("thumb"), _on("metacarpal2", 12, 44, -8)),
        ),
        near=_on("metacarpal3", 0, 48, 12),
        fingers=(-0.9, 0.4, 0),
        back=(0.1, 0.7, 0.8),
        anchor=(0, 80, -14),
        offset=(0, 2, 4),
        view="assisted",
        free={**THUMB, **CURL, **WRIST},
        start={("thumb.cmc", "abduction"): 35},
    ),
    # Thumb and index of the other hand take the thumb's base joint.
    "hand/pull-back/thumb-base": GripTask(
        "hand",
        "thumb-up-off-palm",
        "thumb-proximal",
        touches=(
            (pad("thumb"), _on("thumb-proximal", 0, 14, 12)),
            (pad("index"), _on("thumb-proximal", 0, 12, -12)),
            (pad("middle"), _on("metacarpal1", 2, 40, -13)),
        ),
        near=_on("thumb-proximal", 10, 14, 0),
        fingers=(-0.7, -0.2, 0.5),
        back=(0.2, 0.9, 0.3),
        anchor=(8, 150, -20),
        free={**THUMB, **CURL, **WRIST},
        hand="three-point-pinch",
    ),
    "hand/pinch/index": GripTask(
        "hand",
        "relaxed",
        "index-middle",
        touches=(
            (pad("thumb"), _on("index-middle", 0, 8, 9)),
            (pad("index"), _on("index-middle", 0, 8, -9)),
            (pad("middle"), _on("index-proximal", 0, 36, -9)),
        ),
        near=_on("index-middle", 8, 10, 0),
        fingers=(-1, 0.1, 0.2),
        back=(0.1, 1.0, 0.4),
        anchor=(8, 150, -20),
        free={**THUMB, **CURL, **WRIST},
        hand="three-point-pinch",
        joints={
            (f"{f}.{j}", "flexion"): v for f in FINGERS for j, v in (("mcp", 10), ("pip", 10), ("dip", 5))
        },
    ),
    "hand/pinch/first-web": GripTask(
        "hand",
        "relaxed",
        "metacarpal2",
        touches=(
            (pad("thumb"), _on("metacarpal2", 22, 34, 8)),
            (pad("index"), _on("metacarpal2", 24, 36, -10)),
        ),
        near=_on("metacarpal2", 32, 40, 0),
        fingers=(-0.8, -0.5, 0.1),
        back=(-0.2, 0.4, 0.9),
        anchor=(8, 150, -20),
        free={**THUMB, **CURL, **WRIST},
        hand="three-point-pinch",
        joints={("thumb.cmc", "abduction"): 30.0},
    ),
    # The other hand holds from the little-finger side: fingers behind, thumb on the palm.
    "hand/thumb-circles/palm": GripTask(
        "hand",
        "relaxed",
        "carpus",
        touches=(
            (pad("thumb"), _on("carpus", -2, 50, -18)),
            (pad("index"), _on("carpus", 2, 66, 14)),
            (pad("middle"), _on("carpus", 2, 44, 14)),
            (("metacarpal2", (0, 56, -14)), _on("metacarpal5", -14, 30, 4)),
        ),
        near=_on("carpus", -36, 50, 12),
        fingers=(1.0, 0.1, 0.0),
        back=(0.0, 0.1, 1.0),
        anchor=(8, 92, -16),
        offset=(-6, 0, 8),
        free={**THUMB, **CURL, **WRIST},
        hand="rest-functional",
        start={("thumb.cmc", "abduction"): 60},
    ),
    "hand/flat-stroke/forearm": GripTask(
        "hand",
        "relaxed",
        "forearm-middle",
        touches=(
            (("middle-proximal", (0, 22, -10)), _on("forearm-middle", 4, 60, -24)),
            (("metacarpal3", (0, 40, -14)), _on("forearm-middle", -14, 56, -20)),
            (("middle-distal", (0, 10, -8)), _on("forearm-middle", 30, 62, -4)),
        ),
        near=_on("forearm-middle", 0, 58, -28),
        fingers=(1.0, 0.25, 0.3),
        back=(-0.1, 0, -1.0),
        anchor=(0, 90, -14),
        free={**THUMB, **CURL, **WRIST},
        start={(f"{f}.mcp", "flexion"): 25 for f in FINGERS},
    ),
    # Thumb and index take the index finger and draw it away from its neighbour.
    "hand/scissors/finger-web": GripTask(
        "hand",
        "straight",
        "index-proximal",
        touches=(
            (pad("thumb"), _on("index-proximal", 0, 32, 10)),
            (pad("index"), _on("index-proximal", 0, 30, -10)),
            (pad("middle"), _on("index-proximal", 4, 16, -10)),
        ),
        near=_on("index-proximal", 9, 30, 0),
        fingers=(-1, 0.1, 0.2),
        back=(0.1, 1.0, 0.4),
        anchor=(8, 150, -20),
        free={**THUMB, **CURL, **WRIST},
        hand="three-point-pinch",
        joints={("index.mcp", "abduction"): 20.0},
    ),
    # The fingers hook under the toes from in front, thumb on the ball: the foot is drawn toward the shin.
    "foot/pull-back/toes": GripTask(
        "foot",
        "toes-pulled-back",
        "toe2-proximal",
        reach=0.5,
        touches=(
            (pad("index"), _on("hallux-proximal", 2, 22, -12)),
            (pad("middle"), _on("toe2-proximal", 0, 18, -9)),
            (pad("ring"), _on("toe3-proximal", -2, 16, -9)),
            (pad("little"), _on("toe4-proximal", -2, 12, -9)),
            (pad("thumb"), _on("hallux-distal", 8, 10, 4)),
        ),
        near=_on("toe2-middle", 0, 6, 0),
        fingers=(-0.15, 0.75, -0.9),
        back=(0.1, 0.9, 0.6),
        anchor=(0, 130, -20),
        offset=(0, 0, 20),
        mirror=False,
        free={**THUMB, **CURL, **WRIST},
        hand="rest-functional",
    ),
    "foot/thumb-sweep/sole": GripTask(
        "foot",
        "neutral",
        "midfoot",
        reach=0.5,
        touches=(
            (pad("thumb"), _on("metatarsal2", -2, 6, -34)),
            (("index-distal", (0, 10, -8)), _on("metatarsal4", -4, 24, 12)),
            (("middle-distal", (0, 10, -8)), _on("metatarsal4", -6, 4, 12)),
        ),
        near=_on("metatarsal1", 14, 14, 6),
        fingers=(-1, 0.1, 0.15),
        back=(0.15, 0, 1.0),
        anchor=(6, 84, -14),
        offset=(6, 0, 12),
        mirror=False,
        free={**THUMB, **CURL, **WRIST},
        hand="rest-functional",
        start={("thumb.cmc", "abduction"): 45},
    ),
    "foot/thumb-sweep/forefoot": GripTask(
        "foot",
        "neutral",
        "metatarsal3",
        touches=(
            (pad("thumb"), _on("metatarsal3", 4, 44, 14)),
            (("index-distal", (0, 10, -8)), _on("metatarsal3", 4, 50, -14)),
            (("middle-distal", (0, 10, -8)), _on("metatarsal3", 4, 30, -18)),
        ),
        near=_on("metatarsal5", -16, 40, 0),
        fingers=(1, 0.1, -0.2),
        back=(0.1, 0.2, -1.0),
        anchor=(6, 84, -14),
        mirror=False,
        free={**THUMB, **CURL, **WRIST},
        hand="rest-functional",
        start={("thumb.cmc", "abduction"): 45},
    ),
    "foot/pinch/toe2": GripTask(
        "foot",
        "neutral",
        "toe2-distal",
        reach=0.5,
        touches=(
            (pad("thumb"), _on("toe2-distal", 0, 3, 8)),
            (pad("index"), _on("toe2-distal", 0, 5, -8)),
        ),
        near=_on("toe2-distal", 0, 14, 0),
        fingers=(0.0, -1.0, -0.25),
        back=(0.2, -0.3, 1.0),
        anchor=(10, 165, -26),
        mirror=False,
        free={**THUMB, **CURL, **WRIST},
        hand="three-point-pinch",
    ),
    "foot/interlace/toes": GripTask(
        "foot",
        "splay",
        "toe3-proximal",
        touches=(
            (("index-middle", (0, 6, -9)), _on("hallux-proximal", -10, 24, -4)),
            (("middle-middle", (0, 6, -9)), _on("toe2-proximal", -8, 22, -4)),
            (("ring-middle", (0, 6, -9)), _on("toe3-proximal", -8, 20, -4)),
            (("little-middle", (0, 5, -8)), _on("toe4-proximal", -7, 18, -4)),
        ),
        near=_on("toe3-distal", 0, 10, 0),
        fingers=(0.0, -0.35, 1.0),
        back=(0.0, 1.0, 0.35),
        anchor=(-6, 112, -8),
        offset=(0, 10, -16),
        free={**THUMB, **CURL, **WRIST, **{(f"{f}.mcp", "abduction"): (-6, 18) for f in FINGERS}},
        hand="spread",
    ),
}
