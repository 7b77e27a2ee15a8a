"""What goes along with a session beside its screen: sound, a screen that stays on, players that give way."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from coach.drivers.cue_driver import CueDriver
from coach.player.snapshot import Status

if TYPE_CHECKING:
    from coach.desktop.awake import Awake
    from coach.desktop.ducking import Ducking
    from coach.drivers.player_driver import PlayerDriver
    from coach.drivers.settings_driver import SettingsDriver
    from coach.settings import Settings
    from coach.ui.audio import Audio

SLEEP_AFTER: Final = 120
"""Seconds of a pause after which the screen may go dark again."""


class Aids(QObject):
    """Goes along with one session at a time; when that ends, all is as it was before."""

    def __init__(
        self,
        settings: SettingsDriver,
        audio: Audio,
        awake: Awake,
        ducking: Ducking,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.audio = audio
        self._settings = settings
        self._awake = awake
        self._ducking = ducking
        self._cues: CueDriver | None = None
        self._quiet = False
        self._runs = False
        self._dark = QTimer(self, singleShot=True, interval=SLEEP_AFTER * 1000)
        self._dark.timeout.connect(awake.release)
        settings.changed.connect(self._on_settings_changed)

    @property
    def trouble(self) -> str:
        """What the person should know about what they will not hear or see; empty while all is well."""
        hearing = self._settings.value.hearing
        heard = self.audio.trouble if hearing.chimes or hearing.voice else ""
        return heard or self._awake.trouble

    @property
    def is_heard(self) -> bool:
        """Whether the session is heard right now."""
        return not self._quiet

    def prepare(self) -> None:
        """Have sound ready for a session that may start soon."""
        hearing = self._settings.value.hearing
        if hearing.chimes or hearing.voice:
            self.audio.open()

    def accompany(self, player: PlayerDriver, *, speed: float = 1.0, quiet: bool = False) -> None:
        """Go along with a session that has not started. `quiet` is silent until the person asks for sound."""
        self._quiet = quiet
        hearing = self._settings.value.hearing
        if (hearing.chimes or hearing.voice) and not quiet:
            self._listen(player, speed)
        self._later = partial(self._listen, player, speed)
        player.status_changed.connect(self._on_status_changed)

    def toggle_sound(self) -> None:
        """Silence the session, or make it heard; for this session only."""
        self._quiet = not self._quiet
        if self._runs:
            self._duck()
        if self._cues is None and not self._quiet:
            self._later()
        elif self._cues is not None:
            self._cues.set_heard(heard=not self._quiet)

    def close(self) -> None:
        """Let go of everything."""
        self._on_status_changed(Status.STOPPED)
        self.audio.close()

    def _listen(self, player: PlayerDriver, speed: float) -> None:
        speaker = self.audio.speaker  # opens both
        self._cues = CueDriver(player, self.audio, speaker, self._settings.value.hearing, speed)

    def _duck(self) -> None:
        """Other players give way to what is heard; to a silent session they need not."""
        if self._quiet:
            self._ducking.end()
        else:
            self._ducking.begin(self._settings.value.hearing.others)

    def _on_status_changed(self, status: Status) -> None:
        self._runs = status is Status.RUNNING
        match status:
            case Status.RUNNING:
                self._dark.stop()
                self._awake.hold()
                self._duck()
            case Status.PAUSED | Status.STALLED:
                self._dark.start()
                self._ducking.end()
            case _:
                self._dark.stop()
                self._awake.release()
                self._ducking.end()
                self._cues = None  # it belongs to the session and goes with it

    def _on_settings_changed(self, settings: Settings) -> None:
        if self._cues is not None:
            self._cues.adopt(settings.hearing)
