from __future__ import annotations

from typing import TYPE_CHECKING

from coach import cli
from coach.cli_doctor import report
from coach.desktop import checkup
from coach.desktop.checkup import Finding

if TYPE_CHECKING:
    import pytest

VOICE = Finding("voice", True, "espeak-ng, with 131 voices")
TRAY = Finding("tray", False, "this desktop has none", "Coach has no icon.", "GNOME shows such icons so.")
SCREEN = Finding("screen", False, "Qt opens no window here", "Only the command line works: " + "word " * 20)


def test_what_works_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """A part that works takes one line, and all is well."""
    assert report([VOICE]) == 0
    assert (
        capsys.readouterr().out == " ✓ voice            espeak-ng, with 131 voices\n\nNothing is missing.\n"
    )


def test_what_is_missing_says_what_it_means_and_how_to_get_it(capsys: pytest.CaptureFixture[str]) -> None:
    """A part that is missing is explained below its line; Coach works without, and so ends well."""
    assert report([VOICE, TRAY]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        " – tray             this desktop has none",
        "                    Coach has no icon.",
        "                    GNOME shows such icons so.",
        "",
        "1 part is missing (–). Coach works without, as said there.",
    ]


def test_without_a_screen_it_does_not_end_well(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a screen no window opens: that is worth an exit code. No line is too wide for a terminal."""
    assert report([SCREEN, TRAY]) == 1
    told = capsys.readouterr().out
    assert "2 parts are missing" in told
    assert max(map(len, told.splitlines())) <= 100


def test_the_command_tells_where_everything_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`coach doctor` begins with the versions, the desktop and the person's own files."""
    monkeypatch.setattr(checkup, "checkup", lambda: iter([VOICE]))
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert cli.main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Coach ")
    assert "GNOME, Wayland" in told
    assert "settings.toml" in told
    assert "history.sqlite3" in told
