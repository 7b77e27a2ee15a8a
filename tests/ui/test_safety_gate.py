"""From the first start to a session: the safety page, the one question, and what becomes of a routine."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from coach.safety import profile as files
from coach.safety.profile import Profile
from coach.ui.done_view import DoneView
from coach.ui.get_help_view import GetHelpView
from coach.ui.learn_view import LearnView
from coach.ui.library_view import LibraryView
from coach.ui.player_view import PlayerView
from coach.ui.question_view import QuestionView
from coach.ui.routine_view import RoutineView
from coach.ui.safety_view import WHAT_COACH_IS, SafetyView
from coach.ui.settings_view import SettingsView
from tests.routine import texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from tests.ui.conftest import Opened

    Open = Callable[..., Opened]

FILES = {
    "conditions.yaml": """
coach: 1
type: conditions
conditions:
  CLOT:
    name: A swollen leg
    group: Right now
    question: Is a leg swollen?
    action: Coach hides massage.
    today: true
    urgent: true
    learn: clots
    hides: {kinds: [massage]}
  NUMB:
    name: Numb feet
    question: Are your feet numb?
    action: Coach hides some exercises.
""",
    "wave.yaml": texts.exercise("wave", dose="{duration: 20s}"),
    "bend.yaml": texts.exercise("bend", dose="{duration: 10s}", avoid_if="[NUMB]"),
    "rub.yaml": texts.exercise("rub", dose="{duration: 10s}", kind="massage"),
    "mixed.yaml": texts.routine("- {exercise: wave}\n- {exercise: bend}\n- {exercise: rub}", "mixed"),
    "numbing.yaml": texts.routine("- {exercise: bend}", "numbing", occasion="[morning]"),
    "other.yaml": texts.routine("- {exercise: wave}", "other-one", occasion="[morning]"),
    "rescue.yaml": texts.routine("- {exercise: rub}", "help-now", rescues="[calf]"),
}


def _labels(page: QWidget) -> str:
    return " | ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def _press(page: QWidget, words: str) -> None:
    next(each for each in page.findChildren(QPushButton) if each.text() == words).click()


def _question(opened: Opened) -> QuestionView:
    page = opened.page
    assert isinstance(page, QuestionView)
    return page


def _answers(opened: Opened) -> SafetyView:
    page = opened.page
    assert isinstance(page, SafetyView)
    return page


# -- the first start ------------------------------------------------------------------------------


def test_at_a_first_start_the_safety_page_is_offered_after_the_first_frame(open_window: Open) -> None:
    """Once the window stands and the library is read, the page comes; it says what Coach is not."""
    opened = open_window(FILES, read=False, profile=Profile())
    assert isinstance(opened.page, LibraryView)
    opened.window.settle()
    opened.library.read_now()
    page = _answers(opened)
    assert opened.window.windowTitle() == "Before you begin – Coach"
    assert WHAT_COACH_IS in _labels(page)
    assert "Right now" in _labels(page)
    assert "Other" in _labels(page)
    assert list(page.rows) == ["CLOT", "NUMB"]


def test_not_now_leads_to_the_library_and_is_remembered(open_window: Open) -> None:
    """Who would rather not now has the whole library, and is not asked at the next start."""
    opened = open_window(FILES, read=False, profile=Profile())
    opened.window.settle()
    opened.library.read_now()
    _press(opened.page, "Not now")
    assert isinstance(opened.page, LibraryView)
    assert opened.safety.value == Profile(seen=True)
    opened.library.read_now()
    assert isinstance(opened.page, LibraryView)


def test_nobody_is_taken_away_from_what_they_began(open_window: Open) -> None:
    """Who has opened a page before the library was read gets that page, and no other."""
    opened = open_window(FILES, read=False, profile=Profile())
    opened.window.settle()
    opened.window.open_page("mixed")
    opened.library.read_now()
    assert isinstance(opened.page, RoutineView)


def test_a_tick_holds_at_once_and_says_what_coach_does(open_window: Open) -> None:
    """Each tick is saved and hides what it must before the page is left; what it does stands under it."""
    opened = open_window(FILES)
    opened.window.leading.gate.show_answers(opened.window.show_library)
    page = _answers(opened)
    assert "Coach hides some exercises." not in _labels(page)
    page.rows["NUMB"].click()
    assert "Coach hides some exercises." in _labels(page)
    assert opened.safety.value.ticked == {"NUMB"}
    assert files.load(opened.database.parent / "safety.toml")[0].ticked == {"NUMB"}
    opened.window.go_to("library")
    assert {card.id for card in opened.window.library._cards if card.barred} == {"bend", "numbing"}


def test_done_answers_the_whole_list(open_window: Open) -> None:
    """The button says what it means: what is not ticked does not apply, and is not asked again."""
    opened = open_window(FILES, profile=Profile())
    opened.window.leading.gate.show_answers(opened.window.show_library)
    page = _answers(opened)
    assert page.done.text() == "None of these applies"
    page.rows["NUMB"].click()
    assert page.done.text() == "Done. Only these apply"
    page.done.click()
    assert isinstance(opened.page, LibraryView)
    assert set(opened.safety.value.answered) == {"CLOT", "NUMB"}
    assert opened.safety.value.seen


def test_the_emergency_number_stands_at_the_top_of_get_help(open_window: Open) -> None:
    """The number a person gives is the first thing on the page that says when to call it."""
    opened = open_window(FILES)
    opened.window.leading.gate.show_answers(opened.window.show_library)
    QTest.keyClicks(_answers(opened).number, "112")
    opened.window.go_to("get-help")
    page = opened.page
    assert isinstance(page, GetHelpView)
    assert page.number.isVisible()
    assert page.number.text() == "Your emergency number: 112"


def test_a_sign_that_needs_help_leads_there(open_window: Open) -> None:
    """Under what should be looked at today stands the way to help; from there one comes back."""
    opened = open_window(FILES)
    opened.window.leading.gate.show_answers(opened.window.show_library)
    page = _answers(opened)
    page.rows["CLOT"].click()
    _press(page, "When to get help")
    help_page = opened.page
    assert isinstance(help_page, GetHelpView)
    assert not help_page.number.isVisible()
    help_page.close_button.click()
    assert opened.page is page


def test_from_a_condition_to_its_page_and_back(open_window: Open) -> None:
    """“Read more” opens the guidance page; Back leads to the same condition."""
    opened = open_window(FILES)
    opened.window.leading.gate.show_answers(opened.window.show_library)
    page = _answers(opened)
    page.rows["CLOT"].click()
    _press(page, "Read more")
    assert isinstance(opened.page, LearnView)
    opened.page.back()
    assert _answers(opened).rows["CLOT"].hasFocus()


def test_the_answers_can_be_changed_from_settings(open_window: Open) -> None:
    """Settings say how many conditions are ticked, lead to the page, and get one back."""
    opened = open_window(FILES, profile=Profile(frozenset({"NUMB"}), {}, "112", seen=True))
    opened.window.go_to("settings")
    page = opened.page
    assert isinstance(page, SettingsView)
    assert "1 condition is ticked. Your emergency number: 112." in _labels(page)
    page.safety.click()
    assert opened.window.windowTitle() == "Your safety answers – Coach"
    assert _answers(opened).rows["NUMB"].isChecked()
    _press(opened.page, "Back")
    assert isinstance(opened.page, SettingsView)


def test_answers_that_cannot_be_saved_say_so_on_the_page(open_window: Open) -> None:
    """Where the file cannot be written, the page says so; the answers hold meanwhile."""
    opened = open_window(FILES)
    (opened.database.parent / "safety.toml.new").mkdir()
    opened.window.leading.gate.show_answers(opened.window.show_library)
    page = _answers(opened)
    page.rows["NUMB"].click()
    assert page.trouble.isVisible()
    assert "could not be saved" in _labels(page)
    assert opened.safety.value.ticked == {"NUMB"}


# -- the question ---------------------------------------------------------------------------------


def test_before_a_routine_there_is_one_question_and_one_press(open_window: Open) -> None:
    """What could change the routine is asked on one page; Enter says that none applies, and it starts."""
    opened = open_window(FILES)
    opened.window.play("mixed")
    page = _question(opened)
    assert list(page.rows) == ["CLOT", "NUMB"]
    assert page.go.text() == "None of these, start"
    assert page.go.hasFocus()
    QTest.keyClick(page.go, Qt.Key.Key_Return)
    assert isinstance(opened.page, PlayerView)


def test_the_question_comes_once_a_day(open_window: Open) -> None:
    """The same day nothing is asked again; the next day only what may have come overnight."""
    opened = open_window(FILES)
    opened.window.play("mixed")
    _question(opened).go.click()
    opened.run(120)
    done = opened.page
    assert isinstance(done, DoneView)
    done.again_wanted.emit()
    assert isinstance(opened.page, PlayerView)
    opened.run(120)
    opened.clock.step_wall(timedelta(days=1).total_seconds())
    done = opened.page
    assert isinstance(done, DoneView)
    done.again_wanted.emit()
    assert list(_question(opened).rows) == ["CLOT"]
    assert opened.window.side.isVisible()


def test_what_applies_changes_the_routine_and_is_told_first(open_window: Open) -> None:
    """“Adapt” leads to the page that says what was changed, with its new length; Start begins that."""
    opened = open_window(FILES)
    opened.window.open_page("mixed")
    page = opened.page
    assert isinstance(page, RoutineView)
    before = page.start.text()
    page.start.click()
    _question(opened).rows["NUMB"].click()
    assert _question(opened).go.text() == "Change it for me"
    _question(opened).go.click()
    page = opened.page
    assert isinstance(page, RoutineView)
    assert "Changed for you | Left out: The bend. You ticked “Numb feet”." in _labels(page)
    assert page.start.text() != before
    page.start.click()
    player = opened.page
    assert isinstance(player, PlayerView)
    assert opened.window.session is not None
    assert "bend" not in {step.exercise for step in opened.window.session.driver.timeline.steps}


def test_what_changes_nothing_starts_at_once(open_window: Open) -> None:
    """A condition ticked before, and ticked again today, needs no second look at the page."""
    opened = open_window(FILES, profile=Profile(frozenset({"CLOT"}), seen=True))
    opened.window.play("mixed")
    page = _question(opened)
    assert page.rows["CLOT"].isChecked()
    page.go.click()
    assert isinstance(opened.page, PlayerView)


def test_a_sign_that_has_just_come_shows_help_first(open_window: Open) -> None:
    """Who ticks what must be looked at today sees when to get help, before anything else."""
    opened = open_window(FILES)
    opened.window.play("mixed")
    _question(opened).rows["CLOT"].click()
    _question(opened).go.click()
    page = opened.page
    assert isinstance(page, GetHelpView)
    page.close_button.click()
    assert isinstance(opened.page, RoutineView)


def test_one_can_go_back_or_to_all_answers(open_window: Open) -> None:
    """From the question one gets back to the page, and to the list of all answers and back."""
    opened = open_window(FILES)
    opened.window.play("mixed")
    _question(opened).back.click()
    assert isinstance(opened.page, RoutineView)
    opened.window.play("mixed")
    _question(opened).all.click()
    _answers(opened).done.click()
    assert isinstance(opened.page, RoutineView)
    opened.window.play("mixed")
    assert isinstance(opened.page, PlayerView)


def test_a_rescue_starts_without_a_question(open_window: Open) -> None:
    """During a cramp nothing is asked."""
    opened = open_window(FILES)
    opened.window.play("help-now")
    assert isinstance(opened.page, PlayerView)


def test_the_library_is_read_if_it_has_not_been(open_window: Open) -> None:
    """A session asked for before anything was read, as `coach play` does, is asked about as well."""
    opened = open_window(FILES, read=False)
    opened.window.leading.gate.ask("mixed", ("NUMB", "GOUT"))
    assert list(_question(opened).rows) == ["NUMB"]
    assert _question(opened).go.text() == "None of these"


# -- what is ruled out ----------------------------------------------------------------------------


def test_what_is_ruled_out_says_why_and_offers_what_suits(open_window: Open) -> None:
    """The page of a ruled-out routine has no steps and no start, but the reason and another routine."""
    opened = open_window(FILES, profile=Profile(frozenset({"NUMB"}), seen=True))
    opened.window.play("numbing")
    page = opened.page
    assert isinstance(page, RoutineView)
    assert not page.start.isVisible()
    assert "Not for you now | You ticked “Numb feet”. So Coach leaves this out." in _labels(page)
    assert "What you will do" not in _labels(page)
    assert page.first.hasFocus()
    _press(page, "Do this instead: The other-one")
    page = opened.page
    assert isinstance(page, RoutineView)
    assert page.windowTitle() == "The other-one"
    assert page.start.isVisible()


def test_what_no_longer_applies_opens_it_again(open_window: Open) -> None:
    """From the page of what is ruled out one answers anew; without the tick it can be started."""
    opened = open_window(FILES, profile=Profile(frozenset({"NUMB"}), seen=True))
    opened.window.open_page("bend")
    _press(opened.page, "This no longer applies")
    page = _question(opened)
    assert list(page.rows) == ["NUMB"]
    page.rows["NUMB"].click()
    page.go.click()
    view = opened.page
    assert isinstance(view, RoutineView)
    assert view.start.isVisible()


def test_another_start_cannot_play_what_is_ruled_out(open_window: Open) -> None:
    """`coach play ID` asked of a running Coach shows why, and plays nothing."""
    opened = open_window(FILES, profile=Profile(frozenset({"NUMB"}), seen=True))
    opened.window.play_if_idle("bend")
    assert isinstance(opened.page, RoutineView)
    assert opened.window.session is None


@pytest.mark.parametrize(("words", "kept"), [("Show all", True), ("Only what suits me", False)])
def test_the_library_shows_or_hides_what_is_ruled_out(open_window: Open, words: str, kept: bool) -> None:
    """Ruled-out cards come last and say why; one filter takes them away, and goes when it is not needed."""
    opened = open_window(FILES, profile=Profile(frozenset({"NUMB"}), seen=True))
    view = opened.window.library
    view.more.click()
    _press(view, words)
    model = view.grid.cards
    titles = [model.data(model.index(row)) for row in range(model.rowCount())]
    assert ("The numbing" in titles) is kept
    if kept:
        last = model.index(model.rowCount() - 1)
        assert model.data(last, Qt.ItemDataRole.AccessibleTextRole) == "The numbing, Not for you now"
        told = "You ticked “Numb feet”. Instead: The other-one."
        assert model.data(last, Qt.ItemDataRole.AccessibleDescriptionRole) == told
    opened.safety.change(Profile(seen=True))
    assert not view.suits.isVisible()
    assert model.rowCount() == 4
