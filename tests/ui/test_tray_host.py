from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from coach.ui.tray import Tray

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tools.display import PrivateDisplay


@pytest.mark.skipif(shutil.which("trayer") is None, reason="trayer, a panel for tray icons, is not installed")
def test_the_icon_returns_with_its_panel(qtbot: QtBot, display: PrivateDisplay) -> None:
    """Without a panel Coach goes on; when one starts the icon is in it, and again after it has crashed."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    tray = Tray()
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    for _ in range(2):
        panel = subprocess.Popen(["trayer"], env=display.environment, stderr=subprocess.DEVNULL)
        qtbot.waitUntil(lambda: not tray.icon.geometry().isEmpty(), timeout=15_000)
        assert QSystemTrayIcon.isSystemTrayAvailable()
        panel.kill()
        panel.wait()
        qtbot.waitUntil(lambda: tray.icon.geometry().isEmpty(), timeout=15_000)
        assert not QSystemTrayIcon.isSystemTrayAvailable()
    tray.icon.hide()
