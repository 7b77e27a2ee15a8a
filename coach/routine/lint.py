"""Clinical lint: what is well-formed and still deserves a second look before somebody follows it.

Every rule is a function that yields findings; `RULES` says for which documents it is asked. The sources of
the bounds are named in `docs/diagnostics.md`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from coach.routine.codes import MEANINGS, Severity, severity_of
from coach.routine.diagnostics import did_you_mean
from coach.routine.model import Block, Exercise, ExerciseStep, Routine
from coach.routine.plan import Phase, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path as FilePath

    from coach.routine.library import Library
    from coach.routine.model import RoutineStep
    from coach.routine.timeline import Outline

Path = tuple[str | int, ...]

LONGEST_HOLD: Final = 60.0
SHORTEST_STRETCH: Final = 5.0
SHORT_BREAK: Final = 60.0
MOST_IN_A_BREAK: Final = 4
LONG_WARM_UP_HOLD: Final = 10.0
HOTTEST: Final = 40.0
LONGEST_HEAT: Final = 20 * 60.0
WAKING_DAY: Final = 16 * 3600.0
DAYS_A_WEEK: Final = 7

BODY_PARTS: Final = frozenset(
    {
        *("fingers", "thumb", "thumb-web", "palm", "hand", "wrist", "forearm", "elbow"),
        *("neck", "shoulders", "upper-back", "back", "whole-body"),
        *("hip", "thigh", "knee", "calf", "shin", "leg"),
        *("ankle", "heel", "arch", "sole", "forefoot", "foot", "big-toe", "toes"),
    },
)
HAND: Final = frozenset({"fingers", "thumb", "palm", "hand", "wrist", "forearm", "thumb-web"})
MAKERS: Final = re.compile(r"thera-?band|thera-?putty|can-?do|rolyan|sanctband|sissel", re.IGNORECASE)
_COLOURED: Final = re.compile(
    r"\b(?:tan|yellow|red|green|blue|black|silver|gold|white|pink|purple)(?: exercise| rubber| therapy)?"
    r" (?:band|putty|tubing|tube)",
)
_DEGREES: Final = re.compile(r"([0-9]{2,3})(?:[.,]([0-9]))? ?(?:°|º|degrees)? ?([CF])\b")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at again: the place in the document, the code, what and why."""

    place: Path
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Subject:
    """A document among the others. `outline` is missing if it could not be compiled."""

    document: Exercise | Routine
    library: Library
    path: FilePath
    outline: Outline | None

    @property
    def exercise(self) -> Exercise:
        """The document, for rules about exercises."""
        assert isinstance(self.document, Exercise)  # noqa: S101 - `RULES` sees to it
        return self.document

    @property
    def routine(self) -> Routine:
        """The document, for rules about routines."""
        assert isinstance(self.document, Routine)  # noqa: S101 - `RULES` sees to it
        return self.document

    @cached_property
    def told(self) -> str:
        """Everything people are told to do, in one text: most rules about words find nothing in it."""
        return "\n".join(text for _, text in _texts(self.document))

    @cached_property
    def uses(self) -> list[tuple[Path, ExerciseStep, Exercise]]:
        """The exercise steps of a routine with their places; those whose exercise is known."""
        known = self.library.exercises
        steps = _exercise_steps(self.routine.steps, ("steps",))
        return [(place, step, known[step.exercise]) for place, step in steps if step.exercise in known]


def findings(subject: Subject) -> Iterator[Finding]:
    """Everything that any rule finds in a document."""
    for kind, rule in RULES:
        if isinstance(subject.document, kind):
            yield from rule(subject)


def _exercise_steps(steps: Iterable[RoutineStep], place: Path) -> Iterator[tuple[Path, ExerciseStep]]:
    for number, step in enumerate(steps):
        if isinstance(step, ExerciseStep):
            yield (*place, number), step
        elif isinstance(step, Block):
            yield from _exercise_steps(step.steps, (*place, number, "steps"))


# Any document


def _known_codes(subject: Subject) -> Iterator[Finding]:
    if not subject.document.lint:
        return
    silent = [code for code in MEANINGS if severity_of(code) is Severity.WARNING]
    for number, allowance in enumerate(subject.document.lint):
        if allowance.allow not in silent:
            message = f"`{allowance.allow}` is not a warning that can be silenced."
            yield Finding(
                ("lint", number, "allow"), "unknown-code", message, did_you_mean(allowance.allow, silent)
            )


def _known_sources(subject: Subject) -> Iterator[Finding]:
    known = subject.library.sources
    for number, name in enumerate(subject.document.sources):
        if known and name not in known:
            message = f"`{name}` is not in the list of sources."
            yield Finding(("sources", number), "unknown-source", message, did_you_mean(name, known))


def _known_conditions(subject: Subject) -> Iterator[Finding]:
    known = subject.library.conditions
    for key in ("avoid_if", "ask_first_if"):
        for number, name in enumerate(getattr(subject.document, key)):
            if known and name not in known:
                message = f"`{name}` is not a known condition, so nobody would be warned."
                yield Finding((key, number), "unknown-condition", message, did_you_mean(name, known))


def _claims(subject: Subject) -> Iterator[Finding]:
    document = subject.document
    if document.sources:
        return
    if document.evidence and document.evidence.label in {"may help", "studies disagree"}:
        message = f"`{document.evidence.label}` is claimed without a source."
        yield Finding(("evidence", "label"), "no-source", message, "Add `sources: […]`.")
    if isinstance(document, Exercise) and document.dose.basis in {"read", "2nd", "seed"}:
        message = f"`basis: {document.dose.basis}` names a source, but none is given."
        yield Finding(("dose", "basis"), "no-source", message, "Add `sources: […]`.")


def _texts(document: Exercise | Routine) -> Iterator[tuple[Path, str]]:
    """What people are told to do, with the places."""
    if isinstance(document, Exercise):
        yield ("start",), document.start or ""
        for number, thing in enumerate(document.equipment):
            yield ("equipment", number), thing
        for number, step in enumerate(document.steps):
            yield ("steps", number, "do"), step.do
            yield ("steps", number, "cue"), step.cue or ""
    else:
        for place, use in _exercise_steps(document.steps, ("steps",)):
            yield (*place, "cue"), use.cue or ""
            yield (*place, "note"), use.note or ""


def _heat(subject: Subject) -> Iterator[Finding]:
    if not _DEGREES.search(subject.told):
        return
    for place, text in _texts(subject.document):
        for whole, tenth, unit in _DEGREES.findall(text):
            given = float(f"{whole}.{tenth or 0}")
            celsius = given if unit == "C" else (given - 32) / 1.8
            if celsius > HOTTEST:
                message = f"{given:g} °{unit} is hotter than {HOTTEST:g} °C."
                yield Finding(place, "too-hot", message, "Keep warmth between 33 and 40 °C.")


def _colours(subject: Subject) -> Iterator[Finding]:
    if not _COLOURED.search(subject.told.lower()) or MAKERS.search(subject.told):
        return
    for place, text in _texts(subject.document):
        if match := _COLOURED.search(text.lower()):
            message = f"`{match[0]}` says little: colours differ between makers."
            yield Finding(place, "colour-without-brand", message, "Name the maker beside the colour.")


# Exercises


def _stop_rule(subject: Subject) -> Iterator[Finding]:
    exercise = subject.exercise
    if exercise.kind in {"stretch", "nerve-glide", "strengthen"} and not exercise.stop_if:
        message = f"`{exercise.id}` does not say when to stop."
        yield Finding(("kind",), "no-stop-rule", message, "Add `stop_if: …`.")


def _holds(kind: str, hold: float, longest: float, place: Path) -> Iterator[Finding]:
    if longest > LONGEST_HOLD and kind != "heat":
        message = f"A hold of {longest:g} s is longer than {LONGEST_HOLD:g} s."
        yield Finding(place, "hold-too-long", message, "Shorter holds with more repetitions do the same.")
    if hold < SHORTEST_STRETCH and kind == "stretch":
        message = f"A stretch of {hold:g} s is shorter than {SHORTEST_STRETCH:g} s."
        yield Finding(place, "stretch-too-short", message, "If it is a movement, call it `kind: mobilise`.")


def _own_holds(subject: Subject) -> Iterator[Finding]:
    if hold := subject.exercise.dose.hold:
        yield from _holds(subject.exercise.kind, hold.low, hold.high, ("dose", "hold"))


def _own_heat(subject: Subject) -> Iterator[Finding]:
    dose = subject.exercise.dose
    for key in ("duration", "hold"):
        length = getattr(dose, key)
        if subject.exercise.kind == "heat" and length and length.high > LONGEST_HEAT:
            message = f"Warmth for {length.high / 60:g} min is longer than {LONGEST_HEAT / 60:g} min."
            yield Finding(("dose", key), "heat-too-long", message)


def _links(subject: Subject) -> Iterator[Finding]:
    exercise, known = subject.exercise, subject.library.exercises
    for key in ("easier", "harder"):
        link = getattr(exercise, key)
        if link is None or link.id is None:
            continue
        if link.id not in known:
            if link.id not in subject.library.broken:
                message = f"There is no exercise `{link.id}`."
                yield Finding((key, "id"), "unknown-exercise-link", message, did_you_mean(link.id, known))
            continue
        seen, following = [exercise.id], link.id
        while following in known and following not in seen:
            seen.append(following)
            onward = getattr(known[following], key)
            following = onward.id or "" if onward else ""
        if following == exercise.id:
            message = f"Following `{key}` leads back here: {' → '.join([*seen, exercise.id])}."
            yield Finding((key, "id"), "easier-harder-loop", message)


def _poses(subject: Subject) -> Iterator[Finding]:
    motion, known = subject.exercise.motion, subject.library.poses
    for number, frame in enumerate(motion.frames if motion else ()):
        if known is not None and frame.pose and frame.pose not in known:
            message = f"There is no pose `{frame.pose}`."
            yield Finding(
                ("motion", "frames", number, "pose"), "unknown-pose", message, did_you_mean(frame.pose, known)
            )


def _frames(subject: Subject) -> Iterator[Finding]:
    motion, steps = subject.exercise.motion, len(subject.exercise.steps)
    frames = len(motion.frames) if motion else 0
    if frames > 1 and frames != steps:
        message = f"The motion has {frames} frames, the exercise {steps} steps."
        yield Finding(("motion", "frames"), "frames-against-steps", message, "Write one frame for each step.")


def _body(subject: Subject) -> Iterator[Finding]:
    for number, part in enumerate(subject.exercise.body):
        if part not in BODY_PARTS:
            message = f"The Library's filter does not know `{part}`."
            hint = did_you_mean(part, BODY_PARTS) or f"It knows {', '.join(sorted(BODY_PARTS))}."
            yield Finding(("body", number), "unknown-body-part", message, hint)


def _day(subject: Subject) -> Iterator[Finding]:
    dose = subject.exercise.dose
    if dose.per_week and dose.per_week.high > DAYS_A_WEEK:
        message = f"`per_week` counts days, and {dose.per_week.high} is more than a week has."
        yield Finding(
            ("dose", "per_week"), "dose-over-day", message, "Use `per_day` for more than once a day."
        )
    elif dose.per_week and dose.days and dose.days.names and dose.per_week.low > len(dose.days.names):
        message = f"{dose.per_week.low} days a week do not fit into `{dose.days.word}`."
        yield Finding(("dose", "per_week"), "dose-over-day", message)
    total = subject.outline.total if subject.outline else 0.0
    if dose.per_day and dose.per_day.high * total > WAKING_DAY:
        message = f"{dose.per_day.high} times {total:g} s do not fit into a waking day."
        yield Finding(("dose", "per_day"), "dose-over-day", message)


def _picture(subject: Subject) -> Iterator[Finding]:
    picture = subject.exercise.picture
    if picture and not (subject.path.parent / picture).is_file():
        yield Finding(("picture",), "no-picture", f"There is no `{picture}` beside this file.")


# Routines


def _second_side(subject: Subject) -> Iterator[Finding]:
    one_sided = [use for use in subject.uses if (use[1].side or use[2].side) in {"left", "right"}]
    if not one_sided or subject.outline is None:
        return
    times: Counter[tuple[str, Side | None]] = Counter()
    for turn in subject.outline.turns:
        times[turn.exercise.id if turn.exercise else "", turn.side] += turn.layout.work
    for place, use, exercise in one_sided:
        side = Side(use.side or exercise.side)
        other = Side.LEFT if side is Side.RIGHT else Side.RIGHT
        mine, theirs = times[exercise.id, side] / 1000, times[exercise.id, other] / 1000
        if theirs < mine:
            got = f"only {theirs:g} s" if theirs else "none"
            message = f"`{exercise.id}` takes {mine:g} s on the {side} side and {got} on the {other} side."
            key = (*place, "side") if use.side else (*place, "exercise")
            yield Finding(key, "second-side-untimed", message, "Write `side: each` to give both the same.")


def _length(subject: Subject) -> Iterator[Finding]:
    limit, total = subject.routine.max_length, subject.outline.total if subject.outline else 0.0
    if limit is not None and total > limit:
        message = f"The routine takes {total:g} s, more than its `max_length` of {limit:g} s."
        yield Finding(("max_length",), "over-max-length", message)


def _break_size(subject: Subject) -> Iterator[Finding]:
    routine = subject.routine
    limit = routine.max_length
    short = (
        limit is not None and limit <= SHORT_BREAK and {"writing-break", "desk-break"} & set(routine.occasion)
    )
    uses = subject.uses
    if short and len(uses) > MOST_IN_A_BREAK:
        message = f"{len(uses)} exercises are more than {MOST_IN_A_BREAK} in a break of a minute."
        yield Finding((*uses[MOST_IN_A_BREAK][0], "exercise"), "break-too-full", message)


def _grip(subject: Subject) -> Iterator[Finding]:
    if "writing-break" not in subject.routine.occasion:
        return
    for place, _, exercise in subject.uses:
        if exercise.kind == "strengthen" and HAND & set(exercise.body):
            message = f"`{exercise.id}` works the hand that should rest from writing."
            yield Finding((*place, "exercise"), "grip-in-writing-break", message)


def _warm_up(subject: Subject) -> Iterator[Finding]:
    if "warm-up" not in subject.routine.occasion or subject.outline is None:
        return
    first = next(turn for turn in subject.outline.turns if turn.exercise)
    longest = (
        max((piece.length for piece in first.layout.pieces if piece.phase is Phase.HOLD), default=0) / 1000
    )
    if longest > LONG_WARM_UP_HOLD:
        message = f"The warm-up begins with a still hold of {longest:g} s."
        yield Finding(
            (*subject.uses[0][0], "exercise"), "warm-up-long-holds", message, "Begin with movement."
        )


def _used_holds(subject: Subject) -> Iterator[Finding]:
    for place, use, exercise in subject.uses:
        if use.hold:
            yield from _holds(exercise.kind, use.hold.low, use.hold.high, (*place, "hold"))
        if use.slot and exercise.kind == "heat" and use.slot > LONGEST_HEAT:
            message = f"Warmth for {use.slot / 60:g} min is longer than {LONGEST_HEAT / 60:g} min."
            yield Finding((*place, "for"), "heat-too-long", message)


Rule = tuple[type[Exercise] | type[Routine], "Callable[[Subject], Iterator[Finding]]"]
_ANY: Final = (_known_codes, _known_sources, _known_conditions, _claims, _heat, _colours)
_EXERCISE: Final = (_stop_rule, _own_holds, _own_heat, _links, _poses, _frames, _body, _day, _picture)
_ROUTINE: Final = (_second_side, _length, _break_size, _grip, _warm_up, _used_holds)
RULES: Final[tuple[Rule, ...]] = (
    *((Exercise, rule) for rule in (*_ANY, *_EXERCISE)),
    *((Routine, rule) for rule in (*_ANY, *_ROUTINE)),
)
