"""A D-Bus connection on a thread of its own: nobody who uses it ever waits.

QtDBus is no choice here: it sends Python's integers as int32, where the desktop's services ask for uint32.
"""

from __future__ import annotations

import contextlib
import queue
import select
import socket
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

PATIENCE: Final = 5.0
"""Seconds to wait for an answer."""
FIRST_RETRY, LAST_RETRY = 1.0, 60.0
"""Seconds between attempts to reach a bus that is not there: doubled each time, up to the last."""

FAILED: Final = "org.freedesktop.DBus.Error.Failed"
"""The name of the error by which a call from outside is refused."""

Answer = tuple[Any, ...] | str
"""What a call returned; or, as a text, why it failed."""


@dataclass(frozen=True, slots=True)
class Place:
    """An object on the bus and one of its interfaces."""

    name: str
    path: str
    interface: str


class Question(NamedTuple):
    """A method to be called."""

    place: Place
    method: str
    signature: str = ""
    body: tuple[Any, ...] = ()


Reply = tuple[str, tuple[Any, ...]] | str
"""What a call from outside is answered: a signature and values; or, as a text, why not."""


class Call(NamedTuple):
    """A call from outside."""

    path: str
    interface: str
    """Empty where the caller did not say."""
    method: str
    signature: str
    body: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Pending:
    by: float
    answer: Callable[[Answer], None]


@dataclass(slots=True)
class Bus:
    """The session's or the system's bus. Every method returns at once and may be called from any thread.

    Answers and signals arrive on the bus's own thread, one at a time. A bus that is not there is tried again
    now and then; meanwhile calls are answered with the reason.
    """

    which: Literal["session", "system"]
    _jobs: queue.SimpleQueue[Callable[[], None] | None] = field(default_factory=queue.SimpleQueue)
    _wake: tuple[socket.socket, socket.socket] = field(default_factory=socket.socketpair)
    _connection: DBusConnection | None = None
    _pending: dict[int, _Pending] = field(default_factory=dict)
    _rules: list[tuple[Any, Callable[[Message], None]]] = field(default_factory=list)
    _greetings: list[Callable[[], None]] = field(default_factory=list)
    _objects: dict[str, Callable[[Call], Reply]] = field(default_factory=dict)
    _retry: float = FIRST_RETRY
    _retry_at: float = 0.0

    def __post_init__(self) -> None:
        threading.Thread(target=self._run, name=f"{self.which} bus", daemon=True).start()

    def do(self, job: Callable[[], None]) -> None:
        """Run something on the bus's thread, after what was asked before."""
        self._jobs.put(job)
        self._poke()

    def call(
        self,
        place: Place,
        method: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        answer: Callable[[Answer], None] = lambda _: None,
    ) -> None:
        """Call a method. `answer` gets what it returns, or a text."""
        self.do(lambda: self._call(place, method, signature, body, answer))

    def ask(self, questions: Sequence[Question], patience: float) -> list[Answer]:
        """Call several methods at once and wait for all answers, for so many seconds together.

        Never to be called on the bus's own thread, which would wait for itself.
        """
        answers: list[Answer] = ["It did not answer in time."] * len(questions)
        left = threading.Semaphore(0)

        def keep(place: int, answer: Answer) -> None:
            answers[place] = answer
            left.release()

        for place, question in enumerate(questions):
            self.call(*question, answer=partial(keep, place))
        deadline = time.monotonic() + patience
        for _ in questions:
            left.acquire(timeout=max(0.0, deadline - time.monotonic()))
        return list(answers)

    def greet(self, job: Callable[[], None]) -> None:
        """Run something on the bus's thread now, if the bus is there, and whenever it is there again."""

        def add() -> None:
            self._greetings.append(job)
            if self._connection:
                job()

        self.do(add)

    def own(self, name: str, answer: Callable[[Call], Reply]) -> None:
        """Be found under a name from now on, and answer calls on the bus's thread.

        Where another program has the name already, it becomes ours when that program ends.
        """

        def add() -> None:
            self._objects[name] = answer
            if self._connection:
                self._request(name)

        self.do(add)

    def listen(
        self, signal: str, place: Place, heard: Callable[[tuple[Any, ...]], None], *, first: str = ""
    ) -> None:
        """Hear a signal from now on, also after the bus or the sender has come back.

        An empty `name` or `path` of the place means any. `first`: only with this text as its first value,
        so that others do not even wake us.
        """

        def add() -> None:
            from jeepney import MatchRule  # noqa: PLC0415 - loaded by the first bus

            rule = MatchRule(
                type="signal",
                sender=place.name or None,
                interface=place.interface,
                member=signal,
                path=place.path or None,
            )
            if first:
                rule.add_arg_condition(0, first)
            self._rules.append((rule, lambda message: heard(tuple(message.body))))
            if self._connection:
                self._add(rule)

        self.do(add)

    def close(self) -> None:
        """Let go of the bus; what the desktop holds for this connection ends with it."""
        self._jobs.put(None)
        self._poke()

    def _poke(self) -> None:
        with contextlib.suppress(OSError):  # closed meanwhile
            self._wake[1].send(b"x")

    def _run(self) -> None:
        try:
            while self._turn():
                pass
        finally:
            self._lose("Coach has let go of the bus.")
            for end in self._wake:
                end.close()

    def _turn(self) -> bool:
        """Wait for something to do, and do it. False when it is time to go."""
        if self._connection is None and time.monotonic() >= self._retry_at:
            self._connect()
        waits = [pending.by for pending in self._pending.values()]
        if self._connection is None and (self._rules or self._greetings or self._objects):
            waits.append(self._retry_at)
        timeout = max(0.0, min(waits) - time.monotonic()) if waits else None
        sockets: list[Any] = [self._wake[0]]
        if self._connection:
            sockets.append(self._connection.sock)
        ready, _, _ = select.select(sockets, [], [], timeout)
        try:
            if self._connection and self._connection.sock in ready:
                self._receive()
        except (OSError, ValueError) as error:
            self._lose(f"The {self.which} bus has gone: {error}")
        self._expire()
        if self._wake[0] in ready:
            self._wake[0].recv(4096)
        while True:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return True
            if job is None:
                return False
            job()

    def _connect(self) -> None:
        from jeepney.io.blocking import open_dbus_connection  # noqa: PLC0415 - loaded by the first bus

        try:
            self._connection = open_dbus_connection(self.which.upper())
            self._retry = FIRST_RETRY
        except (OSError, KeyError, ValueError):
            self._retry_at = time.monotonic() + self._retry
            self._retry = min(2 * self._retry, LAST_RETRY)
            return
        for rule, _ in self._rules:
            self._add(rule)
        for name in self._objects:
            self._request(name)
        for job in tuple(self._greetings):
            job()

    def _request(self, name: str) -> None:
        from jeepney import message_bus  # noqa: PLC0415 - loaded by the first bus

        self._send(message_bus.RequestName(name), lambda _: None)

    def _add(self, rule: Any) -> None:  # noqa: ANN401 - jeepney's MatchRule
        from jeepney import message_bus  # noqa: PLC0415 - loaded by the first bus

        self._send(message_bus.AddMatch(rule), lambda _: None)

    def _call(
        self,
        place: Place,
        method: str,
        signature: str,
        body: tuple[Any, ...],
        answer: Callable[[Answer], None],
    ) -> None:
        if self._connection is None:
            answer(f"There is no {self.which} bus.")
            return
        from jeepney import DBusAddress, new_method_call  # noqa: PLC0415 - loaded by the first bus

        address = DBusAddress(place.path, place.name, place.interface)
        self._send(new_method_call(address, method, signature or None, body), answer)

    def _send(self, message: Message, answer: Callable[[Answer], None]) -> None:
        connection = self._connection
        if connection is None:
            return
        serial = next(connection.outgoing_serial)
        self._pending[serial] = _Pending(time.monotonic() + PATIENCE, answer)
        try:
            connection.send(message, serial=serial)
        except OSError as error:
            self._lose(f"The {self.which} bus has gone: {error}")

    def _receive(self) -> None:
        from jeepney import HeaderFields, MessageType  # noqa: PLC0415 - loaded by the first bus

        while connection := self._connection:
            try:
                message = connection.receive(timeout=0)
            except TimeoutError:
                return
            kind = message.header.message_type
            serial = message.header.fields.get(HeaderFields.reply_serial, -1)
            if kind in {MessageType.method_return, MessageType.error}:
                if pending := self._pending.pop(serial, None):
                    failed = kind is MessageType.error
                    pending.answer(_reason(message) if failed else tuple(message.body))
            elif kind is MessageType.signal:
                for rule, heard in tuple(self._rules):
                    if _matches(rule, message):
                        heard(message)
            elif kind is MessageType.method_call:
                self._reply(message)

    def _reply(self, message: Message) -> None:
        from jeepney import HeaderFields, MessageFlag, new_error, new_method_return  # noqa: PLC0415 - the same

        header = message.header.fields
        call = Call(
            header[HeaderFields.path],
            header.get(HeaderFields.interface, ""),
            header[HeaderFields.member],
            header.get(HeaderFields.signature, ""),
            tuple(message.body),
        )
        # A caller who uses our number on the bus instead of a name means the first.
        answers = self._objects
        answer = answers.get(header.get(HeaderFields.destination, "")) or next(iter(answers.values()), None)
        reply = answer(call) if answer else f"There is no {call.method} here."
        if message.header.flags & MessageFlag.no_reply_expected:
            return
        if isinstance(reply, str):
            self._post(new_error(message, FAILED, "s", (reply,)))
        else:
            self._post(new_method_return(message, *reply))

    def _post(self, message: Message) -> None:
        """Send what needs no answer."""
        if self._connection:
            try:
                self._connection.send(message)
            except OSError as error:
                self._lose(f"The {self.which} bus has gone: {error}")

    def _expire(self) -> None:
        now = time.monotonic()
        for serial, pending in list(self._pending.items()):
            if pending.by <= now:
                del self._pending[serial]
                pending.answer("It did not answer in time.")

    def _lose(self, why: str) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None
            self._retry_at = time.monotonic() + self._retry
        pending, self._pending = self._pending, {}
        for one in pending.values():
            one.answer(why)


def _reason(message: Message) -> str:
    from jeepney import HeaderFields  # noqa: PLC0415 - loaded by the first bus

    name = message.header.fields.get(HeaderFields.error_name, "an error")
    return f"{name}: {message.body[0]}" if message.body and isinstance(message.body[0], str) else str(name)


def _matches(rule: Any, message: Message) -> bool:  # noqa: ANN401 - jeepney's MatchRule
    """Whether a signal is one listened for. The sender is known to us by its own name, not the asked one."""
    from jeepney import HeaderFields  # noqa: PLC0415 - loaded by the first bus

    header = message.header.fields
    asked = rule.header_fields
    body = message.body
    if any(not body or body[0] != value for value, _ in rule.arg_conditions.values()):
        return False
    return all(
        asked.get(name) in {None, header.get(one)}
        for name, one in (
            ("interface", HeaderFields.interface),
            ("member", HeaderFields.member),
            ("path", HeaderFields.path),
        )
    )
