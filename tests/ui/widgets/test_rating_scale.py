from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach.player.rating import YES, Kind
from coach.ui.widgets.face import picture
from coach.ui.widgets.rating_scale import RatingScale

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme

    Make = Callable[[Kind], RatingScale]

KEY = Qt.Key


@pytest.fixture
def make(qtbot: QtBot, theme: Theme) -> Make:
    """A scale on show that has the keyboard."""

    def open_it(kind: Kind) -> RatingScale:
        scale = RatingScale(theme, kind)
        qtbot.addWidget(scale)
        scale.resize(900, scale.heightForWidth(900))
        with qtbot.waitActive(scale):
            scale.show()
        scale.setFocus()
        return scale

    return open_it


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ([KEY.Key_7], 7),
        ([KEY.Key_1, KEY.Key_0], 10),
        ([KEY.Key_2, KEY.Key_0], 0),
        ([KEY.Key_Right], 0),
        ([KEY.Key_9, KEY.Key_Right, KEY.Key_Right], 10),
        ([KEY.Key_0, KEY.Key_Left], 0),
        ([KEY.Key_4, KEY.Key_Backspace], None),
        ([KEY.Key_Y], None),
    ],
)
def test_one_key_answers(make: Make, keys: list[Qt.Key], value: int | None) -> None:
    """A digit is the answer, one and then nought is ten, the arrows move, Backspace takes it back."""
    scale = make(Kind.PAIN)
    for key in keys:
        QTest.keyClick(scale, key)
    assert scale.value == value
    assert [cell.isChecked() for cell in scale.cells.values()].count(True) == (value is not None)


@pytest.mark.parametrize(
    ("key", "value"), [(KEY.Key_Y, YES), (KEY.Key_N, 0), (KEY.Key_1, YES), (KEY.Key_0, 0)]
)
def test_yes_and_no_have_a_key_each(make: Make, key: Qt.Key, value: int) -> None:
    """A question of yes or no is answered by its first letter, or by one and nought."""
    scale = make(Kind.NUMBNESS)
    QTest.keyClick(scale, key)
    assert scale.value == value
    assert scale.meaning.text() == ("Yes" if value else "No")


def test_what_is_chosen_is_told_in_words(make: Make) -> None:
    """The words stand under the cells, and a screen reader hears them; nothing depends on colour."""
    scale = make(Kind.PAIN)
    assert scale.accessibleDescription() == "Not said"
    told: list[int] = []
    scale.rated.connect(told.append)
    scale.cells[4].click()
    assert scale.meaning.text() == scale.accessibleDescription() == "4 of 10: some pain"
    scale.cells[4].click()
    assert told == [4, -1]


def test_every_number_has_a_drawing_of_its_own(make: Make) -> None:
    """In black alone no two faces, and no two columns, look the same."""
    make(Kind.PAIN)
    for is_face in (True, False):
        drawn = {
            bytes(picture(value, "#000000", 40, is_face=is_face).toImage().constBits()) for value in range(11)
        }
        assert len(drawn) == 11


def test_a_scale_needs_no_more_room_than_its_rows(make: Make) -> None:
    """Wide it has one row of cells, narrow several, and each time just the height for them."""
    scale = make(Kind.EFFORT)
    wide, narrow = scale.heightForWidth(900), scale.heightForWidth(300)
    assert scale.sizeHint().height() == wide
    assert wide < narrow < 3 * wide
