"""The planner: `poll(state, sample) -> (state, actions)`, with no clock of its own and no side effect.

A sample that comes before `next_moment` and tells nothing new changes nothing. So it makes no difference how
often somebody looks, and one timer serves all rules.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.reminders.action import Action, AskWriting, Hold, Offer, Recede, Why, Withdraw
from coach.reminders.daytime import seconds_until
from coach.reminders.due import Due, due, ends_at, missed
from coach.reminders.holds import Now, first_hold, out_of_hours, withdrawal
from coach.reminders.openings import calendar
from coach.reminders.passage import A_MOMENT, AT_KEYBOARD, absence, passed
from coach.reminders.rule import (
    CALENDAR,
    HOUR,
    MINUTE,
    ActiveTime,
    Announce,
    ClockTime,
    Dose,
    Hydration,
    Ignored,
    Rule,
)
from coach.reminders.settle import keep, let_pass, settle, silence
from coach.reminders.state import LOG_LENGTH, Doing, Open, Question, State, Waiting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from coach.reminders.sample import Inhibitor, Sample

LOOK_ANYWAY: Final = HOUR
"""Seconds after which the planner wants a sample though it expects nothing."""
AT_ONCE: Final = 0.05
"""The least seconds between two looks that nothing has called for."""
DRIFT: Final = 1.0
"""Seconds by which the two clocks may part before it is looked into."""
MOVED: Final = 60.0
"""Seconds by which the time of day must jump to be told as a clock that moved."""
SETTLES: Final = 30.0
"""Seconds for which an inhibitor still counts once it is over: calls drop and come back."""
STRIP_STAYS: Final = 30 * MINUTE
TRIES: Final = 2
"""How often an offer that nobody answers comes again, where it does."""


class Verdict(NamedTuple):
    """Whether a rule is to be offered now; if not, why not; and when to look again."""

    due: Due
    held: Why | None
    until: float

    @property
    def is_go(self) -> bool:
        """Whether it is time and nothing speaks against it."""
        return self.due.is_ready and self.held is None


def poll(state: State, sample: Sample) -> tuple[State, tuple[Action, ...]]:
    """Let time pass up to a sample and decide what to do.

    A monotonic clock that runs backwards is taken to stand still.
    """
    wall = sample.wall.timestamp()
    drift = (wall - state.wall) - (sample.at - state.at)
    if (
        state.at <= sample.at < state.next_at
        and -DRIFT < drift < DRIFT
        and sample.facts == state.facts
        and sample.slept - state.slept < DRIFT
        and sample.wall.tzinfo == state.zone
    ):
        return state, ()
    return decide(state, sample)


def decide(state: State, sample: Sample) -> tuple[State, tuple[Action, ...]]:
    """As `poll`, but never too early: the state comes back with all its counts up to the sample."""
    wall = sample.wall.timestamp()
    drift = (wall - state.wall) - (sample.at - state.at)
    has_moved = abs(drift) > MOVED or sample.wall.tzinfo != state.zone
    gone = absence(state, sample)
    new, told = passed(state, sample)
    if not -DRIFT < drift < DRIFT:
        new = new._replace(waiting={})
    if sample.inhibitors or new.inhibited:
        new = new._replace(inhibited=_inhibited(new, sample))
    if new.pauses:
        new = new._replace(pauses={name: one for name, one in new.pauses.items() if new.at < one.until})
    now = Now(new, sample)
    now.actions += told
    _open_calendar(now)
    now.actions += missed(now, state.at, Why.UNSEEN if gone else Why.CLOCK_MOVED if has_moved else None)
    question = _question(state, now) if state.doing is Doing.IDLE and not gone else None
    _look_at_offer(now)
    live = now.state.live
    standing = now.open.rule if now.open else None
    verdicts = {rule.id: _judge(rule, now) for rule in live if rule.id != standing}
    _offer(now, verdicts)
    _tell_holds(now, verdicts)
    end = now.state._replace(
        next_at=_next_at(now, verdicts),
        wall=wall,
        zone=sample.wall.tzinfo,
        facts=sample.facts,
        slept=sample.slept,
        looked=wall,
        tracks=now.tracks,
        open=now.open,
        offers=now.offers,
        today=now.today,
        question=question or now.state.question,
        waiting=_waiting(now, verdicts),
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


def _look_at_offer(now: Now) -> None:
    """See whether the offer that stands still stands."""
    if not now.open:
        return
    offer = now.open
    rule = next((rule for rule in now.state.live if rule.id == offer.rule), None)
    if rule is None:
        _withdraw(now, Why.CHANGED, again=False)
    elif isinstance(rule, ActiveTime) and _has_rested(rule, offer, now):
        _withdraw(now, Why.RESTED, again=False)
    elif (why := withdrawal(rule, now)) is not None:
        again = not offer.receded and _lasts(rule, offer.cause, now)
        _withdraw(now, why, again=again)
        if not again and not offer.receded:
            let_pass(now, rule, offer.cause)
    elif now.at >= offer.since + rule.manner.patience + (STRIP_STAYS if offer.receded else 0.0):
        _ignored(now, rule, offer)


def _has_rested(rule: ActiveTime, offer: Open, now: Now) -> bool:
    """Whether a natural rest has settled what is offered, or made what has receded needless."""
    rest, needed = now.state.rested(now.at), now.state.rest_needed(rule, only_idle=now.state.only_idle)
    return offer.cause != str(now.tracks[rule.id].number) or rest + A_MOMENT >= needed


def _lasts(rule: Rule, cause: str, now: Now) -> bool:
    """Whether a cause can be offered again later."""
    if not isinstance(rule, CALENDAR):
        return True
    openings = now.openings[rule.id]
    return any(opening.key == cause and now.at < ends_at(rule, opening, now) for opening in openings)


def _ignored(now: Now, rule: Rule, offer: Open) -> None:
    """Nobody answers: do as the person has chosen."""
    track = now.tracks[rule.id]
    if rule.manner.ignored is Ignored.STRIP and not offer.receded:
        now.actions.append(Recede(rule.id, Why.IGNORED, now.wall))
        let_pass(now, rule, offer.cause)
        counts = not isinstance(rule, CALENDAR)
        cause = str(now.tracks[rule.id].number) if counts else offer.cause
        now.open = replace(offer, cause=cause, receded=True)
    elif rule.manner.ignored is Ignored.ASK_AGAIN and track.tries < TRIES:
        now.tracks[rule.id] = track._replace(tries=track.tries + 1)
        again_at = now.at + now.state.reminders.snoozes[0]
        silence(now, rule, again_at, Why.ASKED_LATER)
        keep(now, rule, offer.cause, again_at)
        _withdraw(now, Why.IGNORED, again=True)
    else:
        _withdraw(now, Why.IGNORED, again=isinstance(rule, Dose))
        if not offer.receded:
            let_pass(now, rule, offer.cause)


def _withdraw(now: Now, why: Why, *, again: bool) -> None:
    if now.open:
        now.actions.append(Withdraw(now.open.rule, why, now.wall, now.open.cause, again))
        now.open = None


def _judge(rule: Rule, now: Now) -> Verdict:
    """Whether a rule is to be offered now."""
    known = now.state.waiting.get(rule.id)
    if (
        known is not None
        and now.at < known.due.until
        and known.track is now.tracks[rule.id]
        and known.calendar is now.state.calendar
    ):
        return Verdict(known.due, None, known.due.until)
    found = due(rule, now)
    if not found.is_ready:
        return Verdict(found, None, found.until)
    hold = first_hold(rule, now)
    return Verdict(found, hold[0], min(found.until, hold[1])) if hold else Verdict(found, None, found.until)


_ORDER: Final = (ClockTime, Dose, ActiveTime, Hydration)


def _rank(rule: Rule) -> tuple[int, float, str]:
    """Which of several comes first: promised times, doses, long pauses, short ones, drinks."""
    return _ORDER.index(type(rule)), -rule.every if isinstance(rule, ActiveTime) else 0.0, rule.id


def _offer(now: Now, verdicts: dict[str, Verdict]) -> None:
    """Offer the first of the rules that are to be offered; the others wait for it."""
    rule = _first(now, verdicts)
    if not rule:
        return
    _withdraw(now, Why.REPLACED, again=False)  # what has receded; anything else would have held this one
    found = verdicts[rule.id].due
    why = found.why
    if isinstance(rule, ActiveTime) and (dose := _waiting_dose(now, verdicts)):
        now.actions.append(Hold(rule.id, Why.DOSE_IN_BREAK, now.wall))
        settle(now, rule, found.cause)
        rule, found, why = dose, verdicts[dose.id].due, Why.DOSE_IN_BREAK
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


def _first(now: Now, verdicts: dict[str, Verdict]) -> Rule | None:
    ready = (rule for rule in now.state.live if rule.id in verdicts and verdicts[rule.id].is_go)
    return min(ready, key=_rank, default=None)


def _waiting_dose(now: Now, verdicts: dict[str, Verdict]) -> Dose | None:
    """A dose that waits for a natural break, and could have this one."""
    for rule in now.state.live:
        if (
            isinstance(rule, Dose)
            and rule.id in verdicts
            and verdicts[rule.id].due.why is Why.WAITS_FOR_BREAK
            and first_hold(rule, now) is None
        ):
            return rule
    return None


def _tell_holds(now: Now, verdicts: dict[str, Verdict]) -> None:
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


def _waiting(now: Now, verdicts: dict[str, Verdict]) -> dict[str, Waiting]:
    """The verdicts on calendar rules that cannot change before their moment."""
    known = now.state.calendar
    return {
        rule.id: Waiting(now.tracks[rule.id], known, verdict.due)
        for rule in now.state.live
        if known is not None
        and isinstance(rule, CALENDAR)
        and (verdict := verdicts.get(rule.id)) is not None
        and verdict.due.why in _SETTLED_FOR_NOW
    }


_SETTLED_FOR_NOW: Final = (Why.NOT_YET, Why.DAY_DONE)


def _next_at(now: Now, verdicts: dict[str, Verdict]) -> float:
    """The next moment at which something may change though the facts stay."""
    state = now.state
    moments = [verdict.until for verdict in verdicts.values()]
    moments += state.inhibited.values()
    moments += [pause.until for pause in state.pauses.values()]
    if not state.doing.is_work:
        moments += _rest_moments(now)
    if now.open:
        moments += _offer_moments(now.open, now)
    if state.writing_until is not None:
        moments.append(state.writing_until)
    if state.keyboard_since is not None:
        moments.append(state.keyboard_since + AT_KEYBOARD)
    return min(max(min(moments, default=inf), state.at + AT_ONCE), state.at + LOOK_ANYWAY)


def _rest_moments(now: Now) -> Iterator[float]:
    """When the rest in hand will have been enough for each rule."""
    state, standing = now.state, now.open.rule if now.open else None
    for rule in state.reminders.rules:
        if isinstance(rule, ActiveTime) and (rule.id == standing or now.tracks[rule.id].counted):
            yield state.rest_since + state.rest_needed(rule, only_idle=state.only_idle)


def _offer_moments(offer: Open, now: Now) -> Iterator[float]:
    """When the offer that stands has waited long enough, or must go because of the hour."""
    chosen = now.state.reminders
    manner = next(rule for rule in now.state.live if rule.id == offer.rule).manner
    yield offer.since + manner.patience + (STRIP_STAYS if offer.receded else 0.0)
    if chosen.quiet and not manner.in_quiet_hours:
        yield now.at + seconds_until(now.local, chosen.quiet.start)
    if chosen.working_hours is not None and manner.working_hours_only:
        ends = {window.end for windows in chosen.working_hours for window in windows}
        yield now.at + seconds_until(now.local, *ends)


def _day_of(wall: float, now: Now) -> date:
    return datetime.fromtimestamp(wall, now.zone).date()
