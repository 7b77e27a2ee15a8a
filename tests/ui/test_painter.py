"""The painter: with stand-ins for its process that answer or end as told, and with the real one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QImage

from coach.figure.order import Manner, Order, motion_text
from coach.ui import painter as module
from coach.ui.painter import IDLE, PATIENCE, Painter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

ORDER = Order("{}")
ANSWERS = """
import json, sys
with open(sys.argv[1], "r+b") as file:
    for line in sys.stdin:
        order = json.loads(line)
        file.seek(0)
        file.write(bytes([0, 0, 255, 255]) * 6)
        file.flush()
        answer = {"width": 3, "height": 2, "tag": f"{order['elapsed']:g}"}
        if order["manner"] == "paper":
            answer = {"recorded": 8}
        if order["kind"] == "same":
            answer = {"tag": "as it was"}
        elif order["kind"] == "bad":
            answer = {"trouble": "It cannot be drawn."}
        print(json.dumps(answer), flush=True)
"""
ENDS = "import os, sys; sys.stdin.readline(); os._exit(3)"
ENDS_ONCE = """
import os, sys
mark = sys.argv[2]
if not os.path.exists(mark):
    open(mark, "w").close()
    sys.stdin.readline()
    os._exit(3)
"""
WAITS = "import sys; sys.stdin.read()"


@dataclass
class Asked:
    """A painter, and what it said."""

    painter: Painter
    painted: list[tuple[object, str]] = field(default_factory=list)
    failed: list[tuple[object, str]] = field(default_factory=list)
    images: list[QImage] = field(default_factory=list)

    def note(self, owner: object, image: QImage, tag: str) -> None:
        """A picture has come."""
        self.painted.append((owner, tag))
        self.images.append(image)

    def note_failure(self, owner: object, why: str) -> None:
        """None will come."""
        self.failed.append((owner, why))


Begin = Callable[[str], Asked]


@pytest.fixture
def begin(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Begin]:
    """A painter whose process is this program."""
    del qapp
    made: list[Painter] = []

    def build(program: str) -> Asked:
        more = [str(tmp_path / "mark")]
        monkeypatch.setattr(module, "command", lambda path: [sys.executable, "-c", program, path, *more])
        painter = Painter()
        made.append(painter)
        asked = Asked(painter)
        painter.painted.connect(asked.note)
        painter.failed.connect(asked.note_failure)
        return asked

    yield build
    for painter in made:
        painter.close()


def _until(qtbot: QtBot, done: Callable[[], bool]) -> None:
    """Wait for a process, which on a busy computer takes a while to begin."""
    qtbot.waitUntil(done, timeout=60_000)


def test_a_picture_comes_through_shared_memory(begin: Begin, qtbot: QtBot) -> None:
    """The pixels that the process wrote are in the window, and nothing is left over in the file system."""
    asked = begin(ANSWERS)
    asked.painter.ask("a", replace(ORDER, elapsed=2.5))
    assert asked.painter.has("a")
    _until(qtbot, lambda: asked.painted == [("a", "2.5")])
    assert not asked.painter.has("a")
    (image,) = asked.images
    assert (image.width(), image.height()) == (3, 2)
    assert image.pixelColor(2, 1).name() == "#ff0000"
    asked.painter.close()
    assert not asked.painter._path.exists()


def test_the_newest_of_an_owners_orders_is_painted(begin: Begin, qtbot: QtBot) -> None:
    """While one picture is painted the others of the same owner give way to the last; others get theirs."""
    asked = begin(ANSWERS)
    for elapsed in range(1, 6):
        asked.painter.ask("a", replace(ORDER, elapsed=elapsed))
        asked.painter.ask("b", replace(ORDER, elapsed=10 * elapsed))
    _until(qtbot, lambda: len(asked.painted) == 3)
    assert asked.painted == [("a", "1"), ("b", "50"), ("a", "5")]


def test_what_moves_goes_before_stills(begin: Begin, qtbot: QtBot) -> None:
    """A page full of stills does not hold up the figure of a session."""
    asked = begin(ANSWERS)
    for number in range(3):
        asked.painter.ask(number, replace(ORDER, manner=Manner.STILL))
    asked.painter.ask("moving", ORDER)
    _until(qtbot, lambda: len(asked.painted) == 4)
    assert [owner for owner, _ in asked.painted] == [0, "moving", 1, 2]


def test_a_recording_for_paper_comes_as_bytes(begin: Begin, qtbot: QtBot) -> None:
    """What the process wrote is copied out of the memory, which the next picture will be painted over."""
    asked = begin(ANSWERS)
    recorded: list[tuple[object, object]] = []
    asked.painter.recorded.connect(lambda *one: recorded.append(one))
    asked.painter.ask("a", replace(ORDER, manner=Manner.PAPER))
    asked.painter.ask("b", ORDER)
    _until(qtbot, lambda: bool(recorded and asked.painted))
    assert recorded == [("a", bytes([0, 0, 255, 255]) * 2)]


def test_what_is_forgotten_never_appears(begin: Begin, qtbot: QtBot) -> None:
    """Neither the picture in hand nor the one that waits reaches an owner that wants neither any more."""
    asked = begin(ANSWERS)
    asked.painter.ask("a", ORDER)
    asked.painter.ask("a", replace(ORDER, elapsed=1))
    asked.painter.forget("a")
    assert not asked.painter.has("a")
    asked.painter.ask("b", ORDER)
    _until(qtbot, lambda: bool(asked.painted))
    assert asked.painted == [("b", "0")]


def test_the_picture_on_show_is_not_sent_again(begin: Begin, qtbot: QtBot) -> None:
    """Where nothing has changed, no picture is handed over."""
    asked = begin(ANSWERS)
    asked.painter.ask("a", replace(ORDER, kind="same"))
    _until(qtbot, lambda: asked.painted == [("a", "as it was")])
    assert asked.images[0].isNull()


def test_a_picture_that_fails_says_why_and_the_next_one_comes(begin: Begin, qtbot: QtBot) -> None:
    """A damaged motion is no reason to give up the process."""
    asked = begin(ANSWERS)
    asked.painter.ask("a", replace(ORDER, kind="bad"))
    _until(qtbot, lambda: asked.failed == [("a", "It cannot be drawn.")])
    number = asked.painter.process_id
    asked.painter.ask("a", ORDER)
    _until(qtbot, lambda: asked.painted == [("a", "0")])
    assert asked.painter.process_id == number


def test_a_process_that_ends_is_started_once_more(begin: Begin, qtbot: QtBot) -> None:
    """The picture in hand when it died comes from the next one."""
    asked = begin(ENDS_ONCE + ANSWERS)
    asked.painter.ask("a", ORDER)
    _until(qtbot, lambda: asked.painted == [("a", "0")])
    assert asked.failed == []


def test_a_process_that_ends_again_leaves_words(begin: Begin, qtbot: QtBot) -> None:
    """After the second death over one picture whoever waits hears why, and whoever asks later."""
    asked = begin(ENDS)
    asked.painter.ask("a", ORDER)
    asked.painter.ask("b", ORDER)
    _until(qtbot, lambda: len(asked.failed) == 2)
    assert {owner for owner, _ in asked.failed} == {"a", "b"}
    assert "cannot be shown" in asked.failed[0][1]
    asked.painter.ask("c", ORDER)
    _until(qtbot, lambda: len(asked.failed) == 3)
    assert not asked.painter.is_running


def test_the_next_session_tries_anew(begin: Begin, qtbot: QtBot) -> None:
    """What was given up is tried once more when a figure will be wanted again."""
    asked = begin(ENDS)
    asked.painter.ask("a", ORDER)
    _until(qtbot, lambda: len(asked.failed) == 1)
    again = begin(ANSWERS)
    asked.painter.warm()
    assert asked.painter.is_running
    asked.painter.ask("a", ORDER)
    _until(qtbot, lambda: asked.painted == [("a", "0")])
    assert again.painted == []


def test_a_program_that_is_not_there_leaves_words(
    begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no process can be started the owner hears it, and nothing else goes wrong."""
    asked = begin(ANSWERS)
    monkeypatch.setattr(module, "command", lambda path: ["/no/such/program", path])
    asked.painter.ask("a", ORDER)
    _until(qtbot, lambda: len(asked.failed) == 1)
    assert asked.failed[0][0] == "a"
    assert "cannot be shown" in asked.failed[0][1]


def test_without_room_for_the_memory_there_are_words(
    begin: Begin, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is no crash."""

    def full() -> None:
        raise OSError(28, "No space left on device")

    asked = begin(ANSWERS)
    monkeypatch.setattr(module, "_shared_file", full)
    with qtbot.waitSignal(asked.painter.failed):
        asked.painter.ask("a", ORDER)
    assert asked.failed == [("a", "The moving figure cannot be shown: No space left on device.")]


def test_a_process_that_never_answers_is_ended(begin: Begin, qtbot: QtBot) -> None:
    """When patience is over, twice, words take over."""
    asked = begin(WAITS)
    asked.painter.ask("a", ORDER)
    for _ in range(2):
        number = asked.painter.process_id
        assert asked.painter._timer.interval() == PATIENCE * 1000
        asked.painter._on_time()
        _until(qtbot, lambda number=number: asked.painter.process_id != number)  # type: ignore[misc]
    assert len(asked.failed) == 1


def test_after_a_while_without_orders_the_process_is_let_go_of(begin: Begin, qtbot: QtBot) -> None:
    """Its memory is given back by a timer that fires once; the next order starts another."""
    asked = begin(ANSWERS)
    asked.painter.warm()
    assert asked.painter._timer.interval() == IDLE * 1000
    asked.painter.ask("a", ORDER)
    _until(qtbot, lambda: len(asked.painted) == 1)
    timer = asked.painter._timer
    assert (timer.isActive(), timer.isSingleShot(), timer.interval()) == (True, True, IDLE * 1000)
    asked.painter._on_time()
    assert not asked.painter.is_running
    assert not timer.isActive()
    asked.painter.ask("a", ORDER)
    _until(qtbot, lambda: len(asked.painted) == 2)
    assert asked.failed == []


def test_a_built_coach_is_its_own_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program made of Coach starts itself; elsewhere Python starts Coach's package."""
    assert module.command("f") == [sys.executable, "-m", "coach", "_paint", "f"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert module.command("f") == [sys.executable, "_paint", "f"]


HAND = motion_text({"figure": "hand", "frames": [{"pose": "soft-fist"}, {"pose": "spread"}]})


@pytest.fixture
def real(qapp: QApplication) -> Iterator[Asked]:
    """The painter that people have."""
    del qapp
    painter = Painter()
    asked = Asked(painter)
    painter.painted.connect(asked.note)
    painter.failed.connect(asked.note_failure)
    yield asked
    painter.close()


def test_the_real_painter_comes_back_when_it_is_killed(real: Asked, qtbot: QtBot, tmp_path: Path) -> None:
    """In the middle of a movement a kill costs a moment; the figure goes on, and a still is kept."""
    order = Order(HAND, "stretch", width=120, height=90, phase="move", tempo=(1.0, 1.0, 1.0, 1.0))
    real.painter.ask("a", order)
    _until(qtbot, lambda: len(real.painted) == 1)
    first = real.painter.process_id
    real.painter.ask("a", replace(order, elapsed=0.5))
    os.kill(first, signal.SIGTERM)
    _until(qtbot, lambda: len(real.painted) == 2)
    kept = tmp_path / "still.png"
    real.painter.ask("still", replace(order, manner=Manner.STILL, keep=str(kept)))
    _until(qtbot, lambda: len(real.painted) == 3)
    assert real.painter.process_id != first
    assert real.failed == []
    assert [(image.width(), image.height()) for image in real.images] == [(120, 90)] * 3
    assert real.images[0] != real.images[1]
    assert QImage(str(kept)).size() == real.images[2].size()


def test_the_process_ends_with_the_window(tmp_path: Path) -> None:
    """When its input ends, however the window ended, the process does too, and its file is gone."""
    file = tmp_path / "shared"
    file.write_bytes(bytes(400))
    done = subprocess.run(module.command(str(file)), input=b"", capture_output=True, timeout=120, check=True)
    assert done.stdout == b""
    assert not file.exists() or sys.platform == "win32"


def test_a_missing_library_is_named(tmp_path: Path) -> None:
    """Without numpy the process answers each order with the name of what is missing."""
    file = tmp_path / "shared"
    file.write_bytes(bytes(400))
    program = (
        "import sys; sys.modules['numpy'] = None; sys.argv = ['coach', '_paint', sys.argv[1]];"
        "from coach.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(file)],
        input=ORDER.line + ORDER.line,
        capture_output=True,
        timeout=120,
        check=True,
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers == [{"trouble": "The moving figure needs numpy, which is not there."}] * 2
