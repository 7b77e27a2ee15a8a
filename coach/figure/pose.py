"""Poses: joint angles by name, as values, and written down in a therapist's words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.figure.anatomy import ANATOMIES

if TYPE_CHECKING:
    from coach.figure.anatomy import Anatomy, Axis, FigureName


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
