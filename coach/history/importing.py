"""Whatever file of a history it is, read in: told from its beginning, and what came of it in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from coach.history import exchange
from coach.history.csv_import import columns, read_diary
from coach.history.csv_import_sessions import WRITTEN, tick, tick_grid, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime, tzinfo

    from coach.history.csv_import_sessions import Came
    from coach.history.store import Store
    from coach.routine.plan import Timeline


def read_in(
    store: Store, text: str, plan: Callable[[str], Timeline], now: datetime, zone: tzinfo, version: str
) -> str:
    """Add what a JSON or CSV text holds and the history does not; returns the sentence that says so.

    `plan` gives a routine's compiled plan, or raises `KeyError`. `zone` is the person's own, with
    its rules of summer time, for times without an offset. `version` is Coach's.

    Raises:
        CoachError: Something in it cannot be read, and nothing came in; or the history cannot be written.
    """
    if text.removeprefix("\ufeff").lstrip().startswith("{"):
        return _whole(exchange.imported(store, text))
    names = columns(text)
    if "place" in names:
        return _diary(store, text, zone)
    plan = cache(plan)
    if set(WRITTEN) <= set(names):
        return _told(written(store, text, plan, zone), "")
    if "date" in names:
        return _told(tick_grid(store, text, plan, now, zone, version), " from paper")
    return _told(tick(store, text, plan, zone, version), " from paper")


def _whole(came: exchange.Imported) -> str:
    known = f"; {came.known} were here already" if came.known else ""
    return (
        f"Imported {came.sessions} sessions, {came.cramps} cramps, {came.decisions} decisions and "
        f"{came.offers} reminders{known}."
    )


def _diary(store: Store, text: str, zone: tzinfo) -> str:
    cramps = read_diary(text, zone)
    known = {replace(each, id=0, session=None) for each in store.cramps_between(date.min, date.max)}
    new = list(dict.fromkeys(each for each in cramps if each not in known))
    with store.durably():
        for each in new:
            store.note_cramp(each)
    return f"Imported {len(new)} cramps; {len(cramps) - len(new)} were here already."


def _told(came: Came, source: str) -> str:
    left = f" {came.open} left out, because they were not over." if came.open else ""
    return f"Imported {came.new} sessions{source}; {came.known} were here already.{left}"
