"""What has changed between two versions of a document, in words that a patient understands.

`Forearm stretch: hold 20 s → 30 s; left side added` instead of lines with plus and minus signs. Only what the
person does, is told or is asked is compared; the author's notes and numbers of revision are not.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Any, Final

from coach.routine.comparison import Comparison
from coach.routine.model import Block, Exercise, ExerciseStep, Programme, RestStep, Routine
from coach.routine.printing import length
from coach.routine.quantity import Days, Range

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, time

    from coach.routine.model import Document, ProgrammeItem, RoutineStep, Work

_AMOUNTS: Final = {
    "sets": "sets",
    "reps": "repetitions",
    "hold": "hold",
    "rest": "rest",
    "rest_between_sets": "rest between sets",
    "tempo": "tempo",
    "duration": "time on each side",
    "slot": "time on each side",
    "get_ready": "time to get ready",
    "per_day": "times a day",
    "per_week": "days a week",
    "days": "days",
    "at_least_apart": "at least apart",
    "between": "between",
    "at": "at",
    "rounds": "rounds",
    "cue": "cue",
    "note": "note",
    "then": "next",
    "until": "until",
}
_TOLD: Final = {
    "title": "title",
    "kind": "kind",
    "position": "position",
    "start": "how to start",
    "equipment": "what is needed",
    "stop_if": "stop if",
    "caution": "take care",
    "avoid_if": "not for people with",
    "ask_first_if": "ask first, with",
    "only_if": "only if",
    "mistakes": "common mistakes",
    "easier": "easier way",
    "harder": "harder way",
    "instead": "in its place",
    "occasion": "when it is offered",
    "use_when": "use when",
    "not_when": "not when",
    "max_length": "no longer than",
    "starts": "starts",
    "lasting": "goes on for",
    "rate": "asked to rate",
    "rules": "rules",
}
_SECONDS: Final = frozenset(
    ("hold", "rest", "rest_between_sets", "duration", "slot", "get_ready", "max_length", "at_least_apart")
)
_BOTH: Final = frozenset(("each", "both", "alternate"))
_SIDES: Final = {
    "each": "one side after the other",
    "either": "either side",
    "both": "both sides at once",
    "alternate": "sides in turn",
    "left": "left side only",
    "right": "right side only",
    "affected": "the side that hurts",
    "writing": "the writing hand",
    "none": "no side",
}


def differences(old: Document, new: Document, exercises: Mapping[str, Exercise] | None = None) -> list[str]:
    """A line for each thing that has changed, in the order of the new document; empty if nothing has.

    `exercises` gives steps their titles, and what a step leaves out is taken from them.
    """
    known = exercises or {}
    if type(old) is not type(new):
        return [f"It was {_an(old.type)}, and is {_an(new.type)} now."]
    lines = [*_changes(_TOLD, old, new)]
    if isinstance(old, Exercise) and isinstance(new, Exercise):
        amount = [*_side(old.side, new.side), *_changes(_AMOUNTS, old.dose, new.dose)]
        return [*lines, *(["; ".join(amount)] if amount else []), *_instructions(old, new)]
    if isinstance(old, Routine) and isinstance(new, Routine):
        return [*lines, *_steps([*_flat(old.steps)], [*_flat(new.steps)], known)]
    if isinstance(old, Programme) and isinstance(new, Programme):
        return [*lines, *_items(old.items, new.items, known)]
    return lines


def _an(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _changes(names: Mapping[str, str], old: object, new: object) -> Iterator[str]:
    for name, word in names.items():
        before, after = getattr(old, name, None), getattr(new, name, None)
        if before == after:
            continue
        if before in (None, (), {}):
            yield f"{word}: {_said(name, after)} (new)"
        elif after in (None, (), {}):
            yield f"{word}: no longer {_said(name, before)}"
        else:
            yield f"{word} {_said(name, before)} → {_said(name, after)}"


def _said(name: str, value: Any) -> str:  # noqa: ANN401, PLR0911 - a field of any kind
    if isinstance(value, Range):
        ends = [value.low, value.high] if value.high != value.low else [value.low]
        return "–".join(length(each) if name in _SECONDS else str(each) for each in ends)
    if name == "tempo":
        return "-".join(f"{each:g}" for each in value)
    if name in _SECONDS:
        return length(value)
    if name == "lasting":
        return f"{value // 7} weeks" if value % 7 == 0 else f"{value} days"
    if isinstance(value, Days):
        return value.word
    if isinstance(value, Comparison):
        return f"{value.sign}{value.value:g}"
    if name in {"between", "at"}:
        return (
            "–".join(_clock(each) for each in value) if name == "between" else ", ".join(map(_clock, value))
        )
    if isinstance(value, tuple):
        return ", ".join(_said(name, each) for each in value)
    return _plain(value)


def _clock(value: time | date) -> str:
    return f"{value:%H:%M}"


def _plain(value: Any) -> str:  # noqa: ANN401 - a field of any kind
    if hasattr(value, "model_dump"):
        parts = [(key, getattr(value, key)) for key in type(value).model_fields]
        told = [
            f"{key.replace('_', ' ')} {_said(key, each)}" for key, each in parts if each not in (None, (), {})
        ]
        return ", ".join(told)
    if hasattr(value, "items"):
        return ", ".join(f"{key} {_said('', each)}" for key, each in value.items())
    text = str(value)
    return f"“{text}”" if " " in text and not text[0].isdigit() else text


def _side(old: str | None, new: str | None) -> Iterator[str]:
    if old == new:
        return
    if old in {"left", "right"} and new in _BOTH:
        yield f"{'right' if old == 'left' else 'left'} side added" + (
            f" ({_SIDES[new or '']})" if new != "each" else ""
        )
    elif new in {"left", "right"} and old in _BOTH:
        yield f"{'right' if new == 'left' else 'left'} side left out"
    elif old and new:
        yield f"{_SIDES[old]} → {_SIDES[new]}"
    else:
        yield f"side: {_SIDES[new or old or 'none']}"


def _instructions(old: Exercise, new: Exercise) -> Iterator[str]:
    before, after = [step.do for step in old.steps], [step.do for step in new.steps]
    for change, start, end, first, last in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if change == "equal":
            continue
        for gone, come in zip(before[start:end], after[first:last], strict=False):
            yield f"step: “{gone}” → “{come}”"
        yield from (f"step left out: “{gone}”" for gone in before[start:end][last - first :])
        yield from (f"new step: “{come}”" for come in after[first:last][end - start :])


def _flat(steps: Iterable[RoutineStep], block: str = "") -> Iterator[tuple[str, RoutineStep]]:
    """The steps in the order they are done, each with the name of its block."""
    for step in steps:
        yield block, step
        if isinstance(step, Block):
            yield from _flat(step.steps, step.block)


def _key(step: RoutineStep) -> tuple[str, str]:
    if isinstance(step, ExerciseStep):
        return "exercise", step.exercise
    if isinstance(step, RestStep):
        return "rest", ""
    return ("block", step.block) if isinstance(step, Block) else ("ask", step.ask)


def _steps(
    old: Sequence[tuple[str, RoutineStep]],
    new: Sequence[tuple[str, RoutineStep]],
    known: Mapping[str, Exercise],
) -> Iterator[str]:
    before, after = [_key(step) for _, step in old], [_key(step) for _, step in new]
    gone, come = [], []
    for change, start, end, first, last in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if change == "equal":
            for (_, one), (_, other) in zip(old[start:end], new[first:last], strict=True):
                yield from _step(one, other, known)
        else:
            gone += [step for _, step in old[start:end]]
            come += [step for _, step in new[first:last]]
    for step in come:
        same = next((each for each in gone if _key(each) == _key(step)), None)
        if same is None:
            yield f"new: {_described(step, known)}"
            continue
        gone.remove(same)
        if not isinstance(step, RestStep):
            yield f"{_title(step, known)}: in another place"
        yield from _step(same, step, known)
    yield from (f"left out: {_title(step, known)}" for step in gone)


def _step(old: RoutineStep, new: RoutineStep, known: Mapping[str, Exercise]) -> Iterator[str]:
    told = [*_changes(_AMOUNTS, *_effective(old, new, known))]
    if isinstance(old, ExerciseStep) and isinstance(new, ExerciseStep):
        usual = known[new.exercise].side if new.exercise in known else None
        told += _side(old.side or usual, new.side or usual)
    elif not isinstance(old, Block | RestStep) and old != new:
        told.append("other answers")
    if told:
        yield f"{_title(new, known)}: {'; '.join(told)}"


class _Amount:
    """What a step asks for, with what it leaves out taken from the exercise's own dose."""

    def __init__(self, step: RoutineStep | ProgrammeItem, dose: Work | None) -> None:
        for name in _AMOUNTS:
            own = getattr(step, name, None)
            takes = dose is not None and getattr(step, "slot", None) is None
            usual = (
                getattr(dose, name, None)
                if takes and name not in {"note", "cue", "per_day", "per_week", "days"}
                else None
            )
            setattr(self, name, usual if own is None else own)


def _effective(
    old: RoutineStep | ProgrammeItem, new: RoutineStep | ProgrammeItem, known: Mapping[str, Exercise]
) -> tuple[_Amount, _Amount]:
    exercise = known.get(getattr(new, "exercise", ""))
    dose = exercise.dose if exercise else None
    return _Amount(old, dose), _Amount(new, dose)


def _title(step: RoutineStep | ProgrammeItem, known: Mapping[str, Exercise]) -> str:
    if isinstance(step, RestStep):
        return "rest between exercises"
    name = str(getattr(step, "exercise", None) or getattr(step, "routine", None) or "")
    if name:
        return known[name].title if name in known else name
    return f"“{step.block}”" if isinstance(step, Block) else f"the question “{getattr(step, 'ask', '')}”"


def _described(step: RoutineStep | ProgrammeItem, known: Mapping[str, Exercise]) -> str:
    exercise = known.get(getattr(step, "exercise", ""))
    amount = _Amount(step, exercise.dose if exercise else None)
    told = [
        f"{word} {_said(name, getattr(amount, name))}"
        for name, word in _AMOUNTS.items()
        if getattr(amount, name) not in (None, (), {}) and name not in {"cue", "note"}
    ]
    side = getattr(step, "side", None) or (exercise.side if exercise else None)
    told += [_SIDES[side]] if side and side != "none" else []
    return f"{_title(step, known)} ({', '.join(told)})" if told else _title(step, known)


def _items(
    old: Sequence[ProgrammeItem], new: Sequence[ProgrammeItem], known: Mapping[str, Exercise]
) -> Iterator[str]:
    def name(item: ProgrammeItem) -> str:
        return str(getattr(item, "routine", None) or getattr(item, "exercise", ""))

    before = {name(item): item for item in old}
    for item in new:
        earlier = before.pop(name(item), None)
        if earlier is None:
            yield f"new: {_described(item, known)}"
            continue
        told = [*_changes(_AMOUNTS, *_effective(earlier, item, known))]
        told += _side(getattr(earlier, "side", None), getattr(item, "side", None))
        if earlier.progress_when != item.progress_when:
            told.append("another rule for going on")
        if told:
            yield f"{_title(item, known)}: {'; '.join(told)}"
    yield from (f"left out: {_title(item, known)}" for item in before.values())
