"""What a rule is called and what it does, in words; lengths, days and windows as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coach.reminders.lengths import in_words as length
from coach.reminders.rule import (
    ALL_DAYS,
    ActiveTime,
    Announce,
    ClockTime,
    Dose,
    Hydration,
    Ignored,
    Manner,
    Purpose,
    Rule,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import time

    from coach.reminders.daytime import Window

PURPOSES: Final = {
    Purpose.WRITING_MICRO: ("Short pause from writing", "writing", "a pause of {}"),
    Purpose.WRITING_LONG: ("Long pause from writing", "writing", "a pause of {}"),
    Purpose.KEYBOARD_MICRO: ("Short pause from the keyboard", "work", "a pause of {}"),
    Purpose.MOVE: ("Stand up and move", "work", "{} on your feet"),
    Purpose.FEET: ("Move your feet", "work", "{} for your feet"),
}
"""For each purpose: its name, what is counted, and what follows for so long."""
DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORKDAYS: Final = frozenset(range(5))
ANNOUNCES: Final = {
    Announce.NOTIFICATION: "a quiet notification",
    Announce.WINDOW: "a window",
    Announce.STRIP: "a calm line across the screen",
}
IGNORED: Final = {
    Ignored.STRIP: "stays as a small strip for half an hour",
    Ignored.GO_AWAY: "goes away",
    Ignored.ASK_AGAIN: "comes again a little later, twice at most",
}


def name(rule: Rule, title: str = "") -> str:
    """What a rule is called: by the person, or as it does. `title` is that of its routine, if it is known."""
    if rule.manner.title:
        return rule.manner.title
    if isinstance(rule, ActiveTime):
        return PURPOSES[rule.purpose][0]
    if isinstance(rule, Hydration):
        return "Something to drink"
    return title or rule.routine.replace("-", " ").capitalize() or rule.id


def sentence(rule: Rule, title: str = "") -> str:
    """What a rule does, in a sentence or two. `title` as in `name`."""
    if isinstance(rule, ActiveTime):
        _, counted, pause = PURPOSES[rule.purpose]
        what = f": {title}" if title else ""
        return f"After {length(rule.every)} of {counted}, {pause.format(length(rule.length))}{what}."
    if isinstance(rule, ClockTime):
        return _at_times(rule, title)
    if isinstance(rule, Dose):
        often = times_a_day(rule.times_a_day)
        apart = f", at least {length(rule.apart)} apart" if rule.apart and rule.times_a_day > 1 else ""
        within = "" if rule.window.start == rule.window.end else f", {window(rule.window)}"
        subject = f"{title}, {often}" if title else often.capitalize()
        return f"{subject}{apart}{within}{_on(rule.days)}. It looks for a natural break."
    most = rule.most_a_day
    until = f" At most {most:g} ml a day." if most is not None else ""
    every = f"Every {length(rule.every)} that you are up"
    return f"{every}: a few sips, or {rule.cup:g} ml if you are thirsty.{until}"


def _at_times(rule: ClockTime, title: str) -> str:
    parts = []
    if rule.times:
        at = _and(f"{one:%H:%M}" for one in sorted(rule.times))
        parts.append(f"{length(rule.before)} before {at}" if rule.before else f"at {at}")
    if rule.windows:
        parts.append("once " + _and(window(one) for one in rule.windows))
    when = ", and ".join(parts)
    said = f"{title}, {when}" if title else when[:1].upper() + when[1:]
    return f"{said}{_on(rule.days)}."


def how(manner: Manner) -> str:
    """How a rule comes, and what becomes of it unanswered."""
    comes = ANNOUNCES[manner.announce]
    if manner.announce is Announce.WINDOW:
        comes += " on all screens" if manner.everywhere else " on the screen you are at"
    parts = [f"It comes as {comes}.", f"Without an answer it {IGNORED[manner.ignored]}."]
    if manner.working_hours_only:
        parts.append("Only in working hours.")
    if manner.in_quiet_hours:
        parts.append("In quiet hours too.")
    if manner.strict:
        parts.append("Strict: it cannot be put off.")
    return " ".join(parts)


def times_a_day(number: int) -> str:
    """`once a day`, `twice a day`, `3 times a day`."""
    return {1: "once a day", 2: "twice a day"}.get(number, f"{number} times a day")


def window(one: Window) -> str:
    """`between 09:00 and 17:00`; a whole day is `all day`."""
    if one.start == one.end:
        return "all day"
    return f"between {_clock(one.start)} and {_clock(one.end)}"


def days(chosen: Iterable[int]) -> str:
    """Weekdays in words: `every day`, `Monday to Friday`, `Saturday and Sunday`."""
    found = sorted(frozenset(chosen))
    if frozenset(found) == ALL_DAYS:
        return "every day"
    if len(found) > 2 and found == list(range(found[0], found[-1] + 1)):  # noqa: PLR2004  # two are named
        return f"{DAYS[found[0]]} to {DAYS[found[-1]]}"
    return _and(DAYS[day] for day in found)


def _on(chosen: frozenset[int]) -> str:
    return "" if chosen == ALL_DAYS else f", {days(chosen)}"


def _clock(at: time) -> str:
    return f"{at:%H:%M}"


def _and(parts: Iterable[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
