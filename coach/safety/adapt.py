"""A routine as a person's conditions leave it: some steps left out, some swapped, and each change told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.routine.asking import ways
from coach.routine.model import AskStep, Block, Exercise, ExerciseStep, RestStep, Routine
from coach.routine.plan import Sides
from coach.routine.timeline import outline
from coach.routine.trouble import TimelineError
from coach.routine.variant import ONE_SIDED
from coach.safety.verdict import Hidden, Swapped, Warned, because, in_order, judged, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from coach.routine.library import Library
    from coach.routine.model import Answer, RoutineStep
    from coach.safety.profile import Profile


@dataclass(frozen=True, slots=True)
class Change:
    """`title` is left out, or, if `by` is not empty, the exercise with that id is done in its place.

    `exercise` is the id of what is left out; empty for an answer that leads to nothing any more.
    """

    exercise: str
    title: str
    by: str
    by_title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Caution:
    """To be asked about first: an exercise, or the whole routine."""

    title: str
    reason: str
    question: str


@dataclass(frozen=True, slots=True)
class Adapted:
    """A document for one person.

    `document` is None where it is ruled out. Then `reason` says why, and `instead` the id of something that
    suits, or empty. `tags` are the conditions, of those ticked, that changed it or warn about it.
    `question` is what the person must say yes to before it is for them, where nothing else is in the way.
    """

    document: Routine | Exercise | None
    changes: tuple[Change, ...] = ()
    warnings: tuple[Caution, ...] = ()
    reason: str = ""
    tags: tuple[str, ...] = ()
    instead: str = ""
    question: str = ""


def adapt(document: Routine | Exercise, profile: Profile, library: Library) -> Adapted:
    """A document for this person. What comes of a document without errors has none either."""
    if isinstance(document, Exercise):
        return _alone(document, profile, library)
    adapted = _routine(document, profile, library)
    if adapted.document is None and not is_urgent(adapted.tags, library):
        adapted = replace(adapted, instead=_suits(document, profile, library))
    return adapted


def is_urgent(tags: Iterable[str], library: Library) -> bool:
    """Whether the person should see when to get help, rather than something else to do."""
    return any(library.conditions[tag].urgent for tag in tags if tag in library.conditions)


def _alone(exercise: Exercise, profile: Profile, library: Library) -> Adapted:
    """An exercise played by itself is never swapped: the other one is only offered."""
    match verdict(exercise, profile, library):
        case Swapped(by, reason, tags):
            return Adapted(None, reason=reason, tags=tags, instead=by)
        case Hidden(reason, tags, question):
            return Adapted(None, reason=reason, tags=tags, question=question)
        case Warned(reason, question, tags):
            return Adapted(exercise, warnings=(Caution(exercise.title, reason, question),), tags=tags)
        case _:
            return Adapted(exercise)


def _routine(routine: Routine, profile: Profile, library: Library) -> Adapted:
    own = judged(routine, profile, library)
    if isinstance(own, Hidden):
        return Adapted(None, reason=own.reason, tags=own.tags, question=own.question)
    work = _Work(profile, library)
    made = work.routine(routine)
    if made is not None and work.swaps and not _plays(made, library):
        work = _Work(profile, library, may_swap=False)
        made = work.routine(routine)
    cautions = tuple(work.cautions.values())
    if made is None:
        tags = in_order(work.tags, library)
        reason = because(tags, library) if tags else next(iter(work.reasons))
        return Adapted(None, reason=reason, tags=tags)
    asked = work.asked
    if isinstance(own, Warned):
        cautions = (Caution(routine.title, own.reason, own.question), *cautions)
        asked = {**asked, **dict.fromkeys(own.tags)}
    tags = in_order((*work.tags, *asked), library)
    return Adapted(made, tuple(work.changes.values()), cautions, tags=tags)


class _Work:
    """One pass through the steps of a routine, and what is to be told about it."""

    def __init__(self, profile: Profile, library: Library, *, may_swap: bool = True) -> None:
        self._profile = profile
        self._library = library
        self._may_swap = may_swap
        self.changes: dict[tuple[str, str, str], Change] = {}
        self.cautions: dict[str, Caution] = {}
        self.tags: dict[str, None] = {}
        """The conditions that took something out."""
        self.reasons: dict[str, None] = {}
        """Why something was taken out, in sentences."""
        self.asked: dict[str, None] = {}
        """The conditions that should be asked about first."""

    @property
    def swaps(self) -> bool:
        """Whether one exercise stands in for another."""
        return any(change.by for change in self.changes.values())

    def routine(self, routine: Routine) -> Routine | None:
        """What is left of a routine; None if that is nothing, or nothing to do it for."""
        steps = self._steps(routine.steps)
        blocks = {step.block for step in steps if isinstance(step, Block)}
        kept: list[RoutineStep] = []
        closed: list[Answer] = []
        for step in steps:
            if not isinstance(step, AskStep):
                kept.append(step)
                continue
            answers = tuple(answer for answer in step.answers if answer.then in blocks)
            gone = [answer for answer in step.answers if answer.then not in blocks]
            if gone and routine.rescues:
                # Whose cramp the lost answer fits would pick another one, and be led the wrong way.
                return None
            closed += gone
            if len(answers) > 1:
                kept.append(step.model_copy(update={"answers": answers}))
        if not any(_exercises(kept)) or (_loops(routine.steps) and not _loops(kept)):
            return None
        for answer in closed:
            self._tell(Change("", answer.answer, "", "", "All that belongs to it is left out for you."))
        return routine.model_copy(update={"steps": tuple(kept)}) if self.changes else routine

    def _steps(self, steps: Sequence[RoutineStep]) -> tuple[RoutineStep, ...]:
        beside = {step.exercise for step in steps if isinstance(step, ExerciseStep)}
        made = [self._step(step, beside) for step in steps]
        kept = [step for step in made if step is not None]
        return tuple(kept) if len(kept) == len(made) else _tidy(kept)

    def _step(self, step: RoutineStep, beside: set[str]) -> RoutineStep | None:
        if isinstance(step, Block):
            inner = self._steps(step.steps)
            return step.model_copy(update={"steps": inner}) if any(_exercises(inner)) else None
        return self._exercise(step, beside) if isinstance(step, ExerciseStep) else step

    def _exercise(self, step: ExerciseStep, beside: set[str]) -> ExerciseStep | None:
        exercise = self._library.exercises[step.exercise]
        found = verdict(exercise, self._profile, self._library)
        if isinstance(found, Swapped | Hidden):
            self.tags |= dict.fromkeys(found.tags)
            self.reasons[found.reason] = None
            # What is done beside it anyway is not done twice.
            if isinstance(found, Swapped) and self._may_swap and found.by not in beside:
                other = self._library.exercises[found.by]
                self._tell(Change(exercise.id, exercise.title, other.id, other.title, found.reason))
                self._caution(other)
                return _in_place(step, exercise, other)
            self._tell(Change(exercise.id, exercise.title, "", "", found.reason))
            return None
        self._caution(exercise)
        return step

    def _caution(self, exercise: Exercise) -> None:
        found = verdict(exercise, self._profile, self._library)
        if isinstance(found, Warned):
            self.cautions[exercise.id] = Caution(exercise.title, found.reason, found.question)
            self.asked |= dict.fromkeys(found.tags)

    def _tell(self, change: Change) -> None:
        self.changes[change.exercise, change.title, change.by] = change


def _in_place(step: ExerciseStep, exercise: Exercise, other: Exercise) -> ExerciseStep:
    """A step with another exercise, at that one's own dose: numbers and words were meant for the first."""
    sided = exercise.side in ONE_SIDED and other.side in ONE_SIDED
    kept = {"exercise": other.id, "side": step.side if sided else None, "get_ready": step.get_ready}
    return step.model_copy(update={**dict.fromkeys(ExerciseStep.model_fields), **kept})


def _tidy(steps: Sequence[RoutineStep]) -> tuple[RoutineStep, ...]:
    """Steps without the rests that no longer stand between two others."""
    kept: list[RoutineStep] = []
    for step in steps:
        if isinstance(step, RestStep) and (not kept or isinstance(kept[-1], RestStep | AskStep)):
            continue
        kept.append(step)
    while kept and isinstance(kept[-1], RestStep):
        kept.pop()
    return tuple(kept)


def _exercises(steps: Sequence[RoutineStep]) -> Iterator[ExerciseStep]:
    for step in steps:
        if isinstance(step, Block):
            yield from _exercises(step.steps)
        elif isinstance(step, ExerciseStep):
            yield step


def _loops(steps: Sequence[RoutineStep]) -> bool:
    return any(isinstance(step, Block) and step.loop for step in steps)


def _plays(routine: Routine, library: Library) -> bool:
    """Whether every way through a routine can be compiled: a replacement may be long."""
    try:
        for answers in ways(routine):
            outline(routine, library.exercises, Sides(), answers)
    except TimelineError:
        return False
    return True


def _suits(routine: Routine, profile: Profile, library: Library) -> str:
    """The routine most like one that is ruled out: for the same occasion, for at least half of its places.

    Only what the person's conditions leave whole, and ask nothing about: what is left of another one may be
    as wrong for them as the first. Nothing stands in for a rescue: what helps another cramp may not help
    this one.
    """
    if routine.rescues:
        return ""
    body = _body(routine, library)
    near = [
        (-len(body & there) / len(body | there), other.id)
        for other in library.routines.values()
        if other.id != routine.id
        and not other.rescues
        and not set(routine.occasion).isdisjoint(other.occasion)
        and body
        and len(body & (there := _body(other, library))) >= len(body) / 2
    ]
    for _, identity in sorted(near):
        other = library.routines[identity]
        found = _routine(other, profile, library)
        if found.document is other and not found.warnings:
            return identity
    return ""


def _body(routine: Routine, library: Library) -> set[str]:
    return {part for step in _exercises(routine.steps) for part in library.exercises[step.exercise].body}
