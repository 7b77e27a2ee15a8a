"""A plan as a strip of phases: as long as they last, with the times below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from coach.routine.plan import Phase
from coach.times import clock, length
from coach.ui import words

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from coach.routine.plan import Step, Timeline
    from coach.ui.theme import Theme

LEAST: Final = 2.0
"""Pixels of the shortest phase: everything can be seen and hit."""


class PhaseStrip(QWidget):
    """`chosen` carries the number of the step that was clicked, or gone to with the arrow keys."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._timeline: Timeline | None = None
        self._found: list[QRectF] = []
        self._found_for: object = None
        self.step = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName("The plan, phase by phase")
        theme.changed.connect(self.update)

    def show_timeline(self, timeline: Timeline | None) -> None:
        """Show a plan, or none."""
        if timeline == self._timeline:
            return
        self._timeline = timeline
        count = len(timeline.steps) if timeline else 0
        self.step = max(0, min(self.step, count - 1))
        self.setVisible(count > 0)
        self.update()

    def choose(self, number: int) -> None:
        """Go to a step."""
        if self._timeline and 0 <= number < len(self._timeline.steps):
            self.step = number
            self.setAccessibleDescription(told(self._timeline.steps[number]))
            self.update()
            self.chosen.emit(number)

    def sizeHint(self) -> QSize:
        """A finger high."""
        return QSize(240, self._theme.px(60))

    def step_at(self, x: float) -> int | None:
        """The step at a pixel."""
        return next((at for at, area in enumerate(self._areas()) if area.left() <= x < area.right()), None)

    def _areas(self) -> list[QRectF]:
        """Where each step stands; worked out once for a plan and a size."""
        if self._timeline is None:
            return []
        found_for = (self._timeline, self.size(), self._theme.px(28))
        if self._found_for != found_for:
            self._found_for, self._found = found_for, self._find_areas(self._timeline)
        return self._found

    def _find_areas(self, timeline: Timeline) -> list[QRectF]:
        steps, width = timeline.steps, self.width() - 2.0
        room = max(0.0, width - LEAST * len(steps))
        total = timeline.total or 1.0
        height = self.height() - self._theme.px(28)
        areas, left = [], 1.0
        for step in steps:
            wide = LEAST + room * step.length / total
            areas.append(QRectF(left, 2, wide, height))
            left += wide
        return areas

    def paintEvent(self, event: QPaintEvent) -> None:
        """Work filled, rest and getting ready light, a line where the side changes."""
        del event
        if self._timeline is None:
            return
        colors = self._theme.colors
        painter = QPainter(self)
        work, wait, rest = (QColor(each) for each in (colors.accent, colors.accent_soft, colors.sunk))
        areas, items, item = self._areas(), [], 0
        for step, area in zip(self._timeline.steps, areas, strict=True):
            fill = rest if step.phase is Phase.REST else work if step.phase.is_work else wait
            painter.fillRect(area.adjusted(0.5, 0, -0.5, 0), fill)
            if step.item != item:
                item = step.item
                items.append(QLineF(area.left(), area.top(), area.left(), area.bottom() + 5))
        painter.setPen(QPen(QColor(colors.text), 1.5))
        painter.drawLines(items)
        painter.setPen(QPen(QColor(colors.text), 2.5))
        painter.drawRect(areas[self.step].adjusted(1, 1, -1, -1))
        painter.setPen(QColor(colors.muted))
        below = QRectF(0, self.height() - self._theme.px(20), self.width(), self._theme.px(20))
        step = self._timeline.steps[self.step]
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, clock(step.start))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(below, right, clock(self._timeline.total))
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors.accent), 2, Qt.PenStyle.DashLine))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the step that was clicked."""
        number = self.step_at(event.position().x())
        if number is not None:
            self.choose(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from step to step."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.choose(self.step + step)

    def event(self, event: QEvent) -> bool:
        """What a step is, where the pointer rests."""
        if event.type() == event.Type.ToolTip and self._timeline:
            number = self.step_at(event.pos().x())  # type: ignore[attr-defined]  # a help event
            if number is not None:
                said = told(self._timeline.steps[number])
                QToolTip.showText(event.globalPos(), said, self)  # type: ignore[attr-defined]  # the same
            return True
        return super().event(event)


def told(step: Step) -> str:
    """A step in a line: `Hold 20 s · Calf stretch, left · Rep 1 of 2`."""
    what = words.on_side(step.title, step.side) if step.title else ""
    timed = f"{words.PHASES[step.phase]} {length(step.length)}"
    return " · ".join(filter(None, (timed, what, words.counts(step))))
