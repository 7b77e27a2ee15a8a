from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, QThread
from shiboken6 import delete

from coach.drivers.absence_driver import AbsenceDriver

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


class _Desktop:
    """Speaks from a thread of its own, as the real one does."""

    def __init__(self) -> None:
        self._told: list[Callable[[str], None]] = []

    def watch(self, gone: Callable[[str], None]) -> None:
        """Keep whom to tell."""
        self._told.append(gone)

    def lock(self) -> None:
        """The screen is locked."""
        thread = threading.Thread(target=lambda: self._told[0]("lock"))
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


def test_what_the_desktop_says_is_heard_in_the_window_s_thread(qtbot: QtBot) -> None:
    """A lock told on another thread arrives on the window's."""
    desktop, window = _Desktop(), _Window()
    driver = AbsenceDriver(desktop.watch)
    driver.gone.connect(window.on_gone)
    desktop.lock()
    qtbot.waitUntil(lambda: bool(window.heard))
    assert window.heard == [("lock", True)]


@pytest.mark.usefixtures("qapp")
def test_a_word_that_comes_after_the_end_is_not_heard() -> None:
    """The desktop may still speak when Coach is closing; nothing breaks."""
    desktop, window = _Desktop(), _Window()
    driver = AbsenceDriver(desktop.watch)
    driver.gone.connect(window.on_gone)
    delete(driver)
    desktop.lock()
    assert window.heard == []
