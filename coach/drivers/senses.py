"""What the desktop knows of the person: hands, lock, sleep, and what speaks against a reminder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Signal

from coach.reminders.sample import Inhibitor
from coach.reminders.told import Probe

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping


class Idle(Protocol):
    """As `coach.desktop.idle.Idle`."""

    @property
    def name(self) -> str: ...  # noqa: D102  # told there
    @property
    def pushes(self) -> bool: ...  # noqa: D102
    @property
    def trouble(self) -> str: ...  # noqa: D102
    def seconds(self) -> float | None: ...  # noqa: D102


class Presence(Protocol):
    """As `coach.desktop.presence.Presence`."""

    @property
    def locked(self) -> bool: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def trouble(self) -> str: ...  # noqa: D102


class Found(Protocol):
    """As `coach.desktop.focus.Found`."""

    @property
    def on(self) -> Collection[str]: ...  # noqa: D102
    @property
    def unknown(self) -> Mapping[str, str]: ...  # noqa: D102
    @property
    def told_by(self) -> Mapping[str, str]: ...  # noqa: D102


class Focus(Protocol):
    """As `coach.desktop.focus.Focus`."""

    def look(self) -> Found: ...  # noqa: D102


NAMES: Final = {
    "do-not-disturb": "Do not disturb",
    "full-screen": "Full screen",
    "microphone": "Microphone",
    "camera": "Camera",
    "presentation": "Presentation",
}


class Senses(QObject):
    """Asked in the window's thread. `stirred` comes there too, whatever thread the desktop tells it on."""

    stirred = Signal()
    """Something has changed: input has stopped or come back, a lock, a sleep."""

    def __init__(self, slept: Callable[[], float] = lambda: 0.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.slept = slept
        self._idle: Idle | None = None
        self._presence: Presence | None = None
        self._focus: Focus | None = None
        self._found: Found | None = None

    def use(self, idle: Idle, presence: Presence, focus: Focus) -> None:
        """Have these to ask."""
        self._idle, self._presence, self._focus = idle, presence, focus

    def stir(self) -> None:
        """What the desktop calls, on any thread, and perhaps after this object has gone with the app."""
        try:
            self.stirred.emit()
        except RuntimeError:
            return

    @property
    def pushes(self) -> bool:
        """Whether `stirred` comes when input stops or comes back."""
        return self._idle is not None and self._idle.pushes

    def idle(self) -> float | None:
        """Seconds since the last input; None where nobody can tell."""
        return self._idle.seconds() if self._idle else None

    def locked(self) -> bool:
        """Whether the screen is locked, as far as is known."""
        return self._presence is not None and self._presence.locked

    def look(self) -> frozenset[Inhibitor]:
        """What speaks against a reminder now. It takes some hundredths of a second, so it is seldom asked."""
        self._found = self._focus.look() if self._focus else None
        return frozenset(map(Inhibitor, self._found.on)) if self._found else frozenset()

    def probes(self) -> tuple[Probe, ...]:
        """What was found, and what is unknown and why; of `look` as it was last."""
        told = []
        for name, one in (("Keyboard and mouse", self._idle), ("Screen lock", self._presence)):
            if one is not None:
                told.append(Probe(name, one.trouble or one.name, known=not one.trouble))
        if self._found is not None:
            for kind, name in NAMES.items():
                why = self._found.unknown.get(kind)
                state = "on" if kind in self._found.on else "off"
                by = self._found.told_by.get(kind)
                told.append(Probe(name, why or (f"{state} ({by})" if by else state), known=why is None))
        return tuple(told)
