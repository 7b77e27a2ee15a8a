"""What the commands about the history share: the moment, the store, days on the command line.

Imports are late on purpose, as in `coach.cli`.
"""

from __future__ import annotations

import sys
from argparse import ArgumentTypeError
from datetime import date, datetime
from typing import TYPE_CHECKING

from coach import paths
from coach.clock import SystemClock

if TYPE_CHECKING:
    import argparse

    from coach.history.store import Store


def add_span(parser: argparse.ArgumentParser) -> None:
    """Let the person choose days, both included."""
    parser.add_argument("--from", dest="first", type=day, metavar="DAY", help="from this day on: 2026-11-23")
    parser.add_argument("--to", dest="last", type=day, metavar="DAY", help="up to this day, included")


def day(text: str) -> date:
    """A day as it is typed: 2026-11-23.

    Raises:
        ArgumentTypeError: It is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"`{text}` is no day. Write it as 2026-11-23.") from None


def now() -> datetime:
    """This moment, with its zone."""
    return SystemClock().wall()


def opened(moment: datetime) -> Store:
    """The person's history; what opening it had to mend is told on the error stream."""
    from coach.history.store import Store  # noqa: PLC0415 - late on purpose

    store = Store.open(paths.database(), moment)
    if store.notice:
        print(f"coach: {store.notice}", file=sys.stderr)
    return store
