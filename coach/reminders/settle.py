"""What is settled by an answer, by doing it, or by letting it pass."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Final

from coach.reminders.action import Why
from coach.reminders.passage import anew
from coach.reminders.rule import COUNTING, HOUR, ActiveTime, ClockTime, Dose, Hydration, Rule

if TYPE_CHECKING:
    from coach.reminders.holds import Now
    from coach.reminders.state import Track

RETRY: Final = HOUR
"""The least time before a dose that was let pass, or begun and left, is offered again."""
REMEMBERED: Final = 96 * HOUR
"""How long settled causes are remembered: longer than any calendar in use is wrong by."""


def settle(now: Now, rule: Rule, cause: str) -> None:
    """Be done with a cause for good. A longer pause serves for the shorter ones too."""
    if isinstance(rule, ActiveTime):
        for other in now.state.live:
            if isinstance(other, ActiveTime) and other.every <= rule.every:
                now.tracks[other.id] = anew(now.tracks[other.id])
    elif isinstance(rule, Hydration):
        now.tracks[rule.id] = anew(now.tracks[rule.id])
    else:
        remember(now, rule, cause)


def remember(now: Now, rule: Rule, cause: str) -> None:
    """Keep that a calendar cause is settled."""
    track = now.tracks[rule.id]
    settled = {old: at for old, at in track.settled.items() if now.at < at + REMEMBERED}
    now.tracks[rule.id] = heard(track)._replace(settled={**settled, cause: now.at})


def let_pass(now: Now, rule: Rule, cause: str) -> None:
    """Nobody answered. A dose comes again later the same day; anything else had its chance."""
    if isinstance(rule, Dose):
        silence(now, rule, now.at + max(RETRY, rule.apart), Why.ASKED_LATER)
    else:
        settle(now, rule, cause)


def silence(now: Now, rule: Rule, until: float, why: Why) -> None:
    """Say nothing of a rule until a moment."""
    now.tracks[rule.id] = now.tracks[rule.id]._replace(silent_until=until, silent_why=why)


def keep(now: Now, rule: Rule, cause: str, until: float) -> None:
    """Keep a time of day that was put off, for as long again as it may be late. Doses are not kept."""
    if isinstance(rule, ClockTime):
        now.state = now.state._replace(kept={**now.state.kept, rule.id: (cause, until + rule.late)})


def revive(now: Now, rule: Rule, cause: str) -> None:
    """Make a cause that was let pass due again: somebody answers after all."""
    track = now.tracks[rule.id]
    if isinstance(rule, COUNTING):
        now.tracks[rule.id] = track._replace(counted=max(track.counted, rule.every))
    else:
        settled = {old: at for old, at in track.settled.items() if old != cause}
        now.tracks[rule.id] = track._replace(settled=settled)


def heard(track: Track) -> Track:
    """The track without what belonged to a cause that is settled."""
    return track._replace(silent_until=-inf, silent_why=None, tries=0, held=None, typing_since=None)
