"""Clinical lint: what is well-formed and still deserves a second look before somebody follows it.

Every rule is a function from a subject to findings. `RULES` is the whole list: which documents a rule is
asked about, and the codes it can give. The sources of the bounds are named in `docs/diagnostics.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from coach.routine.lint import doses, programmes, references, safety, times, words
from coach.routine.lint.subject import Finding, Subject
from coach.routine.model import Conditions, Exercise, Programme, Routine
from coach.routine.reader import MOST_SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.routine.lint.subject import Checked

__all__ = ["RULES", "Finding", "Rule", "Subject", "findings"]


class Rule(NamedTuple):
    """A question to ask about documents of some types, and the codes of what it may find."""

    about: tuple[type[Checked], ...]
    find: Callable[[Subject], Iterator[Finding]]
    codes: tuple[str, ...]


_PLAYED: Final = (Exercise, Routine)
_SIGNED: Final = (*_PLAYED, Programme)
_ALL: Final = (*_SIGNED, Conditions)

RULES: Final = (
    Rule(_SIGNED, references.codes, ("unknown-code",)),
    Rule(_SIGNED, references.sources, ("unknown-source",)),
    Rule(_SIGNED, references.conditions, ("unknown-condition",)),
    Rule((Exercise,), references.links, ("unknown-exercise-link", "easier-harder-loop")),
    Rule((Exercise,), references.frames, ("frames-against-steps",)),
    Rule((Exercise,), references.body, ("unknown-body-part",)),
    Rule((Exercise,), references.picture, ("no-picture",)),
    Rule((Conditions,), references.pages, ("unknown-page",)),
    Rule((Exercise,), times.own_holds, ("hold-too-long", "stretch-too-short")),
    Rule((Routine,), times.used_holds, ("hold-too-long", "stretch-too-short")),
    Rule((Exercise,), times.own_heat, ("heat-too-long",)),
    Rule((Routine,), times.used_heat, ("heat-too-long",)),
    Rule((Routine,), times.second_side, ("second-side-untimed",)),
    Rule((Routine,), times.total, ("over-max-length",)),
    Rule((Routine,), times.short_break, ("break-too-full",)),
    Rule((Routine,), times.warm_up, ("warm-up-long-holds",)),
    Rule((Exercise,), doses.day, ("dose-over-day",)),
    Rule((Exercise,), doses.own_strength, ("strength-too-often",)),
    Rule((Routine,), doses.used_strength, ("strength-too-often",)),
    Rule((Programme,), programmes.day, ("dose-over-day",)),
    Rule((Programme,), programmes.strength, ("strength-too-often",)),
    Rule((Exercise,), safety.stop_rule, ("no-stop-rule",)),
    Rule((Exercise,), safety.needed_conditions, ("condition-not-named",)),
    Rule((Exercise,), safety.instead, ("instead-ruled-out",)),
    Rule(_PLAYED, safety.temperature, ("too-hot",)),
    Rule((Routine,), safety.grip, ("grip-in-writing-break",)),
    Rule(_SIGNED, words.claims, ("no-source",)),
    Rule(_PLAYED, words.colours, ("colour-without-brand",)),
    Rule(_ALL, words.forbidden, ("promised-cure", "named-medicine", "named-deficiency")),
    Rule(_ALL, words.readable, ("hard-to-read",)),
)
_FOR: Final = {kind: tuple(rule.find for rule in RULES if kind in rule.about) for kind in _ALL}


def findings(subject: Subject) -> Iterator[Finding]:
    """Everything that any rule finds in a document; of very much that one rule finds, the first."""
    for find in _FOR[type(subject.document)]:
        for number, found in enumerate(find(subject)):
            if number == MOST_SHOWN:
                yield Finding(found.place, "more-problems", "There are more of these in this file.")
                break
            yield found
