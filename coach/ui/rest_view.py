"""In place of a rescue that is ruled out: why, what is fine for everybody, and how long it has lasted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut

from coach import times
from coach.routine.plan import EMERGENCY_HELP
from coach.ui import limit_view
from coach.ui.widgets.footed_page import FootedPage
from coach.ui.widgets.page import card, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

BEAT: Final = 250
"""Milliseconds between two looks at the clock."""

# The first step of every rescue in the clinical research (part A, 109), and what needs no joint to move.
FOR_ALL: Final = (
    "Let go of what you hold.",
    "Rest it where it is most comfortable.",
    "Breathe out slowly, twice.",
)
BREATHING: Final = "breathing"
# NHS-LEGCRAMP and NIDIRECT-CRAMP, in the clinical research, D1; for fast breathing, B13.
LASTS: Final = "It has lasted {length}. Get medical help today."


@dataclass(frozen=True, slots=True)
class Rest:
    """What the page says. `reason` is why there is no rescue, `also` more that is fine, in sentences.

    `limit` is in seconds from the beginning. `number` is the person's emergency number, or empty.
    """

    place: str
    reason: str
    also: tuple[str, ...] = ()
    limit: float = 600.0
    urgent: bool = False
    number: str = ""


class RestView(FootedPage):
    """Counts from when the cramp was told of; `lasted` gives the seconds. The keys 1 to 3 answer."""

    get_help_wanted = Signal()
    let_go_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, rest: Rest, lasted: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__("Let go and rest", parent)
        self._lasted = lasted
        self._rest = rest
        self.is_late = False
        length = limit_view.in_words(rest.limit).lower()
        self.since = text("", "since")
        self.since.setAccessibleName("Time since the start")
        self.column.addWidget(self.since)
        self.late, late = card("caution")
        lasts = limit_view.LASTS_NOW if rest.place == BREATHING else LASTS
        self._lasts = lasts.format(length=length)
        late.addWidget(text(self._lasts, "heading"))
        late.addWidget(text(limit_view.EMERGENCY))
        self.late.hide()
        self.column.addWidget(self.late)
        self.column.addWidget(text(f"{rest.reason} So Coach shows you no stretch now."))
        for line in (*FOR_ALL, *rest.also):
            self.column.addWidget(text(line, "cue"))
        frame, rules = card("note")
        if rest.urgent and rest.place != BREATHING:
            rules.addWidget(text(limit_view.CLOT))
        then = EMERGENCY_HELP if rest.place == BREATHING else ""
        self.rule = text(limit_view.rule(rest.limit, then), "strong")
        rules.addWidget(self.rule)
        if rest.number:
            rules.addWidget(text(f"Your emergency number: {rest.number}", "heading"))
        self.column.addWidget(frame)
        # Once it has come it stands above, as something to do; its frame stays for what else is in it.
        self._told_before = self.rule if rules.count() > 1 else frame
        self.column.addStretch()
        self.let_go = self.answer("It has let go", "primary")
        self.help = self.answer("When to get help")
        self.leave = self.answer("Leave", "quiet")
        answers = (
            (self.help, self.get_help_wanted, "1"),
            (self.let_go, self.let_go_wanted, "2"),
            (self.leave, self.leave_wanted, "3"),
        )
        for button, wanted, key in answers:
            button.clicked.connect(wanted)
            button.setToolTip(f"{button.text()} ({key})")
            QShortcut(QKeySequence(key), self).activated.connect(button.click)
        QShortcut(QKeySequence("F2"), self).activated.connect(self.get_help_wanted)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.leave_wanted)
        self._beat = QTimer(self, interval=BEAT)
        self._beat.timeout.connect(self.tick)
        self._beat.start()
        self.tick()

    def tick(self) -> None:
        """Tell the time, and once, that the limit has come; the timer's slot."""
        lasted = self._lasted()
        self.since.setText(f"{times.elapsed(lasted)} since the start")
        if lasted >= self._rest.limit and not self.is_late:
            self.is_late = True
            self.late.show()
            self._told_before.hide()
            self.help.setFocus()
            self.page.verticalScrollBar().setValue(0)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._lasts))
