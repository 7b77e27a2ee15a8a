"""Real sockets and real processes: what holds here holds for two impatient double clicks."""

from __future__ import annotations

import os
import select
import signal
import socket
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.desktop.instance_door import PipeDoor
from coach.desktop.single_instance import RESIDENT, InstanceServer, ask_running
from coach.errors import CoachError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWNER = """
import sys
from coach.desktop.single_instance import InstanceServer
server = InstanceServer.claim()
if server:
    server.fileno()
print("claimed" if server else "taken", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def server() -> Iterator[InstanceServer]:
    """This process as the running Coach."""
    claimed = InstanceServer.claim()
    assert claimed is not None
    claimed.fileno()
    yield claimed
    claimed.close()


def start_owner() -> subprocess.Popen[str]:
    """Another process that claims the place, says how that went, and stays until it is given a line."""
    return subprocess.Popen(
        [sys.executable, "-c", OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def first_line(program: subprocess.Popen[str]) -> str:
    """What the program says first; waits for it."""
    assert program.stdout is not None
    return program.stdout.readline().strip()


def test_a_lone_start_hears_nobody() -> None:
    """Where no Coach runs, asking says so and leaves nothing behind."""
    assert not ask_running("show")
    assert not paths.runtime_dir().exists()


def test_a_message_reaches_the_running_coach(server: InstanceServer) -> None:
    """What a second start asks for arrives once, in order, and is announced on `fileno()`."""
    assert ask_running("show")
    assert ask_running("play writer-micro-60")

    readable, _, _ = select.select([server.fileno()], [], [], 5)
    assert readable
    assert server.read_messages() == ["show", "play writer-micro-60"]
    assert server.read_messages() == []
    assert select.select([server.fileno()], [], [], 0) == ([], [], [])


def test_another_process_is_heard(server: InstanceServer) -> None:
    """A second start is another process, and hears "ok" while the window's thread is busy."""
    code = (
        "import sys; from coach.desktop.single_instance import ask_running; sys.exit(not ask_running('show'))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert server.read_messages() == ["show"]


def test_the_place_is_claimed_once(server: InstanceServer) -> None:
    """While one Coach runs, another cannot become the one; the first goes on hearing."""
    assert InstanceServer.claim() is None
    assert ask_running("show")
    assert server.read_messages() == ["show"]


def test_a_closed_coach_gives_its_place_up() -> None:
    """After `close()` nobody answers, and the next start takes over."""
    first = InstanceServer.claim()
    assert first is not None
    first.close()
    assert not ask_running("show")

    second = InstanceServer.claim()
    assert second is not None
    second.fileno()
    assert ask_running("show")
    second.close()


def test_a_killed_coach_does_not_block_the_next() -> None:
    """SIGKILL leaves the socket behind; the next start is told nobody is there, and takes over."""
    owner = start_owner()
    assert first_line(owner) == "claimed"
    assert ask_running("show")

    owner.send_signal(signal.SIGKILL)
    owner.communicate()
    assert (paths.runtime_dir() / "socket").exists()
    assert not ask_running("show")

    successor = InstanceServer.claim()
    assert successor is not None
    successor.fileno()
    assert ask_running("show")
    assert successor.read_messages() == ["show"]
    successor.close()


def test_one_of_many_starts_wins() -> None:
    """Of eight starts at the same moment exactly one becomes the one Coach."""
    starts = [start_owner() for _ in range(8)]
    answers = [first_line(start) for start in starts]
    assert sorted(answers) == ["claimed"] + ["taken"] * 7
    for start in starts:
        start.communicate("\n")


def test_the_loser_of_a_race_waits_for_the_winner_to_listen() -> None:
    """With patience, a start reaches a Coach that begins to listen only after it was asked."""
    code = "from coach.desktop.single_instance import ask_running; print(ask_running('show', patience=30))"
    asking = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    owner = start_owner()
    assert first_line(owner) == "claimed"
    assert first_line(asking) == "True"
    asking.communicate()
    owner.communicate("\n")


def test_only_the_person_can_enter(server: InstanceServer) -> None:
    """The folder of socket and lock is closed to everybody else, also when it was open before."""
    server.close()
    paths.runtime_dir().chmod(0o777)
    again = InstanceServer.claim()
    assert again is not None
    assert stat.S_IMODE(paths.runtime_dir().stat().st_mode) == 0o700
    again.close()


def test_somebody_elses_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link in the folder's place, as a stranger could lay one, is not followed."""
    (tmp_path / "elsewhere").mkdir()
    folder = tmp_path / "run"
    folder.symlink_to(tmp_path / "elsewhere")
    monkeypatch.setattr(paths, "runtime_dir", lambda: folder)
    with pytest.raises(CoachError, match="started twice"):
        InstanceServer.claim()


def test_a_folder_that_cannot_be_made_is_said_kindly(home: Path) -> None:
    """Without a place for the socket Coach is told so in a sentence, and asking answers no."""
    home.write_text("a file where the folder should be")
    assert not ask_running("show")
    with pytest.raises(CoachError, match="Coach cannot notice when it is started twice") as caught:
        InstanceServer.claim()
    assert "works all the same" in caught.value.advice


@pytest.mark.skipif(
    not hasattr(socket, "SO_PEERCRED"), reason="this system does not tell who is at the other end"
)
def test_another_person_is_not_heard(server: InstanceServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system tells who knocks, somebody else's message is dropped, and nobody else is asked."""
    someone_else = os.getuid() + 1
    monkeypatch.setattr("os.getuid", lambda: someone_else)
    assert not ask_running("show")
    assert server.read_messages() == []


@pytest.mark.parametrize("noise", [b"", b"show", b"x" * 5000 + b"\n"])
def test_noise_is_ignored(server: InstanceServer, noise: bytes) -> None:
    """Nothing, half a line or far too much is dropped without an answer; the next message arrives."""
    with socket.socket(socket.AF_UNIX) as stranger:
        stranger.connect(str(paths.runtime_dir() / "socket"))
        stranger.sendall(noise)
        stranger.shutdown(socket.SHUT_WR)
        assert stranger.recv(16) == b""
    assert ask_running("show")
    assert server.read_messages() == ["show"]


def test_a_silent_coach_is_given_up_after_a_moment() -> None:
    """A stopped Coach does not hold a new start up: asking ends, and the answer is no."""
    owner = start_owner()
    assert first_line(owner) == "claimed"
    owner.send_signal(signal.SIGSTOP)
    os.waitpid(owner.pid, os.WUNTRACED)  # it has stopped: until then a thread of it may still answer
    assert not ask_running("show")
    owner.kill()
    owner.communicate()


@pytest.mark.parametrize("message", ["play\nshow", "play " + "x" * 4096])
def test_a_message_is_one_short_line(message: str) -> None:
    """Several lines, or more than 4,096 bytes, are the caller's mistake."""
    with pytest.raises(ValueError, match="one line"):
        ask_running(message)


def test_a_very_long_path_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder deeper than a socket's address may be long still serves."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / ("deep" * 30)))
    claimed = InstanceServer.claim()
    assert claimed is not None
    claimed.fileno()
    assert ask_running("show")
    assert claimed.read_messages() == ["show"]
    claimed.close()


def test_a_named_pipe_carries_the_same_talk(tmp_path: Path) -> None:
    """The door used on Windows hears a line and answers ok; here it is given a socket's name."""
    address = str(tmp_path / "pipe")
    door = PipeDoor(address)
    server = InstanceServer(lambda: door)
    server.fileno()
    assert PipeDoor.ask(b"show\n", address)
    assert server.read_messages() == ["show"]
    server.close()
    assert not PipeDoor.ask(b"show\n", address)


def test_a_coach_that_is_coming_is_waited_for() -> None:
    """Between claiming and listening the place is taken, and with patience a second start is heard."""
    starting = InstanceServer.claim()
    assert starting is not None
    assert InstanceServer.claim() is None
    assert not ask_running("show")

    code = "from coach.desktop.single_instance import ask_running; print(ask_running('show', patience=30))"
    asking = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    starting.fileno()
    assert first_line(asking) == "True"
    assert starting.read_messages() == ["show"]
    asking.communicate()
    starting.close()


def test_a_coach_that_cannot_listen_works_alone() -> None:
    """When the socket cannot be made, nothing is heard and nothing breaks."""
    claimed = InstanceServer.claim()
    assert claimed is not None
    (paths.runtime_dir() / "socket").mkdir()
    assert claimed.fileno() >= 0
    assert claimed.read_messages() == []
    claimed.close()


def test_asking_imports_nothing_heavy() -> None:
    """A start that finds nobody has loaded neither Qt nor asyncio, and not even sockets."""
    code = (
        "import sys; from coach.desktop.single_instance import ask_running; ask_running('show'); "
        "heavy = ('PySide6', 'asyncio', 'multiprocessing', 'socket', 'threading'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_the_resident_has_a_door_of_its_own(server: InstanceServer) -> None:
    """The window and the process that plans reminders run side by side; each hears what is meant for it."""
    assert not ask_running("reload", who=RESIDENT)
    resident = InstanceServer.claim(RESIDENT)
    assert resident is not None
    resident.fileno()
    assert InstanceServer.claim(RESIDENT) is None
    assert ask_running("reload", who=RESIDENT)
    assert ask_running("show")
    assert resident.read_messages() == ["reload"]
    assert server.read_messages() == ["show"]
    resident.close()
    assert not ask_running("reload", who=RESIDENT)
