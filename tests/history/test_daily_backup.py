from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coach import paths
from coach import settings as settings_files
from coach.errors import CoachError
from coach.history import backup, daily_backup
from coach.history.daily_backup import Last, is_due, load, make, told
from coach.history.store import Store
from coach.settings import Backup, Settings
from tests.history.playing import START
from tests.history.records import done

if TYPE_CHECKING:
    from pathlib import Path

DAY = timedelta(days=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder such as one that is synchronised, with a file of somebody else's."""
    made = tmp_path / "cloud"
    made.mkdir()
    (made / "letter.txt").write_text("mine")
    return made


@pytest.fixture
def chosen(folder: Path) -> Backup:
    """A back-up every day into that folder; there is a history with a session."""
    with closing(Store.open(paths.database(), START)) as store:
        store.keep(done())
    return Backup(daily=True, folder=str(folder), keep=2)


def _make(chosen: Backup, days: int = 0) -> Last:
    return make(chosen, paths.things(), paths.backup_file(), START + days * DAY)


def test_one_is_due_each_day_whatever_came_of_the_last(chosen: Backup) -> None:
    """Of the same day none, of the next one again, also after a failure; without folder or wish never."""
    assert is_due(chosen, Last(), START)
    for last in (Last(START, START), Last(START, trouble="The disk is full.")):
        assert not is_due(chosen, last, START + timedelta(hours=3))
        assert is_due(chosen, last, START + DAY)
    assert not is_due(replace(chosen, daily=False), Last(), START)
    assert not is_due(replace(chosen, folder=""), Last(), START)


def test_the_day_is_the_persons_own(chosen: Backup) -> None:
    """A back-up from half past eleven at night is one of yesterday half an hour later, wherever that is."""
    late = START.replace(hour=23, minute=30)
    assert not is_due(chosen, Last(late.astimezone(None), late), late + timedelta(minutes=20))
    assert is_due(chosen, Last(late.astimezone(None), late), late + timedelta(minutes=40))


def test_it_is_whole_and_as_many_stay_as_chosen(chosen: Backup, folder: Path) -> None:
    """What is in the folder besides is left alone; the last one is remembered, privately."""
    for days in range(4):
        last = _make(chosen, days)
        assert last == Last(START + days * DAY, START + days * DAY, last.file)
    assert len(list(folder.glob("coach-backup-*.zip"))) == 2
    assert (folder / "letter.txt").read_text() == "mine"
    assert len(list(folder.iterdir())) == 3
    assert load(paths.backup_file()) == last
    assert paths.backup_file().stat().st_mode & 0o077 == 0
    assert str(max(folder.glob("coach-backup-*.zip"))) == last.file
    assert backup.check(max(folder.glob("*.zip"))).sessions == 1


def test_a_folder_that_is_gone_is_not_made_and_told_until_it_is_back(chosen: Backup, folder: Path) -> None:
    """A disk that is not plugged in gets nothing in its place; the last good one is still named."""
    good = _make(chosen)
    folder.rename(folder.with_name("away"))
    last = _make(chosen, 1)
    assert not folder.exists()
    assert last == Last(
        START + DAY, START, good.file, f"There is no folder {folder} now. Is its disk connected?"
    )
    words = told(chosen, last, START + DAY)
    assert words.startswith(f"The back-up did not work today 09:00. There is no folder {folder} now.")
    assert words.endswith(
        f"Coach tries again tomorrow. The last one that did: yesterday 09:00, to {good.file}."
    )
    folder.with_name("away").rename(folder)
    assert _make(chosen, 2).trouble == ""


def test_a_folder_that_may_not_be_written_is_told_kindly(chosen: Backup, folder: Path) -> None:
    """Nothing half-written stays, and no back-up that was there goes."""
    if os.geteuid() == 0:
        chosen = replace(chosen, folder="/proc/sys")  # not even the system's own user may write there
    else:
        folder.chmod(0o500)
    last = _make(chosen)
    folder.chmod(0o700)
    assert "Coach may not write to" in last.trouble or "Coach cannot use" in last.trouble
    assert [each.name for each in folder.iterdir()] == ["letter.txt"]
    assert load(paths.backup_file()) == last


def test_a_full_disk_is_told_and_leaves_what_was_there(
    chosen: Backup, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The back-ups of the days before stay, and nothing half-written does."""
    _make(chosen)
    before = sorted(each.name for each in folder.iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_write", full)
    assert _make(chosen, 1).trouble.startswith("The disk is full.")
    assert sorted(each.name for each in folder.iterdir()) == before


def test_what_is_told_of_it() -> None:
    """When, and where to; nothing where none is wanted."""
    chosen = Backup(daily=True, folder="/cloud")
    assert told(Backup(), Last(START, START, "/cloud/x.zip"), START) == ""
    assert told(chosen, Last(), START) == "No back-up has been made yet."
    last = Last(START, START, "/cloud/x.zip")
    assert told(chosen, last, START) == "Last back-up: today 09:00, to /cloud/x.zip."
    assert told(chosen, last, START + 3 * DAY) == "Last back-up: 23 November 2026 09:00, to /cloud/x.zip."
    never = Last(START, trouble="The disk is full.")
    assert told(chosen, never, START + DAY) == (
        "The back-up did not work yesterday 09:00. The disk is full. Coach tries again tomorrow. "
        "No back-up has been made yet."
    )


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"tried": 5}', "\x00"])
def test_a_damaged_memory_is_as_none(tmp_path: Path, text: str) -> None:
    """Then one is made once more."""
    (tmp_path / "backup.json").write_text(text)
    assert load(tmp_path / "backup.json") == Last()


BUSY = """
import sys, time
from pathlib import Path
from coach.history import daily_backup
with daily_backup._alone(Path(sys.argv[1])):
    print("alone", flush=True)
    time.sleep(60)
"""


def test_two_processes_never_make_it_at_once(chosen: Backup, folder: Path) -> None:
    """The second leaves it to the first; when that is killed, the next one makes it."""
    other = subprocess.Popen(
        [sys.executable, "-c", BUSY, str(paths.backup_file())], stdout=subprocess.PIPE, text=True
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "alone\n"
    with pytest.raises(CoachError, match="being made already"):
        _make(chosen)
    assert daily_backup.main() == 0
    assert not list(folder.glob("*.zip"))
    other.kill()
    other.communicate()
    assert _make(chosen).trouble == ""


def test_the_process_makes_it_once_a_day(chosen: Backup, folder: Path) -> None:
    """As the settings say; started again it finds nothing to do, and where it fails its code says so."""
    settings_files.save(paths.settings_file(), Settings(backup=chosen))
    run = [sys.executable, "-m", "coach", "_backup"]
    assert subprocess.run(run, check=False).returncode == 0
    (made,) = folder.glob("*.zip")
    assert backup.check(made).sessions == 1
    made.unlink()
    assert subprocess.run(run, check=False).returncode == 0
    assert not list(folder.glob("*.zip"))
    shutil.rmtree(folder)
    last = json.loads(paths.backup_file().read_text())
    yesterday = {**last, "tried": "2020-01-01T09:00:00+01:00"}
    paths.backup_file().write_text(json.dumps(yesterday))
    assert subprocess.run(run, check=False).returncode == 1
    assert "There is no folder" in load(paths.backup_file()).trouble
