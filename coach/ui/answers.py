"""The answers to a reminder, the same in a notification, a strip, a window and on the Today page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coach.reminders import asked
from coach.reminders.lengths import in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

START: Final = "start"
SKIP: Final = "skip"
NOT_TODAY: Final = "not-today"
PAUSE: Final = "pause"
_SNOOZE: Final = "snooze-"
HOUR_PAUSE: Final = "hour"
"""The pause for an hour, by its name."""


def answers(snoozes: Sequence[float], *, strict: bool = False) -> tuple[tuple[str, str], ...]:
    """The answers that are open, as (id, words), the likeliest first. `snoozes` are lengths in seconds.

    Where a person has chosen that a rule is strict, it is begun or all reminders are paused.
    """
    if strict:
        return ((START, "Start"), (PAUSE, "Pause all for an hour"))
    later = ((f"{_SNOOZE}{seconds:g}", f"In {in_words(seconds)}") for seconds in snoozes)
    return ((START, "Start"), *later, (SKIP, "Skip this one"), (NOT_TODAY, "Not now today"))


def line(answer: str, rule: str) -> str:
    """The answer as the resident is told it, for a rule.

    Raises:
        ValueError: There is no such answer.
    """
    if answer.startswith(_SNOOZE):
        return asked.snooze(rule, float(answer.removeprefix(_SNOOZE)))
    if answer == PAUSE:
        return pause_an_hour()
    plain = {START: asked.start, SKIP: asked.skip, NOT_TODAY: asked.not_today}
    if answer not in plain:
        raise ValueError(f"{answer} is no answer to a reminder")
    return plain[answer](rule)


def pause_an_hour() -> str:
    """The line that pauses all reminders for an hour."""
    return asked.pause(HOUR_PAUSE, 3600.0)
