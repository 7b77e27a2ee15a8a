"""What speaks against being disturbed just now, from do-not-disturb to a camera in use.

Nothing here decides: it only tells what the system says.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.desktop.bus import Bus

__all__ = ["KINDS", "Focus", "Found", "NullFocus", "pick"]

KINDS: Final = ("do-not-disturb", "full-screen", "microphone", "camera", "presentation")
"""What can be found. `presentation`: a program keeps the screen on, or a presentation mode is on."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one look has shown. What stands in neither is off."""

    on: frozenset[str] = frozenset()
    """Those of `KINDS` that are on."""
    unknown: Mapping[str, str] = field(default_factory=dict)
    """Those of `KINDS` about which nothing is known, each with the reason, a sentence."""
    told_by: Mapping[str, str] = field(default_factory=dict)
    """Those that are known, each with what told it, such as `dunst` or `PulseAudio`."""


class Focus(Protocol):
    """Looks when asked, and never by itself: that costs nothing while nothing is due."""

    def look(self) -> Found:
        """Look now. Blocks for some 30 ms, and for half a second where the system does not answer.

        May be called from any thread but the bus's own; nothing is raised.
        """


@dataclass(frozen=True, slots=True)
class NullFocus:
    """No way to tell."""

    why: str = "On this system Coach cannot tell."

    def look(self) -> Found:
        """Nothing is known."""
        return Found(unknown=dict.fromkeys(KINDS, self.why))


def pick(session_bus: Bus | None) -> Focus:
    """The way of this system."""
    if sys.platform == "win32":
        from coach.desktop.focus.windows import WindowsFocus  # noqa: PLC0415 - only where it exists

        return WindowsFocus()
    if sys.platform == "darwin":
        from coach.desktop.focus.macos import MacFocus  # noqa: PLC0415 - only where it exists

        return MacFocus()
    from coach.desktop.focus.linux import LinuxFocus  # noqa: PLC0415 - only where it exists

    return LinuxFocus(session_bus)
