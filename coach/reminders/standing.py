"""The offer that stands: whether it still does, and what becomes of it when nobody answers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from coach.reminders.action import Recede, Why, Withdraw
from coach.reminders.due import ends_at
from coach.reminders.holds import withdrawal
from coach.reminders.passage import A_MOMENT
from coach.reminders.rule import CALENDAR, MINUTE, ActiveTime, Dose, Ignored, Rule
from coach.reminders.settle import keep, let_pass, silence

if TYPE_CHECKING:
    from coach.reminders.holds import Now
    from coach.reminders.state import Open

STRIP_STAYS: Final = 30 * MINUTE
TRIES: Final = 2
"""How often an offer that nobody answers comes again, where it does."""


def look_at_offer(now: Now) -> None:
    """See whether the offer that stands still stands."""
    if not now.open:
        return
    offer = now.open
    rule = next((rule for rule in now.state.live if rule.id == offer.rule), None)
    if rule is None:
        withdraw(now, Why.CHANGED, again=False)
    elif isinstance(rule, ActiveTime) and _has_rested(rule, offer, now):
        withdraw(now, Why.RESTED, again=False)
    elif (why := withdrawal(rule, now)) is not None:
        again = not offer.receded and _lasts(rule, offer.cause, now)
        withdraw(now, why, again=again)
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
        withdraw(now, Why.IGNORED, again=True)
    else:
        withdraw(now, Why.IGNORED, again=isinstance(rule, Dose))
        if not offer.receded:
            let_pass(now, rule, offer.cause)


def withdraw(now: Now, why: Why, *, again: bool) -> None:
    """Take the offer that stands away, if there is one."""
    if now.open:
        now.actions.append(Withdraw(now.open.rule, why, now.wall, now.open.cause, again))
        now.open = None
