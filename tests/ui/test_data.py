from __future__ import annotations

import json
import threading
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from coach import paths
from coach import settings as files
from coach.history.cramp import Cramp
from coach.history.store import Store
from coach.player.snapshot import Status
from coach.routine.programme_course import CourseEvent, Event
from coach.safety import profile as profile_files
from coach.safety.profile import Profile
from coach.settings import Appearance, Backup, Hands, Settings, WritingSide
from coach.ui.data_grid import GridForm
from coach.ui.data_view import DataView
from coach.ui.diary_form import DiaryForm
from coach.ui.diary_timer import DiaryTimer
from coach.ui.history_view import HistoryView
from tests.routine import texts
from tests.ui.test_programme_view import WITH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Opened

FILE_DIALOG = "coach.ui.data_view.QFileDialog"


@pytest.fixture
def opened(open_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Opened:
    """The page of the data, over a history with a cramp; what it backs up lies beside it."""
    made = open_window(WITH)
    with closing(Store.open(made.database, made.clock.wall())) as store:
        store.note_cramp(Cramp(made.clock.wall(), "calf"))
    safety = tmp_path / "safety.toml"
    safety.write_text("ticked = []\n", encoding="utf-8")
    things = {"history.sqlite3": made.database, "safety.toml": safety}
    monkeypatch.setattr("coach.ui.history_pages.paths.things", lambda: things)
    made.window.history_pages.show_data()
    return made


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answer every question for a file or folder with this one."""

    def answer(path: Path) -> None:
        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(f"{FILE_DIALOG}.{name}", lambda *_: (str(path), ""))
        monkeypatch.setattr("coach.ui.data_daily.QFileDialog.getExistingDirectory", lambda *_: str(path))

    return answer


def _page(opened: Opened) -> DataView:
    assert isinstance(opened.page, DataView)
    return opened.page


def _press(qtbot: QtBot, opened: Opened, name: str) -> str:
    page = _page(opened)
    with qtbot.waitSignal(page.errand.done, timeout=20_000):
        page.buttons[name].click()
    return page.said.text()


def _cramps(opened: Opened) -> int:
    with closing(Store.open(opened.database, opened.clock.wall())) as store:
        return store.counts().cramps


def test_a_back_up_is_written_and_restored(
    qtbot: QtBot, opened: Opened, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    """The file is found whole; restoring says what it holds, asks, and puts everything back."""
    choose(tmp_path / "all.zip")
    assert "all.zip is whole: 0 sessions and 2 files" in _press(qtbot, opened, "backup")
    with closing(Store.open(opened.database, opened.clock.wall())) as store:
        store.note_cramp(Cramp(opened.clock.wall(), "arch"))
    page = _page(opened)
    _press(qtbot, opened, "restore")
    assert not page.sure_restore.isHidden()
    assert _cramps(opened) == 2
    assert _press(qtbot, opened, "restore it").startswith("Restored.")
    assert _cramps(opened) == 1


def test_what_is_restored_is_in_force_at_once(
    qtbot: QtBot, opened: Opened, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    """Settings, safety answers, own routines and the history: the window goes on with them, not restarted."""
    window, things = opened.window, paths.things()
    things |= {"settings.toml": tmp_path / "settings.toml", "routines": tmp_path / "routines"}
    choose(tmp_path / "all.zip")
    window.history_pages.show_data()
    opened.settings.change(Settings(appearance=Appearance(text_scale=150)))
    profile_files.save(things["safety.toml"], Profile(frozenset({"pregnancy"}), seen=True))
    _press(qtbot, opened, "backup")
    opened.settings.change(Settings(backup=Backup(keep=3)))
    opened.safety.change(Profile(seen=True))
    (tmp_path / "routines" / "new.yaml").write_text(texts.exercise("new"), encoding="utf-8")
    opened.library.read_now()
    page = _page(opened)
    _press(qtbot, opened, "restore")
    with qtbot.waitSignal(opened.library.ready, timeout=20_000):
        _press(qtbot, opened, "restore it")
    assert opened.settings.value.appearance.text_scale == 150
    assert opened.safety.value.ticked == {"pregnancy"}
    qtbot.waitUntil(lambda: not opened.library.is_reading)
    assert opened.library.shelf is not None
    assert "new" not in opened.library.shelf.written.exercises
    assert opened.page is page
    opened.settings.change(replace(opened.settings.value, hands=Hands(writing_side=WritingSide.LEFT)))
    assert files.load(things["settings.toml"])[0].appearance.text_scale == 150


def test_one_may_leave_while_it_is_done(
    qtbot: QtBot, opened: Opened, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    """What is restored is shown on the page that is open by then; the page of the data says it goes on."""
    choose(tmp_path / "all.zip")
    _press(qtbot, opened, "backup")
    with closing(Store.open(opened.database, opened.clock.wall())) as store:
        store.note_cramp(Cramp(opened.clock.wall(), "arch"))
    page = _page(opened)
    _press(qtbot, opened, "restore")
    page.buttons["restore it"].click()
    opened.window.history_pages.show_data()
    assert _page(opened).said.text() == "A moment …"
    opened.window.history_pages.show_diary()
    history = opened.page
    assert isinstance(history, HistoryView)
    with qtbot.waitSignal(page.errand.done, timeout=20_000):
        pass
    assert opened.page is history
    assert history.shown is not None
    words = [label.text() for label in history.shown.findChildren(QLabel)]
    assert any("Calf" in each for each in words)
    assert not any("Sole" in each for each in words)


def test_who_has_left_the_done_page_has_no_session_in_the_way(
    qtbot: QtBot, opened: Opened, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    """A session that is over, and whose last page was left by the side bar, is no session that runs."""
    choose(tmp_path / "all.zip")
    _press(qtbot, opened, "backup")
    opened.window.play("wave")
    opened.run(60)
    assert opened.status() is Status.FINISHED
    opened.window.go_to("history")
    opened.window.history_pages.show_data()
    _press(qtbot, opened, "restore")
    assert _press(qtbot, opened, "restore it").startswith("Restored.")


def test_a_file_that_is_no_back_up_is_told(
    qtbot: QtBot, opened: Opened, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    """Nothing is asked, nothing is changed, and the reason is said."""
    (tmp_path / "all.zip").write_text("no", encoding="utf-8")
    choose(tmp_path / "all.zip")
    page = _page(opened)
    _press(qtbot, opened, "restore")
    assert page.sure_restore.isHidden()
    assert page.said.text()


def test_a_folder_gets_a_back_up_every_day_from_now_on(
    qtbot: QtBot, opened: Opened, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    """Choosing one, such as one that is synchronised, makes the first; the page says when and where."""
    (tmp_path / "cloud").mkdir()
    choose(tmp_path / "cloud")
    page = _page(opened)
    daily = page.daily
    assert daily.told.isHidden()
    with qtbot.waitSignal(page.errand.done, timeout=20_000):
        daily.choose.click()
    (made,) = (tmp_path / "cloud").iterdir()
    assert page.said.text() == f"{made} is written and whole."
    assert daily.told.text() == f"Last back-up: today 09:00, to {made}."
    assert opened.settings.value.backup == Backup(daily=True, folder=str(tmp_path / "cloud"))
    daily.keep.buttons[0].click()
    assert opened.settings.value.backup.keep == 5
    daily.stop.click()
    assert not opened.settings.value.backup.daily
    assert not daily.told.isVisible()


def test_a_back_up_that_did_not_work_is_told_where_it_is_chosen(
    qtbot: QtBot, opened: Opened, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    """What was in the way, and that it is tried again, in words; the page shows it whenever it is opened."""
    choose(tmp_path / "gone")
    page = _page(opened)
    with qtbot.waitSignal(page.errand.done, timeout=20_000):
        page.daily.choose.click()
    assert page.said.text().startswith("The back-up did not work. There is no folder")
    opened.window.history_pages.show_data()
    told = _page(opened).daily.told.text()
    assert told.startswith("The back-up did not work today 09:00. There is no folder")
    assert "Coach tries again tomorrow." in told


@pytest.mark.parametrize(
    ("form", "holds"), [("json", "calf"), ("diary", "calf"), ("sessions", "began"), ("fhir", "Bundle")]
)
def test_the_history_is_handed_on(
    qtbot: QtBot, opened: Opened, choose: Callable[[Path], None], tmp_path: Path, form: str, holds: str
) -> None:
    """Each form is written where the person says, readable by them only."""
    to = tmp_path / f"out.{form}"
    choose(to)
    assert _press(qtbot, opened, form) == f"Written: {to}"
    assert holds in to.read_text(encoding="utf-8")
    assert to.stat().st_mode & 0o077 == 0


def test_planned_doses_become_a_calendar(
    qtbot: QtBot, opened: Opened, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    """Without a programme there is nothing to plan, which is said; with one there are its doses."""
    choose(tmp_path / "doses.ics")
    assert "No doses are planned" in _press(qtbot, opened, "ics")
    now = opened.clock.wall()
    with closing(Store.open(opened.database, now)) as store:
        store.tell_course(CourseEvent("weeks", Event.BEGUN, now.date(), now))
    _press(qtbot, opened, "ics")
    assert "BEGIN:VEVENT" in (tmp_path / "doses.ics").read_text(encoding="utf-8")


def test_what_was_handed_on_can_be_read_in_and_comes_in_once(
    qtbot: QtBot, opened: Opened, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    """Reading in the whole history again adds nothing."""
    choose(tmp_path / "all.json")
    _press(qtbot, opened, "json")
    assert json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert "1 were here already" in _press(qtbot, opened, "import")
    assert _cramps(opened) == 1


def test_deleting_everything_asks_and_says_what_it_did(qtbot: QtBot, opened: Opened) -> None:
    """One press asks; the second deletes, counts what is gone, and says what may be left elsewhere."""
    page = _page(opened)
    page.buttons["erase"].click()
    assert _cramps(opened) == 1
    said = _press(qtbot, opened, "erase it")
    assert "1 cramp and 0 decisions" in said
    assert "safety.toml" in said
    assert "Back-ups, those of every day too, and exports are still there." in said
    assert _cramps(opened) == 0
    assert opened.safety.value == Profile()


def test_the_page_says_where_the_back_ups_of_every_day_still_are(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    """After everything is deleted, the folder that was chosen is named."""
    opened.settings.change(Settings(backup=Backup(daily=True, folder=str(tmp_path / "cloud"))))
    _page(opened).buttons["erase"].click()
    assert f"(in {tmp_path / 'cloud'})" in _press(qtbot, opened, "erase it")


def test_what_cannot_begin_yet_is_told(
    qtbot: QtBot, opened: Opened, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    """While something is done, each other press says that it takes a moment; nothing counts as checked."""
    page, go_on = _page(opened), threading.Event()
    choose(tmp_path)
    (tmp_path / "all.zip").write_text("no", encoding="utf-8")
    with qtbot.waitSignal(page.errand.done, timeout=20_000):
        assert page.errand.run(lambda: str(go_on.wait(20)))
        for press in (page.buttons["restore"], page.daily.choose, page.daily.now):
            page.told.hide()
            page.said.setText("")
            press.click()
            assert page.said.text() == "A moment …"
            assert not page.told.isHidden()
        go_on.set()
    assert page.said.text() == "True"
    assert page.sure_restore.isHidden()


def test_the_first_of_two_back_ups_is_the_one_that_is_asked_about(
    qtbot: QtBot, opened: Opened, choose: Callable[[Path], None], tmp_path: Path
) -> None:
    """Another that is chosen while the first is still being checked does not take its place unseen."""
    choose(tmp_path / "all.zip")
    _press(qtbot, opened, "backup")
    page = _page(opened)
    with qtbot.waitSignal(page.errand.done, timeout=20_000):
        page.buttons["restore"].click()
        choose(tmp_path / "other.zip")
        page.buttons["restore"].click()
    assert not page.sure_restore.isHidden()
    assert _press(qtbot, opened, "restore it").startswith("Restored.")


@pytest.mark.parametrize("is_now", [True, False])
def test_a_hand_out_that_is_being_ticked_waits_under_the_diary(opened: Opened, is_now: bool) -> None:
    """The tray, or `coach diary now`, lays the timer or a form over it: afterwards every tick is there."""
    opened.window.history_pages.show_grid()
    form = opened.page
    assert isinstance(form, GridForm)
    form.grid.setCurrentCell(0, 0)
    QTest.keyClick(form.grid, Qt.Key.Key_2)
    opened.window.write_down(is_now=is_now)
    over = opened.page
    assert isinstance(over, DiaryTimer if is_now else DiaryForm)
    over.back.click()
    assert opened.page is form
    assert form.grid.times(0, 0) == 2


def test_a_hand_out_is_ticked_by_keyboard(opened: Opened) -> None:
    """The space bar counts up and a digit sets; each tick becomes a session from paper, and only once."""
    opened.window.history_pages.show_grid()
    form = opened.page
    assert isinstance(form, GridForm)
    form.before.click()
    form.grid.setCurrentCell(0, 2)
    QTest.keyClick(form.grid, Qt.Key.Key_Space)
    form.grid.setCurrentCell(0, 4)
    QTest.keyClick(form.grid, Qt.Key.Key_2)
    form.save.click()
    assert form.said.text() == "Imported 3 sessions from paper; 0 were here already."
    assert form.as_table().strip() == "date,routine,times"
    found = opened.sessions()
    monday = opened.clock.wall().date() - timedelta(days=opened.clock.wall().date().weekday() + 7)
    assert sorted({each.started.date() for each in found}) == [
        monday + timedelta(days=2),
        monday + timedelta(days=4),
    ]
    assert {each.source for each in found} == {"paper"}


def test_the_hand_out_of_an_exercise_comes_back_too(opened: Opened) -> None:
    """Whatever can be printed by itself can be ticked: after the routines come the exercises."""
    opened.window.history_pages.show_grid()
    form = opened.page
    assert isinstance(form, GridForm)
    (number,) = (number for number, (identity, _) in enumerate(form._known) if identity == "wave")
    assert number > 0
    form.before.click()
    form._add_row(number)
    form.grid.setCurrentCell(form.grid.rowCount() - 1, 0)
    QTest.keyClick(form.grid, Qt.Key.Key_Space)
    form.save.click()
    assert [each.routine for each in opened.sessions()] == ["wave"]


def test_a_day_still_to_come_is_refused_in_kind_words(opened: Opened) -> None:
    """Ticks of tomorrow are no sessions: nothing comes in, and the grid keeps what was ticked."""
    opened.window.history_pages.show_grid()
    form = opened.page
    assert isinstance(form, GridForm)
    form._monday += timedelta(days=7)
    form.grid.setCurrentCell(0, 6)
    QTest.keyClick(form.grid, Qt.Key.Key_Space)
    form.save.click()
    assert "still to come" in form.said.text()
    assert form.grid.times(0, 6) == 1


def test_the_data_is_found_in_the_settings(opened: Opened) -> None:
    """A button among the files of the settings leads to back-up, export and deletion."""
    opened.window.go_to("settings")
    opened.page.data.click()  # type: ignore[attr-defined]  # the settings' own button
    assert isinstance(opened.page, DataView)
