"""The summary for a visit: which days, what to ask, how it will look, and the way to paper or text."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.handout.paper import Choice
from coach.ui.handout_view import DOTS, PageOnShow, uses_letter
from coach.ui.icons import icon
from coach.ui.press import Press
from coach.ui.visit import Visit
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import Page, card, text

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from coach.handout.paper import Paper
    from coach.ui.services import Services
    from coach.ui.theme import Theme

SPANS: Final = {"28": "4 weeks", "91": "3 months", "182": "6 months", "365": "A year"}


class SummaryView(Page):
    """Every choice shows at once. `back_wanted` goes back to the history."""

    back_wanted = Signal()

    def __init__(self, theme: Theme, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("For a visit")
        self._theme = theme
        self._services = services
        self._days = 91
        self.choice = Choice("Letter" if uses_letter() else "A4")
        self.press = Press(self)
        self.press.drawn.connect(self._on_drawn)
        self.press.saved.connect(lambda path: self._say(f"Saved as {path}"))
        self.press.failed.connect(self._say)
        self._build_head()
        self._build_choices()
        self.said = text("", "strong")
        self.said.hide()
        self.column.addWidget(self.said)
        self.pages = QVBoxLayout()
        self.pages.setSpacing(20)
        self._wait = text("The pages are being drawn …", "muted")
        self.pages.addWidget(self._wait)
        self.column.addLayout(self.pages)
        self.column.addStretch()
        self.first = self.save
        """Where the keyboard begins."""
        self._draw()

    def _build_head(self) -> None:
        back = _button("History", "quiet")
        back.setIcon(icon("back", self._theme.colors.text))
        back.setShortcut("Alt+Left")
        back.clicked.connect(self.back_wanted)
        self.column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(text("For a visit", "title"))
        self.column.addWidget(
            text("What was asked for, what you did and how it felt, on one to two pages.", "muted")
        )
        row = FlowLayout(spacing=12)
        self.save, self.print = _button("Save as PDF …", "primary"), _button("Print …")
        self.copy, self.save_text = _button("Copy as text"), _button("Save as text …")
        for button, pressed in (
            (self.save, self._on_save),
            (self.print, self._on_print),
            (self.copy, self._on_copy),
            (self.save_text, self._on_save_text),
        ):
            button.clicked.connect(pressed)
            row.addWidget(button)
        self.column.addLayout(row)

    def _build_choices(self) -> None:
        frame, column = card()
        rows = (
            ("Time", list(SPANS.items()), str(self._days), self._on_span),
            ("Paper", [("A4", "A4"), ("Letter", "Letter")], self.choice.format, self._on_paper),
            ("Print", [("", "Usual"), ("large", "Large")], "", self._on_size),
        )
        self.chips = {}
        for name, choices, value, chosen in rows:
            chips = self.chips[name] = Chips(name, choices)
            chips.choose(value)
            chips.chosen.connect(chosen)
            column.addWidget(chips)
        label = text("What you want to ask, a line for each question", "label")
        self.questions = QPlainTextEdit()
        self.questions.setAccessibleName(label.text())
        self.questions.setTabChangesFocus(True)
        self.questions.setFixedHeight(self._theme.px(110))
        column.addWidget(label)
        column.addWidget(self.questions)
        self.ask = _button("Put the questions on the page")
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

    def _on_paper(self, value: str) -> None:
        self.choice = replace(self.choice, format="Letter" if value == "Letter" else "A4")
        self._draw()

    def _on_size(self, value: str) -> None:
        self.choice = replace(self.choice, large=bool(value))
        self._draw()

    def _paper(self) -> Paper:
        return self.visit.paper(self._services.open_store, self.choice)

    def _draw(self) -> None:
        if self._is_read():
            visit, choice, open_store = self.visit, self.choice, self._services.open_store
            self.press.show(lambda: visit.paper(open_store, choice), DOTS * self.devicePixelRatioF())

    def _on_drawn(self, images: list[QImage]) -> None:
        self._wait.hide()
        for number in range(self.pages.count() - 1, 0, -1):
            if (item := self.pages.takeAt(number)) is not None and (old := item.widget()) is not None:
                old.deleteLater()
        for number, image in enumerate(images, 1):
            shown = PageOnShow(QPixmap.fromImage(image))
            shown.setAccessibleName(f"Page {number} of {len(images)}, as it will be printed")
            self.pages.addWidget(shown)

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
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the summary", self._name("txt"), "Text (*.txt)")
        if chosen:
            path = Path(chosen)
            try:
                path.write_text(words, encoding="utf-8")
            except OSError as error:
                self._say(f"{path} cannot be written: {error.strerror or error}.")
            else:
                self._say(f"Saved as {path}")

    def _on_save(self) -> None:
        if not self._is_read():
            return
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the summary", self._name("pdf"), "PDF (*.pdf)")
        if chosen:
            path, visit, choice = Path(chosen), self.visit, self.choice
            open_store = self._services.open_store
            path = path if path.suffix else path.with_suffix(".pdf")
            self.press.save(lambda: visit.paper(open_store, choice), path)

    def _name(self, kind: str) -> str:
        return str(Path.home() / f"coach-summary-{self._services.clock.wall():%Y-%m-%d}.{kind}")

    def _on_print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415  # loads only to print

        if not self._is_read():
            return
        try:
            paper = self._paper()
            printer = QPrinter(QPrinter.PrinterMode.HighResolution)
            paper.set_up(printer)
            if QPrintDialog(printer, self).exec():
                paper.print_on(printer)
        except CoachError as error:
            self._say(f"{error} {error.advice}")

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.show()
        self.ensureWidgetVisible(self.said)


def _button(label: str, kind: str = "") -> QPushButton:
    button = QPushButton(label)
    button.setAutoDefault(True)
    if kind:
        button.setProperty("kind", kind)
    return button
