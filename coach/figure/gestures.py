"""The arrows of a still hand or foot: the author's word, the stroke, or the movement itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.figure import places, pointers, props, writing
from coach.figure.skeleton import Skeleton, skeleton
from coach.figure.story import gathered

if TYPE_CHECKING:
    from coach.figure.camera import Camera
    from coach.figure.motion import Frame, Motion
    from coach.figure.pose import Pose
    from coach.figure.scene import Arrow
    from coach.figure.solids import Solid

Array = NDArray[np.float64]

_OVER_TOE = np.array([0.0, 0.0, 46.0])
"""From a turned toe to the arrow that says so, mm."""
_BEFORE_BALL = np.array([30.0, 0.0, -26.0])
"""From a ball under the palm to the circle it rolls in, mm."""
_LEAD = 70.0
"""How far the arrow beside a writing forearm reaches to each side, mm."""
_UNDER, _OVER, _PUSH = 62.0, 38.0, 48.0
"""From the back of a hand to the arrows of a push: below the fist, over the helper; their length. mm."""
_ALONG_ARM, _ROUND = 28.0, 66.0
"""Where along the lower forearm the arrow of a turn goes round it, mm; and how far, pixels at 480."""
_SWEEP, _BEYOND = (112.0, 40.0), 108.0
"""The arrow along a turned paper: from and to, in degrees, and how far from the pen, mm."""
_WAYS = {
    "up": np.array([0.0, 0.0, 1.0]),
    "down": np.array([0.0, 0.0, -1.0]),
    "aside": np.array([1.0, 0.0, 0.0]),
}
"""Where an arrow at a place may point; aside is to the thumb's or big toe's side."""
_CLEAR, _LONG = 18.0, 44.0
"""From a place to the arrow there, and its length, mm."""


@dataclass(frozen=True, eq=False)
class Still:
    """A key frame as it is drawn."""

    motion: Motion
    frame: Frame
    begin: Pose | None
    """Where the movement into it began."""
    bones: Callable[[Pose], Array]
    """Bones to world of any pose of the motion."""
    solids: tuple[Solid, ...]
    middle: Array
    """A world point inside the figure."""
    camera: Camera
    unit: float

    @property
    def skeleton(self) -> Skeleton:
        """The figure's bones."""
        return skeleton(self.motion.figure)

    def place(self, name: str) -> Array | None:
        """A named place in this frame."""
        return places.place(self.skeleton, self.bones(self.frame.pose), name)


def arrows(still: Still) -> tuple[Arrow, ...]:
    """What shows where the figure goes; nothing when the author wants it `still`."""
    frame = still.frame
    if "still" in frame.arrow:
        return ()
    named = tuple(arrow for words in frame.arrow for arrow in _at_place(still, words))
    if named:
        return named
    if "letters" in frame.arrow:
        return pointers.letters(still.camera, still.unit)
    if isinstance(frame.stroke, Mapping):
        if frame.stroke.get("pattern") in writing.known():
            return _gliding(still)
        ends = [still.place(str(frame.stroke.get(key, ""))) for key in ("from", "to")]
        if ends[0] is not None and ends[1] is not None:
            return _stroking(still, frame.stroke, (ends[0], ends[1]))
    return _moving(still)


def _gliding(still: Still) -> tuple[Arrow, ...]:
    """To and fro beside the forearm that carries a writing hand."""
    bones = still.bones(still.frame.pose)
    at = bones[still.skeleton.index["forearm"]][:3, 3] - writing.UP * 16 + bones[0][:3, 1] * 70
    way = writing.RIGHT * _LEAD
    return pointers.straight(at - way, at + way, still.camera, still.unit, double=True)


def _stroking(still: Still, stroke: Mapping[str, object], path: tuple[Array, Array]) -> tuple[Arrow, ...]:
    camera, unit = still.camera, still.unit
    things = _things(still.frame)
    circles = stroke.get("pattern") == "circles"
    if "ball" in things and still.motion.figure == "hand":
        ball = next(solid for solid in still.solids if solid.palette is props.BALL)
        return pointers.circling(ball.vertices.mean(0) + _BEFORE_BALL, camera, unit, 58.0)
    if circles and still.motion.figure == "foot":
        # Toes are small: over the turned one, not on it.
        return pointers.circling(path[1] + _OVER_TOE, camera, unit, 34.0)
    if circles:
        return pointers.looping(*path, camera, unit)
    if {"ball", "bottle"} & things and still.motion.figure == "foot":
        # Beside the rolling thing, not over the sole.
        level = min(path[0][2], path[1][2]) - 78
        below = (np.array([*path[0][:2], level]), np.array([*path[1][:2], level]))
        return pointers.straight(*below, camera, unit, double=True)
    return pointers.straight(*path, camera, unit, double=stroke.get("pattern") == "knead")


def _things(frame: Frame) -> set[str]:
    return {str(words.get("kind")) if isinstance(words, Mapping) else words for words in frame.prop}


def _at_place(still: Still, words: object) -> tuple[Arrow, ...]:
    """`{kind: up, at: big-toe}`: from a place up; `press` comes down on it."""
    if not isinstance(words, Mapping):
        return ()
    at, kind = still.place(str(words.get("at", ""))), str(words.get("kind", ""))
    if at is None:
        return ()
    if kind == "press":
        over = _WAYS["up"]
        return pointers.straight(at + over * (_CLEAR + _LONG), at + over * _CLEAR, still.camera, still.unit)
    if kind not in _WAYS:
        return ()
    way = _WAYS[kind]
    return pointers.straight(at + way * _CLEAR, at + way * (_CLEAR + _LONG), still.camera, still.unit)


def _turning(still: Still, bones: Array) -> tuple[Arrow, ...]:
    """Along the far edge of the paper that is turned; without one, round the forearm that turns."""
    nib = still.place("fingertip")
    if "paper" in _things(still.frame) and nib is not None:
        sweep = np.radians(np.linspace(*_SWEEP, 9))[:, None]
        path = nib + _BEYOND * (np.cos(sweep) * writing.RIGHT + np.sin(sweep) * writing.UP)
        return pointers.bent(path, still.camera, still.unit)
    arm = bones[still.skeleton.index["forearm-lower"]]
    return pointers.around(arm[:3, 3] + arm[:3, 1] * _ALONG_ARM, still.camera, still.unit, _ROUND)


def _moving(still: Still) -> tuple[Arrow, ...]:
    frame, s, camera, unit = still.frame, still.skeleton, still.camera, still.unit
    bones = still.bones(frame.pose)
    if "turn" in frame.arrow and s.kind == "hand":
        return _turning(still, bones)
    if "circle" in frame.arrow:
        tip = places.tips(s, bones)
        far = np.argmax(np.linalg.norm(tip - bones[0, :3, 3], axis=1))
        return pointers.circling(tip[far], camera, unit)
    back, arch = still.place("back-of-hand"), still.place("arch")
    if "push" in frame.arrow and back is not None:
        # Hand and helper press against each other: neither gives way.
        out = bones[s.index["carpus"]][:3, 2]
        own = pointers.straight(back - out * (_UNDER + _PUSH), back - out * _UNDER, camera, unit)
        other = pointers.straight(back + out * (_OVER + _PUSH), back + out * _OVER, camera, unit)
        return (*own, *other)
    if "up" in frame.arrow and arch is not None and "arch" in " ".join(still.motion.highlight):
        return pointers.straight(arch - np.array([0, 0, 34]), arch + np.array([0, 0, 6]), camera, unit)
    begin = gathered(still.motion, frame) if "out" in frame.arrow else still.begin
    if begin is None:
        return ()
    steps = [begin.blended(frame.pose, t) for t in np.linspace(0, 1, 6)]
    paths = np.stack([places.tips(s, still.bones(pose)) for pose in steps], axis=1)
    found = pointers.along_movement(paths, still.middle, camera, unit)
    return tuple(replace(arrow, double=True) for arrow in found) if "to-and-fro" in frame.arrow else found
