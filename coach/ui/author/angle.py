"""One axis of one joint: a slider over what it can do, with the part marked that it can do by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QBoxLayout, QLabel, QSlider, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from coach.figure.joints import Axis
    from coach.ui.theme import Theme

LARGE: Final = 1.5
"""Times the usual text size above which the degrees stand over the slider: the figure needs the room."""

HANDLE: Final = 16
"""Pixels that the style sheet makes the handle wide."""


class Angle(QWidget):
    """`turned` carries the degrees."""

    turned = Signal(float)

    def __init__(self, theme: Theme, joint: str, axis: Axis) -> None:
        super().__init__()
        self.axis = axis
        active, whole = axis.active, axis.range(pressed=True)
        self.slider = _Slider(theme, active.low, active.high)
        self.slider.setRange(round(whole.low), round(whole.high))
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(f"{joint}: {axis.negative} to {axis.positive}, in degrees")
        self._said = QLabel()
        self._said.setMinimumWidth(theme.px(120))
        pressed = f"; pressed {whole.low:g} to {whole.high:g}" if whole != active else ""
        about = (
            f"{active.low:g} to {active.high:g} degrees by itself{pressed} ({active.source}, {active.grade})"
        )
        self.setToolTip(about)
        way = QBoxLayout.Direction
        row = QBoxLayout(way.BottomToTop if theme.scale > LARGE else way.LeftToRight, self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.slider, 1)
        row.addWidget(self._said)
        self.slider.valueChanged.connect(self._on_moved)
        self.show_degrees(0.0)

    def show_degrees(self, degrees: float) -> None:
        """Show an angle that was set elsewhere."""
        self.slider.blockSignals(True)
        self.slider.setValue(round(degrees))
        self.slider.blockSignals(False)
        self._say(degrees)

    def _on_moved(self, degrees: int) -> None:
        self._say(degrees)
        self.turned.emit(float(degrees))

    def _say(self, degrees: float) -> None:
        direction = self.axis.negative if degrees < 0 else self.axis.positive
        self._said.setText(
            f"{direction} {abs(round(degrees))}°" if round(degrees) else f"0° {self.axis.kind}"
        )
        self.slider.setAccessibleDescription(self._said.text())


class _Slider(QSlider):
    """Zero has a tick, and the range of the joint's own strength a band below the groove."""

    def __init__(self, theme: Theme, low: float, high: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._theme = theme
        self._low, self._high = low, high
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The band, the tick, the slider."""
        painter = QPainter(self)
        colors = self._theme.colors
        span = max(1, self.maximum() - self.minimum())
        room = self.width() - HANDLE

        def at(degrees: float) -> float:
            return HANDLE / 2 + room * (degrees - self.minimum()) / span

        bottom = self.height() - 3
        painter.fillRect(
            QRectF(at(self._low), bottom - 3, at(self._high) - at(self._low), 3), QColor(colors.accent)
        )
        if self.minimum() < 0 < self.maximum():
            painter.fillRect(QRectF(at(0) - 1, 2, 2, bottom - 5), QColor(colors.edge))
        painter.end()
        super().paintEvent(event)
