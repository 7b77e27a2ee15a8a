"""Poses: joint angles by name, read from plain mappings in a therapist's words, and written back.

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

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

from coach.figure.anatomy import ANATOMIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.figure.anatomy import Anatomy, Axis, FigureName, Joint

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something an author should know about; `path` leads through the document's keys to the place.

    Errors leave the value out; warnings were drawn as well as possible.
    """

    code: str
    path: Path
    message: str
    hint: str = ""
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True)
class Pose(Mapping[str, Mapping[str, float]]):
    """Joint angles of one figure: joint to kind of axis to degrees. Equal poses are equal and hash alike.

    `degrees` holds one number for each of `anatomy.freedoms`, in that order.
    """

    figure: FigureName
    degrees: tuple[float, ...]

    @staticmethod
    def zero(figure: FigureName) -> Pose:
        """The pose with every joint at anatomical zero."""
        return Pose(figure, (0.0,) * len(ANATOMIES[figure].freedoms))

    @property
    def anatomy(self) -> Anatomy:
        """The joints this pose is about."""
        return ANATOMIES[self.figure]

    def angle(self, joint: str, kind: str = "flexion") -> float:
        """Degrees of one axis. Raises KeyError."""
        return self.degrees[self.anatomy.index[joint, kind]]

    def __getitem__(self, joint: str) -> Mapping[str, float]:
        return {axis.kind: self.angle(joint, axis.kind) for axis in self.anatomy.joints[joint].axes}

    def __iter__(self) -> Iterator[str]:
        return iter(self.anatomy.joints)

    def __len__(self) -> int:
        return len(self.anatomy.joints)

    def changed(self, angles: Mapping[tuple[str, str], float]) -> Pose:
        """This pose with some (joint, kind) angles replaced. Raises KeyError."""
        degrees = list(self.degrees)
        for freedom, value in angles.items():
            degrees[self.anatomy.index[freedom]] = value
        return replace(self, degrees=tuple(degrees))

    def blended(self, other: Pose, weight: float) -> Pose:
        """The pose `weight` (0 to 1) of the way to `other`, angle by angle."""
        pairs = zip(self.degrees, other.degrees, strict=True)
        return replace(self, degrees=tuple(a + (b - a) * weight for a, b in pairs))

    def distance(self, other: Pose) -> float:
        """The largest difference of any angle, in degrees."""
        return max(abs(a - b) for a, b in zip(self.degrees, other.degrees, strict=True))

    def beyond(self, *, pressed: bool = False) -> tuple[tuple[str, str], ...]:
        """The (joint, kind) pairs that are outside their range."""
        pairs = zip(self.anatomy.freedoms, self.degrees, strict=True)
        return tuple(at for at, value in pairs if value not in self.anatomy.range(*at, pressed=pressed))


@dataclass(frozen=True, slots=True)
class NamedPose:
    """A pose with its name, the view that shows it best, and where its numbers come from.

    `pressed` says that a hand or body weight bends the joints, so the wider ranges hold.
    """

    id: str
    pose: Pose
    title: str = ""
    view: str = ""
    note: str = ""
    basis: str = ""
    pressed: bool = False


def read_joints(
    base: Pose, joints: object, *, pressed: bool = False, path: Path = ()
) -> tuple[Pose, list[Fault]]:
    """`base` with the angles of a `joints:` mapping laid over it, and what was wrong with them."""
    reader = _JointReader(base.anatomy, pressed=pressed)
    reader.read(joints, path)
    return base.changed(reader.angles), reader.faults


def read_poses(document: Mapping[str, object]) -> tuple[dict[str, NamedPose], list[Fault]]:
    """Every pose of a document of `type: poses`, by id, and what was wrong with it."""
    figure = document.get("figure")
    if figure not in ANATOMIES:
        hint = suggest(figure, ANATOMIES)
        return {}, [Fault("figure-unknown", ("figure",), f"There is no figure {figure!r}.", hint)]
    raw = document.get("poses")
    if not isinstance(raw, Mapping):
        return {}, [Fault("poses-missing", ("poses",), "The poses must be a mapping from id to pose.")]
    faults: list[Fault] = []
    read: dict[str, NamedPose] = {}

    def resolve(name: str, children: tuple[str, ...]) -> NamedPose:
        if name in read:
            return read[name]
        path: Path = ("poses", name)
        entry = raw[name]
        if not isinstance(entry, Mapping):
            faults.append(Fault("pose-shape", path, f"The pose {name!r} must be a mapping."))
            entry = {}
        parent = _parent(entry, name, children, path)
        start = parent.pose if parent else Pose.zero(figure)
        pressed = _truth(entry.get("pressed", parent.pressed if parent else False))
        pose, found = read_joints(start, entry.get("joints", {}), pressed=pressed, path=(*path, "joints"))
        faults.extend(found)
        view = str(entry.get("view", parent.view if parent else ""))
        words = {key: str(entry.get(key, "")) for key in ("title", "note", "basis")}
        read[name] = NamedPose(name, pose, view=view, pressed=pressed, **words)
        return read[name]

    def _parent(
        entry: Mapping[str, object], name: str, children: tuple[str, ...], path: Path
    ) -> NamedPose | None:
        parent = entry.get("from")
        if parent is None:
            return None
        where = (*path, "from")
        if parent not in raw:
            faults.append(Fault("pose-unknown", where, f"There is no pose {parent!r}.", suggest(parent, raw)))
            return None
        if parent in (name, *children):
            faults.append(Fault("pose-loop", where, f"The pose {name!r} inherits from itself."))
            return None
        return resolve(str(parent), (*children, name))

    for name in raw:
        resolve(name, ())
    return {name: read[name] for name in raw}, faults


def suggest(wrong: object, known: Iterable[str]) -> str:
    """`Did you mean …?` for the nearest known name, or nothing."""
    near = get_close_matches(str(wrong), list(known), n=1)
    return f"Did you mean {near[0]}?" if near else ""


class _JointReader:
    """Collects the angles and faults of one `joints:` mapping."""

    def __init__(self, anatomy: Anatomy, *, pressed: bool) -> None:
        self.anatomy = anatomy
        self.pressed = pressed
        self.angles: dict[tuple[str, str], float] = {}
        self.faults: list[Fault] = []

    def read(self, joints: object, path: Path, prefix: str = "") -> None:
        if not isinstance(joints, Mapping):
            self._fault("joints-shape", path, "The joints must be a mapping from joint to angle.")
            return
        for key, value in joints.items():
            self._entry(prefix + str(key).replace("_", "-"), value, (*path, key))

    def _entry(self, name: str, value: object, path: Path) -> None:
        members = self.anatomy.expand(name)
        if members:
            self._set(name, members, value, path)
        elif isinstance(value, Mapping) and any(known.startswith(f"{name}.") for known in self._names()):
            self.read(value, path, f"{name}.")
        else:
            hint = suggest(name, self._names())
            self._fault("joint-unknown", path, f"The {self.anatomy.figure} has no joint {name!r}.", hint)

    def _names(self) -> list[str]:
        return [*self.anatomy.joints, *self.anatomy.groups]

    def _set(self, name: str, members: tuple[str, ...], value: object, path: Path) -> None:
        if isinstance(value, Mapping):
            for direction, degrees in value.items():
                self._direction(members, str(direction), degrees, (*path, direction))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            if len(value) != len(members):
                self._fault("angle-count", path, f"{name} takes {len(members)} angles, not {len(value)}.")
                return
            for place, (member, degrees) in enumerate(zip(members, value, strict=True)):
                self._angle(self.anatomy.joints[member], None, degrees, (*path, place))
        else:
            for member in members:
                self._angle(self.anatomy.joints[member], None, value, path)

    def _direction(self, members: tuple[str, ...], direction: str, degrees: object, path: Path) -> None:
        for member in members:
            joint = self.anatomy.joints[member]
            if joint.resolve(direction) is None:
                known = [name for axis in joint.axes for name in axis.directions]
                hint = suggest(direction, known) or f"It knows {', '.join(known)}."
                self._fault("axis-unknown", path, f"{member} has no movement called {direction!r}.", hint)
                return
            self._angle(joint, direction, degrees, path)

    def _angle(self, joint: Joint, direction: str | None, degrees: object, path: Path) -> None:
        try:
            value = float(str(degrees))
        except ValueError:
            self._fault("angle-number", path, f"{degrees!r} is not an angle in degrees.")
            return
        axis, sign = (direction and joint.resolve(direction)) or (joint.axes[0], 1)
        value *= sign
        limits = axis.range(pressed=self.pressed)
        self.angles[joint.name, axis.kind] = limits.clamp(value)
        if value not in limits:
            self.faults.append(_out_of_range(joint, axis, value, path, pressed=self.pressed))

    def _fault(self, code: str, path: Path, message: str, hint: str = "") -> None:
        self.faults.append(Fault(code, path, message, hint))


def _out_of_range(joint: Joint, axis: Axis, value: float, path: Path, *, pressed: bool) -> Fault:
    limits = axis.range(pressed=pressed)
    name, most = (axis.positive, limits.high) if value > limits.high else (axis.negative, -limits.low)
    return Fault(
        "angle-range",
        path,
        f"{joint.name} {name} {abs(value):g} is beyond its range of {most:g}"
        f" ({limits.source}, {limits.grade}).",
        f"It is drawn at {most:g}.",
        "warning",
    )


def _truth(value: object) -> bool:
    return value is True or str(value).lower() in {"true", "yes"}


def joints_yaml(pose: Pose, base: Pose | None = None, indent: int = 0) -> str:
    """The lines of a `joints:` mapping that turn `base` (or zero) into `pose`, in named directions.

    Groups of digits that share a value are written once. Reading the lines back gives the same pose to 0.1
    degree.
    """
    anatomy = pose.anatomy
    start = base or Pose.zero(pose.figure)
    parts: dict[str, str] = {}
    for joint in anatomy.joints.values():
        changed = [
            (axis, pose.angle(joint.name, axis.kind))
            for axis in joint.axes
            if round(pose.angle(joint.name, axis.kind) - start.angle(joint.name, axis.kind), 1)
        ]
        if changed:
            parts[joint.name] = "{" + ", ".join(_words(axis, value) for axis, value in changed) + "}"
    for group, members in anatomy.groups.items():
        values = {parts.get(member) for member in members}
        if len(values) == 1 and None not in values and not group.endswith("*"):
            parts[group] = values.pop() or ""
            for member in members:
                del parts[member]
    return "".join(f"{' ' * indent}{name}: {value}\n" for name, value in parts.items())


def _words(axis: Axis, value: float) -> str:
    name = axis.negative if value < 0 else axis.positive
    return f"{name}: {round(abs(value), 1):g}"
