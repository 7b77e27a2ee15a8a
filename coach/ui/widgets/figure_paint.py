"""A figure's picture painted with Qt: on a widget, into an image, onto paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QPolygonF

from coach.figure.picture import Picture, Shape, Strokes, Tone

if TYPE_CHECKING:
    from coach.figure.picture import Colour


def paint(painter: QPainter, picture: Picture, target: QRectF | None = None, *, joined: bool = True) -> None:
    """Draw all layers, scaled to fit `target` (the picture's own size when left out).

    `joined` strokes each line as one run; without it every segment is a line of its own, which takes half
    the time and is good enough for a picture that is gone after a frame.
    """
    painter.save()
    if target is not None:
        scale = min(target.width() / picture.width, target.height() / picture.height)
        painter.translate(target.center())
        painter.scale(scale, scale)
        painter.translate(-picture.width / 2, -picture.height / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    frame = QRectF(0, 0, picture.width, picture.height)
    painter.setClipRect(frame, Qt.ClipOperation.IntersectClip)
    for layer in picture.layers:
        if isinstance(layer, Tone):
            painter.drawImage(QRectF(layer.x, layer.y, layer.width, layer.height), tone_image(layer))
        elif isinstance(layer, Strokes):
            _strokes(painter, layer, joined=joined)
        else:
            _shape(painter, layer)
    painter.restore()


def image(
    picture: Picture, ratio: float = 1.0, background: QColor | None = None, *, joined: bool = True
) -> QImage:
    """The picture as an image of `ratio` device pixels per picture pixel; clear without a background."""
    out = QImage(
        round(picture.width * ratio), round(picture.height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    out.fill(Qt.GlobalColor.transparent if background is None else background)
    painter = QPainter(out)
    painter.scale(ratio, ratio)
    paint(painter, picture, joined=joined)
    painter.end()
    return out


def tone_image(layer: Tone) -> QImage:
    """The layer's pixels, copied, as Qt keeps no hold of the array."""
    pixels = np.ascontiguousarray(layer.pixels)
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGBA8888).copy()


def _colour(colour: Colour, opacity: float) -> QColor:
    return QColor(*colour, round(255 * opacity))


def _strokes(painter: QPainter, layer: Strokes, *, joined: bool) -> None:
    segments = layer.segments
    if not len(segments):
        return
    cap = Qt.PenCapStyle.RoundCap if layer.round_ends else Qt.PenCapStyle.FlatCap
    colour = _colour(layer.colour, layer.opacity)
    pen = QPen(colour, layer.width, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.RoundJoin)
    if (segments[:, :2] == segments[:, 2:]).all():
        painter.setPen(pen)
        painter.drawPoints([QPointF(x, y) for x, y in segments[:, :2].tolist()])
    elif joined or layer.opacity < 1:
        painter.strokePath(_path(layer), pen)
    else:
        painter.setPen(pen)
        painter.drawLines([QLineF(*segment) for segment in segments.tolist()])


def _path(layer: Strokes) -> QPainterPath:
    """Segments that follow one another become one run."""
    path = QPainterPath()
    segments = layer.segments
    begins = np.concatenate([[True], (segments[1:, :2] != segments[:-1, 2:]).any(axis=1)])
    for begin, (x0, y0, x1, y1) in zip(begins.tolist(), segments.tolist(), strict=True):
        if begin:
            path.moveTo(x0, y0)
        path.lineTo(x1, y1)
    return path


def _shape(painter: QPainter, layer: Shape) -> None:
    if layer.rim is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(_colour(layer.rim, layer.opacity), layer.rim_width)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
    painter.setBrush(_colour(layer.colour, layer.opacity))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in layer.points.tolist()]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def crossfade(stills: list[tuple[QImage, float]]) -> QImage:
    """Stills laid over one another by weight (together 1): motion for people who want less of it."""
    first = stills[0][0]
    out = QImage(first.size(), QImage.Format.Format_ARGB32_Premultiplied)
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    # Added, not laid over: the weights of all stills make one whole.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    for still, weight in stills:
        painter.drawImage(0, 0, _weighted(still, weight))
    painter.end()
    return out


def _weighted(still: QImage, weight: float) -> QImage:
    out = QImage(still.size(), QImage.Format.Format_ARGB32_Premultiplied)
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    painter.setOpacity(weight)
    painter.drawImage(0, 0, still)
    painter.end()
    return out
