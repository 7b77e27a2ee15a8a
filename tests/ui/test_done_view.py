from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from coach.player.events import Outcome, StepEntered, StepLeft
from coach.player.machine import step
from coach.player.record import Summary, record, summary
from coach.player.state import Command, ready
from coach.ui.done_view import DoneView
from tests.player.plans import CRAMP, TWO_SIDES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coach.ui.theme import Theme


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
    view = DoneView(theme, "A test", _done(len(TWO_SIDES.steps)))
    qtbot.addWidget(view)
    texts = _texts(view)
    assert texts[:2] == ["Well done.", "A test: 1 min 40 s of work, 3 of 3 steps in full."]
    assert texts.count("Left") == 2
    assert texts.count("Right") == 1
    assert "Not reached" not in texts


def test_an_early_end_is_not_scolded(qtbot: QtBot, theme: Theme) -> None:
    """Stopping early is enough for now; what was not reached is told in a plain word."""
    view = DoneView(theme, "A test", _done(2))
    qtbot.addWidget(view)
    texts = _texts(view)
    assert texts[0] == "That is enough for now."
    assert {"In part", "Not reached"} <= set(texts)


@pytest.mark.parametrize(("row", "choice"), [("feeling", 3), ("pain", 5)])
def test_feeling_worse_or_much_pain_brings_advice(qtbot: QtBot, theme: Theme, row: str, choice: int) -> None:
    """After "worse", or pain above 3, Coach says to do less and offers when to get help."""
    view = DoneView(theme, "A test", _done(2))
    qtbot.addWidget(view)
    view.show()
    assert not view.advice.isVisible()
    getattr(view, row).buttons[choice].click()
    assert view.advice.isVisible()


@pytest.mark.parametrize(("row", "choice"), [("feeling", 1), ("feeling", 2), ("pain", 4)])
def test_a_usual_answer_brings_none(qtbot: QtBot, theme: Theme, row: str, choice: int) -> None:
    """Better, the same, or pain of up to 3 is taken without comment."""
    view = DoneView(theme, "A test", _done(2))
    qtbot.addWidget(view)
    view.show()
    getattr(view, row).buttons[choice].click()
    assert not view.advice.isVisible()


def test_answers_are_passed_on_and_can_be_taken_back(qtbot: QtBot, theme: Theme) -> None:
    """Each answer carries both feeling and pain; "not saying" takes one back."""
    view = DoneView(theme, "A test", _done(2))
    qtbot.addWidget(view)
    felt: list[tuple[str, int]] = []
    view.felt.connect(lambda feeling, pain: felt.append((feeling, pain)))
    view.feeling.buttons[1].click()
    view.pain.buttons[1].click()
    view.feeling.buttons[0].click()
    assert felt == [("better", -1), ("better", 0), ("", 0)]


def test_a_session_that_was_not_saved_can_be_saved_elsewhere(qtbot: QtBot, theme: Theme) -> None:
    """The reason stands on the page, with a button that asks where to save."""
    view = DoneView(theme, "A test", _done(2), "The disk is full.")
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
    view = DoneView(theme, "A cramp", _rescue({25: Command.LET_GO, 190: Command.DONE}))
    qtbot.addWidget(view)
    texts = _texts(view)
    assert texts[:2] == ["Well done.", "A cramp: it let go after 0:25."]
    assert texts.count("Let go") == 2
    assert "Skipped" not in texts


def test_what_has_not_let_go_by_the_limit_leads_to_help(qtbot: QtBot, theme: Theme) -> None:
    """A rescue ended after its limit says what to do now; one that let go later does not."""
    view = DoneView(theme, "A cramp", _rescue({610: Command.STOP}))
    qtbot.addWidget(view)
    assert "If it has not let go, get medical help today." in _texts(view)
    view = DoneView(theme, "A cramp", _rescue({610: Command.RESUME, 640: Command.LET_GO, 650: Command.DONE}))
    qtbot.addWidget(view)
    assert "If it has not let go, get medical help today." not in _texts(view)
