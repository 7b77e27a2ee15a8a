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
          fingers.mcp: {abduction: [8, 0, 4, 10]}

A bare number below zero is the other direction of the first axis. In a list there is no
other way to say it; alone, its own name is asked for. Angles beyond a joint's range are drawn at its end and
reported. Reading never raises for what an author wrote: it returns what could be read and the `Fault`s, each
with the path of keys that leads to it.
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
from coach.figure.views import view_trouble
from coach.routine.angles import degrees, lost_colon
from coach.routine.quantity import QuantityError

if TYPE_CHECKING:
    from pathlib import Path as File

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
    if figure is None:  # that the key is missing is told by whoever reads the document
        return {}, []
    if not isinstance(figure, str) or figure not in ANATOMIES:
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
    poses, _faults = read_poses(yaml.safe_load(bundled_file(figure).read_text("utf-8")))
    return poses


def bundled_file(figure: str) -> File:
    """The file of the poses that come with Coach for one figure."""
    return paths.bundled_routines() / "poses" / f"{figure}.yaml"


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
        pressed = truth(entry.get("pressed", parent.pressed))
        joints = entry.get("joints", {})
        pose, faults = read_joints(parent.pose, joints, pressed=pressed, path=(*path, "joints"))
        self.faults.extend(faults)
        words = {key: str(entry.get(key, "")) for key in ("title", "note", "basis")}
        view = str(entry.get("view", parent.view))
        if "view" in entry and (fault := view_fault(self._figure, view, (*path, "view"))):
            self.faults.append(fault)
            view = parent.view
        return NamedPose(name, pose, view=view, pressed=pressed, **words)

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

    def read(self, joints: object, path: Path, digit: str = "") -> None:
        if joints in (None, ""):
            return  # that nothing stands there is told by whoever reads the document
        if not isinstance(joints, Mapping):
            self._fault("wrong-shape", path, "The joints must be a mapping from joint to angle.")
            return
        for key, value in joints.items():
            if not self._lost_colon(str(key), value, (*path, key)):
                self._entry(str(key), value, (*path, key), digit)

    def _entry(self, key: str, value: object, path: Path, digit: str) -> None:
        name = f"{digit}.{key}" if digit else key
        if members := self._anatomy.expand(name):
            self._set(name, members, value, path)
            return
        parts = self._parts(name)
        if parts and isinstance(value, Mapping):
            self.read(value, path, name)
        elif parts or self._moves(digit, key):
            several, said = (name, str(value)) if parts else (digit, f"{{{key}: {value}}}")
            hint = f"Say which, as in `{several}: {{{self._parts(several)[0]}: {said or '20'}}}`."
            self._fault("unknown-joint", path, f"`{several}` has several joints.", hint=hint)
        else:
            known = (*self._anatomy.joints, *self._anatomy.groups)
            digits = dict.fromkeys(joint.partition(".")[0] for joint in known)
            message = f"The {self._anatomy.figure} has no joint `{name}`."
            self._fault("unknown-joint", path, message, (*known, *digits))

    def _parts(self, digit: str) -> tuple[str, ...]:
        """The joints of a digit or a side, without its name."""
        known = (*self._anatomy.joints, *self._anatomy.groups)
        return tuple(name.removeprefix(f"{digit}.") for name in known if name.startswith(f"{digit}."))

    def _moves(self, digit: str, key: str) -> bool:
        """Whether a joint of the digit has a movement of this name."""
        joints = (self._anatomy.joints.get(f"{digit}.{part}") for part in self._parts(digit))
        return bool(digit) and any(joint and joint.resolve(key) for joint in joints)

    def _lost_colon(self, key: str, value: object, path: Path) -> bool:
        if slip := lost_colon(key, value):
            self._fault("no-colon", path, slip[0], hint=slip[1])
        return slip is not None

    def _set(
        self, name: str, members: tuple[str, ...], value: object, path: Path, direction: str = ""
    ) -> None:
        """Set what a joint's or a group's value says; `direction` is empty for that of a bare number."""
        if isinstance(value, Mapping) and not direction:
            for key, below in value.items():
                if not self._lost_colon(str(key), below, (*path, key)):
                    self._set(name, members, below, (*path, key), str(key))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            if len(value) != len(members):
                message = f"`{name}` takes one angle for all, or {len(members)}, not {len(value)}."
                order = ", ".join(members)
                self._fault("bad-number", path, message, hint=f"In order they are for {order}.")
                return
            for place, (member, angle) in enumerate(zip(members, value, strict=True)):
                self._turn((member,), direction, angle, (*path, place))
        elif (turned := self._turn(members, direction, value, path)) is not None and turned < 0:
            self._fault("minus-angle", path, *self._minus(members[0], direction, turned))

    def _minus(self, member: str, direction: str, angle: float) -> tuple[str, tuple[str, ...], str]:
        """What to say of an angle below zero: message, known words, hint."""
        joint = self._anatomy.joints[member]
        axis, sign = joint.resolve(direction or joint.axes[0].positive) or (joint.axes[0], 1)
        other = f"{axis.negative if sign > 0 else axis.positive}: {-angle:g}"
        if direction:
            message = f"`{direction}: {angle:g}` is taken as `{other}`."
            return message, (), "Say that, or take the minus sign away."
        return (
            f"`{angle:g}` has a minus sign; the other way has a name of its own.",
            (),
            f"Write `{{{other}}}`.",
        )

    def _turn(self, members: tuple[str, ...], direction: str, angle: object, path: Path) -> float | None:
        """Set one direction of all members; the first angle beyond its range speaks for the group.

        Gives the angle as it was said; None if there is something wrong with it.
        """
        try:
            value = degrees(angle)
        except QuantityError as error:
            self._fault(error.code, path, str(error), hint=error.hint)
            return None
        beyond: list[Fault] = []
        for member in members:
            joint = self._anatomy.joints[member]
            found = joint.resolve(direction or joint.axes[0].positive)
            if found is None:
                known = tuple(name for axis in joint.axes for name in axis.directions)
                hint = f"It has {', '.join(known)}."
                if sum(direction in name for name in known) > 1:  # `flexion` of an ankle may be either
                    known = ()
                self._fault("unknown-axis", path, f"{member} has no movement `{direction}`.", known, hint)
                return None
            axis, sign = found
            limits = axis.range(pressed=self._pressed)
            self.angles[member, axis.kind] = limits.clamp(value * sign)
            if value * sign not in limits:
                beyond.append(_beyond(joint, axis, value * sign, path, pressed=self._pressed))
        self.faults.extend(beyond[:1])
        return None if beyond else value

    def _fault(
        self, code: str, path: Path, message: str, known: tuple[str, ...] = (), hint: str = ""
    ) -> None:
        self.faults.append(Fault(code, path, message, known, hint))


def view_fault(figure: FigureName, words: object, path: Path) -> Fault | None:
    """What is wrong with a `view`: a name, or a direction to look from."""
    trouble = view_trouble(figure, words)
    return trouble and Fault("unknown-view", path, *trouble)


def _beyond(joint: Joint, axis: Axis, value: float, path: Path, *, pressed: bool) -> Fault:
    limits = axis.range(pressed=pressed)
    name, most = (axis.positive, limits.high) if value > limits.high else (axis.negative, -limits.low)
    message = (
        f"{joint.name} {name} {abs(value):g} is beyond its range of {most:g}"
        f" ({limits.source}, {limits.grade})."
    )
    return Fault("angle-range", path, message, hint=f"It is drawn at {most:g}.")


def truth(value: object) -> bool:
    """Whether a flag of a file is on."""
    return value is True or str(value).lower() in {"true", "yes"}
