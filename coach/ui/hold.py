"""A key that acts only when it is held for a moment: a stray touch does nothing but say so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from coach.clock import Clock

SECONDS: Final = 0.6
"""How long a key is held until it acts."""
FRAME: Final = 1 / 60
STUTTER: Final = 0.1
"""The most that one look at the clock counts: a window that hangs holds no key."""
_ENDS: Final = {QEvent.Type.WindowDeactivate, QEvent.Type.ApplicationDeactivate}


class Hold(QObject):
    """One key at a time. It ends when any key is let go, or the window loses the keyboard."""

    filled = Signal(str, float)
    """The action and how far it has got, 0 to 1; 0 also when it is let go too soon."""
    held = Signal(str)
    """It was held long enough."""
    missed = Signal(str)
    """It was let go too soon."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._action = ""
        self._seconds = 0.0
        self._seen = 0.0
        self._timer = QTimer(self, interval=round(FRAME * 1000))
        self._timer.timeout.connect(self.tick)

    def press(self, action: str) -> None:
        """The key of an action has been pressed."""
        self.release()
        self._action, self._seconds, self._seen = action, 0.0, self._clock.monotonic()
        self._timer.start()
        if app := QApplication.instance():
            app.installEventFilter(self)  # only meanwhile: keys go to whatever has the keyboard

    def release(self) -> None:
        """The key has been let go, or what it was for has passed."""
        action, self._action = self._action, ""
        self._timer.stop()
        if app := QApplication.instance():
            app.removeEventFilter(self)
        if action:
            self.filled.emit(action, 0.0)
            self.missed.emit(action)

    def tick(self) -> None:
        """Look at the clock; the timer's slot."""
        now = self._clock.monotonic()
        self._seconds += min(max(0.0, now - self._seen), STUTTER)
        self._seen = now
        action = self._action
        if not action:
            return
        if self._seconds < SECONDS - 1e-6:
            self.filled.emit(action, self._seconds / SECONDS)
            return
        self._action = ""
        self.release()
        self.filled.emit(action, 0.0)
        self.held.emit(action)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that a key is let go; never keep anything from happening."""
        del watched
        is_release = isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyRelease
        if (is_release and not event.isAutoRepeat()) or event.type() in _ENDS:  # type: ignore[attr-defined]
            self.release()
        return False
