"""The words of a step: what to do, how often, what to take care of, what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from coach.ui import words
from coach.ui.widgets.page import text
from coach.ui.widgets.turning_text import TurningText

if TYPE_CHECKING:
    from coach.player.snapshot import Snapshot

PARTS: Final = " · "
"""What stands between the parts of a cue."""
MANY_PARTS: Final = 3
"""From so many of them on, each part has a line of its own where there is room."""


class PlayerWords(QWidget):
    """All words of a step. `turning` says the needed ones where there is room for a few lines only."""

    def __init__(self) -> None:
        super().__init__()
        self.counts = text("", "strong", wraps=False)
        self.exercise = text("", "muted", wraps=False)
        self.cue = text("", "cue")
        self.small_cue = text("", "strong")
        """In place of the cue where there is no room for large words."""
        self.note = text("", "strong")
        self.next = text("", "muted")
        self.news = text("", "strong")
        self.news.hide()
        self.turning = TurningText()
        self.place_in_item = QWidget()
        here = QHBoxLayout(self.place_in_item)
        here.setContentsMargins(0, 0, 0, 0)
        here.setSpacing(16)
        here.addWidget(self.exercise)
        here.addWidget(self.counts)
        where = QHBoxLayout()
        where.addWidget(self.place_in_item)
        where.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(where)
        for label in (self.cue, self.small_cue, self.note, self.next, self.news):
            column.addWidget(label)

    def show_step(self, seen: Snapshot) -> None:
        """Other words for another step."""
        step = seen.step
        self.counts.setText(words.counts(step))
        self.exercise.setText(step.title)
        cue = step.cue or (step.title if step.phase.is_work else words.PHASES[step.phase])
        self.cue.setText(cue.replace(PARTS, "\n") if cue.count(PARTS) >= MANY_PARTS else cue)
        self.small_cue.setText(cue)
        self.note.setText(step.note)
        self.note.setVisible(bool(step.note))
        self.next.setText(f"Next: {_next_in_words(seen)}")
        self._show_turning()

    def say(self, sentence: str) -> None:
        """Show a sentence of Coach's own under the words of the step."""
        self.news.setText(sentence)
        self.news.show()
        self._show_turning()

    def _show_turning(self) -> None:
        said = (self.small_cue.text(), self.note.text(), "" if self.news.isHidden() else self.news.text())
        self.turning.show_text("\n".join(filter(None, said)))


def _next_in_words(seen: Snapshot) -> str:
    upcoming = seen.next_work
    if upcoming is None:
        return "the end"
    if seen.in_loop and (upcoming.item, upcoming.side) == (seen.step.item, seen.step.side):
        return "the same again"
    return words.on_side(upcoming.title, upcoming.side)
