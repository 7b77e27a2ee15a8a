"""What a screen reader is told: a private accessibility bus, and an ear on it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.desktop.services import PrivateBus

if TYPE_CHECKING:
    from types import TracebackType

LAUNCHER = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
REGISTRY = DBusAddress("/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry")
PATIENCE = 20.0


@dataclass(frozen=True)
class Told:
    """One event of AT-SPI: its member, such as `Announcement`, its detail, its number and its value."""

    member: str
    detail: str
    number: int
    value: Any


class ScreenReader:
    """Registers for all events about objects, as a screen reader does, and notes them in order.

    `environment` is for the program that is to be read. Raises `RuntimeError` if there is no AT-SPI here.
    """

    def __enter__(self) -> Self:
        """Start the buses, and listen."""
        self._session = PrivateBus().__enter__()
        self.environment = {
            "DBUS_SESSION_BUS_ADDRESS": self._session.address,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        asking = open_dbus_connection(self._session.address)
        answer = asking.send_and_get_reply(new_method_call(LAUNCHER, "GetAddress"), timeout=PATIENCE)
        asking.close()
        if answer.header.message_type is not MessageType.method_return:
            raise RuntimeError(f"at-spi2-core is missing: {answer.body}")
        self._bus = open_dbus_connection(answer.body[0])
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object")
        self._bus.send_and_get_reply(message_bus.AddMatch(rule), timeout=PATIENCE)
        for event in ("object:announcement", "object:property-change"):
            wanted = new_method_call(REGISTRY, "RegisterEvent", "sass", (event, [], ""))
            self._bus.send_and_get_reply(wanted, timeout=PATIENCE)
        self.told: list[Told] = []
        self._ended = threading.Event()
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End both buses."""
        self._session.end()
        self._ended.set()
        self._ear.join(PATIENCE)
        self._bus.close()

    def hear_out(self) -> None:
        """Wait until what has been sent so far has been heard: nothing new for a moment."""
        before = -1
        while before != len(self.told):
            before = len(self.told)
            threading.Event().wait(0.5)

    def _listen(self) -> None:
        while not self._ended.is_set():
            try:
                message = self._bus.receive(timeout=0.2)
            except TimeoutError:
                continue
            except (OSError, EOFError):
                return
            self._note(message)

    def _note(self, message: Message) -> None:
        if message.header.message_type is MessageType.signal and len(message.body) >= 4:  # AT-SPI's
            member = message.header.fields[HeaderFields.member]
            detail, number, _, (_, value) = message.body[:4]
            self.told.append(Told(member, detail, number, value))
