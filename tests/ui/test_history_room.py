"""Pages of history, diary, data and programmes: room for their words, names for their controls."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from coach.history.cramp import Cramp
from coach.history.store import Store
from coach.settings import Appearance, Settings
from coach.ui.history_summary import SummaryView
from tests.ui.test_accessibility import _clipped, _lay_out
from tests.ui.test_programme_view import WITH

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Opened

PAGES: dict[str, Callable[[Opened], None]] = {
    "diary": lambda opened: opened.window.history_pages.show_diary(),
    "cramp": lambda opened: opened.window.history_pages.show_cramp(1),
    "timer": lambda opened: opened.window.history_pages.show_timer(),
    "sessions": lambda opened: opened.window.history_pages.show("sessions"),
    "summary": lambda opened: opened.window.history_pages.show_summary(),
    "data": lambda opened: opened.window.history_pages.show_data(),
    "grid": lambda opened: opened.window.history_pages.show_grid(),
    "programme": lambda opened: opened.window.open_page("weeks"),
}


def _go(open_window: Callable[..., Opened], qtbot: QtBot, page: str, scale: int) -> Opened:
    opened = open_window(WITH, Settings(appearance=Appearance(text_scale=scale)))
    opened.window.resize(1180, 800)
    with closing(Store.open(opened.database, opened.clock.wall())) as store:
        store.note_cramp(Cramp(opened.clock.wall(), "calf", note="It came when I turned over. " * 4))
        assert opened.library.library is not None
        store.note_done(opened.library.library.timeline("session"), opened.clock.wall(), "1")
    PAGES[page](opened)
    shown = opened.page
    if isinstance(shown, SummaryView):
        qtbot.waitUntil(lambda: not shown.press.is_busy)  # its pages are drawn
    _lay_out(opened.window)
    return opened


@pytest.mark.parametrize("scale", [100, 200])
@pytest.mark.parametrize("page", PAGES)
def test_no_text_is_clipped(open_window: Callable[..., Opened], qtbot: QtBot, page: str, scale: int) -> None:
    """Every label and button has the room it needs, at 200 % text as well."""
    assert not _clipped(_go(open_window, qtbot, page, scale).page)


@pytest.mark.parametrize("page", PAGES)
def test_whatever_takes_the_keyboard_has_a_name(
    open_window: Callable[..., Opened], qtbot: QtBot, page: str
) -> None:
    """A screen reader says something of every control that can be reached."""
    opened = _go(open_window, qtbot, page, 100)
    reached = [
        each
        for each in opened.page.findChildren(QWidget)
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    nameless = [each for each in reached if not (each.accessibleName() or getattr(each, "text", str)())]
    assert reached
    assert not nameless
