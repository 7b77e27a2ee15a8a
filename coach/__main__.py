"""`coach` and `python -m coach`: without a word the window, with one the command line."""

from __future__ import annotations

import sys
from typing import Final

from coach.errors import CoachError

PLACES: Final = ("hand", "thumb", "arch", "toes", "calf", "breathing")
"""Where a cramp can be, for `coach rescue PLACE`."""


def main() -> int:
    """Start Coach; returns the exit code."""
    rescue: str | None = None
    pause: str | None = None
    diary: str | None = None
    match sys.argv[1:]:
        case []:
            pass
        case ["rescue"]:
            rescue = ""
        case ["rescue", place] if place in PLACES:  # neither the window nor a cramp needs a parser
            rescue = place
        case ["break", rule]:
            pause = rule
        case ["diary", "now" | "write" as page]:  # the time of a cramp runs already
            diary = page
        case ["_paint", path]:  # started by the window: see coach/ui/painter.py
            from coach.ui.painter_process import main as paint  # noqa: PLC0415 - not for anyone else

            return paint(path)
        case ["resident" | "_backup" | "_books" | "_chime" as part]:
            from coach.launch import keep_reminders  # noqa: PLC0415 - neither the window nor a parser

            return keep_reminders(part)
        case _:
            from coach.cli.main import main as command_line  # noqa: PLC0415 - late on purpose

            return command_line()
    from coach.launch import open_window  # noqa: PLC0415 - the command line needs no window

    try:
        return open_window(rescue=rescue, pause=pause, diary=diary)
    except CoachError as error:
        sys.stderr.write(f"coach: {error} {error.advice}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
