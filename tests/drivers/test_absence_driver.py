from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QObject, QThread
from shiboken6 import delete

from coach.drivers.absence_driver import AbsenceDriver

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from coach.desktop.bus import Bus, Place


class _Desktop:
    """A bus on which only this test speaks, from a thread of its own as the real one does."""

    def __init__(self) -> None:
        self._heard: list[Callable[[tuple[Any, ...]], None]] = []

    def listen(self, _signal: str, _place: Place, heard: Callable[[tuple[Any, ...]], None]) -> None:
        """Keep who listens."""
        self._heard.append(heard)

    def lock(self) -> None:
        """The screen is locked, and unlocked again."""

        def say() -> None:
            for locked in (True, False):
                self._heard[0]((locked,))

        thread = threading.Thread(target=say)
        thread.start()
        thread.join()


class _Window(QObject):
    """Hears in the thread it lives in."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[tuple[str, bool]] = []

    def on_gone(self, why: str) -> None:
        """Note what, and whether it is the window's own thread."""
        self.heard.append((why, QThread.currentThread() == self.thread()))


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> _Desktop:
    """A Linux desktop."""
    monkeypatch.setattr(sys, "platform", "linux")
    return _Desktop()


def test_what_the_desktop_says_is_heard_in_the_window_s_thread(qtbot: QtBot, desktop: _Desktop) -> None:
    """A lock told on another thread arrives on the window's, once; the unlocking is nobody's business."""
    driver, window = AbsenceDriver(cast("Bus", desktop), None), _Window()
    driver.gone.connect(window.on_gone)
    with qtbot.waitSignal(driver.gone):
        desktop.lock()
    qtbot.waitUntil(lambda: bool(window.heard))
    assert window.heard == [("lock", True)]


@pytest.mark.usefixtures("qapp")
def test_a_word_that_comes_after_the_end_is_not_heard(desktop: _Desktop) -> None:
    """The desktop may still speak when Coach is closing; nothing breaks."""
    driver, window = AbsenceDriver(cast("Bus", desktop), None), _Window()
    driver.gone.connect(window.on_gone)
    delete(driver)
    desktop.lock()
    assert window.heard == []
