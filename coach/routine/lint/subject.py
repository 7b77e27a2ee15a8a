"""What the rules look at, and what they yield."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from coach.routine.model import (
    Block,
    Conditions,
    Exercise,
    ExerciseItem,
    ExerciseStep,
    Programme,
    RestStep,
    Routine,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path as FilePath

    from coach.routine.library import Library
    from coach.routine.model import AskStep, RoutineStep
    from coach.routine.timeline import Outline

Path = tuple[str | int, ...]
Checked = Exercise | Routine | Programme | Conditions
Text = tuple[Path, str | int, str]
"""Where a text stands: the place, the key or number there, and the text. Joined only for what is found."""

HAND: Final = frozenset({"fingers", "thumb", "palm", "hand", "wrist", "forearm", "thumb-web"})
TRUNK: Final = frozenset({"neck", "shoulders", "upper-back", "back", "whole-body"})

_NO_MARKS: Final = str.maketrans(dict.fromkeys(".,;:!?()[]\"'’“”-–/°º\n", " "))
_SHORT: Final = frozenset({"title", "cue", "block", "answer", "name"})
_TOLD: Final = frozenset({"start", "do", "cue"})
_EQUIPMENT: Final = ("equipment",)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to look at again: the place in the document, the code, what and why."""

    place: Path
    code: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Subject:
    """A document among the others. `outline` is missing if it is not compiled, or cannot be."""

    document: Checked
    library: Library
    path: FilePath
    outline: Outline | None = None

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

    @property
    def programme(self) -> Programme:
        """The document, for rules about programmes."""
        assert isinstance(self.document, Programme)  # noqa: S101 - `RULES` sees to it
        return self.document

    @property
    def conditions(self) -> Conditions:
        """The document, for rules about lists of conditions."""
        assert isinstance(self.document, Conditions)  # noqa: S101 - `RULES` sees to it
        return self.document

    @property
    def signed(self) -> Exercise | Routine | Programme:
        """The document, for rules about exercises, routines and programmes alike."""
        assert not isinstance(self.document, Conditions)  # noqa: S101 - `RULES` sees to it
        return self.document

    @cached_property
    def steps(self) -> list[tuple[Path, RoutineStep]]:
        """The steps of a routine with their places, those of blocks too."""
        found: list[tuple[Path, RoutineStep]] = []
        _gather(self.routine.steps, ("steps",), found)
        return found

    @cached_property
    def uses(self) -> list[tuple[Path, ExerciseStep, Exercise]]:
        """The exercise steps of a routine with their places; those whose exercise is known."""
        known = self.library.exercises
        return [
            (place, step, known[step.exercise])
            for place, step in self.steps
            if isinstance(step, ExerciseStep) and step.exercise in known
        ]

    @cached_property
    def texts(self) -> list[Text]:
        """Everything that people read or hear. `notes` are for authors and do not count."""
        document = self.document
        if isinstance(document, Conditions):
            return list(_of_conditions(document))
        if isinstance(document, Programme):
            of_its_kind = _of_programme(document)
        else:
            of_its_kind = _of_exercise(document) if isinstance(document, Exercise) else self._of_routine()
        note = document.evidence.note if document.evidence else None
        return [
            ((), "title", document.title),
            *of_its_kind,
            *([(("evidence",), "note", note)] if note else []),
        ]

    @cached_property
    def together(self) -> str:
        """All the texts as one: most rules about words look no further."""
        return "\n".join([text for _, _, text in self.texts])

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of the texts, in small letters."""
        return frozenset(self.together.lower().translate(_NO_MARKS).split())

    @cached_property
    def prose(self) -> list[tuple[Path, str]]:
        """The whole sentences among the texts, with their places."""
        return [
            ((*place, key), text)
            for place, key, text in self.texts
            if key not in _SHORT and place != _EQUIPMENT
        ]

    @cached_property
    def told(self) -> list[tuple[Path, str]]:
        """What people are told to do or to use, with the places."""
        return [
            ((*place, key), text)
            for place, key, text in self.texts
            if key in _TOLD or place == _EQUIPMENT or (key == "note" and place[0] == "steps")
        ]

    def _of_routine(self) -> Iterator[Text]:
        routine = self.routine
        if routine.use_when:
            yield (), "use_when", routine.use_when
        if routine.not_when:
            yield (), "not_when", routine.not_when
        for number, rule in enumerate(routine.rules):
            if rule.say:
                yield ("rules", number), "say", rule.say
        for place, step in self.steps:
            if isinstance(step, ExerciseStep | RestStep):
                if step.cue:
                    yield place, "cue", step.cue
                if isinstance(step, ExerciseStep) and step.note:
                    yield place, "note", step.note
            else:
                yield from _of_heading(place, step)


def _gather(steps: Iterable[RoutineStep], place: Path, found: list[tuple[Path, RoutineStep]]) -> None:
    for number, step in enumerate(steps):
        here = (*place, number)
        found.append((here, step))
        if isinstance(step, Block):
            _gather(step.steps, (*here, "steps"), found)


def _of_heading(place: Path, step: Block | AskStep) -> Iterator[Text]:
    if isinstance(step, Block):
        yield place, "block", step.block
        return
    yield place, "ask", step.ask
    for number, answer in enumerate(step.answers):
        yield (*place, "answers", number), "answer", answer.answer


def _of_exercise(exercise: Exercise) -> Iterator[Text]:
    for key in ("start", "stop_if", "caution"):
        if text := getattr(exercise, key):
            yield (), key, text
    for key in ("equipment", "mistakes"):
        for number, text in enumerate(getattr(exercise, key)):
            yield (key,), number, text
    for number, step in enumerate(exercise.steps):
        yield ("steps", number), "do", step.do
        if step.cue:
            yield ("steps", number), "cue", step.cue
    for key in ("easier", "harder", "dose"):
        note = getattr(getattr(exercise, key), "note", None)
        if note:
            yield (key,), "note", note


def _of_programme(programme: Programme) -> Iterator[Text]:
    for key in ("use_when", "not_when"):
        if text := getattr(programme, key):
            yield (), key, text
    for number, item in enumerate(programme.items):
        if item.note:
            yield ("items", number), "note", item.note
        if isinstance(item, ExerciseItem) and item.cue:
            yield ("items", number), "cue", item.cue


def _of_conditions(conditions: Conditions) -> Iterator[Text]:
    for tag, condition in conditions.conditions.items():
        for key in ("name", "question", "action"):
            yield ("conditions", tag), key, getattr(condition, key)
