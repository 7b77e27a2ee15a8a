"""From an exercise's motion to scenes: the posed figure from a fixed view, with all that belongs to it."""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.figure import gestures, places, props, solids, story, writing
from coach.figure.build import limb_mesh
from coach.figure.camera import Camera, fitted
from coach.figure.furnish import furnish, lies_beneath
from coach.figure.grips import grip
from coach.figure.helping import helper, there_and_back
from coach.figure.scene import Arrow, Scene, Style
from coach.figure.setting import Setting
from coach.figure.skeleton import GROUND, skeleton
from coach.figure.standing import DIPPED, ball_held, palm_down, standing, stands
from coach.figure.structures import regions
from coach.figure.tones import LIGHT, SKIN, Ground, Palette
from coach.figure.views import VIEWS, View, named

if TYPE_CHECKING:
    from coach.figure.anatomy import FigureName
    from coach.figure.motion import Frame, Motion, Words
    from coach.figure.pose import Pose
    from coach.figure.solids import Point, Solid
    from coach.figure.track import Moment

Array = NDArray[np.float64]

_FIELDS = {"hand": 234.0, "foot": 300.0, "body": 0.0}
"""Millimetres that the shorter side shows at least: one scale for all drawings of a figure."""
_FADES: dict[tuple[str, bool], tuple[Point, Point]] = {
    ("hand", False): ((0, -72, 0), (0, -34, 0)),
    ("hand", True): ((0, -234, 0), (0, -196, 0)),
    ("foot", False): ((0, 0, 128), (0, 0, 84)),
    ("foot", True): ((0, 0, 334), (0, 0, 290)),
}
_FAINT = 0.4
"""How strongly a region is marked before the work or the stretch begins."""
_STILL, _MOSTLY = 0.5, 0.74
"""How far along its stroke a still shows a hand or a rolling thing, and a line that is being written."""
_PAPERS = {props.INK.name, props.PAPER.name, props.BEFORE.name}
_UPPER = {"forearm-flexors", "forearm-extensors", "calf", "soleus", "shin", "outer-shin"}
"""Regions so far up the limb that it has to be shown to its end."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a figure is to be drawn."""

    width: int = 480
    height: int = 480
    tone: int = 1
    mirrored: bool = False
    """A left limb as it is; the right one is its mirror image."""
    style: Style = "toon"
    ground: Ground = LIGHT
    builds: tuple[str, ...] = ()
    """How the person's hands and feet differ from the average: names in `build.BUILDS`."""

    @property
    def palette(self) -> Palette:
        """The person's skin; tones outside the list are taken as the nearest."""
        return SKIN[min(max(self.tone, 0), len(SKIN) - 1)]

    @property
    def unit(self) -> float:
        """Pixels for each pixel of a 480 picture."""
        return min(self.width, self.height) / 480


class Stage:
    """One motion, ready to be drawn at any moment. Cameras are worked out once, over all key poses."""

    def __init__(self, motion: Motion, look: Look) -> None:
        self.motion = motion
        self.look = look
        self._regions = regions(motion.figure, motion.highlight)
        if not story.moves_upper(motion):
            self._regions = {
                name: v for name, v in self._regions.items() if name not in _UPPER
            } or self._regions
        self._cameras: dict[tuple[str, str], Camera] = {}

    def moving(self, moment: Moment) -> Scene:
        """The scene at a moment of the movement."""
        frame = self.motion.frame_at(moment)
        return self._scene(frame, moment.pose, moment.stroke, ())

    def still(self, number: int | None = None) -> Scene:
        """A key frame (None: the most telling one) with the ghost of where the movement began, and arrows."""
        at = story.telling(self.motion) if number is None else number
        frame, begin = self.motion.frames[at], story.begin(self.motion, at)
        if self.motion.eases and at == 0 and len(self.motion.frames) > 1:
            frame, begin = replace(frame, assist=None, arrow=("still",)), None
        scene = self._scene(frame, frame.pose, self._shown(frame), self._ghost(begin, frame))
        return replace(scene, arrows=self._arrows(frame, begin, scene))

    # --- the figure ---

    @cached_property
    def _tall(self) -> bool:
        return bool(_UPPER & set(self._regions))

    @cached_property
    def _palm_up(self) -> bool:
        """Whether the hand lies on its back: seen from the palm, or with a thumb that rises off the palm."""
        if self.motion.figure != "hand":
            return False
        if any(str(frame.view) == "palm" and "table-edge" in _things(frame) for frame in self.motion.frames):
            return True
        return max(pose.angle("thumb.cmc", "abduction") for pose in self.motion.key_poses) > 35

    @cached_property
    def _grounded(self) -> bool:
        """Whether the foot stands in every key pose."""
        if self.motion.figure != "foot" or self._on_step:
            return False
        return stands(self.motion.key_poses)

    def _root(self, pose: Pose) -> Array:
        if self._grounded:
            return standing(pose, self.look.builds)
        if self._on_step:
            return ball_held(pose, self.look.builds)
        if self._leaning:
            return palm_down(pose)
        return DIPPED if self._dips else np.eye(4)

    @cached_property
    def _leaning(self) -> bool:
        """Whether the palm stays on a table while the forearm rises over it."""
        words = (words for frame in self.motion.frames for words in frame.prop)
        return any(isinstance(said, Mapping) and said.get("under") == "palm" for said in words)

    @cached_property
    def _dips(self) -> bool:
        """Whether the hand reaches down into a bowl."""
        return self.motion.figure == "hand" and any("bowl" in _things(frame) for frame in self.motion.frames)

    @cached_property
    def _on_step(self) -> bool:
        """Whether the ball of the foot stays on a step while the heel sinks or rises."""
        return self.motion.figure == "foot" and any("step" in _things(frame) for frame in self.motion.frames)

    def _limb(
        self, pose: Pose, palette: Palette, *, marked: bool = True, place: Array | None = None
    ) -> Solid:
        """The limb in a pose; `place` carries it away from where the pose puts it."""
        kind = self.motion.figure
        marks = self._marks(pose) if marked else {}
        moved = self._grounded or self._leaning or self._on_step or self._dips
        root = self._root(pose) if moved else None
        if place is not None:
            root = place if root is None else place @ root
        return solids.limb(
            kind,
            pose,
            palette,
            place=root,
            marks=marks,
            traced=frozenset(self.motion.highlight) if marked else frozenset(),
            fade=_FADES.get((kind, self._tall or self._dips)),
            bones=_bones(kind, pose, self.look.builds),
            builds=self.look.builds,
        )

    def _marks(self, pose: Pose) -> dict[str, dict[str, float]]:
        """The regions by kind of mark; work and stretch show the more, the farther the pose has gone."""
        if not self._regions:
            return {}
        share = (
            1.0
            if self.motion.mark.value == "massaged"
            else _FAINT + (1 - _FAINT) * story.effort(self.motion, pose)
        )
        return {self.motion.mark.value: {name: share * v for name, v in self._regions.items()}}

    def _ghost(self, begin: Pose | None, frame: Frame) -> tuple[Solid, ...]:
        # Several arrows tell of several ways: no one beginning belongs to them.
        silent = "still" in frame.arrow or len(frame.arrow) > 1
        if begin is None or silent or begin.distance(frame.pose) < 12:
            return ()
        return (self._limb(begin, self.look.palette, marked=False),)

    # --- the scene ---

    def _scene(self, frame: Frame, pose: Pose, stroke: float, ghost: tuple[Solid, ...]) -> Scene:
        around, beneath = self._around(frame, pose, stroke)
        camera = self._camera(frame)
        floor = None
        if self._grounded and not frame.prop:
            floor = GROUND
        level = abs(camera.toward[2]) < 0.2 and self.motion.figure == "foot"
        return Scene(
            around,
            camera,
            beneath=beneath,
            ghost=ghost,
            floor=floor if level else None,
            shadow=floor,
            helper=len(around) - 1 if grip(self.motion.figure, frame.assist) is not None else -1,
            style=self.look.style,
            ground=self.look.ground,
        )

    def _around(self, frame: Frame, pose: Pose, stroke: float) -> tuple[tuple[Solid, ...], tuple[Solid, ...]]:
        """The limb with what it uses and who helps; and what lies beneath."""
        kind = self.motion.figure
        bones = self._placed(pose)
        ink, carried = self._written(frame, stroke)
        limb = self._limb(pose, self.look.palette, place=carried)
        setting = Setting(
            skeleton(kind),
            bones if carried is None else carried @ bones,
            limb,
            stroke,
            palm_up=self._palm_up,
            things=_things(frame),
            ink=ink,
            carried=carried,
        )
        out: list[Solid] = [limb]
        beneath: list[Solid] = []
        for words in frame.prop:
            name, fitted_to = _kind(words), setting.saying(words)
            (beneath if lies_beneath(name, fitted_to) else out).extend(furnish(name, fitted_to))
        held = grip(kind, frame.assist)
        if held is not None:
            path = self._stroke(frame.stroke, bones)
            shift = None if path is None else (path[1] - path[0]) * (there_and_back(stroke) - 0.5)
            out.append(helper(held, kind, pose, bones, shift))
        return tuple(out), tuple(beneath)

    def _pattern(self, frame: Frame) -> str | None:
        """What a writing hand draws, or None."""
        pattern = str(frame.stroke.get("pattern")) if isinstance(frame.stroke, Mapping) else ""
        return pattern if self.motion.figure == "hand" and pattern in writing.known() else None

    def _shown(self, frame: Frame) -> float:
        """How far along its stroke a still is: in its middle, or with most of a line written."""
        return _STILL if self._pattern(frame) is None else _MOSTLY

    def _written(self, frame: Frame, stroke: float) -> tuple[Array | None, Array | None]:
        """The line on the paper so far, and where that carries the whole hand."""
        pattern = self._pattern(frame)
        if pattern is None:
            return None, None
        ink, shift = writing.written(pattern, stroke)
        place = np.eye(4)
        place[:3, 3] = shift
        return ink, place

    def _stroke(self, words: Words | None, bones: Array) -> tuple[Array, Array] | None:
        if not isinstance(words, Mapping):
            return None
        s = skeleton(self.motion.figure)
        ends = [places.place(s, bones, str(words.get(key, ""))) for key in ("from", "to")]
        return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])

    # --- camera and arrows ---

    def _view(self, frame: Frame) -> View:
        kind = self.motion.figure
        words = frame.view
        if isinstance(words, Mapping):
            toward = np.asarray(words.get("dir", (0, 0, 1)), float)
            up = np.asarray(words.get("up", (0, 1, 0)), float)
            return View((toward[0], toward[1], toward[2]), (up[0], up[1], up[2]))
        helper = grip(kind, frame.assist)
        name = helper.view if helper is not None and helper.view else words
        things = _things(frame)
        if kind == "hand" and things & {"table", "table-edge", "bowl"} and "paper" not in things:
            name = {"back": "table-top", "palm": "lying-palm-up"}.get(str(name), "lying")
            name = "lying-palm-up" if self._palm_up else name
        return named(kind, name) or next(iter(VIEWS[kind].values()))

    def _camera(self, frame: Frame) -> Camera:
        key = (str(frame.view), str(frame.prop))
        if key not in self._cameras:
            clouds: list[Array] = []
            for other in self.motion.frames:
                if str(other.view) != str(frame.view):
                    continue
                for stroke in (_STILL,) if self._pattern(other) is None else (0.0, 0.4, 0.8):
                    around, beneath = self._around(other, other.pose, stroke)
                    told = _PAPERS if str(other.view) == "desk" else {props.INK.name}
                    seen = (solid for solid in beneath if solid.palette.name in told)
                    clouds.extend(_solid_part(solid) for solid in (*around, *seen))
            points = np.concatenate(clouds)
            field = _FIELDS[self.motion.figure] * (1.55 if self._tall else 1.0)
            camera = fitted(
                self._view(frame), points, self.look.width, self.look.height, margin=0.09, field=field
            )
            self._cameras[key] = replace(camera, mirrored=self.look.mirrored)
        return self._cameras[key]

    def _arrows(self, frame: Frame, begin: Pose | None, scene: Scene) -> tuple[Arrow, ...]:
        middle = _solid_part(self._limb(frame.pose, self.look.palette)).mean(0)
        return gestures.arrows(
            gestures.Still(
                self.motion, frame, begin, self._placed, scene.solids, middle, scene.camera, self.look.unit
            )
        )

    def _placed(self, pose: Pose) -> Array:
        """Bones to world."""
        return self._root(pose) @ _bones(self.motion.figure, pose, self.look.builds)


@lru_cache(maxsize=4)
def _bones(figure: FigureName, pose: Pose, builds: tuple[str, ...]) -> Array:
    """The bones of a pose where the limb's own axes put them."""
    return limb_mesh(figure, builds).skeleton.forward(pose)


def _kind(words: Words) -> str:
    return str(words.get("kind", "")) if isinstance(words, Mapping) else words


def _things(frame: Frame) -> frozenset[str]:
    return frozenset(_kind(words) for words in frame.prop)


def _solid_part(solid: Solid) -> Array:
    """Vertices that are not faded away, thinned out."""
    v = solid.vertices[::3].astype(float)
    if solid.fade is None:
        return v
    clear, full = (np.asarray(p, float) for p in solid.fade)
    t = (v - clear) @ (full - clear) / ((full - clear) @ (full - clear))
    return v[t > 0.3] if (t > 0.3).any() else v
