"""One exercise's figure at any size: what a canvas asks for pictures, frame by frame."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach.figure.body_stage import staged
from coach.figure.render import render
from coach.figure.stage import Look

if TYPE_CHECKING:
    from coach.figure.motion import Motion
    from coach.figure.picture import Picture
    from coach.figure.stage import Stage
    from coach.figure.track import Moment


class Show:
    """Pictures of a motion. Keeps the stage of the last size, because its cameras take a while to fit.

    Used by one thread at a time. Raises FigureMissingError when a mesh cannot be read.
    """

    def __init__(self, motion: Motion, look: Look | None = None) -> None:
        self.motion = motion
        self._look = look or Look()
        self._stage: Stage | None = None

    def moving(self, moment: Moment, width: int, height: int) -> Picture:
        """A frame of the movement, drawn quickly."""
        return render(self._at(width, height).moving(moment), 0.5)

    def still(self, width: int, height: int, number: int | None = None) -> Picture:
        """A key frame (None: the most telling one) with ghost and arrows, drawn finely."""
        return render(self._at(width, height).still(number), 2.0)

    def _at(self, width: int, height: int) -> Stage:
        if self._stage is None or (self._stage.look.width, self._stage.look.height) != (width, height):
            self._stage = staged(self.motion, replace(self._look, width=width, height=height))
        return self._stage
