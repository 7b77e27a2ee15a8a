from __future__ import annotations

import os
import shutil
import socket
import stat
import subprocess
import threading
import time
from typing import TYPE_CHECKING

import pytest

from coach.desktop.sound import open_sound
from coach.desktop.speech import engines
from coach.desktop.speech.espeak import EspeakEngine
from coach.desktop.speech.programs import SapiEngine, SayEngine
from coach.desktop.speech.speaker import Speaker
from coach.desktop.speech.ssip import PATIENCE, SsipEngine, socket_path
from coach.player.voice import Manner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.desktop.sound import Sound
    from tools.loudspeaker import PrivateLoudspeaker

SENTENCE = "Calf stretch. Left side."


@pytest.fixture
def sound(loudspeaker: PrivateLoudspeaker) -> Iterator[Sound]:  # noqa: ARG001 - it must run
    """The recorded loudspeaker, open."""
    opened = threading.Event()
    sound = open_sound(opened.set)
    assert opened.wait(10)
    yield sound
    sound.close()


@pytest.fixture
def service(loudspeaker: PrivateLoudspeaker) -> Iterator[None]:  # noqa: ARG001 - it plays there
    """A real speech-dispatcher of its own, ended afterwards."""
    path = socket_path()
    path.parent.mkdir(parents=True)
    program = subprocess.Popen(
        ["speech-dispatcher", "-s", "-t", "0", "-c", "unix_socket", "-S", str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        with socket.socket(socket.AF_UNIX) as trial:
            if trial.connect_ex(str(path)) == 0:
                break
        threading.Event().wait(0.02)
    yield
    program.terminate()
    program.wait(10)


@pytest.mark.usefixtures("service")
def test_the_speech_service_is_heard(loudspeaker: PrivateLoudspeaker) -> None:
    """A sentence given to a real speech-dispatcher is heard, about as long as reckoned."""
    engine = SsipEngine.open()
    engine.adopt(Manner())
    engine.say(SENTENCE)
    ((began, ended),) = loudspeaker.heard(1, quiet=0.8)
    assert 1.0 < ended - began < 3.0
    engine.close()


@pytest.mark.usefixtures("service")
def test_the_speech_service_falls_silent(loudspeaker: PrivateLoudspeaker) -> None:
    """Hushing ends a long sentence; the next one is spoken."""
    engine = SsipEngine.open()
    engine.adopt(Manner())
    engine.say("This is a long sentence that nobody wants to hear until its far and distant end. " * 3)
    engine.hush()
    engine.say("One")
    ((began, ended), *_) = loudspeaker.heard(1, quiet=0.8)
    assert ended - began < 2.0
    engine.close()


@pytest.mark.usefixtures("service")
def test_the_speech_service_lists_its_voices() -> None:
    """The voices of the service can be chosen from; a sentence that begins with a dot is still a sentence."""
    engine = SsipEngine.open()
    assert {"en", "de"} <= {voice.language.split("-")[0] for voice in engine.voices()}
    engine.adopt(Manner(voice="nobody there"))
    engine.say(".5 seconds")
    engine.hush()
    engine.close()


def test_a_service_that_never_answers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a service that accepts and then hangs, opening fails within its patience, on whichever thread."""
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{tmp_path}/s")
    with socket.socket(socket.AF_UNIX) as wedged:
        wedged.bind(f"{tmp_path}/s")
        wedged.listen()
        began = time.monotonic()
        with pytest.raises(TimeoutError, match="does not answer"):
            SsipEngine.open()
        assert time.monotonic() - began < PATIENCE + 1


@pytest.mark.parametrize("answer", [b"garbage\r\n", b"", b"300 no\r\n"])
def test_a_service_that_answers_nonsense_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    """Nonsense, a refusal, or a closed door in the middle of the greeting is an error, not a crash."""
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{tmp_path}/s")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{tmp_path}/s")
        server.listen()

        def serve() -> None:
            connection, _ = server.accept()
            connection.recv(100)
            connection.send(answer)
            connection.close()

        threading.Thread(target=serve, daemon=True).start()
        with pytest.raises((OSError, LookupError)):
            SsipEngine.open()


def test_espeak_is_heard_for_as_long_as_it_says(loudspeaker: PrivateLoudspeaker, sound: Sound) -> None:
    """A prepared sentence has its true length, and is heard for that long."""
    engine = EspeakEngine(sound)
    engine.adopt(Manner(rate=20))
    assert engine.seconds(SENTENCE) is None
    engine.prepare(SENTENCE)
    length = engine.seconds(SENTENCE)
    assert length is not None
    engine.say(SENTENCE)
    ((began, ended),) = loudspeaker.heard(1)
    assert ended - began == pytest.approx(length, abs=0.4)
    engine.close()


def test_espeak_speaks_other_languages(sound: Sound) -> None:
    """German and English take different times over the same letters; an unknown language is not silence."""
    engine = EspeakEngine(sound)
    lengths = []
    for language in ("en", "de", "tlh"):
        engine.adopt(Manner(language))
        engine.prepare("Die Hand ruht auf dem Tisch.")
        lengths.append(engine.seconds("Die Hand ruht auf dem Tisch."))
    assert None not in lengths
    assert lengths[0] != lengths[1]
    assert {"en-gb", "de"} <= {voice.language for voice in engine.voices()}
    engine.close()


def test_the_next_engine_takes_over_from_a_wedged_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sound: Sound
) -> None:
    """With a wedged service, the speaker is soon ready with espeak-ng."""
    monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{tmp_path}/s")
    with socket.socket(socket.AF_UNIX) as wedged:
        wedged.bind(f"{tmp_path}/s")
        wedged.listen()
        ready = threading.Event()
        speaker = Speaker(engines(sound), on_ready=ready.set)
        assert ready.wait(PATIENCE + 10)
        assert speaker.engine == "espeak-ng"
        speaker.close()


def test_without_espeak_its_engine_does_not_open(monkeypatch: pytest.MonkeyPatch, sound: Sound) -> None:
    """Where the program is missing, opening says so."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FileNotFoundError):
        EspeakEngine(sound)


def program(folder: Path, name: str, script: str) -> None:
    """A program of another system, played by a shell script."""
    path = folder / name
    path.write_text(f"#!{shutil.which('sh')}\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_macos_speaks_through_its_own_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On macOS a sentence is one call of `say` with voice, speed and loudness. Played by a stand-in here."""
    heard = tmp_path / "heard"
    program(
        tmp_path,
        "say",
        f'[ "$2" = "?" ] && {{ echo "Anna   de_DE  # Hallo"; echo "Bad News  en_US # hi"; exit; }}\n'
        f'echo "$@" > {heard}.new && mv {heard}.new {heard}; exec sleep 30',
    )
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    engine = SayEngine()
    assert [(voice.name, voice.language) for voice in engine.voices()] == [
        ("Anna", "de-de"),
        ("Bad News", "en-us"),
    ]
    engine.adopt(Manner(voice="Anna", rate=100, volume=50))
    engine.say("Hallo")
    deadline = time.monotonic() + 10
    while not heard.exists() and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    assert heard.read_text().strip() == "-v Anna -r 350 -- [[volm 0.50]] Hallo"
    assert engine.seconds("Hallo") is None
    engine.close()
    engine.adopt(Manner(volume=0))
    heard.unlink()
    engine.say("nothing")
    assert not heard.exists()


def test_windows_speaks_through_its_own_synthesiser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows one hidden shell reads what to do, a line each. Played by a stand-in here."""
    heard = tmp_path / "heard"
    program(
        tmp_path,
        "powershell",
        f'printf "Hedda\\tde-DE\\nZira\\ten-US\\n.\\n"\n'
        f'while read -r line; do echo "$line" >> {heard}; '
        f'[ "$line" = "say end" ] && touch {heard}.done; done',
    )
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    engine = SapiEngine()
    assert [(voice.name, voice.language) for voice in engine.voices()] == [
        ("Hedda", "de-de"),
        ("Zira", "en-us"),
    ]
    engine.adopt(Manner("en", rate=-50, volume=80))
    engine.say("one\ntwo")
    engine.hush()
    engine.say("end")
    deadline = time.monotonic() + 10
    while not (tmp_path / "heard.done").exists() and time.monotonic() < deadline:
        threading.Event().wait(0.01)
    engine.close()
    assert heard.read_text().splitlines() == [
        "voice Zira",
        "rate -5",
        "volume 80",
        "say one two",
        "hush",
        "say end",
    ]


def test_a_windows_without_speech_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the shell ends without a synthesiser, the engine does not open."""
    program(tmp_path, "powershell", "exit 1")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ChildProcessError):
        SapiEngine()
