from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from coach.history.store import Store
from coach.player.rating import Kind, Moment, Rating
from coach.routine.programme_course import CourseEvent, Event
from coach.ui.handout_view import HandoutView
from coach.ui.programme_standing import standing
from coach.ui.programme_view import ProgrammeView
from coach.ui.widgets.card_grid import CARD
from tests.routine import texts
from tests.ui.conftest import FILES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.conftest import Opened

PROGRAMME = """coach: 1
type: programme
id: weeks
title: Six weeks
for: 6 weeks
use_when: After the splint.
not_when: The hand is hot.
items:
  - routine: session
    per_day: 2
    between: "07:00-22:00"
    progress_when: {pain: "<=2", sessions: 2}
    then: next-one
    needs_approval: true
  - exercise: wave
    days: as needed
"""
NEXT = texts.routine("- {exercise: curl}", "next-one")
WITH = {**FILES, "weeks.yaml": PROGRAMME, "next.yaml": NEXT}


def _texts(opened: Opened) -> str:
    return "\n".join(label.text() for label in opened.page.findChildren(QLabel) if not label.isHidden())


def _page(opened: Opened) -> ProgrammeView:
    assert isinstance(opened.page, ProgrammeView)
    return opened.page


def _events(opened: Opened) -> list[Event]:
    with closing(Store.open(opened.database, opened.clock.wall())) as store:
        return [event.event for event in store.course_events("weeks")]


def _begin(opened: Opened, days_ago: int = 0) -> None:
    now = opened.clock.wall() - timedelta(days=days_ago)
    with closing(Store.open(opened.database, now)) as store:
        store.tell_course(CourseEvent("weeks", Event.BEGUN, now.date(), now))


def _do(opened: Opened, hours_ago: float, pain: int | None = None) -> None:
    assert opened.library.library is not None
    began = opened.clock.wall() - timedelta(hours=hours_ago)
    told = [] if pain is None else [Rating(Kind.PAIN, Moment.AFTER, pain)]
    with closing(Store.open(opened.database, began)) as store:
        store.note_done(opened.library.library.timeline("session"), began, "1", told)


def test_a_programme_is_taken_up_paused_and_ended_from_its_page(open_window: Callable[..., Opened]) -> None:
    """Each decision is written down at once, and the page shows what it means; the end asks once more."""
    opened = open_window(WITH)
    opened.window.open_page("weeks")
    assert "You have not taken it up. It begins on the day you say so." in _texts(opened)
    _page(opened).buttons["begin"].click()
    assert "Day 1 of 42" in _texts(opened)
    _page(opened).buttons["pause"].click()
    assert "Nothing is due, and nothing is missed." in _texts(opened)
    _page(opened).buttons["resume"].click()
    _page(opened).buttons["rest"].click()
    assert "it counts as kept" in _texts(opened)
    _page(opened).buttons["no rest"].click()
    assert not _page(opened).buttons["end"].isVisible()
    _page(opened).buttons["end"].click()
    assert "What you did stays in the history" in _texts(opened)
    assert _events(opened) == [
        *(Event.BEGUN, Event.PAUSED, Event.RESUMED, Event.RESTED, Event.NOT_RESTED, Event.LEFT)
    ]


def test_the_page_says_what_is_due_and_what_the_programme_is_made_of(
    open_window: Callable[..., Opened],
) -> None:
    """Items stand with their days, times and the rule for going on; today's doses with how they stand."""
    opened = open_window(WITH)
    _begin(opened, days_ago=1)
    _do(opened, hours_ago=1)
    opened.window.open_page("weeks")
    said = _texts(opened)
    assert "due until 22:00 · 1 of 2 done" in said
    assert "whenever you like" in said
    assert "every day · 2 times a day · 07:00–22:00" in said.replace("Every", "every")
    assert "when pain 2 or less in the last 2 sessions, once your therapist agrees" in said
    assert "The hand is hot." in said


def test_going_on_waits_for_the_name_of_who_approved(open_window: Callable[..., Opened]) -> None:
    """Where the author wants to be asked, the next thing begins only with a name; one press leads back."""
    opened = open_window(WITH)
    _begin(opened, days_ago=3)
    _do(opened, hours_ago=30, pain=1)
    _do(opened, hours_ago=1, pain=2)
    opened.window.open_page("weeks")
    page = _page(opened)
    yes = page.buttons["on session"]
    assert not yes.isEnabled()
    page.approved_by.setText("Ada")
    assert yes.isEnabled()
    yes.click()
    with closing(Store.open(opened.database, opened.clock.wall())) as store:
        event = store.course_events("weeks")[-1]
    assert (event.event, event.item, event.by) == (Event.MOVED_ON, "session", "Ada")
    _page(opened).buttons["back session"].click()
    assert _events(opened)[-1] is Event.MOVED_BACK


def test_not_yet_is_heard(open_window: Callable[..., Opened]) -> None:
    """A proposal that was declined is gone from the page."""
    opened = open_window(WITH)
    _begin(opened, days_ago=3)
    _do(opened, hours_ago=30, pain=1)
    _do(opened, hours_ago=1, pain=2)
    opened.window.open_page("weeks")
    _page(opened).buttons["stay session"].click()
    assert "on session" not in _page(opened).buttons
    assert _events(opened)[-1] is Event.NOT_YET


def test_a_programme_can_be_printed(open_window: Callable[..., Opened]) -> None:
    """On paper shows its hand-out, and the way back leads to its page."""
    opened = open_window(WITH)
    opened.window.open_page("weeks")
    _page(opened).print.click()
    assert isinstance(opened.page, HandoutView)
    opened.page.back_wanted.emit()
    assert isinstance(opened.page, ProgrammeView)


def test_paper_goes_as_far_as_the_person_has_come(open_window: Callable[..., Opened]) -> None:
    """Before going on, what follows waits; after it, what went before is gone."""
    opened = open_window(WITH)
    _begin(opened, days_ago=3)
    _do(opened, hours_ago=30, pain=1)
    _do(opened, hours_ago=1, pain=2)
    printed = []
    for _ in range(2):
        opened.window.open_page("weeks")
        page = _page(opened)
        page.print.click()
        assert isinstance(opened.page, HandoutView)
        (sheet,) = opened.page._sheets
        printed.append({part.title: bool(part.begins) for part in sheet.parts})
        if "on session" in page.buttons:
            page.approved_by.setText("Ada")
            page.buttons["on session"].click()
    assert printed[0]["The next-one"]
    assert printed[1]["The next-one"] is False
    assert set(printed[0]) - set(printed[1]) == {"The session"}


def test_today_shows_what_is_due(open_window: Callable[..., Opened]) -> None:
    """Doses of a programme that is followed stand on Today, and one press begins them."""
    opened = open_window(WITH, place="today")
    opened.window.settle()
    assert opened.window.day.view.programmes is None
    _begin(opened)
    opened.window.show_today()
    card = opened.window.day.view.programmes
    assert card is not None
    assert card.isVisible()
    assert "due until 22:00 · 0 of 2 done" in _texts(opened)
    card.starts["session"].click()
    assert opened.window.session is not None
    assert opened.window.session.driver.timeline.routine == "session"


def test_programmes_are_found_in_the_library(open_window: Callable[..., Opened]) -> None:
    """A chip of the Library shows the programmes, and a card opens the page."""
    opened = open_window(WITH)
    opened.window.library.types.buttons[2].click()
    cards = opened.window.library.grid.cards
    assert cards.rowCount() == 1
    card = cards.data(cards.index(0), CARD)
    opened.window.library.card_opened.emit(card)
    assert opened.page.windowTitle() == "Six weeks"


def test_a_programme_that_is_ruled_out_cannot_be_taken_up(open_window: Callable[..., Opened]) -> None:
    """The page says why, and offers no beginning."""
    opened = open_window(WITH)
    index = opened.library.index
    assert index is not None
    (regimen,) = index.regimens
    with closing(Store.open(opened.database, opened.clock.wall())) as store:
        found = standing(store, replace(regimen, barred="Your skin is hurt."), opened.clock.wall())
    view = ProgrammeView(opened.window._theme, found, {item.id: "" for item in regimen.items})
    assert "begin" not in view.buttons
    assert "Not for you now. Your skin is hurt." in [label.text() for label in view.findChildren(QLabel)]
