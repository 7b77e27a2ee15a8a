"""What the person says about pain, effort and the like, and what a routine's rules make of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from coach.routine.comparison import Comparison
from coach.routine.plan import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Kind(StrEnum):
    """What is rated. `NUMBNESS` and `SHARP` (a sharp or electric pain) are yes, `YES`, or no, 0."""

    PAIN = "pain"
    EFFORT = "effort"
    STIFFNESS = "stiffness"
    NUMBNESS = "numbness"
    SHARP = "sharp"


YES: Final = 10
"""A yes, on the scale from 0 to 10 that rules compare with."""
SIGNS: Final = (Kind.SHARP, Kind.NUMBNESS)
"""What ends a session at once: clinical research, "Dosing and stop rules", stop at once; [default]."""


class Moment(StrEnum):
    """When it was said."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Rating:
    """One answer, 0 to 10; `at` is seconds since the session began."""

    kind: Kind
    moment: Moment
    value: int
    at: float = 0.0


PAIN_LIMIT: Final = 3
"""Out of 10. Sources vary from 3 (REBUILD-THUMB) to 4 (PURE-THUMB); above 3 is Coach's own choice
([default], clinical research, "Dosing and stop rules")."""
STOP_PAIN: Final = Rule(((Kind.PAIN, Comparison(">", PAIN_LIMIT)),), "stop")
"""For a routine that says nothing about pain."""
STOP_NUMB: Final = Rule(((Kind.NUMBNESS, Comparison(">", 0)),), "stop")
STOP_SHARP: Final = Rule(((Kind.SHARP, Comparison(">", 0)),), "stop")

_STRICTEST_FIRST: Final = ("stop", "easier", "note")
_RISE: Final = "pain_rise"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The rule that acts. `is_own`: the number is Coach's own choice, because the routine gives none."""

    rule: Rule
    is_own: bool = False

    @property
    def stops(self) -> bool:
        """Whether the session ends, or does not begin."""
        return self.rule.then == "stop"

    @property
    def names(self) -> frozenset[str]:
        """What the rule is about."""
        return frozenset(name for name, _ in self.rule.when)


def verdict(
    rules: Iterable[Rule], told: Sequence[Rating], moment: Moment, *, in_cramp: bool = False
) -> Verdict | None:
    """What acts on what was said at a moment, the strictest rule first; None if nothing does.

    `told` is everything said so far. A rule with something that nobody has said does not act; then, and where
    a routine says nothing about pain or numbness, Coach's own limits hold. With `in_cramp` the one for pain
    does not: a cramp hurts, and help must not go when it is needed; that limit is one for stretches and loads
    (clinical research, "Dosing and stop rules"). Sharp pain, numbness and the author's rules count as ever.
    """
    rules = tuple(rules)
    values: dict[str, int] = {rating.kind: rating.value for rating in told}
    fresh = {str(rating.kind) for rating in told if rating.moment is moment}
    before = [each.value for each in told if (each.kind, each.moment) == (Kind.PAIN, Moment.BEFORE)]
    if before and moment is not Moment.BEFORE and Kind.PAIN in fresh:
        values[_RISE] = values[Kind.PAIN] - before[-1]
        fresh.add(_RISE)
    verdicts = [Verdict(rule) for rule in rules]
    verdicts += [Verdict(rule, is_own=True) for rule in _own(rules, moment, knows_rise=_RISE in values)]
    if in_cramp:
        verdicts = [each for each in verdicts if not (each.is_own and each.rule == STOP_PAIN)]
    acting = [
        each
        for each in verdicts
        if fresh & each.names
        and all(name in values and bound.holds(values[name]) for name, bound in each.rule.when)
    ]
    return min(acting, key=lambda each: _STRICTEST_FIRST.index(each.rule.then), default=None)


def _own(rules: Sequence[Rule], moment: Moment, *, knows_rise: bool) -> Iterable[Rule]:
    """Coach's own limits, where the routine has none. New numbness and sharp pain are nobody's to allow."""
    named = {name for rule in rules for name, _ in rule.when}
    has_rise = _RISE in named and (knows_rise or moment is Moment.BEFORE)
    if Kind.PAIN not in named and not has_rise:
        yield STOP_PAIN
    if Kind.NUMBNESS not in named or moment is Moment.DURING:
        yield STOP_NUMB
    yield STOP_SHARP
