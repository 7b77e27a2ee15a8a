"""What is heard during a step: chimes and sentences at their moments, made from the plan before it is played.

Nothing overlaps and nothing is late: a sentence that cannot end before the next thing to be heard, or before
its step does, has shorter wordings, and is left out when none of them fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING, Final

from coach.routine.plan import EMERGENCY_HELP, Phase, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from coach.player.phrases import Phrases
    from coach.routine.plan import Loop, Step, Timeline

    Speaking = Callable[[str], float]
    """How many seconds a voice needs for a text; infinite where there is no voice."""


class Chime(StrEnum):
    """The sounds. `TICK` counts in and marks a tempo."""

    READY = "ready"
    START = "start"
    HALF = "half"
    END = "end"
    SWITCH = "switch"
    DONE = "done"
    TICK = "tick"


LENGTHS: Final = {
    Chime.READY: 0.5,
    Chime.START: 0.4,
    Chime.HALF: 0.4,
    Chime.END: 0.5,
    Chime.SWITCH: 0.7,
    Chime.DONE: 1.2,
    Chime.TICK: 0.08,
}
"""Seconds of each chime until it has all but faded; the sound files are made to these lengths."""

GAP: Final = 0.15
"""Seconds of quiet after a sentence, so that two never run into one another."""
COUNT_IN: Final = 3
"""How many seconds are counted before work begins."""
LONG_HOLD: Final = 20.0
"""Seconds from which half-way is worth saying."""
LONG_MOVE: Final = 40.0


@dataclass(frozen=True, slots=True)
class Cue:
    """A chime or a sentence, `at` seconds after its step began, sounding for `length` seconds."""

    at: float
    length: float
    chime: Chime | None = None
    text: str = ""

    @property
    def end(self) -> float:
        """Seconds after the step began at which it is quiet again."""
        return self.at + self.length


@dataclass(slots=True)
class _Track:
    """The cues of one step so far. What is placed first has the better right."""

    ends: float
    speaking: Speaking
    cues: list[Cue]

    def chime(self, chime: Chime, at: float = 0.0) -> None:
        self._place(Cue(at, LENGTHS[chime], chime))

    def say(self, at: float, *wordings: str, until: float = inf) -> None:
        """The first wording that fits, as soon after `at` as a chime there has faded."""
        at = max([at, *(cue.end for cue in self.cues if cue.at <= at < cue.end)])
        for text in filter(None, wordings):
            length = self.speaking(text)
            if at + length + GAP <= min(until, self.ends) and self._place(Cue(at, length, text=text)):
                return

    def add(self, text: str) -> None:
        """What is not said yet, after any sentence that leaves enough quiet behind it."""
        if text and not _says(text, self.cues):
            for cue in sorted((cue for cue in self.cues if cue.text), key=lambda cue: cue.at):
                length = self.speaking(text)
                at = cue.end + GAP
                if at + length + GAP <= self.ends and self._place(Cue(at, length, text=text)):
                    return

    def _place(self, cue: Cue) -> bool:
        free = cue.end <= self.ends and all(
            cue.end + GAP * bool(cue.text) <= other.at or other.end + GAP * bool(other.text) <= cue.at
            for other in self.cues
        )
        if free:
            self.cues.append(cue)
        return free


def _says(text: str, cues: Iterable[Cue]) -> bool:
    return any(text in cue.text for cue in cues)


def cues(
    timeline: Timeline, index: int, words: Phrases, speaking: Speaking, *, again: bool = False
) -> tuple[Cue, ...]:
    """What is heard during a step, in order. Cues lie within the step and never overlap.

    `again`: the loop that the step is in has been gone through before.
    """
    steps = timeline.steps
    note = steps[index].note
    for earlier in range(_first_of_item(steps, index), index if note else 0):
        own = steps[earlier].note
        if own == note and _says(note, _heard(timeline, earlier, words, speaking, own, again=again)):
            note = ""  # once is enough
            break
    return _heard(timeline, index, words, speaking, note, again=again)


def _first_of_item(steps: Sequence[Step], index: int) -> int:
    first = index
    while first and steps[first - 1].item == steps[index].item:
        first -= 1
    return first


def _heard(
    timeline: Timeline, index: int, words: Phrases, speaking: Speaking, note: str, *, again: bool
) -> tuple[Cue, ...]:
    """As `cues`, with the `note` that is still to be said, if there is time in this step."""
    step = timeline.steps[index]
    track = _Track(step.length if step.is_timed else inf, speaking, [])
    before = timeline.steps[index - 1] if index else None
    loop = timeline.loop if timeline.loop and timeline.loop.first <= index <= timeline.loop.last else None
    begins_again = words.until if again and loop and index == loop.first else ""
    if step.phase in {Phase.GET_READY, Phase.SWITCH}:
        _lead_in(track, step, words, note, begins_again)
    elif step.phase is Phase.REST:
        track.chime(Chime.END)
        upcoming = _upcoming(timeline.steps[: loop.last + 1] if loop else timeline.steps, index)
        following = words.next.format(title=upcoming.title) if upcoming and upcoming.item != step.item else ""
        if loop and upcoming is None:
            following = words.until
        own = _sentence(step.cue) or words.rest
        track.say(0.0, following and _joined(own, following), own)
        if timeline.steps[index + 1 :] and timeline.steps[index + 1].phase.is_work:
            _count_in(track, words)
    else:
        # Whether the last repetition of a loop is the last, nobody knows.
        last = words.again if loop else words.last
        _work(track, step, before, words, note, last, begins_again)
    track.add(note)
    return tuple(sorted(track.cues, key=lambda cue: cue.at))


def closing(words: Phrases, speaking: Speaking, loop: Loop | None = None) -> tuple[Cue, ...]:
    """What is heard when the plan has come to its end; with a loop, it was about a cramp."""
    track = _Track(inf, speaking, [])
    track.chime(Chime.DONE)
    track.say(0.0, words.rested if loop else words.finished)
    return tuple(track.cues)


def at_limit(loop: Loop, words: Phrases, speaking: Speaking) -> tuple[Cue, ...]:
    """What is heard when the limit of a loop has come: where help is to be had, and how soon."""
    track = _Track(inf, speaking, [])
    track.chime(Chime.END)
    track.say(0.0, words.limit_now if loop.then == EMERGENCY_HELP else words.limit)
    return tuple(track.cues)


def _lead_in(track: _Track, step: Step, words: Phrases, note: str, again: str) -> None:
    if step.phase is Phase.SWITCH:
        track.chime(Chime.SWITCH)
        track.say(
            0.0, words.switch_left if step.side is Side.LEFT else words.switch_right, _side(step, words)
        )
    else:
        track.chime(Chime.READY)
        title, side = _sentence(step.title), _side(step, words)
        start = "" if step.cue == step.title else _sentence(step.cue)
        full = _joined(again or title, side, start)
        begin = _joined(side, start)  # the screen and the rest before have named the exercise
        noted = (_joined(full, note), _joined(begin, note)) if note else ()
        track.say(0.0, *noted, full, begin, _joined(title, side), title, side)
    _count_in(track, words)


def _count_in(track: _Track, words: Phrases) -> None:
    """Three, two, one, as far back from the end as it is quiet; in ticks where words do not fit."""
    if track.ends < COUNT_IN + 1:
        return
    quiet = max((cue.end for cue in track.cues), default=0.0) + GAP
    for left, word in enumerate((words.one, words.two, words.three), start=1):
        at = track.ends - left
        if at < quiet:
            return
        if left > 1 or at - 1 >= quiet:
            track.say(at, word, until=at + 1)
        track.chime(Chime.TICK, at)


def _work(
    track: _Track, step: Step, before: Step | None, words: Phrases, note: str, last: str, again: str
) -> None:
    if before is None or not before.phase.is_work or step.phase is Phase.HOLD:
        track.chime(Chime.START)
    parts = [part.strip() for part in step.cue.split(" · ")]
    is_last = 1 < step.reps == step.rep
    is_first = step.rep <= 1
    opening = last if is_last else again if is_first else words.again
    if step.tempo:
        _tempo(track, step, parts, opening, spoken=is_first or is_last or step.rep == 2)  # noqa: PLR2004
        return
    if step.phase is Phase.USER_DONE:
        spoken = _joined(*map(_sentence, parts))
        track.say(0.0, _joined(spoken, note, words.press), spoken)
        return
    if opening:
        track.say(0.0, opening)
    else:
        spoken = _joined(*map(_sentence, parts))
        track.say(0.0, _joined(spoken, note), spoken, _sentence(parts[0]))
    if track.ends >= (LONG_HOLD if step.phase is Phase.HOLD else LONG_MOVE):
        middle = track.ends / 2
        track.chime(Chime.HALF, middle)
        track.say(middle, words.half)


def _tempo(track: _Track, step: Step, parts: Sequence[str], opening: str, *, spoken: bool) -> None:
    """A tick at each movement, and at the first, second and last time through the words for it."""
    moments = tuple(_moments(step.tempo))
    if opening:
        track.say(0.0, opening, until=moments[1] if len(moments) > 1 else inf)
    matched = parts if len(parts) == len(moments) else [*parts[:1], *[""] * (len(moments) - 1)]
    ends = (*moments[1:], inf)
    for at, word, until in zip(moments, matched, ends, strict=True):
        track.chime(Chime.TICK, at)
        if spoken:
            track.say(at, _sentence(word), until=until)


def _moments(tempo: Iterable[float]) -> Iterator[float]:
    """When each movement of a tempo begins: it holds pairs of (move, pause)."""
    now = 0.0
    for place, seconds in enumerate(tempo):
        if place % 2 == 0:
            yield round(now, 3)
        now += seconds


def _upcoming(steps: Sequence[Step], index: int) -> Step | None:
    return next((step for step in steps[index + 1 :] if step.exercise), None)


def _side(step: Step, words: Phrases) -> str:
    """Which side, where there is a choice."""
    return {Side.LEFT: words.left, Side.RIGHT: words.right}.get(step.side or Side.BOTH, "")


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?" else f"{text}."


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
