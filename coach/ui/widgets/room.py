"""Little room: what is needed least gives way, one after another, until the rest has the room it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QLayout, QWidget

TRIES: Final = 3
"""How often at most it is fitted for one change."""


class Room(QObject):
    """Fits the children of a page that has a layout. `spare` names them, the least needed first.

    Only what it has taken away itself is shown again; what is hidden for its own reasons stays hidden.
    `instead` names smaller widgets that stand in for those taken away; the one for the very last has all the
    room that is left.
    """

    def __init__(
        self,
        page: QWidget,
        spare: Callable[[], Sequence[QWidget]],
        instead: Mapping[QWidget, QWidget],
    ) -> None:
        super().__init__(page)
        self._page = page
        self._spare = spare
        self._instead = instead
        self._away: list[QWidget] = []
        self._is_fitting = False
        for widget in instead.values():
            widget.hide()
        # Not while Qt is laying out.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.fit_now)

    def fit_soon(self) -> None:
        """Fit once what is going on now is over."""
        self._soon.start()

    def fit_now(self) -> None:
        """Take away as little as will do; again, but not for ever, where that changes the page's size."""
        if self._is_fitting:
            return
        self._is_fitting = True
        for _ in range(TRIES):
            size = self._page.size()
            self._fit()
            if self._page.size() == size:
                break
        self._is_fitting = False

    def _fit(self) -> None:
        self._page.setUpdatesEnabled(False)
        for widget in reversed(self._away):
            self._give_back(widget)
        self._away = []
        for widget in self._spare():
            if self._fits():
                self._give_back_what_fits()
                break
            if not widget.isHidden():
                self._take_away(widget)
                self._away.append(widget)
        self._page.setUpdatesEnabled(True)

    def _give_back_what_fits(self) -> None:
        """The last that went may have left more room than was needed: something smaller fits in it."""
        for widget in self._away[-2::-1]:
            self._give_back(widget)
            if self._fits():
                self._away.remove(widget)
            else:
                self._take_away(widget)

    def _take_away(self, widget: QWidget) -> None:
        widget.hide()
        if widget in self._instead and self._instead[widget] not in self._away:
            self._instead[widget].show()

    def _give_back(self, widget: QWidget) -> None:
        widget.show()
        if widget in self._instead:
            self._instead[widget].hide()

    def _fits(self) -> bool:
        layout = self._page.layout()
        assert layout is not None  # noqa: S101  # a page has one
        forget(layout)
        wide, high = self._page.width(), self._page.height()
        least = layout.totalMinimumSize()
        # Where no words wrap, Qt has no height for a width to tell.
        needed = layout.totalMinimumHeightForWidth(wide) if layout.hasHeightForWidth() else least.height()
        return needed <= high and least.width() <= wide


def forget(layout: QLayout) -> None:
    """Have a layout and all in it ask anew how much room is needed: Qt would do so a moment later."""
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget = item.widget() if item else None
        inner = widget.layout() if widget else item.layout() if item else None
        if inner is not None:
            forget(inner)
        if widget is not None:
            widget.updateGeometry()
    layout.invalidate()
