from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from coach.history.session import Feeling, SessionStatus
from coach.player.snapshot import Status
from coach.routine.plan import Side
from coach.settings import Hands, Settings, WritingSide
from coach.ui.done_view import DoneView
from coach.ui.get_help_view import GetHelpView
from coach.ui.history_view import HistoryView
from coach.ui.player_view import PlayerView
from coach.ui.problems_view import ProblemsView
from coach.ui.routine_view import RoutineView
from coach.ui.settings_view import SettingsView
from tests.routine import texts
from tests.ui.conftest import FILES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.ui.conftest import Opened

    Open = Callable[..., Opened]

ENTER = Qt.Key.Key_Return
MINUTE = {
    **FILES,
    "minute.yaml": texts.routine("- {exercise: wave, for: 30 s}", "minute", occasion="[writing-break]"),
}


def _pages(opened: Opened) -> list[str]:
    """The kinds of all pages that are kept, on show or not."""
    pages = opened.window.pages
    return [type(pages.widget(number)).__name__ for number in range(pages.count())]


def _back(opened: Opened) -> None:
    """Press the button that closes the page of help."""
    page = opened.page
    assert isinstance(page, GetHelpView)
    page.close_button.click()


# -- where one can go -----------------------------------------------------------------------------


def test_the_window_opens_on_today_with_the_keyboard_on_what_can_be_begun(open_window: Open) -> None:
    """The first thing one sees is the day; Enter begins the shortest routine, and after it one is back."""
    opened = open_window(MINUTE, place="today")
    window = opened.window
    assert opened.page is window.day.view
    assert window.windowTitle() == "Today – Coach"
    assert window.day.view.tiles[0].hasFocus()
    QTest.keyClick(window.day.view.tiles[0], ENTER)
    assert opened.status() is Status.RUNNING
    opened.run(90)
    page = opened.page
    assert isinstance(page, DoneView)
    page.leave.click()
    assert opened.page is window.day.view


def test_the_library_has_the_keyboard_on_the_cards(open_window: Open) -> None:
    """Enter opens the first card's page, Enter on Start begins."""
    opened = open_window()
    window = opened.window
    assert opened.page is window.library
    assert window.library.grid.hasFocus()
    assert window.windowTitle() == "Library – Coach"
    QTest.keyClick(window.library.grid, ENTER)
    page = opened.page
    assert isinstance(page, RoutineView)
    assert page.start.hasFocus()
    assert window.windowTitle() == "The session – Coach"
    QTest.keyClick(page.start, ENTER)
    assert isinstance(opened.page, PlayerView)
    assert window.windowTitle() == "Now: The session – Coach"
    assert opened.status() is Status.RUNNING


@pytest.mark.parametrize(
    ("place", "kind", "title"),
    [("history", HistoryView, "History"), ("settings", SettingsView, "Settings")],
)
def test_each_place_of_the_side_bar_leads_there(
    open_window: Open, place: str, kind: type, title: str
) -> None:
    """A press at the side goes to that place, which is marked; one more goes back to the library."""
    opened = open_window()
    side = opened.window.side
    assert _pages(opened) == ["TodayView", "LibraryView"]
    side._buttons[place].click()
    assert isinstance(opened.page, kind)
    assert opened.window.windowTitle() == f"{title} – Coach"
    assert side._buttons[place].isChecked()
    side._buttons["library"].click()
    assert opened.page is opened.window.library
    assert side._buttons["library"].isChecked()
    assert _pages(opened) == ["TodayView", "LibraryView"]


def test_only_today_and_the_library_are_kept(open_window: Open) -> None:
    """Whatever way one takes through the pages, those one has left are gone, help over them included."""
    opened = open_window()
    window = opened.window
    for place in ("settings", "get-help", "history", "get-help", "library", "get-help", "settings"):
        window.go_to(place)
    assert _pages(opened) == ["TodayView", "LibraryView", "SettingsView"]
    window.open_page("wave")
    window.go_to("get-help")
    window.go_to("library")
    assert _pages(opened) == ["TodayView", "LibraryView"]


def test_the_library_is_as_it_was_left(open_window: Open) -> None:
    """What was typed and found is still there when one comes back."""
    opened = open_window()
    library = opened.window.library
    library.search.setText("session")
    library.types.buttons[1].click()
    opened.window.go_to("settings")
    opened.window.go_to("library")
    assert library.search.text() == "session"
    assert library.types.value == "exercise"


def test_problems_can_be_seen_and_left(open_window: Open) -> None:
    """The notice in the Library leads to the bad files, their button back to the cards."""
    opened = open_window({**FILES, "bad.yaml": "coach: 1\ntype: exercise\n"})
    library = opened.window.library
    assert library.notice.isVisible()
    library.notice.click()
    page = opened.page
    assert isinstance(page, ProblemsView)
    page.back_wanted.emit()
    assert opened.page is library
    assert library.grid.hasFocus()


def test_a_bad_file_can_be_mended(open_window: Open) -> None:
    """Its button opens it in the Author view, where the keyboard is in the text."""
    opened = open_window({**FILES, "bad.yaml": "coach: 1\ntype: exercise\n"})
    opened.window.library_pages.show_problems()
    next(one for one in opened.page.findChildren(QPushButton) if one.text() == "Open in Author").click()
    author = opened.window.author
    assert opened.page is author
    assert author.driver.path is not None
    assert author.driver.path.name == "bad.yaml"
    assert author.editor.hasFocus()


@pytest.mark.parametrize("place", ["library", "settings", "history"])
def test_help_goes_back_to_where_one_was(open_window: Open, place: str) -> None:
    """When to get help opens over any page; going back lands on that page again."""
    opened = open_window()
    opened.window.go_to(place)
    before = opened.page
    opened.window.go_to("get-help")
    page = opened.page
    assert isinstance(page, GetHelpView)
    assert page.close_button.hasFocus()
    opened.window.go_to("get-help")
    assert opened.page is page
    _back(opened)
    assert opened.page is before
    assert "GetHelpView" not in _pages(opened)


def test_after_help_the_keyboard_is_where_it_was(open_window: Open) -> None:
    """Going back from help, the card one was on has the keyboard again, and the arrows choose."""
    opened = open_window()
    grid = opened.window.library.grid
    opened.window.library.types.buttons[1].click()
    grid.setFocus()
    grid.setCurrentIndex(grid.cards.index(1))
    opened.window.go_to("get-help")
    _back(opened)
    assert grid.hasFocus()
    assert grid.currentIndex().row() == 1


def test_a_card_pressed_before_the_library_is_read_opens_when_it_is(open_window: Open) -> None:
    """With cards from the cache, a press waits for the files and then opens its page."""
    opened = open_window()
    second = open_window(read=False)
    assert second.window.library.grid.cards.rowCount() == 1
    assert second.library.library is None
    QTest.keyClick(second.window.library.grid, ENTER)
    assert second.page is second.window.library
    second.library.read_now()
    assert isinstance(second.page, RoutineView)
    assert opened.page is opened.window.library


def test_without_cards_the_window_says_that_it_is_reading(open_window: Open) -> None:
    """At a first start, before anything has been read, the page says what it is doing."""
    opened = open_window(read=False)
    assert opened.window.windowTitle() == "Reading your routines – Coach"
    assert opened.window.library.empty.text() == "Reading your routines …"
    opened.library.read_now()
    assert opened.window.windowTitle() == "Library – Coach"


def test_a_narrow_window_gives_its_room_to_the_pages(open_window: Open) -> None:
    """Below 880 pixels the side bar shows drawings only; each keeps its name and key."""
    opened = open_window()
    side = opened.window.side
    wide = side.width()
    opened.window.resize(800, 700)
    assert side.width() < wide
    for button in side._buttons.values():
        assert button.text() == ""
        assert button.accessibleName()
        assert not button.shortcut().isEmpty()
    opened.window.resize(1180, 800)
    assert side._buttons["history"].text().strip() == "History"


def test_settling_adds_what_the_first_frame_did_without(open_window: Open) -> None:
    """After the first frame the window has its icon and the search field its button to clear it."""
    opened = open_window()
    opened.window.settle()
    assert not opened.window.windowIcon().isNull()
    assert opened.window.library.search.isClearButtonEnabled()


# -- a session ------------------------------------------------------------------------------------


def test_a_session_takes_the_whole_window_and_gives_it_back(open_window: Open) -> None:
    """While one exercises there is no side bar; after the Done page the Library is there again."""
    opened = open_window()
    window = opened.window
    window.play("curl")
    assert not window.side.isVisible()
    opened.run(60)
    page = opened.page
    assert isinstance(page, DoneView)
    assert page.leave.hasFocus()
    QTest.keyClick(page.leave, ENTER)
    assert opened.page is window.library
    assert window.side.isVisible()
    assert window.session is None
    assert _pages(opened) == ["TodayView", "LibraryView"]
    assert [each.status for each in opened.sessions()] == [SessionStatus.FINISHED]


def test_again_plays_the_same_once_more(open_window: Open) -> None:
    """The Done page's second button begins the same routine again, as a session of its own."""
    opened = open_window()
    opened.window.play("curl")
    opened.run(60)
    first = opened.window.session
    next(each for each in opened.page.findChildren(QPushButton) if each.text() == "Do it again").click()
    assert opened.window.session is not first
    assert opened.status() is Status.RUNNING
    assert isinstance(opened.page, PlayerView)
    opened.run(60)
    assert len(opened.sessions()) == 2


def test_how_it_feels_is_kept_with_the_session(open_window: Open) -> None:
    """An answer on the Done page is in the history at once; taking it back takes it out again."""
    opened = open_window()
    opened.window.play("curl")
    opened.run(60)
    page = opened.page
    assert isinstance(page, DoneView)
    page.feeling.buttons[1].click()
    (session,) = opened.sessions()
    assert session.feeling is Feeling.BETTER
    page.feeling.buttons[0].click()
    (session,) = opened.sessions()
    assert session.feeling is None


def test_closing_the_window_during_a_session_records_it_as_stopped(open_window: Open) -> None:
    """What was done before the window was closed is in the history, stopped early."""
    opened = open_window()
    opened.window.play("wave")
    opened.run(8)
    opened.window.close()
    (session,) = opened.sessions()
    assert (session.routine, session.status) == ("wave", SessionStatus.STOPPED)


def test_help_during_a_session_pauses_it(open_window: Open) -> None:
    """F2 in the player holds the session; back from help it is paused where it was, and Space goes on."""
    opened = open_window()
    opened.window.play("wave")
    opened.run(8)
    player = opened.page
    QTest.keyClick(player, Qt.Key.Key_F2)
    assert isinstance(opened.page, GetHelpView)
    assert opened.status() is Status.PAUSED
    opened.clock.advance(300)
    _back(opened)
    assert opened.page is player
    assert opened.status() is Status.PAUSED
    QTest.keyClick(player, Qt.Key.Key_Space)
    assert opened.status() is Status.RUNNING
    assert opened.window.session is not None
    assert opened.window.session.driver.snapshot().step_elapsed == pytest.approx(3)


def test_help_from_the_done_page_goes_back_to_it(open_window: Open) -> None:
    """Advice after much pain leads to help, and from there back to the answers given."""
    opened = open_window()
    opened.window.play("curl")
    opened.run(60)
    done = opened.page
    assert isinstance(done, DoneView)
    done.get_help_wanted.emit()
    _back(opened)
    assert opened.page is done


@pytest.mark.parametrize("over", ["player", "help"])
def test_a_running_session_is_never_interrupted(open_window: Open, over: str) -> None:
    """Another start that wants to play changes nothing while a session runs or is paused for help."""
    opened = open_window()
    opened.window.play("wave")
    session = opened.window.session
    if over == "help":
        QTest.keyClick(opened.page, Qt.Key.Key_F2)
    page = opened.page
    opened.window.play_if_idle("curl")
    assert opened.window.session is session
    assert opened.page is page


def test_after_a_session_another_may_begin(open_window: Open) -> None:
    """On the Done page, and on any other page, another start that wants to play is let."""
    opened = open_window()
    opened.window.play_if_idle("curl")
    opened.run(60)
    opened.window.play_if_idle("wave")
    assert opened.status() is Status.RUNNING
    assert opened.window.windowTitle() == "Now: The wave – Coach"
    assert not opened.window.side.isVisible()


def test_playing_reads_the_library_first_if_need_be(open_window: Open) -> None:
    """`coach play` begins before anything else has been read."""
    opened = open_window(read=False)
    opened.window.play("curl")
    assert opened.status() is Status.RUNNING
    assert opened.window.figures.is_ready


def test_the_writing_hand_is_the_persons_own(open_window: Open) -> None:
    """For who writes with the left, a routine for the writing hand is led on the left."""
    settings = Settings(hands=Hands(writing_side=WritingSide.LEFT))
    opened = open_window({"wave.yaml": texts.exercise(side="writing", dose="{duration: 20s}")}, settings)
    assert opened.window.services.sides.writing is Side.LEFT
    opened.window.play("wave")
    assert opened.window.session is not None
    sides = {step.side for step in opened.window.session.driver.timeline.steps}
    assert sides == {Side.LEFT}


def test_the_text_size_keys_change_the_setting_within_bounds(open_window: Open) -> None:
    """+ and - change the text by 25 %, from 100 to 200 %, and the choice is kept for other days."""
    opened = open_window()
    opened.window.play("wave")
    sizes = []
    for key in [Qt.Key.Key_Minus, *[Qt.Key.Key_Plus] * 5, Qt.Key.Key_Minus]:
        QTest.keyClick(opened.page, key)
        sizes.append(opened.settings.value.appearance.text_scale)
    assert sizes == [100, 125, 150, 175, 200, 200, 175]
    assert opened.window._theme.scale == 1.75


def test_full_screen_goes_on_and_off_and_ends_with_the_session(open_window: Open) -> None:
    """F fills the screen and F again does not; whoever leaves the session gets the window back."""
    opened = open_window()
    window = opened.window
    window.play("curl")
    QTest.keyClick(opened.page, Qt.Key.Key_F)
    assert window.isFullScreen()
    QTest.keyClick(opened.page, Qt.Key.Key_F)
    assert not window.isFullScreen()
    QTest.keyClick(opened.page, Qt.Key.Key_F)
    opened.run(60)
    page = opened.page
    assert isinstance(page, DoneView)
    page.leave.click()
    assert not window.isFullScreen()
    assert window.side.isVisible()


def test_a_page_follows_the_text_size(open_window: Open) -> None:
    """When the text grows while a routine's page is open, the page is made anew at that size."""
    opened = open_window()
    opened.window.open_page("session")
    small = opened.page
    opened.window.change_text_size(1)
    page = opened.page
    assert isinstance(page, RoutineView)
    assert page is not small
    assert page.windowTitle() == "The session"
    assert _pages(opened) == ["TodayView", "LibraryView", "RoutineView"]


# -- where the history cannot be written ----------------------------------------------------------


@pytest.fixture
def unsaved(open_window: Open, tmp_path: Path) -> Opened:
    """The Done page of a session whose history could not be opened: a folder is in the way."""
    (tmp_path / "history.sqlite3").mkdir()
    opened = open_window()
    opened.window.play("curl")
    opened.run(60)
    assert isinstance(opened.page, DoneView)
    return opened


def test_a_session_that_could_not_be_saved_is_saved_where_one_says(
    unsaved: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file that the person chooses holds the session."""
    file = tmp_path / "elsewhere.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    page = unsaved.page
    assert isinstance(page, DoneView)
    page.save.click()
    assert '"curl"' in file.read_text(encoding="utf-8")


def test_choosing_no_file_saves_nothing(
    unsaved: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing the file dialog leaves everything as it is."""
    before = set(tmp_path.rglob("*"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    page = unsaved.page
    assert isinstance(page, DoneView)
    page.save.click()
    assert set(tmp_path.rglob("*")) == before


def test_a_place_that_cannot_be_written_is_told(
    unsaved: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the chosen file cannot be written, Coach says so, and another can be chosen."""
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "warning", lambda _parent, _title, text: told.append(text))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "no" / "x.json"), ""))
    page = unsaved.page
    assert isinstance(page, DoneView)
    page.save.click()
    assert len(told) == 1
    assert _still_open(unsaved)


def _still_open(opened: Opened) -> bool:
    """Whether the Done page, with its button to save, is still there."""
    page = opened.page
    return isinstance(page, DoneView) and page.save.isVisible()
