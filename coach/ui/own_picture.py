"""The picture that an author put beside an exercise's file: checked before anything reads it, never mirrored.

It is decoded where figures are painted, in a process apart from the window: a file that somebody else has
made holds up and harms nothing else.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageReader, QPainter

from coach.errors import CoachError
from coach.routine import pictures
from coach.routine.pictures import suffix

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtSvg import QSvgRenderer

GROUND: Final = "#f6f4ef"
"""What a picture lies on in a dark window: most are drawn in dark lines on nothing."""
MARGIN: Final = 0.04
"""Room around a picture on its ground, as a share of the shorter side."""
MOST_MEBIBYTES: Final = 256
"""What a picture may take, unpacked: about eight thousand pixels square."""


def drawn(folder: Path, name: str, width: int, height: int, *, dark: bool = False) -> QImage:
    """A picture as large as fits into so many pixels, in their middle; `dark`: on a light ground.

    Raises:
        CoachError: As `pictures.read`, or it is damaged.
    """
    read = pictures.read(folder, name)
    _have_application()
    whole: QSvgRenderer | QImage = _drawing(read, name) if suffix(name) == ".svg" else _photograph(read, name)
    size = QSizeF(whole.size() if isinstance(whole, QImage) else whole.viewBoxF().size())
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    margin = MARGIN * min(width, height) if dark else 0.0
    room = QSizeF(width - 2 * margin, height - 2 * margin)
    at = QRectF(0, 0, 0, 0)
    at.setSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
    at.moveCenter(QRectF(0, 0, width, height).center())
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if dark:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(GROUND))
        painter.drawRoundedRect(at.adjusted(-margin, -margin, margin, margin), 2 * margin, 2 * margin)
    if isinstance(whole, QImage):
        # Made smaller in one step, a large photograph would lose lines.
        small = whole.scaled(
            at.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter.drawImage(at, small)
    else:
        whole.render(painter, at)
    painter.end()
    return image


def _drawing(read: bytes, name: str) -> QSvgRenderer:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - with the first drawing

    renderer = QSvgRenderer(QByteArray(read))
    if not renderer.isValid() or renderer.viewBoxF().isEmpty():
        raise CoachError(f"The picture `{name}` is damaged.")
    return renderer


def _photograph(read: bytes, name: str) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(read))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(suffix(name)[1:].encode()))
    reader.setAutoTransform(True)  # a telephone held upright
    QImageReader.setAllocationLimit(MOST_MEBIBYTES)
    image = reader.read()
    if image.isNull():
        raise CoachError(f"The picture `{name}` is damaged or too large.")
    return image


def _have_application() -> None:
    """Words in a drawing need fonts, and fonts an application; the painter's process has none before."""
    if QGuiApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        _kept.append(QGuiApplication(["coach"]))


_kept: Final[list[QGuiApplication]] = []
