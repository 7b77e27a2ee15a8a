"""A programme as a plan over days: what is to be done how often, and when it goes on to the next thing.

Values only, of the standard library, so that the first screen can ask what is due before YAML or pydantic are
loaded. They are made from files by `coach.routine.programme_compile`. Times are local; lengths are seconds.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, Final

from coach.routine.comparison import Comparison

WEEK: Final = 7


class Rhythm(StrEnum):
    """Which days an item belongs to."""

    WEEKDAYS = "weekdays"
    """The days named in `days`."""
    PER_WEEK = "per-week"
    """So many days a week, chosen by the person from `days`."""
    EVERY_OTHER_DAY = "every-other-day"
    AS_NEEDED = "as-needed"
    """Never due: offered, and counted as a pleasure rather than a duty."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The author's rule for going on to `then`.

    Every bound must hold in every session looked at: the last `sessions`, or those of the last `days`; where
    both are given, both must be fulfilled. 0 is "not asked for".
    """

    then: str
    bounds: tuple[tuple[str, Comparison], ...]
    sessions: int = 0
    days: int = 0
    needs_approval: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be done again and again. `id` is what is played: a routine or an exercise.

    `per_day` and `per_week` run from what is asked for to the most; `per_week` counts days. `start` and `end`
    are the window of the day, `at` the times of day where the author names them, `apart` the least seconds
    from the end of one to the beginning of the next. `days` are weekdays, Monday 0. `seconds` is how long one
    takes, an estimate if `about`; `sides` are the sides it works on. `follows` is the item that must have
    been moved on from first. `barred` says why it is not for this person, if it is not.
    """

    id: str
    title: str
    seconds: float
    rhythm: Rhythm = Rhythm.WEEKDAYS
    per_day: tuple[int, int] = (1, 1)
    per_week: tuple[int, int] = (7, 7)
    days: tuple[int, ...] = tuple(range(WEEK))
    apart: float = 0.0
    start: time = time(0)
    end: time = time(23, 59)
    at: tuple[time, ...] = ()
    about: bool = False
    sides: tuple[str, ...] = ()
    note: str = ""
    progress: Progress | None = None
    follows: str = ""
    barred: str = ""


@dataclass(frozen=True, slots=True)
class Regimen:
    """A programme, compiled. `starts` is the author's date, if there is one; `length` is days, 0: no end.

    `barred` says why the whole is not for this person, if it is not.
    """

    id: str
    title: str
    revision: int
    items: tuple[Item, ...]
    starts: date | None = None
    length: int = 0
    use_when: str = ""
    not_when: str = ""
    barred: str = ""

    def item(self, identity: str) -> Item | None:
        """The item that is played under this id; None if there is none."""
        return next((item for item in self.items if item.id == identity), None)


def freeze(regimen: Regimen) -> dict[str, Any]:
    """A programme as JSON can hold it."""
    return {
        **asdict(regimen),
        "starts": regimen.starts and regimen.starts.isoformat(),
        "items": [_item_to(item) for item in regimen.items],
    }


def thaw(kept: dict[str, Any]) -> Regimen:
    """A programme from what `freeze` gave; `KeyError`, `TypeError` or `ValueError` for anything else."""
    return Regimen(
        **{
            **kept,
            "starts": date.fromisoformat(kept["starts"]) if kept["starts"] else None,
            "items": tuple(map(_item_from, kept["items"])),
        }
    )


def _item_to(item: Item) -> dict[str, Any]:
    times = {"start": item.start.isoformat(), "end": item.end.isoformat()}
    return {**asdict(item), **times, "at": [at.isoformat() for at in item.at]}


def _item_from(kept: dict[str, Any]) -> Item:
    progress = kept["progress"]
    if progress:
        bounds = tuple((name, Comparison(**bound)) for name, bound in progress["bounds"])
        progress = Progress(**{**progress, "bounds": bounds})
    lists = {name: tuple(kept[name]) for name in ("per_day", "per_week", "days", "sides")}
    times = {name: time.fromisoformat(kept[name]) for name in ("start", "end")}
    at = tuple(map(time.fromisoformat, kept["at"]))
    return Item(
        **{**kept, **lists, **times, "at": at, "rhythm": Rhythm(kept["rhythm"]), "progress": progress}
    )
