"""The frame of the window: the side bar, the pages beside it, and the room that both have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QWidget

from coach.ui.pages import Pages
from coach.ui.widgets.side_bar import SideBar

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent

    from coach.ui.theme import Theme

NARROW = 880
"""Below this width, at 100 % text, the side bar shows drawings only."""


class Frame(QMainWindow):
    """Has the title and the colours of the page on show: a page with the property `night` is dark."""

    def __init__(self, theme: Theme, first: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._was_shown = False
        self.setMinimumSize(640, 480)
        self.resize(1180, 800)
        self.pages = Pages(first)
        self.pages.currentChanged.connect(self._on_page_changed)
        self.pages.retitled.connect(self._on_page_changed)
        self._on_page_changed()
        self.side = SideBar(theme)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.side)
        row.addWidget(self.pages, 1)
        self.setCentralWidget(body)
        quit_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Quit), self)
        quit_key.activated.connect(self.close)
        theme.changed.connect(self._fit)

    def toggle_full_screen(self) -> None:
        """Full screen on and off."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def _on_page_changed(self) -> None:
        self._theme.set_night(bool(self.pages.current.property("night")))
        self.setWindowTitle(f"{self.pages.current.windowTitle()} – Coach")

    def _fit(self) -> None:
        self.side.set_narrow(self.width() < self._theme.px(NARROW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the pages the room when there is little."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """On one of several monitors open where the person is; on a single one the desktop knows best."""
        self._theme.dress()
        if not self._was_shown and len(QGuiApplication.screens()) > 1:
            from coach.ui import whereabouts  # noqa: PLC0415  # few have several

            self.move(whereabouts.centred(self.frameGeometry(), whereabouts.here()))
        self._was_shown = True
        super().showEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt takes the pages away one by one, and nobody sees them."""
        self.pages.blockSignals(True)
        super().closeEvent(event)
