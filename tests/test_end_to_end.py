from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach.history.session import SessionStatus
from coach.history.store import Store
from coach.player.events import Outcome
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.routine.plan import Side
from coach.safety.profile import Profile, save

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from coach.history.session import SessionDetail
    from tools.display import PrivateDisplay

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="drives a real X server")

PATIENCE = 20


class Coach:
    """The real program on a private X server, driven with real key events as xdotool sends them."""

    def __init__(self, display: PrivateDisplay, home: Path, *arguments: str) -> None:
        self._environment = {**display.environment, "COACH_HOME": str(home)}
        command = [sys.executable, "-m", "coach", *arguments]
        self.process = subprocess.Popen(command, env=self._environment)

    def wait_for(self, title: str) -> None:
        """Wait until a window with this title is there and has the keyboard."""
        pattern = f"^{title}"
        self._xdotool("search", "--sync", "--onlyvisible", "--name", pattern, "windowactivate", "--sync")

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        self._xdotool("key", "--delay", "30", *keys)

    def hold(self, key: str) -> None:
        """Hold a key for as long as it takes that no stray touch does it."""
        self._xdotool("keydown", key, "sleep", "1", "keyup", key)

    def type(self, text: str) -> None:
        """Type a text."""
        self._xdotool("type", "--delay", "10", text)

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment, check=True, timeout=PATIENCE)

    def quit(self) -> int:
        """Close the window with its key; the exit code."""
        self.press("ctrl+q")
        return self.process.wait(PATIENCE)


@pytest.fixture
def started(display: PrivateDisplay, home: Path) -> Iterator[list[Coach]]:  # noqa: ARG001  # both must outlive them
    """Programs started by a test; whatever is left of them ends with it."""
    running: list[Coach] = []
    yield running
    for coach in running:
        coach.process.kill()
        coach.process.wait()


@pytest.fixture
def well(home: Path) -> None:  # noqa: ARG001  # it says where the file belongs
    """Somebody who has said today that no condition applies."""
    known = Library.read([Folder(paths.bundled_routines(), "bundled")]).conditions
    profile = Profile(seen=True).answer(tuple(known), (), datetime.now().astimezone().date())
    save(paths.safety_file(), profile)


def _last_session(home: Path) -> SessionDetail:
    store = Store.open(home / "data" / "history.sqlite3", datetime.now().astimezone())
    try:
        detail = store.session(store.sessions(1)[0].id)
    finally:
        store.close()
    assert detail is not None
    return detail


def test_a_person_is_led_through_a_routine_and_finds_it_recorded(
    display: PrivateDisplay, home: Path, started: list[Coach]
) -> None:
    """From the first start to the Done page by keyboard alone, with a pause: every phase is in the history.

    The safety page is left for later, so the question comes before the routine. It runs twenty times as fast;
    each recorded phase has its planned length to the millisecond.
    """
    coach = Coach(display, home, "--speed", "20")
    started.append(coach)
    coach.wait_for("Before you begin")
    coach.press("Escape")
    coach.wait_for("Today")
    coach.press("ctrl+2")
    coach.wait_for("Library")
    coach.press("slash")
    coach.type("one-minute")
    coach.press("Return", "Return")
    coach.wait_for("Writer's one-minute break")
    coach.press("Return")
    coach.wait_for("Do any of these apply today")
    coach.press("Return")
    coach.wait_for("Now: Writer's one-minute break")
    coach.press("space", "space")
    coach.wait_for("Done: Writer's one-minute break")
    coach.press("Return")
    coach.wait_for("Library")
    assert coach.quit() == 0

    detail = _last_session(home)
    assert detail.session.status is SessionStatus.FINISHED
    assert detail.session.routine == "writer-micro-60"
    assert [phase.index for phase in detail.phases] == list(range(len(detail.timeline.steps)))
    assert {phase.outcome for phase in detail.phases} == {Outcome.DONE}
    assert [phase.done for phase in detail.phases] == pytest.approx(
        [step.length for step in detail.timeline.steps]
    )
    assert sum(phase.done for phase in detail.phases) == pytest.approx(60)
    assert {phase.side for phase in detail.phases} == {Side.RIGHT, Side.BOTH}


@pytest.mark.usefixtures("well")
def test_both_sides_are_led_through_in_full(
    display: PrivateDisplay, home: Path, started: list[Coach]
) -> None:
    """`coach play` opens the player at once; left and right get the same work, with a switch between them."""
    coach = Coach(display, home, "play", "wrist-flexor-stretch", "--speed", "60")
    started.append(coach)
    coach.wait_for("Done: ")
    assert coach.quit() == 0

    detail = _last_session(home)
    work = {
        side: [phase.done for phase in detail.phases if phase.side is side and phase.phase.is_work]
        for side in (Side.LEFT, Side.RIGHT)
    }
    assert work[Side.LEFT] == pytest.approx(work[Side.RIGHT])
    assert sum(work[Side.LEFT]) > 0


@pytest.mark.usefixtures("well")
def test_a_killed_session_can_be_read_up_to_the_kill(
    display: PrivateDisplay, home: Path, started: list[Coach]
) -> None:
    """SIGKILL in the middle leaves every finished phase and the place in the running one."""
    coach = Coach(display, home, "play", "writer-micro-60", "--speed", "20")
    started.append(coach)
    coach.wait_for("Now: ")
    coach.hold("Right")  # into the second step
    coach.press("space")  # and hold it there
    coach.wait_for("Now: ")
    os.kill(coach.process.pid, signal.SIGKILL)
    coach.process.wait()

    detail = _last_session(home)
    assert detail.session.status is SessionStatus.OPEN
    assert detail.phases[0].outcome is not None
    assert detail.phases[-1].outcome is None
    assert detail.timeline.steps[detail.phases[-1].index].item >= 2


@pytest.mark.usefixtures("well")
def test_after_a_kill_the_next_start_goes_on(
    display: PrivateDisplay, home: Path, started: list[Coach]
) -> None:
    """Killed in the middle, started again: one key goes on, to the end, as the same session."""
    first = Coach(display, home, "play", "writer-micro-60", "--speed", "20")
    started.append(first)
    first.wait_for("Now: ")
    first.hold("Right")
    first.press("space")
    first.wait_for("Now: ")
    os.kill(first.process.pid, signal.SIGKILL)
    first.process.wait()
    broken = _last_session(home)

    again = Coach(display, home)
    started.append(again)
    again.wait_for("You were in the middle of this")
    again.press("1")
    again.wait_for("Done: ")
    again.press("Return")
    again.wait_for("Today")
    assert again.quit() == 0
    whole = _last_session(home)
    assert whole.session.id == broken.session.id
    assert whole.session.status is SessionStatus.FINISHED
    assert whole.phases[: len(broken.phases) - 1] == broken.phases[:-1]
    assert whole.phases[len(broken.phases) - 1].outcome is Outcome.DONE


@pytest.mark.usefixtures("well")
def test_a_second_start_hands_over_to_the_first(
    display: PrivateDisplay, home: Path, started: list[Coach]
) -> None:
    """Starting Coach again brings the running window forward and ends at once."""
    first = Coach(display, home)
    started.append(first)
    first.wait_for("Today")
    second = Coach(display, home, "play", "writer-micro-60")
    started.append(second)
    assert second.process.wait(PATIENCE) == 0
    first.wait_for("Now: Writer's one-minute break")
    assert first.process.poll() is None


def test_a_cramp_is_led_to_its_end_by_keys_alone(
    display: PrivateDisplay, home: Path, started: list[Coach]
) -> None:
    """`coach rescue toes` asks one thing, leads until it lets go, and keeps a note with one press.

    It is a first start: nothing is known yet, no safety page comes first, and no mouse is needed.
    """
    coach = Coach(display, home, "rescue", "toes", "--speed", "20")
    started.append(coach)
    coach.wait_for("Which way is the toe pulled?")
    coach.press("1")
    coach.wait_for("Now: Toe cramp rescue")
    coach.press("l")
    coach.wait_for("Done: Toe cramp rescue")
    coach.press("w", "Return")  # and back to the day
    coach.wait_for("Today")
    assert coach.quit() == 0

    detail = _last_session(home)
    assert detail.session.routine == "rescue-toe"
    assert detail.session.let_go is not None
    store = Store.open(home / "data" / "history.sqlite3", datetime.now().astimezone())
    (cramp,) = store.cramps(9)
    store.close()
    assert (cramp.place, cramp.way, cramp.let_go) == ("toes", "Curling down", True)
    assert cramp.session == detail.session.id


def test_a_running_coach_is_asked_for_help(display: PrivateDisplay, home: Path, started: list[Coach]) -> None:
    """`coach rescue` beside an open Coach ends at once, and that one asks where the cramp is."""
    first = Coach(display, home)
    started.append(first)
    first.wait_for("Before you begin")
    second = Coach(display, home, "rescue")
    started.append(second)
    assert second.process.wait(PATIENCE) == 0
    first.wait_for("Where is the cramp")
    first.press("Escape")
    first.wait_for("Today")
    assert first.quit() == 0
