"""The compiler: a routine and its exercises become a flat list of timed steps.

The rules are written for therapists in `docs/routine-format.md`, "How the time is laid out". All sums are made in
whole milliseconds, so the total is exactly the sum of its parts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from coach.routine.dose import Unfit, lay_out, milliseconds
from coach.routine.model import Block, Exercise, ExerciseStep, RestStep, Routine
from coach.routine.plan import Goal, Phase, Reps, Seconds, Side, Sides, Step, Timeline, UserDone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.routine.dose import Piece
    from coach.routine.model import RoutineStep

Path = tuple[str | int, ...]

MOST_PHASES: Final = 5000
"""A routine of an hour has a few hundred."""
EACH: Final = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that cannot be compiled: the place in the routine, a code, what is wrong, what to do."""

    place: Path
    code: str
    message: str
    hint: str = ""


class TimelineError(ValueError):
    """A routine that cannot be compiled; `troubles` are all the reasons."""

    def __init__(self, troubles: list[Trouble]) -> None:
        super().__init__("; ".join(trouble.message for trouble in troubles))
        self.troubles = troubles


def compile_routine(routine: Routine, exercises: Mapping[str, Exercise], sides: Sides) -> Timeline:
    """The routine's timeline. Raises `TimelineError` naming everything that does not fit."""
    compiler = _Compiler(exercises, sides, milliseconds(routine.get_ready))
    compiler.steps(routine.steps, ("steps",))
    if not compiler.troubles and not compiler.items:
        compiler.trouble(("steps",), "nothing-to-do", "There is no exercise in this routine.")
    return compiler.timeline(routine)


def compile_exercise(exercise: Exercise, sides: Sides) -> Timeline:
    """The timeline of one exercise at its own dose. Raises `TimelineError`."""
    compiler = _Compiler(
        {exercise.id: exercise}, sides, milliseconds(Routine.model_fields["get_ready"].default)
    )
    compiler.steps((ExerciseStep(exercise=exercise.id),), ())
    return compiler.timeline(exercise)


def sides_for(word: str, sides: Sides) -> tuple[Side | None, ...]:
    """The sides one after another that a word of the format means for this person; `alternate` is both."""
    meant: dict[str, Side] = {"writing": sides.writing, "affected": sides.affected}
    if word == "each" or meant.get(word) is Side.BOTH:
        return EACH
    if word in meant:
        return (meant[word],)
    return (None,) if word == "none" else (Side.BOTH,) if word == "alternate" else (Side(word),)


@dataclass(slots=True)
class _Compiler:
    exercises: Mapping[str, Exercise]
    sides: Sides
    get_ready: int
    troubles: list[Trouble] = field(default_factory=list)
    items: dict[Path, int] = field(default_factory=dict)
    _made: list[Step] = field(default_factory=list)
    _now: int = 0
    _block: str = ""
    _round: int = 0
    _rounds: int = 0

    def timeline(self, document: Routine | Exercise) -> Timeline:
        """What has been compiled; raises if there was trouble."""
        if self.troubles:
            raise TimelineError(list(dict.fromkeys(self.troubles)))
        made = tuple(self._made)
        return Timeline(document.id, document.revision, document.title, document.language, made)

    def trouble(self, place: Path, code: str, message: str, hint: str = "") -> None:
        """Note something that cannot be compiled."""
        self.troubles.append(Trouble(place, code, message, hint))

    def steps(self, steps: tuple[RoutineStep, ...], place: Path) -> None:
        """Compile steps one after another."""
        for number, step in enumerate(steps):
            here = (*place, number) if place else ()
            if len(self._made) > MOST_PHASES:
                if not self.troubles:
                    self.trouble(
                        here, "too-many-steps", f"The routine comes to more than {MOST_PHASES} phases."
                    )
                return
            if isinstance(step, Block):
                self._rounds_of(step, here)
            elif isinstance(step, RestStep):
                self._rest(step.rest.high, step.cue or "")
            else:
                self._exercise(step, here)

    def _rounds_of(self, block: Block, place: Path) -> None:
        outer = self._block, self._round, self._rounds
        for number in range(1, block.rounds + 1):
            self._block, self._round, self._rounds = block.block, number, block.rounds
            self.steps(block.steps, (*place, "steps"))
            if block.rest and number < block.rounds:
                self._rest(block.rest.high)
        self._block, self._round, self._rounds = outer

    def _rest(self, seconds: float, cue: str = "") -> None:
        item = self._made[-1].item if self._made else 1
        rest = Step(Phase.REST, UserDone(), 0, 0, item, title="Rest", cue=cue)
        self._add(rest, milliseconds(seconds))

    def _exercise(self, step: ExerciseStep, place: Path) -> None:
        exercise = self.exercises.get(step.exercise)
        if exercise is None:
            self.trouble((*place, "exercise"), "unknown-exercise", f"There is no exercise `{step.exercise}`.")
            return
        item = self.items.setdefault(place, len(self.items) + 1)
        lead = self.get_ready if step.get_ready is None else milliseconds(step.get_ready)
        word = step.side or exercise.side
        try:
            layout = lay_out(step, exercise, lead, in_turn=word == "alternate")
        except Unfit as unfit:
            self.trouble((*place, unfit.key), unfit.code, str(unfit), unfit.hint)
            return
        for turn, side in enumerate(sides_for(word, self.sides)):
            first = Step(Phase.GET_READY, UserDone(), 0, 0, item, exercise.id, exercise.title, side)
            if turn:
                self._add(replace(first, phase=Phase.SWITCH, cue=f"Now the {side} side."), layout.lead)
            else:
                self._add(replace(first, cue=exercise.start or exercise.title), layout.lead)
            for piece in layout.pieces:
                self._add_piece(replace(first, cue=step.cue or _cue(exercise, piece.phase)), piece)

    def _add_piece(self, step: Step, piece: Piece) -> None:
        step = replace(
            step,
            phase=piece.phase,
            side=piece.side or step.side,
            rep=piece.rep,
            reps=piece.reps,
            set=piece.set,
            sets=piece.sets,
            tempo=piece.tempo,
        )
        self._add(replace(step, cue="") if piece.phase is Phase.REST else step, piece.length, piece.goal)

    def _add(self, step: Step, length: int, goal: Goal | None = None) -> None:
        """Put a step at the end of what has been made; nothing for no time."""
        if length:
            self._made.append(
                replace(
                    step,
                    goal=goal or Seconds(length / 1000),
                    start=self._now / 1000,
                    length=length / 1000,
                    block=self._block,
                    round=self._round,
                    rounds=self._rounds,
                ),
            )
            self._now += length


def _cue(exercise: Exercise, phase: Phase) -> str:
    """The exercise's own cues: all positions for a movement, the last one for a hold (earlier ones lead to it)."""
    cues = [step.cue for step in exercise.steps if step.cue]
    return (cues[-1] if phase is Phase.HOLD else " · ".join(cues)) if cues else exercise.title
