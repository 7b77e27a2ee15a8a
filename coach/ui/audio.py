"""The loudspeakers and the voice of the running Coach: opened when first wanted, shared by all sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coach import paths
from coach.desktop.sound import NullSound, Sound, open_sound
from coach.desktop.speech import engines
from coach.desktop.speech.speaker import Speaker
from coach.player.cues import LENGTHS, Chime
from coach.player.voice import Manner

if TYPE_CHECKING:
    from coach.settings import Hearing

SAMPLE = "Left side. Hold, and breathe."
"""What a preview says."""


class Audio(QObject):
    """Both are opened on threads of their own: nothing here waits for a device or a service."""

    changed = Signal()
    """It is now known what can be heard: see `trouble` and `speaker.voices`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sound: Sound = NullSound()
        self._speaker: Speaker | None = None

    @property
    def speaker(self) -> Speaker:
        """The voice; opened by the first who asks, and the loudspeakers with it."""
        if self._speaker is None:
            self.sound = open_sound(self.changed.emit)
            self._speaker = Speaker(engines(self.sound), on_ready=self.changed.emit)
        return self._speaker

    @property
    def trouble(self) -> str:
        """What cannot be heard and what to do about it; empty while all is well."""
        return self.sound.trouble or (self._speaker.trouble if self._speaker else "")

    def open(self) -> None:
        """Have everything ready for a session that may start soon."""
        _ = self.speaker

    def preview(self, hearing: Hearing) -> None:
        """A chime and a sentence, as a session would sound."""
        speaker = self.speaker
        if hearing.chimes:
            chime = paths.assets() / "sounds" / f"{Chime.START}.wav"
            self.sound.play(chime, hearing.chime_volume / 100)
        if hearing.voice:
            speaker.adopt(Manner("en", hearing.voice_id, hearing.voice_speed - 100, hearing.voice_volume))
            after = LENGTHS[Chime.START] if hearing.chimes else 0
            QTimer.singleShot(round(after * 1000), self, lambda: speaker.say(SAMPLE))

    def close(self) -> None:
        """Fall silent and let go of both."""
        if self._speaker is not None:
            self._speaker.close()
            self.sound.close()
            self._speaker = None
            self.sound = NullSound()
