from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QMessageBox
from shiboken6 import delete

from coach import paths
from coach import settings as files
from coach.app import Coach, routine_folders
from coach.clock import FakeClock
from coach.desktop.single_instance import InstanceServer, ask_running
from coach.drivers.backup_driver import BackupDriver
from coach.drivers.collector import Collector
from coach.history.store import Store
from coach.player.snapshot import Status
from coach.routine.folders import Folder
from coach.routine.library import Library
from coach.safety import profile as safety
from coach.safety.profile import Profile
from coach.settings import Appearance, Settings
from coach.ui.diary_form import DiaryForm
from coach.ui.diary_timer import DiaryTimer
from coach.ui.easel import Easel
from coach.ui.theme import Theme
from tests.routine import texts
from tests.ui.paper import PaperPainter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    Make = Callable[..., Coach]


@pytest.fixture
def make(qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """Join the app together; hooks and garbage collection are put back after the test."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(QMessageBox, "warning", lambda *words: pytest.fail(str(words)))
    monkeypatch.setattr("coach.ui.figures.Painter", PaperPainter)
    made: list[Coach] = []

    def build(*folders: Path, speed: float = 1.0, profile: Profile | None = None) -> Coach:
        if profile is not None:
            safety.save(paths.safety_file(), profile)
        coach = Coach(qapp, FakeClock(), folders, speed)
        qtbot.addWidget(coach.window)
        made.append(coach)
        return coach

    yield build
    for coach in made:
        coach.window.close()
        delete(coach.theme)
    usual = Theme(qapp, Appearance())
    usual.dress()  # other tests begin at the usual size
    delete(usual)


def _well() -> Profile:
    """Somebody who has said today that no condition applies."""
    known = Library.read([Folder(paths.bundled_routines(), "bundled")]).conditions
    return Profile(seen=True).answer(tuple(known), (), FakeClock().wall().date())


def _status(coach: Coach) -> Status:
    assert coach.window.session is not None
    return coach.window.session.driver.state.status


def test_before_it_settles_nothing_is_read_or_written(make: Make, home: Path) -> None:
    """Building the app reads the settings and the cache alone; no folder is made."""
    coach = make()
    assert coach.library.library is None
    assert not home.exists()


def test_settling_reads_the_library_beside_the_window(make: Make, qtbot: QtBot) -> None:
    """After the first frame the bundled routines arrive by signal; bugs and garbage are seen to."""
    coach = make()
    before = sys.excepthook
    with qtbot.waitSignal(coach.library.ready):
        coach.settle()
    assert sys.excepthook != before
    assert coach.window.library.grid.cards.rowCount() > 10
    assert not gc.isenabled()
    assert coach.findChild(Collector) is not None


def test_a_library_that_is_there_is_not_read_again(make: Make) -> None:
    """When `coach play` has read the files already, settling leaves it at that."""
    coach = make()
    library = coach.library.read_now()
    told: list[object] = []
    coach.library.ready.connect(told.append)
    coach.settle()
    assert coach.library.library is library
    assert not [each for each in threading.enumerate() if each.name == "library"]
    assert told == []


def test_what_is_wrong_with_the_settings_is_said(make: Make) -> None:
    """A settings file that cannot be understood is told on the Today page, and Coach starts all the same."""
    paths.settings_file().parent.mkdir(parents=True)
    paths.settings_file().write_text("[appearance]\ntext_scale = 9000\n", encoding="utf-8")
    coach = make()
    assert not coach.window.day.view.news.isHidden()
    assert "Text size" in coach.window.day.view._news_text.text()


def test_the_settings_are_in_force_and_a_change_is_too(make: Make) -> None:
    """The text has the size of the settings file, and follows each change."""
    files.save(paths.settings_file(), Settings(appearance=Appearance(text_scale=150)))
    coach = make()
    assert coach.theme.scale == 1.5
    assert coach.window.day.view.news.isHidden()
    coach.settings.change(Settings())
    assert coach.theme.scale == 1.0


def test_later_folders_stand_in_for_earlier_ones(tmp_path: Path) -> None:
    """First what comes with Coach, then the person's own, if any, then those named at the start."""
    (bundled,) = routine_folders([])
    assert (bundled.path, bundled.origin) == (paths.bundled_routines(), "bundled")
    paths.own_routines().mkdir(parents=True)
    assert [(each.path, each.origin) for each in routine_folders([tmp_path])] == [
        (paths.bundled_routines(), "bundled"),
        (paths.own_routines(), "own"),
        (tmp_path, "given"),
    ]


def test_a_file_in_a_folder_given_at_the_start_can_be_played(make: Make, tmp_path: Path) -> None:
    """An author's own folder is read with the others, and rehearsed at the speed asked for."""
    (tmp_path / "wave.yaml").write_text(texts.exercise("my-wave"), encoding="utf-8")
    coach = make(tmp_path, speed=10.0)
    coach.window.play("my-wave")
    assert _status(coach) is Status.RUNNING
    store = Store.open(paths.database(), FakeClock().wall())
    (session,) = store.sessions(5)
    store.close()
    assert (session.routine, session.speed) == ("my-wave", 10.0)


def test_a_folder_given_at_the_start_may_bring_its_own_poses(make: Make, tmp_path: Path) -> None:
    """The figure finds the poses that stand beside the exercises of a given folder."""
    (tmp_path / "poses").mkdir()
    (tmp_path / "poses" / "mine.yaml").write_text(
        "coach: 1\ntype: poses\nfigure: hand\nposes:\n  mine: {title: Mine, from: full-fist}\n",
        encoding="utf-8",
    )
    motion = "{figure: hand, frames: [{pose: mine}]}"
    (tmp_path / "wave.yaml").write_text(texts.exercise("wave", motion=motion), encoding="utf-8")
    coach = make(tmp_path)
    coach.library.read_now()
    order = coach.window.figures.order("wave", mirrored=False)
    assert order is not None
    image, _ = Easel().paint(replace(order, width=64, height=64))
    assert image is not None


def test_another_start_brings_the_window_forward(make: Make, qtbot: QtBot) -> None:
    """A window that was made small comes back and has the keyboard."""
    coach = make()
    coach.library.read_now()
    coach.window.showMinimized()
    coach.come_forward("show")
    qtbot.waitUntil(coach.window.isActiveWindow)
    assert not coach.window.isMinimized()
    assert coach.window.session is None


def test_another_start_may_begin_a_session_but_never_end_one(make: Make) -> None:
    """`play ID` begins a session where none runs; where one runs it goes on untouched."""
    coach = make(profile=_well())
    coach.come_forward("play writer-micro-60")
    session = coach.window.session
    assert session is not None
    assert session.driver.timeline.routine == "writer-micro-60"
    coach.come_forward("play desk-foot-2")
    assert coach.window.session is session
    assert _status(coach) is Status.RUNNING


def test_another_start_may_ask_for_help_with_a_cramp(make: Make) -> None:
    """`rescue` asks where it is, `rescue PLACE` what else must be known; a session that runs gives way."""
    coach = make(profile=_well())
    coach.library.read_now()
    coach.come_forward("play writer-micro-60")
    session = coach.window.session
    assert session is not None
    coach.come_forward("rescue")
    assert session.is_over
    assert coach.window.pages.current.windowTitle() == "Where is the cramp?"
    coach.come_forward("rescue toes")
    assert coach.window.pages.current.windowTitle() == "Which way is the toe pulled?"
    coach.come_forward("rescue thumb")
    assert _status(coach) is Status.RUNNING


def test_another_start_may_ask_for_the_cramp_diary(make: Make) -> None:
    """`diary now` starts the time, `diary write` opens an empty form over it; neither loses the other."""
    coach = make(profile=_well())
    coach.come_forward("diary now")
    timer = coach.window.pages.current
    assert timer.windowTitle() == "A cramp now"
    coach.come_forward("diary now")
    assert coach.window.pages.current is timer
    coach.come_forward("diary write")
    form = coach.window.pages.current
    assert isinstance(form, DiaryForm)
    form.back.click()
    assert coach.window.pages.current is timer


def test_a_session_waits_under_the_cramp_diary(make: Make) -> None:
    """It is paused, nothing of it is lost, and the way back leads to it."""
    coach = make(profile=_well())
    coach.come_forward("play writer-micro-60")
    playing = coach.window.pages.current
    coach.come_forward("diary now")
    timer = coach.window.pages.current
    assert isinstance(timer, DiaryTimer)
    assert _status(coach) is Status.PAUSED
    timer.places[0].click()
    timer.let_go.click()
    assert coach.window.pages.current is playing
    coach.come_forward("diary write")
    form = coach.window.pages.current
    assert isinstance(form, DiaryForm)
    form.save.click()
    assert coach.window.pages.current is playing


def test_a_rescue_goes_on_when_a_cramp_is_to_be_timed(make: Make) -> None:
    """It counts the time itself and offers to write it down."""
    coach = make(profile=_well())
    coach.library.read_now()
    coach.come_forward("rescue thumb")
    leading = coach.window.pages.current
    coach.come_forward("diary now")
    assert coach.window.pages.current is leading
    assert _status(coach) is Status.RUNNING


def test_files_that_were_replaced_are_taken_up_where_one_is(make: Make, qtbot: QtBot) -> None:
    """`reload`, which a restore or a deletion says: the page stays, the window does not come forward."""
    coach = make(profile=_well())
    coach.library.read_now()
    coach.window.show_settings()
    page = coach.window.pages.current
    files.save(paths.settings_file(), Settings(appearance=Appearance(text_scale=125)))
    paths.safety_file().unlink()
    with qtbot.waitSignal(coach.library.ready, timeout=20_000):
        coach.come_forward("reload")
    assert coach.settings.value.appearance.text_scale == 125
    assert coach.safety.value == Profile()
    assert coach.window.pages.current is page
    assert not coach.window.isVisible()
    qtbot.waitUntil(lambda: not coach.library.is_reading, timeout=20_000)


def test_an_unknown_wish_only_brings_the_window_forward(make: Make) -> None:
    """A start with other folders of its own may ask for what this Coach does not know: nothing breaks."""
    coach = make()
    coach.library.read_now()
    coach.come_forward("play no-such-thing")
    assert coach.window.session is None
    assert coach.window.isVisible()
    assert "no-such-thing" in coach.window.day.view._news_text.text()


def test_a_routine_written_since_the_start_can_be_played(make: Make, tmp_path: Path) -> None:
    """What this Coach does not know yet is looked for in the files once more."""
    coach = make(tmp_path)
    coach.library.read_now()
    (tmp_path / "wave.yaml").write_text(texts.exercise("my-wave"), encoding="utf-8")
    coach.come_forward("play my-wave")
    assert _status(coach) is Status.RUNNING


def test_after_settling_the_back_up_of_the_day_is_looked_after(make: Make) -> None:
    """A window that stays open, where no reminders run, sees to it as well."""
    coach = make()
    coach.library.read_now()  # nothing comes from a thread when the test is over
    assert coach.findChild(BackupDriver) is None
    coach.settle()
    assert coach.findChild(BackupDriver) is not None


def test_after_settling_other_starts_are_heard(make: Make, qtbot: QtBot) -> None:
    """What a second process asks for arrives in the window."""
    server = InstanceServer.claim()
    assert server is not None
    coach = make(profile=_well())
    coach.library.read_now()
    coach.settle(server)
    try:
        assert ask_running("play writer-micro-60")
        qtbot.waitUntil(lambda: coach.window.session is not None)
        assert _status(coach) is Status.RUNNING
    finally:
        notifier = coach.findChild(QSocketNotifier)
        assert isinstance(notifier, QSocketNotifier)
        notifier.setEnabled(False)
        server.close()


def test_the_program_paints_settles_and_listens() -> None:
    """The real program says when its first frame is painted, and from then on hears other starts."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "COACH_TRACE_START": "1"}
    command = [sys.executable, "-m", "coach"]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as program:
        try:
            assert program.stderr is not None
            assert any(line.startswith("first-paint ") for line in program.stderr)
            assert ask_running("show", patience=10.0)
        finally:
            program.terminate()


def test_safety_answers_that_cannot_be_read_are_told_on_the_first_page(make: Make) -> None:
    """What is wrong in the safety file stands above the cards, beside what is wrong in the settings."""
    paths.safety_file().parent.mkdir(parents=True)
    paths.safety_file().write_text("seen = 1", encoding="utf-8")
    paths.settings_file().write_text("[tea]", encoding="utf-8")
    news = make().window.day.view._news_text.text()
    assert news == "Coach knows no setting named “tea”.\n“seen” can be true or false."


def test_an_answer_changes_the_library_at_once(make: Make) -> None:
    """Safety answers, library and cards are joined: what is ticked is gone from what can be played."""
    coach = make()
    coach.library.read_now()
    assert coach.library.library is not None
    assert "ankle-pumps" in coach.library.library.exercises
    coach.safety.change(coach.safety.value.answer(("DVT",), ("DVT",), FakeClock().wall().date()))
    assert "ankle-pumps" not in coach.library.library.exercises
    assert any(card.barred for card in coach.window.library._cards)
