from __future__ import annotations

import gc
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from coach.desktop.single_instance import InstanceServer
from coach.errors import CoachError
from coach.launch import open_window

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
SECOND = """
import sys
from coach.launch import open_window
code = open_window({arguments})
heavy = [name for name in ("PySide6", "numpy", "pydantic", "yaml", "sqlite3") if name in sys.modules]
print(code, heavy)
"""

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only X11 and Wayland can be missing")


@pytest.fixture
def server() -> Iterator[InstanceServer]:
    """This process as the running Coach."""
    claimed = InstanceServer.claim()
    assert claimed is not None
    claimed.fileno()
    yield claimed
    claimed.close()


@pytest.fixture
def without_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """No display server anywhere."""
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What the window is opened with; nothing is opened."""
    from coach import app  # noqa: PLC0415  # loads Qt, which the tests above do without

    calls: list[tuple[object, ...]] = []

    def note(*arguments: object) -> int:
        calls.append(arguments)
        return 7

    monkeypatch.setattr(app, "main", note)
    monkeypatch.setenv("DISPLAY", ":0")
    return calls


@linux
@pytest.mark.usefixtures("without_screen")
def test_without_a_screen_coach_says_so_kindly() -> None:
    """On a machine without a screen there is one sentence that says what is wrong, and one that helps."""
    with pytest.raises(CoachError, match=r"^There is no screen here to open a window on\.$") as raised:
        open_window()
    assert "`coach list` and `coach check` work without a screen." in raised.value.advice


@linux
@pytest.mark.usefixtures("without_screen")
@pytest.mark.parametrize("command", [[], ["play", "writer-micro-60"]])
def test_the_command_line_passes_it_on(command: list[str]) -> None:
    """`coach` and `coach play` on such a machine end with that sentence on stderr, and no traceback."""
    run = subprocess.run(
        [sys.executable, "-m", "coach", *command], capture_output=True, text=True, check=False, env=os.environ
    )
    assert run.returncode != 0
    assert "There is no screen here" in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.usefixtures("without_screen")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "show"),
        ("'wave'", "play wave"),
        ("rescue=''", "rescue"),
        ("rescue='toes'", "rescue toes"),
        ("diary='now'", "diary now"),
    ],
)
def test_a_running_coach_is_asked_before_anything_heavy_is_imported(
    server: InstanceServer, arguments: str, message: str
) -> None:
    """A second start leaves its wish with the first and ends well, without Qt and even without a screen."""
    script = SECOND.format(arguments=arguments)
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ
    )
    assert run.stdout.strip() == "0 []"
    assert server.read_messages() == [message]


@pytest.mark.usefixtures("without_screen")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["rescue"], "rescue"),
        (["rescue", "calf"], "rescue calf"),
        (["diary", "now"], "diary now"),
        (["diary", "write"], "diary write"),
    ],
)
def test_a_cramp_waits_for_no_parser(server: InstanceServer, words: list[str], message: str) -> None:
    """`coach rescue` and `coach diary now` leave their wish with the Coach that runs, unparsed."""
    script = (
        f"import sys; sys.argv[1:] = {words}; from coach.__main__ import main;"
        "print(main(), 'argparse' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=os.environ
    )
    assert run.stdout.strip() == "0 False"
    assert server.read_messages() == [message]


def test_a_rehearsal_or_other_folders_get_a_window_of_their_own(
    server: InstanceServer, opened: list[tuple[object, ...]], tmp_path: Path
) -> None:
    """With another speed or folders of one's own, the running Coach is not asked."""
    assert open_window("wave", speed=5.0) == 7
    assert open_window("wave", folders=[tmp_path]) == 7
    assert opened == [("wave", 5.0, (), None, None, None), ("wave", 1.0, [tmp_path], None, None, None)]
    assert server.read_messages() == []


def test_where_none_runs_the_window_opens(opened: list[tuple[object, ...]]) -> None:
    """The first start opens the window, looks for no garbage meanwhile, and ends with the window's code."""
    assert open_window() == 7
    assert opened == [(None, 1.0, (), None, None, None)]
    assert not gc.isenabled()
