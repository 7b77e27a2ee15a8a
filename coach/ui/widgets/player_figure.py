"""The figure in the player: it does what the person is to do, on the side the person is to do it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from coach.routine.plan import Phase, Side
from coach.ui import words
from coach.ui.widgets.figure_canvas import FigureCanvas
from coach.ui.widgets.picture_slot import PictureSlot

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.figure.motion import Motion
    from coach.figure.picture import Picture
    from coach.figure.scene import Scene
    from coach.figure.stage import Stage
    from coach.routine.plan import Step
    from coach.ui.figures import Figures
    from coach.ui.theme import Theme

CALM = 0.1
"""Seconds between pictures while nothing but breath moves; a movement is drawn as often as it can be."""


class PlayerFigure(QStackedWidget):
    """One figure, or a left and a right one side by side; a plain drawing where there is no figure."""

    def __init__(self, theme: Theme, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._step: Step | None = None
        self._motion: Motion | None = None
        self._shown = -1.0
        self._frame = -1
        self.slot = PictureSlot(theme)
        self.left = FigureCanvas()
        self.right = FigureCanvas()
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(self.right)
        self.addWidget(self.slot)
        self.addWidget(pair)
        for canvas in (self.left, self.right):
            canvas.failed.connect(self._on_failed)
        # Cameras are worked out once for each size, not for each picture.
        self._stage = lru_cache(maxsize=8)(self._staged)
        theme.changed.connect(self._stage.cache_clear)

    def show_step(self, step: Step, picture: str) -> None:
        """Show the exercise of a step on its side; `picture` is the plain drawing that stands in for it."""
        if self._step is None or step.exercise != self._step.exercise:
            self._motion = self._figures.motion(step.exercise) if step.exercise else None
        self._step = step
        self._shown = -1.0
        self._frame = -1
        said = f"{step.title}, {words.SIDES[step.side].lower()}" if step.side else step.title
        self.slot.show_part(picture, step.side, said)
        if self._motion is None:
            self.setCurrentIndex(0)
            return
        whole = self._motion.figure == "body"
        both = step.side in {Side.BOTH, Side.EITHER, None} and not whole
        self.left.setVisible(both or step.side is Side.LEFT)
        self.right.setVisible(both or step.side is not Side.LEFT)
        self.left.describe(f"{step.title}, left")
        self.right.describe(f"{step.title}, right" if step.side else step.title)
        self.setCurrentIndex(1)

    def show_moment(self, elapsed: float) -> None:
        """Draw the figure `elapsed` seconds into the step."""
        step, motion = self._step, self._motion
        if step is None or motion is None or self.currentIndex() == 0:
            return
        calm = step.phase not in {Phase.MOVE, Phase.USER_DONE, Phase.GET_READY}
        if calm and 0 <= elapsed - self._shown < CALM:
            return
        moment = motion.at(step.phase, elapsed, step.tempo, length=step.length)
        if self._theme.less_motion:
            frame = motion.frames.index(motion.frame_at(moment))
            if frame == self._frame:
                return
            self._frame = frame
            self._draw(step.exercise, lambda stage: stage.still(frame), 1.0)
        else:
            self._shown = elapsed
            self._draw(step.exercise, lambda stage: stage.moving(moment), 0.5)

    def _draw(self, exercise: str, scene: Callable[[Stage], Scene], detail: float) -> None:
        """Ask each canvas on show for a picture; what is asked for is made on its worker thread."""
        for canvas, mirrored in ((self.left, False), (self.right, True)):

            def draw(width: int, height: int, mirrored: bool = mirrored) -> Picture:
                from coach.figure.render import render  # noqa: PLC0415  # numpy loads when first wanted

                return render(scene(self._stage(exercise, width, height, mirrored)), detail)

            if not canvas.isHidden():
                canvas.show_frame(draw)

    def _staged(self, exercise: str, width: int, height: int, mirrored: bool) -> Stage:
        return self._figures.stage(exercise, width, height, mirrored=mirrored)

    def _on_failed(self, why: str) -> None:
        """A missing or damaged asset: go on with the plain drawing and words."""
        self._motion = None
        self.setCurrentIndex(0)
        self.slot.setToolTip(why)
        self.slot.setAttribute(Qt.WidgetAttribute.WA_AlwaysShowToolTips)
