"""One soft sound, in a process of its own that ends with it."""

from __future__ import annotations

import threading
import time
from typing import Final

from coach import paths
from coach.desktop.sound import open_sound

OPENS_WITHIN: Final = 5.0
"""Seconds for the device to open; a sound server that is wedged keeps nobody longer."""
SOUNDS: Final = 1.5
"""Seconds that the sound lasts, with its end."""


def main() -> int:
    """Play it; returns the exit code."""
    opened = threading.Event()
    sound = open_sound(opened.set)
    is_open = opened.wait(OPENS_WITHIN) and not sound.trouble
    if is_open:
        sound.play(paths.assets() / "sounds" / "ready.wav")
        time.sleep(SOUNDS)
    sound.close()
    return 0 if is_open else 1
