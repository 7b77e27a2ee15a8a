"""Reminders: on or off, how they stand, the rules, when they come, what makes them wait, and why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from coach.ui.reminder_holds import HoldsCard
from coach.ui.reminder_import import ImportCard
from coach.ui.reminder_known import KnownCard
from coach.ui.reminder_places import OwnPlaces
from coach.ui.reminder_rules import RulesCard
from coach.ui.reminder_when import WhenCard
from coach.ui.reminder_words import profile
from coach.ui.reminders_card import RemindersCard
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.page import Page, card, empty, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from coach.reminders.chosen import Chosen
    from coach.reminders.rule import Reminders, Rule
    from coach.reminders.told import Told

ON, OFF = "on", "off"
ABOUT: Final = (
    "While they are on, a small part of Coach keeps running when the window is closed. It looks at whether "
    "keys or mouse are used, never at what you type or do, and it sends nothing anywhere."
)


class RemindersView(Page):
    """Every choice takes effect and is saved at once; rules are changed on a page of their own."""

    told_wanted = Signal(str)
    """A line that the resident is to be told."""
    play_wanted = Signal(str)
    edited = Signal(object)
    """What is to be made of what is chosen: a function from `Chosen` to `Chosen`."""
    edit_wanted = Signal(str)
    add_wanted = Signal(str)
    start_wanted = Signal()

    def __init__(self, chosen: Chosen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Reminders")
        self.column.addWidget(text("Reminders", "title"))
        self.trouble, trouble = card("caution")
        self._trouble_text = text("")
        trouble.addWidget(self._trouble_text)
        self.trouble.hide()
        self.column.addWidget(self.trouble)
        self.column.addWidget(self._build_switch())
        self.now = RemindersCard(is_whole=True)
        self.now.told_wanted.connect(self.told_wanted)
        self.now.play_wanted.connect(self.play_wanted)
        self.now.on_wanted.connect(self.start_wanted)
        for widget in (self.now.offer, self.now.question, self.now):
            self.column.addWidget(widget)
        self.rules = RulesCard()
        self.rules.switched.connect(self._on_switched)
        self.rules.edit_wanted.connect(self.edit_wanted)
        self.rules.add_wanted.connect(self.add_wanted)
        self.rules.removed.connect(lambda rule: self.edited.emit(lambda now: now.without_rule(rule)))
        self.when = WhenCard(chosen.reminders)
        self.holds = HoldsCard(chosen.reminders)
        for part in (self.when, self.holds):
            part.edited.connect(self._on_edited)
        self.known = KnownCard()
        self.others = ImportCard()
        self.others.taken.connect(self._on_taken)
        for section in (self.rules, self.when, self.holds, self.known, self.others):
            self.column.addWidget(section)
        self.column.addStretch()

    def _build_switch(self) -> QWidget:
        frame, column = card()
        self.on = Chips("Reminders", [(OFF, "Off"), (ON, "On")])
        self.on.chosen.connect(self._on_on)
        column.addWidget(self.on)
        column.addWidget(text(ABOUT, "muted"))
        self.login = Chips("Start them when I log in", [(OFF, "No"), (ON, "Yes")])
        self.login.chosen.connect(self._on_login)
        column.addWidget(self.login)
        self._profiles = QVBoxLayout()
        self._names: tuple[str, ...] = ()
        column.addLayout(self._profiles)
        self.places = OwnPlaces()
        self.places.edited.connect(self.edited)
        column.addWidget(self.places)
        return frame

    def show_chosen(
        self, chosen: Chosen, titles: Mapping[str, str], problems: Sequence[str], *, fluid_limited: bool
    ) -> None:
        """Show what is chosen, and what in the file cannot be used."""
        self.on.choose(ON if chosen.on else OFF)
        self.login.choose(ON if chosen.start_at_login else OFF)
        self._show_profiles(chosen)
        self.rules.show_rules(chosen, titles, fluid_limited=fluid_limited)
        self.when.show_reminders(chosen.reminders)
        self.holds.show_reminders(chosen.reminders)
        if problems:
            self.say("\n".join(problems))

    def show_told(self, told: Told | None, *, on: bool) -> None:
        """Show how the reminders stand."""
        self.now.show_state(told, on=on)
        self.now.setVisible(on)
        self.known.show_told(told if on else None)

    def say(self, words: str) -> None:
        """Say what is wrong."""
        self._trouble_text.setText(words)
        self.trouble.show()

    def _show_profiles(self, chosen: Chosen) -> None:
        if chosen.profiles != self._names:
            self._names = chosen.profiles
            empty(self._profiles)
            self.profiles = Chips("Where you are", [(name, profile(name)) for name in chosen.profiles])
            self.profiles.chosen.connect(self._on_profile)
            self._profiles.addWidget(self.profiles)
        self.profiles.choose(chosen.reminders.profile)
        self.places.show_chosen(chosen)

    def _on_on(self, value: str) -> None:
        self.edited.emit(lambda now: replace(now, on=value == ON))
        if value == ON:
            self.start_wanted.emit()

    def _on_login(self, value: str) -> None:
        self.edited.emit(lambda now: replace(now, start_at_login=value == ON))

    def _on_profile(self, name: str) -> None:
        self.edited.emit(lambda now: replace(now, reminders=replace(now.reminders, profile=name)))

    def _on_edited(self, edit: Callable[[Reminders], Reminders]) -> None:
        self.edited.emit(lambda now: replace(now, reminders=edit(now.reminders)))

    def _on_taken(self, rules: tuple[Rule, ...]) -> None:
        def edit(now: Chosen) -> Chosen:
            for rule in rules:
                now = now.with_rule(rule)
            return now

        self.edited.emit(edit)

    def _on_switched(self, rule: str, on: bool) -> None:
        def edit(now: Chosen) -> Chosen:
            found = now.rule(rule)
            return (
                now
                if found is None
                else now.with_rule(replace(found, manner=replace(found.manner, enabled=on)))
            )

        self.edited.emit(edit)
