"""Draw `assets/icons/coach.png` from `coach.svg`, for the tray: the resident process does without SVG.

python -m tools.build_tray_icon
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from coach import paths

SIDE: Final = 128
"""Pixels; panels make it smaller."""


def main() -> None:
    """Draw and write."""
    app = QGuiApplication(["", "-platform", "offscreen"])
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(paths.assets() / "icons" / "coach.svg")).render(painter)
    painter.end()
    target = paths.assets() / "icons" / "coach.png"
    if not image.save(str(target)):
        raise SystemExit(f"{target} could not be written.")
    app.quit()


if __name__ == "__main__":
    main()
