"""The figure on paper: each exercise's most telling position, as lines over a fine tone or lines alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coach.errors import CoachError
from coach.figure.body_stage import staged
from coach.figure.known_poses import known
from coach.figure.motion import read_motion
from coach.figure.render import render
from coach.figure.stage import Look
from coach.figure.tones import LIGHT
from coach.ui.widgets.figure_paint import paint

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QPainter

    from coach.figure.picture import Picture
    from coach.figure.scene import Style
    from coach.handout.sheet import Row
    from coach.routine.model import Exercise

SIDE: Final = 480
"""Pixels of a picture before it is put on paper; its lines have no pixels."""
DETAIL: Final = 1.5
"""Tone pixels for each: at 34 mm about 540 to the inch."""


class Pictures:
    """Draws the items of hand-outs; each picture is made once."""

    def __init__(
        self,
        exercises: Mapping[str, Exercise],
        tone: int,
        *,
        lines: bool,
        folders: Sequence[Path] = (),
        builds: tuple[str, ...] = (),
    ) -> None:
        self._exercises = exercises
        self._tone = tone
        self._lines = lines
        self._folders = folders
        self._builds = builds
        self._made: dict[tuple[str, bool], Picture | None] = {}

    def draw(self, painter: QPainter, at: QRectF, row: Row) -> bool:
        """Paint an item's picture; False if it has none, or it cannot be drawn: words have to do then."""
        key = row.exercise, row.mirrored
        if key not in self._made:
            self._made[key] = self._make(*key)
        picture = self._made[key]
        if picture is not None:
            paint(painter, picture, at)
        return picture is not None

    def _make(self, identity: str, mirrored: bool) -> Picture | None:
        exercise = self._exercises[identity]
        if exercise.motion is None:
            return None
        try:
            poses = known(exercise.motion.figure, tuple(self._folders))
            motion, _ = read_motion(exercise.motion.model_dump(exclude_none=True), exercise.kind, poses)
            if motion is None:
                return None
            style: Style = "line" if self._lines else "toon"
            look = Look(SIDE, SIDE, self._tone, not mirrored, style, LIGHT, self._builds)
            return render(staged(motion, look).still(), DETAIL)
        except CoachError:
            return None
