"""The figure in the player: it does what the person is to do, on the side the person is to do it.

Where an exercise has no motion but a picture of its own, that stands there; it is one, and never mirrored.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from coach.figure.order import Manner
from coach.routine.plan import Phase, Side
from coach.ui import words
from coach.ui.widgets.figure_canvas import FigureCanvas
from coach.ui.widgets.picture_slot import PictureSlot

if TYPE_CHECKING:
    from coach.routine.plan import Step
    from coach.ui.figures import Figures
    from coach.ui.theme import Theme

CALM: Final = 0.1
"""Seconds between pictures while nothing but breath moves; a movement is drawn as often as it can be."""


class PlayerFigure(QStackedWidget):
    """One figure, or a left and a right one side by side; a plain drawing where there is no figure."""

    missing = Signal(str)
    """Why there is no moving figure where there should be one, in a sentence; the same one is told once."""

    def __init__(self, theme: Theme, figures: Figures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._step: Step | None = None
        self._shown: float | None = None
        """The moment of the step last asked for."""
        self._told = ""
        self.slot = PictureSlot(theme)
        self.left = FigureCanvas(figures.painter)
        self.right = FigureCanvas(figures.painter)
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
        theme.changed.connect(self._on_theme_changed)
        figures.warm()

    def show_step(self, step: Step, picture: str) -> None:
        """Show the exercise of a step on its side; `picture` is the plain drawing that stands in for it."""
        is_new = self._step is None or step.exercise != self._step.exercise
        if is_new:
            # A picture of the exercise before may still be on its way, or fail late.
            self.left.forget()
            self.right.forget()
            self.setCurrentIndex(1 if self._figures.figure(step.exercise) else 0)
        self._step = step
        self._shown = None
        self.slot.show_part(picture, step.side, words.on_side(step.title, step.side))
        figure = self._figures.figure(step.exercise)
        both = step.side in {Side.BOTH, None} and figure not in {"body", "picture"}  # the sore side is one
        is_left = step.side is Side.LEFT and figure != "picture"  # which stays where it is
        self.left.setVisible(both or is_left)
        self.right.setVisible(both or not is_left)
        self.left.describe(f"{step.title}, left")
        right = Side.RIGHT if both and step.side else step.side
        self.right.describe(words.on_side(step.title, right))

    def forget(self) -> None:
        """The exercises have changed: what is shown next is new, and what failed is tried again."""
        self._step = None

    def show_moment(self, elapsed: float) -> None:
        """Have the figure drawn as it is `elapsed` seconds into the step."""
        step = self._step
        if step is None or self.currentIndex() == 0:
            return
        if self._shown is not None and self._figures.figure(step.exercise) == "picture":
            return  # it does not move; at another size the canvas asks for itself
        calm = self._theme.less_motion or step.phase not in {Phase.MOVE, Phase.USER_DONE, Phase.GET_READY}
        if calm and self._shown is not None and 0 <= elapsed - self._shown < CALM:
            return
        self._shown = elapsed
        manner = Manner.FADING if self._theme.less_motion else Manner.MOVING
        for canvas, mirrored in ((self.left, False), (self.right, True)):
            order = None if canvas.isHidden() else self._figures.order(step.exercise, mirrored=mirrored)
            if order is not None:
                canvas.show_picture(
                    replace(
                        order,
                        manner=manner,
                        phase=step.phase.value,
                        elapsed=elapsed,
                        tempo=step.tempo,
                        length=step.length,
                    )
                )

    def _on_theme_changed(self) -> None:
        """The same moment in another look, though the session may stand still."""
        if self._shown is not None:
            elapsed, self._shown = self._shown, None
            self.show_moment(elapsed)

    def _on_failed(self, why: str) -> None:
        """A missing or damaged asset, or no painter: go on with the plain drawing and words."""
        self.setCurrentIndex(0)
        self.slot.setToolTip(why)
        self.slot.setAttribute(Qt.WidgetAttribute.WA_AlwaysShowToolTips)
        if why != self._told:
            self._told = why
            self.missing.emit(why)
