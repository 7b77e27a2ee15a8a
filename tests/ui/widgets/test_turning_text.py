from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coach.settings import Appearance
from coach.ui.widgets.turning_text import UNTIMED, TurningText

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    Open = Callable[[str], TurningText]

TEN = "\n".join(f"line {number}" for number in range(10))


@pytest.fixture
def shown(qtbot: QtBot) -> Open:
    """Some words in a space of a given number of lines; four unless the test changes it."""

    def open_it(words: str) -> TurningText:
        made = TurningText()
        qtbot.addWidget(made)
        made.show()
        made.show_text(words)
        made.resize(300, 4 * made.line + 5)
        return made

    return open_it


def test_pages_are_of_whole_lines(shown: Open) -> None:
    """Ten lines in a space for four and a bit are three pages; the last shows the last four."""
    words = shown(TEN)
    assert words.viewport().height() == 4 * words.line
    assert (words.pages, words.page) == (3, 0)
    words.turn_page(1)
    assert words.verticalScrollBar().value() == 4 * words.line
    words.turn_page(1)
    assert words.verticalScrollBar().value() == words.verticalScrollBar().maximum() == 6 * words.line
    words.turn_page(1)
    assert words.page == 2


@pytest.mark.parametrize("scale", range(100, 201, 5))
def test_a_line_is_as_high_as_it_is_drawn(
    shown: Open, dress: Callable[[Appearance], None], scale: int
) -> None:
    """At every text size the pages fit their lines to the pixel."""
    dress(Appearance(text_scale=scale))
    words = shown(TEN)
    label = words.widget()
    assert label is not None
    assert label.heightForWidth(250) == 10 * words.line


def test_each_page_has_its_share_of_the_step(shown: Open) -> None:
    """In a step of thirty seconds three pages have ten each, and the last stays to the end."""
    words = shown(TEN)
    seen = []
    for second in (0, 9, 11, 19, 21, 30):
        words.show_moment(second, 30)
        seen.append(words.page)
    assert seen == [0, 0, 1, 1, 2, 2]


def test_without_an_end_they_come_round_again(shown: Open) -> None:
    """In a step at one's own pace the first page follows the last."""
    words = shown(TEN)
    seen = []
    for turn in range(4):
        words.show_moment(turn * UNTIMED + 1, 0)
        seen.append(words.page)
    assert seen == [0, 1, 2, 0]


def test_who_turns_a_page_keeps_it(shown: Open) -> None:
    """A page that the person has turned stays, until there are other words."""
    words = shown(TEN)
    words.turn_page(1)
    words.show_moment(29, 30)
    assert words.page == 1
    words.turn_page(-1)
    assert words.page == 0
    words.show_text(TEN + "\nmore")
    words.show_moment(29, 30)
    assert words.page == words.pages - 1


def test_the_same_words_again_change_nothing(shown: Open) -> None:
    """A step that comes again with the same words does not turn the page back."""
    words = shown(TEN)
    words.turn_page(1)
    words.show_text(TEN)
    assert words.page == 1


def test_few_words_have_one_page(shown: Open) -> None:
    """What fits is there at once, and there is nothing to turn."""
    words = shown("Let go.")
    words.turn_page(1)
    words.show_moment(5, 10)
    assert (words.pages, words.page) == (1, 0)
