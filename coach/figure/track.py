"""How a pose becomes a movement: key frames, and where between them the figure is at a moment.

Time comes in as seconds since a phase began. Between key frames every angle follows the minimum-jerk curve,
the smooth start and stop of a human reach (Flash and Hogan 1985). A held frame breathes: it gives up to 1.5
degrees towards the frame it came from and returns, so a still figure says that time is passing. Everything
shown is a blend of key frames, and key frames are inside the ranges of motion, so no moment is outside
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi
from typing import TYPE_CHECKING, Final

from coach.figure.pose import Pose
from coach.routine.plan import Phase

if TYPE_CHECKING:
    from collections.abc import Sequence

BREATH: Final = 4.0
"""Seconds of one breath of a held frame."""
BREATH_DEGREES: Final = 1.5
"""The most a held frame gives."""
MOVE: Final = 1.6
"""Seconds from frame to frame when nothing else is said."""
PAUSE: Final = 0.9
"""Seconds a frame is shown in an untimed loop."""
SETTLE: Final = 0.5
"""Seconds to leave the pose the phase before ended with."""
_OUT_AND_BACK: Final = 2
FADE: Final = 0.5
"""Seconds of a cross-fade between stills."""


@dataclass(frozen=True, slots=True)
class Leg:
    """From one key frame to another in `move` seconds, then `pause` seconds there. Frames count from 0."""

    start: int
    end: int
    move: float
    pause: float

    @property
    def length(self) -> float:
        """Seconds altogether."""
        return self.move + self.pause


@dataclass(frozen=True, slots=True)
class Moment:
    """What is to be drawn now.

    `weights` names the key frames around this moment, for cross-fading stills. `stroke` runs from 0 to 1
    along a massage path, `round` counts the strokes begun.
    """

    pose: Pose
    weights: tuple[tuple[int, float], ...]
    stroke: float = 0.0
    round: int = 0


def ease(part: float) -> float:
    """The minimum-jerk share of the way (0 to 1) after a share of the time (clamped to 0 to 1)."""
    t = min(max(part, 0.0), 1.0)
    return t * t * t * (10.0 - 15.0 * t + 6.0 * t * t)


@dataclass(frozen=True, slots=True)
class Track:
    """The key poses of a movement. After the last comes the first again."""

    frames: tuple[Pose, ...]

    def legs(self, tempo: Sequence[float] = ()) -> tuple[Leg, ...]:
        """One repetition, at a tempo of (move, pause, move, pause, ...) seconds, or at an easy one.

        One pair for each frame: as it says. Two pairs for more frames: the first is shared by the way out,
        the second is the way back. Any other count is stretched to fit. A repetition always takes the
        tempo's whole time.
        """
        count = len(self.frames)
        pairs = [*zip(tempo[::2], tempo[1::2], strict=False)] or [(MOVE, PAUSE)] * count
        if len(pairs) == _OUT_AND_BACK < count:
            (move, pause), back = pairs
            pairs = [(move / (count - 1), 0.0)] * (count - 2) + [(move / (count - 1), pause), back]
        elif len(pairs) != count:
            move, pause = (sum(part) / count for part in zip(*pairs, strict=True))
            pairs = [(move, pause)] * count
        return tuple(Leg(at, (at + 1) % count, *pair) for at, pair in enumerate(pairs))

    def at(
        self,
        phase: Phase | None,
        elapsed: float,
        tempo: Sequence[float] = (),
        *,
        length: float = 0.0,
        start: Pose | None = None,
    ) -> Moment:
        """The moment `elapsed` seconds into a phase; None is an untimed preview, which loops.

        MOVE repeats at the tempo. HOLD goes to the last frame in the tempo's first move and stays. REST and
        SWITCH stay at the first. Getting ready previews the movement so that it ends, after `length`
        seconds, where the work begins. `start` is the pose drawn last: the figure leaves it smoothly
        instead of jumping.
        """
        if phase is Phase.HOLD:
            moment = self._held(elapsed, tempo[0] if tempo else MOVE, length)
        elif phase in (Phase.REST, Phase.SWITCH):
            moment = Moment(self._breathing(0, -1, elapsed, 0.0), ((0, 1.0),))
        elif phase is Phase.GET_READY and length:
            legs = self.legs()
            cycle = sum(leg.length for leg in legs)
            rounds = max(1, round(length / cycle))
            moment = self._looped(legs, min(elapsed, length) * cycle * rounds / length)
        else:
            moment = self._looped(self.legs(tempo), elapsed)
        if start is None or elapsed >= SETTLE:
            return moment
        pose = start.blended(moment.pose, ease(elapsed / SETTLE))
        return Moment(pose, moment.weights, moment.stroke, moment.round)

    def _looped(self, legs: tuple[Leg, ...], elapsed: float) -> Moment:
        cycle = sum(leg.length for leg in legs)
        if cycle <= 0.0:
            return Moment(self.frames[-1], ((len(self.frames) - 1, 1.0),))
        rounds, left = divmod(max(elapsed, 0.0), cycle)
        stroke = left / cycle
        leg = legs[-1]
        for earlier in legs[:-1]:
            if left < earlier.length:
                leg = earlier
                break
            left -= earlier.length
        if left < leg.move:
            pose = self.frames[leg.start].blended(self.frames[leg.end], ease(left / leg.move))
        else:
            pose = self._breathing(leg.end, leg.start, left - leg.move, leg.pause)
        return Moment(pose, _weights(leg, left), stroke, int(rounds))

    def _held(self, elapsed: float, move: float, length: float) -> Moment:
        """On the way to the last frame through all the others, then there."""
        last = len(self.frames) - 1
        if length:
            move = min(move, length / 2)
        beat, stroke = divmod(max(elapsed, 0.0) / BREATH, 1.0)
        if elapsed < move and last > 0:
            step = move / last
            leg_number = min(int(elapsed / step), last - 1)
            leg = Leg(leg_number, leg_number + 1, step, 0.0)
            left = elapsed - leg_number * step
            pose = self.frames[leg.start].blended(self.frames[leg.end], ease(left / step))
            return Moment(pose, _weights(leg, left), stroke, int(beat))
        pose = self._breathing(last, last - 1, elapsed - move if last else elapsed, 0.0)
        return Moment(pose, ((last, 1.0),), stroke, int(beat))

    def _breathing(self, frame: int, towards: int, elapsed: float, pause: float) -> Pose:
        """A held frame, giving a little. A pause of known length holds whole breaths, to end as it began."""
        breath = BREATH
        if pause:
            breaths = round(pause / BREATH)
            if breaths == 0:
                return self.frames[frame]
            breath = pause / breaths
        pose = self.frames[frame]
        other = self.frames[towards] if len(self.frames) > 1 else Pose.zero(pose.figure)
        distance = pose.distance(other)
        if distance == 0.0:
            return pose
        depth = min(BREATH_DEGREES / distance, 1.0)
        return pose.blended(other, depth * (1.0 - cos(2.0 * pi * elapsed / breath)) / 2.0)


def _weights(leg: Leg, left: float) -> tuple[tuple[int, float], ...]:
    """How much of each still a reduced-motion figure shows: a short fade in the middle of a move."""
    if leg.start == leg.end:
        return ((leg.end, 1.0),)
    fade = min(FADE, leg.move)
    part = 1.0 if fade <= 0.0 else min(max((left - (leg.move - fade) / 2.0) / fade, 0.0), 1.0)
    pairs = ((leg.start, 1.0 - part), (leg.end, part))
    return tuple((frame, weight) for frame, weight in pairs if weight > 0.0)
