"""What a joint is: its axes, how a therapist names their directions, and how far they go."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

FigureName = Literal["hand", "foot", "body"]
Kind = Literal["flexion", "abduction", "twist"]
Grade = Literal["read", "second-hand", "unverified", "default"]

FINGERS = ("index", "middle", "ring", "little")
LESSER_TOES = ("toe2", "toe3", "toe4", "toe5")
TOES = ("hallux", *LESSER_TOES)
SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest angle of an axis in degrees, with its source and how well that was checked."""

    low: float
    high: float
    source: str
    grade: Grade

    def clamp(self, degrees: float) -> float:
        """The nearest angle inside the range."""
        return min(max(degrees, self.low), self.high)

    def __contains__(self, degrees: object) -> bool:
        return isinstance(degrees, int | float) and self.low <= degrees <= self.high


@dataclass(frozen=True, slots=True)
class Axis:
    """One way a joint moves.

    `positive` names the direction of growing angles, `negative` the opposite; files use these names.
    `aliases` are further names with their sign. `pressed` is None where pressing adds nothing.
    """

    kind: Kind
    positive: str
    negative: str
    active: Range
    pressed: Range | None = None
    aliases: tuple[tuple[str, int], ...] = ()

    def range(self, *, pressed: bool) -> Range:
        """How far the axis goes, by the person's own muscles or pressed by a hand or body weight."""
        return self.pressed if pressed and self.pressed else self.active

    def sign_of(self, name: str) -> int | None:
        """1 or -1 for a direction this axis knows, else None."""
        if name == self.positive:
            return 1
        if name == self.negative:
            return -1
        return dict(self.aliases).get(name)

    @property
    def directions(self) -> tuple[str, ...]:
        """Every name a file may use for this axis."""
        return (self.positive, self.negative, *(name for name, _sign in self.aliases))


@dataclass(frozen=True, slots=True)
class Joint:
    """A joint and its axes; the first axis is the one a bare number in a file means."""

    name: str
    axes: tuple[Axis, ...]

    def axis(self, kind: str) -> Axis:
        """The axis of that kind. Raises KeyError."""
        for axis in self.axes:
            if axis.kind == kind:
                return axis
        raise KeyError(kind)

    def resolve(self, direction: str) -> tuple[Axis, int] | None:
        """The axis and sign that a direction name means on this joint, or None."""
        for axis in self.axes:
            if (sign := axis.sign_of(direction)) is not None:
                return axis, sign
        return None


@dataclass(frozen=True, slots=True)
class Anatomy:
    """All joints of one figure, in a fixed order, and the groups that name several at once.

    `freedoms` lists every (joint, kind) pair; a `Pose` holds its degrees in that order.
    """

    figure: FigureName
    joints: Mapping[str, Joint]
    groups: Mapping[str, tuple[str, ...]]
    freedoms: tuple[tuple[str, str], ...]
    index: Mapping[tuple[str, str], int]

    def expand(self, name: str) -> tuple[str, ...]:
        """The joints a joint or group name stands for; empty when unknown."""
        if name in self.joints:
            return (name,)
        return self.groups.get(name, ())

    def range(self, joint: str, kind: str, *, pressed: bool = False) -> Range:
        """How far one axis of one joint goes. Raises KeyError."""
        return self.joints[joint].axis(kind).range(pressed=pressed)


def flexion(low: float, high: float, source: str, grade: Grade, pressed: Range | None = None) -> Axis:
    """Bending and stretching, in degrees."""
    return Axis("flexion", "flexion", "extension", Range(low, high, source, grade), pressed)


def abduction(low: float, high: float, source: str, grade: Grade, pressed: Range | None = None) -> Axis:
    """Away from and toward the middle, in degrees."""
    aliases = (("spread", 1),)
    return Axis("abduction", "abduction", "adduction", Range(low, high, source, grade), pressed, aliases)


def side_bend(limits: Range) -> Axis:
    """Leaning to the side."""
    return Axis("abduction", "bend-right", "bend-left", limits)


def turn(limits: Range) -> Axis:
    """Turning about the long axis."""
    return Axis("twist", "turn-left", "turn-right", limits)


def build(figure: FigureName, joints: list[Joint], groups: dict[str, tuple[str, ...]]) -> Anatomy:
    """A figure's joints with what is worked out from them."""
    freedoms = tuple((joint.name, axis.kind) for joint in joints for axis in joint.axes)
    return Anatomy(
        figure,
        MappingProxyType({joint.name: joint for joint in joints}),
        MappingProxyType(groups),
        freedoms,
        MappingProxyType({freedom: place for place, freedom in enumerate(freedoms)}),
    )


def digit_groups(
    group: str, digits: tuple[str, ...], segments: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    """Groups of the same joint of several digits: `fingers.mcp`, and all their joints: `fingers.*`."""
    by_segment = {f"{group}.{part}": tuple(f"{digit}.{part}" for digit in digits) for part in segments}
    by_segment[f"{group}.*"] = tuple(f"{digit}.{part}" for digit in digits for part in segments)
    return by_segment
