"""What a screen or the command line may know of the reminders: plain values that go through a file.

The process that plans writes it; others read it and never wait for anybody.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from math import isfinite
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Self, TypeGuard

from coach.reminders import explain
from coach.reminders.action import Offer
from coach.reminders.lengths import in_words
from coach.reminders.telling import name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coach.reminders.action import Action
    from coach.reminders.chosen import Chosen
    from coach.reminders.sample import Sample
    from coach.reminders.state import State

VERSION: Final = 1
_NO_TITLES: Final[Mapping[str, str]] = MappingProxyType({})
FRESH: Final = 150.0
"""Seconds after which what was told is old: it is told anew each minute."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What is to be expected of one rule."""

    rule: str
    name: str
    routine: str
    sentence: str
    """"next: 11:40, after 6 more minutes of work; held: a call is on"."""
    at: float | None = None
    """When its time comes, POSIX seconds; None where nobody can tell."""
    work: float | None = None
    """Seconds of work until then, for a rule that counts work."""
    holds: tuple[str, ...] = ()
    """What speaks against it at present, in words."""
    open: bool = False


@dataclass(frozen=True, slots=True)
class OpenOffer:
    """The offer that stands."""

    rule: str
    name: str
    routine: str
    reason: str
    since: float
    """POSIX seconds."""
    announce: str = ""
    """`Announce`: how it came."""
    strict: bool = False
    receded: bool = False
    """It has become a small strip."""


@dataclass(frozen=True, slots=True)
class PauseTold:
    """One pause that lasts."""

    name: str
    until: float | None
    """POSIX seconds; None: until it is ended."""
    rules: tuple[str, ...] = ()
    """The ids of the rules it pauses; empty: all."""


@dataclass(frozen=True, slots=True)
class Probe:
    """What was found of one thing that Coach would like to know about this computer."""

    name: str
    """"Keyboard and mouse", "Microphone"."""
    found: str
    """What was found, or why it is unknown."""
    known: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that is shown of the reminders."""

    at: float
    """When it was told, POSIX seconds."""
    on: bool = True
    pid: int = 0
    """The process that told it; 0 once that has ended."""
    profile: str = ""
    profiles: tuple[str, ...] = ()
    doing: str = ""
    """`Doing` of the person: "working", "writing", "idle", "away", "exercising"."""
    worked: float = 0.0
    """Seconds of work since the last rest."""
    writing_until: float | None = None
    """POSIX seconds; None outside handwriting mode."""
    pauses: tuple[PauseTold, ...] = ()
    expected: tuple[Expected, ...] = ()
    """The nearest first."""
    offer: OpenOffer | None = None
    question: float | None = None
    """Seconds of idle time about which "were you writing?" is asked; None: nothing is asked."""
    snoozes: tuple[float, ...] = ()
    """The lengths of snooze, the usual one first."""
    decisions: tuple[str, ...] = ()
    """The last decisions in sentences, oldest first."""
    probes: tuple[Probe, ...] = ()

    def is_fresh(self, now: float) -> bool:
        """Whether whoever told it must still be running, as far as can be seen. `now`: POSIX seconds."""
        return self.pid != 0 and abs(now - self.at) < FRESH

    def lines(self) -> Iterator[str]:
        """What is next, and what is special at present, a sentence a line."""
        if self.writing_until is not None:
            yield f"Handwriting mode, for {_left(self.writing_until - self.at)} more."
        for pause in self.pauses:
            what = ", ".join(pause.rules) or "All reminders"
            how_long = (
                "until it is ended" if pause.until is None else f"for {_left(pause.until - self.at)} more"
            )
            yield f"Paused: {what}, {how_long} ({pause.name})."
        for one in self.expected:
            yield f"{one.name}: {one.sentence}"
        if not self.expected:
            yield f"No reminder holds in the profile “{self.profile}”."

    def dump(self) -> dict[str, Any]:
        """The same as values that JSON can hold."""
        return {"version": VERSION, **asdict(self)}

    @classmethod
    def load(cls, values: object) -> Self | None:
        """What `dump` has kept; None where it is damaged or of another version: it comes anew in a minute."""
        if not isinstance(values, dict) or values.get("version") != VERSION:
            return None
        if not isinstance(values.get("at"), int | float):
            return None
        try:
            offer = values["offer"]
            return cls(
                **{
                    **{one.name: values[one.name] for one in fields(cls)},
                    "profiles": tuple(values["profiles"]),
                    "pauses": tuple(_made(PauseTold, one) for one in values["pauses"]),
                    "expected": tuple(_made(Expected, one) for one in values["expected"]),
                    "offer": None if offer is None else OpenOffer(**offer),
                    "snoozes": tuple(values["snoozes"]),
                    "decisions": tuple(values["decisions"]),
                    "probes": tuple(Probe(**one) for one in values["probes"]),
                }
            )
        except (AttributeError, KeyError, TypeError):
            return None


def _left(seconds: float) -> str:
    """Time left, in whole minutes."""
    return in_words(max(1, round(seconds / 60)) * 60)


def _made(kind: Any, values: Mapping[str, Any]) -> Any:  # noqa: ANN401  # one of the classes above
    """A value of the kind; JSON knows no tuples."""
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()})


def tell(
    state: State,
    sample: Sample,
    chosen: Chosen,
    probes: Iterable[Probe] = (),
    pid: int = 0,
    titles: Mapping[str, str] = _NO_TITLES,
) -> Told:
    """All there is to say at a sample. `titles` are those of routines, by their ids, where they are known."""
    now, rules = sample.wall.timestamp(), {rule.id: rule for rule in state.reminders.rules}
    names = {identity: name(rule, titles.get(rule.routine, "")) for identity, rule in rules.items()}

    def wall(at: float) -> float | None:
        return now + (at - state.at) if isfinite(at) else None

    offer = None
    if state.open is not None and state.open.rule in rules:
        rule = rules[state.open.rule]
        made = next((one for one in reversed(state.log) if _offers(one, rule.id)), None)
        offer = OpenOffer(
            rule.id,
            names[rule.id],
            rule.routine,
            explain.WORDS[made.why] if made else "",
            wall(state.open.since) or now,
            str(made.announce if made else rule.manner.announce),
            rule.manner.strict,
            state.open.receded,
        )
    return Told(
        at=now,
        on=chosen.on,
        pid=pid,
        profile=state.reminders.profile,
        profiles=chosen.profiles,
        doing=str(state.doing),
        worked=sample.at - state.worked_since if state.doing.is_work else 0.0,
        writing_until=None if state.writing_until is None else wall(state.writing_until),
        pauses=tuple(
            PauseTold(called, wall(pause.until), tuple(sorted(pause.rules)))
            for called, pause in state.pauses.items()
            if sample.at < pause.until
        ),
        expected=tuple(
            _expected(one, names, rules[one.rule].routine) for one in explain.outlooks(state, sample)
        ),
        offer=offer,
        question=state.question.seconds if state.question else None,
        snoozes=state.reminders.snoozes,
        decisions=tuple(explain.decision(one, sample.wall.tzinfo, names) for one in state.log),
        probes=tuple(probes),
    )


def _expected(outlook: explain.Outlook, names: Mapping[str, str], routine: str) -> Expected:
    return Expected(
        outlook.rule,
        names[outlook.rule],
        routine,
        explain.sentence(outlook),
        outlook.at.timestamp() if outlook.at else None,
        outlook.work,
        tuple(explain.WORDS[why] for why in outlook.holds),
        outlook.open,
    )


def _offers(action: Action, rule: str) -> TypeGuard[Offer]:
    return isinstance(action, Offer) and action.rule == rule
