"""What the tests of the views share: a theme, a session on a clock that only they move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from coach.clock import FakeClock
from coach.drivers.player_driver import PlayerDriver
from coach.drivers.settings_driver import SettingsDriver
from coach.settings import Appearance, Settings
from coach.ui.figures import Figures
from coach.ui.player_view import PlayerView
from coach.ui.theme import Theme
from tests.player.plans import TWO_SIDES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from coach.player.snapshot import Status
    from coach.routine.plan import Timeline


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light theme at 100 % text."""
    return Theme(qapp, Appearance())


@dataclass
class Shown:
    """A player on screen, its driver, and the clock that moves both."""

    view: PlayerView
    driver: PlayerDriver
    clock: FakeClock

    def status(self) -> Status:
        """Where the session stands."""
        return self.driver.state.status

    def run(self, seconds: float) -> None:
        """Let time pass with a tick every half second."""
        for _ in range(round(seconds * 2)):
            self.clock.advance(0.5)
            self.driver.tick()


@pytest.fixture
def show(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Callable[..., Shown]:
    """Open a player on a plan and start it."""

    def open_player(timeline: Timeline = TWO_SIDES) -> Shown:
        clock = FakeClock()
        driver = PlayerDriver(timeline, clock)
        settings = SettingsDriver(tmp_path / "settings.toml", Settings())
        bodies = {"exercise-1": ("wrist",), "exercise-3": ("toes",)}
        view = PlayerView(theme, driver, bodies, Figures(theme, settings))
        qtbot.addWidget(view)
        view.resize(1180, 800)
        with qtbot.waitActive(view):
            view.show()
        driver.start()
        return Shown(view, driver, clock)

    return open_player
