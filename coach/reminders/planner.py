"""The planner: `poll(state, sample) -> (state, actions)`, with no clock of its own and no side effect.

A sample that comes before `next_moment` and tells nothing new changes nothing. So it makes no difference how
often somebody looks, and one timer serves all rules.
"""

from __future__ import annotations

from datetime import datetime
from math import inf
from typing import TYPE_CHECKING, Final

from coach.reminders.action import Action, AskWriting, Hold, Offer, Why
from coach.reminders.due import due, missed
from coach.reminders.holds import Now, first_hold, out_of_hours, withdrawal
from coach.reminders.moments import next_at
from coach.reminders.openings import calendar
from coach.reminders.passage import absence, passed
from coach.reminders.rule import (
    CALENDAR,
    HOUR,
    ActiveTime,
    Announce,
    ClockTime,
    Dose,
    Hydration,
    Rule,
)
from coach.reminders.settle import settle
from coach.reminders.standing import look_at_offer, withdraw
from coach.reminders.state import LOG_LENGTH, Doing, Open, Question, State, Waiting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from coach.reminders.due import Due
    from coach.reminders.sample import Inhibitor, Sample

DRIFT: Final = 1.0
"""Seconds by which the two clocks may part before it is looked into."""
MOVED: Final = 60.0
"""Seconds by which the time of day must jump to be told as a clock that moved."""
SETTLES: Final = 30.0
"""Seconds for which an inhibitor still counts once it is over: calls drop and come back."""


def poll(state: State, sample: Sample) -> tuple[State, tuple[Action, ...]]:
    """Let time pass up to a sample and decide what to do.

    A monotonic clock that runs backwards is taken to stand still.
    """
    if (
        state.at <= sample.at < state.next_at
        and sample.facts == state.facts
        and sample.slept - state.slept < DRIFT
        and sample.wall.tzinfo == state.zone
        and -DRIFT < (sample.wall.timestamp() - state.wall) - (sample.at - state.at) < DRIFT
    ):
        return state, ()
    return decide(state, sample)


def decide(state: State, sample: Sample) -> tuple[State, tuple[Action, ...]]:
    """As `poll`, but never too early: the state comes back with all its counts up to the sample."""
    gone = absence(state, sample)
    new, told = passed(state, sample)
    if sample.inhibitors or new.inhibited:
        new = new._replace(inhibited=_inhibited(new, sample))
    if new.pauses:
        new = new._replace(pauses={name: one for name, one in new.pauses.items() if new.at < one.until})
    now = Now(new, sample)
    now.actions += told
    drift = (now.wall - state.wall) - (sample.at - state.at)
    has_moved = abs(drift) > MOVED or now.zone != state.zone
    if not -DRIFT < drift < DRIFT:
        now.waiting = {}
    _open_calendar(now)
    now.actions += missed(now, state.at, Why.UNSEEN if gone else Why.CLOCK_MOVED if has_moved else None)
    question = _question(state, now) if state.doing is Doing.IDLE and not gone else None
    look_at_offer(now)
    live = now.state.live
    standing = now.open.rule if now.open else None
    verdicts = {rule.id: _judge(rule, now) for rule in live if rule.id != standing}
    _offer(now, verdicts)
    _tell_holds(now, verdicts)
    end = now.state._replace(
        next_at=next_at(now, [verdict.until for verdict in verdicts.values()]),
        wall=now.wall,
        zone=now.zone,
        facts=sample.facts,
        slept=sample.slept,
        looked=now.wall,
        tracks=now.tracks,
        open=now.open,
        offers=now.offers,
        today=now.today,
        question=question or now.state.question,
        kept=_still_kept(now),
        waiting=now.waiting,
        log=(*now.state.log, *now.actions)[-LOG_LENGTH:] if now.actions else now.state.log,
    )
    return end, tuple(now.actions)


def next_moment(state: State, sample: Sample) -> float:
    """Seconds from a sample until the planner wants the next, if the facts stay; at most an hour."""
    return max(0.0, state.next_at - sample.at)


def _inhibited(state: State, sample: Sample) -> dict[Inhibitor, float]:
    """What inhibits, and until when: what is over still counts for a moment."""
    ends = dict.fromkeys(sample.inhibitors, inf)
    for inhibitor, until in state.inhibited.items():
        if inhibitor not in ends:
            over = state.at + SETTLES if until == inf else until
            if state.at < over:
                ends[inhibitor] = over
    return ends


def _still_kept(now: Now) -> Mapping[str, tuple[str, float]]:
    """What was snoozed and is not over yet; the rest has been told of as missed, if it was."""
    kept = now.state.kept
    if not kept or min(until for _, until in kept.values()) > now.at:
        return kept
    return {rule: (cause, until) for rule, (cause, until) in kept.items() if now.at < until}


def _open_calendar(now: Now) -> None:
    """Have the openings at hand for the days from the last look to tomorrow."""
    state, today = now.state, now.local.date()
    looked = today if state.looked >= now.wall - 2 * HOUR else _day_of(state.looked, now)
    known = state.calendar
    if known is None or not known.serves(state.reminders, looked, today, now.zone):
        known = calendar(state.reminders, looked, today, now.zone)
        now.state = state._replace(calendar=known)
    now.openings = known.openings


def _question(was: State, now: Now) -> Question | None:
    """Whether to ask if the idle time that has just ended was handwriting; if so, that is asked."""
    state, chosen = now.state, now.state.reminders
    idle = now.at - was.rest_since
    rule = next((rule for rule in state.live if isinstance(rule, ActiveTime)), None)
    if (
        not chosen.asks_about_writing
        or rule is None
        or state.doing is not Doing.WORKING
        or now.sample.idle is None
        or not state.only_idle
        or idle < chosen.ask_after
        or now.at < state.ask_not_before
        or out_of_hours(now) is not None
        or withdrawal(rule, now) is not None
    ):
        return None
    now.actions.append(AskWriting(Why.LONG_IDLE, now.wall, idle))
    return Question(idle, state.before)


def _judge(rule: Rule, now: Now) -> Due:
    """Whether a rule is to be offered now, and when to look again."""
    known = now.waiting.get(rule.id)
    if (
        known is not None
        and now.at < known.due.until
        and known.track is now.tracks[rule.id]
        and known.calendar is now.state.calendar
    ):
        return known.due
    found = due(rule, now)
    if found.is_ready:
        hold = first_hold(rule, now)
        return found._replace(held=hold[0], until=min(found.until, hold[1])) if hold else found
    if found.why in _SETTLED_FOR_NOW and isinstance(rule, CALENDAR) and now.state.calendar is not None:
        waiting = Waiting(now.tracks[rule.id], now.state.calendar, found)
        now.waiting = {**now.waiting, rule.id: waiting}
    return found


_SETTLED_FOR_NOW: Final = (Why.NOT_YET, Why.DAY_DONE)
"""Verdicts on calendar rules that cannot change before their moment."""


_ORDER: Final = (ClockTime, Dose, ActiveTime, Hydration)


def _rank(rule: Rule) -> tuple[int, float, str]:
    """Which of several comes first: promised times, doses, long pauses, short ones, drinks."""
    return _ORDER.index(type(rule)), -rule.every if isinstance(rule, ActiveTime) else 0.0, rule.id


def _offer(now: Now, verdicts: dict[str, Due]) -> None:
    """Offer the first of the rules that are to be offered; the others wait for it."""
    rule = _first(now, verdicts)
    if not rule:
        return
    withdraw(now, Why.REPLACED, again=False)  # what has receded; anything else would have held this one
    found = verdicts[rule.id]
    why = found.why
    if isinstance(rule, ActiveTime) and (dose := _waiting_dose(now, verdicts)):
        now.actions.append(Hold(rule.id, Why.DOSE_IN_BREAK, now.wall))
        settle(now, rule, found.cause)
        rule, found, why = dose, verdicts[dose.id], Why.DOSE_IN_BREAK
    writing = now.state.doing is Doing.WRITING
    announce = Announce.STRIP if writing else rule.manner.announce
    now.actions.append(
        Offer(rule.id, why, now.wall, found.cause, rule.routine, announce, writing, rule.manner.strict)
    )
    now.open = Open(rule.id, found.cause, now.at)
    now.offers = (*now.offers, now.at)
    now.today = (now.today[0], now.today[1] + 1)
    now.tracks[rule.id] = now.tracks[rule.id]._replace(held=None, typing_since=None, begun="")
    verdicts.update((one.id, _judge(one, now)) for one in now.state.live)
    del verdicts[rule.id]


def _first(now: Now, verdicts: dict[str, Due]) -> Rule | None:
    ready = {name for name, found in verdicts.items() if found.is_ready and found.held is None}
    return min((rule for rule in now.state.live if rule.id in ready), key=_rank) if ready else None


def _waiting_dose(now: Now, verdicts: dict[str, Due]) -> Dose | None:
    """A dose that waits for a natural break, and could have this one."""
    for rule in now.state.live:
        if (
            isinstance(rule, Dose)
            and rule.id in verdicts
            and verdicts[rule.id].why is Why.WAITS_FOR_BREAK
            and first_hold(rule, now) is None
        ):
            return rule
    return None


def _tell_holds(now: Now, verdicts: dict[str, Due]) -> None:
    """Say why something is held back, once for each reason."""
    for rule, verdict in verdicts.items():
        track, held = now.tracks[rule], verdict.held
        if held is track.held and held is not Why.TYPING:
            continue
        since = track.typing_since
        since = (now.at if since is None else since) if held is Why.TYPING else None
        if held is not track.held or since != track.typing_since:
            if held is not None and held is not track.held:
                now.actions.append(Hold(rule, held, now.wall))
            now.tracks[rule] = track._replace(held=held, typing_since=since)


def _day_of(wall: float, now: Now) -> date:
    return datetime.fromtimestamp(wall, now.zone).date()
