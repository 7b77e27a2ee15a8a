"""The reminders on the Today page: how they stand and why, and an invitation where they are off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from coach.reminders import asked
from coach.ui import reminder_words as words
from coach.ui.answers import START, answers, line, pause_an_hour
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.offer_card import OfferCard
from coach.ui.widgets.page import empty, text

if TYPE_CHECKING:
    from coach.reminders.told import Expected, Told

MOST: Final = 4
"""Rules that are named; the page of the reminders has all."""
INVITATION: Final = (
    "Coach can remind you to rest your hands, to move your feet or to do the exercises you were given. It "
    "waits while you type, while a call is on and while you are away, and it always says why."
)
NOBODY: Final = "Reminders are on, but the part of Coach that keeps them is not running."
LONGEST: Final = 16
"""Characters of a name that a button shows."""
WROTE: Final = "Were you writing by hand?"
YES: Final = "yes"
NO: Final = "no"


class RemindersCard(QFrame):
    """`offer` and `question` belong at the top of the page; the card itself has the rest.

    On their own page it `is_whole`: it has all rules, and nothing leads there.
    """

    told_wanted = Signal(str)
    """A line that the resident is to be told."""
    play_wanted = Signal(str)
    more_wanted = Signal()
    on_wanted = Signal()

    def __init__(self, *, is_whole: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._is_whole = is_whole
        self._told: Told | None = None
        self._on: bool | None = None
        self._shown: tuple[object, ...] = ()
        self.offer = OfferCard()
        self.offer.answered.connect(self._on_answered)
        self.question = OfferCard()
        self.question.answered.connect(self._on_wrote)
        self.state = text("")
        self._rules = QGridLayout()
        self._rules.setHorizontalSpacing(16)
        self._rules.setVerticalSpacing(4)
        self._rules.setColumnStretch(0, 2)
        self._rules.setColumnStretch(1, 3)
        self.buttons: dict[str, QPushButton] = {}
        self._actions = FlowLayout(spacing=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        self.heading = text("Reminders", "heading")
        column.addWidget(self.heading)
        column.addWidget(self.state)
        column.addLayout(self._rules)
        column.addLayout(self._actions)

    def show_state(self, told: Told | None, *, on: bool | None) -> None:
        """Show what was told; `on`: whether reminders are wanted, None where that is not known yet."""
        self._told, self._on = told, on
        if on is False:
            told = None
        self.setVisible(told is not None or on is not None)
        self._show_open(told)
        if told is not None:
            self.state.setText(words.standing(told))
        else:
            self.state.setText(NOBODY if on else INVITATION)
        plain = "How they stand" if self._is_whole else "Reminders"
        self.heading.setText("A pause at the right moment" if on is False else plain)
        shown = told.expected[: None if self._is_whole else MOST] if told is not None else ()
        if (now := (shown, told.at if told else 0)) != self._shown:
            self._shown = now
            self._show_rules(shown, told.at if told else 0)
        self._show_actions(self._wanted(told, on=on))

    def _show_open(self, told: Told | None) -> None:
        offer = told.offer if told is not None else None
        if told is None or offer is None:
            self.offer.withdraw()
        elif offer.routine:
            self.offer.offer(f"It is time: {offer.name}", _why(offer.reason), _open_to(told))
        else:  # something to drink: there is nothing to lead through
            drunk = ((START, "I had some"), *_open_to(told)[1:])
            self.offer.offer(f"It is time: {offer.name}", _why(offer.reason), drunk)
        if told is None or told.question is None:
            self.question.withdraw()
        else:
            minutes = max(1, round(told.question / 60))
            self.question.offer(
                WROTE,
                f"There was no key and no mouse for {minutes} minutes. If you wrote, it counts as work.",
                ((YES, "Yes, I was writing"), (NO, "No")),
            )

    def _show_rules(self, shown: tuple[Expected, ...], at: float) -> None:
        empty(self._rules)
        for row, one in enumerate(shown):
            when = words.expected(one, at)
            name, said = text(one.name, "strong"), text(when[:1].upper() + when[1:], "muted")
            self._rules.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            self._rules.addWidget(said, row, 1)
            name.show()
            said.show()

    def _wanted(self, told: Told | None, *, on: bool | None) -> tuple[tuple[str, str], ...]:
        """The actions that make sense now, as (id, words)."""
        if told is None:
            more = () if self._is_whole else (("more", "Choose what and when"),)
            return (("on", "Start it" if on else "Turn reminders on"), *more)
        named = len(told.pauses) > 1
        held = tuple(
            (asked.resume(one.name), f"End “{_short(one.name)}”" if named else "Go on now")
            for one in told.pauses
        )
        pauses = (
            (pause_an_hour(), "Pause for an hour"),
            (asked.pause_until_tomorrow(), "Pause until tomorrow"),
        )
        pen = (
            (asked.writing(), "I write by hand now")
            if told.writing_until is None
            else (asked.stop_writing(), f"End writing by hand ({words.writing(told)})")
        )
        more = () if self._is_whole else (("more", "All reminders"),)
        return (*(held or pauses), pen, *more)

    def _show_actions(self, wanted: tuple[tuple[str, str], ...]) -> None:
        if tuple(self.buttons) == tuple(name for name, _ in wanted):
            for name, label in wanted:
                self.buttons[name].setText(label)
            return
        focused = next((name for name, button in self.buttons.items() if button.hasFocus()), "")
        empty(self._actions)
        self.buttons = {}
        for name, label in wanted:
            button = QPushButton(label)
            button.setProperty("kind", "primary" if name == "on" else "quiet" if name == "more" else "")
            button.setAutoDefault(True)
            button.clicked.connect(partial(self._act, name))
            self._actions.addWidget(button)
            button.show()  # at once: it may be given the keyboard
            self.buttons[name] = button
        if focused:
            self.buttons.get(focused, next(iter(self.buttons.values()))).setFocus()

    def _act(self, name: str) -> None:
        if name == "on":
            self.on_wanted.emit()
        elif name == "more":
            self.more_wanted.emit()
        else:
            self.told_wanted.emit(name)

    def _on_wrote(self, answer: str) -> None:
        self.told_wanted.emit(asked.was_writing(yes=answer == YES))

    def _on_answered(self, answer: str) -> None:
        offer = self._told.offer if self._told is not None else None
        if offer is None:
            return
        if answer == START and not offer.routine:
            self.told_wanted.emit(asked.done(offer.rule))
            return
        self.told_wanted.emit(line(answer, offer.rule))
        if answer == START:
            self.play_wanted.emit(offer.routine)


def _why(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}." if reason else ""


def _open_to(told: Told) -> tuple[tuple[str, str], ...]:
    """The answers to the open offer."""
    strict = told.offer is not None and told.offer.strict
    return answers(told.snoozes[:1], strict=strict)


def _short(name: str) -> str:
    """A person's own name for a pause, cut where a button has no room for more."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1].rstrip()}…"
