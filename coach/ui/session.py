"""One session in the window: from a compiled plan to the Done page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QStackedWidget, QWidget

from coach.drivers.player_driver import PlayerDriver
from coach.errors import CoachError
from coach.history.session import Feeling
from coach.player.snapshot import Status
from coach.ui.done_view import DoneView
from coach.ui.limit_view import LimitView
from coach.ui.player_view import PlayerView

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coach.clock import Clock
    from coach.history.recorder import SessionRecorder
    from coach.player.record import Summary
    from coach.routine.plan import Timeline
    from coach.ui.figures import Figures
    from coach.ui.theme import Theme


class Session(QObject):
    """Owns the driver, the recorder and the two views of one session, and puts them on `pages` in turn."""

    left = Signal()
    """The person has finished with it."""
    again = Signal()
    """The person wants the same once more."""

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
    ) -> None:
        super().__init__(pages)
        self._theme = theme
        self._pages = pages
        self.recorder = recorder
        self.driver = PlayerDriver(timeline, clock, recorder, speed, self)
        self.view = PlayerView(theme, self.driver, bodies, figures)
        self.done: DoneView | None = None
        self.limit: LimitView | None = None
        self._show(self.view)
        self.driver.finished.connect(self._on_finished)
        self.driver.limit_reached.connect(self._on_limit_reached)

    @property
    def is_over(self) -> bool:
        """Whether nothing more will be played."""
        return self.driver.state.status in {Status.FINISHED, Status.STOPPED}

    def start(self) -> None:
        """Begin to play."""
        self.view.setFocus()
        self.driver.start()

    def end(self) -> None:
        """Stop if it still runs, let go of the history, and take the views away."""
        if not self.is_over:
            self.driver.finished.disconnect(self._on_finished)
            self.driver.stop()
        self.recorder.close()
        self._close_limit()
        for view in (self.view, self.done):
            if view is not None:
                self._pages.removeWidget(view)
                view.deleteLater()
        self.deleteLater()

    def _on_limit_reached(self) -> None:
        """Say on a page of its own that the limit has come; the session is held behind it."""
        loop = self.driver.timeline.loop
        if loop is None:
            return
        self.limit = LimitView(loop.limit)
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
        done = DoneView(self._theme, self.driver.timeline.title, summary, self.recorder.trouble)
        done.felt.connect(self._on_felt)
        done.save_wanted.connect(self._on_save_wanted)
        done.leave_wanted.connect(self.left)
        done.again_wanted.connect(self.again)
        done.get_help_wanted.connect(self.view.get_help_wanted)
        self.done = done
        self._show(done)
        done.leave.setFocus()

    def _show(self, page: QWidget) -> None:
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def _on_felt(self, feeling: str, pain: int) -> None:
        self.recorder.rate(Feeling(feeling) if feeling else None, pain if pain >= 0 else None)

    def _on_save_wanted(self) -> None:
        name = str(Path.home() / f"coach-{self.driver.timeline.routine}.json")
        chosen, _ = QFileDialog.getSaveFileName(self._pages, "Save this session", name, "JSON (*.json)")
        if chosen:
            try:
                self.recorder.export(Path(chosen))
            except CoachError as error:
                QMessageBox.warning(self._pages, "Coach", f"{error}\n\n{error.advice}".strip())
