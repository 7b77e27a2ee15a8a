"""The process that lowers or pauses other players, waits for its input to end, and undoes it.

    python -m coach.desktop.ducking.guard lower|pause

MPRIS: https://specifications.freedesktop.org/mpris-spec/latest/
"""

from __future__ import annotations

import contextlib
import signal
import sys
from typing import TYPE_CHECKING, Any, Final

from jeepney import DBusAddress, DBusErrorResponse, Properties, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import unwrap_msg

if TYPE_CHECKING:
    from collections.abc import Callable

    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

PREFIX: Final = "org.mpris.MediaPlayer2."
QUIET: Final = 0.3
"""What is left of a player's loudness."""
PATIENCE: Final = 2.0


class Guard:
    """Lowers or pauses the players that play, and remembers how to undo each."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        self._undo: list[Callable[[], None]] = []

    def begin(self, how: str) -> None:
        """Do it to every player that plays now. One that does not answer is left alone."""
        for name in self._ask(message_bus.ListNames())[0]:
            if name.startswith(PREFIX):
                player = DBusAddress("/org/mpris/MediaPlayer2", name, "org.mpris.MediaPlayer2.Player")
                with contextlib.suppress(OSError, DBusErrorResponse):
                    self._quieten(player, how)

    def end(self) -> None:
        """Undo all of it; a player that the person has touched meanwhile is left as they want it."""
        for undo in self._undo:
            with contextlib.suppress(OSError, DBusErrorResponse):
                undo()

    def _quieten(self, player: DBusAddress, how: str) -> None:
        if self._get(player, "PlaybackStatus") != "Playing":
            return
        if how == "pause":
            self._ask(new_method_call(player, "Pause"))
            self._undo.append(lambda: self._go_on(player))
            return
        before = float(self._get(player, "Volume"))
        self._set_volume(player, before * QUIET)
        lowered = float(self._get(player, "Volume"))
        self._undo.append(lambda: self._raise(player, before, lowered))

    def _go_on(self, player: DBusAddress) -> None:
        if self._get(player, "PlaybackStatus") == "Paused":
            self._ask(new_method_call(player, "Play"))

    def _raise(self, player: DBusAddress, before: float, lowered: float) -> None:
        if abs(float(self._get(player, "Volume")) - lowered) < 0.01:  # noqa: PLR2004 - a hair's breadth
            self._set_volume(player, before)

    def _get(self, player: DBusAddress, name: str) -> Any:  # noqa: ANN401 - whatever the property holds
        return self._ask(Properties(player).get(name))[0][1]

    def _set_volume(self, player: DBusAddress, volume: float) -> None:
        self._ask(Properties(player).set("Volume", "d", volume))

    def _ask(self, message: Message) -> tuple[Any, ...]:
        return tuple(unwrap_msg(self._connection.send_and_get_reply(message, timeout=PATIENCE)))


def main(how: str) -> int:
    """Until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        connection = open_dbus_connection("SESSION")
    except (OSError, KeyError, ValueError):
        return 1
    with connection:
        guard = Guard(connection)
        try:
            guard.begin(how)
            sys.stdin.buffer.read()
        finally:
            guard.end()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
