from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPixmap
from PySide6.QtTest import QTest

from coach.routine.index import Index
from coach.ui.library_view import LibraryView
from coach.ui.theme import Role
from coach.ui.widgets.card_grid import _lines, about, facts
from tests.ui.cards import card

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme

    Show = Callable[[Index], LibraryView]

NAMES = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon")
FIVE = Index((*(card(name) for name in NAMES), card("Zeta", type="exercise", kinds=("massage",))))
ENTER, DOWN, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Right


@pytest.fixture
def show_library(qtbot: QtBot, theme: Theme) -> Show:
    """Show cards in a window of usual size."""

    def show(index: Index) -> LibraryView:
        view = LibraryView(theme)
        qtbot.addWidget(view)
        view.resize(960, 800)
        view.show_index(index)
        with qtbot.waitActive(view):
            view.show()
        return view

    return show


def _opened(view: LibraryView) -> list[str]:
    titles: list[str] = []
    view.card_opened.connect(lambda card: titles.append(card.title))
    return titles


def _shown(view: LibraryView) -> list[str]:
    model = view.grid.cards
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def test_enter_opens_the_first_card_and_the_arrows_choose(show_library: Show) -> None:
    """Coming to the cards lands on the first; → goes to the next, ↓ to the row below, Enter opens."""
    view = show_library(FIVE)
    opened = _opened(view)
    view.grid.setFocus()
    QTest.keyClick(view.grid, ENTER)
    QTest.keyClick(view.grid, RIGHT)
    QTest.keyClick(view.grid, ENTER)
    QTest.keyClick(view.grid, DOWN)
    QTest.keyClick(view.grid, ENTER)
    assert opened == ["Alpha", "Beta", "Epsilon"]


def test_a_click_opens_a_card_once(show_library: Show) -> None:
    """One press on a card opens it, and opens it once."""
    view = show_library(FIVE)
    opened = _opened(view)
    middle = view.grid.visualRect(view.grid.cards.index(1)).center()
    QTest.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert opened == ["Beta"]


@pytest.mark.parametrize("key", [ENTER, DOWN])
def test_from_the_search_field_a_key_leads_to_the_first_match(show_library: Show, key: Qt.Key) -> None:
    """Type, then ↓ or Enter, then Enter: the first match opens."""
    view = show_library(FIVE)
    opened = _opened(view)
    view.search.setFocus()
    QTest.keyClicks(view.search, "gam")
    QTest.keyClick(view.search, key)
    assert view.grid.hasFocus()
    QTest.keyClick(view.grid, ENTER)
    assert opened == ["Gamma"]


def test_where_nothing_matches_the_keyboard_stays_in_the_search_field(show_library: Show) -> None:
    """A search without a match says so kindly, and one can go on typing."""
    view = show_library(FIVE)
    view.search.setFocus()
    QTest.keyClicks(view.search, "nothing")
    QTest.keyClick(view.search, DOWN)
    assert view.search.hasFocus()
    assert not view.grid.isVisible()
    assert view.empty.isVisible()
    assert view.empty.text().startswith("Nothing fits all of that.")


def test_from_nothing_found_one_press_leads_to_all(show_library: Show) -> None:
    """The words and every filter are taken off; routines stay routines."""
    view = show_library(FIVE)
    view.more.click()
    view.areas.buttons[-1].click()
    view.search.setText("nothing")
    assert view.show_all.isVisible()
    view.show_all.click()
    assert not view.show_all.isVisible()
    assert view.search.text() == ""
    assert view.areas.value == ""
    assert view.grid.isVisible()
    assert view.grid.hasFocus()


def test_a_slash_begins_a_search(show_library: Show) -> None:
    """`/` goes to the search field from anywhere, and the next letter replaces the last search."""
    view = show_library(FIVE)
    view.search.setText("beta")
    view.grid.setFocus()
    QTest.keyClick(view.grid, Qt.Key.Key_Slash)
    assert view.search.hasFocus()
    QTest.keyClicks(view.search, "del")
    assert _shown(view) == ["Delta"]


def test_filters_are_made_when_first_wanted(show_library: Show) -> None:
    """Areas, kinds and times cost nothing until they are opened; they can be put away again."""
    view = show_library(FIVE)
    assert not hasattr(view, "areas")
    view.more.click()
    assert view.filters.isVisible()
    assert view.more.text() == "Fewer filters"
    areas = view.areas
    view.more.click()
    assert not view.filters.isVisible()
    assert view.more.text() == "Filters"
    view.more.click()
    assert view.areas is areas


def test_choices_take_effect_at_once(show_library: Show) -> None:
    """Exercises instead of routines, then an area, a kind and a time: each press changes the cards."""
    exercises = (
        card("Thumb", type="exercise", body=("thumb",), kinds=("massage",), seconds=50),
        card("Long thumb", type="exercise", body=("thumb",), kinds=("massage",), seconds=500),
        card("Pull", type="exercise", body=("thumb",)),
        card("Heel", type="exercise", body=("heel",)),
    )
    view = show_library(Index((*exercises, card("Alpha"))))
    assert _shown(view) == ["Alpha"]
    view.types.buttons[1].click()
    assert _shown(view) == ["Thumb", "Long thumb", "Pull", "Heel"]
    view.more.click()
    view.areas.buttons[1].click()
    assert _shown(view) == ["Thumb", "Long thumb", "Pull"]
    next(each for each in view.kinds.buttons if each.text() == "Massage").click()
    assert _shown(view) == ["Thumb", "Long thumb"]
    view.minutes.buttons[1].click()
    assert _shown(view) == ["Thumb"]


@pytest.mark.parametrize(
    ("problems", "overrides", "said"),
    [
        (1, 0, "1 file has problems: see what and where"),
        (2, 0, "2 files have problems: see what and where"),
        (0, 1, "1 file replaces a bundled one: see what and where"),
        (2, 3, "2 files have problems, 3 files replace bundled ones: see what and where"),
    ],
)
def test_problems_and_overrides_are_told_in_one_line(
    show_library: Show, problems: int, overrides: int, said: str
) -> None:
    """How many files have problems or stand in for others is one press away from where they are."""
    bad = tuple((f"{number}.yaml", "Line 1: no.", 1) for number in range(problems))
    view = show_library(Index(FIVE.cards, bad, tuple(map(str, range(overrides)))))
    assert view.notice.isVisible()
    assert view.notice.text() == said
    wanted: list[None] = []
    view.problems_wanted.connect(lambda: wanted.append(None))
    view.notice.click()
    assert len(wanted) == 1


def test_when_all_is_well_nothing_is_said(show_library: Show) -> None:
    """Without problems and overrides there is no notice and no news."""
    view = show_library(FIVE)
    assert not view.notice.isVisible()
    assert not view.news.isVisible()


def test_an_empty_library_says_how_to_fill_it(show_library: Show) -> None:
    """Without a single file the page says where files go."""
    view = show_library(Index(()))
    assert view.empty.isVisible()
    assert view.empty.text().startswith("No routines yet.")


def test_news_can_be_told(show_library: Show) -> None:
    """What the person should read once stands above the cards."""
    view = show_library(FIVE)
    view.say("The settings file has a mistake.")
    assert view.news.isVisible()


def test_a_screen_reader_hears_title_length_and_purpose_of_a_card(show_library: Show) -> None:
    """A card is read as its title and facts; when to use it is its description."""
    view = show_library(Index((card("Wave", seconds=295, items=1), card("Curl", type="exercise"))))
    model = view.grid.cards
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "Wave, 4 min 55 s · 1 step"
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleDescriptionRole) == "When you like."
    view.types.buttons[1].click()
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "Curl, Stretch · 5 min"
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None


def test_the_first_choice_is_named_without_an_empty_heading(show_library: Show) -> None:
    """A row of choices without a name reads its choices alone; one with a name reads both."""
    view = show_library(FIVE)
    view.more.click()
    assert [each.accessibleName() for each in view.types.buttons] == [
        "Routines",
        "Exercises",
        "Programmes",
        "Favourites",
    ]
    assert view.areas.buttons[1].accessibleName() == "For: Hands"


def test_a_card_shows_its_picture_or_a_plain_drawing(show_library: Show) -> None:
    """Where there is a still it is painted in the card's picture; elsewhere a drawing stands in."""
    red = QPixmap(240, 240)
    red.fill(QColor("red"))
    view = show_library(FIVE)
    view.show_pictures(lambda card: red if card.title == "Alpha" else None)
    seen = view.grid.viewport().grab().toImage()

    def color(row: int) -> QColor:
        rect = view.grid.visualRect(view.grid.cards.index(row))
        return seen.pixelColor(rect.center().x() - 8, rect.top() + 20)

    assert color(0) == QColor("red")
    assert color(1) != QColor("red")


def test_the_pointer_says_that_a_card_can_be_pressed(show_library: Show) -> None:
    """Over a card the pointer is a hand and the card is marked; beside the cards it is not."""
    view = show_library(FIVE)
    grid = view.grid
    first = grid.cards.index(0)
    QTest.mouseMove(grid.viewport(), grid.visualRect(first).center())
    assert grid.has_pointer(first)
    assert grid.viewport().cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(grid.viewport(), QPoint(grid.viewport().width() - 2, grid.viewport().height() - 2))
    assert not grid.has_pointer(first)
    assert grid.viewport().cursor().shape() is Qt.CursorShape.ArrowCursor


@pytest.mark.parametrize(("width", "columns"), [(420, 1), (700, 2), (1250, 4)])
def test_columns_fill_the_width_evenly(show_library: Show, width: int, columns: int) -> None:
    """As many even columns as fit stand beside one another, with nothing cut off at the edge."""
    view = show_library(FIVE)
    view.resize(width, 800)
    grid = view.grid
    rects = [grid.visualRect(grid.cards.index(row)) for row in range(len(NAMES))]
    first = [rect for rect in rects if rect.top() == rects[0].top()]
    assert len(first) == columns
    assert max(rect.right() for rect in rects) <= grid.viewport().width()


def test_a_very_long_title_ends_in_an_ellipsis(theme: Theme) -> None:
    """A title too long for its two lines keeps to them, and shows that there is more."""
    metrics = QFontMetrics(theme.font(Role.STRONG))
    lines = _lines("Word " * 100, metrics, 200, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")
    assert all(metrics.horizontalAdvance(line) <= 200 for line in lines)
    assert _lines("Two words", metrics, 200, 2) == ["Two words"]


def test_a_card_that_is_ruled_out_is_seen_without_colour(show_library: Show) -> None:
    """Its edge is dashed and its words say why; an ordinary card's edge is a whole line."""
    barred = card("Bravo", barred="You ticked “Numb feet”.", instead="Alpha")
    view = show_library(Index((card("Alpha"), barred)))
    view.search.setFocus()
    seen = view.grid.viewport().grab().toImage()

    def edge(row: int) -> set[str]:
        rect = view.grid.visualRect(view.grid.cards.index(row))
        return {seen.pixelColor(x, rect.top() + 1).name() for x in range(rect.left() + 40, rect.left() + 200)}

    assert len(edge(0)) == 1
    assert len(edge(1)) > 1
    assert facts(barred) == "Not for you now"
    assert about(barred) == "You ticked “Numb feet”. Instead: Alpha."
    assert about(card(barred="You ticked “Numb feet”.")) == "You ticked “Numb feet”."
    assert facts(card(changes=2)).endswith(" · changed for you")
