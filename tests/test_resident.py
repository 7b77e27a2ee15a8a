"""The resident process as a person has it: on a screen, with a desktop's services, killed and restarted."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from coach import paths
from coach.clock import SystemClock, local_zone
from coach.desktop.single_instance import RESIDENT, InstanceServer, ask_running
from coach.history.store import Store
from coach.reminders import asked, chosen_file, saved, status
from coach.reminders.chosen import Chosen
from coach.reminders.rule import ActiveTime, Manner, Purpose, Reminders
from coach.reminders.sample import Sample
from coach.reminders.state import begin
from coach.reminders.told import Told, tell
from coach.safety import profile
from coach.safety.profile import Profile
from tests.desktop.services import PrivateBus, Service
from tools.display import PrivateDisplay

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a D-Bus session is Linux's")

MICRO = ActiveTime.usual(Purpose.KEYBOARD_MICRO, "writer-micro-60", Manner(), id="micro")
CHOSEN = Chosen(on=True, reminders=Reminders((MICRO,), quiet=None))
NOTIFICATIONS = "org.freedesktop.Notifications"
NOTIFICATIONS_PATH = "/org/freedesktop/Notifications"
LATEST = 40.0
"""Seconds to wait on a machine that has much to do."""


def work_for(seconds: float) -> None:
    """What is kept says that somebody has worked for so long, until now."""
    clock = SystemClock()
    sample = Sample(clock.monotonic(), clock.wall().astimezone(local_zone()), 0.0)
    state = begin(CHOSEN.reminders, sample)
    track = state.tracks["micro"]._replace(counted=seconds)
    state = state._replace(tracks={"micro": track})
    status.write(paths.reminders_file(), saved.dump(state, sample), tell(state, sample, CHOSEN))


def told() -> Told:
    """What others read."""
    _, found = status.read(paths.reminders_file())
    assert found is not None
    return found


def eventually(holds: Callable[[], bool], what: str) -> None:
    """Wait until something in another process is so."""
    deadline = time.monotonic() + LATEST
    while not holds():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


class Desktop:
    """A screen, its services, and the resident process on it."""

    def __init__(self, display: PrivateDisplay, bus: PrivateBus) -> None:
        address = bus.address
        self.display = display
        self.environment = {
            **display.environment,
            "DBUS_SESSION_BUS_ADDRESS": address,
            "DBUS_SYSTEM_BUS_ADDRESS": address,
        }
        self.notifications = Service(address, NOTIFICATIONS, self._answer)
        self.resident: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Start the resident process and wait until it hears and tells."""
        self.stir()
        self.resident = process = subprocess.Popen(
            [sys.executable, "-m", "coach", "resident"], env=self.environment
        )
        eventually(lambda: told().pid == process.pid, "the resident tells nothing")
        assert ask_running(asked.resume("nothing"), patience=LATEST, who=RESIDENT)
        return process

    def stir(self) -> None:
        """Move the mouse: somebody is there."""
        self.xdotool("mousemove_relative", "3", "3")

    def xdotool(self, *words: str) -> str:
        """Do something with pointer and keyboard, or look for windows; what that says."""
        run = subprocess.run(
            ["xdotool", *words], env=self.display.environment, check=False, capture_output=True, text=True
        )
        return run.stdout

    def seen(self) -> list[str]:
        """Coach's windows that can be seen, its icon and menu included."""
        return self.xdotool("search", "--onlyvisible", "--class", "Coach").split()

    def titles(self) -> str:
        """What the window that has the keyboard is called."""
        return self.xdotool("getactivewindow", "getwindowname")

    def press(self, answer: str) -> None:
        """Press a button of the notification."""
        path = NOTIFICATIONS_PATH
        self.notifications.says(path, NOTIFICATIONS, "ActionInvoked", "us", 5, answer)

    def _answer(self, method: str, _values: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]] | None:
        answers: dict[str, tuple[str, tuple[Any, ...]]] = {
            "Notify": ("u", (5,)),
            "GetCapabilities": ("as", (["actions", "body"],)),
            "GetServerInformation": ("ssss", ("a fake", "nobody", "1", "1.2")),
            "CloseNotification": ("", ()),
        }
        return answers.get(method)

    def end(self) -> None:
        """End what runs."""
        if self.resident is not None and self.resident.poll() is None:
            self.resident.kill()
            self.resident.wait()


@pytest.fixture
def desktop(home: Path) -> Iterator[Desktop]:
    """A desktop of its own, where the reminders are on."""
    assert home is not None
    chosen_file.save(paths.settings_file(), lambda _: CHOSEN)
    with PrivateDisplay() as display, PrivateBus() as bus:
        there = Desktop(display, bus)
        yield there
        there.end()


def test_killed_and_started_again_it_counts_on_and_offers_what_is_due(desktop: Desktop) -> None:
    """Killed without warning just before a pause is due, it comes when it is; Start goes to the window."""
    window = InstanceServer.claim()
    assert window is not None
    window.fileno()
    work_for(20 * 60 - 12)
    first = desktop.start()
    before = told().expected[0].work
    assert before is not None
    assert before <= 12

    first.send_signal(signal.SIGKILL)
    first.wait()
    desktop.start()
    after = told().expected[0].work
    assert after is not None
    assert before - 3 <= after <= before

    title, body = desktop.notifications.waits_for("Notify", LATEST)[3:5]
    assert title == "Short pause from the keyboard"
    assert "You have worked for a while" in body
    eventually(lambda: told().offer is not None, "the offer is not told")
    heard: list[str] = []
    desktop.press("start")

    def has_heard() -> bool:
        heard.extend(window.read_messages())
        return bool(heard)

    eventually(has_heard, "the window hears nothing")
    assert heard == ["play writer-micro-60"]
    eventually(lambda: told().offer is None, "the offer stands")
    window.close()


def test_it_loads_nothing_heavy_and_ends_in_good_order(desktop: Desktop) -> None:
    """No figures, sound, models or database in its memory; asked to end, it says that nobody plans."""
    work_for(60)
    process = desktop.start()
    with open(f"/proc/{process.pid}/maps", encoding="utf-8") as maps:  # noqa: PTH123  # a file of the system's
        loaded = maps.read()
    for heavy in ("numpy", "pydantic", "_sqlite3", "miniaudio", "_yaml"):
        assert heavy not in loaded, heavy
    process.send_signal(signal.SIGTERM)
    assert process.wait(LATEST) == 0
    assert told().pid == 0
    assert not ask_running("here", who=RESIDENT)


def test_turned_off_it_ends_by_itself(desktop: Desktop) -> None:
    """Once the settings say off and it is told to look, nothing of Coach is left running."""
    work_for(60)
    process = desktop.start()
    chosen_file.save(paths.settings_file(), lambda now: replace(now, on=False))
    assert ask_running(asked.RELOAD, who=RESIDENT)
    assert process.wait(LATEST) == 0


def test_there_is_one_for_each_person(desktop: Desktop) -> None:
    """A second one finds the first and ends at once."""
    work_for(60)
    desktop.start()
    second = [sys.executable, "-m", "coach", "resident"]
    assert subprocess.run(second, env=desktop.environment, check=False, timeout=LATEST).returncode == 0
    assert ask_running("here", who=RESIDENT)


@pytest.mark.skipif(shutil.which("trayer") is None, reason="trayer, a panel for tray icons, is not installed")
def test_a_cramp_is_timed_from_the_icon_in_a_panel(desktop: Desktop) -> None:
    """The icon's menu, opened in a real panel and gone through by keyboard, starts the time in the window."""
    window = InstanceServer.claim()
    assert window is not None
    window.fileno()
    work_for(60)
    place = ("--edge", "top", "--align", "left", "--widthtype", "pixel", "--width", "32", "--height", "32")
    panel = subprocess.Popen(["trayer", *place], env=desktop.display.environment, stderr=subprocess.DEVNULL)
    desktop.start()
    eventually(lambda: len(desktop.seen()) == 1, "there is no icon")
    desktop.xdotool("mousemove", "--window", desktop.seen()[0], "10", "15", "click", "3")
    eventually(lambda: len(desktop.seen()) == 2, "there is no menu")
    desktop.xdotool("key", "Down", "Down", "Return")
    heard: list[str] = []

    def has_heard() -> bool:
        heard.extend(window.read_messages())
        return bool(heard)

    eventually(has_heard, "the window hears nothing")
    assert heard == ["diary now"]
    window.close()
    panel.kill()
    panel.wait()


def _coach(desktop: Desktop, *words: str) -> str:
    run = subprocess.run(
        [sys.executable, "-m", "coach", *words],
        env=desktop.environment,
        check=False,
        capture_output=True,
        text=True,
        timeout=LATEST,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


def _cramps() -> int:
    with closing(Store.open(paths.database(), SystemClock().wall())) as store:
        return store.counts().cramps


def test_everything_is_replaced_under_a_window_and_a_resident_that_run(
    desktop: Desktop, tmp_path: Path
) -> None:
    """`coach restore` and `coach erase`: both go on with what stands there then, and write into that."""
    profile.save(paths.safety_file(), Profile(seen=True))
    work_for(60)
    _coach(desktop, "diary", "add", "calf")
    _coach(desktop, "backup", str(tmp_path / "all.zip"))
    _coach(desktop, "diary", "add", "arch")
    desktop.start()
    window = subprocess.Popen([sys.executable, "-m", "coach"], env=desktop.environment)
    eventually(lambda: ask_running("show", patience=1), "no window hears")

    before = told().pid
    assert "Restored." in _coach(desktop, "restore", str(tmp_path / "all.zip"), "--yes")
    eventually(lambda: told().pid not in {0, before}, "no other process plans")
    assert _cramps() == 1
    _note_one(desktop)
    eventually(lambda: _cramps() == 2, "the window writes elsewhere")

    before = told().pid
    assert "Deleted for good" in _coach(desktop, "erase", "--yes")
    eventually(lambda: paths.reminders_file().exists() and told().pid not in {0, before}, "nobody plans")
    assert not paths.safety_file().exists()
    assert _cramps() == 0
    _coach(desktop, "diary", "write")  # away from the timer, which is done
    _note_one(desktop)
    eventually(lambda: _cramps() == 1, "the window writes elsewhere")
    assert window.poll() is None
    assert ask_running(asked.QUIT, who=RESIDENT)
    window.terminate()
    window.wait()


def _note_one(desktop: Desktop) -> None:
    """In the window that is open: the time of a cramp begins, and one key says that it is in the hand."""
    _coach(desktop, "diary", "now")
    eventually(lambda: "A cramp now" in desktop.titles(), "there is no timer")
    desktop.xdotool("search", "--name", "A cramp now", "windowactivate", "--sync", "key", "Return")
