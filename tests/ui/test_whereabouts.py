from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QWidget

from coach.ui import whereabouts
from coach.ui.whereabouts import StaysSeen, brought_back, centred, here

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Opened

LEFT, RIGHT = QRect(0, 0, 1920, 1040), QRect(1920, 200, 1280, 720)


def test_it_opens_in_the_middle_of_the_screen_that_one_is_on() -> None:
    """Also where the screens are of different size and height."""
    assert centred(QRect(0, 0, 1180, 700), RIGHT) == QPoint(1969, 209)


def test_what_is_larger_than_the_screen_begins_at_its_corner() -> None:
    """The title bar, by which one takes hold of it, is never off the screen."""
    assert centred(QRect(0, 0, 1400, 900), RIGHT) == RIGHT.topLeft()


@pytest.mark.parametrize("place", [QPoint(0, 0), QPoint(1800, 300), QPoint(2400, 400), QPoint(-900, 10)])
def test_a_window_that_can_be_seen_is_left_alone(place: QPoint) -> None:
    """Across two screens or half off one, as the person put it."""
    assert brought_back(QRect(place, RIGHT.size()), [LEFT, RIGHT], LEFT) is None


@pytest.mark.parametrize(
    ("place", "why"),
    [
        (QPoint(2400, 400), "the monitor is gone"),
        (QPoint(1850, 300), "only a rim of it can be seen"),
        (QPoint(300, -300), "its title bar is above the screen"),
        (QPoint(300, 1035), "only its upper edge is left"),
    ],
)
def test_a_window_of_a_monitor_that_is_gone_comes_back(place: QPoint, why: str) -> None:
    """What cannot be taken hold of any more is put in the middle of the person's screen."""
    window = QRect(place, RIGHT.size())
    assert brought_back(window, [LEFT], LEFT) == centred(window, LEFT), why


def test_a_real_window_is_moved_back(qtbot: QtBot) -> None:
    """A window far off every screen stands on one after a look, and is left there by the next."""
    window = QWidget()
    qtbot.addWidget(window)
    seen = StaysSeen(window)
    window.resize(300, 200)
    window.move(5000, 5000)
    seen.look()
    assert here().contains(window.frameGeometry())
    place = window.pos()
    seen.look()
    assert window.pos() == place


def test_a_monitor_that_goes_is_noticed(qtbot: QtBot, qapp: QGuiApplication) -> None:
    """The look is taken once the desktop has had its half second."""
    window = QWidget()
    qtbot.addWidget(window)
    seen = StaysSeen(window)
    qapp.screenRemoved.emit(qapp.primaryScreen())
    assert seen._later.isActive()


def test_the_window_opens_where_the_pointer_is(
    open_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """With several monitors the window opens in the middle of the one with the pointer."""
    [screen] = QGuiApplication.screens()
    monkeypatch.setattr(QGuiApplication, "screens", lambda: [screen, screen])
    monkeypatch.setattr(whereabouts, "here", lambda: QRect(100, 50, 1300, 900))
    window = open_window().window
    expected = centred(window.frameGeometry(), QRect(100, 50, 1300, 900))
    qtbot.waitUntil(lambda: (window.pos() - expected).manhattanLength() < 60)


def test_where_the_pointer_is_there_is_room(qapp: QGuiApplication) -> None:
    """The room holds the pointer."""
    del qapp
    QCursor.setPos(400, 300)
    assert here().contains(QPoint(400, 300))
