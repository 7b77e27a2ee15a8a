"""Everyone can use every window: by keyboard, by ear, and with text twice as large."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTextBrowser, QWidget

from coach import paths
from coach.bundle.signing import sign
from coach.player.rating import Kind
from coach.reminders.told import PauseTold
from coach.safety.profile import Profile
from coach.settings import Appearance, Settings
from coach.ui.author.editor import Editor
from coach.ui.author.share_page import SharePage
from coach.ui.change_view import ChangeView
from coach.ui.done_view import DoneView
from coach.ui.handout_view import HandoutView
from coach.ui.history_overview import Overview
from coach.ui.history_view import HistoryView
from coach.ui.player_keys import KEYS
from coach.ui.player_view import PlayerView
from coach.ui.rate_view import RateView
from coach.ui.reminders_view import RemindersView
from coach.ui.rest_view import RestView
from coach.ui.safety_view import SafetyView
from coach.ui.sessions import Sessions
from coach.ui.stop_view import StopView
from coach.ui.widgets.key_sheet import KeySheet
from tests.bundle.making import a_bundle
from tests.routine.texts import exercise, routine
from tests.ui import test_safety_gate as safe
from tests.ui.conftest import FILES
from tests.ui.reminders import BED, NOW, OFFER, told
from tests.ui.reminders import KEYS as WORK

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from coach.ui.author.author_view import AuthorView
    from tests.ui.conftest import Opened

    Open = Callable[..., Opened]

LARGE = Settings(appearance=Appearance(text_scale=200))
MOST_LINKS = 100
"""Presses of Tab within which one is out of a text again."""
RESCUE = """
- ask: Which way is the toe pulled?
  answers: [{answer: Curling down, then: Down}, {answer: Pulling up or lying across another toe, then: Up}]
- {block: Down, loop: until it lets go, limit: 1 min, steps: [{exercise: curl, for: 25 s}]}
- {block: Up, loop: until it lets go, limit: 1 min, steps: [{exercise: curl, for: 25 s}]}
"""
BAD = {
    **FILES,
    **safe.FILES,
    "bad.yaml": "coach: 1\ntype: exercise\n",
    "closed.yaml": exercise("closed", only_if="Has a doctor or a therapist shown you this exercise before?"),
    "rescue.yaml": routine(RESCUE, "rescue", rescues="[toes]"),
    "rated.yaml": routine(
        "- {exercise: curl}",
        "rated",
        rate="{before: [pain, stiffness, numbness], after: [pain, effort]}",
        rules='[{when: {pain: ">5"}, then: stop, say: "Stop here for today. Do less next time."}]',
    ),
}


def _library(opened: Opened) -> None:
    opened.window.library.say("Something to read.")
    opened.window.library.more.click()


def _problems(opened: Opened) -> None:
    opened.window.library_pages.show_problems()


def _routine(opened: Opened) -> None:
    opened.window.open_page("session")


def _settings(opened: Opened) -> None:
    opened.window.go_to("settings")


def _today(opened: Opened) -> None:
    opened.window.settle()
    opened.window.go_to("today")


def _told(opened: Opened) -> None:
    """Everything that can be said of reminders at once."""
    opened.window.settle()
    opened.window.day.turn_on()
    held = replace(WORK, holds=("a call is on", "quiet hours"))
    opened.tell(
        told(
            expected=(held, BED),
            offer=OFFER,
            question=1800.0,
            writing_until=NOW + 900,
            pauses=(PauseTold("hour", NOW + 60), PauseTold("the violin lesson", None)),
        )
    )
    opened.window.go_to("today")


def _reminders(opened: Opened) -> None:
    _told(opened)
    opened.window.go_to("reminders")
    page = opened.page
    assert isinstance(page, RemindersView)
    page.when.hours.buttons[1].click()
    page.when.daily.buttons[1].click()
    page.known.why.click()
    page.say("Something in the settings file cannot be used.")


def _rule(opened: Opened, kind: str) -> None:
    _today(opened)
    opened.window.go_to("reminders")
    page = opened.page
    assert isinstance(page, RemindersView)
    page.rules.adds[kind].click()


def _rule_of_work(opened: Opened) -> None:
    _rule(opened, "active-time")


def _rule_of_times(opened: Opened) -> None:
    _rule(opened, "clock")


def _rule_of_doses(opened: Opened) -> None:
    _rule(opened, "dose")


def _rule_of_drinks(opened: Opened) -> None:
    _rule(opened, "hydration")


def _history(opened: Opened) -> None:
    opened.window.play("curl")
    opened.run(60)
    page = opened.page
    assert isinstance(page, DoneView)
    page.leave.click()
    opened.window.go_to("history")
    history = opened.page
    assert isinstance(history, HistoryView)
    assert isinstance(history.shown, Overview)
    history.shown.settle()


def _learn(opened: Opened) -> None:
    opened.window.go_to("learn")
    opened.window.learn.follow("page:clots")
    opened.window.learn.follow("page:visit")
    opened.window.learn.back()  # from here one can go both ways


def _author(opened: Opened) -> None:
    opened.window.show_author()


def _author_of(opened: Opened, name: str) -> AuthorView:
    """A file is open in the Author view."""
    _author(opened)
    view = opened.window.author
    view.open(next(path for path in opened.library.folders[0].root.iterdir() if path.stem == name))
    return view


def _author_text(opened: Opened) -> None:
    _author_of(opened, "bad").finding.begin()


def _author_form(opened: Opened) -> None:
    view = _author_of(opened, "rescue")
    view.tabs.setCurrentWidget(view.form)
    view.tabs.setFocus()


def _author_new(opened: Opened) -> None:
    _author(opened)
    opened.window.author.ask_new()


def _author_changes(opened: Opened) -> None:
    view = _author_of(opened, "session")
    view.driver.replace(view.driver.text.replace("{exercise: wave}", "{exercise: wave, for: 30 s}"))
    view.tools.changes.click()


def _author_share(opened: Opened) -> None:
    view = _author_of(opened, "session")
    view.tools.share.click()
    page = view.stack.currentWidget()
    assert isinstance(page, SharePage)
    page.sign.setChecked(True)
    page.author.clear()
    page.make_at(opened.database.with_name("session.coach"))


def _author_receive(opened: Opened) -> None:
    home = opened.database.parent
    bundle = a_bundle(home, lambda said: sign(said, home / "theirs"))
    _author(opened)
    opened.window.author.sharing.look_into(bundle)


def _studio(opened: Opened) -> None:
    _author_of(opened, "wave").open_studio()


def _paper(opened: Opened) -> None:
    opened.window.library_pages.routine_pages.show_handout("session")
    page = opened.page
    assert isinstance(page, HandoutView)
    while page.press.is_busy:
        QApplication.processEvents()


def _help(opened: Opened) -> None:
    opened.window.go_to("get-help")


def _answers(opened: Opened) -> None:
    opened.window.leading.gate.show_answers(opened.window.show_library)
    page = opened.page
    assert isinstance(page, SafetyView)
    page.rows["CLOT"].click()


def _before(opened: Opened) -> None:
    opened.window.play("mixed")


def _changed(opened: Opened) -> None:
    opened.safety.change(Profile(frozenset({"NUMB"}), emergency_number="112"))
    opened.window.open_page("mixed")


def _ruled_out(opened: Opened) -> None:
    opened.safety.change(Profile(frozenset({"NUMB"}), seen=True))
    opened.window.open_page("numbing")


def _player(opened: Opened) -> None:
    opened.window.play("wave")


def _question(opened: Opened) -> None:
    opened.window.play("wave")
    QTest.keyClick(opened.page, Qt.Key.Key_S)


def _asked(opened: Opened) -> None:
    opened.window.play("rescue")


def _loop(opened: Opened) -> None:
    opened.window.play("rescue")
    QTest.keyClick(opened.window, Qt.Key.Key_2)
    opened.run(30)


def _limit(opened: Opened) -> None:
    _loop(opened)
    opened.run(31)


def _where(opened: Opened) -> None:
    opened.window.cramp_now()


def _resting(opened: Opened) -> None:
    opened.safety.change(Profile(emergency_number="112"))
    opened.window.cramp_now("calf")
    assert isinstance(opened.page, RestView)
    opened.clock.advance(601)
    opened.page.tick()


def _let_go(opened: Opened) -> None:
    _resting(opened)
    QTest.keyClick(opened.window, Qt.Key.Key_2)


def _written_down(opened: Opened) -> None:
    _loop(opened)
    QTest.keyClick(opened.window, Qt.Key.Key_L)
    opened.run(60)
    QTest.keyClick(opened.window, Qt.Key.Key_W)


def _closed(opened: Opened) -> None:
    opened.window.open_page("closed")


def _opened(opened: Opened) -> None:
    opened.window.leading.gate.confirm("closed", yes=True)


def _confirmed(opened: Opened) -> None:
    _opened(opened)
    opened.window.leading.gate.show_answers(opened.window.show_library)


def _done(opened: Opened) -> None:
    opened.window.play("rated")
    QTest.keyClick(opened.page, Qt.Key.Key_Return)
    opened.run(60)
    page = opened.page
    assert isinstance(page, DoneView)
    page.scales[Kind.PAIN].cells[9].click()
    page.feeling.buttons[-1].click()


def _rate(opened: Opened) -> None:
    opened.window.play("rated")
    assert isinstance(opened.page, RateView)


def _refused(opened: Opened) -> None:
    _rate(opened)
    for key in (Qt.Key.Key_9, Qt.Key.Key_Return):
        QTest.keyClick(opened.page.focusWidget() or opened.page, key)
    assert isinstance(opened.page, StopView)


def _hurts(opened: Opened) -> None:
    _player(opened)
    QTest.keyClick(opened.window, Qt.Key.Key_P)
    assert isinstance(opened.page, RateView)


def _stopped(opened: Opened) -> None:
    _hurts(opened)
    for key in (Qt.Key.Key_9, Qt.Key.Key_Return):
        QTest.keyClick(opened.page.focusWidget() or opened.page, key)
    assert isinstance(opened.page, StopView)


def _change(opened: Opened) -> None:
    _player(opened)
    QTest.keyClick(opened.window, Qt.Key.Key_A)
    assert isinstance(opened.page, ChangeView)


def _resume(opened: Opened) -> None:
    _player(opened)
    session = opened.window.session
    assert session is not None
    session.recorder.close()
    other = Sessions(
        opened.window._theme,
        opened.window.services,
        opened.window.pages,
        opened.window.figures,
        opened.window.leading.gate,
        None,
    )
    assert other.offer_lost()


def _why(opened: Opened) -> None:
    _change(opened)
    page = opened.page
    assert isinstance(page, ChangeView)
    page.buttons[-2].click()


EVERYWHERE = pytest.mark.parametrize(
    "go",
    [
        _today,
        _told,
        _reminders,
        _rule_of_work,
        _rule_of_times,
        _rule_of_doses,
        _rule_of_drinks,
        _library,
        _problems,
        _routine,
        _settings,
        _history,
        _author,
        _author_text,
        _author_form,
        _author_new,
        _author_changes,
        _author_share,
        _author_receive,
        _studio,
        _paper,
        _learn,
        _help,
        _answers,
        _before,
        _changed,
        _ruled_out,
        _player,
        _question,
        _asked,
        _loop,
        _limit,
        _where,
        _resting,
        _let_go,
        _written_down,
        _closed,
        _opened,
        _confirmed,
        _done,
        _rate,
        _refused,
        _hurts,
        _stopped,
        _change,
        _why,
        _resume,
    ],
)


def _visible(root: QWidget) -> list[QWidget]:
    return [each for each in root.findChildren(QWidget) if each.isVisible()]


def _said(widget: QWidget) -> str:
    """What a screen reader calls a widget."""
    seen = QAccessible.queryAccessibleInterface(widget)
    return seen.text(QAccessible.Text.Name).strip()


def _unnamed(root: QWidget) -> list[QWidget]:
    return [
        each
        for each in _visible(root)
        if each.focusPolicy() is not Qt.FocusPolicy.NoFocus and not _said(each)
    ]


@EVERYWHERE
def test_whatever_takes_the_keyboard_has_a_name(open_window: Open, go: Callable[[Opened], None]) -> None:
    """A screen reader can say what it is on, wherever the keyboard can go."""
    opened = open_window(BAD)
    go(opened)
    assert not _unnamed(opened.window)


def test_the_sheet_of_keys_has_names(open_window: Open, qtbot: QtBot) -> None:
    """The same holds for the list of keys; Escape closes it."""
    opened = open_window()
    sheet = KeySheet(KEYS, opened.window)
    qtbot.addWidget(sheet)
    with qtbot.waitActive(sheet):
        sheet.show()
    assert not _unnamed(sheet)
    shown = {label.text() for label in sheet.findChildren(QLabel)}
    assert {key.does for key in KEYS} <= shown
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def _walk(window: QWidget) -> set[QWidget]:
    """Every widget that Tab comes to until it comes round."""
    met: set[QWidget] = set()
    while (focused := QApplication.focusWidget()) not in met:
        assert focused is not None
        met.add(focused)
        # In the text of a file Tab moves a line in, and Escape goes on.
        QTest.keyClick(focused, Qt.Key.Key_Escape if isinstance(focused, Editor) else Qt.Key.Key_Tab)
        for _ in range(MOST_LINKS):  # a text has a stop at each of its links
            if isinstance(focused, QTextBrowser) and focused.hasFocus():
                QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert all(each.window() is window for each in met)
    return met


def _row_of(button: QPushButton) -> set[QPushButton]:
    group = button.group()
    return {cast("QPushButton", each) for each in group.buttons()} if group else {button}


@EVERYWHERE
def test_tab_comes_to_every_button(open_window: Open, go: Callable[[Opened], None]) -> None:
    """By Tab alone one gets to each button; of a row of choices, to the one that is on."""
    opened = open_window(BAD)
    go(opened)
    met = _walk(opened.window)
    seen = [each for each in _visible(opened.window) if isinstance(each, QPushButton)]
    buttons = [each for each in seen if each.isEnabled()]
    assert buttons
    assert not [each.text() for each in buttons if not _row_of(each) & met]


def test_arrows_choose_within_a_row(open_window: Open) -> None:
    """In a row of choices → goes to the next and chooses it, and the choice takes effect."""
    opened = open_window()
    library = opened.window.library
    routines, exercises, *_ = library.types.buttons
    routines.setFocus()
    QTest.keyClick(routines, Qt.Key.Key_Right)
    assert exercises.hasFocus()
    QTest.keyClick(exercises, Qt.Key.Key_Space)
    assert library.types.value == "exercise"
    assert library.grid.cards.rowCount() == 2


def _clipped(root: QWidget) -> list[str]:
    """Texts that have less room than they need."""
    found = []
    for each in _visible(root):
        if not isinstance(each, QLabel | QPushButton) or not each.text():
            continue
        if isinstance(each, QLabel) and each.wordWrap():
            fits = each.heightForWidth(each.width()) <= each.height()
            pieces = re.split(r"[\s/-]+", each.text())  # where Qt may break a line
            widest = max(each.fontMetrics().horizontalAdvance(word) for word in pieces)
            fits = fits and widest <= each.width()
        else:
            wanted = each.sizeHint()
            fits = wanted.width() <= each.width() and wanted.height() <= each.height()
        if not fits:
            found.append(f"{each.text()}: {each.sizeHint()} in {each.size()}")
    return found


def _lay_out(window: QWidget) -> None:
    """Let what Qt has put off until there is time be done now."""
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    for _ in range(3):  # words are fitted, then laid out
        QApplication.processEvents()
    assert window.isVisible()


@pytest.mark.parametrize("scale", [100, 200])
@EVERYWHERE
def test_no_text_is_clipped(open_window: Open, go: Callable[[Opened], None], scale: int) -> None:
    """In a window of 1180 by 800 every label and button has the room it needs, at 200 % text as well."""
    opened = open_window(BAD, Settings(appearance=Appearance(text_scale=scale)))
    opened.window.resize(1180, 800)
    go(opened)
    _lay_out(opened.window)
    assert not _clipped(opened.window)


@pytest.mark.parametrize(
    "identity", ["writer-break-5", "hand-strength-starter", "bedtime-night-cramp-trial", "travel-seat"]
)
def test_real_pages_fit_at_twice_the_size(open_window: Open, identity: str) -> None:
    """Pages that come with Coach, with all their cautions and sources, have room at 200 % text."""
    opened = open_window({}, LARGE, folder=paths.bundled_routines())
    opened.window.resize(1180, 800)
    opened.window.open_page(identity)
    _lay_out(opened.window)
    assert not _clipped(opened.window)


def test_the_warnings_of_a_rescue_are_not_cut_off_at_twice_the_size(open_window: Open) -> None:
    """What the first step of a rescue asks, and the routine's note for it, can be read to the end."""
    opened = open_window({}, LARGE, folder=paths.bundled_routines())
    opened.window.resize(1180, 800)
    opened.window.play("rescue-arch")
    QTest.keyClick(opened.window, Qt.Key.Key_1)
    _lay_out(opened.window)
    view = opened.page
    assert isinstance(view, PlayerView)
    assert view.words.note.isVisible()
    assert not _clipped(view)


@EVERYWHERE
def test_a_page_that_is_open_grows_with_the_text(open_window: Open, go: Callable[[Opened], None]) -> None:
    """When the text is made larger while a page is open, all of it still has its room."""
    opened = open_window(BAD)
    go(opened)
    for _ in range(4):
        opened.window.change_text_size(1)
    _lay_out(opened.window)
    assert not _clipped(opened.window)
