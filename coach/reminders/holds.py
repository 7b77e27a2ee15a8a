"""What can speak against a reminder whose time has come: `HOLDS`; the first that applies is the reason.

Each hold gives the monotonic moment at which it ends by itself (infinite: when the situation changes), or
None where it does not apply.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.reminders.action import Why
from coach.reminders.daytime import DAY, MIDNIGHT, moment, seconds_until
from coach.reminders.rule import HOUR, ActiveTime, Dose, Hydration, Rule
from coach.reminders.sample import Inhibitor
from coach.reminders.state import Doing, Open, State, Track

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime, tzinfo

    from coach.reminders.action import Action
    from coach.reminders.openings import Opening
    from coach.reminders.sample import Sample

BURST: Final = 2.0
"""Seconds without input that part one burst of typing from the next."""
LONGEST_BURST: Final = 120.0
"""Seconds for which typing alone holds a reminder."""


@dataclass(slots=True)
class Now:
    """One moment under consideration: the state once time has passed, and what becomes of it."""

    state: State
    sample: Sample
    tracks: dict[str, Track] = field(init=False)
    open: Open | None = field(init=False)
    offers: tuple[float, ...] = field(init=False)
    today: tuple[date | None, int] = field(init=False)
    actions: list[Action] = field(init=False)
    openings: Mapping[str, tuple[Opening, ...]] = field(init=False)
    at: float = field(init=False)
    wall: float = field(init=False)
    local: datetime = field(init=False)
    zone: tzinfo = field(init=False)

    def __post_init__(self) -> None:
        """Take from the state what this moment may change."""
        state, self.local = self.state, self.sample.wall
        if self.local.tzinfo is None:
            raise ValueError("a time of day needs its time zone")
        self.zone = self.local.tzinfo
        self.at, self.wall = state.at, self.local.timestamp()
        self.tracks, self.open, self.actions = dict(state.tracks), state.open, []
        self.openings = state.calendar.openings if state.calendar else {}
        self.offers = tuple(offer for offer in state.offers if self.at < offer + HOUR)
        day = self.local.date()
        self.today = state.today if state.today[0] == day else (day, 0)

    def until(self, wall: float) -> float:
        """The monotonic moment of a POSIX one."""
        return self.at + (wall - self.wall)

    def midnight(self) -> float:
        """When the day ends."""
        return self.at + seconds_until(self.local, MIDNIGHT)


def _paused(rule: Rule, now: Now) -> float | None:
    ends = [pause.until for pause in now.state.pauses.values() if pause.covers(rule.id, now.at)]
    return max(ends, default=None)


def _silent(why: Why) -> Callable[[Rule, Now], float | None]:
    def silent(rule: Rule, now: Now) -> float | None:
        track = now.tracks[rule.id]
        return track.silent_until if track.silent_why is why and now.at < track.silent_until else None

    return silent


def _quiet(rule: Rule, now: Now) -> float | None:
    quiet = now.state.reminders.quiet
    if quiet is None or rule.manner.in_quiet_hours or not quiet.holds(now.local.time()):
        return None
    return now.at + seconds_until(now.local, quiet.end)


def _out_of_hours(rule: Rule, now: Now) -> float | None:
    return out_of_hours(now) if rule.manner.working_hours_only else None


def out_of_hours(now: Now) -> float | None:
    """When the next working hours begin; None within them, or where none are set."""
    hours = now.state.reminders.working_hours
    if hours is None:
        return None
    day, time = now.local.date(), now.local.time()
    for window in hours[day.weekday()]:
        if window.start <= time and (time < window.end or window.end <= window.start):
            return None
    for window in hours[day.weekday() - 1]:
        if time < window.end <= window.start:
            return None
    days = (day + DAY * ahead for ahead in range(8))
    starts = (moment(one, window.start, now.zone) for one in days for window in hours[one.weekday()])
    return now.until(min((start for start in starts if start > now.wall), default=inf))


def _inhibited(inhibitor: Inhibitor) -> Callable[[Rule, Now], float | None]:
    def inhibited(_rule: Rule, now: Now) -> float | None:
        chosen = now.state.reminders
        if inhibitor in chosen.holds | chosen.freezes or inhibitor is Inhibitor.SESSION:
            return now.state.inhibited.get(inhibitor)
        return None

    return inhibited


def _locked(_rule: Rule, now: Now) -> float | None:
    return inf if now.state.doing is Doing.AWAY else None


def _absent(rule: Rule, now: Now) -> float | None:
    """Doses and drinks wait for the person to come back; a time of day is kept beside an idle machine."""
    away = isinstance(rule, (Dose, Hydration))
    return inf if away and now.at >= now.state.rest_since + now.state.reminders.natural_pause else None


def _daily_cap(_rule: Rule, now: Now) -> float | None:
    cap = now.state.reminders.daily_cap
    return now.midnight() if cap is not None and now.today[1] >= cap else None


def _hourly_cap(_rule: Rule, now: Now) -> float | None:
    cap = now.state.reminders.hourly_cap
    return now.offers[-cap] + HOUR if len(now.offers) >= cap else None


def _drank(rule: Rule, now: Now) -> float | None:
    """A cup is never suggested within an hour of the last: two could be more than half a litre."""
    again = now.tracks[rule.id].done_at + HOUR
    return again if isinstance(rule, Hydration) and now.at < again else None


def _long_one_near(rule: Rule, now: Now) -> float | None:
    """A longer pause that comes within a quarter of this one's interval serves for both."""
    if not isinstance(rule, ActiveTime):
        return None
    comes = []
    for other in now.state.live:
        if not isinstance(other, ActiveTime) or other.every <= rule.every or not now.state.counts(other):
            continue
        left = other.every - now.tracks[other.id].counted
        if 0 < left <= rule.every / 4 and not any(hold(other, now) for hold in _OWN):
            comes.append(now.at + left)
    return min(comes, default=None)


def _other_open(rule: Rule, now: Now) -> float | None:
    return inf if now.open and not now.open.receded and now.open.rule != rule.id else None


def _typing(rule: Rule, now: Now) -> float | None:
    idle = now.sample.idle
    if now.state.doing is not Doing.WORKING or idle is None or idle >= BURST:
        return None
    since = now.tracks[rule.id].typing_since
    latest = now.at + LONGEST_BURST if since is None else since + LONGEST_BURST
    return min(now.at + BURST - idle, latest) if now.at < latest else None


class Entry(NamedTuple):
    """A hold. `withdraws`: it also takes away an offer that stands already."""

    why: Why
    hold: Callable[[Rule, Now], float | None]
    withdraws: bool


HOLDS: Final = (
    Entry(Why.PAUSED, _paused, withdraws=True),
    Entry(Why.NOT_TODAY, _silent(Why.NOT_TODAY), withdraws=True),
    Entry(Why.SNOOZED, _silent(Why.SNOOZED), withdraws=True),
    Entry(Why.ASKED_LATER, _silent(Why.ASKED_LATER), withdraws=False),
    Entry(Why.QUIET_HOURS, _quiet, withdraws=True),
    Entry(Why.OUT_OF_HOURS, _out_of_hours, withdraws=True),
    Entry(Why.IN_SESSION, _inhibited(Inhibitor.SESSION), withdraws=True),
    Entry(Why.ON_CALL, _inhibited(Inhibitor.MICROPHONE), withdraws=True),
    Entry(Why.CAMERA_ON, _inhibited(Inhibitor.CAMERA), withdraws=True),
    Entry(Why.PRESENTING, _inhibited(Inhibitor.PRESENTATION), withdraws=True),
    Entry(Why.DO_NOT_DISTURB, _inhibited(Inhibitor.DO_NOT_DISTURB), withdraws=True),
    Entry(Why.FULL_SCREEN, _inhibited(Inhibitor.FULL_SCREEN), withdraws=True),
    Entry(Why.LOCKED, _locked, withdraws=True),
    Entry(Why.ABSENT, _absent, withdraws=False),
    Entry(Why.DAILY_CAP, _daily_cap, withdraws=False),
    Entry(Why.HOURLY_CAP, _hourly_cap, withdraws=False),
    Entry(Why.DRANK, _drank, withdraws=False),
    Entry(Why.LONG_ONE_NEAR, _long_one_near, withdraws=False),
    Entry(Why.OTHER_OPEN, _other_open, withdraws=False),
    Entry(Why.TYPING, _typing, withdraws=False),
)
_OWN: Final = tuple(entry.hold for entry in HOLDS[:6])
"""The holds that can differ from rule to rule: one that has them itself takes over from no other."""


def first_hold(rule: Rule, now: Now) -> tuple[Why, float] | None:
    """The first thing that speaks against offering a rule now, and when that ends by itself."""
    for entry in HOLDS:
        until = entry.hold(rule, now)
        if until is not None:
            return entry.why, until
    return None


def all_holds(rule: Rule, now: Now) -> tuple[Why, ...]:
    """Everything that would speak against a rule now."""
    return tuple(entry.why for entry in HOLDS if entry.hold(rule, now) is not None)


def withdrawal(rule: Rule, now: Now) -> Why | None:
    """What takes an offer away that stands, if anything does."""
    return next((entry.why for entry in HOLDS if entry.withdraws and entry.hold(rule, now) is not None), None)
