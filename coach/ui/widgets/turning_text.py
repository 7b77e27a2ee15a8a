"""Words that need more lines than there is room for: a page of whole lines at a time, none cut off."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QWheelEvent

LEAST: Final = 2
"""Lines that are always in sight."""
UNTIMED: Final = 8.0
"""Seconds to a page where nothing says how long there is to read."""


class TurningText(QScrollArea):
    """The pages turn by themselves in the course of a step, for hands that are busy.

    Once the person has turned one (the wheel, `turn_page`) they stay as they are until other words come. A
    screen reader has all the words at any time.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._label = QLabel()
        self._label.setObjectName("scrolled")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("role", "strong")
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._is_turned = False
        self.setWidget(self._label)

    @property
    def pages(self) -> int:
        """Into how many pages the words fall at this size."""
        return max(1, ceil(self._lines / self._seen))

    @property
    def page(self) -> int:
        """Which page is in sight, from 0; the last may begin with lines of the one before."""
        return ceil(self.verticalScrollBar().value() / self.line / self._seen)

    def text(self) -> str:
        """All the words."""
        return self._label.text()

    def show_text(self, text: str) -> None:
        """Begin with the first page, unless these are the same words."""
        if text != self._label.text():
            self._label.setText(text)
            self._is_turned = False
            self._go_to(0)

    def show_moment(self, elapsed: float, length: float) -> None:
        """Turn to the page for this moment: each has its share of `length` seconds; 0 is not known."""
        if not self._is_turned and self.isVisible():
            pages = self.pages
            now = elapsed / length * pages if length else elapsed / UNTIMED % pages
            self._go_to(min(pages - 1, int(now)))

    def turn_page(self, by: int) -> None:
        """The person turns `by` pages on, or back if negative."""
        self._is_turned = True
        self._go_to(max(0, min(self.pages - 1, self.page + by)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turns pages."""
        if turned := event.angleDelta().y():
            self.turn_page(-1 if turned > 0 else 1)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room free below the last whole line."""
        super().resizeEvent(event)
        rest = self.height() % self.line if self.height() > self.line else 0
        if self.viewportMargins().bottom() != rest:
            self.setViewportMargins(0, 0, 0, rest)

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(0, LEAST * self.line)

    def sizeHint(self) -> QSize:
        """The same: it takes what is left."""
        return self.minimumSizeHint()

    @property
    def line(self) -> int:
        """Pixels from one line to the next."""
        self._label.ensurePolished()
        # A label lays its lines on whole pixels; its font's own whole number may be rounded down.
        return ceil(QFontMetricsF(self._label.font()).lineSpacing())

    @property
    def _lines(self) -> int:
        """How many lines all the words take."""
        return ceil(self._label.heightForWidth(self.viewport().width()) / self.line)

    @property
    def _seen(self) -> int:
        """How many lines there is room for."""
        return max(1, self.viewport().height() // self.line)

    def _go_to(self, page: int) -> None:
        first = min(page * self._seen, max(0, self._lines - self._seen))
        self.verticalScrollBar().setValue(first * self.line)
