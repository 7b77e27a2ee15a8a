"""The rules: what is to be offered when, and how. Plain values; lengths are seconds.

Defaults and bounds are those of the review of the evidence (its tables C1, C3 and C4). No trial has tested
when to pause from handwriting: intervals for writing are carried over from keyboard work.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from enum import StrEnum
from typing import Final, NamedTuple

from coach.reminders import lengths
from coach.reminders.daytime import MIDNIGHT, Window
from coach.reminders.sample import Inhibitor

MINUTE: Final = 60.0
HOUR: Final = 3600.0
ALL_DAYS: Final = frozenset(range(7))


class Announce(StrEnum):
    """How a reminder is offered. `STRIP`: a calm line across the screen that can be read from the desk."""

    NOTIFICATION = "notification"
    WINDOW = "window"
    STRIP = "strip"


class Ignored(StrEnum):
    """What becomes of an offer that nobody answers."""

    STRIP = "strip"
    """It stays as a small strip for half an hour."""
    GO_AWAY = "go-away"
    ASK_AGAIN = "ask-again"
    """It comes again after the first length of snooze, twice at most."""


class Range(NamedTuple):
    """The least and most that a number may be, and what it is unless chosen otherwise."""

    least: float
    most: float
    usual: float
    unit: str = "s"
    """"s": a length of time; "ml": an amount; empty: a count."""

    def check(self, what: str, value: float) -> None:
        """Raise ValueError if a value is out of bounds (or not a number)."""
        if not self.least <= value <= self.most:
            least, most = self.in_words(self.least), self.in_words(self.most)
            raise ValueError(f"{what} is {self.in_words(value)}; it can be {least} to {most}")

    def in_words(self, value: float) -> str:
        """A value with its unit: "20 min", "200 ml", "4"."""
        if self.unit == "s":
            return lengths.in_words(value)
        return f"{value:g} {self.unit}".strip()


PATIENCE: Final = Range(15, 10 * MINUTE, 2 * MINUTE)
"""How long an offer waits for an answer before it counts as ignored."""


@dataclass(frozen=True, slots=True)
class Manner:
    """What all rules can choose: how they come and when they must not."""

    announce: Announce = Announce.NOTIFICATION
    ignored: Ignored = Ignored.STRIP
    patience: float = PATIENCE.usual
    strict: bool = False
    """No snooze and no skip, by the person's own choice; pausing and leaving always work."""
    everywhere: bool = False
    """The break window covers all monitors; otherwise the one that the person is at."""
    working_hours_only: bool = False
    in_quiet_hours: bool = False
    """It may come in quiet hours, as a bedtime routine must."""
    profiles: frozenset[str] = frozenset()
    """The profiles in which the rule holds; none named: in all."""
    enabled: bool = True
    title: str = ""
    """What the person calls it; empty: `telling.name` has a name for it."""

    def __post_init__(self) -> None:
        """Refuse what is out of bounds."""
        PATIENCE.check("patience", self.patience)


class Purpose(StrEnum):
    """What a pause after active time is for; each has its own bounds in `PURPOSES`."""

    WRITING_MICRO = "writing-micro"
    WRITING_LONG = "writing-long"
    KEYBOARD_MICRO = "keyboard-micro"
    MOVE = "move"
    FEET = "feet"


class Level(StrEnum):
    """Short pauses give way to long ones that are near."""

    MICRO = "micro"
    LONG = "long"


class Bounds(NamedTuple):
    """One row of C4."""

    level: Level
    every: Range
    length: Range


PURPOSES: Final = {
    # McLean 2001: every 20 min; Stanford: every 10 min; HealthDay: stop writing every half hour.
    Purpose.WRITING_MICRO: Bounds(
        Level.MICRO, Range(10 * MINUTE, 45 * MINUTE, 20 * MINUTE), Range(20, 120, 45)
    ),
    # HSE: 5 to 10 min after 50 to 60 min.
    Purpose.WRITING_LONG: Bounds(
        Level.LONG, Range(30 * MINUTE, 90 * MINUTE, 55 * MINUTE), Range(2 * MINUTE, 15 * MINUTE, 5 * MINUTE)
    ),
    # McLean 2001: 30 s, best every 20 min.
    Purpose.KEYBOARD_MICRO: Bounds(
        Level.MICRO, Range(10 * MINUTE, 60 * MINUTE, 20 * MINUTE), Range(20, 120, 30)
    ),
    # Cornell, Newcastle, Stanford: stand and move every half hour.
    Purpose.MOVE: Bounds(
        Level.LONG, Range(20 * MINUTE, 60 * MINUTE, 30 * MINUTE), Range(MINUTE, 5 * MINUTE, 2 * MINUTE)
    ),
    # NHS travel advice and KneeGuru: move the feet every half hour to two hours of sitting.
    Purpose.FEET: Bounds(
        Level.LONG, Range(30 * MINUTE, 120 * MINUTE, 60 * MINUTE), Range(MINUTE, 2 * MINUTE, 90)
    ),
}
NATURAL_PAUSE: Final = Range(2 * MINUTE, 5 * MINUTE, 3 * MINUTE)
"""Idle for so long counts as a pause even where the rule asks for less: reading is not always rest (C4)."""
HOURLY_CAP: Final = Range(1, 6, 4, unit="")
"""Offers in any hour: software that prompts too much does harm (HSE); half of pauses are skipped (C4)."""
QUIET: Final = Window(time(21), time(8))
"""Quiet hours of C4."""
SNOOZES: Final = (5 * MINUTE, 10 * MINUTE, 15 * MINUTE)
"""C4; the first is the usual one. "Not now today" is an answer of its own."""


@dataclass(frozen=True, slots=True)
class ActiveTime:
    """After so much work, a pause. It counts anew after a rest of its own length (see `NATURAL_PAUSE`).

    A rule with a shorter interval waits for a longer one that is about to come, which then serves for both.

    Raises:
        ValueError: An interval or a length is out of the bounds of its purpose.
    """

    id: str
    routine: str
    purpose: Purpose
    every: float
    length: float
    manner: Manner = field(default_factory=lambda: Manner(working_hours_only=True))

    def __post_init__(self) -> None:
        """Refuse what is out of bounds."""
        bounds = PURPOSES[self.purpose]
        bounds.every.check("every", self.every)
        bounds.length.check("length", self.length)

    @classmethod
    def usual(
        cls,
        purpose: Purpose,
        routine: str,
        manner: Manner | None = None,
        id: str = "",  # noqa: A002  # as the field is called
    ) -> ActiveTime:
        """The rule as C4 suggests it, named after its purpose unless it is given an id."""
        bounds = PURPOSES[purpose]
        chosen = manner or Manner(working_hours_only=True)
        return cls(id or str(purpose), routine, purpose, bounds.every.usual, bounds.length.usual, chosen)


LATE: Final = Range(5 * MINUTE, 12 * HOUR, HOUR)
"""How long after its time a reminder may still come: the program's own choice."""
BEFORE_BED: Final = Range(0, HOUR, 30 * MINUTE)
"""C4, after Hallegraeff 2012: stretching just before sleep."""


@dataclass(frozen=True, slots=True)
class ClockTime:
    """At times of day, or once within each window, on some weekdays (Monday is 0), once for each.

    `before` moves the times forward: bedtime at 22:30, half an hour before. A time that cannot be kept is
    offered up to `late` seconds after it, a window up to its end.

    Raises:
        ValueError: A bound is broken, or there is neither a time nor a window, or no day.
    """

    id: str
    routine: str
    times: tuple[time, ...] = ()
    windows: tuple[Window, ...] = ()
    days: frozenset[int] = ALL_DAYS
    before: float = 0.0
    late: float = LATE.usual
    manner: Manner = Manner()

    def __post_init__(self) -> None:
        """Refuse what is out of bounds."""
        BEFORE_BED.check("before", self.before)
        LATE.check("late", self.late)
        if not (self.times or self.windows):
            raise ValueError("times is empty; name a time or a window")
        _check_days(self.days)


def bedtime(routine: str, sleep: time, before: float = BEFORE_BED.usual) -> ClockTime:
    """The stretch before sleep: 3 to 4 min, half an hour before (C4). It comes in quiet hours too."""
    return ClockTime(
        "bedtime", routine, (sleep,), before=before, manner=Manner(in_quiet_hours=True, title="Before bed")
    )


TIMES_A_DAY: Final = Range(1, 12, 3, unit="")
"""The most that is worth reminding of; the number itself is the therapist's."""
BY_DAY: Final = Window(time(8), time(21))
APART: Final = Range(0, 12 * HOUR, 2 * HOUR)


@dataclass(frozen=True, slots=True)
class Dose:
    """A prescription: so often a day, at least so far apart, within a window, on some weekdays.

    The window is shared out evenly. From the start of its share a dose waits a while for a natural break. A
    missed one is offered again later the same day, as long as the window lasts, and never the day after.

    Raises:
        ValueError: A bound is broken, the window goes over midnight, or there is no day.
    """

    id: str
    routine: str
    times_a_day: int = int(TIMES_A_DAY.usual)
    apart: float = APART.usual
    window: Window = BY_DAY
    days: frozenset[int] = ALL_DAYS
    manner: Manner = Manner()

    def __post_init__(self) -> None:
        """Refuse what is out of bounds."""
        TIMES_A_DAY.check("times_a_day", self.times_a_day)
        APART.check("apart", self.apart)
        if self.window.over_midnight or self.window.start == self.window.end != MIDNIGHT:
            raise ValueError("window goes over midnight; a dose belongs to one day")
        _check_days(self.days)


DRINK_EVERY: Final = Range(60 * MINUTE, 240 * MINUTE, 90 * MINUTE)
CUP: Final = Range(100, 300, 200, unit="ml")
"""Millilitres (C4). At most one in any hour: far from the 500 that are never to be passed in one (C3, C4)."""
DRINK_GOAL: Final = Range(1000, 3000, 1600, unit="ml")
"""Millilitres a day from drinks: EFSA, 1.6 l for women, 2.0 l for men (C4)."""


@dataclass(frozen=True, slots=True)
class Hydration:
    """A few sips or a cup if thirsty, every so often while somebody is up. General health, not against cramp.

    `limit` is what the person's own clinician allows in a day; it wins over the goal. Where the safety
    answers say that fluid is limited, there is no reminder without it.

    Raises:
        ValueError: An interval, a cup, a goal or a limit is out of bounds.
    """

    id: str
    every: float = DRINK_EVERY.usual
    cup: float = CUP.usual
    goal: float | None = None
    limit: float | None = None
    manner: Manner = Manner()
    routine: str = ""

    def __post_init__(self) -> None:
        """Refuse what is out of bounds."""
        DRINK_EVERY.check("every", self.every)
        CUP.check("cup", self.cup)
        if self.goal is not None:
            DRINK_GOAL.check("goal", self.goal)
        if self.limit is not None and not self.limit > 0:
            raise ValueError(f"limit is {self.limit:g}; it is an amount of millilitres")

    @property
    def most_a_day(self) -> float | None:
        """Millilitres after which there are no more nudges that day, if any."""
        return self.limit if self.limit is not None else self.goal


Rule = ActiveTime | ClockTime | Dose | Hydration
COUNTING: Final = (ActiveTime, Hydration)
"""The rules that count time; each time they have counted enough is a cause."""
CALENDAR: Final = (ClockTime, Dose)
"""The rules that follow the calendar; each of their openings is a cause."""


def _check_days(days: frozenset[int]) -> None:
    if not days or not days <= ALL_DAYS:
        raise ValueError("days are 0 (Monday) to 6 (Sunday), at least one")


ASK_AFTER: Final = Range(10 * MINUTE, 2 * HOUR, 20 * MINUTE)
"""Idle at the desk for so long raises the question whether it was handwriting."""
WRITING_FOR: Final = Range(10 * MINUTE, 4 * HOUR, HOUR)
"""Handwriting mode ends by itself after this."""


@dataclass(frozen=True, slots=True)
class Reminders:
    """All that the person has chosen about reminders.

    Raises:
        ValueError: A bound is broken or two rules have one id.
    """

    rules: tuple[Rule, ...] = ()
    profile: str = "desk"
    quiet: Window | None = QUIET
    working_hours: tuple[tuple[Window, ...], ...] | None = None
    """For each weekday, Monday first; None: none are set. A window over midnight belongs to its first day."""
    hourly_cap: int = int(HOURLY_CAP.usual)
    daily_cap: int | None = None
    snoozes: tuple[float, ...] = SNOOZES
    natural_pause: float = NATURAL_PAUSE.usual
    holds: frozenset[Inhibitor] = frozenset(Inhibitor)
    """What holds an offer back; active time still counts."""
    freezes: frozenset[Inhibitor] = frozenset()
    """What holds an offer back and also stops the count of active time."""
    asks_about_writing: bool = True
    ask_after: float = ASK_AFTER.usual
    fluid_limited: bool = False
    """The safety answers say that the person may be told to limit fluid."""

    def __post_init__(self) -> None:
        """Refuse what is out of bounds."""
        HOURLY_CAP.check("hourly_cap", self.hourly_cap)
        NATURAL_PAUSE.check("natural_pause", self.natural_pause)
        ASK_AFTER.check("ask_after", self.ask_after)
        if self.daily_cap is not None and self.daily_cap < 1:
            raise ValueError("daily_cap is at least 1, or none")
        if self.working_hours is not None and len(self.working_hours) != len(ALL_DAYS):
            raise ValueError("working_hours has an entry for each of seven days")
        if not self.snoozes or min(self.snoozes) < MINUTE:
            raise ValueError("snoozes are at least a minute long")
        if len({rule.id for rule in self.rules}) != len(self.rules):
            raise ValueError("every rule needs an id of its own")

    def live(self) -> tuple[Rule, ...]:
        """The rules that hold in the profile chosen and for this person."""
        return tuple(rule for rule in self.rules if self._is_live(rule))

    def _is_live(self, rule: Rule) -> bool:
        manner = rule.manner
        if isinstance(rule, Hydration) and self.fluid_limited and rule.limit is None:
            return False
        return manner.enabled and (not manner.profiles or self.profile in manner.profiles)


def _usual() -> tuple[Rule, ...]:
    desk, writing, travel = (frozenset({name}) for name in ("desk", "writing", "travel"))
    at_desk, at_paper = Manner(working_hours_only=True, profiles=desk), Manner(profiles=writing)
    return (
        ActiveTime.usual(Purpose.KEYBOARD_MICRO, "writer-micro-60", at_desk),
        ActiveTime.usual(Purpose.FEET, "desk-foot-2", at_desk),
        ActiveTime.usual(Purpose.WRITING_MICRO, "writer-micro-60", at_paper),
        ActiveTime.usual(Purpose.WRITING_LONG, "writer-break-5", at_paper),
        ActiveTime.usual(Purpose.FEET, "travel-seat", Manner(profiles=travel), id="travel"),
        Hydration("water", manner=Manner(enabled=False)),
    )


USUAL: Final = Reminders(_usual())
"""What somebody has who has chosen nothing yet: a profile for the desk, for writing and for travel."""
