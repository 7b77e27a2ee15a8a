"""Pictures painted with Qt."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor, QImage

from coach.figure.picture import Picture, Shape, Strokes, Tone
from coach.ui.widgets import figure_paint


def test_every_kind_of_layer_is_painted() -> None:
    """Tone, strokes, dots and shapes all leave their colour where they lie."""
    pixels = np.zeros((2, 2, 4), np.uint8)
    pixels[..., 1] = 255
    pixels[..., 3] = 255
    square = np.array([[60, 10], [90, 10], [90, 40], [60, 40]], np.float32)
    picture = Picture(
        100,
        100,
        [
            Tone(pixels, 10, 10, 30, 30),
            Strokes(np.array([[10, 70, 90, 70]], np.float32), 6, (255, 0, 0)),
            Strokes(np.array([[50, 90, 50, 90]], np.float32), 10, (0, 0, 255)),
            Shape(square, (255, 0, 255), rim=(0, 0, 0), rim_width=2),
        ],
    )
    image = figure_paint.image(picture, 2.0, QColor("white"))
    assert image.pixelColor(50, 50) == QColor(0, 255, 0)
    assert image.pixelColor(100, 140) == QColor(255, 0, 0)
    assert image.pixelColor(100, 180) == QColor(0, 0, 255)
    assert image.pixelColor(150, 50) == QColor(255, 0, 255)
    assert image.pixelColor(4, 4) == QColor("white")


def _filled(colour: str) -> QImage:
    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    return image


def test_a_crossfade_weighs_its_stills() -> None:
    """Half way between black and white there is grey, and nothing shines through."""
    middle = figure_paint.crossfade([(_filled("black"), 0.5), (_filled("white"), 0.5)]).pixelColor(1, 1)
    assert abs(middle.red() - 128) <= 2
    assert middle.alpha() >= 253
