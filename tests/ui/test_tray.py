"""The tray icon's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from coach.reminders import asked
from coach.reminders.told import OpenOffer, PauseTold
from coach.ui.tray import Tray
from tests.ui.reminders import NOW, OFFER, told

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QApplication, QMenu

    from coach.reminders.told import Told


@pytest.fixture
def tray(qapp: QApplication) -> Tray:
    """A tray that has heard nothing yet."""
    return Tray(qapp)


def _actions(menu: QMenu) -> dict[str, QAction]:
    found: dict[str, QAction] = {}
    for action in menu.actions():
        if (inner := action.menu()) is not None:
            found |= {f"{action.text()} / {name}": one for name, one in _actions(inner).items()}  # type: ignore[arg-type]  # a QMenu
        elif action.text():
            found[action.text()] = action
    return found


def test_before_anything_is_told_the_way_in_is_there(tray: Tray) -> None:
    """Help with a cramp and the window are always there."""
    assert list(_actions(tray.menu)) == [
        "Cramp now",
        "Time a cramp",
        "Write down a cramp",
        "Open Coach",
        "End reminders until Coach is opened again",
    ]


@pytest.mark.parametrize(
    ("given", "label", "wish"),
    [
        (told(), "Cramp now", "rescue"),
        (told(), "Time a cramp", "diary now"),
        (told(), "Write down a cramp", "diary write"),
        (told(), "Open Coach", "open"),
        (told(), "End reminders until Coach is opened again", "quit"),
        (told(), "Pause reminders / For an hour", asked.pause("hour", 3600.0)),
        (told(), "Pause reminders / Until tomorrow", asked.pause_until_tomorrow()),
        (told(), "Pause reminders / Until I go on", asked.pause("open")),
        (told(pauses=(PauseTold("hour", NOW + 60),)), "Go on with reminders", asked.resume("hour")),
        (
            told(pauses=(PauseTold("hour", NOW + 60), PauseTold("lesson", None))),
            "End the pause “lesson”",
            asked.resume("lesson"),
        ),
        (told(), "I write by hand", asked.writing()),
        (told(writing_until=NOW + 600), "I write by hand (10 min left)", asked.stop_writing()),
        (told(), "Where I am / On the way", asked.profile("travel")),
        (told(offer=OFFER), "Short pause from the keyboard: start", "answer start"),
        (told(offer=OFFER), "Short pause from the keyboard: in 5 min", "answer snooze-300"),
        (
            told(offer=OpenOffer("water", "Something to drink", "", "thirst", NOW)),
            "Something to drink: I had some",
            asked.done("water"),
        ),
    ],
)
def test_each_entry_says_what_is_wanted(tray: Tray, given: Told, label: str, wish: str) -> None:
    """All that the tray can do is a line for the resident."""
    wanted: list[str] = []
    tray.wanted.connect(wanted.append)
    tray.show_told(given)
    _actions(tray.menu)[label].trigger()
    assert wanted == [wish]


def test_the_state_is_in_the_menu_and_under_the_pointer(tray: Tray) -> None:
    """What comes next, or what holds it, in words."""
    tray.show_told(told(expected=()))
    assert "There is no rule for this place yet." in _actions(tray.menu)
    assert tray.icon.toolTip() == "Coach\nThere is no rule for this place yet."


def test_what_is_on_is_marked(tray: Tray) -> None:
    """The profile chosen, and handwriting mode while it lasts."""
    tray.show_told(told(writing_until=NOW + 600))
    found = _actions(tray.menu)
    assert found["Where I am / At the desk"].isChecked()
    assert not found["Where I am / On the way"].isChecked()
    assert found["I write by hand (10 min left)"].isChecked()


def test_the_menu_is_made_anew_only_where_it_differs(tray: Tray) -> None:
    """Each minute something is told; a menu that says the same stays as it is."""
    tray.show_told(told(expected=()))
    before = tray.menu.actions()
    tray.show_told(told(expected=(), at=NOW + 60, worked=60.0))
    assert tray.menu.actions() == before


def test_a_click_opens_coach(tray: Tray) -> None:
    """The menu is for the other button."""
    wanted: list[str] = []
    tray.wanted.connect(wanted.append)
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert wanted == ["open"]
