"""Stills of the figure on disk, keyed by everything that decides their pixels."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSaveFile
from PySide6.QtGui import QImageWriter

from coach import paths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QImage

_KEEP = 1500
"""Pictures kept; the longest unused go first."""


def path(key: tuple[object, ...], folder: Path | None = None) -> Path:
    """Where the picture for a key is, if it has been kept.

    The key has to name all that the picture is made of by value, `made_by` among it.
    """
    folder = paths.cache_dir() / "figures" if folder is None else folder
    return folder / f"{hashlib.blake2b(repr(key).encode(), digest_size=16).hexdigest()}.png"


def made_by(folders: Iterable[Path] = ()) -> str:
    """A fingerprint of the drawing code, the meshes and the poses, by size and time of change.

    `folders` are routine folders, besides Coach's and the person's own, whose poses may be named.
    """
    code = Path(__file__).resolve().parents[2] / "figure"
    poses = (folder / "poses" for folder in (paths.bundled_routines(), paths.own_routines(), *folders))
    files = [*code.glob("*.py"), *(paths.assets() / "figure").glob("*.npz")]
    files += [file for folder in poses for file in folder.glob("*.y*ml")]
    return repr([(file.name, (stat := file.stat()).st_size, stat.st_mtime_ns) for file in sorted(files)])


def keep(image: QImage, path: Path) -> None:
    """Write a picture for other days. A disk that cannot be written to is no obstacle."""
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
