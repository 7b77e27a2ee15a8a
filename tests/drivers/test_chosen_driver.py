from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coach.drivers.chosen_driver import ChosenDriver
from coach.reminders import chosen_file
from coach.reminders.chosen import Chosen
from coach.reminders.rule import Hydration

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the settings are."""
    return tmp_path / "settings.toml"


def turned_on(now: Chosen) -> Chosen:
    """Reminders are on."""
    return replace(now, on=True)


def test_a_change_is_told_and_saved(file: Path) -> None:
    """What is chosen is in force, told to all, and in the file."""
    driver = ChosenDriver(file)
    told: list[Chosen] = []
    driver.changed.connect(told.append)
    driver.change(turned_on)
    driver.change(turned_on)
    assert told == [Chosen(on=True)]
    assert chosen_file.load(file) == (Chosen(on=True), ())


def test_what_another_process_has_changed_is_kept(file: Path) -> None:
    """A change is made to what the file holds at that moment, and read when one is told of it."""
    window, resident = ChosenDriver(file), ChosenDriver(file)
    window.change(turned_on)
    resident.change(lambda now: now.without_rule("feet"))
    assert resident.value.on
    window.read()
    assert window.value == resident.value
    assert window.value.rule("feet") is None


def test_what_is_wrong_in_the_file_is_said(file: Path) -> None:
    """A broken rule is a problem to be shown, and no end of the others."""
    file.write_text('[[reminders.rule]]\nid = "x"\n')
    assert "number 1 (“x”) is left out" in ChosenDriver(file).problems[0]


def test_a_failure_to_save_is_told_and_the_change_holds(tmp_path: Path) -> None:
    """Where nothing can be written, reminders are on until Coach ends."""
    (tmp_path / "config").write_text("a file where the folder should be")
    driver = ChosenDriver(tmp_path / "config" / "settings.toml")
    said: list[str] = []
    driver.trouble.connect(said.append)
    driver.change(turned_on)
    assert driver.value.on
    assert len(said) == 1
    assert "could not be saved" in said[0]


def test_a_bound_that_is_broken_changes_nothing(file: Path) -> None:
    """The rule editor is told; nothing is written."""
    driver = ChosenDriver(file)
    with pytest.raises(ValueError, match="cup"):
        driver.change(lambda now: now.with_rule(Hydration("water", cup=9000)))
    assert driver.value == Chosen()
    assert not file.exists()
