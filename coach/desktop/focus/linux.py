"""Linux: each thing is asked of whoever knows it on this desktop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.desktop.focus import Found
from coach.desktop.focus.full_screen import full_screen
from coach.desktop.focus.quiet import quiet
from coach.desktop.focus.recording import camera, microphone

if TYPE_CHECKING:
    from coach.desktop.bus import Bus
    from coach.desktop.focus.told import Told


class LinuxFocus:
    """Holds nothing between two looks."""

    def __init__(self, session_bus: Bus | None) -> None:
        self._bus = session_bus

    def look(self) -> Found:
        """As `Focus` has it."""
        do_not_disturb, presentation = quiet(self._bus)
        return found(
            {
                "do-not-disturb": do_not_disturb,
                "full-screen": full_screen(),
                "microphone": microphone(),
                "camera": camera(),
                "presentation": presentation,
            }
        )


def found(told: dict[str, Told]) -> Found:
    """The answers, sorted."""
    return Found(
        frozenset(kind for kind, answer in told.items() if answer.on),
        {kind: answer.by for kind, answer in told.items() if answer.on is None},
        {kind: answer.by for kind, answer in told.items() if answer.on is not None},
    )
