"""What every chart is: a title, a sentence, a table, and a picture of the table's rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from coach.ui.theme import Role
from coach.ui.theme.colors import LIGHT

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from coach.ui.theme import Theme
    from coach.ui.theme.colors import Colors

GAP: Final = 6.0
"""Pixels between things at 100 % text."""


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and type to paint with; `px` is how many dots a pixel at 100 % text has."""

    colors: Colors
    font: QFont
    px: float = 1.0

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return QFontMetricsF(self.font).height()

    def width(self, words: str) -> float:
        """How wide a text is."""
        return QFontMetricsF(self.font).horizontalAdvance(words)

    def color(self, name: str) -> QColor:
        """A colour of the scheme by its name."""
        return QColor(getattr(self.colors, name))


class Chart(Protocol):
    """Something to be seen. Row and mark of the same number belong together.

    `summary` is the gist in a sentence. `head` and `rows` are the table. `height` is in dots of the look.
    """

    title: str
    summary: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def height(self, width: float, look: Look) -> float:
        """How high the picture is at a width."""

    def marks(self, at: QRectF, look: Look) -> list[QRectF]:
        """Where each row of the table is drawn."""

    def draw(self, painter: QPainter, at: QRectF, look: Look) -> None:
        """Paint the picture."""


def look_of(theme: Theme) -> Look:
    """The look of the window now."""
    return Look(theme.colors, theme.font(Role.SMALL), theme.scale)


def on_paper(size: float = 9.0, family: str = "Atkinson Hyperlegible Next") -> Look:
    """The look of a printed page: light colours; `size` is that of the type, in points."""
    font = QFont(family)
    font.setPixelSize(round(size))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return Look(LIGHT, font, size / 14)


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour between two: `share` 0 is the first, 1 the second."""
    parts = zip(one.getRgbF()[:3], other.getRgbF()[:3], strict=True)  # type: ignore[index]  # four floats
    return QColor.fromRgbF(*(a + (b - a) * share for a, b in parts))


def said(row: tuple[str, ...], head: tuple[str, ...]) -> str:
    """A row as one says it: `Monday 2 November: minutes 12, sessions 2`."""
    first, *rest = row
    told = [f"{name.lower()} {value}" for name, value in zip(head[1:], rest, strict=True) if value]
    return f"{first}: {', '.join(told) or 'nothing'}"


CENTER: Final = Qt.AlignmentFlag.AlignCenter
LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def scale_of(most: float) -> tuple[float, float]:
    """The top of an axis and its step, so that there are two to five steps of a round number."""
    step = 1.0
    while most / step > 5:  # noqa: PLR2004 - more lines than that are in the way
        step *= 2.5 if str(step)[0] == "2" else 2
    return max(step, step * -(-most // step)), step
