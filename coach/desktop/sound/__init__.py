"""Playing short sounds: a Protocol, one player through the sound card, and silence.

Nothing heavy is loaded until `open_sound` is called.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["NullSound", "Sound", "open_sound"]


class Sound(Protocol):
    """Plays sounds. Every method returns at once and may be called from any thread.

    The device is opened on a thread of its own: a computer without one, or a sound server that does not
    answer, costs nobody any time. What is asked for before the device is open waits for a quarter of a
    second; it is never played late.
    """

    @property
    def trouble(self) -> str:
        """Why nothing can be heard, in a sentence; empty while all is well or not yet known."""

    def play(self, wav: Path, volume: float = 1.0) -> None:
        """Play a file over whatever sounds already. `volume` is 0 to 1."""

    def hush(self, wav: Path | None = None) -> None:
        """Stop one sound, or all, with a short fade."""

    def close(self) -> None:
        """Let go of the device."""


@dataclass(frozen=True, slots=True)
class NullSound:
    """Silence, and why."""

    trouble: str = ""

    def play(self, wav: Path, volume: float = 1.0) -> None:
        """Play nothing."""

    def hush(self, wav: Path | None = None) -> None:
        """Nothing sounds."""

    def close(self) -> None:
        """Nothing is open."""


def open_sound(on_opened: Callable[[], None] | None = None) -> Sound:
    """The computer's loudspeakers, or silence that says why.

    `on_opened` is called on another thread, once the device is open or is known not to open.
    """
    try:
        from coach.desktop.sound.device import DeviceSound  # noqa: PLC0415 - only when sound is on
    except (ImportError, OSError) as error:
        return NullSound(f"Sound needs the package “miniaudio”, which could not be loaded ({error}).")
    return DeviceSound(on_opened)
