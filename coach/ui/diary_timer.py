"""A cramp that goes on now, to be written down: the time runs from the first moment, one press says where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from coach import times
from coach.errors import CoachError
from coach.history.cramp import PLACES, Cramp
from coach.routine.plan import EMERGENCY_HELP
from coach.ui import limit_view, places
from coach.ui.diary_form import FINGER
from coach.ui.widgets.flow_layout import FlowLayout
from coach.ui.widgets.page import Page, card, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.clock import Clock

SECOND: Final = 1000
LIMIT: Final = 600.0
"""Seconds after which a cramp that has not let go is a reason to get help the same day (clinical, D1)."""
BREATHING: Final = "breathing"
LIMIT_BREATHING: Final = 300.0
"""The same for hands that are stiff from fast breathing, where it is an emergency (clinical, B13)."""


class DiaryTimer(Page):
    """`write` keeps the entry and returns its id, `correct` writes it anew; both may raise `CoachError`.

    `done` carries the id of the entry, to be filled in.
    """

    done = Signal(int)
    rescue_wanted = Signal()
    get_help_wanted = Signal()
    back_wanted = Signal()

    def __init__(
        self,
        clock: Clock,
        write: Callable[[Cramp], int],
        correct: Callable[[Cramp], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("A cramp now")
        self._clock = clock
        self._write, self._correct = write, correct
        self._began, self._since = clock.wall(), clock.monotonic()
        self._cramp: Cramp | None = None
        self.column.addWidget(text("A cramp now", "title"))
        self.time = text("0:00", "since")
        self.column.addWidget(self.time)
        self.told = text("The time runs. Press where it is, and it is written down.")
        self.column.addWidget(self.told)
        self.column.addLayout(self._build_places())
        self.let_go = _button("It has let go")
        self.let_go.setProperty("kind", "big")
        self.let_go.clicked.connect(self._on_let_go)
        self.let_go.hide()
        self.column.addWidget(self.let_go)
        self.long, column = card("caution")
        self._limit = LIMIT
        self._late = text(limit_view.lasts(LIMIT, ""))
        column.addWidget(self._late)
        self.get_help = _button("When to get help")
        self.get_help.clicked.connect(self.get_help_wanted)
        column.addWidget(self.get_help)
        self.long.hide()
        self.column.addWidget(self.long)
        row = FlowLayout(spacing=12)
        rescue, self.back = _button("Lead me through it"), _button("Cramp diary")
        rescue.clicked.connect(self.rescue_wanted)
        self.back.clicked.connect(self.back_wanted)
        for button in (rescue, self.back):
            row.addWidget(button)
        self.column.addLayout(row)
        self.column.addStretch()
        timer = QTimer(self)
        timer.timeout.connect(self.tick)
        timer.start(SECOND)

    @property
    def first(self) -> QWidget:
        """Where the keyboard begins."""
        return self.places[0]

    def _build_places(self) -> FlowLayout:
        row = FlowLayout(spacing=12)
        self.places = []
        for place in PLACES:
            button = _button(places.PLACES.get(place, FINGER))
            button.clicked.connect(lambda _=False, where=place: self._on_place(where))
            self.places.append(button)
            row.addWidget(button)
        return row

    def tick(self) -> None:
        """Show the time that has gone by."""
        gone = self._clock.monotonic() - self._since
        self.time.setText(times.elapsed(gone))
        if gone >= self._limit and self.long.isHidden():
            self.long.show()

    def _on_place(self, place: str) -> None:
        try:
            self._cramp = Cramp(self._began, place)
            self._cramp = Cramp(self._began, place, id=self._write(self._cramp))
        except CoachError as error:
            self.told.setText(f"{error} {error.advice}".strip())
            return
        if place == BREATHING:
            self._limit = LIMIT_BREATHING
            self._late.setText(limit_view.lasts(self._limit, EMERGENCY_HELP))
            self.tick()
        for button in self.places:
            button.hide()
        name = places.PLACES.get(place, FINGER)
        self.told.setText(f"{name}: written down. When it lets go, press the button or Enter.")
        self.let_go.show()
        self.let_go.setFocus()

    def _on_let_go(self) -> None:
        if self._cramp is None:
            return
        gone = max(0.0, self._clock.monotonic() - self._since)
        cramp = self._cramp
        try:
            self._correct(Cramp(cramp.began, cramp.place, lasted=round(gone), let_go=True, id=cramp.id))
        except CoachError as error:
            self.told.setText(f"{error} {error.advice}".strip())
            return
        self.done.emit(cramp.id)


def _button(label: str) -> QPushButton:
    button = QPushButton(label)
    button.setAutoDefault(True)
    return button
