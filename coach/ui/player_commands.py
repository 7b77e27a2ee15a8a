"""What keys and buttons of a session do, by name: one set for the large window and the small one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from coach.settings import Keys
from coach.ui.hold import Hold
from coach.ui.player_keys import KEYS, keys_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from PySide6.QtWidgets import QWidget

    from coach.clock import Clock
    from coach.ui.player_keys import Key

HELD: Final = {"skip": "skip", "back": "go back", "restart_side": "start this side again"}
"""What a key that is held does, in words, by command."""


class PlayerCommands(QObject):
    """An action for each line of the table of keys; the person may choose other keys at any time."""

    def __init__(
        self,
        clock: Clock,
        slots: Mapping[str, Callable[[], object]],
        barred: Collection[str],
        window: QWidget,
    ) -> None:
        """`slots` carries each command out; those in `barred` are of no use in this session."""
        super().__init__(window)
        self.keys: tuple[Key, ...] = KEYS
        self.does: dict[str, QAction] = {}
        for key in KEYS:
            action = QAction(key.does, self)
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(False)
            action.setEnabled(key.action not in barred)
            action.triggered.connect(slots[key.action])
            self.does[key.action] = action
        window.addActions(list(self.does.values()))
        self.hold = Hold(clock, self)
        self.hold.held.connect(lambda name: self.does[name].trigger())
        self._window = window
        self._held: list[QShortcut] = []
        self.choose(Keys())

    def choose(self, chosen: Keys) -> None:
        """Listen to the keys that the person has chosen."""
        self.keys = keys_of(chosen)
        for shortcut in self._held:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._held = self.hold_in(self._window)
        for key in self.keys:
            if not key.held:
                self.does[key.action].setShortcuts([QKeySequence(name) for name in key.keys])

    def hold_in(self, window: QWidget) -> list[QShortcut]:
        """Let the keys that are held be held in a window; an action alone knows only presses."""
        shortcuts = []
        for key in self.keys:
            for name in key.keys if key.held else ():
                shortcut = QShortcut(QKeySequence(name), window)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(partial(self.hold.press, key.action))
                shortcuts.append(shortcut)
        return shortcuts

    @property
    def hints(self) -> dict[str, str]:
        """What to press for each command, as it stands on the buttons."""
        return {key.action: key.hint for key in self.keys}

    def hold_words(self, name: str) -> str:
        """What is to be done with the key of a command that is held: `Hold → to skip`."""
        return f"{self.hints[name].capitalize()} to {HELD[name]}"
