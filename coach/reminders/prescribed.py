"""Today's doses of the programmes that are followed, as rules; they hold for this one day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING, Any, Final

from coach.reminders.chosen import read_rule, write_rule
from coach.reminders.daytime import Window
from coach.reminders.rule import APART, TIMES_A_DAY, ClockTime, Dose, Manner, Rule
from coach.routine.programme_doses import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from coach.reminders.rule import Reminders
    from coach.routine.programme_doses import DueDose

PREFIX: Final = "rx-"
"""What the ids of these rules begin with: the person's own do not."""
LAST: Final = time(23, 59)
"""How a programme says the end of the day."""


def rules(doses: Iterable[DueDose], today: date) -> tuple[Rule, ...]:
    """A rule for each dose that is still asked for on a day.

    Times of day stay what the author has written; doses without are shared out over their window. How many
    are done already is no matter here: the planner is told of each when it is done.
    """
    due = (dose for dose in doses if dose.state in {State.DUE, State.LATER} and dose.asked)
    found = {rule.id: rule for dose in due if (rule := _rule(dose, today)) is not None}
    return tuple(found.values())


def _rule(dose: DueDose, today: date) -> Rule | None:
    item, days = dose.item, frozenset({today.weekday()})
    identity = PREFIX + re.sub(r"[^a-z0-9]+", "-", f"{dose.programme}-{item.id}".lower()).strip("-")
    manner = Manner(title=item.title)
    if item.at:
        return ClockTime(identity, item.id, item.at, days=days, manner=manner)
    window = Window(item.start, time() if item.end >= LAST else item.end)
    if window.over_midnight or window.start == window.end != time():
        return None
    apart = min(max(item.apart, APART.least), APART.most)
    times = int(min(dose.asked, TIMES_A_DAY.most))
    return Dose(identity, item.id, times, apart, window, days, manner)


def dump(rules: Iterable[Rule], today: date) -> dict[str, Any]:
    """The rules of a day as values for JSON."""
    return {"day": today.isoformat(), "rules": [write_rule(rule) for rule in rules]}


def load(values: object, today: date) -> tuple[Rule, ...]:
    """The rules that `dump` has kept for this day; none for another, and none of what is damaged."""
    if not isinstance(values, dict) or values.get("day") != today.isoformat():
        return ()
    found = []
    for table in values.get("rules") or ():
        try:
            found.append(read_rule(table))
        except ValueError:
            continue
    return tuple(found)


def added(reminders: Reminders, more: Iterable[Rule]) -> Reminders:
    """The reminders with these rules, but for routines of which a rule of the person's own takes care."""
    own = {rule.routine for rule in reminders.rules if isinstance(rule, ClockTime | Dose)}
    ids = {rule.id for rule in reminders.rules}
    new = tuple(rule for rule in more if rule.routine not in own and rule.id not in ids)
    return replace(reminders, rules=(*reminders.rules, *new)) if new else reminders
