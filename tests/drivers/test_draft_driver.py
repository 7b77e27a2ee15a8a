from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from coach.author.keeping import Drafts
from coach.drivers.draft_driver import DraftDriver
from coach.routine.library import Library
from coach.routine.plan import Sides
from tests.routine import texts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from coach.author.trial import Trial

pytestmark = pytest.mark.usefixtures("qapp")
WAVE = texts.exercise("wave")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A saved exercise."""
    path = tmp_path / "wave.yaml"
    path.write_text(WAVE, encoding="utf-8")
    return path


@pytest.fixture
def driver(tmp_path: Path, file: Path) -> DraftDriver:
    """A driver that has the exercise open."""
    made = DraftDriver(Drafts(tmp_path / "drafts"))
    made.use(Library(), Sides())
    made.open(file)
    return made


def test_an_opened_file_is_looked_at_at_once(driver: DraftDriver) -> None:
    """Its text is there, nothing is to be saved, and what there is to say is known."""
    assert driver.text == WAVE
    assert not driver.is_changed
    assert driver.trial is not None
    assert driver.trial.errors == 0


def test_typing_is_looked_at_once_it_rests(driver: DraftDriver, qtbot: QtBot) -> None:
    """Many changes in a row are looked at once, as they stand at the end."""
    told: list[Trial] = []
    driver.tried.connect(told.append)
    with qtbot.waitSignal(driver.tried):
        for number in range(5):
            driver.edit(f"{WAVE}notes: {number}\n")
    assert [trial.text for trial in told] == [f"{WAVE}notes: 4\n"]
    assert driver.is_changed


def test_saving_writes_the_file_and_drops_the_draft(driver: DraftDriver, file: Path, tmp_path: Path) -> None:
    """After saving there is nothing unsaved, here or beside it."""
    driver.edit(WAVE + "notes: x\n")
    driver._on_keep()
    assert Drafts(tmp_path / "drafts").lost()
    driver.save()
    assert file.read_text() == WAVE + "notes: x\n"
    assert not driver.is_changed
    assert Drafts(tmp_path / "drafts").lost() == ()


def test_a_failed_save_keeps_a_draft(driver: DraftDriver, tmp_path: Path) -> None:
    """What could not be written is still in hand, and kept for the next start."""
    driver.edit(WAVE + "notes: x\n")
    (tmp_path / "blocked").write_text("a file where the folder should be")
    with pytest.raises(OSError, match="blocked"):
        driver.save(tmp_path / "blocked" / "wave.yaml")
    assert driver.is_changed
    assert [draft.text for draft in Drafts(tmp_path / "drafts").lost()] == [WAVE + "notes: x\n"]


def test_what_is_saved_elsewhere_is_worked_on_there(driver: DraftDriver, file: Path, tmp_path: Path) -> None:
    """A copy takes the place of the original in the editor; the original stays as it was."""
    driver.edit(WAVE + "notes: x\n")
    driver.save(tmp_path / "mine" / "wave.yaml")
    assert driver.path == tmp_path / "mine" / "wave.yaml"
    assert file.read_text() == WAVE
    assert not driver.is_changed


def test_another_programs_change_is_taken_over_if_nothing_is_lost(driver: DraftDriver, file: Path) -> None:
    """An unchanged text follows the file on the disk."""
    replaced: list[str] = []
    driver.replaced.connect(replaced.append)
    file.write_text(WAVE + "notes: y\n")
    driver._on_disk()
    assert replaced == [WAVE + "notes: y\n"]
    assert not driver.is_changed_elsewhere


def test_another_programs_change_never_overwrites_ones_own(driver: DraftDriver, file: Path) -> None:
    """With something unsaved the text stays, and it is told that the file says something else."""
    driver.edit(WAVE + "notes: x\n")
    file.write_text(WAVE + "notes: y\n")
    driver._on_disk()
    assert driver.text == WAVE + "notes: x\n"
    assert driver.is_changed_elsewhere
    file.unlink()
    driver._on_disk()
    assert driver.is_changed_elsewhere


def test_the_disk_is_watched(driver: DraftDriver, file: Path, qtbot: QtBot) -> None:
    """The system itself tells of the change."""
    with qtbot.waitSignal(driver.replaced):
        file.write_text(WAVE + "notes: y\n")


def test_a_change_from_a_form_is_looked_at_at_once(driver: DraftDriver) -> None:
    """A replaced text is told to the editor, and its trial is there when the call returns."""
    driver.replace(WAVE.replace("wave", "curl"))
    assert driver.trial is not None
    assert "curl" in driver.trial.text
    assert driver.is_changed


def test_changes_can_be_thrown_away(driver: DraftDriver) -> None:
    """The text is as it was saved."""
    driver.edit("nonsense")
    driver.forget()
    assert not driver.is_changed


def test_leaving_keeps_what_is_unsaved(driver: DraftDriver, file: Path, tmp_path: Path) -> None:
    """A text that is left unsaved can be gone on with."""
    driver.edit(WAVE + "notes: x\n")
    driver.close()
    (draft,) = Drafts(tmp_path / "drafts").lost()
    again = DraftDriver(Drafts(tmp_path / "drafts"))
    again.open(Path(draft.path), draft.text)
    assert again.path == file
    assert again.text == WAVE + "notes: x\n"
    assert again.is_changed


def test_a_file_of_poses_is_shown_pose_by_pose(driver: DraftDriver, tmp_path: Path) -> None:
    """What has been written of each pose can be seen, saved or not; with errors, what is wrong is said."""
    path = tmp_path / "poses" / "mine.yaml"
    text = (
        "coach: 1\ntype: poses\nfigure: hand\nposes:\n  claw: {from: hook-fist}\n  up: {joints: {wrist: 9}}\n"
    )
    driver.open(path, text)
    assert driver.trial is not None
    assert driver.trial.diagnostics == ()
    assert driver.trial.timeline is not None
    assert [step.exercise for step in driver.trial.timeline.steps] == ["claw", "up"]
    driver.replace(text.replace("wrist: 9", "wrst: 9"))
    places = [(each.code, each.path, each.span.line) for each in _seen(driver).diagnostics]
    assert places == [("unknown-joint", path, 6)]
    driver.replace(text.partition("poses:\n")[0] + "poses: {}\n")
    assert _seen(driver).timeline is None


def _seen(driver: DraftDriver) -> Trial:
    """What the driver has last looked at."""
    assert driver.trial is not None
    return driver.trial
