"""Time that has passed: what it adds to the counts, and the rest in it.

Only monotonic time counts; a time of day that is set forward or back changes nothing here. What happened
between two samples is what the first one says, except that

- input that stopped says itself since when it has;
- sleep, and time in which Coach did not run (a sample much later than asked for), is rest, never work.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from coach.reminders.action import Action, Rested, Why, WritingEnded
from coach.reminders.rule import COUNTING, ActiveTime
from coach.reminders.sample import IDLE_AFTER
from coach.reminders.state import Doing, State, Track, doing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.reminders.sample import Sample

SLACK: Final = 60.0
"""Seconds by which a sample may be late before the time is taken as not seen."""
AT_KEYBOARD: Final = 120.0
"""Seconds of input that end handwriting mode: the person is clearly typing."""
A_MOMENT: Final = 0.001
"""Sums of seconds are only so exact."""


def passed(state: State, sample: Sample) -> tuple[State, tuple[Action, ...]]:
    """Bring the counts, the rest and handwriting mode up to a sample; the rest is left to the planner."""
    at = max(sample.at, state.at)
    span = at - state.at
    gone = absence(state, sample)
    until = state.at + span - gone  # as the last sample had it, up to here
    tracks = _counted(state, sample, at, until)
    keyboard_since, over = _writing(state, sample, at)
    is_writing = state.writing_until is not None and over is None
    now = doing(sample, writing=is_writing)
    new = state._replace(
        at=at,
        doing=now,
        tracks=tracks,
        keyboard_since=keyboard_since,
        writing_until=state.writing_until if is_writing else None,
    )
    if gone and state.open:  # time in which nobody could answer
        new = new._replace(open=replace(state.open, since=state.open.since + gone))
    told: tuple[Action, ...] = ()
    if over is not None:
        told = (WritingEnded(over, sample.wall.timestamp()),)
    new, rested = _rested(state, new, sample, until, gone)
    return new, told + rested


def absence(state: State, sample: Sample) -> float:
    """Seconds before a sample in which the computer slept or Coach did not run."""
    if sample.at <= state.next_at and sample.slept <= state.slept:
        return 0.0
    span = max(0.0, sample.at - state.at)
    asleep = min(span, max(0.0, sample.slept - state.slept))
    late = max(0.0, span - asleep - (state.next_at - state.at))
    return asleep + (late if late > SLACK else 0.0)


def _counted(state: State, sample: Sample, at: float, until: float) -> Mapping[str, Track]:
    """What each rule has counted, with the time up to `until`; hands that stopped by then no longer work."""
    if until <= state.at:
        return state.tracks
    worked_until = until
    if state.doing is Doing.WORKING and sample.idle is not None:
        worked_until = min(until, max(state.at, at - sample.idle + IDLE_AFTER))
    tracks = dict(state.tracks)
    for rule in state.live:
        if not isinstance(rule, COUNTING):
            continue
        end = worked_until if isinstance(rule, ActiveTime) else until
        if end > state.at and state.counts(rule):
            track = tracks[rule.id]
            tracks[rule.id] = track._replace(counted=track.counted + end - state.at)
    return tracks


def _writing(state: State, sample: Sample, at: float) -> tuple[float | None, Why | None]:
    """Since when there has been input in handwriting mode, and why the mode is over, if it is."""
    if state.writing_until is None:
        return None, None
    if at >= state.writing_until:
        return None, Why.WRITING_OVER
    if sample.idle is None or not sample.has_input:
        return None, None
    since = at if state.keyboard_since is None else state.keyboard_since
    return (None, Why.AT_KEYBOARD) if at >= since + AT_KEYBOARD else (since, None)


def _rested(
    was: State, state: State, sample: Sample, until: float, gone: float
) -> tuple[State, tuple[Action, ...]]:
    """Follow the rest: it begins, goes on or ends; each rule that has had enough of it counts anew."""
    at, is_work = state.at, state.doing.is_work
    since, before, only_idle = state.rest_since, state.before, state.only_idle
    if was.doing.is_work:
        if is_work and not gone:
            return state, ()
        since, only_idle = until, True
        if was.doing is Doing.WORKING and sample.idle is not None:
            since = min(until, max(was.worked_since, at - sample.idle))
        before = {rule: track.counted for rule, track in state.tracks.items()}
    if gone or state.doing.is_sure_rest or was.doing.is_sure_rest:
        only_idle = False
    rest = at - since
    rested = [
        rule.id
        for rule in state.reminders.rules
        if isinstance(rule, ActiveTime)
        and state.tracks[rule.id].counted
        and rest + A_MOMENT >= state.rest_needed(rule, only_idle=only_idle)
    ]
    told = tuple(Rested(rule, Why.RESTED, sample.wall.timestamp(), rest) for rule in rested)
    is_back = is_work and rest >= state.reminders.natural_pause
    new = state._replace(
        tracks={**state.tracks, **{rule: anew(state.tracks[rule]) for rule in rested}}
        if rested
        else state.tracks,
        rest_since=since,
        worked_since=at if is_work else state.worked_since,
        only_idle=only_idle,
        before=before,
        returned_at=at if is_back else state.returned_at,
    )
    return new, told


def anew(track: Track) -> Track:
    """A rule that counts begins again: its cause is settled, and a snooze of it with it."""
    silent = track.silent_until if track.silent_why is Why.NOT_TODAY else float("-inf")
    why = track.silent_why if track.silent_why is Why.NOT_TODAY else None
    return track._replace(
        counted=0.0,
        number=track.number + 1,
        silent_until=silent,
        silent_why=why,
        tries=0,
        held=None,
        typing_since=None,
    )
