"""What charts and summaries are made of: values that the history gives, and sums over them.

Days are the person's own: the date on the clock where the session began.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from coach.history.cramp import Cramp

OTHER: Final = "other"
"""The body part of an exercise that the library does not know any more."""
UNKNOWN: Final = ""
"""What was not told."""


class Day(NamedTuple):
    """A day with something in it: seconds of work, and how many sessions."""

    day: date
    seconds: float
    sessions: int


class Work(NamedTuple):
    """Seconds of work on one exercise and one side in a span of days. `side` is empty where there is none."""

    exercise: str
    side: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Felt:
    """What was told before and after one session, 0 to 10; None where it was not."""

    began: datetime
    routine: str
    title: str
    before: int | None
    after: int | None


class Counts(NamedTuple):
    """How much a history holds. `cramps` counts entries, whatever their versions."""

    sessions: int
    phases: int
    cramps: int
    decisions: int
    offers: int


def by_side(work: Iterable[Work]) -> dict[str, float]:
    """Seconds of work by side."""
    found: Counter[str] = Counter()
    for each in work:
        found[each.side] += each.seconds  # type: ignore[assignment]  # a Counter counts seconds as well
    return dict(found)


def by_body(work: Iterable[Work], bodies: Mapping[str, Iterable[str]]) -> dict[str, float]:
    """Seconds of work by body part. `bodies` are the parts that each exercise is for.

    An exercise for several parts counts in full for each, so the sum may be more than the time spent.
    """
    found: dict[str, float] = {}
    for each in work:
        for part in dict.fromkeys(bodies.get(each.exercise, (OTHER,))):
            found[part] = found.get(part, 0.0) + each.seconds
    return found


def by_hour(cramps: Iterable[Cramp]) -> tuple[int, ...]:
    """How many cramps began in each hour of the person's own day, from midnight on: 24 numbers."""
    found = Counter(cramp.began.hour for cramp in cramps)
    return tuple(found[hour] for hour in range(24))


def by_place(cramps: Iterable[Cramp]) -> dict[tuple[str, str], int]:
    """How many cramps there were by place and side, most first; the side is empty where it is not known."""
    found = Counter((cramp.place, str(cramp.side or UNKNOWN)) for cramp in cramps)
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))


class Help(NamedTuple):
    """How often something was done, and after how many seconds it let go then, the median; None if never."""

    times: int
    let_go: int
    median: float | None


def by_help(cramps: Iterable[Cramp]) -> dict[str, Help]:
    """What was done and how it went, most often done first. What came together is no cause."""
    lengths: dict[str, list[float]] = {}
    times: Counter[str] = Counter()
    for cramp in cramps:
        named = dict.fromkeys((*cramp.done, *filter(None, [cramp.helped])))
        for name in named:
            times[name] += 1
            after = cramp.helped_after if name == cramp.helped else None
            after = cramp.lasted if after is None else after
            if cramp.let_go and after is not None:
                lengths.setdefault(name, []).append(after)
    return {
        name: Help(count, len(lengths.get(name, ())), _median(lengths.get(name, [])))
        for name, count in sorted(times.items(), key=lambda each: (-each[1], each[0]))
    }


def _median(values: list[float]) -> float | None:
    """`statistics` would take longer to load than all of this."""
    if not values:
        return None
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(values) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
