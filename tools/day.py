"""A working day, replayed at speed: every kind of reminder comes once, and is drawn into `build/day/`.

Planner, announcer, notification service (dunst), window, strip, pause and tray menu are the real ones, on a
private X server and a private session bus; what the person does, and the clocks, are a script. Look at each.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from coach import paths, settings
from coach.clock import FakeClock
from coach.reminders import asked
from coach.reminders.chosen import Chosen
from coach.reminders.daytime import Window
from coach.reminders.rule import Announce, ClockTime, Dose, Manner, bedtime
from coach.reminders.values import read_time
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.safety import profile as safety
from coach.safety.profile import Profile
from coach.settings import Settings
from coach.ui.reminders_view import RemindersView
from coach.ui.strip import Strip
from tools.display import PrivateDisplay
from tools.screens import VARIANTS

if TYPE_CHECKING:
    from coach.app import Coach
    from coach.drivers.reminder_driver import ReminderDriver

TARGET: Final = Path(__file__).resolve().parent.parent / "build" / "day"
BERLIN: Final = ZoneInfo("Europe/Berlin")
STEP: Final = 10.0
"""Seconds of the day between two looks of the planner."""
SETTLED: Final = 0.5
PATIENCE: Final = 60.0


@dataclass
class Person:
    """What the script says of the person and their computer; stands in for `coach.drivers.senses.Senses`."""

    idle_for: float = 3.0
    is_locked: bool = False
    on: frozenset[str] = frozenset()
    pushes: bool = False

    def idle(self) -> float:
        """Seconds since the last key."""
        return self.idle_for

    def locked(self) -> bool:
        """Whether the screen is locked."""
        return self.is_locked

    def slept(self) -> float:
        """The computer never sleeps on this day."""
        return 0.0


def chosen() -> Chosen:
    """The usual rules, and one of each kind of coming."""
    made = Chosen(on=True)
    hours = tuple((Window(read_time("09:00"), read_time("17:30")),) if day < 5 else () for day in range(7))  # noqa: PLR2004  # Monday to Friday
    made = replace(made, reminders=replace(made.reminders, working_hours=hours))
    for rule in made.reminders.rules:
        if rule.id == "writing-micro":
            made = made.with_rule(
                replace(rule, manner=Manner(Announce.STRIP, profiles=frozenset({"writing"})))
            )
    made = made.with_rule(
        Dose(
            "glides", "tendon-glide-set", times_a_day=1, window=Window(read_time("16:00"), read_time("18:00"))
        )
    )
    coffee = ClockTime("stand", "standing-worker-3", (read_time("15:00"),))
    made = made.with_rule(replace(coffee, manner=Manner(Announce.WINDOW, everywhere=True)))
    return made.with_rule(bedtime("bedtime-foot-cramp-5", read_time("22:30")))


class Day:
    """The script, and the camera."""

    def __init__(self, app: Any, folder: Path) -> None:  # noqa: ANN401  # a QApplication, loaded with the display
        from coach.announcer import Announcer  # noqa: PLC0415  # Qt only once the display is there
        from coach.app import Coach  # noqa: PLC0415  # the same
        from coach.desktop import notify  # noqa: PLC0415  # the same
        from coach.desktop.bus import Bus  # noqa: PLC0415  # the same
        from coach.drivers.chosen_driver import ChosenDriver  # noqa: PLC0415  # the same
        from coach.drivers.reminder_driver import ReminderDriver  # noqa: PLC0415  # the same
        from coach.drivers.senses import Senses  # noqa: PLC0415  # the same
        from coach.reminders.sample import Inhibitor  # noqa: PLC0415  # the same
        from coach.ui.tray import Tray  # noqa: PLC0415  # the same

        self._app = app
        self._folder = folder
        self._taken = 0
        self.clock = FakeClock(wall=datetime(2026, 11, 23, 8, 55, tzinfo=BERLIN))
        self.person = person = Person()

        class Scripted(Senses):
            """The person of the script."""

            idle = staticmethod(person.idle)
            locked = staticmethod(person.locked)
            slept = staticmethod(person.slept)
            pushes = False  # they are looked at every step

            def look(self) -> frozenset[Inhibitor]:
                return frozenset(map(Inhibitor, person.on))

        driver = ChosenDriver(paths.settings_file())
        driver.change(lambda _: chosen())
        self.coach = self._open(Coach)
        self.reminders: ReminderDriver = ReminderDriver(
            self.clock,
            lambda: BERLIN,
            Scripted(person.slept),
            driver.value,
            paths.reminders_file(),
            lambda _: True,
            pid=os.getpid(),
        )
        self.tray = Tray()
        self.tray.wanted.connect(self.ask)
        self.reminders.told.connect(self.tray.show_told)
        self.coach.resident._ask = self.ask  # noqa: SLF001  # the resident is in this very process
        self._bus = Bus("session")
        self.announcer = Announcer(
            self.reminders,
            notify.pick(self._bus, None),
            lambda: Strip(self.coach.theme),
            self._come_forward,
            chime=lambda: None,
        )
        self.reminders.look()

    def _open(self, kind: type[Coach]) -> Coach:
        known = tuple(Library.read([Folder(paths.bundled_routines(), "bundled")]).conditions)
        safety.save(paths.safety_file(), Profile(seen=True).answer(known, (), self.clock.wall().date()))
        coach = kind(self._app, self.clock)
        coach.resident._start = lambda: None  # noqa: SLF001  # the resident is in this very process
        coach.library.read_now()
        coach.window.show()
        coach.settle()
        return coach

    def _come_forward(self, wish: str, *_arguments: str) -> bool:
        self.coach.come_forward(wish)
        return True

    def ask(self, line: str) -> bool:
        """What the window and the tray say to the resident."""
        self.reminders.ask(line)
        self.coach.resident.read()
        return True

    # -- the script -------------------------------------------------------------------------------

    def play(self) -> None:
        """From the first key to bed."""
        self.take("morning")
        self._at_the_keyboard()
        self._by_hand()
        self._away()
        self.coach.window.show_today()
        self._pause()
        self._evening()
        self.coach.window.close()

    def _at_the_keyboard(self) -> None:
        """Due in the middle of typing, offered in a pause of it, held by a call, ignored, done."""
        self.until("09:14")
        self.person.idle_for = 0.3
        self.until("09:16")
        self.take("due-while-typing")
        self.person.idle_for = 3.0
        self._until_offered()
        self.take("notification-and-today")
        self.ask(asked.skip("keyboard-micro"))
        self.person.on = frozenset({"microphone"})
        self.until("09:40")
        self.take("held-by-a-call")
        self.person.on = frozenset()
        self._until_offered()
        self.take("after-the-call")
        for _ in range(15):
            self._step()
        self.take("nobody-answered")
        self.announcer.answer("start")
        self._lead()

    def _by_hand(self) -> None:
        """Handwriting mode: the line that can be read from the desk, put off, done with; then a pause."""
        self._use_profile("writing")
        self.ask(asked.writing())
        self.person.idle_for = 600.0
        self._until_offered()
        self.take("strip-while-writing")
        self.announcer.answer("snooze-300")
        self._step()
        self.take("snoozed")
        self.ask(asked.stop_writing())
        self._use_profile("desk")
        self.person.idle_for = 3.0
        self.ask(asked.pause("hour", 3600.0))
        self.until("11:00")
        self.take("paused")
        self.ask(asked.resume("hour"))

    def _away(self) -> None:
        """Lunch at a locked screen, then half an hour without a key: was it handwriting?"""
        self.person.is_locked = True
        self.until("13:00")
        self.person.is_locked = False
        self._sit_still("13:30", "14:02")
        self.take("were-you-writing")
        self.ask(asked.was_writing(yes=True))

    def _pause(self) -> None:
        """The pause that fills the screen."""
        self._answer_all("14:58")
        self._until_offered()
        self.take("pause-on-the-whole-screen")
        self._break()

    def _evening(self) -> None:
        """The end of work, why it all came as it did, and what comes in quiet hours."""
        self._answer_all("17:31")
        self.coach.window.go_to("reminders")
        page = self.coach.window.pages.current
        self.take("reminders")
        if not isinstance(page, RemindersView):
            raise TypeError("the page of the reminders is not on show")
        page.known.why.click()
        self._wait(SETTLED)
        page.ensureWidgetVisible(page.known.why)
        self.take("why")
        self.coach.window.go_to("today")
        self._answer_all("21:55")
        self._until_offered()
        self.take("before-bed")
        self.tray.menu.popup(self.coach.window.pos())
        self.take("tray")
        self.tray.menu.hide()

    def _until_offered(self) -> None:
        """Let the day go on until something is offered."""
        while self.reminders.state.open is None:
            self._step()

    def _sit_still(self, since: str, until: str) -> None:
        """No key and no mouse from one time to another, then one."""
        self._answer_all(since)
        start = self.clock.monotonic()
        end = self._moment(until)
        while self.clock.wall() < end:
            self.person.idle_for = self.clock.monotonic() - start
            self._step()
        self.person.idle_for = 3.0
        self._step()

    def _answer_all(self, until: str) -> None:
        """Up to a time, skip whatever comes."""
        end = self._moment(until)
        while self.clock.wall() < end:
            if self.reminders.state.open is not None:
                self.ask(asked.skip(self.reminders.state.open.rule))
            self._step()

    def _lead(self) -> None:
        """To the end of the session that has begun."""
        session = self.coach.window.session
        if session is None:
            raise RuntimeError("no session has begun")
        while not session.driver.snapshot().step.phase.is_work:
            self.clock.advance(0.5)
            session.driver.tick()
        self.take("session")
        while not session.is_over:
            self.clock.advance(0.5)
            session.driver.tick()
        if session.done is not None:
            session.done.leave.click()
        self.take("afterwards")

    def _break(self) -> None:
        """Begin the pause that fills the screen, and leave it half-way."""
        window = self.coach.window.leading.breaks.window
        if window is None:
            raise RuntimeError("there is no pause on the screen")
        window.view.take_answers()
        window.view.buttons["start"].click()
        session = self.coach.window.leading.breaks.session
        if session is None:
            raise RuntimeError("the pause has not begun")
        while not session.driver.snapshot().step.phase.is_work:
            self.clock.advance(0.5)
            session.driver.tick()
        self.take("pause-is-led")
        window.close()
        self.reminders.look()

    def _use_profile(self, name: str) -> None:
        now = self.reminders.chosen
        self.reminders.use(replace(now, reminders=replace(now.reminders, profile=name)), fluid_limited=False)

    # -- how --------------------------------------------------------------------------------------

    def until(self, clock: str) -> None:
        """Let the day go on to a time."""
        end = self._moment(clock)
        while self.clock.wall() < end:
            self._step()

    def _moment(self, clock: str) -> datetime:
        at = read_time(clock)
        return self.clock.wall().replace(hour=at.hour, minute=at.minute, second=0)

    def _step(self) -> None:
        self.clock.advance(STEP)
        self.reminders.look()
        self._app.processEvents()

    def take(self, name: str) -> None:
        """What the whole screen shows, once it has come to rest."""
        self.coach.resident.read()
        self._wait(SETTLED)
        end = time.monotonic() + PATIENCE
        while self.coach.window.figures.is_drawing and time.monotonic() < end:
            self._app.processEvents()
            time.sleep(0.01)
        self._wait(SETTLED)
        self._taken += 1
        clock = f"{self.clock.wall():%H%M}"
        target = self._folder / f"{self._taken:02}-{clock}-{name}.png"
        if not self.coach.window.screen().grabWindow(0).save(str(target)):
            raise RuntimeError(f"{target} could not be written")

    def _wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._app.processEvents()
            time.sleep(0.01)


def draw(variant: str) -> None:
    """The day in one variant, on the display and the bus that this process has."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # the same

    settings.save(paths.settings_file(), Settings(appearance=VARIANTS[variant]))
    app = QApplication(["coach"])
    app.setApplicationName("Coach")
    app.setQuitOnLastWindowClosed(False)
    with subprocess.Popen(["dunst"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as dunst:
        try:
            Day(app, TARGET / variant).play()
        finally:
            dunst.terminate()


def main() -> None:
    """Each variant in a process of its own, on a bus of its own."""
    shutil.rmtree(TARGET, ignore_errors=True)
    wanted = sys.argv[1:] or list(VARIANTS)
    with PrivateDisplay() as display, tempfile.TemporaryDirectory() as home:
        for variant in wanted:
            (TARGET / variant).mkdir(parents=True)
            environment = {
                **display.environment,
                "COACH_HOME": str(Path(home) / variant),
                "HOME": home,
                "TZ": "Europe/Berlin",
            }
            command = ["dbus-run-session", "--", sys.executable, "-m", "tools.day", f"={variant}"]
            subprocess.run(command, env=environment, check=True)
            print(f"{len(list((TARGET / variant).iterdir()))} pictures in {TARGET / variant}")


if __name__ == "__main__":
    draw(sys.argv[1][1:]) if sys.argv[1:] and sys.argv[1].startswith("=") else main()
