"""The charts of the history: values from the store, made into pictures with their sentences and tables."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from coach import times
from coach.history.totals import OTHER, by_body, by_help, by_hour, by_place, by_side
from coach.ui.charts.bars import Bar, Bars
from coach.ui.charts.columns import Column, Columns
from coach.ui.charts.trend import Point, Trend
from coach.ui.library_filter import AREAS, main_area
from coach.ui.places import PLACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coach.history.cramp import Cramp
    from coach.history.totals import Felt, Work
    from coach.routine.index import Card
    from coach.routine.programme import Regimen
    from coach.routine.programme_adherence import Week

SIDES: Final = {
    "left": "Left",
    "right": "Right",
    "both": "Both at once",
    "either": "The sore side",
    "": "No side",
}
MOST_WEEKS: Final = 60
"""More weeks than that are added up by month."""
DAYS_BY_DAY: Final = 31
"""Of so many days, a trend shows every one; of up to a year its weeks, of more its months."""
DAYS_BY_WEEK: Final = 400


def doses(regimen: Regimen, weeks: Sequence[Week]) -> Columns:
    """What was done of what a programme asked for, by week, or by month if there are many weeks."""
    by_month = len(weeks) > MOST_WEEKS
    columns: dict[tuple[int, int, int], list[Week]] = {}
    for week in weeks:
        monday = week.monday
        columns.setdefault((monday.year, monday.month, 0 if by_month else monday.day), []).append(week)
    made = []
    for found in columns.values():
        first, free = found[0].monday, sum(each.free for each in found)
        made.append(
            Column(
                label=f"{first:%b %y}" if by_month else f"{first.day} {first:%b}",
                value=sum(each.done for each in found),
                planned=sum(each.planned for each in found),
                note=_free(free),
                name=f"{first:%B %Y}" if by_month else f"Week of {first.day} {first:%B %Y}",
            )
        )
    done, planned = sum(each.done for each in weeks), sum(each.planned for each in weeks)
    kept = _free(sum(each.free for each in weeks))
    summary = "; ".join(filter(None, (f"{done} of {planned} doses done", kept)))
    summary = f"{summary}." if planned else "Nothing was planned."
    head = ("Month" if by_month else "Week", "Done", "Planned", "Rest")
    return Columns(f"{regimen.title}: done of planned", summary, made if planned or done else [], head)


def _free(days: int) -> str:
    if not days:
        return ""
    return "1 day of rest or pause, kept" if days == 1 else f"{days} days of rest or pause, kept"


def sides(work: Iterable[Work]) -> Bars:
    """Time of work by side."""
    found = by_side(work)
    shown = {name: found[side] for side, name in SIDES.items() if found.get(side)}
    left, right = found.get("left", 0.0), found.get("right", 0.0)
    summary = (
        f"Left {_length(left)}, right {_length(right)}." if left or right else "Nothing on one side yet."
    )
    return _lengths("By side", summary, "Side", shown)


def areas(work: Iterable[Work], cards: Iterable[Card]) -> Bars:
    """Time of work by the part of the body that an exercise is most about."""
    bodies = {card.id: (main_area(card.body),) for card in cards if card.type == "exercise"}
    found = by_body(work, bodies)
    names = {**{area: name for area, (name, _) in AREAS.items()}, OTHER: "Other"}
    most_first = sorted(found.items(), key=lambda each: -each[1])
    shown = {names.get(part, part): seconds for part, seconds in most_first}
    first = next(iter(shown), "")
    summary = f"Most for: {first.lower()}." if first else "Nothing in this time yet."
    return _lengths("By part of the body", summary, "Part", shown)


def _lengths(title: str, summary: str, head: str, found: Mapping[str, float]) -> Bars:
    bars = [Bar(name, seconds, _length(seconds)) for name, seconds in found.items()]
    return Bars(title, summary, bars, (head, "Time"))


def _length(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return times.length(seconds)
    hours, rest = divmod(minutes, 60)
    return f"{minutes} min" if not hours else f"{hours} h {rest} min" if rest else f"{hours} h"


def pain(felt: Sequence[Felt], first: date, last: date, what: str = "Pain") -> Trend:
    """Means of what was told before and after; by day, week or month."""
    groups: dict[date, list[Felt]] = {}
    days = (last - first).days
    for each in felt:
        day = each.began.date()
        monday = day - timedelta(days=day.weekday())
        key = day if days <= DAYS_BY_DAY else monday if days <= DAYS_BY_WEEK else day.replace(day=1)
        groups.setdefault(key, []).append(each)
    points = [_point(day, groups[day], days) for day in sorted(groups)]
    return Trend(f"{what} before and after", _trend_in_words(felt, what), points)


def _point(day: date, felt: Sequence[Felt], days: int) -> Point:
    if days <= DAYS_BY_DAY:
        label, name = f"{day.day} {day:%b}", f"{day:%A} {day.day} {day:%B}"
    elif days <= DAYS_BY_WEEK:
        label, name = f"{day.day} {day:%b}", f"Week of {day.day} {day:%B %Y}"
    else:
        label, name = f"{day:%b %y}", f"{day:%B %Y}"
    before, after = _mean([each.before for each in felt]), _mean([each.after for each in felt])
    return Point(label, name, before, after, len(felt))


def _mean(values: Iterable[int | None]) -> float | None:
    known = [each for each in values if each is not None]
    return sum(known) / len(known) if known else None


def _trend_in_words(felt: Sequence[Felt], what: str) -> str:
    if not felt:
        return f"No {what.lower()} was told in this time."
    before, after = _mean(each.before for each in felt), _mean(each.after for each in felt)
    parts = [
        f"{before:.1f} before" if before is not None else "",
        f"{after:.1f} after" if after is not None else "",
    ]
    count = "1 session" if len(felt) == 1 else f"{len(felt)} sessions"
    return f"In the middle {' and '.join(filter(None, parts))}, of 10, over {count}."


def hours(cramps: Sequence[Cramp]) -> Columns:
    """How many cramps began in each hour of the day."""
    found = by_hour(cramps)
    most = max(range(24), key=lambda hour: found[hour])
    summary = f"Most often between {most}:00 and {most + 1}:00." if any(found) else "No cramp in this time."
    columns = [
        Column(str(hour) if hour % 3 == 0 else "", count, name=f"{hour}:00 to {hour + 1}:00")
        for hour, count in enumerate(found)
    ]
    return Columns("Cramps by hour of the day", summary, columns if any(found) else [], ("Hour", "Cramps"))


def places(cramps: Sequence[Cramp]) -> Bars:
    """How many cramps there were in each place, on which side."""
    bars = [Bar(_place(place, side), count, str(count)) for (place, side), count in by_place(cramps).items()]
    count = "1 cramp" if len(cramps) == 1 else f"{len(cramps)} cramps"
    return Bars("Cramps by place", f"{count} in this time.", bars, ("Place", "Cramps"))


def _place(place: str, side: str) -> str:
    name = PLACES.get(place, place.capitalize())
    return f"{name}, {SIDES[side].lower()}" if side else name


def helps(cramps: Sequence[Cramp]) -> Bars:
    """What was done, how often, and after how long it let go then."""
    bars = []
    for name, found in by_help(cramps).items():
        took = f"let go after {times.elapsed(found.median)}" if found.median is not None else ""
        bars.append(Bar(name, found.times, f"{found.times} ×", (took,)))
    summary = "What was done, and how long it took then, in the middle. What came together is no cause."
    head = ("What", "Times", "It let go after")
    return Bars("What was done", summary if bars else "Nothing was written down.", bars, head)
