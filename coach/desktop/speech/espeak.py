"""The program espeak-ng: writes a sentence into a sound file, which Coach then plays.

So the length of a sentence is known before it is said, and nothing but Coach's own volume applies.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import subprocess
import tempfile
import wave
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.player.voice import Manner, Voice

if TYPE_CHECKING:
    from coach.desktop.sound import Sound

PATIENCE: Final = 2.0
WORDS_A_MINUTE: Final = 165
HEADER: Final = 44
"""Bytes before the samples of a WAV file as espeak-ng writes it."""


class EspeakEngine:
    """Sentences made by espeak-ng, played through the loudspeakers that chimes use too."""

    name = "espeak-ng"

    def __init__(self, sound: Sound) -> None:
        program = shutil.which("espeak-ng")
        if program is None:
            raise FileNotFoundError("espeak-ng is not installed")
        self._program = program
        self._sound = sound
        self._manner = Manner()
        self._folder = tempfile.TemporaryDirectory(prefix="coach-voice-")
        self._playing: Path | None = None

    def adopt(self, manner: Manner) -> None:
        """Speak like this from now on."""
        self._manner = manner

    def say(self, text: str) -> None:
        """Play a sentence, made now unless it was prepared."""
        self.hush()
        self._playing = self._file(text)
        self._sound.play(self._playing, self._manner.volume / 100)

    def prepare(self, text: str) -> None:
        """Make the sound of a sentence."""
        self._file(text)

    def hush(self) -> None:
        """Fall silent."""
        if self._playing is not None:
            self._sound.hush(self._playing)
            self._playing = None

    def seconds(self, text: str) -> float | None:
        """The length of the sound, if the sentence was prepared."""
        path = self._path(text)
        with contextlib.suppress(OSError, wave.Error, EOFError), wave.open(str(path), "rb") as file:
            frame = file.getsampwidth() * file.getnchannels()
            return (path.stat().st_size - HEADER) / frame / file.getframerate()
        return None

    def voices(self) -> tuple[Voice, ...]:
        """The languages that espeak-ng speaks, each with one voice."""
        listed = self._run("--voices").decode("utf-8", "replace").splitlines()[1:]
        found = (line.split() for line in listed)
        return tuple(
            Voice(parts[1], parts[3].replace("_", " "), parts[1].lower())
            for parts in found
            if len(parts) > 3  # noqa: PLR2004
        )

    def close(self) -> None:
        """Remove the sounds."""
        self.hush()
        self._folder.cleanup()

    def _file(self, text: str) -> Path:
        path = self._path(text)
        if not path.exists():
            part = path.with_suffix(".part")
            part.write_bytes(self._synthesised(text))
            part.replace(path)
        return path

    def _synthesised(self, text: str) -> bytes:
        manner = self._manner
        speed = str(round(WORDS_A_MINUTE * manner.speed))
        voice = manner.voice or manner.language
        try:
            return self._run("-v", voice, "-s", speed, "--stdout", "--", text)
        except ChildProcessError:
            return self._run("-s", speed, "--stdout", "--", text)  # a language it does not speak

    def _path(self, text: str) -> Path:
        key = f"{self._manner}|{text}".encode()
        return Path(self._folder.name) / f"{hashlib.sha256(key).hexdigest()[:32]}.wav"

    def _run(self, *arguments: str) -> bytes:
        try:
            done = subprocess.run(  # noqa: S603 - the program found above; the text comes after "--"
                [self._program, *arguments], capture_output=True, timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise TimeoutError("espeak-ng does not answer") from error
        if done.returncode:
            raise ChildProcessError(done.stderr.decode("utf-8", "replace").strip())
        return done.stdout
