"""A button that holds a layout of its own and is as high as its wrapped words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLayout, QPushButton, QSizePolicy

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QWidget


class WordyButton(QPushButton):
    """A button's own hints know nothing of what lies in it; these ask the layout, which a subclass makes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _inside(self) -> QLayout:
        layout = self.layout()
        assert layout is not None  # noqa: S101 - every subclass makes one
        return layout

    def sizeHint(self) -> QSize:
        """What lies in it needs."""
        return self._inside().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What its longest word needs; a button's own would never let words wrap."""
        return self._inside().minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as the wrapped words are."""
        return self._inside().totalHeightForWidth(width)
