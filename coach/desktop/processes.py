"""Other processes of this computer."""

from __future__ import annotations

import os
import sys

from coach.desktop.single_instance import RESIDENT, ask_running


def start_resident() -> None:
    """Have the process run that plans reminders; returns at once, long before it does.

    Of two that start, one ends by itself.
    """
    import subprocess  # noqa: PLC0415  # the resident itself does without

    if ask_running("here", who=RESIDENT):  # heard, and nothing else: it means nothing
        return
    command = [sys.executable, "-m", "coach", "resident"]
    nowhere = subprocess.DEVNULL
    subprocess.Popen(command, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)  # noqa: S603


def runs(pid: int) -> bool:
    """Whether a process runs; also one of somebody else."""
    if sys.platform == "win32":
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # it runs, and is somebody else's
        return True
    return True


def _runs_on_windows(pid: int) -> bool:
    """There, `os.kill` would end it."""
    import ctypes  # noqa: PLC0415  # the same

    synchronize, timeout = 0x00100000, 0x102
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]  # only there
    handle = kernel.OpenProcess(synchronize, False, pid)
    if not handle:
        return False
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) == timeout)
    finally:
        kernel.CloseHandle(handle)
