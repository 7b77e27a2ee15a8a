"""Scenes of the whole body: the mannequin with what it stands, sits and leans on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from coach.figure import body, furniture, pointers, solids
from coach.figure.stage import Look, Stage

if TYPE_CHECKING:
    from coach.figure.camera import Camera
    from coach.figure.motion import Frame, Motion
    from coach.figure.pose import Pose
    from coach.figure.scene import Arrow, Scene
    from coach.figure.skeleton import Array
    from coach.figure.solids import Point, Solid
    from coach.figure.tones import Palette

_FADE = (-100.0, 20.0)
"""Heights from the pelvis at which an upper body is wholly clear and wholly solid, mm."""

_ABOVE = np.array([-30.0, 0.0, 90.0])
"""From the tip of a shoulder to the middle of the circle over it, mm."""
_BELOW = np.array([0.0, 0.0, 70.0])
"""From the height of the shoulders to that of the shoulder blades, mm."""
_AHEAD = np.array([0.0, 190.0, 0.0])
"""How far an arrow in front of the hips points, mm."""

_PUSH = np.array([0.0, 60.0, 0.0])
"""From interlaced hands to the beginning of the arrow in front of them, mm."""

_OVER_TOES = np.array([0.0, 30.0, 120.0])
"""From the toes to the arrow over the hand that pulls them back, mm."""
_BACK = np.array([0.0, -210.0, 40.0])
"""Where that arrow goes, mm."""

_BESIDE = np.array([-120.0, 0.0, 0.0])
"""From hands before the chest to the arrow beside them, mm."""
_RISE = np.array([0.0, 0.0, 75.0])
"""Half of an arrow for hands that rise or sink, mm."""

_DROP = np.array([0.0, 0.0, 45.0])
"""Half of an arrow for a sinking heel, mm."""


def staged(motion: Motion, look: Look) -> Stage:
    """The stage for a motion of any figure."""
    return BodyStage(motion, look) if motion.figure == "body" else Stage(motion, look)


class BodyStage(Stage):
    """A motion of the whole body. Furniture stays where the first key pose puts it."""

    def __init__(self, motion: Motion, look: Look) -> None:
        super().__init__(motion, look)
        self._hold = furniture.hold(_words(motion.frames[0]))
        self._first = motion.frames[0].pose

    def _root(self, pose: Pose) -> Array:
        return body.root(pose, self._hold)

    def _limb(
        self, pose: Pose, palette: Palette, *, marked: bool = True, place: Array | None = None
    ) -> Solid:
        del place  # a whole body is never carried away from where it stands
        marks = self._marks(pose) if marked else {}
        return solids.limb("body", pose, palette, place=self._root(pose), marks=marks, fade=self._fade)

    @property
    def _fade(self) -> tuple[Point, Point] | None:
        if not _is_upper(self.motion.frames[0]):
            return None
        pelvis = body.Points(body.placed(self._first, self._hold)).on("pelvis")
        clear, full = ((0.0, float(pelvis[1]), float(pelvis[2]) + off) for off in _FADE)
        return clear, full

    def _around(self, frame: Frame, pose: Pose, stroke: float) -> tuple[tuple[Solid, ...], tuple[Solid, ...]]:
        del stroke  # nothing is rolled or stroked by the whole body
        things: list[Solid] = []
        if not _is_upper(frame):
            for word in _words(frame):
                where = pose if word in furniture.FOLLOWS else self._first
                things.extend(furniture.around(word, body.Points(body.placed(where, self._hold))))
        return (self._limb(pose, self.look.palette), *things), ()

    def _scene(self, frame: Frame, pose: Pose, stroke: float, ghost: tuple[Solid, ...]) -> Scene:
        floor = None if _is_upper(frame) else furniture.floor(_words(frame))
        return replace(super()._scene(frame, pose, stroke, ghost), floor=None, shadow=floor)

    def _ghost(self, begin: Pose | None, frame: Frame) -> tuple[Solid, ...]:
        # Behind pushed hands a ghost of the arms reads as a stump.
        return () if "push" in frame.arrow else super()._ghost(begin, frame)

    def _placed(self, pose: Pose) -> Array:
        return body.placed(pose, self._hold)

    def _arrows(self, frame: Frame, begin: Pose | None, scene: Scene) -> tuple[Arrow, ...]:
        at = body.Points(self._placed(frame.pose))
        camera, unit = scene.camera, self.look.unit
        for word in frame.arrow:
            if isinstance(word, str) and word in _WORDS:
                return tuple(arrow for draw in _WORDS[word](at) for arrow in draw(camera, unit))
        return super()._arrows(frame, begin, scene)


Drawn = Callable[["Camera", float], tuple["Arrow", ...]]


def _line(start: Array, end: Array, *, double: bool = False) -> Drawn:
    return lambda camera, unit: pointers.straight(start, end, camera, unit, double=double)


def _ring(centre: Array) -> Drawn:
    return lambda camera, unit: pointers.circling(centre, camera, unit)


def _together(at: body.Points) -> list[Drawn]:
    tips = [at.on(f"{side}.acromion", (0.0, 0.0, 20.0)) - _BELOW for side in at.sides]
    middle = (tips[0] + tips[1]) / 2
    return [_line(tip + (tip - middle) * 0.55, tip - (tip - middle) * 0.25) for tip in tips]


def _push(at: body.Points) -> list[Drawn]:
    hands = np.mean([at.palm(side) for side in at.sides], axis=0)
    return [_line(hands + _PUSH, hands + _PUSH * 3.6)]


def _forward(at: body.Points) -> list[Drawn]:
    hips = at.on("pelvis", (0.0, 40.0, -130.0))
    return [_line(hips, hips + _AHEAD)]


def _down(at: body.Points) -> list[Drawn]:
    heel = at.on("left.foot", (0.0, -40.0, -40.0)) - np.array([0.0, 60.0, 0.0])
    return [_line(heel + _DROP, heel - _DROP)]


def _breath(at: body.Points) -> list[Drawn]:
    belly = at.on("pelvis", (0.0, 130.0, 130.0))
    return [_line(belly + _AHEAD * 0.35, belly + _AHEAD * 1.25, double=True)]


def _calf(at: body.Points) -> list[Drawn]:
    ankle, knee = at.on("left.shank", (0.0, 330.0, 0.0)), at.on("left.shank", (0.0, 40.0, 0.0))
    off = np.array([0.0, 0.0, 80.0])
    return [_line(ankle + off, knee + off)]


def _toes_back(at: body.Points) -> list[Drawn]:
    toes = at.tiptoe("left") + _OVER_TOES
    return [_line(toes, toes + _BACK)]


def _hands(at: body.Points, way: Array) -> list[Drawn]:
    beside = np.mean([at.palm(side) for side in at.sides], axis=0) + _BESIDE
    return [_line(beside - way, beside + way)]


_WORDS: dict[str, Callable[[body.Points], list[Drawn]]] = {
    "circle": lambda at: [_ring(at.on("left.acromion", (20.0, 0.0, 0.0)) + _ABOVE)],
    "turn": lambda at: [_ring(at.on("head", (0.0, 258.0, 0.0)))],
    "push": _push,
    "forward": _forward,
    "down": _down,
    "breath": _breath,
    "toward-knee": _calf,
    "toes-back": _toes_back,
    "hands-up": lambda at: _hands(at, _RISE),
    "hands-down": lambda at: _hands(at, -_RISE),
    "together": _together,
}


def _is_upper(frame: Frame) -> bool:
    return isinstance(frame.view, str) and frame.view.startswith("upper-")


def _words(frame: Frame) -> tuple[str, ...]:
    return tuple(str(word.get("kind", "")) if isinstance(word, Mapping) else word for word in frame.prop)
