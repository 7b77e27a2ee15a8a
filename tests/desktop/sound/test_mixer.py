from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import numpy as np
import pytest

from coach.desktop.sound.mixer import FADE, RATE, Mixer, load

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def tone(value: float, count: int) -> NDArray[np.float32]:
    """A constant, which is easy to add up."""
    return np.full(count, value, np.float32)


def write(path: Path, samples: list[int], rate: int = RATE, channels: int = 1, width: int = 2) -> Path:
    """A WAV file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(b"".join(one.to_bytes(width, "little", signed=width > 1) for one in samples))
    return path


def test_two_sounds_are_added() -> None:
    """What plays at the same time is heard together, each to its own end."""
    mixer = Mixer()
    mixer.play("a", tone(0.25, 4))
    mixer.play("b", tone(0.5, 2))
    assert [round(one / 32767, 2) for one in mixer.read(6)] == [0.75, 0.75, 0.25, 0.25, 0, 0]
    assert mixer.is_quiet


def test_too_loud_a_sum_is_limited() -> None:
    """A sum beyond full loudness stays at full loudness and never turns over."""
    mixer = Mixer()
    for name in "abc":
        mixer.play(name, tone(0.9, 3))
    assert list(mixer.read(3)) == [32767] * 3


def test_the_volume_is_kept_within_its_bounds() -> None:
    """A volume is a fraction: less than none is none, more than all is all."""
    mixer = Mixer()
    mixer.play("a", tone(0.5, 1), volume=0.5)
    assert list(mixer.read(1)) == [8191]
    mixer.play("a", tone(0.5, 1), volume=7)
    assert list(mixer.read(1)) == [16383]
    mixer.play("a", tone(0.5, 1), volume=-1)
    assert list(mixer.read(1)) == [0]


def test_a_hushed_sound_fades_without_a_click() -> None:
    """Hushing one sound lets it fade over a fiftieth of a second; others go on."""
    mixer = Mixer()
    mixer.play("a", tone(0.5, 5 * FADE))
    mixer.play("b", tone(0.25, 5 * FADE))
    mixer.read(10)
    mixer.hush("a")
    heard = mixer.read(2 * FADE).astype(int)
    assert heard[0] == pytest.approx(0.75 * 32767, abs=2)
    assert np.abs(np.diff(heard)).max() < 100
    assert set(heard[FADE:]) == {8191}
    mixer.hush()
    mixer.read(FADE)
    assert mixer.is_quiet


def test_a_file_of_another_rate_keeps_its_length(tmp_path: Path) -> None:
    """A file at 22,050 samples a second, as a voice makes it, is as long as before, in seconds."""
    path = write(tmp_path / "x.wav", [1000] * 22_050, rate=22_050)
    assert len(load(path)) == pytest.approx(RATE, abs=2)


def test_stereo_becomes_one_channel(tmp_path: Path) -> None:
    """Left and right are averaged."""
    path = write(tmp_path / "x.wav", [16384, 0, 16384, 0], channels=2)
    assert load(path).tolist() == [0.25, 0.25]


def test_a_file_cut_short_plays_as_far_as_it_goes(tmp_path: Path) -> None:
    """Half a sample at the end is left out."""
    path = write(tmp_path / "x.wav", [16384, 16384])
    path.write_bytes(path.read_bytes()[:-1])
    assert load(path).tolist() == [0.5]


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all, just words"])
def test_what_is_no_sound_is_refused(tmp_path: Path, content: bytes) -> None:
    """A file that is no WAV file is refused by its name."""
    path = tmp_path / "x.wav"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"x\.wav is not a WAV file"):
        load(path)


def test_other_sample_sizes_are_refused(tmp_path: Path) -> None:
    """Coach's own sounds have 16 bits; others are refused rather than played as noise."""
    with pytest.raises(ValueError, match="8 bits"):
        load(write(tmp_path / "x.wav", [1, 2], width=1))
