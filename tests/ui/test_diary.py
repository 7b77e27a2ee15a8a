from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from coach.errors import CoachError
from coach.history.cramp import DETAILS, PLACES, Cramp
from coach.history.store import Store
from coach.routine.plan import Side
from coach.ui.diary_form import DiaryForm
from coach.ui.diary_list import DiaryList
from coach.ui.diary_timer import DiaryTimer
from coach.ui.history_view import HistoryView
from tests.history.records import FULL_CRAMP

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from coach.history.cramp import Version
    from tests.ui.conftest import Opened


def _diary(opened: Opened) -> DiaryList:
    opened.window.history_pages.show_diary()
    page = opened.page
    assert isinstance(page, HistoryView)
    assert isinstance(page.shown, DiaryList)
    return page.shown


def _form(opened: Opened) -> DiaryForm:
    assert isinstance(opened.page, DiaryForm)
    return opened.page


def _timer(opened: Opened) -> DiaryTimer:
    assert isinstance(opened.page, DiaryTimer)
    return opened.page


def _versions(opened: Opened, identity: int = 1) -> tuple[Version, ...]:
    with closing(Store.open(opened.database, opened.clock.wall())) as store:
        return store.cramp_versions(identity)


def test_the_form_has_everything_that_is_asked_at_a_visit(qtbot: QtBot) -> None:
    """Every field of an entry is in the form, and an entry that is opened and saved is the same."""
    whole = replace(FULL_CRAMP, lasted=185.0, note="The third this week.", weakness=False)
    form = DiaryForm(whole)
    qtbot.addWidget(form)
    assert {*form.chips, *form.lines} >= {
        *DETAILS,
        "place",
        "side",
        "way",
        "lasted",
        "let_go",
        "done",
        "pain",
    }
    assert form.filled() == whole


def test_an_entry_needs_no_more_than_when_and_where(open_window: Callable[..., Opened]) -> None:
    """An empty form is saved with now and the place that was pressed; nothing else is made up."""
    opened = open_window()
    _diary(opened).add.click()
    form = _form(opened)
    form.chips["place"].choose("arch")
    form.save.click()
    now = opened.clock.wall()
    assert [version.cramp for version in _versions(opened)] == [
        Cramp(now.replace(second=0, microsecond=0), "arch", id=1)
    ]
    assert isinstance(opened.page, HistoryView)


@pytest.mark.parametrize(("name", "value"), [("time", "25:00"), ("day", "soon"), ("lasted", "a while")])
def test_what_cannot_be_read_is_told_and_nothing_is_lost(qtbot: QtBot, name: str, value: str) -> None:
    """A wrong time, day or length is a sentence on the page, and the form stays as it is."""
    form = DiaryForm(FULL_CRAMP)
    qtbot.addWidget(form)
    form.lines[name].setText(value)
    with pytest.raises(CoachError):
        form.filled()
    form.save.click()
    assert not form.trouble.isHidden()
    assert form.lines[name].text() == value


def test_a_length_has_an_end(qtbot: QtBot) -> None:
    """Who says how long it lasted says that it let go, unless they say otherwise."""
    form = DiaryForm(Cramp(FULL_CRAMP.began, "calf"))
    qtbot.addWidget(form)
    form.lines["lasted"].setText("3 min")
    assert (form.filled().lasted, form.filled().let_go) == (180.0, True)
    form.chips["let_go"].choose("no")
    assert not form.filled().let_go


def test_the_time_runs_from_the_first_moment_and_one_press_writes_it_down(
    open_window: Callable[..., Opened],
) -> None:
    """Pressing where it is writes an entry at once; letting go adds how long, and the form opens."""
    opened = open_window()
    _diary(opened).timer.click()
    timer = _timer(opened)
    began = opened.clock.wall()
    opened.clock.advance(20)
    timer.places[5].click()
    assert [(each.cramp.place, each.cramp.began) for each in _versions(opened)] == [("calf", began)]
    opened.clock.advance(45)
    timer.tick()
    assert timer.time.text() == "1:05"
    timer.let_go.click()
    form = _form(opened)
    form.chips["side"].choose("left")
    form.save.click()
    latest = _versions(opened)[-1].cramp
    assert (latest.lasted, latest.let_go, latest.side) == (65.0, True, Side.LEFT)


def test_after_ten_minutes_the_timer_says_to_get_help(open_window: Callable[..., Opened]) -> None:
    """A cramp that has not let go after ten minutes is a reason to be seen the same day."""
    opened = open_window()
    _diary(opened).timer.click()
    timer = _timer(opened)
    opened.clock.advance(599)
    timer.tick()
    assert timer.long.isHidden()
    opened.clock.advance(1)
    timer.tick()
    assert not timer.long.isHidden()


def test_hands_stiff_from_fast_breathing_are_an_emergency(
    open_window: Callable[..., Opened],
) -> None:
    """The timer says what the rescue for them says: no relief in five minutes is a reason to call."""
    opened = open_window()
    _diary(opened).timer.click()
    timer = _timer(opened)
    timer.places[PLACES.index("breathing")].click()
    opened.clock.advance(300)
    timer.tick()
    assert not timer.long.isHidden()
    said = [label.text() for label in timer.long.findChildren(QLabel)]
    assert said == ["It has lasted five minutes. It can have other causes. Call your emergency number now."]


def test_an_entry_can_be_corrected_and_what_stood_there_is_shown(open_window: Callable[..., Opened]) -> None:
    """A correction is a new version; the form shows the earlier ones."""
    opened = open_window()
    with closing(Store.open(opened.database, opened.clock.wall())) as store:
        identity = store.note_cramp(Cramp(opened.clock.wall(), "calf"))
    opened.window.history_pages.show_cramp(identity)
    _form(opened).chips["place"].choose("toes")
    _form(opened).save.click()
    assert [each.cramp.place for each in _versions(opened)] == ["calf", "toes"]
    opened.window.history_pages.show_cramp(identity)
    assert any(label.text().endswith("Calf.") for label in opened.page.findChildren(QLabel))


def test_an_entry_that_is_taken_out_can_come_back(open_window: Callable[..., Opened]) -> None:
    """It is gone from the diary and kept; one press brings it back."""
    opened = open_window()
    with closing(Store.open(opened.database, opened.clock.wall())) as store:
        identity = store.note_cramp(Cramp(opened.clock.wall(), "calf"))
    opened.window.history_pages.show_cramp(identity)
    _form(opened).take_out.click()
    assert _form(opened).save.text() == "Bring it back"
    assert [each.withdrawn for each in _versions(opened)] == [False, True]
    _form(opened).save.click()
    assert [each.withdrawn for each in _versions(opened)] == [False, True, False]


def test_deleting_for_good_asks_once_more(open_window: Callable[..., Opened]) -> None:
    """One press is not enough; after the second nothing of the entry is left."""
    opened = open_window()
    with closing(Store.open(opened.database, opened.clock.wall())) as store:
        identity = store.note_cramp(Cramp(opened.clock.wall(), "calf"))
    opened.window.history_pages.show_cramp(identity)
    _form(opened).forget.click()
    assert len(_versions(opened)) == 1
    _form(opened).sure.click()
    assert _versions(opened) == ()
