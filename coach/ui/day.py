"""The person's day in the window: the Today page, the page of the reminders, and handwriting mode."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from coach.errors import CoachError
from coach.ui.reminder_words import writing
from coach.ui.today_view import TodayView

if TYPE_CHECKING:
    from datetime import date

    from coach.drivers.chosen_driver import ChosenDriver
    from coach.favourites import Favourites
    from coach.history.store import Store
    from coach.reminders.rule import Rule
    from coach.reminders.told import Told
    from coach.routine.programme import Regimen
    from coach.routine.programme_doses import DueDose
    from coach.ui.pages import Pages
    from coach.ui.reminders import RemindersPages
    from coach.ui.services import Services
    from coach.ui.session import Session
    from coach.ui.theme import Theme

PAST: Final = 200
"""Sessions that say what a person does often."""
STARTS_WITHIN: Final = 10_000
"""Milliseconds in which a resident that was started should have told something."""


class Day(QObject):
    """Joins what is told of the reminders to the pages that show it. `play_wanted` carries a routine's id."""

    play_wanted = Signal(str)
    shown = Signal(str)
    """A place of the side bar is on show."""
    writing_told = Signal(str)
    """How long handwriting mode lasts (`43 min left`); empty where it is off."""

    def __init__(self, theme: Theme, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._services = services
        self._is_settled = False
        self._pages: RemindersPages | None = None
        self._leading = ""
        """The routine of the session that runs."""
        self._line = ""
        """What a resident that is only starting is to be told once it listens."""
        self.view = TodayView(theme, services.clock.wall())
        self.view.play_wanted.connect(self.play_wanted)
        self.view.told_wanted.connect(self.tell)
        self.view.on_wanted.connect(self.turn_on)
        self._on_favourites(services.favourites.value)
        services.favourites.changed.connect(self._on_favourites)
        services.library.ready.connect(self._on_library_ready)
        services.settings.changed.connect(self._on_chosen)
        services.safety.changed.connect(self._on_chosen)
        if services.resident is not None:
            services.resident.changed.connect(self._on_told)

    @cached_property
    def chosen(self) -> ChosenDriver | None:
        """What the person has chosen about reminders."""
        driver = self._services.new_chosen() if self._services.new_chosen else None
        if driver is not None:
            driver.changed.connect(self._on_chosen)
        return driver

    @property
    def told(self) -> Told | None:
        """What was told last of the reminders."""
        return self._services.resident.told if self._services.resident is not None else None

    def rule(self, identity: str) -> Rule | None:
        """The rule of that id: the person's own, or one of a programme as the resident has told of it."""
        own = self.chosen.value.rule(identity) if self.chosen is not None else None
        told = self.told
        if own is not None or told is None:
            return own
        from coach.reminders.rule import Dose, Manner  # noqa: PLC0415  # only where something has been told

        for one in told.expected:
            if one.rule == identity:
                return Dose(one.rule, one.routine, manner=Manner(title=one.name))
        return None

    def settle(self) -> None:
        """What the first frame could do without: the history, and following the reminders."""
        self._is_settled = True
        if self._services.resident is not None:
            self._services.resident.watch()
        self._go_on()

    def look_again(self) -> None:
        """Others stand in place of the person's files."""
        if self.chosen is not None:
            self.chosen.read()
        if self._services.resident is not None:
            self._services.resident.read()
        self._go_on()

    def _go_on(self) -> None:
        resident = self._services.resident
        if resident is not None and self.told is None and self.chosen is not None and self.chosen.value.on:
            resident.start()
        self._on_told()
        self.look_back()

    def look_back(self) -> None:
        """Show what the history has of this week, and what the person does often."""
        self.view.show_date(self._services.clock.wall())
        today = self._services.clock.wall().date()
        monday = today - timedelta(days=today.weekday())
        seconds: dict[date, float] = {}
        played: tuple[str, ...] = ()
        doses: tuple[tuple[Regimen, tuple[DueDose, ...]], ...] = ()
        try:
            with closing(self._services.open_store()) as store:
                played = tuple(session.routine for session in store.sessions(PAST))
                week = store.days(monday, monday + timedelta(days=6))
                seconds = {each.day: each.seconds for each in week}
                doses = self._due(store)
        except CoachError:
            pass  # the history cannot be used; its own page says why
        self.view.show_history(played, seconds)
        self.view.show_doses(doses)

    def _due(self, store: Store) -> tuple[tuple[Regimen, tuple[DueDose, ...]], ...]:
        index = self._services.library.index
        if index is None or not index.regimens:
            return ()
        from coach.ui.programme_standing import due  # noqa: PLC0415  # after the first frame

        return due(store, index.regimens, self._services.clock.wall())

    def _on_library_ready(self) -> None:
        if self._is_settled:
            self.look_back()

    def _on_favourites(self, favourites: Favourites) -> None:
        self.view.show_favourites(favourites.ids)

    def show_today(self, pages: Pages) -> None:
        """The Today page, as things stand now."""
        pages.show_page(self.view)
        if self._is_settled:
            self.look_back()
        self.shown.emit("today")
        self.view.take_keyboard()

    def show_reminders(self, pages: Pages) -> None:
        """The rules, and how they stand."""
        from coach.ui.reminders import RemindersPages  # noqa: PLC0415  # loads when first wanted

        if self.chosen is not None:
            if self._pages is None:
                self._pages = RemindersPages(self._services, self.chosen, pages)
                self._pages.told_wanted.connect(self.tell)
                self._pages.play_wanted.connect(self.play_wanted)
                self._pages.start_wanted.connect(self.turn_on)
            self._pages.show()
            self.shown.emit("reminders")

    def tell(self, line: str) -> None:
        """Tell the resident something. Where none runs, one is started and told as soon as it listens."""
        resident = self._services.resident
        if resident is None or resident.send(line):
            return
        self._line = line
        resident.start()
        QTimer.singleShot(STARTS_WITHIN, self, self.give_up)

    def toggle_writing(self) -> None:
        """Handwriting mode on, or off."""
        told = self.told
        from coach.reminders import asked  # noqa: PLC0415  # loads when first wanted

        is_on = told is not None and told.writing_until is not None
        self.tell(asked.stop_writing() if is_on else asked.writing())

    def turn_on(self) -> None:
        """The person wants reminders."""
        from dataclasses import replace  # noqa: PLC0415  # nobody needs it for the first frame

        if self.chosen is not None and not self.chosen.value.on:
            self.chosen.change(lambda now: replace(now, on=True))
        if self._services.resident is not None:
            self._services.resident.start()

    def session_begun(self, session: Session | None) -> None:
        """Coach leads a session, in which nothing else is to be offered; None: there is none yet."""
        if session is None or session.is_over or self._leading == session.driver.timeline.routine:
            return
        from coach.reminders import asked  # noqa: PLC0415  # loads when first wanted

        self._leading = session.driver.timeline.routine
        self._send(asked.session(os.getpid(), self._leading))
        session.over.connect(lambda _, summary: self.session_ended(done=summary.complete))

    def session_ended(self, *, done: bool = False) -> None:
        """The session, if there was one, is over: done to its end, or left."""
        if self._leading:
            from coach.reminders import asked  # noqa: PLC0415  # it is there already

            routine, self._leading = self._leading, ""
            self._send(asked.session_over(os.getpid(), routine, done=done))

    def _send(self, line: str) -> None:
        """Tell the resident something that nobody else needs to know."""
        if self._services.resident is not None:
            self._services.resident.send(line)

    def _on_chosen(self) -> None:
        from coach.reminders import asked  # noqa: PLC0415  # what was chosen has loaded it

        self._send(asked.RELOAD)
        self._on_told()

    def give_up(self) -> None:
        """Say that no resident could be started, if that is so."""
        if self._line and self.told is None:
            self._line = ""
            self.view.say(
                "The part of Coach that keeps the reminders did not start. “coach doctor” may say why."
            )

    def _on_told(self) -> None:
        told = self.told
        if told is not None and self._line and self._services.resident is not None:
            line, self._line = self._line, ""
            self._services.resident.send(line)
        on = self.chosen.value.on if self._is_settled and self.chosen is not None else None
        self.view.show_reminders(told, on=on)
        self.writing_told.emit(writing(told) if told is not None else "")
