"""What there is to say of the reminders just now, in a line or two. Pure: no Qt."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from coach.reminders.lengths import in_words

if TYPE_CHECKING:
    from datetime import tzinfo

    from coach.reminders.told import Expected, PauseTold, Told

PROFILES: Final = {"desk": "At the desk", "writing": "Writing by hand", "travel": "On the way"}
"""The profiles that come with Coach, in words; others are called as they are."""


def profile(name: str) -> str:
    """A profile in words."""
    return PROFILES.get(name, name)


def state(told: Told, zone: tzinfo | None = None) -> str:
    """How the reminders stand: paused, writing by hand, held, or what comes next and when."""
    paused = [one for one in told.pauses if not one.rules]
    if paused:
        longest = max(paused, key=lambda one: float("inf") if one.until is None else one.until)
        return f"Paused {until(longest, told.at, zone)}. What you do meanwhile is not counted."
    if told.offer is not None:
        return f"It is time: {told.offer.name}. {_upper(told.offer.reason)}."
    if not told.expected:
        return "There is no rule for this place yet."
    first = told.expected[0]
    if first.at is None:
        return "Nothing more today."
    return f"Next: {first.name}, {expected(first, told.at, zone)}."


def standing(told: Told, zone: tzinfo | None = None) -> str:
    """How the reminders stand beside a list of what is to be expected: paused, or on, and for where."""
    if told.pauses or not told.expected:
        return state(told, zone)
    return f"On, for “{profile(told.profile)}”."


def expected(one: Expected, at: float, zone: tzinfo | None = None) -> str:
    """When a rule comes, and what holds it: `after 6 more minutes of work, about 11:40; held: …`."""
    if one.open:
        return "open now"
    if one.at is None:
        said = "not today"
    else:
        clock = when(one.at, at, zone)
        if one.work:
            minutes = max(1, round(one.work / 60))
            said = f"after {minutes} more minute{'' if minutes == 1 else 's'} of work, about {clock}"
        else:
            said = "now" if one.at <= at else clock
    return f"{said}; held: {', '.join(one.holds)}" if one.holds else said


def until(pause: PauseTold, at: float, zone: tzinfo | None = None) -> str:
    """How long a pause lasts: `until 12:40`, `until you go on`."""
    return "until you go on" if pause.until is None else f"until {when(pause.until, at, zone)}"


def when(moment: float, now: float, zone: tzinfo | None = None) -> str:
    """A moment as one says it on the same day, and on another: `11:40`, `tomorrow 09:00`, `Friday 09:00`."""
    then, today = datetime.fromtimestamp(moment, zone), datetime.fromtimestamp(now, zone)
    # Midnight ends the day before: a pause until then is over "tomorrow", at its very beginning.
    days = (then.date() - today.date()).days
    clock = f"{then:%H:%M}"
    if days <= 0:
        return clock
    if days == 1:
        return "tomorrow" if then.hour == then.minute == 0 else f"tomorrow {clock}"
    return f"{then:%A} {clock}" if then - today < timedelta(days=7) else f"{then.day} {then:%B} {clock}"


def writing(told: Told) -> str:
    """How long handwriting mode lasts: `43 min left`; empty where it is off."""
    if told.writing_until is None:
        return ""
    left = max(1.0, -(-(told.writing_until - told.at) // 60)) * 60
    return f"{in_words(left)} left"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
