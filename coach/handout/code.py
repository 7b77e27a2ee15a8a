"""A link, or a whole bundle, as a QR code drawn as squares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt

from coach.errors import CoachError
from coach.handout.blocks import INK, plain

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

MOST: Final = 300
"""Characters of a link that still make a code which a telephone reads from this size."""
LABEL: Final = 10.0
"""Points under the code for what it is."""
QUIET_ZONE: Final = 4
"""Modules of white around a code, as its standard (ISO/IEC 18004) asks for."""


def check(link: str) -> None:
    """Refuse what is no link, or too long for a small code.

    Raises:
        CoachError: With what is wrong.
    """
    if not link.startswith(("https://", "http://")):
        raise CoachError(f"`{link}` is no link.", "A link begins with https://.")
    if len(link) > MOST:
        raise CoachError(
            f"The link has {len(link)} characters; a code holds up to {MOST}.", "Use a shorter one."
        )


LINK: Final = 74.0
"""Points across a link's code: a telephone reads it at arm's length."""
BUNDLE: Final = 150.0
"""Points across a bundle's code, whose squares are many."""


class Code:
    """A text as a QR code with its label under it, in a square of `side` points."""

    def __init__(self, text: str, label: str, side: float = LINK) -> None:
        self.side = side
        self._text = text
        self._label = label

    def draw(self, painter: QPainter, at: QRectF) -> None:
        """The code in dark squares on white."""
        import segno  # noqa: PLC0415  # few hand-outs have a code

        # At least "l": a higher level where it needs no larger code.
        matrix = segno.make(self._text, error="l", micro=False).matrix
        side = min(at.width(), at.height() - LABEL)
        module = side / (len(matrix) + 2 * QUIET_ZONE)
        left, top = at.center().x() - side / 2 + QUIET_ZONE * module, at.top() + QUIET_ZONE * module
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(INK)
        for row, cells in enumerate(matrix):
            for column, is_dark in enumerate(cells):
                if is_dark:
                    painter.drawRect(QRectF(left + column * module, top + row * module, module, module))
        painter.restore()
        painter.setFont(plain(8))
        painter.setPen(INK)
        under = QRectF(at.left(), at.bottom() - LABEL, at.width(), LABEL)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, self._label)
