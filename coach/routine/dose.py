"""How much: what one side does of one exercise, laid out as pieces of time.

A step of a routine and the dose of its exercise are brought together here. The rules are written for
therapists in `docs/routine-format.md`, "How the time is laid out". Lengths are whole milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coach.routine.plan import Goal, Phase, Reps, Side, UserDone

if TYPE_CHECKING:
    from coach.routine.model import Exercise, ExerciseStep, Work

REP_ESTIMATE: Final = 4_000
"""One repetition at the person's own pace; Coach's own choice, used in totals only."""
DONE_ESTIMATE: Final = 30_000
"""What the person ends without counting; Coach's own choice, used in totals only."""
SET_REST: Final = 30_000
"""Rest between sets where neither file says; Coach's own choice, near published ranges."""
LONGEST_LEAD: Final = 10_000
"""A single hold in a slot is given up to this long to get ready."""
GLIDE_MOVE: Final = 1.0
"""Seconds from one position of a glide to the next."""
MOST_PIECES: Final = 5000
GLIDING: Final = frozenset({"mobilise", "nerve-glide"})


class Unfit(ValueError):  # noqa: N818 - it names what the dose is, not that a program failed
    """A dose that cannot be laid out: the key it is about, a code, what is wrong and what to do."""

    def __init__(self, key: str, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.key = key
        self.code = code
        self.hint = hint


class Piece(NamedTuple):
    """A stretch of one phase. `goal` is empty for time that ends by itself; `side` unless sides alternate."""

    phase: Phase
    length: int
    goal: Goal | None = None
    rep: int = 0
    reps: int = 0
    set: int = 0
    sets: int = 0
    tempo: tuple[float, ...] = ()
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What one side does: time to get ready (or to switch), then the pieces."""

    lead: int
    pieces: tuple[Piece, ...]

    @property
    def length(self) -> int:
        """All of it."""
        return self.lead + sum(piece.length for piece in self.pieces)

    @property
    def work(self) -> int:
        """The exercise itself: without getting ready and rests."""
        return sum(piece.length for piece in self.pieces if piece.phase.is_work)


def milliseconds(seconds: float) -> int:
    """Seconds as whole milliseconds."""
    return round(seconds * 1000)


def lay_out(step: ExerciseStep, exercise: Exercise, lead: int, *, in_turn: bool) -> Layout:
    """What one side does. `in_turn`: repetitions change sides, so the layout is for both. Raises `Unfit`."""
    if step.hold or step.tempo:
        _check_hold(step)
    if step.slot is None:
        if step.until:
            _check_alone(step, "until: done", _COUNTED)
            return Layout(lead, (Piece(Phase.USER_DONE, DONE_ESTIMATE, UserDone()),))
        return _Amount.of(step, exercise).alone(lead, in_turn=in_turn)
    slot = milliseconds(step.slot) - lead
    if slot <= 0:
        message = f"`for` leaves no time after {_say(lead)} of getting ready."
        raise Unfit("for", "time-does-not-fit", message, "Make it longer, or set `get_ready: 0 s`.")
    if step.until:
        _check_alone(step, "until: done", _COUNTED)
        return Layout(lead, (Piece(Phase.USER_DONE, slot, UserDone()),))
    if not (step.hold or step.tempo):
        _check_alone(step, "for", _DIVIDING, "Add a hold or a tempo, so that the time can be divided.")
        reps = step.reps.low if step.reps else 0
        return Layout(lead, (Piece(_whole_phase(exercise, reps), slot, reps=reps),))
    return _Amount.of(step, exercise).within(slot, lead, in_turn=in_turn)


def check_dose(exercise: Exercise) -> None:
    """Raises `Unfit` if the numbers of an exercise's dose contradict each other."""
    dose = exercise.dose
    _check_hold(dose)
    if dose.duration:
        hint = "Keep one of them: `duration` is for what is not counted."
        _check_alone(dose, "duration", ("hold", "tempo"), hint)


_COUNTED: Final = ("sets", "reps", "hold", "tempo", "rest", "rest_between_sets")
_DIVIDING: Final = ("sets", "rest", "rest_between_sets")


def _check_hold(work: Work) -> None:
    if work.tempo and work.hold and work.tempo[1] not in {0, work.hold.low}:
        message = (
            f"The hold of {work.hold.low:g} s contradicts the pause of {work.tempo[1]:g} s in the tempo."
        )
        hint = "Leave one of them out, or write a pause of 0."
        raise Unfit("hold", "hold-against-tempo", message, hint)


def _check_alone(work: Work, key: str, others: tuple[str, ...], hint: str = "Keep one of them.") -> None:
    for other in others:
        if getattr(work, other) is not None:
            if other == "rest":
                hint += " If it is a step of its own, put a hyphen before it: `- rest: …`."
            raise Unfit(other, "timing-unclear", f"`{other}` stands together with `{key}`.", hint)


def _whole_phase(exercise: Exercise, reps: int) -> Phase:
    """What one does in a time that is not divided."""
    return Phase.HOLD if exercise.kind == "stretch" and not reps else Phase.MOVE


@dataclass(frozen=True, slots=True)
class _Amount:
    """A step and a dose brought together; of a range, the cautious end. Missing numbers are `None`."""

    exercise: Exercise
    sets: int
    reps: int | None
    rest: int | None
    set_rest: int | None
    duration: int | None
    phase: Phase
    rep_length: int
    tempo: tuple[float, ...]

    @classmethod
    def of(cls, step: ExerciseStep, exercise: Exercise) -> _Amount:
        """The step's numbers; where it has neither a number nor a slot, the dose's."""
        works: tuple[Work, ...] = (step,) if step.slot is not None else (step, exercise.dose)
        sets, reps = _first(works, "sets"), _first(works, "reps")
        rest, set_rest = _first(works, "rest"), _first(works, "rest_between_sets")
        hold = _first(works, "hold")
        tempo = step.tempo or _first(works, "tempo") or ()
        if step.tempo and not step.hold:
            hold = None  # the step's tempo brings its own pauses
        if tempo and hold:
            tempo = (tempo[0], hold.low, *tempo[2:])
        counted = step.hold or step.tempo or step.reps or step.slot is not None
        duration = None if counted else exercise.dose.duration
        phase, length = Phase.MOVE, 0
        if tempo:
            length = sum(milliseconds(part) for part in tempo)
        elif hold and exercise.kind in GLIDING and exercise.positions > 1:
            tempo = (GLIDE_MOVE, hold.low) * exercise.positions
            length = sum(milliseconds(part) for part in tempo)
        elif hold:
            phase, length = Phase.HOLD, milliseconds(hold.low)
        return cls(
            exercise,
            sets.low if sets else 1,
            reps.low if reps else None,
            milliseconds(rest.high) if rest else None,
            milliseconds(set_rest.high) if set_rest else None,
            milliseconds(duration.low) if duration else None,
            phase,
            length,
            tempo,
        )

    def alone(self, lead: int, *, in_turn: bool) -> Layout:
        """As long as the numbers say."""
        rest = self.rest or 0
        set_rest = next((each for each in (self.set_rest, self.rest) if each is not None), SET_REST)
        if self.rep_length:
            return Layout(lead, tuple(_joined(self._counted(in_turn=in_turn), rest, set_rest)))
        whole: Goal | None = None
        if self.duration:
            phase, length = _whole_phase(self.exercise, self.reps or 0), self.duration
        elif self.reps:
            phase, length = Phase.USER_DONE, REP_ESTIMATE * self.reps * (2 if in_turn else 1)
            whole = Reps(self.reps)
        else:
            phase, length, whole = Phase.USER_DONE, DONE_ESTIMATE, UserDone()
        one = Piece(phase, length, whole, reps=self.reps or 0, sets=self.sets)
        sets = [[one._replace(set=number)] for number in range(1, self.sets + 1)]
        return Layout(lead, tuple(_joined(sets, rest, set_rest)))

    def within(self, slot: int, lead: int, *, in_turn: bool) -> Layout:
        """Exactly as long as the slot that remains after getting ready."""
        rest = self.rest or 0
        set_rest = rest if self.set_rest is None else self.set_rest
        sets = self._counted(in_turn=in_turn)
        pieces = _joined(sets, rest, set_rest)
        needed = sum(piece.length for piece in pieces)
        spare = slot - needed
        if spare < 0:
            left = f"`for` leaves {_say(slot)} after {_say(lead)} of getting ready"
            message = f"The work takes {_say(needed)}, but {left}."
            hint = f"Write `for: {_say(needed + lead)}` or fewer reps."
            if self.phase is Phase.MOVE and self.exercise.kind in GLIDING and len(self.tempo) > 2:  # noqa: PLR2004
                hint += f" All {len(self.tempo) // 2} positions are held; `tempo: 1-5-1-0` holds one."
            raise Unfit("for", "time-does-not-fit", message, hint)
        gaps = sum(map(len, sets)) - 1
        if self.phase is Phase.HOLD and gaps:
            pieces, spare = _joined(sets, rest, set_rest, spare), 0
        elif self.phase is Phase.HOLD and 0 < lead < LONGEST_LEAD:
            more = min(spare, LONGEST_LEAD - lead)
            lead, spare = lead + more, spare - more
        return Layout(lead, (*pieces, Piece(Phase.REST, spare)) if spare else tuple(pieces))

    def _counted(self, *, in_turn: bool) -> list[list[Piece]]:
        """Every repetition of every set."""
        reps = self.reps or 1
        if reps * self.sets > MOST_PIECES:
            raise Unfit(
                "reps", "too-many-phases", f"{reps} reps in {self.sets} sets are too many to lead through."
            )
        sides = (Side.LEFT, Side.RIGHT) if in_turn else (None,)
        return [
            [
                Piece(self.phase, self.rep_length, None, rep, reps, number, self.sets, self.tempo, side)
                for rep in range(1, reps + 1)
                for side in sides
            ]
            for number in range(1, self.sets + 1)
        ]


def _first(works: tuple[Work, ...], name: str) -> Any:  # noqa: ANN401 - a field of any kind
    return next((value for work in works if (value := getattr(work, name)) is not None), None)


def _joined(sets: list[list[Piece]], rest: int, set_rest: int, spare: int = 0) -> list[Piece]:
    """Sets with the rests between their repetitions and between themselves; these share the spare time."""
    pieces: list[Piece] = []
    gaps = sum(map(len, sets)) - 1
    for reps in sets:
        for place, piece in enumerate(reps):
            if pieces:
                share = -(-spare // gaps)  # rounded up: what cannot be divided goes to the first rests
                spare, gaps = spare - share, gaps - 1
                gap = share + (rest if place else set_rest)
                last = pieces[-1]
                if gap:
                    pieces.append(Piece(Phase.REST, gap, None, last.rep, last.reps, last.set, last.sets))
            pieces.append(piece)
    return pieces


def _say(length: int) -> str:
    return f"{length / 1000:g} s"
