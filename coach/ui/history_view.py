"""History: what was done, in charts and session by session, and the diary of cramps."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import Page, card, empty, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from coach.history.store import Store
    from coach.routine.index import Index
    from coach.ui.theme import Theme

NOTHING_YET: Final = "Nothing here yet. What you do appears here, session by session."
PARTS: Final = {"overview": "Overview", "sessions": "Sessions", "diary": "Cramp diary"}


class HistoryView(Page):
    """`open_store` may raise `CoachError`, which is shown kindly. `part` is one of `PARTS`.

    `cramp_wanted` carries the id of an entry to be filled in, `entry_wanted` asks for an empty form,
    `timer_wanted` for the page of a cramp that goes on now.
    """

    summary_wanted = Signal()
    data_wanted = Signal()
    cramp_wanted = Signal(int)
    entry_wanted = Signal()
    timer_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        open_store: Callable[[], Store],
        today: date,
        index: Index | None = None,
        part: str = "overview",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("History")
        self._theme = theme
        self._open_store = open_store
        self._today = today
        self._index = index
        self.shown: QWidget | None = None
        """What is below the choice of parts."""
        self.column.addWidget(text("History", "title"))
        self.column.addLayout(self._build_actions())
        self.parts = Chips("", list(PARTS.items()), inline=True)
        self.parts.choose(part)
        self.parts.chosen.connect(self.show_part)
        self.column.addWidget(self.parts)
        self._below = QVBoxLayout()
        self._below.setSpacing(16)
        self.column.addLayout(self._below)
        self.column.addStretch()
        self.show_part(part)

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.parts.buttons[list(PARTS).index(self.parts.value)]

    def _build_actions(self) -> FlowLayout:
        row = FlowLayout(spacing=12)
        self.for_visit, self.data = QPushButton("For a visit …"), QPushButton("Back-up and export …")
        self.for_visit.setToolTip("One to two pages for your therapist or doctor")
        self.for_visit.clicked.connect(self.summary_wanted)
        self.data.clicked.connect(self.data_wanted)
        for button in (self.for_visit, self.data):
            button.setAutoDefault(True)
            row.addWidget(button)
        return row

    def show_part(self, part: str) -> None:
        """Show one part: charts, sessions or the diary."""
        empty(self._below)
        self.shown = None
        try:
            with closing(self._open_store()) as store:
                is_empty, notice = not store.sessions(1) and not store.cramps(1), store.notice
            if notice:
                self._caution(notice)
            self.shown = self._build(part, is_empty=is_empty)
            self._below.addWidget(self.shown)
        except CoachError as error:
            self._caution(f"{error} {error.advice}".strip())

    def _build(self, part: str, *, is_empty: bool) -> QWidget:
        if part == "diary":
            from coach.ui.diary_list import DiaryList  # noqa: PLC0415  # when it is wanted

            made = DiaryList(self._open_store)
            made.cramp_wanted.connect(self.cramp_wanted)
            made.entry_wanted.connect(self.entry_wanted)
            made.timer_wanted.connect(self.timer_wanted)
            return made
        if is_empty:
            return text(NOTHING_YET, "muted")
        if part == "sessions":
            from coach.ui.history_sessions import SessionsList  # noqa: PLC0415  # the same

            return SessionsList(self._open_store)
        from coach.ui.history_overview import Overview  # noqa: PLC0415  # the same

        return Overview(self._theme, self._open_store, self._today, self._index)

    def _caution(self, words: str) -> None:
        frame, column = card("caution")
        column.addWidget(text(words))
        self._below.addWidget(frame)
