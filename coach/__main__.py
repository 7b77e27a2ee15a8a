"""`coach` and `python -m coach`: without a word the window, with one the command line."""

from __future__ import annotations

import sys

from coach.errors import CoachError


def main() -> int:
    """Start Coach; returns the exit code."""
    if len(sys.argv) > 1:
        from coach.cli import main as command_line  # noqa: PLC0415 - the window needs no parser

        return command_line()
    from coach.launch import open_window  # noqa: PLC0415 - the command line needs no window

    try:
        return open_window()
    except CoachError as error:
        sys.stderr.write(f"coach: {error} {error.advice}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
