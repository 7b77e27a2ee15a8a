from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach.settings import Keys
from coach.ui.widgets.key_choice import PRESS, KeyChoice

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def choice(qtbot: QtBot) -> KeyChoice:
    """The list of keys on screen; what is chosen is shown, as the settings page does."""
    made = KeyChoice(Keys())
    made.chosen.connect(made.show_keys)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def _learn(choice: KeyChoice, name: str, key: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    button = choice.buttons[name]
    button.click()
    assert button.text() == PRESS
    QTest.keyClick(button, key, held or Qt.KeyboardModifier.NoModifier)


def test_a_key_is_learned_by_pressing_it(choice: KeyChoice) -> None:
    """Press the row's button, then the key: it is shown and chosen, also with Ctrl."""
    _learn(choice, "skip", Qt.Key.Key_K)
    assert choice._keys == Keys(skip="K")
    assert choice.buttons["skip"].text() == "hold K"
    _learn(choice, "skip", Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert choice._keys == Keys(skip="Ctrl+K")


def test_a_pedal_is_learned_by_stepping_on_it(choice: KeyChoice) -> None:
    """Whatever key the pedal sends; before, there is none."""
    assert choice.buttons["pedal"].text() == "None"
    _learn(choice, "pedal", Qt.Key.Key_PageDown)
    assert choice._keys.pedal == "PgDown"
    assert choice.buttons["pedal"].accessibleName().startswith("Foot pedal")


def test_escape_leaves_the_key_as_it_is(choice: KeyChoice) -> None:
    """Whoever thinks better of it changes nothing."""
    _learn(choice, "skip", Qt.Key.Key_Escape)
    assert choice._keys == Keys()
    assert choice.buttons["skip"].text() == "hold →"


def test_a_clash_is_told_and_changes_nothing(choice: KeyChoice) -> None:
    """The sentence says whose key it is."""
    _learn(choice, "skip", Qt.Key.Key_P)
    assert choice._keys == Keys()
    assert choice.said.text().startswith("P is already the key for “It hurts”.")
    assert choice.said.isVisible()
    _learn(choice, "skip", Qt.Key.Key_K)
    assert not choice.said.isVisible()


def test_tab_is_told_to_be_taken(choice: KeyChoice) -> None:
    """It does not carry the keyboard away while a key is being learned."""
    _learn(choice, "skip", Qt.Key.Key_Tab)
    assert choice.said.text().startswith("Tab moves the keyboard")


def test_shift_alone_is_no_key(choice: KeyChoice) -> None:
    """A modifier waits for the key that belongs to it."""
    _learn(choice, "skip", Qt.Key.Key_Shift)
    assert choice.buttons["skip"].is_learning


def test_one_key_and_all_keys_go_back_to_the_usual(choice: KeyChoice) -> None:
    """Each row has its way back where it differs; one button does it for all."""
    assert not choice.usual["skip"].isVisible()
    _learn(choice, "skip", Qt.Key.Key_K)
    _learn(choice, "back", Qt.Key.Key_J)
    choice.usual["skip"].click()
    assert choice._keys == Keys(back="J")
    choice.all_usual.click()
    assert choice._keys == Keys()


def test_learning_ends_when_the_keyboard_goes_elsewhere(choice: KeyChoice) -> None:
    """A click on another button takes back the first."""
    choice.buttons["skip"].click()
    choice.buttons["back"].click()
    assert choice.buttons["skip"].text() == "hold →"
    assert choice.buttons["back"].is_learning
