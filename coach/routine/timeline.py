"""The compiler: a routine and its exercises become a flat list of timed steps.

First the turns (who does what on which side, laid out in time), then the steps of every turn. The rules are
written for therapists in `docs/routine-format.md`, "How the time is laid out". All sums are made in whole
milliseconds, so the total is exactly the sum of its parts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from coach.routine import asking
from coach.routine.dose import Layout, Piece, Unfit, check_dose, lay_out, milliseconds
from coach.routine.model import AskStep, Block, Exercise, ExerciseStep, Rate, RestStep, Routine
from coach.routine.plan import Asked, Loop, Phase, Rule, Seconds, Side, Sides, Step, Timeline
from coach.routine.trouble import Path, TimelineError, Trouble

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.routine.model import RoutineStep

MOST_PHASES: Final = 5000
"""A routine of an hour has a few hundred."""
GET_READY: Final[float] = Routine.model_fields["get_ready"].default
"""Seconds to get ready where no routine says."""
EACH: Final = (Side.LEFT, Side.RIGHT)


class Turn(NamedTuple):
    """What is done on one side, once: an item of the routine, or a rest between items (no exercise)."""

    item: int
    exercise: Exercise | None
    side: Side | None
    layout: Layout
    switched: bool = False
    cue: str = ""
    block: str = ""
    round: int = 0
    rounds: int = 0
    note: str = ""


class LoopTurns(NamedTuple):
    """The turns of a loop's first pass (`end` is the turn after them), its limit and where that leads."""

    first: int
    end: int
    limit: float
    then: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The turns of a routine or exercise, in order, for the given answers."""

    document: Routine | Exercise
    turns: tuple[Turn, ...]
    loop: LoopTurns | None = None
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def total(self) -> float:
        """Seconds from start to end."""
        return sum(turn.layout.length for turn in self.turns) / 1000

    def timeline(self) -> Timeline:
        """Every step of every turn."""
        steps: list[Step] = []
        begins: list[int] = []
        for turn in self.turns:
            begins.append(len(steps))
            steps += steps_of(turn, milliseconds(steps[-1].end) if steps else 0)
        begins.append(len(steps))
        loop = self.loop and Loop(
            begins[self.loop.first], begins[self.loop.end] - 1, self.loop.limit, self.loop.then
        )
        document = self.document
        about = (document.id, document.revision, document.title, document.language)
        return Timeline(*about, tuple(steps), loop, self.answers, _asked(document))


def outline(
    document: Routine | Exercise,
    exercises: Mapping[str, Exercise],
    sides: Sides,
    answers: Mapping[str, str] | None = None,
) -> Outline:
    """The turns of a routine, or of one exercise at its own dose. Raises `TimelineError`.

    `answers` maps questions to answers, in their words; a question without one takes its first answer.
    """
    answers = answers or {}
    if isinstance(document, Exercise):
        compiler = _Compiler({document.id: document}, sides, milliseconds(GET_READY))
        compiler.dose(document)
    else:
        left_out = asking.left_out(document, answers)
        compiler = _Compiler(exercises, sides, milliseconds(document.get_ready), left_out)
        compiler.troubles += asking.troubles(document)
        compiler.steps(document.steps, ("steps",))
        if not compiler.troubles and not compiler.items:
            compiler.trouble(("steps",), "nothing-to-do", "There is no exercise in this routine.")
    if compiler.troubles:
        raise TimelineError(list(dict.fromkeys(compiler.troubles)))
    told = tuple((each.ask, asking.chosen(each, answers).answer) for each in asking.questions(document))
    return Outline(document, tuple(compiler.turns), compiler.loop, told)


def sides_for(word: str, sides: Sides) -> tuple[Side | None, ...]:
    """The sides, one after another, that a word of the format means for this person."""
    meant = {"writing": sides.writing, "affected": sides.affected}
    if word == "each" or meant.get(word) is Side.BOTH:
        return EACH
    if word in meant:
        return (meant[word],)
    if word == "none":
        return (None,)
    return (Side.BOTH if word == "alternate" else Side(word),)


@dataclass(slots=True)
class _Compiler:
    exercises: Mapping[str, Exercise]
    sides: Sides
    get_ready: int
    left_out: frozenset[str] = frozenset()
    loop: LoopTurns | None = None
    troubles: list[Trouble] = field(default_factory=list)
    items: dict[Path, int] = field(default_factory=dict)
    turns: list[Turn] = field(default_factory=list)
    _layouts: dict[Path, Layout] = field(default_factory=dict)
    """By the place of the step: each round of a block lays it out alike."""
    _phases: int = 0
    _block: tuple[str, int, int] = ("", 0, 0)

    def trouble(self, place: Path, code: str, message: str, hint: str = "") -> None:
        """Note something that cannot be compiled."""
        self.troubles.append(Trouble(place, code, message, hint))

    def steps(self, steps: tuple[RoutineStep, ...], place: Path) -> None:
        """Compile steps one after another."""
        for number, step in enumerate(steps):
            here = (*place, number)
            if self._is_endless(1):
                return
            if isinstance(step, AskStep):
                continue
            if isinstance(step, Block):
                if step.block not in self.left_out:
                    self._rounds(step, here)
            elif isinstance(step, RestStep):
                self._rest(step.rest.high, step.cue or "")
            else:
                self.exercise(step, here)

    def _is_endless(self, more: int) -> bool:
        """Count phases; with too many of them, that is the one trouble worth telling."""
        self._phases += more
        if self._phases > MOST_PHASES:
            message = f"The routine comes to more than {MOST_PHASES} phases."
            self.troubles = [
                Trouble(("steps",), "too-many-phases", message, "Take fewer rounds, sets or reps.")
            ]
        return self._phases > MOST_PHASES

    def _rounds(self, block: Block, place: Path) -> None:
        outer, first = self._block, len(self.turns)
        for number in range(1, block.rounds + 1):
            self._block = (block.block, number, block.rounds)
            self.steps(block.steps, (*place, "steps"))
            if self._is_endless(0):
                break
            if block.rest and number < block.rounds:
                self._rest(block.rest.high)
        self._block = outer
        if block.loop and block.limit is not None:
            then = block.then or asking.MEDICAL_HELP
            self.loop = LoopTurns(first, len(self.turns), block.limit, then)

    def _rest(self, seconds: float, cue: str = "") -> None:
        """A rest belongs to the item it follows."""
        item = self.turns[-1].item if self.turns else 1
        layout = Layout(0, (Piece(Phase.REST, milliseconds(seconds)),))
        self.turns.append(Turn(item, None, None, layout, False, cue, *self._block))

    def dose(self, exercise: Exercise) -> None:
        """Compile an exercise at its own dose."""
        try:
            check_dose(exercise)
        except Unfit as unfit:
            self.trouble(("dose", unfit.key), unfit.code, str(unfit), unfit.hint)
            return
        self.exercise(ExerciseStep(exercise=exercise.id), ("dose",))

    def exercise(self, step: ExerciseStep, place: Path) -> None:
        """Compile an exercise: a turn for each of its sides."""
        exercise = self.exercises.get(step.exercise)
        if exercise is None:
            message = f"There is no exercise `{step.exercise}`."
            self.trouble((*place, "exercise"), "unknown-exercise", message)
            return
        item = self.items.setdefault(place, len(self.items) + 1)
        lead = self.get_ready if step.get_ready is None else milliseconds(step.get_ready)
        word = step.side or exercise.side
        layout = self._layouts.get(place)
        if layout is None:
            try:
                layout = lay_out(step, exercise, lead, in_turn=word == "alternate")
            except Unfit as unfit:
                self.trouble((*place, unfit.key), unfit.code, str(unfit), unfit.hint)
                return
            self._layouts[place] = layout
        for place_, side in enumerate(sides_for(word, self.sides)):
            self._is_endless(len(layout.pieces))
            words = (step.cue or "", *self._block, step.note or "")
            self.turns.append(Turn(item, exercise, side, layout, place_ > 0, *words))


def steps_of(turn: Turn, now: int) -> list[Step]:
    """The steps of a turn that begins `now` milliseconds after the plan did."""
    steps: list[Step] = []
    for phase, cue, piece in _phases(turn):
        if piece.length:
            steps.append(_step(turn, phase, cue, piece, now))
            now += piece.length
    return steps


def _asked(document: Routine | Exercise) -> Asked:
    """What a routine has the person rate; an exercise by itself asks nothing."""
    if isinstance(document, Exercise):
        return Asked()
    rate = document.rate or Rate()
    rules = (Rule(tuple(rule.when.items()), rule.then, rule.say or "") for rule in document.rules)
    return Asked(tuple(rate.before), tuple(rate.after), tuple(rules))


def _phases(turn: Turn) -> list[tuple[Phase, str, Piece]]:
    """The phases of a turn with their cues, the lead-in first."""
    exercise, lead = turn.exercise, turn.layout.lead
    if exercise is None:
        return [(piece.phase, turn.cue, piece) for piece in turn.layout.pieces]
    cues = {phase: turn.cue or _cue(exercise, phase) for phase in (Phase.MOVE, Phase.HOLD, Phase.USER_DONE)}
    ready = Piece(Phase.SWITCH if turn.switched else Phase.GET_READY, lead)
    cue = f"Now the {turn.side} side." if turn.switched else exercise.start or exercise.title
    return [
        (ready.phase, cue, ready),
        *((each.phase, cues.get(each.phase, ""), each) for each in turn.layout.pieces),
    ]


def _step(turn: Turn, phase: Phase, cue: str, piece: Piece, now: int) -> Step:
    length = piece.length / 1000
    return Step(
        phase=phase,
        goal=piece.goal or Seconds(length),
        start=now / 1000,
        length=length,
        item=turn.item,
        exercise=turn.exercise.id if turn.exercise else "",
        title=turn.exercise.title if turn.exercise else "Rest",
        side=piece.side or turn.side,
        rep=piece.rep,
        reps=piece.reps,
        set=piece.set,
        sets=piece.sets,
        block=turn.block,
        round=turn.round,
        rounds=turn.rounds,
        cue=cue,
        tempo=piece.tempo,
        note="" if phase is Phase.REST else turn.note,
    )


def _cue(exercise: Exercise, phase: Phase) -> str:
    """The exercise's own cues: all for a movement, the last for a hold (earlier ones lead to it)."""
    cues = [step.cue for step in exercise.steps if step.cue]
    if not cues:
        return exercise.title
    return cues[-1] if phase is Phase.HOLD else " · ".join(cues)
