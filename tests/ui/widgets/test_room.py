from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.ui.widgets.room import Room

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent
    from pytestqt.qtbot import QtBot


class Page(QWidget):
    """Boxes one below the other, each so many pixels high; the first named gives way first."""

    def __init__(self, *, stands_in: bool = False, **high: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.boxes: dict[str, QWidget] = {}
        for name, pixels in high.items():
            box = self.boxes[name] = QWidget()
            box.setMinimumHeight(pixels)
            column.addWidget(box)
        self.while_fitting: Callable[[], None] = lambda: None
        self.setMinimumSize(10, 10)
        self.room = Room(self, self._spare, {self.boxes["big"]: self.boxes["small"]} if stands_in else {})

    def _spare(self) -> list[QWidget]:
        self.while_fitting()
        return list(self.boxes.values())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As the player does."""
        super().resizeEvent(event)
        self.room.fit_now()

    @property
    def seen(self) -> set[str]:
        """The boxes that are there."""
        return {name for name, box in self.boxes.items() if not box.isHidden()}


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    """Three boxes on the screen, with room for all."""
    made = Page(least=20, big=100, small=30, most=50)
    qtbot.addWidget(made)
    made.resize(100, 200)
    made.show()
    return made


@pytest.mark.parametrize(
    ("high", "seen"),
    [
        (200, {"least", "big", "small", "most"}),
        (190, {"big", "small", "most"}),
        (160, {"least", "small", "most"}),
        (85, {"small", "most"}),
        (55, {"most"}),
    ],
)
def test_the_least_needed_goes_first_and_what_still_fits_comes_back(
    page: Page, high: int, seen: set[str]
) -> None:
    """Where a large box has to go, the small ones that went before it have room again."""
    page.resize(100, high)
    assert page.seen == seen


def test_what_is_hidden_for_its_own_reasons_stays_hidden(page: Page) -> None:
    """Only what was taken away for lack of room is shown again."""
    page.boxes["least"].hide()
    page.resize(100, 60)
    page.resize(100, 200)
    assert page.seen == {"big", "small", "most"}


def test_what_stands_in_for_another_can_go_too(qtbot: QtBot) -> None:
    """It comes with the other's going, goes when there is no room for it either, and stays away then."""
    page = Page(big=100, small=30, most=50, stands_in=True)
    qtbot.addWidget(page)
    page.show()
    page.resize(100, 150)
    assert page.seen == {"big", "most"}
    page.resize(100, 90)
    assert page.seen == {"small", "most"}
    page.resize(100, 60)
    assert page.seen == {"most"}
    page.resize(100, 150)
    assert page.seen == {"big", "most"}


def test_a_change_of_size_in_the_middle_is_reckoned_with(page: Page) -> None:
    """A window that is made smaller by the fitting itself ends with what fits the size it has then."""
    page.while_fitting = lambda: page.resize(100, 85)
    page.resize(100, 190)
    assert page.height() == 85
    assert page.seen == {"small", "most"}
