"""`coach doctor`: what Coach found on this system, and what each missing part means."""

from __future__ import annotations

import os
import platform
import sys
import textwrap
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from coach import __version__, paths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.desktop.checkup import Finding

WIDTH: Final = 100
NAME_WIDTH: Final = 16
SCREEN: Final = "screen"


def add(commands: Any) -> None:  # noqa: ANN401 - argparse does not name its class
    """Describe the command to the parser."""
    commands.add_parser("doctor", help="what Coach found on this computer, and what is missing")


def run() -> int:
    """Look and tell; 1 where no window can be opened, otherwise 0: without the rest Coach works."""
    from coach.desktop.checkup import checkup  # noqa: PLC0415 - late on purpose

    print(_about())
    return report(chain(checkup(), [_backup()]))


def _backup() -> Finding:
    """How the back-up of every day stands."""
    from coach import settings  # noqa: PLC0415 - late on purpose
    from coach.clock import SystemClock  # noqa: PLC0415 - the same
    from coach.desktop.checkup import Finding  # noqa: PLC0415 - the same
    from coach.history import daily_backup  # noqa: PLC0415 - the same

    chosen, last = settings.load(paths.settings_file())[0].backup, daily_backup.load(paths.backup_file())
    told = daily_backup.told(chosen, last, SystemClock().wall())
    if not chosen.daily:
        return Finding("back-up", True, "none is made by itself, as chosen")
    if not last.trouble:
        return Finding("back-up", True, told)
    means = "Until one works, what is new since the last one is on this computer only."
    return Finding("back-up", False, told, means, "The window can choose another folder: History, Back-up.")


def report(findings: Iterable[Finding]) -> int:
    """Print the findings as they come; returns the exit code."""
    missing, code = 0, 0
    for finding in findings:
        print(_lines(finding), flush=True)
        missing += not finding.works
        if finding.part == SCREEN and not finding.works:
            code = 1
    print()
    if missing:
        count = "1 part is" if missing == 1 else f"{missing} parts are"
        print(f"{count} missing (–). Coach works without, as said there.")
    else:
        print("Nothing is missing.")
    return code


def _about() -> str:
    desktop = (
        os.environ.get("XDG_CURRENT_DESKTOP") or os.environ.get("XDG_SESSION_DESKTOP") or "unknown desktop"
    )
    window_system = (
        "Wayland" if os.environ.get("WAYLAND_DISPLAY") else "X11" if os.environ.get("DISPLAY") else ""
    )
    where = (
        [platform.platform(), desktop, window_system]
        if sys.platform.startswith("linux")
        else [platform.platform()]
    )
    lines = [
        f"Coach {__version__}, Python {platform.python_version()}, {', '.join(filter(None, where))}",
        f"Settings: {paths.settings_file()}",
        f"History:  {paths.database()}",
        f"Routines: {paths.own_routines()}",
        "",
    ]
    return "\n".join(lines)


def _lines(finding: Finding) -> str:
    """A finding as people read it: what was found; below, what it means and how to get it."""
    sign = "✓" if finding.works else "–"
    first = f" {sign} {finding.part:{NAME_WIDTH}} {finding.found}"
    rest = filter(None, (finding.means, finding.get))
    margin = " " * (NAME_WIDTH + 4)
    return "\n".join(
        textwrap.fill(text, WIDTH, subsequent_indent=margin, break_on_hyphens=False, break_long_words=False)
        for text in (first, *(margin + one for one in rest))
    )
