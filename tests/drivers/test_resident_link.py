"""What the window knows of the resident part."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from coach.clock import FakeClock
from coach.drivers.resident_link import ResidentLink
from tests.ui.reminders import told

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def _link(path: Path, clock: FakeClock | None = None) -> ResidentLink:
    return ResidentLink(path, clock or FakeClock(), lambda _: False, lambda: None)


def _write(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"told": told().dump()}), encoding="utf-8")


@pytest.mark.usefixtures("qapp")
def test_what_was_told_is_there_as_soon_as_one_looks(tmp_path: Path) -> None:
    """To look once needs no event loop; before that nothing is known, and nothing has been loaded."""
    path = tmp_path / "reminders.json"
    _write(path)
    link = _link(path)
    assert link.told is None
    link.read()
    assert link.told == told()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("text", ["", "[]", "{}", '{"told": 3}', "[" * 100_000])
def test_a_file_that_cannot_be_used_is_as_none(tmp_path: Path, text: str) -> None:
    """Missing, damaged or of another form: nobody keeps the reminders, as far as anyone can tell."""
    path = tmp_path / "reminders.json"
    link = _link(path)
    link.read()
    assert link.told is None
    path.write_text(text, encoding="utf-8")
    link.read()
    assert link.told is None


@pytest.mark.usefixtures("qapp")
def test_the_dead_tell_nothing(tmp_path: Path) -> None:
    """A resident writes each minute; what is older than a few was left by one that is gone."""
    path, clock = tmp_path / "reminders.json", FakeClock()
    _write(path)
    link = _link(path, clock)
    link.read()
    changes: list[None] = []
    link.changed.connect(lambda: changes.append(None))
    clock.advance(600)
    link.read()
    assert link.told is None
    assert len(changes) == 1
    link.read()
    assert len(changes) == 1


def test_a_change_of_the_file_is_followed(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    """What is written is on the page a moment later, in a folder that was not there before too."""
    path = tmp_path / "state" / "reminders.json"
    link = _link(path)
    link.setParent(qapp)
    link.watch()
    link.watch()
    with qtbot.waitSignal(link.changed):
        _write(path)
    assert link.told == told()


@pytest.mark.usefixtures("qapp")
def test_lines_and_starts_go_through(tmp_path: Path) -> None:
    """What is said to the resident is heard or not; one is started when it is wanted."""
    said: list[str] = []
    starts: list[None] = []

    def hear(line: str) -> bool:
        said.append(line)
        return True

    link = ResidentLink(tmp_path / "none", FakeClock(), hear, lambda: starts.append(None))
    assert link.send("skip pen")
    link.start()
    assert (said, len(starts)) == (["skip pen"], 1)
