"""A large row to tick: a box, a few strong words, and a question under them that wraps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from coach.ui.icons import renderer
from coach.ui.theme import Role

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from coach.ui.theme import Theme

BOX = 26
PAD = 12
WRAP = Qt.TextFlag.TextWordWrap


class CheckRow(QCheckBox):
    """A check box whose whole row can be pressed. A screen reader hears the words, then the question."""

    def __init__(self, theme: Theme, words: str, question: str = "") -> None:
        super().__init__(words)
        self._theme = theme
        self._question = question
        self.setAccessibleName(words)
        self.setAccessibleDescription(question)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hasHeightForWidth(self) -> bool:
        """Narrower means taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its words need."""
        pad = self._theme.px(PAD)
        words = sum(box.height() for box, *_ in self._lines(width))
        return max(words, self._theme.px(BOX)) + 2 * pad

    def sizeHint(self) -> QSize:
        """A comfortable width; the height follows from the width it gets."""
        width = self._theme.px(420)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for any window; as high as needed at the present width."""
        return QSize(self._theme.px(200), self.heightForWidth(max(self.width(), self._theme.px(200))))

    def hitButton(self, pos: QPoint) -> bool:
        """The whole row."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box, the words and the question; a frame says that it is ticked or has the keyboard."""
        theme, colors = self._theme, self._theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = 2 if self.hasFocus() else 1
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(QColor(colors.accent_soft if self.isChecked() else colors.surface))
        rim = colors.text if self.hasFocus() else colors.accent if self.isChecked() else colors.line
        painter.setPen(QPen(QColor(rim), edge))
        painter.drawRoundedRect(frame, 10, 10)
        side, pad = theme.px(BOX), theme.px(PAD)
        box = QRectF(pad, pad, side, side)
        painter.setBrush(QColor(colors.accent if self.isChecked() else colors.surface))
        painter.setPen(QPen(QColor(colors.accent if self.isChecked() else colors.edge), 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        if self.isChecked():
            renderer("check", colors.on_accent).render(painter, box.adjusted(3, 3, -3, -3))
        y = pad + max(0, (side - QFontMetrics(theme.font(Role.STRONG)).height()) // 2)
        for rect, words, role, color in self._lines(self.width()):
            painter.setFont(theme.font(role))
            painter.setPen(QColor(color))
            painter.drawText(rect.translated(0, y), WRAP, words)
            y += rect.height()

    def _lines(self, width: int) -> list[tuple[QRect, str, Role, str]]:
        """The two texts, each with its room, from the top of the first."""
        theme = self._theme
        left = theme.px(BOX) + 2 * theme.px(PAD)
        room = QRect(0, 0, max(1, width - left - theme.px(PAD)), 10_000)
        found = []
        for words, role, color in (
            (self.text(), Role.STRONG, theme.colors.text),
            (self._question, Role.BODY, theme.colors.muted),
        ):
            if words:
                size = QFontMetrics(theme.font(role)).boundingRect(room, WRAP, words)
                found.append((QRect(left, 0, room.width(), size.height()), words, role, color))
        return found
