from __future__ import annotations

import plistlib
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach.desktop import autostart
from coach.desktop.autostart.linux import XdgAutostart, quoted
from coach.desktop.autostart.macos import MacAutostart
from coach.desktop.autostart.windows import APPROVED, NAME, RUN, WindowsAutostart
from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Iterator

COMMAND = ["/opt/my programs/python", "-m", "coach", "resident"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own folder of settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_the_entry_is_written_and_removed(folder: Path) -> None:
    """Turned on, there is an entry that starts the reminders; turned off, there is none. Both may repeat."""
    entry = autostart.pick()
    assert isinstance(entry, XdgAutostart)
    assert not entry.is_on()
    entry.turn_on()
    entry.turn_on()
    assert entry.is_on()
    text = (folder / "autostart" / "coach-reminders.desktop").read_text()
    assert f'Exec="{sys.executable}" "-m" "coach" "resident"\n' in text
    entry.turn_off()
    entry.turn_off()
    assert not entry.is_on()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_switched_off_in_the_desktops_settings_is_off(folder: Path, line: str) -> None:
    """A desktop that lets the person switch it off writes that into the entry, and Coach goes by it."""
    entry = XdgAutostart(COMMAND)
    entry.turn_on()
    path = folder / "autostart" / "coach-reminders.desktop"
    path.write_text(path.read_text().replace("X-GNOME-Autostart-enabled=true", line))
    assert not entry.is_on()
    entry.turn_on()
    assert entry.is_on()


def test_a_relative_folder_of_settings_is_left_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the specification has it, only a full path counts."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", "somewhere")
    assert XdgAutostart(COMMAND).where == str(tmp_path / ".config" / "autostart" / "coach-reminders.desktop")


def test_words_survive_the_desktops_reading() -> None:
    """Spaces, quotes, dollars, backslashes and percent signs in a path arrive as they are."""
    assert quoted("/my programs/python") == '"/my programs/python"'
    assert quoted("100%") == '"100%%"'
    assert quoted('a"$b\\') == r'"a\\"\\$b\\\\"'


def test_an_entry_that_cannot_be_written_is_told(folder: Path) -> None:
    """Where the folder is no folder, the person learns which file it was about."""
    (folder / "autostart").write_text("")
    with pytest.raises(CoachError, match=r"coach-reminders\.desktop cannot be written: "):
        XdgAutostart(COMMAND).turn_on()
    with pytest.raises(CoachError, match=r"coach-reminders\.desktop cannot be removed: "):
        XdgAutostart(COMMAND).turn_off()


def test_macos_gets_a_launch_agent(folder: Path) -> None:
    """On macOS a property list says what is started at login."""
    entry = MacAutostart(COMMAND)
    assert not entry.is_on()
    entry.turn_on()
    assert entry.is_on()
    agent = plistlib.loads(Path(entry.where).read_bytes())
    assert agent["ProgramArguments"] == COMMAND
    assert agent["RunAtLoad"] is True
    entry.turn_off()
    entry.turn_off()
    assert not entry.is_on()
    (folder / "Library" / "LaunchAgents").rmdir()
    (folder / "Library" / "LaunchAgents").write_text("")
    with pytest.raises(CoachError, match="cannot be written"):
        entry.turn_on()
    with pytest.raises(CoachError, match="cannot be removed"):
        entry.turn_off()


class Registry:
    """A stand-in for Windows' registry."""

    HKEY_CURRENT_USER, KEY_SET_VALUE, REG_SZ = 0, 2, 1

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, object]] = {}
        self.locked = False

    @contextmanager
    def CreateKey(self, _root: int, path: str) -> Iterator[dict[str, object]]:
        """Make a key, or open it."""
        if self.locked:
            raise PermissionError(13, "Access is denied")
        yield self.keys.setdefault(path, {})

    @contextmanager
    def OpenKey(self, _root: int, path: str, *_access: int) -> Iterator[dict[str, object]]:
        """Open a key."""
        if self.locked:
            raise PermissionError(13, "Access is denied")
        if path not in self.keys:
            raise FileNotFoundError(2, "not there")
        yield self.keys[path]

    def SetValueEx(self, key: dict[str, object], name: str, _: int, _kind: int, value: str) -> None:
        """Write a value."""
        key[name] = value

    def QueryValueEx(self, key: dict[str, object], name: str) -> tuple[object, int]:
        """Read one."""
        if name not in key:
            raise FileNotFoundError(2, "not there")
        return key[name], 1

    def DeleteValue(self, key: dict[str, object], name: str) -> None:
        """Remove one."""
        if name not in key:
            raise FileNotFoundError(2, "not there")
        del key[name]


def test_windows_gets_a_value_of_its_run_key() -> None:
    """On Windows a value says what is started, without a console; the Task Manager has the last word."""
    registry = Registry()
    entry = WindowsAutostart([r"C:\my programs\python.exe", "-m", "coach", "resident"], registry)
    assert not entry.is_on()
    entry.turn_on()
    assert entry.is_on()
    assert registry.keys[RUN][NAME] == r'"C:\my programs\pythonw.exe" -m coach resident'
    registry.keys[APPROVED] = {NAME: b"\x03\x00"}
    assert not entry.is_on()
    entry.turn_on()
    assert entry.is_on()
    entry.turn_off()
    entry.turn_off()
    assert not entry.is_on()
    registry.locked = True
    with pytest.raises(CoachError, match="cannot be written: Access is denied"):
        entry.turn_on()
    with pytest.raises(CoachError, match="cannot be written: Access is denied"):
        entry.turn_off()


def test_the_entry_is_valid(folder: Path) -> None:
    """GLib, which most desktops read such entries with, takes the command apart into the very words."""
    command = ['/opt/my programs/a\'b $c %d \\e "f"', "-m", "coach"]
    XdgAutostart(command).turn_on()
    path = folder / "autostart" / "coach-reminders.desktop"
    script = (
        "import ctypes, sys\n"
        "glib = ctypes.CDLL('libglib-2.0.so.0')\n"
        "p = ctypes.c_void_p\n"
        "glib.g_key_file_new.restype = p\n"
        "glib.g_key_file_get_string.restype = ctypes.c_char_p\n"
        "key = p(glib.g_key_file_new())\n"
        "assert glib.g_key_file_load_from_file(key, sys.argv[1].encode(), 0, None)\n"
        "text = glib.g_key_file_get_string(key, b'Desktop Entry', b'Exec', None)\n"
        "count, words = ctypes.c_int(), ctypes.POINTER(ctypes.c_char_p)()\n"
        "assert glib.g_shell_parse_argv(text, ctypes.byref(count), ctypes.byref(words), None)\n"
        "for place in range(count.value): print(words[place].decode())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.replace("%%", "%").splitlines() == command
