"""Windows on several monitors: they open where the person is, and come back when a monitor goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QCursor, QGuiApplication

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

SEEN: Final = QPoint(120, 24)
"""How much of a window's upper edge, in pixels, must be on a screen: enough to see it and take hold of it."""
SETTLES: Final = 500
"""Milliseconds after a monitor has gone until the desktop has done what it does with its windows."""


def here() -> QRect:
    """The room for windows on the screen that the pointer is on; empty where there is no screen."""
    screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
    return screen.availableGeometry() if screen else QRect()


def centred(window: QRect, room: QRect) -> QPoint:
    """Where a window stands in the middle of a room; where it is too large, at its upper left."""
    corner = room.center() - QPoint(window.width() // 2, window.height() // 2)
    return QPoint(max(room.left(), corner.x()), max(room.top(), corner.y()))


def brought_back(window: QRect, rooms: Sequence[QRect], to: QRect) -> QPoint | None:
    """Where a window goes that can no longer be seen in any of the rooms: the middle of `to`; else None."""
    edge = QRect(window.topLeft(), window.size())
    edge.setHeight(SEEN.y())
    for room in rooms:
        seen = room.intersected(edge)
        if seen.width() >= min(SEEN.x(), window.width()) and seen.height() >= SEEN.y():
            return None
    return centred(window, to)


class StaysSeen(QObject):
    """Brings a window back when the monitor it was on is unplugged or made smaller."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._later = QTimer(self, singleShot=True, interval=SETTLES)
        self._later.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._later.start)
            app.primaryScreenChanged.connect(self._later.start)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._later.start)

    def look(self) -> None:
        """Move the window to the person's screen if it cannot be seen."""
        rooms = [screen.availableGeometry() for screen in QGuiApplication.screens()]
        place = brought_back(self._window.frameGeometry(), rooms, here())
        if place is not None and not self._window.isFullScreen():
            self._window.move(place)
