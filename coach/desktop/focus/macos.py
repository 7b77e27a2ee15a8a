"""macOS: `pmset -g assertions` lists what keeps the screen on and who records sound.

The rest macOS tells only to programs with a special permission. https://ss64.com/mac/pmset.html
"""

from __future__ import annotations

import re
import subprocess
from typing import Final

from coach.desktop.focus import Found

PATIENCE: Final = 0.5
PROGRAM: Final = "pmset"
UNKNOWN: Final = (
    "macOS tells this only to programs that you give a special permission, which Coach does not ask for."
)


class MacFocus:
    """Holds nothing between two looks."""

    def look(self) -> Found:
        """As `Focus` has it."""
        unknown = dict.fromkeys(("do-not-disturb", "full-screen", "camera"), UNKNOWN)
        try:
            done = subprocess.run(  # noqa: S603 - the system's own program
                [PROGRAM, "-g", "assertions"], capture_output=True, text=True, check=True, timeout=PATIENCE
            )
        except (OSError, subprocess.SubprocessError):
            why = f"The program {PROGRAM} did not answer."
            return Found(unknown={**unknown, "microphone": why, "presentation": why})
        on = set()
        if re.search(r"^\s*PreventUserIdleDisplaySleep\s+1", done.stdout, flags=re.MULTILINE):
            on.add("presentation")
        if re.search(r"^\s*Resources:.*audio-in", done.stdout, flags=re.MULTILINE):
            on.add("microphone")
        return Found(frozenset(on), unknown, dict.fromkeys(("presentation", "microphone"), PROGRAM))
