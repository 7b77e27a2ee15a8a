"""Do not disturb and presentation mode, which every desktop keeps in a place of its own.

Only programs that run already are asked: a question starts none.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coach.desktop.bus import Place, Question
from coach.desktop.focus.told import Told, first_known

if TYPE_CHECKING:
    from collections.abc import Callable

    from coach.desktop.bus import Answer, Bus

PATIENCE: Final = 0.25
"""Seconds for each of two rounds of questions."""
NAMES: Final = Place("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
NOTIFICATIONS: Final = "org.freedesktop.Notifications"
PROPERTIES: Final = "org.freedesktop.DBus.Properties"
NO_BUS: Final = "There is no D-Bus here to ask."
NOBODY: Final = "No program here tells."


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who may know."""

    name: str
    question: Question
    is_on: Callable[[Any], bool]
    """What the first value of the answer means."""


def _property(name: str, path: str, interface: str, member: str) -> Question:
    return Question(Place(name, path, PROPERTIES), "Get", "ss", (interface, member))


def _of_xfce(channel: str, member: str) -> Question:
    place = Place("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf")
    return Question(place, "GetProperty", "ss", (channel, member))


def _variant(value: Any) -> bool:  # noqa: ANN401 - whatever a service sends
    return isinstance(value, tuple) and value[-1] is True


def _truth(value: Any) -> bool:  # noqa: ANN401 - the same
    return value is True


_SWAYNC: Final = Place("org.erikreider.swaync.cc", "/org/erikreider/swaync/cc", "org.erikreider.swaync.cc")
_GNOME: Final = Place("org.gnome.SessionManager", "/org/gnome/SessionManager", "org.gnome.SessionManager")
_KDE: Final = Place(
    "org.kde.Solid.PowerManagement.PolicyAgent",
    "/org/kde/Solid/PowerManagement/PolicyAgent",
    "org.kde.Solid.PowerManagement.PolicyAgent",
)
_IDLE: Final = 8
"""GNOME: the session is kept from being marked idle."""
_SCREEN: Final = 4
"""KDE: the screen is kept on (`ChangeScreenSettings`)."""

DO_NOT_DISTURB: Final = (
    Source(
        "KDE",
        _property(NOTIFICATIONS, "/org/freedesktop/Notifications", NOTIFICATIONS, "Inhibited"),
        _variant,
    ),
    Source(
        "dunst",
        _property(NOTIFICATIONS, "/org/freedesktop/Notifications", "org.dunstproject.cmd0", "paused"),
        _variant,
    ),
    Source(
        "mako",
        Question(Place(NOTIFICATIONS, "/fr/emersion/Mako", "fr.emersion.Mako"), "ListModes"),
        lambda modes: bool({"do-not-disturb", "dnd"} & set(modes)),
    ),
    Source("SwayNC", Question(_SWAYNC, "GetDnd"), _truth),
    Source("Xfce", _of_xfce("xfce4-notifyd", "/do-not-disturb"), _variant),
)
PRESENTATION: Final = (
    Source("GNOME", Question(_GNOME, "IsInhibited", "u", (_IDLE,)), _truth),
    Source("KDE", Question(_KDE, "HasInhibition", "u", (_SCREEN,)), _truth),
    Source("Xfce", _of_xfce("xfce4-power-manager", "/xfce4-power-manager/presentation-mode"), _variant),
)
NEVER_SET: Final = "org.xfce.Xfconf.Error.PropertyNotFound"

SETTINGS: Final = {
    "GNOME": ("org.gnome.desktop.notifications", "show-banners", "false"),
    "Budgie": ("org.gnome.desktop.notifications", "show-banners", "false"),
    "X-Cinnamon": ("org.cinnamon.desktop.notifications", "display-notifications", "false"),
    "MATE": ("org.mate.NotificationDaemon", "do-not-disturb", "true"),
}
"""Desktops that keep it among their settings: the schema, the key, and its value while it is on."""


def quiet(bus: Bus | None) -> tuple[Told, Told]:
    """Do not disturb, and presentation. Blocks for half a second at most."""
    told = _of_settings()
    if bus is None:
        return first_known(told, NO_BUS), Told(None, NO_BUS)
    (names,) = bus.ask([Question(NAMES, "ListNames")], PATIENCE)
    present = set() if isinstance(names, str) else set(names[0])
    sources = [one for one in (*DO_NOT_DISTURB, *PRESENTATION) if one.question.place.name in present]
    answers = dict(zip(sources, bus.ask([one.question for one in sources], PATIENCE), strict=True))
    do_not_disturb = [_told(one, answers[one]) for one in DO_NOT_DISTURB if one in answers]
    presentation = [_told(one, answers[one]) for one in PRESENTATION if one in answers]
    return first_known([*told, *do_not_disturb], NOBODY), first_known(presentation, NOBODY)


def _told(source: Source, answer: Answer) -> Told:
    if isinstance(answer, str):
        return Told(False, source.name) if answer.startswith(NEVER_SET) else Told(None, answer)
    return Told(source.is_on(answer[0]) if answer else False, source.name)


def _of_settings() -> list[Told]:
    for desktop in os.environ.get("XDG_CURRENT_DESKTOP", "").split(":"):
        if desktop in SETTINGS:
            schema, key, on = SETTINGS[desktop]
            try:
                done = subprocess.run(  # noqa: S603 - the desktop's own program
                    ["gsettings", "get", schema, key],  # noqa: S607
                    capture_output=True,
                    text=True,
                    check=True,
                    timeout=2 * PATIENCE,
                )
            except (OSError, subprocess.SubprocessError):
                return []
            return [Told(done.stdout.strip() == on, desktop.removeprefix("X-"))]
    return []
