"""What is asked of the process that plans, in one line: "snooze keyboard-micro 300".

A window, the command line, the tray and D-Bus all speak it. Words with blanks stand in quotation marks.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from functools import partial
from math import inf
from typing import TYPE_CHECKING, Final

from coach.reminders import answers
from coach.reminders.rule import WRITING_FOR

if TYPE_CHECKING:
    from coach.reminders.answers import Answer
    from coach.reminders.sample import Sample
    from coach.reminders.state import State

UNTIL_TOMORROW: Final = "until-tomorrow"
OPEN: Final = "open"
"""A pause that lasts until it is ended."""
SHORTEST, LONGEST = 60.0, 31 * 24 * 3600.0
"""Seconds that a snooze or a pause can be asked for."""


def line(*words: str | float) -> str:
    """The line for some words; the other functions here say which there are."""
    return shlex.join(f"{word:g}" if isinstance(word, float) else str(word) for word in words)


def start(rule: str) -> str:
    """The person begins the routine of a rule."""
    return line("start", rule)


def done(rule: str) -> str:
    """The routine was done to its end, or the cup was drunk."""
    return line("done", rule)


def skip(rule: str) -> str:
    """Not this one."""
    return line("skip", rule)


def snooze(rule: str, seconds: float) -> str:
    """Again after so many seconds."""
    return line("snooze", rule, seconds)


def not_today(rule: str) -> str:
    """Nothing more of this rule today."""
    return line("not-today", rule)


def pause(name: str, seconds: float = inf, rules: tuple[str, ...] = ()) -> str:
    """Pause all rules, or those named, for so long; infinite: until it is ended."""
    return line("pause", name, OPEN if seconds == inf else seconds, *([",".join(rules)] if rules else []))


def pause_until_tomorrow(name: str = UNTIL_TOMORROW) -> str:
    """Pause all rules until the day is over."""
    return line("pause", name, UNTIL_TOMORROW)


def resume(name: str) -> str:
    """End the pause of that name."""
    return line("resume", name)


def writing(seconds: float = WRITING_FOR.usual) -> str:
    """Begin handwriting mode."""
    return line("writing", "start", seconds)


def stop_writing() -> str:
    """End handwriting mode."""
    return line("writing", "stop")


def was_writing(*, yes: bool) -> str:
    """Answer the question about idle time."""
    return line("was-writing", "yes" if yes else "no")


def profile(name: str) -> str:
    """Choose another profile."""
    return line("profile", name)


def session(pid: int, routine: str) -> str:
    """Coach itself leads a session from now on, in the process `pid`; if that ends, so does the session."""
    return line("session", pid, routine)


def session_over(pid: int, routine: str, *, done: bool) -> str:
    """The session is over: done to its end, or left."""
    return line("session-over", pid, routine, "done" if done else "left")


RELOAD: Final = "reload"
"""The settings or the safety answers have changed."""
QUIT: Final = "quit"


def words(asked: str) -> tuple[str, ...]:
    """The words of a line; none where it cannot be understood."""
    try:
        return tuple(shlex.split(asked))
    except ValueError:
        return ()


def answer(state: State, sample: Sample, asked: str) -> Answer | None:
    """Act on a line that is an answer to the reminders; None where it is none, or makes no sense."""
    found = words(asked)
    if not found or found[0] not in _ANSWERS:
        return None
    try:
        return _ANSWERS[found[0]](*found[1:])(state, sample)
    except (TypeError, ValueError):  # too few words, or a number that is none
        return None


_Act = Callable[["State", "Sample"], "Answer"]


def _of_rule(act: Callable[[State, Sample, str], Answer]) -> Callable[[str], _Act]:
    def ask(rule: str) -> _Act:
        return lambda state, sample: act(state, sample, rule)

    return ask


def _snooze(rule: str, seconds: str) -> _Act:
    return lambda state, sample: answers.snooze(state, sample, rule, _seconds(seconds))


def _pause(name: str, how_long: str, rules: str = "") -> _Act:
    if how_long == UNTIL_TOMORROW:
        return lambda state, sample: answers.pause_until_tomorrow(state, sample, name)
    some = frozenset(rules.split(",")) - {""}
    seconds = inf if how_long == OPEN else _seconds(how_long)
    return lambda state, sample: answers.pause(state, sample, name, seconds, some)


def _resume(name: str) -> _Act:
    return lambda state, sample: answers.resume(state, sample, name)


def _writing(what: str, seconds: str = f"{WRITING_FOR.usual:g}") -> _Act:
    if what == "stop":
        return answers.stop_writing
    if what != "start":
        raise ValueError(what)
    return lambda state, sample: answers.start_writing(state, sample, float(seconds))


def _was_writing(said: str) -> _Act:
    if said not in {"yes", "no"}:
        raise ValueError(said)
    return partial(answers.was_writing, yes=said == "yes")


def _seconds(text: str) -> float:
    seconds = float(text)
    if not SHORTEST <= seconds <= LONGEST:
        raise ValueError(text)
    return seconds


_ANSWERS: Final[dict[str, Callable[..., _Act]]] = {
    "start": _of_rule(answers.start),
    "done": _of_rule(answers.done),
    "skip": _of_rule(answers.skip),
    "not-today": _of_rule(answers.not_today),
    "snooze": _snooze,
    "pause": _pause,
    "resume": _resume,
    "writing": _writing,
    "was-writing": _was_writing,
}
