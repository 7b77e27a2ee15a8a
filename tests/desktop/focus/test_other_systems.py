"""Windows and macOS. Neither can run where Coach is built; stand-ins of the same manners take their place."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from coach.desktop.focus.macos import MacFocus
from coach.desktop.focus.windows import CONSENT, WindowsFocus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Shell:
    """Windows' shell."""

    def __init__(self, state: int, failure: int = 0) -> None:
        self._state, self._failure = state, failure

    def SHQueryUserNotificationState(self, state: Any) -> int:
        """Tell the state."""
        state._obj.value = self._state
        return self._failure


class Registry:
    """Windows' registry, with one branch: a key's value of when its program stopped, or None for a folder."""

    HKEY_CURRENT_USER = 0

    def __init__(self, keys: dict[str, int | None]) -> None:
        self._keys = keys

    @contextmanager
    def OpenKey(self, _root: int, path: str) -> Iterator[str]:
        """Open a key."""
        if path not in self._keys:
            raise FileNotFoundError(path)
        yield path

    def QueryInfoKey(self, path: str) -> tuple[int, int, int]:
        """How many keys are below."""
        return len(self._below(path)), 0, 0

    def EnumKey(self, path: str, place: int) -> str:
        """One of those below."""
        return self._below(path)[place]

    def QueryValueEx(self, path: str, _name: str) -> tuple[int, int]:
        """The one value."""
        value = self._keys[path]
        if value is None:
            raise FileNotFoundError(path)
        return value, 11

    def _below(self, path: str) -> list[str]:
        heads = (key.rsplit("\\", 1) for key in self._keys)
        return [name for head, name in heads if head == path]


NOBODY: dict[str, int | None] = {rf"{CONSENT}\microphone": None, rf"{CONSENT}\webcam": None}


@pytest.mark.parametrize(
    ("state", "on"),
    [(2, {"full-screen"}), (3, {"full-screen"}), (4, {"presentation"}), (6, {"do-not-disturb"}), (5, set())],
)
def test_windows_state_has_one_meaning(state: int, on: set[str]) -> None:
    """Each state that Windows knows is told as what it means."""
    found = WindowsFocus(Shell(state), Registry(NOBODY)).look()
    assert found.on == on
    assert found.unknown == {}


def test_windows_tells_who_records() -> None:
    """A program that has begun to use the microphone and not ended is a call, also an old program."""
    keys = {
        **NOBODY,
        rf"{CONSENT}\microphone\Store.App": 132_000,
        rf"{CONSENT}\microphone\NonPackaged": None,
        rf"{CONSENT}\microphone\NonPackaged\C:#call.exe": 0,
    }
    assert WindowsFocus(Shell(5), Registry(keys)).look().on == {"microphone"}


def test_windows_that_does_not_tell_is_unknown() -> None:
    """A call that fails and keys that are missing are unknown, not off."""
    found = WindowsFocus(Shell(2, failure=1), Registry({})).look()
    assert found.on == set()
    assert set(found.unknown) == {"do-not-disturb", "full-screen", "presentation", "microphone", "camera"}
    assert found.told_by == {}


ASSERTIONS = """\
Assertion status system-wide:
   PreventUserIdleDisplaySleep    {screen}
   PreventUserIdleSystemSleep     1
Listed by owning process:
   pid 180(coreaudiod): [0x0000] 00:00:05 PreventUserIdleSystemSleep named: "com.apple.audio"
\tCreated for PID: 900.
\tResources: {resource} BuiltInDevice
"""


@pytest.mark.parametrize(
    ("screen", "resource", "on"),
    [(0, "audio-out", set()), (1, "audio-out", {"presentation"}), (0, "audio-in", {"microphone"})],
)
def test_macos_lists_who_records_and_who_keeps_the_screen_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen: int, resource: str, on: set[str]
) -> None:
    """On macOS the system's own list is read; what it does not have is unknown."""
    listing = ASSERTIONS.format(screen=screen, resource=resource)
    program = tmp_path / "pmset"
    program.write_text(f"#!/bin/sh\ncat <<'END'\n{listing}END\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    found = MacFocus().look()
    assert found.on == on
    assert set(found.unknown) == {"do-not-disturb", "full-screen", "camera"}
    program.unlink()
    assert MacFocus().look().unknown["microphone"] == "The program pmset did not answer."
