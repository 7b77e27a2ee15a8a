"""A private D-Bus bus, and services on it that answer as a test tells them."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
from typing import TYPE_CHECKING, Any, Self

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.threading import ReceiveStopped, open_dbus_connection

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

Reply = tuple[str, tuple[Any, ...]] | None
"""The signature and the values of an answer; nothing at all to refuse."""


ALONE = """\
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
"""A bus that starts no service by itself."""


class PrivateBus:
    """A real dbus-daemon of its own; `address` is where it listens.

    With `alone` it starts no service by itself: what is installed here must not answer where a test has
    nobody to answer.
    """

    def __init__(self, *, alone: bool = False) -> None:
        self._alone = alone

    def __enter__(self) -> Self:
        """Start it."""
        with tempfile.NamedTemporaryFile("w", suffix=".conf", encoding="utf-8") as settings:
            settings.write(ALONE)
            settings.flush()
            which = f"--config-file={settings.name}" if self._alone else "--session"
            self._daemon = subprocess.Popen(
                ["dbus-daemon", which, "--nofork", "--print-address=1"],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            assert self._daemon.stdout is not None
            self.address = self._daemon.stdout.readline().decode().strip()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self.end()

    def end(self) -> None:
        """End it, as a crash would."""
        self._daemon.kill()
        self._daemon.wait(5)


class Service:
    """A program on the bus with a well-known name. `calls` holds what it was asked: (method, values)."""

    def __init__(self, address: str, name: str, answer: Callable[[str, tuple[Any, ...]], Reply]) -> None:
        self.calls: list[tuple[str, tuple[Any, ...]]] = []
        self._called = threading.Condition()
        self._answer = answer
        self._connection = open_dbus_connection(address)
        self._own(name)
        threading.Thread(target=self._serve, daemon=True).start()

    def waits_for(self, method: str, within: float = 10.0) -> tuple[Any, ...]:
        """What the method was called with, once it has been."""
        with self._called:
            assert self._called.wait_for(lambda: any(one == method for one, _ in self.calls), within), (
                self.calls
            )
            return next(values for one, values in self.calls if one == method)

    def waits_for_count(self, count: int, within: float = 10.0) -> None:
        """Wait until so many calls have come."""
        with self._called:
            assert self._called.wait_for(lambda: len(self.calls) >= count, within), self.calls

    def says(self, path: str, interface: str, name: str, signature: str, *values: Any) -> None:
        """Send a signal to all."""
        self._connection.send(new_signal(DBusAddress(path, interface=interface), name, signature, values))

    def leave(self) -> None:
        """Leave the bus."""
        self._connection.close()

    def _own(self, name: str) -> None:
        serial = next(self._connection.outgoing_serial)
        self._connection.send(message_bus.RequestName(name), serial=serial)
        while True:
            message = self._connection.receive(timeout=10)
            if message.header.fields.get(HeaderFields.reply_serial) == serial:
                return

    def _serve(self) -> None:
        try:
            while True:
                self._take(self._connection.receive())
        except (OSError, ValueError, ReceiveStopped):
            return

    def _take(self, message: Message) -> None:
        if message.header.message_type is not MessageType.method_call:
            return
        method = message.header.fields[HeaderFields.member]
        with self._called:
            self.calls.append((method, tuple(message.body)))
            self._called.notify_all()
        reply = self._answer(method, tuple(message.body))
        if reply is None:
            self._connection.send(new_error(message, "org.example.Refused", "s", ("no",)))
        else:
            self._connection.send(new_method_return(message, *reply))


def names_owned(address: str) -> list[str]:
    """All names on a bus."""
    environment = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": address}
    call = [
        "dbus-send",
        "--session",
        "--print-reply",
        "--dest=org.freedesktop.DBus",
        "/",
        "org.freedesktop.DBus.ListNames",
    ]
    return subprocess.run(call, env=environment, capture_output=True, text=True, check=True).stdout.split(
        '"'
    )[1::2]
