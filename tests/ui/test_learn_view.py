from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from coach import paths
from coach.learn.book import Book
from coach.routine.model import SourceNote
from coach.settings import Appearance
from coach.ui.learn_view import LearnView
from coach.ui.routine_view import RoutineView
from coach.ui.theme.colors import contrast
from coach.ui.widgets.title_button import TitleButton

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme
    from tests.ui.conftest import Opened

SOURCES = {"A-1": SourceNote(name="A trial", year="2012", how="read (abstract)")}
PAGES = {
    "cramps": "A muscle tightens. [may help: A-1] See [shoes](page:shoes). [untested]\n\n" + "More.\n\n" * 80,
    "shoes": "Room for the toes. Do [a wave](exercise:wave). [Tell Coach](condition:HEAT). [Odd](page:gone).",
    "evidence": "What labels mean.",
}


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, tmp_path: Path) -> LearnView:
    """Three pages on a wide screen."""
    (tmp_path / "contents.yaml").write_text("Basics: [cramps, shoes]\nAbout: [evidence]\n", encoding="utf-8")
    for name, body in PAGES.items():
        head = f"---\ntitle: On {name}\nsummary: All about {name}.\nexercises: [wave]\n---\n"
        (tmp_path / f"{name}.md").write_text(head + body, encoding="utf-8")
    theme.dress()
    made = LearnView(theme, Book.read(tmp_path))
    made.know({"wave": "A wave"}, SOURCES)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitActive(made):
        made.show()
    return made


def titles(view: LearnView) -> list[str]:
    """What the list shows, row by row."""
    return [view.pages.item(row).text() for row in range(view.pages.count())]


def test_it_opens_on_the_first_page_beside_the_list(view: LearnView) -> None:
    """All pages are listed under their groups, and the first one is on show and marked."""
    assert titles(view) == ["Basics", "On cramps", "On shoes", "About", "On evidence"]
    assert view.windowTitle() == "On cramps"
    assert view.text.toPlainText().startswith("On cramps\nA muscle tightens.")
    assert view.pages.currentItem().text() == "On cramps"
    assert not view.back_button.isEnabled()


def test_a_heading_cannot_be_chosen(view: LearnView) -> None:
    """A click on a group's name leaves the page as it is."""
    view.pages.itemClicked.emit(view.pages.item(3))
    assert view.windowTitle() == "On cramps"
    assert not view.pages.item(3).flags() & Qt.ItemFlag.ItemIsSelectable


def test_a_page_is_opened_from_the_list_by_keyboard(view: LearnView) -> None:
    """Down and Enter open the next page, and the keyboard is then on its text."""
    view.pages.setFocus()
    QTest.keyClick(view.pages, Qt.Key.Key_Down)
    QTest.keyClick(view.pages, Qt.Key.Key_Return)
    assert view.windowTitle() == "On shoes"
    assert view.text.hasFocus()
    assert view.text.accessibleName() == "On shoes"


def test_links_lead_to_pages_and_back_to_where_one_read(view: LearnView) -> None:
    """A link opens its page at the top; Back returns to the place one had scrolled to, Forward goes again."""
    bar = view.text.verticalScrollBar()
    bar.setValue(300)
    view.text.followed.emit("page:shoes")
    assert view.windowTitle() == "On shoes"
    assert bar.value() == 0
    view.back_button.click()
    assert view.windowTitle() == "On cramps"
    assert bar.value() == 300
    view.forward_button.click()
    assert view.windowTitle() == "On shoes"
    assert not view.forward_button.isEnabled()


def test_a_link_to_a_page_that_is_not_there_does_nothing(view: LearnView) -> None:
    """A reader is never led to an empty page."""
    view.follow("page:gone")
    assert view.windowTitle() == "On cramps"


def test_a_mark_of_evidence_leads_to_the_source_at_the_foot(view: LearnView) -> None:
    """The label is a link; following it brings the source, its year and how it was read into view."""
    shown = view.text.toPlainText()
    assert "may help · 1" in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert "A trial (2012). Only the summary (abstract) was read." in shown
    view.text.followed.emit("source:A-1")
    assert view.text.textCursor().block().text().startswith("A trial (2012).")
    assert view.text.verticalScrollBar().value() > 0
    assert view.windowTitle() == "On cramps"


def test_a_source_that_the_page_does_not_name_leads_nowhere(view: LearnView) -> None:
    """An unknown source leaves the reader where they are."""
    view.text.followed.emit("source:B-2")
    assert view.text.verticalScrollBar().value() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_are_quiet_and_can_be_read(view: LearnView, theme: Theme, scheme: str) -> None:
    """Labels are smaller than the text, and their colour keeps 4.5:1 to the ground (WCAG AA)."""
    theme.set_appearance(Appearance(theme=scheme))  # type: ignore[arg-type]
    block = view.text.document().findBlockByNumber(1)
    part = block.begin()
    forms = []
    while not part.atEnd():
        form = part.fragment().charFormat()
        if form.anchorHref().startswith(("source:", "page:evidence")):
            forms.append(form)
        part += 1
    assert len(forms) == 2
    for form in forms:
        assert form.font().pixelSize() < theme.px(16)
        assert contrast(form.foreground().color().name(), theme.colors.ground) >= 4.5


def test_exercises_and_conditions_are_asked_for(view: LearnView, qtbot: QtBot) -> None:
    """A link to an exercise asks for it, and there is a way back; one to a condition asks for that."""
    view.follow("page:shoes")
    with qtbot.waitSignal(view.condition_wanted, check_params_cb=lambda tag: tag == "HEAT"):
        view.text.followed.emit("condition:HEAT")
    with qtbot.waitSignal(view.document_wanted, check_params_cb=lambda name: name == "wave"):
        view.text.followed.emit("exercise:wave")
    assert not view.is_on_page
    view.back()
    assert view.is_on_page
    assert view.windowTitle() == "On shoes"


def test_coming_back_another_way_begins_where_the_page_is(view: LearnView) -> None:
    """Whoever left for an exercise and comes back by the side bar is on the page again."""
    view.follow("page:shoes")
    view.follow("exercise:wave")
    view.return_to_page()
    assert view.trail.current == "page:shoes"
    view.come_from("exercise:wave")
    view.return_to_page()
    assert view.trail.places == ("exercise:wave", "page:shoes")


def test_a_reader_may_come_from_nowhere(view: LearnView) -> None:
    """From a place that is not on the trail, the page begins a new one."""
    view.follow("page:shoes")
    view.come_from("")
    view.follow("page:evidence")
    assert not view.trail.has_back


def test_typing_finds_pages_and_enter_goes_to_the_list(view: LearnView) -> None:
    """Search narrows the list as one types; Enter moves to the first page found, and Enter again opens it."""
    QTest.keyClick(view, Qt.Key.Key_Slash)
    assert view.search.hasFocus()
    QTest.keyClicks(view.search, "toes")
    assert titles(view) == ["On shoes"]
    QTest.keyClick(view.search, Qt.Key.Key_Return)
    assert view.pages.hasFocus()
    QTest.keyClick(view.pages, Qt.Key.Key_Return)
    assert view.windowTitle() == "On shoes"


def test_what_is_not_found_is_said(view: LearnView) -> None:
    """Without any page found there is a sentence instead of an empty list; clearing brings all back."""
    view.search.setText("dragon")
    assert not view.pages.isVisible()
    assert view.nothing.isVisible()
    view.search.clear()
    assert len(titles(view)) == 5
    assert not view.nothing.isVisible()


def test_with_little_room_list_and_page_take_turns(view: LearnView) -> None:
    """In a narrow window there is the list or the page, and a button to get back to the list."""
    view.resize(600, 700)
    assert view.contents.isVisible()
    assert not view.reader.isVisible()
    view.pages.itemClicked.emit(view.pages.item(1))  # the page that is on show behind the list
    assert view.reader.isVisible()
    assert not view.contents.isVisible()
    view.all_pages.click()
    assert view.contents.isVisible()
    view.resize(1000, 700)
    assert view.contents.isVisible()
    assert view.reader.isVisible()


def test_titles_take_the_lines_they_need(view: LearnView, theme: Theme) -> None:
    """A row is at least 44 pixels high, and a long title makes it higher at 200 % text."""
    delegate = view.pages.itemDelegate()

    def height() -> int:
        return view.pages.visualItemRect(view.pages.item(4)).height()

    assert delegate is not None
    assert height() >= 44
    view.pages.item(4).setText("A title that is much too long for one line of such a list of pages")
    theme.set_appearance(Appearance(text_scale=200))
    view.pages.item(4).setText("A title that is much too long for one line of such a list of pages")
    view.resize(700, 700)
    view.pages.doItemsLayout()
    assert height() >= 3 * theme.px(16)


@pytest.fixture
def opened(open_window: Callable[..., Opened]) -> Opened:
    """The main window with everything that comes with Coach."""
    made = open_window({}, folder=paths.bundled_routines())
    made.window.go_to("learn")
    return made


def test_from_a_page_to_an_exercise_and_back(opened: Opened) -> None:
    """An exercise named on a page opens; its way back leads to the page."""
    window = opened.window
    window.learn.follow("page:calf-cramps")
    window.learn.text.followed.emit("exercise:calf-wall-straight-knee")
    page = opened.page
    assert isinstance(page, RoutineView)
    assert page.back.text() == "Learn"
    page.back.click()
    assert opened.page is window.learn
    assert window.windowTitle() == "Cramps in the calf – Coach"


def test_long_titles_to_read_wrap_at_twice_the_text(opened: Opened) -> None:
    """In a narrow window with large text nothing of the page is cut at its right edge."""
    window = opened.window
    settings = window.services.settings
    settings.change(replace(settings.value, appearance=replace(settings.value.appearance, text_scale=200)))
    window.resize(720, 700)
    window.open_page("writing-posture-check")
    page = opened.page
    assert isinstance(page, RoutineView)
    assert max(len(each.label.text()) for each in page.findChildren(TitleButton)) > 20
    inside = page.widget()
    assert inside is not None
    assert inside.width() <= page.viewport().width()


def test_from_an_exercise_to_a_page_and_back(opened: Opened) -> None:
    """`Read more` on an exercise opens a page that names it; Back leads to the exercise, and from it on."""
    window = opened.window
    window.show_library()
    window.open_page("calf-wall-straight-knee")
    page = opened.page
    assert isinstance(page, RoutineView)
    assert page.back.text() == "Library"
    next(each for each in page.findChildren(TitleButton) if each.label.text() == "Heel and arch pain").click()
    assert opened.page is window.learn
    assert window.windowTitle() == "Heel and arch pain – Coach"
    window.learn.back_button.click()
    page = opened.page
    assert isinstance(page, RoutineView)
    page.back.click()
    assert opened.page is window.library


def test_learn_is_as_it_was_left(opened: Opened) -> None:
    """Going elsewhere and coming back by the side bar shows the same page."""
    opened.window.learn.follow("page:shoes")
    opened.window.go_to("settings")
    opened.window.go_to("learn")
    assert opened.page is opened.window.learn
    assert opened.window.learn.windowTitle() == "Shoes"


def test_what_is_offered_can_be_opened(opened: Opened) -> None:
    """Titles of routines and names of sources come from the library, once it has been read."""
    opened.window.learn.follow("page:heel-pain")
    words = opened.window.learn.text.toPlainText()
    library = opened.library.library
    assert library is not None
    assert library.routines["plantar-morning"].title in words
    assert "Plantar fasciitis leaflet (no date)" in words
