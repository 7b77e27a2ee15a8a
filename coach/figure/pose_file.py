"""Reading poses from plain mappings in a therapist's words.

A pose file is a document of `type: poses` for one figure:

    poses:
      wrist-back:
        from: straight                  # inherits, later values win
        view: thumb-side
        joints:
          wrist: {extension: 60}        # named direction
          fingers.pip: 5                # a group; a bare number is the joint's first axis, mostly flexion
          index: {mcp: 20}              # by digit
          fingers.dip: [0, 5, 5, 10]    # one number for each member of a group

Angles beyond a joint's range are drawn at its end and reported. Reading never raises for what an author
wrote: it returns what could be read and the `Fault`s, each with the path of keys that leads to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import yaml

from coach import paths
from coach.figure.anatomy import ANATOMIES
from coach.figure.pose import NamedPose, Pose

if TYPE_CHECKING:
    from coach.figure.anatomy import Anatomy, Axis, FigureName, Joint

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something an author should know; `path` leads through the document's keys to the place.

    The code says how grave it is; values with an error are left out, all else is drawn as well as possible.
    """

    code: str
    path: Path
    message: str
    known: tuple[str, ...] = ()
    hint: str = ""


def read_joints(
    base: Pose, joints: object, *, pressed: bool = False, path: Path = ()
) -> tuple[Pose, list[Fault]]:
    """`base` with the angles of a `joints:` mapping laid over it, and what was wrong with them."""
    reading = _Joints(base.anatomy, pressed=pressed)
    reading.read(joints, path)
    return base.changed(reading.angles), reading.faults


def read_poses(
    document: Mapping[str, object], known: Mapping[str, NamedPose] = MappingProxyType({})
) -> tuple[dict[str, NamedPose], list[Fault]]:
    """Every pose of a document of `type: poses`, by id, and what was wrong with it.

    `known` are poses of other files that these may inherit from, even one of the same name.
    """
    figure = document.get("figure")
    if figure not in ANATOMIES:
        message = f"There is no figure `{figure}`."
        return {}, [Fault("unknown-figure", ("figure",), message, tuple(ANATOMIES))]
    entries = document.get("poses")
    if not isinstance(entries, Mapping):
        return {}, [Fault("wrong-shape", ("poses",), "The poses must be a mapping from id to pose.")]
    reading = _Poses(cast("FigureName", figure), entries, known)
    return {name: reading.resolve(name) for name in entries}, reading.faults


@cache
def bundled(figure: str) -> Mapping[str, NamedPose]:
    """The poses that come with Coach for one figure, by id."""
    text = (paths.bundled_routines() / "poses" / f"{figure}.yaml").read_text("utf-8")
    poses, _faults = read_poses(yaml.safe_load(text))
    return poses


class _Poses:
    """Resolves poses after the poses they inherit from."""

    def __init__(
        self, figure: FigureName, entries: Mapping[str, object], known: Mapping[str, NamedPose]
    ) -> None:
        self.faults: list[Fault] = []
        self._figure = figure
        self._entries = entries
        self._known = known
        self._read: dict[str, NamedPose] = {}

    def resolve(self, name: str, children: tuple[str, ...] = ()) -> NamedPose:
        if name not in self._read:
            self._read[name] = self._resolve(name, (*children, name))
        return self._read[name]

    def _resolve(self, name: str, chain: tuple[str, ...]) -> NamedPose:
        path: Path = ("poses", name)
        entry = self._entries[name]
        if not isinstance(entry, Mapping):
            self.faults.append(Fault("wrong-shape", path, f"The pose `{name}` must be a mapping."))
            entry = {}
        parent = self._parent(entry, chain, (*path, "from")) or NamedPose("", Pose.zero(self._figure))
        pressed = _truth(entry.get("pressed", parent.pressed))
        joints = entry.get("joints", {})
        pose, faults = read_joints(parent.pose, joints, pressed=pressed, path=(*path, "joints"))
        self.faults.extend(faults)
        words = {key: str(entry.get(key, "")) for key in ("title", "note", "basis")}
        return NamedPose(name, pose, view=str(entry.get("view", parent.view)), pressed=pressed, **words)

    def _parent(self, entry: Mapping[str, object], chain: tuple[str, ...], path: Path) -> NamedPose | None:
        if "from" not in entry:
            return None
        parent = str(entry["from"])
        if parent in self._known and (parent not in self._entries or parent == chain[-1]):
            return self._known[parent]
        if parent not in self._entries:
            known = (*self._entries, *self._known)
            self.faults.append(Fault("unknown-pose", path, f"There is no pose `{parent}`.", known))
            return None
        if parent in chain:
            message = f"`{chain[-1]}` inherits from itself."
            self.faults.append(Fault("pose-loop", path, message))
            return None
        return self.resolve(parent, chain)


class _Joints:
    """Collects the angles and faults of one `joints:` mapping."""

    def __init__(self, anatomy: Anatomy, *, pressed: bool) -> None:
        self.angles: dict[tuple[str, str], float] = {}
        self.faults: list[Fault] = []
        self._anatomy = anatomy
        self._pressed = pressed

    def read(self, joints: object, path: Path, prefix: str = "") -> None:
        if not isinstance(joints, Mapping):
            self._fault("wrong-shape", path, "The joints must be a mapping from joint to angle.")
            return
        for key, value in joints.items():
            self._entry(prefix + str(key), value, (*path, key))

    def _entry(self, name: str, value: object, path: Path) -> None:
        known = (*self._anatomy.joints, *self._anatomy.groups)
        members = self._anatomy.expand(name)
        if members:
            self._set(name, members, value, path)
        elif isinstance(value, Mapping) and any(joint.startswith(f"{name}.") for joint in known):
            self.read(value, path, f"{name}.")
        else:
            message = f"The {self._anatomy.figure} has no joint `{name}`."
            self._fault("unknown-joint", path, message, known)

    def _set(self, name: str, members: tuple[str, ...], value: object, path: Path) -> None:
        if isinstance(value, Mapping):
            for direction, degrees in value.items():
                self._turn(members, str(direction), degrees, (*path, direction))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            if len(value) != len(members):
                message = f"{name} takes {len(members)} angles, not {len(value)}."
                self._fault("bad-number", path, message)
                return
            for place, (member, degrees) in enumerate(zip(members, value, strict=True)):
                self._turn((member,), "", degrees, (*path, place))
        else:
            self._turn(members, "", value, path)

    def _turn(self, members: tuple[str, ...], direction: str, degrees: object, path: Path) -> None:
        """Set one direction of all members; the first angle beyond its range speaks for the group."""
        try:
            value = float(str(degrees))
        except ValueError:
            self._fault("bad-number", path, f"`{degrees}` is not an angle in degrees.")
            return
        beyond: list[Fault] = []
        for member in members:
            joint = self._anatomy.joints[member]
            found = joint.resolve(direction or joint.axes[0].positive)
            if found is None:
                known = tuple(name for axis in joint.axes for name in axis.directions)
                hint = f"It has {', '.join(known)}."
                self._fault("unknown-axis", path, f"{member} has no movement `{direction}`.", known, hint)
                return
            axis, sign = found
            limits = axis.range(pressed=self._pressed)
            self.angles[member, axis.kind] = limits.clamp(value * sign)
            if value * sign not in limits:
                beyond.append(_beyond(joint, axis, value * sign, path, pressed=self._pressed))
        self.faults.extend(beyond[:1])

    def _fault(
        self, code: str, path: Path, message: str, known: tuple[str, ...] = (), hint: str = ""
    ) -> None:
        self.faults.append(Fault(code, path, message, known, hint))


def _beyond(joint: Joint, axis: Axis, value: float, path: Path, *, pressed: bool) -> Fault:
    limits = axis.range(pressed=pressed)
    name, most = (axis.positive, limits.high) if value > limits.high else (axis.negative, -limits.low)
    message = (
        f"{joint.name} {name} {abs(value):g} is beyond its range of {most:g}"
        f" ({limits.source}, {limits.grade})."
    )
    return Fault("angle-range", path, message, hint=f"It is drawn at {most:g}.")


def _truth(value: object) -> bool:
    return value is True or str(value).lower() in {"true", "yes"}
