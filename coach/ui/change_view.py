"""Change something for today: easier, harder, longer, shorter, or leave this side out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from coach.player.amend import Instead, LeaveOut
from coach.player.offer import STEP, Offer
from coach.routine.plan import Side
from coach.ui import told
from coach.ui.widgets.answer_button import AnswerButton
from coach.ui.widgets.page import Page, empty, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget

    from coach.player.amend import Wish
    from coach.player.change import Reason
    from coach.routine.plan import Step

_TITLE = "Change this for today"
_ABOUT = "The session waits. What you change is for today only; the routine stays as it is."
_WHY = "Why, if you like to say?"
_NOTHING = "There is nothing to change here."


class ChangeView(Page):
    """`chosen` carries a `Wish`; `back_wanted` if nothing is to be changed. Keys: 1 to 7, Escape."""

    chosen = Signal(object)
    back_wanted = Signal()

    def __init__(self, step: Step, offers: Mapping[Offer, Wish], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = step
        self._offers = offers
        self.buttons: list[AnswerButton] = []
        self.setWindowTitle(_TITLE)
        self.column.addWidget(text(_TITLE, "title"))
        self._about = text(_ABOUT, "muted")
        self.column.addWidget(self._about)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.column.addLayout(self._rows)
        self.column.addStretch()
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.back_wanted)
        for number in range(1, len(Offer) + 2):
            QShortcut(QKeySequence(str(number)), self).activated.connect(partial(self._press, number))
        rows = [(self._label(offer), partial(self._choose, offer)) for offer in offers]
        self._show([*rows, ("Go on as it was", self.back_wanted.emit)])
        if not offers:
            self._about.setText(_NOTHING)

    def _show(self, answers: Sequence[tuple[str, Callable[[], object]]]) -> None:
        empty(self._rows)
        self.buttons = []
        for number, (words, does) in enumerate(answers, 1):
            button = AnswerButton(str(number), words)
            button.clicked.connect(lambda _checked=False, does=does: does())
            self._rows.addWidget(button)
            button.show()  # at once, so that it can have the keyboard
            self.buttons.append(button)
        self.buttons[0].setFocus()

    def _choose(self, offer: Offer) -> None:
        if offer is not Offer.LEAVE_OUT:
            self.chosen.emit(self._offers[offer])
            return
        self._about.setText(_WHY)
        reasons = [(words, partial(self._leave_out, reason)) for reason, words in told.REASONS.items()]
        self._show([*reasons, ("Go on as it was", self.back_wanted.emit)])

    def _leave_out(self, reason: Reason) -> None:
        self.chosen.emit(LeaveOut(reason))

    def _press(self, number: int) -> None:
        if number <= len(self.buttons):
            self.buttons[number - 1].click()

    def _label(self, offer: Offer) -> str:
        wish, step = self._offers[offer], self._step
        by = wish.by if isinstance(wish, Instead) else ""
        side = f"the {step.side} side" if step.side in {Side.LEFT, Side.RIGHT} else "this exercise"
        return {
            Offer.EASIER: f"Easier: {by}",
            Offer.HARDER: f"Harder: {by}",
            Offer.LONGER: f"Hold {STEP:g} s longer",
            Offer.SHORTER: f"Hold {STEP:g} s shorter",
            Offer.GET_READY: f"{STEP:g} s more to get ready",
            Offer.LEAVE_OUT: f"Leave out {side} today",
        }[offer]
