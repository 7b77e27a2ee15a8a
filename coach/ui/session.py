"""One session in the window: from a compiled plan to the Done page."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QStackedWidget, QWidget

from coach.drivers.player_driver import PlayerDriver
from coach.errors import CoachError
from coach.history.session import Feeling
from coach.player.snapshot import Status
from coach.routine.plan import Sides
from coach.ui.checks import Checks
from coach.ui.done_view import DoneView
from coach.ui.limit_view import LimitView
from coach.ui.mini_player import MiniPlayer
from coach.ui.player_view import PlayerView
from coach.ui.stop_view import StopView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QPoint

    from coach.clock import Clock
    from coach.drivers.settings_driver import SettingsDriver
    from coach.history.lost import Lost
    from coach.history.recorder import SessionRecorder
    from coach.player.rating import Kind
    from coach.player.record import Summary
    from coach.routine.model import Exercise
    from coach.routine.plan import Timeline
    from coach.settings import Settings
    from coach.ui.figures import Figures
    from coach.ui.theme import Theme


class TakeUp(Enum):
    """What to do with a session that Coach died in."""

    GO_ON = auto()
    RESTART_SIDE = auto()
    FINISH = auto()


class Session(QObject):
    """Owns the driver, the recorder and the two views of one session, and puts them on `pages` in turn."""

    left = Signal()
    """The person has finished with it."""
    again = Signal()
    """The person wants the same once more."""
    over = Signal(object, object)
    """The page that follows, not yet on show, and the `Summary` it is made from."""

    def __init__(
        self,
        theme: Theme,
        pages: QStackedWidget,
        timeline: Timeline,
        bodies: Mapping[str, Sequence[str]],
        figures: Figures,
        clock: Clock,
        recorder: SessionRecorder,
        speed: float,
        *,
        exercises: Mapping[str, Exercise] | None = None,
        sides: Sides | None = None,
        settings: SettingsDriver | None = None,
        waited: float = 0.0,
    ) -> None:
        super().__init__(pages)
        self._theme = theme
        self._pages = pages
        self.recorder = recorder
        self.driver = PlayerDriver(timeline, clock, recorder, speed, self, waited=waited)
        self.view = PlayerView(theme, self.driver, bodies, figures)
        if settings is not None:
            self._adopt(settings.value)
            settings.changed.connect(self._adopt)
        self.checks = Checks(theme, pages, self.view, exercises or {}, sides or Sides())
        self.checks.get_help_wanted.connect(self.view.get_help_wanted)
        self.checks.left.connect(self.left)
        self.done: DoneView | None = None
        self.stop: StopView | None = None
        self.limit: LimitView | None = None
        self._show(self.view)
        self._small = partial(MiniPlayer, theme, self.view, bodies, figures)
        self.mini: MiniPlayer | None = None
        self._small_at: QPoint | None = None
        self._was_small = False
        self.view.small_wanted.connect(self.toggle_small)
        for wanted in (self.view.get_help_wanted, self.view.full_screen_wanted):
            wanted.connect(self.show_large)
        for shown in (self.checks.shown, self.view.prompt.shown):
            shown.connect(self._on_question)
        self.driver.finished.connect(self._on_finished)
        self.driver.limit_reached.connect(self._on_limit_reached)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be played."""
        return self.driver.state.status in {Status.FINISHED, Status.STOPPED}

    def start(self) -> None:
        """Ask what the routine asks before, then begin to play."""
        self.view.setFocus()
        self.checks.begin()

    def take_up(self, lost: Lost, wish: TakeUp) -> bool:
        """Take up a session that Coach died in; False if another Coach has it by now."""
        self.view.setFocus()
        if not self.driver.restore(lost):
            return False
        if wish is TakeUp.FINISH:
            self.driver.stop()
            return True
        if wish is TakeUp.RESTART_SIDE:
            self.driver.restart_side()
        self.driver.resume()
        return True

    def _adopt(self, settings: Settings) -> None:
        self.driver.go_on_after = settings.hands_free.go_on_after
        self.view.set_keys(settings.keys)

    def hold(self, why: str) -> None:
        """Pause if it runs, and say why."""
        if self.driver.state.status is Status.RUNNING:
            self.driver.pause()
            self.view.say(why)

    def toggle_small(self) -> None:
        """The small window for the large one, or back."""
        if self.mini is None:
            self.show_small()
        else:
            self.show_large()

    def _on_question(self, is_open: bool) -> None:
        """What is asked needs the large window; with the answer the person is where they were."""
        if is_open:
            self._was_small = self.mini is not None
            self.show_large()
        elif self._was_small:
            QTimer.singleShot(0, self, self._back_to_small)  # the answer may end the session

    def _back_to_small(self) -> None:
        if self._was_small and not self.is_over and self.checks.page is None:
            self.show_small()
        self._was_small = False

    def show_small(self) -> None:
        """Go on in the small window; the large one waits in the task bar."""
        if self.mini is None:
            self.mini = self._small(self._small_at)
            self.mini.large_wanted.connect(self.show_large)
        self.mini.show()
        self._pages.window().showMinimized()

    def show_large(self) -> None:
        """Back to the large window."""
        if self.mini is not None:
            mini, self.mini = self.mini, None
            self._small_at = mini.pos()
            mini.large_wanted.disconnect(self.show_large)
            mini.close()
            mini.deleteLater()
            window = self._pages.window()
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
            window.raise_()
            window.activateWindow()

    def end(self) -> None:
        """Stop if it still runs, let go of the history, and take the views away."""
        if not self.is_over:
            self.driver.finished.disconnect(self._on_finished)
            self.driver.stop()
        self.recorder.close()
        self.show_large()
        self._close_limit()
        self.checks.close()
        for view in (self.view, self.done, self.stop):
            if view is not None:
                self._pages.removeWidget(view)
                view.deleteLater()
        self.deleteLater()

    def _on_limit_reached(self) -> None:
        """Say on a page of its own that the limit has come; the session is held behind it."""
        loop = self.driver.timeline.loop
        if loop is None:
            return
        self.show_large()
        self.limit = LimitView(loop.limit, loop.then)
        self.limit.get_help_wanted.connect(self.view.get_help_wanted)
        for wanted, does in (
            (self.limit.go_on_wanted, self.driver.resume),
            (self.limit.let_go_wanted, self.driver.let_go),
            (self.limit.end_wanted, self.driver.stop),
        ):
            wanted.connect(self._close_limit)
            wanted.connect(does)
        self._show(self.limit)
        self.limit.buttons[0].setFocus()

    def _close_limit(self) -> None:
        if self.limit is not None:
            self._pages.setCurrentWidget(self.view)
            self._pages.removeWidget(self.limit)
            self.limit.deleteLater()
            self.limit = None

    def _on_finished(self, summary: Summary) -> None:
        self.show_large()
        verdict = self.checks.stopped
        if verdict is not None and not self.driver.records:
            return  # it was not begun
        self.checks.close()
        done = DoneView(
            self._theme, self.driver.timeline, summary, self.driver.changes, self.recorder.trouble
        )
        done.felt.connect(lambda feeling: self.recorder.feel(Feeling(feeling) if feeling else None))
        done.rated.connect(self._on_rated)
        done.save_wanted.connect(self._on_save_wanted)
        done.leave_wanted.connect(self.left)
        done.again_wanted.connect(self.again)
        done.get_help_wanted.connect(self.view.get_help_wanted)
        self.done = done
        self.over.emit(done, summary)
        if verdict is None:
            self._show_done()
            return
        self.stop = StopView(verdict, begun=True, loop=self.driver.timeline.loop)
        self.stop.leave_wanted.connect(self._show_done)
        self.stop.get_help_wanted.connect(self.view.get_help_wanted)
        self._show(self.stop)
        self.stop.buttons[0].setFocus()

    def _show_done(self) -> None:
        if self.done is not None:
            self._show(self.done)
            self.done.leave.setFocus()

    def _on_rated(self, kind: Kind, value: int) -> None:
        verdict = self.driver.rate(kind, value if value >= 0 else None)
        if self.done is not None:
            self.done.show_verdict(verdict)

    def _show(self, page: QWidget) -> None:
        # Someone woken by a cramp at night is not dazzled.
        page.setProperty("night", self.driver.timeline.loop is not None)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def _on_save_wanted(self) -> None:
        name = str(Path.home() / f"coach-{self.driver.timeline.routine}.json")
        chosen, _ = QFileDialog.getSaveFileName(self._pages, "Save this session", name, "JSON (*.json)")
        if chosen:
            try:
                self.recorder.export(Path(chosen))
            except CoachError as error:
                QMessageBox.warning(self._pages, "Coach", f"{error}\n\n{error.advice}".strip())
