"""A posed limb that things are fitted to, and what is known about the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from coach.figure.skeleton import Skeleton
    from coach.figure.solids import Solid

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Setting:
    """A posed limb that props are fitted to."""

    skeleton: Skeleton
    bones: Array
    solid: Solid
    travel: float
    """0 to 1 along a stroke."""
    palm_up: bool = False
    """Whether the hand lies on its back."""
    things: frozenset[str] = frozenset()
    """All props of the frame: a ball on a table lifts the hand off it."""
    said: Mapping[str, object] = field(default_factory=dict)
    """What the author says about this prop: `{kind: ball, size: 60}`."""
    ink: Array | None = None
    """The line on the paper so far (n, 3), about the pen's middle place."""
    carried: Array | None = None
    """4 x 4: how the whole hand is away from its middle place."""

    def saying(self, words: object) -> Setting:
        """The setting with an author's words for one prop."""
        return replace(self, said=words if isinstance(words, Mapping) else {})

    @property
    def size(self) -> float | None:
        """Millimetres across, when the author says so."""
        size = self.said.get("size")
        return float(str(size)) if size else None

    @property
    def on(self) -> tuple[str, ...]:
        """The digits the prop is on, when the author says so."""
        # YAML 1.1 readers turn the key `on` into true.
        on = self.said.get("on", self.said.get(True, ()))  # type: ignore[call-overload]
        digits = on if isinstance(on, Sequence) and not isinstance(on, str) else (on,)
        return tuple(str(digit) for digit in digits if f"{digit}-distal" in self.skeleton.index)

    def number(self, key: str) -> float:
        """One more number of the author's; 0 when there is none."""
        return float(str(self.said.get(key, 0)))

    def word(self, key: str) -> str:
        """One more word of the author's; empty when there is none."""
        return str(self.said.get(key, ""))

    def at(self, bone: str, x: float, y: float, z: float) -> Array:
        """A point given in a bone's own axes."""
        p: Array = (self.bones[self.skeleton.index[bone]] @ (x, y, z, 1))[:3]
        return p

    def axis(self, bone: str, k: int) -> Array:
        """One of a bone's axes."""
        a: Array = self.bones[self.skeleton.index[bone]][:3, k]
        return a

    def pads(self, *digits: str) -> Array:
        """Middle of the pads of some digits."""
        middle: Array = np.mean(
            [self.at(f"{d}-distal", 0, 13 if d != "thumb" else 16, -8) for d in digits], axis=0
        )
        return middle
