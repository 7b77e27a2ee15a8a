"""`org.coach.Coach1` on the session bus, so that shortcuts and scripts reach Coach.

No rule stands here: each call goes to the `Handlers` that were handed in. Linux only.

    busctl --user call org.coach.Coach1 /org/coach/Coach1 org.coach.Coach1 Rescue s hand
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from coach.desktop.bus import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.desktop.bus import Bus, Call, Reply

COACH: Final = Place("org.coach.Coach1", "/org/coach/Coach1", "org.coach.Coach1")


class Handlers(Protocol):
    """What can be asked of Coach. Called on the bus's thread: return at once and raise nothing.

    Each returns an empty text if all is well, otherwise the reason why not, a sentence for the caller.
    """

    def rescue(self, place: str) -> str:
        """Open Cramp now; `place` may be empty."""

    def play(self, routine: str) -> str:
        """Open the window and begin a routine."""

    def writing_start(self, seconds: int) -> str:
        """Begin handwriting mode; 0 seconds: as long as usual."""

    def writing_stop(self) -> str:
        """End it."""

    def pause(self, name: str, seconds: int) -> str:
        """Pause all reminders under a name; 0 seconds: until resumed."""

    def resume(self, name: str) -> str:
        """End the pause of that name."""

    def start(self) -> str:
        """Start what is on offer."""

    def snooze(self, seconds: int) -> str:
        """Put off what is on offer."""

    def skip(self) -> str:
        """Skip what is on offer."""

    def status(self) -> str:
        """What `coach remind next` prints."""


def serve(bus: Bus, handlers: Handlers) -> None:
    """Answer calls from now on, also after the bus has come back. Returns at once."""
    methods = _methods(handlers)
    bus.own(COACH.name, lambda call: _answer(methods, call))


class _Method(NamedTuple):
    takes: tuple[tuple[str, str], ...]
    """Each argument's type and name."""
    gives: str
    """`s` where the text that comes back is the answer; empty where it says why not."""
    call: Callable[..., str]


def _methods(handlers: Handlers) -> dict[str, _Method]:
    """The calls there are. Once published they stay."""
    return {
        "Rescue": _Method((("s", "place"),), "", handlers.rescue),
        "Play": _Method((("s", "routine"),), "", handlers.play),
        "WritingStart": _Method((("u", "seconds"),), "", handlers.writing_start),
        "WritingStop": _Method((), "", handlers.writing_stop),
        "Pause": _Method((("s", "name"), ("u", "seconds")), "", handlers.pause),
        "Resume": _Method((("s", "name"),), "", handlers.resume),
        "Start": _Method((), "", handlers.start),
        "Snooze": _Method((("u", "seconds"),), "", handlers.snooze),
        "Skip": _Method((), "", handlers.skip),
        "Status": _Method((), "s", handlers.status),
    }


def _answer(methods: dict[str, _Method], call: Call) -> Reply:
    if call.method == "Introspect":  # so that busctl, gdbus, qdbus and D-Spy can show what there is
        return "s", (_described(methods, call.path),)
    if call.method == "Ping":
        return "", ()
    method = methods.get(call.method)
    if call.path != COACH.path or call.interface not in {"", COACH.interface} or method is None:
        return f"Coach has no {call.interface or COACH.interface}.{call.method} at {call.path}."
    wanted = "".join(kind for kind, _ in method.takes)
    if call.signature != wanted:
        return f"{call.method} takes “{wanted}”, not “{call.signature}”."
    said = method.call(*call.body)
    return ("s", (said,)) if method.gives else said or ("", ())


def _described(methods: dict[str, _Method], path: str) -> str:
    """The description that the D-Bus specification asks for, of our object or of the way to it."""
    if path != COACH.path:
        below = COACH.path.removeprefix(path.rstrip("/") + "/")
        return "<node/>" if below == COACH.path else f'<node><node name="{below.split("/")[0]}"/></node>'
    lines = [f'<node><interface name="{COACH.interface}">']
    for name, method in methods.items():
        lines.append(f'<method name="{name}">')
        lines += [f'<arg name="{arg}" type="{kind}" direction="in"/>' for kind, arg in method.takes]
        if method.gives:
            lines.append(f'<arg type="{method.gives}" direction="out"/>')
        lines.append("</method>")
    return "\n".join([*lines, "</interface></node>"])
