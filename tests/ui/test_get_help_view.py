from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach import paths
from coach.learn.page import MARK, parse
from coach.ui.get_help_view import GetHelpView

if TYPE_CHECKING:
    from pathlib import Path

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
    path = paths.assets() / "learn" / "get-help.md"
    page, faults = parse(path, path.read_text(encoding="utf-8"))
    assert page is not None
    assert faults == []
    lines = [line.strip("#-* ") for line in MARK.sub("", page.body).splitlines() if line.strip()]
    assert len(lines) > 40
    assert [line for line in lines if line not in shown] == []
    document = view.text.document()
    blocks = [document.findBlockByNumber(number) for number in range(document.blockCount())]
    levels = [block.blockFormat().headingLevel() for block in blocks]
    assert sum(level > 0 for level in levels) == 1 + page.body.count("## ")


def test_help_holds_no_marks_of_evidence(view: GetHelpView) -> None:
    """What to do in an emergency is not interrupted by where it comes from."""
    assert "[" not in view.text.toPlainText()


def test_a_page_with_a_broken_head_is_shown_all_the_same(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Red flags are shown even if the head of their file cannot be read."""
    (tmp_path / "learn").mkdir()
    (tmp_path / "learn" / "get-help.md").write_text("## Call your emergency number now\n", encoding="utf-8")
    monkeypatch.setattr(paths, "assets", lambda: tmp_path)
    view = GetHelpView()
    qtbot.addWidget(view)
    assert view.text.toPlainText() == "Call your emergency number now"


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
