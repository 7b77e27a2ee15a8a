"""The figure on paper: each exercise's most telling position, as lines over a fine tone or lines alone.

It is drawn elsewhere, by the painter's process or an easel at hand; here a recording is only played.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtGui import QPainter, QPicture

from coach.figure.order import Manner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from PySide6.QtCore import QRectF

    from coach.figure.order import Order
    from coach.handout.rows import Row
    from coach.handout.sheet import Sheet

SIDE: Final = 480
"""Pixels of a picture before it is put on paper; its lines have no pixels."""

Key = tuple[str, bool]
"""An exercise, and whether its picture is to be a left limb."""


def keys(sheets: Iterable[Sheet]) -> tuple[Key, ...]:
    """The pictures that hand-outs need, each once."""
    return tuple(dict.fromkeys((row.exercise, row.mirrored) for one in sheets for row in one.rows))


def on_paper(plain: Order, *, is_left: bool, lines: bool) -> Order:
    """An order, in the look it has, for paper. The figure's own limbs are left ones; Coach mirrors them."""
    style = "line" if lines else "toon"
    return replace(
        plain, style=style, dark=False, mirrored=not is_left, width=SIDE, height=SIDE, manner=Manner.PAPER
    )


def recording(draw: Callable[[QPainter], None]) -> bytes:
    """What is drawn, as bytes that `QPicture` plays."""
    recorded = QPicture()
    painter = QPainter(recorded)
    draw(painter)
    painter.end()
    return cast("memoryview", recorded.data()).tobytes()


@dataclass(frozen=True, slots=True)
class Pictures:
    """Recordings to be played, on any thread. An empty one could not be drawn: words have to do then."""

    recorded: Mapping[Key, bytes]

    def draw(self, painter: QPainter, at: QRectF, row: Row) -> bool:
        """Paint an item's picture; False if there is none."""
        if not (recorded := self.recorded.get((row.exercise, row.mirrored))):
            return False
        picture = QPicture()
        picture.setData(recorded)
        # A recording is played larger on a device with more dots to the inch; this one has its size already.
        enlarged = painter.device().logicalDpiX() / picture.logicalDpiX()
        scale = min(at.width(), at.height()) / SIDE
        painter.save()
        painter.translate(at.center())
        painter.scale(scale, scale)
        painter.translate(-SIDE / 2, -SIDE / 2)
        painter.scale(1 / enlarged, 1 / enlarged)
        painter.drawPicture(0, 0, picture)
        painter.restore()
        return True
