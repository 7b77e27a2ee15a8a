from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from coach import paths
from coach.ui.faults import Faults

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> list[str]:
    """What the person is told; the hooks are put back after the test."""
    heard: list[str] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: heard.append(text))
    window = QWidget()
    qtbot.addWidget(window)
    Faults(window)
    return heard


def _fail(words: str) -> None:
    """As Python does with an exception that nothing catches."""
    error = LookupError(words)
    sys.excepthook(LookupError, error, error.__traceback__)


def test_a_bug_is_told_once_and_the_last_is_written_down(
    told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """However many there are, one dialog says where the details are; the file and stderr hold them."""
    _fail("the first")
    QApplication.processEvents()
    _fail("the second")
    QApplication.processEvents()
    file = paths.data_dir() / "last-fault.txt"
    (text,) = told
    assert str(file) in text
    assert "LookupError: the second" in file.read_text(encoding="utf-8")
    assert "LookupError: the first" in capsys.readouterr().err


def test_a_bug_on_another_thread_is_told_too(told: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What goes wrong beside the window is told in the window, on its own thread."""
    threads: list[str] = []

    def fail() -> None:
        threads.append(threading.current_thread().name)
        raise LookupError("beside")

    worker = threading.Thread(target=fail, name="worker")
    worker.start()
    worker.join()
    assert told == []
    QApplication.processEvents()
    assert len(told) == 1
    assert threads == ["worker"]
    assert "LookupError: beside" in capsys.readouterr().err


def test_a_disk_that_cannot_be_written_is_no_second_fault(
    told: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the file cannot be written the person is told all the same."""
    paths.data_dir().parent.mkdir(parents=True)
    paths.data_dir().write_text("a file where the folder should be", encoding="utf-8")
    _fail("no room")
    QApplication.processEvents()
    assert len(told) == 1
    assert "LookupError: no room" in capsys.readouterr().err
