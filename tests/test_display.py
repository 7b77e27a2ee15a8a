"""The private screen that tests, benchmarks and pictures share."""

from __future__ import annotations

import subprocess

import pytest

from tools.display import PrivateDisplay


def test_a_private_display_has_its_size_and_a_window_manager(display: PrivateDisplay) -> None:
    """The screen has the size asked for, and a window manager stands ready when the block begins."""
    geometry = subprocess.run(
        ["xdotool", "getdisplaygeometry"], env=display.environment, capture_output=True, text=True, check=True
    )
    assert geometry.stdout.split() == ["1400", "1000"]
    desktops = subprocess.run(
        ["xdotool", "get_num_desktops"], env=display.environment, capture_output=True, text=True, check=False
    )
    assert desktops.returncode == 0, "only a window manager answers this"


def test_displays_do_not_disturb_one_another(display: PrivateDisplay) -> None:
    """A second display gets a number of its own, and is gone when its block ends."""
    with PrivateDisplay(800, 600) as other:
        assert other.name != display.name
        asked = subprocess.run(
            ["xdotool", "getdisplaygeometry"], env=other.environment, capture_output=True, check=True
        )
        assert asked.stdout.split() == [b"800", b"600"]
    gone = subprocess.run(
        ["xdotool", "getdisplaygeometry"], env=other.environment, capture_output=True, check=False
    )
    assert gone.returncode != 0


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Xvfb the error says what is missing and how to get it."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RuntimeError, match=r"Xvfb is missing; tools/system_packages\.sh"), PrivateDisplay():
        pass
