"""The whole routine as a row of segments, one per step, as long as they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from coach.routine.plan import Timeline
    from coach.ui.theme import Theme

GAP = 4
HEIGHT = 8


class ItemBar(QWidget):
    """Whole-routine progress. The segment in hand is taller, so that it shows without colour."""

    def __init__(self, theme: Theme, timeline: Timeline, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._at = 0.0
        self.show_plan(timeline)
        self.setAccessibleName("Progress of the whole routine")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_plan(self, timeline: Timeline) -> None:
        """Show another plan."""
        self._total = timeline.total
        self._spans = _item_spans(timeline)
        self.update()

    def show_position(self, seconds: float) -> None:
        """Show how far along the plan the session is, in seconds from its start."""
        if abs(seconds - self._at) * self.width() >= self._total / 2:  # half a pixel
            self._at = seconds
            self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room for."""
        return QSize(200, HEIGHT + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the segments."""
        if not self._total:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        colors = self._theme.colors
        per_second = (self.width() - GAP * (len(self._spans) - 1)) / self._total
        x = 0.0
        for start, end in self._spans:
            width = (end - start) * per_second
            now = start <= self._at < end
            height = HEIGHT + 4 if now else HEIGHT
            box = QRectF(x, (self.height() - height) / 2, width, height)
            painter.setBrush(QColor(colors.line))
            painter.drawRoundedRect(box, height / 2, height / 2)
            done = min(1.0, max(0.0, (self._at - start) / (end - start)))
            if done:
                box.setWidth(max(height, width * done) if width > height else width * done)
                painter.setBrush(QColor(colors.accent))
                painter.drawRoundedRect(box, height / 2, height / 2)
            x += width + GAP


def _item_spans(timeline: Timeline) -> list[tuple[float, float]]:
    """Start and end of each run of steps that belong to one item."""
    spans: list[tuple[int, float, float]] = []
    for step in timeline.steps:
        if spans and spans[-1][0] == step.item:
            spans[-1] = (step.item, spans[-1][1], step.end)
        elif step.length:
            spans.append((step.item, step.start, step.end))
    return [(start, end) for _, start, end in spans]
