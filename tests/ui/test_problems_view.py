from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from coach.routine.index import Index
from coach.ui.problems_view import ProblemsView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme


def _view(qtbot: QtBot, theme: Theme, index: Index) -> ProblemsView:
    view = ProblemsView(theme, index)
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
    return view


def _texts(view: ProblemsView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel)]


def test_each_bad_file_stands_with_its_first_message(qtbot: QtBot, theme: Theme) -> None:
    """Where, what, and how many more there are; that all other files work is said first."""
    problems = (("/a/one.yaml", "Line 3: no.", 1), ("/a/two.yaml", "Line 5: <no>.", 4))
    assert _texts(_view(qtbot, theme, Index((), problems))) == [
        "Routine files",
        "These have problems. All others work as usual.",
        "/a/one.yaml",
        "Line 3: no.",
        "/a/two.yaml",
        "Line 5: <no>.",
        "and 3 more, which Author and `coach check` show.",
    ]


def test_files_that_replace_others_are_named(qtbot: QtBot, theme: Theme) -> None:
    """Ids that stand in for bundled ones are listed as the person's own; no problem is invented."""
    assert _texts(_view(qtbot, theme, Index((), (), ("wave", "curl")))) == [
        "Routine files",
        "These are yours and replace the ones that come with Coach",
        "wave, curl",
    ]


def test_a_path_can_be_selected_and_copied(qtbot: QtBot, theme: Theme) -> None:
    """The place of a bad file can be marked with the mouse, to open it elsewhere."""
    view = _view(qtbot, theme, Index((), (("/a/one.yaml", "Line 3: no.", 1),)))
    (path,) = [label for label in view.findChildren(QLabel) if label.text() == "/a/one.yaml"]
    assert path.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_alt_left_goes_back(qtbot: QtBot, theme: Theme) -> None:
    """Alt+← goes back to the library, as on every page."""
    view = _view(qtbot, theme, Index(()))
    with qtbot.waitSignal(view.back_wanted):  # Qt shows a button going down before it is clicked by its key
        QTest.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
