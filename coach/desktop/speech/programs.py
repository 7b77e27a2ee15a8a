"""Engines that are a program of the system's own: `say` on macOS, PowerShell's speech on Windows.

Neither can run where Coach is built; the tests put a program of the same manners in their place.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from typing import Final

from coach.player.voice import Manner, Voice

WORDS_A_MINUTE: Final = 175
PATIENCE: Final = 2.0

_POWERSHELL: Final = r"""
Add-Type -AssemblyName System.Speech
[Console]::InputEncoding = [Text.Encoding]::UTF8
[Console]::OutputEncoding = [Text.Encoding]::UTF8
$speech = New-Object System.Speech.Synthesis.SpeechSynthesizer
foreach ($one in $speech.GetInstalledVoices()) { $v = $one.VoiceInfo; "$($v.Name)`t$($v.Culture.Name)" }
"."
while ($null -ne ($line = [Console]::In.ReadLine())) {
  $what, $rest = $line -split ' ', 2
  switch ($what) {
    'rate'   { $speech.Rate = [int]$rest }
    'volume' { $speech.Volume = [int]$rest }
    'voice'  { try { $speech.SelectVoice($rest) } catch { } }
    'hush'   { $speech.SpeakAsyncCancelAll() }
    'say'    { $speech.SpeakAsyncCancelAll(); [void]$speech.SpeakAsync($rest) }
  }
}
"""
"""Reads commands, a line each: see https://learn.microsoft.com/dotnet/api/system.speech.synthesis."""


def _found(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise FileNotFoundError(f"{program} was not found")
    return path


class SayEngine:
    """macOS: the program `say`, one process a sentence (it begins within some 100 ms)."""

    name = "say"

    def __init__(self) -> None:
        self._program = _found("say")
        self._manner = Manner()
        self._speaking: subprocess.Popen[bytes] | None = None

    def adopt(self, manner: Manner) -> None:
        """Speak like this from now on. `say` has no volume of its own: silence is the only other one."""
        self._manner = manner

    def say(self, text: str) -> None:
        """Begin a sentence."""
        self.hush()
        if not self._manner.volume:
            return
        voice = ["-v", self._manner.voice] if self._manner.voice else []
        rate = ["-r", str(round(WORDS_A_MINUTE * self._manner.speed))]
        words = f"[[volm {self._manner.volume / 100:.2f}]] {text}"  # the speech manager's embedded command
        self._speaking = subprocess.Popen(  # noqa: S603 - the program found above
            [self._program, *voice, *rate, "--", words], stdin=subprocess.DEVNULL
        )

    def prepare(self, text: str) -> None:
        """Sentences are taken as they come."""

    def hush(self) -> None:
        """Fall silent."""
        if self._speaking is not None:
            self._speaking.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._speaking.wait(PATIENCE)
            self._speaking = None

    def seconds(self, text: str) -> float | None:  # noqa: ARG002 - as every engine
        """`say` does not tell beforehand."""
        return None

    def voices(self) -> tuple[Voice, ...]:
        """What `say -v ?` lists: "Anna    de_DE    # Hallo!"."""
        listed = subprocess.run(  # noqa: S603 - the program found above
            [self._program, "-v", "?"], capture_output=True, timeout=PATIENCE, check=False
        ).stdout.decode("utf-8", "replace")
        found = (line.split("#")[0].rsplit(maxsplit=1) for line in listed.splitlines())
        return tuple(
            Voice(parts[0].strip(), parts[0].strip(), parts[1].replace("_", "-").lower())
            for parts in found
            if len(parts) == 2  # noqa: PLR2004 - a name and a language
        )

    def close(self) -> None:
        """End what is being said."""
        self.hush()


class SapiEngine:
    """Windows: one hidden PowerShell that holds the system's synthesiser and reads sentences."""

    name = "Windows speech"

    def __init__(self, program: str = "powershell") -> None:
        self._process = subprocess.Popen(  # noqa: S603 - the system's own shell, with our own script
            [_found(program), "-NoProfile", "-NonInteractive", "-Command", _POWERSHELL],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._voices: list[Voice] = []
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        for line in self._process.stdout:
            if line.strip() == ".":
                return
            name, _, language = line.strip().partition("\t")
            self._voices.append(Voice(name, name, language.lower()))
        raise ChildProcessError("Windows speech could not be started")

    def adopt(self, manner: Manner) -> None:
        """Speak like this from now on."""
        wanted = manner.voice or next(
            (one.id for one in self._voices if one.language.startswith(manner.language.lower()[:2])), ""
        )
        if wanted:
            self._tell(f"voice {wanted}")
        self._tell(f"rate {round(manner.rate / 10)}")
        self._tell(f"volume {manner.volume}")

    def say(self, text: str) -> None:
        """Begin a sentence in place of what is being said."""
        self._tell(f"say {' '.join(text.split())}")

    def prepare(self, text: str) -> None:
        """Sentences are taken as they come."""

    def hush(self) -> None:
        """Fall silent."""
        self._tell("hush")

    def seconds(self, text: str) -> float | None:  # noqa: ARG002 - as every engine
        """The synthesiser does not tell beforehand."""
        return None

    def voices(self) -> tuple[Voice, ...]:
        """The voices that Windows has."""
        return tuple(self._voices)

    def close(self) -> None:
        """End the shell."""
        self._process.terminate()

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
