"""A calm line across the screen that can be read from the desk beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from coach.ui import whereabouts
from coach.ui.icons import pixmap
from coach.ui.widgets.room import forget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coach.ui.theme import Theme

WIDE: Final = 1000
"""Pixels at 100 % text from which on the answers stand beside the words."""
SMALL: Final = 2
"""Answers that a small strip still has: to begin, and a little later."""
MARGIN: Final = 16
LARGEST: Final = 16_777_215
"""As Qt has it."""
MARK: Final = 48


class Strip(QWidget):
    """Never takes the keyboard, lets everything else go on, and stands on the screen that the person is at.

    Where the desktop lets no window place itself (Wayland), it stands where the desktop puts it.
    """

    def __init__(self, theme: Theme) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(None, flags)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("Coach")
        self._theme = theme
        self.is_small = False
        self.buttons: dict[str, QPushButton] = {}
        self._frame = QFrame()
        self._frame.setObjectName("strip")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._frame)
        self._mark = QLabel()
        self.title, self.body = QLabel(), QLabel()
        for label in (self.title, self.body):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.body)
        self._grid = QGridLayout(self._frame)
        self._grid.setContentsMargins(24, 14, 24, 14)
        self._grid.setHorizontalSpacing(24)
        self._grid.addLayout(words, 0, 1)
        self._grid.setColumnStretch(1, 1)
        self._holder = QWidget()
        self._holder.setLayout(self._answers)
        self._answers.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._fit)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenRemoved.connect(self._fit)

    def offer(
        self, title: str, body: str, actions: Sequence[tuple[str, str]], chosen: Callable[[str], None]
    ) -> None:
        """Show what it is time for, and its answers as (id, words); `chosen` is told the id of one."""
        self.is_small = False
        self.title.setText(title)
        self.body.setText(body)
        while (item := self._answers.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        for number, (name, label) in enumerate(actions):
            button = QPushButton(label)
            button.setProperty("kind", "primary" if number == 0 else "")
            button.setAutoDefault(True)
            button.clicked.connect(partial(self._on_clicked, name, chosen))
            self._answers.addWidget(button)
            self.buttons[name] = button
        self.setAccessibleName(f"{title}. {body}")
        self._theme.dress()
        self._fit()
        self.show()
        self._fit()  # only what is shown has its style, and so knows the room it needs
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{title}. {body}"))

    def recede(self) -> None:
        """Nobody answers: become small, and stay out of the way."""
        if self.isVisible():
            self.is_small = True
            self._fit()

    def withdraw(self) -> None:
        """Go away."""
        self.hide()

    def _on_clicked(self, name: str, chosen: Callable[[str], None]) -> None:
        self.hide()
        chosen(name)

    def _fit(self) -> None:
        """Take the place that it has now: all of the width at the top, or a corner."""
        room = whereabouts.here()
        small, theme = self.is_small, self._theme
        beside = small or room.width() >= theme.px(WIDE)
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.removeWidget(self._holder)
        self._grid.removeWidget(self._mark)
        self._grid.setVerticalSpacing(0 if beside else 12)
        self._grid.addWidget(self._mark, 0, 0, middle if small else Qt.AlignmentFlag.AlignTop)
        if beside:
            self._grid.addWidget(self._holder, 0, 2, middle)
        else:
            self._grid.addWidget(self._holder, 1, 1, Qt.AlignmentFlag.AlignLeft)
        self._holder.show()
        self.body.setHidden(small or not self.body.text())
        for place, button in enumerate(self.buttons.values()):
            button.setHidden(small and place >= SMALL)
        self.title.setWordWrap(not small)
        self.title.setProperty("role", "strong" if small else "since")
        self.body.setProperty("role", "cue")
        for label in (self.title, self.body):
            label.style().unpolish(label)
            label.style().polish(label)
        side = theme.px(MARK // 2 if small else MARK)
        self._mark.setPixmap(pixmap("hand", theme.colors.accent, side, self.devicePixelRatioF()))
        self.setMinimumSize(0, 0)
        self.setMaximumSize(LARGEST, LARGEST)
        layout = self.layout()
        assert layout is not None  # noqa: S101  # made above
        forget(layout)
        here = _corner(self, room) if small else _top(self, room)
        self.setFixedSize(here.size())  # what has one size is not made a tile by desktops that tile
        self.move(here.topLeft())


def _top(strip: QWidget, room: QRect) -> QRect:
    """All of the width of a room, as high as the words need."""
    layout = strip.layout()
    assert layout is not None  # noqa: S101  # made above
    layout.activate()
    high = (
        layout.totalHeightForWidth(room.width()) if layout.hasHeightForWidth() else strip.sizeHint().height()
    )
    return QRect(room.left(), room.top(), room.width(), max(high, strip.minimumSizeHint().height()))


def _corner(strip: QWidget, room: QRect) -> QRect:
    """The upper right corner of a room."""
    layout = strip.layout()
    assert layout is not None  # noqa: S101  # the same
    layout.activate()
    wide = min(strip.sizeHint().width(), room.width() - 2 * MARGIN)
    high = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else strip.sizeHint().height()
    return QRect(room.right() - wide - MARGIN, room.top() + MARGIN, wide, high)
