"""What the text will be for the person who follows it: the plan, the figure, the words, the length."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.routine.model import Exercise, Poses, Routine
from coach.times import length
from coach.ui.author.strip import PhaseStrip, told
from coach.ui.widgets.page import text
from coach.ui.widgets.player_figure import PlayerFigure

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QShowEvent

    from coach.author.trial import Trial
    from coach.routine.library import Library
    from coach.routine.plan import Timeline
    from coach.ui.figures import Figures
    from coach.ui.theme import Theme

FRAME_MS: Final = 40


class Preview(QWidget):
    """`play_wanted` asks to try it as a session, from the step on show."""

    play_wanted = Signal()

    def __init__(self, theme: Theme, figures: Figures) -> None:
        super().__init__()
        self._figures = figures
        self._timeline: Timeline | None = None
        self._motions: object = None
        self._are_poses = False
        self.total = text("", "strong")
        self.strip = PhaseStrip(theme)
        self.strip.chosen.connect(self._on_chosen)
        self.figure = PlayerFigure(theme, figures)
        self.figure.setMinimumHeight(theme.px(180))
        self.figure.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # what is left
        self.said = text("", "heading")
        self.said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.cue = text("", "muted")
        self.cue.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.missing = text("", "muted")
        self.missing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.missing.hide()
        for canvas in (self.figure.left, self.figure.right):
            canvas.failed.connect(self._on_missing)
            canvas.drawn.connect(self.missing.hide)
        self.play = QPushButton("Play from here")
        self.play.setToolTip("Save, and try it as a session (F5)")
        self.play.setShortcut("F5")
        self.play.clicked.connect(self.play_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addWidget(self.total)
        column.addWidget(self.strip)
        column.addWidget(self.figure, 1)
        column.addWidget(self.missing)
        column.addWidget(self.said)
        column.addWidget(self.cue)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.play)
        row.addStretch()
        column.addLayout(row)
        self._watch = QElapsedTimer()
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._on_tick)

    def show_trial(self, trial: Trial) -> None:
        """Show what a text comes to; a text with errors leaves the last plan, and says so."""
        if trial.timeline is None:
            has_plan = isinstance(trial.document, Exercise | Routine) or trial.errors
            words = (
                "The plan as it last was: there are errors."
                if trial.errors
                else "There is nothing to play here."
            )
            self.total.setText(words)
            self.play.setEnabled(False)
            if not has_plan:
                self._show(None)
            return
        self._are_poses = isinstance(trial.document, Poses)
        self.play.setEnabled(not self._are_poses)
        self.total.setText(_total(trial))
        used = dict.fromkeys(step.exercise for step in trial.timeline.steps if step.exercise)
        motions = {name: _shown_by(trial.library, name) for name in used}
        is_other = motions != self._motions
        if is_other:  # to take them anew means to work out every camera again
            self._motions = motions
            self._figures.use(trial.library.exercises, trial.library.paths)
            self.figure.forget()
        self._show(trial.timeline, is_other=is_other)

    @property
    def item(self) -> int:
        """The item of the routine that is on show, counted from 1."""
        return self._timeline.steps[self.strip.step].item if self._timeline else 1

    def show_item(self, item: int) -> None:
        """Go to the first working step of an item of the routine, counted from 1."""
        if self._timeline is None:
            return
        found = [number for number, step in enumerate(self._timeline.steps) if step.item == item]
        work = [number for number in found if self._timeline.steps[number].phase.is_work]
        if found and self._timeline.steps[self.strip.step].item != item:
            self.strip.choose((work or found)[0])

    def _show(self, timeline: Timeline | None, *, is_other: bool = False) -> None:
        """Show a plan; `is_other`: its exercises may look different now."""
        is_new = timeline != self._timeline
        self._timeline = timeline
        self.strip.show_timeline(timeline)
        self.figure.setVisible(timeline is not None)
        if timeline is None:
            self.said.clear()
            self.cue.clear()
        elif is_new:
            first = next((at for at, step in enumerate(timeline.steps) if step.phase.is_work), 0)
            self.strip.choose(self.strip.step or first)
        elif is_other:
            self._on_chosen(self.strip.step)

    def _on_chosen(self, number: int) -> None:
        if self._timeline is None:
            return
        step = self._timeline.steps[number]
        if not self._figures.figure(step.exercise):
            self.missing.hide()
        self.figure.show_step(step, "hand")
        self.said.setText(step.title if self._are_poses else told(step))
        self.cue.setText("" if self._are_poses else step.cue or step.note)
        self._watch.start()
        self.figure.show_moment(0.0)

    def _on_missing(self, why: str) -> None:
        """Why the plain drawing stands where a picture should be."""
        self.missing.setText(why)
        self.missing.show()

    def _on_tick(self) -> None:
        if self._timeline is not None and self._timeline.steps and self._watch.isValid():
            step = self._timeline.steps[self.strip.step]
            self.figure.show_moment(self._watch.elapsed() / 1000 % max(step.length, 1.0))

    def showEvent(self, event: QShowEvent) -> None:
        """The figure moves while it can be seen."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """And rests otherwise."""
        super().hideEvent(event)
        self._timer.stop()


def _shown_by(library: Library, name: str) -> tuple[object, ...]:
    """What an exercise is shown by: its motion, its own picture, and when that file was last changed."""
    exercise, file = library.exercises[name], library.paths.get(name)
    changed = 0
    if exercise.picture and file is not None:
        with suppress(OSError):
            changed = (file.parent / exercise.picture).stat().st_mtime_ns
    return exercise.motion, exercise.picture, changed


def _total(trial: Trial) -> str:
    """The length, against the most that the author allows."""
    assert trial.timeline is not None  # noqa: S101  # asked before
    if isinstance(trial.document, Poses):
        return f"The poses of the {trial.document.figure}, one after another"
    about = "About " if trial.timeline.is_estimate else ""
    whole = f"{about}{length(trial.timeline.total)}"
    most = trial.document.max_length if isinstance(trial.document, Routine) else None
    if not most:
        return whole
    seconds = float(most)
    if trial.timeline.total > seconds:
        return f"{whole}: longer than the {length(seconds)} of `max_length`"
    return f"{whole} of at most {length(seconds)}"
