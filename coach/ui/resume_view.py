"""After Coach died in the middle of a session: where it stood, and what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from coach import times
from coach.routine.plan import Side
from coach.ui import words
from coach.ui.widgets.answer_button import AnswerButton
from coach.ui.widgets.page import Page, text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coach.player.resume import Interrupted

_TITLE: Final = "You were in the middle of this"
_KEPT: Final = "What you had done is kept, and so is what you had changed."
_ONE: Final = frozenset({Side.LEFT, Side.RIGHT})
_UNFIT: Final = (
    "It cannot go on: some of its exercises are not there any more, or your safety answers have changed."
)


class ResumeView(Page):
    """Offers to go on, to begin this side again, to finish here, or to be asked later."""

    go_on_wanted = Signal()
    restart_wanted = Signal()
    finish_wanted = Signal()
    later_wanted = Signal()

    def __init__(self, stood: Interrupted, *, fits: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_TITLE)
        self.column.addWidget(text(_TITLE, "title"))
        self.column.addWidget(text(stood.timeline.title, "heading"))
        self.column.addWidget(text(where(stood), "cue"))
        self.column.addWidget(text(_KEPT if fits else _UNFIT, "muted"))
        answers = [("Finish here", self.finish_wanted), ("Not now", self.later_wanted)]
        if fits:
            again = "Restart this side" if stood.step.side else "Restart this step"
            answers = [("Go on", self.go_on_wanted), (again, self.restart_wanted), *answers]
        self.buttons: list[AnswerButton] = []
        for number, (label, wanted) in enumerate(answers, 1):
            button = AnswerButton(str(number), label)
            button.clicked.connect(wanted)
            QShortcut(QKeySequence(str(number)), self).activated.connect(button.click)
            self.column.addWidget(button)
            self.buttons.append(button)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.later_wanted)
        self.column.addStretch()


def where(stood: Interrupted) -> str:
    """`Step 4 of 9, left side, 12 s left`; at one's own pace there is no time left to tell."""
    step = stood.step
    side = ""
    if step.side:
        side = f", {step.side} side" if step.side in _ONE else f", {words.SIDES[step.side].lower()}"
    left = f", {times.length(stood.step_left)} left" if step.is_timed else ""
    return f"Step {step.item} of {stood.timeline.items}{side}{left}"
