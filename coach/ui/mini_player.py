"""The small window: the session beside whatever else is on the screen, always on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.player.snapshot import Status
from coach.ui import words
from coach.ui.icons import icon
from coach.ui.library_filter import main_area
from coach.ui.whereabouts import StaysSeen
from coach.ui.widgets.card_grid import PICTURES
from coach.ui.widgets.player_figure import PlayerFigure
from coach.ui.widgets.ring import Ring
from coach.ui.widgets.side_badge import SideBadge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QCloseEvent, QMouseEvent, QShowEvent

    from coach.drivers.player_driver import PlayerDriver
    from coach.routine.plan import Step
    from coach.ui.figures import Figures
    from coach.ui.theme import Theme

WIDTH, HEIGHT = 360, 250
"""Pixels at the usual text size."""
MARGIN: Final = 24
"""Pixels from the edges of the screen."""


class MiniPlayer(QWidget):
    """Figure, ring, side and what comes next. The keyboard stays where it was: it never takes the focus."""

    large_wanted = Signal()
    """The person wants the whole window back."""

    def __init__(
        self, theme: Theme, driver: PlayerDriver, bodies: Mapping[str, Sequence[str]], figures: Figures
    ) -> None:
        super().__init__(None, Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("page")
        self.setWindowTitle(f"Coach: {driver.timeline.title}")
        self._theme = theme
        self._driver = driver
        self._bodies = bodies
        self.picture = PlayerFigure(theme, figures)
        self.ring = Ring(theme)
        self.ring.setMinimumSize(theme.px(96), theme.px(96))
        self.badge = SideBadge(theme)
        self.cue = QLabel()
        self.cue.setTextFormat(Qt.TextFormat.PlainText)
        self.cue.setWordWrap(True)
        self.cue.setProperty("role", "strong")
        self.next = QLabel()
        self.next.setTextFormat(Qt.TextFormat.PlainText)
        self.next.setProperty("role", "small")
        self.next.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.main = QPushButton()
        self.main.clicked.connect(self._on_main)
        self.large = QPushButton("Large")
        self.large.setToolTip("Back to the large window")
        self.large.clicked.connect(self.large_wanted)
        self._lay_out()
        StaysSeen(self)
        driver.step_entered.connect(self._on_step_entered)
        driver.status_changed.connect(self._refresh)
        driver.ticked.connect(self._refresh)
        self._on_step_entered(driver.state.step)

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.addWidget(self.badge)
        side.addWidget(self.ring, 1)
        stage = QHBoxLayout()
        stage.addWidget(self.picture, 1)
        stage.addLayout(side, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.main, 2)
        buttons.addWidget(self.large, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(6)
        column.addLayout(stage, 1)
        column.addWidget(self.cue)
        column.addWidget(self.next)
        column.addLayout(buttons)
        self.resize(self._theme.px(WIDTH), self._theme.px(HEIGHT))

    def showEvent(self, event: QShowEvent) -> None:
        """Stand where the person is not looking, on the screen where they are."""
        super().showEvent(event)
        if not event.spontaneous():
            pointer = QCursor.pos()
            screen = QGuiApplication.screenAt(pointer) or self.screen()
            self.move(away_from(pointer, screen.availableGeometry(), self.frameGeometry()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere ends a step at one's own pace, as in the large window."""
        state = self._driver.state
        waits = state.status is Status.RUNNING and not state.step.is_timed
        if waits and event.button() is Qt.MouseButton.LeftButton:
            self._driver.done()
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click is no click of its own."""
        event.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing it brings the large window back; the session goes on."""
        super().closeEvent(event)
        self.large_wanted.emit()

    def _on_main(self) -> None:
        state = self._driver.state
        if state.status is Status.RUNNING and not state.step.is_timed:
            self._driver.done()
        else:
            self._driver.toggle_pause()

    def _on_step_entered(self, step: Step) -> None:
        seen = self._driver.snapshot()
        self.badge.show_side(step.side)
        self.cue.setText(step.cue or step.title)
        upcoming = seen.next_work
        self.next.setText(f"Next: {words.on_side(upcoming.title, upcoming.side) if upcoming else 'the end'}")
        self.picture.show_step(step, PICTURES[main_area(self._bodies.get(step.exercise, ()))])
        self._refresh()

    def _refresh(self) -> None:
        seen = self._driver.snapshot()
        step = seen.step
        running = seen.status in {Status.RUNNING, Status.READY}
        self.ring.show_left(*words.ring(seen), is_work=step.phase.is_work)
        self.picture.show_moment(seen.step_elapsed)
        doing = ("Done" if not step.is_timed else "Pause") if running else "Go on"
        if self.main.text() != doing:
            self.main.setText(doing)
            drawing = {"Pause": "pause", "Go on": "play", "Done": "check"}[doing]
            self.main.setIcon(icon(drawing, self._theme.colors.text, self._theme.px(20)))


def away_from(pointer: QPoint, screen: QRect, window: QRect) -> QPoint:
    """Where a window stands clear of the half of the screen that the pointer is in: a corner of the other.

    Where text is being written no program can ask on every desktop; the pointer is the nearest to it.
    """
    left = pointer.x() >= screen.center().x()
    top = pointer.y() >= screen.center().y()
    x = screen.left() + MARGIN if left else screen.right() - MARGIN - window.width()
    y = screen.top() + MARGIN if top else screen.bottom() - MARGIN - window.height()
    return QPoint(max(screen.left(), x), max(screen.top(), y))
