"""Props by name for a posed hand or foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.figure import foot_things, hand_things

if TYPE_CHECKING:
    from coach.figure.setting import Setting
    from coach.figure.solids import Solid

BENEATH = frozenset({"table", "table-edge", "step", "wall", "towel", "paper"})
"""Props that lie behind the limb in every useful view; drawn first, so that a fading limb shows them."""
_MAKERS = {"hand": hand_things.MAKERS, "foot": foot_things.MAKERS}


def furnish(name: str, setting: Setting) -> tuple[Solid, ...]:
    """The solids of a prop for this limb, or nothing for an unknown one."""
    make = _MAKERS[setting.skeleton.kind].get(name)
    return () if make is None else make(setting)


def known(figure: str) -> tuple[str, ...]:
    """Props that can be drawn with a figure."""
    return tuple(_MAKERS.get(figure, {}))
