from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach import paths
from coach.ui.get_help_view import GetHelpView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def view(qtbot: QtBot) -> GetHelpView:
    """The page, on screen."""
    page = GetHelpView()
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    return page


def test_the_page_says_every_line_of_its_text(view: GetHelpView) -> None:
    """All stop rules and red flags of the text are on the page, with its headings as headings."""
    shown = view.text.toPlainText()
    source = (paths.assets() / "learn" / "get-help.md").read_text(encoding="utf-8")
    headings = [line.lstrip("# ") for line in source.splitlines() if line.startswith("#")]
    assert headings
    assert all(heading in shown for heading in headings)
    words = [word for line in source.splitlines() for word in line.lstrip("#-* ").split()[:1]]
    assert all(word.strip("*") in shown for word in words)
    document = view.text.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    levels = [block.blockFormat().headingLevel() for block in blocks]
    assert sum(level > 0 for level in levels) == len(headings)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_escape_and_enter_close_it(view: GetHelpView, qtbot: QtBot, key: Qt.Key) -> None:
    """Escape from anywhere, or Enter on the button, goes back."""
    view.close_button.setFocus()
    with qtbot.waitSignal(view.closed):  # Qt shows a button going down before it is clicked by its key
        QTest.keyClick(view.close_button, key)


def test_the_text_has_room(view: GetHelpView) -> None:
    """Lines stand further apart than plain text, and a heading further from what is above it."""
    document = view.text.document()
    forms = [document.findBlockByNumber(number).blockFormat() for number in range(document.blockCount())]
    assert {form.lineHeight() for form in forms} == {125}
    assert all(form.topMargin() > 0 for form in forms if form.headingLevel() > 1)
