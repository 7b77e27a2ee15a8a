"""Real faults on real files: killed, full, read-only, damaged."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coach import __version__
from coach.errors import CoachError
from coach.history.faults import in_kind_words
from coach.history.recorder import SessionRecorder
from coach.history.session import SessionStatus
from coach.history.store import Store
from coach.player.events import Outcome
from tests.history.play_until_killed import PLAN
from tests.history.playing import START, play
from tests.player.plans import TWO_SIDES, plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coach.player.record import PhaseRecord

NOBODY = 65534
"""The user that owns nothing, on every Unix."""

MANY_STEPS = plan("\n".join(f"{item} hold 0.1 left" for item in range(1, 400)))


def test_a_process_killed_in_mid_hold_leaves_everything_up_to_that_moment(tmp_path: Path) -> None:
    """After SIGKILL the history holds every phase done and how far the running one was, to the second."""
    database = tmp_path / "history.sqlite3"
    command = [sys.executable, "-m", "tests.history.play_until_killed", str(database)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for line in process.stdout:
            index, done = line.split()
            if int(index) == 3:
                break
        process.kill()
    with closing(Store.open(database, START)) as store:
        assert store.notice == ""
        [session] = store.unfinished()
        detail = store.session(session.id)
    assert detail is not None
    assert detail.timeline == PLAN
    assert (session.status, session.version) == (SessionStatus.OPEN, __version__)
    assert [(one.index, one.done, one.outcome) for one in detail.phases[:3]] == [
        (0, 0.2, Outcome.DONE),
        (1, 0.3, Outcome.DONE),
        (2, 0.2, Outcome.DONE),
    ]
    running = detail.phases[3]
    assert (running.index, running.outcome, running.ended) == (3, None, None)
    assert float(done) <= running.done <= float(done) + 1.1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[tuple[Path, Callable[[], None]]]:
    """A disk of 16 MB and a way to fill it: a tmpfs of its own where this user may mount one.

    Elsewhere the same place with SQLite's own limit on the size of its file, which gives the same fault.
    """
    disk = tmp_path / "small"
    disk.mkdir()
    mount = shutil.which("mount")
    mounted = (
        mount
        and not subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=16m", "tmpfs", str(disk)], check=False, capture_output=True
        ).returncode
    )

    def fill_disk() -> None:
        with suppress(OSError), (disk / "something large").open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)

    def limit_file() -> None:
        limited.append(1)

    limited: list[int] = []

    class Limited(sqlite3.Connection):
        def execute(self, sql: str, values: Any = (), /) -> sqlite3.Cursor:
            if limited and not sql.startswith("PRAGMA"):
                super().execute("PRAGMA max_page_count = 1")
            return super().execute(sql, values)

    if mounted:
        yield disk, fill_disk
        subprocess.run(["umount", str(disk)], check=True)
    else:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Limited))
            yield disk, limit_file


def test_a_full_disk_refuses_a_new_history_kindly(small_disk: tuple[Path, Callable[[], None]]) -> None:
    """Nothing can be opened, and the person hears why and what helps."""
    disk, fill_up = small_disk
    fill_up()
    with pytest.raises(CoachError, match="disk is full") as caught:
        Store.open(disk / "data" / "history.sqlite3", START)
    assert "Make some room" in caught.value.advice


def test_a_disk_that_fills_up_in_mid_session_ends_the_saving_not_the_session(
    small_disk: tuple[Path, Callable[[], None]],
) -> None:
    """What was written stays whole; the session goes on in memory and can be saved elsewhere."""
    disk, fill_up = small_disk
    database = disk / "history.sqlite3"
    with closing(Store.open(database, START)) as before:
        kept = before.begin(TWO_SIDES, START, 1.0, __version__)

    class FillingUp(Store):
        """A history whose disk is filled by something else when a phase begins after 20 s."""

        def enter(self, session_id: int, record: PhaseRecord) -> int:
            if record.began > 20:
                fill_up()
            return super().enter(session_id, record)

    recorder = SessionRecorder(database, FillingUp.open)
    events = play(recorder, MANY_STEPS, {}, seconds=45)
    assert recorder.trouble.startswith("This session is not being saved. The disk is full.")
    assert recorder.detail is not None
    assert (
        len(recorder.detail.phases) == sum(type(event).__name__ == "StepEntered" for event in events) == 399
    )
    elsewhere = disk.parent / "session.json"
    recorder.export(elsewhere)
    assert elsewhere.stat().st_size > 10_000
    with suppress(FileNotFoundError):
        (disk / "something large").unlink()
    with closing(sqlite3.Connection(database)) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        sessions = plain.execute("SELECT id FROM sessions ORDER BY id").fetchall()
        written = plain.execute("SELECT count(*) FROM phases").fetchone()[0]
    assert sessions == [(kept,), (kept + 1,)]
    assert 200 <= written < 399


@pytest.fixture
def folder_of_an_ordinary_user() -> Iterator[Path]:
    """A folder with a history in it and a user who is not above its modes: root becomes nobody meanwhile."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        with tempfile.TemporaryDirectory(dir="/tmp") as name:  # where anybody may write
            folder = Path(name) / "data"
            with closing(Store.open(folder / "history.sqlite3", START)) as store:
                store.begin(TWO_SIDES, START, 1.0, __version__)
            yield folder
            folder.chmod(0o700)
    finally:
        if root:
            os.seteuid(0)


@pytest.fixture
def locked_folder(folder_of_an_ordinary_user: Path) -> Path:
    """A folder that this user may read but not write, with a history in it."""
    (folder_of_an_ordinary_user / "history.sqlite3").chmod(0o444)
    folder_of_an_ordinary_user.chmod(0o555)
    return folder_of_an_ordinary_user


def test_a_folder_that_may_not_be_written_is_said_kindly(locked_folder: Path) -> None:
    """Neither a new nor an existing history can be used there, and both are said in the same words."""
    for name in ("history.sqlite3", "new.sqlite3", "deeper/history.sqlite3"):
        with pytest.raises(CoachError, match="Coach may not write to") as caught:
            Store.open(locked_folder / name, START)
        assert "read-only" in caught.value.advice


def test_a_file_that_may_not_be_written_can_still_be_read(folder_of_an_ordinary_user: Path) -> None:
    """Past sessions are shown; a new one is refused in kind words."""
    database = folder_of_an_ordinary_user / "history.sqlite3"
    database.chmod(0o400)
    with closing(Store.open(database, START)) as store:
        assert len(store.sessions(9)) == 1
        with pytest.raises(CoachError, match="Coach may not write to"):
            store.begin(TWO_SIDES, START, 1.0, __version__)


def test_a_session_runs_without_a_place_to_write(locked_folder: Path) -> None:
    """The session is whole in memory."""
    recorder = SessionRecorder(locked_folder / "history.sqlite3")
    play(recorder, plan("1 hold 5 left"), {})
    assert "Coach may not write to" in recorder.trouble
    assert recorder.detail is not None
    assert [one.outcome for one in recorder.detail.phases] == [Outcome.DONE]


def _text(path: Path) -> None:
    path.write_bytes(b"This was a history once. " * 500)


def _cut_off(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _scribbled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    path.write_bytes(content)


def _schema_scribbled(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:400] = bytes(300)
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [_text, _cut_off, _scribbled, _schema_scribbled])
def test_a_damaged_history_is_kept_and_a_new_one_begun(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """The damaged bytes stay under a name with the date, the person is told, and saving works again."""
    database = tmp_path / "history.sqlite3"
    with closing(Store.open(database, START)) as store:
        for item in range(50):
            store.begin(plan(f"1 hold {item + 1} left"), START, 1.0, __version__)
    damage(database)
    bytes_before = database.read_bytes()
    with closing(Store.open(database, START)) as store:
        assert store.notice == (
            "Your history file was damaged. It is kept as history.damaged-2026-11-23.sqlite3. "
            "A new history begins."
        )
        assert store.sessions(9) == ()
        assert store.begin(TWO_SIDES, START, 1.0, __version__) == 1
    assert (tmp_path / "history.damaged-2026-11-23.sqlite3").read_bytes() == bytes_before


def test_two_damaged_histories_on_one_day_are_both_kept(tmp_path: Path) -> None:
    """A second damaged file never replaces the first."""
    database = tmp_path / "history.sqlite3"
    for text in (b"one " * 1000, b"two " * 1000):
        database.write_bytes(text)
        Store.open(database, START).close()
    assert [path.read_bytes()[:3] for path in sorted(tmp_path.glob("*damaged*"))] == [b"two", b"one"]


def test_damage_found_in_mid_session_ends_the_saving_not_the_session(tmp_path: Path) -> None:
    """When the file breaks under a running session, that is said, and all of it stays in memory."""
    database = tmp_path / "history.sqlite3"

    class Breaking(Store):
        """A history whose file is overwritten by something else after 5 s."""

        def enter(self, session_id: int, record: PhaseRecord) -> int:
            if record.index == 1:
                self._connection.execute("PRAGMA shrink_memory")  # so that it looks at the file again
                for ending in ("", "-wal"):
                    path = database.with_name(database.name + ending)
                    path.write_bytes(b"\xff" * path.stat().st_size)
            return super().enter(session_id, record)

    recorder = SessionRecorder(database, Breaking.open)
    play(recorder, TWO_SIDES, {}, seconds=20)
    assert recorder.trouble == (
        "This session is not being saved. Your history file was damaged. It is kept as "
        "history.damaged-2026-11-23.sqlite3. A new history begins."
    )
    assert recorder.detail is not None
    assert len(recorder.detail.phases) == 4
    assert (tmp_path / "history.damaged-2026-11-23.sqlite3").exists()
    play(following := SessionRecorder(database), TWO_SIDES, {}, seconds=20)
    assert (following.trouble, following.session_id) == ("", 1)
    following.close()


def test_damage_deep_in_the_file_is_found_when_it_is_reached(tmp_path: Path) -> None:
    """Reading past sessions meets the damage: the file is kept, and the next one is new."""
    database = tmp_path / "history.sqlite3"
    with closing(Store.open(database, START)) as store:
        for _ in range(2000):
            store.begin(TWO_SIDES, START, 1.0, __version__)
    content = bytearray(database.read_bytes())
    content[-40960:] = b"\xff" * 40960
    database.write_bytes(content)
    with closing(Store.open(database, START)) as store:
        assert store.notice == ""
        with pytest.raises(CoachError, match=r"kept as history\.damaged-2026-11-23\.sqlite3"):
            store.sessions(5000)
    with closing(Store.open(database, START)) as store:
        assert store.sessions(9) == ()
    assert (tmp_path / "history.damaged-2026-11-23.sqlite3").read_bytes() == bytes(content)


def test_a_history_in_use_is_said_kindly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another program holds the file, the person hears that rather than waiting for ever."""
    monkeypatch.setattr("coach.history.store.WAIT", 0.01)
    database = tmp_path / "history.sqlite3"
    with closing(Store.open(database, START)) as store, closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CoachError, match="Another program"):
            store.begin(TWO_SIDES, START, 1.0, __version__)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full."),
        (OSError(errno.EROFS, "Read-only file system"), "Coach may not write to data."),
        (
            OSError(errno.EIO, "Input/output error"),
            "Coach cannot use data/history.sqlite3 (Input/output error).",
        ),
        (sqlite3.ProgrammingError("closed"), "Your history could not be used (closed)."),
    ],
)
def test_what_the_system_says_in_kind_words(fault: Exception, words: str) -> None:
    """Each fault has one sentence for the person, and advice beside it."""
    with pytest.raises(CoachError) as caught, in_kind_words(Path("data/history.sqlite3")):
        raise fault
    assert str(caught.value) == words
    assert caught.value.advice
