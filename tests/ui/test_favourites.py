"""Favourites in the window: from the star on a page to the Library and to Today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest

from coach import favourites
from coach.safety.profile import Profile
from coach.settings import Appearance, Settings
from coach.ui.programme_view import ProgrammeView
from coach.ui.routine_view import RoutineView
from tests.ui.conftest import FILES
from tests.ui.test_programme_view import WITH

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from coach.ui.widgets.favourite_button import FavouriteButton
    from tests.ui.conftest import Opened

    Open = Callable[..., Opened]


def _star(opened: Opened, identity: str) -> FavouriteButton:
    """The star on the page of this id, which is on show now."""
    opened.window.open_page(identity)
    assert isinstance(opened.page, RoutineView | ProgrammeView)
    return opened.page.favourite


def _found(opened: Opened) -> list[str]:
    """What the Library has under Favourites, as a screen reader says it."""
    opened.window.show_library()
    view = opened.window.library
    view.types.buttons[-1].click()
    model = view.grid.cards
    role = Qt.ItemDataRole.AccessibleTextRole
    return [model.data(model.index(row), role) for row in range(model.rowCount())]


@pytest.mark.parametrize("identity", ["session", "wave", "weeks"])
def test_a_page_is_kept_and_given_up_by_its_star(open_window: Open, identity: str) -> None:
    """A routine, an exercise or a programme; the star says how it stands, also when one comes back."""
    opened = open_window(WITH)
    star = _star(opened, identity)
    assert star.text() == "Keep as a favourite"
    star.click()
    assert star.text() == "A favourite"
    assert star.accessibleName().startswith("A favourite: ")
    assert favourites.load(opened.database.parent / "settings.toml")[0].ids == (identity,)
    again = _star(opened, identity)
    assert again is not star
    assert again.isChecked()
    again.click()
    assert favourites.load(opened.database.parent / "settings.toml")[0].ids == ()
    assert not _star(opened, identity).isChecked()


def test_a_key_presses_the_star_again_and_again(open_window: Open, qtbot: QtBot) -> None:
    """Ctrl+D wherever the keyboard is on the page."""
    opened = open_window()
    star = _star(opened, "session")
    for is_kept in (True, False, True):
        with qtbot.waitSignal(star.clicked):  # a button pressed by its key stays down for a moment
            QTest.keyClick(opened.page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
        assert star.isChecked() is is_kept


def test_the_library_shows_favourites_of_every_kind_together(open_window: Open) -> None:
    """Its cards say that they are favourites; with none it says how one is made."""
    opened = open_window(WITH)
    assert _found(opened) == []
    assert opened.window.library.empty.text().startswith("No favourites yet.")
    assert not opened.window.library.show_all.isVisible()
    for identity in ("wave", "weeks"):
        _star(opened, identity).click()
    found = _found(opened)
    assert len(found) == 2
    assert all(each.endswith(", a favourite") for each in found)
    opened.window.library.search.setText("six")
    assert [each.partition(",")[0] for each in _found(opened)] == ["Six weeks"]


def test_a_card_has_a_star_in_its_corner(open_window: Open) -> None:
    """It is painted as soon as the card is a favourite, and gone with it."""
    opened = open_window()
    view = opened.window.library
    accent = QColor(opened.window._theme.colors.accent)
    corner = view.grid.visualRect(view.grid.cards.index(0))
    corner.setBottom(corner.top() + 44)
    corner.setLeft(corner.right() - 70)

    def is_starred() -> bool:
        view.grid.clearFocus()  # the card with the keyboard has an edge of that colour
        view.search.setFocus()
        picture = view.grid.viewport().grab(corner).toImage()
        points = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
        return any(picture.pixelColor(x, y) == accent for x, y in points)

    assert not is_starred()
    _star(opened, "session").click()
    opened.window.show_library()
    assert is_starred()
    _star(opened, "session").click()
    opened.window.show_library()
    assert not is_starred()


def test_today_begins_with_favourites(open_window: Open) -> None:
    """The newest first, at the press of the star; one press on it begins."""
    opened = open_window(FILES)
    for identity in ("session", "wave"):
        _star(opened, identity).click()
    opened.window.show_today()
    tiles = opened.window.day.view.tiles
    assert [tile.card.id for tile in tiles] == ["wave", "session"]
    assert tiles[0].accessibleName().startswith("Start: A favourite, ")
    tiles[0].click()
    assert opened.window.session is not None
    assert opened.window.session.driver.timeline.routine == "wave"


def test_favourites_of_which_there_is_no_file_are_kept_and_not_shown(open_window: Open) -> None:
    """A file may come back; the Library and Today go on as if there were none meanwhile."""
    opened = open_window()
    opened.window.services.favourites.put("gone", kept=True)
    assert _found(opened) == []
    assert opened.window.library.empty.text().startswith("No favourites yet.")
    assert [tile.card.id for tile in opened.window.day.view.tiles] == []
    _star(opened, "wave").click()
    assert opened.window.services.favourites.value.ids == ("wave", "gone")


def test_the_star_fits_at_twice_the_text_in_a_small_window(open_window: Open) -> None:
    """Where there is no room beside the way back it stands below it."""
    opened = open_window(settings=Settings(appearance=Appearance(text_scale=200)), profile=Profile(seen=True))
    opened.window.resize(opened.window.minimumSize())
    star = _star(opened, "session")
    page = opened.page
    assert isinstance(page, RoutineView)
    assert page.horizontalScrollBar().maximum() == 0
    assert star.mapTo(page, star.rect().bottomRight()).x() < page.viewport().width()
