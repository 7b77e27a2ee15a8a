"""Sessions read in from tables: those that Coach wrote, and those that were ticked on paper."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.history.as_csv import SEPARATOR
from coach.history.csv_import import NOON, Line, each, fixed, lines, local
from coach.history.session import PAPER, Feeling, Session, SessionDetail, SessionStatus
from coach.player.change import Change
from coach.player.change import Kind as ChangeKind
from coach.player.events import Outcome
from coach.player.rating import YES, Kind, Moment, Rating
from coach.player.record import PhaseRecord
from coach.routine.plan import Phase, Seconds, Step, Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import tzinfo

    from coach.history.store import Store

    Plan = Callable[[str], Timeline]
    """A routine's compiled plan; raises `KeyError` for an id that nobody knows."""

WRITTEN: Final = ("began", "routine", "status", "work_seconds")
"""The columns that tell a table of Coach's own, with `ended` and the others where they are known."""
TICKED: Final = ("began", "routine")
GRID: Final = ("date", "routine")
RATINGS: Final = tuple(
    (kind, moment) for moment in (Moment.BEFORE, Moment.AFTER) for kind in Kind if kind is not Kind.SHARP
)
"""What can be told with a session: columns such as `pain_before`."""
_HIGHEST_REVISION: Final = 10**6
_CHANGES: Final = re.compile(re.escape(SEPARATOR) + rf"(?=(?:{'|'.join(ChangeKind)})(?: |$))")
_TICKS: Final = frozenset("xX✓✔✗")
_MOST_TICKS: Final = 24 - NOON.hour
_MINUTE: Final = timedelta(minutes=1)


class Came(NamedTuple):
    """How many sessions came in, how many were there already, and how many were not over when written."""

    new: int
    known: int
    open: int = 0


def written(store: Store, text: str, plan: Plan, zone: tzinfo) -> Came:
    """Read in a table as `as_csv.sessions` writes it: all of it or nothing.

    The table has the seconds of work and not the phases: a session becomes one phase of work, without a side.
    What was stopped early is measured by the routine's plan of today, if `plan` has it, and else is no dose.
    A session that was still open is left out: nobody could go on with it.

    Raises:
        CoachError: Lines cannot be read; it says which.
    """
    read = each(lines(text, WRITTEN), lambda line: _written(line, plan, zone))
    over = [detail for detail in read if detail.session.status is not SessionStatus.OPEN]
    new = _new(store, [(each.session.routine, each.session.started) for each in over])
    with store.durably():
        for place in new:
            store.keep(over[place])
    return Came(len(new), len(over) - len(new), len(read) - len(over))


def _written(line: Line, plan: Plan, zone: tzinfo) -> SessionDetail:
    line.needed("status")
    status = SessionStatus(line.one_of("status", SessionStatus))
    feeling = line.one_of("feeling", Feeling)
    revision = line.whole("revision", _HIGHEST_REVISION)
    routine, work = line.needed("routine"), line.seconds("work_seconds") or 0.0
    session = Session(
        id=0,
        routine=routine,
        title=line.text("title") or routine,
        revision=1 if revision is None else revision,
        started=line.moment("began", zone),
        speed=line.seconds("speed") or 1.0,
        version="",
        status=status,
        ended=line.moment("ended", zone) if line.word("ended") else None,
        feeling=Feeling(feeling) if feeling else None,
        source=line.one_of("source", (PAPER,)),
    )
    planned = work if status is SessionStatus.FINISHED else _planned(routine, plan)
    step = Step(Phase.MOVE, Seconds(planned), 0.0, planned, item=1, title=session.title)
    outcome = Outcome.DONE if status is SessionStatus.FINISHED else Outcome.CUT_SHORT
    phase = PhaseRecord(0, Phase.MOVE, "", None, 0, 0, 0, planned, 0.0, work, work, outcome)
    timeline = Timeline(routine, session.revision, session.title, language="", steps=(step,))
    return SessionDetail(session, timeline, (phase,), tuple(_ratings(line)), tuple(_changes(line)))


def _planned(routine: str, plan: Plan) -> float:
    try:
        return round(sum(step.length for step in plan(routine).steps if step.phase.is_work), 3)
    except KeyError:
        return 0.0


def _changes(line: Line) -> list[Change]:
    """What was changed, as far as the words of the table tell it."""
    found = []
    for told in _CHANGES.split(line.text("changes")) if line.word("changes") else ():
        word, _, rest = told.partition(" ")
        if word not in set(ChangeKind):
            raise ValueError(f"`{word}` in `changes` is none of {', '.join(ChangeKind)}")
        title, _, by = f" {rest}".partition(" → ")
        found.append(Change(ChangeKind(word), 0, 0, None, title[1:], by))
    return found


def _ratings(line: Line) -> list[Rating]:
    told = [(kind, moment, line.whole(f"{kind}_{moment}", YES)) for kind, moment in RATINGS]
    return [Rating(kind, moment, value) for kind, moment, value in told if value is not None]


class _Tick(NamedTuple):
    began: datetime
    timeline: Timeline
    told: list[Rating]


def tick(store: Store, text: str, plan: Plan, zone: tzinfo, version: str) -> Came:
    """Write down what was ticked on a hand-out: a finished session, as planned, for each line of the table.

    Raises:
        CoachError: Lines cannot be read, and nothing was written; it says which.
    """
    read = each(lines(text, TICKED), lambda line: [_ticked(line, plan, line.moment("began", zone))])
    return _tick(store, [one for ticks in read for one in ticks], version)


def tick_grid(store: Store, text: str, plan: Plan, now: datetime, zone: tzinfo, version: str) -> Came:
    """Write down a grid of days and routines: `times` is how often, `x` for each, or times of day.

    Where only the number is told, as many come in as are missing from what was ticked for that day before: at
    noon, an hour later for each one more, today not after `now`. Ratings belong to the last one of a line.

    Raises:
        CoachError: Lines cannot be read, and nothing was written; it says which.
    """
    now = fixed(now.astimezone(zone))
    here: dict[tuple[date, str], set[datetime]] = {}
    for session in store.sessions_between(date.min, date.max):
        if session.source == PAPER:
            here.setdefault((session.started.date(), session.routine), set()).add(session.started)
    seen: dict[tuple[date, str], int] = {}

    def read(line: Line) -> list[_Tick]:
        day, routine = line.day("date"), line.needed("routine")
        if day > now.date():
            raise ValueError(f"{day} is still to come")
        if (day, routine) in seen:
            raise ValueError(
                f"line {seen[day, routine]} has {routine} on {day} already; put both in one line"
            )
        seen[day, routine] = line.number
        times = _times(line)
        if isinstance(times, int):
            known = sorted(here.get((day, routine), ()))[:times]
            moments = known + _free(day, times - len(known), known, now, zone)
        else:
            moments = [local(day, at, zone) for at in times]
            if moments[-1] > now:
                raise ValueError(f"{moments[-1]:%H:%M} on {day} is still to come")
        ticks = [_ticked(line, plan, at) for at in moments]
        return [*(one._replace(told=[]) for one in ticks[:-1]), *ticks[-1:]]

    found = each(lines(text, GRID), read)
    return _tick(store, [one for ticks in found for one in ticks], version)


def _times(line: Line) -> int | list[time]:
    """How many times, or which."""
    if "times" not in line.cells:
        return 1
    told = line.word("times")
    if ":" in told:
        try:
            return sorted({time.fromisoformat(word) for word in told.split()})
        except ValueError:
            raise ValueError(f"`{told}` in `times` are no times of day; write them as 08:00 12:30") from None
    ticks = told.replace(" ", "")
    count = len(ticks) if set(ticks) <= _TICKS else line.whole("times", _MOST_TICKS)
    if count is None or count > _MOST_TICKS:
        raise ValueError(f"`{told}` in `times` is more than {_MOST_TICKS}; give the times of day")
    return count  # a field of the grid that was left blank is 0


def _free(day: date, count: int, taken: Collection[datetime], now: datetime, zone: tzinfo) -> list[datetime]:
    """Moments for what was done on a day, nobody knows when: full hours from noon on, as far as it is past.

    Where there are not enough of these, the minutes before are taken.
    """
    hours = (local(day, time(hour), zone) for hour in range(NOON.hour, NOON.hour + _MOST_TICKS))
    free = [at for at in hours if at <= now and at not in taken][:count]
    until, missing = min(now, local(day, NOON, zone)), count - len(free)
    step = min(_MINUTE, (until - local(day, time(), zone)) / (missing + 1))
    return [*(until - place * step for place in range(missing, 0, -1)), *free]


def _ticked(line: Line, plan: Plan, began: datetime) -> _Tick:
    routine = line.needed("routine")
    try:
        return _Tick(began, plan(routine), _ratings(line))
    except KeyError:
        raise ValueError(f"there is no routine `{routine}`") from None


def _tick(store: Store, ticks: list[_Tick], version: str) -> Came:
    new = _new(store, [(one.timeline.routine, one.began) for one in ticks])
    with store.durably():
        for place in new:
            store.note_done(ticks[place].timeline, ticks[place].began, version, ticks[place].told)
    return Came(len(new), len(ticks) - len(new))


def _new(store: Store, told: list[tuple[str, datetime]]) -> list[int]:
    """The places of the sessions that are not in the history yet: the same routine at the same moment."""
    known = {(session.routine, session.started) for session in store.sessions_between(date.min, date.max)}
    new = []
    for place, session in enumerate(told):
        if session not in known:
            known.add(session)
            new.append(place)
    return new
