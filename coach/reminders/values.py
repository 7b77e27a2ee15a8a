"""The values of the settings of reminders, as the settings file has them: "20 min", "22:30", "09:00-17:00".

A field has one meaning wherever it stands, so its name says how it is read and written.
"""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coach.reminders.daytime import Window
from coach.reminders.lengths import in_words
from coach.reminders.rule import ALL_DAYS, Announce, Ignored, Purpose
from coach.reminders.sample import Inhibitor
from coach.routine.quantity import DAY_NAMES, QuantityError, length

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import StrEnum

NONE: Final = "none"


class Form(NamedTuple):
    """How a value is read from what TOML holds (ValueError if it cannot be), and written."""

    read: Callable[[Any], Any]
    write: Callable[[Any], Any]


def read_value(name: str, value: object) -> Any:  # noqa: ANN401  # each field has its own type
    """The value of a field.

    Raises:
        ValueError: It is none; the message begins with the name.
    """
    try:
        return FORMS[name].read(value)
    except (QuantityError, TypeError, ValueError) as error:
        raise ValueError(f"{name} is {value!r}: {str(error).rstrip('.')}") from error


def written_value(name: str, value: object) -> Any:  # noqa: ANN401  # the same
    """A value as the settings file has it."""
    return FORMS[name].write(value)


def of_words(name: str, text: str) -> object:
    """What TOML would hold for a value given as words, as on a command line: a list has commas."""
    form = FORMS.get(name)
    if form is _TRUTH:
        return {"true": True, "yes": True, "false": False, "no": False}.get(text.lower(), text)
    if form in {_COUNT, _AMOUNT}:
        try:
            return int(text) if form is _COUNT else float(text)
        except ValueError:
            return text
    return [part.strip() for part in text.split(",")] if name in LISTS else text


LISTS: Final = ("times", "windows", "days", "profiles")


def read_time(text: object) -> time:
    """A time of day such as "22:30"; "24:00" is midnight.

    Raises:
        ValueError: It is none.
    """
    found = re.fullmatch(r"(\d{1,2}):(\d\d)", _text(text).strip())
    if found:
        hour, minute = int(found[1]), int(found[2])
        if (hour, minute) == (24, 0):
            return time()
        if hour < 24 and minute < 60:  # noqa: PLR2004  # a day and an hour
            return time(hour, minute)
    raise ValueError("write a time of day such as 22:30")


def read_window(text: object) -> Window:
    """A window such as "09:00-17:00".

    Raises:
        ValueError: It is none.
    """
    parts = re.split(r"\s*[-–]\s*", _text(text).strip())
    if len(parts) != 2:  # noqa: PLR2004  # from, to
        raise ValueError("write it from one time to another, such as 09:00-17:00")
    return Window(read_time(parts[0]), read_time(parts[1]))


def window_in_words(window: Window) -> str:
    """A window as `read_window` reads it."""
    end = "24:00" if window.end == time() != window.start else f"{window.end:%H:%M}"
    return f"{window.start:%H:%M}-{end}"


def read_length(text: object) -> float:
    """Seconds, of a length such as "20 min"; a bare number is one of seconds.

    Raises:
        ValueError: It is none.
    """
    return length(str(text) if type(text) in {int, float} else _text(text))


def read_days(names: object) -> frozenset[int]:
    """Weekdays, Monday 0, of a list such as ["mon", "tue"].

    Raises:
        ValueError: One is no day.
    """
    given = [name.strip().lower()[:3] for name in _texts(names)]
    if not given or not set(given) <= set(DAY_NAMES):
        raise ValueError(f"name the days, each as one of {', '.join(DAY_NAMES)}")
    return frozenset(map(DAY_NAMES.index, given))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("it should be a text in quotation marks")  # noqa: TRY004  # whatever the file holds
    return value


def _texts(value: object) -> list[str]:
    return [_text(one) for one in _list(value)]


def _list(value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise ValueError("it should be a list in square brackets")  # noqa: TRY004  # the same
    return list(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("it can be true or false")  # noqa: TRY004  # the same
    return value


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("it should be a whole number")  # noqa: TRY004  # the same
    return value


def _amount(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("it should be a number of millilitres")  # noqa: TRY004  # the same
    return float(value)


def _one_of(kind: type[StrEnum]) -> Callable[[object], StrEnum]:
    def read(value: object) -> StrEnum:
        if value not in [str(one) for one in kind]:
            raise ValueError(f"it can be {', '.join(kind)}")
        return kind(str(value))

    return read


def _hours(value: object) -> tuple[tuple[Window, ...], ...]:
    """Working hours: a list of windows for each weekday that has any."""
    if not isinstance(value, dict) or not set(value) <= set(DAY_NAMES):
        raise ValueError(f"give each day its hours: [reminders.working_hours], {', '.join(DAY_NAMES)}")
    days = [_list(value.get(name, [])) for name in DAY_NAMES]
    return tuple(tuple(read_window(one) for one in windows) for windows in days)


def _written_hours(hours: tuple[tuple[Window, ...], ...]) -> dict[str, list[str]]:
    return {name: [window_in_words(one) for one in day] for name, day in zip(DAY_NAMES, hours, strict=True)}


def _time_in_words(at: time) -> str:
    return f"{at:%H:%M}"


def _plain_number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _several(read: Callable[[Any], Any], write: Callable[[Any], Any]) -> Form:
    return Form(
        lambda value: tuple(read(one) for one in _list(value)), lambda values: [write(one) for one in values]
    )


_TEXT: Final = Form(_text, str)
_TRUTH: Final = Form(_truth, bool)
_COUNT: Final = Form(_count, int)
_LENGTH: Final = Form(read_length, in_words)
_AMOUNT: Final = Form(_amount, _plain_number)
_NAMES: Final = Form(lambda value: tuple(_texts(value)), sorted)
_INHIBITORS: Final = Form(
    lambda value: frozenset(map(_one_of(Inhibitor), _list(value))), lambda those: sorted(map(str, those))
)
FORMS: Final[dict[str, Form]] = {
    **dict.fromkeys(("id", "routine", "title", "profile"), _TEXT),
    **dict.fromkeys(
        (
            "on",
            "start_at_login",
            "asks_about_writing",
            "strict",
            "everywhere",
            "working_hours_only",
            "in_quiet_hours",
            "enabled",
        ),
        _TRUTH,
    ),
    **dict.fromkeys(("hourly_cap", "daily_cap", "times_a_day"), _COUNT),
    **dict.fromkeys(
        ("every", "length", "patience", "before", "late", "apart", "natural_pause", "ask_after"), _LENGTH
    ),
    **dict.fromkeys(("cup", "goal", "limit"), _AMOUNT),
    **dict.fromkeys(("holds", "freezes"), _INHIBITORS),
    "announce": Form(_one_of(Announce), str),
    "ignored": Form(_one_of(Ignored), str),
    "purpose": Form(_one_of(Purpose), str),
    "snoozes": _several(read_length, in_words),
    "times": _several(read_time, _time_in_words),
    "windows": _several(read_window, window_in_words),
    "window": Form(read_window, window_in_words),
    "quiet": Form(
        lambda value: None if value == NONE else read_window(value),
        lambda window: NONE if window is None else window_in_words(window),
    ),
    "working_hours": Form(_hours, _written_hours),
    "days": Form(read_days, lambda days: [DAY_NAMES[day] for day in sorted(days & ALL_DAYS)]),
    "profiles": _NAMES,
}
