from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest

from coach.settings import Appearance
from coach.ui.widgets.check_row import CheckRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme

    Show = Callable[..., CheckRow]

QUESTION = "Is one leg or arm newly swollen, hot, red or painful, or are you being treated for a blood clot?"


@pytest.fixture
def show_row(qtbot: QtBot, theme: Theme) -> Show:
    """Show a row of some width."""

    def show(width: int = 500, question: str = QUESTION) -> CheckRow:
        row = CheckRow(theme, "A swollen leg", question)
        qtbot.addWidget(row)
        row.resize(width, row.heightForWidth(width))
        with qtbot.waitExposed(row):
            row.show()
        return row

    return show


def test_the_whole_row_can_be_pressed(show_row: Show) -> None:
    """A press at the far end of the row ticks it; one more takes the tick away."""
    row = show_row()
    for ticked in (True, False):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(row.width() - 6, row.height() - 6))
        assert row.isChecked() is ticked


def test_space_ticks(show_row: Show) -> None:
    """With the keyboard on it, Space ticks the row."""
    row = show_row()
    QTest.keyClick(row, Qt.Key.Key_Space)
    assert row.isChecked()


def test_a_screen_reader_hears_a_check_box_its_words_and_its_question(show_row: Show) -> None:
    """It is announced as a check box with the few words; the question is its description."""
    row = show_row()
    seen = QAccessible.queryAccessibleInterface(row)
    assert seen.role() is QAccessible.Role.CheckBox
    assert seen.text(QAccessible.Text.Name) == "A swollen leg"
    assert seen.text(QAccessible.Text.Description) == QUESTION


def test_words_wrap_instead_of_being_cut(show_row: Show, theme: Theme) -> None:
    """The narrower the row or the larger the text, the taller it is; without a question it is low."""
    row = show_row()
    assert row.hasHeightForWidth()
    assert row.heightForWidth(300) > row.heightForWidth(900)
    low = show_row(question="")
    assert low.heightForWidth(500) < row.heightForWidth(500)
    before = row.sizeHint().height()
    theme.set_appearance(Appearance(text_scale=200))
    assert row.sizeHint().height() > before
    assert row.minimumSizeHint().width() == 400


def test_a_tick_is_seen_without_colour(show_row: Show) -> None:
    """A ticked row shows a mark in its box, not only another colour."""
    row = show_row()
    plain = row.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    row.setChecked(True)
    marked = row.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    box = [(x, y) for x in range(20, 31) for y in range(20, 31)]
    tones = {marked.pixelColor(x, y).value() for x, y in box}
    assert len({plain.pixelColor(x, y).value() for x, y in box}) == 1
    assert max(tones) - min(tones) > 100
