"""What should touch what: read from the task files beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import yaml
from numpy.typing import NDArray

from coach import paths
from coach.figure.grips import grip_name
from coach.figure.pose import Pose
from coach.figure.pose_file import bundled, read_joints
from coach.figure.skeleton import FINGERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.figure.skeleton import Kind

Array = NDArray[np.float64]
Point = tuple[float, float, float]
Freedom = tuple[str, str]

_HERE = Path(__file__).parent
# Depth of the middle of a pad, and of the place where it turns into the tip, along and below the last bone.
_PAD = {"index": 12.0, "middle": 13.0, "ring": 13.0, "little": 12.0, "thumb": 17.0}


@dataclass(frozen=True, slots=True)
class Site:
    """A place on the skin: the point nearest to `at` in a bone's axes, mm."""

    bone: str
    at: Point

    @staticmethod
    def read(words: object) -> Site:
        """`thumb pad`, `index tip`, or `[bone, x, y, z]`."""
        if isinstance(words, str):
            digit, where = words.split()
            reach = (0.0, _PAD[digit], -9.0) if where == "pad" else (0.0, _PAD[digit] + 5.0, -7.0)
            return Site(f"{digit}-distal", reach)
        bone, x, y, z = cast("tuple[str, float, float, float]", words)
        return Site(bone, (float(x), float(y), float(z)))


@dataclass(frozen=True, slots=True)
class Contact:
    """Two places that have to touch: one of the helper or of the first digit, one of what it touches."""

    ours: Site
    theirs: Site


@dataclass(frozen=True)
class Held:
    """A pose of the held limb in an author's words, and as angles."""

    words: Mapping[str, object]
    pose: Pose
    entry: Mapping[str, object] = field(default_factory=dict)
    """What the task file says about the grip in this pose alone."""

    @staticmethod
    def read(figure: str, words: Mapping[str, object]) -> Held:
        """From a frame's `pose:` and `joints:`. Raises KeyError for an unknown pose."""
        named = bundled(figure)[str(words["pose"])]
        pose, _faults = read_joints(named.pose, words.get("joints") or {}, pressed=named.pressed)
        said = {key: words[key] for key in ("pose", "joints") if words.get(key)}
        own = {key: words[key] for key in ("contacts", "start") if key in words}
        return Held(said, pose, own)


@dataclass(frozen=True)
class Start:
    """Where a search begins: the helper's hand, in the held bone's axes."""

    palm: Point
    """Where the middle of the palm is, mm."""
    fingers: Point
    """Where the fingers point, and where the back of the hand looks."""
    back: Point
    hand: str
    """The named pose of the helper, with changes."""
    joints: Mapping[str, object]

    @staticmethod
    def read(words: Mapping[str, Any]) -> Start:
        """From a `start:` mapping."""
        palm, fingers, back = (cast("Point", tuple(words[key])) for key in ("palm", "fingers", "back"))
        joints = cast("Mapping[str, object]", words.get("joints", {}))
        return Start(palm, fingers, back, str(words.get("hand", "relaxed")), joints)


@dataclass(frozen=True)
class GripTask:
    """A helping hand on a limb, in every pose that an exercise shows it in."""

    name: str
    bone: str
    """The held bone it rides on."""
    mirror: bool
    holds: tuple[Held, ...]
    entry: Mapping[str, object]
    view: str = ""
    reach: float = 0.1
    """How hard the places named are kept; how hard the flesh is kept out is always the same."""
    lift: tuple[float, ...] = (0.0, 12.0)
    """How far off, along the back of the helper, the searches begin, mm."""

    @property
    def figure(self) -> Kind:
        """Whose limb is held."""
        return cast("Kind", self.name.split("/", maxsplit=1)[0])

    def contacts(self, held: Held) -> tuple[Contact, ...]:
        """What touches in one pose."""
        pairs = cast("list[tuple[object, object]]", {**self.entry, **held.entry}["contacts"])
        return tuple(Contact(Site.read(a), Site.read(b)) for a, b in pairs)

    def start(self, held: Held) -> Start:
        """Where the search begins in one pose."""
        own = cast("Mapping[str, object]", held.entry.get("start", {}))
        return Start.read({**cast("Mapping[str, Any]", self.entry["start"]), **own})


@dataclass(frozen=True)
class Touch:
    """A place of the hand that has to touch another, or (None) the thing the hand holds."""

    ours: Site
    theirs: Site | None


@dataclass(frozen=True)
class TouchTask:
    """A hand that touches itself, or a thing it holds, in a named pose."""

    name: str
    start: Pose
    """The pose the search begins in."""
    contacts: tuple[Touch, ...]
    free: Mapping[Freedom, tuple[float, float]]
    """What may turn, with its limits."""
    thing: str | Mapping[str, object] = ""
    """What the hand holds, in an exercise's words."""


@dataclass(frozen=True)
class PalmsTask:
    """A pose of the body in which both hands touch."""

    name: str
    start: Pose
    parts: tuple[str, ...]
    """The parts of the hand that touch their like."""
    turn: tuple[str, ...]
    """The joints of both arms that may turn."""


@dataclass(frozen=True)
class FoldTask:
    """A pose of the body in which one hand lies over the other."""

    name: str
    start: Pose


@cache
def palms() -> dict[str, PalmsTask]:
    """Every pose of the body with both hands together, by name."""
    tasks = yaml.safe_load((_HERE / "palms.yaml").read_text("utf-8"))
    out = {}
    for name, entry in tasks.items():
        start, _ = read_joints(Pose.zero("body"), entry["joints"], pressed=True)
        out[name] = PalmsTask(name, start, tuple(entry["parts"]), tuple(entry["turn"]))
    return out


@cache
def folds() -> dict[str, FoldTask]:
    """Every pose of the body with folded hands, by name."""
    tasks = yaml.safe_load((_HERE / "folds.yaml").read_text("utf-8"))
    starts = ((name, read_joints(Pose.zero("body"), entry["joints"])[0]) for name, entry in tasks.items())
    return {name: FoldTask(name, start) for name, start in starts}


@cache
def grips() -> dict[str, GripTask]:
    """Every helping hand by `figure/what it does/on what`."""
    tasks = yaml.safe_load((_HERE / "grips.yaml").read_text("utf-8"))
    shown = _shown()
    out = {}
    for name, entry in tasks.items():
        figure = name.split("/")[0]
        holds = [Held.read(figure, words) for words in entry.get("holds", ())]
        for held in shown.get(name, ()):
            if all(held.pose.distance(other.pose) > 0 for other in holds):
                holds.append(held)
        out[name] = GripTask(
            name,
            entry["bone"],
            bool(entry.get("mirror", True)),
            tuple(holds),
            entry,
            entry.get("view", ""),
            float(entry.get("reach", 0.1)),
            tuple(entry.get("lift", (0.0, 12.0))),
        )
    return out


@cache
def touches() -> dict[str, TouchTask]:
    """Every pose of the hand that touches, by name."""
    out = {}
    tasks = yaml.safe_load((_HERE / "touches.yaml").read_text("utf-8"))
    poses = yaml.safe_load((paths.bundled_routines() / "poses" / "hand.yaml").read_text("utf-8"))["poses"]
    for name, entry in tasks.items():
        base = bundled("hand")[poses[name]["from"]].pose
        start, _ = read_joints(base, entry.get("joints") or {})
        contacts = [Touch(Site.read(a), None if b == "thing" else Site.read(b)) for a, b in entry["contacts"]]
        free = {}
        for digit in entry["turn"]:
            for joint, kind in start.anatomy.freedoms:
                if joint.startswith(digit):
                    limits = start.anatomy.range(joint, kind)
                    low, high = entry.get("limits", {}).get(joint, (limits.low, limits.high))
                    free[joint, kind] = (low, high) if kind == "flexion" else (limits.low, limits.high)
        # Fingers make room for each other; they hardly turn away from where they point.
        room = float(entry.get("room", 6.0))
        for finger in FINGERS if room else ():
            turned = start.angle(f"{finger}.mcp", "abduction")
            limits = start.anatomy.range(f"{finger}.mcp", "abduction")
            free[f"{finger}.mcp", "abduction"] = (limits.clamp(turned - room), limits.clamp(turned + room))
        out[name] = TouchTask(name, start, tuple(contacts), free, entry.get("thing", ""))
    return out


def _shown() -> dict[str, list[Held]]:
    """The poses in which bundled exercises show each helping hand."""
    out: dict[str, list[Held]] = {}
    for name, held in frames():
        out.setdefault(name, []).append(held)
    return out


def frames() -> Iterator[tuple[str, Held]]:
    """Grip and held pose of every key frame of every bundled exercise with a helping hand."""
    for _exercise, motion, frame in _key_frames():
        name = grip_name(str(motion.get("figure")), frame.get("assist", motion.get("assist")))
        if name:
            yield name, Held.read(str(motion["figure"]), frame)


def held_things() -> Iterator[tuple[str, str | Mapping[str, object], Pose]]:
    """Every pen and ball that a hand holds in a key frame: the exercise, the prop's words, the pose."""
    for exercise, motion, frame in _key_frames():
        props: Any = frame.get("prop", motion.get("prop")) or ()
        for words in props if isinstance(props, list) else (props,):
            name = words.get("kind") if isinstance(words, Mapping) else words
            if (
                motion["figure"] == "hand"
                and name in {"pen", "pen-between-fingers", "ball"}
                and "table" not in props
            ):
                yield exercise, words, Held.read("hand", frame).pose


def _key_frames() -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """Exercise, motion and frame, as written."""
    for path in sorted((paths.bundled_routines() / "exercises").rglob("*.yaml")):
        motion = yaml.safe_load(path.read_text("utf-8")).get("motion") or {}
        for frame in motion.get("frames") or ():
            yield path.stem, motion, frame
