"""Draw every screen of the real app, in light, dark, high contrast and 200 % text, into `build/screens/`.

The app runs on a private X server with a window manager; only its clock is ours, so that a session stands in
the middle of each kind of phase. Pictures show what X shows, title bar and all. Look at each.

    python -m tools.screens [part ...] [--in light ...]
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QScrollArea

from coach import paths, settings
from coach.bundle.contents import SUFFIX
from coach.bundle.exchange import Parcel
from coach.clock import FakeClock
from coach.player.rating import Kind
from coach.reminders.told import Expected, OpenOffer, PauseTold, Probe, Told
from coach.routine.folders import Folder
from coach.routine.plan import Phase, Side
from coach.safety.profile import Profile
from coach.settings import Appearance, Settings, Theme
from coach.ui.ask_view import AskView
from coach.ui.author.new_file import NewFile
from coach.ui.author.read_text import EXAMPLE
from coach.ui.author.studio_view import StudioView
from coach.ui.change_view import ChangeView
from coach.ui.data_view import DataView
from coach.ui.done_view import DoneView
from coach.ui.handout_view import HandoutView
from coach.ui.rate_view import RateView
from coach.ui.reminders_view import RemindersView
from coach.ui.rest_view import RestView
from coach.ui.safety_view import SafetyView
from coach.ui.settings_view import SettingsView
from coach.ui.widgets.cramp_card import CrampCard
from coach.ui.widgets.figure_canvas import FigureCanvas
from coach.ui.widgets.page import Page
from tools.display import PrivateDisplay

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QApplication, QWidget

    from coach.app import Coach
    from coach.drivers.player_driver import PlayerDriver
    from coach.ui.session import Session

TARGET = Path(__file__).resolve().parent.parent / "build" / "screens"
VARIANTS = {
    "light": Appearance(theme=Theme.LIGHT),
    "dark": Appearance(theme=Theme.DARK),
    "large": Appearance(theme=Theme.LIGHT, text_scale=200),
    "contrast-light": Appearance(theme=Theme.CONTRAST_LIGHT),
    "contrast-dark": Appearance(theme=Theme.CONTRAST_DARK),
}
PARTS = (
    "safety",
    "day",
    "library",
    "pages",
    "phases",
    "questions",
    "hands_free",
    "small",
    "rescue",
    "tight",
    "checks",
    "ends",
    "today",
    "reminders",
    "programmes",
    "history",
    "author",
    "studio",
    "paper",
    "places",
    "narrow",
    "faults",
)
"""What can be asked for, in the order a person meets it."""
SETTLED = 0.2
"""Seconds that a view gets to lay itself out and paint."""
STEP = 0.5
"""Seconds of session time between two looks at the clock; longer ones count as a stall."""
PATIENCE = 60.0
LEAST = (640, 480)
"""The least window that everything must be usable in."""
USUAL = (1180, 800)
"""The window as it first opens."""
BROKEN = {
    "tea.yaml": "coach: 1\ntype: exercise\nid: tea\ntitel: Tea\nkind: strech\n",
    "colon.yaml": "coach: 1\ntype: routine\nid: colon\ntitle: Note: this breaks\n",
}


class Photographer:
    """Walks through one Coach and takes the pictures of one variant."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app = app
        self._folder = folder
        self._taken = 0
        self._clock = FakeClock()
        self._coach = self._open()

    def _open(self, *folders: Path) -> Coach:
        from coach.app import Coach  # noqa: PLC0415  # Qt only once the display is there

        coach = Coach(self._app, self._clock, folders)
        coach.resident._start = lambda: None  # noqa: SLF001  # what it would tell is in a file of ours
        coach.window.show()
        coach.library.read()
        self._wait(lambda: coach.library.library is not None)
        self._say(coach)
        return coach

    def _say(self, coach: Coach, *ticked: str) -> None:
        """Answer all safety questions of today: these apply, the others do not."""
        shelf = coach.library.shelf
        if shelf is None:
            raise RuntimeError("the library was not read")
        known = tuple(shelf.written.conditions)
        profile = Profile(emergency_number="112", seen=True)
        coach.safety.change(profile.answer(known, ticked, self._clock.wall().date()))

    def take_all(self, parts: Sequence[str]) -> None:
        """Every screen of these parts, in the order a person meets them."""
        for part in parts:
            getattr(self, f"_{part}")()
        self._close()

    def _safety(self) -> None:
        """The first start, the question before a routine, what becomes of it; then nothing applies again."""
        window, safety = self._coach.window, self._coach.safety
        safety.change(Profile())
        window.leading.gate.show_answers(window.show_library)
        self.take("safety-first-start")
        view = window.pages.currentWidget()
        if not isinstance(view, SafetyView):
            raise TypeError("the safety page is not on show")
        view.rows["DVT"].click()
        view.go_to("DVT")
        self.take("safety-ticked")
        view.rows["DVT"].click()
        view.later.click()
        window.play("thumb-care")
        self.take("safety-question")
        self._say(self._coach, "INFLAMED", "THUMBOA")
        window.open_page("thumb-care")
        self.take("safety-changed")
        self._say(self._coach, "NEUROPATHY", "ANTICOAG")
        window.open_page("hand-massage-5")
        self.take("safety-ruled-out")
        window.show_library()
        window.library.search.setText("massage")
        self.take("library-ruled-out")
        window.library.search.clear()
        self._say(self._coach)

    def _day(self) -> None:
        """Today where reminders are off and where they are on but not kept; their page, and that of a rule.

        What they look like while they run is drawn by `tools.day`.
        """
        window = self._coach.window
        self._coach.resident._start = lambda: None  # noqa: SLF001  # none is to run beside the pictures
        window.settle()
        window.show_today()
        self.take("today")
        window.show_reminders()
        self.take("reminders-off")
        window.day.turn_on()
        window.show_today()
        self.take("today-not-kept")
        window.show_reminders()
        page = window.pages.currentWidget()
        if not isinstance(page, RemindersView):
            raise TypeError("the reminders are not on show")
        page.when.hours.buttons[1].click()
        for part in ("rules", "when", "holds", "known"):
            page.ensureWidgetVisible(getattr(page, part), 0, page.height())
            self.take(f"reminders-{part}")
        for kind in page.rules.adds:
            window.show_reminders()
            page = window.pages.currentWidget()
            if isinstance(page, RemindersView):
                page.rules.adds[kind].click()
            self.take(f"reminder-{kind}")
        window.show_library()

    def _library(self) -> None:
        window, view = self._coach.window, self._coach.window.library
        window.show_library()
        self.take("library")
        view.types.buttons[1].click()
        self.take("library-exercises")
        view.more.click()
        self.take("library-filters")
        view.more.click()
        view.types.buttons[0].click()
        view.search.setText("cramp")
        self.take("library-search")
        view.search.setText("no such thing")
        self.take("library-nothing-found")
        view.search.clear()
        window.show_library()

    def _pages(self) -> None:
        for name, identity in (
            ("page-writer", "writer-micro-60"),
            ("page-cramp", "bedtime-foot-cramp-5"),
            ("page-exercise", "tendon-glide-series-a"),
        ):
            self._coach.window.open_page(identity)
            self.take(name)
            page = self._coach.window.pages.currentWidget()
            if isinstance(page, Page):
                page.verticalScrollBar().setValue(page.height())
                self.take(f"{name}-steps")

    def _phases(self) -> None:
        for phase in Phase:
            for side in (Side.LEFT, Side.RIGHT, Side.BOTH, None):
                self._phase(phase, side)
        self._run(driver := self._play("writer-break-5"), lambda: driver.snapshot().step_left <= 2)  # noqa: PLR2004  # as it counts
        self.take("player-count-in")

    def _phase(self, phase: Phase, side: Side | None, name: str = "") -> None:
        """A session in the middle of the first such phase that any routine has on this side, if one has."""
        library = self._coach.library.library
        if library is None:
            raise RuntimeError("the library was not read")
        sides = self._coach.window.services.sides
        for identity in (*library.routines, *library.exercises):
            plan = library.timeline(identity, sides)
            places = [(step.phase, step.side) for step in plan.steps]
            if plan.loop or (phase, side) not in places:
                continue
            self._coach.window.play(identity)
            session = self._coach.window.session
            if session is None or session.is_over or session.driver.timeline.routine != identity:
                continue  # it asks something first
            session.checks.close()
            session.driver.start()
            self._run_until_index(session.driver, places.index((phase, side)))
            self.take(name or f"player-{phase.value}-{side or 'no-side'}")
            return

    def _questions(self) -> None:
        driver = self._play("writer-micro-60")
        self._run(driver, lambda: driver.snapshot().step.phase.is_work)
        driver.pause()
        self.take("player-paused")
        driver.resume()
        view = self._session().view
        view.ask_stop()
        self.take("player-stop")
        view.ask_stop()
        self._clock.advance(600)
        driver.tick()
        self.take("player-away")
        driver.resume()
        self._dialog("player-keys", view.show_keys)
        view.get_help_wanted.emit()
        self.take("get-help")
        self._looks()

    def _hands_free(self) -> None:
        """A key that is held, a step that goes on by itself, and large targets in a small window."""
        driver = self._play("writer-micro-60")
        self._run_until_index(driver, 1)
        view = self._session().view
        view.commands.hold.filled.emit("skip", 0.6)
        self.take("player-hold-to-skip")
        view.sign.hide()
        view.commands.hold.filled.emit("skip", 0.0)
        view.sign.hide()
        chosen = self._coach.settings.value
        window, size = self._coach.window, self._coach.window.size()
        large = replace(chosen.appearance, large_targets=True)
        self._coach.settings.change(
            replace(chosen, appearance=large, hands_free=settings.HandsFree(go_on_after=20))
        )
        self.take("large-targets")
        window.resize(640, 480)
        self.take("large-targets-narrow")
        view.ask_stop()
        self.take("large-targets-stop")
        view.ask_stop()
        view.hurts_wanted.emit()
        self.take("large-targets-hurts")
        self._coach.settings.change(replace(chosen, hands_free=settings.HandsFree(go_on_after=20)))
        window.resize(size)
        self._phase(Phase.USER_DONE, Side.BOTH, "player-goes-on-by-itself")
        self._coach.settings.change(chosen)

    def _tight(self) -> None:
        """The least window with the largest words and targets: nothing is cut off, the main key is there."""
        chosen, window = self._coach.settings.value, self._coach.window
        size = window.size()
        large = replace(chosen.appearance, large_targets=True, text_scale=200)
        self._coach.settings.change(replace(chosen, appearance=large))
        window.resize(640, 480)
        window.cramp_now()
        self.take("tight-where")
        for place in ("arch", "hand", "calf"):
            window.cramp_now(place)
            if isinstance(view := window.pages.currentWidget(), AskView):
                self.take(f"tight-{place}-question")
                view.buttons[0].click()
            self.take(f"tight-{place}")
            driver = self._session().driver
            self._run(driver, lambda driver=driver: driver.snapshot().in_loop)  # type: ignore[misc]  # as below
            self.take(f"tight-{place}-loop")
            driver.stop()
        driver = self._play("writer-break-5")
        self._run(driver, lambda: driver.snapshot().step.phase is Phase.HOLD)
        self.take("tight-hold")
        self._session().view.ask_stop()
        self.take("tight-stop")
        driver.resume()
        self._session().show_small()
        if (mini := self._session().mini) is not None:
            mini.resize(360, 400)
            self.take("tight-small", mini)
        self._session().show_large()
        self._coach.settings.change(chosen)
        window.resize(size)

    def _small(self) -> None:
        """The small window, in work on the left, on the right and at one's own pace."""
        driver = self._play("writer-break-5")
        for side in (Side.LEFT, Side.RIGHT):
            self._run(
                driver,
                lambda side=side: driver.state.step.phase.is_work and driver.state.step.side is side,  # type: ignore[misc]  # a known limit of mypy
            )
            self._session().show_small()
            mini = self._session().mini
            if mini is None:
                raise RuntimeError("the small window is not there")
            self.take(f"small-{side}", mini)
            self._session().show_large()
        self._coach.window.cramp_now("arch")
        if isinstance(view := self._coach.window.pages.currentWidget(), AskView):
            view.buttons[0].click()
        self._session().show_small()
        if (mini := self._session().mini) is not None:
            self.take("small-rescue", mini)
            driver = self._session().driver
            self._run(driver, lambda: driver.snapshot().in_loop and driver.state.step.phase.is_work)
            self.take("small-rescue-loop", mini)
            driver.pause()
            self.take("small-paused", mini)
        self._session().show_large()
        self._session().driver.stop()
        self._session().left.emit()

    def _rescue(self) -> None:
        """A cramp: the questions, the loop, its second pass, its limit, and what comes after."""
        window = self._coach.window
        window.show_library()
        window.cramp_now()
        self.take("rescue-where")
        window.cramp_now("toes")
        self.take("rescue-question")
        if not isinstance(view := window.pages.currentWidget(), AskView):
            raise RuntimeError("nothing was asked")  # noqa: TRY004  # the window shows another page
        view.buttons[0].click()
        driver = self._session().driver
        self.take("rescue-start")
        self._run(driver, lambda: driver.snapshot().in_loop and driver.snapshot().step.phase.is_work)
        self.take("rescue-loop")
        self._run(driver, lambda: driver.snapshot().passes == 2)  # noqa: PLR2004  # again
        self.take("rescue-again")
        self._press("P")
        self.take("rescue-hurts")
        self._press("Escape")
        self._run(driver, lambda: driver.state.limit_told)
        self.take("rescue-limit")
        driver.resume()
        window.pages.setCurrentWidget(self._session().view)
        self._run(driver, lambda: driver.snapshot().step.phase.is_work)
        self.take("rescue-after-limit")
        driver.let_go()
        self._run(driver, lambda: self._session().is_over)
        self.take("rescue-done")
        if not isinstance(page := window.pages.currentWidget(), Page):
            raise RuntimeError("the session is not over")  # noqa: TRY004  # as above
        card = page.findChild(CrampCard)
        if card is None:
            raise RuntimeError("there is nothing to write down")
        card.button.click()
        self.take("rescue-written-down")
        window.cramp_now("toes")
        self._press("1")
        driver = self._session().driver
        self._run(driver, lambda: driver.snapshot().in_loop)
        self._press("P", "Y", "Return")
        self.take("rescue-stopped")
        self._no_rescue()

    def _no_rescue(self) -> None:
        """Where the safety answers rule the stretch out, and what is closed until a question is answered."""
        window = self._coach.window
        self._say(self._coach, "INFLAMED")
        window.cramp_now("toes")
        self.take("rescue-ruled-out")
        self._clock.advance(601)
        if not isinstance(page := window.pages.currentWidget(), RestView):
            raise RuntimeError("the rescue was not ruled out")  # noqa: TRY004  # as above
        page.tick()
        self.take("rescue-ruled-out-limit")
        page.let_go.click()
        self.take("rescue-ruled-out-over")
        self._say(self._coach, "DVT")
        window.cramp_now("calf")
        self.take("rescue-urgent")
        self._say(self._coach)
        window.show_library()
        window.side.show()
        window.open_page("ulnar-nerve-glide")
        self.take("page-only-if")

    def _checks(self) -> None:
        """What is asked before, on the way and after, what stops a session, and what is changed for today."""
        window = self._coach.window
        window.play("thumb-care")
        self.take("rate-before")
        self._press("5", "Return")
        self.take("rate-refused")
        self._press("3")
        self._press("2", "Return")
        driver = self._session().driver
        self._run(driver, lambda: driver.snapshot().step.phase.is_work)
        self._press("P")
        self._press("2")
        self.take("hurts")
        self._press("Escape", "A")
        self.take("change")
        self._press("Escape")
        self._run(driver, lambda: driver.snapshot().step.phase is Phase.HOLD)
        self._press("Up")
        self.take("player-changed")
        self._run(driver, lambda: self._session().is_over)
        if not isinstance(done := window.pages.currentWidget(), DoneView):
            raise RuntimeError("the session is not over")  # noqa: TRY004  # the window shows another page
        done.scales[Kind.PAIN].choose(4)
        self.take("done-rated")
        done.verticalScrollBar().setValue(done.verticalScrollBar().maximum())
        self.take("done-rated-below")
        driver = self._play("wrist-flexor-stretch")
        self._run(driver, lambda: driver.snapshot().step.phase.is_work)
        self._press("A")
        if isinstance(view := window.pages.currentWidget(), ChangeView):
            view.buttons[-2].click()
        self.take("change-why")
        self._press("Escape", "P", "Tab", "Y", "Return")
        self.take("stopped")
        self._lost()

    def _lost(self) -> None:
        """A session that Coach died in, at the next start."""
        window = self._coach.window
        driver = self._play("writer-break-5")
        self._run(driver, lambda: driver.snapshot().step_fraction >= 0.4 and driver.snapshot().index > 4)  # noqa: PLR2004
        recorder, window.leading.sessions.session = self._session().recorder, None
        recorder.close()
        window.leading.sessions._has_looked = False  # noqa: SLF001  # as if it had just been started
        window.show_library()
        window.leading.sessions.offer_lost()
        self.take("resume")
        self._press("Escape")

    def _press(self, *keys: str) -> None:
        """Keys, wherever the keyboard is."""
        from PySide6.QtTest import QTest  # noqa: PLC0415  # the same

        window = self._coach.window
        for key in keys:
            QTest.keySequence(window.focusWidget() or window, key)

    def _looks(self) -> None:
        """The figure in lines, in another skin, and as a whole body."""
        driver = self._coach.settings
        before = driver.value
        for name, chosen in (
            ("lines", {"figure_style": settings.FigureStyle.LINE}),
            ("deep-skin", {"skin_tone": 7}),
            ("less-motion", {"less_motion": True}),
        ):
            driver.change(replace(before, appearance=replace(before.appearance, **chosen)))
            session = self._play("fist-to-fan")
            self._run_until_index(session, 1)
            self.take(f"player-{name}")
        driver.change(before)
        self._run_until_index(self._play("calf-wall-straight-knee"), 1)
        self.take("player-body")

    def _run_until_index(self, driver: PlayerDriver, index: int) -> None:
        """Into the middle of a step."""
        self._run(driver, lambda: driver.state.index >= index)
        self._run(driver, lambda: driver.snapshot().step_fraction >= 0.4)  # noqa: PLR2004  # well begun

    def _ends(self) -> None:
        driver = self._play("writer-micro-60")
        self._run(driver, lambda: self._session().is_over)
        self.take("done")
        driver = self._play("bedtime-foot-cramp-5")
        self._run(driver, lambda: driver.snapshot().routine_fraction >= 0.5)  # noqa: PLR2004  # half-way
        driver.stop()
        self.take("done-stopped")

    def _today(self) -> None:
        """The first day, reminders off; then what is due and next, an offer, and a question."""
        window = self._coach.window
        window.settle()
        window.go_to("today")
        self.take("today-first")
        window.day.turn_on()
        self._tell(self._told())
        self.take("today-told")
        self._tell(self._told(offer=True))
        self.take("today-offer")
        self._tell(self._told(question=1800.0, pauses=(PauseTold("hour", self._now + 3600),)))
        self.take("today-question")
        window.resize(*LEAST)
        self.take("today-narrow")
        window.resize(*USUAL)

    def _reminders(self) -> None:
        """Off, on, what they know and why, and the page of each kind of rule."""
        window = self._coach.window
        window.settle()
        paths.reminders_file().unlink(missing_ok=True)
        self._coach.resident.read()
        if window.day.chosen is not None:
            window.day.chosen.change(lambda now: replace(now, on=False))
        self.take_page("reminders-off", "reminders")
        window.day.turn_on()
        self._tell(self._told())
        page = self.take_page("reminders", "reminders")
        if not isinstance(page, RemindersView):
            raise TypeError("the reminders are not on show")
        page.places.open.click()
        for place in ("Studio", "At my parents’ in the country"):
            page.places.name.setText(place)
            page.places.add.click()
        page.ensureWidgetVisible(page.places.add)
        self.take("reminders-places")
        page.places.open.click()
        page.known.why.click()
        for number, each in enumerate((page.rules, page.when, page.holds, page.known, page.others)):
            page.verticalScrollBar().setValue(each.y() - 10)
            self.take(f"reminders-below-{number}")
        for kind in page.rules.adds:
            window.go_to("reminders")
            page = window.pages.current
            if isinstance(page, RemindersView):
                page.rules.adds[kind].click()
            self.take(f"reminders-add-{kind}")
            page = window.pages.current
            if isinstance(page, Page) and (bar := page.verticalScrollBar()).maximum():
                bar.setValue(bar.maximum())
                self.take(f"reminders-add-{kind}-below")

    @property
    def _now(self) -> float:
        return self._clock.wall().timestamp()

    def _told(self, *, offer: bool = False, **more: Any) -> Told:  # noqa: ANN401  # fields of `Told`
        """What a resident would tell at this moment."""
        now = self._now
        keys = ("keyboard-micro", "Short pause from the keyboard", "keyboard-micro-60")
        open_offer = OpenOffer(*keys, "20 min of typing are over, and you have just paused", now)
        held = ("a call is on", "quiet hours")
        return Told(
            at=now,
            pid=1,
            profile="desk",
            profiles=("desk", "writing", "travel"),
            doing="working",
            expected=(
                Expected(*keys, "next: 09:06, after 6 more minutes of work", now + 360, 360.0),
                Expected("stand", "Stand up", "standing-worker-3", "waits: a call is on", now, holds=held),
                Expected("bedtime", "Before bed", "bedtime-foot-cramp-5", "next: 22:30", now + 13 * 3600),
            ),
            snoozes=(300.0, 600.0),
            offer=open_offer if offer else None,
            decisions=("08:58 keyboard-micro: held, you were typing", "09:00 stand: held, a call is on"),
            probes=(
                Probe("Keyboard and mouse", "told by the X server"),
                Probe("Microphone", "nobody answers", known=False),
            ),
            **more,
        )

    def _tell(self, told: Told) -> None:
        """Have the resident tell this."""
        path = paths.reminders_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"told": told.dump()}), encoding="utf-8")
        self._coach.resident.read()

    def _programmes(self) -> None:
        """A programme's page from its top to its end, and what it brings to Today."""
        window = self._coach.window
        for identity in ("plantar-strength-12-weeks", "night-cramp-six-weeks"):
            window.open_page(identity)
            self.take(f"programme-{identity}")
            self._scroll(f"programme-{identity}-below")
        window.go_to("today")
        self.take("programme-today")

    def _history(self) -> None:
        """After a session: each part of the history, and the pages that it leads to."""
        window = self._coach.window
        driver = self._play("writer-micro-60")
        self._run(driver, lambda: self._session().is_over)
        self._session().left.emit()
        window.go_to("history")
        pages = window.history_pages
        for part in ("overview", "sessions", "diary"):
            pages.show(part)
            self.take(f"history-{part}")
            self._scroll(f"history-{part}-below")
        for name, show in (
            ("entry", pages.show_entry),
            ("timer", pages.show_timer),
            ("summary", pages.show_summary),
            ("data", pages.show_data),
        ):
            show()
            self.take(f"history-{name}")
            self._scroll(f"history-{name}-below")
        self._daily()

    def _daily(self) -> None:
        """The back-up of every day, made and told, then one whose folder is gone."""
        page = self._coach.window.pages.currentWidget()
        if not isinstance(page, DataView):
            raise TypeError("the data are not on show")
        with tempfile.TemporaryDirectory() as folder:
            for name, chosen in (("daily", folder), ("daily-failed", f"{folder}/gone/USB stick")):
                driver = self._coach.settings
                driver.change(replace(driver.value, backup=settings.Backup(daily=True, folder=chosen)))
                page.daily.refresh()
                before = page.daily.told.text()
                page.daily.now.click()
                self._wait(lambda before=before: page.daily.told.text() != before)  # type: ignore[misc]  # as above
                self._scroll(f"history-{name}", page.daily.choose)

    def _author(self) -> None:
        """Nothing open, a text, its form, faults, finding, a file that comes with Coach saved, a new file."""
        window = self._coach.window
        window.go_to("author")
        view = window.author
        self.take("author-empty")
        routines = paths.bundled_routines()
        view.open(next(routines.rglob("writer-break-5.yaml")))
        self._try()
        self.take("author-text")
        view.tabs.setCurrentWidget(view.form)
        view.work.show_form()  # it waits for the hands to rest
        self.take("author-form")
        view.form.verticalScrollBar().setValue(view.form.verticalScrollBar().maximum() // 2)
        self.take("author-form-steps")
        view.tabs.setCurrentIndex(0)
        words = view.editor.toPlainText()
        view.driver.replace(
            words.replace("type: routine", "type: routine\ntitel: Twice", 1) + "rescue: [toe]\n"
        )
        self._try()
        self.take("author-faults")
        view.finding.begin()
        view.finding.what.setText("exercise")
        view.finding.find_next()
        self.take("author-find")
        view.finding.leave()
        window.resize(*LEAST)
        self.take("author-narrow")
        view.browse.setChecked(True)
        self.take("author-narrow-files")
        view.browse.setChecked(False)
        view.tabs.setCurrentIndex(1)
        self.take("author-narrow-preview")
        view.tabs.setCurrentWidget(view.form)
        self.take("author-narrow-form")
        view.tabs.setCurrentIndex(0)
        window.resize(*USUAL)
        self._new_file()
        view.driver.forget()
        view.driver.close()
        self._exchange()

    def _new_file(self) -> None:
        """What a new file is to be, and what is read in a text."""
        window = self._coach.window
        view = window.author
        view.ask_new()
        self.take("author-new")
        page = view.stack.currentWidget()
        if not isinstance(page, NewFile):
            raise TypeError("nothing new is asked about")
        page.types.buttons[3].click()
        self.take("author-new-text")
        page.pasted.setPlainText(EXAMPLE)
        page.reading.read()
        self.take("author-new-text-read")
        window.resize(*LEAST)
        page.types.buttons[0].click()
        self.take("author-new-narrow")
        window.resize(*USUAL)
        page.left.emit()

    def _exchange(self) -> None:
        """A routine that was changed, shared, and its bundle looked into where it is not yet there."""
        view = self._coach.window.author
        path = paths.own_routines() / "evening-hands.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        original = next(paths.bundled_routines().rglob("writer-break-5.yaml")).read_text(encoding="utf-8")
        path.write_text(original.replace("id: writer-break-5", "id: evening-hands", 1), encoding="utf-8")
        self._coach.library.include(Folder(path.parent, "own"))
        self._coach.library.read()
        self._wait(
            lambda: (
                "evening-hands" in (shelf.written.routines if (shelf := self._coach.library.shelf) else ())
            )
        )
        shelf = self._coach.library.shelf
        if shelf is None:
            raise RuntimeError("the library was not read")
        bundle = paths.data_dir() / f"evening-hands{SUFFIX}"
        bundle.write_bytes(Parcel.of(["evening-hands"], shelf.written).packed()[1])
        view.open(path)
        self._try()
        view.driver.replace(
            view.driver.text.replace("title: ", "title: My ", 1).replace("reps: 1", "reps: 2", 1)
        )
        self._try()
        for name, show in (
            ("changes", view.show_changes),
            ("share", lambda: view.sharing.share("evening-hands")),
            ("receive", lambda: view.sharing.look_into(bundle)),
        ):
            if name == "receive":  # by somebody who does not have it
                path.unlink()
                self._coach.library.read_now()
            show()
            self.take(f"author-{name}")
            self._scroll(f"author-{name}-below")
            if (page := view.stack.currentWidget()) is not None:
                view.stack.leave(page)
        view.driver.forget()
        view.driver.close()

    def _studio(self) -> None:
        """The pose studio with a hand, in the least window, and with a body."""
        window = self._coach.window
        window.go_to("author")
        view = window.author
        view.open(next(paths.bundled_routines().rglob("tendon-glide-series-a.yaml")))
        self._try()
        view.open_studio()
        page = view.stack.currentWidget()
        if not isinstance(page, StudioView):
            raise TypeError("the studio is not on show")
        self.take("studio")
        self._scroll("studio-joints", page.joints.angles["index.pip", "flexion"])
        window.resize(*LEAST)
        self.take("studio-narrow")
        self._scroll("studio-narrow-below", page.put)
        window.resize(*USUAL)
        page.joints.figure.buttons[2].click()
        self.take("studio-body")
        page.left.emit()

    def _try(self) -> None:
        """Until the text in hand has been tried."""
        driver = self._coach.window.author.driver
        self._wait(lambda: driver.trial is not None and driver.trial.text == driver.text)

    def _scroll(self, name: str, to: QWidget | None = None) -> None:
        """One picture more, scrolled to a widget or to the end, if what is on show scrolls."""
        page = self._coach.window.pages.currentWidget()
        areas = [page] if isinstance(page, QScrollArea) else page.findChildren(QScrollArea) if page else []
        for area in areas:
            if not area.isVisible() or not area.verticalScrollBar().maximum():
                continue
            if to is None:
                area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
            elif area.isAncestorOf(to):
                area.ensureWidgetVisible(to)
            else:
                continue
            self.take(name)
            return

    def take_page(self, name: str, place: str) -> QWidget | None:
        """Go to a place, and take it."""
        self._coach.window.go_to(place)
        self.take(name)
        return self._coach.window.pages.current

    def _paper(self) -> None:
        """The hand-out on show, its choices and its pages."""
        window = self._coach.window
        window.library_pages.routine_pages.show_handout("writer-break-5")
        page = window.pages.current
        if not isinstance(page, HandoutView):
            raise TypeError("no hand-out is on show")
        self._wait(lambda: not page.press.is_busy)
        self.take("paper")
        self._scroll("paper-end")
        page.link.setText("not a link")
        page.link.editingFinished.emit()
        self.take("paper-no-link")
        window.resize(*LEAST)
        page.verticalScrollBar().setValue(0)
        self.take("paper-narrow")
        window.resize(*USUAL)

    def _places(self) -> None:
        window = self._coach.window
        if window.session is not None:
            window.session.left.emit()
        for place in ("history", "settings"):
            window.go_to(place)
            self.take(place)
        window.go_to("settings")
        page = window.pages.currentWidget()
        if not isinstance(page, SettingsView):
            raise TypeError("the settings are not on show")
        page.ensureWidgetVisible(page.keys.all_usual)
        page.ensureWidgetVisible(page.keys.buttons["pedal"])
        self.take("settings-keys")
        self._learn()

    def _learn(self) -> None:
        window = self._coach.window
        window.go_to("learn")
        window.learn.show_contents()
        self.take("learn")
        for name, link in (
            ("page", "page:night-cramps"),
            ("sources", "source:COPPIN-2005"),
            ("table", "page:writers-cramp"),
        ):
            window.learn.follow(link)
            self.take(f"learn-{name}")
        window.learn.search.setText("baby")
        window.learn.show_contents()
        self.take("learn-search")
        window.learn.search.setText("no such thing")
        self.take("learn-nothing-found")
        window.learn.search.clear()

    def _narrow(self) -> None:
        window = self._coach.window
        window.go_to("library")
        window.resize(720, 900)
        self.take("library-narrow")
        window.read_more("numb-feet", "")
        self.take("learn-narrow")
        window.open_page("writer-micro-60")
        self.take("page-narrow")
        driver = self._play("writer-micro-60")
        self._run(driver, lambda: driver.snapshot().step.phase.is_work)
        self.take("player-narrow")

    def _faults(self) -> None:
        """Files that cannot be read, and a history that cannot be written."""
        with tempfile.TemporaryDirectory() as folder:
            for name, text in BROKEN.items():
                Path(folder, name).write_text(text, encoding="utf-8")
            os.environ["COACH_HOME"] += "-broken"
            paths.data_dir().parent.mkdir()
            paths.data_dir().write_text("a file where the folder should be", encoding="utf-8")
            settings.save(paths.settings_file(), self._coach.settings.value)
            self._close()
            self._coach = self._open(Path(folder))
            self.take("today-problems")
            self._coach.window.show_library()
            self.take("library-problems")
            self._coach.window.library_pages.show_problems()
            self.take("problems")
            driver = self._play("writer-micro-60")
            self._run(driver, lambda: driver.snapshot().step.phase.is_work)
            self.take("player-not-saved")
            self._run(driver, lambda: self._session().is_over)
            self.take("done-not-saved")

    # -- how ----------------------------------------------------------------------------------------

    def take(self, name: str, other: QWidget | None = None) -> None:
        """Wait until the window (or the `other`) has settled, and write what X shows of it."""
        window = self._coach.window
        end = time.monotonic() + SETTLED
        self._wait(lambda: time.monotonic() > end)
        self._wait_for_pictures()
        end = time.monotonic() + SETTLED
        self._wait(lambda: time.monotonic() > end)
        frame = (other or window).frameGeometry()
        picture = window.screen().grabWindow(0, frame.x(), frame.y(), frame.width(), frame.height())
        self._taken += 1
        target = self._folder / f"{self._taken:02}-{name}.png"
        if not picture.save(str(target)):
            raise RuntimeError(f"{target} could not be written")

    def _wait_for_pictures(self) -> None:
        """A running session asks for the same picture again and again: its second is as it should be."""
        drawn: Counter[FigureCanvas] = Counter()
        tops = self._app.topLevelWidgets()
        canvases = [one for top in tops for one in top.findChildren(FigureCanvas) if one.isVisible()]
        for one in canvases:
            one.drawn.connect(lambda one=one: drawn.update([one]))
        figures = self._coach.window.figures
        self._wait(
            lambda: not figures.is_drawing and all(not one.is_drawing or drawn[one] > 1 for one in canvases)
        )

    def _close(self) -> None:
        self._coach.window.close()
        self._coach.window.figures.painter.close()

    def _dialog(self, name: str, open_it: Callable[[], None]) -> None:
        from PySide6.QtCore import QTimer  # noqa: PLC0415  # the same

        def shoot() -> None:
            self.take(name)
            if dialog := self._app.activeModalWidget():
                dialog.close()

        QTimer.singleShot(0, shoot)
        open_it()

    def _session(self) -> Session:
        session = self._coach.window.session
        if session is None:
            raise RuntimeError("no session runs")
        return session

    def _play(self, identity: str) -> PlayerDriver:
        self._coach.window.play(identity)
        if isinstance(view := self._coach.window.pages.currentWidget(), RateView):
            view.go.click()
        return self._session().driver

    def _run(self, driver: PlayerDriver, until: Callable[[], bool]) -> None:
        """Let session time pass; steps that wait for the person are done at their estimated end."""
        while not until():
            step = driver.state.step
            if not step.is_timed and driver.snapshot().step_elapsed >= step.length:
                driver.done()
            else:
                self._clock.advance(STEP)
                driver.tick()

    def _wait(self, until: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not until():
            if time.monotonic() > deadline:
                raise RuntimeError("the window did not come to rest")
            self._app.processEvents()
            time.sleep(0.01)


def draw(variant: str, parts: Sequence[str]) -> None:
    """The pictures of one variant, in this process, on the display it has."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415  # the same

    settings.save(paths.settings_file(), Settings(appearance=VARIANTS[variant]))
    app = QApplication(["coach"])
    app.setApplicationName("Coach")
    app.setQuitOnLastWindowClosed(False)
    faults: list[str] = []

    def note(*fault: Any) -> None:  # noqa: ANN401  # as Python has it
        faults.append(str(fault[1]))
        sys.__excepthook__(*fault)

    sys.excepthook = note  # an error in a slot would only be printed
    Photographer(app, TARGET / variant).take_all(parts)
    if faults:
        sys.exit(f"{len(faults)} errors while the screens of {variant} were drawn: {faults[0]}")


def main() -> None:
    """Each variant in a process of its own, as a person would start it."""
    reader = argparse.ArgumentParser(
        prog="python -m tools.screens", description=(__doc__ or "").split("\n")[0]
    )
    reader.add_argument("--in", dest="variants", nargs="+", choices=VARIANTS, default=list(VARIANTS))
    reader.add_argument("--here", action="store_true", help="on the display there is, in this process")
    reader.add_argument("parts", nargs="*", default=PARTS, metavar="part", help=", ".join(PARTS))
    told = reader.parse_args()
    if unknown := set(told.parts) - set(PARTS):
        reader.error(f"no such part: {', '.join(sorted(unknown))}")
    if told.here:
        draw(told.variants[0], told.parts)
        return
    with PrivateDisplay() as display, tempfile.TemporaryDirectory() as home:
        for variant in told.variants:
            shutil.rmtree(TARGET / variant, ignore_errors=True)
            (TARGET / variant).mkdir(parents=True)
            environment = {**display.environment, "COACH_HOME": str(Path(home) / variant)}
            command = [sys.executable, "-m", "tools.screens", "--here", *told.parts, "--in", variant]
            subprocess.run(command, env=environment, check=True)
            print(f"{len(list((TARGET / variant).iterdir()))} screens in {TARGET / variant}")


if __name__ == "__main__":
    main()
