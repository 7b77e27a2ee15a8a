"""Rules out of the settings of Workrave, Safe Eyes and Stretchly, and what Coach has no like for.

Their texts come in as they are; where the files are is known to `coach.desktop.peers`.
"""

from __future__ import annotations

import configparser
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coach.reminders.rule import MINUTE, PURPOSES, ActiveTime, Announce, Manner, Purpose, Range

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SHORT, LONG = "short", "long"
SHORT_ROUTINE: Final = "writer-micro-60"
LONG_ROUTINES: Final = ((150.0, "desk-foot-2"), (240.0, "keyboard-break-3"), (float("inf"), "writer-break-5"))
"""Up to which length of a long break which routine fits into it, seconds."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What could be taken over, and a sentence for each thing that could not, or not as it was."""

    rules: tuple[ActiveTime, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Break:
    """One kind of break as another program has it; seconds."""

    every: float
    length: float
    strict: bool = False
    window: bool = False
    everywhere: bool = False


def take(program: str, text: str) -> Taken:
    """The rules in a program's settings.

    Raises:
        ValueError: There is no such program here, or the text is not its settings.
    """
    if program not in PROGRAMS:
        raise ValueError(
            f"Coach cannot read the settings of {program}; it can those of {', '.join(PROGRAMS)}."
        )
    try:
        return PROGRAMS[program](text)
    except (configparser.Error, KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise ValueError(f"These are no settings of {program} that Coach can read.") from error


def _workrave(text: str) -> Taken:
    """An ini file: `workrave.ini`, or what `dconf dump /org/workrave/` says."""
    found = configparser.ConfigParser(interpolation=None, strict=False)
    found.read_string(text)
    values: dict[str, Mapping[str, str]] = {
        name.replace("_", "-").strip("/"): found[name] for name in found.sections()
    }
    if _WORKRAVE.isdisjoint(name.split("/")[0] for name in values):
        raise ValueError("none of its headings")
    breaks: dict[str, _Break] = {}
    for which, name, every, length in ((SHORT, "micro-pause", 180, 30), (LONG, "rest-break", 2700, 600)):
        if _is_on(values, f"breaks/{name}"):
            times = values.get(f"timers/{name}", {})
            limit, rest = times.get("limit", every), times.get("auto-reset", times.get("auto_reset", length))
            breaks[which] = _Break(float(limit), float(rest), window=True)
    left_out = []
    if _is_on(values, "breaks/daily-limit"):
        left_out.append("Workrave's daily limit of work: Coach sets none.")
    return _taken("Workrave", breaks, left_out)


def _is_on(values: Mapping[str, Mapping[str, str]], section: str) -> bool:
    """Whether Workrave shows a kind of break: unless its settings say otherwise, it does."""
    return values.get(section, {}).get("enabled", "true").lower() in {"true", "1"}


_WORKRAVE: Final = {"timers", "breaks", "monitor", "general", "gui", "advanced"}


def _safe_eyes(text: str) -> Taken:
    """`safeeyes.json`: minutes between breaks, seconds in them."""
    found = _json(text)
    strict = found.get("strict_break") is True
    short_every, long_every = found["short_break_interval"], found.get("long_break_interval")
    if long_every is None:  # before version 2.1 it was counted in short breaks
        long_every = short_every * found["no_of_short_breaks_per_long_break"]
    breaks: dict[str, _Break] = {}
    for which, every in ((SHORT, short_every), (LONG, long_every)):
        if found.get(f"{which}_breaks", True):
            length = float(found[f"{which}_break_duration"])
            breaks[which] = _Break(every * MINUTE, length, strict, window=True, everywhere=True)
    names = [one.get("name", "") for which in breaks for one in found.get(f"{which}_breaks", [])]
    left_out = [f"{len(names)} exercises of Safe Eyes: Coach plays its own routines."] if names else []
    return _taken("Safe Eyes", breaks, left_out)


def _stretchly(text: str) -> Taken:
    """`config.json`: milliseconds; a long break comes after so many short ones."""
    found = {**_STRETCHLY, **_json(text)}
    all_screens = found["allScreens"] is True
    breaks: dict[str, _Break] = {}
    short_every = found["microbreakInterval"] / 1000
    if found["microbreak"]:
        strict = found["microbreakStrictMode"] is True
        length = found["microbreakDuration"] / 1000
        breaks[SHORT] = _Break(short_every, length, strict, window=True, everywhere=all_screens)
    if found["break"]:
        strict = found["breakStrictMode"] is True
        every = short_every * (found["breakInterval"] + 1 if found["microbreak"] else 1)
        length = found["breakDuration"] / 1000
        breaks[LONG] = _Break(every, length, strict, window=True, everywhere=all_screens)
    left_out = ["The ideas of Stretchly: Coach plays its own routines."] if found["ideas"] else []
    return _taken("Stretchly", breaks, left_out)


_STRETCHLY: Final = {
    "microbreak": True,
    "microbreakInterval": 600000,
    "microbreakDuration": 20000,
    "microbreakStrictMode": False,
    "break": True,
    "breakInterval": 2,
    "breakDuration": 300000,
    "breakStrictMode": False,
    "allScreens": True,
    "ideas": True,
}
"""What Stretchly does unless its file says otherwise."""
PROGRAMS: Final[Mapping[str, Callable[[str], Taken]]] = {
    "workrave": _workrave,
    "safeeyes": _safe_eyes,
    "stretchly": _stretchly,
}


def _json(text: str) -> dict[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise TypeError("no object")
    return found


def _taken(program: str, breaks: Mapping[str, _Break], left_out: list[str]) -> Taken:
    rules = []
    for which, one in breaks.items():
        purpose = _purpose(which, one)
        bounds = PURPOSES[purpose]
        what = f"{program}'s {which} break"
        every = _within(bounds.every, one.every, f"{what} came every", left_out)
        length = _within(bounds.length, one.length, f"{what} lasted", left_out)
        manner = Manner(
            announce=Announce.WINDOW if one.window else Announce.NOTIFICATION,
            strict=one.strict,
            everywhere=one.everywhere,
            title=f"{which.capitalize()} break, as in {program}",
        )
        identity = f"{program.lower().replace(' ', '-')}-{which}"
        rules.append(ActiveTime(identity, _routine(which, length), purpose, every, length, manner))
    return Taken(tuple(rules), tuple(left_out))


def _purpose(which: str, one: _Break) -> Purpose:
    """The purpose in whose bounds most of it stays."""
    if which == SHORT:
        return Purpose.KEYBOARD_MICRO
    move = PURPOSES[Purpose.MOVE]
    fits = one.every <= move.every.most and one.length <= move.length.most
    return Purpose.MOVE if fits else Purpose.WRITING_LONG


def _routine(which: str, length: float) -> str:
    if which == SHORT:
        return SHORT_ROUTINE
    return next(routine for most, routine in LONG_ROUTINES if length <= most)


def _within(bounds: Range, seconds: float, what: str, left_out: list[str]) -> float:
    """The nearest that Coach allows; if that is another length, so is told."""
    nearest = min(max(seconds, bounds.least), bounds.most)
    if nearest != seconds:
        left_out.append(f"{what} {bounds.in_words(seconds)}; in Coach it is {bounds.in_words(nearest)}.")
    return nearest
