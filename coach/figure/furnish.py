"""Props by name for a posed hand or foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.figure import foot_things, hand_things

if TYPE_CHECKING:
    from coach.figure.setting import Setting
    from coach.figure.solids import Solid

BENEATH = frozenset({"table", "table-edge", "step", "wall", "towel", "paper"})
"""Props that lie behind the limb in every useful view; drawn first, so that a fading limb shows them."""
_ROUND = frozenset({"wrap", "roll"})
"""Shapes of a towel that are not behind but round or under it."""
_MAKERS = {"hand": hand_things.MAKERS, "foot": foot_things.MAKERS}


def furnish(name: str, setting: Setting) -> tuple[Solid, ...]:
    """The solids of a prop for this limb, or nothing for an unknown one."""
    make = _MAKERS[setting.skeleton.kind].get(name)
    return () if make is None else make(setting)


def lies_beneath(name: str, setting: Setting) -> bool:
    """Whether a prop is drawn before the limb, with no test of which is nearer."""
    return name in BENEATH and setting.word("shape") not in _ROUND


def known(figure: str) -> tuple[str, ...]:
    """Props that can be drawn with a figure."""
    return tuple(_MAKERS.get(figure, {}))
