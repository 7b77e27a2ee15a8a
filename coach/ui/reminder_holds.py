"""What makes a reminder wait: calls, full screen and the like; and the question about handwriting."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from coach.reminders.rule import ASK_AFTER
from coach.reminders.sample import Inhibitor
from coach.ui.widgets.chips import Chips
from coach.ui.widgets.page import text
from coach.ui.widgets.stepper import Stepper, within

if TYPE_CHECKING:
    from coach.reminders.rule import Reminders

WORDS: Final = {
    Inhibitor.MICROPHONE: "The microphone is in use",
    Inhibitor.CAMERA: "The camera is in use",
    Inhibitor.PRESENTATION: "A presentation is on",
    Inhibitor.DO_NOT_DISTURB: "Do not disturb is on",
    Inhibitor.FULL_SCREEN: "A program fills the screen",
}
"""What can be chosen. While Coach itself leads a session, nothing ever comes."""
WAIT, STILL, COME = "wait", "still", "come"
CHOICES: Final = (
    (WAIT, "Waits"),
    (STILL, "Waits, work is not counted"),
    (COME, "Comes all the same"),
)
ASK, NEVER = "ask", "never"


class HoldsCard(QFrame):
    """`edited` carries what is to be made of the reminders: a function from `Reminders` to `Reminders`."""

    edited = Signal(object)

    def __init__(self, reminders: Reminders, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addWidget(text("A reminder waits while …", "heading"))
        column.addWidget(
            text(
                "It comes a moment after. It also waits until you pause in typing, two minutes at most.",
                "muted",
            )
        )
        self.chips: dict[Inhibitor, Chips] = {}
        for inhibitor, words in WORDS.items():
            chips = Chips(words, CHOICES)
            chips.chosen.connect(partial(self._on_chosen, inhibitor))
            self.chips[inhibitor] = chips
            column.addWidget(chips)
        self.asks = Chips(
            "Ask whether a long time without a key was handwriting", [(ASK, "Ask"), (NEVER, "Never")]
        )
        self.asks.chosen.connect(
            lambda value: self.edited.emit(lambda now: replace(now, asks_about_writing=value == ASK))
        )
        column.addSpacing(6)
        column.addWidget(self.asks)
        self.after = Stepper("Ask after", within(ASK_AFTER, "This"), reminders.ask_after)
        self.after.changed.connect(lambda value: self.edited.emit(lambda now: replace(now, ask_after=value)))
        self._after_label = text("… of at least", "muted")
        column.addWidget(self._after_label)
        column.addWidget(self.after)
        self.show_reminders(reminders)

    def show_reminders(self, reminders: Reminders) -> None:
        """Show what is chosen now."""
        for inhibitor, chips in self.chips.items():
            holds, freezes = inhibitor in reminders.holds, inhibitor in reminders.freezes
            chips.choose(STILL if freezes else WAIT if holds else COME)
        self.asks.choose(ASK if reminders.asks_about_writing else NEVER)
        for widget in (self.after, self._after_label):
            widget.setVisible(reminders.asks_about_writing)
        if self.after.value != reminders.ask_after:
            self.after.show_value(reminders.ask_after)

    def _on_chosen(self, inhibitor: Inhibitor, value: str) -> None:
        one = frozenset({inhibitor})

        def edit(now: Reminders) -> Reminders:
            return replace(
                now,
                holds=now.holds - one if value == COME else now.holds | one,
                freezes=now.freezes | one if value == STILL else now.freezes - one,
            )

        self.edited.emit(edit)
