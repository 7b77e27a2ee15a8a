"""Stop here: a rule has acted, in the author's words; help is one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from coach.player.rating import PAIN_LIMIT, Kind
from coach.ui import limit_view
from coach.ui.widgets.answer_button import AnswerButton
from coach.ui.widgets.page import Page, card, text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coach.player.rating import Verdict
    from coach.routine.plan import Loop

# Clinical research, "Dosing and stop rules that apply to everything"; the limit and the signs are [default].
OWN: Final = {
    Kind.PAIN: (
        f"Your pain is above {PAIN_LIMIT} of 10.",
        (
            f"Stretching and exercise should not hurt more than that. The limit of {PAIN_LIMIT} is Coach's "
            "own choice: this routine names none, and sources vary from 3 to 4."
        ),
    ),
    Kind.SHARP: (
        "A sharp or electric pain is a reason to stop at once.",
        "Leave this out until you know what it was. That it stops here is Coach's own rule.",
    ),
    Kind.NUMBNESS: (
        "Numbness or tingling is a reason to stop.",
        (
            "Let go of the position. It should pass soon. If it stays, have it looked at today. If one side "
            "went numb or weak all at once, call your emergency number now. That it stops here is Coach's "
            "own rule."
        ),
    ),
}
NO_WORDS: Final = "This routine says to stop here."
NOT_BEGUN: Final = "Not today"
STOPPED: Final = "Stop here for today"
STOP: Final = "Stop here"
LATER: Final = (
    "Do less next time, if you feel like it at all. If it still hurts in half an hour, it was too much."
)
IN_CRAMP: Final = "Let go and rest it where it is most comfortable. Breathe out slowly."


class StopView(Page):
    """Two ways on; a third, `change_wanted`, where nothing has begun and the answer may have been a slip."""

    get_help_wanted = Signal()
    leave_wanted = Signal()
    change_wanted = Signal()

    def __init__(
        self, verdict: Verdict, *, begun: bool, loop: Loop | None = None, parent: QWidget | None = None
    ) -> None:
        """`loop` is that of a rescue: then the cramp may still be there, and has its limit."""
        super().__init__(parent)
        title = STOPPED if begun and loop is None else STOP if begun else NOT_BEGUN
        self.setWindowTitle(title)
        self.column.addWidget(text(title, "title"))
        frame, column = card("caution")
        strong, more = said(verdict)
        column.addWidget(text(strong, "heading"))
        if more:
            column.addWidget(text(more))
        self.column.addWidget(frame)
        if loop is not None:
            self.column.addWidget(text(IN_CRAMP, "cue"))
            self.column.addWidget(text(limit_view.rule(loop.limit, loop.then), "strong"))
        elif begun:
            self.column.addWidget(text(LATER))
        answers = [
            ("See what you did" if begun else "Back", self.leave_wanted),
            ("When to get help", self.get_help_wanted),
        ]
        if not begun:
            answers.append(("Change my answer", self.change_wanted))
        self.buttons: list[AnswerButton] = []
        for number, (words, wanted) in enumerate(answers, 1):
            button = AnswerButton(str(number), words)
            button.clicked.connect(wanted)
            QShortcut(QKeySequence(str(number)), self).activated.connect(button.click)
            self.column.addWidget(button)
            self.buttons.append(button)
        QShortcut(QKeySequence("F2"), self).activated.connect(self.get_help_wanted)
        self.column.addStretch()


def said(verdict: Verdict) -> tuple[str, str]:
    """What a rule says: the author's words where there are any, or Coach's own and where they come from."""
    if not verdict.is_own:
        return verdict.rule.say or NO_WORDS, ""
    return next(words for kind, words in OWN.items() if kind in verdict.names)
