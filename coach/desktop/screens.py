"""What Qt finds of this desktop's screens and tray, as JSON: `python -m coach.desktop.screens`.

A process of its own: where a library is missing, Qt ends the process that asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Final

PATIENCE: Final = 15.0


@dataclass(frozen=True, slots=True)
class Screens:
    """What there is."""

    platform: str
    """Qt's name of the window system."""
    sizes: tuple[str, ...]
    """Of each screen, such as `1920 × 1080 at 100 %`."""
    tray: bool


def find() -> Screens:
    """Look. Blocks for half a second or so; raises `OSError` with Qt's own words where it opens no window."""
    command = [sys.executable, "-m", "coach.desktop.screens"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, capture_output=True, text=True, timeout=PATIENCE, check=True
        )
        told = json.loads(done.stdout)
    except subprocess.CalledProcessError as error:
        lines = str(error.stderr).strip().splitlines()
        raise OSError(lines[0] if lines else f"it ended with {error.returncode}") from error
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise OSError("it does not answer") from error
    return Screens(told["platform"], tuple(told["sizes"]), told["tray"])


def main() -> int:
    """Print it."""
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - only in a process of its own
    from PySide6.QtWidgets import QApplication, QSystemTrayIcon  # noqa: PLC0415 - the same

    app = QApplication(sys.argv[:1])
    sizes = [
        f"{screen.size().width()} × {screen.size().height()} at {screen.devicePixelRatio():.0%}".replace(
            "%", " %"
        )
        for screen in QGuiApplication.screens()
    ]
    tray = QSystemTrayIcon.isSystemTrayAvailable()
    sys.stdout.write(json.dumps({"platform": app.platformName(), "sizes": sizes, "tray": tray}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
