"""A list of pages under headings, each title written out on as many lines as it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coach.ui.theme import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QResizeEvent

    from coach.learn.page import Page
    from coach.ui.theme import Theme

NAME: Final = Qt.ItemDataRole.UserRole
LEAST: Final = 44
"""Pixels that a row is high at least: hurting hands must hit it (WCAG 2.5.5)."""
BESIDE, ABOVE = 12, 9
"""Pixels between the edge of a row and its words, at 100 % text."""
_WRAP: Final = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


class ContentsList(QListWidget):
    """`chosen` carries the id of the page that was clicked, or on which Enter was pressed."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Rows(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.itemActivated.connect(self._on_chosen)
        self.itemClicked.connect(self._on_chosen)

    def add_heading(self, title: str) -> None:
        """A title over the pages that follow; it cannot be chosen."""
        item = QListWidgetItem(title)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def add_pages(self, pages: Iterable[Page]) -> None:
        """One row for each page; its summary is said by screen readers and shown on hovering."""
        for page in pages:
            item = QListWidgetItem(page.title)
            item.setData(NAME, page.id)
            item.setToolTip(page.summary)
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, page.summary)
            self.addItem(item)

    def mark(self, name: str) -> None:
        """Make a page the current one, if it is listed."""
        for row in range(self.count()):
            if self.item(row).data(NAME) == name:
                self.setCurrentRow(row)
                return

    def go_to_first(self) -> None:
        """The first page, unless one is current."""
        current = self.currentItem()
        if current is None or not current.data(NAME):
            self.setCurrentRow(next((row for row in range(self.count()) if self.item(row).data(NAME)), -1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows may need more lines, or fewer."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _on_chosen(self, item: QListWidgetItem) -> None:
        if name := item.data(NAME):
            self.chosen.emit(name)


class _Rows(QStyledItemDelegate):
    """Draws headings small and muted, and the current page on a soft ground."""

    def __init__(self, theme: Theme, view: ContentsList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        px = self._theme.px
        width = self._view.viewport().width()
        metrics = QFontMetrics(self._theme.font(_role(index)))
        room = QRect(0, 0, width - 2 * px(BESIDE), 10_000)
        needed = metrics.boundingRect(room, _WRAP, str(index.data())).height() + 2 * px(ABOVE)
        return QSize(width, max(needed, LEAST))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, state, row = self._theme, option.state, option.rect
        is_page = bool(index.data(NAME))
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_page and (is_current or state & QStyle.StateFlag.State_MouseOver):
            painter.setBrush(theme.color("accent_soft" if is_current else "sunk"))
            has_focus = is_current and self._view.hasFocus()
            edge = theme.color("accent") if has_focus else QColor(Qt.GlobalColor.transparent)
            painter.setPen(QPen(edge, 2))
            painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), 8, 8)
        painter.setFont(theme.font(_role(index)))
        painter.setPen(theme.color("muted" if not is_page else "accent" if is_current else "text"))
        beside = theme.px(BESIDE)
        painter.drawText(row.adjusted(beside, 0, -beside, 0), _WRAP, str(index.data()))
        painter.restore()


def _role(index: QModelIndex | QPersistentModelIndex) -> Role:
    return Role.BODY if index.data(NAME) else Role.LABEL
