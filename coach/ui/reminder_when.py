"""When reminders may come and when not: quiet hours, working hours, how many, how long a snooze is."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from coach.reminders.daytime import Window
from coach.reminders.rule import HOURLY_CAP, NATURAL_PAUSE, QUIET, Range, Reminders
from coach.reminders.telling import DAYS, WORKDAYS
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.page import empty, text
from coach.ui.widgets.stepper import Stepper, within
from coach.ui.widgets.windows import Windows

AT_WORK: Final = Window(time(9), time(17))
DAILY: Final = Range(1, 40, 12, unit="")
SNOOZE: Final = Range(60, 3600, 300)
YES, NO = "yes", "no"


class WhenCard(QFrame):
    """`edited` carries what is to be made of the reminders: a function from `Reminders` to `Reminders`."""

    edited = Signal(object)

    def __init__(self, reminders: Reminders, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._reminders = reminders
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(10)
        self._fill()

    def show_reminders(self, reminders: Reminders) -> None:
        """Show what is chosen now."""
        if _times(reminders) != _times(self._reminders):
            self._reminders = reminders
            had = self.focusWidget() if self.isAncestorOf(self.focusWidget() or self) else None
            name = had.accessibleName() if had is not None else ""
            empty(self._column)
            self._fill()
            self._focus(name)

    def _focus(self, name: str) -> None:
        found = (one for one in self.findChildren(QWidget) if name and one.accessibleName() == name)
        for widget in found:
            if not widget.isHidden():
                widget.setFocus()

    def _fill(self) -> None:
        given = self._reminders
        add = self._column.addWidget
        add(text("When reminders come, and when not", "heading"))
        self.quiet = Chips("Quiet hours", [(NO, "None"), (YES, "From … to …")])
        self.quiet.choose(YES if given.quiet else NO)
        self.quiet.chosen.connect(lambda value: self._give(quiet=QUIET if value == YES else None))
        add(self.quiet)
        if given.quiet is not None:
            quiet = Windows("Quiet hours", (given.quiet,), most=1)
            quiet.changed.connect(lambda windows: self._give(quiet=windows[0]))
            add(quiet)
        add(text("Nothing comes in quiet hours, except what may: a routine before bed.", "muted"))
        self.hours = Chips("Working hours", [(NO, "Any time"), (YES, "As below")])
        self.hours.choose(YES if given.working_hours is not None else NO)
        self.hours.chosen.connect(lambda value: self._give(working_hours=_usual() if value == YES else None))
        add(self.hours)
        if given.working_hours is not None:
            self._fill_days(given.working_hours)
        add(text("Pauses from work keep to them.", "muted"))
        self._fill_numbers()

    def _fill_days(self, hours: tuple[tuple[Window, ...], ...]) -> None:
        self.days: list[Windows] = []
        for day, windows in enumerate(hours):
            row = Windows(DAYS[day], windows, usual=AT_WORK)
            row.changed.connect(partial(self._on_day, day))
            self.days.append(row)
            self._column.addWidget(row)
        if len(set(hours[:5])) > 1 and hours[0]:
            self.same = same = QPushButton("Tuesday to Friday as Monday")
            same.setProperty("kind", "quiet")
            same.setAutoDefault(True)
            same.clicked.connect(
                lambda: self.edited.emit(
                    lambda now: replace(
                        now,
                        working_hours=tuple(
                            hours[0] if day in WORKDAYS else one for day, one in enumerate(hours)
                        ),
                    )
                )
            )
            self._column.addWidget(same)

    def _fill_numbers(self) -> None:
        given, add = self._reminders, self._column.addWidget
        self.steppers: dict[str, Stepper] = {}
        for field, name, kind, value, said in (
            (
                "hourly_cap",
                "At most in an hour",
                within(HOURLY_CAP, "At most in an hour"),
                given.hourly_cap,
                "Whatever the rules say. Software that prompts too much does harm.",
            ),
            (
                "natural_pause",
                "Rest that counts as a pause",
                within(NATURAL_PAUSE, "This"),
                given.natural_pause,
                "With no key and no mouse for so long, the count of work begins anew.",
            ),
        ):
            add(text(name, "label"))
            stepper = Stepper(name, kind, value)
            stepper.changed.connect(partial(self._on_number, field))
            self.steppers[field] = stepper
            add(stepper)
            add(text(said, "muted"))
        self.daily = Chips("At most in a day", [(NO, "No limit"), (YES, "A limit")])
        self.daily.choose(NO if given.daily_cap is None else YES)
        self.daily.chosen.connect(
            lambda value: self._give(daily_cap=int(DAILY.usual) if value == YES else None)
        )
        add(self.daily)
        if given.daily_cap is not None:
            stepper = Stepper("At most in a day", within(DAILY, "This"), given.daily_cap)
            stepper.changed.connect(partial(self._on_number, "daily_cap"))
            self.steppers["daily_cap"] = stepper
            add(stepper)
        add(text("“A little later” means", "label"))
        self.snooze = Stepper("A little later means", within(SNOOZE, "A snooze"), given.snoozes[0])
        self.snooze.changed.connect(
            lambda value: self.edited.emit(lambda now: replace(now, snoozes=(value, *now.snoozes[1:])))
        )
        add(self.snooze)

    def _on_number(self, field: str, value: float) -> None:
        self._give(**{field: int(value) if field.endswith("cap") else value})

    def _on_day(self, day: int, windows: tuple[Window, ...]) -> None:
        def edit(now: Reminders) -> Reminders:
            hours = list(now.working_hours or _usual())
            hours[day] = windows
            return replace(now, working_hours=tuple(hours))

        self.edited.emit(edit)

    def _give(self, **fields: object) -> None:
        self.edited.emit(lambda now: replace(now, **fields))


def _usual() -> tuple[tuple[Window, ...], ...]:
    return tuple((AT_WORK,) if day in WORKDAYS else () for day in range(7))


def _times(one: Reminders) -> tuple[object, ...]:
    """What this card shows."""
    caps = (one.hourly_cap, one.daily_cap, one.snoozes, one.natural_pause)
    return (one.quiet, one.working_hours, *caps)
