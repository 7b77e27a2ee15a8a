"""The sessions so far, newest first, each with what was done on which side."""

from __future__ import annotations

from contextlib import closing
from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coach import times
from coach.history.session import Session, SessionStatus
from coach.player.record import Part, summary
from coach.ui import told, words
from coach.ui.widgets.page import card, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from coach.history.store import Store

MANY: Final = 25
"""Sessions that are shown at once."""
STATUS: Final = {
    SessionStatus.OPEN: "broken off",
    SessionStatus.FINISHED: "finished",
    SessionStatus.STOPPED: "stopped early",
}


class SessionsList(QWidget):
    """Shows some, and more when asked. `open_store` may raise `CoachError`, which is for the page to tell."""

    def __init__(self, open_store: Callable[[], Store], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_store = open_store
        self._shown = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self.earlier = QPushButton("Show earlier ones")
        self.earlier.setAutoDefault(True)
        self.earlier.clicked.connect(self.show_more)
        self._column.addWidget(self.earlier, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_more()

    def show_more(self) -> None:
        """Show the next ones."""
        with closing(self._open_store()) as store:
            found = store.sessions(self._shown + MANY + 1)
        new = found[self._shown : self._shown + MANY]
        self.earlier.setVisible(len(found) > self._shown + len(new))
        had_keyboard, first = self.earlier.hasFocus(), True
        for day, group in groupby(new, key=lambda one: one.started.date()):
            self._add(text(_day(day), "label"))
            for one in group:
                made = self._build(one)
                self._add(made)
                if first and had_keyboard:
                    made.findChildren(QPushButton)[0].setFocus()
                first = False
        self._shown += len(new)

    def _add(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)

    def _build(self, session: Session) -> QWidget:
        frame, column = card()
        column.addWidget(text(session.title, "strong"))
        column.addWidget(text(_facts(session), "muted"))
        more = QPushButton("What was done")
        more.setProperty("kind", "quiet")
        more.setAutoDefault(True)
        more.setAccessibleName(f"What was done in {session.title}, {session.started:%H:%M}")
        column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

        def show() -> None:
            more.hide()
            for line in self._what_was_done(session.id):
                column.addWidget(text(line))
            frame.setFocus()

        more.clicked.connect(show)
        return frame

    def _what_was_done(self, identity: int) -> list[str]:
        with closing(self._open_store()) as store:
            detail = store.session(identity)
        if detail is None:
            return ["This session is no longer there."]
        return [
            *(_in_words(part) for part in summary(detail.timeline, detail.phases).parts),
            *told.changes(detail.changes),
            *told.ratings(detail.ratings),
        ]


def _facts(session: Session) -> str:
    let_go = f"let go after {times.elapsed(session.let_go)}" if session.let_go is not None else ""
    parts = (
        f"{session.started:%H:%M}",
        STATUS[session.status],
        let_go,
        f"felt {session.feeling}" if session.feeling else "",
        _pain(session),
        f"rehearsal at {session.speed:g} ×" if session.speed != 1 else "",
        "from paper" if session.source == "paper" else "",
    )
    return " · ".join(filter(None, parts))


def _pain(session: Session) -> str:
    before, after = session.pain_before, session.pain
    if before is not None and after is not None:
        return f"pain {before}, then {after}"
    if before is not None:
        return f"pain {before} before"
    return f"pain {after}" if after is not None else ""


def _in_words(part: Part) -> str:
    what = words.on_side(part.title, part.side)
    return f"{what}: {times.length(part.done)}, {words.OUTCOMES[part.outcome].lower()}"


def _day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
