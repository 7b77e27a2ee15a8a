"""Values that are typed or stepped through."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach.reminders.rule import APART, CUP, HOURLY_CAP, Range
from coach.ui.widgets.stepper import TIME, Kind, Stepper, within

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WORK = Range(600, 3600, 1200)


@pytest.mark.parametrize(
    ("kind", "value", "typed", "became"),
    [
        (within(WORK, "This"), 1200.0, "25 min", 1500.0),
        (within(CUP, "This"), 200.0, "250", 250.0),
        (within(CUP, "This"), 200.0, "150 ml", 150.0),
        (within(HOURLY_CAP, "This"), 4, "6", 6),
        (TIME, time(9), "22:30", time(22, 30)),
    ],
)
def test_a_value_can_be_typed(qtbot: QtBot, kind: Kind, value: object, typed: str, became: object) -> None:
    """As people write it, with its unit or without."""
    stepper = Stepper("A length", kind, value)
    qtbot.addWidget(stepper)
    told: list[object] = []
    stepper.changed.connect(told.append)
    stepper.field.setText(typed)
    QTest.keyClick(stepper.field, Qt.Key.Key_Return)
    assert stepper.value == became
    assert told == [became]


@pytest.mark.parametrize(
    ("kind", "value", "typed", "said"),
    [
        (within(WORK, "This"), 1200.0, "5 h", "This is 5 h; it can be 10 min to 1 h."),
        (within(WORK, "This"), 1200.0, "soon", ""),
        (within(CUP, "This"), 200.0, "much", "Write a number, such as 200 ml."),
        (within(HOURLY_CAP, "This"), 4, "2.5", "Write a whole number."),
        (TIME, time(9), "25:00", "Write a time of day such as 22:30."),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    qtbot: QtBot, kind: Kind, value: object, typed: str, said: str
) -> None:
    """The value stays as it was; a screen reader hears why."""
    stepper = Stepper("A length", kind, value)
    qtbot.addWidget(stepper)
    stepper.field.setText(typed)
    QTest.keyClick(stepper.field, Qt.Key.Key_Return)
    assert stepper.value == value
    assert not stepper.refused.isHidden()
    assert stepper.refused.text() == stepper.field.accessibleDescription()
    assert said in stepper.refused.text()
    stepper.show_value(value)
    assert stepper.refused.isHidden()


def test_keys_and_buttons_step_within_the_bounds(qtbot: QtBot) -> None:
    """The arrows in the field do as the buttons beside it, and end at the least and the most."""
    stepper = Stepper("A length", within(WORK, "This"), 3000.0)
    qtbot.addWidget(stepper)
    QTest.keyClick(stepper.field, Qt.Key.Key_Up)
    assert stepper.value == 3300
    stepper.more.click()
    stepper.more.click()
    assert stepper.value == 3600
    for _ in range(20):
        QTest.keyClick(stepper.field, Qt.Key.Key_Down)
    assert stepper.value == 600
    stepper.less.click()
    assert stepper.value == 600


def test_nothing_at_all_can_be_chosen_where_it_may(qtbot: QtBot) -> None:
    """Where the least is none, the steps end there; from an odd value they come back to round ones."""
    stepper = Stepper("Apart", within(APART, "This"), 17.0)
    qtbot.addWidget(stepper)
    stepper.step(-1)
    stepper.step(-1)
    assert stepper.value == 0


def test_times_go_round_the_clock(qtbot: QtBot) -> None:
    """A quarter of an hour at a time, over midnight both ways."""
    stepper = Stepper("A time", TIME, time(23, 50))
    qtbot.addWidget(stepper)
    stepper.step(1)
    assert stepper.value == time(0, 5)
    stepper.step(-1)
    assert stepper.value == time(23, 50)
