from __future__ import annotations

import builtins
import threading
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from coach import paths
from coach.desktop.sound import NullSound, open_sound
from coach.desktop.sound.mixer import RATE, load
from coach.player.cues import LENGTHS, Chime
from tools.build_chimes import build

if TYPE_CHECKING:
    from pathlib import Path

    from tools.loudspeaker import PrivateLoudspeaker


def test_a_chime_is_heard_for_its_length(loudspeaker: PrivateLoudspeaker) -> None:
    """A chime played on a real sound server comes out of it, as long as it is made to be, and once."""
    opened = threading.Event()
    sound = open_sound(opened.set)
    assert opened.wait(10)
    sound.play(paths.assets() / "sounds" / f"{Chime.SWITCH}.wav")
    ((began, ended),) = loudspeaker.heard(1)
    assert LENGTHS[Chime.SWITCH] * 0.6 < ended - began <= LENGTHS[Chime.SWITCH] + 0.05
    assert sound.trouble == ""
    sound.close()


def test_a_hushed_sound_ends(loudspeaker: PrivateLoudspeaker) -> None:
    """A sound that is hushed at once is over long before its end."""
    opened = threading.Event()
    sound = open_sound(opened.set)
    assert opened.wait(10)
    done = paths.assets() / "sounds" / f"{Chime.DONE}.wav"
    sound.play(done)
    sound.hush(done)
    sound.play(paths.assets() / "sounds" / f"{Chime.TICK}.wav")
    ((began, ended),) = loudspeaker.heard(1)
    assert ended - began < 0.3
    sound.close()


def test_without_a_device_nothing_hangs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """On a computer without sound, playing costs nothing, nothing is raised, and the reason is told."""
    monkeypatch.setattr("coach.desktop.sound.device.BACKENDS", ("OSS",))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/none")
    told = threading.Event()
    sound = open_sound(told.set)
    sound.play(paths.assets() / "sounds" / f"{Chime.TICK}.wav")
    assert told.wait(10)
    assert sound.trouble == "No sound device was found, so nothing can be heard."
    sound.hush()
    sound.close()


def test_without_the_library_there_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where miniaudio cannot be loaded, sound is silence that says why."""
    real = builtins.__import__

    def without(name: str, *more: Any, **named: Any) -> Any:
        if name == "coach.desktop.sound.device":
            raise ImportError("no miniaudio here")
        return real(name, *more, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    sound = open_sound()
    assert isinstance(sound, NullSound)
    assert "no miniaudio here" in sound.trouble
    sound.play(paths.assets() / "x.wav")
    sound.hush()
    sound.close()


def test_the_chimes_are_what_the_script_makes(tmp_path: Path) -> None:
    """The sounds that ship are those that tools/build_chimes.py makes, as long as the plan reckons."""
    for made in build(tmp_path):
        shipped, anew = load(paths.assets() / "sounds" / made.name), load(made)
        assert len(shipped) / RATE == pytest.approx(LENGTHS[Chime(made.stem)], abs=0.001)
        assert np.abs(shipped - anew).max() <= 1 / 32768  # sines differ in the last bit between processors
