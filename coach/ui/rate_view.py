"""What a routine asks before it begins, and what is asked when it hurts on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from coach.player.rating import PAIN_LIMIT, SIGNS, Kind
from coach.ui.widgets.footed_page import FootedPage
from coach.ui.widgets.page import NARROW, text
from coach.ui.widgets.rating_scale import RatingScale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent
    from PySide6.QtWidgets import QPushButton, QWidget

    from coach.ui.theme import Theme

ABOUT_BEFORE = "Leave out what you do not want to answer. It stays on this computer."
ABOUT_HURTS = "The session waits. Say how much it hurts, or tick what fits."
ABOUT_CRAMP = "A cramp hurts. How much is for your diary. The time goes on counting."
IN_CRAMP = {
    Kind.SHARP: "Is there a new pain, sharp or electric, that is not the cramp?",
    # Fast breathing makes hands and mouth tingle from the start; that ends nothing.
    Kind.NUMBNESS: "Has anything gone numb or weak since you began?",
}
OWN_LIMIT = (
    f"Coach stops above {PAIN_LIMIT} of 10. That number is Coach's own choice: this routine names none, and "
    "sources vary from 3 to 4."
)


class RateView(FootedPage):
    """`answered` carries a dict of kind to value, of what was said. Each question may be left out.

    Enter goes on, from wherever the keyboard is; Escape is `back_wanted`, F2 `get_help_wanted`.
    """

    answered = Signal(object)
    back_wanted = Signal()
    get_help_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        title: str,
        about: str,
        kinds: Sequence[Kind],
        go: str,
        *,
        note: str = "",
        questions: Mapping[Kind, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.column.addWidget(text(title, "title"))
        self.column.addWidget(text(about, "muted"))
        own = questions or {}
        self.scales = {kind: RatingScale(theme, kind, own.get(kind, "")) for kind in kinds}
        for scale in self.scales.values():
            self.column.addWidget(scale)
        if note:
            self.column.addWidget(text(note, "small"))
        self.column.addStretch()
        self.go = self._button("primary")
        self.go.clicked.connect(lambda: self.answered.emit(self.values))
        self.back = self._button()
        self.back.clicked.connect(self.back_wanted)
        self.help = self._button()
        self.help.clicked.connect(self.get_help_wanted)
        self._labels = {
            self.go: (f"{go} (Enter)", go),
            self.back: ("Back (Esc)", "Back"),
            self.help: ("When to get help (F2)", "Get help"),
        }
        for button, (label, _) in self._labels.items():
            button.setText(label)
            button.setAccessibleName(label.partition(" (")[0])
        for keys, button in (
            (("Return", "Enter"), self.go),
            (("Escape",), self.back),
            (("F2",), self.help),
        ):
            for key in keys:
                QShortcut(QKeySequence(key), self).activated.connect(button.click)

    @property
    def values(self) -> dict[Kind, int]:
        """What has been said so far."""
        return {kind: scale.value for kind, scale in self.scales.items() if scale.value is not None}

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the keyboard on the first question."""
        super().showEvent(event)
        next(iter(self.scales.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is scarce the questions have it, not the words at the foot."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW * self.fontMetrics().horizontalAdvance("x")
        for button, labels in self._labels.items():
            button.setText(labels[is_narrow])

    def _button(self, kind: str = "quiet") -> QPushButton:
        button = self.answer("", kind)
        button.setAutoDefault(False)  # Enter is the page's own key
        return button


def before(theme: Theme, title: str, kinds: Sequence[Kind], *, own_limit: bool) -> RateView:
    """What a routine asks before it begins."""
    note = OWN_LIMIT if own_limit and Kind.PAIN in kinds else ""
    return RateView(theme, "Before you start", f"{title}. {ABOUT_BEFORE}", kinds, "Start", note=note)


def hurts(theme: Theme, *, own_limit: bool) -> RateView:
    """It hurts: how much, and is it one of the signs that end a session."""
    note = OWN_LIMIT if own_limit else ""
    return RateView(theme, "It hurts", ABOUT_HURTS, (Kind.PAIN, *SIGNS), "Go on", note=note)


def hurts_in_cramp(theme: Theme) -> RateView:
    """It hurts, in a cramp: what is new comes first; how much the cramp hurts is for the diary only."""
    return RateView(theme, "It hurts", ABOUT_CRAMP, (*SIGNS, Kind.PAIN), "Go on", questions=IN_CRAMP)
