"""The moving figure as a widget: painted in a process of its own, newest picture first, idle while hidden."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.ui.painter import LARGEST

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent

    from coach.figure.order import Order
    from coach.ui.painter import Painter

STALE: Final = 0.4
"""Seconds that a picture of something else may still be seen: too short to be taken for what is meant now."""


class FigureCanvas(QWidget):
    """Shows pictures of the figure.

    `show_picture` asks for a new picture and returns. While one is being painted, only the newest request
    waits and the others are dropped, so the figure never lags behind the clock. Nothing is painted while the
    widget is hidden: the newest request is kept until it shows.
    """

    drawn = Signal()
    """A new picture is on the screen."""
    failed = Signal(str)
    """The figure cannot be drawn; the text says why in one sentence. Words have to do."""

    def __init__(self, painter: Painter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = painter
        self._me = object()
        """What the painter knows this canvas by."""
        self._image = QImage()
        self._tag = ""
        self._newest: Order | None = None
        self._stale = QTimer(self, singleShot=True, interval=round(STALE * 1000))
        self._stale.timeout.connect(self._clear)
        painter.painted.connect(self._on_painted)
        painter.failed.connect(self._on_failed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 96)
        self.describe("")

    def describe(self, what: str) -> None:
        """Say in words what the figure shows, for people who do not see it."""
        self.setAccessibleName(what or self.tr("Moving figure"))

    def forget(self) -> None:
        """Something else is to be shown: what was asked for before neither appears nor fails any more.

        What is on show goes with the first new picture, and soon in any case.
        """
        self._painter.forget(self._me)
        self._newest = None
        self._stale.start()

    def show_picture(self, order: Order) -> None:
        """Ask for a picture, at the size of this widget; an older request that has not begun is forgotten."""
        self._newest = order
        self._ask()

    @property
    def is_drawing(self) -> bool:
        """Whether a picture is being made or waits to be."""
        return self._painter.has(self._me)

    def has_picture(self) -> bool:
        """Whether there is anything on the canvas yet."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        """A square that is pleasant on most screens."""
        return QSize(480, 480)

    def showEvent(self, event: QShowEvent) -> None:
        """Have painted what was asked for meanwhile."""
        super().showEvent(event)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the newest picture again at the new size; meanwhile the old one is scaled."""
        super().resizeEvent(event)
        self._ask()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The last finished picture, centred."""
        del event
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        target = QRect(
            QPoint(0, 0), self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        )
        target.moveCenter(self.rect().center())
        painter.drawImage(target, self._image)

    def _clear(self) -> None:
        self._image, self._tag = QImage(), ""
        self.update()

    def _ask(self) -> None:
        if self._newest is None or not self.isVisible():
            return
        width, height = _size(self.width(), self.height(), self.devicePixelRatioF())
        self._painter.ask(self._me, replace(self._newest, width=width, height=height, shown=self._tag))

    def _on_painted(self, owner: object, image: QImage, tag: str) -> None:
        if owner is not self._me:
            return
        if not image.isNull():
            self._image, self._tag = image, tag
            self._stale.stop()
            self.update()
            self.drawn.emit()
        elif tag != self._tag:  # the same as one that has given way to another meanwhile
            self._ask()

    def _on_failed(self, owner: object, why: str) -> None:
        if owner is self._me:
            self._newest = None
            self.failed.emit(why)


def _size(width: int, height: int, ratio: float) -> tuple[int, int]:
    """Device pixels, at most as many as the painter paints."""
    ratio = min(ratio, sqrt(LARGEST / max(1, width * height)))
    return max(1, int(width * ratio)), max(1, int(height * ratio))
