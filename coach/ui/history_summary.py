"""The summary for a visit: which days, what to ask, how it will look, and the way to paper or text."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit

from coach.errors import CoachError
from coach.ui.paper_view import PaperView, button
from coach.ui.visit import Visit
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import card, text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coach.ui.press import SetUp
    from coach.ui.services import Services
    from coach.ui.theme import Theme

SPANS: Final = {"28": "4 weeks", "91": "3 months", "182": "6 months", "365": "A year"}


class SummaryView(PaperView):
    """What to bring to a visit."""

    what = "summary"

    def __init__(self, theme: Theme, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setWindowTitle("For a visit")
        self._services = services
        self._days = 91
        self._build_head()
        self._build_choices()
        self._add_pages()

    def _build_head(self) -> None:
        self._add_back("History")
        self.column.addWidget(text("For a visit", "title"))
        self.column.addWidget(
            text("What was asked for, what you did and how it felt, on one to two pages.", "muted")
        )
        row = FlowLayout(spacing=12)
        self.copy, self.save_text = button("Copy as text"), button("Save as text …")
        self.copy.clicked.connect(self._on_copy)
        self.save_text.clicked.connect(self._on_save_text)
        for one in (self.save, self.print, self.copy, self.save_text):
            row.addWidget(one)
        self.column.addLayout(row)

    def _build_choices(self) -> None:
        frame, column = card()
        time = ("Time", list(SPANS.items()), str(self._days), self._on_span)
        self._add_chips(column, (time, *self._paper_rows()))
        label = text("What you want to ask, a line for each question", "label")
        self.questions = QPlainTextEdit()
        self.questions.setAccessibleName(label.text())
        self.questions.setTabChangesFocus(True)
        self.questions.setFixedHeight(self._theme.px(110))
        column.addWidget(label)
        column.addWidget(self.questions)
        self.ask = button("Put the questions on the page")
        self.ask.clicked.connect(self._draw)
        column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(frame)

    @property
    def visit(self) -> Visit:
        """What is chosen now."""
        shelf = self._services.library.shelf
        assert shelf is not None  # noqa: S101 - `_is_read` has been asked
        today = self._services.clock.wall().date()
        lines = (line.strip() for line in self.questions.toPlainText().splitlines())
        return Visit(shelf, today - timedelta(days=self._days - 1), today, tuple(filter(None, lines)))

    def _is_read(self) -> bool:
        if self._services.library.shelf is not None:
            return True
        self._say("Your routines are still being read. Try again in a moment.")
        return False

    def _on_span(self, days: str) -> None:
        self._days = int(days)
        self._draw()

    def _set_up(self) -> SetUp | None:
        if not self._is_read():
            return None
        visit, choice, open_store = self.visit, self.choice, self._services.open_store
        return lambda: visit.paper(open_store, choice)

    def _text(self) -> str:
        """The text as it stands now; empty where that cannot be, which is told."""
        from coach.handout.summary_text import as_text  # noqa: PLC0415  # when it is wanted

        if not self._is_read():
            return ""
        try:
            with closing(self._services.open_store()) as store:
                return as_text(self.visit.summary(store))
        except CoachError as error:
            self._say(f"{error} {error.advice}".strip())
            return ""

    def _on_copy(self) -> None:
        if words := self._text():
            QGuiApplication.clipboard().setText(words)
            self._say("Copied. Paste it into an e-mail.")

    def _on_save_text(self) -> None:
        if not (words := self._text()):
            return
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the summary", self._place("txt"), "Text (*.txt)")
        if chosen:
            path = Path(chosen)
            try:
                path.write_text(words, encoding="utf-8")
            except OSError as error:
                self._say(f"{path} cannot be written: {error.strerror or error}.")
            else:
                self._say(f"Saved as {path}")

    def _name(self) -> str:
        return f"coach-summary-{self._services.clock.wall():%Y-%m-%d}"
