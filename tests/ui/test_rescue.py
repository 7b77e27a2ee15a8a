"""Help with a cramp, from the first key to the note about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from coach.history.session import SessionStatus
from coach.history.store import Store
from coach.player.snapshot import Status
from coach.routine.plan import Side
from coach.safety.profile import Profile
from coach.settings import Appearance, Settings
from coach.settings import Theme as Choice
from coach.ui.ask_view import AskView
from coach.ui.done_view import DoneView
from coach.ui.get_help_view import GetHelpView
from coach.ui.history_view import HistoryView
from coach.ui.library_view import LibraryView
from coach.ui.player_view import PlayerView
from coach.ui.rest_view import RestView
from coach.ui.widgets.cramp_card import CrampCard
from coach.ui.widgets.key_sheet import KeySheet
from coach.ui.widgets.page import Page
from tests.routine import texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from coach.history.cramp import Cramp
    from tests.ui.conftest import Opened

    Open = Callable[..., Opened]

QUESTION = "Has a doctor told you what this is?"


def _rescue(identity: str, places: str, one: str = "curl", **fields: str) -> str:
    named = places.strip("[]").split(", ")[1:]
    steps = f"""
- ask: Which way?
  answers:
    - {{answer: Down, then: Curling}}
    - {{answer: Up, then: Lifting{"".join(f", rescues: {each}" for each in named)}}}
- {{exercise: curl, for: 10 s}}
- block: Curling
  loop: until it lets go
  limit: 1 min
  steps: [{{exercise: {one}, for: 25 s}}]
- block: Lifting
  loop: until it lets go
  limit: 1 min
  steps: [{{exercise: wave, side: left, for: 25 s}}]
- {{exercise: wave, side: both, for: 10 s}}
"""
    return texts.routine(steps, identity, occasion="[rescue]", rescues=places, **fields)


CONDITIONS = """
coach: 1
type: conditions
conditions:
  CLOT: {name: A swollen leg, question: Is a leg swollen?, action: Coach hides it., urgent: true}
  SORE: {name: A sore toe, question: Is a toe sore?, action: Coach hides it.}
"""
FILES = {
    "wave.yaml": texts.exercise("wave"),
    "curl.yaml": texts.exercise("curl", kind="stretch", body="[toes]", side="both", stop_if="It hurts."),
    "hand.yaml": _rescue("rescue-hand", "[hand, thumb]"),
    "toe.yaml": _rescue("rescue-toe", "[toes]", avoid_if="[SORE]"),
    "calf.yaml": _rescue("rescue-calf", "[calf]", avoid_if="[CLOT]"),
    "breath.yaml": _rescue("rescue-breath", "[breathing]", only_if=QUESTION),
    "conditions.yaml": CONDITIONS,
}
LIGHT = Settings(appearance=Appearance(theme=Choice.LIGHT))


def _press(opened: Opened, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(opened.window, key)


def _words(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if not label.isHidden())


def _asked(opened: Opened) -> str:
    page = opened.page
    assert isinstance(page, AskView)
    return page.question.text()


def _choices(opened: Opened) -> list[str]:
    page = opened.page
    assert isinstance(page, AskView)
    return [button.accessibleName() for button in page.buttons]


# -- the way to the relief ------------------------------------------------------------------------


def test_one_key_asks_where_it_is(open_window: Open) -> None:
    """F1 asks where the cramp is; the first answer has the keyboard, nothing else is on the screen."""
    opened = open_window(FILES)
    _press(opened, Qt.Key.Key_F1)
    assert _asked(opened) == "Where is the cramp?"
    assert _choices(opened) == ["Hand or fingers", "Thumb", "Sole of the foot", "Toes", "Calf"]
    assert not opened.window.side.isVisible()
    assert QApplication.focusWidget() is opened.page.buttons[0]  # type: ignore[attr-defined]


def test_the_side_bar_has_a_button_for_it(open_window: Open) -> None:
    """At the side stands a button that does the same, wherever one is, and in a narrow window too."""
    opened = open_window(FILES)
    opened.window.resize(640, 480)
    opened.window.go_to("settings")
    assert opened.window.side.cramp.isVisible()
    assert opened.window.side.cramp.accessibleName() == "Cramp now"
    opened.window.side.cramp.click()
    assert _asked(opened) == "Where is the cramp?"


def test_from_the_key_to_the_relief_by_keys_alone(open_window: Open) -> None:
    """Where, which way, and the session of exactly that way runs."""
    opened = open_window(FILES)
    _press(opened, Qt.Key.Key_F1, Qt.Key.Key_4)
    assert _asked(opened) == "Which way?"
    _press(opened, Qt.Key.Key_1)
    assert isinstance(opened.page, PlayerView)
    assert opened.status() is Status.RUNNING
    session = opened.window.session
    assert session is not None
    assert session.driver.timeline.routine == "rescue-toe"
    assert dict(session.driver.timeline.answers) == {"Which way?": "Down"}


def test_what_the_place_says_is_not_asked(open_window: Open) -> None:
    """`thumb` has its answer in the routine, so the relief begins at once."""
    opened = open_window(FILES)
    opened.window.cramp_now("thumb")
    session = opened.window.session
    assert session is not None
    assert dict(session.driver.timeline.answers) == {"Which way?": "Up"}


def test_escape_goes_back_a_page_and_then_out(open_window: Open) -> None:
    """From the second question to the first, from there back to the library with its side bar."""
    opened = open_window(FILES)
    _press(opened, Qt.Key.Key_F1, Qt.Key.Key_1)
    assert _asked(opened) == "Which way?"
    _press(opened, Qt.Key.Key_Escape)
    assert _asked(opened) == "Where is the cramp?"
    _press(opened, Qt.Key.Key_Escape)
    assert isinstance(opened.page, LibraryView)
    assert opened.window.side.isVisible()


def test_with_the_place_named_escape_leads_out(open_window: Open) -> None:
    """Who said where it is when starting Coach is not asked that on the way back."""
    opened = open_window(FILES)
    opened.window.cramp_now("hand")
    _press(opened, Qt.Key.Key_Escape)
    assert isinstance(opened.page, LibraryView)


def test_help_is_one_key_away_and_comes_back(open_window: Open) -> None:
    """F2 shows when to get help over a question; back from there the question stands."""
    opened = open_window(FILES)
    _press(opened, Qt.Key.Key_F1, Qt.Key.Key_F2)
    page = opened.page
    assert isinstance(page, GetHelpView)
    page.close_button.click()
    assert _asked(opened) == "Where is the cramp?"


def test_a_cramp_does_not_wait_for_a_session(open_window: Open) -> None:
    """What ran is stopped and in the history, without a question."""
    opened = open_window(FILES)
    opened.window.play("wave")
    opened.run(8)
    _press(opened, Qt.Key.Key_F1)
    assert _asked(opened) == "Where is the cramp?"
    (session,) = opened.sessions()
    assert (session.routine, session.status) == ("wave", SessionStatus.STOPPED)


def test_a_second_press_does_not_end_the_relief(open_window: Open) -> None:
    """During a rescue the key does nothing; a place named from outside begins anew."""
    opened = open_window(FILES)
    opened.window.cramp_now("thumb")
    first = opened.window.session
    _press(opened, Qt.Key.Key_F1)
    assert opened.window.session is first
    opened.window.cramp_now("toes")
    assert _asked(opened) == "Which way?"
    assert opened.sessions()[0].status is SessionStatus.STOPPED


def test_the_key_works_on_the_list_of_keys(open_window: Open) -> None:
    """A sheet that is open closes by itself."""
    opened = open_window(FILES)
    opened.window.play("wave")
    view = opened.page
    assert isinstance(view, PlayerView)
    seen: list[str] = []

    def press() -> None:
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, KeySheet)
        seen.append("F1" if "Cramp now" in _words(sheet) else "")
        key = sheet.findChild(QShortcut)
        assert isinstance(key, QShortcut)
        assert key.key() == QKeySequence("F1")
        key.activated.emit()

    QTimer.singleShot(0, view, press)
    view.show_keys()
    assert seen == ["F1"]
    assert _asked(opened) == "Where is the cramp?"
    assert QApplication.activeModalWidget() is None


def test_the_key_works_in_the_small_window(open_window: Open, qtbot: QtBot) -> None:
    """From the small window one comes back to the large one, and to the first question."""
    opened = open_window(FILES)
    opened.window.play("wave")
    session = opened.window.session
    assert session is not None
    session.show_small()
    mini = session.mini
    assert mini is not None
    mini.activateWindow()
    qtbot.waitUntil(mini.isActiveWindow)
    QTest.keyClick(mini, Qt.Key.Key_F1)
    assert _asked(opened) == "Where is the cramp?"
    assert session.mini is None
    assert not opened.window.isMinimized()


# -- dark, and before anything is read ------------------------------------------------------------


def test_it_is_dark_whatever_the_theme(open_window: Open) -> None:
    """From the first question to the end the colours are dark; outside they are the person's own."""
    opened = open_window(FILES, LIGHT)
    theme = opened.window._theme
    assert not theme.colors.is_dark
    _press(opened, Qt.Key.Key_F1)
    assert theme.colors.is_dark
    _press(opened, Qt.Key.Key_F2)
    assert theme.colors.is_dark
    page = opened.page
    assert isinstance(page, GetHelpView)
    page.close_button.click()
    _press(opened, Qt.Key.Key_2)
    assert isinstance(opened.page, PlayerView)
    assert theme.colors.is_dark
    opened.run(61)
    assert theme.colors.is_dark
    _press(opened, Qt.Key.Key_4)
    done = opened.page
    assert isinstance(done, DoneView)
    assert theme.colors.is_dark
    done.leave.click()
    assert not theme.colors.is_dark


def test_a_rescue_from_its_page_is_dark_too(open_window: Open) -> None:
    """Started from the library, its question is dark; back on the page all is as it was."""
    opened = open_window(FILES, LIGHT)
    opened.window.play("rescue-hand")
    assert opened.window._theme.colors.is_dark
    _press(opened, Qt.Key.Key_Escape)
    assert not opened.window._theme.colors.is_dark
    assert opened.page.windowTitle() == "The rescue-hand"


def test_the_questions_need_no_file(open_window: Open) -> None:
    """With the cards of an earlier start both questions come at once; the session follows the library."""
    open_window(FILES).window.close()
    second = open_window(FILES, read=False)
    _press(second, Qt.Key.Key_F1, Qt.Key.Key_4)
    assert second.library.library is None
    assert _asked(second) == "Which way?"
    _press(second, Qt.Key.Key_1)
    assert "Breathe out slowly, twice." in _words(second.page)
    assert second.window.session is None
    second.library.read_now()
    assert isinstance(second.page, PlayerView)


def test_at_the_very_first_start_there_is_something_to_do_at_once(open_window: Open) -> None:
    """Where nothing is known yet, the page says the first step of every rescue, and goes on by itself."""
    opened = open_window(FILES, read=False)
    opened.window.cramp_now("toes")
    assert "Stop what you are doing." in _words(opened.page)
    assert opened.window._theme.colors.is_dark
    opened.library.read_now()
    assert _asked(opened) == "Which way?"


def test_who_looks_up_help_is_not_called_away(open_window: Open) -> None:
    """If the library is there while the person reads when to get help, the question waits for them."""
    opened = open_window(FILES, read=False)
    opened.window.cramp_now("toes")
    _press(opened, Qt.Key.Key_F2)
    opened.library.read_now()
    page = opened.page
    assert isinstance(page, GetHelpView)
    page.close_button.click()
    assert _asked(opened) == "Which way?"


def test_who_has_left_is_left_alone(open_window: Open) -> None:
    """Escape on the waiting page ends it: the library comes, and no session."""
    opened = open_window(FILES, read=False)
    opened.window.cramp_now("thumb")
    _press(opened, Qt.Key.Key_Escape)
    opened.library.read_now()
    assert isinstance(opened.page, LibraryView)
    assert opened.window.session is None


# -- where the safety answers rule it out ---------------------------------------------------------


def _resting(open_window: Open, place: str, *ticked: str, number: str = "") -> Opened:
    opened = open_window(FILES, profile=Profile(frozenset(ticked), {}, number, seen=True))
    opened.window.cramp_now(place)
    return opened


def test_ruled_out_it_says_why_and_what_is_fine(open_window: Open) -> None:
    """One sentence says why; what everybody may do, the rule of the limit and the number stand there."""
    opened = _resting(open_window, "toes", "SORE", number="112")
    page = opened.page
    assert isinstance(page, RestView)
    said = _words(page)
    assert "You ticked “A sore toe”. So Coach shows you no stretch now." in said
    for line in ("Let go of what you hold.", "Breathe out slowly, twice.", "Your emergency number: 112"):
        assert line in said
    assert "If it lasts 1 min, get medical help today." in said
    assert opened.window._theme.colors.is_dark


def test_urgent_answers_lead_to_help_first(open_window: Open) -> None:
    """For a possible clot, when to get help comes before anything else; behind it is the plain page."""
    opened = _resting(open_window, "calf", "CLOT")
    page = opened.page
    assert isinstance(page, GetHelpView)
    page.close_button.click()
    assert isinstance(opened.page, RestView)
    assert "Do not stretch or rub a calf or arm" in _words(opened.page)


def test_fast_breathing_is_off_until_the_person_says_yes(open_window: Open) -> None:
    """It is not among the places; named from outside it shows help first; after the yes it is offered."""
    opened = _resting(open_window, "breathing")
    page = opened.page
    assert isinstance(page, GetHelpView)
    page.close_button.click()
    assert "call your emergency number" in _words(opened.page)
    opened.safety.change(opened.safety.value.confirm("rescue-breath"))
    _press(opened, Qt.Key.Key_F1)
    assert _choices(opened)[-1] == "Stiff from fast breathing"


def test_the_plain_page_counts_and_tells_the_limit(open_window: Open) -> None:
    """The time since the start runs; at the limit the page says to get help, once, and the answer is near."""
    opened = _resting(open_window, "toes", "SORE")
    page = opened.page
    assert isinstance(page, RestView)
    opened.clock.advance(59)
    page.tick()
    assert (page.since.text(), page.late.isHidden()) == ("0:59 since the start", True)
    assert page.rule.isVisible()
    opened.clock.advance(1)
    page.tick()
    assert not page.late.isHidden()
    assert not page.rule.isVisible()
    assert page.help.hasFocus()
    page.let_go.setFocus()
    page.tick()
    assert page.let_go.hasFocus()


@pytest.mark.parametrize(
    ("place", "ticked", "says"),
    [
        ("toes", ("SORE",), "It has lasted one minute. Get medical help today."),
        ("breathing", (), "Call your emergency number now."),
    ],
)
def test_at_its_limit_the_plain_page_says_what_its_rule_said(
    open_window: Open, place: str, ticked: tuple[str, ...], says: str
) -> None:
    """No stretch was shown, so none is spoken of; fast breathing that does not end is an emergency."""
    opened = _resting(open_window, place, *ticked)
    if isinstance(opened.page, GetHelpView):
        opened.page.close_button.click()
    page = opened.page
    assert isinstance(page, RestView)
    opened.clock.advance(601)
    page.tick()
    late = [label.text() for label in page.late.findChildren(QLabel)]
    assert says.replace("one minute", "1 min") in late[0]


def test_the_plain_page_works_by_keys(open_window: Open) -> None:
    """1 leads to help, 2 says that it has let go, Escape leaves."""
    opened = _resting(open_window, "toes", "SORE")
    _press(opened, Qt.Key.Key_1)
    assert isinstance(opened.page, GetHelpView)
    opened.page.close_button.click()
    opened.clock.advance(190)
    _press(opened, Qt.Key.Key_2)
    assert "It let go after 3:10." in _words(opened.page)
    card = opened.page.findChild(CrampCard)
    assert isinstance(card, CrampCard)
    card.button.click()
    (cramp,) = _cramps(opened)
    assert (cramp.place, cramp.lasted, cramp.let_go, cramp.session) == ("toes", 190, True, None)
    _press(opened, Qt.Key.Key_Escape)
    assert isinstance(opened.page, LibraryView)


def test_a_place_that_no_routine_knows_has_a_page_all_the_same(open_window: Open) -> None:
    """Where files of one's own stand in for the rescues, there is still something to read."""
    opened = open_window(FILES)
    opened.window.cramp_now("arch")
    assert isinstance(opened.page, RestView)
    assert "There is no routine here for this cramp." in _words(opened.page)
    _press(opened, Qt.Key.Key_Escape)
    assert isinstance(opened.page, LibraryView)


# -- afterwards -----------------------------------------------------------------------------------


def _cramps(opened: Opened) -> tuple[Cramp, ...]:
    store = Store.open(opened.database, opened.clock.wall())
    try:
        return store.cramps(9)
    finally:
        store.close()


def _let_go(open_window: Open) -> tuple[Opened, DoneView]:
    opened = open_window(FILES)
    _press(opened, Qt.Key.Key_F1, Qt.Key.Key_4, Qt.Key.Key_2)
    opened.run(20)
    _press(opened, Qt.Key.Key_L)
    opened.run(20)
    page = opened.page
    assert isinstance(page, DoneView)
    return opened, page


def test_a_cramp_does_not_wait_for_answers(open_window: Open) -> None:
    """Its ten minutes, and what is written down, count from the key that said so, questions included."""
    opened = open_window(FILES)
    _press(opened, Qt.Key.Key_F1)
    opened.clock.advance(15)
    _press(opened, Qt.Key.Key_4)
    opened.clock.advance(25)
    _press(opened, Qt.Key.Key_1)
    session = opened.window.session
    assert session is not None
    assert session.driver.snapshot().lasted == 40
    assert session.view.let_go.time.text() == "0:40"
    opened.run(21)
    assert session.limit is not None


def test_from_its_page_a_cramp_counts_from_the_question(open_window: Open) -> None:
    """Started from the library, the routine's own question is where it begins."""
    opened = open_window(FILES)
    opened.clock.advance(500)
    opened.window.play("rescue-toe")
    opened.clock.advance(30)
    _press(opened, Qt.Key.Key_1)
    assert opened.window.session is not None
    assert opened.window.session.driver.snapshot().lasted == 30


def test_one_press_writes_it_down(open_window: Open) -> None:
    """Place, which way, side, how long and what was done are kept, with the session; History shows it."""
    opened, page = _let_go(open_window)
    card = page.findChild(CrampCard)
    assert isinstance(card, CrampCard)
    assert _cramps(opened) == ()
    card.button.click()
    assert card.heading.text() == "Written down. You find it under History."
    assert card.button.isHidden()
    (cramp,) = _cramps(opened)
    told = (cramp.place, cramp.side, cramp.way, cramp.lasted, cramp.let_go)
    assert told == ("toes", Side.LEFT, "Up", 20, True)
    assert cramp.done == ("The curl", "The wave")
    assert cramp.session == opened.sessions()[0].id
    page.leave.click()
    opened.window.go_to("history")
    assert isinstance(opened.page, HistoryView)
    opened.page.show_part("diary")
    assert "Toes, left: up. It let go after 0:20." in _words(opened.page)


def test_one_key_writes_it_down_once(open_window: Open) -> None:
    """W does the same from anywhere on the page, and a second press writes nothing more."""
    opened, page = _let_go(open_window)
    assert page.leave.hasFocus()
    _press(opened, Qt.Key.Key_W, Qt.Key.Key_W)
    assert len(_cramps(opened)) == 1
    assert page.leave.hasFocus()


def test_nothing_is_written_without_a_press(open_window: Open) -> None:
    """Who leaves the page keeps the session and no note."""
    opened, page = _let_go(open_window)
    page.leave.click()
    assert _cramps(opened) == ()
    assert len(opened.sessions()) == 1


def test_a_note_that_cannot_be_kept_is_told(open_window: Open, tmp_path: Path) -> None:
    """Where the history cannot be written, the card says so, and can be pressed again."""
    (tmp_path / "history.sqlite3").mkdir()
    opened, page = _let_go(open_window)
    card = page.findChild(CrampCard)
    assert isinstance(card, CrampCard)
    card.button.click()
    assert not card.trouble.isHidden()
    assert not card.button.isHidden()
    assert opened.page is page


@pytest.mark.parametrize("identity", ["wave", "curl"])
def test_other_sessions_offer_no_note(open_window: Open, identity: str) -> None:
    """Only after a cramp is there something to write down."""
    opened = open_window(FILES)
    opened.window.play(identity)
    opened.run(60)
    page = opened.page
    if isinstance(page, Page):
        assert page.findChild(CrampCard) is None
    assert not [each for each in page.findChildren(QPushButton) if each.text() == "Write it down"]
