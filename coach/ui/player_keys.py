"""The player's keys: the one table that the keyboard, the buttons' hints and the help sheet read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """A key as Qt writes it, what it does in words, and the name of the action it triggers."""

    keys: tuple[str, ...]
    shown: str
    does: str
    action: str


KEYS = (
    Key(("Space",), "Space", "Pause and go on; Done in a step at your own pace", "main"),
    Key(("Right",), "→", "Skip to the next side or step", "skip"),
    Key(("Left",), "←", "Back to the start of this phase, or to the one before", "back"),
    Key(("L",), "Enter or L", "It has let go (in a routine for a cramp)", "let_go"),
    Key(("R",), "R", "Start this side again", "restart_side"),
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
