"""What the figure shows for an exercise: its key frames, and what is marked, held, used and stroked.

Made from an exercise's `motion:` mapping. Every frame names a pose, may turn single joints of it, and may
say its own view, helping hand, thing, stroke or arrow; what it leaves out is the motion's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast

from coach.figure.anatomy import ANATOMIES
from coach.figure.known_poses import known
from coach.figure.pose import NamedPose, Pose
from coach.figure.pose_file import Fault, read_joints, truth, view_fault
from coach.figure.track import Moment, Track

if TYPE_CHECKING:
    from coach.figure.anatomy import FigureName
    from coach.figure.pose_file import Path
    from coach.routine.plan import Phase

Words = str | Mapping[str, object]
"""A thing named in one word, or a mapping that says more about it: `ball`, `{kind: ball, size: 60}`."""


class Mark(StrEnum):
    """Why a region is marked. Each is drawn differently, so that they are told apart without colour."""

    STRETCHED = "stretched"
    WORKED = "worked"
    MASSAGED = "massaged"


_MARK_OF_KIND: Final = {
    "stretch": Mark.STRETCHED,
    "nerve-glide": Mark.STRETCHED,
    "relief": Mark.STRETCHED,
    "massage": Mark.MASSAGED,
    "heat": Mark.MASSAGED,
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One key frame. Empty words and None mean that there is no such thing in it."""

    pose: Pose
    view: Words = ""
    assist: Words | None = None
    prop: tuple[Words, ...] = ()
    stroke: Words | None = None
    arrow: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Motion:
    """The movement of one exercise. It has at least one frame.

    One that `eases` begins in a cramp: a still of that shows no way into it, which is the wrong one.
    """

    figure: FigureName
    frames: tuple[Frame, ...]
    highlight: tuple[str, ...] = ()
    mark: Mark = Mark.WORKED
    eases: bool = False
    track: Track = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "track", Track(tuple(frame.pose for frame in self.frames)))

    def at(
        self,
        phase: Phase | None,
        elapsed: float,
        tempo: Sequence[float] = (),
        *,
        length: float = 0.0,
        start: Pose | None = None,
    ) -> Moment:
        """The moment `elapsed` seconds into a phase; see `Track.at`."""
        return self.track.at(phase, elapsed, tempo, length=length, start=start)

    @property
    def key_poses(self) -> tuple[Pose, ...]:
        """The different key poses, which the camera has to fit all at once."""
        return tuple(dict.fromkeys(frame.pose for frame in self.frames))

    def frame_at(self, moment: Moment) -> Frame:
        """The frame whose view, hand and things hold at a moment: the one that weighs most."""
        return self.frames[max(moment.weights, key=lambda pair: pair[1])[0]]


def read_motion(
    raw: Mapping[str, object],
    kind: str = "",
    poses: Mapping[str, NamedPose] | None = None,
) -> tuple[Motion | None, list[Fault]]:
    """The motion of an exercise's `motion:` mapping, and what was wrong with it.

    `kind` is the exercise's kind and decides the mark. `poses` are the known ones of the figure; left out,
    those that come with Coach and the person's own. None means that nothing can be drawn.
    """
    name = raw.get("figure")
    if name is None:  # that the key is missing is told by whoever reads the document
        return None, []
    if not isinstance(name, str) or name not in ANATOMIES:
        message = f"There is no figure `{name}`."
        return None, [Fault("unknown-figure", ("figure",), message, tuple(ANATOMIES))]
    figure = cast("FigureName", name)
    reading = _Frames(figure, known(figure) if poses is None else poses, raw)
    frames = reading.frames()
    if not frames:
        return None, reading.faults
    highlight = tuple(str(region) for region in _several(raw.get("highlight")))
    mark = _MARK_OF_KIND.get(kind, Mark.WORKED)
    return Motion(figure, frames, highlight, mark, eases=kind == "relief"), reading.faults


class _Frames:
    """Reads the frames of one motion."""

    def __init__(self, figure: FigureName, poses: Mapping[str, NamedPose], raw: Mapping[str, object]) -> None:
        self.figure = figure
        self.faults: list[Fault] = []
        self._poses = poses
        self._raw = raw
        self._view: Words | None = None

    def frames(self) -> tuple[Frame, ...]:
        self._view = self._seen(self._raw, ())
        entries = enumerate(_several(self._raw.get("frames")))
        found = (self._frame(entry, ("frames", place)) for place, entry in entries)
        return tuple(frame for frame in found if frame is not None)

    def _frame(self, entry: object, path: Path) -> Frame | None:
        if not isinstance(entry, Mapping):
            self.faults.append(Fault("wrong-shape", path, "A frame must be a mapping."))
            return None
        named = self._pose(entry, path)
        if named is None:
            return None
        pose, faults = read_joints(
            named.pose,
            entry.get("joints") or {},
            pressed=named.pressed or truth(entry.get("pressed")),
            path=(*path, "joints"),
        )
        self.faults.extend(faults)
        said = {**self._raw, **{key: value for key, value in entry.items() if value is not None}}
        return Frame(
            pose,
            view=self._seen(entry, path) or self._view or named.view,
            assist=_words(said.get("assist")),
            prop=_all_words(said.get("prop")),
            stroke=_words(said.get("stroke")),
            arrow=_all_words(said.get("arrow")),
        )

    def _seen(self, said: Mapping[str, object], path: Path) -> Words | None:
        """The view that the motion or a frame names; None if it names none, or none that there is."""
        words = _words(said.get("view"))
        if words is None:
            return None
        fault = view_fault(self.figure, words, (*path, "view"))
        self.faults += [fault] if fault else []
        return None if fault else words

    def _pose(self, entry: Mapping[str, object], path: Path) -> NamedPose | None:
        name = entry.get("pose")
        if name is None:
            return NamedPose("", Pose.zero(self.figure))
        if not isinstance(name, str) or name not in self._poses:
            message = f"There is no {self.figure} pose `{name}`."
            self.faults.append(Fault("unknown-pose", (*path, "pose"), message, tuple(self._poses)))
            return None
        return self._poses[name]


def _several(value: object) -> Sequence[object]:
    if value is None:
        return ()
    return value if isinstance(value, Sequence) and not isinstance(value, str) else (value,)


def _words(value: object) -> Words | None:
    if value is None or value == "none":
        return None
    return MappingProxyType(dict(value)) if isinstance(value, Mapping) else str(value)


def _all_words(value: object) -> tuple[Words, ...]:
    return tuple(words for item in _several(value) if (words := _words(item)) is not None)
