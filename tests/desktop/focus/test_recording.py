from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from coach.desktop.focus.recording import NO_SOUND, camera, microphone, of_kernel, of_sound_server
from tools.loudspeaker import PrivateLoudspeaker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# -- microphone -----------------------------------------------------------------------------------


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateLoudspeaker]:
    """A real sound server with a microphone that hears nothing, and a recorder on its loudspeaker."""
    with PrivateLoudspeaker() as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        subprocess.run(
            ["pactl", "set-default-source", "null.monitor"], check=True
        )  # the recorder stays on it
        load = ["pactl", "load-module", "module-null-source", "source_name=microphone"]
        subprocess.run(load, check=True, stdout=subprocess.DEVNULL)
        yield server


@pytest.mark.usefixtures("server")
def test_a_program_that_listens_is_seen() -> None:
    """Recording from the microphone is seen, and its end too; recording what the loudspeaker plays is not."""
    assert of_sound_server() == (False, "the sound server")
    recorder = subprocess.Popen(["parec", "--latency-msec=20", "-d", "microphone"], stdout=subprocess.PIPE)
    assert recorder.stdout is not None
    recorder.stdout.read(1)
    assert microphone() == (True, "the sound server")
    recorder.kill()
    recorder.wait()
    recorder.stdout.close()
    assert any(microphone().on is False for _ in range(200))


BLOCK = "Source Output #4\n\tDriver: x\n\tSource: {source}\n\tCorked: {corked}\n\tResample method: {method}\n"


@pytest.mark.parametrize(
    ("source", "corked", "method", "on"),
    [(1, "no", "speex", True), (0, "no", "n/a", False), (1, "yes", "n/a", False), (1, "no", "peaks", False)],
)
def test_only_a_voice_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: int, corked: str, method: str, on: bool
) -> None:
    """Neither the loudspeaker's own sound, nor a recording that stands still, nor a level meter is a call."""
    block = BLOCK.format(source=source, corked=corked, method=method)
    program = tmp_path / "pactl"
    program.write_text(
        "#!/bin/sh\n"
        'if [ "$2" = short ]; then printf "0\\tspeaker.monitor\\tm\\n1\\tmicrophone\\tm\\n"; exit; fi\n'
        f"cat <<END\n{block}END\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    assert microphone().on is on


def test_without_a_server_the_kernel_is_asked(tmp_path: Path) -> None:
    """Where no sound server runs, a sound card that records says so itself."""
    status = tmp_path / "card0" / "pcm0c" / "sub0" / "status"
    status.parent.mkdir(parents=True)
    status.write_text("closed\n")
    assert of_kernel(tmp_path) == (False, "the sound card")
    status.write_text("state: RUNNING\nowner_pid: 7\n")
    assert of_kernel(tmp_path) == (True, "the sound card")
    assert of_kernel(tmp_path / "nothing") is None


def test_a_server_that_is_not_there_is_not_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a running server nothing is called that would start one."""
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    called = tmp_path / "called"
    program = tmp_path / "pactl"
    program.write_text(f"#!/bin/sh\ntouch {called}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert of_sound_server() is None
    assert not called.exists()
    monkeypatch.setattr("coach.desktop.focus.recording.of_kernel", lambda: None)
    assert microphone() == (None, NO_SOUND)


# -- camera ---------------------------------------------------------------------------------------


def test_a_program_that_has_a_camera_open_is_seen(tmp_path: Path) -> None:
    """A real program that holds a file open which stands for a camera is found, until it ends."""
    device = tmp_path / "video0"
    device.touch()
    program = subprocess.Popen(
        ["sh", "-c", f"exec 7<{device}; echo open; read end"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert program.stdout is not None
    program.stdout.readline()
    assert camera(devices=tmp_path) == (True, "the list of open files")
    program.communicate()
    assert camera(devices=tmp_path) == (False, "the list of open files")


def test_coach_itself_is_no_caller(tmp_path: Path) -> None:
    """What Coach has open itself does not count."""
    device = tmp_path / "video0"
    device.touch()
    with device.open():
        assert camera(devices=tmp_path).on is False


def test_without_a_camera_nothing_is_looked_through(tmp_path: Path) -> None:
    """A computer without a camera has none in use."""
    assert camera(processes=tmp_path / "nothing", devices=tmp_path) == (False, "no camera")
