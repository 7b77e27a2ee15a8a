"""What can speak against a reminder whose time has come: `HOLDS`; the first that applies is the reason.

Each hold gives its reason and the monotonic moment at which it ends by itself (infinite: when the situation
changes), or None where it does not apply.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING, Final

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
    from coach.reminders.state import Waiting

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
    waiting: Mapping[str, Waiting] = field(init=False)
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
        self.waiting = state.waiting
        offers = state.offers  # oldest first
        is_over = bool(offers) and self.at >= offers[0] + HOUR
        self.offers = tuple(offer for offer in offers if self.at < offer + HOUR) if is_over else offers
        day = self.local.date()
        self.today = state.today if state.today[0] == day else (day, 0)

    def until(self, wall: float) -> float:
        """The monotonic moment of a POSIX one."""
        return self.at + (wall - self.wall)

    def midnight(self) -> float:
        """When the day ends."""
        return self.at + seconds_until(self.local, MIDNIGHT)


Held = tuple[Why, float] | None
"""Why, and until when; None where nothing speaks against it."""


def _paused(rule: Rule, now: Now) -> Held:
    if not now.state.pauses:
        return None
    ends = [pause.until for pause in now.state.pauses.values() if pause.covers(rule.id, now.at)]
    return (Why.PAUSED, max(ends)) if ends else None


def _put_off(rule: Rule, now: Now) -> Held:
    """Snoozed, not today, or to be asked again later."""
    track = now.tracks[rule.id]
    return (
        (track.silent_why, track.silent_until) if track.silent_why and now.at < track.silent_until else None
    )


def _quiet(rule: Rule, now: Now) -> Held:
    quiet = now.state.reminders.quiet
    if quiet is None or rule.manner.in_quiet_hours or not quiet.holds(now.local.time()):
        return None
    return Why.QUIET_HOURS, now.at + seconds_until(now.local, quiet.end)


def _out_of_hours(rule: Rule, now: Now) -> Held:
    begins = out_of_hours(now) if rule.manner.working_hours_only else None
    return None if begins is None else (Why.OUT_OF_HOURS, begins)


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
    for one in (day + DAY * ahead for ahead in range(8)):
        starts = [moment(one, window.start, now.zone) for window in hours[one.weekday()]]
        if later := [start for start in starts if start > now.wall]:
            return now.until(min(later))
    return inf


def _inhibited(_rule: Rule, now: Now) -> Held:
    """A session always holds; the others as chosen."""
    on = now.state.inhibited
    if not on:
        return None
    chosen = now.state.reminders.holds | now.state.reminders.freezes | {Inhibitor.SESSION}
    return next(((why, on[one]) for one, why in INHIBITIONS.items() if one in on and one in chosen), None)


INHIBITIONS: Final = {
    Inhibitor.SESSION: Why.IN_SESSION,
    Inhibitor.MICROPHONE: Why.ON_CALL,
    Inhibitor.CAMERA: Why.CAMERA_ON,
    Inhibitor.PRESENTATION: Why.PRESENTING,
    Inhibitor.DO_NOT_DISTURB: Why.DO_NOT_DISTURB,
    Inhibitor.FULL_SCREEN: Why.FULL_SCREEN,
}
"""What each inhibitor is called, the one to be named first coming first."""


def _locked(_rule: Rule, now: Now) -> Held:
    return (Why.LOCKED, inf) if now.state.doing is Doing.AWAY else None


def _absent(rule: Rule, now: Now) -> Held:
    """Doses and drinks wait for the person to come back; a time of day is kept beside an idle machine."""
    if now.state.doing is not Doing.IDLE or not isinstance(rule, _WAITS_FOR_PERSON):
        return None
    gone = now.at >= now.state.rest_since + now.state.reminders.natural_pause
    return (Why.ABSENT, inf) if gone else None


_WAITS_FOR_PERSON: Final = (Dose, Hydration)


def _daily_cap(_rule: Rule, now: Now) -> Held:
    cap = now.state.reminders.daily_cap
    return (Why.DAILY_CAP, now.midnight()) if cap is not None and now.today[1] >= cap else None


def _hourly_cap(_rule: Rule, now: Now) -> Held:
    cap = now.state.reminders.hourly_cap
    return (Why.HOURLY_CAP, now.offers[-cap] + HOUR) if len(now.offers) >= cap else None


def _drank(rule: Rule, now: Now) -> Held:
    """A cup is never suggested within an hour of the last: two could be more than half a litre."""
    again = now.tracks[rule.id].done_at + HOUR
    return (Why.DRANK, again) if isinstance(rule, Hydration) and now.at < again else None


def _long_one_near(rule: Rule, now: Now) -> Held:
    """A longer pause that comes within a quarter of this one's interval serves for both."""
    if not isinstance(rule, ActiveTime):
        return None
    comes = []
    for other in now.state.live:
        if not isinstance(other, ActiveTime) or other.every <= rule.every or not now.state.counts(other):
            continue
        left = other.every - now.tracks[other.id].counted
        if 0 < left <= rule.every / 4 and not any(hold(other, now) for hold in _OF_THE_RULE):
            comes.append(now.at + left)
    return (Why.LONG_ONE_NEAR, min(comes)) if comes else None


def _other_open(rule: Rule, now: Now) -> Held:
    stands = now.open and not now.open.receded and now.open.rule != rule.id
    return (Why.OTHER_OPEN, inf) if stands else None


def _typing(rule: Rule, now: Now) -> Held:
    """In mid-burst; for two minutes at most."""
    idle = now.sample.idle
    if idle is None or idle >= BURST or now.state.doing is not Doing.WORKING:
        return None
    since = now.tracks[rule.id].typing_since
    latest = now.at + LONGEST_BURST if since is None else since + LONGEST_BURST
    return (Why.TYPING, min(now.at + BURST - idle, latest)) if now.at < latest else None


_OF_THE_RULE: Final = (_paused, _put_off, _quiet, _out_of_hours)
"""The holds that can differ from rule to rule: a rule that has one itself takes over from no other."""
WITHDRAWING: Final = (_paused, _quiet, _out_of_hours, _inhibited, _locked)
"""What also takes away an offer that stands."""
HOLDS: Final[tuple[Callable[[Rule, Now], Held], ...]] = (
    *_OF_THE_RULE,
    _inhibited,
    _locked,
    _absent,
    _daily_cap,
    _hourly_cap,
    _drank,
    _long_one_near,
    _other_open,
    _typing,
)
"""What can hold a rule back, the reason to be named first coming first."""


def first_hold(rule: Rule, now: Now) -> Held:
    """The first thing that speaks against offering a rule now, and when that ends by itself."""
    for hold in HOLDS:
        if held := hold(rule, now):
            return held
    return None


def all_holds(rule: Rule, now: Now) -> tuple[Why, ...]:
    """Everything that would speak against a rule now."""
    return tuple(held[0] for hold in HOLDS if (held := hold(rule, now)))


def withdrawal(rule: Rule, now: Now) -> Why | None:
    """What takes an offer away that stands, if anything does."""
    return next((held[0] for hold in WITHDRAWING if (held := hold(rule, now))), None)
