from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QProcess

from coach import paths
from coach import settings as settings_files
from coach.clock import FakeClock, SystemClock
from coach.drivers.backup_driver import BackupDriver
from coach.history.daily_backup import load
from coach.settings import Backup, Settings

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

pytestmark = pytest.mark.usefixtures("qapp")


def _choose(backup: Backup) -> None:
    settings_files.save(paths.settings_file(), Settings(backup=backup))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the back-ups go."""
    made = tmp_path / "cloud"
    made.mkdir()
    return made


def test_what_is_due_is_made_beside_the_event_loop(folder: Path, qtbot: QtBot) -> None:
    """A process of its own writes it; looking again on the same day starts none."""
    _choose(Backup(daily=True, folder=str(folder)))
    driver = BackupDriver(SystemClock())
    with qtbot.waitSignal(driver._process.finished, timeout=30_000):
        driver.look()
        assert driver._process.state() is not QProcess.ProcessState.NotRunning
    assert len(list(folder.glob("coach-backup-*.zip"))) == 1
    assert load(paths.backup_file()).trouble == ""
    driver.look()
    assert driver._process.state() is QProcess.ProcessState.NotRunning


def test_where_none_is_wanted_nothing_starts(folder: Path) -> None:
    """Off, or without a folder."""
    driver = BackupDriver(FakeClock())
    wanted = Backup(daily=True, folder=str(folder))
    for chosen in (replace(wanted, daily=False), replace(wanted, folder="")):
        _choose(chosen)
        driver.look()
        assert driver._process.state() is QProcess.ProcessState.NotRunning
