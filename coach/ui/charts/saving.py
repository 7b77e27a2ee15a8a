"""A chart as a file: a picture of dots or lines, or its table."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPainter

from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coach.ui.charts.chart import Chart, Look

WIDTH: Final = 900
"""Pixels that a saved picture is wide, with its margins, at 100 % text."""
PAD: Final = 24
FINE: Final = 2
"""Dots of a saved picture for each pixel."""
KINDS: Final = "Picture (*.png);;Drawing (*.svg);;Table (*.csv)"


def save(chart: Chart, look: Look, path: Path) -> None:
    """Write a chart in the form that the end of the path names: `.png`, `.svg` or `.csv`.

    Raises:
        CoachError: It names none of them, or the file cannot be written.
    """
    makers: dict[str, Callable[[Chart, Look], bytes]] = {".png": _png, ".svg": _svg, ".csv": _csv}
    make = makers.get(path.suffix.lower())
    if make is None:
        raise CoachError(f"`{path.name}` is none of .png, .svg and .csv.", "Give it one of these ends.")
    try:
        path.write_bytes(make(chart, look))
    except OSError as error:
        why = error.strerror or error
        raise CoachError(f"{path} cannot be written: {why}.", "Choose another folder.") from error


def _csv(chart: Chart, _look: Look) -> bytes:
    """The table, with the byte order mark that spreadsheets need."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(chart.head)
    writer.writerows(chart.rows)
    return out.getvalue().encode("utf-8-sig")


def _size(chart: Chart, look: Look) -> QSize:
    wide = WIDTH * look.px
    high = chart.height(wide - 2 * PAD * look.px, look) + look.line * 3.4 + 2 * PAD * look.px
    return QSize(round(wide), round(high))


def _draw(painter: QPainter, chart: Chart, look: Look, size: QSize) -> None:
    """Title and sentence above, then the picture."""
    pad = PAD * look.px
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), look.color("surface"))
    inside = QRectF(pad, pad, size.width() - 2 * pad, size.height() - 2 * pad)
    painter.setFont(look.font)
    painter.setPen(look.color("text"))
    painter.drawText(QRectF(inside.left(), inside.top(), inside.width(), look.line), 0, chart.title)
    painter.setPen(look.color("muted"))
    below = QRectF(inside.left(), inside.top() + look.line * 1.2, inside.width(), look.line)
    painter.drawText(below, 0, chart.summary)
    chart.draw(painter, inside.adjusted(0, look.line * 3.4, 0, 0), look)


def _png(chart: Chart, look: Look) -> bytes:
    size = _size(chart, look)
    image = QImage(size * FINE, QImage.Format.Format_RGB32)
    image.fill(QColor(look.colors.surface))
    painter = QPainter(image)
    painter.scale(FINE, FINE)
    _draw(painter, chart, look, size)
    painter.end()
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(made, "PNG")  # type: ignore[call-overload]  # it takes a device and a format's name
    return bytes(made.data().data())


def _svg(chart: Chart, look: Look) -> bytes:
    from PySide6.QtSvg import QSvgGenerator  # noqa: PLC0415  # few save one

    size = _size(chart, look)
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QSvgGenerator()
    writer.setOutputDevice(made)
    writer.setSize(size)
    writer.setViewBox(QRectF(0, 0, size.width(), size.height()))
    writer.setTitle(chart.title)
    writer.setDescription(chart.summary)
    painter = QPainter(writer)
    _draw(painter, chart, look, size)
    painter.end()
    return bytes(made.data().data())
