from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from coach.clock import FakeClock
from coach.drivers.player_driver import PlayerDriver
from coach.drivers.settings_driver import SettingsDriver
from coach.settings import Hearing, OtherPlayers, Settings
from coach.ui.aids import Aids
from tests.drivers.test_cue_driver import SHORT, Ears

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


class Company:
    """A session with aids that note what they do."""

    def __init__(self, folder: Path, hearing: Hearing, *, quiet: bool = False) -> None:
        self.clock = FakeClock()
        self.ears = Ears(self.clock)
        self.audio = SimpleNamespace(
            speaker=self.ears,
            play=self.ears.play,
            hush=self.ears.hush,
            trouble="",
            open=self.open,
            close=self.close,
        )
        self.noted: list[str] = []
        awake = SimpleNamespace(
            trouble="", hold=lambda: self.noted.append("hold"), release=lambda: self.noted.append("release")
        )
        ducking = SimpleNamespace(begin=self.noted.append, end=lambda: self.noted.append("end"))
        self.settings = SettingsDriver(folder / "settings.toml", replace(Settings(), hearing=hearing))
        self.aids = Aids(self.settings, self.audio, awake, ducking)  # type: ignore[arg-type]
        self.player = PlayerDriver(SHORT, self.clock)
        self.aids.accompany(self.player, quiet=quiet)

    def open(self) -> None:
        """Note that sound was opened."""
        self.noted.append("open")

    def close(self) -> None:
        """Note that sound was closed."""
        self.noted.append("close")

    def run(self, seconds: int) -> None:
        """Let time pass."""
        for _ in range(2 * seconds):
            self.clock.advance(0.5)
            self.player.tick()

    def heard(self) -> list[str]:
        """What was heard, without the silences."""
        return [what for _, what in self.ears.heard if what != "hush"]


def test_a_session_is_heard_and_the_screen_stays_on(tmp_path: Path) -> None:
    """While a session runs it is heard, the screen stays on and players give way; then all is as before."""
    company = Company(tmp_path, Hearing(others=OtherPlayers.LOWER))
    company.player.start()
    assert company.noted == ["hold", "lower"]
    assert company.heard() == ["ready 0.75"]
    company.player.stop()
    assert company.noted == ["hold", "lower", "release", "end"]


def test_a_long_pause_lets_the_screen_go_dark(tmp_path: Path) -> None:
    """In a pause players go on at once; after two minutes the screen may go dark, until one goes on."""
    company = Company(tmp_path, Hearing())
    company.player.start()
    company.player.pause()
    assert company.noted == ["hold", "leave", "end"]
    assert company.aids._dark.isActive()
    assert company.aids._dark.interval() == 120_000
    company.aids._dark.timeout.emit()
    assert company.noted[-1] == "release"
    company.player.resume()
    assert company.noted[-2:] == ["hold", "leave"]
    assert not company.aids._dark.isActive()


def test_to_a_silent_session_nothing_gives_way(tmp_path: Path) -> None:
    """Other players go on as they are; only once sound is asked for do they give way, and no longer after."""
    company = Company(tmp_path, Hearing(others=OtherPlayers.LOWER), quiet=True)
    company.player.start()
    assert company.noted == ["hold", "end"]
    company.aids.toggle_sound()
    assert company.noted[2:] == ["lower"]
    company.aids.toggle_sound()
    assert company.noted[3:] == ["end"]


def test_a_rescue_is_silent_until_asked(tmp_path: Path) -> None:
    """Led in silence, the person can ask for sound, and it comes with the next thing to hear."""
    company = Company(tmp_path, Hearing(), quiet=True)
    company.player.start()
    assert company.heard() == []
    company.aids.toggle_sound()
    company.run(5)
    assert company.heard() == ["start 0.75"]
    company.aids.toggle_sound()
    company.run(6)
    assert company.heard() == ["start 0.75"]


def test_sound_can_be_switched_off_and_on_in_mid_session(tmp_path: Path) -> None:
    """Silenced for a while, the session goes on; heard again, it does not catch up."""
    company = Company(tmp_path, Hearing(voice=False, metronome=False))
    company.player.start()
    company.aids.toggle_sound()
    assert not company.aids.is_heard
    company.run(5)
    company.aids.toggle_sound()
    company.run(6)
    assert company.heard() == ["ready 0.75", "switch 0.75"]


def test_a_setting_changed_meanwhile_holds_at_once(tmp_path: Path) -> None:
    """Turning the chimes down in mid-session is heard with the next one."""
    company = Company(tmp_path, Hearing(voice=False))
    company.player.start()
    company.settings.change(replace(Settings(), hearing=Hearing(voice=False, chime_volume=25)))
    company.run(5)
    assert company.heard()[-1] == "start 0.25"


def test_without_any_sound_nothing_is_opened(tmp_path: Path) -> None:
    """With chimes and voice off, no device and no voice is looked for."""
    company = Company(tmp_path, Hearing(chimes=False, voice=False))
    company.aids.prepare()
    company.player.start()
    assert "open" not in company.noted
    assert company.heard() == []
    company.audio.trouble = "No sound device."
    assert company.aids.trouble == ""


def test_what_will_be_missing_is_told(tmp_path: Path) -> None:
    """Where nothing can be heard, the reason is there to be shown."""
    company = Company(tmp_path, Hearing())
    company.aids.prepare()
    assert "open" in company.noted
    company.audio.trouble = "No sound device."
    assert company.aids.trouble == "No sound device."
    company.aids.close()
    assert company.noted[-1] == "close"
