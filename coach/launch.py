"""The way to the window: a Coach that already runs is asked first, before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def open_window(
    play: str | None = None,
    speed: float = 1.0,
    folders: Sequence[Path] = (),
    rescue: str | None = None,
    pause: str | None = None,
    diary: str | None = None,
) -> int:
    """Open the window, or bring the running one forward; returns the exit code.

    `play` is the id of a routine or exercise to begin with, `rescue` the place of a cramp to help with, or
    empty if that is to be asked, `pause` the rule of a reminder whose pause is to be offered, `diary` what of
    the cramp diary is to be opened (`now`: the timer, `write`: an empty form). With another `speed`, or with
    `folders` of one's own, a window of its own is opened.

    Raises:
        CoachError: There is no screen to open a window on.
    """
    if speed == 1.0 and not folders:
        from coach.desktop.single_instance import ask_running, wish  # noqa: PLC0415 - late on purpose

        if ask_running(wish(play, rescue, pause, diary)):
            return 0
    if sys.platform.startswith("linux") and not any(map(os.environ.get, _SCREENS)):
        raise CoachError(
            "There is no screen here to open a window on.",
            "Start Coach on your desktop. `coach list` and `coach check` work without a screen.",
        )
    # Starting makes many objects and drops few: looking for garbage meanwhile costs a tenth of the time.
    gc.disable()
    _spare_the_sources()
    from coach import app  # noqa: PLC0415 - Qt loads only for the window

    return app.main(play, speed, folders, rescue, pause, diary)


def keep_reminders(part: str) -> int:
    """Be the process that plans reminders, or one of the short ones that it starts; returns the exit code."""
    if part == "_books":
        from coach import books  # noqa: PLC0415 - late on purpose

        return books.main()
    if part == "_backup":
        from coach.history import daily_backup  # noqa: PLC0415 - late on purpose

        return daily_backup.main()
    if part == "_chime":
        from coach.desktop.sound import chime  # noqa: PLC0415 - late on purpose

        return chime.main()
    _spare_the_sources()
    from coach import resident  # noqa: PLC0415 - Qt loads only here

    return resident.main()


def _spare_the_sources() -> None:
    """Have PySide not read the source of every module that is loaded after it.

    It looks there for a wish for "features" such as snake_case names, which Coach has nowhere. That takes
    time at each start, and the lines it has read stay in memory: 3 MB in the process that plans reminders.
    """
    import PySide6.QtCore  # noqa: F401, PLC0415 - which brings the module below

    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda _: True  # type: ignore[union-attr]  # noqa: SLF001  # with none


_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
