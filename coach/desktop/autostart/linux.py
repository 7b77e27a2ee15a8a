"""Linux: a file in the folder that every desktop reads at login.

https://specifications.freedesktop.org/autostart-spec/latest/
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Sequence

NAME: Final = "coach-reminders.desktop"
_SPECIAL: Final = re.compile(r'(["`$\\])')
ENTRY: Final = """\
[Desktop Entry]
Type=Application
Version=1.1
Name=Coach reminders
Comment=Reminds you of pauses for your hands and feet
Exec={command}
Icon=coach
Terminal=false
NoDisplay=true
StartupNotify=false
X-GNOME-Autostart-enabled=true
"""


class XdgAutostart:
    """One desktop entry."""

    def __init__(self, command: Sequence[str]) -> None:
        self._text = ENTRY.format(command=" ".join(quoted(word) for word in command))

    @property
    def where(self) -> str:
        """As `Autostart` has it."""
        return str(_folder() / NAME)

    def is_on(self) -> bool:
        """As `Autostart` has it; desktops write into the file when it is switched off in their settings."""
        try:
            text = (_folder() / NAME).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
        off = re.search(
            r"^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)", text, flags=re.MULTILINE
        )
        return off is None

    def turn_on(self) -> None:
        """As `Autostart` has it."""
        try:
            _folder().mkdir(parents=True, exist_ok=True)
            (_folder() / NAME).write_text(self._text, encoding="utf-8")
        except OSError as error:
            raise CoachError(f"{self.where} cannot be written: {error.strerror}.") from error

    def turn_off(self) -> None:
        """As `Autostart` has it."""
        try:
            (_folder() / NAME).unlink(missing_ok=True)
        except OSError as error:
            raise CoachError(f"{self.where} cannot be removed: {error.strerror}.") from error


def _folder() -> Path:
    given = os.environ.get("XDG_CONFIG_HOME", "")
    base = Path(given) if given.startswith("/") else Path.home() / ".config"
    return base / "autostart"


def quoted(word: str) -> str:
    """A word of `Exec`, by the rules of the desktop entry specification: of commands, then of texts."""
    inner = _SPECIAL.sub(r"\\\1", word.replace("%", "%%"))
    return f'"{inner}"'.replace("\\", "\\\\")
