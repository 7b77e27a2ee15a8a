"""History: the sessions so far, newest first, each with what was done on which side, and the cramps noted."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from coach.errors import CoachError
from coach.history.cramp import Cramp
from coach.history.session import Session, SessionStatus
from coach.player.record import Part, summary
from coach.ui import times, told, words
from coach.ui.widgets.page import Page, card, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from coach.history.store import Store

MOST = 100
NOTHING_YET = "Nothing here yet. What you do appears here, session by session."
STATUS = {
    SessionStatus.OPEN: "broken off",
    SessionStatus.FINISHED: "finished",
    SessionStatus.STOPPED: "stopped early",
}


class HistoryView(Page):
    """Reads the history once, when it is made. `open_store` may raise CoachError, which is shown kindly."""

    def __init__(self, open_store: Callable[[], Store], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("History")
        self._open_store = open_store
        self.column.addWidget(text("History", "title"))
        found: tuple[Session | Cramp, ...]
        try:
            store = open_store()
            try:
                found = (*store.sessions(MOST), *store.cramps(MOST))
                if store.notice:
                    frame, column = card("caution")
                    column.addWidget(text(store.notice))
                    self.column.addWidget(frame)
            finally:
                store.close()
        except CoachError as error:
            frame, column = card("caution")
            column.addWidget(text(f"{error} {error.advice}".strip()))
            self.column.addWidget(frame)
            found = ()
        else:
            if not found:
                self.column.addWidget(text(NOTHING_YET, "muted"))
        for day, group in groupby(
            sorted(found, key=_began, reverse=True), key=lambda one: _began(one).date()
        ):
            self.column.addWidget(text(_day(day), "label"))
            for one in group:
                made = _build_cramp(one) if isinstance(one, Cramp) else self._build_session(one)
                self.column.addWidget(made)
        self.column.addStretch()

    def _build_session(self, session: Session) -> QWidget:
        frame, column = card()
        column.addWidget(text(session.title, "strong"))
        felt = f" · felt {session.feeling}" if session.feeling else ""
        pain = _pain(session)
        rehearsal = f" · rehearsal at {session.speed:g} ×" if session.speed != 1 else ""
        let_go = f" · let go after {times.elapsed(session.let_go)}" if session.let_go is not None else ""
        facts = f"{session.started:%H:%M} · {STATUS[session.status]}{let_go}{felt}{pain}{rehearsal}"
        column.addWidget(text(facts, "muted"))
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
        store = self._open_store()
        try:
            detail = store.session(identity)
        finally:
            store.close()
        if detail is None:
            return ["This session is no longer there."]
        return [
            *(_in_words(part) for part in summary(detail.timeline, detail.phases).parts),
            *told.changes(detail.changes),
            *told.ratings(detail.ratings),
        ]


def _pain(session: Session) -> str:
    before, after = session.pain_before, session.pain
    if before is not None and after is not None:
        return f" · pain {before}, then {after}"
    if before is not None:
        return f" · pain {before} before"
    return f" · pain {after}" if after is not None else ""


def _in_words(part: Part) -> str:
    what = words.on_side(part.title, part.side)
    return f"{what}: {times.length(part.done)}, {words.OUTCOMES[part.outcome].lower()}"


def _began(one: Session | Cramp) -> datetime:
    return one.began if isinstance(one, Cramp) else one.started


def _build_cramp(cramp: Cramp) -> QWidget:
    frame, column = card()
    column.addWidget(text("A cramp", "strong"))
    column.addWidget(text(f"{cramp.began:%H:%M} · {words.cramp(cramp)}", "muted"))
    if cramp.done:
        column.addWidget(text(f"What you did: {', '.join(cramp.done)}", "muted"))
    return frame


def _day(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
