"""What is hidden until the person says yes to its question, in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from coach.ui.player_view import PlayerView
from coach.ui.routine_view import RoutineView
from coach.ui.safety_view import SafetyView
from tests.routine import texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Opened

    Open = Callable[..., Opened]

QUESTION = "Has a clinician shown you this?"
FILES = {
    "glide.yaml": texts.exercise("glide", dose="{duration: 20s}", only_if=QUESTION),
    "wave.yaml": texts.exercise("wave", dose="{duration: 20s}"),
    "session.yaml": texts.routine("- exercise: wave\n- exercise: glide"),
}


def _page(opened: Opened, identity: str) -> RoutineView:
    opened.window.open_page(identity)
    page = opened.page
    assert isinstance(page, RoutineView)
    return page


def _says(page: RoutineView, words: str) -> bool:
    return any(words in label.text() for label in page.findChildren(QLabel))


def test_its_page_asks_and_a_yes_opens_it(open_window: Open) -> None:
    """The page holds the question and no steps; after the yes it can be started, and says what was said."""
    opened = open_window(FILES)
    page: QWidget = _page(opened, "glide")
    assert isinstance(page, RoutineView)
    assert _says(page, QUESTION)
    assert page.start.isHidden()
    assert not page.yes.hasFocus()
    page.yes.click()
    page = opened.page
    assert isinstance(page, RoutineView)
    assert page.start.hasFocus()
    assert _says(page, "You said yes to this")
    page.start.click()
    assert isinstance(opened.page, PlayerView)


def test_a_yes_can_be_taken_back_on_its_page(open_window: Open) -> None:
    """After that it is hidden again, and so it is in the routines that use it."""
    opened = open_window(FILES)
    _page(opened, "glide").yes.click()
    assert len(opened.library.shelf.library.routines["session"].steps) == 2  # type: ignore[union-attr]
    _page(opened, "glide").no.click()
    assert opened.safety.value.confirmed == frozenset()
    assert len(opened.library.shelf.library.routines["session"].steps) == 1  # type: ignore[union-attr]
    assert _says(_page(opened, "session"), "Left out: The glide.")


def test_the_safety_page_shows_each_yes_and_takes_it_back(open_window: Open) -> None:
    """Among the safety answers stands what was said yes to; a tick less, and it is hidden again."""
    opened = open_window(FILES)
    _page(opened, "glide").yes.click()
    opened.window.leading.gate.show_answers(opened.window.show_library)
    view = opened.page
    assert isinstance(view, SafetyView)
    assert list(view.confirmed) == ["glide"]
    view.confirmed["glide"].click()
    assert opened.safety.value.confirmed == frozenset()
    assert opened.library.library is not None
    assert "glide" not in opened.library.library.exercises
