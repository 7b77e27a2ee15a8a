"""The pictures of docs/figure.md: `python -m tools.figure_docs` draws them anew after a change of the figure.

`study.webp` keeps the drawings of the study that the figure began with, in the order of `ANSWERED`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from coach.figure.body_stage import staged
from coach.figure.command import pose_motion
from coach.figure.render import render
from coach.figure.stage import Look
from coach.figure.tones import DARK, LIGHT, SKIN
from coach.ui.widgets import figure_paint
from tools.blind_sheet import exercises

if TYPE_CHECKING:
    from coach.figure.motion import Motion

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "figure"
SIDE, LABEL, GAP = 240, 26, 24
ANSWERED: Final = {
    "wrist-flexor-stretch": "a helping hand with front, back and thumb",
    "hook-fist": "fingertips apart, no broken lines",
    "tip-to-tip-little": "the little finger whole",
    "full-fist": "no fold like an ear",
    "tabletop": "a line where fingers meet",
    "straight": "a forearm with muscles and knob",
    "finger-spread-hold": "arrows on plain positions",
    "soft-ball-squeeze": "nails behind what is in front",
    "ankle-pumps": "no notch above the heel",
    "neutral": "no pale spots on the ankle",
    "toe-splay": "toenails of their own shape",
    "heel-raise-double": "a level floor; worked is not stretched",
    "ball-roll-sole": "the ball under the foot, not in it",
    "relief-arch": "fingers that hold the toes",
    "arch-thumb-sweep": "no second leg; massaged is not stretched",
}
"""The exercise or pose drawn now beside each drawing of the study, and what was amiss."""
_TONES = ("finger-spread-hold", "thumb-across-palm")
_LINES = (
    *("arch-thumb-sweep", "heel-raise-double", "towel-foot-pull", "median-nerve-glide"),
    *("wrist-extensor-stretch", "ball-roll-sole", "toe-splay"),
)
_STANDS = ("neutral", "toe-splay", "ball-roll-sole", "heel-raise-double", "toe-finger-interlace")


class Sheet:
    """A grid of drawings on paper."""

    def __init__(self, columns: int, rows: int, width: int = SIDE, height: int = SIDE) -> None:
        self._width, self._height = width, height
        self.image = QImage(columns * width, rows * height, QImage.Format.Format_RGB32)
        self.image.fill(Qt.GlobalColor.white)
        self.painter = QPainter(self.image)
        self.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        font = QFont()
        font.setPixelSize(13)
        self.painter.setFont(font)

    def draw(self, motion: Motion, look: Look, x: int, y: int, side: int = SIDE) -> None:
        """The still of a motion at some pixels."""
        if look.ground is DARK:
            self.painter.fillRect(x, y, side, side, QColor("#1b1d26"))
        figure_paint.paint(self.painter, render(staged(motion, look).still(), 2.0), QRectF(x, y, side, side))

    def say(self, words: str, x: int, y: int, width: int) -> None:
        """Words in the middle under a drawing."""
        self.painter.setPen(QColor("#22313a"))
        self.painter.drawText(QRectF(x, y, width, LABEL), Qt.AlignmentFlag.AlignCenter, words)

    def save(self, name: str) -> None:
        """Write the sheet."""
        self.painter.end()
        self.image.save(str(FOLDER / f"{name}.webp"), quality=80)


def faults(known: dict[str, Motion]) -> None:
    """The study's drawings and today's, side by side."""
    study = QImage(str(FOLDER / "study.webp"))
    per_row = study.width() // SIDE
    sheet = Sheet(3, 5, 2 * SIDE + GAP, SIDE + LABEL)
    for number, (name, words) in enumerate(ANSWERED.items()):
        row, column = divmod(number, 3)
        x, y = column * (2 * SIDE + GAP), row * (SIDE + LABEL)
        at = QRect(number % per_row * SIDE, number // per_row * SIDE, SIDE, SIDE)
        sheet.painter.drawImage(QRect(x, y, SIDE, SIDE), study, at)
        sheet.draw(known.get(name) or pose_motion(name), Look(), x + SIDE, y)
        sheet.say(words, x, y + SIDE, 2 * SIDE)
    sheet.save("faults")


def tones(known: dict[str, Motion]) -> None:
    """Every skin tone on light and on dark ground; line drawings."""
    side = 200
    sheet = Sheet(len(SKIN), 3, side, side)
    for row, (name, ground) in enumerate(zip(_TONES, (LIGHT, DARK), strict=True)):
        for tone in range(len(SKIN)):
            sheet.draw(known[name], Look(tone=tone, ground=ground), tone * side, row * side, side)
    for column, name in enumerate(_LINES):
        sheet.draw(known[name], Look(style="line", mirrored=True), column * side, 2 * side, side)
    sheet.save("tones")


def builds(known: dict[str, Motion]) -> None:
    """The average foot above, one with a longer second toe below."""
    sheet = Sheet(len(_STANDS), 2)
    for row, build in enumerate(((), ("long-second-toe",))):
        for column, name in enumerate(_STANDS):
            motion = known.get(name) or pose_motion(name)
            sheet.draw(motion, Look(tone=3, builds=build), column * SIDE, row * SIDE)
    sheet.save("builds")


def main() -> None:
    """Draw all of them."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication([])
    known = {name: motion for name, (_title, motion) in exercises().items()}
    for draw in (faults, tones, builds):
        draw(known)
    del app


if __name__ == "__main__":
    main()
