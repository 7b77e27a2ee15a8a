"""The cramps of a summary: how many, where, what helped, the latest in a table, the signs told with them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from coach import times
from coach.handout.summary_values import Section, Table
from coach.history.cramp import SIGNS
from coach.history.totals import by_help, by_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from coach.history.cramp import Cramp

LONG: Final = 600.0
"""Seconds from which on a cramp is told as long: the ten-minute rule (clinical, D1)."""
NIGHT: Final = (22, 6)
PLACES: Final = {"arch": "sole of the foot", "breathing": "stiff from fast breathing"}
"""Where the format's word is not plain."""
SAID: Final = {
    "numbness": "numb or tingling",
    "weakness": "weak",
    "twitching": "twitching",
    "swelling": "swollen",
    "colour": "another colour",
}
BESIDES: Final = {"medicines": "New or changed medicines", "supplements": "Supplements"}


def cramps_in(cramps: Sequence[Cramp], most: int) -> Iterator[Section]:
    """The section of the cramps and, where any were told, that of the signs with them."""
    if not cramps:
        yield Section("Cramps", ("None was written down.",))
        return
    latest = cramps[-most:] if most else ()
    rows = tuple(_row(each) for each in reversed(latest))
    head = ("When", "Where", "Lasted", "Pain", "With it", "Helped")
    more = len(cramps) - len(latest)
    lines = [*_counted(cramps)]
    if more:
        lines.append(f"The latest {len(latest)} are listed; {more} more are in the diary.")
    yield Section("Cramps", tuple(lines), Table(head, rows) if rows else None)
    if signs := tuple(_signs(cramps)):
        yield Section("Signs told with cramps", signs)


def _counted(cramps: Sequence[Cramp]) -> Iterator[str]:
    woke = sum(bool(each.woke) for each in cramps)
    night = sum(each.began.hour >= NIGHT[0] or each.began.hour < NIGHT[1] for each in cramps)
    yield f"{len(cramps)} written down; {night} between 22:00 and 6:00; {woke} woke the person."
    where = [f"{_place(place, side)} {count}" for (place, side), count in by_place(cramps).items()]
    yield f"Where: {', '.join(where)}."
    helps = [
        f"{name} {found.times} ×" + (f" (let go after {times.elapsed(found.median)})" if found.median else "")
        for name, found in list(by_help(cramps).items())[:5]
    ]
    if helps:
        yield f"What was done: {', '.join(helps)}."


def _place(place: str, side: str) -> str:
    return " ".join(filter(None, (side, PLACES.get(place, place))))


def _row(cramp: Cramp) -> tuple[str, ...]:
    ended = "" if cramp.let_go or cramp.lasted is None else " +"
    return (
        f"{cramp.began:%Y-%m-%d %H:%M}",
        " ".join(filter(None, (_place(cramp.place, str(cramp.side or "")), cramp.way.lower()))),
        f"{times.elapsed(cramp.lasted)}{ended}" if cramp.lasted is not None else "",
        str(cramp.pain) if cramp.pain is not None else "",
        ", ".join(SAID[name] for name in SIGNS if getattr(cramp, name)),
        cramp.helped or ", ".join(cramp.done),
    )


def _signs(cramps: Sequence[Cramp]) -> Iterator[str]:
    found = Counter(name for each in cramps for name in SIGNS if getattr(each, name))
    for name, count in found.most_common():
        yield f"{SAID[name].capitalize()}: with {count} of {len(cramps)} cramps"
    if long := sum(each.lasted is not None and each.lasted >= LONG for each in cramps):
        yield f"Ten minutes or longer: {long} of {len(cramps)} cramps"
    for name, label in BESIDES.items():
        said = dict.fromkeys(getattr(each, name) for each in cramps if getattr(each, name))
        if said:
            yield f"{label}: {'; '.join(said)}"
