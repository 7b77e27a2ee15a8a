"""Widgets side by side in as many columns of one width as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from coach.ui.widgets.page import empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from coach.ui.theme import Theme


class EvenColumns(QWidget):
    """`least` is the least width of a column, in pixels at 100 % text; `most` the number of columns."""

    def __init__(self, theme: Theme, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._least = least
        self._most = most
        self._widgets: tuple[QWidget, ...] = ()
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        theme.changed.connect(self._fit)

    def show_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Show these in the place of those before."""
        empty(self._grid)
        self._widgets = tuple(widgets)
        self._columns = 0
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        columns = max(1, min(self._most, self.width() // self._theme.px(self._least)))
        if columns == self._columns:
            return
        for column in range(self._most):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for place, widget in enumerate(self._widgets):
            self._grid.removeWidget(widget)
            self._grid.addWidget(widget, place // columns, place % columns)
            widget.show()  # at once: it may be given the keyboard
