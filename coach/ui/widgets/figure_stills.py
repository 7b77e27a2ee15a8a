"""Stills of the figure on disk, keyed by everything that decides their pixels."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSaveFile
from PySide6.QtGui import QImage, QImageWriter

from coach import paths

if TYPE_CHECKING:
    from collections.abc import Callable

_KEEP = 1500
"""Pictures kept; the longest unused go first."""


def still(key: tuple[object, ...], draw: Callable[[], QImage], folder: Path | None = None) -> QImage:
    """The picture for a key from the disk, or drawn now and kept.

    The key has to name all that `draw` uses: motion, frame, size, tone, side, style and ground, by value. The
    figure's own code and meshes are added here. A disk that cannot be written to is no obstacle.
    """
    folder = paths.cache_dir() / "figures" if folder is None else folder
    path = folder / f"{_digest(key)}.png"
    image = QImage(str(path)) if path.exists() else QImage()
    if image.isNull():
        image = draw()
        _keep(image, path)
    return image


def _digest(key: tuple[object, ...]) -> str:
    return hashlib.blake2b(repr((_made_by(), key)).encode(), digest_size=16).hexdigest()


@cache
def _made_by() -> str:
    """A fingerprint of the drawing code and the meshes, by size and time of change."""
    code = Path(__file__).resolve().parents[2] / "figure"
    files = sorted([*code.glob("*.py"), *(paths.assets() / "figure").glob("*.npz")])
    return repr([(file.name, (stat := file.stat()).st_size, stat.st_mtime_ns) for file in files])


def _keep(image: QImage, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        others = sorted(path.parent.glob("*.png"), key=lambda file: file.stat().st_atime)
        for old in others[: max(0, len(others) - _KEEP + 1)]:
            old.unlink(missing_ok=True)
    except OSError:
        return
    # Written aside and renamed, so that a second process never reads half a picture.
    file = QSaveFile(str(path))
    if file.open(QSaveFile.OpenModeFlag.WriteOnly) and QImageWriter(file, b"png").write(image):
        file.commit()
