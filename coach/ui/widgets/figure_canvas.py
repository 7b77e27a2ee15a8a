"""The moving figure as a widget: drawn off the GUI thread, newest frame first, idle while hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QElapsedTimer,
    QObject,
    QPoint,
    QRect,
    QRunnable,
    QSize,
    Qt,
    QThreadPool,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent

    from coach.figure.picture import Picture

    Draw = Callable[[int, int], Picture | QImage]


FORGETS = 0.95
"""How much of the time that a slow picture took is still reckoned with at the next."""


class _Delivery(QObject):
    """Carries finished images from the worker to the GUI thread."""

    done = Signal(int, QImage)
    failed = Signal(int, str)


class _Job(QRunnable):
    """One frame. A plain object that Qt deletes after running; it talks back through its delivery only."""

    def __init__(self, number: int, draw: Draw, size: QSize, delivery: _Delivery) -> None:
        super().__init__()
        self._number = number
        self._draw = draw
        self._size = size
        self._delivery = delivery

    def run(self) -> None:
        """Draw into an image, which unlike a widget may be painted on from any thread."""
        from coach.errors import CoachError  # noqa: PLC0415 - beside the import it guards
        from coach.ui.widgets import figure_paint  # noqa: PLC0415 - numpy loads with the first figure

        try:
            drawn = self._draw(self._size.width(), self._size.height())
            image = drawn if isinstance(drawn, QImage) else figure_paint.image(drawn, joined=False)
        except CoachError as error:
            self._delivery.failed.emit(self._number, str(error))
        except Exception:
            # A bug in the drawing must not leave the canvas waiting for ever: words take over.
            self._delivery.failed.emit(self._number, "The figure cannot be drawn.")
            raise
        else:
            self._delivery.done.emit(self._number, image)


class FigureCanvas(QWidget):
    """Shows pictures of the figure.

    `show_frame` asks for a new picture and returns. While one frame is being drawn, only the newest request
    waits and the others are dropped, so the figure never lags behind the clock. Nothing is drawn while the
    widget is hidden: the newest request is kept until it shows.
    """

    drawn = Signal()
    """A new frame is on the screen."""
    failed = Signal(str)
    """The figure cannot be drawn; the text says why in one sentence. Words have to do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._waiting: Draw | None = None
        self._newest: Draw | None = None
        self._number = 0
        self._busy = False
        self._watch = QElapsedTimer()
        self.took = 0.0
        """Seconds that a picture may take: as long as the slowest of late."""
        # Children go in the order they came: the pool waits for its frame while the delivery is still there.
        self._pool = QThreadPool(self)
        # Two frames at once would only fight for the interpreter lock.
        self._pool.setMaxThreadCount(1)
        self._delivery = _Delivery(self)
        self._delivery.done.connect(self._on_done)
        self._delivery.failed.connect(self._on_failed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(96, 96)
        self.describe("")

    def describe(self, what: str) -> None:
        """Say in words what the figure shows, for people who do not see it."""
        self.setAccessibleName(what or self.tr("Moving figure"))

    def forget(self) -> None:
        """Something else is to be shown: what was asked for before neither appears nor fails any more."""
        self._number += 1
        self._waiting = None
        self._newest = None

    def show_frame(self, draw: Draw) -> None:
        """Ask for a new picture; an older request that has not begun is forgotten.

        `draw` makes the picture for a width and height in device pixels. It is called on a worker thread
        and must not touch Qt.
        """
        self._newest = draw
        self._waiting = draw
        self._next()

    @property
    def is_drawing(self) -> bool:
        """Whether a picture is being made or waits to be."""
        return self._busy or self._waiting is not None

    def has_picture(self) -> bool:
        """Whether there is anything on the canvas yet."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        """A square that is pleasant on most screens."""
        return QSize(480, 480)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what was asked for meanwhile."""
        super().showEvent(event)
        self._next()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw the newest request again at the new size; meanwhile the old picture is scaled."""
        super().resizeEvent(event)
        if self._newest is not None:
            self._waiting = self._newest
            self._next()

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

    def _next(self) -> None:
        if self._busy or self._waiting is None or not self.isVisible():
            return
        draw, self._waiting = self._waiting, None
        self._busy = True
        self._watch.start()
        ratio = self.devicePixelRatioF()
        size = QSize(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        self._pool.start(_Job(self._number, draw, size, self._delivery))

    @Slot(int, QImage)
    def _on_done(self, number: int, image: QImage) -> None:
        self._busy = False
        self.took = max(self._watch.elapsed() / 1000, self.took * FORGETS)
        # What was asked for before `forget` is of no use any more.
        if number == self._number:
            self._image = image
            self.update()
            self.drawn.emit()
        self._next()

    @Slot(int, str)
    def _on_failed(self, number: int, why: str) -> None:
        self._busy = False
        if number == self._number:
            self.failed.emit(why)
        self._next()
