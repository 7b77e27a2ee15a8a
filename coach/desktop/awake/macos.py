"""macOS: the system's own program `caffeinate`, told to end with Coach."""

from __future__ import annotations

import os
import subprocess


class MacAwake:
    """One `caffeinate` while the screen is held on."""

    def __init__(self) -> None:
        self.trouble = ""
        self._program: subprocess.Popen[bytes] | None = None

    def hold(self) -> None:
        """Keep the screen on."""
        if self._program is None:
            try:
                self._program = subprocess.Popen(  # noqa: S603 - the system's own program
                    ["caffeinate", "-d", "-w", str(os.getpid())]  # noqa: S607
                )
            except OSError as error:
                self.trouble = f"The screen may go dark meanwhile ({error.strerror})."

    def release(self) -> None:
        """Let it go dark again."""
        if self._program is not None:
            self._program.terminate()
            self._program.wait(2)
            self._program = None
