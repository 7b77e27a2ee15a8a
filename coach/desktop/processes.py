"""Other processes of this computer."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from coach.desktop.single_instance import RESIDENT, InstanceServer, ask_running
from coach.errors import CoachError
from coach.reminders.asked import QUIT

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE: Final = 10.0
"""Seconds within which the process that plans should have ended."""
RETRY: Final = 0.05
"""Seconds between two looks whether it has."""


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


@contextmanager
def without_resident() -> Iterator[None]:
    """No process plans reminders meanwhile, so its files can be replaced; one that did is started again.

    Whoever starts one meanwhile finds the place taken. Blocks for as long as one needs to end.

    Raises:
        CoachError: It does not end; nothing has been done.
    """
    place, has_run = None, False
    deadline = time.monotonic() + PATIENCE
    with suppress(CoachError):  # where there is no place for one, there is none
        while (place := InstanceServer.claim(RESIDENT)) is None and time.monotonic() < deadline:
            has_run = True
            ask_running(QUIT, who=RESIDENT)
            time.sleep(RETRY)
        if place is None:
            deadline = 0.0
    if not deadline:
        raise CoachError("The part of Coach that keeps the reminders is busy.", "Try again in a moment.")
    try:
        yield
    finally:
        if place is not None:
            place.close()
        if has_run:
            start_resident()


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
