"""One thing that can be begun at one press: its picture, how long or why, and its title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coach import times
from coach.ui.icons import renderer
from coach.ui.library_filter import main_area
from coach.ui.widgets.card_grid import PICTURES
from coach.ui.widgets.page import text
from coach.ui.widgets.wordy_button import WordyButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QPixmap

    from coach.routine.index import Card
    from coach.ui.suggested import Start
    from coach.ui.theme import Theme

PICTURE: Final = 84
"""Pixels that a picture on a tile is wide and high at 100 % text."""
RADIUS: Final = 10


class Picture(QWidget):
    """The figure of a card; until there is one, its place is empty, and where there is none, a drawing."""

    def __init__(self, theme: Theme, card: Card, side: int = PICTURE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card = card
        self._side = side
        self.pictures: Callable[[Card], QPixmap | None] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        side = self._theme.px(self._side)
        self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture on its ground."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        box = QRectF(self.rect())
        shape.addRoundedRect(box, RADIUS, RADIUS)
        painter.fillPath(shape, QColor(self._theme.colors.picture))
        if self.pictures is None:
            return
        painter.setClipPath(shape)
        still = self.pictures(self._card)
        if still is not None:
            painter.drawPixmap(box.adjusted(2, 2, -2, -2), still, QRectF(still.rect()))
        else:
            inset = box.width() * 0.22
            drawing = renderer(PICTURES[main_area(self._card.body)], self._theme.colors.edge)
            drawing.render(painter, box.adjusted(inset, inset, -inset, -inset))


class StartTile(WordyButton):
    """A large button that begins a routine."""

    def __init__(self, theme: Theme, start: Start, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = start.card
        length = times.length(start.card.seconds)
        self.setProperty("kind", "answer")
        self.setAccessibleName(f"Start: {start.words}, {start.card.title}, {length}")
        self.setAutoDefault(True)
        self.picture = Picture(theme, start.card)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch()
        lines = [(start.words, "heading"), (start.card.title, "")]
        if not start.words[:1].isdigit():  # else it has been said
            lines.append((length, "small"))
        for line, role in lines:
            label = text(line, role)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words.addWidget(label)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 16, 12)
        row.setSpacing(16)
        row.addWidget(self.picture)
        row.addLayout(words, 1)
