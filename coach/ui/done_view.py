"""After a session: what was done, how it feels, what next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from coach.player.events import Outcome
from coach.ui import times, words
from coach.ui.icons import pixmap
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.page import Page, card, text

if TYPE_CHECKING:
    from coach.player.record import Part, Summary
    from coach.ui.theme import Theme

MARKS = {
    Outcome.DONE: "check",
    Outcome.LET_GO: "check",
    Outcome.CUT_SHORT: "clock",
    Outcome.SKIPPED: "skip",
    None: "close",
}

# UHSUSSEX-OA: pain that lasts more than 30 minutes afterwards means it was too much. Coach's own limit
# of 3 out of 10 is a default (clinical research, "Dosing and stop rules").
PAIN_LIMIT = 3
TOO_MUCH = (
    "Do less next time: fewer rounds, or a lighter pull. If it still hurts more than it did before in half "
    "an hour, it was too much. Leave it out until it has settled, or ask your therapist."
)


class DoneView(Page):
    """`felt` carries (feeling, pain): one of better, same, worse or nothing, and 0–10 or -1 for not said."""

    felt = Signal(str, int)
    save_wanted = Signal()
    again_wanted = Signal()
    leave_wanted = Signal()
    get_help_wanted = Signal()

    def __init__(
        self, theme: Theme, title: str, summary: Summary, trouble: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Done: {title}")
        self._theme = theme
        self.column.addWidget(text("Well done." if summary.complete else "That is enough for now.", "title"))
        self.column.addWidget(text(_in_words(title, summary), "muted"))
        if trouble:
            self.column.addWidget(self._trouble(trouble))
        if summary.limit_reached and summary.let_go_after is None:
            self.column.addWidget(self._has_not_let_go())
        self.column.addWidget(self._what_was_done(summary))
        self.column.addWidget(self._how_it_feels())
        self.column.addLayout(self._what_next())
        self.column.addStretch()

    def _trouble(self, trouble: str) -> QWidget:
        frame, column = card("caution")
        column.addWidget(text("This session is not saved yet", "strong"))
        column.addWidget(text(trouble))
        self.save = QPushButton("Save it as a file …")
        self.save.clicked.connect(self.save_wanted)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _has_not_let_go(self) -> QWidget:
        frame, column = card("caution")
        column.addWidget(text("If it has not let go, get medical help today.", "strong"))
        more = QPushButton("When to get help")
        more.clicked.connect(self.get_help_wanted)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _what_was_done(self, summary: Summary) -> QWidget:
        frame, column = card()
        column.addWidget(text("What you did", "heading"))
        table = QGridLayout()
        table.setHorizontalSpacing(20)
        table.setVerticalSpacing(10)
        table.setColumnStretch(0, 1)
        for row, part in enumerate(summary.parts):
            for place, cell in enumerate(self._cells(part)):
                table.addWidget(cell, row, place)
        column.addLayout(table)
        return frame

    def _cells(self, part: Part) -> tuple[QWidget, ...]:
        word, drawing = words.OUTCOMES[part.outcome], MARKS[part.outcome]
        colors = self._theme.colors
        mark = QLabel()
        color = colors.accent if drawing == "check" else colors.muted
        mark.setPixmap(pixmap(drawing, color, self._theme.px(20), self.devicePixelRatioF()))
        mark.setAccessibleName(word)
        side = words.SIDES[part.side] if part.side else ""
        return (
            text(part.title),
            text(side, "muted"),
            text(times.length(part.done), "muted"),
            mark,
            text(word, "muted"),
        )

    def _how_it_feels(self) -> QWidget:
        frame, column = card()
        column.addWidget(text("How does it feel now?", "heading"))
        column.addWidget(text("Only if you like. It stays on this computer.", "muted"))
        choices = [("", "Not saying"), ("better", "Better"), ("same", "The same"), ("worse", "Worse")]
        self.feeling = Chips("Compared with before", choices)
        self.pain = Chips(
            "Pain, 0 none to 10 worst", [("", "Not saying"), *((str(n), str(n)) for n in range(11))]
        )
        self.advice, advice = card("caution")
        advice.addWidget(text(TOO_MUCH))
        more = QPushButton("When to get help")
        more.clicked.connect(self.get_help_wanted)
        advice.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.advice.hide()
        for row in (self.feeling, self.pain):
            row.chosen.connect(self._on_felt)
            column.addWidget(row)
        column.addWidget(self.advice)
        return frame

    def _what_next(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.leave = QPushButton("Back to the library")
        self.leave.setProperty("kind", "primary")
        self.leave.setAutoDefault(True)
        self.leave.clicked.connect(self.leave_wanted)
        again = QPushButton("Do it again")
        again.setAutoDefault(True)
        again.clicked.connect(self.again_wanted)
        row.addWidget(self.leave)
        row.addWidget(again)
        row.addStretch()
        return row

    def _on_felt(self) -> None:
        pain = int(self.pain.value) if self.pain.value else -1
        self.advice.setVisible(self.feeling.value == "worse" or pain > PAIN_LIMIT)
        self.felt.emit(self.feeling.value, pain)


def _in_words(title: str, summary: Summary) -> str:
    if summary.let_go_after is not None:
        return f"{title}: it let go after {times.elapsed(summary.let_go_after)}."
    steps = f"{summary.items_done} of {summary.items} steps in full"
    return f"{title}: {times.length(summary.active)} of work, {steps}."
