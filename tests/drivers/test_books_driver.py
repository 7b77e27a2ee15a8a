from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QProcess

from coach import paths
from coach.drivers.books_driver import Books
from coach.reminders import asked, prescribed
from coach.reminders.chosen import Chosen
from coach.reminders.rule import ActiveTime, Dose, Manner, Purpose, Reminders
from tests.drivers.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")

MICRO = ActiveTime.usual(Purpose.KEYBOARD_MICRO, "writer-micro-60", Manner(), id="micro")
TODAY = date(2026, 11, 23)
PUTTY = Dose("rx-hand-putty", "putty-10", days=frozenset({0}))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Somebody with one rule of their own."""
    return Desk(tmp_path / "r.json", Chosen(on=True, reminders=Reminders((MICRO,), quiet=None)))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What is started instead of a process."""
    calls: list[list[str]] = []
    monkeypatch.setattr(QProcess, "start", lambda _self, _program, arguments: calls.append(arguments))
    return calls


def prescribe(*rules: Dose) -> None:
    """The books say what is due today."""
    paths.prescribed_file().parent.mkdir(parents=True, exist_ok=True)
    paths.prescribed_file().write_text(json.dumps(prescribed.dump(rules, TODAY)))


def test_what_came_of_a_reminder_is_written_down(desk: Desk, started: list[list[str]]) -> None:
    """A line each, for the history."""
    books = Books(desk.driver)
    desk.live(20 * 60 + 1)
    desk.driver.ask(asked.skip("micro"))
    (line,) = paths.outcomes_file().read_text().splitlines()
    assert (json.loads(line)["rule"], json.loads(line)["outcome"]) == ("micro", "skipped")
    assert started == []  # nothing was ever done with Coach, so there is no history to write to
    assert books is not None


def test_todays_doses_are_reminders_of_today(desk: Desk, started: list[list[str]]) -> None:
    """They stand beside the person's own rules, from the first look of the day on; tomorrow they are gone."""
    prescribe(PUTTY)
    paths.database().parent.mkdir(parents=True)
    paths.database().touch()
    books = Books(desk.driver)
    desk.live(61)
    assert [one.rule for one in desk.file().expected] == ["rx-hand-putty", "micro"]
    assert started == [["-m", "coach", "_books"]]
    desk.live(16 * 3600)
    assert [one.rule for one in desk.file().expected] == ["micro"]
    assert len(started) == 2
    assert books is not None


def test_other_settings_keep_the_doses(desk: Desk) -> None:
    """What is prescribed does not depend on what is chosen; damage is as nothing prescribed."""
    prescribe(PUTTY)
    books = Books(desk.driver)
    desk.live(61)
    desk.driver.use(replace(desk.driver.chosen, start_at_login=True), fluid_limited=False)
    assert desk.driver.rule("rx-hand-putty") == PUTTY
    paths.prescribed_file().write_text("nonsense")
    books._read()
    assert desk.driver.rule("rx-hand-putty") is None
