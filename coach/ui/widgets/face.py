"""Small drawings beside a rating: a face for pain, a column for the rest. They say it without colour."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from coach.player.rating import YES

_SORE, _SHUT = 4, 8
"""From which number on the face has brows, and eyes that are shut."""


@lru_cache(maxsize=128)
def picture(value: int, color: str, size: int, ratio: float = 1.0, *, is_face: bool = True) -> QPixmap:
    """A face that hurts, or a column that is filled, by `value` out of 10; `size` logical pixels wide."""
    pixels = round(size * ratio)
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(pixels / 40, pixels / 40)
    painter.setPen(QPen(QColor(color), 2.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if is_face:
        _face(painter, value, color)
    else:
        _column(painter, value, color)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def _face(painter: QPainter, value: int, color: str) -> None:
    """In a square of 40: the mouth turns from a smile into a bow, the brows tilt, the eyes shut."""
    hurt = value / YES
    painter.drawEllipse(QPointF(20, 20), 17.5, 17.5)
    bend = 6.5 - 14 * hurt
    middle = 26.5 + 2.5 * hurt
    mouth = QPainterPath(QPointF(12, middle - bend / 3))
    mouth.quadTo(QPointF(20, middle + bend), QPointF(28, middle - bend / 3))
    painter.drawPath(mouth)
    for x, inner in ((13.5, 1), (26.5, -1)):
        if value >= _SHUT:
            painter.drawLine(QPointF(x - 3, 15 - inner), QPointF(x + 3, 15 + inner))
            painter.drawLine(QPointF(x - 3, 17.5 + inner), QPointF(x + 3, 17.5 - inner))
        else:
            painter.setBrush(QColor(color))
            painter.drawEllipse(QPointF(x, 16), 1.4, 1.9)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if value >= _SORE:
            tilt = inner * (1 + 2.5 * hurt)  # the inner ends up: sore, not angry
            painter.drawLine(QPointF(x - 3.5, 11 + tilt / 2), QPointF(x + 3.5, 11 - tilt / 2))
    if value == YES:
        tear = QPainterPath(QPointF(11.5, 20.5))
        tear.cubicTo(QPointF(8.5, 25), QPointF(9.5, 27), QPointF(11.5, 27))
        tear.cubicTo(QPointF(13.5, 27), QPointF(14.5, 25), QPointF(11.5, 20.5))
        painter.fillPath(tear, QColor(color))


def _column(painter: QPainter, value: int, color: str) -> None:
    """In a square of 40: a column that is filled from below."""
    painter.drawRoundedRect(QRectF(12, 3, 16, 34), 4, 4)
    full = 29 * value / YES
    if full:
        painter.fillRect(QRectF(14.5, 34.5 - full, 11, full), QColor(color))
