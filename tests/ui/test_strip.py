"""The line across the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from coach.settings import Appearance
from coach.ui import whereabouts
from coach.ui.answers import answers
from coach.ui.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme

    Make = Callable[[], tuple[Strip, list[str]]]


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme) -> Callable[[], tuple[Strip, list[str]]]:
    """A strip with an offer, and the answers that were given."""

    def make() -> tuple[Strip, list[str]]:
        made, said = Strip(theme), list[str]()
        qtbot.addWidget(made)
        made.offer("Short pause from writing", "You have worked for a while.", answers((300.0,)), said.append)
        return made, said

    return make


def test_it_goes_from_edge_to_edge_and_takes_no_keyboard(strip: Make) -> None:
    """All of the width at the top; whoever types goes on typing."""
    made, _ = strip()
    room = whereabouts.here()
    assert (made.geometry().topLeft(), made.width()) == (room.topLeft(), room.width())
    assert made.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert made.accessibleName() == "Short pause from writing. You have worked for a while."
    assert made.title.property("role") == "since"
    assert not made.body.isHidden()


def test_an_answer_is_told_and_it_goes(strip: Make) -> None:
    """One press each."""
    made, said = strip()
    assert list(made.buttons) == ["start", "snooze-300", "skip", "not-today"]
    made.buttons["skip"].click()
    assert said == ["skip"]
    assert not made.isVisible()


def test_unanswered_it_becomes_small(strip: Make) -> None:
    """In a corner, with the name and the likeliest answers; the next offer is large again."""
    made, said = strip()
    large = made.width()
    made.recede()
    assert made.is_small
    assert made.width() < large
    assert made.body.isHidden()
    assert [name for name, button in made.buttons.items() if not button.isHidden()] == ["start", "snooze-300"]
    made.offer("Move your feet", "", answers((300.0,)), said.append)
    assert made.width() == large
    assert made.body.isHidden()


def test_the_next_offer_after_a_small_one_has_all_its_room(strip: Make, theme: Theme) -> None:
    """Words are never cut off, however often the strip has changed its size, and in whatever text size."""
    made, said = strip()
    for scale in (100, 200, 100):
        theme.set_appearance(Appearance(text_scale=scale))
        made.recede()
        made.withdraw()
        made.offer("Long pause from writing", "You have worked for a while.", answers((300.0,)), said.append)
        QApplication.processEvents()
        for label in (made.title, made.body):
            assert label.heightForWidth(label.width()) <= label.height()
        for button in made.buttons.values():
            assert button.sizeHint().width() <= button.width()


def test_what_is_not_there_does_not_become_small(strip: Make) -> None:
    """Withdrawn is withdrawn."""
    made, _ = strip()
    made.withdraw()
    made.recede()
    assert not made.isVisible()
    assert not made.is_small
