from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from coach.player.change import Change, Reason
from coach.player.change import Kind as ChangeKind
from coach.player.events import Outcome, StepEntered, StepLeft
from coach.player.machine import step
from coach.player.rating import Kind, Verdict
from coach.player.record import Summary, record, summary
from coach.player.state import Command, ready
from coach.routine.plan import Asked, Loop, Rule, Side
from coach.routine.quantity import comparison
from coach.ui.done_view import DoneView
from tests.player.plans import CRAMP, TWO_SIDES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme

ASKS = replace(TWO_SIDES, asked=Asked(after=("pain", "effort")))
CRAMP_PLAN = replace(CRAMP, title="A cramp")


def _done(steps: int) -> Summary:
    """The summary of a session whose first so many steps were done in full."""
    events = [
        event
        for index, one in enumerate(TWO_SIDES.steps[:steps])
        for event in (StepEntered(index, one.start), StepLeft(index, Outcome.DONE, one.length, one.end))
    ]
    return summary(TWO_SIDES, record(TWO_SIDES, events))


def _texts(view: DoneView) -> list[str]:
    return [label.text() for label in view.findChildren(QLabel)]


def test_a_whole_session_is_praised_plainly(qtbot: QtBot, theme: Theme) -> None:
    """Everything done is said so, with the time of work and each side on a line of its own."""
    view = DoneView(theme, ASKS, _done(len(TWO_SIDES.steps)))
    qtbot.addWidget(view)
    texts = _texts(view)
    assert texts[:2] == ["Well done.", "A test: 1 min 40 s of work, 3 of 3 steps in full."]
    assert texts.count("Left") == 2
    assert texts.count("Right") == 1
    assert "Not reached" not in texts


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("medical-help", "If it has not let go, get medical help today."),
        ("emergency-help", "If it is no better, call your emergency number now."),
    ],
)
def test_what_has_not_passed_at_the_limit_is_said_once_more(
    qtbot: QtBot, theme: Theme, then: str, said: str
) -> None:
    """After a loop that came to its limit the page repeats where that leads: to help today, or now."""
    view = DoneView(
        theme, replace(TWO_SIDES, loop=Loop(0, 1, 300.0, then)), replace(_done(2), limit_reached=True)
    )
    qtbot.addWidget(view)
    assert said in _texts(view)


def test_an_early_end_is_not_scolded(qtbot: QtBot, theme: Theme) -> None:
    """Stopping early is enough for now; what was not reached is told in a plain word."""
    view = DoneView(theme, ASKS, _done(2))
    qtbot.addWidget(view)
    texts = _texts(view)
    assert texts[0] == "That is enough for now."
    assert {"In part", "Not reached"} <= set(texts)


def test_feeling_worse_brings_advice(qtbot: QtBot, theme: Theme) -> None:
    """After "worse" Coach says to do less and offers when to get help; better or the same brings none."""
    view = DoneView(theme, ASKS, _done(2))
    qtbot.addWidget(view)
    view.show()
    shown = []
    for button in view.feeling.buttons:
        button.click()
        shown.append(view.advice.isVisible())
    assert shown == [False, False, False, True]


def test_only_what_the_routine_asks_is_asked(qtbot: QtBot, theme: Theme) -> None:
    """A routine's ratings afterwards stand on the page; a routine that asks nothing has none."""
    asking, silent = DoneView(theme, ASKS, _done(2)), DoneView(theme, TWO_SIDES, _done(2))
    for view in (asking, silent):
        qtbot.addWidget(view)
    assert (list(asking.scales), list(silent.scales)) == ([Kind.PAIN, Kind.EFFORT], [])


def test_answers_are_passed_on_and_can_be_taken_back(qtbot: QtBot, theme: Theme) -> None:
    """Each answer is told with its kind; pressing it once more takes it back."""
    view = DoneView(theme, ASKS, _done(2))
    qtbot.addWidget(view)
    told: list[tuple[object, ...]] = []
    view.felt.connect(lambda feeling: told.append(("felt", feeling)))
    view.rated.connect(lambda kind, value: told.append((kind, value)))
    view.feeling.buttons[1].click()
    view.scales[Kind.PAIN].cells[4].click()
    view.scales[Kind.PAIN].cells[4].click()
    view.feeling.buttons[0].click()
    assert told == [("felt", "better"), (Kind.PAIN, 4), (Kind.PAIN, -1), ("felt", "")]


@pytest.mark.parametrize(
    ("then", "words", "too_much"),
    [
        ("stop", "Rest your hands.", True),
        ("easier", "Rest your hands. Take the easier way next time.", False),
        ("note", "Rest your hands.", False),
    ],
)
def test_a_rule_is_told_in_the_author_s_words(
    qtbot: QtBot, theme: Theme, then: str, words: str, *, too_much: bool
) -> None:
    """Whatever a rating leads to afterwards is said on the page, and taken away with the answer."""
    view = DoneView(theme, ASKS, _done(2))
    qtbot.addWidget(view)
    view.show()
    view.show_verdict(Verdict(Rule((("pain", comparison(">3")),), then, "Rest your hands.")))
    assert (view.rule.text(), view.too_much.isVisible()) == (words, too_much)
    view.show_verdict(None)
    assert not view.advice.isVisible()


def test_changes_made_on_the_way_are_listed(qtbot: QtBot, theme: Theme) -> None:
    """What was changed for today stands under what was done, in words, with its reason."""
    changes = [
        Change(ChangeKind.HOLD, 1, 1, Side.LEFT, "Wrist stretch", seconds=5.0),
        Change(ChangeKind.HOLD, 1, 1, Side.LEFT, "Wrist stretch", seconds=5.0),
        Change(ChangeKind.LEFT_OUT, 4, 2, Side.RIGHT, "Fist", reason=Reason.PAIN),
    ]
    view = DoneView(theme, ASKS, _done(2), changes)
    qtbot.addWidget(view)
    assert {"Wrist stretch: held 10 s longer", "Fist, right: left out today (it hurt)"} <= set(_texts(view))


def test_a_session_that_was_not_saved_can_be_saved_elsewhere(qtbot: QtBot, theme: Theme) -> None:
    """The reason stands on the page, with a button that asks where to save."""
    view = DoneView(theme, ASKS, _done(2), trouble="The disk is full.")
    qtbot.addWidget(view)
    assert "The disk is full." in _texts(view)
    wanted: list[None] = []
    view.save_wanted.connect(lambda: wanted.append(None))
    view.save.click()
    assert len(wanted) == 1


def _rescue(told: dict[int, Command]) -> Summary:
    """The summary of a rescue with a tick each second and these commands."""
    state, events = step(ready(CRAMP), Command.START, 0.0)
    happened = [*events]
    for second in range(1, max(told) + 1):
        state, events = step(state, told.get(second, Command.TICK), float(second))
        happened += events
    return summary(CRAMP, record(CRAMP, happened))


def test_a_rescue_is_told_by_when_it_let_go(qtbot: QtBot, theme: Theme) -> None:
    """What counts is that it let go and when; what was not needed is not called skipped."""
    view = DoneView(theme, CRAMP_PLAN, _rescue({25: Command.LET_GO, 190: Command.DONE}))
    qtbot.addWidget(view)
    texts = _texts(view)
    assert texts[:2] == ["It has let go.", "A cramp: it let go after 0:25."]
    assert texts.count("Let go") == 2
    assert "Skipped" not in texts


def test_what_has_not_let_go_by_the_limit_leads_to_help(qtbot: QtBot, theme: Theme) -> None:
    """A rescue ended after its limit says first what to do now; one that let go later does not."""
    view = DoneView(theme, CRAMP_PLAN, _rescue({610: Command.STOP}))
    qtbot.addWidget(view)
    assert _texts(view)[:2] == ["If it has not let go, get medical help today.", "Rest now."]
    view = DoneView(theme, CRAMP_PLAN, _rescue({610: Command.RESUME, 640: Command.LET_GO, 650: Command.DONE}))
    qtbot.addWidget(view)
    assert "If it has not let go, get medical help today." not in _texts(view)
