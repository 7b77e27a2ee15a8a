"""A program for tests: plays a session from start to end in a window, on a clock of its own.

    python -m tests.ui.play_for_readers FOLDER

Prints the line that each step is to be announced with, then leaves.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from coach.clock import FakeClock
from coach.drivers.player_driver import PlayerDriver
from coach.drivers.settings_driver import SettingsDriver
from coach.player.snapshot import Status
from coach.settings import Appearance, Settings
from coach.ui.figures import Figures
from coach.ui.player_view import PlayerView
from coach.ui.theme import Theme
from tests.player.plans import plan

PLAN = plan("""
    1 get-ready 5 left
    1 hold 30 left
    1 switch 4 right
    1 hold 30 right
    2 rest 8
    3 move ~6 both
    3 user-done ~6 both
""")
"""Every phase there is, with holds that are long enough to show a breath."""


def main(folder: Path) -> None:
    """Play it."""
    app = QApplication(["coach"])
    theme = Theme(app, Appearance())
    theme.dress()
    clock = FakeClock()
    driver = PlayerDriver(PLAN, clock)
    driver.go_on_after = 4
    view = PlayerView(theme, driver, {}, Figures(theme, SettingsDriver(folder / "settings.toml", Settings())))
    view.resize(1180, 800)
    view.show()
    while not view.isActiveWindow():
        app.processEvents()
    driver.start()
    while driver.state.status is Status.RUNNING:
        clock.advance(0.25)
        driver.tick()
        app.processEvents()
    for _ in range(20):
        app.processEvents()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
