"""The joints a pose can move: their axes, how a therapist names them, and how far they go.

Angles are degrees from anatomical zero: the hand flat with fingers and thumb together, the foot at a right
angle to the shin with toes flat, the body standing with arms hanging and palms to the thighs. A joint has
at most three kinds of axis, turned in the order abduction, flexion, twist. Each axis has one positive
direction; the opposite direction has a name of its own (`extension: 60` is flexion -60), so nobody has to
write a minus sign to say what they mean.

Ranges come from the sources named in each `Range` (ids of the project's source list). Where a source gives
none, the grade is `default`: a drawing limit of our own. The second, wider range is for joints pressed by a
hand or by body weight, which people cannot reach with their own muscles.
"""

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


def _flexion(low: float, high: float, source: str, grade: Grade, pressed: Range | None = None) -> Axis:
    return Axis("flexion", "flexion", "extension", Range(low, high, source, grade), pressed)


def _abduction(low: float, high: float, source: str, grade: Grade, pressed: Range | None = None) -> Axis:
    aliases = (("spread", 1),)
    return Axis("abduction", "abduction", "adduction", Range(low, high, source, grade), pressed, aliases)


def _side_bend(limits: Range) -> Axis:
    return Axis("abduction", "bend-right", "bend-left", limits)


def _turn(limits: Range) -> Axis:
    return Axis("twist", "turn-left", "turn-right", limits)


def _build(figure: FigureName, joints: list[Joint], groups: dict[str, tuple[str, ...]]) -> Anatomy:
    freedoms = tuple((joint.name, axis.kind) for joint in joints for axis in joint.axes)
    return Anatomy(
        figure,
        MappingProxyType({joint.name: joint for joint in joints}),
        MappingProxyType(groups),
        freedoms,
        MappingProxyType({freedom: place for place, freedom in enumerate(freedoms)}),
    )


def _digit_groups(
    group: str, digits: tuple[str, ...], segments: tuple[str, ...]
) -> dict[str, tuple[str, ...]]:
    by_segment = {f"{group}.{part}": tuple(f"{digit}.{part}" for digit in digits) for part in segments}
    by_segment[f"{group}.*"] = tuple(f"{digit}.{part}" for digit in digits for part in segments)
    return by_segment


def _hand() -> Anatomy:
    """Wrist, forearm, fingers, thumb and the two palm bones that cup.

    Finger abduction is away from the middle finger (the middle finger's own is towards the thumb). The
    thumb base at zero lies beside the index: extension there is the clinical radial abduction, in the plane
    of the palm.
    """
    joints = [
        Joint(
            "forearm", (Axis("twist", "pronation", "supination", Range(-90, 90, "TM-ROM", "second-hand")),)
        ),
        Joint(
            "wrist",
            (
                _flexion(-70, 80, "EATON-ROM, TM-ROM", "read"),
                Axis("abduction", "radial", "ulnar", Range(-35, 20, "EATON-ROM", "read")),
            ),
        ),
    ]
    # Spread between neighbours (CHATZ-2024): index 17, ring 14, little 14 + 32 from the middle finger; one
    # finger alone up to 20 (TM-ROM). The web of two fingers eased apart by hand reaches 30 between them.
    spread = {"index": 20.0, "middle": 10.0, "ring": 20.0, "little": 46.0}
    for digit in FINGERS:
        by_hand = Range(-15, max(30.0, spread[digit]), "default", "default")
        joints += [
            Joint(
                f"{digit}.mcp",
                (
                    _flexion(-45, 90, "EATON-ROM", "read"),
                    _abduction(-10, spread[digit], "CHATZ-2024, TM-ROM", "read", by_hand),
                ),
            ),
            Joint(
                f"{digit}.pip",
                (_flexion(0, 100, "EATON-ROM", "read", Range(-10, 105, "default", "default")),),
            ),
            Joint(
                f"{digit}.dip",
                (_flexion(0, 90, "TM-ROM", "second-hand", Range(-15, 90, "default", "default")),),
            ),
        ]
    joints += [
        Joint(
            "thumb.cmc",
            (
                Axis(
                    "flexion",
                    "flexion",
                    "extension",
                    # The 15 degrees of TM-ROM count from a resting thumb, ours from one beside the index.
                    Range(-60, 30, "EATON-ROM, default", "default"),
                    aliases=(("radial-abduction", -1), ("adduction", 1)),
                ),
                Axis(
                    "abduction", "palmar-abduction", "retroposition", Range(-20, 70, "TM-ROM", "second-hand")
                ),
                Axis(
                    "twist",
                    "rotation",
                    "counter-rotation",
                    Range(-15, 45, "default", "default"),
                    None,
                    (("opposition", 1),),
                ),
            ),
        ),
        Joint("thumb.mcp", (_flexion(-10, 55, "EATON-ROM", "read"),)),
        Joint("thumb.ip", (_flexion(-20, 80, "EATON-ROM, TM-ROM", "read"),)),
        Joint("cmc4", (_flexion(0, 15, "default", "default"),)),
        Joint("cmc5", (_flexion(0, 30, "default", "default"),)),
    ]
    groups = _digit_groups("fingers", FINGERS, ("mcp", "pip", "dip"))
    groups |= {f"{digit}.*": tuple(f"{digit}.{part}" for part in ("mcp", "pip", "dip")) for digit in FINGERS}
    groups["thumb.*"] = ("thumb.cmc", "thumb.mcp", "thumb.ip")
    return _build("hand", joints, groups)


def _foot() -> Anatomy:
    """Ankle, hindfoot, midfoot and toes.

    Toe abduction is away from the second toe (the second toe's own is towards the big toe). The lesser toes
    reach 40 degrees of extension alone; the 65 for toes pressed by a hand or body weight is unverified.
    """
    by_weight = Range(-65, 40, "ORTHO-EXAM-TOES, default", "unverified")
    fanned = _abduction(-10, 15, "default", "default", Range(-10, 20, "default", "default"))
    joints = [
        Joint(
            "ankle",
            (
                Axis(
                    "flexion",
                    "plantarflexion",
                    "dorsiflexion",
                    Range(-20, 50, "WJO-2017-ROM", "read"),
                    Range(-20, 70, "PODIATRY101", "read"),
                ),
            ),
        ),
        Joint("subtalar", (Axis("twist", "inversion", "eversion", Range(-15, 35, "WJO-2017-ROM", "read")),)),
        Joint("midtarsal", (_flexion(-5, 15, "default", "default"),)),
        Joint(
            "hallux.mtp",
            (
                _flexion(-65, 45, "MMT-TOES", "second-hand", Range(-70, 45, "RECALL", "unverified")),
                fanned,
            ),
        ),
        Joint("hallux.ip", (_flexion(0, 90, "ORTHO-EXAM-TOES", "second-hand"),)),
    ]
    for digit in LESSER_TOES:
        joints += [
            Joint(f"{digit}.mtp", (_flexion(-40, 40, "ORTHO-EXAM-TOES", "second-hand", by_weight), fanned)),
            Joint(f"{digit}.pip", (_flexion(0, 35, "ORTHO-EXAM-TOES", "second-hand"),)),
            Joint(f"{digit}.dip", (_flexion(-30, 60, "ORTHO-EXAM-TOES", "second-hand"),)),
        ]
    groups = _digit_groups("lesser-toes", LESSER_TOES, ("mtp", "pip", "dip"))
    groups |= {
        f"{digit}.*": tuple(f"{digit}.{part}" for part in ("mtp", "pip", "dip")) for digit in LESSER_TOES
    }
    groups["hallux.*"] = ("hallux.mtp", "hallux.ip")
    groups["toes.mtp"] = ("hallux.mtp", *groups["lesser-toes.mtp"])
    groups["toes.*"] = (*groups["hallux.*"], *groups["lesser-toes.*"])
    return _build("foot", joints, groups)


def _body() -> Anatomy:
    """The mannequin: where the pelvis stands, a spine, a neck, and two arms and legs.

    `pelvis` places the whole body (lean forward, list to the right, turn to the left) and has no anatomical
    range.
    """
    anywhere = Range(-180, 180, "default", "default")

    def recalled(low: float, high: float) -> Range:
        return Range(low, high, "RECALL", "unverified")

    joints = [
        Joint(
            "pelvis",
            (
                Axis("flexion", "lean", "recline", anywhere),
                Axis("abduction", "list", "list-left", anywhere),
                _turn(anywhere),
            ),
        ),
        Joint(
            "spine",
            (
                _flexion(-30, 90, "RECALL", "unverified"),
                _side_bend(recalled(-35, 35)),
                _turn(recalled(-45, 45)),
            ),
        ),
        Joint(
            "neck",
            (
                _flexion(-60, 50, "RECALL", "unverified"),
                _side_bend(recalled(-45, 45)),
                _turn(recalled(-80, 80)),
            ),
        ),
    ]
    ankle = Axis(
        "flexion", "plantarflexion", "dorsiflexion", Range(-20, 50, "WJO-2017-ROM", "read"), recalled(-25, 70)
    )
    toes = Axis(
        "flexion", "flexion", "extension", Range(-40, 40, "ORTHO-EXAM-TOES", "second-hand"), recalled(-65, 40)
    )
    limb: tuple[tuple[str, tuple[Axis, ...]], ...] = (
        (
            "girdle",
            (
                Axis("abduction", "elevation", "depression", recalled(-10, 40)),
                Axis("flexion", "protraction", "retraction", recalled(-25, 25)),
            ),
        ),
        (
            "shoulder",
            (
                _flexion(-60, 180, "RECALL", "unverified"),
                _abduction(-50, 180, "RECALL", "unverified"),
                Axis("twist", "medial-rotation", "lateral-rotation", recalled(-90, 90)),
            ),
        ),
        ("elbow", (_flexion(0, 150, "RECALL", "unverified"),)),
        ("forearm", (Axis("twist", "pronation", "supination", Range(-90, 90, "TM-ROM", "second-hand")),)),
        (
            "wrist",
            (
                _flexion(-70, 80, "EATON-ROM, TM-ROM", "read"),
                Axis("abduction", "radial", "ulnar", Range(-35, 20, "EATON-ROM", "read")),
            ),
        ),
        ("fingers", (_flexion(-45, 90, "EATON-ROM", "read"),)),
        (
            "hip",
            (
                _flexion(-30, 125, "RECALL", "unverified"),
                _abduction(-30, 50, "RECALL", "unverified"),
                Axis("twist", "medial-rotation", "lateral-rotation", recalled(-60, 45)),
            ),
        ),
        ("knee", (_flexion(0, 140, "RECALL", "unverified", recalled(0, 155)),)),
        ("ankle", (ankle, Axis("twist", "inversion", "eversion", Range(-15, 35, "WJO-2017-ROM", "read")))),
        ("toes", (toes,)),
    )
    joints += [Joint(f"{side}.{name}", axes) for side in SIDES for name, axes in limb]
    groups = {f"both.{name}": tuple(f"{side}.{name}" for side in SIDES) for name, _axes in limb}
    return _build("body", joints, groups)


ANATOMIES: Mapping[str, Anatomy] = MappingProxyType({"hand": _hand(), "foot": _foot(), "body": _body()})
