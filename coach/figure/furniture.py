"""What the mannequin stands, sits, leans and pulls on, put where its hands, feet and seat are. mm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from coach.figure.props import TOWEL, WALL, WOOD, box, palette, tube

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from coach.figure.body import Hold, Points
    from coach.figure.solids import Solid

CHAIR = palette("chair", (206, 196, 184), (110, 100, 90))
BED = palette("bed", (214, 218, 226), (120, 128, 140))
LINEN = palette("linen", (246, 246, 244), (128, 134, 146))
CUP = palette("cup", (120, 170, 210), (34, 78, 116))
PAPER = palette("paper", (250, 250, 248), (130, 136, 142))

_THIN = 26.0
_STEP = 150.0


def wall(at: Points) -> list[Solid]:
    """In front of whatever reaches furthest forward."""
    reach = (*(at.palm(side) for side in at.sides), *(at.tiptoe(side) for side in at.sides))
    y = max(float(point[1]) for point in reach) + 6.0
    return [box(np.array([0.0, y + 30.0, 900.0]), (760.0, 60.0, 1800.0), WALL)]


def chair(at: Points) -> list[Solid]:
    """Under the seat, its back behind."""
    x, y, z = at.seat
    return _chair(x, y + 150.0, z, 1.0)


def stool(at: Points) -> list[Solid]:
    """A seat without a back, where the back is to be seen."""
    x, y, z = (float(value) for value in at.seat)
    seat = box(np.array([x, y + 150.0, z - _THIN / 2]), (380.0, 380.0, _THIN), CHAIR)
    legs = [(x + sx * 165.0, y + 150.0 + sy * 165.0) for sx in (-1.0, 1.0) for sy in (-1.0, 1.0)]
    return [
        seat,
        *(box(np.array([lx, ly, z / 2 - _THIN / 2]), (32.0, 32.0, z - _THIN), CHAIR) for lx, ly in legs),
    ]


def chair_in_front(at: Points) -> list[Solid]:
    """Turned away, its back under the hands."""
    hand = max((at.palm(side) for side in at.sides), key=lambda palm: float(palm[1]))
    x = (at.palm("left")[0] + at.palm("right")[0]) / 2
    return _chair(float(x), float(hand[1]) + 230.0, 450.0, 1.0, top=float(hand[2]) - 16.0)


def _chair(x: float, y: float, z: float, facing: float, top: float = 0.0) -> list[Solid]:
    half, deep = 215.0, 420.0
    back = y - facing * deep / 2
    top = top or z + 420.0
    out = [box(np.array([x, y, z - _THIN / 2]), (2 * half, deep, _THIN), CHAIR)]
    for sx in (-1.0, 1.0):
        px = x + sx * (half - 20.0)
        out.append(
            box(
                np.array([px, y + facing * (deep / 2 - 20.0), z / 2 - _THIN / 2]),
                (32.0, 32.0, z - _THIN),
                CHAIR,
            )
        )
        out.append(box(np.array([px, back + facing * 16.0, top / 2]), (32.0, 32.0, top), CHAIR))
    out.append(box(np.array([x, back + facing * 16.0, top - 60.0]), (2 * half, 24.0, 120.0), CHAIR))
    return out


def desk(at: Points) -> list[Solid]:
    """Under the hands, with a sheet of paper."""
    y, z = at.palm("left")[1], min(float(at.palm(side)[2]) for side in at.sides) - 34.0
    top = box(np.array([0.0, y + 150.0, z - 14.0]), (1000.0, 560.0, 28.0), WOOD)
    legs = [
        box(np.array([sx * 470.0, y + 150.0 + sy * 250.0, z / 2 - 14.0]), (40.0, 40.0, z - 28.0), WOOD)
        for sx in (-1, 1)
        for sy in (-1, 1)
    ]
    return [top, *legs, box(np.array([-60.0, y + 60.0, z + 1.0]), (210.0, 297.0, 2.0), PAPER)]


def step(at: Points) -> list[Solid]:
    """Under the balls of the feet; the heels are free. It stands deeper than the lowest heel."""
    y, z = float(at.ball("left")[1]), float(at.ball("left")[2])
    return [box(np.array([0.0, y + 150.0, z - _STEP / 2]), (560.0, 380.0, _STEP), WOOD)]


def bed(at: Points) -> list[Solid]:
    """Under everything, with its edge showing; it goes on behind whoever sits in it."""
    low, high = at.extent
    low = np.minimum(low, at.seat - np.array([0.0, 260.0, 0.0]))
    middle, size = (low + high) / 2, high - low
    return [
        box(
            np.array([middle[0], middle[1], -62.0]),
            (max(size[0], 500.0) + 260.0, size[1] + 260.0, 120.0),
            BED,
        )
    ]


def pillow(at: Points) -> list[Solid]:
    """At the head of the bed, behind whoever sits in it."""
    y, z = float(at.seat[1]) - 90.0, float(at.seat[2])
    t = np.linspace(-1.0, 1.0, 13)
    path = np.stack([t * 270.0, np.full(13, y - 130.0), np.full(13, z + 66.0)], axis=1)
    plump = 150.0 * np.clip(1.0 - t**4, 0.0, 1.0) ** 0.35 + 1.0
    return [tube(path, plump, LINEN, flat=0.45, broad=np.array([0.0, 1.0, 0.35]))]


def leg_rest(at: Points) -> list[Solid]:
    """Cushions on one another that bear the calves of someone who lies on the floor, clear of the thighs."""
    calf, knee = at.calf("left"), at.on("left.shank")
    y, high = float(knee[1]) + 275.0, (float(calf[2]) - 50.0) / 3
    return [box(np.array([0.0, y, (number + 0.5) * high]), (430.0, 350.0, high), BED) for number in range(3)]


def towel(at: Points) -> list[Solid]:
    """From hand to hand, round the ball of the left foot."""
    ball = at.ball("left") + at.sole_normal("left") * 12.0
    width = np.array([38.0, 0.0, 0.0])
    left, right = at.palm("left"), at.palm("right")
    path = np.concatenate([np.linspace(left, ball + width, 12), np.linspace(ball - width, right, 12)])
    return [tube(path, 16.0, TOWEL, flat=0.4)]


def cup(at: Points) -> list[Solid]:
    """In the right hand, on the side that is seen; the nearer the mouth, the more it is tipped."""
    held, mouth = at.on("right.hand", (0.0, 62.0, -50.0)), at.on("head", (0.0, 48.0, -96.0))
    near = max(0.0, 1.0 - float(np.linalg.norm(mouth - held)) / 300.0)
    tip = np.array([0.0, -0.9 * near, 1.0])
    ends = np.linspace(-44.0, 56.0, 9)[:, None]
    return [tube(held + ends * tip / np.linalg.norm(tip), np.linspace(28.0, 40.0, 9), CUP)]


FURNITURE: Final[dict[str, Callable[[Points], list[Solid]]]] = {
    "wall": wall,
    "chair": chair,
    "stool": stool,
    "chair-in-front": chair_in_front,
    "desk": desk,
    "step": step,
    "bed": bed,
    "pillow": pillow,
    "cup": cup,
    "leg-rest": leg_rest,
    "towel": towel,
}
"""What can stand around the mannequin, by the word exercises use."""


FOLLOWS: Final = frozenset({"towel", "cup"})
"""What moves with the body; all else stays where the first key pose put it."""
_HOLDS: Final[dict[str, Hold]] = {"wall": "palms", "chair-in-front": "palms", "step": "ball"}


def hold(words: Iterable[str]) -> Hold:
    """What of the body stays in place when it uses these things."""
    return next((_HOLDS[word] for word in words if word in _HOLDS), "pelvis")


def floor(words: Iterable[str]) -> float:
    """Height of the floor: below a step the heels hang free."""
    return -_STEP + 30.0 if "step" in words else 0.0


def around(word: str, at: Points) -> list[Solid]:
    """The solids of one word; none for what the mannequin cannot use."""
    make = FURNITURE.get(word)
    return make(at) if make else []
