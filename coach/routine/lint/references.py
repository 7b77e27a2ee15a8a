"""What a document names must exist: codes, sources, conditions, exercises, pictures, body parts, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from coach.errors import CoachError
from coach.routine.codes import MEANINGS, Severity, severity_of
from coach.routine.diagnostics import did_you_mean
from coach.routine.lint.subject import Finding
from coach.routine.model import BodyPart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.routine.lint.subject import Path, Subject

BODY_PARTS: Final = frozenset(get_args(BodyPart))


def codes(subject: Subject) -> Iterator[Finding]:
    """Only warnings that exist can be silenced."""
    if not subject.signed.lint:
        return
    silent = [code for code in MEANINGS if severity_of(code) is Severity.WARNING]
    for number, allowance in enumerate(subject.signed.lint):
        if allowance.allow not in silent:
            message = f"`{allowance.allow}` is not a warning that can be silenced."
            yield Finding(
                ("lint", number, "allow"), "unknown-code", message, did_you_mean(allowance.allow, silent)
            )


def sources(subject: Subject) -> Iterator[Finding]:
    """A source stands in a list of sources."""
    known = subject.library.sources
    for number, name in enumerate(subject.signed.sources):
        if known and name not in known:
            message = f"`{name}` is not in the list of sources."
            yield Finding(("sources", number), "unknown-source", message, did_you_mean(name, known))


def conditions(subject: Subject) -> Iterator[Finding]:
    """A safety condition is one that people are asked about."""
    known = subject.library.conditions
    for key in ("avoid_if", "ask_first_if"):
        for number, name in enumerate(getattr(subject.signed, key)):
            if known and name not in known:
                message = f"`{name}` is not a known condition, so nobody would be warned."
                yield Finding((key, number), "unknown-condition", message, did_you_mean(name, known))


def pages(subject: Subject) -> Iterator[Finding]:
    """The page about a condition is there."""
    known = subject.library.pages
    for tag, condition in subject.conditions.conditions.items():
        if known is not None and condition.learn is not None and condition.learn not in known:
            message = f"There is no page `{condition.learn}` to learn from."
            hint = did_you_mean(condition.learn, known)
            yield Finding(("conditions", tag, "learn"), "unknown-page", message, hint)


def links(subject: Subject) -> Iterator[Finding]:
    """An exercise that this one leads to exists; easier and harder do not go in circles."""
    exercise, known = subject.exercise, subject.library.exercises
    for key in ("easier", "harder"):
        link = getattr(exercise, key)
        if link is None or link.id is None:
            continue
        if link.id not in known:
            yield from _unknown(subject, (key, "id"), link.id)
            continue
        seen, following = [exercise.id], link.id
        while following in known and following not in seen:
            seen.append(following)
            onward = getattr(known[following], key)
            following = onward.id or "" if onward else ""
        if following == exercise.id:
            message = f"Following `{key}` leads back here: {' → '.join([*seen, exercise.id])}."
            hint = f"Leave `{key}` out where the way ends."
            yield Finding((key, "id"), "easier-harder-loop", message, hint)
    for tag, replacement in exercise.instead.items():
        if replacement not in known:
            yield from _unknown(subject, ("instead", tag), replacement)


def _unknown(subject: Subject, place: Path, name: str) -> Iterator[Finding]:
    if name not in subject.library.broken:
        hint = did_you_mean(name, subject.library.exercises)
        yield Finding(place, "unknown-exercise-link", f"There is no exercise `{name}`.", hint)


def frames(subject: Subject) -> Iterator[Finding]:
    """Every step has its frame."""
    motion, steps = subject.exercise.motion, len(subject.exercise.steps)
    frames = len(motion.frames) if motion else 0
    if frames > 1 and frames != steps:
        message = f"The motion has {frames} frames, the exercise {steps} steps."
        yield Finding(("motion", "frames"), "frames-against-steps", message, "Write one frame for each step.")


def body(subject: Subject) -> Iterator[Finding]:
    """The Library can be searched for every body part."""
    for number, part in enumerate(subject.exercise.body):
        if part not in BODY_PARTS:
            message = f"The Library's filter does not know `{part}`."
            several = part.replace("/", " ").replace("+", " ").split()
            hint = did_you_mean(part, BODY_PARTS) or f"It knows {', '.join(sorted(BODY_PARTS))}."
            if len(several) > 1 and BODY_PARTS.issuperset(several):
                hint = f"Put a comma between: `{', '.join(several)}`."
            yield Finding(("body", number), "unknown-body-part", message, hint)


def picture(subject: Subject) -> Iterator[Finding]:
    """The picture is there, and nothing but a picture."""
    if name := subject.exercise.picture:
        from coach.routine import pictures  # noqa: PLC0415 - few exercises have one

        try:
            pictures.read(subject.path.parent, name)
        except CoachError as error:
            yield Finding(("picture",), "no-picture", str(error), error.advice)
