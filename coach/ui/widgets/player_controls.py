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
    "change": ("change", "Change"),
    "ask_stop": ("stop", "Stop"),
    "get_help": ("get-help", "When to get help"),
    "help": ("help", "Keys"),
    "small": ("full-screen", "Large window"),
}
"""Action name → drawing and label, in order."""
FEW = {"main", "skip", "hurts", "change", "ask_stop", "get_help"}
"""Those that large targets leave; all others have their keys."""
MANY = BUTTONS.keys() - {"small"}
"""Those that are there otherwise."""
MINI = {"main", "hurts", "change", "small"}
"""Those of the small window."""
LEAST = ("help", "restart_side", "back", "change")
"""Those that go where there is no room even for drawings, the least needed first; they have their keys."""


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
        self._actions = actions
        self._wanted: set[str] = set()
        self._gap, self._drawing = gap, drawing
        self._shown: tuple[str, str] = ("", "")
        # Words change a button's style, and that must not happen while Qt itself is styling: it crashes.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._fit)
        self.setObjectName("controls")
        self.buttons: dict[str, FillingButton] = {}
        self._before = QSpacerItem(0, 0)
        """In front of the main button, where others are."""
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
        """The row without words, and without what is least needed."""
        each = self._theme.px(self._drawing + 16) + 6 + self._gap
        count = len(self._wanted - set(LEAST))
        return QSize(each * count + self._gap, super().minimumSizeHint().height())

    def _on_theme_changed(self) -> None:
        side = self._theme.px(self._drawing)
        few = self._few if self._theme.large_targets else self._many
        self._wanted = {name for name in self.buttons if name in few and self._actions[name].isEnabled()}
        for name, button in self.buttons.items():
            button.setHidden(name not in self._wanted)
            button.setIconSize(QSize(side, side))
            if name != "main":
                button.setIcon(icon(BUTTONS[name][0], self._theme.colors.text, side))
        self._shown = ("", "")
        self.show_state(running=self._running, waits=self._waits)

    def _fit(self) -> None:
        """Give up words from the least needed on, then buttons, until the row is narrow enough."""
        small = tuple(name for name in self.buttons if name != "main")
        less = ("help", "small", "get_help", "change")
        ways = [(spare, 0) for spare in (less[:2], less[:3], less, small)]
        ways += [(small, gone) for gone in range(1, len(LEAST) + 1)]
        ways += [(tuple(self.buttons), len(LEAST))]
        for spare, gone in ways:
            shown = self._wanted - set(LEAST[:gone])
            for name, button in self.buttons.items():
                label = self._shown[1] if name == "main" else BUTTONS[name][1]
                _say(button, "" if name in spare else label)
                button.setHidden(name not in shown)
            self._before.changeSize(self._gap if shown & {"back", "restart_side"} else 0, 0)
            wanted = sum(self.buttons[name].sizeHint().width() + self._gap for name in shown)
            if wanted + self._gap <= self.width():
                break


def _say(button: QPushButton, label: str) -> None:
    """Give a button its words; without any it is no wider than its drawing needs."""
    button.setText(label)
    if button.property("bare") != (not label):
        button.setProperty("bare", not label)
        button.style().unpolish(button)
        button.style().polish(button)
