"""A sheet of exercises without captions, to be named by people who know nothing of the project.

`python -m tools.blind_sheet OUT.png [--count 30] [--seed 1] [--grey 96]` draws the sheet with numbers only
and writes the answers beside it as OUT.txt. Where it can be helped, no two neighbours show the same figure
in the same view.
"""

from __future__ import annotations

import argparse
import os
import random
from pathlib import Path

import yaml
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QGuiApplication, QImage, QPainter

from coach import paths
from coach.figure.body_stage import staged
from coach.figure.motion import Motion, read_motion
from coach.figure.render import render
from coach.figure.stage import Look
from coach.ui.widgets import figure_paint


def exercises() -> dict[str, tuple[str, Motion]]:
    """Every bundled exercise that has a motion: id to title and motion."""
    out = {}
    for file in sorted((paths.bundled_routines() / "exercises").rglob("*.yaml")):
        document = yaml.safe_load(file.read_text("utf-8"))
        if document.get("motion"):
            motion, _ = read_motion(document["motion"], document.get("kind", ""))
            if motion is not None:
                out[document["id"]] = (document["title"], motion)
    return out


def chosen(known: dict[str, tuple[str, Motion]], count: int, seed: int) -> list[str]:
    """So many exercises in an order where like does not follow like."""
    dice = random.Random(seed)  # noqa: S311 - a repeatable shuffle, no secret
    names = dice.sample(sorted(known), min(count, len(known)))

    def kind(name: str) -> tuple[str, str]:
        motion = known[name][1]
        return motion.figure, str(motion.frames[0].view)

    out = [names.pop()]
    while names:
        other = [name for name in names if kind(name) != kind(out[-1])] or names
        out.append(other[0])
        names.remove(other[0])
    return out


def main() -> None:
    """Draw the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", type=Path)
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--grey", type=int, default=0, help="pixels of each picture, in grey")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    known = exercises()
    names = chosen(known, arguments.count, arguments.seed)
    side = arguments.grey or 320
    columns, label = 6, 24
    rows = -(-len(names) // columns)
    sheet = QImage(columns * side, rows * (side + label), QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.white)
    painter = QPainter(sheet)
    font = QFont()
    font.setPixelSize(16)
    painter.setFont(font)
    for number, name in enumerate(names):
        row, column = divmod(number, columns)
        x, y = column * side, row * (side + label)
        picture = render(staged(known[name][1], Look()).still(), 2.0)
        figure_paint.paint(painter, picture, QRectF(x, y, side, side))
        painter.setPen(Qt.GlobalColor.black)
        painter.drawText(QRectF(x, y + side, side, label), Qt.AlignmentFlag.AlignCenter, str(number + 1))
    painter.end()
    if arguments.grey:
        sheet = sheet.convertToFormat(QImage.Format.Format_Grayscale8)
    sheet.save(str(arguments.output))
    answers = (f"{n}. {name}: {known[name][0]}" for n, name in enumerate(names, start=1))
    arguments.output.with_suffix(".txt").write_text("\n".join(answers) + "\n", encoding="utf-8")
    del app


if __name__ == "__main__":
    main()
