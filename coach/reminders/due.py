"""Whether a rule's time has come, before anything is asked that could speak against it."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.reminders.action import Missed, Why
from coach.reminders.passage import A_MOMENT
from coach.reminders.rule import COUNTING, HOUR, MINUTE, ActiveTime, ClockTime, Dose, Hydration, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.reminders.holds import Now
    from coach.reminders.openings import Opening

WAITS: Final = 30 * MINUTE
"""How long a dose waits for a natural break; half of what is left of its window where that is shorter."""
JUST_BACK: Final = 60.0
"""Seconds after a natural pause in which the person has not yet settled down to work."""
SAME_KEY: Final = 20 * HOUR
"""For so long a time of day that was settled is not offered again, wherever the clock has been set. A day
later the same reading is another one: the clock has been wrong, or the date line crossed."""


class Due(NamedTuple):
    """Whether a rule's time has come (`is_ready`), what for, and the moment at which that may change."""

    cause: str
    is_ready: bool
    why: Why
    until: float
    held: Why | None = None
    """What speaks against offering it, once that has been asked; `until` is then when either may change."""


def due(rule: Rule, now: Now) -> Due:
    """Whether it is time for a rule."""
    if isinstance(rule, COUNTING):
        return _counted(rule, now)
    kept, over = now.state.kept.get(rule.id), now.wall + A_MOMENT
    for opening in now.openings[rule.id]:
        if opening.ends <= over and kept is None:
            continue
        ends = ends_at(rule, opening, now)
        if now.at + A_MOMENT >= ends or is_settled(rule, opening, now):
            continue
        starts = _starts_at(rule, opening, now)
        if now.at + A_MOMENT < starts:
            return Due("", is_ready=False, why=Why.NOT_YET, until=min(starts, ends))
        if isinstance(rule, ClockTime):
            return Due(opening.key, is_ready=True, why=Why.TIME_OF_DAY, until=ends)
        latest = starts + min(WAITS, (ends - starts) / 2)
        if now.at + A_MOMENT >= latest or now.at < now.state.returned_at + JUST_BACK:
            return Due(opening.key, is_ready=True, why=Why.DOSE_DUE, until=ends)
        return Due(opening.key, is_ready=False, why=Why.WAITS_FOR_BREAK, until=latest)
    return Due("", is_ready=False, why=Why.DAY_DONE, until=inf)


def _counted(rule: ActiveTime | Hydration, now: Now) -> Due:
    track = now.tracks[rule.id]
    if isinstance(rule, Hydration) and rule.most_a_day is not None:
        drunk = track.drunk[1] if track.drunk[0] == now.local.date().isoformat() else 0.0
        if drunk + rule.cup > rule.most_a_day:
            return Due("", is_ready=False, why=Why.DAY_DONE, until=now.midnight())
    left = rule.every - track.counted
    if left <= A_MOMENT:
        why = Why.WORKED if isinstance(rule, ActiveTime) else Why.THIRST
        return Due(str(track.number), is_ready=True, why=why, until=inf)
    return Due("", is_ready=False, why=Why.NOT_YET, until=now.at + left if now.state.counts(rule) else inf)


def ends_at(rule: Rule, opening: Opening, now: Now) -> float:
    """When an opening ends; one that was snoozed is kept for longer."""
    key, kept = now.state.kept.get(rule.id, ("", -inf))
    return max(now.until(opening.ends), kept if key == opening.key else -inf)


def _starts_at(rule: Rule, opening: Opening, now: Now) -> float:
    starts = now.until(opening.starts)
    return max(starts, now.tracks[rule.id].done_at + rule.apart) if isinstance(rule, Dose) else starts


def is_settled(rule: Rule, opening: Opening, now: Now) -> bool:
    """Whether an opening needs nothing more."""
    settled = now.tracks[rule.id].settled.get(opening.key)
    if settled is None or isinstance(rule, Dose):
        return settled is not None
    return now.at < settled + max(SAME_KEY, opening.ends - opening.starts)


def missed(now: Now, before: float, why: Why | None) -> Iterator[Missed]:
    """The openings that have ended since the last look, the monotonic moment `before`, and were not settled.

    `why` is the reason where time was lost or the clock moved.
    """
    looked, over = now.state.looked + A_MOMENT, now.wall + A_MOMENT
    known = now.state.calendar
    if not now.state.kept and (known is None or not known.has_end(looked, over)):
        return
    for rule in now.state.live:
        key, kept = now.state.kept.get(rule.id, ("", -inf))
        for opening in now.openings.get(rule.id, ()):
            put_off = kept if opening.key == key else -inf
            is_over = opening.ends <= over and put_off <= now.at + A_MOMENT
            was_over = opening.ends <= looked and put_off <= before + A_MOMENT
            if not is_over or was_over or is_settled(rule, opening, now):
                continue
            if now.open and (now.open.rule, now.open.cause) == (rule.id, opening.key):
                continue
            too_soon = _starts_at(rule, opening, now) >= now.until(opening.ends)
            reason = why or now.tracks[rule.id].held or (Why.TOO_SOON if too_soon else Why.TIME_OVER)
            reason = Why.IGNORED if reason is Why.ASKED_LATER else reason
            yield Missed(rule.id, reason, now.wall, opening.key)
