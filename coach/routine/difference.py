"""What has changed between two versions of a document, in words that a patient understands.

`Forearm stretch: hold 20 s → 30 s; left side added` instead of lines with plus and minus signs. Only what the
person does, sees, is told or is asked is compared; the author's notes and numbers of revision are not.
`differences` gives the lines to whoever shows them: `coach diff`, and the Author view.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from coach.routine import difference_words as words
from coach.routine.model import Block, Exercise, ExerciseStep, Poses, Programme, RestStep, Routine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coach.routine.model import Condition, Document, ProgrammeItem, RoutineStep, Work


@dataclass(frozen=True, slots=True)
class _Known:
    """What gives ids their titles, and exercises their usual amounts."""

    exercises: Mapping[str, Exercise] = field(default_factory=dict)
    routines: Mapping[str, Routine] = field(default_factory=dict)

    def exercise(self, step: object) -> Exercise | None:
        """The exercise of a step or an item; none for others."""
        return self.exercises.get(getattr(step, "exercise", None) or "")

    def title(self, step: RoutineStep | ProgrammeItem) -> str:
        """What a step or an item is called."""
        if isinstance(step, RestStep):
            return "rest between exercises"
        if name := getattr(step, "exercise", None):
            return self.exercises[name].title if name in self.exercises else str(name)
        if name := getattr(step, "routine", None):
            return self.called(name)
        return f"“{step.block}”" if isinstance(step, Block) else f"the question “{getattr(step, 'ask', '')}”"

    def called(self, routine: str) -> str:
        """The title of a routine, or its id if it is not there."""
        return self.routines[routine].title if routine in self.routines else routine


def differences(
    old: Document,
    new: Document,
    exercises: Mapping[str, Exercise] | None = None,
    routines: Mapping[str, Routine] | None = None,
    conditions: Mapping[str, Condition] | None = None,
) -> list[str]:
    """A line for each thing that has changed, in the order of the new document; empty if nothing has.

    Each line begins with the title of what it is about. `exercises`, `routines` and `conditions` give ids
    their names, and what a step leaves out is taken from the exercise.
    """
    if type(old) is not type(new):
        return [f"It was {_an(old.type)}, and is {_an(new.type)} now."]
    title = str(getattr(new, "title", ""))
    before = str(getattr(old, "title", ""))
    renamed = [f"{title}: was called “{before}”"] if before != title else []
    known = _Known(exercises or {}, routines or {})
    own = [*words.changes(words.TOLD, old, new), *words.lists(old, new, conditions or {})]
    told: list[str] = []
    if isinstance(old, Exercise) and isinstance(new, Exercise):
        amount = [*words.changes(words.AMOUNTS, old.dose, new.dose), *words.side(old.side, new.side)]
        own = [*(["; ".join(amount)] if amount else []), *own, *_instructions(old, new)]
    elif isinstance(old, Routine) and isinstance(new, Routine):
        own += [*words.changes({"get_ready": words.AMOUNTS["get_ready"]}, old, new)]
        own += [*words.rated(old.rate, new.rate), *words.rules(old.rules, new.rules)]
        told = [*_steps([*_flat(old.steps)], [*_flat(new.steps)], known)]
    elif isinstance(old, Poses) and isinstance(new, Poses):
        told = [*_poses(old, new)]
    elif isinstance(old, Programme) and isinstance(new, Programme):
        told = [*_items(old.items, new.items, known)]
    return [*renamed, *(f"{title}: {each}" for each in own), *told]


def _an(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _instructions(old: Exercise, new: Exercise) -> Iterator[str]:
    before, after = [step.do for step in old.steps], [step.do for step in new.steps]
    for change, start, end, first, last in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if change == "equal":
            continue
        for gone, come in zip(before[start:end], after[first:last], strict=False):
            yield f"step “{gone}” → “{come}”"
        yield from (f"step left out: “{gone}”" for gone in before[start:end][last - first :])
        yield from (f"new step: “{come}”" for come in after[first:last][end - start :])
    if [step.cue for step in old.steps] != [step.cue for step in new.steps] and before == after:
        yield "other words are said while it is done"
    if (old.motion, old.picture) != (new.motion, new.picture):
        yield "the picture shows it differently"
    for way in ("easier", "harder"):
        if getattr(old, way) != getattr(new, way):
            yield f"another {way} way" if getattr(new, way) else f"no {way} way any more"


_LOOKS = ("origin", "joints", "pressed", "view")


def _poses(old: Poses, new: Poses) -> Iterator[str]:
    """Poses that have come, gone, or look otherwise."""
    for name, pose in new.poses.items():
        earlier = old.poses.get(name)
        if earlier is None:
            yield f"new: {pose.title or name}"
        elif any(getattr(earlier, each) != getattr(pose, each) for each in _LOOKS):
            yield f"{pose.title or name}: looks otherwise"
    yield from (
        f"left out: {pose.title or name}" for name, pose in old.poses.items() if name not in new.poses
    )


def _flat(steps: Iterable[RoutineStep]) -> Iterator[RoutineStep]:
    """The steps in the order they are done, those in blocks after the block."""
    for step in steps:
        yield step
        if isinstance(step, Block):
            yield from _flat(step.steps)


def _key(step: RoutineStep) -> tuple[str, str]:
    if isinstance(step, ExerciseStep):
        return "exercise", step.exercise
    if isinstance(step, RestStep):
        return "rest", ""
    return ("block", step.block) if isinstance(step, Block) else ("ask", step.ask)


def _steps(old: Sequence[RoutineStep], new: Sequence[RoutineStep], known: _Known) -> Iterator[str]:
    before, after = [_key(step) for step in old], [_key(step) for step in new]
    gone: list[RoutineStep] = []
    come: list[RoutineStep] = []
    for change, start, end, first, last in difflib.SequenceMatcher(
        None, before, after, autojunk=False
    ).get_opcodes():
        if change == "equal":
            for one, other in zip(old[start:end], new[first:last], strict=True):
                yield from _step(one, other, known)
        else:
            gone += old[start:end]
            come += new[first:last]
    for step in come:
        same = next((each for each in gone if _key(each) == _key(step)), None)
        if same is None:
            yield f"new: {_described(step, known)}"
            continue
        gone.remove(same)
        if not isinstance(step, RestStep):
            yield f"{known.title(step)}: in another place"
        yield from _step(same, step, known)
    yield from (f"left out: {known.title(step)}" for step in gone)


def _step(old: RoutineStep, new: RoutineStep, known: _Known) -> Iterator[str]:
    told = [*words.changes(words.AMOUNTS, *_effective(old, new, known))]
    if isinstance(old, ExerciseStep) and isinstance(new, ExerciseStep):
        exercise = known.exercise(new)
        usual = exercise.side if exercise else None
        told += words.side(old.side or usual, new.side or usual)
    elif isinstance(old, Block) and isinstance(new, Block) and old.then != new.then:
        told.append("at its end, another page of help")
    elif not isinstance(old, Block | RestStep) and old != new:
        told.append("other answers")
    if told:
        yield f"{known.title(new)}: {'; '.join(told)}"


class _Amount:
    """What a step asks for, with what it leaves out taken from the exercise's own dose."""

    def __init__(self, step: RoutineStep | ProgrammeItem, dose: Work | None) -> None:
        for name in words.AMOUNTS:
            own = getattr(step, name, None)
            takes = dose is not None and getattr(step, "slot", None) is None
            usual = (
                getattr(dose, name, None)
                if takes and name not in {"note", "cue", "per_day", "per_week", "days"}
                else None
            )
            setattr(self, name, usual if own is None else own)


def _effective(
    old: RoutineStep | ProgrammeItem, new: RoutineStep | ProgrammeItem, known: _Known
) -> tuple[_Amount, _Amount]:
    exercise = known.exercise(new)
    dose = exercise.dose if exercise else None
    return _Amount(old, dose), _Amount(new, dose)


def _described(step: RoutineStep | ProgrammeItem, known: _Known) -> str:
    exercise = known.exercise(step)
    told = words.described(_Amount(step, exercise.dose if exercise else None))
    side = getattr(step, "side", None) or (exercise.side if exercise else None)
    told += [words.SIDES[side]] if side and side != "none" else []
    return f"{known.title(step)} ({', '.join(told)})" if told else known.title(step)


def _items(old: Sequence[ProgrammeItem], new: Sequence[ProgrammeItem], known: _Known) -> Iterator[str]:
    def name(item: ProgrammeItem) -> str:
        return str(getattr(item, "routine", None) or getattr(item, "exercise", ""))

    before: dict[str, list[ProgrammeItem]] = defaultdict(list)
    for item in old:
        before[name(item)].append(item)
    for item in new:
        if not before[name(item)]:
            yield f"new: {_described(item, known)}"
            continue
        earlier = before[name(item)].pop(0)
        told = [*words.changes(words.AMOUNTS, *_effective(earlier, item, known))]
        told += words.side(getattr(earlier, "side", None), getattr(item, "side", None))
        told += _going_on(earlier, item, known)
        if told:
            yield f"{known.title(item)}: {'; '.join(told)}"
    yield from (f"left out: {known.title(item)}" for left in before.values() for item in left)


def _going_on(old: ProgrammeItem, new: ProgrammeItem, known: _Known) -> Iterator[str]:
    """How one comes to the next thing."""
    if old.progress_when != new.progress_when:
        yield "another rule for going on" if new.progress_when else "no rule for going on any more"
    if old.then != new.then:
        yield f"then: {known.called(new.then)}" if new.then else "nothing comes after it any more"
    if old.needs_approval != new.needs_approval:
        yield "going on needs an approval" if new.needs_approval else "going on needs no approval any more"
