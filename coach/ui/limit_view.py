"""At the limit of a loop: it has not let go, and more stretching may no longer be the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from coach import times
from coach.routine.plan import EMERGENCY_HELP
from coach.ui.widgets.answer_button import AnswerButton
from coach.ui.widgets.page import Page, card, text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SAID: Final = {300.0: "Five minutes", 600.0: "Ten minutes"}

# NHS-LEGCRAMP ("see a GP") and NIDIRECT-CRAMP ("immediate"), in the clinical research, D1.
LASTS: Final = "It has lasted {length}. If stretching does not ease it, get medical help today."
# "Fast-breathing hand spasm", in the clinical research, B13: no relief in five minutes is an emergency.
LASTS_NOW: Final = "It has lasted {length}. It can have other causes. Call your emergency number now."
RULE: Final = "If it lasts {length}, get medical help today."
RULE_NOW: Final = "If it is no better in {length}, call your emergency number."
# UCLH-DVT, the same section.
CLOT: Final = "Do not stretch or rub a calf or arm that is swollen, warm or red. Have it checked today."
# NHS-DVT-NEWS and LIVEWELL-ISCH, the same section; the whole list is one press away.
EMERGENCY: Final = (
    "Call your emergency number now if you are suddenly short of breath, if your chest hurts when you "
    "breathe in, or if a hand or foot is suddenly very cold, pale, numb or weak."
)


class LimitView(Page):
    """The session is held behind it. The answer that has the keyboard leads to help, and back here."""

    get_help_wanted = Signal()
    go_on_wanted = Signal()
    let_go_wanted = Signal()
    end_wanted = Signal()

    def __init__(self, limit: float, then: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        length = in_words(limit)
        self.setWindowTitle(length)
        self.column.addWidget(text(length, "title"))
        frame, column = card("caution")
        column.addWidget(text(lasts(limit, then), "heading"))
        if then != EMERGENCY_HELP:
            column.addWidget(text(CLOT))
        column.addWidget(text(EMERGENCY))
        self.column.addWidget(frame)
        answers = (
            ("When to get help", self.get_help_wanted),
            ("Go on while I wait" if then == EMERGENCY_HELP else "Go on stretching", self.go_on_wanted),
            ("It has let go", self.let_go_wanted),
            ("End", self.end_wanted),
        )
        self.buttons: list[AnswerButton] = []
        for number, (words, wanted) in enumerate(answers, 1):
            button = AnswerButton(str(number), words)
            button.clicked.connect(wanted)
            QShortcut(QKeySequence(str(number)), self).activated.connect(button.click)
            self.column.addWidget(button)
            self.buttons.append(button)
        self.column.addStretch()


def lasts(limit: float, then: str) -> str:
    """How long it has lasted, and what to do about it now that `then` has come."""
    said = LASTS_NOW if then == EMERGENCY_HELP else LASTS
    return said.format(length=in_words(limit).lower())


def rule(limit: float, then: str) -> str:
    """What to do should it last, told while there is time yet."""
    said = RULE_NOW if then == EMERGENCY_HELP else RULE
    return said.format(length=in_words(limit).lower())


def in_words(limit: float) -> str:
    """`Ten minutes`, as one says it; an unusual limit in figures."""
    return SAID.get(limit) or times.length(limit)
