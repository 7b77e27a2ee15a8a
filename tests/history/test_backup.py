from __future__ import annotations

import json
import sqlite3
import stat
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from coach.errors import CoachError
from coach.history import alive, backup
from coach.history.erase import NOT_ERASED, erase
from coach.history.store import Store
from tests.history.playing import START
from tests.history.records import FULL_CRAMP, done

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LATER = START + timedelta(days=2)


@pytest.fixture
def things(tmp_path: Path) -> Mapping[str, Path]:
    """A history with a session and a cramp, settings, a folder with a routine; no safety answers."""
    home = tmp_path / "home"
    things = {
        backup.HISTORY: home / "history.sqlite3",
        "settings.toml": home / "settings.toml",
        "routines": home / "routines",
        "safety.toml": home / "safety.toml",
    }
    with closing(Store.open(things[backup.HISTORY], START)) as store:
        store.keep(done())
        store.note_cramp(FULL_CRAMP)
    things["settings.toml"].write_text("theme = 'dark'\n")
    (things["routines"] / "mine").mkdir(parents=True)
    (things["routines"] / "mine" / "ä.yaml").write_text("coach: 1\n")
    return things


@pytest.fixture
def kept(tmp_path: Path, things: Mapping[str, Path]) -> Path:
    """A back-up of it."""
    to = tmp_path / "elsewhere" / "kept.zip"
    backup.back_up(to, things, START)
    return to


def _add_session(database: Path) -> None:
    with closing(Store.open(database, START)) as store:
        store.keep(done(began=LATER))


def _sessions(database: Path) -> int:
    with closing(Store.open(database, START)) as store:
        return store.counts().sessions


def test_a_back_up_holds_everything_and_says_so(kept: Path, things: Mapping[str, Path]) -> None:
    """One file, for its owner only, that is whole: the history, files, and folders with theirs."""
    contents = backup.check(kept)
    assert (contents.made, contents.sessions) == (START, 1)
    assert set(contents.files) == {backup.HISTORY, "settings.toml", "routines/mine/ä.yaml"}
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [each.name for each in kept.parent.iterdir()] == ["kept.zip"]
    assert things[backup.HISTORY].exists()


def test_what_is_restored_is_what_was_kept(kept: Path, things: Mapping[str, Path]) -> None:
    """History, files and folders are as they were; what stood there is beside it; the rest is untouched."""
    _add_session(things[backup.HISTORY])
    things["settings.toml"].write_text("theme = 'light'\n")
    (things["routines"] / "new.yaml").write_text("x")
    things["safety.toml"].write_text("ticked = []\n")
    backup.restore(kept, things, LATER)
    assert _sessions(things[backup.HISTORY]) == 1
    assert things["settings.toml"].read_text() == "theme = 'dark'\n"
    assert [each.name for each in things["routines"].rglob("*.yaml")] == ["ä.yaml"]
    assert things["safety.toml"].exists()
    home = things["settings.toml"].parent
    assert _sessions(home / "history.before-restore-2026-11-25.sqlite3") == 2
    assert "light" in (home / "settings.before-restore-2026-11-25.toml").read_text()
    assert (home / "routines.before-restore-2026-11-25" / "new.yaml").exists()
    backup.restore(kept, things, LATER)
    assert (home / "history.before-restore-2026-11-25-2.sqlite3").exists()


def test_a_restore_on_another_computer_makes_what_is_missing(
    tmp_path: Path, kept: Path, things: Mapping[str, Path]
) -> None:
    """Where there was no Coach, everything is put in place, private to its owner."""
    new = {name: tmp_path / "new" / "data" / path.name for name, path in things.items()}
    backup.restore(kept, new, LATER)
    assert _sessions(new[backup.HISTORY]) == 1
    assert stat.S_IMODE(new[backup.HISTORY].stat().st_mode) == 0o600
    assert new["settings.toml"].exists()


def test_who_has_the_history_open_sees_the_restored_one(kept: Path, things: Mapping[str, Path]) -> None:
    """The history is written over in one transaction, under whoever reads it."""
    _add_session(things[backup.HISTORY])
    with closing(Store.open(things[backup.HISTORY], START)) as reader:
        assert reader.counts().sessions == 2
        backup.restore(kept, things, LATER)
        assert reader.counts().sessions == 1


def test_a_running_session_is_not_restored_over(kept: Path, things: Mapping[str, Path]) -> None:
    """The person is asked to end it first, and nothing is changed."""
    sign = alive.give(alive.folder(things[backup.HISTORY]))
    assert sign is not None
    with pytest.raises(CoachError, match="A session is running"):
        backup.restore(kept, things, LATER)
    with pytest.raises(CoachError, match="A session is running"):
        erase(things[backup.HISTORY], (), LATER)
    sign.take_back()
    backup.restore(kept, things, LATER)


def test_a_damaged_history_does_not_stand_in_the_way(kept: Path, things: Mapping[str, Path]) -> None:
    """What cannot be read any more is kept under its own name, and the back-up takes its place."""
    things[backup.HISTORY].write_bytes(b"no history " * 1000)
    backup.restore(kept, things, LATER)
    assert _sessions(things[backup.HISTORY]) == 1
    assert (things[backup.HISTORY].parent / "history.damaged-2026-11-25.sqlite3").exists()


def _rewritten(path: Path, change: Callable[[dict[str, bytes]], object]) -> None:
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def _manifest(**fields: object) -> Callable[[dict[str, bytes]], object]:
    def change(files: dict[str, bytes]) -> None:
        files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | fields).encode()

    return change


def _leads_out(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["files"]["../../evil"] = manifest["files"].pop("settings.toml")
    files["manifest.json"] = json.dumps(manifest).encode()
    files["../../evil"] = files.pop("settings.toml")


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda files: files.pop("manifest.json"), "not a whole back-up"),
        (lambda files: files.pop("settings.toml"), "not a whole back-up"),
        (lambda files: files.update({"settings.toml": b"theme = 'dusk'\n"}), "is damaged"),
        (lambda files: files.update({"settings.toml": b"theme"}), "another size"),
        (_manifest(**{"coach-backup": 99}), "newer Coach"),
        (_manifest(made="once"), "not a whole back-up"),
        (_leads_out, "no name of a file"),
    ],
)
def test_a_back_up_that_is_not_whole_changes_nothing(
    kept: Path, things: Mapping[str, Path], change: Callable[[dict[str, bytes]], object], what: str
) -> None:
    """Every byte is looked at before anything is replaced, and the message says what is wrong."""
    _add_session(things[backup.HISTORY])
    _rewritten(kept, change)
    before = {path: path.read_bytes() for path in kept.parent.parent.rglob("*") if path.is_file()}
    with pytest.raises(CoachError, match=what):
        backup.restore(kept, things, LATER)
    assert {path: path.read_bytes() for path in before} == before
    assert _sessions(things[backup.HISTORY]) == 2


def test_any_flipped_byte_is_noticed_or_harmless(kept: Path, things: Mapping[str, Path]) -> None:
    """A back-up with one byte changed is refused kindly, or what it holds is still what was kept."""
    whole = kept.read_bytes()
    refused = 0
    for place in range(0, len(whole), 97):
        kept.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        try:
            contents = backup.check(kept)
        except CoachError:
            refused += 1
        else:
            assert contents.sessions == 1
            assert contents.files["settings.toml"] == things["settings.toml"].stat().st_size
    assert refused > len(whole) / 97 * 0.8


def test_the_history_in_a_back_up_must_not_be_newer(tmp_path: Path, things: Mapping[str, Path]) -> None:
    """A back-up of a newer Coach's history is refused in words that say what to do."""
    with closing(sqlite3.connect(things[backup.HISTORY])) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(CoachError, match="newer Coach") as caught:
        backup.back_up(tmp_path / "new.zip", things, START)
    assert "update" in caught.value.advice
    assert not (tmp_path / "new.zip").exists()


def test_a_folder_keeps_the_latest_back_ups_and_nothing_else_is_touched(
    tmp_path: Path, things: Mapping[str, Path]
) -> None:
    """One a day, so many in all; other files in the folder stay, whatever they are called."""
    folder = tmp_path / "synced"
    folder.mkdir()
    (folder / "coach-backup-old.zip").write_text("mine")
    (folder / "coach-backup-desk-2020-01-01.zip").mkdir()
    (folder / ".coach-backup-desk-2026-11-20.zip.part").write_text("cut short")
    for day in range(4):
        backup.rotate(folder, things, START + timedelta(days=day), 9, "Laptop")
    for day in range(5):
        for hour in (0, 5):
            backup.rotate(folder, things, START + timedelta(days=day, hours=hour), 3, "Desk.home")
    assert sorted(path.name for path in folder.iterdir()) == [
        "coach-backup-desk-2020-01-01.zip",
        "coach-backup-desk-2026-11-25.zip",
        "coach-backup-desk-2026-11-26.zip",
        "coach-backup-desk-2026-11-27.zip",
        *(f"coach-backup-laptop-2026-11-{day}.zip" for day in range(23, 27)),
        "coach-backup-old.zip",
    ]
    assert backup.check(folder / "coach-backup-desk-2026-11-27.zip").made.hour == 14


def test_a_history_without_anything_pushes_out_no_back_up(tmp_path: Path, things: Mapping[str, Path]) -> None:
    """After everything was deleted, or on a new computer, what is in the folder stays."""
    folder = tmp_path / "synced"
    folder.mkdir()
    for day in range(2):
        backup.rotate(folder, things, START + timedelta(days=day), 2)
    erase(things[backup.HISTORY], (), LATER)
    for day in range(2, 5):
        with closing(Store.open(things[backup.HISTORY], LATER)):
            backup.rotate(folder, things, START + timedelta(days=day), 2)
    assert len(list(folder.iterdir())) == 5
    with closing(Store.open(things[backup.HISTORY], LATER)) as store:
        store.note_cramp(FULL_CRAMP)
    backup.rotate(folder, things, START + timedelta(days=5), 2)
    assert len(list(folder.iterdir())) == 2


def test_an_empty_history_does_not_take_the_place_of_the_same_days_back_up(
    tmp_path: Path, things: Mapping[str, Path]
) -> None:
    """After a deletion it goes beside it, under a name that says so, and is the first to be taken away."""
    folder = tmp_path / "synced"
    folder.mkdir()
    full = backup.rotate(folder, things, START, 2, "desk")
    erase(things[backup.HISTORY], (), START)
    for _ in range(2):
        made = backup.rotate(folder, things, START, 2, "desk")
        assert made.name == "coach-backup-desk-2026-11-23-empty.zip"
    assert (backup.check(full).sessions, backup.check(made).sessions) == (1, 0)
    full.write_bytes(b"cut short")
    assert backup.rotate(folder, things, START, 2, "desk") == made
    (folder / "coach-backup-desk-2026-11-22.zip").write_bytes(full.read_bytes())
    _add_session(things[backup.HISTORY])
    backup.rotate(folder, things, START + timedelta(days=1), 3, "desk")
    assert sorted(each.name for each in folder.iterdir()) == [
        f"coach-backup-desk-2026-11-{day}.zip" for day in (22, 23, 24)
    ]


def test_of_two_empty_ones_of_a_day_the_later_stays(tmp_path: Path, things: Mapping[str, Path]) -> None:
    """Where nothing can be lost by it, the name of the day is used again."""
    erase(things[backup.HISTORY], (), START)
    for hours in (0, 5):
        made = backup.rotate(tmp_path, things, START + timedelta(hours=hours), 2, "desk")
        assert made.name == "coach-backup-desk-2026-11-23.zip"
        assert backup.check(made).made == START + timedelta(hours=hours)


def test_a_full_or_missing_place_is_said_kindly(things: Mapping[str, Path]) -> None:
    """Nothing half-written stays behind."""
    with pytest.raises(CoachError):
        backup.back_up(things["settings.toml"] / "x.zip", things, START)
    assert not list(things["settings.toml"].parent.glob("*.part"))


def test_what_is_deleted_is_nowhere_in_the_folder_any_more(things: Mapping[str, Path]) -> None:
    """Not a word of the diary is left in any file of Coach's, copies and leftovers included."""
    database = things[backup.HISTORY]
    secret = b"at the very same place as ever"
    with closing(Store.open(database, START)) as store:
        for number in range(50):
            store.note_cramp(replace(FULL_CRAMP, note=f"{secret.decode()} {number}"))
        store.forget_cramp(3)
    database.with_name("history.good.sqlite3").write_bytes(secret)
    database.with_name("history.damaged-2020-01-01.sqlite3").write_bytes(secret)
    things["safety.toml"].write_bytes(secret)
    erased = erase(database, (things["safety.toml"], database.with_name("nothing")), LATER)
    left = [path for path in database.parent.rglob("*") if path.is_file()]
    assert {path.name for path in left} == {"settings.toml", "ä.yaml"}
    assert not any(secret in path.read_bytes() for path in left)
    assert erased.counts[:3] == (1, 14, 50)
    assert set(erased.files) == {
        "history.sqlite3",
        "history.good.sqlite3",
        "history.damaged-2020-01-01.sqlite3",
        "safety.toml",
    }
    assert erased.told()[-1] == NOT_ERASED.format(where="")
    assert erased.told("/media/stick")[-1].startswith(
        "Back-ups, those of every day too (in /media/stick), and exports are still there."
    )
    assert "1 session with 14 phases." in erased.told()[0]


def test_one_entry_that_is_removed_leaves_no_trace_in_the_file(things: Mapping[str, Path]) -> None:
    """What is deleted is overwritten at once, once the log has been brought in."""
    database = things[backup.HISTORY]
    with closing(Store.open(database, START)) as store:
        identity = store.note_cramp(replace(FULL_CRAMP, note="a word nobody else uses"))
        store.forget_cramp(identity)
    assert b"a word nobody else uses" not in database.read_bytes()


def test_there_may_be_nothing_to_delete(tmp_path: Path) -> None:
    """A place without a history is left without one."""
    erased = erase(tmp_path / "none" / "history.sqlite3", (), START)
    assert (sum(erased.counts), erased.files) == (0, ())
    assert not (tmp_path / "none").exists()


HOLDS = """
import sys
from datetime import datetime
from pathlib import Path
from coach.history.cramp import Cramp
from coach.history.store import Store

began = datetime.fromisoformat(sys.argv[3])
store = Store.open(Path(sys.argv[1]), began)
store._run(sys.argv[2])
store.counts()
print("holds", flush=True)
sys.stdin.readline()
if store._connection.in_transaction:
    store._run("ROLLBACK")
store.note_cramp(Cramp(began, "calf"))
store.close()
"""


def _holder(database: Path, begin: str) -> subprocess.Popen[str]:
    """Another process with the history open; with a line it lets go, and writes a cramp into it."""
    made = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(database), begin, START.isoformat()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert made.stdout is not None
    assert made.stdout.readline() == "holds\n"
    return made


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN", "SELECT 1"])
def test_nothing_is_deleted_under_who_has_the_history_open(things: Mapping[str, Path], begin: str) -> None:
    """Whether another process writes, reads or waits: it loses nothing, and the person can try again."""
    database = things[backup.HISTORY]
    other = _holder(database, begin)
    with pytest.raises(CoachError, match="Another program is using your history"):
        erase(database, (things["settings.toml"],), LATER)
    assert things["settings.toml"].exists()
    assert _sessions(database) == 1
    other.communicate("\n")
    assert other.returncode == 0
    assert erase(database, (), LATER).counts.cramps == 2
    assert not database.exists()


def test_a_restore_does_not_wait_for_ever_for_who_writes(
    kept: Path, things: Mapping[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says so and changes nothing; once the other is done, it goes through under them."""
    monkeypatch.setattr(backup, "PATIENCE", 0.2)
    database = things[backup.HISTORY]
    _add_session(database)
    other = _holder(database, "BEGIN IMMEDIATE")
    with pytest.raises(CoachError, match="Another program is using your history"):
        backup.restore(kept, things, LATER)
    assert _sessions(database) == 2
    assert things["settings.toml"].exists()
    other.communicate("\n")
    backup.restore(kept, things, LATER)
    assert _sessions(database) == 1
