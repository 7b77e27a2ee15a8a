"""Icons: our own SVG drawings, tinted with a colour of the theme and sharp at any size."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from coach import paths


@lru_cache(maxsize=64)
def _svg(name: str) -> str:
    return (paths.assets() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def renderer(name: str, color: str) -> QSvgRenderer:
    """The drawing called `name` in `color` (`#rrggbb`)."""
    return QSvgRenderer(QByteArray(_svg(name).replace("currentColor", color).encode()))


@lru_cache(maxsize=256)
def pixmap(name: str, color: str, size: int, ratio: float = 1.0, *, mirrored: bool = False) -> QPixmap:
    """The drawing as a square picture, `size` logical pixels wide, for a screen of that pixel ratio."""
    pixels = round(size * ratio)
    picture = QPixmap(QSize(pixels, pixels))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    if mirrored:
        painter.translate(pixels, 0)
        painter.scale(-1, 1)
    renderer(name, color).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, color: str, size: int = 44) -> QIcon:
    """The drawing as an icon for a button, drawn large so that it is sharp on dense screens too."""
    return QIcon(pixmap(name, color, size))
