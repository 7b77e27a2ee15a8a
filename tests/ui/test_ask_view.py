from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach.routine.question import Choice, Question
from coach.ui.ask_view import AskView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme

LONG = "Pulling up, or lying across the toe beside it, and it will not go down again by itself"
QUESTIONS = (
    Question("Which way is the toe pulled?", (Choice("Curling down"), Choice(LONG))),
    Question("Can you stand?", (Choice("Yes"), Choice("No"))),
)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> AskView:
    """Two questions on screen; what was answered and left is kept on the view as `said`."""
    made = AskView(theme, "Toe cramp rescue", QUESTIONS)
    qtbot.addWidget(made)
    made.resize(800, 700)
    with qtbot.waitActive(made):
        made.show()
    return made


def heard(view: AskView) -> list[object]:
    """What the view says from now on."""
    said: list[object] = []
    view.answered.connect(said.append)
    view.back_wanted.connect(lambda: said.append("back"))
    view.get_help_wanted.connect(lambda: said.append("help"))
    return said


def test_one_question_at_a_time_with_its_answers(view: AskView) -> None:
    """The question is the page's title; the first answer has the keyboard."""
    assert view.question.text() == "Which way is the toe pulled?"
    assert [button.accessibleName() for button in view.buttons] == ["Curling down", LONG]
    assert view.buttons[0].hasFocus()
    assert view.windowTitle() == "Which way is the toe pulled?"


def test_in_a_narrow_window_words_wrap_instead_of_being_cut_off(
    view: AskView,
) -> None:
    """The question and its answers are never wider than the page, and the arrows bring each into sight."""
    view.resize(300, 260)
    page = view.widget()
    assert page is not None
    assert page.width() <= view.viewport().width()
    view.buttons[0].setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    top = view.buttons[1].mapTo(view.viewport(), view.buttons[1].rect().topLeft()).y()
    assert top < view.viewport().height()


def test_keys_answer_and_the_last_answer_tells_all(view: AskView) -> None:
    """The number of an answer gives it; after the last question all answers are told at once."""
    said = heard(view)
    QTest.keyClick(view, Qt.Key.Key_2)
    assert (said, view.question.text()) == ([], "Can you stand?")
    QTest.keyClick(view, Qt.Key.Key_1)
    assert said == [{"Which way is the toe pulled?": LONG, "Can you stand?": "Yes"}]


def test_arrows_and_enter_answer_too(view: AskView) -> None:
    """The arrows move among the answers and stop at the ends; Enter gives the one that has the keyboard."""
    said = heard(view)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(view, key)
    assert view.buttons[1].hasFocus()
    QTest.keyClick(view.buttons[1], Qt.Key.Key_Return)
    QTest.mouseClick(view.buttons[0], Qt.MouseButton.LeftButton)
    assert said == [{"Which way is the toe pulled?": LONG, "Can you stand?": "Yes"}]


def test_many_answers_stand_side_by_side(qtbot: QtBot, theme: Theme) -> None:
    """From four answers on they stand in two columns, and the arrows go in all four directions."""
    choices = tuple(Choice(word) for word in ("One", "Two", "Three", "Four", "Five"))
    made = AskView(theme, "Cramp now", (Question("Where?", choices),))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    went = []
    for key in (
        Qt.Key.Key_Down,
        Qt.Key.Key_Right,
        Qt.Key.Key_Down,
        Qt.Key.Key_Left,
        Qt.Key.Key_Down,
        Qt.Key.Key_Up,
    ):
        QTest.keyClick(made, key)
        went += [number for number, button in enumerate(made.buttons, 1) if button.hasFocus()]
    assert went == [3, 4, 4, 3, 5, 3]
    assert made.buttons[0].y() == made.buttons[1].y() < made.buttons[2].y()


def test_a_number_without_an_answer_is_nothing(view: AskView) -> None:
    """Keys beyond the answers do nothing."""
    said = heard(view)
    QTest.keyClick(view, Qt.Key.Key_6)
    assert (said, view.question.text()) == ([], "Which way is the toe pulled?")


def test_escape_goes_back_a_question_and_then_out(view: AskView) -> None:
    """What was answered before can be answered anew."""
    said = heard(view)
    QTest.keyClick(view, Qt.Key.Key_1)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.question.text() == "Which way is the toe pulled?"
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert said == ["back"]


def test_help_is_one_key_away(view: AskView) -> None:
    """F2 leads to when to get help, as in the player."""
    said = heard(view)
    QTest.keyClick(view, Qt.Key.Key_F2)
    assert said == ["help"]


def test_a_long_answer_is_shown_whole(view: AskView) -> None:
    """Words that do not fit on one line take another; the button grows."""
    view.resize(420, 700)
    first, second = view.buttons
    assert second.heightForWidth(360) > first.heightForWidth(360)
    assert second.hasHeightForWidth()
    assert first.heightForWidth(360) >= 44
