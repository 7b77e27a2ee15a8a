"""Where other programs that remind people to pause keep their settings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE: Final = 5.0
"""Seconds to wait for the program that reads GNOME's settings."""


@dataclass(frozen=True, slots=True)
class Found:
    """The settings of a program.

    `program` is a name in `coach.reminders.peers.PROGRAMS`; `where` is told to the person.
    """

    program: str
    where: str
    text: str


def found() -> tuple[Found, ...]:
    """All that there are. Files are small; for Workrave a program may be asked, which takes a moment."""
    return tuple(_found())


def _found() -> Iterator[Found]:
    for program, paths in _places().items():
        for path in paths:
            try:
                yield Found(program, str(path), path.read_text("utf-8", "replace"))
            except OSError:
                continue
            break
        else:
            if program == "workrave" and (text := _of_gnome("/org/workrave/")):
                yield Found(program, "GNOME's settings", text)


def _places() -> dict[str, tuple[Path, ...]]:
    home = Path.home()
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    if sys.platform == "win32":
        config = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        config = home / "Library" / "Application Support"
    flatpaks = home / ".var" / "app"
    return {
        "workrave": (home / ".workrave" / "workrave.ini", config / "Workrave" / "workrave.ini"),
        "safeeyes": (
            config / "safeeyes" / "safeeyes.json",
            flatpaks / "io.github.slgobinath.SafeEyes" / "config" / "safeeyes" / "safeeyes.json",
        ),
        "stretchly": (
            config / "Stretchly" / "config.json",
            flatpaks / "net.hovancik.Stretchly" / "config" / "Stretchly" / "config.json",
        ),
    }


def _of_gnome(path: str) -> str:
    """What stands in GNOME's settings under a path; empty where there is nothing or nobody to ask."""
    program = shutil.which("dconf")
    if program is None:
        return ""
    try:
        run = subprocess.run(  # noqa: S603  # found on the person's own PATH, with words of ours
            [program, "dump", path], capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return run.stdout
