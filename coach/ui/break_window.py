"""A pause that fills the screen: one offer, its answers, and the routine itself, on one monitor or on all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCursor,
    QGuiApplication,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.ui.answers import START
from coach.ui.pages import Pages
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import Page, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QScreen

    from coach.ui.theme import Theme
    from coach.ui.widgets.start_tile import Picture

GUARD: Final = 1500
"""Milliseconds in which no answer is taken: a word that is being typed must neither start nor dismiss it."""
SETTLES: Final = 500
"""Milliseconds after a monitor has come or gone until the desktop has done what it does with its windows."""
LEAVE: Final = "leave"
STRICT: Final = "You chose that this one is not put off. You can leave it, or pause all reminders."


class BreakView(Page):
    """What it is time for, and the answers. `answered` carries the id of one, or `leave`."""

    answered = Signal(str)
    cramp_wanted = Signal()

    def __init__(
        self,
        name: str,
        why: str,
        picture: Picture | None,
        routine: str,
        answers: Sequence[tuple[str, str]],
        *,
        strict: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Time for a pause: {name}")
        self._first_later = next((answer for answer, _ in answers if answer.startswith("snooze-")), LEAVE)
        self.column.addStretch(2)
        head = QHBoxLayout()
        head.setSpacing(28)
        if picture is not None:
            head.addWidget(picture)
        said = QVBoxLayout()
        said.addStretch()
        said.addWidget(text(name, "since"))
        self.why = text("", "cue")
        said.addWidget(self.why)
        self.say_why(why)
        for words, role in ((routine, ""), (STRICT if strict else "", "muted")):
            if words:
                said.addWidget(text(words, role))
        said.addStretch()
        head.addLayout(said, 1)
        self.column.addLayout(head)
        self.column.addSpacing(12)
        self.buttons: dict[str, QPushButton] = {}
        self._start = QHBoxLayout()
        self._others = FlowLayout(spacing=12)
        shown = [*answers, (LEAVE, "Leave it")] if strict else answers
        for answer, words in shown:
            button = QPushButton(words)
            button.setAutoDefault(True)
            button.clicked.connect(partial(self.answered.emit, answer))
            if answer == START:
                button.setProperty("kind", "big")
                self._start.addWidget(button)
                self._start.addStretch()
            else:
                self._others.addWidget(button)
            self.buttons[answer] = button
        self.column.addLayout(self._start)
        self.column.addLayout(self._others)
        self.column.addStretch(3)
        cramp = QPushButton("Cramp now (F1)")
        cramp.setProperty("kind", "quiet")
        cramp.setAutoDefault(True)
        cramp.clicked.connect(self.cramp_wanted)
        self.column.addWidget(cramp, 0, Qt.AlignmentFlag.AlignRight)
        self._later = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        self._later.activated.connect(lambda: self.answered.emit(self._first_later))
        self._guard = QTimer(self, singleShot=True, interval=GUARD)
        self._guard.timeout.connect(self.take_answers)
        for button in self.buttons.values():
            button.setEnabled(False)
        self._later.setEnabled(False)
        self._guard.start()

    def say_why(self, why: str) -> None:
        """Say why it comes now; it may be known a moment later than the rest."""
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def take_answers(self) -> None:
        """From now on answers are taken; the keyboard is on the first."""
        self._guard.stop()
        for button in self.buttons.values():
            button.setEnabled(True)
        self._later.setEnabled(True)
        next(iter(self.buttons.values())).setFocus()


class Stage(QWidget):
    """Fills one screen, has the pages of the pause, and says when somebody closes it."""

    closed = Signal()

    def __init__(self, first: QWidget) -> None:
        flags = Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.pages = Pages(first)
        self.pages.currentChanged.connect(self._on_page)
        self.pages.retitled.connect(self._on_page)
        self._on_page()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)

    def _on_page(self) -> None:
        self.setWindowTitle(f"{self.pages.current.windowTitle()} – Coach")

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closed by the desktop: the same as leaving it."""
        super().closeEvent(event)
        self.closed.emit()


class Cover(QWidget):
    """The calm page on the other screens; a click leads to the one where the pause is."""

    clicked = Signal()

    def __init__(self, words: str) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("Coach")
        label = QLabel(words)
        label.setProperty("role", "cue")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(label)

    def mousePressEvent(self, _event: object) -> None:
        """Lead to the pause."""
        self.clicked.emit()


class BreakWindow(QObject):
    """The stage on the screen that the person is at and, if `everywhere`, a cover on each of the others.

    Follows monitors that come and go. `closed`: it has been closed, by whomever.
    """

    closed = Signal()

    def __init__(
        self, theme: Theme, view: BreakView, *, everywhere: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._everywhere = everywhere
        self._is_closing = False
        self.view = view
        self.stage = Stage(view)
        self.stage.closed.connect(self.close)
        self.covers: dict[QScreen, Cover] = {}
        self._soon = QTimer(self, singleShot=True, interval=SETTLES)
        self._soon.timeout.connect(self.arrange)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_screen_come)
            app.screenRemoved.connect(self._on_screen_gone)

    @property
    def pages(self) -> Pages:
        """Where the offer is, then the routine."""
        return self.stage.pages

    def show(self) -> None:
        """Take the screens."""
        self._theme.dress()
        here = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        _fill(self.stage, here)
        self.arrange()
        self.stage.raise_()
        self.stage.activateWindow()
        self.view.setFocus()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.stage, self.stage.windowTitle()))

    def arrange(self) -> None:
        """The stage on one screen, covers on the others if wanted; as the screens are now."""
        at = self.stage.screen()
        screens = QGuiApplication.screens()
        if not self.stage.isMinimized():  # the small window stands in for it
            _fill(self.stage, at)
        for screen in [one for one in self.covers if one not in screens or one is at]:
            self.covers.pop(screen).close()
        for screen in screens if self._everywhere else []:
            if screen is not at and screen not in self.covers:
                cover = Cover("A pause. The other screen leads you.")
                cover.clicked.connect(self.stage.activateWindow)
                self.covers[screen] = cover
                _fill(cover, screen)
            elif screen is not at:
                _fill(self.covers[screen], screen)

    def close(self) -> None:
        """Give the screens back."""
        if self._is_closing:
            return
        self._is_closing = True
        self._soon.stop()
        for cover in self.covers.values():
            cover.close()
            cover.deleteLater()
        self.covers.clear()
        self.stage.close()
        self.stage.deleteLater()
        self.closed.emit()
        self.deleteLater()

    def _on_screen_come(self) -> None:
        self._soon.start()

    def _on_screen_gone(self, screen: QScreen) -> None:
        cover = self.covers.pop(screen, None)
        if cover is not None:
            cover.close()
            cover.deleteLater()
        self._soon.start()


def _fill(window: QWidget, screen: QScreen | None) -> None:
    """Full screen on this screen; where windows cannot be placed (Wayland) the desktop is asked for it."""
    if screen is not None and (window.screen() is not screen or not window.isVisible()):
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
    window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
    window.show()  # showFullScreen would also take the keyboard
