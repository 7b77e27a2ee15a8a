"""Figure pictures written as png, webp or pdf with Qt, and as a moving gif where Pillow is installed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QColor, QImage, QImageWriter, QPageSize, QPainter, QPdfWriter

from coach.errors import CoachError
from coach.ui.widgets import figure_paint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from coach.figure.picture import Picture

_FRAME_MS = 67


def save(pictures: Sequence[Picture], path: Path, background: QColor | None = None) -> None:
    """Write the pictures to one file: several become a sheet of rows, or pages of a pdf, or a moving gif.

    Raises CoachError when the file cannot be written.
    """
    paper = QColor("white") if background is None else background
    if path.suffix.lower() == ".pdf":
        _pdf(pictures, path)
    elif path.suffix.lower() == ".gif":
        _gif(pictures, path, paper)
    else:
        writer = QImageWriter(str(path))
        writer.setQuality(90)
        if not writer.write(_sheet(pictures, paper)):
            raise CoachError(f"{path.name} cannot be written.", writer.errorString())


def _sheet(pictures: Sequence[Picture], paper: QColor) -> QImage:
    """All pictures in rows of at most eight."""
    columns = min(len(pictures), 8)
    rows = -(-len(pictures) // columns)
    width, height = pictures[0].width, pictures[0].height
    out = QImage(columns * width, rows * height, QImage.Format.Format_RGB32)
    out.fill(paper)
    painter = QPainter(out)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, columns)
        figure_paint.paint(painter, picture, QRectF(column * width, row * height, width, height))
    painter.end()
    return out


def _pdf(pictures: Sequence[Picture], path: Path) -> None:
    """One page of 120 mm for each picture; lines stay lines."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QSizeF(120, 120), QPageSize.Unit.Millimeter))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(writer):
        raise CoachError(f"{path.name} cannot be written.", "Choose another folder.")
    for number, picture in enumerate(pictures):
        if number:
            writer.newPage()
        figure_paint.paint(painter, picture, QRectF(0, 0, writer.width(), writer.height()))
    painter.end()


def _gif(pictures: Sequence[Picture], path: Path, paper: QColor) -> None:
    if find_spec("PIL") is None:
        raise CoachError(
            "A moving gif needs Pillow.", "Install it with `pip install pillow`, or write a webp sheet."
        )
    from PIL import Image  # noqa: PLC0415 - an optional program, asked for by this one format

    frames = []
    for picture in pictures:
        image = figure_paint.image(picture, 1.0, paper).convertToFormat(QImage.Format.Format_RGB888)
        data = bytes(image.constBits())
        size = (image.width(), image.height())
        frames.append(Image.frombuffer("RGB", size, data, "raw", "RGB", image.bytesPerLine(), 1).quantize(64))
    frames[0].save(path, save_all=True, append_images=frames[1:], duration=_FRAME_MS, loop=0)
