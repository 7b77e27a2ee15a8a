"""The rules: what each does, in a sentence; on or off, to change, to take away, to add."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from coach.reminders import telling
from coach.reminders.rule import Hydration
from coach.ui.reminder_words import profile
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import card, empty, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.reminders.chosen import Chosen
    from coach.reminders.rule import Rule

KINDS: Final = (
    ("active-time", "After some work"),
    ("clock", "At times of day"),
    ("dose", "So often a day"),
    ("hydration", "Something to drink"),
)
"""The kinds of rules that can be added, in words."""
NOT_FOR_YOU: Final = (
    "Off: your safety answers say that you may have to limit what you drink. With your own clinician's "
    "figure for a day it can be on."
)
ON, OFF = "on", "off"


class RulesCard(QFrame):
    """`switched` carries the id of a rule and whether it is on; the others the id, or the kind, of a rule."""

    switched = Signal(str, bool)
    edit_wanted = Signal(str)
    add_wanted = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: dict[str, dict[str, QPushButton]] = {}
        self._shown: tuple[object, ...] = ()
        self._rules = QVBoxLayout()
        self._rules.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(text("What Coach reminds you of", "heading"))
        column.addLayout(self._rules)
        column.addWidget(text("Add a reminder", "label"))
        add = FlowLayout(spacing=8)
        self.adds: dict[str, QPushButton] = {}
        for kind, words in KINDS:
            button = QPushButton(f"{words} …")
            button.setAccessibleName(f"Add a reminder: {words}")
            button.setAutoDefault(True)
            button.clicked.connect(partial(self.add_wanted.emit, kind))
            self.adds[kind] = button
            add.addWidget(button)
        column.addLayout(add)

    def show_rules(self, chosen: Chosen, titles: Mapping[str, str], *, fluid_limited: bool = False) -> None:
        """Show the rules; `titles` of routines by their ids, `fluid_limited` by the safety answers."""
        now = (chosen.reminders.rules, chosen.reminders.profile, tuple(titles), fluid_limited)
        if now == self._shown:
            return
        self._shown = now
        had = next(
            ((rule, does) for rule, row in self.rows.items() for does, one in row.items() if one.hasFocus()),
            None,
        )
        place = list(self.rows).index(had[0]) if had is not None else 0
        empty(self._rules)
        self.rows = {}
        for rule in chosen.reminders.rules:
            barred = fluid_limited and isinstance(rule, Hydration) and rule.limit is None
            row = self._row(rule, titles.get(rule.routine, ""), barred=barred)
            self._rules.addWidget(row)
            row.show()  # at once: it may be given the keyboard
        if not chosen.reminders.rules:
            nothing = text("There is no rule yet. Add one below.", "muted")
            self._rules.addWidget(nothing)
            nothing.show()
        if had is not None:
            self._focus(place, *had)

    def _focus(self, place: int, rule: str, does: str) -> None:
        """The keyboard goes back to where it was or, where that rule is gone, to the one in its place."""
        rows = list(self.rows.values())
        row = self.rows.get(rule) or (rows[min(place, len(rows) - 1)] if rows else None)
        (row[does] if row else next(iter(self.adds.values()))).setFocus()

    def _row(self, rule: Rule, title: str, *, barred: bool) -> QWidget:
        frame, column = card()
        name = telling.name(rule, title)
        column.addWidget(text(name, "strong"))
        column.addWidget(text(telling.sentence(rule, title if title != name else "")))
        how = telling.how(rule.manner)
        if rule.manner.profiles:
            where = ", ".join(f"“{profile(one)}”" for one in sorted(rule.manner.profiles))
            how = f"{how} Only where you are: {where}."
        column.addWidget(text(NOT_FOR_YOU if barred else how, "muted"))
        row = FlowLayout(spacing=8)
        group = QButtonGroup(frame)
        switches = {}
        for value, label in ((ON, "On"), (OFF, "Off")):
            switch = QPushButton(label)
            switch.setProperty("kind", "chip")
            switch.setCheckable(True)
            switch.setChecked((value == ON) == (rule.manner.enabled and not barred))
            switch.setEnabled(not barred)
            switch.setAccessibleName(f"{name}: {value}")
            switch.clicked.connect(partial(self._on_switched, rule.id, value == ON))
            group.addButton(switch)
            row.addWidget(switch)
            switches[value] = switch
        edit, remove = QPushButton("Change"), QPushButton("Take away")
        for button, words in ((edit, "change"), (remove, "take away")):
            button.setProperty("kind", "quiet")
            button.setAutoDefault(True)
            button.setAccessibleName(f"{name}: {words}")
            row.addWidget(button)
        edit.clicked.connect(partial(self.edit_wanted.emit, rule.id))
        remove.clicked.connect(partial(self.removed.emit, rule.id))
        column.addLayout(row)
        self.rows[rule.id] = {**switches, "edit": edit, "remove": remove}
        return frame

    def _on_switched(self, rule: str, on: bool) -> None:
        self.switched.emit(rule, on)
