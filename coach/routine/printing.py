"""The timeline as a page that a therapist can read and check."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coach.routine.amount import ENGLISH, amount
from coach.routine.asking import questions
from coach.routine.difference_words import AMOUNTS, said
from coach.routine.model import Exercise, Routine
from coach.routine.plan import Phase, Reps, UserDone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coach.routine.library import Library
    from coach.routine.model import AskStep, Dose
    from coach.routine.plan import Loop, Step, Timeline

PHASES: Final = {
    Phase.GET_READY: "get ready",
    Phase.MOVE: "move",
    Phase.HOLD: "hold",
    Phase.REST: "rest",
    Phase.SWITCH: "switch",
    Phase.USER_DONE: "your pace",
}


BASIS: Final = {
    "read": "from the source itself",
    "2nd": "from a summary of the source",
    "seed": "from an article for patients",
    "default": "our own choice, near published ranges",
    "unverified": "from general knowledge, not checked against a source",
}
"""The tags of the clinical research, as people read them ("How sure is each number?")."""


def basis(dose: Dose) -> str:
    """Where the numbers of a dose come from: its note, which tells it number by number, or else its basis."""
    return dose.note or BASIS.get(dose.basis or "", "")


def clock(seconds: float) -> str:
    """Minutes and seconds, `1:05`; milliseconds only where there are some, `1:05.250`."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    whole, part = divmod(rest, 1000)
    return f"{minutes}:{whole:02}" + (f".{part:03}" if part else "")


def length(seconds: float) -> str:
    """`12 s`, `1 min`, `1 min 30 s`, `2 s 500 ms`: what one says."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    parts = [f"{minutes} min"] * bool(minutes) + [f"{rest / 1000:g} s"] * bool(rest or not minutes)
    return " ".join(parts)


def tempo(step: Step) -> str:
    """The pairs of move and pause: `2-1-3-0`, or `4 × 1-3` if four positions have the same."""
    pairs = [f"{move:g}-{pause:g}" for move, pause in zip(step.tempo[::2], step.tempo[1::2], strict=True)]
    return f"{len(pairs)} × {pairs[0]}" if len(pairs) > 1 and len(set(pairs)) == 1 else "-".join(pairs)


def total(timeline: Timeline) -> str:
    """The length of the whole; `about` if the person ends some of it."""
    return ("about " if timeline.is_estimate else "") + length(timeline.total)


def printed(timeline: Timeline, *others: Timeline) -> str:
    """The questions, a headline for each item, round or loop, a line for each phase, and the total.

    `others` are the same routine for other answers: each follows under the answers that lead to it.
    """
    lines = [timeline.title, f"{timeline.routine}, revision {timeline.revision}: {_size(timeline)}"]
    if asked := _asked((timeline, *others)):
        lines += ["", "First Coach asks", *asked]
    lines += _body(timeline)
    for other in others:
        differs = " and ".join(
            answer for one, answer in other.answers if (one, answer) not in timeline.answers
        )
        lines += ["", "", f"If the answer is {differs}: {_size(other)}", *_body(other)]
    return "\n".join(lines) + "\n"


def _size(timeline: Timeline) -> str:
    return f"{total(timeline)}, {timeline.items} {'step' if timeline.items == 1 else 'steps'}"


def _asked(timelines: Iterable[Timeline]) -> list[str]:
    """Each question with its answers, the first answer first."""
    asked: dict[str, dict[str, None]] = {}
    for timeline in timelines:
        for question, answer in timeline.answers:
            asked.setdefault(question, {})[answer] = None
    return [f"  {question} {' / '.join(answers)}" for question, answers in asked.items()]


def _body(timeline: Timeline) -> list[str]:
    lines: list[str] = []
    loop = timeline.loop
    before: tuple[int, str, int, str] | None = None
    for index, step in enumerate(timeline.steps):
        if loop and index == loop.first:
            lines += ["", in_words(loop)]
        here = (step.item, step.block, step.round, step.exercise)
        if here != before and step.exercise:
            rounds = f", {step.block}" if step.block else ""
            rounds += f", round {step.round} of {step.rounds}" if step.rounds > 1 else ""
            lines += ["", f"{step.item}. {step.title}{rounds}"]
            lines += [f"{'':11}Note: {step.note}"] * bool(step.note)
        before = here if step.exercise else before
        lines.append(_line(step).rstrip())
        if loop and index == loop.last:
            lines.append(f"{clock(step.end):>9}  again from {clock(timeline.steps[loop.first].start)}")
    return [*lines, "", f"{clock(timeline.total):>9}  end"]


def in_words(loop: Loop) -> str:
    """What a loop does, in a sentence."""
    return (
        "Again and again until it lets go; "
        f"{length(loop.limit)} after the start of the session comes {loop.then.replace('-', ' ')}."
    )


def described(document: Exercise | Routine, timeline: Timeline, library: Library) -> str:
    """A routine or an exercise in a few lines: what for, what to do, when to stop, where it comes from."""
    lines = [
        document.title,
        f"{document.type} {document.id}, revision {document.revision}: {total(timeline)}",
    ]
    if isinstance(document, Routine):
        told = [("Use when", document.use_when), ("Not when", document.not_when)]
        told += [("For", ", ".join(document.occasion)), ("Rescues", ", ".join(document.rescues))]
        told += [("Asks", _question(each)) for each in questions(document)]
        told.append(("Loop", in_words(timeline.loop) if timeline.loop else ""))
    else:
        told = [("Kind", document.kind), ("Body", ", ".join(document.body)), ("Start", document.start)]
        told += [("Stop if", document.stop_if), ("Caution", document.caution)]
        told += [
            ("Side", "" if document.side == "none" else document.side),
            ("Dose", _dose(document, timeline)),
        ]
        told.append(("Usual amount", basis(document.dose)))
    evidence = document.evidence
    told.append(("Evidence", ". ".join(filter(None, [evidence.label, evidence.note])) if evidence else ""))
    told += [("Only if", document.only_if or "")]
    told += [("Leave out if", "; ".join(_questions(document.avoid_if, library)))]
    told += [("Ask first if", "; ".join(_questions(document.ask_first_if, library)))]
    lines += [f"{name}: {text}" for name, text in told if text]
    lines.append("")
    if isinstance(document, Exercise):
        lines += [f"{number}. {step.do}" for number, step in enumerate(document.steps, 1)]
    else:
        lines += [f"{item}. {line}" for item, line in _items(timeline).items()]
    names = [library.sources[name].name if name in library.sources else name for name in document.sources]
    lines += ["", "Sources:", *(f"- {name}" for name in names)] if names else []
    return "\n".join(lines) + "\n"


def _dose(exercise: Exercise, timeline: Timeline) -> str:
    """How much at once, and how often: `3 × hold 30 s, twice a day`."""
    work = [step for step in timeline.steps if step.phase.is_work]
    dose = exercise.dose
    often = [(key, value) for key in _OFTEN if (value := getattr(dose, key)) is not None]
    if dose.per_day and dose.days and dose.days.word == "daily":
        often.pop()  # so many times a day says it
    parts = [ENGLISH.amount(amount(work))] if work else []
    return ", ".join([*parts, *(AMOUNTS[key].format(said(key, value)) for key, value in often)])


_OFTEN: Final = ("per_day", "per_week", "days")


def _question(step: AskStep) -> str:
    return f"{step.ask} {' / '.join(each.answer for each in step.answers)}"


def _questions(tags: Iterable[str], library: Library) -> list[str]:
    return [library.conditions[tag].question if tag in library.conditions else tag for tag in tags]


def _items(timeline: Timeline) -> dict[int, str]:
    """Each item with its time, both sides and all rounds together."""
    items: dict[int, str] = {}
    for step in timeline.steps:
        if step.exercise and step.item not in items:
            time = sum(each.length for each in timeline.steps if each.item == step.item and each.exercise)
            items[step.item] = f"{step.title}, {length(time)} ({step.exercise})"
    return items


def _line(step: Step) -> str:
    estimate = "" if step.is_timed else "~"
    side = str(step.side or "")
    when = f"{clock(step.start):>9}  {PHASES[step.phase]:9}  {estimate + length(step.length):>12}"
    return f"{when}  {side:6}  {_count(step):18}  {step.cue}"


def _count(step: Step) -> str:
    """Which repetition of which set."""
    if not step.phase.is_work:
        return ""
    parts = []
    if isinstance(step.goal, Reps):
        parts.append(f"{step.goal.count} reps")
    elif isinstance(step.goal, UserDone):
        parts.append("until done")
    elif step.rep and step.reps > 1:
        parts.append(f"rep {step.rep}/{step.reps}")
    elif step.reps > 1:
        parts.append(f"{step.reps} reps")
    if step.sets > 1:
        parts.append(f"set {step.set}/{step.sets}")
    if step.tempo:
        parts.append(tempo(step))
    return ", ".join(parts)
