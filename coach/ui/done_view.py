"""After a session: what was done, how it feels, what next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from coach import times
from coach.player.events import Outcome
from coach.player.rating import Kind
from coach.routine.plan import EMERGENCY_HELP
from coach.ui import told, words
from coach.ui.icons import pixmap
from coach.ui.stop_view import said
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.page import Page, card, text
from coach.ui.widgets.rating_scale import RatingScale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coach.player.change import Change
    from coach.player.rating import Verdict
    from coach.player.record import Part, Summary
    from coach.routine.plan import Timeline
    from coach.ui.theme import Theme

MARKS = {
    Outcome.DONE: "check",
    Outcome.LET_GO: "check",
    Outcome.CUT_SHORT: "clock",
    Outcome.SKIPPED: "skip",
    None: "close",
}

# UHSUSSEX-OA: pain that lasts more than 30 minutes afterwards means it was too much (clinical research,
# "Dosing and stop rules").
TOO_MUCH = (
    "Do less next time: fewer rounds, or a lighter pull. If it still hurts more than it did before in half "
    "an hour, it was too much. Leave it out until it has settled, or ask your therapist."
)

NOT_OVER = "If it has not let go, get medical help today."
NOT_OVER_NOW = "If it is no better, call your emergency number now."
EASIER_NEXT = "Take the easier way next time."


class DoneView(Page):
    """`felt` carries better, same, worse or nothing; `rated` a kind and 0 to 10, or -1 when it is taken back.

    Asks for the ratings that the routine asks for afterwards, and for no others.
    """

    felt = Signal(str)
    rated = Signal(object, int)
    save_wanted = Signal()
    again_wanted = Signal()
    leave_wanted = Signal()
    get_help_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        timeline: Timeline,
        summary: Summary,
        changes: Sequence[Change] = (),
        trouble: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        title = timeline.title
        self.setWindowTitle(f"Done: {title}")
        self._verdict: Verdict | None = None
        self._theme = theme
        if summary.limit_reached and summary.let_go_after is None:
            self.column.addWidget(self._has_not_let_go(timeline.loop.then if timeline.loop else ""))
        self.column.addWidget(text(_heading(summary, is_cramp=timeline.loop is not None), "title"))
        self.column.addWidget(text(_in_words(title, summary), "muted"))
        if trouble:
            self.column.addWidget(self._trouble(trouble))
        self.column.addWidget(self._what_was_done(summary, told.changes(changes)))
        self.column.addWidget(self._how_it_feels([Kind(name) for name in timeline.asked.after]))
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

    def _has_not_let_go(self, then: str) -> QWidget:
        frame, column = card("caution")
        column.addWidget(text(NOT_OVER_NOW if then == EMERGENCY_HELP else NOT_OVER, "strong"))
        more = QPushButton("When to get help")
        more.clicked.connect(self.get_help_wanted)
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _what_was_done(self, summary: Summary, changed: Sequence[str]) -> QWidget:
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
        if changed:
            column.addWidget(text("What you changed for today", "strong"))
        for line in changed:
            column.addWidget(text(line))
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

    def _how_it_feels(self, kinds: Sequence[Kind]) -> QWidget:
        frame, column = card()
        column.addWidget(text("How does it feel now?", "heading"))
        column.addWidget(text("Only if you like. It stays on this computer.", "muted"))
        choices = [("", "Not saying"), ("better", "Better"), ("same", "The same"), ("worse", "Worse")]
        self.feeling = Chips("Compared with before", choices)
        self.feeling.chosen.connect(self._on_felt)
        column.addWidget(self.feeling)
        self.scales = {kind: RatingScale(self._theme, kind) for kind in kinds}
        for kind, scale in self.scales.items():
            scale.rated.connect(partial(self.rated.emit, kind))
            column.addWidget(scale)
        self.advice, advice = card("caution")
        self.rule = text("", "strong")
        self.too_much = text(TOO_MUCH)
        advice.addWidget(self.rule)
        advice.addWidget(self.too_much)
        more = QPushButton("When to get help")
        more.clicked.connect(self.get_help_wanted)
        advice.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.advice)
        self._advise()
        return frame

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show what the routine's rules, or Coach's own limits, say to the ratings so far."""
        self._verdict = verdict
        self._advise()

    def _advise(self) -> None:
        verdict = self._verdict
        words = " ".join(filter(None, said(verdict))) if verdict else ""
        if verdict and verdict.rule.then == "easier":
            words = f"{words} {EASIER_NEXT}"
        worse = self.feeling.value == "worse" or bool(verdict and verdict.stops)
        self.rule.setText(words)
        self.rule.setVisible(bool(words))
        self.too_much.setVisible(worse)
        self.advice.setVisible(worse or bool(words))

    def _what_next(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self.leave = QPushButton("Back")
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
        self._advise()
        self.felt.emit(self.feeling.value)


def _heading(summary: Summary, *, is_cramp: bool) -> str:
    """Nobody is praised for a cramp: what counts is whether it has let go."""
    if is_cramp:
        return "Rest now." if summary.let_go_after is None else "It has let go."
    return "Well done." if summary.complete else "That is enough for now."


def _in_words(title: str, summary: Summary) -> str:
    if summary.let_go_after is not None:
        return f"{title}: it let go after {times.elapsed(summary.let_go_after)}."
    steps = f"{summary.items_done} of {summary.items} steps in full"
    return f"{title}: {times.length(summary.active)} of work, {steps}."
