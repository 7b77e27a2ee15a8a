"""The next moment that matters: when something may change though the facts stay."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

from coach.reminders.daytime import seconds_until
from coach.reminders.passage import AT_KEYBOARD
from coach.reminders.rule import HOUR, ActiveTime
from coach.reminders.standing import STRIP_STAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coach.reminders.holds import Now
    from coach.reminders.state import Open

LOOK_ANYWAY: Final = HOUR
"""Seconds after which the planner wants a sample though it expects nothing."""
AT_ONCE: Final = 0.05
"""The least seconds between two looks that nothing has called for."""


def next_at(now: Now, verdicts: Iterable[float]) -> float:
    """The next of all moments; `verdicts` are those at which the verdict on a rule may change."""
    state = now.state
    moments = list(verdicts)
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
