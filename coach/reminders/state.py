"""The reminders as a value: what was counted, settled, and is open. No member is ever changed in place.

Moments are monotonic seconds, as in `Sample.at`; only `wall`, `looked` and the actions carry POSIX seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coach.reminders.rule import ActiveTime, Rule
from coach.reminders.sample import Inhibitor, Sample

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, tzinfo

    from coach.reminders.action import Action, Why
    from coach.reminders.due import Due
    from coach.reminders.openings import Calendar
    from coach.reminders.rule import Reminders

LOG_LENGTH: Final = 50


class Doing(StrEnum):
    """What the person is taken to be doing."""

    WORKING = "working"
    WRITING = "writing"
    IDLE = "idle"
    AWAY = "away"
    EXERCISING = "exercising"

    is_work: bool
    """Whether it tires the hands."""
    is_sure_rest: bool
    """Whether it is rest for certain: nobody reads a locked screen with a hand on the mouse."""

    def __init__(self, name: str) -> None:
        """Settle once what every look asks many times."""
        self.is_work = name in {"working", "writing"}
        self.is_sure_rest = name in {"away", "exercising"}


class Counting(StrEnum):
    """What a pause does to the count of active time."""

    COUNT = "count"
    FREEZE = "freeze"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause of all rules, or of those named, until a moment; infinite: until it is ended."""

    until: float
    rules: frozenset[str] = frozenset()
    counting: Counting = Counting.FREEZE

    def covers(self, rule: str, at: float) -> bool:
        """Whether it holds a rule at a moment."""
        return at < self.until and (not self.rules or rule in self.rules)


_NONE: Final[Mapping[Any, Any]] = MappingProxyType({})


class Track(NamedTuple):
    """What is remembered of one rule."""

    counted: float = 0.0
    """Seconds of work, or of being up, since the last pause or drink."""
    number: int = 0
    """How many causes a rule that counts has settled."""
    settled: Mapping[str, float] = _NONE
    """The causes settled by calendar rules, and when."""
    begun: str = ""
    """The cause for which its routine was last begun."""
    done_at: float = -inf
    """When it was last done."""
    drunk: tuple[str, float] = ("", 0.0)
    """The day, and the millilitres drunk on it."""
    silent_until: float = -inf
    silent_why: Why | None = None
    tries: int = 0
    """How often the cause was offered and ignored."""
    held: Why | None = None
    """Why it is held, where it is due and held."""
    typing_since: float | None = None
    """Since when only typing holds it."""


@dataclass(frozen=True, slots=True)
class Open:
    """The offer that stands."""

    rule: str
    cause: str
    since: float
    receded: bool = False


class Question(NamedTuple):
    """Was it handwriting? The seconds in question, and what each rule had counted before them."""

    seconds: float
    before: Mapping[str, float]


class Waiting(NamedTuple):
    """A rule whose time has not come; holds up to its moment, for the same track and the same calendar."""

    track: Track
    calendar: Calendar
    due: Due


class State(NamedTuple):
    """The reminders between two samples. Made by `begin` or `saved.load`, changed by `poll` and `answers`.

    A tuple, since a new one for each look is most of what a look costs.
    """

    reminders: Reminders
    live: tuple[Rule, ...]
    """The rules that hold in the profile chosen."""
    at: float
    wall: float
    zone: tzinfo | None
    facts: tuple[bool, bool, bool, frozenset[Inhibitor]]
    slept: float
    doing: Doing
    next_at: float
    """When to look again; until then, and while the facts stay, nothing can happen."""
    looked: float
    """Up to when the calendar has been looked at, POSIX seconds."""
    tracks: Mapping[str, Track]
    rest_since: float = 0.0
    worked_since: float = 0.0
    only_idle: bool = True
    """Whether the rest so far was nothing but idleness."""
    before: Mapping[str, float] = _NONE
    """What each rule had counted when the rest began."""
    question: Question | None = None
    """The question about handwriting that is open."""
    ask_not_before: float = -inf
    returned_at: float = -inf
    """When a natural pause last ended."""
    inhibited: Mapping[Inhibitor, float] = _NONE
    """Until when each inhibitor counts; infinite while it is on."""
    pauses: Mapping[str, Pause] = _NONE
    writing_until: float | None = None
    keyboard_since: float | None = None
    """In handwriting mode: since when there has been input."""
    kept: Mapping[str, tuple[str, float]] = _NONE
    """Causes that were snoozed, and until when they are kept whatever the calendar says."""
    open: Open | None = None
    offers: tuple[float, ...] = ()
    """When something was offered, in the last hour."""
    today: tuple[date | None, int] = (None, 0)
    """The day, and how many offers it has had."""
    calendar: Calendar | None = None
    waiting: Mapping[str, Waiting] = _NONE
    """What is known of the rules that wait for a time of day: it need not be found anew at each look."""
    log: tuple[Action, ...] = ()
    """The last decisions, oldest first."""

    def is_frozen(self, rule: Rule) -> bool:
        """Whether an inhibitor or a pause stops the count of a rule."""
        if self.inhibited and not self.reminders.freezes.isdisjoint(self.inhibited):
            return True
        return bool(self.pauses) and any(
            pause.counting is not Counting.COUNT and pause.covers(rule.id, self.at)
            for pause in self.pauses.values()
        )

    def counts(self, rule: Rule) -> bool:
        """Whether the rule's count is running now."""
        if isinstance(rule, ActiveTime):
            return self.doing.is_work and not self.is_frozen(rule)
        return self.doing is not Doing.AWAY and not self.is_frozen(rule)

    def rested(self, at: float) -> float:
        """Seconds of the rest in hand; 0 while the hands work."""
        return 0.0 if self.doing.is_work else max(0.0, at - self.rest_since)

    def rest_needed(self, rule: ActiveTime, *, only_idle: bool) -> float:
        """The rest that stands for a rule's pause: its length; if merely idle, at least a natural pause."""
        return max(rule.length, self.reminders.natural_pause) if only_idle else rule.length


def begin(reminders: Reminders, sample: Sample) -> State:
    """Reminders that have seen nothing before this sample."""
    return State(
        reminders=reminders,
        live=reminders.live(),
        at=sample.at,
        wall=sample.wall.timestamp(),
        zone=sample.wall.tzinfo,
        facts=sample.facts,
        slept=sample.slept,
        doing=doing(sample, writing=False),
        next_at=sample.at,
        looked=sample.wall.timestamp(),
        tracks={rule.id: Track() for rule in reminders.rules},
        rest_since=sample.at - (sample.idle or 0.0),
        worked_since=sample.at,
    )


def doing(sample: Sample, *, writing: bool) -> Doing:
    """What the person is doing. Handwriting goes on at a locked screen: screens lock by themselves."""
    if Inhibitor.SESSION in sample.inhibitors:
        return Doing.EXERCISING
    if writing:
        return Doing.WRITING
    if sample.locked:
        return Doing.AWAY
    return Doing.WORKING if sample.has_input else Doing.IDLE
