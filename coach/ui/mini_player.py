"""The small window: the session beside whatever else is on the screen, always on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coach.player.snapshot import Status
from coach.ui import words
from coach.ui.library_filter import main_area
from coach.ui.whereabouts import StaysSeen
from coach.ui.widgets.card_grid import PICTURES
from coach.ui.widgets.hold_sign import HoldSign
from coach.ui.widgets.page import text
from coach.ui.widgets.player_controls import MINI, PlayerControls
from coach.ui.widgets.player_figure import PlayerFigure
from coach.ui.widgets.ring import Ring
from coach.ui.widgets.room import Room
from coach.ui.widgets.side_badge import SideBadge
from coach.ui.widgets.turning_text import TurningText

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QCloseEvent, QMouseEvent, QResizeEvent

    from coach.routine.plan import Step
    from coach.ui.figures import Figures
    from coach.ui.player_commands import PlayerCommands
    from coach.ui.player_view import PlayerView
    from coach.ui.theme import Theme

WIDTH: Final = 360
"""Pixels, whatever the text size: it stays small. Words that need more room turn their pages."""
HEIGHT: Final = 300
"""Pixels at the usual text size."""
MARGIN: Final = 24
"""Pixels from the edges of the screen."""
TITLE: Final = 36
"""Pixels that the desktop's title bar may take."""


class MiniPlayer(QWidget):
    """Figure, ring, side and what comes next, with the keys and the main buttons of the large `view`.

    The keyboard stays where it was: it never takes the focus by itself, and its keys work once it has it.
    """

    large_wanted = Signal()
    """The person wants the whole window back."""

    def __init__(
        self,
        theme: Theme,
        view: PlayerView,
        bodies: Mapping[str, Sequence[str]],
        figures: Figures,
        place: QPoint | None = None,
    ) -> None:
        """`place` is where the person has put it before."""
        super().__init__(None, Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("page")
        self.setWindowTitle(f"Coach: {view.driver.timeline.title}")
        self._theme = theme
        self._driver = driver = view.driver
        self._bodies = bodies
        self.picture = PlayerFigure(theme, figures)
        self.ring = Ring(theme)
        self.badge = SideBadge(theme)
        self.cue = text("", "strong")
        self.note = text("", "strong")
        self.next = text("", "small")
        self.turning = TurningText()
        self.let_go = QPushButton("It has let go")
        self.let_go.setProperty("kind", "primary")
        self.let_go.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.let_go.clicked.connect(view.commands.does["let_go"].trigger)
        self.controls = PlayerControls(theme, view.commands.does, few=MINI, many=MINI, gap=6, drawing=18)
        self.controls.show_keys(view.commands.hints)
        self.sign = HoldSign(theme, self)
        self._take_keys(view.commands)
        self._lay_out()
        StaysSeen(self)
        driver.step_entered.connect(self._on_step_entered)
        driver.status_changed.connect(self._refresh)
        driver.ticked.connect(self._refresh)
        driver.plan_changed.connect(lambda _: self._on_step_entered(driver.state.step))
        self._on_step_entered(driver.state.step)
        # Before it is on the screen: later, a window manager takes it for where the frame's inside is to be.
        self.move(self._away() if place is None else place)

    def _away(self) -> QPoint:
        """Where the person is not looking, on the screen where they are."""
        pointer = QCursor.pos()
        screen = QGuiApplication.screenAt(pointer) or self.screen()
        with_title = QRect(QPoint(), self.size() + QSize(0, TITLE))
        return away_from(pointer, screen.availableGeometry(), with_title)

    def _take_keys(self, commands: PlayerCommands) -> None:
        """The same keys do the same; those that are held in the large window are held here."""
        self.addActions(list(commands.does.values()))
        commands.hold_in(self)
        commands.hold.filled.connect(
            lambda name, so_far: self.sign.show_fill(commands.hold_words(name), so_far)
        )

    def _lay_out(self) -> None:
        self.stage = QWidget()
        stage = QHBoxLayout(self.stage)
        stage.setContentsMargins(0, 0, 0, 0)
        stage.addWidget(self.picture, 1)
        stage.addWidget(self.ring, 1)
        self.words = QWidget()
        said = QVBoxLayout(self.words)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(2)
        for label in (self.cue, self.note, self.next):
            said.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.badge)
        column.addWidget(self.stage, 1)
        column.addWidget(self.words)
        column.addWidget(self.turning, 1000)
        column.addWidget(self.let_go)
        column.addWidget(self.controls)
        self._room = Room(self, self._spare, instead={self.words: self.turning})
        self._theme.changed.connect(self._room.fit_soon)
        self.resize(WIDTH, self._theme.px(HEIGHT))

    def _spare(self) -> Sequence[QWidget]:
        """What gives way where there is little room, the least needed first; what to do is never cut off."""
        return (self.next, self.picture, self.stage, self.words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A smaller window has room for less."""
        super().resizeEvent(event)
        self._room.fit_now()

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

    def _on_step_entered(self, step: Step) -> None:
        seen = self._driver.snapshot()
        self.badge.show_side(step.side)
        self.badge.setVisible(step.side is not None)
        self.cue.setText(step.cue or step.title)
        self.note.setText(step.note)
        self.note.setVisible(bool(step.note))
        upcoming = seen.next_work
        self.next.setText(f"Next: {words.on_side(upcoming.title, upcoming.side) if upcoming else 'the end'}")
        self.turning.show_text("\n".join(filter(None, (self.cue.text(), step.note))))
        self.picture.show_step(step, PICTURES[main_area(self._bodies.get(step.exercise, ()))])
        self.let_go.setVisible(seen.can_let_go)
        self._refresh()
        self._room.fit_now()

    def _refresh(self) -> None:
        seen = self._driver.snapshot()
        step = seen.step
        held = seen.status in {Status.PAUSED, Status.STALLED}
        self.ring.show_left(*words.ring(seen), is_work=step.phase.is_work, is_held=held)
        self.picture.show_moment(seen.step_elapsed)
        self.turning.show_moment(seen.step_elapsed, step.length if step.is_timed else 0.0)
        running = seen.status in {Status.RUNNING, Status.READY}
        self.controls.show_state(running=running, waits=not step.is_timed)


def away_from(pointer: QPoint, screen: QRect, window: QRect) -> QPoint:
    """Where a window stands clear of the half of the screen that the pointer is in: a corner of the other.

    The pointer stands in for the text caret, which is not asked for. Only the accessibility bus knows it, of
    programs that tell it, and whoever listens there makes every program report each move of its caret: not
    Coach's to do. Where the person has put the window, there it comes back. On Wayland the desktop places it.
    """
    left = pointer.x() >= screen.center().x()
    top = pointer.y() >= screen.center().y()
    x = screen.left() + MARGIN if left else screen.right() - MARGIN - window.width()
    y = screen.top() + MARGIN if top else screen.bottom() - MARGIN - window.height()
    return QPoint(max(screen.left(), x), max(screen.top(), y))
