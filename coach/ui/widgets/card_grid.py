"""The grid of cards: a list view whose delegate paints each card, so that hundreds cost what a few do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coach import times
from coach.ui.icons import renderer
from coach.ui.library_filter import KINDS, main_area
from coach.ui.theme import Role, Theme

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent, QPixmap

    from coach.routine.index import Card

    Index = QModelIndex | QPersistentModelIndex

CARD = Qt.ItemDataRole.UserRole
FAVOURITE = CARD + 1
STAR = 22
"""Pixels that the mark of a favourite is wide at 100 % text."""
PICTURE = 128
"""Pixels that a card's picture is high at 100 % text."""
GAP = 16
DIMMED = 0.35
"""How much of a picture is left where it is ruled out."""
RADIUS = 16
PICTURES = {"hands": "hand", "feet": "foot", "toes": "foot", "legs": "foot", "body": "body"}


def facts(card: Card) -> str:
    """The line under the title: `5 min · 8 steps · changed for you`, `Stretch · 1 min`, `Not for you now`."""
    if card.barred:
        return "Not for you now"
    if card.type == "routine":
        steps = f"{card.items} step" + ("s" if card.items != 1 else "")
        return f"{times.length(card.seconds)} · {steps}" + (" · changed for you" if card.changes else "")
    if card.type == "programme":
        return f"up to {times.length(card.seconds)} a day · {card.items} item{'s' if card.items != 1 else ''}"
    kinds = ", ".join(KINDS.get(kind, kind.capitalize()) for kind in card.kinds)
    return f"{kinds} · {times.length(card.seconds)}"


def about(card: Card) -> str:
    """What stands below: when to use it or, where it is ruled out, why and what suits."""
    if not card.barred:
        return card.use_when
    return f"{card.barred} Instead: {card.instead}." if card.instead else card.barred


class CardModel(QAbstractListModel):
    """The cards on show, in order."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: tuple[Card, ...] = ()
        self._favourites: Container[str] = ()

    def show(self, cards: Sequence[Card]) -> None:
        """Replace what is on show."""
        if tuple(cards) != self._cards:
            self.beginResetModel()
            self._cards = tuple(cards)
            self.endResetModel()

    def mark(self, favourites: Container[str]) -> None:
        """From now on the cards with these ids are favourites."""
        self._favourites = favourites
        if self._cards:
            self.dataChanged.emit(self.index(0), self.index(len(self._cards) - 1))

    def rowCount(self, _parent: Index | None = None) -> int:
        """How many cards."""
        return len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401  # Qt's own
        """A card's title, what a screen reader says of it, or the card."""
        card = self._cards[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return card.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{card.title}, {facts(card)}" + (", a favourite" if card.id in self._favourites else "")
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return about(card)
        if role == FAVOURITE:
            return card.id in self._favourites
        return card if role == CARD else None


class CardDelegate(QStyledItemDelegate):
    """Paints one card: picture, title, facts, when to use it."""

    def __init__(self, theme: Theme, grid: CardGrid) -> None:
        super().__init__(grid)
        self._theme = theme
        self._grid = grid
        self.width = 320
        self.pictures: Callable[[Card], QPixmap | None] | None = None
        """Gives each card's picture. Until it is known the place stays empty, rather than flicker."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """One size for all: a picture, a title of two lines, facts, two lines of text."""
        return QSize(self.width, self._theme.px(PICTURE + 138) + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the card."""
        card: Card = index.data(CARD)
        colors = self._theme.colors
        rect = QRectF(option.rect.adjusted(0, 0, -GAP, -GAP)).adjusted(1, 1, -1, -1)
        focused, hovered = self._grid.has_keyboard(index), self._grid.has_pointer(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(rect, RADIUS, RADIUS)
        painter.fillPath(shape, QColor(colors.ground if card.barred else colors.surface))
        painter.save()
        painter.setClipPath(shape)
        top = QRectF(rect.x(), rect.y(), rect.width(), self._theme.px(PICTURE))
        painter.setOpacity(DIMMED if card.barred else 1)
        painter.fillRect(top, QColor(colors.picture))
        self._paint_picture(painter, card, top.adjusted(0, 6, 0, -2))
        painter.restore()
        if index.data(FAVOURITE):
            self._paint_star(painter, top)
        edge = QPen(
            QColor(colors.accent if focused else colors.edge if hovered or card.barred else colors.line)
        )
        edge.setWidthF(3 if focused else 1)
        if card.barred:
            edge.setStyle(Qt.PenStyle.DashLine)
        painter.strokePath(shape, edge)
        self._paint_words(painter, card, rect.adjusted(0, top.height(), 0, 0))
        painter.restore()

    def _paint_picture(self, painter: QPainter, card: Card, box: QRectF) -> None:
        size = min(box.width(), box.height())
        target = QRectF(box.center().x() - size / 2, box.center().y() - size / 2, size, size)
        if self.pictures is None:
            return
        still = self.pictures(card)
        if still is not None:
            painter.drawPixmap(target, still, QRectF(still.rect()))
        else:
            inset = size * 0.22
            drawing = renderer(PICTURES[main_area(card.body)], self._theme.colors.edge)
            drawing.render(painter, target.adjusted(inset, inset, -inset, -inset))

    def _paint_star(self, painter: QPainter, picture: QRectF) -> None:
        """In the corner of the picture, on a ground of its own: figures come in all colours."""
        size, pad = self._theme.px(STAR), self._theme.px(8)
        ground = QRectF(picture.right() - size - 2 * pad, picture.top() + pad, size + pad, size + pad)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colors.surface))
        painter.drawEllipse(ground)
        inset = pad / 2
        renderer("star-full", self._theme.colors.accent).render(
            painter, ground.adjusted(inset, inset, -inset, -inset)
        )

    def _paint_words(self, painter: QPainter, card: Card, box: QRectF) -> None:
        theme, colors = self._theme, self._theme.colors
        pad = theme.px(14)
        left, width = round(box.x()) + pad, round(box.width()) - 2 * pad
        y = round(box.y()) + theme.px(10)
        title, small = theme.font(Role.STRONG), theme.font(Role.SMALL)
        for words, font, color, most in (
            (card.title, title, colors.muted if card.barred else colors.text, 2),
            (facts(card), small, colors.caution if card.barred else colors.accent, 1),
            (about(card), small, colors.text if card.barred else colors.muted, 3),
        ):
            metrics = QFontMetrics(font)
            step = metrics.lineSpacing()
            room = (round(box.bottom()) - theme.px(8) - y) // step
            painter.setFont(font)
            painter.setPen(QColor(color))
            for line in _lines(words, metrics, width, min(most, room)) if room > 0 else []:
                painter.drawText(QRect(left, y, width, step), Qt.AlignmentFlag.AlignVCenter, line)
                y += step
            y += theme.px(2)


def _lines(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """Break words into at most `most` lines; what is left over ends in an ellipsis."""
    lines: list[str] = []
    current = ""
    rest = text.split()
    while rest:
        longer = f"{current} {rest[0]}".strip()
        if current and metrics.horizontalAdvance(longer) > width:
            if len(lines) == most - 1:
                break
            lines.append(current)
            current = ""
        else:
            current = longer
            rest.pop(0)
    last = f"{current} {' '.join(rest)}".strip()
    return [*lines, metrics.elidedText(last, Qt.TextElideMode.ElideRight, width)] if last else lines


class CardGrid(QListView):
    """Cards in as many even columns as fit. Enter or a click opens one."""

    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.cards = CardModel(self)
        self._delegate = CardDelegate(theme, self)
        self._under_pointer = -1
        self.setModel(self.cards)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSpacing(0)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Library")
        self.clicked.connect(self._open)
        self.activated.connect(self._open)
        theme.changed.connect(self._fit)

    def show_pictures(self, pictures: Callable[[Card], QPixmap | None]) -> None:
        """From now on ask for each card's picture; None shows a plain drawing."""
        self._delegate.pictures = pictures
        self.viewport().update()

    def has_keyboard(self, index: Index) -> bool:
        """Whether the keyboard is on this card."""
        return self.hasFocus() and self.currentIndex() == index

    def has_pointer(self, index: Index) -> bool:
        """Whether the pointer is over this card."""
        return self._under_pointer == index.row()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(CARD))

    def _fit(self) -> None:
        # Icon mode keeps the scroll bar's room free even while there is none.
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 4
        columns = max(1, room // self._theme.px(270))
        self._delegate.width = (room - 8) // columns
        self.setGridSize(self._delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()))

    def resizeEvent(self, event: Any) -> None:  # noqa: ANN401  # Qt's own
        """Share the width out evenly."""
        self._fit()
        super().resizeEvent(event)

    def focusInEvent(self, event: Any) -> None:  # noqa: ANN401  # Qt's own
        """Coming in by keyboard lands on a card, so that Enter and the arrows work at once."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.cards.rowCount():
            self.setCurrentIndex(self.cards.index(0))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the pointing hand and a darker edge say that a card can be pressed."""
        super().mouseMoveEvent(event)
        self._point_at(self.indexAt(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer has gone."""
        super().leaveEvent(event)
        self._point_at(QModelIndex())

    def _point_at(self, index: QModelIndex) -> None:
        if index.row() != self._under_pointer:
            self._under_pointer = index.row()
            shape = Qt.CursorShape.PointingHandCursor if index.isValid() else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().update()
