"""Pictures as files."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import numpy as np
from PySide6.QtGui import QImage

from coach.figure import export
from coach.figure.picture import Picture, Shape, Strokes, Tone


def _picture() -> Picture:
    pixels = np.zeros((3, 5, 4), np.uint8)
    pixels[1, 2] = (10, 20, 30, 255)
    run = np.array([[0, 0, 5, 5], [5, 5, 9, 5], [20, 20, 25, 20]], np.float32)
    triangle = np.array([[1, 1], [2, 1], [1, 2]], np.float32)
    return Picture(40, 30, [Tone(pixels, 4, 6, 5, 3), Strokes(run, 2, (1, 2, 3)), Shape(triangle, (9, 9, 9))])


def test_svg_holds_every_layer() -> None:
    """Tone is an embedded image, lines are paths, shapes are polygons, in drawing order."""
    root = ET.fromstring(export.svg(_picture(), "Hook & <fist>", (255, 255, 255)))  # noqa: S314 - our own text
    names = [child.tag.rsplit("}", 1)[1] for child in root]
    assert names == ["title", "rect", "image", "path", "polygon"]
    assert root[0].text == "Hook & <fist>"


def test_touching_segments_become_one_run() -> None:
    """A path moves only where the line is broken."""
    root = ET.fromstring(export.svg(_picture()))  # noqa: S314 - our own text
    (path,) = [child for child in root if child.tag.endswith("path")]
    assert path.attrib["d"].count("M") == 2


def test_png_is_read_back_as_it_was() -> None:
    """Another program reads the very pixels."""
    pixels = _picture().layers[0]
    assert isinstance(pixels, Tone)
    image = QImage.fromData(export.png(pixels.pixels))
    assert (image.width(), image.height()) == (5, 3)
    assert image.pixelColor(2, 1).getRgb() == (10, 20, 30, 255)
    assert image.pixelColor(0, 0).alpha() == 0
