"""Pictures of an author's own for tests: a real png and a real drawing, each twice as wide as high."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QColor, QImage

if TYPE_CHECKING:
    from pathlib import Path

RED: Final = "#ff0000"
BLUE: Final = "#0000ff"
DRAWING: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    f'<rect width="20" height="20" fill="{RED}"/>'
    f'<rect x="20" width="20" height="20" fill="{BLUE}"/>{{}}</svg>'
)


def png(path: Path) -> None:
    """Red on the left, blue on the right, 40 by 20 pixels."""
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    for x in range(40):
        for y in range(20):
            image.setPixelColor(x, y, QColor(RED if x < 20 else BLUE))
    assert image.save(str(path))


def svg(path: Path, more: str = "") -> None:
    """The same, drawn; `more` is drawn over it."""
    path.write_text(DRAWING.format(more), encoding="utf-8")


def make(folder: Path) -> None:
    """Both, as `wave.png` and `wave.svg`."""
    png(folder / "wave.png")
    svg(folder / "wave.svg")
