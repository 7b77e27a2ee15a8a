"""The player's buttons: few, large, each with its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QSpacerItem, QWidget

from coach.ui.icons import icon
from coach.ui.widgets.hold_sign import FillingButton

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from PySide6.QtGui import QAction, QResizeEvent

    from coach.ui.theme import Theme

BUTTONS = {
    "back": ("previous", "Back"),
    "restart_side": ("restart", "Restart side"),
    "main": ("pause", "Pause"),
    "skip": ("skip", "Skip"),
    "hurts": ("hurts", "It hurts"),
    "ask_stop": ("stop", "Stop"),
    "get_help": ("get-help", "When to get help"),
    "help": ("help", "Keys"),
    "change": ("change", "Change"),
    "small": ("full-screen", "Large window"),
}
"""Action name → drawing and label, in order."""
FEW = {"main", "skip", "hurts", "ask_stop", "get_help"}
"""Those that large targets leave; all others have their keys."""
MANY = {"back", "restart_side", "main", "skip", "ask_stop", "get_help", "help"}
"""Those that are there otherwise; `hurts` and `change` stand beside the words then."""
MINI = {"main", "hurts", "change", "small"}
"""Those of the small window."""


class PlayerControls(QWidget):
    """A row of buttons bound to the player's actions. Where it is too narrow they give up their words.

    `few` are those there are with large targets, `many` those there are otherwise. `gap` is pixels between
    them, `drawing` pixels of a drawing at the usual text size.
    """

    def __init__(
        self,
        theme: Theme,
        actions: Mapping[str, QAction],
        parent: QWidget | None = None,
        *,
        few: Collection[str] = FEW,
        many: Collection[str] = MANY,
        gap: int = 10,
        drawing: int = 22,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._running = True
        self._waits = False
        self._few, self._many = few, many
        self._gap, self._drawing = gap, drawing
        self._shown: tuple[str, str] = ("", "")
        # Words change a button's style, and that must not happen while Qt itself is styling: it crashes.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self.setObjectName("controls")
        self.buttons: dict[str, FillingButton] = {}
        self._before = QSpacerItem(0, 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        for name, (_, label) in BUTTONS.items():
            if name not in {*few, *many}:
                continue
            button = FillingButton(theme, label)
            button.setAccessibleName(label)
            # Reached with Tab and pressed with Enter; Space always means the main key.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAutoDefault(True)
            button.clicked.connect(actions[name].trigger)
            self.buttons[name] = button
            # A hand that shakes and misses the main button should hit nothing else.
            if name == "main":
                row.addItem(self._before)
            row.addWidget(button, 1 if name == "main" else 0)
            row.addSpacing(gap if name == "main" else 0)
        self.main = self.buttons["main"]
        self.main.setProperty("kind", "primary")
        self.main.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for name in {"get_help", "help"} & self.buttons.keys():
            self.buttons[name].setProperty("kind", "quiet")
        theme.changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def show_keys(self, hints: Mapping[str, str]) -> None:
        """Tell the keys, by action name."""
        for name, button in self.buttons.items():
            button.setToolTip(f"{BUTTONS[name][1]} ({hints[name]})")

    def show_state(self, *, running: bool, waits: bool) -> None:
        """Name the main button for what it does now; `waits`: the step ends when the person says so."""
        self._running, self._waits = running, waits
        drawing, label = ("check", "Done") if waits else ("pause", "Pause")
        if not running:
            drawing, label = "play", "Go on"
        if (drawing, label) != self._shown:
            self._shown = (drawing, label)
            self.main.setText("" if self.main.property("bare") else label)
            self.main.setAccessibleName(label)
            side = self._theme.px(self._drawing)
            self.main.setIcon(icon(drawing, self._theme.colors.on_accent, side))
            self._soon.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the words while there is room for them."""
        super().resizeEvent(event)
        self._soon.start()

    def minimumSizeHint(self) -> QSize:
        """The row without words."""
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        each = self._theme.px(self._drawing + 16) + 6 + self._gap
        return QSize(each * len(shown) + self._gap, super().minimumSizeHint().height())

    def _on_theme_changed(self) -> None:
        side = self._theme.px(self._drawing)
        is_first = self._theme.large_targets or "back" not in self.buttons
        self._before.changeSize(0 if is_first else self._gap, 0)
        for name, button in self.buttons.items():
            button.setHidden(name not in (self._few if self._theme.large_targets else self._many))
            button.setIconSize(QSize(side, side))
            if name != "main":
                button.setIcon(icon(BUTTONS[name][0], self._theme.colors.text, side))
        self._shown = ("", "")
        self.show_state(running=self._running, waits=self._waits)

    def _fit(self) -> None:
        """Give up words from the least needed on, until the row is as narrow as it has to be."""
        small = tuple(name for name in self.buttons if name != "main")
        main = self._shown[1]
        less = (("help", "small"), ("help", "small", "get_help"), ("small", "change"), small)
        for spare in (*less, (*small, "main")):
            for name, button in self.buttons.items():
                label = main if name == "main" else BUTTONS[name][1]
                _say(button, "" if name in spare else label)
            shown = (button for button in self.buttons.values() if not button.isHidden())
            wanted = sum(button.sizeHint().width() + self._gap for button in shown) + 2 * self._gap
            if wanted <= self.width():
                break


def _say(button: QPushButton, label: str) -> None:
    """Give a button its words; without any it is no wider than its drawing needs."""
    button.setText(label)
    if button.property("bare") != (not label):
        button.setProperty("bare", not label)
        button.style().unpolish(button)
        button.style().polish(button)
