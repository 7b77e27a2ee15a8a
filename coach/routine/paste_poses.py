"""Poses of the hand by the names therapists have for them: `straight - hook - full fist - tabletop`.

A line of such names is a movement from one to the next: each is a step, and a frame of the moving figure.
"""

from __future__ import annotations

import re
from typing import Final

POSES: Final = {
    **dict.fromkeys(("straight", "straight hand", "flat hand", "open hand", "fingers straight"), "straight"),
    **dict.fromkeys(("hook", "hook fist", "claw"), "hook-fist"),
    **dict.fromkeys(("full fist", "fist", "composite fist", "closed fist"), "full-fist"),
    **dict.fromkeys(
        ("tabletop", "table top", "table", "intrinsic plus", "lumbrical", "duck bill"), "tabletop"
    ),
    **dict.fromkeys(("straight fist", "flat fist", "sublimis fist", "long fist"), "straight-fist"),
    **dict.fromkeys(("soft fist", "loose fist"), "soft-fist"),
    **dict.fromkeys(("spread", "fingers spread"), "spread"),
    **dict.fromkeys(("fan", "open fan"), "fan"),
    **dict.fromkeys(("relax", "relaxed", "rest"), "relaxed"),
    **dict.fromkeys(("prayer", "palms together"), "prayer"),
    **dict.fromkeys(("reverse prayer",), "reverse-prayer"),
    **dict.fromkeys(("key pinch", "lateral pinch"), "key-pinch"),
    **dict.fromkeys(("three point pinch", "three-point pinch", "tripod pinch"), "three-point-pinch"),
    **dict.fromkeys(("o sign", "ok sign"), "ok-sign"),
}
"""Names of a pose, and its id in Coach."""
_PARTS: Final = re.compile(r"\s*(?:->|-+>|=>|[→⇒>,/–—]|\s-\s|\band then\b|\bthen\b)\s*")
_FEWEST: Final = 2


def poses(sentence: str) -> list[tuple[str, str]]:
    """The names in a sentence and the ids of their poses, if it has nothing but names; else none."""
    names = [each.strip(" .:-") for each in _PARTS.split(sentence) if each.strip(" .:-")]
    known = [(name, POSES.get(name.lower(), "")) for name in names]
    return known if len(known) >= _FEWEST and all(pose for _, pose in known) else []
