from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coach import paths, settings
from coach.cli import main as cli
from coach.cli.doctor import report
from coach.clock import SystemClock
from coach.desktop import checkup
from coach.desktop.checkup import Finding
from coach.history import daily_backup
from coach.settings import Backup, Settings

if TYPE_CHECKING:
    from pathlib import Path

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


def test_the_back_up_of_every_day_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether one is made at all; when the last was; and one that failed as missing, with what to do."""
    monkeypatch.setattr(checkup, "checkup", lambda: iter([VOICE]))
    assert cli.main(["doctor"]) == 0
    assert " ✓ back-up          none is made by itself, as chosen" in capsys.readouterr().out
    backup = Backup(daily=True, folder=str(tmp_path))
    settings.save(paths.settings_file(), Settings(backup=backup))
    daily_backup.make(backup, paths.things(), paths.backup_file(), SystemClock().wall())
    assert cli.main(["doctor"]) == 0
    assert " ✓ back-up          Last back-up: today " in capsys.readouterr().out
    gone = replace(backup, folder=str(tmp_path / "gone"))
    daily_backup.make(gone, paths.things(), paths.backup_file(), SystemClock().wall())
    assert cli.main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert " – back-up          The back-up did not work today " in told
    assert "The window can choose another folder" in told
