"""Milliseconds a frame of the figure, beside a plain QPainter fill of as many triangles.

`QT_QPA_PLATFORM=offscreen python benchmarks/figure.py` prints median and 95th percentile on one core.
"""

# ruff: noqa: PLR2004 - the numbers are lengths, angles and shares of a drawing, explained where they stand

from __future__ import annotations

import os
import statistics
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPolygonF

from coach.figure.motion import Frame, Mark, Motion
from coach.figure.picture import Picture
from coach.figure.pose_file import bundled
from coach.figure.render import behind, front
from coach.figure.stage import Look, Stage
from coach.ui.widgets import figure_paint

if TYPE_CHECKING:
    from collections.abc import Callable

FRAMES = 60


def motion(figure: str, names: list[str], **more: object) -> Motion:
    """A motion through named poses."""
    poses = bundled(figure)
    frames = tuple(Frame(poses[n].pose, view=poses[n].view, **more) for n in names)  # type: ignore[arg-type]
    return Motion(figure, frames, (), Mark.WORKED)  # type: ignore[arg-type]


def main() -> None:
    """Measure and print."""
    app = QGuiApplication([])
    cases = {
        "one hand": motion("hand", ["straight", "hook-fist", "full-fist"]),
        "foot with ball": motion("foot", ["neutral", "flex"], prop=("ball",)),
        "two hands": motion(
            "hand", ["straight", "wrist-extension"], assist={"hand": "pull-back", "on": "palm"}
        ),
    }
    print(f"{'':16} {'size':>5} {'median':>8} {'p95':>8}  ms    (QPainter triangles: median)")
    for size in (480, 720):
        for name, what in cases.items():
            stage = Stage(what, Look(size, size))
            triangles = _triangles(stage)
            ours = _measure(lambda t, stage=stage, size=size: _frame(stage, t, size))  # type: ignore[misc]
            plain = _measure(lambda _t, tri=triangles, size=size: _plain(tri, size), 8)  # type: ignore[misc]
            print(
                f"{name:16} {size:5} {statistics.median(ours):8.1f} {np.percentile(ours, 95):8.1f}"
                f"        {statistics.median(plain):8.1f}"
            )
    del app


def _measure(draw: Callable[[float], None], frames: int = FRAMES) -> list[float]:
    out = []
    for i in range(frames + 5):
        begin = time.process_time()
        draw(i * 0.1)
        if i >= 5:
            out.append((time.process_time() - begin) * 1e3)
    return out


def _frame(stage: Stage, t: float, size: int) -> None:
    scene = stage.moving(stage.motion.at(None, t))
    picture = Picture(size, size, [*behind(scene), *front(scene)])
    figure_paint.image(picture, 1.0, QColor("white"), joined=False)


def _triangles(stage: Stage) -> list[QPolygonF]:
    """The front faces of the first frame, projected."""
    scene = stage.moving(stage.motion.at(None, 0.0))
    out: list[QPolygonF] = []
    for solid in scene.solids:
        xy, _ = scene.camera.project(solid.vertices)
        a, b, c = (xy[solid.topology.faces[:, k]] for k in range(3))
        area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
        front_faces = np.stack([a, b, c], axis=1)[area < 0]
        out.extend(QPolygonF([QPointF(x, y) for x, y in face]) for face in front_faces.tolist())
    return out


def _plain(triangles: list[QPolygonF], size: int) -> None:
    image = QImage(size, size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(240, 205, 176))
    for triangle in triangles:
        painter.drawPolygon(triangle)
    painter.end()


if __name__ == "__main__":
    main()
