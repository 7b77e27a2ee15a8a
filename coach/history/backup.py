"""One file that holds everything a person has in Coach, and the way back from it.

A back-up is a ZIP file: a `manifest.json` with the size and SHA-256 of every file in it, the history as one
SQLite file, and whatever else is handed in (settings, safety answers, routines of one's own). It is read back
and checked before anything is replaced by it.
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import sqlite3
import tempfile
import time
import zipfile
import zlib
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from coach import __version__
from coach.errors import CoachError
from coach.history import alive
from coach.history.faults import in_kind_words
from coach.history.migrations import MIGRATIONS, version
from coach.history.recovery import copy_whole, recover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

FORMAT: Final = 1
HISTORY: Final = "history.sqlite3"
"""The name of the history among the things that are backed up."""
KEPT: Final = 10
"""Back-ups that a rotating folder keeps, one for each day."""
PATIENCE: Final = 5.0
"""Seconds to wait for another program that is writing into the history, before it is restored."""
MOST_BYTES: Final = 4 * 1024**3
"""No back-up unpacks to more; ten years of history are a hundredth of it."""
_MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a back-up holds, found whole: when it was made, by which Coach, and the sizes of its files."""

    made: datetime
    coach: str
    files: Mapping[str, int]
    sessions: int
    cramps: int = 0

    @property
    def holds_any(self) -> bool:
        """Whether there is a session or a cramp in it."""
        return bool(self.sessions or self.cramps)


def name(now: datetime) -> str:
    """What a back-up of a day is called."""
    return f"coach-backup-{now.date()}.zip"


def back_up(to: Path, things: Mapping[str, Path], now: datetime) -> Contents:
    """Write everything into one file, read it back, and only then give it its name.

    `things` maps names in the back-up to files and folders, the history under `HISTORY`; what is not there is
    left out. The history may be in use meanwhile.

    Raises:
        CoachError: There is no room or no permission, or the history is damaged.
    """
    return _backed_up(to, things, now, lambda _: to)[1]


def _backed_up(
    to: Path, things: Mapping[str, Path], now: datetime, placed: Callable[[Contents], Path]
) -> tuple[Path, Contents]:
    """As `back_up`; `placed` says where it goes once it is known what it holds, `to` or beside it."""
    part = to.with_name(f".{to.name}.part")
    with in_kind_words(to), tempfile.TemporaryDirectory(prefix="coach-") as folder:
        try:
            to.parent.mkdir(parents=True, exist_ok=True)
            _write(part, _files(things, Path(folder)), now)
            contents = check(part)
            with part.open("r+b") as file:
                os.fsync(file.fileno())  # a power cut leaves the one before it, or this one
            place = placed(contents)
            part.replace(place)
        finally:
            part.unlink(missing_ok=True)
    return place, contents


def rotate(
    folder: Path, things: Mapping[str, Path], now: datetime, keep: int = KEPT, computer: str | None = None
) -> Path:
    """Write the day's back-up into a folder and take away all but the latest `keep`; returns the new one.

    Each `computer` (usually: this one) has its own, for a synchronised folder may be that of several. Nothing
    but a back-up of this one is ever taken away, none before the new one has been checked, and none for one
    without a session or a cramp: a history that is only beginning does not push out a full one. Nor does it
    take the place of the same day's, beside which it is called `-empty`.

    Raises:
        CoachError: As `back_up`.
    """
    whose = _plain(platform.node() if computer is None else computer)
    to = folder / f"coach-backup-{whose}-{now.date()}.zip"

    def placed(contents: Contents) -> Path:
        replaces = contents.holds_any or not to.exists() or _is_empty(to)
        return to if replaces else to.with_stem(f"{to.stem}-empty")

    made, contents = _backed_up(to, things, now, placed)
    own = re.compile(rf"coach-backup-{whose}-\d{{4}}-\d{{2}}-\d{{2}}(-empty)?\.zip")
    with in_kind_words(to):
        if contents.holds_any:
            known = [each for each in folder.iterdir() if own.fullmatch(each.name) and each.is_file()]
            known.sort(key=lambda each: (not each.stem.endswith("-empty"), each.name))  # empty ones go first
            for path in known[:-keep]:
                path.unlink()
        for path in folder.glob(f".coach-backup-{whose}-*.zip.part"):  # of one that was cut short
            path.unlink()
    return made


def _is_empty(path: Path) -> bool:
    """Whether a back-up surely holds no session and no cramp: what cannot be read may hold some."""
    try:
        return not check(path).holds_any
    except CoachError:
        return False


def _plain(computer: str) -> str:
    """The name of a computer, of letters and digits that stand in a file's name anywhere."""
    return re.sub(r"[^a-z0-9]+", "-", computer.lower().split(".")[0]).strip("-") or "computer"


def _files(things: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """The files to be kept, by their names in the back-up; of the history a copy that nobody writes to."""
    found: dict[str, Path] = {}
    for thing, path in things.items():
        if thing == HISTORY and path.exists():
            copy_whole(path, folder / HISTORY)
            found[thing] = folder / HISTORY
        elif path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.is_file() and not each.is_symlink())
            found |= {f"{thing}/{each.relative_to(path).as_posix()}": each for each in inside}
        elif path.is_file():
            found[thing] = path
    return found


def _write(to: Path, files: Mapping[str, Path], now: datetime) -> None:
    to.unlink(missing_ok=True)
    to.touch(mode=0o600)
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        listed = {}
        for each, path in files.items():
            archive.write(path, each)
            listed[each] = {"bytes": path.stat().st_size, "sha256": _digest(path)}
        manifest = {"coach-backup": FORMAT, "coach": __version__, "made": now.isoformat(), "files": listed}
        archive.writestr(_MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        digest = sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def check(path: Path) -> Contents:
    """What a back-up holds, after every byte of it has been looked at.

    Raises:
        CoachError: It is damaged, is none, or was made by a newer Coach.
    """
    with tempfile.TemporaryDirectory(prefix="coach-") as folder:
        return _unpacked(path, Path(folder))


def restore(path: Path, things: Mapping[str, Path], now: datetime) -> Contents:
    """Put everything back as it was in a back-up, once it has been found whole.

    What stands in its place now is kept beside it under a name with `before-restore` and the date. Things
    that the back-up does not hold are left alone.

    Raises:
        CoachError: The back-up cannot be used, or a session is running; nothing has been changed then. Or
            there is no room or no permission.
    """
    database = things[HISTORY]
    if alive.anybody(alive.folder(database)):
        raise CoachError("A session is running.", "End it first, then restore the back-up.")
    with in_kind_words(database), tempfile.TemporaryDirectory(prefix="coach-") as folder:
        contents = _unpacked(path, Path(folder))
        for thing, place in things.items():
            unpacked = Path(folder) / thing
            if not unpacked.exists():
                continue
            if thing == HISTORY:
                _restore_history(unpacked, place, now)
                continue
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if place.exists():
                place.rename(_before(place, now))
            shutil.move(unpacked, place)
    return contents


def _before(place: Path, now: datetime) -> Path:
    """A name beside a place that nothing has yet."""
    stem = f"{place.stem}.before-restore-{now.date()}"
    for number in range(1, 1000):
        kept = place.with_name(f"{stem}{'' if number == 1 else f'-{number}'}{place.suffix}")
        if not kept.exists():
            return kept
    raise CoachError(f"There are too many old copies in {place.parent}.", "Take some of them away.")


def _restore_history(unpacked: Path, place: Path, now: datetime) -> None:
    """Write over the history in one transaction, so that whoever has it open sees the old or the new one."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if place.exists():
        try:
            copy_whole(place, _before(place, now))
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            recover(place, now)  # it is kept, and whatever takes its place is written over below
    place.touch(mode=0o600)
    deadline = time.monotonic() + PATIENCE

    def look(status: int, _left: int, _total: int) -> None:
        """SQLite by itself would wait for ever for another program that writes."""
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > deadline:
            raise CoachError("Another program is using your history right now.", "Close it, then try again.")

    with closing(sqlite3.connect(unpacked)) as source, closing(sqlite3.connect(place)) as into:
        source.backup(into, progress=look)


def _unpacked(path: Path, folder: Path) -> Contents:
    """Unpack a back-up into an empty folder, looking at every byte."""
    with _damage_in_words(path), zipfile.ZipFile(path) as archive:
        manifest: dict[str, Any] = json.loads(archive.read(_MANIFEST))
        if manifest["coach-backup"] > FORMAT:
            raise CoachError(
                f"{path.name} was made by a newer Coach ({manifest['coach']}).", "Please update Coach."
            )
        made, files = datetime.fromisoformat(manifest["made"]), manifest["files"]
        if sum(each["bytes"] for each in files.values()) > MOST_BYTES:
            raise ValueError("it is too large")
        for each, told in files.items():
            to = folder / _safe(each)
            to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if archive.getinfo(each).file_size != told["bytes"]:
                raise ValueError(f"{each} has another size")
            with archive.open(each) as packed, to.open("wb") as out:
                shutil.copyfileobj(packed, out)
            if _digest(to) != told["sha256"]:
                raise ValueError(f"{each} is damaged")
        counts = _history_in(folder / HISTORY) if HISTORY in files else (0, 0)
    return Contents(made, manifest["coach"], {each: told["bytes"] for each, told in files.items()}, *counts)


def _safe(inside: str) -> str:
    """The name of a file in a back-up; never one that leads out of it."""
    parts = PurePosixPath(inside).parts
    if not parts or PurePosixPath(inside).is_absolute() or ".." in parts or re.search(r'[\\:*?"<>|]', inside):
        raise ValueError(f"{inside!r} is no name of a file")
    return inside


def _history_in(path: Path) -> tuple[int, int]:
    """How many sessions and cramps an unpacked history holds, once SQLite finds nothing wrong with it."""
    path.chmod(0o600)
    with closing(sqlite3.connect(path)) as connection:
        if [*connection.execute("PRAGMA integrity_check")] != [("ok",)]:
            raise ValueError("the history in it is damaged")
        if version(connection) > len(MIGRATIONS):
            raise CoachError("The history in it was made by a newer Coach.", "Please update Coach.")
        tables = {each for (each,) in connection.execute("SELECT name FROM sqlite_schema")}
        cramps = "(SELECT count(DISTINCT entry) FROM diary)" if "diary" in tables else "0"  # an older Coach's
        row = connection.execute(f"SELECT (SELECT count(*) FROM sessions), {cramps}").fetchone()  # noqa: S608 - ours
        return int(row[0]), int(row[1])


@contextmanager
def _damage_in_words(path: Path) -> Iterator[None]:
    """Whatever a broken file makes the libraries raise, in one sentence."""
    try:
        yield
    except (zipfile.BadZipFile, EOFError, KeyError, TypeError, ValueError, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise CoachError(
            f"{path.name} is not a whole back-up ({error}).", "Nothing was changed. Try an older one."
        ) from error
    except (NotImplementedError, RuntimeError, zlib.error) as error:
        raise CoachError(
            f"{path.name} cannot be unpacked ({error}).", "Nothing was changed. Try an older one."
        ) from error
