"""The keys of a session, to change: press a button, then the key. A foot pedal is a key like any other."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from coach.settings import Keys, about
from coach.ui.player_keys import PEDAL, keys_of, refusal, sign
from coach.ui.widgets.page import card, text

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

PRESS: Final = "Press the key now …"
NO_PEDAL: Final = "None"
ABOUT: Final = (
    "Press a key's button, then the new key or the pedal. Esc leaves it as it is. "
    "Keys marked “hold” act only when they are held for a moment."
)
_MODIFIERS: Final = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_unknown,
}


class LearnButton(QPushButton):
    """Shows a key; once pressed it takes the next key as the new one, until it loses the keyboard."""

    learned = Signal(str)
    """A key as Qt writes it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._shown = ""
        self.is_learning = False
        self.clicked.connect(self._begin)

    def show_key(self, shown: str) -> None:
        """Show a key; any learning is over."""
        self._shown = shown
        self.is_learning = False
        self.setText(shown)
        self.setAccessibleName(f"{self._name}: {shown}")

    def event(self, event: QEvent) -> bool:
        """While it learns every key is meant for it: shortcuts and Tab too."""
        if self.is_learning and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if self.is_learning and event.type() is QEvent.Type.KeyPress:
            self.keyPressEvent(event)  # type: ignore[arg-type]  # Qt has made it a QKeyEvent
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key; Escape leaves all as it is."""
        if not self.is_learning:
            super().keyPressEvent(event)
            return
        key = Qt.Key(event.key())
        if event.isAutoRepeat() or key in _MODIFIERS:
            return
        self.show_key(self._shown)
        if key is not Qt.Key.Key_Escape:
            wanted = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if not key & 0x01000000 and not event.text().isalpha():
                wanted &= ~Qt.KeyboardModifier.ShiftModifier  # `?` is typed with Shift, and is written `?`
            self.learned.emit(QKeySequence(QKeyCombination(wanted, key)).toString())

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """The release of a key that was learned presses nothing."""
        if not self.is_learning:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Learning ends when the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.show_key(self._shown)

    def _begin(self) -> None:
        self.is_learning = True
        self.setText(PRESS)
        self.setAccessibleName(f"{self._name}: {PRESS}")
        self.setFocus()


class KeyChoice(QWidget):
    """`chosen` carries the new `Keys`."""

    chosen = Signal(object)

    def __init__(self, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.buttons: dict[str, LearnButton] = {}
        self.usual: dict[str, QPushButton] = {}
        frame, column = card()
        column.addWidget(text("Keys in a session", "heading"))
        column.addWidget(text(ABOUT, "muted"))
        self.said = text("", "strong")
        self.said.hide()
        column.addWidget(self.said)
        table = QGridLayout()
        table.setHorizontalSpacing(12)
        table.setColumnStretch(0, 1)
        for row, one in enumerate(fields(keys)):
            label = about(one).label
            button, usual = LearnButton(label), QPushButton("Usual")
            usual.setProperty("kind", "quiet")
            policy = usual.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            usual.setSizePolicy(policy)
            usual.setAccessibleName(f"{label}: the usual key")
            usual.setToolTip("Back to the usual key")
            button.learned.connect(partial(self._learn, one.name))
            usual.clicked.connect(partial(self._set, one.name, ""))
            self.buttons[one.name], self.usual[one.name] = button, usual
            table.addWidget(text(label), row, 0)
            table.addWidget(button, row, 1)
            table.addWidget(usual, row, 2)
        column.addLayout(table)
        self.all_usual = QPushButton("All keys as usual")
        self.all_usual.clicked.connect(lambda: self._give(Keys()))
        column.addWidget(self.all_usual, 0, Qt.AlignmentFlag.AlignLeft)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.show_keys(keys)

    def show_keys(self, keys: Keys) -> None:
        """Show these keys."""
        self._keys = keys
        hints = {key.action: key.hint for key in keys_of(replace(keys, pedal=""))}
        hints[PEDAL] = sign(keys.pedal) if keys.pedal else NO_PEDAL
        for name, button in self.buttons.items():
            button.show_key(hints[name])
            if self.usual[name].hasFocus() and not getattr(keys, name):
                button.setFocus()
            self.usual[name].setVisible(bool(getattr(keys, name)))

    def _learn(self, name: str, key: str) -> None:
        if refused := refusal(self._keys, name, key):
            self._say(refused)
        else:
            self._set(name, key)

    def _set(self, name: str, key: str) -> None:
        self._give(replace(self._keys, **{name: key}))

    def _give(self, keys: Keys) -> None:
        self._say("")
        self.chosen.emit(keys)

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
