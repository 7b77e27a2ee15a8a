"""The figure in the player: it does what the person is to do, on the side the person is to do it."""

from __future__ import annotations

from functools import lru_cache, partial
from math import inf
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from coach.routine.plan import Phase, Side
from coach.ui import words
from coach.ui.widgets.figure_canvas import FigureCanvas
from coach.ui.widgets.picture_slot import PictureSlot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QImage

    from coach.figure.motion import Motion
    from coach.figure.picture import Picture
    from coach.figure.stage import Stage
    from coach.figure.track import Moment
    from coach.routine.plan import Step
    from coach.ui.figures import Figures
    from coach.ui.theme import Theme

FAINT = 0.05
"""Share of a picture below which it is not worth laying over the other."""
LONGEST = 0.4
"""Seconds before something is to be heard from which a picture is begun, however long it may take."""
MARGIN = 1.5
"""How much longer than the last one a picture may take."""
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
        self._weights: tuple[tuple[int, float], ...] = ()
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
        self._still = lru_cache(maxsize=24)(self._still_of)
        theme.changed.connect(self._forget)

    def show_step(self, step: Step, picture: str) -> None:
        """Show the exercise of a step on its side; `picture` is the plain drawing that stands in for it."""
        if self._step is None or step.exercise != self._step.exercise:
            self._motion = self._figures.motion(step.exercise) if step.exercise else None
            # A picture of the exercise before may still be on its way, or fail late.
            self.left.forget()
            self.right.forget()
        self._step = step
        self._shown = -1.0
        self._weights = ()
        self.slot.show_part(picture, step.side, words.on_side(step.title, step.side))
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

    def show_moment(self, elapsed: float, quiet_for: float = inf) -> None:
        """Draw the figure `elapsed` seconds into the step.

        A picture that might not be ready when in `quiet_for` seconds something is to be heard is left out:
        on a busy computer that would come late, for drawing and hearing share one Python.
        """
        step, motion = self._step, self._motion
        if step is None or motion is None or self.currentIndex() == 0:
            return
        if quiet_for < min(LONGEST, MARGIN * max(self.left.took, self.right.took)):
            return
        calm = step.phase not in {Phase.MOVE, Phase.USER_DONE, Phase.GET_READY}
        if calm and 0 <= elapsed - self._shown < CALM:
            return
        moment = motion.at(step.phase, elapsed, step.tempo, length=step.length)
        self._shown = elapsed
        if self._theme.less_motion:
            # The work of a still is done once; then the key positions only fade into one another.
            weights = tuple((frame, round(weight, 1)) for frame, weight in moment.weights if weight >= FAINT)
            if weights != self._weights:
                self._weights = weights
                self._draw(lambda *size: self._faded(step.exercise, weights, *size))
        else:
            self._draw(lambda *size: _rendered(self._stage(step.exercise, *size), moment))

    def _draw(self, draw: Callable[[int, int, bool], Picture | QImage]) -> None:
        """Ask each canvas on show for a picture; what is asked for is made on its worker thread."""
        for canvas, mirrored in ((self.left, False), (self.right, True)):
            if not canvas.isHidden():
                canvas.show_frame(partial(_on_side, draw, mirrored))

    def _faded(
        self, exercise: str, weights: tuple[tuple[int, float], ...], width: int, height: int, mirrored: bool
    ) -> QImage:
        from coach.ui.widgets.figure_paint import crossfade  # noqa: PLC0415  # numpy loads when first wanted

        total = sum(weight for _, weight in weights)
        stills = [(self._still(exercise, frame, width, height, mirrored), w / total) for frame, w in weights]
        return stills[0][0] if len(stills) == 1 else crossfade(stills)

    def _still_of(self, exercise: str, frame: int, width: int, height: int, mirrored: bool) -> QImage:
        from coach.figure.render import render  # noqa: PLC0415  # as above
        from coach.ui.widgets.figure_paint import image  # noqa: PLC0415  # as above

        return image(render(self._stage(exercise, width, height, mirrored).still(frame), 1.0))

    def _staged(self, exercise: str, width: int, height: int, mirrored: bool) -> Stage:
        return self._figures.stage(exercise, width, height, mirrored=mirrored)

    def _forget(self) -> None:
        """Another look is wanted: nothing drawn so far fits it."""
        self._stage.cache_clear()
        self._still.cache_clear()
        self._weights = ()

    def _on_failed(self, why: str) -> None:
        """A missing or damaged asset: go on with the plain drawing and words."""
        self._motion = None
        self.setCurrentIndex(0)
        self.slot.setToolTip(why)
        self.slot.setAttribute(Qt.WidgetAttribute.WA_AlwaysShowToolTips)


def _on_side(
    draw: Callable[[int, int, bool], Picture | QImage], mirrored: bool, width: int, height: int
) -> Picture | QImage:
    return draw(width, height, mirrored)


def _rendered(stage: Stage, moment: Moment) -> Picture:
    """A frame of the movement, drawn quickly."""
    from coach.figure.render import render  # noqa: PLC0415  # numpy loads when first wanted

    return render(stage.moving(moment))
