"""Why now, why not, and what comes next, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from math import inf, isfinite
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from coach.reminders.action import (
    Action,
    AskWriting,
    Hold,
    Missed,
    Offer,
    Recede,
    Rested,
    Why,
    Withdraw,
    WritingEnded,
)
from coach.reminders.daytime import DAY
from coach.reminders.due import due
from coach.reminders.holds import Now, all_holds
from coach.reminders.openings import calendar
from coach.reminders.passage import passed
from coach.reminders.rule import ActiveTime, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

    from coach.reminders.sample import Sample
    from coach.reminders.state import State

WORDS: Final = {
    Why.NOT_YET: "it is not time yet",
    Why.WAITS_FOR_BREAK: "it waits for a natural break",
    Why.DAY_DONE: "nothing more today",
    Why.WORKED: "you have worked for a while",
    Why.TIME_OF_DAY: "it is the time you chose",
    Why.DOSE_DUE: "a dose of your programme is due",
    Why.DOSE_IN_BREAK: "a dose of your programme fits into this break",
    Why.THIRST: "a few sips, or a cup if you are thirsty",
    Why.PAUSED: "reminders are paused",
    Why.SNOOZED: "you asked for it a little later",
    Why.NOT_TODAY: "you said not today",
    Why.ASKED_LATER: "it comes again later",
    Why.QUIET_HOURS: "quiet hours",
    Why.OUT_OF_HOURS: "outside your working hours",
    Why.IN_SESSION: "a routine is running, or has just ended",
    Why.ON_CALL: "a call is on",
    Why.CAMERA_ON: "the camera is in use",
    Why.PRESENTING: "a presentation is on",
    Why.DO_NOT_DISTURB: "do not disturb is on",
    Why.FULL_SCREEN: "a program fills the screen",
    Why.LOCKED: "the screen is locked",
    Why.ABSENT: "you are away from the machine",
    Why.DAILY_CAP: "that is enough reminders for one day",
    Why.HOURLY_CAP: "that is enough reminders for one hour",
    Why.DRANK: "you had a drink within the hour",
    Why.LONG_ONE_NEAR: "a longer break is near",
    Why.OTHER_OPEN: "another reminder is open",
    Why.TYPING: "you are in the middle of typing",
    Why.RESTED: "you have rested",
    Why.IGNORED: "there was no answer",
    Why.REPLACED: "another reminder took its place",
    Why.CHANGED: "the rule was changed",
    Why.ANSWERED: "you answered",
    Why.TIME_OVER: "its time was over",
    Why.TOO_SOON: "it would have been too soon after the last one",
    Why.UNSEEN: "the computer slept or Coach did not run",
    Why.CLOCK_MOVED: "the clock was changed",
    Why.LONG_IDLE: "the machine was idle for long",
    Why.WRITING_OVER: "its time is over",
    Why.AT_KEYBOARD: "you are back at the keyboard",
}
"""The reasons, as they read after a colon."""
_NO_NAMES: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is to be expected of a rule."""

    rule: str
    at: datetime | None
    """When its time comes, if work goes on; None where nobody can tell."""
    work: float | None
    """Seconds of work until then, for a rule that counts work."""
    holds: tuple[Why, ...]
    """What speaks against it at present."""
    open: bool = False
    """Whether its offer stands."""


def outlooks(state: State, sample: Sample) -> tuple[Outlook, ...]:
    """What is to be expected of each rule that holds, the nearest first; as of the last poll."""
    state, _ = passed(state, sample)
    now = Now(state, sample)
    ahead = calendar(state.reminders, now.local.date(), now.local.date() + DAY * 7, now.zone)
    now.openings = ahead.openings
    found = [_outlook(rule, now) for rule in state.live]
    return tuple(sorted(found, key=lambda one: (not one.open, one.at.timestamp() if one.at else inf)))


def _outlook(rule: Rule, now: Now) -> Outlook:
    holds = tuple(hold for hold in all_holds(rule, now) if hold is not Why.TYPING)  # over in a moment
    track = now.tracks[rule.id]
    is_open = now.open is not None and now.open.rule == rule.id
    work = max(0.0, rule.every - track.counted) if isinstance(rule, ActiveTime) else None
    found = due(rule, now)
    if found.is_ready:
        comes = now.at
    elif work is not None:
        comes = now.at + work  # at rest too: if work went on now
    else:
        comes = found.until
    if now.at < track.silent_until:
        comes = max(comes, track.silent_until)
    at = datetime.fromtimestamp(now.wall + comes - now.at, now.zone) if isfinite(comes) else None
    return Outlook(rule.id, at, work, holds, is_open)


def sentence(outlook: Outlook) -> str:
    """The outlook in one line: "next: 11:40, after 6 more minutes of work; held: a call is on"."""
    if outlook.open:
        return "open now"
    told = f"next: {outlook.at:%H:%M}" if outlook.at else "next: not today"
    if outlook.work:
        minutes = max(1, round(outlook.work / 60))
        told += f", after {minutes} more minute{'s' if minutes > 1 else ''} of work"
    if outlook.holds:
        told += "; held: " + ", ".join(WORDS[why] for why in outlook.holds)
    return told


def decision(action: Action, zone: tzinfo | None = UTC, names: Mapping[str, str] = _NO_NAMES) -> str:
    """A decision of the log in one line, with the local time; rules by their names where they have one."""
    at = datetime.fromtimestamp(action.wall, zone)
    return f"{at:%Y-%m-%d %H:%M:%S}  {_told(action, names)}: {WORDS[action.why]}"


def _told(action: Action, names: Mapping[str, str]) -> str:
    words = _TELL[type(action)]
    if isinstance(action, Withdraw) and action.again:
        words += ", to come again"
    return words.format(action=action, rule=names.get(action.rule, action.rule))


_TELL: Final[dict[type[Action], str]] = {
    Offer: "{rule} offered",
    Recede: "{rule} made small",
    Withdraw: "{rule} taken away",
    Hold: "{rule} held",
    Missed: "{rule} of {action.cause} let go",
    Rested: "{rule} counts anew after {action.seconds:.0f} s",
    AskWriting: "asked about {action.seconds:.0f} s without input",
    WritingEnded: "handwriting mode ended",
}
