"""Draw the pictures that tests/figure/test_golden.py compares with. Look at them before committing.

`python -m tools.golden_figures` writes tests/figure/golden/*.png.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage

from coach.figure.command import pose_motion
from coach.figure.render import render
from coach.figure.stage import Look, Stage
from coach.ui.widgets import figure_paint

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "figure" / "golden"
NAMES = (
    "straight",
    "tabletop",
    "hook-fist",
    "full-fist",
    "spread",
    "ok-sign",
    "tip-to-tip-little",
    "wrist-extension",
    "neutral",
    "point",
    "toe-lift",
    "heel-raise",
)


def small(name: str) -> QImage:
    """A pose on white, 96 pixels wide, averaged down from 384."""
    picture = render(Stage(pose_motion(name), Look(192, 192)).still(), 2.0)
    large = figure_paint.image(picture, 2.0, QColor("white"))
    return large.scaled(
        96, 96, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def pixels(image: QImage) -> NDArray[np.uint8]:
    """RGB values (h, w, 3)."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).copy()


def main() -> None:
    """Write all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    FOLDER.mkdir(exist_ok=True)
    for name in NAMES:
        small(name).convertToFormat(QImage.Format.Format_RGB888).save(str(FOLDER / f"{name}.png"))
    del app


if __name__ == "__main__":
    main()
