"""What is told of reminders, for tests: short to write."""

from __future__ import annotations

from typing import Any, Final

from coach.clock import FakeClock
from coach.reminders.told import Expected, OpenOffer, Probe, Told

NOW: Final = FakeClock().wall().timestamp()
"""Nine in the morning of a Monday."""
KEYS: Final = Expected(
    "keyboard-micro",
    "Short pause from the keyboard",
    "minute",
    "next: 09:06, after 6 more minutes of work",
    NOW + 360,
    360.0,
)
BED: Final = Expected("bedtime", "Before bed", "session", "next: 22:00", NOW + 13 * 3600)
OFFER: Final = OpenOffer(
    "keyboard-micro", "Short pause from the keyboard", "minute", "you have worked for a while", NOW
)
PROBES: Final = (
    Probe("Keyboard and mouse", "told by the X server"),
    Probe("Microphone", "nobody answers", known=False),
)


def told(**fields: Any) -> Told:
    """Two rules at the desk, and nothing special."""
    usual: dict[str, Any] = {
        "at": NOW,
        "pid": 1,
        "profile": "desk",
        "profiles": ("desk", "writing", "travel"),
        "doing": "working",
        "expected": (KEYS, BED),
        "snoozes": (300.0, 600.0),
        "decisions": ("09:00 first", "09:01 last"),
        "probes": PROBES,
    }
    return Told(**{**usual, **fields})
