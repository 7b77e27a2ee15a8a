"""The page of the reminders and the page of one rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from coach.desktop.peers import Found
from coach.reminders import asked
from coach.reminders.chosen_file import load
from coach.reminders.daytime import Window
from coach.reminders.rule import USUAL, ActiveTime, Announce, ClockTime, Dose, Hydration, Ignored
from coach.reminders.sample import Inhibitor
from coach.safety.profile import Profile
from coach.ui.reminder_editor import RuleEditor
from coach.ui.reminder_holds import COME, STILL, WAIT
from coach.ui.reminders_view import RemindersView
from tests.ui.reminders import told

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from coach.reminders.chosen import Chosen
    from coach.reminders.rule import Reminders
    from tests.ui.conftest import Opened

    Open = Callable[..., Opened]


def _page(opened: Opened) -> RemindersView:
    opened.window.settle()
    opened.window.go_to("reminders")
    page = opened.page
    assert isinstance(page, RemindersView)
    return page


def _chosen(opened: Opened) -> Chosen:
    driver = opened.window.day.chosen
    assert driver is not None
    return driver.value


def _now(opened: Opened) -> Reminders:
    return _chosen(opened).reminders


def _editor(opened: Opened) -> RuleEditor:
    page = opened.page
    assert isinstance(page, RuleEditor)
    return page


def _words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_every_rule_says_what_it_does(open_window: Open) -> None:
    """The rules that come with Coach stand there in sentences, each on or off."""
    page = _page(open_window())
    assert list(page.rules.rows) == [rule.id for rule in USUAL.rules]
    words = _words(page.rules)
    assert "After 20 min of work, a pause of 30 s." in words
    assert "Only where you are: “Writing by hand”." in words
    assert page.rules.rows["keyboard-micro"]["on"].isChecked()
    assert page.rules.rows["water"]["off"].isChecked()


def test_choices_hold_at_once_and_are_saved(open_window: Open, tmp_path: Path) -> None:
    """On and off, at login, the profile, a rule: each press is in the file, and the resident is told."""
    opened = open_window()
    page = _page(opened)
    page.on.buttons[1].click()
    page.login.buttons[1].click()
    page.profiles.buttons[2].click()
    page.rules.rows["water"]["on"].click()
    assert set(opened.lines) == {asked.RELOAD}
    saved = load(tmp_path / "settings.toml")[0]
    assert saved == _chosen(opened)
    assert (saved.on, saved.start_at_login, saved.reminders.profile) == (True, True, "travel")
    water = saved.rule("water")
    assert water is not None
    assert water.manner.enabled


def test_places_of_ones_own_are_made_renamed_and_taken_away(open_window: Open, tmp_path: Path) -> None:
    """By keyboard or press; each is in the file at once, and where one says where one is."""
    opened = open_window()
    page = _page(opened)
    places = page.places
    assert places.inside.isHidden()
    places.open.click()
    assert places.name.hasFocus()
    QTest.keyClicks(places.name, "Studio")
    QTest.keyClick(places.name, Qt.Key.Key_Return)
    assert page.profiles.buttons[-1].text() == "Studio"
    assert places.name.text() == ""
    page.profiles.buttons[-1].click()
    line, rename, _ = places.rows["Studio"]
    line.setText("Choir")
    rename.click()
    assert load(tmp_path / "settings.toml")[0].own_profiles == ("Choir",)
    assert _now(opened).profile == "Choir"
    assert page.profiles.value == "Choir"
    places.rows["Choir"][2].click()
    assert (_chosen(opened).own_profiles, _now(opened).profile, places.rows) == ((), "desk", {})
    assert len(page.profiles.buttons) == 3


def test_a_place_needs_a_name_of_its_own(open_window: Open) -> None:
    """What is wrong with a name is said, until it is right."""
    page = _page(open_window())
    page.places.open.click()
    page.places.add.click()
    assert "It needs a name." in _words(page.trouble)
    page.places.name.setText("desk")
    page.places.add.click()
    assert "There is one called “desk”." in _words(page.trouble)
    assert page.places.name.text() == "desk"
    page.places.name.setText("Studio")
    page.places.add.click()
    assert page.trouble.isHidden()


def test_a_rule_can_be_taken_away_and_the_keyboard_stays_near(open_window: Open, tmp_path: Path) -> None:
    """One press; where none is left the page says how to add one."""
    opened = open_window()
    page = _page(opened)
    page.rules.rows["keyboard-micro"]["remove"].setFocus()
    for _ in USUAL.rules:
        focused = opened.window.focusWidget()
        assert isinstance(focused, QPushButton)
        assert focused.accessibleName().endswith("take away")
        focused.click()
    assert page.rules.adds["active-time"].hasFocus()
    assert load(tmp_path / "settings.toml")[0].reminders.rules == ()
    assert "There is no rule yet" in _words(page.rules)


def test_drinking_is_off_for_those_who_must_limit_it(open_window: Open) -> None:
    """The safety answers win: the row says why it is off and what would turn it on."""
    opened = open_window(profile=Profile(frozenset({"FLUID"}), seen=True))
    page = _page(opened)
    assert not page.rules.rows["water"]["on"].isEnabled()
    assert "your safety answers say" in _words(page.rules)


@pytest.mark.parametrize(
    ("value", "holds", "freezes"), [(WAIT, True, False), (STILL, True, True), (COME, False, False)]
)
def test_what_makes_a_reminder_wait_is_chosen(
    open_window: Open, value: str, holds: bool, freezes: bool
) -> None:
    """A call or the like holds it, holds it and the count too, or neither."""
    opened = open_window()
    page = _page(opened)
    chips = page.holds.chips[Inhibitor.MICROPHONE]
    for button, name in chips._values.items():
        if name == value:
            button.click()
    now = _now(opened)
    assert (Inhibitor.MICROPHONE in now.holds, Inhibitor.MICROPHONE in now.freezes) == (holds, freezes)
    assert chips.value == value
    assert Inhibitor.CAMERA in now.holds


def test_the_question_about_handwriting_can_be_forbidden(open_window: Open) -> None:
    """And how long a rest raises it can be chosen."""
    opened = open_window()
    page = _page(opened)
    page.holds.after.step(1)
    assert _now(opened).ask_after == 25 * 60
    page.holds.asks.buttons[1].click()
    assert not _now(opened).asks_about_writing
    assert page.holds.after.isHidden()


def test_hours_and_numbers_are_chosen(open_window: Open) -> None:
    """Quiet hours, working hours by weekday, the most in an hour and in a day, the rest that counts."""
    opened = open_window()
    page = _page(opened)
    page.when.quiet.buttons[0].click()
    assert _now(opened).quiet is None
    page.when.hours.buttons[1].click()
    hours = _now(opened).working_hours
    assert hours is not None
    assert [len(day) for day in hours] == [1, 1, 1, 1, 1, 0, 0]
    page.when.days[0].steppers[0][0].step(-1)
    assert _now(opened).working_hours[0] == (Window(time(8, 45), time(17)),)  # type: ignore[index]  # they are set
    page.when.daily.buttons[1].click()
    page.when.steppers["daily_cap"].step(1)
    page.when.steppers["hourly_cap"].step(-1)
    page.when.steppers["natural_pause"].step(1)
    page.when.snooze.step(1)
    now = _now(opened)
    assert (now.daily_cap, now.hourly_cap, now.natural_pause, now.snoozes[0]) == (13, 3, 240.0, 360.0)
    page.when.hours.buttons[0].click()
    assert _now(opened).working_hours is None


def test_one_day_is_the_model_of_the_others(open_window: Open) -> None:
    """Where Monday differs, one press gives the working days its hours."""
    opened = open_window()
    page = _page(opened)
    page.when.hours.buttons[1].click()
    page.when.days[0].steppers[0][1].step(1)
    page.when.same.click()
    hours = _now(opened).working_hours
    assert hours is not None
    assert set(hours[:5]) == {(Window(time(9), time(17, 15)),)}
    assert hours[5:] == ((), ())


def test_a_change_by_another_process_shows(open_window: Open) -> None:
    """The command line adds a rule: the page has it as soon as it is looked at anew."""
    opened = open_window()
    page = _page(opened)
    driver = opened.window.day.chosen
    assert driver is not None
    driver.change(lambda now: now.with_rule(Dose("glides", "session")))
    assert "glides" in page.rules.rows
    assert "The session" in _words(page.rules)


def test_a_broken_rule_is_told_with_its_place(open_window: Open, tmp_path: Path) -> None:
    """What cannot be used is named and kept; the other rules are there."""
    opened = open_window()
    text = (
        '[reminders]\n[[reminders.rule]]\nid = "pen"\nkind = "active-time"\npurpose = "feet"\nevery = "9 h"\n'
    )
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    page = _page(opened)
    assert not page.trouble.isHidden()
    assert "number 1 (“pen”)" in _words(page.trouble)


def test_why_and_what_is_known_stand_below(open_window: Open) -> None:
    """What was found of this computer, what is unknown, and the last decisions, the newest first."""
    opened = open_window()
    opened.window.settle()
    opened.window.day.turn_on()
    opened.tell(told())
    page = _page(opened)
    words = _words(page.known)
    assert "told by the X server" in words
    assert "not known: nobody answers" in words
    assert page.known.decisions.isHidden()
    page.known.why.click()
    assert page.known.decisions.text() == "09:01 last\n09:00 first"
    opened.tell(told(decisions=("09:02 new",)))
    assert page.known.decisions.text() == "09:02 new"
    page.known.why.click()
    assert page.known.decisions.isHidden()


def test_rules_of_another_program_are_taken_over(open_window: Open) -> None:
    """What was found is shown with what has no like here, and taken over at a press."""
    opened = open_window()
    page = _page(opened)
    page.others._look = lambda: ()
    page.others.look.click()
    assert "No settings of Workrave" in _words(page.others)
    workrave = Found("workrave", "a file", "[timers/micro_pause]\nlimit=1200\nauto_reset=40\n")
    page.others._look = lambda: (workrave, Found("stretchly", "another", "no settings"))
    page.others.look.click()
    assert "Workrave, in a file" in _words(page.others)
    assert "Coach can read" in _words(page.others)
    before = len(_now(opened).rules)
    page.others.buttons[0].click()
    assert len(_now(opened).rules) > before
    assert not page.others.buttons[0].isEnabled()


# -- one rule -------------------------------------------------------------------------------------


def test_a_rule_is_changed_and_kept(open_window: Open) -> None:
    """The sentence above follows each choice; kept, it holds, and the keyboard is back at the rule."""
    opened = open_window()
    _page(opened).rules.rows["keyboard-micro"]["edit"].click()
    editor = _editor(opened)
    assert editor.sentence.text() == "After 20 min of work, a pause of 30 s."
    editor.steppers["every"].step(1)
    editor.steppers["length"].step(1)
    editor.manner.chips["announce"].buttons[2].click()
    editor.manner.chips["everywhere"].buttons[1].click()
    editor.manner.chips["ignored"].buttons[1].click()
    editor.manner.chips["strict"].buttons[1].click()
    editor.manner.patience.step(1)
    assert editor.sentence.text() == "After 25 min of work, a pause of 45 s."
    assert "a window on all screens" in editor.how.text()
    editor.keep.click()
    rule = _chosen(opened).rule("keyboard-micro")
    assert isinstance(rule, ActiveTime)
    assert (rule.every, rule.length) == (1500.0, 45.0)
    manner = rule.manner
    assert (manner.announce, manner.ignored) == (Announce.WINDOW, Ignored.GO_AWAY)
    assert (manner.everywhere, manner.strict, manner.patience) == (True, True, 180.0)
    page = opened.page
    assert isinstance(page, RemindersView)
    assert page.rules.rows["keyboard-micro"]["edit"].hasFocus()


def test_another_purpose_brings_its_own_bounds(open_window: Open) -> None:
    """Moving the feet is not a micro-pause: interval, length and their limits are those of the evidence."""
    opened = open_window()
    _page(opened).rules.rows["keyboard-micro"]["edit"].click()
    editor = _editor(opened)
    editor.purpose.buttons[4].click()
    assert editor.sentence.text() == "After 1 h of work, 90 s for your feet."
    every = editor.steppers["every"]
    assert every.property("said").text() == "30 min to 2 h"
    for _ in range(9):
        every.step(1)
    assert every.value == 7200


def test_leaving_changes_nothing(open_window: Open) -> None:
    """Escape leaves the rule as it was."""
    opened = open_window()
    _page(opened).rules.rows["keyboard-micro"]["edit"].click()
    editor = _editor(opened)
    editor.steppers["every"].step(1)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert _now(opened) == USUAL
    assert isinstance(opened.page, RemindersView)


def test_a_rule_for_times_of_day_is_made(open_window: Open) -> None:
    """Times and windows are added and taken away; one of them, and a day, there always is."""
    opened = open_window()
    _page(opened).rules.adds["clock"].click()
    editor = _editor(opened)
    editor.add_time.click()
    assert editor.times[1].field.hasFocus()
    editor.times[1].step(1)
    editor.steppers["before"].step(1)
    for day in range(7):
        editor.days.buttons[day].click()
    editor.keep.click()
    rule = _chosen(opened).rule("clock-1")
    assert isinstance(rule, ClockTime)
    assert rule.times == (time(12), time(12, 45))
    assert rule.days == {6}
    assert rule.before == 15
    _page(opened).rules.rows["clock-1"]["edit"].click()
    editor = _editor(opened)
    editor._remove_time(1)
    editor._remove_time(0)
    assert "name a time or a window" in editor.sentence.text()
    assert editor.windows.add is not None
    editor.windows.add.click()
    editor._remove_time(0)
    editor.keep.click()
    rule = _chosen(opened).rule("clock-1")
    assert isinstance(rule, ClockTime)
    assert (rule.times, rule.windows) == ((), (Window(time(9), time(17)),))


def test_a_dose_is_made(open_window: Open) -> None:
    """So often a day, so far apart, within hours of one day, with a routine of the library."""
    opened = open_window()
    _page(opened).rules.adds["dose"].click()
    editor = _editor(opened)
    editor.steppers["times_a_day"].step(-1)
    editor.steppers["apart"].step(1)
    editor.window_.steppers[0][1].step(-1)
    assert editor.routine.currentText() == "The session"
    editor.manner.title.setText("My glides")
    editor.manner.title.textEdited.emit("My glides")
    assert editor.name.text() == "My glides"
    editor.keep.click()
    rule = _chosen(opened).rule("dose-1")
    assert isinstance(rule, Dose)
    assert (rule.times_a_day, rule.apart, rule.routine) == (2, 9000.0, "session")
    assert rule.window == Window(time(8), time(20, 45))
    assert rule.manner.title == "My glides"


def test_a_dose_belongs_to_one_day(open_window: Open) -> None:
    """Hours over midnight are refused in words, and the rule stays as it was."""
    opened = open_window()
    _page(opened).rules.adds["dose"].click()
    editor = _editor(opened)
    editor.window_._on_time(0, "end", time(7))
    assert "goes over midnight" in editor.sentence.text()
    assert isinstance(editor.rule, Dose)
    assert editor.rule.window.end == time(21)


def test_a_drink_has_an_optional_goal_and_limit(open_window: Open) -> None:
    """Neither is set at first; the own clinician's figure turns it on for those who must limit drinking."""
    opened = open_window(profile=Profile(frozenset({"FLUID"}), seen=True))
    _page(opened).rules.adds["hydration"].click()
    editor = _editor(opened)
    assert "not known to prevent cramp" in _words(editor)
    assert editor.steppers["limit"].isHidden()
    choices = editor.findChildren(type(editor.manner.chips["strict"]))
    limit = next(one for one in choices if one.accessibleName().startswith("The most"))
    limit.buttons[1].click()
    editor.steppers["limit"].step(-1)
    editor.steppers["cup"].step(-1)
    editor.keep.click()
    rule = _chosen(opened).rule("hydration-1")
    assert isinstance(rule, Hydration)
    assert (rule.limit, rule.cup, rule.goal) == (1450.0, 150.0, None)
    page = opened.page
    assert isinstance(page, RemindersView)
    assert page.rules.rows["hydration-1"]["on"].isEnabled()


def test_a_routine_that_is_gone_is_named(open_window: Open) -> None:
    """A rule whose routine is not in the library any more keeps it until another is chosen."""
    opened = open_window()
    _page(opened).rules.rows["travel"]["edit"].click()
    editor = _editor(opened)
    assert editor.routine.currentText() == "travel-seat (not in your library)"
    editor.routine.setCurrentIndex(0)
    editor.routine.activated.emit(0)
    assert editor.rule == replace(editor.rule, routine="session")
