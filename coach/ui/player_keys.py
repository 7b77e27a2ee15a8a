"""The player's keys: the one table that the keyboard, the buttons' hints and the help sheet read."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QKeySequence

from coach.settings import about

if TYPE_CHECKING:
    from coach.settings import Keys


@dataclass(frozen=True, slots=True)
class Key:
    """Keys as Qt writes them, what they do in words, and the name of the action they trigger.

    The first can be changed by the person; the others always do the same. With `held` a press does nothing:
    the key must be held for a moment, so that no stray touch can lose one's place.
    """

    keys: tuple[str, ...]
    shown: str
    does: str
    action: str
    held: bool = False

    @property
    def hint(self) -> str:
        """What to do with the keys: `Space`, or `hold →`."""
        return f"hold {self.shown}" if self.held else self.shown


KEYS: Final[tuple[Key, ...]] = (
    Key(("Space",), "Space", "Pause and go on; Done in a step at your own pace", "main"),
    Key(("Right",), "→", "Skip to the next side or step", "skip", held=True),
    Key(("Left",), "←", "Back to the start of this phase, or to the one before", "back", held=True),
    Key(("L",), "Enter or L", "It has let go (in a routine for a cramp)", "let_go"),
    Key(("R",), "R", "Start this side again", "restart_side", held=True),
    Key(("T",), "T", "Say where you are: step, side, time left (for a screen reader)", "tell"),
    Key(("P",), "P", "It hurts: say how much", "hurts"),
    Key(("A",), "A", "Change this for today: easier, harder, leave it out", "change"),
    Key(("Up",), "↑", "Hold 5 s longer, for today", "longer"),
    Key(("Down",), "↓", "Hold 5 s shorter, for today", "shorter"),
    Key(("S", "Escape"), "S or Esc", "Stop (asks first)", "ask_stop"),
    Key(("N",), "N", "Small window, always on top", "small"),
    Key(("M",), "M", "Sound on and off, for this session", "sound"),
    Key(("F", "F11"), "F", "Full screen on and off", "full_screen"),
    Key(("+", "="), "+", "Larger text", "larger"),
    Key(("-",), "−", "Smaller text", "smaller"),
    Key(("F2",), "F2", "When to stop and get help", "get_help"),
    Key(("?", "H"), "?", "This list of keys", "help"),
)

PEDAL: Final = "pedal"
"""The name of the setting for a second key of the action `main`."""

TAKEN: Final = {
    "Tab": "moves the keyboard from button to button",
    "Shift+Tab": "moves the keyboard from button to button",
    "Backtab": "moves the keyboard from button to button",
    "Shift+Backtab": "moves the keyboard from button to button",
    "Return": "presses the button that has the keyboard",
    "Enter": "presses the button that has the keyboard",
    "F1": "is for a cramp, anywhere",
    "Ctrl+Q": "closes Coach",
}
"""Keys that cannot be given to anything else, and what they do."""

_SIGNS: Final = {"Right": "→", "Left": "←", "Up": "↑", "Down": "↓", "-": "−", "Escape": "Esc"}


def sign(name: str) -> str:
    """A key as it is shown: `→`, `Space`, `Ctrl+K`."""
    return _SIGNS.get(name) or QKeySequence(name).toString(QKeySequence.SequenceFormat.NativeText) or name


def keys_of(chosen: Keys) -> tuple[Key, ...]:
    """The table with what the person has chosen in it.

    What Qt does not know as a key, or what something else has, is passed over; so a file edited by hand
    never leaves an action without its key.
    """
    chosen = _usable(chosen)
    found: list[Key] = []
    for key in KEYS:
        keys, shown = key.keys, key.shown
        if name := getattr(chosen, key.action):
            keys, shown = (name, *keys[1:]), shown.replace(sign(keys[0]), sign(name), 1)
        if key.action == "main" and chosen.pedal:
            keys, shown = (*keys, chosen.pedal), f"{shown} or {sign(chosen.pedal)}"
        found.append(replace(key, keys=keys, shown=shown))
    return tuple(found)


def _usable(chosen: Keys) -> Keys:
    """What was chosen, without what cannot be had; with that gone, others may clash with a usual key."""
    while True:
        names = {one.name: getattr(chosen, one.name) for one in fields(chosen)}
        refused = [action for action, name in names.items() if name and refusal(chosen, action, name)]
        if not refused:
            return chosen
        chosen = replace(chosen, **dict.fromkeys(refused, ""))


def refusal(chosen: Keys, action: str, name: str) -> str:
    """Why a key cannot be had for an action, in a sentence; empty if it can."""
    sequence = QKeySequence(name)
    if sequence.isEmpty() or not sequence.toString():
        return f"“{name}” is no key that Coach knows."
    if name in TAKEN:
        return f"{sign(name)} {TAKEN[name]}. Choose another."
    for other, label, names in _in_use(chosen):
        if other != action and any(QKeySequence(each) == sequence for each in names):
            return f"{sign(name)} is already the key for “{label}”. Choose another, or change that one first."
    return ""


def _in_use(chosen: Keys) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each setting of a key, its label, and the keys it has."""
    usual = {key.action: key.keys for key in KEYS}
    return [
        (
            one.name,
            about(one).label,
            (
                getattr(chosen, one.name) or usual.get(one.name, ("",))[0],
                *usual.get(one.name, ())[1:],
            ),
        )
        for one in fields(chosen)
        if getattr(chosen, one.name) or one.name in usual
    ]
