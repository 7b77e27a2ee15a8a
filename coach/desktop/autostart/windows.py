"""Windows: a value of the registry's Run key. What the Task Manager has switched off stays off.

https://learn.microsoft.com/windows/win32/setupapi/run-and-runonce-registry-keys
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any, Final

from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Sequence

RUN: Final = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED: Final = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
"""Where the Task Manager notes what it has switched off: an odd first byte."""
NAME: Final = "Coach reminders"


class WindowsAutostart:
    """One value below HKEY_CURRENT_USER."""

    where = rf"HKEY_CURRENT_USER\{RUN}"

    def __init__(self, command: Sequence[str], registry: Any = None) -> None:  # noqa: ANN401 - winreg
        # pythonw, which stands beside python, opens no black window.
        program = command[0].replace("python.exe", "pythonw.exe")
        self._command = subprocess.list2cmdline([program, *command[1:]])
        if registry is None and sys.platform == "win32":
            import winreg as registry  # noqa: PLC0415 - only where it exists
        self._registry = registry

    def is_on(self) -> bool:
        """As `Autostart` has it."""
        if self._value(RUN) is None:
            return False
        approved = self._value(APPROVED)
        return not (isinstance(approved, bytes) and approved and approved[0] % 2)

    def turn_on(self) -> None:
        """As `Autostart` has it."""
        registry = self._registry
        try:
            with registry.CreateKey(registry.HKEY_CURRENT_USER, RUN) as key:
                registry.SetValueEx(key, NAME, 0, registry.REG_SZ, self._command)
            self._remove(APPROVED)
        except OSError as error:
            raise CoachError(f"{self.where} cannot be written: {error.strerror}.") from error

    def turn_off(self) -> None:
        """As `Autostart` has it."""
        try:
            self._remove(RUN)
        except OSError as error:
            raise CoachError(f"{self.where} cannot be written: {error.strerror}.") from error

    def _value(self, path: str) -> object:
        registry = self._registry
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, path) as key:
                value: object = registry.QueryValueEx(key, NAME)[0]
        except OSError:
            return None
        return value

    def _remove(self, path: str) -> None:
        registry = self._registry
        try:
            with registry.OpenKey(registry.HKEY_CURRENT_USER, path, 0, registry.KEY_SET_VALUE) as key:
                registry.DeleteValue(key, NAME)
        except FileNotFoundError:
            return
