"""Questions before a routine: which block an answer leads to, and what is wrong with questions and loops."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Final

from coach.routine.diagnostics import did_you_mean
from coach.routine.model import AskStep, Block, Exercise, ExerciseStep, RestStep
from coach.routine.trouble import Path, Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from coach.routine.model import Answer, Place, Routine, RoutineStep

MEDICAL_HELP: Final = "medical-help"
"""Where a loop leads at its limit."""


def questions(document: Routine | Exercise) -> tuple[AskStep, ...]:
    """What is asked before a routine, in order. An exercise asks nothing."""
    if isinstance(document, Exercise):
        return ()
    return tuple(step for step in document.steps if isinstance(step, AskStep))


def chosen(question: AskStep, answers: Mapping[str, str]) -> Answer:
    """The answer that was given in `answers` (question to answer, in their words); the first, if none was."""
    given = answers.get(question.ask)
    return next((each for each in question.answers if each.answer == given), question.answers[0])


def place_of(document: Routine | Exercise, answers: Mapping[str, str]) -> Place | None:
    """Which place these answers are about; the first that a routine rescues, if they do not say."""
    if isinstance(document, Exercise) or not document.rescues:
        return None
    said = (chosen(question, answers).rescues for question in questions(document))
    return next(filter(None, said), document.rescues[0])


def left_out(document: Routine, answers: Mapping[str, str]) -> frozenset[str]:
    """The names of the blocks that other answers would lead to."""
    asked = questions(document)
    led_to = {answer.then for question in asked for answer in question.answers}
    return frozenset(led_to - {chosen(question, answers).then for question in asked})


def ways(document: Routine | Exercise) -> Iterator[dict[str, str]]:
    """Answers enough to reach every block: first all the first answers, then each other one by itself."""
    first = {question.ask: question.answers[0].answer for question in questions(document)}
    yield first
    for question in questions(document):
        for answer in question.answers[1:]:
            yield first | {question.ask: answer.answer}


def troubles(document: Routine) -> Iterator[Trouble]:
    """Everything about questions and loops that keeps a routine from being played."""
    yield from _order(document.steps, ("steps",), early=True)
    yield from _words(document)
    yield from _leads(document)
    yield from _places(document)
    for place, block, inside in _blocks(document.steps, ("steps",)):
        yield from _loop(place, block, inside=inside)
    yield from _second_loops(document)


def _blocks(
    steps: Iterable[RoutineStep], place: Path, *, inside: bool = False
) -> Iterator[tuple[Path, Block, bool]]:
    """Every block with its place, and whether it stands inside another."""
    for number, step in enumerate(steps):
        if isinstance(step, Block):
            yield (*place, number), step, inside
            yield from _blocks(step.steps, (*place, number, "steps"), inside=True)


def _order(steps: Sequence[RoutineStep], place: Path, *, early: bool) -> Iterator[Trouble]:
    for number, step in enumerate(steps):
        if not isinstance(step, AskStep):
            early = False
        elif not early:
            message = "A question is asked before the routine begins, so it stands before every other step."
            yield Trouble((*place, number, "ask"), "ask-not-first", message, "Move it to the top of `steps`.")
        if isinstance(step, Block):
            yield from _order(step.steps, (*place, number, "steps"), early=False)


def _words(document: Routine) -> Iterator[Trouble]:
    asked = Counter(question.ask for question in questions(document))
    for place, question in _asked(document):
        if asked[question.ask] > 1:
            message = "Another question has the same words, so nobody could tell the answers apart."
            yield Trouble((*place, "ask"), "same-words", message, "Ask it in other words.")
        told = Counter(each.answer for each in question.answers)
        for number, each in enumerate(question.answers):
            if told[each.answer] > 1:
                message = f"Two answers to this question are `{each.answer}`."
                yield Trouble((*place, "answers", number, "answer"), "same-words", message, "Change one.")


def _asked(document: Routine) -> Iterator[tuple[Path, AskStep]]:
    for number, step in enumerate(document.steps):
        if isinstance(step, AskStep):
            yield ("steps", number), step


def _leads(document: Routine) -> Iterator[Trouble]:
    """Every answer names one block below, and only one question leads to a block."""
    names = Counter(block.block for _, block, _ in _blocks(document.steps, ("steps",)))
    outer = {block.block for _, block, inside in _blocks(document.steps, ("steps",)) if not inside}
    led: dict[str, str] = {}
    for place, question in _asked(document):
        for number, each in enumerate(question.answers):
            here, name = (*place, "answers", number, "then"), each.then
            if name not in names:
                hint = did_you_mean(name, names) or f"Add `- block: {name}` below."
                yield Trouble(here, "unknown-block", f"There is no block `{name}`.", hint)
            elif names[name] > 1:
                message = f"There are {names[name]} blocks called `{name}`."
                yield Trouble(here, "choice-unclear", message, "Give each its own name.")
            elif name not in outer:
                message = f"The block `{name}` stands inside another block."
                yield Trouble(here, "choice-unclear", message, "Move it out.")
            elif led.setdefault(name, question.ask) != question.ask:
                message = f"An answer to another question leads to `{name}` as well."
                yield Trouble(here, "choice-unclear", message, "Give each question its own blocks.")


def _places(document: Routine) -> Iterator[Trouble]:
    for place, question in _asked(document):
        for number, each in enumerate(question.answers):
            if each.rescues and each.rescues not in document.rescues:
                message = f"The routine does not say that it rescues `{each.rescues}`."
                named = ", ".join((*document.rescues, each.rescues))
                hint = f"Write `rescues: [{named}]` above `steps`."
                yield Trouble((*place, "answers", number, "rescues"), "place-not-named", message, hint)


def _loop(place: Path, block: Block, *, inside: bool) -> Iterator[Trouble]:
    code = "loop-unclear"
    if block.loop is None:
        for key, value in (("limit", block.limit), ("then", block.then)):
            if value is not None:
                message = f"`{key}` belongs to a loop."
                yield Trouble((*place, key), code, message, "Add `loop: until it lets go`.")
        return
    if block.limit is None:
        yield Trouble((*place, "loop"), code, "A loop needs a limit.", "Add `limit: 10 min`.")
    if block.rounds > 1:
        yield Trouble((*place, "rounds"), code, "A loop counts no rounds.", "Take `rounds` out.")
    if inside:
        yield Trouble((*place, "loop"), code, "A loop cannot stand inside another block.", "Move it out.")
    if not any(_exercises(block.steps)):
        yield Trouble((*place, "block"), code, "There is no exercise in this loop.", "Add one.")


def _exercises(steps: Iterable[RoutineStep]) -> Iterator[ExerciseStep]:
    for step in steps:
        if isinstance(step, Block):
            yield from _exercises(step.steps)
        elif not isinstance(step, RestStep | AskStep):
            yield step


def _second_loops(document: Routine) -> Iterator[Trouble]:
    """Two loops are never on one way if the answers to one question decide between them."""
    by = {answer.then: question.ask for question in questions(document) for answer in question.answers}
    loops = [
        (number, step) for number, step in enumerate(document.steps) if isinstance(step, Block) and step.loop
    ]
    for (_, one), (number, other) in combinations(loops, 2):
        if by.get(one.block) is None or by.get(one.block) != by.get(other.block) or one.block == other.block:
            message = f"`{one.block}` is a loop too, and both could be played in one session."
            hint = "Let the answers to one question choose between them, or take one `loop` out."
            yield Trouble(("steps", number, "loop"), "second-loop", message, hint)
