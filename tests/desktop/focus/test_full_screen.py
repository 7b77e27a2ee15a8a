from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from coach.desktop.focus.full_screen import NO_SCREEN, SILENT, full_screen
from tests.desktop.compositors import Compositor, Sway
from tools.display import PrivateDisplay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WINDOW = """
import sys
from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QGuiApplication, QRasterWindow

app = QGuiApplication([sys.argv[1]])
app.setDesktopFileName(sys.argv[1])
app.setApplicationName(sys.argv[1])
window = QRasterWindow()
window.activeChanged.connect(lambda: print("active", flush=True))
told = QSocketNotifier(0, QSocketNotifier.Type.Read)
told.activated.connect(lambda: (sys.stdin.readline(), window.showFullScreen(), print("asked", flush=True)))
window.showNormal()
app.exec()
"""
NEEDS_SWAY = pytest.mark.skipif(
    shutil.which("sway") is None, reason="sway, a Wayland desktop, is not installed"
)


class Program:
    """Another program's window."""

    def __init__(self, name: str, environment: dict[str, str]) -> None:
        self._program = subprocess.Popen(
            [sys.executable, "-c", WINDOW, name],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._hear("active")

    def fill_the_screen(self) -> None:
        """Become full screen."""
        assert self._program.stdin is not None
        self._program.stdin.write("\n")
        self._program.stdin.flush()
        self._hear("asked")

    def end(self) -> None:
        """End it."""
        self._program.kill()
        self._program.wait(5)
        for pipe in (self._program.stdin, self._program.stdout):
            assert pipe is not None
            pipe.close()

    def _hear(self, word: str) -> None:
        assert self._program.stdout is not None
        assert word in self._program.stdout.readline()


def becomes(wanted: bool) -> bool:
    """Whether it is seen within some looks: the window manager takes its time."""
    return any(full_screen().on is wanted for _ in range(2000))


@pytest.fixture(scope="module")
def screen() -> Iterator[PrivateDisplay]:
    """A screen without other tests' windows."""
    with PrivateDisplay() as private:
        yield private


def test_a_program_that_fills_an_x11_screen_is_seen(
    screen: PrivateDisplay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Full screen is told from a window, and ends with the program, on a real X server."""
    monkeypatch.setenv("DISPLAY", screen.name)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert full_screen() == (False, "the window manager")
    program = Program("film", screen.environment)
    assert becomes(False)
    program.fill_the_screen()
    assert becomes(True)
    assert full_screen().by == "the window manager"
    program.end()
    assert becomes(False)


def test_coachs_own_window_is_no_obstacle(screen: PrivateDisplay, monkeypatch: pytest.MonkeyPatch) -> None:
    """Coach's own break window fills the screen too, and holds nothing back."""
    monkeypatch.setenv("DISPLAY", screen.name)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    program = Program("coach", screen.environment)
    program.fill_the_screen()
    assert not any(full_screen().on for _ in range(300))
    program.end()


def test_without_a_screen_it_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no screen, or one that lets nobody in, nothing is known."""
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert full_screen() == (None, NO_SCREEN)
    monkeypatch.setenv("DISPLAY", ":65000")
    assert full_screen() == (None, "The X server does not let Coach in.")


@NEEDS_SWAY
def test_a_program_that_fills_a_wayland_screen_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same under a real sway, whose list of windows is read."""
    with Sway() as sway:
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(sway.folder))
        monkeypatch.setenv("WAYLAND_DISPLAY", sway.display)
        assert full_screen() == (False, "Wayland")
        environment = {**os.environ, "QT_QPA_PLATFORM": "wayland"}
        program = Program("film", environment)
        assert full_screen().on is False
        program.fill_the_screen()
        assert becomes(True)
        program.end()
        assert becomes(False)


def test_a_wayland_desktop_that_does_not_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the compositor keeps its windows to itself, and where there is none, it is unknown."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-test")
    compositor = Compositor(tmp_path, [("wl_seat", 7)])
    assert full_screen() == (None, SILENT)
    compositor.close()
    assert full_screen().on is None
